"""Every name that Dragoman knows, as surface forms with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dragoman.knowledge import Knowledge, rows

NameKind = Literal["state", "region", "body", "group", "organ", "place", "person", "company"]
Form = Literal["name", "adjective", "people", "capital", "seat", "surname"]


_STYLES = frozenset({"King", "Queen", "Prince", "Princess", "Pope", "Emperor", "Sultan", "Emir", "Patriarch"})
_NUMERAL = re.compile(r"^[IVX]+$")
_GRAMMAR = frozenset(
    "a an in on at by to of up so no do be go he me my we us or if as am is are was will may can".split()
)


class Name(NamedTuple):
    """What a surface form stands for; a `weak` form counts only with support around it."""

    kind: NameKind
    party: str
    form: Form
    ref: str
    """Canonical name: of the person, place, body … in the data file."""
    weak: bool = False
    detail: str = ""
    """The sort of body, organ or place, as its file says (`accord`, `organ`, `city`, …)."""


def names(knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    """All `(surface form, name)` pairs, in a stable order."""
    yield from _states(knowledge)
    yield from _bodies(knowledge)
    yield from _places(knowledge)
    yield from _persons(knowledge)


def _states(knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    for state in knowledge.rows("states.tsv", rows.State):
        forms: tuple[tuple[Form, tuple[str, ...]], ...] = (
            ("name", (state.name, *state.names)),
            ("adjective", state.adjectives),
            ("people", state.people),
            ("capital", state.capitals),
            ("seat", state.seats),
        )
        for form, surfaces in forms:
            for surface in surfaces:
                yield surface, Name("state", state.code, form, state.name, surface in state.weak)
    for region in knowledge.rows("regions.tsv", rows.Region):
        for form, surfaces in (("name", region.names), ("adjective", region.adjectives), ("people", region.people)):
            for surface in surfaces:
                yield surface, Name("region", region.code, form, region.code)


def _bodies(knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    for body in knowledge.rows("bodies.tsv", rows.Body):
        for surface in (body.name, *body.names):
            yield surface, Name("body", body.code, "name", body.name, surface in body.weak, body.kind)
    for group in knowledge.rows("groups.tsv", rows.Group):
        for surface in group.names:
            yield surface, Name("group", group.code, "name", group.code)
        for surface in group.people:
            yield surface, Name("group", group.code, "people", group.code)
    for organ in knowledge.rows("organs.tsv", rows.Organ):
        if organ.party != "*":
            for surface in (organ.name, *organ.names):
                yield surface, Name("organ", organ.party, "name", organ.name, surface in organ.weak, organ.kind)
    for company in knowledge.rows("companies.tsv", rows.Company):
        for surface in (company.name, *company.names):
            yield surface, Name("company", company.state, "name", company.name, surface in company.weak, company.kind)


def _places(knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    for place in knowledge.rows("places.tsv", rows.Place):
        for surface in (place.name, *place.names):
            yield surface, Name("place", place.state, "name", place.name, surface in place.weak, place.kind)


def _persons(knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    everyday = _everyday(knowledge)
    seen: set[tuple[str, str, str]] = set()
    for holder in knowledge.rows("offices/*.tsv", rows.OfficeHolder):
        for surface, form in _forms(holder):
            if (surface, holder.person, holder.party) not in seen and surface.lower() not in everyday:
                seen.add((surface, holder.person, holder.party))
                yield surface, Name("person", holder.party, form, holder.person)


def _forms(holder: rows.OfficeHolder) -> Iterator[tuple[str, Form]]:
    """The person's names, and the last word of each as a surname, but for numerals and names behind a title."""
    if holder.title in _STYLES and _NUMERAL.match(holder.person.rpartition(" ")[2]):
        yield f"{holder.title} {holder.person}", "name"
    for surface in (holder.person, *holder.names):
        yield surface, "name" if " " in surface else "surname"
        *before, last = surface.split(" ")
        if len(before) == 1 and last.isalpha():
            yield f"{last.upper()} {before[0]}", "name"  # "MOTEGI Toshimitsu"
        if before and before[0] not in _STYLES and len(last) > 2 and not _NUMERAL.match(last):
            yield last, "surname"


def _everyday(knowledge: Knowledge) -> frozenset[str]:
    """Words of the calendar and of the grammar, and capitals, which no surname may shadow ("Godwin Friday", "Lima")."""
    dates = {w.lower() for row in knowledge.rows("calendar.tsv", rows.CalendarWord) for w in row.words}
    capitals = {town.lower() for state in knowledge.rows("states.tsv", rows.State) for town in state.capitals}
    words = {row.word for row in knowledge.rows("references.tsv", rows.Reference)}
    return frozenset(dates | capitals | words) | _GRAMMAR
