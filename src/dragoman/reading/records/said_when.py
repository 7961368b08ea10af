"""The day on which a stance was taken: of its saying, of what its speaker did before, of the words that it is part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.model import Record
from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.dating import date_of
from dragoman.reading.records.day_spans import DAY, dates_in, head_of, value_of_span
from dragoman.reading.records.draft import Draft
from dragoman.reading.records.occasion import day_at, is_fresh, is_news
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts
from dragoman.reading.tree import Node
from dragoman.reading.who import Scene, Who

_DONE = frozenset({"made", "held", "signed", "agreed", "joined", "extended"})
_SPEAKING = frozenset({"spokesperson"})
_WORDS = frozenset({"statement", "agreement"})


def said_on(clause: Clause, ctx: Context) -> str | None:
    """The day of saying: that of its verb or of a participle beside it ("opening the talks on Monday")."""
    published = ctx.story.published.isoformat() if ctx.story.published is not None else None
    asides = (child for verb in (clause.node, *clause.node.ancestors()) for child in verb.all("advcl"))
    for node in (clause.node, *(n for n in asides if n.tag == "VBG")):
        value = date_of(replace(clause, node=node, focus=None), ctx, saying=True, since=False)
        if value is not None and (published is None or value.value <= published[: len(value.value)]):
            return value.value  # nothing is said after the story is published
    return None


def note_sayings(scene: Scene, ctx: Context) -> None:
    """Note who said something, whatever it was, on a day that the sentence tells."""
    for verb in scene.nodes if ctx.dates.get(scene.sentence.index) else ():
        if not ctx.attributor.is_saying(verb):
            continue
        found = [ctx.resolver.who(n, scene) for subject in subjects(verb) for n in conjuncts(subject)]
        voices = _voices([who for who in found if who is not None])
        day = _day_of(verb, scene, ctx) if voices else None
        if day is not None:
            ctx.spoke_on.update(dict.fromkeys(voices, day))


def said_before(draft: Draft, speaking: Sequence[Who], source: Source | None, ctx: Context) -> str | None:
    """The last day of the news on which the same person said or did something in the sentences before."""
    if draft.clause.status.tense == "present" and not _is_past(source):
        return None
    persons = set(draft.persons)
    told = (r for r in _earlier(draft, ctx) if r.kind != "visit")  # its first day is not that of all done there
    days = [day_at(r, ctx) for r in told if r.stage in _DONE and persons & set(r.persons)]
    days += [ctx.spoke_on.get(voice) for voice in _voices(speaking)]
    days += [day_at(r, ctx) for r in _of_his_organ(draft, ctx)]
    return max((day for day in days if day), default=None)


def _of_his_organ(draft: Draft, ctx: Context) -> Iterator[Record]:
    """What the organ has said for which a spokesperson speaks: "the ministry said on Monday … its spokesman added"."""
    people = [ctx.resolver.cast.get(key) for key in draft.persons]
    if people and all(person is not None and person.offices & _SPEAKING for person in people):
        same = (r for r in _earlier(draft, ctx) if r.type == "statement" and set(r.actor or ()) == set(draft.actor))
        yield from (r for r in same if r.attribution is not None and not r.persons)


def said_where(record: Record, ctx: Context) -> Record:
    """A stance without a place, with that of what its speaker did before on the same day."""
    if record.place is not None or record.date is None or not record.persons:
        return record
    same = (
        r for r in reversed(ctx.told) if r.date == record.date and r.stage in _DONE and r.evidence != record.evidence
    )
    told = (r.place for r in same if r.place and r.kind != "visit" and set(r.persons) & set(record.persons))
    place = next(told, None)
    return record.model_copy(update={"place": place}) if place is not None else record


def same_words(draft: Draft, source: Source | None, ctx: Context) -> str | None:
    """ "The statement said they backed …": the day on which the same parties made the statement told before."""
    verb = source.verb if source is not None else None
    noun = verb.child("nsubj") if verb is not None else None
    if noun is None or not ctx.attributor.is_words(noun) or not any(c.lower == "the" for c in noun.children):
        return None
    told = [r for r in _earlier(draft, ctx) if r.type in _WORDS and set(draft.actor) <= set(r.actor or r.parties)]
    return day_at(told[-1], ctx) if told else None


def _is_past(source: Source | None) -> bool:
    """Whether what is told in the present is the content of a saying in the past."""
    return source is not None and source.verb is not None and source.verb.tag not in ("VBZ", "VBP")


def _voices(speaking: Sequence[Who]) -> list[str]:
    """Who speaks, by name; an organ by its party."""
    organs = (f"organ of {party}" for who in speaking if who.kind == "organ" for party in who.parties)
    return [key for who in speaking for key in who.persons] or list(organs)


def _day_of(verb: Node, scene: Scene, ctx: Context) -> str | None:
    """The fresh day that hangs on a verb."""
    for span in dates_in(scene, ctx):
        head = head_of(span, scene)
        if head is not None and next((n for n in (head, *head.ancestors()) if n.is_verb), None) is verb:
            value = value_of_span(span, ctx, "past")
            if value is not None and len(value.value) == DAY and is_fresh(value.value, ctx):
                return value.value
    return None


def _earlier(draft: Draft, ctx: Context) -> Iterator[Record]:
    """What the sentences before have told of these days."""
    start = draft.clause.scene.sentence.start
    return (r for r in ctx.told if r.evidence.start < start and not r.negated and is_news(r, ctx))
