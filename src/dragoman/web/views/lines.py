"""An entry as a line of a list, and the parts that views share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from dragoman.dossier.phrasing import Names
from dragoman.dossier.points import standing
from dragoman.dossier.wording import sentence
from dragoman.ledger import Kept, Ledger
from dragoman.ledger.items import Item
from dragoman.ledger.life import entry_of
from dragoman.model import STAGES, Entry

__all__ = ["Line", "Party", "Track", "View", "line", "lines_of", "parties", "party", "sentence_of", "track"]

ENDS = frozenset({"cancelled", "declined", "suspended", "terminated", "left", "dissolved", "lifted", "eased"})
"""Stages that end or halt what was begun: no step forward on its way."""


class View(BaseModel):
    """Base of all views."""

    model_config = ConfigDict(frozen=True)


class Party(View):
    """A party's code with its name."""

    code: str
    name: str


class Track(View):
    """How far an entry has got on the way that its type goes: stages in order, the number reached, how it ended."""

    stages: tuple[str, ...]
    reached: int
    ended: str | None = None


class Line(View):
    """An entry in a sentence."""

    entry: str
    type: str
    kind: str
    stage: str
    negated: bool
    day: str | None
    words: str
    parties: tuple[str, ...]
    sources: int
    contradicted: bool
    reported: str | None
    quote: str
    publisher: str | None
    track: Track


def line(entry: Entry, names: Names) -> Line:
    """The line of an entry: where it stands, and the words that tell it."""
    now = standing(entry)
    heard = max((s.reported for s in entry.steps if s.reported), default=None)
    return Line(
        entry=entry.id, type=entry.type, kind=entry.kind, stage=entry.stage, negated=entry.negated, day=entry.date,
        words=sentence(entry, now, names), parties=entry.parties, sources=entry.sources,
        contradicted=bool(entry.contradictions), reported=heard.isoformat() if heard else None,
        quote=" ".join(now.quote.split()), publisher=now.publisher, track=track(entry),
    )  # fmt: skip


def sentence_of(kept: Kept, names: Names, publisher: str = "") -> str:
    """What a record alone says, as a sentence; `publisher` is that of its story."""
    alone = entry_of([Item(kept.id, kept.story, kept.published, kept.record, publisher, kept.origin)])
    return sentence(alone, alone.steps[0], names)


def track(entry: Entry) -> Track:
    """The way of an entry's type, and how far it has got: what was told of it and not denied counts."""
    way = tuple(stage for stage in STAGES[entry.type] if stage not in ENDS)
    told = {s.stage for s in entry.steps if not s.negated}
    reached = max((n for n, stage in enumerate(way, 1) if stage in told), default=0)
    return Track(stages=way, reached=reached, ended=entry.stage if entry.stage in ENDS else None)


def lines_of(ledger: Ledger, ids: Sequence[str], names: Names) -> tuple[Line, ...]:
    """The lines of entries, in the order of their ids."""
    found = ledger.entries_by_id(ids)
    return tuple(line(found[name], names) for name in ids if name in found)


def party(code: str, names: Names) -> Party:
    """A party with its name."""
    return Party(code=code, name=names(code))


def parties(codes: Iterable[str], names: Names) -> tuple[Party, ...]:
    """Parties with their names."""
    return tuple(party(code, names) for code in codes)
