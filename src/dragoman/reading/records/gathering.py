"""Gatherings: summits, forums, conferences, sessions and exercises; parties are hosts, the body and named attendees.

A clause tells a part: the noun's own phrase names the body or the states that it is of ("the EU-Celac summit"), the
verb around it who hosts, chairs or attends. `dragoman.reading.gatherings` unites the parts over the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.confidence import PASSING
from dragoman.model import KINDS, Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.dating import date_of
from dragoman.reading.records.draft import Draft, Stages
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.gathering_members import SIDELINES, antecedent, own_members, present, words_left
from dragoman.reading.records.naming import name_of, title_of
from dragoman.reading.records.parties import parties_of, persons_of, source_of
from dragoman.reading.slots import slots
from dragoman.reading.tree import Node
from dragoman.reading.when import resolve
from dragoman.reading.who import Who

_STAGES: Stages = {"factual": "held", "ongoing": "held", "planned": "planned", "cancelled": "cancelled"}
_GATHERINGS = frozenset({"gathering", "assembly"})
_GOALS = frozenset({"dobj", "pobj"})
_MEMBERS = frozenset({"standing", "ministers", "leaders"})


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A gathering with the body, hosts and attendees that the clause names; one that names nobody has no parties."""
    focus = clause.focus
    kind = _kind(clause, ctx)
    if kind is None or (focus is not None and (_is_in_name(focus, clause) or _is_margin_of_gathering(clause, ctx))):
        return
    if _is_only_wanted(clause) or _is_part_of_gathering(clause, ctx):
        return
    stage, in_passing = _stage(clause, ctx)
    date = _date(clause, stage, ctx)
    if stage == "held" and (_is_ahead(date, ctx) or (in_passing and _is_said_ahead(clause, ctx))):
        stage = "planned"
    elif (in_passing or _is_purpose(clause)) and _is_past(date, ctx):
        stage = "held"
    own, there = own_members(clause, ctx), present(clause, stage, ctx)
    codes = [code for p in parties_of(own) for code in ctx.formats.get(p, (p,))]
    draft = Draft(
        clause, "gathering", kind, stage, tuple(dict.fromkeys((*codes, *parties_of(there)))),
        persons=persons_of([*own, *there], ctx), negated=_is_denied(clause, in_passing, ctx),
        name=_name(clause, own), date=date, dated=True,
        rule=clause.line.id + PASSING * in_passing,
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))


def _is_denied(clause: Clause, in_passing: bool, ctx: Context) -> bool:
    """Whether the gathering itself is denied; "was not invited to" denies only the invitation."""
    if not clause.status.negated or in_passing or ctx.matcher.tells(clause.node, "invitation"):
        return False
    focus = clause.focus or clause.node  # "will not attend the summit" denies no summit, "held no summit" does
    return focus.dep not in _GOALS or not any(c.lower == "the" for c in focus.all("det"))


# -- what kind ---------------------------------------------------------------------------------------------------------


def _kind(clause: Clause, ctx: Context) -> str | None:
    """The line's kind, that of the noun, or for a "meeting" that of those whose meeting it is."""
    if clause.line.kind != "*":
        return clause.line.kind
    noun = ctx.matcher.noun(clause.focus, clause.scene, _GATHERINGS) if clause.focus is not None else None
    if noun is None or clause.focus is None or not noun.kind:
        return None
    plain = noun.kind if noun.kind in KINDS["gathering"] else ""
    if plain and not noun.noun.endswith(" meeting"):
        return plain
    told = _kind_of_meeting(clause.focus, plain or ("conference" if noun.kind == "talks" else "session"), clause, ctx)
    return told or plain or None


def _kind_of_meeting(focus: Node, plain: str, clause: Clause, ctx: Context) -> str | None:
    """A commission's meeting is a session, that of a body's ministers a conference, that of its leaders a summit."""
    own = slots(focus)
    members = [antecedent(n) for slot in ("mod", "of", "subj", "between", "among") for n in own.get(slot, ())]
    if clause.node.is_verb and not any(_is_body(n, clause, ctx) for n in members):
        members += clause.slots.get("subj", ())  # "ministers of the bloc will gather for a meeting"
    if "standing" in (classes := _classes(members, clause, ctx)):
        return "session"
    if any(_is_body(n, clause, ctx) for n in members):
        return "summit" if "leaders" in classes else "conference" if "ministers" in classes else plain
    partners = [n for n in own.get("with", ()) if _is_body(n, clause, ctx)]
    return "conference" if "ministers" in _classes(partners, clause, ctx) else None


def _classes(nodes: list[Node], clause: Clause, ctx: Context) -> set[str]:
    found = (ctx.matcher.noun(n, clause.scene, _MEMBERS) for n in nodes)
    return {c for noun in found if noun is not None for c in noun.classes}


def _is_body(node: Node, clause: Clause, ctx: Context) -> bool:
    who = ctx.resolver.who(node, clause.scene)
    if who is None or who.persons:
        return False
    named = [n for one in node.subtree() if one.i in clause.scene.hits for n in clause.scene.hits[one.i].found.names]
    return who.kind == "body" or (who.plural and any(n.kind in ("body", "region") for n in named))


def _is_in_name(focus: Node, clause: Clause) -> bool:
    """A part of another name; the name of a body that is itself a gathering ("World Economic Forum") is none."""
    hit = clause.scene.hits.get(focus.i)
    if hit is None or len(hit.nodes) == 1:
        return False
    is_body = any(name.kind == "body" and name.detail != "organ" for name in hit.found.names)
    meets = clause.node is not focus or any(n.tag == "NN" for n in focus.all("poss"))  # "last month's Islands Forum"
    return not (is_body and hit.head is focus and meets)


def _is_part_of_gathering(clause: Clause, ctx: Context) -> bool:
    """ "COP30" in "the COP30 climate conference" is read with it; a "Ministerial Commission" is no ministerial."""
    node = clause.node
    inside = node is clause.focus and node.dep in ("compound", "nmod", "amod")
    return inside and ctx.matcher.noun(node.head, clause.scene, _GATHERINGS | _MEMBERS) is not None


def _is_margin_of_gathering(clause: Clause, ctx: Context) -> bool:
    """ "The margins of the Group of 20 summit" are no session of the Group of 20."""
    if clause.focus is None or ctx.matcher.noun(clause.focus, clause.scene, SIDELINES) is None:
        return False
    return any(ctx.matcher.noun(n, clause.scene, _GATHERINGS) is not None for n in clause.focus.subtree())


# -- how far -----------------------------------------------------------------------------------------------------------


def _stage(clause: Clause, ctx: Context) -> tuple[str, bool]:
    """The stage, and whether no verb of the gathering's own tells it, so that another telling may correct it."""
    effect = clause.status.effect
    if clause.node is not clause.focus and effect in _STAGES:
        told = clause.line.row.stage
        return (told if told and effect in ("factual", "ongoing") else _STAGES[effect] or "held"), False
    if effect == "cancelled":
        return "cancelled", False
    if effect == "planned" and clause.node is clause.focus:
        return "planned", False
    around = next((n for n in clause.node.ancestors() if n.is_verb), None)
    above = ctx.matcher.status(around).effect if around is not None else "factual"
    return ("held" if above in ("factual", "ongoing") and effect in ("factual", "ongoing") else "planned"), True


def _is_purpose(clause: Clause) -> bool:
    """ "Visited Russia in January to attend the congress": with the date of the journey it has been held."""
    return clause.status.because[-1:] == ("to: planned",)


def _is_only_wanted(clause: Clause) -> bool:
    """ "pressed for a summit": a gathering that nobody has called."""
    node = clause.focus
    wanted = clause.status.effect in ("requested", "proposed", "hypothetical", "threatened")
    return wanted and node is not None and any(c.dep == "det" and c.lower in ("a", "an") for c in node.children)


def _date(clause: Clause, stage: str, ctx: Context) -> str | None:
    """When it begins; the day of a journey to it tells only the month, that of a postponement nothing."""
    if "when" in clause.line.roles:
        return _date_in(clause.fill("when"), clause, ctx)
    is_journey = clause.node.is_verb and bool({"for", "to"} & set(clause.line.needs[0].slots))
    status = clause.status
    is_scheduled = status.tense == "present" and status.effect in ("factual", "ongoing") and not is_journey
    is_ahead = is_scheduled or (stage == "planned" and not _is_purpose(clause))
    value = date_of(clause, ctx, tense="future" if is_ahead else "past" if stage == "planned" else None)
    if value is None:
        return None
    return value.value[:7] if is_journey else value.value


def _date_in(nodes: list[Node], clause: Clause, ctx: Context) -> str | None:
    """The date that a phrase holds, as yet to come: "put off until March"."""
    covered = {n.start for node in nodes for n in node.subtree()}
    for span in ctx.dates.get(clause.scene.sentence.index, []):
        value = resolve(span, ctx.story.published, "future") if covered & set(range(span.start, span.end)) else None
        if value is not None:
            return value.value
    return None


def _is_ahead(date: str | None, ctx: Context) -> bool:
    """Whether a date lies wholly behind the day of publication."""
    published = ctx.story.published
    return date is not None and published is not None and date > published.isoformat()[: len(date)]


def _is_said_ahead(clause: Clause, ctx: Context) -> bool:
    """ "A summit later this month"."""
    value = date_of(clause, ctx)
    return value is not None and value.ahead


def _is_past(date: str | None, ctx: Context) -> bool:
    """Whether a date lies wholly before the day of publication."""
    published = ctx.story.published
    return date is not None and published is not None and date < published.isoformat()[: len(date)]


def _organ(clause: Clause) -> Node | None:
    """The organ that a line finds by its name: "addressed the General Assembly"."""
    slots_asked = [slot for need in clause.line.needs if need.test == "BODY" for slot in need.slots if slot != "subj"]
    return next((n for slot in slots_asked for n in clause.slots.get(slot, ())), None)


def _name(clause: Clause, own: list[Who]) -> str | None:
    """The noun phrase; where it is a common noun, with the words of the body whose gathering it is."""
    focus, scene = clause.focus, clause.scene
    if focus is None or clause.noun is None or not _GATHERINGS & set(clause.noun.classes):
        if (organ := _organ(clause)) is not None:
            return name_of(organ, scene)
        members = next(iter(clause.slots.get("subj", ())), None)
        return f"meeting of {name_of(members, scene)}" if members is not None else None
    named = focus.head if focus.dep == "appos" and focus.head.pos == "propn" else focus
    name = title_of((words_left(named, scene) or [named])[0], named, scene)
    if name is not None and any(w[:1].isupper() or w[:1].isdigit() for w in name.split()):
        return name
    if body := next((p for who in own if who.kind == "body" for p in who.parties), None):
        return f"{body} {title_of(focus, focus, scene)}"  # "the bloc's summit"
    for node in clause.slots.get("subj", ()) if clause.node.is_verb else ():
        kinds = {n.kind for one in node.subtree() if one.i in scene.hits for n in scene.hits[one.i].found.names}
        if "body" in kinds and "person" not in kinds:
            return f"{name or 'meeting'} of {name_of(node, scene)}"
    return name
