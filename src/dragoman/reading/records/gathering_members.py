"""Whose a gathering is, and who is told to be there."""

from __future__ import annotations

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import acting, parties_of
from dragoman.reading.records.told import parties_told, standing_told
from dragoman.reading.slots import slots
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts, preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.who import Scene, Who

SIDELINES = frozenset({"sidelines"})
_INSIDE = frozenset({"HYPH", "POS", "CD", ":", "VBN", "$", "-LRB-", "-RRB-"})
_COURSE = frozenset({"after", "at", "during", "in", "before", "following", "for"})
_AMONG = frozenset({"between", "among"})
_HOSTED = frozenset({"hosted"})
_CHAIRING = frozenset({"chairing"})
_TOPICAL = frozenset({"topical"})
_PEOPLE = frozenset({"person", "official", "collective"})
_NOT_TOLD = frozenset({"requested", "proposed", "hypothetical", "threatened"})


def own_members(clause: Clause, ctx: Context) -> list[Who]:
    """Whose gathering it is: the parties in the noun's own phrase, or those of the standing body that meets."""
    focus = clause.focus
    if focus is None:
        return []
    itself = acting([focus], clause, ctx) if focus.i in clause.scene.hits else []
    topical = ctx.matcher.noun(focus, clause.scene, _TOPICAL) is not None
    out = [*itself, *([] if topical else _named_left(focus, clause, ctx))]
    own = slots(focus)
    for slot in ("subj", "of", "between", "with", "among"):
        for node in own.get(slot, ()):
            out.extend(who for who in _members(node, clause, ctx) if slot != "of" or who.kind != "region")
    hosted = ctx.matcher.noun(focus, clause.scene, _HOSTED) is not None
    hosts = _hosts(clause, ctx)
    out.extend(who for who in hosts if hosted or (out and who.kind == "state"))
    out.extend(_partner_of(focus, out, clause, ctx))
    return out or _sides(focus, clause, ctx)


def _partner_of(focus: Node, own: list[Who], clause: Clause, ctx: Context) -> list[Who]:
    """Who does something in the course of a summit with somebody: "said after a summit with the Thai premier"."""
    after = focus.dep == "pobj" and focus.head.lower in _COURSE and len(parties_of(own)) == 1
    if not after or not any(who.persons for who in own) or not focus.is_nominal:
        return []
    verb = next((n for n in focus.ancestors() if n.is_verb), None)
    return acting([n for head in subjects(verb) for n in conjuncts(head)], clause, ctx) if verb is not None else []


def _hosts(clause: Clause, ctx: Context) -> list[Who]:
    """The state where it meets: named as a state, or of a town for a conference that a state always hosts."""
    verb = next((n for n in (clause.node, *clause.node.ancestors()) if n.is_verb), clause.node)
    phrases = [phrase for node in (clause.focus, verb) if node for phrase in preposition_objects(node)]
    journey = ctx.matcher.noun(clause.focus or clause.node, clause.scene, _HOSTED) and verb.is_verb
    places = [n for prep, n in phrases if prep in ("in", "at") or (journey and prep == "to")]
    if verb.dep == "relcl" and any(c.lower == "where" for c in verb.children):
        places.append(verb.head)
    return [who for n in places if (who := ctx.resolver.where(n, clause.scene)) is not None]


def _named_left(focus: Node, clause: Clause, ctx: Context) -> list[Who]:
    """The names in the words before the noun; "the New Delhi summit" tells only where."""
    heads = {hit.head.i: hit.head for n in words_left(focus, clause.scene) if (hit := clause.scene.hits.get(n.i))}
    return [who for who in acting([heads[i] for i in sorted(heads)], clause, ctx) if who.kind != "capital"]


def words_left(focus: Node, scene: Scene) -> list[Node]:
    """The words before a noun that belong to it, however the parser hangs them: "EU – Central Asia summit"."""
    nodes = scene.nodes
    at = first = nodes.index(focus)
    while at > 0:
        before = nodes[at - 1]
        hit = scene.hits.get(before.i)
        if hit is None and before.pos not in ("noun", "propn", "adj") and before.tag not in _INSIDE:
            break
        at = min(at - 1, nodes.index(hit.nodes[0])) if hit is not None else at - 1
    return nodes[at:first]


def _members(node: Node, clause: Clause, ctx: Context) -> list[Who]:
    """Those whom a word of the gathering's phrase means; of a standing body, those whose it is or was told to be."""
    node = antecedent(node)
    found = acting([node], clause, ctx)
    if found or not node.is_nominal:
        return found
    among = [n for prep, head in preposition_objects(node) if prep in _AMONG for n in conjuncts(head)]
    parties = parties_of(acting(among, clause, ctx))
    parties = parties or ctx.resolver.owners(node, clause.scene) or standing_told(node, ctx)
    return [Who(parties, (), "collective", True, "owners of a standing body")] if parties else []


def antecedent(node: Node) -> Node:
    """The noun that "whose" stands for."""
    if node.tag != "WP$":
        return node
    return next((n.head for n in node.ancestors() if n.dep == "relcl"), node)


def _sides(focus: Node, clause: Clause, ctx: Context) -> list[Who]:
    """ "the joint commission": that of the two sides told before, or of who comes and where it meets."""
    if not any(n.lower in ctx.matcher.mutual for n in focus.subtree()):
        return []
    parties = standing_told(focus, ctx) or _guest_and_host(clause, ctx)
    acts = parties_of(acting([*clause.slots.get("subj", ()), *clause.slots.get("gov", ())], clause, ctx))
    parties = parties or (acts if len(acts) > 1 else ())
    parties = parties or parties_told(acts, clause, ctx) or parties_told((), clause, ctx)
    return [Who(parties, (), "collective", True, "the two sides of the story")] if len(parties) > 1 else []


def _guest_and_host(clause: Clause, ctx: Context) -> tuple[str, ...]:
    verb = clause.node if clause.node.is_verb else next((n for n in clause.node.ancestors() if n.is_verb), None)
    if verb is None:
        return ()
    guests = parties_of(acting(subjects(verb), clause, ctx))
    places = [n for prep, n in preposition_objects(verb) if prep in ("in", "to")]
    hosts = parties_of([who for n in places if (who := ctx.resolver.where(n, clause.scene)) is not None])
    return (*guests, *hosts) if len({*guests, *hosts}) == 2 else ()


def present(clause: Clause, stage: str, ctx: Context) -> list[Who]:
    """Hosts and attendees: the fillers of the line's roles, those who met beside it, and who invites to it."""
    met = [who for who in acting(clause.fill("persons"), clause, ctx) if who.kind in _PEOPLE]
    if clause.node is clause.focus:
        beside = [*met, *_beside(clause, ctx)] if stage == "held" else []
        return [*acting(clause.fill("parties"), clause, ctx), *beside]
    if hosts := _inviters(clause, ctx):
        return hosts
    if clause.status.effect in _NOT_TOLD or clause.status.negated:
        return []
    around = [*_taking_part(clause, ctx), *(_around(clause, ctx) if stage == "held" else [])]
    found = [*acting(clause.fill("parties"), clause, ctx), *met, *around]
    return [_of_state(who) for who in found]


def _taking_part(clause: Clause, ctx: Context) -> list[Who]:
    """ "under the chairmanship of the two ministers", "with the participation of Japan", "at Peru's request"."""
    nouns = [n for slot in ("under", "with", "in", "at", "subj.at", "obj.at") for n in clause.slots.get(slot, ())]
    chairing = [n for n in nouns if ctx.matcher.noun(n, clause.scene, _CHAIRING) is not None]
    return acting([n for noun in chairing for slot in ("subj", "of") for n in slots(noun).get(slot, ())], clause, ctx)


def _of_state(who: Who) -> Who:
    """An envoy for a region comes for his state."""
    own = tuple(p for p in who.parties if not p.startswith("R:"))
    return who._replace(parties=own or who.parties)


def _around(clause: Clause, ctx: Context) -> list[Who]:
    """Those who met where, or on the sidelines of what, somebody held: "in Delhi, where a summit was taking place"."""
    place = clause.node.head if clause.node.dep == "relcl" else None
    if place is not None and any(c.lower == "where" for c in clause.node.children):
        return _doers(next((n for n in place.ancestors() if n.is_verb), None), clause, ctx)
    return _beside(clause, ctx)


def _beside(clause: Clause, ctx: Context) -> list[Who]:
    """Those who do something "on the sidelines of" a gathering are there."""
    above = list((clause.focus or clause.node).ancestors())
    at = next((i for i, n in enumerate(above) if ctx.matcher.noun(n, clause.scene, SIDELINES) is not None), None)
    return _doers(next((n for n in above[at:] if n.is_verb), None) if at is not None else None, clause, ctx)


def _doers(verb: Node | None, clause: Clause, ctx: Context) -> list[Who]:
    """Who does it, and the people with whom."""
    if verb is None:
        return []
    people = [n for slot in ("obj", "with") for n in slots(verb).get(slot, ())]
    met = [who for who in acting(people, clause, ctx) if who.kind in _PEOPLE]
    return [*acting([n for head in subjects(verb) for n in conjuncts(head)], clause, ctx), *met]


def _inviters(clause: Clause, ctx: Context) -> list[Who]:
    """Who invites others to attend is told as host; those invited are not there yet."""
    above = clause.node.head
    if clause.node.dep == "xcomp" and ctx.matcher.tells(above, "invitation"):
        return acting([n for head in slots(above).get("subj", ()) for n in conjuncts(head)], clause, ctx)
    return acting(clause.fill("host"), clause, ctx)
