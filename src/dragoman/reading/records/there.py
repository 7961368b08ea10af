"""The place of "there" and "here": the town told last, and the town where the story was filed."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.clauses import Clause
from dragoman.reading.records.placing import place_name
from dragoman.reading.tree import Node
from dragoman.reading.who import Scene

_WHERE = frozenset({"in", "at", "near", "to", "for"})
_ADVERBS = frozenset({"here", "there"})


def town_pointed_to(clause: Clause, before: str | None, filed: str | None) -> str | None:
    """Of "will be held there" the town told last, in the sentence or `before` it; of "met here" the town of filing."""
    word = next(_pointers(clause), None)
    if word is None:
        return None
    if word.lower == "here":
        return filed
    return next((town for n, town in reversed(list(_towns(clause.scene))) if n.i < word.i), before)


def last_town(scene: Scene) -> str | None:
    """The town that a sentence names last as the place or the goal of something."""
    return next((town for _, town in reversed(list(_towns(scene)))), None)


def _pointers(clause: Clause) -> Iterator[Node]:
    """The adverbs of place on the verb or the noun of a clause; "there are" and "there, too" say nothing of where."""
    nodes = [clause.node, *([clause.focus] if clause.focus is not None else [])]
    for node in nodes:
        yield from (c for c in node.children if c.lower in _ADVERBS and c.dep != "expl" and c.i > node.i)


def _towns(scene: Scene) -> Iterator[tuple[Node, str]]:
    heads = {hit.head.i: hit.head for hit in scene.hits.values()}
    for i in sorted(heads):
        node = heads[i]
        if node.dep == "pobj" and node.head.lower in _WHERE and (town := place_name(node, scene)) is not None:
            yield node, town
