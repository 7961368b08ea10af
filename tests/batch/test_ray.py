"""The same bytes on a Ray cluster of two nodes, also when a worker and a node are lost."""

from __future__ import annotations

import ast
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import coded
from light import Inline, invented, write

from dragoman.batch.driver import Totals
from dragoman.batch.on_ray import RayEngine
from dragoman.errors import SettingsError

ray = pytest.importorskip("ray")
SRC = Path(__file__).parents[2] / "src"
Undisturbed = tuple[Totals, dict[str, str], Path]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    found = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    path = os.pathsep.join(filter(None, sys.path))
    ray.init(address=found.address, log_to_driver=False, runtime_env={"env_vars": {"PYTHONPATH": path}})
    yield found
    ray.shutdown()
    found.shutdown()


def test_a_cluster_gives_the_same_bytes(cluster: Any, archive: Path, undisturbed: Undisturbed, tmp_path: Path) -> None:
    second = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    assert coded(RayEngine(), archive, tmp_path / "set") == undisturbed[:2]
    cluster.remove_node(second)


def test_a_worker_and_a_node_killed(cluster: Any, tmp_path: Path) -> None:
    write(tmp_path / "in/a.jsonl", invented(50, extra="SLOW"))
    wanted = coded(Inline(), tmp_path / "in", tmp_path / "inline")
    second = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    out, lost = tmp_path / "set", []

    def disturb() -> None:
        _wait_for(out, "_work/*/done/read/*.json", 1)
        lost.append(_kill_a_worker())
        _wait_for(out, "_work/*/done/read/*.json", 4)
        lost.append(len(list(out.glob("_work/*/done/read/*.json"))))
        cluster.remove_node(second, allow_graceful=False)

    trouble = threading.Thread(target=disturb)
    trouble.start()
    found = coded(RayEngine(), tmp_path / "in", out)
    trouble.join()
    assert lost[0] > 0
    assert lost[1] < len(list(out.glob("_work/*/done/read/*.json")))
    assert found == wanted


def _wait_for(out: Path, pattern: str, count: int) -> None:
    end = time.monotonic() + 120
    while len(list(out.glob(pattern))) < count and time.monotonic() < end:
        time.sleep(0.02)


def _kill_a_worker() -> int:
    """Kill a Ray worker as soon as one does a task for this driver."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for pid in filter(_is_at_work, (int(place.name) for place in Path("/proc").glob("[0-9]*"))):
            os.kill(pid, signal.SIGKILL)
            return pid
        time.sleep(0.005)
    return 0


def _is_at_work(pid: int) -> bool:
    """Whether a process, which may be gone by now, is a worker of this driver's that does a task."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().startswith(b"ray::perform") and _is_ours(pid)
    except OSError:
        return False


def _is_ours(pid: int) -> bool:
    """Whether a process descends from this one, which started the cluster."""
    while pid > 1:
        if pid == os.getpid():
            return True
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return False


def test_ray_is_known_in_one_module_alone() -> None:
    users = set()
    for file in (SRC / "dragoman").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            users |= {file.name for name in names if name.split(".")[0] == "ray"}
    assert users == {"on_ray.py"}


def test_a_cluster_that_does_not_answer_is_named_at_once() -> None:
    with socket.socket() as bound:  # bound, but nobody listens
        bound.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{bound.getsockname()[1]}"
        for told in (address, f"ray://{address}"):
            with pytest.raises(SettingsError, match=f"--address: {told}.*Name a cluster that runs"):
                RayEngine(told)
