"""What in the data files may be out of date on a day: files, offices held for long, doubtful heads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dragoman.knowledge import Knowledge, rows
from dragoman.knowledge.check import Finding

__all__ = ["stale"]

DAYS = 180
"""A file reviewed longer ago is due."""
LONG_TERM = {"monarch": 80, "royal": 80, "armed_group_head": 30, "head_of_state": 20, "deputy_head": 15}
"""Years after which somebody is seldom still in an office without an end."""
USUAL_TERM = 10
HEADS = frozenset({"head_of_state", "head_of_government", "foreign_minister", "monarch", "body_head"})


def stale(knowledge: Knowledge, today: dt.date, days: int = DAYS) -> list[Finding]:
    """Files not reviewed for `days`, terms that have no end and began long ago, heads of office in doubt."""
    return [*_files(knowledge, today, days), *_offices(knowledge, today)]


def _files(knowledge: Knowledge, today: dt.date, days: int) -> Iterator[Finding]:
    for table in knowledge.tables:
        age = (today - dt.date.fromisoformat(table.reviewed)).days if table.reviewed else None
        if age is None or age > days:
            told = f"was reviewed {age} days ago" if age is not None else "tells no day of review"
            yield Finding(str(table.path), table.reviewed or "", told)


def _offices(knowledge: Knowledge, today: dt.date) -> Iterator[Finding]:
    for table in knowledge.tables:
        for i, row in enumerate(table.rows):
            if isinstance(row, rows.OfficeHolder) and not row.until:
                who = f"{row.party} {row.title}: {row.person}"
                years = today.year - int(row.since[:4]) if row.since else 0
                if years > LONG_TERM.get(row.office, USUAL_TERM):
                    yield Finding(table.where(i), who, f"has been in office since {row.since}")
                elif row.office in HEADS and rows.is_doubtful(row):
                    yield Finding(table.where(i), who, row.note)
