"""The sections of a brief, one function each: which entries belong there, and what is said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.dossier import totals
from dragoman.dossier.citing import Numbers
from dragoman.dossier.days import is_past, lead
from dragoman.dossier.days import said as day_words
from dragoman.dossier.due import OPEN, Due, Late, is_aim
from dragoman.dossier.wording import Names, listed, party, proofs, sentence, stage_words
from dragoman.ledger import Ledger, Outline
from dragoman.ledger.filters import first_day
from dragoman.ledger.steps import is_denied
from dragoman.model import Entry, Step

_IN_FORCE = ("imposed", "eased")
_PLANNED = frozenset({"contact", "gathering", "measure", "accession", "project"})
_ASIDE = frozenset({"statement", "resource", "invitation"})  # types that are told in other sections, or are no event


class Sentence(NamedTuple):
    """A sentence with the numbers of its evidence, never none."""

    text: str
    cites: tuple[int, ...]


class Point(NamedTuple):
    """What is said of one entry (or several: those of a table's row)."""

    entry: str
    sentences: tuple[Sentence, ...]


class Row(NamedTuple):
    """A row of totals with the numbers of its evidence."""

    cells: tuple[str, ...]
    cites: tuple[int, ...]


@dataclass(frozen=True)
class Section:
    """A section: points, and for totals a table; `left_out` says how many points more there would be."""

    title: str
    points: tuple[Point, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class Desk:
    """What all sections need: the ledger, names of parties, the numbers given so far, since when, today, how many."""

    ledger: Ledger
    names: Names
    numbers: Numbers
    since: str
    today: dt.date
    most: int

    def entries(self, outlines: Iterable[Outline], key: Callable[[Outline], str]) -> tuple[list[Entry], int]:
        """The entries with the greatest keys, the greatest first, and how many are left out."""
        ordered = sorted(outlines, key=lambda o: (key(o), o.id), reverse=True)
        found = self.ledger.entries_by_id(o.id for o in ordered[: self.most])
        return [found[o.id] for o in ordered[: self.most]], max(0, len(ordered) - self.most)

    def tell(self, entry: Entry, step: Step, extra: str = "") -> Sentence:
        """A step as a sentence that cites its first report, and what else proves it."""
        return Sentence(f"{sentence(entry, step, self.names)}{extra}.", self.numbers.cite(proofs(entry, step)))


def happened(desk: Desk, recent: Sequence[Outline]) -> Section:
    """What took place since: steps that are no plans, the newest first, each with what led to it."""
    done = [o for o in recent if o.type not in _ASIDE and not _is_plan(o) and not o.negated]
    entries, more = desk.entries(done, _latest)
    return Section("What happened", tuple(_with_past(desk, e) for e in entries), left_out=more)


def promised(desk: Desk, still_open: Sequence[Outline]) -> Section:
    """What is promised or agreed and not yet done, with how it stands."""
    kept = [o for o in still_open if o.type not in ("contact", "gathering", "measure")]
    entries, more = desk.entries(kept, lambda o: o.reported or "")
    return Section("Promised, and how it stands", tuple(_with_state(desk, e) for e in entries), left_out=more)


def coming(desk: Desk, outlines: Sequence[Outline]) -> Section:
    """What is planned for today or later, the nearest first."""
    ahead = [o for o in outlines if is_coming(o, desk.today)]
    ordered = sorted(ahead, key=lambda o: (first_day(_aim(o) or ""), o.id))
    found = desk.ledger.entries_by_id(o.id for o in ordered[: desk.most])
    points = tuple(_with_past(desk, found[o.id]) for o in ordered[: desk.most])
    return Section("Coming", points, left_out=max(0, len(ordered) - desk.most))


def said(desk: Desk, recent: Sequence[Outline]) -> Section:
    """Who said what, the newest first; promises stand in their own section."""
    told = [o for o in recent if o.type == "statement" and o.kind != "promise"]
    entries, more = desk.entries(told, _latest)
    return Section("Who said what", tuple(_plain(desk, e) for e in entries), left_out=more)


def projects(desk: Desk, recent: Sequence[Outline]) -> Section:
    """Projects by sector: how many, and the range of their sums."""
    found = [
        o for o in recent if o.type == "project" and o.kind != "trade" and o.stage != "cancelled" and not o.negated
    ]
    entries = desk.ledger.entries_by_id(o.id for o in found).values()
    rows = tuple(
        Row((sector, str(len(of)), totals.words(of)), desk.numbers.cite(_records(of)))
        for sector, of in totals.by_sector(entries)
    )
    return Section("Projects by sector", head=("Sector", "Projects", "Sums told"), rows=rows)


def measures(desk: Desk, outlines: Sequence[Outline]) -> Section:
    """Measures imposed and not lifted, whenever that was, the newest first."""
    held = [o for o in outlines if o.type == "measure" and o.stage in _IN_FORCE and not o.negated]
    entries, more = desk.entries([o for o in held if o.kind != "military"], _latest)
    return Section("Measures in force", tuple(_with_past(desk, e) for e in entries), left_out=more)


def contradicted(desk: Desk, recent: Sequence[Outline]) -> Section:
    """Where sources disagree: each side as a sentence."""
    entries, more = desk.entries([o for o in recent if o.contradicted], _latest)
    points = (Point(e.id, tuple(_each_side(desk, e))) for e in entries)
    return Section("Contradicted", tuple(points), left_out=more)


def overdue(desk: Desk, found: Sequence[Late]) -> Section:
    """Plans and promises whose time passed without a report, and agreements of which nothing is heard."""
    told = found[: desk.most]
    entries = desk.ledger.entries_by_id(d.entry for d in told)
    points = (Point(d.entry, (_tell_due(desk, d, entries[d.entry]),)) for d in told)
    return Section("Overdue or silent", tuple(points), left_out=max(0, len(found) - desk.most))


def follow_ups(desk: Desk, found: Sequence[Due]) -> Section:
    """What people meant to see to, and when; they are the source of it."""
    points = (Point(d.entry.id, (_tell_follow_up(desk, d),)) for d in found[: desk.most])
    return Section("Follow-up overdue", tuple(points), left_out=max(0, len(found) - desk.most))


def is_coming(outline: Outline, today: dt.date) -> bool:
    """Whether it is planned for a day that is not past."""
    aim = _aim(outline)
    return outline.type in _PLANNED and _is_plan(outline) and aim is not None and not is_past(aim, today)


def _aim(outline: Outline) -> str | None:
    """The day that a plan is for; None where nobody told it."""
    last = next((m for m in reversed(outline.life) if m.stage == outline.stage and not m.negated), None)
    return last.day if last is not None and last.dated else None


def _is_plan(outline: Outline) -> bool:
    return outline.stage in OPEN.get(outline.type, ()) and outline.stage not in ("signed", "agreed", "threatened")


def _latest(outline: Outline) -> str:
    last = next((m.day for m in reversed(outline.life) if m.stage == outline.stage), None)
    return last or outline.reported or ""


def standing(entry: Entry) -> Step:
    """The step in which an entry stands."""
    now = (entry.stage, entry.negated, entry.date)
    return next((s for s in reversed(entry.steps) if (s.stage, s.negated, s.date) == now), entry.steps[-1])


def _plain(desk: Desk, entry: Entry) -> Point:
    now = standing(entry)
    return Point(entry.id, (desk.tell(entry, now, _undated(now)),))


def _with_past(desk: Desk, entry: Entry) -> Point:
    """Where an entry stands, then what was told of it before."""
    now = standing(entry)
    before = [s for s in entry.steps if s.record != now.record and not s.negated]
    return Point(entry.id, (desk.tell(entry, now, _undated(now)), *_history(desk, entry, before)))


def _history(desk: Desk, entry: Entry, before: Sequence[Step]) -> Iterator[Sentence]:
    if before:
        told = listed([_with_report(step, entry) for step in before])
        yield Sentence(f"Reported before: {told}.", desk.numbers.cite(s.record for s in before))


def _with_report(step: Step, entry: Entry) -> str:
    """A step with what its day does not tell: when it was reported, and that somebody denied it."""
    told = (
        f"reported {day_words(step.reported.isoformat())}" if step.reported and str(step.reported) != step.date else ""
    )
    denial = next((s for s in entry.steps if is_denied(step, s)), None)
    denied = f"denied by {denial.publisher or 'another source'}" if denial else ""
    behind = ", ".join(filter(None, (told, denied)))
    return f"{stage_words(step)} ({behind})" if behind else stage_words(step)


def _undated(step: Step) -> str:
    """For a step that tells no date, when it was reported."""
    return f", reported{lead(step.reported.isoformat())}" if step.date is None and step.reported else ""


def _with_state(desk: Desk, entry: Entry) -> Point:
    told, now = _with_past(desk, entry).sentences, standing(entry)
    heard = max((s.reported_last for s in entry.steps if s.reported_last), default=None)
    first = min((s.reported.isoformat() for s in entry.steps if s.reported), default=None)
    late = now.date is not None and is_aim(entry.type, now.stage, now.date, first) and is_past(now.date, desk.today)
    state = "its time has passed without a report" if late else "still open"
    text = f"State: {entry.stage.replace('_', ' ')}, {state}; last reported{lead(heard.isoformat())}." if heard else ""
    extra = (Sentence(text, desk.numbers.cite(_last_report(entry))),) if text else ()
    return Point(entry.id, (*told, *extra))


def _last_report(entry: Entry) -> tuple[str, ...]:
    """The record of the last report of any step."""
    last = max(entry.steps, key=lambda s: (str(s.reported_last or ""), s.record))
    return last.proof.get("reported_last", (last.record,))


def _each_side(desk: Desk, entry: Entry) -> Iterator[Sentence]:
    disputed = {s.stage for s in entry.steps if s.negated}
    for step in entry.steps:
        if step.stage in disputed:
            verb = "denied by" if step.negated else "told by"
            by = f" ({verb} {step.publisher or 'an unnamed source'}{_on(step)})"
            yield desk.tell(entry, step, by)


def _on(step: Step) -> str:
    return lead(step.reported.isoformat()) if step.reported else ""


def _tell_due(desk: Desk, due: Late, entry: Entry) -> Sentence:
    silent = f"nothing reported since {day_words(due.day)}"
    told = silent if due.why == "silent" else f"nobody has reported it, {due.days} days later"
    telling = desk.tell(entry, standing(entry), f"; {told}")
    last = desk.numbers.cite(_last_report(entry)) if due.why == "silent" else ()
    return telling._replace(cites=tuple(sorted({*telling.cites, *last})))


def _tell_follow_up(desk: Desk, due: Due) -> Sentence:
    step = due.follow_up
    assert step is not None
    told = (f"owner {step.owner}" if step.owner else "", step.next_step or "", step.comment or "", step.status or "")
    text = (
        f"Follow-up by {step.who}, due{lead(due.day)} ({due.days} days ago): {'; '.join(filter(None, told)) or 'open'}"
    )
    now = standing(due.entry)
    return Sentence(f"{text}. It concerns: {sentence(due.entry, now, desk.names)}.", desk.numbers.cite([now.record]))


def _records(entries: Iterable[Entry]) -> list[str]:
    """The records in which entries stand, and those that tell their sums."""
    now = [standing(e) for e in entries]
    return [record for s in now for record in (s.record, *s.proof.get("amount", ()))]


__all__ = [
    "Desk", "Point", "Row", "Section", "Sentence", "coming", "contradicted", "follow_ups", "happened", "is_coming",
    "measures", "overdue", "party", "projects", "promised", "said", "standing",
]  # fmt: skip
