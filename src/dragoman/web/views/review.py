"""The review queue, the most doubtful and important first, and how far reviewers agree with the reader."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.dossier.phrasing import Names
from dragoman.ledger import Decision, Kept, Ledger
from dragoman.ledger.reopening import Reopened
from dragoman.model import DIRECTED, Entry
from dragoman.web.asked import Asked, link_to
from dragoman.web.room import Room
from dragoman.web.views.entries import Passage, passage
from dragoman.web.views.lines import Line, View, line, sentence_of

__all__ = ["Agreement", "Doubt", "Queue", "ReviewItem", "agreements", "gold_lines", "item_of", "queue"]

_LOOKED_AT = 2_000  # of the latest undecided records
_SHOWN = 40
_WEIGHT = {
    "agreement": 1.0, "measure": 1.0, "project": 0.9, "accession": 0.9, "aid": 0.9, "mechanism": 0.8, "contact": 0.7,
    "gathering": 0.7, "invitation": 0.6, "statement": 0.5, "resource": 0.4,
}  # fmt: skip
"""How much a wrong record of each type harms a brief."""


class Doubt(View):
    """A record in the queue: what it says, how doubtful and important it is, and why."""

    record: str
    entry: str
    type: str
    words: str
    score: float
    why: tuple[str, ...]


class Queue(View):
    """The first of the queue; `total` counts what is open again and, of the latest, all that nobody decided on."""

    total: int
    doubts: tuple[Doubt, ...]


class ReviewItem(View):
    """A record to decide on, with its words in the story; `seen` is the latest decision on it that the page shows."""

    kept: Kept
    words: str
    passage: Passage
    publisher: str
    title: str
    line: Line | None
    entry: Entry | None
    decisions: tuple[Decision, ...]
    seen: int
    again: Reopened | None
    again_link: str


class Agreement(View):
    """Of a type: how many records were decided on and how; `fields` are those that were corrected, the most often first."""

    type: str
    decided: int
    accepted: int
    corrected: int
    rejected: int
    share: float
    fields: tuple[tuple[str, int], ...]


class _Scored(NamedTuple):
    kept: Kept
    score: float
    why: tuple[str, ...]


def queue(room: Room, asked: Asked) -> Queue:
    """The queue under conditions on parties and types."""
    codes = frozenset(room.parties.code(p) for p in asked.party if p.strip())
    types = frozenset(asked.type)
    return room.kept(("queue", codes, types), lambda: _queue(room, codes, types))


def _queue(room: Room, codes: frozenset[str], types: frozenset[str]) -> Queue:
    scored = [
        s for s in room.kept("scored", lambda: _scored(room))
        if codes <= set(s.kept.record.parties) and (not types or s.kept.record.type in types)
    ]  # fmt: skip
    return Queue(total=len(scored), doubts=tuple(_doubt(s, room.names) for s in scored[:_SHOWN]))


def _scored(room: Room) -> list[_Scored]:
    ledger = room.ledger
    again = room.kept("reopened", ledger.reopened)
    kept = ledger.records([*again, *ledger.undecided(_LOOKED_AT)])
    entries = ledger.entries_by_id({k.entry for k in kept.values() if k.entry})
    scored = [_score(one, entries.get(one.entry or ""), again.get(name)) for name, one in kept.items()]
    return sorted(scored, key=lambda s: (-s.score, s.kept.id))


def _score(kept: Kept, entry: Entry | None, again: Reopened | None) -> _Scored:
    """Doubt times importance: what was decided on before its source changed, what was read with little confidence, by one
    source, or is denied by another."""
    record = kept.record
    reasons = [(1 - record.confidence, f"confidence {record.confidence:.2f}")]
    if again is not None:
        reasons = [(0.5, "its source has changed")] if again.holds else [(1.5, "its source tells it no more")]
    if entry is not None and entry.contradictions:
        reasons.append((0.4, "contradicted"))
    if entry is not None and entry.sources == 1:
        reasons.append((0.1, "one source"))
    if record.amount is not None:
        reasons.append((0.1, "tells a sum"))
    doubt = sum(value for value, _ in reasons)
    return _Scored(kept, round(doubt * _WEIGHT[record.type], 3), tuple(why for _, why in reasons))


def _doubt(one: _Scored, names: Names) -> Doubt:
    kept = one.kept
    words = sentence_of(kept, names)
    return Doubt(
        record=kept.id, entry=kept.entry or "", type=kept.record.type, words=words, score=one.score, why=one.why
    )  # fmt: skip


def item_of(room: Room, kept: Kept) -> ReviewItem:
    """A record to decide on."""
    ledger = room.ledger
    story = ledger.stories([kept.story])[kept.story]
    entry = ledger.entry(kept.entry) if kept.entry else None
    again = room.kept("reopened", ledger.reopened).get(kept.id)
    quote = kept.record.evidence
    seen = [d for d in ledger.decisions(entry) if entry or d.target == kept.id]
    return ReviewItem(
        kept=kept, words=sentence_of(kept, room.names, story.publisher), passage=passage(story.text, quote.start, quote.end),
        publisher=story.publisher, title=story.title, line=line(entry, room.names) if entry else None, entry=entry,
        decisions=tuple(seen), seen=max((d.id for d in seen), default=0),
        again=again, again_link=_link(again) if again else "",
    )  # fmt: skip


def _link(again: Reopened) -> str:
    """Where the later text is: at its source, if it has an address."""
    known = again.url if again.url and again.url.startswith(("https://", "http://")) else None
    return known or link_to(f"/stories/{again.later}")


def agreements(room: Room) -> tuple[Agreement, ...]:
    """Reader and reviewers compared, type by type, the one decided on most often first."""
    return room.kept("agreements", lambda: _agreements(room.ledger))


def _agreements(ledger: Ledger) -> tuple[Agreement, ...]:
    by_type: dict[str, list[Kept]] = defaultdict(list)
    for kept in ledger.records(ledger.decided()).values():
        by_type[(kept.told or kept.record).type].append(kept)
    made = (_agreement(name, of) for name, of in by_type.items())
    return tuple(sorted(made, key=lambda a: (-a.decided, a.type)))


def _agreement(name: str, of: list[Kept]) -> Agreement:
    how = Counter(kept.status for kept in of)
    fields = Counter(field for kept in of for field in _changed(kept))
    return Agreement(
        type=name, decided=len(of), accepted=how["accepted"], corrected=how["corrected"], rejected=how["rejected"],
        share=how["accepted"] / len(of), fields=tuple(fields.most_common()),
    )  # fmt: skip


def _changed(kept: Kept) -> Iterator[str]:
    if kept.told is not None:
        told, stands = kept.told.model_dump(), kept.record.model_dump()
        yield from (name for name in told if told[name] != stands[name])


def gold_lines(ledger: Ledger) -> Iterator[str]:
    """The stories whose records were all decided on, as `dragoman eval` takes them: a JSON line a story."""
    wanted = {kept.story for kept in ledger.records(ledger.decided()).values()}
    for name in sorted(wanted):
        records = ledger.records_of_story(name)
        if any(kept.status == "read" for kept in records):
            continue
        story = ledger.stories([name])[name]
        head = story.model_dump(
            mode="json", include={"id", "title", "publisher", "language", "published", "url", "text"}
        )
        stands = [_gold(kept) for kept in records if kept.status != "rejected"]
        yield json.dumps(head | {"records": stands}, ensure_ascii=False)


def _gold(kept: Kept) -> dict[str, object]:
    told = kept.record.model_dump(mode="json", exclude={"rule", "confidence", "evidence"})
    if kept.record.type not in DIRECTED:
        told = {k: v for k, v in told.items() if k not in ("actor", "recipient")}
    return told | {"evidence": kept.record.evidence.quote}
