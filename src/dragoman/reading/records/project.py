"""Projects: investment, infrastructure, trade, supply and portfolios between parties.

The parties are all that the clause names; money, goods or works of one party alone are no record.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.content import amount_of, sectors_of
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft, Stages, stage_of
from dragoman.reading.records.elsewhere import is_told_elsewhere
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.naming import bare, name_of, with_next
from dragoman.reading.records.occasion import granted_on_occasion
from dragoman.reading.records.parties import source_of
from dragoman.reading.records.sides import around, european, mentioned, pair, partner, sides
from dragoman.reading.records.told import parties_told, states_told, trade_told
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts, first_conjunct, noun_phrase, preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.who import Scene

_AGREEMENT = frozenset({"agreement"})
_YEAR = 4  # digits
_SLOTS = ("subj", "gov", "obj", "iobj", "with", "between", "to", "from", "in", "into")
_TRANSIT = ("through", "via", "across", "obj.through", "obj.via")
_PLACING = frozenset({"in", "at", "from", "by", "with", "worth", "on"})
_STAGES: Stages = {
    "factual": "underway", "ongoing": "underway", "planned": "planned", "proposed": "proposed", "requested": "proposed",
    "cancelled": "cancelled",
}  # fmt: skip


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A project between the parties that the clause names."""
    stage, kind = _stage(clause, ctx), _kind(clause)
    if stage is None or is_told_elsewhere(clause, ctx) or not _is_counted(clause):
        return
    is_taken_up = kind == "trade" and any("it" in need.values for need in clause.line.needs)
    trade = trade_told(clause, ctx) if is_taken_up else None
    parties = trade.parties if trade is not None else () if is_taken_up else _parties(clause, ctx)
    if len(parties) < 2:
        return
    draft = Draft(
        clause, "project", kind, stage, parties, negated=clause.status.negated and stage != "cancelled",
        name=_name(clause, ctx), amount=amount_of(clause, ctx), sectors=_sectors(clause, ctx),
    )  # fmt: skip
    yield granted_on_occasion(finish(draft, ctx, source_of(clause, ctx)), clause, ctx)


def _kind(clause: Clause) -> str:
    """The line's kind or the class noun's; several projects together are a portfolio."""
    several = clause.noun is not None and "several" in clause.noun.classes
    is_plural = several and clause.focus is not None and clause.focus.tag == "NNS"
    return "portfolio" if is_plural and clause.line.kind == "*" else clause.kind


def _name(clause: Clause, ctx: Context) -> str | None:
    """The phrase of the focus; of trade its head alone, of works and goods with what they are of and for."""
    focus = clause.focus
    if focus is None:
        return _described(clause)
    if clause.kind == "trade":
        return _trade_name(focus, clause.scene)
    last = max((n.end for n in (focus, *focus.all("conj")) for n in _phrase(n)), default=focus.end)
    name = bare(clause.scene.text[noun_phrase(focus)[0] : last])
    return with_next(name, focus, clause.scene, ctx) if name is not None and last == focus.end else name


def _trade_name(focus: Node, scene: Scene) -> str | None:
    """Trade, not its volume, up to those between whom it is."""
    head = next((o for prep, o in preposition_objects(focus) if prep == "of" and not _is_sum(o)), focus)
    between = [o for prep, o in preposition_objects(head) if prep == "between"]
    ends = [noun_phrase(n)[1] for o in between for n in conjuncts(o)]
    return bare(scene.text[noun_phrase(head)[0] : max([head.end, *ends])])


def _described(clause: Clause) -> str | None:
    """Without a noun of its own: what is invested in, or what is bought, built or sent."""
    into = next((n for slot in ("in", "into") for n in clause.slots.get(slot, ()) if n.is_nominal), None)
    if clause.kind == "investment" and into is not None:
        one = next((f"{c.lower} " for c in into.all("det") if c.lower in ("a", "an")), "")
        return f"investment in {one}{name_of(into, clause.scene)}"
    objects = (n for slot in ("obj", "xcomp.obj", "subj") for n in clause.slots.get(slot, ()))
    thing = next((n for n in objects if n.pos == "noun" and not _is_sum(n)), None)
    return name_of(thing, clause.scene)


def _is_sum(node: Node) -> bool:
    return any(n.tag in ("CD", "$") for n in node.subtree())


def _phrase(node: Node) -> Iterator[Node]:
    """A noun and its complements, but for clauses, appositions and the place it stands in."""
    yield node
    for child in node.children:
        if child.dep in ("pobj", "conj", "cc", "compound", "amod", "poss", "nmod", "det", "case") or (
            child.dep == "prep" and child.lower not in _PLACING
        ):
            yield from _phrase(child)


def _stage(clause: Clause, ctx: Context) -> str | None:
    """The stage of the line for what is done; what a deal obliges to is more than a plan, what has stopped is off."""
    told, status = clause.line.row.stage, clause.status
    if any(word.endswith(": negated") for word in status.because) or (status.negated and status.effect == "planned"):
        return "cancelled"
    if told == "cancelled" and status.effect == "planned":
        return told  # "has decided to shelve"
    if told and (status.effect == "factual" or (status.effect == "ongoing" and told != "completed")):
        return told if told != "completed" or status.tense == "past" or _is_helped(clause.node) else "underway"
    if status.effect == "factual" and clause.kind == "investment" and _is_done(clause):
        return "completed"
    if clause.kind == "trade" and status.effect in ("planned", "proposed", "requested"):
        return "planned"
    return "agreed" if status.effect == "planned" and _is_agreed(clause, ctx) else stage_of(status, _STAGES)


def _is_helped(verb: Node) -> bool:
    """ "helped Mauritius build a jetty": a bare infinitive below a past tense."""
    return verb.tag == "VB" and verb.head.tag == "VBD" and not verb.child("aux")


def _is_done(clause: Clause) -> bool:
    """ "put $200 million into the company in 2023": a simple past with an object and a day or year of its own."""
    verb, focus = clause.node, clause.focus
    dated = any(n.tag == "CD" and len(n.text) == _YEAR for _, n in preposition_objects(verb))
    return verb.tag == "VBD" and verb.child("dobj") is not None and dated and (focus is None or focus.dep != "nsubj")


def _is_agreed(clause: Clause, ctx: Context) -> bool:
    """ "agreed to buy", "will buy under the deal"."""
    node = clause.node
    above = node.head
    if node.dep == "xcomp" and above.is_verb and clause.status.decided and ctx.matcher.tells(above, "agreement"):
        return True
    return any(ctx.matcher.noun(n, clause.scene, _AGREEMENT) for n in clause.slots.get("under", ()))


def _is_counted(clause: Clause) -> bool:
    """Trade is told by a figure: a sum, a percentage; or by a line with a stage of its own."""
    if clause.kind != "trade" or clause.line.row.stage:
        return True
    return any(n.tag in ("CD", "$") for n in clause.node.subtree()) or any(n.tag in ("CD", "$") for n in _above(clause))


def _above(clause: Clause) -> list[Node]:
    top = first_conjunct(clause.focus or clause.node)
    above = top.head.head if top.dep == "pobj" else top.head
    return above.subtree() if above is not top else []


def _parties(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """All parties of the clause, but a region beside two of them; European money is the EU's where the EU is named."""
    found = _without_transit(_named_parties(clause, ctx), clause, ctx)
    states = tuple(p for p in found if not p.startswith("R:"))
    if len(states) > 1:
        return states
    return european(found, ctx) if clause.kind in ("trade", "investment") else found


def _without_transit(found: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Deliveries are between who sends and who gets them, whoever lies between: "gas to Serbia through Bulgaria"."""
    if clause.kind != "supply":
        return found
    ways = [n for slot in ("by", "obj.by") for n in clause.slots.get(slot, ()) if n.lower == "way"]
    passed = sides([*ways, *(n for slot in _TRANSIT for n in clause.slots.get(slot, ()))], clause, ctx)
    kept = tuple(p for p in found if p not in passed)
    return kept if len(kept) > 1 else found


def _named_parties(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """All parties that the clause names; for trade told without one, the two that the story is about."""
    if "parties" in clause.line.roles:
        return sides(clause.fill("parties"), clause, ctx)
    subject = sides([n for slot in _SLOTS for n in clause.slots.get(slot, ())], clause, ctx)
    found = tuple(dict.fromkeys((*subject, *mentioned(clause.node, clause.scene, ctx))))
    node = clause.node
    if node.dep in ("xcomp", "advcl", "ccomp") and node.head.is_verb and not ctx.attributor.is_saying(node.head):
        found = tuple(dict.fromkeys((*found, *sides([*subjects(node.head), *node.head.all("dobj")], clause, ctx))))
    if clause.focus is not None and clause.focus is not clause.node:
        found = tuple(dict.fromkeys((*found, *mentioned(clause.focus, clause.scene, ctx))))
    if len(found) < 2:
        source = source_of(clause, ctx)
        said = source.who.parties if source is not None and source.who is not None else ()
        found = tuple(dict.fromkeys((*found, *said)))
    return _completed(found, clause, ctx)


def _completed(found: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The parties of the clause with those of its context where it names fewer than two states."""
    states = tuple(p for p in found if not p.startswith("R:"))
    if not found or (not states and clause.kind == "trade"):
        return pair(ctx) or states_told(clause, ctx) or parties_told((), clause, ctx) or found
    if len(states) == 1 and len(found) > 1 and clause.kind == "trade":
        return parties_told(states, clause, ctx) or found
    if len(states) == 1 and (other := partner(states, ctx) or around(states, clause, ctx)) is not None:
        return (*states, other) if len(found) == 1 else found
    return found


def _sectors(clause: Clause, ctx: Context) -> tuple[str, ...]:
    found = sectors_of(clause, ctx)
    return tuple(sorted({*found, "trade"})) if clause.kind == "trade" and not found else found
