"""Titles, organs and collective nouns, with the state that their phrase or the story gives them."""

from __future__ import annotations

from itertools import chain

from dragoman.reading.cast import Person
from dragoman.reading.syntax import conjuncts, first_conjunct, preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.vocabulary import RoleMatch
from dragoman.reading.who.scene import (
    STATELY,
    Scene,
    Who,
    of_person,
    union,
)
from dragoman.reading.who.unknown import NewNames

_HEADS = frozenset({"head_of_state", "head_of_government", "monarch", "royal"})


class Titles(NewNames):
    """Titles, organs and collective nouns, with the state that their phrase or the story gives them."""

    def _by_role(self, node: Node, scene: Scene) -> Who | None:
        """A title, organ or collective noun, with the state that its phrase or the story gives it."""
        if node.pos not in ("noun", "propn", "adj"):
            return None
        role = self._words.role(node, scene.nodes)
        if role is None or (node.pos == "adj" and node.dep == "amod"):
            return None
        if role.plural and (several := self._bearers(node, scene)) is not None:
            return several
        if (person := self._bearer(node, scene)) is not None:
            person.titles.add(role.noun)
            who = of_person(person, f"bearer of the title {role.noun}")
            held = person.former and role.official == "yes" and role.kind == "person"
            return who._replace(kind="person") if held else who
        theirs = self._complement_parties(node, scene, ("from",)) if role.kind == "person" else ()
        owners = theirs or self.owners(node, scene)  # "his colleagues from Peru"
        if owners and not theirs and self._words.is_relational(node) and not self._modifier_parties(node, scene):
            owners = self._other_than(owners, scene, node)
        if owners and not (role.plural and len(owners) > 1):
            self._owned.setdefault(role.noun, owners)
        if role.kind == "person" and not role.plural and (not owners or len(owners) == 1):
            party = owners[0] if owners else None
            by_title = role.office not in _HEADS and not self._words.is_relational(node)
            person = self._titled(role.noun, scene, node, party) if by_title else None
            person = person or self._holder(self._offices(role, node, scene), scene, node, party)
            if person is not None:
                return of_person(person, f"{role.noun} spoken of before")
        owners = self._spoken(role, owners, node, scene) or self._owner_by_story(role, scene, node)
        if not owners:
            return None
        kind = "private" if role.official != "yes" else ("official" if role.kind == "person" else role.organ)
        return Who(owners, (), kind, role.plural, f"{role.noun} of {', '.join(owners)}")

    def is_official(self, node: Node, scene: Scene) -> bool:
        """Whether a noun means an office, an organ or its holders: "the office of the president"."""
        role = self._words.role(node, scene.nodes)
        return role is not None and role.official == "yes"

    def is_impersonal(self, node: Node) -> bool:
        """Whether a noun names a side and no source of its own: "the government", "both leaders"."""
        return self._words.is_impersonal(node)

    def _owner_by_story(self, role: RoleMatch, scene: Scene, node: Node) -> tuple[str, ...]:
        """Whose "the army" is: that of the state whose army the story named, or of the state spoken of last."""
        if known := self._owned.get(role.noun):
            return known
        speaks = role.organ == "organ" or (role.kind == "person" and bool(role.office))
        return (self._last_state(scene, node) or self._announcing(node, scene)) if role.defaults and speaks else ()

    def _announcing(self, node: Node, scene: Scene) -> tuple[str, ...]:
        """The state whose office or organ says so in the sentence: "the president will visit Oman, the Kremlin said"."""
        saying = next((n.head for n in node.ancestors() if n.dep == "ccomp"), None)
        told = (self.who(n, scene) for n in saying.all("nsubj") if n.i > node.i) if saying is not None else ()
        return next((w.parties for w in told if w is not None and w.kind in STATELY and len(w.parties) == 1), ())

    def _bearer(self, node: Node, scene: Scene) -> Person | None:
        """The person whose name stands in apposition to a title."""
        objects = [head for _, head in preposition_objects(node)]
        objects += [inner for head in objects for prep, inner in preposition_objects(head) if prep == "of"]
        behind = [apposed for head in objects for apposed in head.all("appos")]
        around = [node.head] if node.dep in ("appos", "compound", "nmod") else []
        last = max((n.i for p in node.all("prep") for n in p.subtree()), default=node.i)
        beside = scene.hits.get(node.i + 1) or scene.hits.get(last + 1)  # "army chief A", "envoy for Asia A"
        around += [beside.head] if beside is not None and beside.nodes[0].i in (node.i + 1, last + 1) else []
        around += [head for prep, head in preposition_objects(node) if prep == "of" and _has_state_before(head, scene)]
        for other in (*node.all("appos"), *around, *behind):  # "the head of the IMF, A": the parser may hang A on IMF
            hit = scene.hits.get(other.i)
            named = hit is not None and any(n.kind == "person" for n in hit.found.names)
            if named or (other.pos == "propn" and other.dep == "appos"):
                who = self.who(other, scene)
                if who is not None and who.persons:
                    return self.cast.get(who.persons[0])
        return None

    def _bearers(self, node: Node, scene: Scene) -> Who | None:
        """As in "his counterparts from Ghana and Senegal, A and B": the names in apposition, each with its state."""
        behind = [n for _, head in preposition_objects(node) for one in conjuncts(head) for n in _apposed(one)]
        names = [n for n in _apposed(node) or behind if n.pos == "propn"]
        known = [who for n in names if (who := self.who(n, scene)) is not None and who.persons]
        if len(known) == len(names) > 1:
            return union(known, "bearers of a title in the plural")
        owners = self.owners(node, scene)
        if (bearers := self._named_behind(node, owners, scene)) is not None:
            return bearers
        if len(names) < 2 or len(owners) not in (1, len(names)):
            return None
        states = owners if len(owners) > 1 else owners * len(names)
        found = [self.who(n, scene) or self._introduced(n, p, scene) for n, p in zip(names, states, strict=True)]
        if not all(who is not None and who.persons for who in found):
            return None
        return union([who for who in found if who is not None], "bearers of a title in the plural")

    def _named_behind(self, node: Node, owners: tuple[str, ...], scene: Scene) -> Who | None:
        """Before the verb one person of each state that the title is of, wherever the parser hung them."""
        verb = next((n.i for n in scene.nodes if n.i > node.i and n.is_verb), node.i)
        between = (self.who(n, scene) for n in scene.nodes if node.i < n.i < verb and n.i in scene.hits)
        found = {who.persons[0]: who for who in between if who is not None and len(who.persons) == 1}
        states = [p for who in found.values() for p in who.parties]
        if len(owners) < 2 or sorted(states) != sorted(owners):
            return None
        return union(list(found.values()), "bearers of a title in the plural")

    def _introduced(self, node: Node, party: str, scene: Scene) -> Who | None:
        words = self._name_words(node, scene)
        if len(words) < 2:
            return None
        person = self.cast.introduce(scene.text[words[0].start : words[-1].end], (party,), official=True)
        return of_person(person, "person introduced by a title in the plural")

    def _offices(self, role: RoleMatch, node: Node, scene: Scene) -> frozenset[str]:
        """The offices that a title names: "her counterpart" holds that of her whose counterpart he is."""
        if not self._words.is_relational(node):
            return self._office_of(role)
        whos = (self.who(poss, scene) for poss in node.all("poss"))
        persons = (self.cast.get(key) for who in whos if who is not None for key in who.persons)
        held = frozenset(office for person in persons if person is not None for office in person.offices)
        return held | _HEADS if held & _HEADS else held  # a premier's host may be a president

    def _office_of(self, role: RoleMatch) -> frozenset[str]:
        """The offices that a title may mean: a "leader" is a head of state or government."""
        return _HEADS if self._words.is_any_head(role.noun) else frozenset({role.office} - {""})

    def _holder(self, offices: frozenset[str], scene: Scene, node: Node, party: str | None = None) -> Person | None:
        """The person of the story who holds one of some offices, the one named last."""
        for sentence in self._before(scene, node):
            for entry in sentence:
                for key in entry.who.persons:
                    person = self.cast.get(key)
                    if person and self._fits(person, offices) and (party is None or party in person.parties):
                        return person
        return self._only_holder(offices, party) if party is not None else None

    def _titled(self, title: str, scene: Scene, node: Node, party: str | None) -> Person | None:
        """The person named last whom the story gave a title that has this noun: "the Secretary" of State."""
        beside = first_conjunct(node)
        taken = self.who(beside, scene) if beside is not node else None
        for entry in chain.from_iterable(self._before(scene, node)):
            for person in map(self.cast.get, entry.who.persons):
                if person is None or (taken is not None and person.key in taken.persons):
                    continue
                if (party is None or party in person.parties) and _has_title(person, title):
                    return person
        return None

    def _only_holder(self, offices: frozenset[str], party: str) -> Person | None:
        """The one person of the whole story who holds one of some offices of a party."""
        found = [p for p in self.cast.people() if party in p.parties and self._fits(p, offices)]
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _fits(person: Person, offices: frozenset[str]) -> bool:
        minister = "minister" in offices and any(office.endswith("_minister") for office in person.offices)
        return bool(offices & person.offices) or minister


def _has_state_before(name: Node, scene: Scene) -> bool:
    """Whether the parser took the state of a title for a part of the name behind it: "President of Kenya A B"."""
    hit = scene.hits.get(name.i)
    before = scene.hits.get(hit.nodes[0].i - 1) if hit is not None else None
    return before is not None and any(n.form == "name" and n.kind in ("state", "body") for n in before.found.names)


def _has_title(person: Person, title: str) -> bool:
    """Whether one of a person's titles is or ends or begins with another; a prime minister is no mere minister."""
    longer = "head_of_government" not in person.offices
    return any(
        known == title or (longer and (known.endswith(f" {title}") or known.startswith(f"{title} of ")))
        for known in person.titles
    )


def _apposed(node: Node) -> list[Node]:
    """The names in apposition to a title, and those in apposition or coordination to them, in text order."""
    found = node.all("appos")
    for name in found:
        found.extend(c for c in name.all("appos", "conj") if c not in found)
    return sorted(found, key=lambda n: n.i)
