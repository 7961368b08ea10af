"""Grammar over parsed sentences: coordination, voice, the objects of prepositions, the extent of phrases.

Labels are those of the ClearNLP/OntoNotes dependencies that spaCy's English models give.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.once import once
from dragoman.reading.tree import Node

_NAME = 2  # words from "and" to the end of a state's name: "Mali and Burkina Faso"


@once
def conjuncts(node: Node) -> tuple[Node, ...]:
    """The node and those coordinated with it, in text order."""
    return tuple(_conjuncts(node))


def _conjuncts(node: Node) -> Iterator[Node]:
    yield from (child for child in node.all("nmod") if _is_first_of(child))
    yield node
    for child in node.children:
        if child.dep == "conj":
            yield from conjuncts(child)
        elif child.dep == "appos" and node.tag not in ("NNS", "NNPS"):  # "Prime Minister A and President B"
            for other in child.all("conj"):
                yield from conjuncts(other)


def _is_first_of(name: Node) -> bool:
    """The first of two names that the parser hung on the second: "by Ana Costa and Ursula von der Leyen"."""
    joint = name.child("cc")
    if name.pos != "propn" or joint is None or joint.i > name.head.i:
        return False
    is_next = name.head.pos == "propn" and name.head.i - joint.i <= _NAME and name.head.child("det", "poss") is None
    return is_next or name.child("compound", "nmod") is not None


def first_conjunct(node: Node) -> Node:
    """The head of the coordination that the node stands in."""
    while node.dep == "conj" and node.head is not node:
        node = node.head
    return node


@once
def is_passive(verb: Node) -> bool:
    """A verb in the passive, or a bare past participle that modifies a noun."""
    if verb.child("auxpass", "nsubjpass"):
        return True
    if verb.tag != "VBN" or verb.child("aux", "dobj") or has_doer(verb):
        return False
    if verb.dep == "conj" and verb.head.tag == "VBN" and not verb.child("nsubj"):
        return is_passive(verb.head) and not verb.head.child("aux")
    return verb.dep in ("acl", "relcl", "amod", "advcl")


def has_doer(verb: Node) -> bool:
    """Whether a form behind a noun has a subject of its own: "the pact that Chad signed", read as a participle."""
    return verb.dep == "acl" and any(c.dep == "nsubj" and not c.tag.startswith("W") for c in verb.children)


@once
def preposition_objects(node: Node) -> tuple[tuple[str, Node], ...]:
    """(preposition, object) pairs below a node; "on the sidelines of", "because of" keep their first word."""
    return tuple(_preposition_objects(node))


def _preposition_objects(node: Node) -> Iterator[tuple[str, Node]]:
    adverbs = (prep for adverb in node.all("advmod", "prt") for prep in adverb.all("prep"))  # "away from"
    likened = (acl for acl in node.all("acl") if acl.tag == "VBG" and acl.child("pobj"))  # "notes concerning a loan"
    for prep in (*node.all("prep", "agent", "dative", "prt"), *adverbs, *likened):
        for child in prep.children:
            if child.dep in ("pobj", "pcomp") or (prep.lower == "as" and child.dep in ("amod", "acomp")):
                yield prep.lower if prep.dep == "acl" else prep.lemma, child
                if child.tag == "VBG" and prep.lower in ("with", "between"):  # "with visiting President X"
                    yield from ((prep.lemma, inner) for inner in child.all("dobj"))
            elif child.dep == "prep" and prep.lower != "according":  # "out of"
                for inner in child.all("pobj"):
                    yield child.lemma, inner
        for other in prep.all("conj"):  # "from and to"
            for child in other.all("pobj"):
                yield other.lemma, child


def phrase_objects(node: Node) -> Iterator[tuple[str, Node]]:
    """Those of a noun, and those that the parser hung on its "of" phrase: "a team of experts to Damascus"."""
    for prep, head in preposition_objects(node):
        yield prep, head
        if prep == "of" and head.pos == "noun":
            yield from ((inner, below) for inner, below in preposition_objects(head) if inner != "of")


def nearest_conjunct(head: Node, relative: Node) -> Node:
    """ "X and his host Y, who is …": a verb in the singular means the last of them."""
    first = relative.child("aux", "auxpass") or relative
    if first.tag != "VBZ" and first.lower != "was":
        return head
    return [n for n in conjuncts(head) if n.i < relative.i][-1]


def noun_phrase(head: Node) -> tuple[int, int]:
    """Offsets of a noun phrase without its relative clauses, appositions and coordinated phrases."""
    kept = [head]
    for node in kept:
        kept.extend(
            c
            for c in node.children
            if c.dep not in ("relcl", "appos", "conj", "cc", "punct", "acl", "preconj", "advcl")
            or (c.dep == "punct" and c.text in "-'’\"“”" and c.i < head.i)
        )
    ordered = sorted(kept, key=lambda n: n.i)
    return ordered[0].start, ordered[-1].end


def clause_span(node: Node) -> tuple[int, int]:
    """Offsets of everything below a node."""
    nodes = node.subtree()
    return nodes[0].start, nodes[-1].end
