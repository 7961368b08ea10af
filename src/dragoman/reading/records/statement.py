"""Statements: an official actor takes a stance towards a party or on an issue."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.lexicon import Line
from dragoman.reading.records.aimed import aimed, asks_own
from dragoman.reading.records.beside import date_beside
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.led import voice
from dragoman.reading.records.occasion import on_occasion, said_there
from dragoman.reading.records.parties import parties_of, persons_of, source_of, whos
from dragoman.reading.records.said_when import said_before, said_on, said_where, same_words
from dragoman.reading.records.speaking import speakers
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

_MADE = frozenset({"factual", "ongoing"})
_DENIED = frozenset({"factual", "ongoing", "planned", "hypothetical"})
_OPPOSITE = {"support": "reject"}
_QUESTIONS = frozenset({"WP", "WRB", "WDT", "WP$"})

_AIMED = frozenset({"praise", "accuse", "threaten"})
"""Stances that are none without somebody whom they are about."""


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A stance of the subject, or of the speaker, towards the parties addressed or aimed at."""
    kind = _kind(clause) or (clause.kind if _is_purpose(clause, ctx) else None)
    if kind is None:
        return
    source = source_of(clause, ctx)
    of_source = clause.line.roles.get("actor") == ("source",)
    speaking = speakers(clause, source, ctx)
    actor = parties_of(speaking)
    if not actor or not _same(actor, clause, ctx):
        return
    recipient = aimed(kind, actor, clause, ctx)
    is_aimed = kind in _AIMED or (of_source and kind == "criticise")
    is_nobody = "none" in clause.line.roles.get("recipient", ())
    is_told = not is_nobody and any("ccomp.subj" in need.slots for need in clause.line.needs)
    if not recipient and (is_aimed or is_told):
        return
    if kind == "call_for" and not recipient and _is_domestic(actor, of_source, clause, ctx):
        return
    draft = Draft(
        clause, "statement", kind, "made", actor=actor, recipient=recipient, persons=persons_of(speaking, ctx),
    )  # fmt: skip
    _credit(draft, speaking, source, clause, ctx)
    said = (
        said_on(clause, ctx)
        or date_beside(clause, ctx)
        or said_before(draft, speaking, source, ctx)
        or same_words(draft, source, ctx)
    )
    record = on_occasion(finish(draft, ctx, source).model_copy(update={"date": said}), clause, ctx)
    yield said_where(said_there(record, clause, ctx), ctx)


def _is_domestic(actor: tuple[str, ...], of_source: bool, clause: Clause, ctx: Context) -> bool:
    """Whether the speaker asks something of his own: "we must work harder", "urged his ministers to resign"."""
    if of_source:
        return any(n.tag == "PRP" and n.lower in ("we", "i") for n in clause.slots.get("subj", ()))
    return asks_own(actor, clause, ctx)


def _kind(clause: Clause) -> str | None:
    """The stance that is told, or None where it is only planned, denied or supposed."""
    status, line = clause.status, clause.line
    if _asks(line, "neg"):
        return clause.kind if status.effect in _DENIED and clause.node.dep != "xcomp" else None
    if line.pos == "noun" and line.roles.get("actor") == ("source",) and clause.node.dep not in ("attr", "oprd"):
        return None
    if clause.kind == "accuse" and _is_any(clause.node):
        return None  # "opposes all acts that infringe upon its rights"
    if line.pos == "aux" and (_is_inverted(clause) or clause.node.dep == "relcl"):
        return None
    if line.pos == "aux" or line.roles.get("actor") == ("source",):
        if status.negated and clause.kind in _OPPOSITE and _asks(line, "aux"):
            return _OPPOSITE[clause.kind]  # "will not support the bid"
        told = line.pos == "aux" or not status.negated
        is_hint = clause.kind == "threaten" and _asks(line, "aux") and not _is_condition(clause.node)
        open_to = ("cancelled",) if is_hint else ("hypothetical", "cancelled")
        return clause.kind if told and status.effect not in open_to else None
    if clause.node.dep == "pcomp" and clause.node.head.lower in ("of", "for", "over"):
        return None  # what somebody is accused of or thanked for
    if line.pos == "adj" and _tells_which(clause):
        return None  # "those who are concerned with this"
    if clause.kind == "call_for" and _is_question(clause):
        return None  # "asked whether it might be suspended"
    if any(c.tag == "WP" and c.lower == "what" for c in clause.node.children):
        return None  # "what it called a provocation": a name for the target of another stance
    if status.negated and clause.slots.get("neg") and clause.kind in _OPPOSITE and status.effect in _DENIED:
        return _OPPOSITE[clause.kind]
    if status.effect not in _MADE and not _is_courtesy(clause) and not _is_announced(clause):
        return None
    return None if status.negated else clause.kind


def _is_any(verb: Node) -> bool:
    """Whether a verb tells what sort of thing is meant, and nothing that happened: "any step that breaches the law"."""
    return verb.dep == "relcl" and any(c.lower in ("any", "all", "every") for c in verb.head.all("det", "predet"))


def _tells_which(clause: Clause) -> bool:
    """Whether an adjective stands in a relative clause of the story's, or tells which people are meant."""
    verb = clause.node if clause.node.dep == "relcl" else clause.node.head
    return verb.dep == "relcl" and (verb.head.tag == "DT" or not clause.scene.is_quoted(verb.head))


def _asks(line: Line, slot: str) -> bool:
    """Whether a line asks that something stand in a slot."""
    return any(slot in need.slots and not need.absent for need in line.needs)


def _is_condition(node: Node) -> bool:
    """ "if it could review the pact": the verb of a condition."""
    mark = node.child("mark")
    return node.dep == "advcl" and mark is not None and mark.lower != "that"


def _is_question(clause: Clause) -> bool:
    """Whether what is asked is a question: its clause has "whether" or a question word in front."""
    asked = [c for slot in ("ccomp", "xcomp") for c in clause.slots.get(slot, ())]
    first = [min(c.subtree(), key=lambda n: n.i) for c in asked]
    return bool(first) and all(n.tag in _QUESTIONS or n.lower in ("whether", "if") for n in first)


def _is_inverted(clause: Clause) -> bool:
    """ "should Kosovo run short": a condition."""
    auxiliaries = [n.i for n in clause.node.all("aux") if n.tag == "MD"]
    heads = [n.i for n in clause.slots.get("subj", ()) if n.head is clause.node]
    return bool(auxiliaries and heads) and min(auxiliaries) < min(heads)


def _is_courtesy(clause: Clause) -> bool:
    """ "would like to thank", "wants to stress": the wish to say it says it."""
    is_wish = clause.node.dep == "xcomp" and clause.status.effect in ("proposed", "planned")
    return is_wish and clause.kind in ("praise", "call_for")


def _is_purpose(clause: Clause, ctx: Context) -> bool:
    """ "summoned the envoy to convey its protest": a contact held to say something says it."""
    verb = clause.node
    held = verb.dep in ("advcl", "xcomp") and verb.tag == "VB" and verb.head.tag in ("VBD", "VBN")
    told = not clause.status.negated and clause.status.effect != "requested"
    return held and told and ctx.matcher.tells(verb.head, "contact")


def _is_announced(clause: Clause) -> bool:
    """ "said he would veto the sanctions": a stance that the speaker says he will take is taken."""
    is_ahead = clause.status.effect == "planned" and clause.node.dep in ("ccomp", "conj")
    return is_ahead and clause.kind in ("reject", "support") and any(c.tag == "MD" for c in clause.node.children)


# -- who speaks --------------------------------------------------------------------------------------------------------


def _same(actor: tuple[str, ...], clause: Clause, ctx: Context) -> bool:
    """Whether the slot that must name the speaker himself does, where the line asks for it."""
    if "same" not in clause.line.roles:
        return True
    own = parties_of(whos(clause.fill("same"), clause, ctx))
    return bool(own) and set(own) <= set(actor)


def _credit(draft: Draft, speaking: list[Who], source: Source | None, clause: Clause, ctx: Context) -> None:
    """Persons and attribution: a person's words for his state are his; else whoever relays them."""
    teller = source.who if source is not None else None
    if not draft.persons and teller is not None and set(teller.parties) == set(draft.actor):
        draft.persons = persons_of([teller], ctx)
    if not draft.persons:
        draft.persons = persons_of(voice(clause, draft.actor, ctx), ctx)
    if draft.persons:
        draft.attribution = " and ".join(draft.persons)
        return
    nodes = [n for n in clause.fill("actor", ("subj", "by")) if teller is None or teller is not speaking[0]]
    own = ctx.attributor.naming(nodes[0], speaking[0], clause.scene, ctx.resolver) if nodes else None
    draft.attribution = own or (source.text if source is not None else None)
