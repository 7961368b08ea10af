"""The process in which stories are judged and read: it may hang, run out of memory or crash, and only it goes.

It answers one story after the other: `("row", answer)`, then `("end", MiB that it has held)`; or `("failed", reason)`, or
`("spent", reason)` where it ran out of memory and ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Literal

from dragoman.batch.mind import Mind
from dragoman.batch.tables import Rows, reading_rows
from dragoman.errors import DragomanError
from dragoman.model import Story
from dragoman.settings import Settings

__all__ = ["SINGLE_THREAD", "Question", "serve"]

Question = Literal["judge", "read"]
SINGLE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""So that as many workers as there are cores do not fight for them."""

_MIB = 1 << 20


def serve(pipe: Connection, make_mind: Callable[[Settings], Mind], settings: Settings, mib: int) -> None:
    """Answer the questions that come through a pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    os.environ.update(SINGLE_THREAD)
    with contextlib.suppress(EOFError, BrokenPipeError):
        try:
            mind = make_mind(settings)
        except DragomanError as error:
            pipe.send(("refused", error))
            return
        _limit(mib)
        pipe.send(("ready", _held()))
        while True:
            question, stories = pipe.recv()
            if not _answer(pipe, mind, question, stories):
                return


def _limit(mib: int) -> None:
    """Let what is written to memory grow by so much at most, beyond what the mind takes."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, ((_held() + mib) * _MIB,) * 2)


def _held() -> int:
    """The most memory that this process has held, in MiB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (_MIB if sys.platform == "darwin" else 1024)


def _answer(pipe: Connection, mind: Mind, question: Question, stories: Sequence[Story]) -> bool:
    """Answer for each story; whether the process can go on."""
    try:
        for answer in _answers(mind, question, stories):
            pipe.send(("row", answer))
        pipe.send(("end", _held()))
    except MemoryError:
        pipe.send(("spent", "took more memory than a story may"))
        return False
    except (EOFError, BrokenPipeError):
        raise
    except Exception as error:  # whatever a reader does with hostile text is one story's problem
        pipe.send(("failed", f"the reader failed: {type(error).__name__}: {error}"))
    return True


def _answers(mind: Mind, question: Question, stories: Sequence[Story]) -> Iterator[str | Rows | None]:
    if question == "judge":
        yield from map(mind.unconcerned, stories)
        return
    for story, reading in zip(stories, mind.read_all(stories), strict=True):
        yield reading_rows(story, reading)
