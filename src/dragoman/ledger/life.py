"""The life of an entry: its records as ordered steps, where it stands, and where its sources contradict each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman.ledger.items import Item
from dragoman.ledger.joining import Edge
from dragoman.ledger.spans import span_of
from dragoman.model import STAGES, Entry, Step

_EARLIEST = dt.date.min


def entry_of(items: Sequence[Item], joined: Sequence[Edge] = ()) -> Entry:
    """One entry out of the records that tell one fact, never empty, with the matches that joined them."""
    ordered = sorted(items, key=_order)
    steps = tuple(_steps(ordered))
    now = _standing(steps)
    latest = [item for item in ordered if item.record.stage == now.stage] or ordered
    records = [item.record for item in ordered]
    return Entry(
        id=entry_id(items),
        type=ordered[0].record.type,
        kind=_commonest(r.kind for r in records),
        parties=tuple(sorted({p for r in records for p in r.parties})),
        actor=_union(r.actor for r in records) if records[0].actor is not None else None,
        recipient=_union(r.recipient for r in records) if records[0].recipient is not None else None,
        persons=tuple(dict.fromkeys(p for r in records for p in r.persons)),
        name=_usual(r.name for r in records),
        subject=_fullest(r.subject for r in reversed(records)),
        place=next((i.record.place for i in reversed(latest) if i.record.place), None),
        sectors=tuple(sorted({s for r in records for s in r.sectors})),
        amount=next((r.amount for r in reversed(records) if r.amount), None),
        stage=now.stage,
        negated=now.negated,
        date=now.date,
        steps=steps,
        records=tuple(sorted(item.id for item in items)),
        sources=_sources(items),
        contradictions=tuple(contradictions(steps)),
        reasons=tuple(_reason(edge) for edge in joined),
    )


def entry_id(items: Sequence[Item]) -> str:
    """The id of an entry: that of its smallest record with an `e`, whatever the order of arrival."""
    return f"e{min(item.id for item in items)[1:]}"


def _reason(edge: Edge) -> str:
    return f"{edge.a} and {edge.b}: {', '.join(edge.match.reasons)} ({edge.match.score:.2f})"


def _sources(items: Iterable[Item]) -> int:
    """Different publishers, or stories where nobody is named; reprints are no records of their own."""
    return len({item.publisher or item.story for item in items})


def _order(item: Item) -> tuple[dt.date, dt.date, int, str]:
    happened = item.told.first if item.told else _EARLIEST
    rank = STAGES[item.record.type].index(item.record.stage)
    return (item.published or _EARLIEST, happened, rank, item.id)


def _steps(ordered: Sequence[Item]) -> Iterable[Step]:
    """Reports of the same stage with compatible dates are one step, told by several sources."""
    groups: list[list[Item]] = []
    for item in ordered:
        same = next((g for g in groups if _same_step(g[0], item)), None)
        groups.append([item]) if same is None else same.append(item)
    for group in groups:
        first = group[0]
        finest = max((i.record.date for i in group if i.record.date), key=len, default=None)
        yield Step(
            stage=first.record.stage, negated=first.record.negated, date=finest, reported=first.published,
            record=first.id, story=first.story, publisher=first.publisher or None, origin=first.origin,
            attribution=first.record.attribution, quote=first.record.evidence.quote, sources=_sources(group),
        )  # fmt: skip


def _same_step(a: Item, b: Item) -> bool:
    if (a.record.stage, a.record.negated) != (b.record.stage, b.record.negated):
        return False
    one, two = a.record.date, b.record.date
    return one is None or two is None or one.startswith(two) or two.startswith(one)


def _standing(steps: Sequence[Step]) -> Step:
    """Where the entry stands: its latest report, but a report of an earlier stage does not undo a later one."""
    told = [s for s in steps if not s.negated] or list(steps)
    return max(told, key=lambda s: (s.date or "", s.reported or _EARLIEST)) if all(s.date for s in told) else told[-1]


def contradictions(steps: Sequence[Step]) -> Iterable[str]:
    """Where one source tells a stage as a fact and another denies it."""
    for step in steps:
        for other in steps:
            if is_denied(other, step):
                yield (
                    f"{other.publisher or 'one source'} reports {other.stage} ({other.date or 'no date'}); "
                    f"{step.publisher or 'another'} denies it"
                )


def is_denied(told: Step, denial: Step) -> bool:
    """Whether one step denies another: the same stage, unless it was reached after the denial; then both are right."""
    day = span_of(told.date)
    later = day is not None and denial.reported is not None and day.first > denial.reported
    return denial.negated and not told.negated and told.stage == denial.stage and not later


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
