"""One fact told twice in a story is one record: the telling that fills most fields, completed by the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dragoman.knowledge.confidence import LISTED
from dragoman.model import Amount, Record
from dragoman.reading.gatherings import unite

_NEAR = 400  # characters between an invitation and the visit for which it is taken up
_SAME = ("type", "kind", "parties", "actor", "stage", "negated")
_FIELDS = ("date", "place", "name", "subject", "amount", "attribution", "persons", "sectors")


def merge(records: Iterable[Record], hosting: frozenset[str]) -> list[Record]:
    """Join records of one story that tell the same fact, in the order of their first telling.

    `hosting`: the verbs by which somebody holds a gathering of his own.
    """
    told = list(records)
    gatherings = [r for r in told if r.type == "gathering"]
    kept = [*unite(gatherings, hosting), *_once_each(r for r in told if r.type != "gathering")]
    between: defaultdict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in kept:
        between[record.parties].append(record)
    kept = [r for r in kept if not any(_carries_out(other, r) for other in between[r.parties])]
    return sorted(kept, key=lambda r: r.evidence.start)


def _once_each(records: Iterable[Record]) -> list[Record]:
    """Each fact once, compared only with those that agree in what must agree, as a long story tells thousands."""
    kept: list[Record] = []
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for record in records:
        places = alike[tuple(getattr(record, field) for field in _SAME)]
        at = next((i for i in places if is_same(kept[i], record)), None)
        if at is None:
            places.append(len(kept))
            kept.append(record)
        else:
            kept[at] = _joined(kept[at], record)
    return kept


def is_same(a: Record, b: Record) -> bool:
    """Same type, kind, parties, direction, stage and negation, and dates and names that do not contradict."""
    if any(getattr(a, field) != getattr(b, field) for field in _SAME):
        return False
    if a.evidence.start == b.evidence.start and a.rule == b.rule and a.name != b.name:
        return False
    if a.rule == b.rule and a.rule.endswith(LISTED):
        return a.evidence == b.evidence
    if a.type == "statement":
        return a.evidence == b.evidence or (bool(a.recipient) and _same_saying(a, b))
    if a.type == "contact" and _are_others(a, b):
        return False
    if a.type in ("project", "aid") and (_differ(a.amount, b.amount) or _are_things_apart(a, b)):
        return False
    return _compatible(a.date, b.date) and (a.place is None or b.place is None or a.place == b.place)


def _are_others(a: Record, b: Record) -> bool:
    """Two and two persons who are not the same; of visits also one and another, who return them."""
    least = 0 if a.kind == "visit" else 1
    return min(len(a.persons), len(b.persons)) > least and not (
        set(a.persons) <= set(b.persons) or set(b.persons) <= set(a.persons)
    )


def _differ(a: Amount | None, b: Amount | None) -> bool:
    """Two sums of one currency that rounding does not explain."""
    if a is None or b is None or a.currency != b.currency:
        return False
    return abs(a.min - b.min) > 0.1 * max(a.min, b.min)


def _are_things_apart(a: Record, b: Record) -> bool:
    """Works or goods whose names have no word in common."""
    words = [{w for w in (r.name or "").lower().split() if len(w) > 3} for r in (a, b)]
    return a.type == "project" and a.kind != "trade" and all(words) and not words[0] & words[1]


def _carries_out(a: Record, b: Record) -> bool:
    """ "Implementing the agreements reached in May" tells one fact: a reaching of no kind of its own is no second."""
    if a.type == b.type == "invitation" and a.stage in ("accepted", "declined") and b.stage == "extended":
        return (a.kind, a.actor, a.recipient, a.evidence) == (b.kind, b.actor, b.recipient, b.evidence)  # its answer
    if b.type == "invitation" and (b.kind, b.stage, b.negated) == ("visit", "extended", False):
        taken_up = (a.type, a.kind, a.stage, a.parties) == ("contact", "visit", "planned", b.parties)
        return taken_up and 0 <= a.evidence.start - b.evidence.start <= _NEAR
    same = a.evidence == b.evidence and a.parties == b.parties and a.kind == b.kind == "unspecified"
    return same and a.type == b.type == "agreement" and a.stage == "implementing" and b.stage == "agreed"


def _same_saying(a: Record, b: Record) -> bool:
    """A stance repeated: by the same person or by nobody in particular, on no other day."""
    persons = not a.persons or not b.persons or bool(set(a.persons) & set(b.persons))
    return persons and _compatible(a.date, b.date)


def _compatible(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a.startswith(b) or b.startswith(a)


def _joined(a: Record, b: Record) -> Record:
    fuller, other = (b, a) if _filled(b) > _filled(a) else (a, b)
    missing = {f: getattr(other, f) for f in _FIELDS if not getattr(fuller, f) and getattr(other, f)}
    if fuller.type != "statement" and fuller.evidence != other.evidence:
        missing.pop("attribution", None)  # the source is that of the telling that counts
    if fuller.date and other.date and len(other.date) > len(fuller.date):
        missing["date"] = other.date
    return fuller.model_copy(update=missing)


def _filled(record: Record) -> int:
    return sum(1 for field in _FIELDS if getattr(record, field) and field != "attribution")
