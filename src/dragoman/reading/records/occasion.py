"""The day of a fact that its clause does not date: that of the occasion at which the story sets it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.dating import date_of
from dragoman.reading.records.day_spans import is_range, value_of_span
from dragoman.reading.subjects import subjects
from dragoman.reading.tree import Node

_BACK = 2500  # characters over which an occasion sets the scene
_NEWS = 21  # days: what lies further back is background, not the occasion that the story reports
_FRESH = 3  # days from an event to the story that its town files on it
_DONE = frozenset({"held", "made", "extended"})
_OCCASIONS = frozenset({"contact", "gathering", "invitation", "statement"})
_GRANTS = frozenset({"aid", "mechanism", "project"})
_FRIENDLY = frozenset({"praise", "support", "promise", "call_for"})
_BOTH = frozenset({"both"})
_WHERE = frozenset({"at", "during", "in", "after", "following"})
_GATHERED = ("gathering", "assembly", "talks", "visit")
_JOURNEYS = frozenset({"visit", "delegation"})
_MEETINGS = frozenset({"meeting", "talks"})
_ASIDE = frozenset({"relcl", "acl"})


def on_occasion(record: Record, clause: Clause, ctx: Context) -> Record:
    """The record, with the day and the town of the occasion where its own clause tells none and it was done there."""
    if record.negated or record.stage in ("planned", "cancelled") or not _happens_here(clause):
        return record
    found = list(_occasions(record, clause, ctx))
    occasion = _occasion(found)
    if record.date is None and occasion is not None:
        record = record.model_copy(update={"date": day_at(occasion, ctx)})
    held = sorted(found, key=lambda told: told.kind in _JOURNEYS)  # a meeting's room before a journey's town
    place = next((told.place for told in held if told.place and told.date == record.date), None)
    return record if record.place or place is None else record.model_copy(update={"place": place})


def said_there(record: Record, clause: Clause, ctx: Context) -> Record:
    """A stance that tells at what it was taken ("at a news conference", "both sides"), with the last fresh day told."""
    if record.date is not None or not _names_occasion(clause, ctx):
        return record
    actors = set(record.actor or ())
    days = (r for r in reversed(ctx.told) if r.stage in _DONE and not r.negated and is_news(r, ctx) and r.date)
    near = [r for r in days if r.type in ("contact", "gathering", "statement") and actors & set(r.parties)]
    return record.model_copy(update={"date": day_at(near[0], ctx)}) if near else record


def _names_occasion(clause: Clause, ctx: Context) -> bool:
    """Whether a stance's clause says where it was taken, or that the two sides of a meeting took it."""
    verbs = [clause.node, *(n for n in clause.node.ancestors() if ctx.attributor.is_saying(n))]
    if any(c.lower in _BOTH for v in verbs for s in v.all("nsubj") for c in (s, *s.children)):
        return True
    beside = (c for v in verbs for c in v.children if c.lower in _WHERE or (c.dep == "advcl" and c.tag == "VBG"))
    things = [n for c in beside for n in c.all("pobj", "dobj", "pcomp")]
    things += [n for v in verbs for s in subjects(v) for c in s.all("relcl") for n in c.all("dobj")]
    return any(ctx.matcher.is_class(n, clause.scene, kind) for n in things for kind in _GATHERED)


def _occasion(found: list[Record]) -> Record | None:
    """The last that is no visit, which may hold several."""
    return next((told for told in found if told.kind != "visit"), found[0] if found else None)


def placed_at_home(record: Record, ctx: Context) -> Record:
    """A meeting of these days with the state where the story was filed is placed in that town where no other is told."""
    published, filed = ctx.story.published, ctx.filed
    if record.place is not None or filed is None or published is None or not set(filed.home) & set(record.parties):
        return record
    if record.stage != "held" or record.negated or record.date is None or len(record.date) < len("2025-01-31"):
        return record
    is_fresh = dt.timedelta(0) <= published - dt.date.fromisoformat(record.date) <= dt.timedelta(_FRESH)
    return record.model_copy(update={"place": filed.town.title()}) if is_fresh else record


def on_journey(record: Record, ctx: Context) -> Record:
    """A meeting still to come, with the month of the journey told before on which its traveller will be there."""
    if record.date is not None or record.stage != "planned" or record.kind not in _MEETINGS:
        return record
    ahead = (r for r in reversed(ctx.told) if r.kind in _JOURNEYS and r.stage == "planned" and r.date)
    made = (r for r in ahead if set(r.parties) <= set(record.parties) and set(r.persons) & set(record.persons))
    journey = next(made, None)
    return record.model_copy(update={"date": day_at(journey, ctx)}) if journey is not None else record


def at_its_goal(record: Record, ctx: Context) -> Record:
    """A meeting without a place, in the town to which the sentence tells that one of those who meet travels for it."""
    if record.place is not None or record.kind not in _MEETINGS:
        return record
    same = (r for r in reversed(ctx.told) if r.kind in _JOURNEYS and r.evidence == record.evidence and r.place)
    made = (r for r in same if r.parties == record.parties and r.stage == record.stage and not r.negated)
    goals = {r.place for r in made}
    return record.model_copy(update={"place": goals.pop()}) if len(goals) == 1 else record


def granted_on_occasion(record: Record, clause: Clause, ctx: Context) -> Record:
    """Aid, a project or a body, with the day of the meeting at which a verb tells that it was announced."""
    if record.date is not None or not clause.node.is_verb:
        return record
    if record.type == "aid" and (day := _under_agreement(clause, ctx)) is not None:
        return record.model_copy(update={"date": day})
    verb = clause.node
    while verb.dep == "xcomp" and verb.head.is_verb:
        verb = verb.head  # "agreed to set up a fund": dated by the agreeing
    if verb is clause.node or record.type != "mechanism" or verb.tag != "VBD":
        return record.model_copy(update={"date": on_occasion(record, clause, ctx).date})
    occasion = _occasion(list(_occasions(record, clause, ctx)))
    return record if occasion is None else record.model_copy(update={"date": day_at(occasion, ctx)})


def _under_agreement(clause: Clause, ctx: Context) -> str | None:
    """Of "signed on Monday an agreement under which the bank will lend" the day of the agreement."""
    verb = clause.node
    while verb.dep == "xcomp" and verb.head.is_verb:
        verb = verb.head
    under = (p for p in verb.all("prep") if p.lower == "under" and p.i < verb.i)
    if not any(n.tag == "WDT" for p in under for n in p.all("pobj")):
        return None
    signed = next((n for n in verb.ancestors() if n.is_verb), None)
    value = date_of(replace(clause, node=signed, focus=None), ctx, tense="past") if signed is not None else None
    return value.value if value is not None else None


def day_at(occasion: Record, ctx: Context) -> str | None:
    """The day of what is done at an occasion; the month for one of which the first of several days is told."""
    if occasion.date is None:
        return None
    evidence = occasion.evidence
    spans = (s for found in ctx.dates.values() for s in found if evidence.start <= s.start < evidence.end)
    ranges = (value_of_span(s, ctx, "past") for s in spans if is_range(s))
    lasts = occasion.kind in ("visit", "delegation") or any(r is not None and r.value == occasion.date for r in ranges)
    return occasion.date[: len("2025-01")] if lasts else occasion.date


def _happens_here(clause: Clause) -> bool:
    """Told as the story's own news: not in an aside, nor as what "has been done" or "had been done" some time."""
    above = (clause.node, *clause.node.ancestors())
    inside: Node | None = next((n for n in above if n.dep in _ASIDE), None)
    verb = next((n for n in above if n.is_verb), clause.node)
    is_before = clause.line.type != "statement" and any(c.lower == "had" for c in clause.node.all("aux"))
    is_decided = clause.line.type == "agreement" and verb.dep == "xcomp" and verb.head.tag == "VBD"
    return inside is None and (clause.status.tense == "past" or is_decided) and not is_perfect(verb) and not is_before


def is_perfect(verb: Node) -> bool:
    """What "has been done", some time: also the second of "has protested and signed"."""
    helped = (
        verb.head if verb.tag in ("VBN", "VBD") and verb.dep == "conj" and not verb.child("aux", "auxpass") else verb
    )
    return any(c.tag in ("VBZ", "VBP") for c in helped.all("aux"))


def is_aim_of_journey_made(verb: Node, ctx: Context) -> bool:
    """ "Had flown to Fiji to sign a pact": what one has travelled for, told as gone by, has been done."""
    gone = verb.head.tag == "VBN" and any(c.lower == "had" for c in verb.head.all("aux"))
    return verb.dep == "advcl" and gone and ctx.matcher.tells(verb.head, "contact")


def _occasions(record: Record, clause: Clause, ctx: Context) -> Iterator[Record]:
    """What its parties did last, lately, before the clause or in its sentence."""
    start = clause.scene.sentence.start
    for told in reversed(ctx.told):
        near = start - told.evidence.start <= _BACK
        if near and told.type in _OCCASIONS and told.stage in _DONE and not told.negated and is_news(told, ctx):
            if _may_hold(told, record):
                yield told


def _may_hold(told: Record, record: Record) -> bool:
    """Whether one may have been done at the other; a stance only where two or more of one party dealt with another."""
    if record.type in _GRANTS:
        return told.type in ("contact", "gathering") and set(record.parties) <= set(told.parties)
    if record.type != "statement":
        return bool(set(told.parties) & set(record.parties))
    speaks = record.attribution is None or bool(set(record.persons) & set(told.persons))
    speaks = speaks or (record.kind in _FRIENDLY and told.kind in ("meeting", "talks"))
    return speaks and told.type in ("contact", "gathering") and set(record.parties) <= set(told.parties)


def is_news(told: Record, ctx: Context) -> bool:
    """Whether a record tells of the days before the story."""
    return told.date is not None and is_fresh(told.date, ctx)


def is_fresh(date: str, ctx: Context) -> bool:
    """Whether a day is one of those before the story, a month that of the story."""
    published = ctx.story.published
    if published is None:
        return False
    if len(date) < len("2025-01-31"):
        return date == published.isoformat()[: len("2025-01")]
    return dt.timedelta(0) <= published - dt.date.fromisoformat(date) <= dt.timedelta(_NEWS)
