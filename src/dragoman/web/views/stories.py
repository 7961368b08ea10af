"""A story cut into pieces: what its records quote, who is named, the events, and what is not of the story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from dragoman.ledger import Kept, Told
from dragoman.model import Event, Mention, Reading
from dragoman.reading.sentences import sentences
from dragoman.reading.text import layout
from dragoman.web.room import Room
from dragoman.web.views.entries import web_link
from dragoman.web.views.lines import View

_SENTENCE = 4  # words that one has at least
__all__ = ["Choice", "Piece", "StoryView", "choices", "story_view"]


class Piece(View):
    """A stretch of text: numbers (from 1) of the records it belongs to, that begin and that end with it; the type that
    colours it; who or what it names; whether it is outside the story; whether it triggers an event."""

    text: str
    records: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    colour: str = ""
    mention: str = ""
    means: str = ""
    event: str = ""
    noise: str = ""


class StoryView(View):
    """A story with its pieces, its records as they stand, and the events that were coded in it."""

    id: str
    title: str
    publisher: str
    published: dt.date | None
    language: str
    link: str | None
    origin: Literal["story", "hand"]
    copies: tuple[str, ...]
    pieces: tuple[Piece, ...]
    records: tuple[Kept, ...]
    events: tuple[Event, ...]
    problems: tuple[str, ...]


class Choice(View):
    """A sentence that a record may rest on, and how many records do already."""

    start: int
    end: int
    words: str
    records: int


class _Span(View):
    """A marked stretch."""

    start: int
    end: int
    kind: Literal["record", "mention", "event", "noise"]
    number: int = 0
    told: str = ""
    means: str = ""


def story_view(room: Room, story: Told) -> StoryView:
    """The view of a story of the ledger."""
    records = room.ledger.records_of_story(story.id)
    reading = room.ledger.reading(story.id) or Reading(id=story.id)
    spans = [*_of_records(records), *_of_reading(room, reading, story), *_of_noise(room, story)]
    return StoryView(
        id=story.id, title=story.title, publisher=story.publisher, published=story.published, language=story.language,
        link=web_link(story), origin=story.origin, copies=tuple(c.publisher or c.title or c.id for c in story.copies),
        pieces=tuple(_pieces(story.text, spans, records)), records=tuple(records), events=reading.events,
        problems=tuple(p.reason for p in reading.problems),
    )  # fmt: skip


def choices(room: Room, story: Told) -> list[Choice]:
    """The sentences of a story, for whoever files what the reader missed."""
    blocks = layout(story.text, story.title, room.noise).blocks
    quotes = [kept.record.evidence for kept in room.ledger.records_of_story(story.id)]
    spans = [span for block in blocks for span in sentences(story.text, block.start, block.end, room.abbreviations)]
    return [
        Choice(
            start=start, end=end, words=" ".join(story.text[start:end].split()),
            records=sum(1 for quote in quotes if quote.start < end and start < quote.end),
        )
        for start, end in spans if len(story.text[start:end].split()) >= _SENTENCE
    ]  # fmt: skip


def _of_records(records: Sequence[Kept]) -> Iterator[_Span]:
    for number, kept in enumerate(records, 1):
        quote = kept.record.evidence
        yield _Span(start=quote.start, end=quote.end, kind="record", number=number, told=kept.record.type)


def _of_reading(room: Room, reading: Reading, story: Told) -> Iterator[_Span]:
    for mention in reading.mentions:
        yield _Span(
            start=mention.start, end=mention.end, kind="mention", told=mention.kind, means=_means(room, mention)
        )
    for event in reading.events:
        at = story.text.find(event.trigger, event.evidence.start, event.evidence.end)
        if at >= 0:
            told = f"{event.type}{'/' + event.mode if event.mode else ''} {event.cameo}: {event.rule}"
            yield _Span(start=at, end=at + len(event.trigger), kind="event", told=told)


def _means(room: Room, mention: Mention) -> str:
    who = ", ".join(room.names(code) for code in mention.parties)
    return " · ".join(part for part in (mention.value or "", who, mention.rule) if part)


def _of_noise(room: Room, story: Told) -> Iterator[_Span]:
    if story.origin == "story":
        laid = layout(story.text, story.title, room.noise)
        for block in laid.blocks:
            if block.kind not in ("body", "headline"):
                yield _Span(start=block.start, end=block.end, kind="noise", told=block.kind.replace("_", " "))
        for line in laid.datelines:
            yield _Span(start=line.start, end=line.end, kind="noise", told="dateline")


def _pieces(text: str, spans: Sequence[_Span], records: Sequence[Kept]) -> Iterator[Piece]:
    cuts = sorted({0, len(text), *(cut for span in spans for cut in (span.start, span.end) if cut <= len(text))})
    for start, end in pairwise(cuts):
        here = [s for s in spans if s.start <= start and end <= s.end]
        yield _piece(text[start:end], start, end, here, records)


def _piece(text: str, start: int, end: int, here: Sequence[_Span], records: Sequence[Kept]) -> Piece:
    quoted = [s for s in here if s.kind == "record"]
    shortest = min(quoted, key=lambda s: s.end - s.start, default=None)
    named = min((s for s in here if s.kind == "mention"), key=lambda s: s.end - s.start, default=None)
    return Piece(
        text=text, records=tuple(s.number for s in quoted),
        starts=tuple(s.number for s in quoted if s.start == start), ends=tuple(s.number for s in quoted if s.end == end),
        colour=records[shortest.number - 1].record.type if shortest else "",
        mention=named.told if named else "", means=named.means if named else "",
        event=next((s.told for s in here if s.kind == "event"), ""),
        noise=next((s.told for s in here if s.kind == "noise"), ""),
    )  # fmt: skip
