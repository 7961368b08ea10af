"""Models to rows and back."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache
from typing import Any, Literal

from dragoman.ledger.blocks import stored_keys
from dragoman.ledger.filters import first_day, last_day
from dragoman.ledger.items import Item
from dragoman.ledger.objects import Moment
from dragoman.ledger.words import name_words
from dragoman.model import Entry, Record, Story

Row = dict[str, Any]
NO_DAY = ""


def record_id(story: str, record: Record) -> str:
    """An id derived from the story, the evidence and what it tells: the same after every reading that tells it."""
    told = (record.type, record.kind, record.parties, record.actor, record.recipient, record.stage, record.negated)
    place = (record.evidence.start, record.evidence.end, record.date, record.name, record.persons)
    digest = hashlib.blake2b(repr((story, told, place)).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"r{digest.hexdigest()}"


def now() -> dt.datetime:
    """The present second, in UTC without saying so."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


def story_row(story: Story, content: str, origin: Literal["story", "hand"] = "story") -> Row:
    """The row of a story."""
    return {
        "id": story.id, "content": content, "origin": origin, "title": story.title, "publisher": story.publisher,
        "language": story.language, "published": story.published, "url": story.url, "text": story.text, "added": now(),
    }  # fmt: skip


def copy_row(story: Story, content: str, original: str, similarity: float, keep_text: bool) -> Row:
    """The row of a reprint of the story `original`."""
    return {
        "id": story.id, "story_id": original, "content": content, "title": story.title, "publisher": story.publisher,
        "language": story.language, "published": story.published, "url": story.url,
        "text": story.text if keep_text else None, "similarity": similarity, "added": now(),
    }  # fmt: skip


def record_row(item: Item, position: int) -> Row:
    """The row of a record that nobody has decided on, not yet joined."""
    told = item.told
    return {
        "id": item.id, "story_id": item.story, "origin": item.origin, "position": position, "status": "read",
        "published": item.published.isoformat() if item.published else NO_DAY,
        "told_from": told.first.isoformat() if told else NO_DAY, "told_to": told.last.isoformat() if told else NO_DAY,
        "content": item.record.model_dump_json(), "corrected": None, "day": item.key[0], "links": "", "entry_id": None,
    }  # fmt: skip


def block_rows(item: Item) -> list[tuple[int, str, str, str]]:
    """The rows by which candidates for a record are found, in the order of the table's columns."""
    first, last = (item.told.first.isoformat(), item.told.last.isoformat()) if item.told else (NO_DAY, NO_DAY)
    return [(block, first, item.id, last) for block in stored_keys(item)]


def item_of(row: Any) -> Item:
    """The item of a row with `id, story_id, published, content, corrected, origin, publisher`: as it stands now."""
    day = dt.date.fromisoformat(row.published) if row.published else None
    record = Record.model_validate_json(row.corrected or row.content)
    return Item(row.id, row.story_id, day, record, row.publisher, row.origin)


def searchable(record: Record, title: str) -> str:
    """The words by which a record is found: what it is about, who, where, its evidence and its story's headline."""
    told = (record.name, record.subject, record.place, *record.persons, record.evidence.quote, title)
    return "\n".join(part for part in told if part)


def entry_row(entry: Entry) -> Row:
    """The row of an entry."""
    first, last = _days(entry)
    announced = min((s.reported.isoformat() for s in entry.steps if s.reported), default=NO_DAY)
    heard = max((s.reported_last.isoformat() for s in entry.steps if s.reported_last), default=NO_DAY)
    return {
        "id": entry.id, "type": entry.type, "kind": entry.kind, "stage": entry.stage, "negated": entry.negated,
        "parties": joined(entry.parties), "actor": joined(entry.actor or ()),
        "recipient": joined(entry.recipient or ()),
        "first": first, "last": last, "reported_first": announced, "reported_last": heard,
        "life": life_signs(entry), "sources": entry.sources,
        "contradicted": bool(entry.contradictions), "content": entry.model_dump_json(),
    }  # fmt: skip


def life_signs(entry: Entry) -> str:
    """The steps of an entry in a few signs, each with its day and, behind a `~`, that of its first report."""
    return ";".join(f"{'!' if s.negated else ''}{s.stage} {s.date or ''}~{s.reported or ''}" for s in entry.steps)


def moments(life: str) -> tuple[Moment, ...]:
    """Undo `life_signs`."""
    return tuple(map(_moment, life.split(";")))


@lru_cache(100_000)
def _moment(step: str) -> Moment:
    stage, days = step.split(" ")
    day, _, reported = days.partition("~")
    return Moment(stage.removeprefix("!"), stage.startswith("!"), day or reported or None, bool(day), reported or None)


def _days(entry: Entry) -> tuple[str, str]:
    """The first and the last day on which the steps of an entry may have happened, or were reported."""
    told = [s.date or (s.reported.isoformat() if s.reported else None) for s in entry.steps]
    days = [d for d in told if d]
    if not days:
        return NO_DAY, NO_DAY
    return min(map(first_day, days)), max(map(last_day, days))


def joined(parties: tuple[str, ...]) -> str:
    """Parties as one text."""
    return "|".join(parties)


@lru_cache(100_000)
def parted(parties: str) -> tuple[str, ...]:
    """Undo `joined`."""
    return tuple(parties.split("|")) if parties else ()


def keys_of(entry: Entry) -> set[str]:
    """The keys that an entry is found by."""
    some = entry.parties[:8]  # pairs of the members of a large gathering would be many
    pairs = {pair_key(a, b) for n, a in enumerate(some) for b in some[n + 1 :]}
    parties = {party_key(p) for p in entry.parties}
    return parties | pairs | {person_key(p) for p in entry.persons} | {f"sector:{s}" for s in entry.sectors}


def party_key(party: str) -> str:
    """The key of all entries of a party."""
    return f"party:{party}"


def pair_key(a: str, b: str) -> str:
    """The key of all entries of two parties."""
    return f"pair:{'|'.join(sorted((a, b)))}"


def person_key(person: str) -> str:
    """The key of all entries of a person, whatever the case, hyphens and accents of the name."""
    return f"person:{' '.join(name_words(person))}"
