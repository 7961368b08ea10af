"""A step as one report tells it: a sentence rests on a single report, and what others add is told apart from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dragoman.dossier.phrasing import amount_words, listed, place_words
from dragoman.dossier.wording import slots_of, template_of
from dragoman.ledger import Kept
from dragoman.ledger.words import person
from dragoman.model import Entry, Record, Step

__all__ = ["Addition", "Telling", "behind", "is_barely_named", "telling"]

_SLOTS = {"persons": {"persons", "speaker"}, "place": {"place", "trip"}, "amount": {"amount", "of"}}
_PEOPLE = 4  # named at most


class Addition(NamedTuple):
    """What another report adds to a sentence, and its record."""

    words: str
    record: str


class Telling(NamedTuple):
    """An entry and its step with what one report tells of them, the records that this rests on, and what others add."""

    entry: Entry
    step: Step
    records: tuple[str, ...]
    added: tuple[Addition, ...] = ()


def behind(step: Step) -> Iterator[str]:
    """The records that a step is told out of: its first report, and those that tell what it does not."""
    yield step.record
    for what in ("date", *_SLOTS):
        yield from step.proof.get(what, ())


def telling(entry: Entry, step: Step, kept: Mapping[str, Kept]) -> Telling:
    """A step as the first report that tells its day tells it; `kept` has the records `behind` it.

    A thing that this report hardly names ("the text") is called by its name in another, where `kept` has it. Where
    this report and another tell in their own voice, what the one leaves out is filled in out of the other. What
    somebody said stays apart from what others said.
    """
    by_day = (*step.proof.get("date", ()), step.record)
    best = next((kept[name] for name in by_day if name in kept), None)
    if best is None or len(entry.records) == 1:  # the only report tells all that there is
        return Telling(entry, step, (step.record,))
    own = best.record
    namesake = _namesake(entry, kept) if is_barely_named(entry, own) else None
    name = entry.name if namesake else own.name or entry.name
    whole = {
        "kind": entry.kind if own.kind == "unspecified" else own.kind, "parties": own.parties, "actor": own.actor,
        "recipient": own.recipient, "name": name, "subject": own.subject, "place": own.place,
        "persons": own.persons, "amount": own.amount,
    }  # fmt: skip
    other = {what: value for what, value in whole.items() if value != getattr(entry, what)}
    alone = entry.model_copy(update=other) if other else entry
    told = step
    if best.id != step.record:
        dated = {"date": own.date, "attribution": own.attribution, "quote": own.evidence.quote, "record": best.id}
        told = step.model_copy(update=dated | {"reported": best.published})
    rests_on = tuple(filter(None, (best.id, step.record, namesake)))
    if not step.proof.keys() & _SLOTS.keys():
        return Telling(alone, told, tuple(dict.fromkeys(rests_on)))
    return _with_others(Telling(alone, told, rests_on), step, kept)


def is_barely_named(entry: Entry, record: Record) -> bool:
    """Whether a record names with a word at most what others name in several."""
    return entry.name is not None and " " in entry.name and " " not in (record.name or "")


def _namesake(entry: Entry, kept: Mapping[str, Kept]) -> str | None:
    """The record that gives an entry its name."""
    return next((name for name in entry.records if name in kept and kept[name].record.name == entry.name), None)


def _with_others(told: Telling, step: Step, kept: Mapping[str, Kept]) -> Telling:
    """A telling with what other reports fill in, and what they add."""
    slots = slots_of(template_of(told.entry, told.step))
    filled: dict[str, object] = {}
    records, added = list(told.records), []
    for what, other in _others(step, kept):
        own, theirs = getattr(told.entry, what), getattr(other.record, what)
        if _SLOTS[what].isdisjoint(slots) or not theirs or theirs == own:
            continue
        in_own_voice = told.step.attribution is None and other.record.attribution is None
        if in_own_voice and what not in filled and _completes(what, own, theirs):
            filled[what] = theirs
            records.append(other.id)
        elif what not in filled:
            added += [Addition(words, other.id) for words in _words(what, own, theirs)]
    entry = told.entry.model_copy(update=filled) if filled else told.entry
    return Telling(entry, told.step, tuple(dict.fromkeys(records)), tuple(dict.fromkeys(added)))


def _others(step: Step, kept: Mapping[str, Kept]) -> Iterator[tuple[str, Kept]]:
    """What other reports tell of a step, with the reports: sums of any stage, place and people of this one."""
    for what in _SLOTS:
        for other in (kept[name] for name in (step.record, *step.proof.get(what, ())) if name in kept):
            same = other.record.stage == step.stage and other.record.negated == step.negated
            if what == "amount" or same:
                yield what, other


def _words(what: str, own: Any, theirs: Any) -> Iterator[str]:
    """What is told apart: a sum, the place where none was told, people of whom none was told by another spelling."""
    if what == "amount":
        yield f"a sum of {amount_words(theirs)}"
    elif what == "place" and not own:
        yield place_words(str(theirs)).strip()
    elif what == "persons":
        seen = set(map(person, own))
        others = [name for name in theirs if person(name) not in seen]
        if others:
            yield f"with {listed(others)}"


def _completes(what: str, own: Any, theirs: Any) -> bool:
    """Whether another report tells what was left out, or names more people beside the same ones."""
    return not own or (what == "persons" and set(map(person, own)) < set(map(person, theirs)))
