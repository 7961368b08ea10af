"""The calendar: what is on which day of a month, and what of it tells no day."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from dragoman.dossier.calendar import Appointment, appointed
from dragoman.dossier.phrasing import Names
from dragoman.dossier.wording import sentence
from dragoman.model import Entry, Step
from dragoman.web.room import Room
from dragoman.web.views.lines import Line, View, line
from dragoman.web.views.lists import outlines_of

__all__ = ["Day", "Month", "coming", "month_view"]

_NO_DATE = frozenset({"statement", "resource"})  # types that are no date in a calendar
_WHOLE = len("YYYY-MM-DD")


class Item(View):
    """Something on a day; `plan` is false for what has happened."""

    entry: str
    words: str
    type: str
    plan: bool
    cancelled: bool


class Day(View):
    """A day of a month's table, that of a month beside it included."""

    day: dt.date
    inside: bool
    today: bool
    items: tuple[Item, ...]


class Month(View):
    """A month: its weeks from Monday to Sunday, what is told of it without a day, and what else is coming."""

    month: str
    title: str
    before: str
    after: str
    weeks: tuple[tuple[Day, ...], ...]
    undated: tuple[Line, ...]


def coming(room: Room, codes: Sequence[str]) -> list[Appointment]:
    """What is coming from today on."""
    return room.kept(
        ("calendar", tuple(codes)), lambda: appointed(room.ledger, outlines_of(room, codes), room.today(), room.names)
    )


def month_view(room: Room, codes: Sequence[str], month: str) -> Month:
    """A month of the entries of parties (all without any): contacts, gatherings, what was signed or set to begin."""
    return room.kept(("month", month, tuple(codes)), lambda: _month(room, codes, month))


def _month(room: Room, codes: Sequence[str], month: str) -> Month:
    first = dt.date.fromisoformat(f"{month}-01")
    told = [e for e in room.ledger.entries(parties=codes, since=month, until=month) if e.type not in _NO_DATE]
    on: dict[dt.date, dict[str, Item]] = {}
    for entry in told:
        for step in entry.steps:
            if step.date and len(step.date) == _WHOLE and step.date.startswith(month) and not step.negated:
                on.setdefault(dt.date.fromisoformat(step.date), {})[entry.id] = _item(entry, step, room.names)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        month=month, title=f"{calendar.month_name[first.month]} {first.year}", before=_moved(first, -1),
        after=_moved(first, 1), undated=tuple(line(e, room.names) for e in told if e.date == month),
        weeks=tuple(tuple(_day(day, first, room.today(), on.get(day, {})) for day in week) for week in weeks),
    )  # fmt: skip


def _item(entry: Entry, step: Step, names: Names) -> Item:
    plan = step.stage in ("planned", "proposed")
    off = entry.stage == "cancelled" or (plan and entry.date not in (None, step.date))
    return Item(entry=entry.id, words=sentence(entry, step, names), type=entry.type, plan=plan, cancelled=off)


def _day(day: dt.date, first: dt.date, today: dt.date, items: dict[str, Item]) -> Day:
    return Day(day=day, inside=day.month == first.month, today=day == today, items=tuple(items.values()))


def _moved(first: dt.date, by: int) -> str:
    months = first.year * 12 + first.month - 1 + by
    return f"{months // 12:04}-{months % 12 + 1:02}"
