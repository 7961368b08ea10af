"""The life of an entry: its records as ordered steps, where it stands, and where its sources contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from dragoman.ledger.items import Item
from dragoman.ledger.joining import Edge
from dragoman.ledger.steps import Told, grouped, is_denied, order, proven, sources, standing, step_of
from dragoman.ledger.words import people_of
from dragoman.model import Entry, Step


def entry_of(items: Sequence[Item], joined: Sequence[Edge] = ()) -> Entry:
    """One entry out of the records that tell one fact, never empty, with the matches that joined them."""
    ordered = sorted(items, key=order)
    groups = grouped(ordered)
    steps = tuple(map(step_of, groups))
    now = standing(steps)
    latest = [item for item in ordered if item.record.stage == now.stage] or ordered
    records = [item.record for item in ordered]
    told = Told(
        amount=next((r.amount for r in reversed(records) if r.amount), None),
        place=next((i.record.place for i in reversed(latest) if i.record.place), None),
        persons=people_of(p for r in records for p in r.persons),
    )
    return Entry(
        id=entry_id(items),
        type=ordered[0].record.type,
        kind=_commonest(r.kind for r in records),
        parties=tuple(sorted({p for r in records for p in r.parties})),
        actor=_union(r.actor for r in records) if records[0].actor is not None else None,
        recipient=_union(r.recipient for r in records) if records[0].recipient is not None else None,
        persons=told.persons,
        name=_usual(r.name for r in records),
        subject=_fullest(r.subject for r in reversed(records)),
        place=told.place,
        sectors=tuple(sorted({s for r in records for s in r.sectors})),
        amount=told.amount,
        stage=now.stage,
        negated=now.negated,
        date=now.date,
        steps=tuple(map(partial(proven, told, ordered), groups, steps)),
        records=tuple(sorted(item.id for item in items)),
        sources=sources(items),
        contradictions=tuple(contradictions(steps)),
        reasons=tuple(_reason(edge) for edge in joined),
    )


def entry_id(items: Sequence[Item]) -> str:
    """The id of an entry: that of its smallest record with an `e`, whatever the order of arrival."""
    return f"e{min(item.id for item in items)[1:]}"


def _reason(edge: Edge) -> str:
    return f"{edge.a} and {edge.b}: {', '.join(edge.match.reasons)} ({edge.match.score:.2f})"


def contradictions(steps: Sequence[Step]) -> Iterable[str]:
    """Where one source tells a stage as a fact and another denies it."""
    for step in steps:
        for other in steps:
            if is_denied(other, step):
                yield (
                    f"{other.publisher or 'one source'} reports {other.stage} ({other.date or 'no date'}); "
                    f"{step.publisher or 'another'} denies it"
                )


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(v for v in values if v != "unspecified")
    return min(counts, key=lambda v: (-counts[v], v)) if counts else "unspecified"


def _usual(names: Iterable[str | None]) -> str | None:
    """The name that most records give, the longest of several."""
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], -len(name), name)) if counts else None


def _union(values: Iterable[tuple[str, ...] | None]) -> tuple[str, ...]:
    return tuple(sorted({v for several in values for v in several or ()}))


def _fullest(values: Iterable[str | None]) -> str | None:
    return max((v for v in values if v), key=len, default=None)
