"""Appointments as an iCalendar file (RFC 5545): all-day events that move when the plan moves, and are called off with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event, vText

from dragoman.dossier.calendar import Appointment
from dragoman.dossier.days import said
from dragoman.exports.common import visible
from dragoman.ledger import Cited

__all__ = ["render"]

_VAGUE = {"month": "some day this month", "year": "some day this year"}


def render(appointments: Iterable[Appointment], name: str) -> bytes:
    """The calendar, the same bytes for the same appointments."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dragoman//Ledger//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", visible(name))
    for appointment in appointments:
        calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())


def _event(one: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{one.id}@dragoman")
    event.add("dtstamp", dt.datetime.combine(one.changed, dt.time(), dt.UTC))
    event.add("sequence", one.revision)
    event.add("dtstart", one.start)
    event.add("dtend", one.end)
    vague = one.precision in _VAGUE
    event.add("summary", visible(one.summary) + (f" ({_VAGUE[one.precision]}, day not told)" if vague else ""))
    event.add("status", "CANCELLED" if one.cancelled else "TENTATIVE" if vague else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("x-dragoman-precision", vText(one.precision))
    if one.place:
        event.add("location", visible(one.place))
    event.add("description", _description(one))
    link = next((c.url for c in one.evidence if c.url and c.url.startswith(("https://", "http://"))), None)
    if link:
        event.add("url", link)
    return event


def _description(one: Appointment) -> str:
    by = [f"Follow-up: {visible(one.by)}"] if one.by else []
    return "\n".join([*by, *(_cited(c) for c in one.evidence)])


def _cited(cited: Cited) -> str:
    day = said(cited.published.isoformat()) if cited.published else "no date"
    quote = " ".join(visible(cited.quote).split())
    return f"“{quote}” {visible(cited.publisher or 'unnamed publisher')}, {day}"
