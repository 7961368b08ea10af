"""What gave rise to a deed came before it: neither dates the other."""

from __future__ import annotations

from dragoman.reading.tree import Node

_BEFORE = frozenset({"nmod", "compound", "amod", "nummod", "poss"})
_WHEN = frozenset({"at", "during", "in", "on", "by", "from", "of", "until", "before", "ahead"})
_WHY = frozenset({"over", "after", "following", "against", "despite", "because", "amid", "about"})


def gives_cause(prep: Node) -> bool:
    """Whether a preposition tells what gave rise to a deed: "summoned the envoy over the expulsion"."""
    return prep.dep == "prep" and prep.head.is_verb and prep.lower in _WHY


def is_of_cause(date: Node, deed: Node) -> bool:
    """Whether a date stands before the noun of what gave rise to a deed: "expelled him over the May attack"."""
    noun = date.head
    if date.dep not in _BEFORE or not noun.is_nominal or noun is deed:
        return False
    while noun.head is not noun and noun.head is not deed:
        if noun.dep == "prep" and noun.lower not in _WHEN:
            return True
        noun = noun.head
    return noun.dep == "prep" and noun.lower not in _WHEN
