"""Negation: whether a verb is denied by its own words."""

from __future__ import annotations

from dragoman.reading.tree import Node

__all__ = ["DENYING", "is_negated"]

DENYING = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
"""The relations of nouns whose "no" denies their verb: "no talks were held"."""
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "none", "nobody"})


def is_negated(verb: Node) -> bool:
    """Whether a verb is denied by its own words: "not", "never", "no …" as its subject or object."""
    for child in verb.children:
        if child.dep == "neg" or (child.dep in ("advmod", "preconj", "cc") and child.lower in _NEGATIONS):
            return True
        if child.dep in DENYING and any(
            c.lower in ("no", "neither", "none") and c.dep in ("det", "cc", "preconj", "advmod") for c in child.children
        ):
            return True
        if child.dep in ("nsubj", "nsubjpass") and child.lower in ("nobody", "none", "neither"):
            return True
    return False
