"""The sides of a contact that stand beside it: who brokers it, and who speaks to whom in its course."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import acting, parties_of
from dragoman.reading.records.told import is_definite
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

_ENCOUNTERS = frozenset({"gathering", "contact"})
_HOSTING = ("subj", "obj")
_WITHIN = ("within", "under")
_COURSE = frozenset({"in", "during", "at", "over", "by"})
_ADDRESSED = ("dobj", "dative")


def is_sitting(clause: Clause, ctx: Context) -> bool:
    """ "The meeting of the joint commission", or "the meeting" after it: no contact but a gathering."""
    noun = clause.focus or clause.node
    is_host = clause.line.roles.get("parties", ())[:2] == _HOSTING and clause.line.row.needs.startswith("obj:PERSON")
    if clause.node.is_verb and is_host:  # "hosted the leaders for a summit"
        return any(ctx.matcher.is_class(n, clause.scene, "gathering") for n in clause.slots.get("for", ()))
    if clause.node.is_verb and any(
        ctx.matcher.is_class(n, clause.scene, "standing") for slot in _WITHIN for n in clause.slots.get(slot, ())
    ):
        return True  # "met within the joint commission"
    if not noun.is_nominal or not ctx.matcher.is_class(noun, clause.scene, "assembly"):
        return False
    of = clause.slots.get("of", ())
    if any(ctx.matcher.is_class(n, clause.scene, "standing") for n in of):
        return True
    partners = of or clause.slots.get("with") or clause.slots.get("between")
    if partners or noun.child("poss") is not None or not is_definite(noun):
        return False
    last = next((r for r in reversed(ctx.told) if r.type in _ENCOUNTERS), None)
    return last is not None and last.type == "gathering"


def brokers(clause: Clause, ctx: Context) -> list[Node]:
    """Who brings about the talks in the words before them: "Qatar-brokered talks between A and B"."""
    noun = clause.focus or clause.node
    made = [n for n in noun.all("amod") if n.tag == "VBN" and ctx.matcher.tells(n, "contact")]
    return [c for n in made for c in n.children if c.is_nominal and c.i < n.i]


def as_told(clause: Clause, ctx: Context) -> Clause:
    """The clause with the status of the telling that it is the course of: "asked him to resign in a phone call"."""
    verb, _ = _telling(clause, ctx)
    return replace(clause, status=ctx.matcher.status(verb)) if verb is not None else clause


def told_in_course(clause: Clause, ctx: Context) -> list[Who]:
    """Who tells whom something in the course of it: "urged the premier in a phone call to lift the ban"."""
    return _telling(clause, ctx)[1]


def _telling(clause: Clause, ctx: Context) -> tuple[Node | None, list[Who]]:
    noun = clause.node
    if not noun.is_nominal or noun.dep != "pobj" or noun.head.lower not in _COURSE:
        return None, []
    if any(clause.slots.get(slot) for slot in ("between", "among", "of")):
        return None, []
    for verb in noun.ancestors():
        if verb.is_verb:
            heads = [*subjects(verb), *verb.all(*_ADDRESSED)]
            found = acting([n for head in heads for n in conjuncts(head)], clause, ctx)
            if len(parties_of(found)) > 1 and all(who.persons or who.kind == "official" for who in found):
                return verb, found
    return None, []
