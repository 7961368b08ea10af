"""Who imposes a measure, and who bears it: by name, territory, goods and forces, or by what the story told before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from dragoman.model import Record
from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import acting, parties_of, whos
from dragoman.reading.records.told import is_repetition, repeated, target_told
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts, noun_phrase, preposition_objects
from dragoman.reading.tree import Node

_ACTING = ("subj", "by", "poss", "mod", "gov")
_NEAR = ("near", "toward", "towards", "over", "off", "around", "along", "of", "to", "from")
_BORNE: dict[str, tuple[tuple[str, ...], ...]] = {
    "sanction": (("on", "upon", "against", "obj"), ("to", "of"), ("subj.on",)),
    "tariff": (("on", "upon", "against"), ("obj", "from", "of"), ("for", "to"), ("subj.on",)),
    "export_control": (("to", "on", "against"), ("of", "obj", "for"), ("from",)),
    "import_ban": (("from", "on", "against"), ("of", "obj")),
    "travel_ban": (("on", "against", "for"), ("obj", "from", "of", "iobj"), ("to", "with", "into")),
    "expulsion": (("obj",), ("of",), ("from",)),
    "embargo": (("on", "against", "of"), ("to", "with", "obj")),
    "military": (("obj", "on", "against"), ("at", "into", "inside", "in"), _NEAR),
}  # fmt: skip
"""Where those who bear a measure stand, by kind: the first group that names a party counts."""
_WITHIN = ("of", "from", "in", "inside", "near", "by", "on", "along", "off", "to", "with", "for")
_NAMING = frozenset({"state", "region", "body", "group", "organ", "company", "place"})
_AIMED = frozenset({"sanction", "tariff", "travel_ban", "expulsion", "embargo"})
"""Kinds that always bear on somebody: where the clause names nobody, on whom the story spoke of last."""
_INSTRUMENTS = frozenset({"force", "missile", "assault"})
_STEPS = frozenset({"ban", "measure"})
_INTO = ("in", "inside", "into", "near", "off", "over", "against")
_RECENT = 4
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_PRONOUNS = frozenset({"it", "they", "them"})
_NEAR_BY = 400  # characters that "they were lifted" looks back
_BANS = ("import_ban", "export_control", "travel_ban", "embargo")
_BARRED = frozenset({"barred", "goods", "stranger"})
_DEPTH = 4


def actor_of(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Who imposes: the first slot of the line's `actor` that names somebody who can act for a party."""
    excluded = ("people", "company") if clause.kind == "military" else ("people",)
    whose = clause.kind == "import_ban" and clause.noun is not None and "barred" in clause.noun.classes
    for slot in clause.line.roles.get("actor", _ACTING):
        if whose and slot in ("mod", "poss"):
            continue  # "Ugandan imports were stopped"
        nodes = clause.slots.get(slot, ())
        if slot == "mod":
            nodes = [n for n in nodes if _qualifies(n, clause) and not (clause.node.is_nominal and n.i > clause.node.i)]
        found = [who for who in acting(nodes, clause, ctx) if who.kind not in excluded]
        if parties := parties_of(found) or _through(nodes, clause, ctx):
            return parties
        if slot == "from" and (parties := parties_of(whos(nodes, clause, ctx))):
            return parties  # "barred from Turkish ports": whose ground it is
    named = (n for n in clause.slots.get("obj", ()) if ctx.matcher.noun(n, clause.scene, _STEPS))
    return _through(
        [n for n in named if n is not clause.focus], clause, ctx
    )  # "Tokyo's curbs on sales, imposed in May"


def implied_actor(clause: Clause, source: Source | None, ctx: Context) -> tuple[str, ...]:
    """Of a step told without its actor: where dutiable goods go, else who says what somebody would face."""
    has_actor = bool(clause.slots.get("subj")) and "subj" not in clause.line.roles.get("recipient", ())
    if clause.node.is_nominal or clause.kind not in _AIMED or has_actor:
        return ()
    bound = () if clause.kind == "travel_ban" else ("of", "from")
    named = [n for slot in ("on", "against", "obj", "subj", *bound) for n in clause.slots.get(slot, ())]
    bearers = _bearers(named, clause, ctx)
    if not bearers:
        return ()
    if clause.kind in ("tariff", "travel_ban") and (found := _destination(clause, bearers, ctx)):
        return found
    if source is None or source.who is None or not source.who.speaks or set(source.who.parties) & set(bearers):
        return ()
    return source.who.parties


def _destination(clause: Clause, bearers: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """Where the goods or people go: "a duty on cars shipped to Brazil", "barred from entering Brazil"."""
    bound = [
        n for n in clause.node.subtree()
        if (n.dep == "pobj" and n.head.lower in ("to", "into") and n.head.head is not clause.node)
        or (n.dep == "dobj" and n.head.dep == "pcomp")
    ]  # fmt: skip
    found = parties_of(whos(bound, clause, ctx))
    return found if found and not set(found) & set(bearers) else ()


def _through(nodes: Sequence[Node], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whose instrument acts: ships and aircraft ("Thai F-16s"), decrees ("signed an order banning …")."""
    for node in nodes:
        who = ctx.resolver.who(node, clause.scene)
        if who is not None and who.parties and not ctx.matcher.noun(node, clause.scene, _INSTRUMENTS):
            continue
        owners = [n for c in node.children if c.dep in ("amod", "compound", "poss") for n in conjuncts(c)]
        able = [n for n in owners if n.dep == "poss" or _qualifies(n, clause)]
        able += [n for prep, n in preposition_objects(node) if prep == "of"]  # "fighters of the Russian Federation"
        above = subjects(node.head) if node.dep == "dobj" and node.head is not clause.node else []
        if parties := parties_of(whos(able, clause, ctx)) or parties_of(acting(above, clause, ctx)):
            return parties
    return ()


def _qualifies(node: Node, clause: Clause) -> bool:
    """Whether a modifier tells who acts ("Russian", "U.S.", "EU") rather than on whom ("Russia sanctions")."""
    hit = clause.scene.hits.get(node.i)
    if hit is None or hit.head is not node:
        return False
    name = hit.found.names[0]
    return name.kind in ("body", "organ", "group") or name.form == "adjective" or node.text.replace(".", "").isupper()


def recipient_of(clause: Clause, kind: str, ctx: Context, actor: tuple[str, ...]) -> tuple[str, ...]:
    """Who bears it: the first group of slots that names another than the actor, else a name before the noun."""
    told = clause.line.roles.get("recipient")
    if told == ("with",) and len(actor) > 1 and "with" not in clause.slots:
        return actor  # they did it to each other
    for group in [tuple(told)] if told else _BORNE.get(kind, ()):
        nodes = [n for slot in group for n in clause.slots.get(slot, ())]
        if parties := tuple(p for p in _bearers(nodes, clause, ctx) if p not in actor):
            return _meant(parties, nodes, kind, clause, actor, ctx)
    named = [n for n in clause.slots.get("mod", ()) if n.i in clause.scene.hits and not _qualifies(n, clause)]
    if kind == "travel_ban" or (kind == "military" and told != ("obj",)):
        named = [n for n in _grounds(clause) if set(_bearers([n], clause, ctx)) - set(actor)][:1]
    if kind == "expulsion" and clause.node.dep == "conj" and (obj := clause.node.head.child("dobj")):
        named = [obj]  # "summoned the Thai envoy and expelled two diplomats"
    return tuple(p for p in _bearers(named, clause, ctx) if p not in actor)


def _meant(
    parties: tuple[str, ...], nodes: Sequence[Node], kind: str, clause: Clause, actor: tuple[str, ...], ctx: Context
) -> tuple[str, ...]:
    """Those named; for a phrase that names nobody ("ten officials") the story's target where it is named far more."""
    if any(_names(node, clause) for node in nodes):
        return tuple(p for p in parties if not p.startswith("R:")) or parties
    named, target = ctx.resolver.cast.named, target_told(actor, ctx)
    if kind in _AIMED and len(parties) == 1 and target and named[target[0]] >= 2 * named[parties[0]]:
        return target
    return parties


def _names(node: Node, clause: Clause) -> bool:
    """Whether a name stands in a noun phrase, its clauses left out."""
    start, end = noun_phrase(node)
    return any(start <= n.start < end for n in node.subtree() if n.i in clause.scene.hits)


def _grounds(clause: Clause) -> Iterator[Node]:
    """Places deeper in the clause: "bombed what it called depots inside Chad", "from travelling to Chad"."""
    for node in clause.node.subtree():
        beside = node.head.lower == "to" and (node.head.head.pos in ("adj", "adv") or node.head.head.tag == "VBG")
        if node.dep == "pobj" and (beside or node.head.lower in _INTO):
            path = list(takewhile(lambda above: above is not clause.node, node.ancestors()))
            if not any(above.dep in ("conj", "advcl", "relcl") and above.is_verb for above in path):
                yield node


def last_spoken_of(clause: Clause, kind: str, ctx: Context, actor: tuple[str, ...]) -> tuple[str, ...]:
    """The party lately spoken of that the story names most, for a kind that always bears on somebody, told by a verb."""
    if clause.node.is_nominal or kind not in _AIMED:
        return ()
    return ctx.resolver.main_party(clause.scene, clause.node, actor)


def earlier(clause: Clause, ctx: Context) -> Record | None:
    """The measure told before that a definite noun without arguments points back to: "the ban", "the same step", "it"."""
    noun = clause.focus
    if is_repetition(clause):
        return repeated(ctx, "measure")
    if any(not need.values.isdisjoint(_PRONOUNS) for need in clause.line.needs):
        at = clause.scene.sentence.start
        near = (r for r in reversed(ctx.told) if r.type == "measure" and 0 < at - r.evidence.start <= _NEAR_BY)
        return next((r for r in near if r.actor and not r.negated), None)
    if noun is None or not any(c.dep == "det" and c.lower in _DEFINITE for c in noun.children):
        return None
    if noun.child("prep", "poss", "relcl", "acl") or any(c.i in clause.scene.hits for c in noun.children):
        return None
    kinds = (clause.kind,) if clause.kind else _BANS
    return next((r for r in reversed(ctx.told) if r.type == "measure" and r.kind in kinds and r.actor), None)


def ban_kind(clause: Clause, ctx: Context) -> str:
    """The kind of a ban by what it bars, else by where the goods come from or go to, else that of the one told last."""
    if clause.noun is None or "ban" not in clause.noun.classes:
        return ""
    for node in (n for slot in ("on", "of", "against", "for") for n in clause.slots.get(slot, ())):
        barred = ctx.matcher.noun(node, clause.scene, _BARRED)
        if barred is not None:
            known = barred.kind if barred.kind in _BORNE else ""
            return known or ("travel_ban" if "stranger" in barred.classes else "import_ban")
    for slot, kind in (("from", "import_ban"), ("to", "export_control")):
        if _bearers(clause.slots.get(slot, ()), clause, ctx):
            return kind
    if told := next((r.kind for r in reversed(ctx.told[-_RECENT:]) if r.type == "measure" and r.kind in _BANS), ""):
        return told
    on = (n for slot in ("on", "against") for n in clause.slots.get(slot, ()))
    return "sanction" if clause.node.is_verb and _bearers(on, clause, ctx) else ""  # "eased curbs on Syria's banks"


def _bearers(nodes: Iterable[Node], clause: Clause, ctx: Context) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for node in nodes for p in _bearer(node, clause, ctx, _DEPTH)))


def _bearer(node: Node, clause: Clause, ctx: Context, depth: int) -> tuple[str, ...]:
    """The parties that a phrase stands for: itself, its territory, or whose it is ("steel from China")."""
    if depth == 0:
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
        examples = [n for prep, n in pairs if prep in ctx.matcher.words("for_example")]
        behind = examples or [n for prep, n in pairs if prep in _WITHIN]
        clauses = (pair for c in node.all("relcl", "acl") for pair in preposition_objects(c))
        behind += [*node.all("appos"), *(n for prep, n in clauses if prep in _WITHIN and prep != "by")]
        if not behind:  # "the assets that Niger keeps abroad"
            behind = [n for c in node.all("relcl") for n in c.all("nsubj") if not n.tag.startswith("W")]
        found = [p for n in behind for one in conjuncts(n) for p in _bearer(one, clause, ctx, depth - 1)]
    return tuple(dict.fromkeys(found))
