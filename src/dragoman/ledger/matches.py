"""How two records may be the same fact: one function a type, which returns its reasons with its score."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dragoman.ledger.blocks import BARE, PLAN, REACH, VAGUE, reach
from dragoman.ledger.conflicts import FREQUENT, LIFE, NEAR, another_day, close, conflict, in_common
from dragoman.ledger.items import Item
from dragoman.ledger.spans import apart, exact
from dragoman.ledger.words import overlap


class Match(NamedTuple):
    """How alike two records are, from 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...]


Rule = Callable[[Item, Item], "Match | None"]


def match(a: Item, b: Item) -> Match | None:
    """How two records may be the same fact, by the rule of their type; None where they are not."""
    if a.id == b.id or not _same_base(a, b):
        return None
    if a.told is not None and b.told is not None and apart(a.told, b.told) > reach(a):
        return None
    found = RULES[a.record.type](a, b)
    if found is None or conflict(a, b) is not None:
        return None
    same_words = a.record.evidence.quote == b.record.evidence.quote and a.record.stage == b.record.stage
    return Match(1.0, ("the same words", *found.reasons)) if same_words and a.story != b.story else found


def _same_base(a: Item, b: Item) -> bool:
    return a.bases == b.bases or not set(a.bases).isdisjoint(b.bases)


def _contact(a: Item, b: Item) -> Match | None:
    """The same people at the same time; a plan may move."""
    people = in_common(a, b) > 0
    when = _when(a, b)
    if when is None:
        return None
    if when == "the same time":
        vague = another_day(a, b) or not exact(a.told) or not exact(b.told)
        if not people and vague and a.record.kind in FREQUENT and not _told_alike(a, b):
            return None
        return Match(0.9 if people else 0.75, (when, "the same people" if people else "nobody else named"))
    return Match(0.6, (when, "the same people")) if people else None


def _told_alike(a: Item, b: Item) -> bool:
    """The same place, or alike in words."""
    same_place = a.record.place is not None and a.record.place == b.record.place
    return same_place or overlap(a.all_words, b.all_words) >= 0.34


def _when(a: Item, b: Item) -> str | None:
    """The same time, or a plan and its later date or holding."""
    if a.told is None or b.told is None:
        return None
    gap = apart(a.told, b.told)
    if gap <= _near(a, b) and (a.span is None) == (b.span is None):
        return "the same time"
    if gap <= VAGUE and (a.span is None or b.span is None):
        return "about the same time"
    if "planned" in (a.record.stage, b.record.stage) and gap <= PLAN:
        return "a plan and what became of it"
    return None


def _near(a: Item, b: Item) -> int:
    """Days that two reports of one time may differ: none where a month or a year is told."""
    return NEAR if exact(a.told) and exact(b.told) else 0


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
    same_day = a.span is not None and b.span is not None and apart(a.span, b.span) <= NEAR
    if named >= (0.6 if another_day(a, b) else 0.34):
        return Match(0.5 + 0.4 * named + 0.1 * same_day, ("alike in name",))
    if _in_short(a, b):
        return Match(0.9, ("the name of one in short",))
    if not (a.bare or b.bare) or a.told is None or b.told is None or apart(a.told, b.told) > NEAR:
        return None
    if a.story == b.story and a.record.kind == b.record.kind:
        return Match(0.6, ("told without a name beside the other",))
    return Match(0.55, ("the same day",)) if same_day else None


def _in_short(a: Item, b: Item) -> bool:
    """Whether the name of one holds the abbreviation of the other's."""
    return not (a.acronyms.isdisjoint(b.abbreviations) and b.acronyms.isdisjoint(a.abbreviations))


def _mechanism(a: Item, b: Item) -> Match | None:
    """The same sort of body, alike in name or in the same town."""
    named, told = overlap(a.words, b.words), overlap(a.all_words, b.all_words)
    town = bool(a.record.place and a.record.place == b.record.place)
    if a.record.kind == b.record.kind and (named >= 0.34 or told >= 0.34):
        return Match(0.5 + 0.4 * max(named, told) + 0.1 * town, ("the same sort of body", "alike in name"))
    if named >= 0.6:
        return Match(0.5 + 0.3 * named, ("alike in name",))
    if _in_short(a, b):
        return Match(0.9, ("the name of one in short",))
    return Match(0.55, ("the same sum",)) if a.sum is not None and a.sum == b.sum else None


def _project(a: Item, b: Item) -> Match | None:
    """Trade of the same year; else alike in name, in the same town, or of the very same sum."""
    if a.record.kind == "trade":
        same = a.record.stage == b.record.stage and (a.record.date or "")[:4] == (b.record.date or "")[:4]
        return Match(0.9, ("trade of the same year",)) if same else None
    named = overlap(a.words, b.words)
    town = bool(a.record.place and a.record.place == b.record.place)
    if named >= 0.34 or (town and set(a.record.sectors) & set(b.record.sectors)):
        return Match(0.5 + 0.4 * named + 0.1 * town, ("alike in name" if named else "the same town and sector",))
    return Match(0.55, ("the same sum",)) if a.sum is not None and a.sum == b.sum else None


def _measure(a: Item, b: Item) -> Match | None:
    """The same step on the same day, or alike in what is restricted."""
    told = overlap(a.words, b.words)
    same_day = a.span is not None and b.span is not None and apart(a.span, b.span) <= NEAR
    if same_day and a.record.stage == b.record.stage:
        return Match(0.8 + 0.2 * told, ("the same step on the same day",))
    if told >= 0.34 and a.told and b.told and apart(a.told, b.told) <= LIFE:
        return Match(0.5 + 0.4 * told, ("alike in what is restricted",))
    if (a.bare or b.bare) and a.told and b.told and apart(a.told, b.told) <= BARE:
        return Match(0.5, ("told without what is restricted",))
    return None


def _aid(a: Item, b: Item) -> Match | None:
    """The same sum, or alike in purpose."""
    told = overlap(a.words, b.words)
    same_sum = bool(a.record.amount and b.record.amount and close(a.record.amount.min, b.record.amount.min))
    if a.told is None or b.told is None or apart(a.told, b.told) > LIFE:
        return None
    if same_sum or told >= 0.34:
        return Match(0.5 + 0.3 * told + 0.2 * same_sum, ("the same sum" if same_sum else "alike in purpose",))
    return None


def _statement(a: Item, b: Item) -> Match | None:
    """The same stance within days, alike in words."""
    told = max(overlap(a.words, b.words), overlap(a.all_words, b.all_words))
    if a.told is None or b.told is None or apart(a.told, b.told) > NEAR:
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
    if a.told is None or b.told is None or apart(a.told, b.told) > REACH["invitation"]:
        return None
    people = in_common(a, b) > 0
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
