"""Stories told in a line, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dragoman.model import Amount, Evidence, Reading, Record, Story

Pair = tuple[Story, Reading]


def story(
    text: str, *records: Record, published: str = "2026-03-10", publisher: str = "Example Wire", **fields: Any
) -> Pair:
    """A story with the reading that tells these records; a record's evidence is found in the text."""
    told = Story.of(text, published=dt.date.fromisoformat(published), publisher=publisher, **fields)
    placed = tuple(r.model_copy(update={"evidence": _place(text, r.evidence.quote)}) for r in records)
    return told, Reading(id=told.id, records=placed)


def record(quote: str, what: str, who: str, stage: str, **fields: Any) -> Record:
    """A record: `what` is "type/kind", `who` is "KAZ,USA" or "USA>KAZ"; `sum` is in US dollars."""
    kind = what.split("/")
    sides = [tuple(filter(None, side.split(","))) for side in who.split(">")]
    if len(sides) == 2:
        fields |= {"actor": sides[0], "recipient": sides[1]}
    if "sum" in fields:
        fields["amount"] = Amount(min=fields["sum"], max=fields.pop("sum"), currency="USD")
    return Record(
        type=kind[0], kind=kind[1], parties=tuple(sorted({p for side in sides for p in side})), stage=stage,
        evidence=Evidence.of(quote, 0, len(quote)), rule="test", confidence=1, **fields,
    )  # fmt: skip


def tell(quote: str, what: str, who: str, stage: str, **fields: Any) -> Pair:
    """A story of one sentence with its one record; `published` and `publisher` are the story's."""
    of_story = {k: fields.pop(k) for k in ("published", "publisher") if k in fields}
    return story(quote, record(quote, what, who, stage, **fields), **of_story)


def _place(text: str, quote: str) -> Evidence:
    at = text.index(quote)
    return Evidence.of(text, at, at + len(quote))
