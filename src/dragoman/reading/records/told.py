"""What the story has told so far: records that a later clause points back to for its parties or its agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from dragoman.model import DIRECTED, Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.stances import AGAINST
from dragoman.reading.tree import Node

_BACK = 700  # characters that a definite noun or a passive without agents looks back
_RECENT = 4  # records back to the step that another repeats
_STATE = 3  # letters of a state's code
_ENCOUNTERS = frozenset({"meeting", "talks", "call"})
_JOURNEYS = frozenset({"visit", "delegation"})
_BETWEEN = frozenset({"contact", "agreement", "gathering", "project", "mechanism"})
_STEPS = frozenset({"measure", "aid", "agreement"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their", "both"})


def is_definite(node: Node) -> bool:
    """Whether a noun phrase points back: "the deal", "that truce"; without words of its own that tell a new thing."""
    return any(c.dep in ("det", "poss", "predet") and c.lower in _POINTING for c in node.children)


def agreement_told(clause: Clause, ctx: Context) -> Record | None:
    """The agreement told last that the clause's noun or pronoun may mean: of its kind, or named with its words."""
    generic = clause.noun is None or "generic" in clause.noun.classes
    kind = "unspecified" if clause.noun is None or generic else clause.noun.kind
    for record in _nearest(clause, ctx):
        if record.type != "agreement":
            continue
        if kind in (record.kind, "unspecified") or _shares_words(record, clause):
            return record
    return None


def _shares_words(record: Record, clause: Clause) -> bool:
    if clause.focus is None or record.name is None:
        return False
    own = {n.lower for n in clause.focus.subtree() if n.pos in ("noun", "propn", "adj")}
    return len(own & set(record.name.lower().split())) > 0


def contact_told(parties: tuple[str, ...], clause: Clause, ctx: Context) -> Record | None:
    """The contact told before that a definite noun of the same parties means: "the call", "their talks"."""
    if clause.focus is None or clause.focus is not clause.node or not is_pointing(clause.focus):
        return None
    for record in _nearest(clause, ctx):
        among = record.type == "contact" and set(parties) <= set(record.parties)
        if among and is_like(record.kind, clause.kind):
            return record
    return _conversation_told(parties, clause, ctx)


def visit_told(persons: tuple[str, ...], ctx: Context) -> Record | None:
    """The visit of these persons, wherever the story told it, if it told of no other: "Wang's visit"."""
    journeys = (r for r in ctx.told if r.type == "contact" and r.kind in _JOURNEYS and not r.negated)
    made = [r for r in journeys if set(persons) & set(r.persons)]
    return made[-1] if len({(r.parties, r.stage, r.date) for r in made}) == 1 else None


def _conversation_told(parties: tuple[str, ...], clause: Clause, ctx: Context) -> Record | None:
    """The call of just these parties, wherever the story told it, that "A's conversation with B" is."""
    if clause.kind != "meeting" or not ctx.matcher.is_class(clause.node, clause.scene, "talks"):
        return None
    calls = (r for r in ctx.told if (r.type, r.kind, r.negated) == ("contact", "call", False))
    return next((r for r in calls if len(parties) > 1 and set(r.parties) == set(parties)), None)


def is_like(told: str, noun: str) -> bool:
    """A conversation may have been a call, talks a meeting; a visit is no meeting."""
    return told == noun or (told in _ENCOUNTERS and noun in _ENCOUNTERS) or {told, noun} == {"visit", "delegation"}


def is_pointing(node: Node) -> bool:
    """Definite or possessed: it may mean an event told before."""
    return is_definite(node) or node.child("poss") is not None


def standing_told(node: Node, ctx: Context) -> tuple[str, ...]:
    """The parties of a body or gathering told before whose name has all the words of a noun phrase."""
    record = _named_told(node, ("gathering", "mechanism"), ctx)
    return record.parties if record is not None else ()


def mechanism_told(focus: Node | None, clause: Clause, ctx: Context) -> Record | None:
    """The body told before that a definite noun phrase names again, or that "it" means."""
    if focus is None:
        return next((r for r in _nearest(clause, ctx) if r.type == "mechanism"), None)
    return _named_told(focus, ("mechanism",), ctx) if is_definite(focus) else None


def _named_told(node: Node, types: tuple[str, ...], ctx: Context) -> Record | None:
    deps = ("compound", "nmod", "pobj", node.dep)
    words = {n.lower for n in node.subtree() if n.pos in ("noun", "propn") and n.dep in deps}
    for record in reversed(ctx.told):
        if record.type in types and len(record.parties) > 1 and record.name is not None:
            if words and words <= set(record.name.lower().split()):
                return record
    return None


def parties_told(known: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The two or more parties of the dealings told last, if those known already are among them."""
    for record in _nearest(clause, ctx):
        regional = any(party.startswith("R:") for party in record.parties)
        if record.type in _BETWEEN and not regional and len(record.parties) > 1 and set(known) <= set(record.parties):
            if len(record.parties) == 2 or record.type == "agreement":
                return record.parties
    pair = _main_pair(ctx)
    return pair if set(known) <= set(pair) else ()


def states_told(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The two states of the dealings told last that were between two states: "bilateral trade"."""
    for record in _nearest(clause, ctx):
        if record.type in _BETWEEN and len(record.parties) == 2 and all(len(p) == _STATE for p in record.parties):
            return record.parties
    return ()


def is_repetition(clause: Clause) -> bool:
    """Whether a clause tells a step by another: "followed suit", "did the same"."""
    if clause.noun is not None:
        return "repeat" in clause.noun.classes
    return clause.focus is not None and clause.focus.pos == "adj"


def repeated(ctx: Context, kind: str) -> Record | None:
    """What "followed suit" repeats: the step told last, if it is of the type asked for."""
    last = next((r for r in reversed(ctx.told[-_RECENT:]) if r.type in _STEPS), None)
    return last if last is not None and last.type == kind else None


def trade_told(clause: Clause, ctx: Context) -> Record | None:
    """The trade told last, which "it" or "the figure" takes up."""
    return next((r for r in _nearest(clause, ctx) if r.type == "project" and r.kind == "trade"), None)


def aid_told(beneficiary: tuple[str, ...], clause: Clause, ctx: Context) -> Record | None:
    """The aid told last, for the same beneficiary if one is known."""
    start = clause.scene.sentence.start
    for record in reversed(ctx.told):
        near = start - record.evidence.start <= _BACK
        if record.type == "aid" and near and set(beneficiary) <= set(record.recipient or ()):
            return record
    return None


def target_told(apart: Collection[str], ctx: Context) -> tuple[str, ...]:
    """Whom the story's measures are aimed at: the party that it names most, and that bore measures and reproaches."""
    weight = Counter(ctx.resolver.cast.named)
    for record in ctx.told:
        if record.type == "measure" or (record.type == "statement" and record.kind in AGAINST):
            weight.update(record.recipient or ())
    able = [p for p in weight if p not in apart and not p.startswith("R:")]  # in the order of their first naming
    return tuple(sorted(able, key=lambda p: -weight[p])[:1])


def borne_beside(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Who bears the measure told last in the same sentence."""
    start = clause.scene.sentence.start
    beside = (r for r in reversed(ctx.told) if r.type == "measure" and r.evidence.start == start)
    return next((r.recipient for r in beside if r.recipient), ())


def occasion_told(parties: tuple[str, ...], clause: Clause, ctx: Context) -> Record | None:
    """The talks, visit or gathering told last at which the parties of a clause without a date did what it says."""
    held = (r for r in _nearest(clause, ctx) if r.type in ("contact", "gathering") and r.stage == "held")
    found = [r for r in held if set(parties) <= set(r.parties)]
    return next((r for r in found if r.kind != "visit"), found[0] if found else None)


def _main_pair(ctx: Context) -> tuple[str, ...]:
    """The two parties that a story of two parties is about: named again and again, all others far less."""
    named = ctx.resolver.cast.named.most_common()
    ranked = [(party, count) for party, count in named if count > 1 and not party.startswith("R:")][:3]
    if len(ranked) < 2 or (len(ranked) == 3 and ranked[2][1] * 2 > ranked[1][1]):
        return ()
    return tuple(party for party, _ in ranked[:2])


def _nearest(clause: Clause, ctx: Context) -> Iterator[Record]:
    start = clause.scene.sentence.start
    for record in reversed(ctx.told):
        if record.type not in DIRECTED and not record.negated and start - record.evidence.start <= _BACK:
            yield record
