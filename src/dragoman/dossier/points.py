"""What a brief says of an entry: sentences with the numbers of their evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.dossier.citing import Numbers
from dragoman.dossier.days import is_past, lead
from dragoman.dossier.days import said as day_words
from dragoman.dossier.due import Due, Late, is_aim
from dragoman.dossier.phrasing import Names, listed
from dragoman.dossier.telling import Telling, behind, is_barely_named, telling
from dragoman.dossier.wording import sentence, stage_words, words_of_stage
from dragoman.ledger import Kept, Ledger
from dragoman.ledger.steps import is_denied
from dragoman.model import Entry, Step

__all__ = [
    "Desk", "Point", "Sentence", "each_side", "plain", "standing", "tell_due", "tell_follow_up", "with_past",
    "with_state",
]  # fmt: skip


class Sentence(NamedTuple):
    """A sentence with the numbers of its evidence, never none."""

    text: str
    cites: tuple[int, ...]


class Point(NamedTuple):
    """What is said of one entry (or several: those of a table's row)."""

    entry: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Desk:
    """What all sections need: the ledger, names of parties, the numbers given so far, since when, today, how many.

    The entries that were asked for so far are kept, with their records and what was told of them.
    """

    ledger: Ledger
    names: Names
    numbers: Numbers
    since: str
    today: dt.date
    most: int
    kept: dict[str, Kept] = field(default_factory=dict)
    _entries: dict[str, Entry] = field(default_factory=dict)
    _told: dict[tuple[str, str], Telling] = field(default_factory=dict)
    _words: dict[tuple[str, str], str] = field(default_factory=dict)

    def by_id(self, ids: Iterable[str]) -> list[Entry]:
        """The entries of these ids, in their order; they are kept, with the records that they are told out of."""
        wanted = list(ids)
        found = self.ledger.entries_by_id(missing) if (missing := set(wanted) - self._entries.keys()) else {}
        self._entries.update(found)
        records = {record for entry in found.values() for step in _told_of(entry) for record in behind(step)}
        self._keep(records)
        self._keep({r for entry in found.values() if self._is_barely_named(entry) for r in entry.records})
        return [self._entries[name] for name in wanted]

    def _keep(self, records: set[str]) -> None:
        if missing := records - self.kept.keys():
            self.kept.update(self.ledger.records(missing))

    def _is_barely_named(self, entry: Entry) -> bool:
        if entry.name is None or len(entry.records) == 1:
            return False
        told = (self.kept[name].record for s in _told_of(entry) for name in behind(s) if name in self.kept)
        return any(is_barely_named(entry, record) for record in told)

    def telling(self, entry: Entry, step: Step) -> Telling:
        """A step as one report tells it."""
        key = (entry.id, step.record)
        if key not in self._told:
            self._told[key] = telling(entry, step, self.kept)
        return self._told[key]

    def tell(self, entry: Entry, step: Step, extra: str | None = None) -> Sentence:
        """A step as a sentence out of one report, that cites it and the first; behind it `extra`, else when an undated
        step was first reported."""
        told, key = self.telling(entry, step), (entry.id, step.record)
        if key not in self._words:
            self._words[key] = sentence(told.entry, told.step, self.names, self.today)
        behind = _undated(told.step, step) if extra is None else extra
        return Sentence(f"{self._words[key]}{behind}.", self.numbers.cite(told.records))

    def add(self, entry: Entry, step: Step) -> Iterator[Sentence]:
        """What other reports than that which `tell` tells add to a step, if anything."""
        if more := self.telling(entry, step).added:
            words = f"Other reports add: {'; '.join(one.words for one in more)}."
            yield Sentence(words, self.numbers.cite(one.record for one in more))


def standing(entry: Entry) -> Step:
    """The step in which an entry stands."""
    now = (entry.stage, entry.negated, entry.date)
    return next((s for s in reversed(entry.steps) if (s.stage, s.negated, s.date) == now), entry.steps[-1])


def _told_of(entry: Entry) -> Iterator[Step]:
    """The steps of an entry that sentences of their own tell."""
    yield standing(entry)
    disputed = {s.stage for s in entry.steps if s.negated}
    yield from (s for s in entry.steps if s.stage in disputed)


def plain(desk: Desk, entry: Entry) -> Point:
    now = standing(entry)
    return Point(entry.id, (desk.tell(entry, now), *desk.add(entry, now)))


def with_past(desk: Desk, entry: Entry) -> Point:
    """Where an entry stands, then what was told of it before."""
    now = standing(entry)
    before = [s for s in entry.steps if s.record != now.record and not s.negated]
    return Point(entry.id, (desk.tell(entry, now), *desk.add(entry, now), *_history(desk, entry, before)))


def _history(desk: Desk, entry: Entry, before: Sequence[Step]) -> Iterator[Sentence]:
    if before:
        told = listed([_with_report(step, entry) for step in before])
        records = (record for step in before for record in _records_in_list(entry, step))
        yield Sentence(f"Reported before: {told}.", desk.numbers.cite(records))


def _records_in_list(entry: Entry, step: Step) -> tuple[str, ...]:
    """The records behind a step in a list: its first report, that which tells its day, and its denial."""
    return (step.record, *step.proof.get("date", ()), *(s.record for s in _denials(entry, step)[:1]))


def _denials(entry: Entry, step: Step) -> list[Step]:
    return [s for s in entry.steps if is_denied(step, s)]


def _with_report(step: Step, entry: Entry) -> str:
    """A step with what its day does not tell: when it was reported, and that somebody denied it."""
    told = (
        f"reported {day_words(step.reported.isoformat())}" if step.reported and str(step.reported) != step.date else ""
    )
    denied = next((f"denied {_who_denies(s)}" for s in _denials(entry, step)), "")
    behind = ", ".join(filter(None, (told, denied)))
    return f"{stage_words(entry, step)} ({behind})" if behind else stage_words(entry, step)


def _who_denies(step: Step) -> str:
    """Who denies something, and where that stood: "by Jon Berg in Fjord Post"."""
    by = f"by {step.attribution} " if step.attribution else ""
    return f"{by}in {step.publisher or 'another source'}"


def _undated(told: Step, step: Step) -> str:
    """For a step that tells no date, when it was first reported."""
    return f", reported{lead(step.reported.isoformat())}" if told.date is None and step.reported else ""


def with_state(desk: Desk, entry: Entry) -> Point:
    told, now = with_past(desk, entry).sentences, standing(entry)
    heard = max((s.reported_last for s in entry.steps if s.reported_last), default=None)
    if heard is None:
        return Point(entry.id, told)
    words = words_of_stage(entry, now.stage)
    aim = f"due by {day_words(now.date)}, which has passed" if now.date and _is_late(desk, entry, now) else ""
    state = "; ".join(filter(None, (words.word, aim, words.open)))
    text = f"State: {state}; last reported{lead(heard.isoformat())}."
    return Point(entry.id, (*told, Sentence(text, desk.numbers.cite((now.record, *_last_report(entry))))))


def _is_late(desk: Desk, entry: Entry, now: Step) -> bool:
    """Whether the day by which an open step was to be done has passed."""
    first = min((s.reported.isoformat() for s in entry.steps if s.reported), default=None)
    assert now.date is not None
    return is_aim(entry.type, now.stage, now.date, first) and is_past(now.date, desk.today)


def _last_report(entry: Entry) -> tuple[str, ...]:
    """The record of the last report of any step."""
    last = max(entry.steps, key=lambda s: (str(s.reported_last or ""), s.record))
    return last.proof.get("reported_last", (last.record,))


def each_side(desk: Desk, entry: Entry) -> Point:
    """Those who tell a step and those who deny it, each in a sentence."""
    disputed = {s.stage for s in entry.steps if s.negated}
    return Point(entry.id, tuple(_side(desk, entry, s) for s in entry.steps if s.stage in disputed))


def _side(desk: Desk, entry: Entry, step: Step) -> Sentence:
    denial = "denial " if step.negated else ""
    return desk.tell(entry, step, f" ({denial}reported by {step.publisher or 'an unnamed source'}{_on(step)})")


def _on(step: Step) -> str:
    return lead(step.reported.isoformat()) if step.reported else ""


def tell_due(desk: Desk, due: Late, entry: Entry) -> Point:
    """An entry with why it is due."""
    days = f"{due.days} day{'' if due.days == 1 else 's'}"
    late_by = f"that time passed {days} ago, and nobody has reported it"
    told = f"nothing reported since {day_words(due.day)}" if due.why == "silent" else late_by
    sentence = desk.tell(entry, standing(entry), f"; {told}")
    last = desk.numbers.cite(_last_report(entry)) if due.why == "silent" else ()
    return Point(entry.id, (sentence._replace(cites=tuple(sorted({*sentence.cites, *last}))),))


def tell_follow_up(desk: Desk, due: Due) -> Point:
    """What somebody meant to see to, and of what."""
    step = due.follow_up
    assert step is not None
    told = (f"owner {step.owner}" if step.owner else "", step.next_step or "", step.comment or "", step.status or "")
    text = (
        f"Follow-up by {step.who}, due{lead(due.day)} ({due.days} days ago): {'; '.join(filter(None, told)) or 'open'}"
    )
    about = desk.tell(due.entry, standing(due.entry))
    return Point(due.entry.id, (about._replace(text=f"{text}. It concerns: {about.text}"),))
