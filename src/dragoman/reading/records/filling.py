"""The side of a measure that its clause does not name: from the clauses above, the measures told before, the story's pair."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dragoman.model import Record
from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import acting, parties_of
from dragoman.reading.records.sides import partner, provokers
from dragoman.reading.records.told import parties_told
from dragoman.reading.subjects import subjects
from dragoman.reading.tree import Node

Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""Who acts, who bears."""

_BACK = 1500  # characters that a step told without its sides looks back
_HOSTILE = frozenset({"force", "missile", "assault"})
_PRIVATE = frozenset({"people", "company", "private", "region"})


def fill_actor(clause: Clause, kind: str, bearers: tuple[str, ...], source: Source | None, ctx: Context) -> Sides:
    """Who acts, and who bears where that is known only from the same telling; empty where nothing tells it."""
    above = _subject_above(clause, () if _is_asked(clause) else bearers, ctx)
    if _is_asked(clause):  # who asks for an end bears it
        bearers = bearers or above
        if told := tuple(p for p in parties_told(bearers, clause, ctx) if p not in bearers):
            return told, bearers
    elif above:
        return above, bearers
    if before := _like(clause, kind, bearers, ctx):
        return before.actor or (), bearers or before.recipient or ()
    if not bearers or (
        kind == "military" and any(_is_other_doer(n, clause, ctx) for n in clause.slots.get("subj", ()))
    ):
        return (), ()  # "was struck by Hurricane Irma", "stormed by protesters"
    if (
        source is not None
        and source.who is not None
        and source.who.speaks
        and not set(source.who.parties) & set(bearers)
    ):
        return source.who.parties, bearers
    return _named_before(clause, bearers, ctx) or _spoken_of(clause, bearers, ctx), bearers


def _is_other_doer(node: Node, clause: Clause, ctx: Context) -> bool:
    is_agent = node.pos == "noun" and node.dep == "pobj"
    return node.pos == "propn" or (is_agent and ctx.matcher.noun(node, clause.scene, _HOSTILE) is None)


def fill_bearers(clause: Clause, kind: str, actor: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """On whom the same actor's step of the kind, or another's, bore that was told before; else the other of the story's pair."""
    for record in _told(clause, kind, ctx):
        if record.actor == actor and record.recipient:
            return record.recipient
    for record in _told(clause, kind, ctx):
        if record.recipient and not set(actor) & set(record.recipient):
            return record.recipient
    if provoking := tuple(p for p in provokers(clause, ctx) if p not in actor):
        return provoking
    if kind == "military" and clause.noun is None:
        return ()  # "Fiji attacked from the kick-off"
    other = partner(actor, ctx)
    return (other,) if other is not None else ()


def antecedent_of(clause: Clause, kind: str, ctx: Context) -> Record | None:
    """The measure of which a relative clause tells another step: "the ban that it had imposed"."""
    verb = clause.node
    if verb.dep != "relcl" and not (verb.dep == "acl" and verb.tag in ("VBN", "VBD")):
        return None
    start = clause.scene.sentence.start
    same = (r for r in reversed(ctx.told) if r.type == "measure" and r.kind == kind and r.evidence.start == start)
    return next(same, None)


def _is_asked(clause: Clause) -> bool:
    return clause.status.effect in ("requested", "proposed")


def _subject_above(clause: Clause, bearers: Collection[str], ctx: Context) -> tuple[str, ...]:
    """The party that acts in a clause above, where no verb of saying stands between."""
    if clause.node.dep in ("advcl", "conj") and clause.node.child("nsubj", "nsubjpass"):
        return ()  # "…, while India has been hit with 50%"
    for verb in _verbs_above(clause.node, ctx):
        found = [who for who in acting(subjects(verb), clause, ctx) if who.kind not in _PRIVATE]
        if parties := parties_of(found):
            return parties if not set(parties) & set(bearers) else ()
    return ()


def _named_before(clause: Clause, bearers: Collection[str], ctx: Context) -> tuple[str, ...]:
    """The one named nearest before in the sentence who can act."""
    for node in reversed([n for n in clause.scene.nodes if n.i < clause.node.i and n.i in clause.scene.hits]):
        who = ctx.resolver.who(node, clause.scene)
        if who is not None and who.speaks and who.kind != "region" and not set(who.parties) & set(bearers):
            return who.parties
    return ()


def _spoken_of(clause: Clause, bearers: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """The other party of a story about two, or of the dealings told last, else the one lately spoken of and named most."""
    other = partner(bearers, ctx)
    if other is not None:
        return (other,)
    told = tuple(p for p in parties_told(bearers, clause, ctx) if p not in bearers)
    return told or ctx.resolver.main_party(clause.scene, clause.node, bearers)


def _verbs_above(node: Node, ctx: Context) -> Iterator[Node]:
    for above in node.ancestors():
        if ctx.attributor.is_saying(above):
            return
        if above.is_verb:
            yield above


def _like(clause: Clause, kind: str, bearers: Collection[str], ctx: Context) -> Record | None:
    """The measure of the kind told before that bore on the same, or on anybody where nobody is named."""
    for record in _told(clause, kind, ctx):
        if not bearers or set(bearers) & set(record.recipient or ()):
            return record
    return None


def _told(clause: Clause, kind: str, ctx: Context) -> Iterator[Record]:
    at = clause.scene.sentence.start
    for record in reversed(ctx.told):
        if record.type == "measure" and record.kind == kind and record.actor and at - record.evidence.start <= _BACK:
            yield record
