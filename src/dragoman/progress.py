"""A progress bar on the terminal, once work turns out to be long."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

__all__ = ["with_progress"]

T = TypeVar("T")
_PATIENCE = 1.5  # seconds of work before a bar shows


def with_progress(items: Iterable[T], total: int | None, console: Console) -> Iterator[T]:
    """`items` as they are; where `console` is a terminal a bar of `total` stories shows on it after a while."""
    if not console.is_terminal:
        yield from items
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("stories"), TimeRemainingColumn())
    progress = Progress(*columns, console=console, transient=True)
    task = progress.add_task("reading", total=total)
    since = time.monotonic()
    try:
        for item in items:
            progress.advance(task)
            if time.monotonic() - since > _PATIENCE:
                progress.start()
            yield item
    finally:
        progress.stop()
