"""The sides of a contact that its clause leaves unsaid, taken from what the story has told so far."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.dating import date_of
from dragoman.reading.records.parties import parties_of
from dragoman.reading.records.told import is_definite, is_like, is_pointing, parties_told
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

_NEAR = 700  # characters within which the same dealings are told again
_PARTNERS = ("with", "to", "obj", "iobj", "between")
_OFFICIALS = frozenset({"person", "official"})
_MEETING = frozenset({"meeting", "talks"})

"""Confidence of a contact one of whose sides the clause does not tell."""


def completed(found: Sequence[Who], clause: Clause, ctx: Context) -> list[Who]:
    """Both sides of a contact: the one told and the other of the dealings told last; of a definite noun even both."""
    own = parties_of(found)
    if len(own) > 1 or _is_with_others(clause, ctx):
        return []
    if clause.node.is_nominal and not ctx.matcher.is_class(clause.node, clause.scene, "talks"):
        if ctx.matcher.is_class(clause.node, clause.scene, "assembly"):
            return _of_the_talks(own, ctx)
    if len(own) == 1:
        other = (
            (other_side(own, clause, ctx) or last_spoken_of(found, clause, ctx)) if _may_lack_partner(clause) else ()
        )
        return [*found, Who(other)] if other else []
    pair = parties_told((), clause, ctx) if _is_event_told(clause) else ()
    return [Who(pair)] if len(pair) == 2 else []


def _of_the_talks(own: Sequence[str], ctx: Context) -> list[Who]:
    """ "Two rounds in May": those of the talks that the story told last."""
    talks = (r for r in reversed(ctx.told) if r.type == "contact" and r.kind == "talks" and set(own) <= set(r.parties))
    told = next(talks, None)
    return [Who(told.parties)] if told is not None else []


def other_side(own: Sequence[str], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """With whom these parties dealt last, in the story or, failing that, who else it is about."""
    told = tuple(p for p in parties_told(tuple(own), clause, ctx) if p not in own)
    return told if len(told) == 1 else ()


def last_spoken_of(found: Sequence[Who], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The party spoken of last, where a verb tells what became of one official: "he was called in"."""
    own = parties_of(found)
    points_back = clause.focus is not None and is_definite(clause.focus)
    if points_back or clause.node.is_nominal or any(who.plural or who.kind not in _OFFICIALS for who in found):
        return ()
    last = ctx.resolver.last_party(clause.scene, clause.node, own)
    return () if ctx.resolver.is_inside(own, last) or last[:1] == () or last[0].startswith("R:") else last


def told_alike(parties: Sequence[str], clause: Clause, ctx: Context) -> Record | None:
    """A contact of the same parties, and of a like kind, that the sentence or those before have told already."""
    start = clause.scene.sentence.start
    for record in reversed(ctx.told):
        near = record.type == "contact" and start - record.evidence.start <= _NEAR
        if near and set(parties) == set(record.parties) and is_like(record.kind, clause.kind):
            return record
    return None


def _is_with_others(clause: Clause, ctx: Context) -> bool:
    """With somebody who stands for no party ("speaking to lawmakers"), or of a body ("the meeting of the board")."""
    fillers = [n for slot in _PARTNERS for n in clause.slots.get(slot, ()) if n is not clause.focus]
    whole = [n for n in clause.slots.get("of", ()) if n.head.head is clause.focus]
    owners = [n for slot in ("subj", "poss") for n in clause.slots.get(slot, ()) if n.head is clause.focus]
    unknown = [n for n in (*fillers, *owners) if ctx.resolver.who(n, clause.scene) is None]
    known = (ctx.resolver.who(n, clause.scene) for n in whole)
    return any(n.pos == "noun" for n in unknown) or any(who is None or not who.persons for who in known)


def _may_lack_partner(clause: Clause) -> bool:
    """ "as we speak", "told the newspaper" tell of no call; "the two are to meet" tells of a meeting."""
    return clause.node.is_nominal or clause.kind in _MEETING


def _is_event_told(clause: Clause) -> bool:
    """A noun that points back ("the talks"), or that is said to take place ("two rounds of talks followed")."""
    noun = clause.focus
    return noun is not None and (is_definite(noun) or is_pointing(noun) or noun.dep in ("nsubj", "nsubjpass"))


def then_in_office(nodes: list[Node], clause: Clause, ctx: Context) -> list[Who]:
    """Those who have since left the office that they held when it happened: "Joe Biden visited Angola in 2024"."""
    value = date_of(clause, ctx, since=False)
    found = (ctx.resolver.who(node, clause.scene) for node in nodes) if value is not None else ()
    told = [who for who in found if who is not None and who.persons]
    return [who for who in told if value is not None and ctx.resolver.cast.held_office(who.persons[0], value.value)]
