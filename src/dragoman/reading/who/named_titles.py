"""Titles whose state the parser took for a part of the name behind it: "Ambassador of Canada Alan Costa".

Corrected in place, once the names of the sentence are known: the state stands behind "of", the name beside the title.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dragoman.knowledge.names import Name
from dragoman.reading.tree import Node

_INSIDE = frozenset({"compound", "nmod"})
_DEEP = 3  # nouns of a title: "speaker of the house of representatives of"
_OF = frozenset({"of", "for"})

Names = Mapping[int, Sequence[Name]]
"""What the names of a sentence stand for, by the word that heads each."""


def mend_titles(names: Names, nodes: Sequence[Node], is_title: Callable[[Node], bool]) -> None:
    """Take the state out of the name behind it where both stand behind the "of" of a person's title."""
    for name in nodes:
        if name.dep != "pobj" or name.pos != "propn" or name.head.lower not in _OF:
            continue
        state = next((c for c in name.children if _is_state(c, names)), None)
        title = _title_above(name.head, is_title)
        if state is None or title is None or not _may_be_person(name, names):
            continue
        own = [c for c in name.children if c is not state]
        name.head.children.remove(name)
        for child in own:
            if child.i < state.i:
                _move(child, name, state, child.dep)
        _move(state, name, name.head, "pobj")
        name.head, name.dep = title, "appos"
        title.children.append(name)
        title.children.sort(key=lambda n: n.i)


def _is_state(node: Node, names: Names) -> bool:
    own = names.get(node.i, ())
    return node.dep in _INSIDE and any(n.kind in ("state", "body") and n.form == "name" for n in own)


def _may_be_person(name: Node, names: Names) -> bool:
    return all(n.kind == "person" or n.weak for n in names.get(name.i, ()))


def _title_above(of: Node, is_title: Callable[[Node], bool]) -> Node | None:
    """The title that the phrase belongs to, over nouns that belong to it too: "minister of foreign affairs of …"."""
    above = of.head
    for _ in range(_DEEP):
        if is_title(above):
            return above
        if above.dep != "pobj" or above.head.lower not in _OF:
            return None
        above = above.head.head
    return None


def _move(node: Node, old: Node, new: Node, dep: str) -> None:
    if node in old.children:
        old.children.remove(node)
    node.head, node.dep = new, dep
    new.children.append(node)
    new.children.sort(key=lambda n: n.i)
