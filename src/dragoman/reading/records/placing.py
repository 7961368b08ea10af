"""The place of a clause: a town or venue, as the story writes it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.clauses import Clause
from dragoman.reading.parse import Node
from dragoman.reading.syntax import preposition_objects
from dragoman.reading.who import Scene

_LOCATIVE = frozenset({"in", "at", "on", "near", "from", "aboard", "outside"})
_SLOTS = ("in", "at", "on", "near", "to")


def place_of(clause: Clause, slots: tuple[str, ...] = _SLOTS) -> str | None:
    """A town or venue among the clause's prepositional phrases, else where the clause is said to happen.

    A locative phrase that the parser hung elsewhere counts too, if no other verb is nearer to it.
    """
    fillers = (node for slot in slots for node in clause.slots.get(slot, ()))
    return _first((*fillers, *_loose(clause), *_of_the_scene(clause)), clause.scene)


def _first(nodes: tuple[Node, ...], scene: Scene) -> str | None:
    return next((place for node in nodes if (place := place_name(node, scene)) is not None), None)


def _loose(clause: Clause) -> Iterator[Node]:
    verbs = (clause.node, _verb_of(clause))
    for node in clause.node.subtree():
        if node.dep == "pobj" and node.head.lower in _LOCATIVE and _nearest_verb(node) in verbs:
            yield node


def _of_the_scene(clause: Clause) -> Iterator[Node]:
    """ "Doha, where he met …", "who is in Doha, met …", "arrived in Doha and met …", "Speaking in Doha after …"."""
    for above in (clause.node, *clause.node.ancestors()):
        if above.dep == "relcl" and any(c.lower == "where" for c in above.children):
            yield above.head
    for subject in clause.slots.get("subj", ()):
        for relative in subject.all("relcl"):
            if relative.lemma in ("be", "is", "was"):
                yield from _locations(relative)
    verb = _verb_of(clause)
    if verb is not None:
        for adverbial in verb.all("advcl"):
            yield from _locations(adverbial)
        while verb.dep == "conj" and verb.head.is_verb:
            verb = verb.head
            yield from _locations(verb)


def _locations(verb: Node) -> Iterator[Node]:
    return (head for prep, head in preposition_objects(verb) if prep in _LOCATIVE)


def _nearest_verb(node: Node) -> Node | None:
    return next((n for n in node.ancestors() if n.is_verb), None)


def _verb_of(clause: Clause) -> Node | None:
    return clause.node if clause.node.is_verb else _nearest_verb(clause.node)


def place_name(node: Node, scene: Scene) -> str | None:
    """The words of a town, venue or capital that a phrase names; a country alone is no place."""
    hit = scene.hits.get(node.i)
    if hit is not None and hit.head is node:
        for name in hit.found.names:
            if name.kind == "place" or name.form in ("capital", "seat"):
                return scene.text[hit.found.start : hit.found.end]
    named = [*node.all("appos"), *(head for prep, head in preposition_objects(node) if prep in ("of", "in"))]
    if node.pos == "noun":
        named += [c for c in node.children if c.i in scene.hits and c.dep in ("compound", "amod", "nmod")]
    return _first(tuple(named), scene)
