"""Repairs of parses: heads, labels and word classes that the model got wrong in ways that news makes it, put right in place.

Each repair is one function that says what it mends; `mend` calls them in the order in which they build on each other.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.reading.repairs.clauses import free_verbs, lower_names, raise_conjuncts, relatives
from dragoman.reading.repairs.main_verb import mend_main_verb
from dragoman.reading.repairs.phrases import (
    fill_prepositions,
    join_names,
    name_calling,
    raise_participles,
    swap_datives,
    turn_home,
    untangle,
)
from dragoman.reading.repairs.word_classes import renoun, retag
from dragoman.reading.tree import Node

__all__ = ["mend"]

_REPAIRS: tuple[Callable[[list[Node]], None], ...] = (
    retag, relatives, renoun, turn_home, name_calling, raise_participles, free_verbs, raise_conjuncts,
    lower_names, fill_prepositions, join_names, swap_datives,
)  # fmt: skip


def mend(nodes: list[Node], lemma: Callable[[str, str], str]) -> None:
    """Put right the heads, labels and tags of a sentence, and give each word its lemma, by its form and tag."""
    for repair in _REPAIRS:
        repair(nodes)
    for node in nodes:
        node.lemma = lemma(node.lower, node.tag)
    untangle(nodes)
    if (verb := mend_main_verb(nodes)) is not None:
        verb.lemma = lemma(verb.lower, verb.tag)
