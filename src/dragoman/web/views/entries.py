"""An entry with all about it: its life in the words of its stories, contradictions, joins, decisions, follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.dossier.due import state_of
from dragoman.dossier.phrasing import amount_words
from dragoman.dossier.wording import sentence
from dragoman.ledger import Decision, FollowUp, Kept, Told
from dragoman.ledger.holdings import in_order
from dragoman.model import Entry, Step
from dragoman.web.room import Room
from dragoman.web.views.lines import Line, Party, View, line, parties, sentence_of

__all__ = ["EntryView", "Passage", "Report", "StepView", "entry_view", "passage"]

_AROUND = 220  # characters of the story shown on either side of a quote


class Passage(View):
    """Words of a story with what stands around them."""

    before: str
    quote: str
    after: str


class StepView(View):
    """A step with the words that told it first, in their story; `disputed` where a source denies it or it denies one."""

    step: Step
    words: str
    passage: Passage | None
    title: str
    link: str | None
    disputed: bool


class Report(View):
    """A record with its story: who printed it, how it stands, by which rule it was read."""

    number: int
    kept: Kept
    story: str
    title: str
    publisher: str
    published: dt.date | None
    link: str | None
    copies: tuple[str, ...]
    decision: int


class EntryView(View):
    """All about an entry; `seen` is the number of the latest decision on it, which a form sends back."""

    line: Line
    entry: Entry
    parties: tuple[Party, ...]
    amount: str | None
    steps: tuple[StepView, ...]
    reports: tuple[Report, ...]
    decisions: tuple[Decision, ...]
    follow_ups: tuple[FollowUp, ...]
    follow_up: FollowUp | None
    seen: int


def entry_view(room: Room, entry: Entry) -> EntryView:
    """The view of an entry."""
    kept = room.ledger.records(entry.records)
    told = room.ledger.stories({k.story for k in kept.values()})
    decisions = room.ledger.decisions(entry)
    follow_ups = room.ledger.follow_ups(entry)
    return EntryView(
        line=line(entry, room.names), entry=entry, parties=parties(entry.parties, room.names),
        amount=amount_words(entry.amount) if entry.amount else None,
        steps=tuple(_step(room, entry, step, kept, told) for step in entry.steps),
        reports=tuple(_reports(entry, kept, told, decisions)), decisions=tuple(decisions),
        follow_ups=tuple(follow_ups), follow_up=state_of(follow_ups) if follow_ups else None,
        seen=max((d.id for d in decisions), default=0),
    )  # fmt: skip


def _step(room: Room, entry: Entry, step: Step, kept: dict[str, Kept], told: dict[str, Told]) -> StepView:
    story = told.get(step.story or "")
    one = kept.get(step.record)
    words = sentence_of(one, room.names, step.publisher or "") if one else sentence(entry, step, room.names)
    disputed = any(s.stage == step.stage and s.negated != step.negated for s in entry.steps)
    return StepView(
        step=step, words=words, title=story.title if story else "",
        passage=passage(story.text, one.record.evidence.start, one.record.evidence.end) if story and one else None,
        link=web_link(story), disputed=disputed and bool(entry.contradictions),
    )  # fmt: skip


def passage(text: str, start: int, end: int) -> Passage:
    """The words of a span with the end of what precedes and the beginning of what follows, within their paragraph."""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    cut_before = start > _AROUND and len(before) == _AROUND
    cut_after = end + _AROUND < len(text) and len(after) == _AROUND
    return Passage(
        before=("…" + before.partition(" ")[2]) if cut_before else before,
        quote=text[start:end],
        after=(after.rpartition(" ")[0] + "…") if cut_after else after,
    )


def web_link(story: Told | None) -> str | None:
    """The address of a story where it is one that a browser may open."""
    return story.url if story and story.url and story.url.startswith(("https://", "http://")) else None


def _reports(entry: Entry, kept: dict[str, Kept], told: dict[str, Told], decisions: Sequence[Decision]) -> list[Report]:
    latest = {d.target: d.id for d in decisions}
    return [
        Report(
            number=number, kept=one, story=one.story, title=told[one.story].title,
            publisher=told[one.story].publisher, published=told[one.story].published, link=web_link(told[one.story]),
            copies=tuple(c.publisher or c.title or c.id for c in told[one.story].copies), decision=latest.get(one.id, 0),
        )
        for number, one in enumerate(in_order(kept.values(), entry), 1)
    ]  # fmt: skip
