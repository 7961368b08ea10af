"""Clauses: lexicon lines matched on the words of a sentence, with their arguments and their status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge.rows_lexicon import Noun
from dragoman.reading.arguments import adjective_arguments, arguments_of, with_focus
from dragoman.reading.conditions import Conditions, has_words
from dragoman.reading.lexicon import Lexicon, Line, Need
from dragoman.reading.modality import Modality
from dragoman.reading.slots import Slots
from dragoman.reading.status import Status
from dragoman.reading.syntax import preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.who import Resolver, Scene


@dataclass(frozen=True)
class Clause:
    """One line matched: `node` is its trigger, `focus` the noun that a class condition named (or the noun trigger)."""

    line: Line
    node: Node
    focus: Node | None
    noun: Noun | None
    slots: Slots
    status: Status
    scene: Scene
    used: frozenset[int] = frozenset()
    """The words that met the line's conditions on class and lemma."""

    @property
    def kind(self) -> str:
        """The record kind: the line's, or that of the class noun."""
        return self.line.kind if self.line.kind != "*" else (self.noun.kind if self.noun else "")

    def fill(self, role: str, default: tuple[str, ...] = ()) -> list[Node]:
        """The heads that fill a role, in text order."""
        wanted = self.line.roles.get(role, default)
        found = {n.i: n for slot in wanted for n in self.slots.get(slot, ())}
        return [found[i] for i in sorted(found)]


class Matcher:
    """Matches the lexicon on sentences."""

    def __init__(self, lexicon: Lexicon, modality: Modality) -> None:
        self._lexicon, self._modality = lexicon, modality
        self._conditions = Conditions(lexicon)

    def clauses(self, scene: Scene, resolver: Resolver) -> list[Clause]:
        """The clauses of a sentence in text order, the most specific line of each type for each word."""
        found: list[Clause] = []
        inside = self._inside_names(scene)
        scene.keys = scene.keys or self._lexicon.keys(scene.nodes)
        for node in scene.nodes:
            lines = [line for line in self._lexicon.lines(node) if line.may_match(scene.keys)]
            if lines and node.i not in inside:
                trigger = node.head if node.tag == "MD" else node
                found.extend(self._best(trigger, lines, scene, resolver))
        return list(_without_bare_repeats(found))

    def is_class(self, node: Node, scene: Scene, name: str) -> bool:
        """Whether a noun is of a class of `nouns.tsv`."""
        return self._lexicon.noun(node, scene.nodes, frozenset({name})) is not None

    def ends(self, verb: Node) -> bool:
        """Whether a verb tells the end of the event that is its subject or object: "concluded a visit"."""
        return self._lexicon.effect(verb, "end") == "ended"

    def plans(self, verb: Node) -> bool:
        """Whether a verb tells that its object is still to come: "postponed a visit"."""
        return self._lexicon.effect(verb, "obj") == "planned"

    def noun(self, node: Node, scene: Scene, classes: frozenset[str]) -> Noun | None:
        """The noun of one of the classes that a word heads, for rules that look beyond a line's conditions."""
        return self._lexicon.noun(node, scene.nodes, classes)

    def words(self, name: str) -> frozenset[str]:
        """The words of a class of `words.tsv`."""
        return self._lexicon.words(name)

    def status(self, node: Node) -> Status:
        """The status of any word, for rules that need another than the trigger's."""
        return self._modality.status(node)

    def tells(self, node: Node, record_type: str, kind: str = "") -> bool:
        """Whether a line of the type (and kind) is triggered by the word, its conditions aside."""
        lines = self._lexicon.lines(node)
        return any(line.type == record_type and (not kind or line.kind == kind) for line in lines)

    def brokers(self, node: Node) -> bool:
        """Whether who does what a word says is not bound by it: "brokered", "mediated"."""
        lines = (line for line in self._lexicon.lines(node) if line.type == "agreement" and line.pos == "verb")
        bound = [
            line.roles["parties"] for line in lines if "parties" in line.roles and not line.row.needs.startswith("subj")
        ]
        return bool(bound) and all("subj" not in roles and "obj" not in roles for roles in bound)

    @property
    def mutual(self) -> frozenset[str]:
        """Words that say that a thing is of several parties: "joint", "bilateral"."""
        return self._lexicon.mutual

    @staticmethod
    def _inside_names(scene: Scene) -> set[int]:
        """The words of longer names, but for the head of one told of a time: "last month's Pacific Islands Forum"."""
        dated = {hit.head.i for hit in scene.hits.values() if any(n.tag == "NN" for n in hit.head.all("poss"))}
        return {i for i, hit in scene.hits.items() if len(hit.nodes) > 1 and i not in dated}

    def misses(self, scene: Scene, resolver: Resolver) -> Iterator[tuple[Line, Node, str]]:
        """The lines whose words a sentence has that did not match, with the condition that failed: for explanations."""
        told = {(clause.node.i, clause.line.type) for clause in self.clauses(scene, resolver)}
        for node in scene.nodes:
            inside = node.i in self._inside_names(scene)
            for line in self._lexicon.lines(node):
                if (node.i, line.type) in told or not has_words(line, node, scene):
                    continue
                arguments = adjective_arguments(node) if line.pos == "adj" else arguments_of(node)
                met = self._conditions.met(line, arguments, node, scene, resolver)
                if inside or isinstance(met, Need):
                    yield line, node, "the word is part of a name" if inside else str(met)

    def _best(self, node: Node, lines: list[Line], scene: Scene, resolver: Resolver) -> Iterator[Clause]:
        best: dict[str, list[Clause]] = {}
        for line in lines:
            if line.type in best or not has_words(line, node, scene):
                continue
            matched = list(self._match(line, node, _arguments(line, node, scene), scene, resolver))
            if matched:
                best[line.type] = matched
        for matched in best.values():
            yield from matched

    def _match(self, line: Line, node: Node, arguments: Slots, scene: Scene, resolver: Resolver) -> Iterator[Clause]:
        met = self._conditions.met(line, arguments, node, scene, resolver)
        if isinstance(met, Need):
            return
        foci = met.foci or ([(node, self._own_noun(node, line, scene))] if node.is_nominal else [])
        is_predicate = line.pos == "adj" and not node.is_verb and node.head.is_verb
        status = self._modality.status(node.head if is_predicate else node)
        heads: list[tuple[Node | None, Noun | None]] = [*foci] or [(None, None)]
        for focus, noun in heads:
            merged = with_focus(arguments, focus) if focus is not None and focus is not node else arguments
            yield Clause(line, node, focus, noun, merged, status, scene, met.used)

    def _own_noun(self, node: Node, line: Line, scene: Scene) -> Noun | None:
        """The class row of a noun trigger: that of the line's type first."""
        own = self._lexicon.noun(node, scene.nodes, frozenset({line.type}))
        return own or self._lexicon.noun(node, scene.nodes)


def _arguments(line: Line, node: Node, scene: Scene) -> Slots:
    """The slots of a trigger, found once a sentence."""
    key = node.i, line.pos == "adj"
    if key not in scene.slots:
        scene.slots[key] = adjective_arguments(node) if line.pos == "adj" else arguments_of(node)
    return scene.slots[key]


def _without_bare_repeats(found: list[Clause]) -> Iterator[Clause]:
    """A noun that a verb's line has read as its object is not read again by itself."""
    read = {(i, c.line.type) for c in found for i in c.used if i != c.node.i}
    read |= {(n.i, c.line.type) for c in found if c.focus is not None for n in _between(c.focus, c.node)}
    read |= {(i, c.line.type) for c in found if c.focus is not None for i in _inside_noun(c.focus, c.noun)}
    for clause in found:
        if (clause.node.i, clause.line.type) in read:
            continue
        yield clause


def _inside_noun(focus: Node, noun: Noun | None) -> list[int]:
    """The words that a class noun of several words takes in: "sanctions" of "package of sanctions", "sanctions list"."""
    if noun is None:
        return []
    if " of " not in noun.noun:
        words = noun.noun.split()
        before = next((i for i, word in enumerate(words) if word in (focus.lower, focus.lemma)), len(words) - 1)
        return [i for i in range(focus.i - before, focus.i - before + len(words)) if i != focus.i]
    return [head.i for prep, head in preposition_objects(focus) if prep == "of"]


def _between(focus: Node, trigger: Node) -> list[Node]:
    """The words between a class noun and the trigger above it: "deliveries" of "paused deliveries of missiles"."""
    path: list[Node] = []
    for above in focus.ancestors():
        if above is trigger:
            return path
        if above.dep != "conj" or not above.is_verb:  # "signed and ratified the treaty" tells both
            path.append(above)
    return []
