"""The names of records: the words of the story for a pact, a body, works, goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reading.parse import Node
from dragoman.reading.syntax import noun_phrase
from dragoman.reading.who import Scene

if TYPE_CHECKING:
    from dragoman.reading.records.common import Context

_TOPICAL = frozenset({"on", "for", "concerning", "regarding", "to"})
_NAMING = frozenset({"of", "on", "for", "between", "with", "against", "among"})


def name_of(node: Node | None, scene: Scene, *, short: bool = False) -> str | None:
    """The noun phrase of a focus without its article; if `short`, up to its head."""
    if node is None:
        return None
    start, end = noun_phrase(node)
    return bare(scene.text[start : node.end if short else end])


def with_next(name: str, head: Node, scene: Scene, ctx: Context) -> str:
    """A name with the phrase right behind its head that tells what it is on or for, whatever the parser hung it on."""
    after = next((n for n in scene.nodes if n.i == head.i + 1), None)
    if after is None or after.lower not in _TOPICAL or after.dep != "prep":
        return name
    thing = after.child("pobj")
    days = ctx.dates.get(scene.sentence.index, [])
    if thing is None or thing.tag.startswith("W") or any(s.start <= thing.start < s.end for s in days):
        return name
    return name + scene.text[head.end : noun_phrase(thing)[1]]


def title_of(first: Node, head: Node, scene: Scene) -> str | None:
    """The words from `first` to a head noun, with what it is of, on, for or between, but not where and when."""
    kept = [n for c in head.children if c.dep == "prep" and c.lower in _NAMING for n in _phrase(c)]
    end = max((n.end for n in kept), default=head.end)
    return bare(scene.text[min(first.start, head.start) : max(end, head.end)])


def _phrase(node: Node) -> list[Node]:
    """A phrase without relative clauses, and without the place and time that hang on its nouns."""
    out = [node]
    for child in node.children:
        if child.dep not in ("relcl", "acl", "advcl", "punct", "appos") and (
            child.dep != "prep" or child.lower in _NAMING
        ):
            out.extend(_phrase(child))
    return out


def bare(words: str) -> str | None:
    """A phrase without its article."""
    for article in ("the ", "a ", "an ", "The ", "A ", "An "):
        words = words.removeprefix(article)
    return words or None
