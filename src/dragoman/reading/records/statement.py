"""Statements: an official actor takes a stance towards a party or on an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.model import Record
from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.parse import Node
from dragoman.reading.records.common import Context, Draft, date_of, finish, parties_of, persons_of, source_of, whos
from dragoman.reading.syntax import conjuncts, preposition_objects, slots
from dragoman.reading.who import Who

_MADE = frozenset({"factual", "ongoing"})
_DENIED = frozenset({"factual", "ongoing", "planned", "hypothetical"})
_OPPOSITE = {"support": "reject"}
_ACTOR = ("subj", "by", "gov", "mod")

# Where the party addressed or aimed at stands, by kind: the first slot that names one wins.
_ADDRESSED: dict[str, tuple[str, ...]] = {
    "praise": ("obj", "iobj", "to", "for", "of", "at", "about"),
    "support": ("obj", "iobj", "for", "to", "with", "of", "in", "between"),
    "criticise": ("obj", "iobj", "ccomp.subj", "at", "against", "towards", "toward", "with", "about", "over", "of", "to"),
    "accuse": ("obj", "iobj", "ccomp.subj", "at", "against", "of", "to"),
    "call_for": ("obj", "iobj", "on", "upon", "to", "from", "ccomp.subj", "with"),
    "promise": ("obj", "iobj", "to", "for", "with", "in"),
    "reject": ("obj", "iobj", "from", "to", "with", "by"),
    "threaten": ("obj", "iobj", "against", "to", "ccomp.subj", "with"),
}
# The prepositions behind the noun of an issue that name whose it is; those of a wrong name its doer only.
_OWNED: dict[str, tuple[str, ...]] = {
    "praise": ("by", "of", "with", "between", "from"),
    "support": ("of", "between", "with", "to", "for", "by", "in", "among", "from"),
    "criticise": ("by", "of", "from"),
    "accuse": ("by", "of", "from"),
    "call_for": ("by", "of", "from", "to", "between"),
    "promise": ("of", "with", "to", "for", "between", "in"),
    "reject": ("by", "of", "from", "with", "to"),
    "threaten": ("of", "with", "against", "on", "for"),
}
# Facts of other types that say more than a stance in whose clause they are told.
_SUPERSEDING: dict[str, frozenset[str]] = {
    "promise": frozenset({
        "aid", "project", "agreement", "contact/visit", "contact/meeting", "contact/call", "gathering", "mechanism",
        "measure", "invitation",
    }),
    "threaten": frozenset({"measure"}),
    "call_for": frozenset({"aid", "invitation"}),
    "reject": frozenset({"invitation"}),
}
_AIMED = frozenset({"praise", "accuse", "threaten"})
"""Stances that are none without somebody whom they are about."""
# What a stance without a named target may point back to.
_BACKWARD: dict[str, frozenset[str]] = {
    "support": frozenset({"agreement", "measure", "accession", "mechanism", "project", "aid", "gathering"}),
    "praise": frozenset({"agreement", "measure", "aid", "accession"}),
    "criticise": frozenset({"measure", "accession", "agreement"}),
}
_FAR = 800
_RECENT, _NEAR = 4, 500  # records and characters that a conversation reaches back
_DEEP = 3  # nouns below nouns: "an end to the blockade of Russian ports"


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A stance of the subject, or of the speaker, towards the parties addressed or aimed at."""
    kind = _kind(clause)
    if kind is None:
        return
    source = source_of(clause, ctx)
    of_source = clause.line.roles.get("actor") == ("source",)
    speakers = _source_speakers(source, clause, ctx) if of_source else _speakers(clause, ctx)
    actor = parties_of(speakers)
    if not actor or not _same(actor, clause, ctx):
        return
    aimed = _aimed(kind, actor, clause, ctx)
    if not aimed and (kind in _AIMED or (of_source and kind == "criticise")):
        return
    draft = Draft(
        clause, "statement", kind, "made", actor=actor, recipient=aimed, persons=persons_of(speakers, ctx),
    )  # fmt: skip
    _credit(draft, speakers, source, clause, ctx)
    draft.date = _said_on(clause, ctx) or _date_of_context(draft, ctx)
    record = finish(draft, ctx, source)
    yield record if draft.date else record.model_copy(update={"date": None})


def without_superseded(found: Iterable[tuple[Clause, Record]]) -> Iterator[tuple[Clause, Record]]:
    """Drop pledges, threats, requests whose clause tells a fact of another type: a sum of aid, a measure, a visit."""
    pairs = list(found)
    for clause, record in pairs:
        wanted = _SUPERSEDING.get(record.kind, frozenset()) if record.type == "statement" else frozenset()
        below = {n.i for n in clause.node.subtree()} if wanted else set()
        superseded = any(
            ({o.type, f"{o.type}/{o.kind}"} & wanted) and o.stage != "held" and c.node.i in below for c, o in pairs
        )
        if not superseded and not _repeats(record, clause, pairs):
            yield clause, record


def _repeats(record: Record, clause: Clause, pairs: Sequence[tuple[Clause, Record]]) -> bool:
    """Whether a word above tells the same stance: "stood ready" holds "ready"."""
    above = {n.i for n in clause.node.ancestors()}
    return record.type == "statement" and any(
        c.node.i in above and c.node.i == clause.node.head.i and (r.type, r.kind, r.actor) == (record.type, record.kind, record.actor)
        for c, r in pairs
    )


def _kind(clause: Clause) -> str | None:
    """The stance that is told, or None where it is only planned, denied or supposed."""
    status, line = clause.status, clause.line
    if any("neg" in need.slots and not need.absent for need in line.needs):
        return clause.kind if status.effect in _DENIED else None
    if line.pos == "noun" and line.roles.get("actor") == ("source",) and clause.node.dep not in ("attr", "oprd"):
        return None
    if line.pos == "aux" or line.roles.get("actor") == ("source",):
        told = line.pos == "aux" or not status.negated
        return clause.kind if told and status.effect not in ("hypothetical", "cancelled") else None
    if clause.node.dep == "pcomp" and clause.node.head.lower in ("of", "for", "over"):
        return None  # what somebody is accused of or thanked for
    if status.effect not in _MADE and not _is_courtesy(clause):
        return None
    if status.negated:
        return _OPPOSITE.get(clause.kind) if clause.slots.get("neg") else None
    return clause.kind


def _is_courtesy(clause: Clause) -> bool:
    """"would like to thank", "wants to stress": the wish to say it says it."""
    is_wish = clause.node.dep == "xcomp" and clause.status.effect in ("proposed", "planned")
    return is_wish and clause.kind in ("praise", "call_for")


# -- who speaks --------------------------------------------------------------------------------------------------------


def _speakers(clause: Clause, ctx: Context) -> list[Who]:
    slots_ = clause.line.roles.get("actor", _ACTOR if clause.line.pos == "noun" else ("subj",))
    for slot in slots_:
        found = [who for who in whos(clause.slots.get(slot, ()), clause, ctx) if who.speaks]
        if found:
            return found
    return []


def _source_speakers(source: Source | None, clause: Clause, ctx: Context) -> list[Who]:
    return [source.who] if source is not None and source.who is not None and source.who.speaks else []


def _same(actor: tuple[str, ...], clause: Clause, ctx: Context) -> bool:
    """Whether the slot that must name the speaker himself does, where the line asks for it."""
    if "same" not in clause.line.roles:
        return True
    own = parties_of(whos(clause.fill("same"), clause, ctx))
    return bool(own) and set(own) <= set(actor)


def _credit(draft: Draft, speakers: list[Who], source: Source | None, clause: Clause, ctx: Context) -> None:
    """Persons and attribution: a person's words for his state are his; else whoever relays them."""
    teller = source.who if source is not None else None
    if not draft.persons and teller is not None and set(teller.parties) == set(draft.actor):
        draft.persons = persons_of([teller], ctx)
    if draft.persons:
        draft.attribution = " and ".join(draft.persons)
        return
    nodes = clause.fill("actor", ("subj", "by"))
    own = ctx.attributor.naming(nodes[0], speakers[0], clause.scene, ctx.resolver) if nodes else None
    draft.attribution = own or (source.text if source is not None else None)


# -- when --------------------------------------------------------------------------------------------------------------


def _said_on(clause: Clause, ctx: Context) -> str | None:
    """The day of saying: nothing is said after the story is published."""
    value = date_of(clause, ctx, saying=True)
    published = ctx.story.published
    if value is None or (published is not None and value.value > published.isoformat()[: len(value.value)]):
        return None
    return value.value


def _date_of_context(draft: Draft, ctx: Context) -> str | None:
    """The day of what the same person said or did in the sentences before."""
    if not draft.persons:
        return None
    for record in reversed(ctx.told):
        if record.date and record.stage in ("made", "held") and set(draft.persons) & set(record.persons):
            return record.date
    return None


# -- whom it is about --------------------------------------------------------------------------------------------------


def _aimed(kind: str, actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The parties addressed, else those whose deed, right or pact the stance is about, without the speaker's own."""
    names = clause.line.roles.get("recipient", _ADDRESSED[kind])
    fillers = [(slot, _own(slot, kind, clause)) for slot in names]
    for _, nodes in fillers:
        named = _others(parties_of(whos(nodes, clause, ctx)), actor)
        if found := named or _others(_owners(nodes, kind, clause, ctx, _DEEP), actor):
            return found
    if kind != "call_for" and (found := _others(_below(kind, clause, ctx), actor)):
        return found
    if kind in _BACKWARD and (found := _others(_pointed_at(kind, clause, ctx), actor)):
        return found
    if "hearer" in names or kind == "threaten":
        return _hearer(actor, clause, ctx)
    return _rejected(actor, clause, ctx) if kind == "reject" else ()


def _hearer(actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whom a request is made to where its own clause names nobody: the addressee of the clause above, or the other
    party of the meeting or exchange told just before."""
    for above in clause.node.ancestors():
        if above.is_verb and clause.node.dep in ("advcl", "conj", "xcomp"):
            inner = slots(above)
            nodes = [n for slot in ("obj", "iobj", "to", "with") for n in inner.get(slot, ())]
            if found := _others(parties_of(whos(nodes, clause, ctx)), actor):
                return found
    start = clause.scene.sentence.start
    for record in reversed(ctx.told[-_RECENT:]):
        if set(actor) < set(record.parties) and len(record.parties) == 2 and start - record.evidence.end < _NEAR:
            return _others(record.parties, actor)
    return ()


def _rejected(actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whose charge or offer is rejected: of who last accused or addressed the one that rejects."""
    for record in reversed(ctx.told):
        if record.type == "statement" and record.recipient and set(actor) <= set(record.recipient):
            return _others(record.actor or (), actor)
    return ()


def _own(slot: str, kind: str, clause: Clause) -> list[Node]:
    """The fillers of a slot; a preposition on the object of a reproach is the object's ("strikes on Kyiv")."""
    nodes = list(clause.slots.get(slot, ()))
    is_usual = "recipient" not in clause.line.roles and clause.focus is None
    if kind in ("criticise", "accuse") and slot != "obj" and is_usual:
        below = {n.i for n in clause.slots.get(f"obj.{slot}", ())}
        return [n for n in nodes if n.i not in below]
    return nodes


def _others(parties: Sequence[str], actor: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(p for p in parties if p not in actor)


def _owners(nodes: Sequence[Node], kind: str, clause: Clause, ctx: Context, depth: int) -> tuple[str, ...]:
    """The parties that the phrases of an issue name: its possessor and modifiers first, then behind prepositions."""
    out: list[str] = []
    for node in nodes:
        if node.is_nominal:
            out.extend(_phrase_owners(node, kind, clause, ctx, depth))
        elif node.is_verb and node.dep == "pcomp" and depth:  # "committed to deepening ties with Oman"
            out.extend(_arguments(node, kind, clause, ctx, depth - 1))
    return tuple(dict.fromkeys(out))


def _phrase_owners(node: Node, kind: str, clause: Clause, ctx: Context, depth: int) -> tuple[str, ...]:
    if found := ctx.resolver.named_before(node, clause.scene):
        return found
    behind = [(prep, n) for prep, head in preposition_objects(node) for n in conjuncts(head)]
    behind += [(prep, n) for verb in node.all("acl", "relcl") for prep, n in preposition_objects(verb)]
    wanted = [n for slot in _OWNED[kind] for prep, n in behind if prep == slot]
    if found := parties_of(whos(wanted, clause, ctx)):
        return found
    return _owners([n for _, n in behind], kind, clause, ctx, depth - 1) if depth else ()


def _below(kind: str, clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whom the promised or threatened deed is for: the arguments of the verb in the complement."""
    verbs = [*clause.slots.get("xcomp", ()), *clause.slots.get("ccomp", ())]
    verbs += [v for n in clause.slots.get("obj", ()) for v in n.all("acl")]  # "its readiness to help Yemen"
    if clause.line.pos == "aux":
        verbs = [clause.node]
    for verb in verbs:
        if found := _arguments(verb, kind, clause, ctx, _DEEP):
            return found
    return ()


def _arguments(verb: Node, kind: str, clause: Clause, ctx: Context, depth: int) -> tuple[str, ...]:
    inner = slots(verb)
    nodes = [n for slot in ("obj", "iobj", "to", "with", "for", "between", "against", "on") for n in inner.get(slot, ())]
    return parties_of(whos(nodes, clause, ctx)) or _owners(nodes, kind, clause, ctx, depth)


def _pointed_at(kind: str, clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whose deed or deal "it", "the truce", "that decision" is: of the last fact told that can be meant."""
    if not any(_points_back(node) for node in clause.slots.get("obj", ())):
        return ()
    start = clause.scene.sentence.start
    for record in reversed(ctx.told):
        if record.type in _BACKWARD[kind] and start - record.evidence.start < _FAR:
            return record.actor if record.actor is not None and kind == "criticise" else record.parties
    return ()


def _points_back(node: Node) -> bool:
    words = {node.lower, *(c.lower for c in node.children if c.dep == "det")}
    return bool(words & {"it", "this", "that", "the", "these", "those", "such"})
