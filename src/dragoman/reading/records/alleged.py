"""What somebody is accused of is no fact yet."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.parties import persons_of
from dragoman.reading.tree import Node


def is_alleged(node: Node, ctx: Context) -> bool:
    """Whether a clause is what somebody is accused of: "accused Beijing of supplying chips"."""
    for below in (node, *node.ancestors()):
        if below.dep == "pcomp" and below.head.head.is_verb:
            return ctx.matcher.tells(below.head.head, "statement", "accuse")
        if below.dep not in ("conj", "xcomp"):
            return False
    return False


def accusation(clause: Clause, accused: tuple[str, ...], source: Source, ctx: Context) -> Iterator[Record]:
    """The statement of a source who alone tells what the accused has done to him; nothing where he cannot speak."""
    if source.who is None or not source.who.speaks:
        return
    draft = Draft(
        clause, "statement", "accuse", "made", actor=source.who.parties, recipient=accused,
        persons=persons_of([source.who], ctx), rule=f"{clause.line.id} (told by who bears it)",
    )  # fmt: skip
    yield finish(draft, ctx, source)
