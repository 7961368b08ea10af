"""How far an archive is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

__all__ = ["Shown"]

_EVERY = 30.0  # seconds between lines
_UNITS = {"survey": "files", "sift": "MB", "link": "months", "settle": "", "read": "stories", "merge": "rows"}
_MEGA = 1_000_000


class Shown:
    """Shows the steps, the rate and the time left."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._step = ""
        self._total = self._done = self._before = 0
        self._since = self._told = 0.0

    def begin(self, step: str, total: int, done: int) -> None:
        """A step begins."""
        self.end()
        self._step, self._total, self._done, self._before = step, total, done, done
        self._since = self._told = time.monotonic()
        if self._console.is_terminal:
            columns = (
                TextColumn(f"{step:7}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
            )  # fmt: skip
            self._bar = Progress(*columns, console=self._console)
            self._bar.start()
            self._task = self._bar.add_task(step, total=total, completed=done, rate="")

    def advance(self, weight: int) -> None:
        """A task is done."""
        self._done += weight
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, rate=self._rate())
        elif time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            self._console.print(f"dragoman: {self._line()}")

    def end(self) -> None:
        """The steps are over, or were stopped."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = None

    def _rate(self) -> str:
        passed = max(time.monotonic() - self._since, 1e-6)
        amount = (self._done - self._before) / passed
        return f"{amount / _MEGA:,.1f} MB/s" if self._step == "sift" else f"{amount:,.0f} {_UNITS[self._step]}/s"

    def _line(self) -> str:
        passed = time.monotonic() - self._since
        left = passed * (self._total - self._done) / max(self._done - self._before, 1)
        return f"{self._step} {self._done / max(self._total, 1):.0%}, {self._rate()}, {left / 60:,.0f} min left"
