"""A table for the terminal, one a story."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.exports.common import Pair, heading, kind_words, shortened, visible, who
from dragoman.model import Reading, Record, Story

__all__ = ["write"]

COLOURS = {
    "contact": "cyan", "invitation": "bright_cyan", "gathering": "blue", "agreement": "green",
    "accession": "bright_green", "mechanism": "bright_blue", "project": "yellow", "statement": "magenta",
    "measure": "red", "aid": "bright_yellow", "resource": "bright_magenta",
}  # fmt: skip
_WIDE = 150
_EVIDENCE = 150


def write(pairs: Iterable[Pair], out: TextIO) -> None:
    """Print each story's table as soon as it is read; outside a terminal 150 columns wide, without colour."""
    console = Console(file=out, width=None if out.isatty() else _WIDE, highlight=False, emoji=False, markup=False)
    for story, reading in pairs:
        console.print(_headline(story))
        for problem in reading.problems:
            console.print(Text(f"not read: {visible(problem.reason)}", style="yellow"))
        console.print(_table(reading) if reading.records else Text("no records", style="dim"))
        console.print()


def _headline(story: Story) -> Text:
    line = Text(heading(story), style="bold")
    told = " · ".join(part for part in (story.publisher, str(story.published or "undated"), story.url) if part)
    return line.append(f"\n{visible(told)}", style="dim not bold")


def _table(reading: Reading) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, width in (("when", 10), ("what", 14), ("who", 15), ("stage", 12), ("from whom", 18)):
        table.add_column(name, min_width=min(width, 10), max_width=width, overflow="fold")
    table.add_column("evidence", ratio=1, overflow="fold")
    for record in reading.records:
        table.add_row(*_cells(record))
    return table


def _cells(record: Record) -> list[Text]:
    what = Text(record.type, style=COLOURS[record.type]).append(f"\n{kind_words(record.kind)}", style="dim")
    stage = Text("NOT ", style="bold red") if record.negated else Text()
    return [
        Text(record.date or "–"),
        what,
        Text(visible(who(record)) or "–"),
        stage.append(kind_words(record.stage), style="default"),
        Text(shortened(record.attribution, 60) if record.attribution else ""),
        Text(shortened(record.evidence.quote, _EVIDENCE)),
    ]
