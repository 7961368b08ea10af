"""Every name that Dragoman knows, as surface forms with what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dragoman.knowledge import Knowledge, rows

NameKind = Literal["state", "region", "body", "group", "organ", "place", "person", "company"]
Form = Literal["name", "adjective", "people", "capital", "seat", "surname"]


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
                yield surface, Name("region", region.code, form, region.code)  # type: ignore[arg-type]


def _bodies(knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    for body in knowledge.rows("bodies.tsv", rows.Body):
        for surface in (body.name, *body.names):
            yield surface, Name("body", body.code, "name", body.name, detail=body.kind)
    for group in knowledge.rows("groups.tsv", rows.Group):
        for surface in group.names:
            yield surface, Name("group", group.code, "name", group.code)
        for surface in group.people:
            yield surface, Name("group", group.code, "people", group.code)
    for organ in knowledge.rows("organs.tsv", rows.Organ):
        if organ.party != "*":
            for surface in (organ.name, *organ.names):
                yield surface, Name("organ", organ.party, "name", organ.name, detail=organ.kind)
    for company in knowledge.rows("companies.tsv", rows.Company):
        for surface in (company.name, *company.names):
            yield surface, Name("company", company.state, "name", company.name, detail=company.kind)


def _places(knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    for place in knowledge.rows("places.tsv", rows.Place):
        for surface in (place.name, *place.names):
            yield surface, Name("place", place.state, "name", place.name, detail=place.kind)


def _persons(knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    seen: set[tuple[str, str, str]] = set()
    for holder in knowledge.rows("offices/*.tsv", rows.OfficeHolder):
        for surface in (holder.person, *holder.names):
            form: Form = "name" if " " in surface else "surname"
            for text, as_form in ((surface, form), (surface.rsplit(" ", 1)[-1], "surname")):
                if (text, holder.person, holder.party) not in seen:
                    seen.add((text, holder.person, holder.party))
                    yield text, Name("person", holder.party, as_form, holder.person)  # type: ignore[arg-type]
