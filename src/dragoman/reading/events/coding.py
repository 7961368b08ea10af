"""Codings: an event in the making, and which of a sentence's codings stand for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.events.tables import Code
from dragoman.reading.status import Status
from dragoman.reading.tree import Node

_ASIDE = frozenset({"relcl", "parataxis", "dep", "csubj"})
_SPOKEN = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE"})
_LOWER = frozenset({"relcl", "advcl", "acl", "pobj", "pcomp", "appos"})


@dataclass
class Coding:
    """A clause with the code of its line, or of the record that it made."""

    clause: Clause
    code: Code
    rule: str
    record: Record | None = None
    planned: bool = False
    """Whether the record is no fact yet, whatever the clause."""
    inner: list[Coding] = field(default_factory=list)
    """The acts that it promises, asks for, threatens, refuses …"""

    @property
    def node(self) -> Node:
        return self.clause.node

    @property
    def status(self) -> Status:
        return self.clause.status


def absorbed(codings: Sequence[Coding]) -> list[Coding]:
    """The codings without those that another has for its content, which it keeps as `inner`."""
    by_node = {coding.node.i: coding for coding in codings}
    kept = []
    for coding in codings:
        outer = _outer(coding, by_node)
        if outer is None:
            kept.append(coding)
        else:
            outer.inner.append(coding)
    return [_in_words(coding) for coding in kept]


def _in_words(coding: Coding) -> Coding:
    """What a paper of one side says instead of the paper: "issued a declaration demanding …"."""
    said = (inner for inner in coding.inner if inner.node.dep == "acl" and inner.code.type in _SPOKEN - {"AGREE"})
    return next(said, coding) if coding.record is not None and coding.record.type == "agreement" else coding


def _outer(coding: Coding, by_node: dict[int, Coding]) -> Coding | None:
    """The nearest coding above that has this one for its object, complement or purpose."""
    node = coding.node
    while node.head is not node:
        above = node.head
        if node.dep in _ASIDE or (node.dep == "advcl" and not _is_purpose(node)) or _is_coordinate(node, above):
            return None
        outer = by_node.get(above.i) or _object_of(node, above, by_node)
        if outer is not None and outer is not coding:
            tells = node.dep != "ccomp" or outer.code.type in _SPOKEN
            return outer if tells else None
        node = above
    return None


def _object_of(clause: Node, above: Node, by_node: dict[int, Coding]) -> Coding | None:
    """As in "repeated its demand today that Israel leave": the clause belongs to the object in front of it."""
    if clause.dep != "ccomp" or clause.child("mark") is None:
        return None
    return next((by_node[c.i] for c in above.all("dobj") if c.i in by_node and c.i < clause.i), None)


def _is_coordinate(node: Node, above: Node) -> bool:
    return node.dep == "conj" and node.is_verb and above.is_verb


def _is_purpose(verb: Node) -> bool:
    return verb.tag == "VB" and any(c.lower == "to" for c in verb.children)


def depth(node: Node) -> int:
    """How far below the main clause a word stands; what somebody says stands as high as who says it."""
    return sum(one.dep in _LOWER for one in (node, *node.ancestors()))
