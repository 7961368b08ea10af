"""Measures: coercive or restrictive steps; the actor imposes, the recipient bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.model import Record
from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.parse import Node
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, finish, parties_of, source_of, stage_of, whos,
)  # fmt: skip
from dragoman.reading.syntax import conjuncts, preposition_objects, subjects

_STAGES: Stages = {
    "factual": "imposed", "ongoing": "imposed", "planned": "planned", "threatened": "threatened",
    "hypothetical": "threatened", "proposed": "threatened",
}  # fmt: skip
_RELIEF = frozenset({"eased", "lifted", "suspended"})
_DECIDED = frozenset({"factual", "ongoing", "planned"})
_ACTING = ("subj", "by", "poss", "mod", "gov")
_BORNE: dict[str, tuple[tuple[str, ...], ...]] = {
    "sanction": (("on", "upon", "against", "obj"), ("to", "of")),
    "tariff": (("on", "upon", "against"), ("obj", "from", "of"), ("for", "to")),
    "export_control": (("to", "on", "against"), ("of", "obj", "for"), ("from",)),
    "import_ban": (("from", "on", "against"), ("of", "obj")),
    "travel_ban": (("on", "against", "for"), ("obj", "from", "of", "iobj"), ("to", "with", "into")),
    "expulsion": (("obj",), ("of",), ("from",)),
    "embargo": (("on", "against", "of"), ("to", "obj")),
    "military": (("obj", "on", "against"), ("at", "into", "inside", "in"), ("near", "toward", "towards", "over", "off", "around", "along", "of", "to", "from")),
}  # fmt: skip
"""Where those who bear a measure stand, by kind: the first group that names a party counts."""
_WITHIN = ("of", "from", "in", "inside", "near", "by", "on", "along", "off", "to", "with")
_LISTING = ("include", "like", "as")
_NAMING = frozenset({"state", "region", "body", "group", "organ", "company", "place"})
_AIMED = frozenset({"sanction", "tariff", "travel_ban", "expulsion", "embargo"})
"""Kinds that always bear on somebody: where the clause names nobody, on whom the story spoke of last."""
_INSTRUMENTS = frozenset({"force", "missile", "assault"})
_DEPTH = 4


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A measure of the subject on those who bear it."""
    stage = _stage(clause)
    actor = _actor(clause, ctx)
    if stage is None or not clause.kind or not actor:
        return
    recipient = _recipient(clause, ctx, actor)
    source = source_of(clause, ctx)
    if not recipient and not _may_lack_bearer(clause):
        return
    if clause.kind == "military" and _is_claim(source, actor, recipient):
        return
    draft = Draft(
        clause, "measure", clause.kind, stage, actor=actor, recipient=recipient, negated=_negated(clause, stage)
    )
    record = finish(draft, ctx, source)
    if stage == "planned" and record.date is None and clause.kind != "expulsion":
        record = record.model_copy(update={"stage": "threatened"})  # nothing says that it is decided
    yield record


def _stage(clause: Clause) -> str | None:
    """How far it has got; a noun phrase that names a measure presupposes it, whatever its verb's tense."""
    told, effect = clause.line.row.stage, clause.status.effect
    if clause.status.alleged or (effect == "hypothetical" and _is_conditional(clause.node)):
        return None
    if told in _RELIEF:
        return told if effect in _DECIDED else None
    if told and effect in ("factual", "ongoing"):
        return told
    if clause.node.is_nominal and effect in ("planned", "requested", "proposed"):
        return told or ("imposed" if effect == "planned" else None)
    stage = stage_of(clause.status, _STAGES)
    return "imposed" if stage == "planned" and (clause.status.negated or clause.status.decided) else stage


def _is_conditional(node: Node) -> bool:
    """In a clause with "if": no threat but a case."""
    return any(c.dep == "mark" and c.lower == "if" for n in (node, *node.ancestors()) if n.is_verb for c in n.children)


def _negated(clause: Clause, stage: str) -> bool:
    return clause.status.negated and not clause.node.is_nominal and stage != "threatened"


def _may_lack_bearer(clause: Clause) -> bool:
    """Told by a verb, a trade measure may bear on nobody named; force and expulsion never."""
    if clause.node.is_nominal:
        return clause.kind == "export_control"
    return clause.kind not in ("military", "expulsion", "travel_ban")


def _is_claim(source: Source | None, actor: tuple[str, ...], recipient: tuple[str, ...]) -> bool:
    """Whether only the side that bears it says it."""
    if source is None or source.who is None:
        return False
    said = set(source.who.parties)
    return bool(said & set(recipient)) and not said & set(actor)


# -- who acts, who bears -----------------------------------------------------------------------------------------------


def _actor(clause: Clause, ctx: Context) -> tuple[str, ...]:
    for slot in clause.line.roles.get("actor", _ACTING):
        nodes = clause.slots.get(slot, ())
        if slot == "mod":
            nodes = [n for n in nodes if _qualifies(n, clause) and not (clause.node.is_nominal and n.i > clause.node.i)]
        found = [who for who in acting(nodes, clause, ctx) if who.kind != "people"]
        if parties := parties_of(found) or _through(nodes, clause, ctx):
            return parties
    return ()


def _through(nodes: Sequence[Node], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whose instrument acts: ships and aircraft ("Thai F-16s"), decrees ("signed an order banning …")."""
    for node in nodes:
        who = ctx.resolver.who(node, clause.scene)
        if who is not None and who.parties and not ctx.matcher.noun(node, clause.scene, _INSTRUMENTS):
            continue
        owners = [n for c in node.children if c.dep in ("amod", "compound", "poss") for n in conjuncts(c)]
        named = [p for n in owners for p in parties_of(whos([n], clause, ctx)) if n.dep == "poss" or _qualifies(n, clause)]
        above = subjects(node.head) if node.dep == "dobj" and node.head is not clause.node else []
        if parties := tuple(dict.fromkeys(named)) or parties_of(acting(above, clause, ctx)):
            return parties
    return ()


def _qualifies(node: Node, clause: Clause) -> bool:
    """Whether a modifier tells who acts ("Russian", "U.S.", "EU") rather than on whom ("Russia sanctions")."""
    hit = clause.scene.hits.get(node.i)
    if hit is None or hit.head is not node:
        return False
    name = hit.found.names[0]
    return name.kind in ("body", "organ", "group") or name.form == "adjective" or node.text.replace(".", "").isupper()


def _recipient(clause: Clause, ctx: Context, actor: tuple[str, ...]) -> tuple[str, ...]:
    told = clause.line.roles.get("recipient")
    if told == ("with",) and len(actor) > 1 and "with" not in clause.slots:
        return actor  # they did it to each other
    for group in [tuple(told)] if told else _BORNE[clause.kind]:
        found = _bearers((n for slot in group for n in clause.slots.get(slot, ())), clause, ctx)
        if parties := tuple(p for p in found if p not in actor):
            return parties
    if clause.kind == "expulsion" and clause.node.dep == "conj" and (obj := clause.node.head.child("dobj")):
        return tuple(p for p in _bearers([obj], clause, ctx) if p not in actor)  # "summoned the Thai envoy and expelled him"
    named = [n for n in clause.slots.get("mod", ()) if n.i in clause.scene.hits and not _qualifies(n, clause)]
    found = tuple(p for p in _bearers(named, clause, ctx) if p not in actor)
    if found or clause.node.is_nominal or clause.kind not in _AIMED:
        return found
    return ctx.resolver.last_party(clause.scene, clause.node, actor)


def _bearers(nodes: Iterable[Node], clause: Clause, ctx: Context) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for node in nodes for p in _bearer(node, clause, ctx, _DEPTH)))


def _bearer(node: Node, clause: Clause, ctx: Context, depth: int) -> tuple[str, ...]:
    """The parties that a phrase stands for: itself, its territory, or whose it is ("steel from China")."""
    if depth == 0 or node is clause.focus and clause.line.kind != "*" and not node.is_nominal:
        return ()
    if node.i not in clause.scene.hits and (owned := _owned(node, clause, ctx, depth)):
        return owned  # before the state spoken of last
    who = ctx.resolver.who(node, clause.scene)
    if who is not None and who.parties:
        return who.parties
    return _named(node, clause) or _owned(node, clause, ctx, depth)


def _named(node: Node, clause: Clause) -> tuple[str, ...]:
    """The party of a known name, the state of a known town."""
    hit = clause.scene.hits.get(node.i)
    if hit is None or hit.head is not node:
        return ()
    name = hit.found.names[0]
    return (name.party,) if name.kind in _NAMING and name.party != "*" and name.detail != "accord" else ()


def _owned(node: Node, clause: Clause, ctx: Context, depth: int) -> tuple[str, ...]:
    """Modifiers and possessor, else the phrases behind it."""
    before = [c for c in node.children if c.dep in ("amod", "compound", "nmod", "poss") and c.i < node.i]
    found = [p for c in before for one in conjuncts(c) for p in _bearer(one, clause, ctx, depth - 1)]
    if not found:
        pairs = list(preposition_objects(node))
        behind = [n for prep, n in pairs if prep in _LISTING] or [n for prep, n in pairs if prep in _WITHIN]
        behind += [*node.all("appos"), *(n for c in node.all("relcl", "acl") for p, n in preposition_objects(c) if p in _WITHIN)]
        found = [p for n in behind for one in conjuncts(n) for p in _bearer(one, clause, ctx, depth - 1)]
    return tuple(dict.fromkeys(found))
