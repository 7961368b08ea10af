"""Events as tab-separated values with the columns of the GDELT 2.0 event table that apply.

That table has no column for what is only planned, supposed or denied: such events are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TextIO

from dragoman.exports.common import Pair
from dragoman.exports.events import Row, event_id, happened, quad, rows, write_rows
from dragoman.model import Event, EventActor, Story

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "Actor1Code", "Actor1Name", "Actor1CountryCode",
    "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code", "Actor2Code", "Actor2Name", "Actor2CountryCode",
    "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code", "EventCode", "EventBaseCode", "EventRootCode",
    "QuadClass", "GoldsteinScale", "ActionGeo_FullName", "DATEADDED", "SOURCEURL",
)  # fmt: skip
_NOBODY = (EventActor(),)
_DAY = 10


def write(pairs: Iterable[Pair], out: TextIO) -> None:
    """One line for each pair of actors of each event that happened."""
    write_rows(rows(pairs, _rows), COLUMNS, out, "\t")


def _rows(story: Story, event: Event) -> Iterator[Row]:
    if not happened(event):
        return
    day = _day(story, event)
    shared = {
        "SQLDATE": day,
        "MonthYear": day[:6],
        "Year": day[:4],
        "EventCode": event.cameo,
        "EventBaseCode": event.cameo[:3],
        "EventRootCode": event.cameo[:2],
        "QuadClass": quad(event),
        "GoldsteinScale": f"{event.goldstein:g}",
        "ActionGeo_FullName": event.place or "",
        "DATEADDED": str(story.published or "").replace("-", ""),
        "SOURCEURL": story.url or "",
    }
    for number, (one, other) in enumerate(_pairs(event)):
        identity = f"{event_id(story, event)}-{number}"
        yield {"GLOBALEVENTID": identity, **_actor("Actor1", one), **_actor("Actor2", other), **shared}


def _pairs(event: Event) -> Iterator[tuple[EventActor, EventActor]]:
    """Each actor with each recipient; where all are on one side, the first with each of the others."""
    if not event.recipients and len(event.actors) > 1:
        return iter([(event.actors[0], other) for other in event.actors[1:]])
    return product(event.actors or _NOBODY, event.recipients or _NOBODY)


def _actor(name: str, actor: EventActor) -> Row:
    sectors = (*actor.sectors, "", "", "")
    country = actor.country or ""
    return {
        f"{name}Code": country + "".join(s for s in actor.sectors if s != country),
        f"{name}Name": actor.name.upper(),
        f"{name}CountryCode": country,
        **{f"{name}Type{i}Code": sectors[i - 1] for i in (1, 2, 3)},
    }


def _day(story: Story, event: Event) -> str:
    """The day of the event, as that table has it: else that of publication."""
    if event.date is not None and len(event.date) == _DAY:
        return event.date.replace("-", "")
    return str(story.published or "").replace("-", "")
