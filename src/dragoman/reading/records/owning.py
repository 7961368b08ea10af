"""Whose an issue is: the parties that the phrase of a deed, a right, a pact names before its noun and behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.meant import others
from dragoman.reading.records.parties import parties_of, whos
from dragoman.reading.records.stances import REPROACHES
from dragoman.reading.slots import slots
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts, preposition_objects
from dragoman.reading.tree import Node

# The prepositions behind the noun of an issue that name whose it is; those of a wrong name its doer only.
_OWNED: dict[str, tuple[str, ...]] = {
    "praise": ("by", "of", "with", "between", "from"),
    "support": ("of", "between", "with", "to", "for", "by", "in", "among", "from"),
    "criticise": ("by", "of", "from"),
    "accuse": ("by", "of", "from"),
    "call_for": ("by", "of", "from", "to", "between"),
    "promise": ("of", "with", "to", "for", "between", "in"),
    "reject": ("by", "of", "from", "with", "to", "between"),
    "threaten": ("of", "with", "against", "on", "for"),
}
_AUTHORED = REPROACHES | {"support", "praise"}
_BORNE = dict.fromkeys(REPROACHES, ("on", "against", "at", "over")) | {"call_for": ("against",)}
"""Behind these stands who bears a deed: a reproach is not about him, nor a request made to him."""
_JUDGED = REPROACHES | {"call_for", "support"}
_UNDERGONE = frozenset({"undergone"})
"""Nouns of what is done to those named behind "of", who did not do it: "the killing of reporters"."""
_BENEFITED = ("obj", "iobj", "to", "with", "by", "alongside", "behind", "for", "between", "against", "on")
_DEEP = 3  # nouns below nouns: "an end to the blockade of Russian ports"


def owners(
    nodes: Sequence[Node], kind: str, actor: tuple[str, ...], clause: Clause, ctx: Context, depth: int = _DEEP
) -> tuple[str, ...]:
    """The parties that the phrases of an issue name: its possessor and modifiers first, then behind prepositions."""
    out: list[str] = []
    for node in nodes:
        if node.is_nominal:
            out.extend(_phrase_owners(node, kind, actor, clause, ctx, depth))
        elif node.is_verb and node.dep == "pcomp" and depth:  # "committed to deepening ties with Oman"
            out.extend(arguments(node, kind, actor, clause, ctx, depth - 1))
    return tuple(dict.fromkeys(out))


def _phrase_owners(
    node: Node, kind: str, actor: tuple[str, ...], clause: Clause, ctx: Context, depth: int
) -> tuple[str, ...]:
    if found := others(ctx.resolver.named_before(node, clause.scene), actor):
        return found
    if kind in _AUTHORED and (found := others(_authors(node, clause, ctx), actor)):
        return found
    undergone = ctx.matcher.noun(node, clause.scene, _UNDERGONE) if kind in _JUDGED else None
    if kind in REPROACHES or undergone is not None:
        if found := others(doers([node], clause, ctx), actor):
            return found
    if undergone is not None:
        is_state = kind != "support" and "custody" in undergone.classes
        return others(_where(node, kind, clause, ctx), actor) if is_state else ()
    behind = [(prep, n) for prep, n in _behind(node) if not is_vision(n, clause)]
    wanted = [n for slot in _OWNED[kind] for prep, n in behind if prep == slot]
    if found := others(parties_of(whos(wanted, clause, ctx)), actor):
        return found
    deeper = [n for prep, n in behind if prep not in _BORNE.get(kind, ())]
    return owners(deeper, kind, actor, clause, ctx, depth - 1) if depth else ()


def _behind(node: Node) -> Iterator[tuple[str, Node]]:
    """The prepositions behind a noun and in the clauses that tell of it, with all that stands behind each."""
    for holder in (node, *node.all("acl", "relcl")):
        for prep, head in preposition_objects(holder):
            yield from ((prep, n) for n in conjuncts(head))


def is_vision(node: Node, clause: Clause) -> bool:
    """ "a free and open Pacific": what a region ought to be, and nobody."""
    hit = clause.scene.hits.get(node.i)
    is_region = hit is not None and any(n.kind == "region" for n in hit.found.names)
    return is_region and node.child("det") is not None and node.child("amod") is not None


def doers(nodes: Sequence[Node], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """By whom deeds are done or owned up to: "the raid on a port that was claimed by the rebels"."""
    told = (v for node in nodes for v in node.subtree() if v.dep in ("acl", "relcl"))
    agents = [
        n for v in (*nodes, *told) for prep, head in preposition_objects(v) if prep == "by" for n in conjuncts(head)
    ]
    return parties_of(whos(agents, clause, ctx))


def _where(node: Node, kind: str, clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The state in which somebody is held or tried: "the arrest of a reporter in Chad", "the return of boys taken to Chad"."""
    held = [n for n in node.subtree() if n.dep == "pobj" and n.head.lower == "in"]
    if kind == "call_for":
        told = [n for v in node.subtree() if v.dep == "acl" for prep, n in preposition_objects(v) if prep == "to"]
        held += [*told, *(n for prep, n in preposition_objects(node) if prep == "from")]
    return parties_of(whos(held, clause, ctx))


def _authors(node: Node, clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Who does or makes a thing: "the package that Brussels proposed"."""
    verbs = [v for v in node.all("relcl") if v.subtree()[0].tag in ("WDT", "WP", "IN") and not _is_aside(v)]
    return parties_of([who for who in whos([n for v in verbs for n in subjects(v)], clause, ctx) if who.speaks])


def _is_aside(verb: Node) -> bool:
    first = verb.subtree()[0]
    return any(n.i == first.i - 1 and n.text == "," for n in verb.head.children)


def arguments(
    verb: Node, kind: str, actor: tuple[str, ...], clause: Clause, ctx: Context, depth: int = _DEEP
) -> tuple[str, ...]:
    """Whom a deed is for or against: the parties among the arguments of its verb, else whose those are."""
    inner = slots(verb)
    nodes = [n for slot in (*_BENEFITED, *(("in",) if kind == "threaten" else ())) for n in inner.get(slot, ())]
    nodes += [n for v in inner.get("ccomp", ()) if v.tag == "VB" for n in subjects(v)]  # "to help Oman rebuild"
    if kind == "promise" and verb.dep == "ccomp":  # "promised that Japan would get its share"
        nodes += inner.get("subj", ())
    return parties_of(whos(nodes, clause, ctx)) or owners(nodes, kind, actor, clause, ctx, depth)
