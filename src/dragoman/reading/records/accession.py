"""Accessions: joining or leaving a body or an accord."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.fillers import new_body
from dragoman.reading.records.again import is_again, repeated
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft, Stages
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.naming import name_of
from dragoman.reading.records.parties import acting, persons_of, source_of, whos
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

_NOT_YET: Stages = {"ongoing": "planned", "planned": "planned", "proposed": "planned", "requested": "proposed"}
_ACTOR = ("subj", "poss")
_RECIPIENT = ("obj", "to", "from", "of", "in")
_SETTLED = frozenset({"applied", "planned"})


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """One accession for each party that joins or leaves."""
    if is_again(clause):
        yield from repeated(clause, ctx)
        return
    stage = _stage(clause)
    if stage is None or _joins_in_doing(clause):
        return
    targets = clause.fill("recipient", _RECIPIENT)
    bodies = [who for who in whos(targets, clause, ctx) if who.kind == "body"] or _new_bodies(targets, clause, ctx)
    for joiner in acting(clause.fill("actor", _ACTOR), clause, ctx):
        for party in joiner.parties if _may_join(joiner, stage) else ():
            recipient = tuple(p for who in bodies[:1] for p in who.parties)
            if not recipient and not _names_accord(targets, clause, ctx):
                recipient = _body_told(ctx)
                if not recipient and not targets:
                    continue
            if party in recipient:
                continue
            draft = Draft(
                clause, "accession", _kind(targets, clause, ctx), stage, actor=(party,), recipient=recipient,
                persons=persons_of([joiner], ctx), negated=clause.status.negated, name=_name(targets, recipient, clause, ctx),
            )  # fmt: skip
            yield finish(draft, ctx, source_of(clause, ctx))


def _kind(targets: list[Node], clause: Clause, ctx: Context) -> str:
    """The line's kind; what is joined by a name that the gazetteer knows as an accord is one."""
    found = (ctx.resolver.who(node, clause.scene) for node in targets)
    is_accord = clause.kind == "membership" and any(who is not None and who.kind == "accord" for who in found)
    return "accord" if is_accord else clause.kind


def _new_bodies(targets: list[Node], clause: Clause, ctx: Context) -> list[Who]:
    """Bodies that no file knows, by their acronym."""
    codes = (new_body(node, clause.scene, ctx.matcher.words) for node in targets)
    return [Who((code,), (), "body") for code in codes if code is not None]


def _names_accord(targets: list[Node], clause: Clause, ctx: Context) -> bool:
    """Whether it joins something that is no body: an accord, an initiative, a body without a code."""
    found = (ctx.resolver.who(node, clause.scene) for node in targets)
    named = any(who is not None and who.kind == "accord" for who in found)
    return (
        named
        or (clause.focus is not None and clause.line.kind == "accord")
        or bool(targets and clause.focus in targets)
    )


def _body_told(ctx: Context) -> tuple[str, ...]:
    """The body joined or left that was told last, else the body that the story names most: "applied in 2011"."""
    last = next((r.recipient for r in reversed(ctx.told) if r.type == "accession" and r.recipient), None)
    if last:
        return last
    cast = ctx.resolver.cast
    return next(((code,) for code, _ in cast.named.most_common() if code in cast.bodies), ())


def _stage(clause: Clause) -> str | None:
    told = clause.line.row.stage or "joined"
    if clause.status.effect == "factual" or (clause.status.effect == "ongoing" and told in _SETTLED):
        return told
    return _NOT_YET.get(clause.status.effect)


def _joins_in_doing(clause: Clause) -> bool:
    """ "Japan joined the EU in condemning …" tells no membership."""
    return (
        any(n.is_verb for slot in ("in", "xcomp") for n in clause.slots.get(slot, ()))
        and clause.node.is_verb
        and ("xcomp" not in clause.line.row.needs)
    )


def _may_join(who: Who, stage: str) -> bool:
    """States join; a leader only plans, applies or announces it for his state."""
    if who.kind in ("body", "group", "region", "company"):
        return False
    return not who.persons or stage != "joined"


def _name(targets: list[Node], recipient: tuple[str, ...], clause: Clause, ctx: Context) -> str | None:
    """The status, or the body or accord as the clause tells it, else the code of the body told before."""
    if clause.kind == "status" and (standing := next((n for n in clause.scene.nodes if n.i in clause.used), None)):
        return name_of(standing, clause.scene)
    named = (n for n in targets if (who := ctx.resolver.who(n, clause.scene)) and who.kind in ("body", "accord"))
    node = next(named, None)
    if node is None and recipient:
        return recipient[0]
    hit = clause.scene.hits.get(node.i) if node is not None else None
    if hit is not None:
        return clause.scene.text[hit.found.start : hit.found.end]
    return name_of(node or next(iter(targets), None), clause.scene)
