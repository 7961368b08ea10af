"""Why two records cannot be one fact: one function a reason."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.ledger.items import Item
from dragoman.ledger.spans import apart, exact
from dragoman.ledger.words import same_person
from dragoman.model import STAGES

NEAR = 3
"""Days that two reports of one event may differ where it lasts."""
NEXT = 1
"""Days that two reports may differ of what is over within a day: a call, a meeting, a signing."""
LIFE = 400
"""Days that the steps of one plan or instrument may lie apart."""


Rule = Callable[[Item, Item], "str | None"]


def conflict(a: Item, b: Item) -> str | None:
    """Why two records cannot be one fact, or None."""
    for rule in RULES[a.record.type]:
        if (reason := rule(a, b)) is not None:
            return reason
    return None


def _different_people(a: Item, b: Item) -> str | None:
    """Contacts and invitations of different people; a meeting of two is not the meeting of one of them with a third."""
    if not a.people or not b.people:
        return None
    both = in_common(a, b)
    of_two = len(a.people) == len(b.people) == 2 and {a.record.kind, b.record.kind} <= FREQUENT
    return "different people" if both < (2 if of_two else 1) else None


def _plan_after_event(a: Item, b: Item) -> str | None:
    """What is still planned after one was held, or for a later time while it is held, is another one."""
    for plan, done in ((a, b), (b, a)):
        if plan.record.stage not in ("planned", "proposed") or done.record.stage not in ("held", "completed"):
            continue
        if not plan.published or not done.told or done.record.negated or done.told.first > plan.published:
            continue
        over = done.told.last < plan.published
        if plan.span is None:
            still = over
        else:
            ahead = plan.span.last >= plan.published and (plan.span.last - plan.span.first).days > _MONTH
            still = plan.span.first > done.told.last or (over and ahead)
        if still:
            return "planned after the other was held"
    return None


_MONTH = 31  # days: a plan for a month may be told anew within it, with the event already over
_MOMENTS = frozenset({"call", "meeting", "message"})
"""Kinds of contacts that are over within a day."""
FREQUENT = _MOMENTS | {"talks"}
"""Kinds of contacts of which a pair of states has many in a month."""
_TREATIES = frozenset({"treaty", "deal", "ceasefire"})
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
    return "the same step on two dates" if apart(a.span, b.span) > slack(a, b) else None


def _step_backwards(a: Item, b: Item) -> str | None:
    """An instrument does not go back from force to negotiation; a new one is negotiated."""
    if a.span is None or b.span is None:
        return None
    order = STAGES[a.record.type]
    early, late = (a, b) if a.span.first <= b.span.first else (b, a)
    backwards = order.index(early.record.stage) > order.index(late.record.stage)
    far = apart(a.span, b.span) > LIFE / 2
    return "an earlier stage long after a later one" if backwards and far and not early.record.negated else None


def _different_kinds(a: Item, b: Item) -> str | None:
    """A treaty is no memorandum; what one paper calls a deal another may call a treaty."""
    if a.record.kind == b.record.kind:
        return None
    alike = "unspecified" in (a.record.kind, b.record.kind) or {a.record.kind, b.record.kind} <= _TREATIES
    return None if alike else "different kinds of agreement"


def _side_by_side(a: Item, b: Item) -> str | None:
    """One story that names two things of a sort at the same step means two."""
    if a.story != b.story or a.record.stage != b.record.stage:
        return None
    if a.record.negated or b.record.negated:
        return None
    one, two = a.topic - b.topic, b.topic - a.topic
    return "named side by side" if one and two and (a.record.type != "measure" or a.topic.isdisjoint(b.topic)) else None


def _numbered_differently(a: Item, b: Item) -> str | None:
    """The 17th package and the 18th, the sixth session and the seventh."""
    if not a.numbered or not b.numbered:
        return None
    differ = any(a.numbered[word].isdisjoint(b.numbered[word]) for word in a.numbered.keys() & b.numbered.keys())
    return "numbered differently" if differ else None


def _different_sums(a: Item, b: Item) -> str | None:
    """Two pledges of different sums or numbers are two; so are two figures of trade, but not those of other projects."""
    if a.record.stage != b.record.stage or (a.record.type == "project" and a.record.kind != "trade"):
        return None
    one, two = a.record.amount, b.record.amount
    if one and two and one.currency == two.currency:
        return None if close(one.min, two.min) else "different sums"
    return "different numbers" if a.counts and b.counts and a.counts.isdisjoint(b.counts) else None


def slack(a: Item, b: Item) -> int:
    """Days that the dates of two records may lie apart and still be one day, each told by its own reporter."""
    if not exact(a.span) or not exact(b.span):
        return 0
    return NEXT if momentary(a) and momentary(b) else NEAR


def momentary(item: Item) -> bool:
    """Whether it is over within a day."""
    return item.record.type == "agreement" or item.record.kind in _MOMENTS


def another_day(a: Item, b: Item) -> bool:
    """Whether the same step is told of two days, so that they must have more in common than the time."""
    return a.record.stage == b.record.stage and exact(a.span) and exact(b.span) and a.span != b.span


def in_common(a: Item, b: Item) -> int:
    """How many people both records name."""
    ours = sum(any(same_person(one, two) for two in b.people) for one in a.people)
    return min(ours, sum(any(same_person(one, two) for one in a.people) for two in b.people)) if ours > 1 else ours


def close(a: float, b: float) -> bool:
    """Whether two sums are about the same."""
    return abs(a - b) <= 0.1 * max(a, b)


_EVENT: tuple[Rule, ...] = (_plan_after_event, _two_days_of_one_stage, _numbered_differently)
_INSTRUMENT: tuple[Rule, ...] = (_two_days_of_one_stage, _step_backwards, _side_by_side)
RULES: dict[str, tuple[Rule, ...]] = {
    "contact": (_different_people, *_EVENT), "gathering": _EVENT, "invitation": (_different_people, _two_days_of_one_stage),
    "agreement": (*_INSTRUMENT, _different_kinds, _numbered_differently), "mechanism": _INSTRUMENT,
    "accession": (_two_days_of_one_stage, _step_backwards), "statement": (_two_days_of_one_stage,),
    "project": (_plan_after_event, _two_days_of_one_stage, _side_by_side, _different_sums),
    "measure": (_two_days_of_one_stage, _side_by_side, _numbered_differently),
    "aid": (_numbered_differently, _different_sums), "resource": (),
}  # fmt: skip
"""Those that may hold for the records of a type."""
