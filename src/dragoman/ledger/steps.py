"""The steps in the life of an entry: which reports are one step, in which it stands, and what proves what is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.ledger.items import Item
from dragoman.ledger.spans import span_of
from dragoman.model import STAGES, Amount, Step

_EARLIEST = dt.date.min
_NAMED = 4  # persons whose part is proven


class Told(NamedTuple):
    """What is told of an entry that a step's own report may not tell."""

    amount: Amount | None
    place: str | None
    persons: tuple[str, ...]


def order(item: Item) -> tuple[dt.date, dt.date, int, str]:
    """The place of a report in the life of an entry: when it was published, then what it tells of."""
    happened = item.told.first if item.told else _EARLIEST
    rank = STAGES[item.record.type].index(item.record.stage)
    return (item.published or _EARLIEST, happened, rank, item.id)


def grouped(ordered: Sequence[Item]) -> list[list[Item]]:
    """Reports of the same stage with compatible dates are one step; what people filed is a step of its own."""
    groups: list[list[Item]] = []
    for item in ordered:
        same = next((g for g in groups if _same_step(g[0], item)), None)
        groups.append([item]) if same is None else same.append(item)
    return groups


def _same_step(a: Item, b: Item) -> bool:
    if (a.record.stage, a.record.negated, a.origin) != (b.record.stage, b.record.negated, b.origin):
        return False
    one, two = a.record.date, b.record.date
    return one is None or two is None or one.startswith(two) or two.startswith(one)


def step_of(group: Sequence[Item]) -> Step:
    """The step that reports tell, the first of them before the others."""
    first = group[0]
    published = [i.published for i in group if i.published]
    return Step(
        stage=first.record.stage, negated=first.record.negated, date=_finest(group), reported=first.published,
        reported_last=max(published, default=None), record=first.id, story=first.story,
        publisher=first.publisher or None, origin=first.origin, attribution=first.record.attribution,
        quote=first.record.evidence.quote, proof={}, sources=sources(group),
    )  # fmt: skip


def _finest(group: Sequence[Item]) -> str | None:
    """The most precise date that is told, of several the first."""
    return max((i.record.date for i in group if i.record.date), key=len, default=None)


def sources(items: Iterable[Item]) -> int:
    """Different publishers, or stories where nobody is named; reprints are no records of their own.

    People who filed something are no source beside the papers, but the only one where no paper told it.
    """
    told = [item for item in items if item.origin == "story"]
    return len({item.publisher or item.story for item in told}) or 1


def standing(steps: Sequence[Step]) -> Step:
    """Where the entry stands: the step that was reached last, that of several days for which plans were made last."""
    told = [s for s in steps if not s.negated] or list(steps)
    return max(enumerate(told), key=lambda pair: (_reached(pair[1]), pair[1].reported or _EARLIEST, pair[0]))[1]


def _reached(step: Step) -> dt.date:
    """When a step was reached: its day, or that of its report where its day lay ahead."""
    day = span_of(step.date)
    if day is None or (step.reported is not None and day.first > step.reported):
        return step.reported or (day.first if day else _EARLIEST)
    return day.first


def is_denied(told: Step, denial: Step) -> bool:
    """Whether one step denies another: the same stage, unless it was reached after the denial; then both are right."""
    if not denial.negated or told.negated or told.stage != denial.stage:
        return False
    day = span_of(told.date)
    return day is None or denial.reported is None or day.first <= denial.reported


def proven(told: Told, ordered: Sequence[Item], group: Sequence[Item], step: Step) -> Step:
    """The step with the records that prove what its own first report does not tell: day, sum, place and people."""
    items, own = [*group, *ordered], group[0].record
    proof: dict[str, tuple[str, ...]] = {}
    if step.date != own.date:
        proof["date"] = (next(i.id for i in items if i.record.date == step.date),)
    if told.amount is not None and told.amount != own.amount:
        proof["amount"] = (next(i.id for i in items if i.record.amount == told.amount),)
    if told.place is not None and told.place != own.place:
        proof["place"] = (next(i.id for i in items if i.record.place == told.place),)
    if missing := [person for person in told.persons[:_NAMED] if person not in own.persons]:
        found = (next(i.id for i in items if person in i.record.persons) for person in missing)
        proof["persons"] = tuple(dict.fromkeys(found))
    if step.reported_last != step.reported:
        proof["reported_last"] = (next(i.id for i in group if i.published == step.reported_last),)
    return step.model_copy(update={"proof": proof}) if proof else step
