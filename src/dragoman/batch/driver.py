"""The order of the steps: what has to be done, given to an engine; only names and counts come back to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from dragoman.batch import manifest
from dragoman.batch.cutting import Piece
from dragoman.batch.inputs import Input, find_inputs
from dragoman.batch.job import Job, Shard, digest
from dragoman.batch.linking import month_before
from dragoman.batch.tables import TABLES, TableName
from dragoman.batch.work import Outcome, Task, Work
from dragoman.errors import DragomanError

__all__ = ["BatchError", "Engine", "Totals", "Watch", "code"]


class BatchError(DragomanError):
    """A task of an archive cannot be done; what is done stays done."""

    @classmethod
    def of(cls, task: Task, fault: str) -> BatchError:
        """The error of a task that failed again and again."""
        return cls(f"{task.step} {task.key}", fault, "Mend that and run the same command again: it goes on from here")


class Engine(Protocol):
    """Where tasks are done."""

    def run(self, job: Job, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Do all tasks; each comes back with its outcome as it is done, in any order."""

    def close(self) -> None:
        """Stop at once."""


class Watch(Protocol):
    """Is told how far the steps are."""

    def begin(self, step: str, total: int, done: int) -> None:
        """A step begins; its weight, and how much of it was done before."""

    def advance(self, weight: int) -> None:
        """A task is done."""


@dataclass(frozen=True)
class Totals:
    """What became of the stories of an archive."""

    stories: int
    of_no_concern: int
    reprints: int
    read: int
    failed: int
    problems: int
    records: int


@dataclass
class _Run:
    job: Job
    engine: Engine
    work: Work
    watch: Watch

    def step(self, step: str, tasks: list[Task]) -> dict[str, Outcome]:
        """Do the tasks that are not done; the outcomes of all by key, in the order of the tasks."""
        known = self._known(step, tasks)
        missing = [task for task in tasks if task.key not in known]
        left = sum(task.weight for task in missing)
        total = sum(task.weight for task in tasks)
        self.watch.begin(step, total, total - left)
        found = dict(known)
        for task, outcome in self.engine.run(self.job, missing):
            found[task.key] = outcome
            self.watch.advance(task.weight)
        return {task.key: found[task.key] for task in tasks}

    def _known(self, step: str, tasks: list[Task]) -> dict[str, Outcome]:
        """The outcomes of the tasks that are done."""
        if step == "merge":
            wanted = {task.key for task in tasks}
            return {one["key"]: one for one in self.work.months().values() if one["key"] in wanted}
        return self.work.finished(tasks)


def code(job: Job, engine: Engine, watch: Watch) -> Totals:
    """Code an archive into a data set; what an earlier run of the same job has done is not done again.

    FileError where the archive holds nothing; BatchError where a task cannot be done; DragomanError where the reader
    cannot be loaded.
    """
    archive, out = job.places()
    run = _Run(job, engine, Work(job), watch)
    inputs = find_inputs(archive)
    surveys = run.step("survey", [Task("survey", digest(f"{i.name}\0{i.stamp}"), tuple(i)) for i in inputs])
    shards = list(_shards(job, inputs, surveys.values()))
    sifted = run.step("sift", [Task("sift", s.key, tuple(s), _weight(s)) for s in shards])
    skips = _reprints(run, sifted)
    reads = run.step("read", list(_read_tasks(sifted, skips)))
    damaged = [(one.name, o["problem"]) for one, o in zip(inputs, surveys.values(), strict=True) if o["problem"]]
    merged = run.step("merge", list(_merge_tasks(job, sifted, reads)))
    totals = _totals(sifted, reads, len(damaged))
    manifest.write(out, job, inputs, totals, [f for o in merged.values() for f in o["files"]], damaged)
    return totals


def _shards(job: Job, inputs: list[Input], surveys: Iterable[Outcome]) -> Iterator[Shard]:
    for one, survey in zip(inputs, surveys, strict=True):
        yield from (job.shard(one, Piece(*piece)) for piece in survey["pieces"])


def _weight(shard: Shard) -> int:
    return max(1, shard.piece.end - shard.piece.start)


def _reprints(run: _Run, sifted: dict[str, Outcome]) -> dict[str, str]:
    """Digests of what is known of reprints, by shard."""
    months: dict[str, list[str]] = defaultdict(list)
    for key, outcome in sifted.items():
        for month in outcome["prints"]:
            months[month].append(key)
    tasks = []
    for month, keys in sorted(months.items()):
        before = months.get(month_before(month), []) if month[:1].isdigit() else []
        given = (month, sorted(keys), sorted(before))
        tasks.append(Task("link", digest(repr(given)), given))
    linked = run.step("link", tasks)
    renamed = [tuple(one) for outcome in linked.values() for one in outcome["renamed"]]
    pairs = (list(linked), renamed)
    (settled,) = run.step("settle", [Task("settle", digest(repr(pairs)), pairs)]).values()
    skips: dict[str, str] = settled["skips"]
    return skips


def _read_tasks(sifted: dict[str, Outcome], skips: dict[str, str]) -> Iterator[Task]:
    for shard, outcome in sifted.items():
        if outcome["of_concern"]:
            told = skips.get(shard)
            key = f"{shard}-{told}" if told else shard
            yield Task("read", key, (shard, told), outcome["of_concern"])


def _merge_tasks(job: Job, sifted: dict[str, Outcome], reads: dict[str, Outcome]) -> Iterator[Task]:
    months: dict[str, dict[TableName, list[str]]] = defaultdict(lambda: defaultdict(list))
    sizes: Counter[str] = Counter()
    for key, outcome in (*sifted.items(), *reads.items()):
        for name, counts in outcome["parts"].items():
            for month, rows in counts.items():
                months[month][name].append(key)
                sizes[month] += rows
    for month, parts in sorted(months.items()):
        told = {name: sorted(parts[name]) for name in TABLES if name in parts}
        yield Task("merge", digest(repr((job.fingerprint, month, told))), (month, told), sizes[month])


def _totals(sifted: dict[str, Outcome], reads: dict[str, Outcome], damaged: int) -> Totals:
    def total(outcomes: dict[str, Outcome], name: str) -> int:
        return sum(int(one[name]) for one in outcomes.values())

    def rows(outcomes: dict[str, Outcome], name: str) -> int:
        return sum(sum(one["parts"].get(name, {}).values()) for one in outcomes.values())

    problems: Any = rows(sifted, "problems") + rows(reads, "problems") + damaged
    return Totals(
        stories=total(sifted, "stories"), of_no_concern=rows(sifted, "skipped"), reprints=total(reads, "reprints"),
        read=total(reads, "read"), failed=total(reads, "failed"), problems=problems, records=rows(reads, "records"),
    )  # fmt: skip
