"""Whom an agreement binds where the clause does not name both: those named in its noun, its sentence, or the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import acting, parties_of
from dragoman.reading.records.sides import foremost
from dragoman.reading.slots import slots
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts, noun_phrase
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

PARTNERS = frozenset({"with", "between", "among"})
_PLACING = frozenset({"in", "at", "near", "through", "via"})
_OWNING = frozenset({"amod", "compound", "nmod"})
_NEAR = 6  # heads above a partner that the parser may have hung his deeds on
_WHEN = frozenset({"when", "after", "as", "before", "while"})


def filled(known: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The one known with the party that the story is most about, else with whoever its sentence names nearest."""
    if len(known) != 1:
        return known
    other = _main(known[0], ctx) or _nearest_other(known, clause, ctx)
    return (*known, other) if other is not None else known


def signing(nodes: Sequence[Node], clause: Clause, ctx: Context) -> list[Who]:
    """Those of the fillers who may be bound: who acts for a party, and a firm for its state ("a Thai contractor")."""
    found = ((who, n) for n in nodes if (who := ctx.resolver.who(n, clause.scene)) is not None and who.parties)
    return [who for who, n in found if who.kind != "private" or ctx.matcher.is_class(n, clause.scene, "firm")]


def with_same(known: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """Who has "another with Rome": of those bound by the agreement told last, the one that the story names most."""
    last = next((r for r in reversed(ctx.told) if r.type == "agreement"), None)
    others = [p for p in last.parties if p not in known] if last is not None and len(known) == 1 else []
    return (*known, max(others, key=lambda p: ctx.resolver.cast.named[p])) if others else known


def of_accord(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whom an accord known by its name binds: "the Camp David Accords"."""
    hit = clause.scene.hits.get(clause.focus.i) if clause.focus is not None else None
    names = hit.found.names if hit is not None else ()
    return next((ctx.accords[name.party] for name in names if name.party in ctx.accords), ())


def _main(known: str, ctx: Context) -> str | None:
    """The party that a story names most, where that is not the one known and no other is named as often."""
    ranked = ctx.resolver.cast.named.most_common(2)
    leads = bool(ranked) and ranked[0][1] > 2 and (len(ranked) < 2 or ranked[0][1] > ranked[1][1])
    return ranked[0][0] if leads and ranked[0][0] != known and not ranked[0][0].startswith("R:") else None


def _nearest_other(known: tuple[str, ...], clause: Clause, ctx: Context) -> str | None:
    """The party named nearest to the clause's noun or verb in its sentence, towns and brokers left out.

    A state that only says where comes last: "has troops in Mozambique under an accord".
    """
    at = (clause.focus or clause.node).i
    named = sorted(_named(clause, ctx), key=lambda n: abs(n.i - at))
    places = (n for n in clause.scene.nodes if _is_of_place(n) and _is_state(n, clause))
    for node in (*named, *places):
        others = [p for p in parties_of(acting([node], clause, ctx)) if p not in known and not p.startswith("R:")]
        if len(others) == 1:
            return others[0]
    return None


def _named(clause: Clause, ctx: Context) -> Iterator[Node]:
    """The names in the sentence of those who may be bound: no towns where something happens, no brokers."""
    apart = _brokering(clause, ctx)
    for node in clause.scene.nodes:
        hit = clause.scene.hits.get(node.i)
        if hit is not None and hit.head is node and not _is_of_place(node) and not is_agent(node):
            if node.i not in apart and not is_town(node, clause):
                yield node


def _is_state(node: Node, clause: Clause) -> bool:
    hit = clause.scene.hits.get(node.i)
    return hit is not None and hit.head is node and all(n.form == "name" for n in hit.found.names)


def _is_of_place(node: Node) -> bool:
    """Whether a name only says where: "in Doha", "in the Turkish city"."""
    top = node.head if node.dep in _OWNING and node.head.pos == "noun" else node
    return top.head.lower in _PLACING


def _brokering(clause: Clause, ctx: Context) -> set[int]:
    """The words of those who only broker or mediate what others agree in the sentence."""
    verbs = [n for n in clause.scene.nodes if n.is_verb and ctx.matcher.brokers(n)]
    return {n.i for verb in verbs for head in slots(verb).get("subj", ()) for n in head.subtree() if n is not verb}


def named_within(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The two parties that the noun's own phrase names: "the treaty on the Kyrgyz-Tajik border", "their truce"."""
    if clause.focus is None:
        return ()
    start, end = noun_phrase(clause.focus)
    within = [n for n in clause.focus.subtree() if start <= n.start < end]
    inside = [n for n in within if not is_agent(n) and not is_town(n, clause) and not is_onlooker(n)]
    named = [n for n in inside if n.i in clause.scene.hits or n.tag == "PRP$"]
    parties = parties_of(acting(named, clause, ctx))
    return parties if len(parties) == 2 else ()


def pair_in_sentence(known: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The two parties of a sentence that names no more, towns where something happens left out."""
    parties = parties_of(acting(list(_named(clause, ctx)), clause, ctx))
    return parties if len(parties) == 2 and set(known) <= set(parties) else ()


def with_host(known: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Who was a guest and his host, of "in Kuwait four accords were signed": the guest is who the story is most about."""
    if clause.status.effect != "factual" or len(known) > 1:
        return ()
    for node in clause.slots.get("in", ()):
        hit = clause.scene.hits.get(node.i)
        names = hit.found.names if hit is not None else ()
        host = next((n.party for n in names if n.kind == "state" and n.form == "name"), None)
        guest = known[0] if known else (foremost((host,), ctx) if host else None)
        if host and guest and guest != host:
            return host, guest
    return ()


def pair_told_here(known: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The two of what its own sentence has told of before: "delivers gas to Chile under a contract of 1996"."""
    here, apart = clause.scene.sentence.start, _brokering(clause, ctx)
    brokers = parties_of(acting([n for n in clause.scene.nodes if n.i in apart], clause, ctx))
    for record in reversed(ctx.told):
        if record.evidence.start == here and len(record.parties) == 2 and set(known) <= set(record.parties):
            if not any(p.startswith("R:") or p in brokers for p in record.parties):
                return record.parties
    return ()


def guests_and_host(known: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Who does it where he is a guest, with the state that he is in: "in Kuwait, where three accords were signed"."""
    above = (clause.node, *clause.node.ancestors())
    inside = next((n for n in above if n.dep == "relcl" and any(c.lower == "where" for c in n.children)), None)
    host = ctx.resolver.where(inside.head, clause.scene) if inside is not None else None
    if inside is None or host is None or len(host.parties) != 1:
        return ()
    verb = next((n for n in inside.head.ancestors() if n.is_verb), None)
    guests = known or (parties_of(acting(subjects(verb), clause, ctx)) if verb is not None else ())
    return tuple(dict.fromkeys((*guests, *host.parties))) if guests else ()


def meeting_then(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Those who are told to do something as a deed without doers is done: "a pact was signed when the two met"."""
    verb = clause.node if clause.node.is_verb else clause.node.head
    for adverbial in verb.all("advcl"):
        if any(c.lower in _WHEN for c in adverbial.children):
            parties = parties_of(acting(list(slots(adverbial).get("subj", ())), clause, ctx))
            if len(parties) > 1:
                return parties
    return ()


def with_other(parties: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """One party and the one other that its deal is told to concern: "signed a deal to buy gas from Israel"."""
    if len(parties) != 1 or clause.focus is None:
        return parties
    named = (n for n in clause.focus.subtree() if n.i in clause.scene.hits and not is_agent(n))
    hits = [n for n in named if n.dep in ("pobj", "dobj") and n.head.lower not in _PLACING and not is_onlooker(n)]
    others = [p for p in parties_of(acting(hits, clause, ctx)) if p not in parties and not p.startswith("R:")]
    return (*parties, *others) if len(others) == 1 else parties


def is_agent(node: Node) -> bool:
    """A name inside a compound participle did the brokering: "the Qatari-mediated truce", "the U.S.-brokered deal"."""
    if node.tag == "JJ" and "-" in node.text and node.lower.endswith("ed"):
        return True
    after = node.head.children
    return node.head.tag == "VBN" and node.head.dep == "amod" and any(c.text == "-" for c in after)


def is_town(node: Node, clause: Clause) -> bool:
    """A town before a noun that is no half of a pair names the place of signing: "the Doha agreement"."""
    hit = clause.scene.hits.get(node.i)
    if hit is None or node.dep not in _OWNING:
        return False
    at = node.i - clause.scene.nodes[0].i
    beside = clause.scene.nodes[max(0, at - 1) : at + 2]
    is_half = node.child("conj") or any(n.text in ("-", "–") for n in beside)
    return not is_half and any(n.form in ("capital", "seat") or n.kind == "place" for n in hit.found.names)


def is_onlooker(node: Node) -> bool:
    """Who is told to be there and is not bound: "with the president looking on", "with Oman as mediator"."""
    if node.dep != "pobj" or node.head.lower != "with":
        return False
    last = node.subtree()[-1].i
    around = [node, *node.ancestors()]
    after = [c for above in around[:_NEAR] for c in above.children if node.i < c.i <= last + 1]
    if any(c.lower == "as" and c.dep == "prep" for c in after):
        return True
    idle = (c for c in after if c.tag == "VBG" and not c.child("dobj"))
    return any(inner.lower in ("on", "as") for c in idle for inner in c.children)


def is_of_strangers(clause: Clause, ctx: Context) -> bool:
    """Whether somebody without a name who stands for no party does it: "the striker signed a contract"."""
    doers = [n for n in clause.slots.get("subj", ()) if n is not clause.focus and n.is_nominal]
    strangers = [n for n in doers if (n.tag == "NN" and not n.child("appos", "poss")) or _are_many(n)]
    return clause.node.is_verb and bool(strangers) and not acting(doers, clause, ctx)


def _are_many(node: Node) -> bool:
    """ "The five coastal states": a number of states that nothing names; two may be those spoken of."""
    return node.tag == "NNS" and any(c.tag == "CD" and c.lower not in ("two", "2") for c in node.children)


def loose_partners(clause: Clause) -> Iterator[Node]:
    """Partners of the clause's noun or verb whose phrase the parser hung elsewhere below it."""
    top = clause.focus or clause.node
    for node in (*top.subtree(), *clause.node.subtree()):
        if node.dep == "pobj" and node.head.lower in PARTNERS and _verb_above(node, top) in (None, clause.node):
            yield from conjuncts(node)


def _verb_above(node: Node, top: Node) -> Node | None:
    for above in node.ancestors():
        if above is top:
            return None
        if above.is_verb:
            return above
    return None
