"""Which records of many stories tell the same fact: pure functions over records, no store.

Two records *match* when a rule of their type finds them alike in kind, parties, persons, date, name and place;
two records *conflict* when they cannot be one fact (a plan told after the event was held, two signings on two days).
`entries` groups records by their matches under the conflicts, the best matches first, so that the grouping depends on
the records alone and never on the order in which they came. Every decision carries its reasons.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from dragoman.ledger.spans import Span, apart, span_of
from dragoman.model import STAGES, Record

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
LIFE = 400
"""Days that the steps of one plan or instrument may lie apart."""
_NEAR = 3  # days that two reports of one event may differ


class Match(NamedTuple):
    """How alike two records are, from 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A record as the ledger holds it: `id` is stable, `published` that of its story."""

    id: str
    story: str
    published: dt.date | None
    record: Record

    @cached_property
    def span(self) -> Span | None:
        """The days that the record's date may mean; None where it tells none."""
        return span_of(self.record.date)

    @cached_property
    def told(self) -> Span | None:
        """The record's date, else the day of its story."""
        return self.span or (Span(self.published, self.published) if self.published else None)

    @cached_property
    def words(self) -> frozenset[str]:
        """The topical words of its name and subject, else of its evidence."""
        record = self.record
        named = topical(" ".join(filter(None, (record.name, record.subject))))
        return named or topical(record.evidence.quote)

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The topical words of name, subject and evidence together."""
        return self.words | topical(self.record.evidence.quote)


@cache
def _generic() -> frozenset[str]:
    lines = (Path(__file__).parent / "generic_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def topical(text: str) -> frozenset[str]:
    """The words of a text that tell its topic, in lower case and without plural endings."""
    words = (w.lower().removesuffix("’s").removesuffix("'s") for w in _WORD.findall(text))
    kept = (w for w in words if len(w) > 2 and w not in _generic() and not w.isdigit())
    return frozenset(w[:-1] if w.endswith("s") and len(w) > 4 else w for w in kept)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Overlap coefficient: the share of the smaller set's words that the other has."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


# -- blocking ----------------------------------------------------------------------------------------------------------

FAMILIES = {
    "meeting": "meeting", "talks": "meeting", "visit": "visit", "delegation": "delegation", "call": "call", "message": "message",
}  # fmt: skip
"""Contact kinds that different papers use for one contact."""


def block_of(record: Record) -> str:
    """Records in different blocks are never compared: type, direction or parties, and the family of kinds."""
    who = f"{','.join(record.actor)}>{','.join(record.recipient or ())}" if record.actor is not None else ",".join(record.parties)
    if record.type in ("gathering", "accession"):
        who = "" if record.type == "gathering" else ",".join(record.actor or ())
    kind = FAMILIES.get(record.kind, record.kind) if record.type in ("contact",) else ""
    if record.type in ("measure", "aid", "statement", "invitation", "project", "gathering", "resource"):
        kind = record.kind
    return f"{record.type}/{kind} {who}"


# -- conflicts ---------------------------------------------------------------------------------------------------------


def conflict(a: Item, b: Item) -> str | None:
    """Why two records cannot be one fact, or None."""
    for rule in (_different_people, _plan_after_event, _two_days_of_one_stage, _step_backwards, _different_sums):
        if (reason := rule(a, b)) is not None:
            return reason
    return None


def _different_people(a: Item, b: Item) -> str | None:
    """Contacts and invitations of different people."""
    if a.record.type not in ("contact", "invitation"):
        return None
    one, two = _surnames(a.record.persons), _surnames(b.record.persons)
    return "different people" if one and two and not one & two else None


def _surnames(persons: Sequence[str]) -> frozenset[str]:
    return frozenset(word.lower() for name in persons for word in name.split())


def _plan_after_event(a: Item, b: Item) -> str | None:
    """What is still planned after one was held is another one."""
    for plan, done in ((a, b), (b, a)):
        if plan.record.stage in ("planned", "proposed") and done.record.stage in ("held", "completed"):
            if plan.published and done.span and not done.record.negated and done.span.last < plan.published:
                if plan.span is None or plan.span.first > done.span.last:
                    return "planned after the other was held"
    return None


_ONCE = frozenset({"held", "signed", "ratified", "in_force", "joined", "left", "established", "imposed", "made", "terminated", "accepted"})


def _two_days_of_one_stage(a: Item, b: Item) -> str | None:
    """What happens once has one date: two meetings held, two signings."""
    if a.record.stage != b.record.stage or a.record.stage not in _ONCE or a.span is None or b.span is None:
        return None
    return "the same step on two dates" if apart(a.span, b.span) > _NEAR else None


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
    same = a.record.amount.currency == b.record.amount.currency and _close(a.record.amount.min, b.record.amount.min)
    return None if same or a.record.amount.currency != b.record.amount.currency else "different sums"


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 0.1 * max(a, b)


# -- matches -----------------------------------------------------------------------------------------------------------

Rule = Callable[[Item, Item], "Match | None"]


def match(a: Item, b: Item) -> Match | None:
    """How two records of one block may be the same fact, by the rule of their type; None where they are not."""
    if a.id == b.id or block_of(a.record) != block_of(b.record) or conflict(a, b) is not None:
        return None
    if a.record.evidence.quote == b.record.evidence.quote and a.record.stage == b.record.stage:
        return Match(1.0, ("the same words",)) if a.story != b.story else None
    return RULES[a.record.type](a, b)


def _contact(a: Item, b: Item) -> Match | None:
    """The same people at the same time; a plan may move."""
    people = bool(_surnames(a.record.persons) & _surnames(b.record.persons))
    when = _when(a, b)
    if when is None:
        return None
    if when == "the same time":
        return Match(0.9 if people else 0.75, (when, "the same people" if people else "nobody else named"))
    return Match(0.6, (when, "the same people")) if people else None


def _when(a: Item, b: Item) -> str | None:
    """The same time, or a plan and its later date or holding."""
    if a.told is None or b.told is None:
        return None
    gap = apart(a.told, b.told)
    if gap <= _NEAR and (a.span is None) == (b.span is None):
        return "the same time"
    if gap <= 45 and (a.span is None or b.span is None):
        return "about the same time"
    if "planned" in (a.record.stage, b.record.stage) and gap <= LIFE * 0.7:
        return "a plan and what became of it"
    return None


def _gathering(a: Item, b: Item) -> Match | None:
    """The same body or hosts, alike in name, at the same time; a plan may move."""
    shared = set(a.record.parties) & set(b.record.parties)
    if not shared:
        return None
    named = overlap(a.words, b.words)
    when = _when(a, b)
    alike = len(shared) / len({*a.record.parties, *b.record.parties})
    if when is None or (named < 0.34 and alike < 1):
        return None
    score = 0.5 + 0.3 * named + 0.2 * (when == "the same time")
    return Match(score, (when, "alike in name" if named else "the same parties"))


def _agreement(a: Item, b: Item) -> Match | None:
    """Alike in topic, or signed on the same day under names that tell none."""
    named = overlap(a.words, b.words)
    compatible = a.record.kind == b.record.kind or "unspecified" in (a.record.kind, b.record.kind)
    if a.record.kind != b.record.kind and {a.record.kind, b.record.kind} <= {"treaty", "deal", "ceasefire"}:
        compatible = True
    same_day = a.span is not None and b.span is not None and apart(a.span, b.span) <= _NEAR
    if not compatible:
        return None
    if named >= 0.34:
        return Match(0.5 + 0.4 * named + 0.1 * same_day, ("alike in name",))
    bare = not topical(a.record.name or "") or not topical(b.record.name or "")
    return Match(0.55, ("the same day",)) if same_day and bare else None


def _mechanism(a: Item, b: Item) -> Match | None:
    """The same sort of body, alike in name or in the same town."""
    named, told = overlap(a.words, b.words), overlap(a.all_words, b.all_words)
    town = bool(a.record.place and a.record.place == b.record.place)
    if a.record.kind == b.record.kind and (named >= 0.34 or told >= 0.34):
        return Match(0.5 + 0.4 * max(named, told) + 0.1 * town, ("the same sort of body", "alike in name"))
    return Match(0.5 + 0.3 * named, ("alike in name",)) if named >= 0.6 else None


def _project(a: Item, b: Item) -> Match | None:
    """Trade of the same year; else alike in name, with place and sum that do not contradict."""
    if a.record.kind == "trade":
        same = a.record.stage == b.record.stage and (a.record.date or "")[:4] == (b.record.date or "")[:4]
        return Match(0.9, ("trade of the same year",)) if same else None
    named = overlap(a.words, b.words)
    town = bool(a.record.place and a.record.place == b.record.place)
    if named >= 0.34 or (town and set(a.record.sectors) & set(b.record.sectors)):
        return Match(0.5 + 0.4 * named + 0.1 * town, ("alike in name" if named else "the same town and sector",))
    return None


def _measure(a: Item, b: Item) -> Match | None:
    """The same step on the same day, or alike in what is restricted."""
    told = overlap(a.words, b.words)
    same_day = a.span is not None and b.span is not None and apart(a.span, b.span) <= _NEAR
    if same_day and a.record.stage == b.record.stage:
        return Match(0.8 + 0.2 * told, ("the same step on the same day",))
    if told >= 0.34 and a.told and b.told and apart(a.told, b.told) <= LIFE:
        return Match(0.5 + 0.4 * told, ("alike in what is restricted",))
    return None


def _aid(a: Item, b: Item) -> Match | None:
    """The same sum, or alike in purpose."""
    told = overlap(a.words, b.words)
    same_sum = bool(a.record.amount and b.record.amount and _close(a.record.amount.min, b.record.amount.min))
    if a.told is None or b.told is None or apart(a.told, b.told) > LIFE:
        return None
    if same_sum or told >= 0.34:
        return Match(0.5 + 0.3 * told + 0.2 * same_sum, ("the same sum" if same_sum else "alike in purpose",))
    return None


def _statement(a: Item, b: Item) -> Match | None:
    """The same stance within days, alike in words."""
    told = max(overlap(a.words, b.words), overlap(a.all_words, b.all_words))
    if a.told is None or b.told is None or apart(a.told, b.told) > _NEAR:
        return None
    return Match(0.4 + 0.6 * told, ("the same stance", "alike in words")) if told >= 0.34 else None


def _accession(a: Item, b: Item) -> Match | None:
    """The same body or accord."""
    same = bool(a.record.recipient) and a.record.recipient == b.record.recipient
    named = overlap(a.words, b.words)
    if same or (named >= 0.5 and not (a.record.recipient and b.record.recipient)):
        return Match(0.9 if same else 0.5 + 0.4 * named, ("the same body" if same else "alike in name",))
    return None


def _invitation(a: Item, b: Item) -> Match | None:
    """Told within months of each other."""
    if a.told is None or b.told is None or apart(a.told, b.told) > 120:
        return None
    people = bool(_surnames(a.record.persons) & _surnames(b.record.persons))
    return Match(0.8 if people else 0.6, ("the same guest" if people else "nobody else invited",))


def _resource(a: Item, b: Item) -> Match | None:
    """The same standing in the same good."""
    told = overlap(a.all_words, b.all_words)
    return Match(0.5 + 0.4 * told, ("the same good",)) if told >= 0.34 else None


RULES: dict[str, Rule] = {
    "contact": _contact, "invitation": _invitation, "gathering": _gathering, "agreement": _agreement,
    "accession": _accession, "mechanism": _mechanism, "project": _project, "statement": _statement,
    "measure": _measure, "aid": _aid, "resource": _resource,
}  # fmt: skip


# -- grouping ----------------------------------------------------------------------------------------------------------


class Edge(NamedTuple):
    """A match between two items of a component."""

    a: str
    b: str
    match: Match


def edges(items: Sequence[Item]) -> Iterator[Edge]:
    """All matches among items, each pair once, the smaller id first."""
    for a, b in combinations(sorted(items, key=lambda i: i.id), 2):
        if (found := match(a, b)) is not None:
            yield Edge(a.id, b.id, found)


def edges_to(item: Item, others: Iterable[Item]) -> Iterator[Edge]:
    """The matches of one item with others."""
    for other in others:
        a, b = (item, other) if item.id < other.id else (other, item)
        if (found := match(a, b)) is not None:
            yield Edge(a.id, b.id, found)


def entries(items: Iterable[Item], kept_apart: frozenset[tuple[str, str]] = frozenset()) -> list[list[Item]]:
    """Group records into entries: the best matches first, none across a conflict or a person's split.

    Average-link agglomeration is not needed: a match joins two groups unless any two of their members conflict.
    """
    by_id = {item.id: item for item in items}
    groups = {i: [i] for i in by_id}
    for edge in sorted(edges(list(by_id.values())), key=lambda e: (-e.match.score, e.a, e.b)):
        one, two = groups[edge.a], groups[edge.b]
        if one is two or _clash(one, two, by_id, kept_apart):
            continue
        one.extend(two)
        for member in two:
            groups[member] = one
    unique = {min(group): sorted(group) for group in groups.values()}
    return [[by_id[i] for i in unique[key]] for key in sorted(unique)]


def _clash(
    one: Sequence[str], two: Sequence[str], by_id: dict[str, Item], kept_apart: frozenset[tuple[str, str]]
) -> bool:
    return any(
        (min(a, b), max(a, b)) in kept_apart or conflict(by_id[a], by_id[b]) is not None for a in one for b in two
    )
