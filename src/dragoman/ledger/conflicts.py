"""Why two records cannot be one fact: one function a reason."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.ledger.items import Item
from dragoman.ledger.spans import apart
from dragoman.model import STAGES

NEAR = 3
"""Days that two reports of one event may differ."""
LIFE = 400
"""Days that the steps of one plan or instrument may lie apart."""


def conflict(a: Item, b: Item) -> str | None:
    """Why two records cannot be one fact, or None."""
    for rule in RULES:
        if (reason := rule(a, b)) is not None:
            return reason
    return None


def _different_people(a: Item, b: Item) -> str | None:
    """Contacts and invitations of different people."""
    if a.record.type not in ("contact", "invitation"):
        return None
    one, two = a.people, b.people
    return "different people" if one and two and not one & two else None


def _plan_after_event(a: Item, b: Item) -> str | None:
    """What is still planned after one was held is another one."""
    for plan, done in ((a, b), (b, a)):
        if plan.record.stage in ("planned", "proposed") and done.record.stage in ("held", "completed"):
            if plan.published and done.span and not done.record.negated and done.span.last < plan.published:
                if plan.span is None or plan.span.first > done.span.last:
                    return "planned after the other was held"
    return None


_ONCE = frozenset(
    {
        "held",
        "signed",
        "ratified",
        "in_force",
        "joined",
        "left",
        "established",
        "imposed",
        "made",
        "terminated",
        "accepted",
    }
)


def _two_days_of_one_stage(a: Item, b: Item) -> str | None:
    """What happens once has one date: two meetings held, two signings. What did not happen then may happen later."""
    if a.record.stage != b.record.stage or a.record.stage not in _ONCE or a.span is None or b.span is None:
        return None
    if a.record.negated or b.record.negated:
        return None
    return "the same step on two dates" if apart(a.span, b.span) > NEAR else None


def _step_backwards(a: Item, b: Item) -> str | None:
    """An instrument does not go back from force to negotiation; a new one is negotiated."""
    if a.record.type not in ("agreement", "accession", "mechanism") or a.span is None or b.span is None:
        return None
    order = STAGES[a.record.type]
    early, late = (a, b) if a.span.first <= b.span.first else (b, a)
    backwards = order.index(early.record.stage) > order.index(late.record.stage)
    far = apart(a.span, b.span) > LIFE / 2
    return "an earlier stage long after a later one" if backwards and far and not early.record.negated else None


def _different_sums(a: Item, b: Item) -> str | None:
    """Two pledges of different sums are two."""
    if a.record.type != "aid" or a.record.stage != b.record.stage or not a.record.amount or not b.record.amount:
        return None
    same = a.record.amount.currency == b.record.amount.currency and close(a.record.amount.min, b.record.amount.min)
    return None if same or a.record.amount.currency != b.record.amount.currency else "different sums"


def close(a: float, b: float) -> bool:
    """Whether two sums are about the same."""
    return abs(a - b) <= 0.1 * max(a, b)


RULES: tuple[Callable[[Item, Item], str | None], ...] = (
    _different_people, _plan_after_event, _two_days_of_one_stage, _step_backwards, _different_sums,
)  # fmt: skip
