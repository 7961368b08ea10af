"""Lists of names that the parser took apart: "Mali, Chad and Niger", "Oman and Qatar's pact", "Abiy and Somali President A".

Corrected in place, once the names of the sentence are known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.knowledge.names import Name
from dragoman.reading.tree import Node

_INSIDE = frozenset({"amod", "compound", "nmod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})

Names = Mapping[int, Sequence[Name]]
"""What the names of a sentence stand for, by the word that heads each."""


def mend_lists(names: Names, nodes: Sequence[Node]) -> None:
    """Make one list of names that the parser hung on each other as appositions, possessors or modifiers."""
    for node in nodes:
        if node.i not in names:
            continue
        if node.dep == "appos" and _is_listed(node, names):
            node.dep = "conj"
        elif node.dep in _INSIDE:
            _take_apart(node, names)
        elif node.dep in _ARGUMENTS:
            _share_possession(node, names)


def _is_listed(node: Node, names: Names) -> bool:
    """ "Mali, Chad and Niger": the second name is not what the first is called."""
    above = names.get(node.head.i, ())
    if not above:
        return False
    own = names[node.i]
    if _are_two_persons(own, above):
        return True
    if not (node.child("conj") or node.head.child("conj")):
        return False
    if _may_be(own, "state", "name") and _may_be(above, "state", "name"):
        return not {n.party for n in own} & {n.party for n in above}
    people = all(n.kind == "person" for n in (*own, *above))
    return people and not {n.ref for n in own} & {n.ref for n in above}


def _are_two_persons(own: Sequence[Name], above: Sequence[Name]) -> bool:
    """Two full names of persons of different states: no apposition."""
    full = all(n.kind == "person" and n.form == "name" for n in (*own, *above))
    return full and not {n.party for n in own} & {n.party for n in above}


def _share_possession(node: Node, names: Names) -> None:
    """ "Oman and Qatar's pact": the pact is both's, and does what the parser has the first name do."""
    thing = node.child("conj")
    joint = node.child("cc")
    if thing is None or joint is None or thing.pos != "noun" or not _may_be(names[node.i], "state"):
        return
    owner = thing.child("poss")
    if owner is None or owner.i not in names or owner.subtree()[0].i != joint.i + 1:
        return
    _move(thing, node.head, node.dep)
    _move(owner, node, "conj")
    _move(node, thing, "poss")


def _take_apart(node: Node, names: Names) -> None:
    """ "Abiy and Somali President A": a name of its own, not a part of the name behind it."""
    other = node.child("conj")
    if other is None or other.i not in names or not _stands_alone(names[node.i]):
        return
    if any(n.form == "name" for n in names[other.i]):
        return
    top = node
    while top.dep in _INSIDE:
        top = top.head
    if top.subtree()[0] is not node.subtree()[0] or top.dep not in (*_ARGUMENTS, "conj"):
        return
    title = node.head
    _move(node, top.head, top.dep)
    _move(top, node, "conj")
    _move(other, title, "amod")
    node.tag, node.pos = "NNP", "propn"


def _stands_alone(own: Sequence[Name]) -> bool:
    return _may_be(own, "person") or _may_be(own, "state", "name")


def _may_be(found: Sequence[Name], kind: str, form: str = "") -> bool:
    return any(n.kind == kind and (not form or n.form == form) for n in found)


def _move(node: Node, head: Node, dep: str) -> None:
    """Hang a word on another."""
    if node.head is not node:
        node.head.children.remove(node)
    node.head, node.dep = head, dep
    head.children.append(node)
    head.children.sort(key=lambda n: n.i)
