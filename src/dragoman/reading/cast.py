"""The cast of a story: who is named in it, and which of several bearers of a name is meant.

Persons known by name are told apart by the office they held on the story's date, by their full name
elsewhere in the story, and by the parties that the story names. Unknown persons join the cast when a
sentence introduces them with a title and a state.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from dragoman.knowledge import rows
from dragoman.knowledge.names import Name
from dragoman.reading.mentions import Found

_PROMINENT = (
    "head_of_state", "head_of_government", "monarch", "foreign_minister", "body_head", "armed_group_head", "royal",
    "defence_minister", "finance_minister", "trade_minister", "envoy", "security_adviser", "spokesperson",
    "deputy_head",
)  # fmt: skip


@dataclass
class Person:
    """Somebody in the story. `name` is the fullest form the story gives."""

    key: str
    parties: tuple[str, ...]
    name: str
    gender: str = ""
    offices: frozenset[str] = frozenset()
    official: bool = True
    former: bool = False
    words: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    """The titles that the story has given him: "secretary of state"."""


class Directory:
    """Office holders by person and party, with who was in office on a day."""

    def __init__(self, holders: tuple[rows.OfficeHolder, ...]) -> None:
        self._terms: dict[tuple[str, str], list[rows.OfficeHolder]] = defaultdict(list)
        for holder in holders:
            self._terms[holder.person, holder.party].append(holder)

    def terms(self, person: str, party: str) -> list[rows.OfficeHolder]:
        """All terms of office of a person for a party."""
        return self._terms.get((person, party), [])

    def in_office(self, person: str, party: str, on: dt.date | None) -> frozenset[str]:
        """The offices that a person held for a party on a day; without a day those without an end."""
        day = on.isoformat() if on else None
        return frozenset(t.office for t in self.terms(person, party) if _covers(t, day))

    def gender(self, person: str, party: str) -> str:
        """`m`, `f` or empty where the file does not tell."""
        return next((t.gender for t in self.terms(person, party) if t.gender), "")


def _covers(term: rows.OfficeHolder, day: str | None) -> bool:
    if day is None:
        return not term.until
    starts = not term.since or term.since[: len(day)] <= day[: len(term.since)]
    ends = not term.until or term.until[: len(day)] >= day[: len(term.until)]
    return starts and ends


class Cast:
    """The persons of one story, and the parties it names."""

    def __init__(self, directory: Directory, published: dt.date | None) -> None:
        self._directory = directory
        self._published = published
        self.day = str(published or "")
        self._persons: dict[str, Person] = {}
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self.named: Counter[str] = Counter()
        self.organs: Counter[str] = Counter()
        """How often organs of each state are named."""
        self.bodies: set[str] = set()
        """Those of the parties that are international bodies."""
        self.lenders: set[str] = set()
        """Those of the bodies that lend: banks and the IMF."""

    def note(self, found: list[Found], text: str = "") -> None:
        """Count the parties named without doubt, then settle who the full names are, as the text writes them."""
        for hit in found:
            if len({n.party for n in hit.names if n.kind not in ("person", "place")}) > 1:
                continue  # "ADF", "NIS": the other names of the story tell which
            for party in {n.party for n in hit.names if n.kind in ("state", "body", "group") and not n.weak}:
                self.named[party] += 1
            self.organs.update(n.party for n in hit.names if n.kind == "organ" and not n.weak)
            self.bodies.update(n.party for n in hit.names if n.kind == "body" and n.detail != "accord")
            self.lenders.update(n.party for n in hit.names if n.kind == "body" and n.detail == "bank")
        for hit in found:
            persons = [n for n in hit.names if n.kind == "person"]
            if any(n.form == "name" for n in persons):
                person = self._admit([n for n in persons if n.form == "name"], "")
                surface = " ".join(text[hit.start : hit.end].split())
                if person is not None and len(surface.split()) > len(person.name.split()):
                    person.name = surface

    def _admit(self, names: list[Name], surface: str) -> Person | None:
        name = self._choose(names)
        if name is None:
            return None
        person = self._persons.get(name.ref)
        if person is None:
            offices = self._directory.in_office(name.ref, name.party, self._published)
            former = not offices and bool(self._directory.terms(name.ref, name.party))
            gender = self._directory.gender(name.ref, name.party)
            person = Person(name.ref, (name.party,), surface, gender, offices, official=not former, former=former)
            self._persons[name.ref] = person
        return person

    def _choose(self, names: list[Name]) -> Name | None:
        """The bearer in office on the day, else the one whose party the story names, else the only one."""
        if not names:
            return None
        if len({n.ref for n in names}) == 1:
            return max(names, key=lambda n: (self._rank(n), self.named[n.party]))
        ranked = sorted(names, key=lambda n: (self._rank(n), self.named[n.party]), reverse=True)
        best, second = ranked[0], next(n for n in ranked if n.ref != ranked[0].ref)
        if (self._rank(best), self.named[best.party]) == (self._rank(second), self.named[second.party]):
            return None
        return best

    def _rank(self, name: Name) -> int:
        offices = self._directory.in_office(name.ref, name.party, self._published)
        return max((len(_PROMINENT) - i for i, o in enumerate(_PROMINENT) if o in offices), default=1 if offices else 0)

    def introduce(
        self, name: str, parties: tuple[str, ...], *, official: bool, offices: frozenset[str] = frozenset()
    ) -> Person:
        """Add somebody whom the story names with a title; a name known already gains the longer form."""
        person = self._same_name(name) or Person(name, parties, name, offices=offices, official=official)
        self._persons.setdefault(person.key, person)
        self.name_form(person, name)
        return person

    def _same_name(self, name: str) -> Person | None:
        known = self._persons.get(name)
        if known is not None:
            return known
        words = name.split()
        return next((p for p in self._by_word[words[-1]] if set(words) <= p.words or p.words <= set(words)), None)

    def name_form(self, person: Person, surface: str) -> None:
        """Note a form of the name that the story uses: the fullest one is kept."""
        if len(surface.split()) > len(person.name.split()) or not person.name:
            person.name = surface
        for word in surface.split():
            person.words.add(word)
            if person not in self._by_word[word]:
                self._by_word[word].append(person)

    def known(self, hit: Found) -> Person | None:
        """Somebody already met in the story whom a name of the gazetteer may mean."""
        return next((self._persons[n.ref] for n in hit.names if n.kind == "person" and n.ref in self._persons), None)

    def person(self, hit: Found, surface: str) -> Person | None:
        """Who a name of the gazetteer means here: one of the cast, else the most prominent office holder."""
        names = [n for n in hit.names if n.kind == "person"]
        known = [self._persons[n.ref] for n in names if n.ref in self._persons]
        if len(known) == 1 or (known and len({p.key for p in known}) == 1):
            person: Person | None = known[0]
        elif known:
            person = known[-1]
        else:
            person = self._by_surname(names, surface) or self._prominent(names, surface)
        if person is not None:
            self.name_form(person, surface)
        return person

    def _prominent(self, names: list[Name], surface: str) -> Person | None:
        """Somebody never named in full: only who holds an office that the papers need not explain."""
        full = [n for n in names if n.form == "name"]
        return self._admit(full or [n for n in names if self._rank(n) > 0], surface)

    def _by_surname(self, names: list[Name], surface: str) -> Person | None:
        return self.called(surface) if any(n.form == "surname" for n in names) else None

    def called(self, word: str) -> Person | None:
        """The one person of the cast whose name has the word, if there is just one."""
        bearers = self._by_word.get(word, [])
        return bearers[0] if len(bearers) == 1 else None

    def people(self) -> list[Person]:
        """Everybody in the story so far, in the order of their first naming."""
        return list(self._persons.values())

    def held_office(self, key: str, day: str) -> bool:
        """Whether somebody who is no longer in office was on a day, as far as that is told."""
        person = self._persons.get(key)
        terms = self._directory.terms(key, person.parties[0]) if person is not None and person.former else []
        return any(_covers(term, day) for term in terms)

    def is_no_state(self, party: str) -> bool:
        """Whether a party is a body that the story names, an armed group or a region."""
        return party in self.bodies or party.startswith(("X:", "R:"))

    def get(self, key: str) -> Person | None:
        """The person of a key, as `Who.persons` holds it."""
        return self._persons.get(key)
