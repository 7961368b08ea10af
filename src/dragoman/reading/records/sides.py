"""Sides: the parties that money, goods and works tie together, wherever a phrase names them.

A company, a contractor, an adjective ("Turkmen gas"), a town ("a plant in Tashkent") or a possessor counts for its
state; clauses inside the phrase do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.told import parties_told
from dragoman.reading.syntax import conjuncts
from dragoman.reading.tree import Node
from dragoman.reading.who import Scene

_FEW = 2  # of more other parties in a sentence none is taken for the one that is meant
_EUROPE = "R:Europe"
_REASONS = ("after", "over", "following", "because")
_BEFORE = frozenset({"after", "before", "since", "despite", "without"})
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "csubj", "parataxis"})


def sides(nodes: Iterable[Node], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The party codes that the phrases headed by `nodes` name, each once, in text order."""
    return tuple(dict.fromkeys(code for node in nodes for code in side(node, clause.scene, ctx)))


def side(node: Node, scene: Scene, ctx: Context) -> tuple[str, ...]:
    """Whom a phrase means, else the parties named anywhere inside it."""
    if (found := _meant(node, scene, ctx)) and not _is_link(node):
        return found
    inside = (code for part in _phrase(node) if part is not node for code in _named(part, scene, ctx))
    return found or tuple(dict.fromkeys(inside))


def mentioned(node: Node, scene: Scene, ctx: Context) -> tuple[str, ...]:
    """All parties named in the clause that `node` heads, its own nested clauses left out."""
    return tuple(dict.fromkeys(code for part in _phrase(node) for code in _named(part, scene, ctx)))


def european(found: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """The EU for Europe where the story names the EU."""
    if _EUROPE not in found or not ctx.resolver.cast.named["EU"]:
        return found
    return tuple(dict.fromkeys("EU" if party == _EUROPE else party for party in found))


def provokers(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Who acts in the clause that tells why a step was taken: "froze aid after the generals seized power"."""
    reasons = [c for c in clause.node.all("advcl") if c.i > clause.node.i and c.child("mark", "advmod") is not None]
    acting = [n for reason in reasons for n in reason.all("nsubj", "nsubjpass")]
    blamed = (n for slot in _REASONS for n in clause.slots.get(slot, ()))
    return sides([*acting, *(n.child("poss") or n for n in blamed)], clause, ctx)


def partner(known: Sequence[str], ctx: Context) -> str | None:
    """The other party of a story about two: named most often beside `known`, and far more often than a third."""
    named = ctx.resolver.cast.named
    others = sorted((p for p in named if p not in known), key=lambda p: (-named[p], p))
    if not others or named[others[0]] < 2:
        return None
    return others[0] if len(others) == 1 or named[others[0]] >= 2 * named[others[1]] else None


def around(known: Sequence[str], clause: Clause, ctx: Context) -> str | None:
    """The other party where the clause names `known` alone: the one that the sentence names nearest before it, or
    after it; else of the dealings told last; else the other that the story names most."""
    start = clause.node.i
    named = {n.i: who for n in clause.scene.nodes if n.i in clause.scene.hits for who in _named(n, clause.scene, ctx)}
    free = {i: party for i, party in named.items() if party not in known and not party.startswith("R:")}
    if free and len(set(free.values())) <= _FEW:
        return free[min(free, key=lambda i: (i > start, abs(i - start)))]
    told = [p for p in parties_told(tuple(known), clause, ctx) if p not in known]
    return told[0] if len(told) == 1 else foremost(known, ctx)


def foremost(known: Sequence[str], ctx: Context) -> str | None:
    """The state or body other than `known` that the story names most, if it does so twice and more than a third."""
    named = ctx.resolver.cast.named
    others = sorted((p for p in named if p not in known and not p.startswith("R:")), key=lambda p: (-named[p], p))
    if not others or named[others[0]] < 2:
        return None
    return others[0] if len(others) == 1 or named[others[0]] > named[others[1]] else None


def pair(ctx: Context) -> tuple[str, ...]:
    """The two parties that a story is about, or nothing where it is about more."""
    named = ctx.resolver.cast.named
    ranked = sorted(named, key=lambda p: (-named[p], p))
    if len(ranked) < 2 or (len(ranked) > 2 and named[ranked[1]] < 2 * named[ranked[2]]):
        return ()
    return tuple(ranked[:2])


def _is_link(node: Node) -> bool:
    return any(child.dep == "conj" for child in node.children)


def _meant(node: Node, scene: Scene, ctx: Context) -> tuple[str, ...]:
    found: list[str] = []
    for one in conjuncts(node):
        who = ctx.resolver.who(one, scene)
        if who is not None and who.kind != "accord":
            found.extend(_coded(who.parties))
    return tuple(dict.fromkeys(found))


def _named(node: Node, scene: Scene, ctx: Context) -> tuple[str, ...]:
    """The party of a word: a known name, a town of a state, a pronoun."""
    hit = scene.hits.get(node.i)
    if _in_amount(node, scene, ctx):
        return ()
    if hit is None:
        who = ctx.resolver.who(node, scene) if node.tag in ("PRP", "PRP$") else None
        return who.parties if who is not None else ()
    if hit.head is not node:
        return ()
    who = ctx.resolver.who(node, scene)
    if who is not None:
        return _coded(who.parties) if who.kind != "accord" else ()
    return next((_coded((name.party,)) for name in hit.found.names if name.kind not in ("person", "body")), ())


def _coded(parties: Iterable[str]) -> tuple[str, ...]:
    """Those with a code: a sea or a strait is nobody's."""
    return tuple(p for p in parties if p != "*")


def _in_amount(node: Node, scene: Scene, ctx: Context) -> bool:
    """ "US" of "US$5 million", "Australian" of "Australian dollars"."""
    return any(a.start <= node.start < a.end for a in ctx.amounts.get(scene.sentence.index, ()))


def _is_apart(node: Node) -> bool:
    """A verb, what happened before, or a name beside a common noun: "suspended aid and Germany froze …"."""
    if node.dep == "pcomp" and node.is_verb and node.head.lower in _BEFORE:
        return True
    return node.dep == "conj" and (node.is_verb or (node.pos == "propn" and node.head.pos == "noun"))


def _phrase(node: Node) -> Iterator[Node]:
    """The nodes below, in text order, but for clauses that hang on them."""
    below: list[Node] = [node]
    kept: list[Node] = []
    while below:
        one = below.pop()
        kept.append(one)
        below.extend(c for c in one.children if c.dep not in _CLAUSES and not _is_apart(c))
    yield from sorted(kept, key=lambda n: n.i)
