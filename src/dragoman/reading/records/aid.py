"""Aid: from donor to beneficiary, requested, pledged, provided or suspended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import KINDS, Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.alleged import is_alleged
from dragoman.reading.records.content import amount_of, sectors_of
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft, Stages, stage_of
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.occasion import granted_on_occasion
from dragoman.reading.records.parties import source_of
from dragoman.reading.records.sides import around, partner, provokers, sides
from dragoman.reading.records.told import aid_told, borne_beside, is_repetition, repeated, target_told
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import is_passive
from dragoman.reading.tree import Node

_STAGES: Stages = {
    "factual": "provided", "ongoing": "provided", "planned": "pledged", "requested": "requested",
    "cancelled": "suspended",
}  # fmt: skip
_THINGS = frozenset({"arms", "goods", "facility", "force"})
_TELLING = frozenset({"aid", "arms", "beneficiary"})
_CAUSES = frozenset({"against", "after", "since", "following"})
_DONOR = (("subj", "by"), ("poss", "mod"), ("from",), ("gov",))
_BENEFICIARY = (("to", "for", "iobj"), ("into", "with", "obj"), ("in",), ("xcomp",))
Slots = tuple[tuple[str, ...], ...]


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """Aid of the donor for the beneficiary."""
    if is_repetition(clause):
        yield from _repetition(clause, ctx)
        return
    stage = _stage(clause)
    told_else = _is_told_above(clause, ctx) or is_alleged(clause.node, ctx) or _is_bought(clause, ctx)
    if stage is None or told_else or _is_advice(clause) or not _is_money(clause, ctx):
        return
    donor, beneficiary = _lending_first(*_sides(clause, ctx), ctx)
    if not donor or not beneficiary:
        return
    draft = Draft(
        clause, "aid", _kind(clause, donor, ctx), stage, actor=donor, recipient=beneficiary,
        negated=clause.status.negated, amount=amount_of(clause, ctx), sectors=sectors_of(clause, ctx),
    )  # fmt: skip
    yield granted_on_occasion(finish(draft, ctx, source_of(clause, ctx)), clause, ctx)


def _repetition(clause: Clause, ctx: Context) -> Iterator[Record]:
    """Another donor's like step: "Berlin followed suit"."""
    before = repeated(ctx, "aid")
    if before is None:
        return
    donor = tuple(p for p in _first(clause, "actor", _DONOR, (), ctx) if p not in (before.recipient or ()))
    if donor and clause.status.effect in ("factual", "ongoing"):
        draft = Draft(
            clause, "aid", before.kind, before.stage, actor=donor, recipient=before.recipient or (),
            negated=clause.status.negated,
        )  # fmt: skip
        yield finish(draft, ctx, source_of(clause, ctx))


def _sides(clause: Clause, ctx: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Donor and beneficiary; where the clause does not tell the donor, that of the aid told last for the same."""
    if (above := _told_of_antecedent(clause, ctx)) is not None:
        return above.actor or (), above.recipient or ()
    donor = _first(clause, "actor", _DONOR, (), ctx)
    if donor:
        return donor, _beneficiary(clause, donor, ctx)
    beneficiary = _first(clause, "recipient", _BENEFICIARY, (), ctx)
    told = aid_told(beneficiary, clause, ctx)
    if told is not None:
        return told.actor or (), beneficiary or told.recipient or ()
    other = around(beneficiary, clause, ctx) if beneficiary else None
    return ((other,) if other is not None else ()), beneficiary


def _told_of_antecedent(clause: Clause, ctx: Context) -> Record | None:
    """The aid whose object a relative clause without a doer tells more of: "promised Chad trucks, of which ten were sent"."""
    node, sentence = clause.node, clause.scene.sentence
    governor = next((above for above in node.ancestors() if above.is_verb), None)
    if node.dep != "relcl" or not is_passive(node) or governor is None or not ctx.matcher.tells(governor, "aid"):
        return None
    told = (r for r in reversed(ctx.told) if r.type == "aid")
    return next((r for r in told if sentence.start <= r.evidence.start < sentence.end), None)


def _lending_first(
    donor: tuple[str, ...], beneficiary: tuple[str, ...], ctx: Context
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A bank gives, whatever the grammar: "a deal that would unlock $1 billion from the Fund"."""
    lenders = ctx.resolver.cast.lenders
    return (beneficiary, donor) if set(beneficiary) <= lenders and not set(donor) <= lenders else (donor, beneficiary)


def _stage(clause: Clause) -> str | None:
    """The line's stage where it is told as a fact; a stop is one too when it is still to come, or told by a noun."""
    told, effect = clause.line.row.stage, clause.status.effect
    is_stop = told == "suspended" and (effect == "planned" or (clause.line.pos == "noun" and effect != "hypothetical"))
    if told and (effect in ("factual", "ongoing") or is_stop):
        return told
    return stage_of(clause.status, _STAGES)


def _is_told_above(clause: Clause, ctx: Context) -> bool:
    """A participle on what a verb of aid already tells: "wrote off the debt owed by Chad"."""
    node = clause.node
    if node.dep != "acl" or node.tag != "VBN":
        return False
    governor = next((above for above in node.ancestors() if above.is_verb), None)
    return governor is not None and ctx.matcher.tells(governor, "aid")


def _is_bought(clause: Clause, ctx: Context) -> bool:
    """What is told to have been bought is no aid: "received jets that it bought from Norway"."""
    verbs = clause.focus.all("relcl", "acl") if clause.focus is not None and clause.focus is not clause.node else []
    return any(ctx.matcher.tells(v, "project", "supply") and not ctx.matcher.tells(v, "aid") for v in verbs)


def _is_advice(clause: Clause) -> bool:
    """ "help in settling the dispute" gives nothing."""
    focus = clause.focus
    return focus is not None and any(child.child("pcomp") for child in focus.all("prep") if child.lower == "in")


def _is_money(clause: Clause, ctx: Context) -> bool:
    """What a line wants as a figure must be a sum of money."""
    is_figure = any(need.test == "AMOUNT" for need in clause.line.needs)
    return not is_figure or amount_of(clause, ctx) is not None


def _first(clause: Clause, role: str, default: Slots, without: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """The parties of the first slots that name any but `without`."""
    wanted = clause.line.roles.get(role)
    for slots in (wanted,) if wanted else default:
        nodes = [node for slot in slots for node in clause.slots.get(slot, ()) if not _is_own(slot, clause)]
        if role == "recipient":
            nodes = [node for node in nodes if not _is_thing(node, clause, ctx)]
        foes = sides([n for node in nodes for n in _foes(node)], clause, ctx) if role == "recipient" else ()
        found = tuple(p for p in sides(nodes, clause, ctx) if p not in without and p not in foes)
        if found:
            return found
    return ()


def _foes(node: Node) -> Iterator[Node]:
    """Against whom, or after whose deed, somebody is helped: "to Ukraine's defence against Russia"."""
    return (n for part in node.subtree() if part.lower in _CAUSES for n in part.all("pobj"))


def _is_own(slot: str, clause: Clause) -> bool:
    """ "most of its aid", "feed its people" tell the donor once more."""
    objects = [clause.focus] if clause.focus is not None else clause.slots.get("obj", ())
    return slot == "obj" and any(c.tag == "PRP$" for node in objects for c in node.children)


def _is_thing(node: Node, clause: Clause, ctx: Context) -> bool:
    """ "money for five ships" names no beneficiary."""
    if ctx.matcher.noun(node, clause.scene, _THINGS) is None:
        return False
    return not any(n.i in clause.scene.hits or n.tag == "PRP$" for n in node.subtree())


def _beneficiary(clause: Clause, donor: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """Who gets it: by the clause, by the clause it is joined to, else the other side of a story about two."""
    found = _first(clause, "recipient", _BENEFICIARY, donor, ctx) or _thanking(clause, donor, ctx)
    if found or _is_at_home(clause, donor, ctx):
        return found
    joined = [child for verb in _joined_before(clause.node) for child in verb.children if child.i < clause.node.i]
    if found := tuple(p for p in sides(_objects(joined), clause, ctx) if p not in donor):
        return found
    if clause.noun is None and (again := _told_for(donor, clause, ctx)):
        return again
    is_stop = clause.line.row.stage == "suspended"
    because = (*provokers(clause, ctx), *borne_beside(clause, ctx)) if is_stop else ()
    if blamed := tuple(p for p in dict.fromkeys(because) if p not in donor):
        return blamed
    found = tuple(p for p in sides(_objects(clause.scene.nodes), clause, ctx) if p not in donor)
    if len(found) == 1:
        return found
    if is_stop and (target := target_told(donor, ctx)):
        return target
    if again := _told_for(donor, clause, ctx):
        return again
    other = partner(donor, ctx) or around(donor, clause, ctx)
    return (other,) if other is not None else ()


def _is_at_home(clause: Clause, donor: tuple[str, ...], ctx: Context) -> bool:
    """Whether it goes to one of the donor's own: "Belgrade lent the refiner NIS 200 million dollars"."""
    slots = clause.line.roles.get("recipient", ("iobj", "to"))
    named = [n for slot in slots for n in clause.slots.get(slot, ()) if n.tag not in ("PRP", "PRP$")]
    named += [n for obj in clause.slots.get("obj", ()) for n in obj.all("nmod", "compound") if n.i in clause.scene.hits]
    known = [n for n in named if any(part.i in clause.scene.hits for part in n.subtree())]
    found = sides(known, clause, ctx)
    return bool(found) and set(found) <= set(donor)


def _thanking(clause: Clause, donor: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """Who thanks the donor for it: "thanked Rome for forgiving debts"."""
    verb = clause.node.head.head
    if clause.node.dep != "pcomp" or clause.node.head.lower != "for" or not verb.is_verb:
        return ()
    return tuple(p for p in sides(subjects(verb), clause, ctx) if p not in donor)


def _told_for(donor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whom the aid told last was for: "Oman pledged $5 million, and Qatar $8 million"."""
    told = aid_told((), clause, ctx)
    recipient = told.recipient or () if told is not None else ()
    return recipient if not set(donor) & set(recipient) else ()


def _joined_before(verb: Node) -> Iterator[Node]:
    """The verbs that a verb is joined to: "donated radars to Manila and agreed to lend"."""
    for node in (verb, *verb.ancestors()):
        if node.dep == "conj" and node.head.is_verb:
            yield node.head
        elif node.dep != "xcomp":
            return


def _objects(nodes: Iterable[Node]) -> list[Node]:
    return [n for n in nodes if n.dep in ("dobj", "dative", "pobj", "prep")]


def _kind(clause: Clause, donor: tuple[str, ...], ctx: Context) -> str:
    """The line's kind or that of the class noun; for plain "aid" or "help" that of the things named beside it."""
    noun = clause.noun
    kind = noun.kind if clause.line.kind == "*" and noun is not None else clause.line.kind
    if kind in KINDS["aid"] and kind != "economic":
        return kind
    beside = (ctx.matcher.noun(node, clause.scene, _TELLING) for node in clause.node.subtree())
    kinds = {n.kind for n in beside if n is not None}
    lent = "loan" if set(donor) <= ctx.resolver.cast.lenders else "economic"
    return next((kind for kind in ("military", "humanitarian", "loan") if kind in kinds), lent)
