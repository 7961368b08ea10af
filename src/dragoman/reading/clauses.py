"""Clauses: lexicon lines matched on the words of a sentence, with their arguments and their status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge.rows_lexicon import Noun
from dragoman.reading.arguments import adjective_arguments, arguments_of, with_focus
from dragoman.reading.fillers import behind_name, glossed, is_of_body, names_body
from dragoman.reading.lexicon import Lexicon, Line, Need
from dragoman.reading.modality import Modality
from dragoman.reading.slots import Slots
from dragoman.reading.status import Status
from dragoman.reading.syntax import preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.who import Resolver, Scene

_QUANTITY = frozenset({"quantity"})
_SHARES = frozenset({"CD", "JJS", "JJ", "JJR", "DT", "RB"})  # "three", "most", "many", "more", "all", "some" of them
_PARTICLES = frozenset({"prt", "prep", "advmod", "acomp", "oprd", "npadvmod", "agent", "dative"})


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
                if (node.i, line.type) in told or not _has_words(line, node, scene):
                    continue
                arguments = adjective_arguments(node) if line.pos == "adj" else arguments_of(node)
                met = self._met(line, arguments, node, scene, resolver)
                if inside or isinstance(met, Need):
                    yield line, node, "the word is part of a name" if inside else str(met)

    def _best(self, node: Node, lines: list[Line], scene: Scene, resolver: Resolver) -> Iterator[Clause]:
        best: dict[str, list[Clause]] = {}
        for line in lines:
            if line.type in best or not _has_words(line, node, scene):
                continue
            matched = list(self._match(line, node, _arguments(line, node, scene), scene, resolver))
            if matched:
                best[line.type] = matched
        for matched in best.values():
            yield from matched

    def _match(self, line: Line, node: Node, arguments: Slots, scene: Scene, resolver: Resolver) -> Iterator[Clause]:
        met = self._met(line, arguments, node, scene, resolver)
        if isinstance(met, Need):
            return
        foci, used = met
        if not foci:
            foci = [(node, self._own_noun(node, line, scene))] if node.is_nominal else []
        is_predicate = line.pos == "adj" and not node.is_verb and node.head.is_verb
        status = self._modality.status(node.head if is_predicate else node)
        heads: list[tuple[Node | None, Noun | None]] = [*foci] or [(None, None)]
        for focus, noun in heads:
            merged = with_focus(arguments, focus) if focus is not None and focus is not node else arguments
            yield Clause(line, node, focus, noun, merged, status, scene, frozenset(used))

    def _own_noun(self, node: Node, line: Line, scene: Scene) -> Noun | None:
        """The class row of a noun trigger: that of the line's type first."""
        own = self._lexicon.noun(node, scene.nodes, frozenset({line.type}))
        return own or self._lexicon.noun(node, scene.nodes)

    def _met(
        self, line: Line, arguments: Slots, node: Node, scene: Scene, resolver: Resolver
    ) -> tuple[list[tuple[Node, Noun | None]], set[int]] | Need:
        """The nouns of a line's class condition and the words that met its conditions, or the condition that failed."""
        foci: list[tuple[Node, Noun | None]] = []
        used: set[int] = set()
        for need in line.needs:
            found = with_focus(arguments, foci[0][0]) if foci and foci[0][0] is not node else arguments
            satisfied = self._satisfies(need, found, scene, resolver)
            if bool(satisfied) == need.absent:
                return need
            if need.test == "class" and not need.absent and not foci:
                foci = satisfied
            if need.test in ("class", "lemma"):
                used.update(filler.i for filler, _ in satisfied)
        return foci, used

    def _satisfies(
        self, need: Need, arguments: Slots, scene: Scene, resolver: Resolver
    ) -> list[tuple[Node, Noun | None]]:
        out: list[tuple[Node, Noun | None]] = []
        for slot in need.slots:
            for filler in self._meant(arguments.get(slot, ()), need, scene):
                noun = self._lexicon.noun(filler, scene.nodes, need.values) if need.test == "class" else None
                if self._passes(need, filler, noun, scene, resolver):
                    out.append((filler, noun))
                elif (
                    need.test == "class"
                    and "stance" not in need.values
                    and (filler.pos == "propn" or filler.child("nmod"))
                ):
                    out.extend(self._apposed(need, filler, scene, resolver))
        if not out and need.test == "class" and "obj" in need.slots:
            return self._above(need, arguments, scene, resolver)
        return out

    def _apposed(self, need: Need, filler: Node, scene: Scene, resolver: Resolver) -> list[tuple[Node, Noun | None]]:
        """A proper name, a sum or an acronym is what it stands beside: "Sea Breeze, an exercise of …", "a Trade Pact (TP)"."""
        beside = [*filler.all("appos"), *glossed(filler, scene)]
        pairs = ((node, self._lexicon.noun(node, scene.nodes, need.values)) for node in beside)
        return [(node, noun) for node, noun in pairs if self._passes(need, node, noun, scene, resolver)]

    def _above(self, need: Need, arguments: Slots, scene: Scene, resolver: Resolver) -> list[tuple[Node, Noun | None]]:
        """A participle may belong to a noun above the one it hangs on: "the treaty on the border, signed in May".

        An object may also be a noun that the parser hung elsewhere: "signed with Oman on Monday a pact on ports".
        """
        for filler in (*arguments.get("above", ()), *arguments.get("loose", ())):
            noun = self._lexicon.noun(filler, scene.nodes, need.values)
            if self._passes(need, filler, noun, scene, resolver):
                return [(filler, noun)]
        return []

    def _meant(self, fillers: Sequence[Node], need: Need, scene: Scene) -> Iterator[Node]:
        """The fillers; of a quantity or part what it is of: "a batch of drones"; for a class condition that alone."""
        for filler in fillers:
            if need.test == "lemma" and self._lexicon.noun(filler, scene.nodes, _QUANTITY):
                yield from (head for prep, head in preposition_objects(filler) if prep == "of")
            inner = behind_name(filler, scene) if need.test == "class" else []
            if need.test == "class" and (filler.tag in _SHARES or self._lexicon.noun(filler, scene.nodes, _QUANTITY)):
                parts = [head for prep, head in preposition_objects(filler) if prep in ("of", "in", "on")]
                inner += [n for n in self._meant(parts, need, scene) if self._lexicon.noun(n, scene.nodes, need.values)]
            yield from inner or [filler]

    def _passes(self, need: Need, filler: Node, noun: Noun | None, scene: Scene, resolver: Resolver) -> bool:
        if need.test == "class":
            return noun is not None or bool(need.lemmas & {filler.lemma, filler.lower})
        if need.test == "lemma":
            return filler.lemma in need.values or filler.lower in need.values
        if need.test == "ANY":
            return True
        if need.test == "AMOUNT":
            money = self._lexicon.words("money")
            return any(n.tag in ("CD", "$", "SYM") or n.lower in money or "$" in n.text for n in filler.subtree())
        if need.test in ("BODY", "ACCORD"):
            return names_body(need.test.lower(), filler, scene, resolver)
        if need.test == "YEAR":
            return filler.tag == "CD" and len(filler.text) == 4 and filler.text[:2] in ("18", "19", "20")
        if need.test == "PLACE":
            return resolver.where(filler, scene) is not None
        who = resolver.who(filler, scene)
        if need.test == "PEOPLE":
            return who is not None and who.kind == "people"
        if need.test == "MEMBERS":
            return is_of_body(filler, who, scene)
        if who is None or not who.parties:
            return False
        return bool(who.persons) or who.kind == "official" if need.test == "PERSON" else who.kind != "private"


def _arguments(line: Line, node: Node, scene: Scene) -> Slots:
    """The slots of a trigger, found once a sentence."""
    key = node.i, line.pos == "adj"
    if key not in scene.slots:
        scene.slots[key] = adjective_arguments(node) if line.pos == "adj" else arguments_of(node)
    return scene.slots[key]


def _has_words(line: Line, node: Node, scene: Scene) -> bool:
    if line.pos == "verb":
        return all(_has_particle(node, word) for word in (*line.before, *line.after))
    at = node.i - scene.nodes[0].i
    before = tuple(n.lower for n in scene.nodes[max(0, at - len(line.before)) : at])
    after = tuple(n.lower for n in scene.nodes[at + 1 : at + 1 + len(line.after)])
    return before == line.before and after == line.after


def _has_particle(verb: Node, word: str) -> bool:
    for child in verb.children:
        is_complement = child.dep in _PARTICLES or child.dep == "dobj" or (child.dep == "ccomp" and child.pos == "adj")
        if word in (child.lower, child.lemma) and is_complement:
            return True
        if child.dep == "advcl" and any(c.dep == "mark" and c.lower == word == "for" for c in child.children):
            return True  # "called for the prisoners to be freed"
        if child.dep in ("prep", "dobj", "acomp", "advmod") and any(word in (c.lower, c.lemma) for c in child.children):
            return True
    return False


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
        path.append(above)
    return []
