"""Repairs of word classes: forms in -s, which are verbs in the present or nouns in the plural."""

from __future__ import annotations

from dragoman.reading.tree import Node

__all__ = ["renoun", "retag"]

_OBJECTS = frozenset({"dobj", "pobj"})
_BEFORE_NOUN = frozenset({"det", "amod", "poss"})


def retag(nodes: list[Node]) -> None:
    """A form in -s with a subject of its own is a verb, as in quoted fragments ("Delhi “categorically rejects” …")."""
    for subject in nodes:
        verb = subject.head
        if subject.dep == "nsubj" and subject.i < verb.i and verb.tag == "NNS":
            if any(n.head is verb and n.dep in ("dobj", "ccomp", "advmod", "punct") for n in nodes):
                if not any(n.head is verb and n.dep in ("aux", "cop", "det", "amod") for n in nodes):
                    verb.tag, verb.pos = "VBZ", "verb"


def renoun(nodes: list[Node]) -> None:
    """ "imposed travel bans and asset freezes on …": a form in -s with a plural subject is no verb but a noun."""
    for verb in nodes:
        if verb.tag != "VBZ":
            continue
        if verb.dep in _OBJECTS and any(n.head is verb and n.dep in _BEFORE_NOUN for n in nodes):
            verb.tag, verb.pos = "NNS", "noun"  # "began the trilateral drills"
            continue
        subject = next((n for n in nodes if n.head is verb and n.dep == "nsubj"), None)
        beside = next((n for n in nodes if n.i == verb.i - 1 and n.dep == "conj" and n.head is subject), None)
        above = verb.head
        if verb.dep != "ccomp" or subject is None or subject.tag != "NNS" or beside is None:
            continue
        for node in nodes:
            if node.head is verb and node is not subject:
                node.head = above
        subject.head, subject.dep = above, "dobj"
        beside.head, beside.dep = verb, "compound"
        verb.head, verb.dep, verb.tag, verb.pos = subject, "conj", "NNS", "noun"
