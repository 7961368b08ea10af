"""Documents told in lines of their own below a sentence that says what was done with them.

"The following documents were signed in Accra:", then a line for each: "1. Agreement on Fisheries". The sentence above
tells the stage, the day, the place and, where a line does not name its own, the parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from dragoman.knowledge.confidence import LISTED
from dragoman.model import Record
from dragoman.reading.arguments import with_focus
from dragoman.reading.clauses import Clause, Matcher
from dragoman.reading.records.agreement_name import name_of_agreement
from dragoman.reading.records.content import sectors_of
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.parties import acting, parties_of
from dragoman.reading.tree import Node
from dragoman.reading.who import Scene

_AGREEMENT = frozenset({"agreement"})
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[ivx]+|[a-z])[.)]\s")
_FRONT = 12  # words of a line among which its document is named


def lists(scenes: list[Scene], matcher: Matcher) -> Mapping[int, tuple[Scene, ...]]:
    """The lines that name a document each, by the index of the sentence with a colon that they stand below."""
    found: dict[int, tuple[Scene, ...]] = {}
    for at, scene in enumerate(scenes):
        if scene.text[scene.sentence.end - 1] == ":":
            items = tuple(takewhile(lambda below: document(below, matcher) is not None, scenes[at + 1 :]))
            if items:
                found[scene.sentence.index] = items
    return found


def document(scene: Scene, matcher: Matcher) -> Node | None:
    """The noun of the document that a line without a statement names: it heads the line behind its number or bullet."""
    for node in scene.nodes[:_FRONT]:
        if node.is_verb or node.dep == "prep":
            return None
        if node.dep == "ROOT" and node.is_nominal:
            return node if matcher.noun(node, scene, _AGREEMENT) is not None else None
    return None


def opens_list(clause: Clause, ctx: Context) -> bool:
    """Whether the lines below tell what several documents the clause is about, or it leaves its object to them."""
    several = clause.noun is None or clause.focus is None or clause.focus.tag in ("NNS", "NNPS")
    return several and clause.scene.sentence.index in ctx.lists


def in_lines(draft: Draft, umbrella: Record, ctx: Context) -> Iterator[Record]:
    """A record of each document below the clause of a draft, of the day, place and source of the clause's own record."""
    for scene in ctx.lists[draft.clause.scene.sentence.index]:
        node = document(scene, ctx.matcher)
        noun = ctx.matcher.noun(node, scene, _AGREEMENT) if node is not None else None
        if node is None or noun is None:
            continue
        item = replace(draft.clause, scene=scene, node=node, focus=node, noun=noun, slots=with_focus({}, node))
        named = parties_of(acting([n for n in scene.nodes if n.i in scene.hits], item, ctx))
        listing = replace(
            draft, clause=item, kind=noun.kind, parties=named if len(named) > 1 else draft.parties,
            name=_name(item, ctx), sectors=sectors_of(item, ctx), amount=None, date=umbrella.date, dated=True,
            place=umbrella.place, attribution=umbrella.attribution, rule=draft.clause.line.id + LISTED,
        )  # fmt: skip
        yield finish(listing, ctx, None)


def _name(item: Clause, ctx: Context) -> str | None:
    """What the document of a line is called, without the line's number."""
    name = name_of_agreement(item, None, ctx)
    return _NUMBER.sub("", name) if name else None


def is_listed(scene: Scene, ctx: Context) -> bool:
    """Whether a line was read with the sentence that it stands below."""
    return any(scene is item for items in ctx.lists.values() for item in items)
