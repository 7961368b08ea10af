"""What somebody is accused of is no fact yet."""

from __future__ import annotations

from dragoman.reading.parse import Node
from dragoman.reading.records.common import Context


def is_alleged(node: Node, ctx: Context) -> bool:
    """Whether a clause is what somebody is accused of: "accused Beijing of supplying chips"."""
    for below in (node, *node.ancestors()):
        if below.dep == "pcomp" and below.head.head.is_verb:
            return ctx.matcher.tells(below.head.head, "statement", "accuse")
        if below.dep not in ("conj", "xcomp"):
            return False
    return False
