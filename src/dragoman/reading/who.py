"""Who: noun phrases and pronouns resolved to parties and persons.

Each rule is a method that returns a `Who` with the rule's name, or None. Names come first, then titles and
collective nouns with the state that their phrase names ("the Kazakh foreign minister", "troops of both countries"),
then descriptions and pronouns that point back into the story.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.knowledge.names import Name
from dragoman.reading.cast import Cast, Person
from dragoman.reading.mentions import Found
from dragoman.reading.parse import Node, Sentence
from dragoman.reading.syntax import conjuncts, first_conjunct, noun_phrase, preposition_objects, subjects
from dragoman.reading.vocabulary import RoleMatch, Vocabulary

_BACK = 6  # sentences that a pronoun looks back
_PLACES = frozenset({"state", "capital", "seat", "region", "body", "place"})
_TITLE = 6  # words before a name that may be its title
_FINITE_LIMIT = 12  # noun phrases nest; deeper than this nothing is resolved
_STATELY = ("state", "capital", "seat", "person", "official", "organ", "collective")


class Who(NamedTuple):
    """Who a phrase means: party codes, and the keys of persons in the story's cast."""

    parties: tuple[str, ...]
    persons: tuple[str, ...] = ()
    kind: str = "state"
    """`state`, `capital`, `seat`, `people`, `region`, `body`, `accord`, `group`, `organ`, `company`, `person`, `official`, `collective`, `private`"""
    plural: bool = False
    rule: str = ""

    @property
    def speaks(self) -> bool:
        """Whether it can act or speak for its parties."""
        return bool(self.parties) and self.kind not in ("private", "people", "company", "accord")


class Hit(NamedTuple):
    """A known name in a sentence: the node that heads it and the nodes it covers."""

    found: Found
    head: Node
    nodes: tuple[Node, ...]


@dataclass
class Scene:
    """One sentence with the names found in it."""

    sentence: Sentence
    text: str
    hits: dict[int, Hit]
    speaker: Who | None = None
    quotes: tuple[tuple[int, int], ...] = ()
    told_by: str | None = None
    cache: dict[int, Who | None] = field(default_factory=dict)

    def speak(self, speaker: Who) -> None:
        """Set who speaks the quotations; what was resolved without knowing him is forgotten."""
        self.speaker = speaker
        self.cache.clear()

    def is_quoted(self, node: Node) -> bool:
        """Whether a word stands in quotation marks."""
        return any(start <= node.start < end for start, end in self.quotes)

    @property
    def nodes(self) -> list[Node]:
        return self.sentence.nodes


class _Entry(NamedTuple):
    order: tuple[int, int]
    who: Who
    subject: bool
    node: Node


def scene(sentence: Sentence, text: str, found: list[Found]) -> Scene:
    """Align the names found in the story with the nodes of a sentence."""
    hits: dict[int, Hit] = {}
    position = 0
    nodes = sentence.nodes
    for item in found:
        while position < len(nodes) and nodes[position].end <= item.start:
            position += 1
        covered = []
        for node in nodes[position:]:
            if node.start >= item.end:
                break
            covered.append(node)
        if covered:
            inside = {n.i for n in covered}
            outward = [n for n in covered if n.head.i not in inside or n.head is n] or covered[-1:]
            head = outward[0 if any(n.tag == "IN" for n in covered) else -1]
            hit = Hit(item, head, tuple(covered))
            hits |= {n.i: hit for n in covered if n.i not in hits or n is head}
    return Scene(sentence, text, hits)


class Resolver:
    """Resolves the phrases of one story, sentence after sentence."""

    def __init__(self, vocabulary: Vocabulary, cast: Cast, published: dt.date | None) -> None:
        self._words, self.cast, self._published = vocabulary, cast, published
        self._memory: list[_Entry] = []
        self._owned: dict[str, tuple[str, ...]] = {}
        self._depth = 0

    # -- the story so far ------------------------------------------------------------------------------------------

    def remember(self, scene: Scene) -> None:
        """Add the sentence's names and titled people to what later sentences may point back to."""
        for node in scene.nodes:
            is_person = node.tag == "PRP" and node.dep == "nsubj" and self._is_he_or_she(node)
            if node.pos in ("noun", "propn") or node.i in scene.hits or is_person:
                who = self.who(node, scene)
                if who is not None and who.parties and self._heads_phrase(node, scene) and not _is_location(node, who):
                    top = first_conjunct(node)
                    subject = top.dep in ("nsubj", "nsubjpass")
                    self._memory.append(_Entry((scene.sentence.index, node.i), who, subject, node))

    def _is_he_or_she(self, node: Node) -> bool:
        pronoun = self._words.pronoun(node.lower)
        return pronoun is not None and pronoun.gender in ("m", "f")

    def _heads_phrase(self, node: Node, scene: Scene) -> bool:
        hit = scene.hits.get(node.i)
        return hit is None or hit.head is node

    def _before(self, scene: Scene, node: Node) -> list[list[_Entry]]:
        """Earlier mentions, by sentence, the nearest sentence first; within one, subjects first."""
        here = (scene.sentence.index, node.i)
        by_sentence: dict[int, list[_Entry]] = {}
        for entry in self._memory:
            if entry.order < here and entry.order[0] >= here[0] - _BACK:
                by_sentence.setdefault(entry.order[0], []).append(entry)
        out = []
        for index in sorted(by_sentence, reverse=True):
            out.append(sorted(by_sentence[index], key=lambda e: (not e.subject, e.order)))
        return out

    # -- one phrase ------------------------------------------------------------------------------------------------

    def who(self, node: Node, scene: Scene) -> Who | None:
        """Who the phrase headed by `node` means, or None."""
        if node.i in scene.cache:
            return scene.cache[node.i]
        if self._depth > _FINITE_LIMIT:
            return None
        scene.cache[node.i] = None  # a phrase that contains itself means nobody
        self._depth += 1
        try:
            found = self._resolve(node, scene)
        finally:
            self._depth -= 1
        scene.cache[node.i] = found
        return found

    def _resolve(self, node: Node, scene: Scene) -> Who | None:
        for rule in (self._by_name, self._by_alternative, self._by_share, self._by_pronoun, self._by_group, self._by_role, self._by_apposition, self._by_unknown_name):
            found = rule(node, scene)
            if found is not None:
                return found
        return None

    def where(self, node: Node, scene: Scene) -> Who | None:
        """The state in which the place lies that a phrase names: a state, a capital, a town, "the Red Sea port of Jeddah"."""
        if (town := self._town(node, scene)) is not None:
            return town
        who = self.who(node, scene)
        if who is not None and who.parties and who.kind in _PLACES:
            return who._replace(persons=())
        named = (c for c in node.children if c.i in scene.hits and c.dep in ("compound", "appos", "nmod", "amod", "poss"))
        inside = (head for prep, head in preposition_objects(node) if prep in ("of", "in", "at"))
        found = (self.where(c, scene) for c in (*named, *inside))
        return next((w for w in found if w is not None), None)

    def _town(self, node: Node, scene: Scene) -> Who | None:
        """The state in which a town or venue lies that stands for no state."""
        hit = scene.hits.get(node.i)
        if hit is not None and hit.head is node:
            for name in hit.found.names:
                if name.form == "capital" or (name.kind == "place" and name.party != "*"):
                    return Who((name.party,), (), "place", False, f"{name.ref} lies there")
        return None

    def _by_name(self, node: Node, scene: Scene) -> Who | None:
        """A name that the data files know."""
        hit = scene.hits.get(node.i)
        if hit is None or hit.head is not node:
            return None
        if self._joins_longer_name(node, hit, scene):
            return None
        person = self.cast.known(hit.found)
        others = [n for n in hit.found.names if n.kind not in ("person", "place") and not (person and n.weak)]
        for name in others:
            if (who := self._of_name(name, node, scene)) is not None:
                return who
        person = self.cast.person(hit.found, scene.text[hit.found.start : hit.found.end])
        if person is None:
            return None
        then = not person.official and self._is_then(hit, scene)
        return _of_person(person, "name of a person")._replace(**({"kind": "person"} if then else {}))

    def _is_then(self, hit: Hit, scene: Scene) -> bool:
        """"then-President A": he held the office when it happened."""
        first = scene.nodes.index(hit.nodes[0])
        return any(self._words.is_then(n.lower) for n in scene.nodes[max(0, first - _TITLE) : first])

    def _of_name(self, name: Name, node: Node, scene: Scene) -> Who | None:
        if name.kind in ("organ", "body") and (owned := self._owned_organ(name, node, scene)) is not None:
            return owned
        if name.weak and not self._is_supported(name, node):
            return None
        if name.kind == "state":
            kind = {"name": "state", "adjective": "state"}.get(name.form, name.form)
            plural = name.form == "people" or (name.form == "adjective" and node.dep in ("nsubj", "dobj", "pobj"))
            return Who((name.party,), (), kind, plural, f"{name.form} of {name.ref}")
        if name.kind == "body":
            if name.detail == "accord":
                return Who((), (), "accord", False, "name of an accord")
            return Who((name.party,), (), "body", False, f"name of {name.ref}")
        return Who((name.party,), (), name.kind, name.form == "people", f"name of {name.ref}")

    def _owned_organ(self, name: Name, node: Node, scene: Scene) -> Who | None:
        """A name that organs of several states share is that of the state beside it: "Armenia's Security Council"."""
        role = self._words.role(node, scene.nodes)
        shared = role is not None and role.organ == "organ"
        if not (name.weak or shared):
            return None
        owners = self._possessor_parties(node, scene) or self._modifier_parties(node, scene)
        owners = owners or self._complement_parties(node, scene, ("of",))
        if shared and role is not None:
            owners = owners or self._owned.get(role.noun, ())
        if not owners or name.party in owners:
            return None
        if role is not None:
            self._owned.setdefault(role.noun, owners)
        return Who(owners, (), "organ", False, f"{name.ref} of {', '.join(owners)}")

    def _is_supported(self, name: Name, node: Node) -> bool:
        """Whether a name that is also another word stands for its party: the story names the party, or it looks like a name."""
        if self.cast.named[name.party] > 0:
            return True
        if name.kind == "body":
            return node.child("det") is not None and node.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")
        return name.kind in ("state", "region") and name.form == "name"

    def _joins_longer_name(self, node: Node, hit: Hit, scene: Scene) -> bool:
        """Whether a capitalised word beside it makes it a part of another name ("Trump Tower", "Bill Georgia")."""
        nodes = scene.nodes
        first, last = nodes.index(hit.nodes[0]), nodes.index(hit.nodes[-1])
        persons = any(n.kind == "person" for n in hit.found.names)
        if persons and (_hyphened(nodes, last, 1) or _hyphened(nodes, first, -1)):
            return True
        after = nodes[last + 1] if last + 1 < len(nodes) else None
        if after is not None and after.pos == "propn" and after.i not in scene.hits and after.head is not node:
            return not self._words.is_title(after.lower) and persons
        before = nodes[first - 1] if first else None
        if before is not None and before.pos == "propn" and before.i not in scene.hits and before.head is node:
            return not self._words.is_title(before.lower) and any(n.form == "surname" for n in hit.found.names)
        return False

    # -- titles, organs, collectives -------------------------------------------------------------------------------

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
            return _of_person(person, f"bearer of the title {role.noun}")
        owners = self.owners(node, scene)
        if owners and self._words.is_relational(node) and not self._modifier_parties(node, scene):
            owners = self._other_than(owners, scene, node)
        if owners:
            self._owned.setdefault(role.noun, owners)
        if role.kind == "person" and not role.plural and (not owners or len(owners) == 1):
            person = self._holder(self._offices(role, node, scene), scene, node, owners[0] if owners else None)
            if person is not None:
                return _of_person(person, f"{role.noun} spoken of before")
        owners = owners or self._owner_by_story(role, scene, node)
        if not owners:
            return None
        kind = "private" if role.official != "yes" else ("official" if role.kind == "person" else role.organ)
        return Who(owners, (), kind, role.plural, f"{role.noun} of {', '.join(owners)}")

    def _owner_by_story(self, role: RoleMatch, scene: Scene, node: Node) -> tuple[str, ...]:
        """"the army": that of the state whose army the story named; else, for those who speak for a state, the last state."""
        if known := self._owned.get(role.noun):
            return known
        speaks = role.organ == "organ" or (role.kind == "person" and bool(role.office))
        return self._last_state(scene, node) if role.defaults and speaks else ()

    def _other_than(self, owners: tuple[str, ...], scene: Scene, node: Node) -> tuple[str, ...]:
        """"its neighbour": the state spoken of beside the owner."""
        for sentence in self._before(scene, node):
            for entry in sentence:
                others = tuple(p for p in entry.who.parties if p not in owners)
                if entry.who.kind in _STATELY and len(others) == 1:
                    return others
        return ()

    def _bearer(self, node: Node, scene: Scene) -> Person | None:
        """The person whose name stands in apposition to a title."""
        for other in (*node.all("appos"), *([node.head] if node.dep in ("appos", "compound", "nmod") else [])):
            hit = scene.hits.get(other.i)
            if hit is not None and any(n.kind == "person" for n in hit.found.names):
                who = self.who(other, scene)
                if who is not None and who.persons:
                    return self.cast.get(who.persons[0])
            elif other.pos == "propn" and other.dep == "appos":
                who = self.who(other, scene)
                if who is not None and who.persons:
                    return self.cast.get(who.persons[0])
        return None

    def _bearers(self, node: Node, scene: Scene) -> Who | None:
        """"his counterparts from Ghana and Senegal, A and B": the names in apposition, each with its state."""
        names = [n for apposed in node.all("appos") for n in conjuncts(apposed) if n.pos == "propn"]
        owners = self.owners(node, scene)
        if len(names) < 2 or len(owners) not in (1, len(names)):
            return None
        states = owners if len(owners) > 1 else owners * len(names)
        found = [self.who(n, scene) or self._introduced(n, p, scene) for n, p in zip(names, states, strict=True)]
        if not all(who is not None and who.persons for who in found):
            return None
        return _union([who for who in found if who is not None], "bearers of a title in the plural")

    def _introduced(self, node: Node, party: str, scene: Scene) -> Who | None:
        words = self._name_words(node, scene)
        if len(words) < 2:
            return None
        person = self.cast.introduce(scene.text[words[0].start : words[-1].end], (party,), official=True)
        return _of_person(person, "person introduced by a title in the plural")

    def owners(self, node: Node, scene: Scene) -> tuple[str, ...]:
        """The parties that a noun phrase names: modifiers, possessor, "of" phrase, apposition; else the first conjunct's."""
        for step in (self._modifier_parties, self._possessor_parties, self._complement_parties):
            if parties := step(node, scene):
                return parties
        if node.dep == "appos" and (who := self.who(node.head, scene)) is not None and who.kind != "accord":
            return who.parties
        if node.dep == "conj" and node.pos == node.head.pos:
            return self.owners(first_conjunct(node), scene)
        return ()

    def named_before(self, node: Node, scene: Scene) -> tuple[str, ...]:
        """The parties that a noun phrase names before its head: possessor or modifiers."""
        return self._possessor_parties(node, scene) or self._modifier_parties(node, scene)

    def _modifier_parties(self, node: Node, scene: Scene) -> tuple[str, ...]:
        start, _ = noun_phrase(node)
        out: list[str] = []
        for other in scene.nodes:
            if other.start >= start and other.i < node.i and other.i in scene.hits:
                hit = scene.hits[other.i]
                if hit.head is other and not _under(other, "poss", node):
                    out.extend(self._party_of_modifier(hit))
        return tuple(dict.fromkeys(out))

    def _party_of_modifier(self, hit: Hit) -> tuple[str, ...]:
        for name in hit.found.names:
            if name.kind in ("state", "region", "body", "group", "organ", "company"):
                if not (name.weak and not self._is_supported(name, hit.head)) and name.detail != "accord":
                    return (name.party,)
        return ()

    def _possessor_parties(self, node: Node, scene: Scene) -> tuple[str, ...]:
        for poss in node.all("poss"):
            for one in conjuncts(poss):
                if (who := self.who(one, scene)) is not None and who.parties:
                    rest = [self.who(n, scene) for n in conjuncts(poss)]
                    return tuple(dict.fromkeys(p for w in rest if w is not None for p in w.parties))
        return ()

    def _complement_parties(
        self, node: Node, scene: Scene, preps: tuple[str, ...] = ("of", "from", "for", "in", "to", "at", "with")
    ) -> tuple[str, ...]:
        out: list[str] = []
        for prep, head in preposition_objects(node):
            if prep in preps and head.is_nominal:
                if prep in ("to", "with", "for", "at") and out:
                    continue
                for one in conjuncts(head):
                    who = self.who(one, scene) or (self._town(one, scene) if prep in ("of", "from", "in") else None)
                    if who is not None and who.kind not in ("person", "accord"):
                        out.extend(who.parties)
        return tuple(dict.fromkeys(out))

    def _offices(self, role: RoleMatch, node: Node, scene: Scene) -> frozenset[str]:
        """The offices that a title names: "her counterpart" holds that of her whose counterpart he is."""
        if not self._words.is_relational(node):
            return frozenset({role.office} - {""})
        whos = (self.who(poss, scene) for poss in node.all("poss"))
        persons = (self.cast.get(key) for who in whos if who is not None for key in who.persons)
        return frozenset(office for person in persons if person is not None for office in person.offices)

    def _holder(self, offices: frozenset[str], scene: Scene, node: Node, party: str | None = None) -> Person | None:
        """The person of the story who holds one of some offices, the one named last."""
        for sentence in self._before(scene, node):
            for entry in sentence:
                for key in entry.who.persons:
                    person = self.cast.get(key)
                    if person and self._fits(person, offices) and (party is None or party in person.parties):
                        return person
        return self._only_holder(offices, party) if party is not None else None

    def _only_holder(self, offices: frozenset[str], party: str) -> Person | None:
        """The one person of the whole story who holds an office of a party."""
        found = [p for p in self.cast.people() if party in p.parties and self._fits(p, offices)]
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _fits(person: Person, offices: frozenset[str]) -> bool:
        heads = {"head_of_state", "head_of_government", "monarch", "royal"}
        return bool(offices & person.offices) or ("leader" in offices and bool(heads & person.offices))

    def is_inside(self, one: Collection[str], other: Collection[str]) -> bool:
        """Whether one side is an armed group and the other the state, or a group, at its home."""
        pairs = [(a, b) for a in one for b in other] + [(b, a) for a in one for b in other]
        return any(b in self._words.homes(a) or set(self._words.homes(a)) & set(self._words.homes(b)) for a, b in pairs)

    def last_party(self, scene: Scene, node: Node, apart: Collection[str]) -> tuple[str, ...]:
        """The state, body or group spoken of last before `node` that is none of `apart`."""
        for sentence in self._before(scene, node):
            for entry in sentence:
                if entry.who.kind in (*_STATELY, "group") and len(entry.who.parties) == 1:
                    if entry.who.parties[0] not in apart:
                        return entry.who.parties
        return ()

    def _last_state(self, scene: Scene, node: Node) -> tuple[str, ...]:
        for sentence in self._before(scene, node):
            for entry in sentence:
                if entry.who.kind in _STATELY:
                    if len(entry.who.parties) == 1:
                        return entry.who.parties
        return ()

    # -- names that no file knows ----------------------------------------------------------------------------------

    def _by_unknown_name(self, node: Node, scene: Scene) -> Who | None:
        """Capitalised words that a title beside them makes a person; later the surname alone."""
        if node.pos != "propn" or (node.i in scene.hits and not self._is_a_persons(node, scene)):
            return None
        words = self._name_words(node, scene)
        if not words or self._runs_on(node, scene):
            return None
        if len(words) == 1 and (person := self.cast.called(words[0].text)):
            return _of_person(person, "surname of a person named before")
        title = self._title_of(node, words, scene)
        if title is None:
            return None
        role, parties = title
        if not parties:
            return None
        name = scene.text[words[0].start : words[-1].end]
        person = self.cast.introduce(name, parties, official=role == "yes")
        return _of_person(person, "person introduced by title and state")

    def _is_a_persons(self, node: Node, scene: Scene) -> bool:
        hit = scene.hits[node.i]
        return all(n.kind == "person" or n.weak for n in hit.found.names)

    def _name_words(self, node: Node, scene: Scene) -> list[Node]:
        """The run of capitalised words that ends with the head and is no title and no known name."""
        nodes = scene.nodes
        at = nodes.index(node)
        words = [node]
        while at > 0 and len(words) < 6:
            before = nodes[at - 1]
            is_name = before.pos == "propn" or before.lower in self._words.name_particles or before.text == "-"
            if not is_name or self._words.is_title(before.lower) or self._is_known_name(before, scene):
                break
            words.insert(0, before)
            at -= 1
        while words and words[0].text == "-":
            words.pop(0)
        return words if words and (words[0].text[:1].isupper() or len(words) > 1) else []

    @staticmethod
    def _is_known_name(node: Node, scene: Scene) -> bool:
        """Whether a word belongs to a name that can be no part of a person's."""
        hit = scene.hits.get(node.i)
        return hit is not None and not all(n.kind == "person" or n.weak for n in hit.found.names)

    @staticmethod
    def _runs_on(node: Node, scene: Scene) -> bool:
        """Whether the next word belongs to the same name."""
        at = scene.nodes.index(node)
        after = scene.nodes[at + 1] if at + 1 < len(scene.nodes) else None
        if _hyphened(scene.nodes, at, 1):
            return True
        return after is not None and after.pos == "propn" and after.i not in scene.hits

    def _title_of(self, node: Node, words: list[Node], scene: Scene) -> tuple[str, tuple[str, ...]] | None:
        """The title before, behind or in apposition to a name: whether it is official, and its parties."""
        nodes = scene.nodes
        first = nodes.index(words[0])
        while first > 1 and self._words.is_title(nodes[first - 1].lower) and not self._words.role(nodes[first - 1], nodes):
            first -= 1  # "army chief Gen. A"
        if first and (role := self._words.role(nodes[first - 1], nodes)) and role.kind == "person":
            title = nodes[first - 1]
            parties = self._title_parties(title, scene) if title in (node.head, *node.children) else ()
            parties = parties or self._strict_owners(node, scene) or self._inherited(node, scene)
            return role.official, parties or self._last_state(scene, node)
        for other in (*node.all("appos"), *([node.head] if node.dep == "appos" else [])):
            role = self._words.role(other, nodes)
            if role is not None and role.kind == "person":
                parties = self.owners(other, scene) if other is not node.head else self._strict_owners(other, scene)
                return role.official, parties
        poss = self._possessor_parties(node, scene) if len(words) > 1 else ()
        return ("yes", poss) if poss else None

    def _title_parties(self, title: Node, scene: Scene) -> tuple[str, ...]:
        """The parties that a title names; "his counterpart" has another than its possessor."""
        if not self._words.is_relational(title):
            return self._strict_owners(title, scene)
        named = self._modifier_parties(title, scene) or self._complement_parties(title, scene, ("of", "from", "in"))
        apart = self._possessor_parties(title, scene)
        return named or (self._other_than(apart, scene, title) if apart else ())

    def _strict_owners(self, node: Node, scene: Scene) -> tuple[str, ...]:
        return (
            self._modifier_parties(node, scene)
            or self._possessor_parties(node, scene)
            or self._complement_parties(node, scene)
        )

    def _inherited(self, node: Node, scene: Scene) -> tuple[str, ...]:
        """"Kazakh President A and Foreign Minister B": the second title has the state of the first."""
        top = first_conjunct(node)
        if top is node:
            return ()
        who = self.who(top, scene)
        return who.parties if who is not None else ()

    # -- groups and pronouns ---------------------------------------------------------------------------------------

    def _by_group(self, node: Node, scene: Scene) -> Who | None:
        """"the two presidents", "both sides", "the parties", "the country", "the bloc", "the latter"."""
        description = self._words.description(node)
        if description is None:
            return None
        if self._strict_owners(node, scene):
            return None
        if description.number == "plural":
            count = self._words.count(node)
            return self._pair(scene, node, count, persons=description.persons)
        return self._single(scene, node, description.kind)

    def _pair(self, scene: Scene, node: Node, count: int, *, persons: bool) -> Who | None:
        """The last group of just so many, else the parties told most often nearby; the subject of the sentence is not of them."""
        apart = self._subject_parties(node, scene)
        recent = self._before(scene, node)[:4]
        for sentence in recent:
            for entry in sentence:
                who = entry.who
                if len(who.parties) == count and not set(who.parties) & apart and who.kind != "private":
                    if not persons or len(who.persons) in (0, count):
                        named = who.persons or (self._persons_of(who.parties, scene, node) if persons else ())
                        return Who(who.parties, named, "collective", True, "the group spoken of before")
        entries = [e for sentence in recent for e in sentence if self._may_join(e.who, persons)]
        ranked = sorted(
            {p: None for e in entries for p in e.who.parties if p not in apart},
            key=lambda p: -self.cast.named[p],
        )[:count]
        if len(ranked) < 2:
            return self._pair(scene, node, count, persons=False) if persons else None
        keys = [k for p in ranked for k in self._person_of(p, entries)] if persons else []
        return Who(tuple(ranked), tuple(dict.fromkeys(keys)), "collective", True, "the parties spoken of before")

    def _persons_of(self, parties: tuple[str, ...], scene: Scene, node: Node) -> tuple[str, ...]:
        """One person spoken of before for each party, where all have one: "both presidents"."""
        entries = [e for sentence in self._before(scene, node) for e in sentence]
        found = [key for party in parties for key in self._person_of(party, entries)]
        return tuple(found) if len(found) == len(parties) else ()

    @staticmethod
    def _may_join(who: Who, persons: bool) -> bool:
        return len(who.parties) == 1 and who.kind in _STATELY and (bool(who.persons) or not persons)

    @staticmethod
    def _person_of(party: str, entries: list[_Entry]) -> tuple[str, ...]:
        return next((e.who.persons[:1] for e in entries if e.who.parties == (party,) and e.who.persons), ())

    def _subject_parties(self, node: Node, scene: Scene) -> set[str]:
        """The parties of the subject of the clause that the node stands in, where the node is not the subject itself."""
        top = first_conjunct(node)
        verb = next((a for a in top.ancestors() if a.is_verb), None)
        if verb is None or top.dep in ("nsubj", "nsubjpass"):
            return set()
        found = [self.who(s, scene) for s in subjects(verb) if s is not node and s.i < node.i]
        return {p for who in found if who is not None for p in who.parties}

    def _single(self, scene: Scene, node: Node, kind: str) -> Who | None:
        wanted = {"state": ("state", "capital", "seat", "person", "organ"), "body": ("body",), "person": ("person",)}[kind]
        taken = {p for n in scene.nodes if n.i < node.i for p in self._party_at(n, scene)} if kind == "state" else set()
        fallback: Who | None = None
        for sentence in self._before(scene, node):
            for entry in sentence:
                if entry.who.kind in wanted and len(entry.who.parties) == 1:
                    who = entry.who if kind == "person" else Who(entry.who.parties, (), kind, False, "spoken of before")
                    if kind != "state" or entry.who.parties[0] not in taken:
                        return who
                    fallback = fallback or who
        return fallback

    def _party_at(self, node: Node, scene: Scene) -> tuple[str, ...]:
        who = scene.cache.get(node.i)
        return who.parties if who is not None and node.dep in ("nsubj", "nsubjpass") else ()

    def _by_apposition(self, node: Node, scene: Scene) -> Who | None:
        """"its neighbour India": a noun that means another, who is named behind it."""
        if not self._words.is_relational(node):
            return None
        whos = (self.who(apposed, scene) for apposed in node.all("appos"))
        return next((who._replace(rule=f"{node.lower} named behind it") for who in whos if who is not None), None)

    def _by_alternative(self, node: Node, scene: Scene) -> Who | None:
        """"the former", "the latter": the first or second of the two named last."""
        place = self._words.alternative(node.lower)
        if place is None or node.child("det") is None or node.dep in ("amod", "compound", "nmod"):
            return None
        for sentence in self._before(scene, node):
            told = sorted((e for e in sentence if e.who.kind in (*_STATELY, "body", "group")), key=lambda e: e.order)
            pairs = [(a, b) for a in told for b in told if b.node.dep == "conj" and b.node.head is a.node]
            last = pairs[-1:] or ([(told[-2], told[-1])] if len({e.who.parties for e in told}) > 1 else [])
            if last:
                return last[0][place].who._replace(rule=f"the {node.lower} of two")
        return None

    def _by_share(self, node: Node, scene: Scene) -> Who | None:
        """"each of the two presidents", "both of them": those of whom it is said."""
        if not self._words.is_share(node.lower) or node.tag not in ("DT", "PDT", "CC"):
            return None
        whole = next((head for prep, head in preposition_objects(node) if prep == "of"), None)
        return self.who(whole, scene) if whole is not None else None

    def _by_pronoun(self, node: Node, scene: Scene) -> Who | None:
        """Personal and possessive pronouns; the first person is the speaker of a quotation."""
        pronoun = self._words.pronoun(node.lower) if node.tag in ("PRP", "PRP$", "WP", "WDT", "WP$", "DT") else None
        if pronoun is None:
            return None
        if pronoun.person == "1":
            return scene.speaker._replace(rule="speaker of the quotation") if scene.speaker else None
        if pronoun.person == "relative":
            return self._relative(node, scene)
        if pronoun.number == "pl":
            return self._they(node, scene)
        return self._he_or_it(node, scene, pronoun.gender)

    def _relative(self, node: Node, scene: Scene) -> Who | None:
        for above in node.ancestors():
            if above.dep == "relcl":
                return self.who(above.head, scene) if above.head.i < node.i else None
        return None

    def _they(self, node: Node, scene: Scene) -> Who | None:
        for sentence in self._before(scene, node):
            for entry in sentence:
                if entry.who.plural and entry.who.parties and not self._in_own_phrase(entry.node, node):
                    return entry.who._replace(rule="they, spoken of before")
            together = [e for e in sentence if e.subject and e.who.parties]
            if len(together) > 1 and first_conjunct(together[1].node) is first_conjunct(together[0].node):
                group = [e for e in together if first_conjunct(e.node) is first_conjunct(together[0].node)]
                return _union([e.who for e in group], "they, spoken of together")
        return None

    def _he_or_it(self, node: Node, scene: Scene, gender: str) -> Who | None:
        persons = gender in ("m", "f")
        for sentence in self._before(scene, node):
            for entry in sentence:
                who = entry.who
                if self._in_own_phrase(entry.node, node) or self._is_spoken_by(node, entry, scene):
                    continue
                if persons and len(who.persons) == 1 and self._gender(who.persons[0]) in (gender, ""):
                    return who._replace(rule=f"{node.lower}, spoken of before")
                if not persons and who.kind in ("state", "capital", "seat", "body", "group", "organ") and not who.plural:
                    return who._replace(rule=f"{node.lower}, spoken of before")
        return None

    @staticmethod
    def _is_spoken_by(pronoun: Node, entry: _Entry, scene: Scene) -> bool:
        """Whether a mention stands inside a quotation and the pronoun, outside it, names who speaks it."""
        same = entry.order[0] == scene.sentence.index
        return same and scene.is_quoted(entry.node) and not scene.is_quoted(pronoun)

    def _gender(self, key: str) -> str:
        person = self.cast.get(key)
        return person.gender if person is not None else ""

    @staticmethod
    def _in_own_phrase(earlier: Node, pronoun: Node) -> bool:
        """A pronoun does not mean a co-argument of its verb ("Xi told him")."""
        if pronoun.tag == "PRP$":
            return False
        return pronoun.dep not in ("nsubj", "nsubjpass") and earlier.head is pronoun.head and earlier.dep == "nsubj"


def _is_location(node: Node, who: Who) -> bool:
    """A capital behind "in" or "at" tells where, not who."""
    return who.kind == "capital" and node.dep == "pobj" and node.head.lower in ("in", "at", "near", "from", "to")


def _hyphened(nodes: list[Node], at: int, step: int) -> bool:
    """Whether a hyphen joins the word at `at` to a capitalised one before (-1) or behind (1) it."""
    beside = nodes[at + step : at + 3 * step : step] if at + 2 * step >= 0 else []
    return len(beside) == 2 and beside[0].text == "-" and beside[1].text[:1].isupper() and beside[0].pos != "propn"


def _under(node: Node, dep: str, stop: Node) -> bool:
    while node is not stop and node.head is not node:
        if node.dep == dep:
            return True
        node = node.head
    return False


def _of_person(person: Person, rule: str) -> Who:
    kind = "person" if person.official else "private"
    return Who(person.parties, (person.key,), kind, False, rule)


def _union(whos: list[Who], rule: str) -> Who:
    parties = tuple(dict.fromkeys(p for w in whos for p in w.parties))
    persons = tuple(dict.fromkeys(p for w in whos for p in w.persons))
    return Who(parties, persons, "collective", True, rule)


__all__ = ["Hit", "Resolver", "Scene", "Who", "scene"]
