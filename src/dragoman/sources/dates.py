"""Dates as sources write them: ISO 8601 days and times."""

from __future__ import annotations

import datetime as dt

__all__ = ["as_date"]


def as_date(value: str) -> dt.date:
    """The day of an ISO date or time ("2025-12-24", "2025-12-24T09:30:00Z"), as its own clock tells it.

    ValueError names the value where it is neither.
    """
    try:
        return dt.datetime.fromisoformat(value.strip()).date()
    except ValueError:
        raise ValueError(f"{value!r} is no ISO date such as 2025-12-24") from None
