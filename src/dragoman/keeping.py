"""Sources, reader and ledger put together, for the commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from dragoman import __version__
from dragoman.errors import SourceError
from dragoman.exports.common import who
from dragoman.ledger import Added, Ledger
from dragoman.ledger.by_hand import note as as_note
from dragoman.ledger.by_hand import record_by_hand
from dragoman.ledger.rereading import Change
from dragoman.model import Reading, Record, Story
from dragoman.reading.reader import Reader
from dragoman.running import Report, load_reader
from dragoman.settings import Settings
from dragoman.sources import stories
from dragoman.sources.watching import Watcher, load_feeds

__all__ = ["add", "file", "reread", "story_lines", "watch"]

_TOGETHER = 64  # stories looked up and read at a time


def reader_name(settings: Settings) -> str:
    """What a reading is signed with: a later version of the reader, another model or knowledge reads again."""
    return "/".join(filter(None, (f"dragoman {__version__}", settings.model, str(settings.knowledge or ""))))


def add(ledger: Ledger, names: list[str], settings: Settings, published: date | None) -> tuple[Added, int]:
    """Take in the stories of `names`; what became of them, and how many problems there were."""
    return take_in(ledger, stories(names, settings, published, sys.stdin.buffer), settings)


def take_in(
    ledger: Ledger, found: Iterable[Story | SourceError], settings: Settings, together: int = _TOGETHER
) -> tuple[Added, int]:
    """Read what the ledger does not have, `together` stories at a time, and keep it; problems are told and kept."""
    report, added, reader = Report(), Added(), None
    rest = iter(found)
    while chunk := list(islice(rest, together)):
        given = [one for one in chunk if isinstance(one, Story)]
        _note(ledger, [one for one in chunk if isinstance(one, SourceError)], report)
        new = ledger.unknown(given)
        added = added.plus(Added(known=len(given) - len(new)))
        if new:
            reader = reader or load_reader(settings)
            added = added.plus(ledger.add(_read(reader, new, report), reader_name(settings)))
    return added, report.count


def _note(ledger: Ledger, errors: list[SourceError], report: Report) -> None:
    for error in errors:
        report.tell(error)
    if errors:
        ledger.note_problems((error.where, None, f"{error.what}. {error.do}.") for error in errors)


def _read(reader: Reader, given: list[Story], report: Report) -> Iterator[tuple[Story, Reading]]:
    for story, reading in zip(given, reader.read_all(given), strict=True):
        for problem in reading.problems:
            report.tell(f"{story.url or story.id}: {problem.reason}")
        yield story, reading


class Round(NamedTuple):
    """What became of one look at the feeds, and which were not asked, with the times when they are."""

    added: Added
    problems: int
    resting: dict[str, float]


def watch(ledger: Ledger, feeds: Path, settings: Settings, stay: bool) -> Iterator[Round]:
    """Look at the feeds, once or for ever; what became of each round."""
    watcher = Watcher(load_feeds(feeds), settings, ledger.state, ledger.keep_state)
    while True:
        resting = watcher.resting()
        # one at a time, so that a feed's state never runs ahead
        added, problems = take_in(ledger, watcher.round(), settings, together=1)
        yield Round(added, problems, resting)
        if not stay:
            return
        watcher.wait()


def reread(ledger: Ledger, settings: Settings, everything: bool, report: Report) -> Iterator[str]:
    """Read the stories of a ledger again; what changed, as lines; what cannot be read is told to `report`."""
    reader = load_reader(settings)

    def read(given: list[Story]) -> list[Reading]:
        return [reading for _, reading in _read(reader, given, report)]

    changed = gone = new = kept = 0
    for change in ledger.reread(read, reader_name(settings), everything):
        changed, gone, new = changed + 1, gone + len(change.gone), new + len(change.new)
        kept += len(change.kept)
        yield from _change_lines(change)
    yield f"{changed} stories changed: {gone} records gone, {new} new, {kept} kept because people decided on them"


def _change_lines(change: Change) -> Iterator[str]:
    yield f"{change.story.id} {change.story.title or change.story.url or ''}".rstrip()
    for sign, records in (("-", change.gone), ("+", change.new), ("=", change.kept)):
        yield from (f"  {sign} {_one_line(record)}" for record in records)


def _one_line(record: Record) -> str:
    stage = ("not " if record.negated else "") + record.stage
    told = (f"{record.type}/{record.kind}", who(record), stage, record.date, record.name or record.subject)
    return "  ".join(part for part in told if part)


def story_lines(ledger: Ledger) -> Iterator[str]:
    """A JSON line a story as `dragoman read` writes it, with the id of its `entry` on each record."""
    for story, kept in ledger.records_by_story():
        told = [one.record.model_dump(mode="json") | {"entry": one.entry} for one in kept if one.entry is not None]
        yield json.dumps({"id": story, "records": told}, ensure_ascii=False)


def file(
    ledger: Ledger, fields: dict[str, Any], by: str, note: str | None, document: str | None, quote: str | None,
    published: date | None, settings: Settings,
) -> str:  # fmt: skip
    """File a record by hand; its id."""
    told = (
        as_note(by, note, published=published)
        if note is not None
        else _document(document or "", by, published, settings)
    )
    return ledger.file(told, record_by_hand(fields, told.text, quote))


def _document(name: str, by: str, published: date | None, settings: Settings) -> Story:
    """A document as the note of whoever hands it in."""
    for found in stories([name], settings, published):
        if isinstance(found, SourceError):
            raise found
        return as_note(by, found.text, found.title, found.published, found.url)
    raise SourceError(name, "holds no story", "Name a file with one text")
