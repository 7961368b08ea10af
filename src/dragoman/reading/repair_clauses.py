"""Repairs of clauses that the model hung too low or took for parts of names.

"Came as Trump hosted Tokayev": a past form with a subject of its own is no part of a name. "Noted that A backs B and
invited C": a past form joined to a clause in the present goes on from the verb in the past above it. "The EU – Central
Asia summit": the noun behind a dash is no apposition.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.reading.parse import Node

_INSIDE = frozenset({"compound", "amod", "nmod"})
_WHEN = frozenset({"as", "after", "before", "since", "until"})
_PRESENT = frozenset({"VBZ", "VBP"})
_DASHES = frozenset("-–—")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def free_verbs(nodes: list[Node]) -> None:
    """ "As A hosted B": the form between two names, with a subject of its own, is the verb of a clause of time."""
    for subject, verb in pairwise(nodes):
        noun = verb.head
        clause = verb.tag in ("VBN", "VBD") and verb.dep in _INSIDE and noun.i > verb.i and noun.dep == "pobj"
        if clause and subject.dep == "nsubj" and subject.head is verb and noun.head.lower in _WHEN:
            when = noun.head
            verb.head, verb.dep, verb.tag, verb.pos = when.head, "advcl", "VBD", "verb"
            when.head, when.dep = verb, "mark"
            noun.head, noun.dep = verb, "dobj"


def raise_conjuncts(nodes: list[Node]) -> None:
    """ "Noted that A backs B and invited C": who noted it invited, unless "that" or a subject comes between."""
    for verb in nodes:
        below, above = verb.head, verb.head.head
        if (verb.dep, verb.tag, below.dep, above.tag) != ("conj", "VBD", "ccomp", "VBD") or below.i < above.i:
            continue
        modal = any(n.head is below and n.tag == "MD" for n in nodes)
        own = any(n.head is verb and (n.dep in _SUBJECTS or n.dep == "mark") for n in nodes)
        if (below.tag in _PRESENT or modal) and not own:
            verb.head = above


def fill_prepositions(nodes: list[Node]) -> None:
    """ "Will call on Prime Minister A": the name right behind a preposition without an object is its object."""
    for on, behind in pairwise(nodes):
        if on.dep != "prep" or on.lower != "on" or not on.head.is_verb or behind.pos != "propn":
            continue
        name = behind
        while name.dep == "compound" and name.head is not name:
            name = name.head
        if (name.dep, name.head) == ("dobj", on.head) and not any(n.head is on for n in nodes):
            name.head, name.dep = on, "pobj"


def join_names(nodes: list[Node]) -> None:
    """ "The EU – Central Asia summit": what a dash joins before a noun stands before it, and is not explained by it."""
    for dash, behind in pairwise(nodes):
        noun = behind
        while noun.dep in _INSIDE and noun.head.i > noun.i:
            noun = noun.head
        first = noun.head
        if dash.text not in _DASHES or (noun.dep, noun.pos, first.pos, behind.pos) != (
            "appos",
            "noun",
            "propn",
            "propn",
        ):
            continue
        between = nodes[behind.i : noun.i]
        joined = first.i == dash.i - 1 and all(n.dep in _INSIDE for n in between)
        if not joined or not any(n.head is first and n.dep == "det" for n in nodes[: first.i]):
            continue
        noun.head, noun.dep = (first.head if first.head is not first else noun), first.dep
        for node in nodes:
            of_all = node.dep in ("det", "amod", "nummod", "poss") or node.i > noun.i
            if node.head is first and node is not noun and of_all:
                node.head = noun
        first.head, first.dep = noun, "nmod"
