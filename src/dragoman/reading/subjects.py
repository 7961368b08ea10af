"""Subjects: who does what a verb says, its own subject or that of the clause it depends on.

A verb without a subject takes that of the verb it is coordinated with or controlled by; a relative pronoun is what it
stands for.
"""

from __future__ import annotations

from dragoman.reading.syntax import is_passive, nearest_conjunct
from dragoman.reading.tree import Node

__all__ = ["antecedent", "subjects"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECT_CONTROL = frozenset({"promise", "summon", "use"})
_RELATIVE = frozenset({"which", "that", "who", "whom"})


def subjects(verb: Node) -> list[Node]:
    """The subject of a verb: its own, or that of the clause it depends on (control, coordination, participles)."""
    own = verb.all("nsubj", "nsubjpass", "csubj", "expl")
    if own:
        return [antecedent(node, verb) for node in own]
    if verb.head is verb:
        return []
    return _inherited_subjects(verb)


def _inherited_subjects(verb: Node) -> list[Node]:
    head = verb.head
    if verb.dep in ("conj", "dep") and (head.is_verb or head.dep == "ROOT"):
        return subjects(_finite_above(head) if verb.tag in _FINITE else head)
    if verb.dep in ("acomp", "oprd") or (verb.dep == "attr" and verb.tag == "VBG"):
        return subjects(head)
    if verb.dep in ("xcomp", "ccomp", "advcl", "pcomp") or (verb.dep == "acl" and head.dep in ("dobj", "attr")):
        if verb.dep == "acl" and verb.tag in ("VBG", "VBN"):
            return [head]
        return _controllers(verb)
    if verb.dep in ("acl", "relcl"):
        return [head]
    return []


def _finite_above(verb: Node) -> Node:
    """The finite verb that a finite verb is coordinated with where the parser hung it on an infinitive below that."""
    node = verb
    while node.tag in ("VB", "VBG") and node.dep in ("xcomp", "advcl", "pcomp", "acl") and not node.all("nsubj"):
        if any(c.tag == "MD" for c in node.children):
            break
        above = next((n for n in node.ancestors() if n.is_verb), None)
        if above is None:
            break
        node = above
    return node


def _controllers(verb: Node) -> list[Node]:
    governor = verb.head
    if verb.dep == "acl" and (owner := governor.child("poss")) is not None:
        return [owner]  # "its decision to withdraw"
    while not governor.is_verb and governor.head is not governor:
        if governor.dep == "prep" and governor.head.is_nominal and governor.head.child("poss"):
            return [n for n in governor.head.children if n.dep == "poss"]
        governor = governor.head
    if not governor.is_verb:
        return subjects(governor)
    obj = governor.child("dobj")
    if verb.dep == "pcomp" and verb.head.lower == "from" and obj is not None:
        return [obj]  # "barred its citizens from travelling"
    if verb.dep in ("xcomp", "ccomp") and obj is not None and governor.lemma not in _SUBJECT_CONTROL:
        return [obj]  # object control: "urged Moscow to withdraw"
    if verb.dep == "pcomp" and obj is not None and _controls_gerund(verb, obj):
        return [obj]
    if is_passive(governor):
        passive = governor.child("nsubjpass")
        return [passive] if passive is not None else subjects(governor)
    return subjects(governor)


def _controls_gerund(gerund: Node, obj: Node) -> bool:
    """ "barred Minsk from selling"; with "for" only a name or pronoun: "thanked Rome for sending"."""
    preposition = gerund.head.lower
    return preposition in ("of", "from") or (preposition == "for" and obj.tag in ("NNP", "NNPS", "PRP"))


def antecedent(node: Node, verb: Node) -> Node:
    """What a relative pronoun stands for."""
    if node.lower in _RELATIVE and (node.tag.startswith("W") or (node.tag == "IN" and node.dep in ("dobj", "nsubj"))):
        clause = verb
        while clause.dep in ("conj", "xcomp", "ccomp") and clause.head is not clause:
            clause = clause.head
        if clause.dep == "relcl" or (clause.dep == "acl" and node.tag == "IN"):
            return nearest_conjunct(clause.head, clause)
    return node
