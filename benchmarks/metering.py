"""What processes take: processor time of a whole tree, memory of the workers (Linux)."""

from __future__ import annotations

import os
import platform
import threading
import time
from pathlib import Path
from typing import NamedTuple

__all__ = ["Cost", "Meter", "machine"]

_TICKS = os.sysconf("SC_CLK_TCK")
_MIB = 1 << 20


class Cost(NamedTuple):
    """Seconds by the clock and of processors."""

    wall: float
    cpu: float


class Meter:
    """Measures this process and all below it from `with` on; `memory` holds MiB of the largest worker by time."""

    def __enter__(self) -> Meter:
        self._began = time.perf_counter(), _cpu()
        self.memory: list[float] = []
        self._over = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self._sampler.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.cost = self.so_far()
        self._over.set()
        self._sampler.join()

    def so_far(self) -> Cost:
        """The cost up to now."""
        return Cost(time.perf_counter() - self._began[0], _cpu() - self._began[1])

    def _sample(self) -> None:
        while not self._over.wait(1.0):
            self.memory.append(_largest_worker())


def machine() -> str:
    """The machine, in words."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ""
    )
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    return f"{model or platform.machine()}, {cores} cores, load {load:.1f}, Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(errors="replace").splitlines()
    except OSError:
        return []


def _processes() -> dict[int, tuple[int, float, float]]:
    """Parent, processor seconds and MiB of each process; those of ended children are their parent's."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        seconds = sum(map(int, rest[11:15])) / _TICKS
        found[int(path.parent.name)] = (int(rest[1]), seconds, int(rest[21]) * os.sysconf("SC_PAGE_SIZE") / _MIB)
    return found


def _below(top: int, processes: dict[int, tuple[int, float, float]]) -> list[int]:
    found = [top]
    for pid in found:
        found += [other for other, (parent, _, _) in processes.items() if parent == pid]
    return found


def _cpu() -> float:
    processes = _processes()
    return sum(processes[pid][1] for pid in _below(os.getpid(), processes))


def _largest_worker() -> float:
    """MiB of the worker that holds most, with its child; of this process with it where it has no workers."""
    processes = _processes()
    workers = [pid for pid, (parent, _, _) in processes.items() if parent == os.getpid()]
    sizes = [sum(processes[pid][2] for pid in _below(worker, processes)) for worker in workers]
    return max(sizes, default=0.0)
