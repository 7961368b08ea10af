"""The engine of one machine: processes that each do one task at a time, replaced where one dies."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import NamedTuple

from dragoman.batch.child import SINGLE_THREAD
from dragoman.batch.driver import BatchError
from dragoman.batch.job import Job
from dragoman.batch.work import Outcome, Task

__all__ = ["Pool"]

_LIVES = 3  # workers that may die over one task, or times that it may fail


class _Worker(NamedTuple):
    process: SpawnProcess
    pipe: Connection


class Pool:
    """`processes` workers, kept from step to step."""

    def __init__(self, processes: int | None = None) -> None:
        self._size = processes or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else [0])
        self._workers: list[_Worker] = []

    @property
    def pids(self) -> list[int]:
        """The process ids of the workers."""
        return [w.process.pid for w in self._workers if w.process.pid is not None]

    def run(self, job: Job, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Do tasks, each as a worker gets free; they come back as they are done. BatchError where one cannot be done."""
        waiting = deque(tasks)
        busy: dict[Connection, tuple[_Worker, Task]] = {}
        faults: Counter[str] = Counter()
        while waiting or busy:
            self._fill(min(self._size, len(waiting) + len(busy)))
            free = [worker for worker in self._workers if worker.pipe not in busy]
            while free and waiting:
                worker, task = free.pop(), waiting.popleft()
                busy[worker.pipe] = (worker, task)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # told by the wait below
                    worker.pipe.send((job, task))
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                worker, task = busy.pop(pipe)
                try:
                    outcome, fault = pipe.recv()
                except (EOFError, ConnectionResetError):
                    self._bury(worker)
                    outcome, fault = None, "its worker died"
                if fault is None:
                    yield task, outcome
                    continue
                faults[task.key] += 1
                if faults[task.key] == _LIVES:
                    raise BatchError.of(task, fault)
                waiting.append(task)

    def close(self) -> None:
        """Stop the workers at once: what they had not finished is done by the next run."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(10)
            worker.pipe.close()
        self._workers = []

    def _fill(self, size: int) -> None:
        for worker in [w for w in self._workers if not w.process.is_alive()]:
            self._bury(worker)
        context = multiprocessing.get_context("spawn")
        os.environ.update(SINGLE_THREAD)
        while len(self._workers) < size:
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs,))
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))

    def _bury(self, worker: _Worker) -> None:
        if worker in self._workers:
            self._workers.remove(worker)
        worker.process.join(5)
        worker.pipe.close()


def _work(pipe: Connection) -> None:
    """Do tasks until the driver is gone."""
    from dragoman.batch.worker import perform, release

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the driver says when to stop
    signal.signal(signal.SIGTERM, _stopped)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            job, task = pipe.recv()
            try:
                answer = (perform(job, task), None)
            except Exception as error:  # told to the driver, which tries again and then gives up
                answer = (None, str(error) or type(error).__name__)  # type: ignore[assignment]
            pipe.send(answer)
    release()


def _stopped(*_: object) -> None:
    """End at once, with the child."""
    from dragoman.batch.worker import release

    release()
    os._exit(0)
