"""What coding an archive takes: `make bench-archive`, or `python benchmarks/archive.py` with options.

A mixed stream is invented (`stream.py`: 70 % of the stories concern no relation between states, 20 % are reprints).
Measured are: stories a second beside the bare spaCy model on the same stories, one process each and taken in turn; two
processes beside one; a Ray cluster of two nodes of one core beside two processes; memory of a worker and time a story
while the stream grows. Loading the model is left out, of ours and of the bare model. On a machine that others use too,
processor time tells more than the clock: both are printed. Options: --stories, --rounds, --grow FROM TO, --only PART.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median

from metering import Cost, Meter, machine
from speed import bare_model
from stream import write

from dragoman.batch.driver import Engine, code
from dragoman.batch.job import Job
from dragoman.batch.pool import Pool
from dragoman.batch.work import Outcome, Task
from dragoman.batch.worker import perform

PARTS = ("model", "processes", "ray", "growth")


class Here:
    """An engine in this process: with the reader's child, one of the two works at a time."""

    def run(self, job: Job, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Do tasks in their order."""
        return ((task, perform(job, task)) for task in tasks)

    def close(self) -> None:
        """Nothing to stop."""


class Silent:
    """Tells nothing of the steps."""

    def begin(self, step: str, total: int, done: int) -> None:
        """Nothing."""

    def advance(self, weight: int) -> None:
        """Nothing."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2_000, help="stories of a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--grow", type=int, nargs=2, default=(10_000, 100_000), metavar=("FROM", "TO"))
    parser.add_argument("--only", choices=PARTS, action="append")
    options = parser.parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        _Coder(home, Here()).warm()
        for part in options.only or PARTS:
            if part == "model":
                _beside_the_model(home, options.stories, options.rounds)
            elif part == "processes":
                _processes(home, options.stories, options.rounds)
            elif part == "ray":
                _ray(home, options.stories, options.rounds)
            else:
                _growth(home, *options.grow)


class _Coder:
    """Codes streams by one engine, each into a data set of its own."""

    def __init__(self, home: Path, engine: Engine) -> None:
        self._home, self._engine = home, engine
        self._runs = 0

    def warm(self) -> None:
        """Have all workers load the reader."""
        file = self._home / f"warm-{id(self)}.jsonl"
        write(file, 64, concern=1.0, reprints=0.0)
        self.code(file, shard_bytes=4_000)

    def code(self, file: Path, shard_bytes: int = 500_000) -> tuple[int, Cost, list[float]]:
        """How many records were found, what it took, and the memory meanwhile."""
        self._runs += 1
        out = self._home / f"out-{id(self)}-{self._runs}"
        with Meter() as meter:
            totals = code(Job(str(file), str(out), shard_bytes=shard_bytes), self._engine, Silent())
        return totals.records, meter.cost, meter.memory


def _beside_the_model(home: Path, stories: int, rounds: int) -> None:
    nlp, coder = bare_model(), _Coder(home, Here())
    for name, concern, wanted in (("mixed", 0.3, 3.0), ("all of concern", 1.0, 1.0)):
        ours, bare = [], []
        for number in range(rounds):
            file = home / f"{name[:3]}-{number}.jsonl"
            write(file, stories, concern, 0.2 if concern < 1 else 0.0, seed=number)
            texts = [json.loads(line)["text"] for line in file.open(encoding="utf-8")]
            ours.append(coder.code(file)[1])
            bare.append(_taken(lambda texts=texts: nlp.pipe(texts)))  # type: ignore[misc]
        words = sum(len(text.split()) for text in texts) / stories
        print(f"{name}: {rounds} rounds of {stories:,} stories of {words:.0f} words")
        _print_rates("  dragoman code", stories, ours)
        _print_rates("  bare model", stories, bare)
        for told, part in (("by the clock", 0), ("of processor time", 1)):
            ratios = [b[part] / o[part] for o, b in zip(ours, bare, strict=True)]
            spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
            print(f"  ratio {told}: {median(ratios):.2f} ({spread}; wanted {wanted})", flush=True)


def _taken(work: Callable[[], Iterable[object]]) -> Cost:
    with Meter() as meter:
        for _ in work():
            pass
    return meter.cost


def _print_rates(name: str, stories: int, costs: list[Cost]) -> None:
    wall, cpu = median(c.wall for c in costs), median(c.cpu for c in costs)
    print(f"{name:16} {stories / wall:8.1f} stories/s, {1000 * cpu / stories:6.1f} ms of processor a story")


def _processes(home: Path, stories: int, rounds: int) -> None:
    file = home / "processes.jsonl"
    write(file, stories)
    costs = {}
    for number in (1, 2):
        pool = Pool(number)
        try:
            coder = _Coder(home, pool)
            coder.warm()
            costs[number] = [coder.code(file, 200_000)[1] for _ in range(rounds)]
        finally:
            pool.close()
        _print_rates(f"{number} processes", stories, costs[number])
    ratio = median(c.wall for c in costs[1]) / median(c.wall for c in costs[2])
    print(f"  two beside one: {ratio:.2f} times as fast (wanted 1.8 on two idle cores)", flush=True)


def _ray(home: Path, stories: int, rounds: int) -> None:
    import ray
    from ray.cluster_utils import Cluster

    from dragoman.batch.on_ray import RayEngine

    file = home / "ray.jsonl"
    write(file, stories)
    pool, costs = Pool(2), {}
    try:
        coder = _Coder(home, pool)
        coder.warm()
        costs["pool"] = [coder.code(file, 200_000)[1] for _ in range(rounds)]
    finally:
        pool.close()
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    path = os.pathsep.join(filter(None, sys.path))
    ray.init(address=cluster.address, log_to_driver=False, runtime_env={"env_vars": {"PYTHONPATH": path}})
    try:
        coder = _Coder(home, RayEngine())
        coder.warm()
        costs["ray"] = [coder.code(file, 200_000)[1] for _ in range(rounds)]
    finally:
        ray.shutdown()
        cluster.shutdown()  # type: ignore[no-untyped-call]
    for name, found in costs.items():
        _print_rates(name, stories, found)
    ratio = median(c.wall for c in costs["ray"]) / median(c.wall for c in costs["pool"])
    print(f"  Ray takes {ratio:.2f} times as long as two processes (wanted 1.2 at most)", flush=True)


def _growth(home: Path, low: int, high: int) -> None:
    pool = Pool(1)
    try:
        coder = _Coder(home, pool)
        coder.warm()
        found = []
        for stories in (low, high):
            file = home / f"grow-{stories}.jsonl"
            write(file, stories)
            records, cost, memory = coder.code(file, 2_000_000)
            found.append(1000 * cost.cpu / stories)
            _print_rates(f"{stories:,} stories", stories, [cost])
            print(f"  {records:,} records; {file.stat().st_size / 1e6:.0f} MB of input")
            tenth = max(1, len(memory) // 10)
            early, late = max(memory[tenth : 3 * tenth], default=0), max(memory[-2 * tenth :], default=0)
            print(f"  memory of the worker with its child: peak {max(memory, default=0):.0f} MiB (wanted 800); "
                  f"{early:.0f} in the second and third tenth, {late:.0f} in the last two", flush=True)  # fmt: skip
    finally:
        pool.close()
    print(f"  a story of {high:,} costs {found[1] / found[0]:.2f} times one of {low:,} (wanted 1.1 at most)")


if __name__ == "__main__":
    main()
