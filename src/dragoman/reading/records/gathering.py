"""Gatherings: summits, forums, conferences, sessions and exercises as such; parties are hosts, the body and named attendees.

A clause tells a part: the noun's own phrase names the body or the states that it is of ("the EU-Celac summit"), the
verb around it who hosts, chairs or attends. `dragoman.reading.gatherings` unites the parts over the story.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.model import KINDS, Record
from dragoman.reading.clauses import Clause
from dragoman.reading.parse import Node
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, date_of, finish, name_of, parties_of, persons_of, source_of,
)  # fmt: skip
from dragoman.reading.records.told import parties_told
from dragoman.reading.syntax import conjuncts, slots, subjects
from dragoman.reading.who import Who

SURE, PASSING = 0.5, 0.4
"""Confidence of a telling with a verb of its own, and of one told in passing, whose stage another telling may correct."""

_STAGES: Stages = {"factual": "held", "ongoing": "held", "planned": "planned", "cancelled": "cancelled"}
_GATHERINGS = frozenset({"gathering", "assembly"})
_MEMBERS = frozenset({"standing", "ministers", "leaders"})
_SIDELINES = frozenset({"sidelines"})
_TOPICAL = frozenset({"topical"})
_PEOPLE = frozenset({"person", "official", "collective"})


class _Found(NamedTuple):
    """Whose gathering it is, and who is told to be there."""

    own: list[Who]
    present: list[Who]

    @property
    def all(self) -> list[Who]:
        return [*self.own, *self.present]


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A gathering with the body, hosts and attendees that the clause names; one that names nobody has no parties."""
    focus = clause.focus
    kind = _kind(clause, ctx)
    if kind is None or (focus is not None and _is_in_name(focus, clause)):
        return
    stage, confidence = _stage(clause, ctx)
    date = _date(clause, ctx)
    if stage == "held" and _is_ahead(date, ctx):
        stage = "planned"
    found = _Found(_own(clause, ctx), _present(clause, stage, ctx))
    parties = [code for p in parties_of(found.all) for code in ctx.formats.get(p, (p,))]
    draft = Draft(
        clause, "gathering", kind, stage, tuple(dict.fromkeys(parties)), persons=persons_of(found.all, ctx),
        negated=clause.status.negated and confidence == SURE, name=_name(clause, found), date=date, confidence=confidence,
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))


# -- what kind ---------------------------------------------------------------------------------------------------------


def _kind(clause: Clause, ctx: Context) -> str | None:
    """The line's kind, that of the noun, or for a "meeting" that of those whose meeting it is."""
    if clause.line.kind != "*":
        return clause.line.kind
    noun = ctx.matcher.noun(clause.focus, clause.scene, _GATHERINGS) if clause.focus is not None else None
    if noun is None or clause.focus is None or not noun.kind:
        return None
    return noun.kind if noun.kind in KINDS["gathering"] else _kind_of_meeting(clause.focus, clause, ctx)


def _kind_of_meeting(focus: Node, clause: Clause, ctx: Context) -> str | None:
    """The meeting of a commission is a session, that of a body's ministers a conference, that of its leaders a summit."""
    own = slots(focus)
    nodes = [n for slot in ("mod", "of", "subj", "between", "with", "among") for n in own.get(slot, ())]
    found = (ctx.matcher.noun(n, clause.scene, _MEMBERS) for n in nodes)
    classes = {c for noun in found if noun is not None for c in noun.classes}
    if "standing" in classes:
        return "session"
    if not any(_is_body(n, clause, ctx) for n in nodes):
        return None
    if "leaders" in classes:
        return "summit"
    return "conference" if "ministers" in classes else "session"


def _is_body(node: Node, clause: Clause, ctx: Context) -> bool:
    who = ctx.resolver.who(node, clause.scene)
    if who is None or who.persons:
        return False
    named = [n for one in node.subtree() if one.i in clause.scene.hits for n in clause.scene.hits[one.i].found.names]
    return who.kind == "body" or (who.plural and any(n.kind == "body" for n in named))


def _is_in_name(focus: Node, clause: Clause) -> bool:
    hit = clause.scene.hits.get(focus.i)
    return hit is not None and len(hit.nodes) > 1


# -- how far -----------------------------------------------------------------------------------------------------------


def _stage(clause: Clause, ctx: Context) -> tuple[str, float]:
    """The stage, and whether a verb of the gathering's own tells it."""
    effect = clause.status.effect
    if clause.node is not clause.focus and effect in _STAGES:
        told = clause.line.row.stage
        return (told if told and effect in ("factual", "ongoing") else _STAGES[effect] or "held"), SURE
    if effect == "cancelled":
        return "cancelled", SURE
    if effect == "planned" and clause.node is clause.focus:
        return "planned", SURE
    around = next((n for n in clause.node.ancestors() if n.is_verb), None)
    above = ctx.matcher.status(around).effect if around is not None else "factual"
    return ("held" if above in ("factual", "ongoing") and effect in ("factual", "ongoing") else "planned"), PASSING


def _date(clause: Clause, ctx: Context) -> str | None:
    value = date_of(clause, ctx)
    return value.value if value is not None else None


def _is_ahead(date: str | None, ctx: Context) -> bool:
    """Whether a date lies wholly behind the day of publication."""
    published = ctx.story.published
    return date is not None and published is not None and date > published.isoformat()[: len(date)]


# -- who ---------------------------------------------------------------------------------------------------------------


def _own(clause: Clause, ctx: Context) -> list[Who]:
    """Whose gathering it is: the parties in the noun's own phrase, or those of the standing body that meets."""
    focus, scene = clause.focus, clause.scene
    if focus is None:
        return []
    own = slots(focus)
    topical = ctx.matcher.noun(focus, scene, _TOPICAL) is not None
    parties = () if topical else ctx.resolver.named_before(focus, scene)
    out = [Who(parties, (), "collective", True, "named before the gathering")] if parties else []
    for slot in ("subj", "of", "between", "with", "among"):
        for node in own.get(slot, ()):
            out.extend(who for who in acting([node], clause, ctx) or _owners(node, clause, ctx) if _may_meet(who, slot))
    return out or _sides(focus, clause, ctx)


def _may_meet(who: Who, slot: str) -> bool:
    """"The Summit of the Americas" is no meeting of a party."""
    return slot != "of" or who.kind != "region"


def _owners(node: Node, clause: Clause, ctx: Context) -> list[Who]:
    """"the Interstate Council of the two states": the parties that the name of a standing body holds."""
    parties = ctx.resolver.owners(node, clause.scene) if node.is_nominal else ()
    return [Who(parties, (), "collective", True, "owners of a standing body")] if parties else []


def _sides(focus: Node, clause: Clause, ctx: Context) -> list[Who]:
    """"the joint commission": that of the two sides of the story."""
    if not any(n.lower in ctx.matcher.mutual for n in focus.subtree()):
        return []
    acts = parties_of(acting([*clause.slots.get("subj", ()), *clause.slots.get("gov", ())], clause, ctx))
    parties = parties_told(acts, clause, ctx) or parties_told((), clause, ctx)
    return [Who(parties, (), "collective", True, "the two sides of the story")] if len(parties) > 1 else []


def _present(clause: Clause, stage: str, ctx: Context) -> list[Who]:
    """Hosts and attendees: the fillers of the line's roles, those who met beside it, and who invites to it."""
    met = [who for who in acting(clause.fill("persons"), clause, ctx) if who.kind in _PEOPLE]
    if clause.node is clause.focus:
        beside = [*met, *_beside(clause, ctx)] if stage == "held" else []
        return [*acting(clause.fill("parties"), clause, ctx), *beside]
    if (host := _inviter(clause, ctx)) is not None:
        return host
    if clause.status.effect not in _STAGES or clause.status.negated:
        return []
    return [*acting(clause.fill("parties"), clause, ctx), *met]


def _beside(clause: Clause, ctx: Context) -> list[Who]:
    """Those who do something "on the sidelines of" a gathering are there."""
    above = next((n for n in clause.node.ancestors() if n.is_nominal), None)
    if above is None or ctx.matcher.noun(above, clause.scene, _SIDELINES) is None:
        return []
    verb = next((n for n in above.ancestors() if n.is_verb), None)
    if verb is None:
        return []
    people = [n for slot in ("obj", "with") for n in slots(verb).get(slot, ())]
    met = [who for who in acting(people, clause, ctx) if who.kind in _PEOPLE]
    return [*acting([n for head in subjects(verb) for n in conjuncts(head)], clause, ctx), *met]


def _inviter(clause: Clause, ctx: Context) -> list[Who] | None:
    """Who invites others to attend is told as host; those invited are not there yet."""
    verb = clause.node
    inviting = verb if ctx.matcher.tells(verb, "invitation") else verb.head
    if not verb.is_verb or not ctx.matcher.tells(inviting, "invitation"):
        return None
    return acting([n for head in slots(inviting).get("subj", ()) for n in conjuncts(head)], clause, ctx)


def _name(clause: Clause, found: _Found) -> str | None:
    """The noun phrase; where it is a common noun, with the words of the body whose gathering it is."""
    name = name_of(clause.focus, clause.scene)
    if name is not None and any(w[:1].isupper() or w[:1].isdigit() for w in name.split()):
        return name
    for node in clause.slots.get("subj", ()) if clause.node.is_verb else ():
        named = [n for one in node.subtree() if one.i in clause.scene.hits for n in clause.scene.hits[one.i].found.names]
        if any(n.kind == "body" for n in named) and not any(n.kind == "person" for n in named):
            return f"{name or 'meeting'} of {name_of(node, clause.scene)}"
    return name
