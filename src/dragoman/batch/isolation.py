"""A child process that answers for stories, started anew where a story made it hang or crash."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, NamedTuple

from dragoman.batch.child import SINGLE_THREAD, Question, serve
from dragoman.batch.job import Job
from dragoman.errors import DragomanError, SettingsError
from dragoman.model import Story

__all__ = ["Failure", "Isolated"]

_START = 600.0  # seconds that loading may take on a busy machine
_GROWN = 100  # MiB that a child may grow by before a fresh one takes over: the model keeps every word that it has met
_FEWEST = 5_000  # answers that it gives before
_TOGETHER, _CHARACTERS = 64, 300_000  # stories and characters of a question at most


class Failure(NamedTuple):
    """Why there is no answer for a story."""

    reason: str


class _LostError(Exception):
    """The child hung or ended; `crashed` where it may have been killed for no fault of the story's."""

    def __init__(self, reason: str, crashed: bool = False) -> None:
        super().__init__(reason)
        self.crashed = crashed


class Isolated:
    """Asks a child process about stories: which failed to get an answer is told, the others get theirs."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._answered = 0
        self._held = self._loaded = 0

    def ask(self, question: Question, stories: Sequence[Story]) -> Iterator[tuple[Story, Any]]:
        """Each story with its answer or a `Failure`, in order; asked in bundles of bounded size."""
        for bundle in _bundles(stories):
            yield from self._bundle(question, bundle)

    def close(self) -> None:
        """End the child."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = self._pipe = None

    def _bundle(self, question: Question, stories: Sequence[Story], last: bool = False) -> Iterator[tuple[Story, Any]]:
        """Ask for all together; where that fails, for each of those left alone, after a crash twice."""
        done = 0
        try:
            for answer in self._answers(question, stories):
                yield stories[done], answer
                done += 1
        except _LostError as lost:
            if len(stories) == 1 and (last or not lost.crashed):
                yield stories[0], Failure(str(lost))
                return
            for story in stories[done:]:
                yield from self._bundle(question, [story], last=len(stories) == 1)

    def _answers(self, question: Question, stories: Sequence[Story]) -> Iterator[Any]:
        pipe = self._opened()
        try:
            pipe.send((question, list(stories)))
            while True:
                kind, answer = self._received(pipe, self._job.story_seconds)
                if kind == "end":
                    self._held = answer
                    return
                if kind == "spent":
                    self.close()
                if kind in ("failed", "spent"):
                    raise _LostError(answer)
                self._answered += 1
                yield answer
        except (BrokenPipeError, ConnectionResetError):
            raise _LostError(self._ended(), crashed=True) from None

    def _received(self, pipe: Connection, seconds: float) -> tuple[str, Any]:
        if not pipe.poll(seconds):
            self.close()
            raise _LostError(f"took longer than {seconds:g} s")
        try:
            found: tuple[str, Any] = pipe.recv()
        except (EOFError, ConnectionResetError):
            raise _LostError(self._ended(), crashed=True) from None
        return found

    def _ended(self) -> str:
        """Say how the child ended."""
        code = None
        if self._process is not None:
            self._process.join(5)
            code = self._process.exitcode
        self.close()
        if code is not None and code < 0:
            return f"the reader crashed ({signal.Signals(-code).name})"
        return "the reader ended without an answer"

    def _opened(self) -> Connection:
        """The pipe to a child that is ready; DragomanError where it refuses to start."""
        grown = self._answered >= _FEWEST and self._held - self._loaded > _GROWN
        if grown or (self._process is not None and not self._process.is_alive()):
            self.close()
        if self._pipe is None:
            self._start()
        assert self._pipe is not None
        return self._pipe

    def _start(self) -> None:
        os.environ.update(SINGLE_THREAD)  # before the child loads numpy
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        job = self._job
        self._process = context.Process(target=serve, args=(theirs, job.make_mind, job.settings, job.story_mib))
        self._process.start()
        theirs.close()
        self._pipe = ours
        try:
            kind, told = self._received(ours, _START)
        except _LostError as lost:
            raise SettingsError("reader", f"did not start: {lost}", "Try `dragoman read` on one story") from None
        if kind == "refused" and isinstance(told, DragomanError):
            self.close()
            raise told
        self._answered, self._held, self._loaded = 0, told, told


def _bundles(stories: Sequence[Story]) -> Iterator[list[Story]]:
    bundle: list[Story] = []
    size = 0
    for story in stories:
        if bundle and (len(bundle) == _TOGETHER or size + len(story.text) > _CHARACTERS):
            yield bundle
            bundle, size = [], 0
        bundle.append(story)
        size += len(story.text)
    if bundle:
        yield bundle
