"""Repairs of clauses that the model hung too low, or took for parts of names.

"Came as Trump hosted Tokayev": a past form with a subject of its own is no part of a name. "Noted that A backs B and
invited C": a past form joined to a clause in the present goes on from the verb in the past above it.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.reading.tree import Node

__all__ = ["free_verbs", "lower_names", "raise_conjuncts", "relatives"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_INSIDE = frozenset({"compound", "amod", "nmod"})
_PAST = frozenset({"VBD", "VBN"})
_PRESENT = frozenset({"VBZ", "VBP"})
_RELATIVE = frozenset({"that", "which"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_WHEN = frozenset({"as", "after", "before", "since", "until"})


def relatives(nodes: list[Node]) -> None:
    """ "The pact that the bloc signed with Oman": a past form that the model hung on its subject has what "that" means."""
    for verb in nodes:
        subject = verb.head
        if verb.dep != "acl" or verb.tag not in _PAST or not subject.is_nominal or subject.dep == "relcl":
            continue
        word = next((n for n in nodes if n.head is subject and n.lower in _RELATIVE and n.i < subject.i), None)
        thing = nodes[word.i - 1] if word is not None and 0 < word.i <= len(nodes) else None
        if word is None or thing is None or not thing.is_nominal or subject in thing.ancestors():
            continue
        if any(n.head is verb and n.dep in ("dobj", "agent") for n in nodes):
            continue
        verb.head, verb.dep, verb.tag = thing, "relcl", "VBD"
        subject.head, subject.dep = verb, "nsubj"
        word.head, word.dep = verb, "dobj"


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


def lower_names(nodes: list[Node]) -> None:
    """ "Met Premier A, and Speaker of the House B": a name joined to a verb goes on from the last person before "and"."""
    for name in nodes:
        verb = name.head
        if name.dep != "conj" or name.pos != "propn" or verb.tag not in _FINITE:
            continue
        joint = next((n for n in reversed(nodes[: name.i]) if n.head is verb and n.dep == "cc"), None)
        if joint is None or any(n.head is name and n.dep in _SUBJECTS for n in nodes):
            continue
        objects = (n for n in reversed(nodes[: joint.i]) if n.pos == "propn" and n.dep in ("dobj", "pobj"))
        last = next((n for n in objects if verb in (n.head, n.head.head)), None)
        if last is not None and last.i > verb.i:
            name.head, joint.head = last, last
