"""Repairs inside phrases: what a noun, a name, a preposition or a participle belongs to.

"Met visiting Thai leader A": the participle is said of the leader. "The EU – Central Asia summit": the noun behind a dash
is no apposition.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.reading.tree import Node

__all__ = [
    "fill_prepositions",
    "join_names",
    "name_calling",
    "raise_participles",
    "swap_datives",
    "turn_home",
    "untangle",
]

_GUEST = "visiting"
_MISREAD = frozenset({"xcomp", "ccomp", "pcomp", "conj", "advcl", "acl"})
_PLACES = {"pcomp": "pobj", "conj": "conj"}
_COMPANY = frozenset({"with", "by", "to", "from", "between", "and", "than"})
_INSIDE = frozenset({"compound", "amod", "nmod"})
_DASHES = frozenset("-–—")


def untangle(nodes: list[Node]) -> None:
    """ "Met visiting Thai leader A": the participle is an adjective of the name that the parser made its object."""
    for verb in nodes:
        if verb.lower == _GUEST and verb.tag == "VBG" and verb.dep in _MISREAD:
            objects = (n for n in nodes if n.head is verb and n.dep == "dobj" and n.pos == "propn")
            name = next(objects, None)
            if name is not None and name.i - verb.i > 2 and _is_before_guest(verb, nodes):
                _make_adjective(verb, name, nodes)


def _is_before_guest(verb: Node, nodes: list[Node]) -> bool:
    before = next((n for n in nodes if n.i == verb.i - 1), None)
    return before is not None and (before.lower in _COMPANY or before.tag in ("VBD", "VBZ", "VBP"))


def _make_adjective(verb: Node, name: Node, nodes: list[Node]) -> None:
    """The name takes the place of the participle before it, which becomes its modifier."""
    head, dep = verb.head, _PLACES.get(verb.dep, "dobj")
    if dep == "conj" and head.is_verb:
        head = next((n for n in nodes if n.i == verb.i - 2 and n.is_nominal), head)
    for node in nodes:
        if node.head is verb and node is not name:
            node.head = head
    name.head, name.dep, verb.head, verb.dep = head, dep, name, "amod"


def turn_home(nodes: list[Node]) -> None:
    """ "brought its contingent home": the noun before the adverb is the object, no part of a compound."""
    for noun, home in pairwise(nodes):
        if home.lower == "home" and home.dep == "dobj" and noun.head is home and noun.dep == "compound":
            for node in nodes:
                if node.head is home and node is not noun and node.i < home.i:
                    node.head = noun
            noun.head, noun.dep, home.dep = home.head, "dobj", "advmod"


def name_calling(nodes: list[Node]) -> None:
    """ "called the plan “absurd”": an adjective behind an object is said of it by the verb."""
    for word in nodes:
        thing, verb = word.head, word.head.head
        behind = word.dep == "amod" and word.pos == "adj" and word.i > thing.i
        if behind and thing.dep == "dobj" and verb.is_verb and thing.pos != "pron":
            word.head, word.dep = verb, "oprd"


def swap_datives(nodes: list[Node]) -> None:
    """ "The money that Oman promised Kenya": what is promised is what the clause is about, and the name is to whom."""
    for that in nodes:
        verb = that.head
        if that.dep == "dative" and that.tag == "WDT" and verb.dep == "relcl":
            given = [n for n in nodes if n.head is verb and n.dep == "dobj" and n.pos == "propn" and n.i > verb.i]
            if len(given) == 1:
                that.dep, given[0].dep = "dobj", "dative"


def raise_participles(nodes: list[Node]) -> None:
    """In "with officials from two towns travelling to Oman" it is the officials who travel."""
    for verb in nodes:
        inner = verb.head
        if (verb.dep, verb.tag, inner.dep) == ("acl", "VBG", "pobj") and inner.head.lower in ("from", "of"):
            outer = inner.head.head
            if outer.tag in ("NNS", "NNPS") and outer.dep == "pobj" and outer.head.lower == "with":
                verb.head = outer


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
