"""The reader's view of the knowledge: words looked up on the nodes of a sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.knowledge import Knowledge, rows
from dragoman.knowledge.lines import word_classes
from dragoman.knowledge.names import Name
from dragoman.knowledge.phrases import PhraseIndex, phrase
from dragoman.knowledge.rows_lexicon import Noun
from dragoman.reading.tree import Node

_WORD = re.compile(r"\w+")
# Classes of nouns that a sentence without names may tell of parties named before: "Bilateral trade grew by a tenth."
_DEALINGS = frozenset({"invitation", "agreement", "measure", "ban", "trade", "investment", "loan"})
_NEIGHBOURS = 4  # the longest title has so many words before or after its head


class RoleMatch(NamedTuple):
    """A title, organ or collective noun found on a node."""

    noun: str
    kind: str
    office: str
    official: str
    plural: bool
    organ: str
    defaults: bool
    """Whether the last state spoken of may own it where the phrase names none."""


class Pronoun(NamedTuple):
    """Person (`1`, `3`, `relative`), number and gender of a pronoun."""

    person: str
    number: str
    gender: str


class Description(NamedTuple):
    """A noun that points back: its number, what it stands for, whether for persons, and whether for states alone."""

    number: str
    kind: str
    persons: bool
    states: bool = False


class Vocabulary:
    """Titles, organs, pronouns and descriptions."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._roles: PhraseIndex[RoleMatch] = PhraseIndex()
        self._add_roles(knowledge)
        self._things = frozenset(phrase(noun.noun).head for noun in knowledge.rows("nouns.tsv", Noun))
        self._word_classes = word_classes(knowledge)
        references = knowledge.rows("references.tsv", rows.Reference)
        self._publishers = frozenset(r.word for r in references if r.kind == "publisher")
        self._worldwide = frozenset(r.word for r in references if r.kind == "worldwide")
        self._pronouns = {r.word: _pronoun(r.value) for r in references if r.kind == "pronoun"}
        self._numbers = {r.word: int(r.value) for r in references if r.kind == "number"}
        self._single = {r.word: r.kind for r in references if r.kind in ("state", "body", "person", "armed", "company")}
        self._of_states = frozenset(r.word for r in references if r.kind == "parties" and r.value == "state")
        self._plural = {r.word: r.kind for r in references if r.kind in ("parties", "persons")}
        self._former = frozenset(r.word for r in references if r.kind == "former")
        self._relational = frozenset(r.word for r in references if r.kind == "relational")
        self._shares = frozenset(r.word for r in references if r.kind == "share")
        self._alternatives = {r.word: int(r.value) - 1 for r in references if r.kind == "alternative"}
        self._impersonal = frozenset(r.word for r in references if r.kind == "impersonal")
        self._then = frozenset(r.word for r in references if r.kind == "then")
        self._members = {r.code: frozenset(r.members) for r in knowledge.rows("regions.tsv", rows.Region)}
        self._members = {code: members for code, members in self._members.items() if members}
        formats = knowledge.rows("formats.tsv", rows.Format)
        self._as_group = {row.code: row.parties[0] for row in formats if len(row.parties) == 1}
        self._traits = {r.word: frozenset(r.value.split("|")) for r in references if r.kind == "trait"}
        self._halves = {r.word: tuple(r.value.split("|")) for r in references if r.kind == "half"}
        self._acting = {r.word: r.value for r in references if r.kind == "acting"}
        self._styles = frozenset(r.word for r in references if r.kind == "style")
        self._any_head = frozenset(r.word for r in references if r.value == "heads")
        self._short = _short_names(knowledge)
        self._homes = {group.code: group.states for group in knowledge.rows("groups.tsv", rows.Group)}
        self.name_particles = frozenset(r.word for r in references if r.kind == "particle")
        heads = {*self._single, *self._plural, *(f"{w}s" for w in self._plural), *self._roles.heads()}
        nouns = knowledge.rows("nouns.tsv", Noun)
        heads |= {phrase(noun.noun).head for noun in nouns if _DEALINGS & set(noun.classes)}
        pointers = {*self._pronouns, *self._alternatives, *heads, *(f"{w}s" for w in heads)}
        self._pointers = frozenset(pointers - {"that"})
        titles = {word for role in knowledge.rows("roles.tsv", rows.Role) for word in role.noun.split()}
        abbreviations = knowledge.rows("abbreviations.tsv", rows.Abbreviation)
        short = {f.lower() for a in abbreviations if a.kind == "title" for f in a.forms}
        honorifics = {r.word for r in references if r.kind == "honorific"}
        self._titles = frozenset(titles) | honorifics | short | {f.rstrip(".") for f in short}  # "Mr" without its stop

    def _add_roles(self, knowledge: Knowledge) -> None:
        for organ in knowledge.rows("organs.tsv", rows.Organ):
            if organ.party == "*":
                for name in (organ.name, *organ.names):
                    self._roles.add(name, RoleMatch(name.lower(), "collective", "", "yes", False, "organ", True))
        for role in knowledge.rows("roles.tsv", rows.Role):
            match = RoleMatch(
                role.noun, role.kind, role.office, role.official, False, "collective", role.official == "yes"
            )
            self._roles.add(role.noun, match)

    def role(self, node: Node, nodes: list[Node]) -> RoleMatch | None:
        """The title, organ or collective noun that the node heads, the longest phrase first."""
        at = node.i - nodes[0].i if nodes[-1].i - nodes[0].i + 1 == len(nodes) else nodes.index(node)
        before = [n.lower for n in nodes[max(0, at - _NEIGHBOURS) : at]]
        after = [n.lower for n in nodes[at + 1 : at + 1 + _NEIGHBOURS]]
        match = self._roles.find(node.lemma if node.tag in ("NNS", "NNPS") else node.lower, before, after)
        match = match or self._roles.find(node.lower, before, after)
        if match is None:
            return None
        if node.tag in ("NNS", "NNPS") and match.kind == "person":
            match = match._replace(plural=True)
        if match.official == "yes" and (set(before[-1:]) & self._former or self._is_former(node)):
            match = match._replace(official="former")
        return match

    def is_person_title(self, node: Node, nodes: list[Node]) -> bool:
        """Whether a word heads the title of one person: "Minister"."""
        role = self.role(node, nodes) if node.is_nominal else None
        return role is not None and role.kind == "person" and not role.plural

    def _is_former(self, node: Node) -> bool:
        return any(c.lower in self._former for c in node.children)

    def points_back(self, text: str) -> bool:
        """Whether a text has a pronoun, a title or a noun that may stand for somebody."""
        return any(word.lower() in self._pointers for word in _WORD.findall(text))

    def is_title(self, word: str) -> bool:
        """Whether a lower-case word belongs to titles: "minister", "gen."."""
        return word in self._titles

    def publishes(self, name: Name) -> bool:
        """Whether a publisher's name tells whose state is at home there: a state's, its ministry's, not its court's."""
        if name.kind != "organ":
            return name.kind == "state"
        return name.detail in self._publishers and name.ref.lower() not in self._worldwide

    def is_thing(self, word: str) -> bool:
        """Whether a lower-case word heads a phrase of `nouns.tsv`: "meeting"."""
        return word in self._things

    def is_former(self, word: str) -> bool:
        """Whether a word says that a title is held no longer: "ex"."""
        return word in self._former

    def is_then(self, word: str) -> bool:
        """Whether a word says that a title was held when it happened: "then-president"."""
        return word in self._then

    def alternative(self, word: str) -> int | None:
        """Which of two alternatives a word means: 0 for "former", 1 for "latter"."""
        return self._alternatives.get(word)

    def members(self, region: str) -> frozenset[str]:
        """The states of a region; empty where that is a matter of opinion."""
        return self._members.get(region, frozenset())

    def as_group(self, region: str) -> str:
        """The party that all states of a region are together: `C5` of `R:Central Asia`."""
        return self._as_group.get(region, region)

    def having(self, word: str) -> frozenset[str]:
        """The states that a describing word fits: "landlocked", "kingdom"; empty where it describes none."""
        return self._traits.get(word, frozenset())

    def number(self, node: Node) -> int | None:
        """How many a noun is told to be: "the five states"."""
        told = (self._numbers[n.lower] for n in node.children if n.lower in self._numbers)
        return next(told, None)

    def half(self, word: str) -> tuple[str, ...]:
        """The state that a part of a divided land stands for, and the other: "the North"."""
        return self._halves.get(word, ())

    def acting_body(self, region: str) -> str | None:
        """The body that a region is where it acts: EU of `R:Europe`."""
        return self._acting.get(region)

    def is_style(self, word: str) -> bool:
        """Whether a word is a form of address: "highness"."""
        return word in self._styles

    def is_any_head(self, noun: str) -> bool:
        """Whether a noun means heads of state and government alike: "leader"."""
        return noun in self._any_head

    def shortened(self, word: str) -> frozenset[str]:
        """The bodies whose names, or whose organs' names, a lower-case word heads: "commission"."""
        return self._short.get(word, frozenset())

    def homes(self, code: str) -> tuple[str, ...]:
        """The states in which an armed group is based; of other parties none."""
        return self._homes.get(code, ())

    def is_impersonal(self, node: Node) -> bool:
        """Whether a noun names a side and no source of its own: "the government", "both leaders"."""
        return node.lemma in self._impersonal

    def is_relational(self, node: Node) -> bool:
        """A noun that means somebody else than its possessor: "its neighbour", "her counterpart"."""
        return node.lemma in self._relational

    def pronoun(self, word: str) -> Pronoun | None:
        """The pronoun that a lower-case word is."""
        return self._pronouns.get(word)

    def is_share(self, word: str) -> bool:
        """Whether a word takes every one of a group: "each of them"."""
        return word in self._shares

    def count(self, node: Node) -> int:
        """How many a plural description speaks of: "both", "the three"; two where it does not say."""
        return self._numbers.get(node.lower) or self.number(node) or 2

    def description(self, node: Node) -> Description | None:
        """A definite noun that points back: "the country", "both sides", "the two presidents"."""
        if node.tag == "CD" and node.lower in self._numbers and node.child("det") and self._is_definite(node):
            return Description("plural", "persons", True)
        if node.lower == "both" and node.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and not node.children:
            return Description("plural", "parties", False)
        if node.tag in ("NNS", "NNPS") and node.lemma in self._plural and self._is_definite(node):
            kind = self._plural[node.lemma]
            return Description("plural", kind, kind == "persons", node.lemma in self._of_states)
        if self._single.get(node.lemma) == "armed" and node.tag in ("NN", "NNS") and self._is_definite(node):
            return Description("singular", "armed", False)
        if node.tag == "NN" and node.lemma in self._single and self._is_definite(node):
            return Description("singular", self._single[node.lemma], False)
        return None

    def means_states(self, node: Node) -> bool:
        """A noun that can mean states alone: "neighbour", "government"."""
        return node.lemma in self._of_states

    def is_country(self, node: Node) -> bool:
        """A noun for states as such, of which several are no town's: "five states in Aktau"."""
        return node.lemma in self._word_classes["country"]

    def gives_example(self, preposition: str) -> bool:
        """Whether a word stands before some of those that a noun means: "countries including Chad"."""
        return preposition in self._word_classes["for_example"]

    def is_state_noun(self, node: Node) -> bool:
        """A noun in the singular that means a state: "country", "kingdom"."""
        return self._single.get(node.lower) == "state"

    def _is_definite(self, node: Node) -> bool:
        determiners = [c.lower for c in node.children if c.dep in ("det", "nummod", "predet", "poss", "preconj")]
        told = ("the", "these", "this", "that", "both", "its", "their")
        return any(d in told or d in self._numbers for d in determiners)


def _short_names(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Bodies by the word that heads their names: "Organisation" of "Shanghai Cooperation Organisation"."""
    found: dict[str, set[str]] = {}
    for body in knowledge.rows("bodies.tsv", rows.Body):
        if body.kind != "accord":
            for name in (body.name, *body.names):
                if " " in name:
                    found.setdefault(phrase(name).head, set()).add(body.code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _pronoun(value: str) -> Pronoun:
    person, number, gender = value.split()
    return Pronoun(person, number, gender)
