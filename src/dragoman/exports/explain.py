"""Explanations for the terminal: each sentence, what was found in it, and which lexicon lines matched or did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from dragoman.explanation import ClauseFound, SentenceExplanation
from dragoman.exports.common import heading, kind_words, shortened, visible, who
from dragoman.model import Event, EventActor, Record, Story

__all__ = ["write"]

_WIDE = 120
_LABEL = 10
_INDENT = _LABEL + 2


def write(pairs: Iterable[tuple[Story, list[SentenceExplanation]]], out: TextIO) -> None:
    """Print each story's sentences as they come; what is not of the story is dim."""
    width = None if out.isatty() else _WIDE
    console = Console(file=out, width=width, highlight=False, emoji=False, markup=False)
    for story, sentences in pairs:
        console.print(Text(heading(story), style="bold"))
        for sentence in sentences:
            console.print()
            console.print(_sentence(sentence))
            for line in _lines(sentence):
                for part in _hung(line, console):
                    console.print(part)


def _hung(line: Text, console: Console) -> Iterator[Text]:
    """A line of what was found, in lines as wide as the console; those behind the first are indented like its words."""
    label, words = line.divide([_INDENT])
    for part in words.wrap(console, max(console.width - _INDENT, 1)):
        yield label + part
        label = Text(" " * _INDENT)


def _sentence(sentence: SentenceExplanation) -> Text:
    style = "dim" if sentence.unread else "bold"
    return Text(f"{sentence.start}–{sentence.end} ", style="dim").append(visible(sentence.text), style=style)


def _lines(sentence: SentenceExplanation) -> Iterator[Text]:
    if sentence.unread:
        yield _line("not read", sentence.unread, "dim")
    for found in sentence.who:
        meant = ", ".join((*found.parties, *found.persons))
        yield _line("who", f"“{found.text}” = {meant}  [{found.kind}: {found.rule}]", "cyan")
    for date in sentence.dates:
        yield _line("when", f"“{date.text}” = {date.value or 'unknown'}  [{date.rule}]", "blue")
    for amount in sentence.amounts:
        yield _line("sum", f"“{amount.text}” = {amount.value}", "yellow")
    for clause in sentence.clauses:
        yield from _clause(clause)
    for event in sentence.events:
        yield from _event(event)
    for missed in sentence.missed:
        yield _line("no match", f"{missed.line}  [{missed.failed} failed]", "dim")


def _clause(clause: ClauseFound) -> Iterator[Text]:
    yield _line("rule", clause.line, "green")
    slots = "  ".join(f"{slot}: {', '.join(words)}" for slot, words in clause.slots.items())
    yield _line("", slots)
    told = " ".join(filter(None, ("not" if clause.negated else "", clause.effect, f"({clause.tense})")))
    reasons = f" because {'; '.join(clause.because)}" if clause.because else ""
    yield _line("told as", told + reasons + (f", by {clause.source}" if clause.source else ""))
    for record in clause.records:
        yield _line("record", _record(record), "bold magenta")
    if not clause.records:
        yield _line("record", "none", "dim")


def _event(event: Event) -> Iterator[Text]:
    """Words → lexicon line → code."""
    yield _line("event", f"“{event.trigger}” → {event.rule}", "green")
    if event.because:
        yield _line("", f"because {'; '.join(event.because)}")
    what = f"{event.type}/{event.mode}" if event.mode else event.type
    sides = (", ".join(filter(None, map(_actor, side))) or "…" for side in (event.actors, event.recipients))
    told = ("not " if event.negated else "") + event.modality
    parts = (f"{what} {event.cameo} ({event.goldstein:g})", " → ".join(sides), told, event.date, event.own_code)
    yield _line("", shortened(" · ".join(part for part in parts if part), 200), "bold magenta")


def _actor(actor: EventActor) -> str:
    return " ".join(filter(None, (actor.country or "", *actor.sectors))) or actor.name


def _record(record: Record) -> str:
    stage = ("not " if record.negated else "") + kind_words(record.stage)
    parts = (f"{record.type}/{kind_words(record.kind)}", who(record), stage, record.date, record.place)
    return shortened(" · ".join(part for part in parts if part), 200)


def _line(label: str, words: str, style: str = "") -> Text:
    return Text(f"  {label:<{_LABEL}}", style="dim").append(visible(words), style=style or "default")
