"""When: the dates of news prose, found by the forms of `calendar.tsv` and resolved against the day of publication."""

from dragoman.reading.when.forms import Calendar, default_calendar
from dragoman.reading.when.parts import Tense
from dragoman.reading.when.spans import DateSpan, SpanKind, find_dates, resolve
from dragoman.reading.when.values import DateValue

__all__ = ["Calendar", "DateSpan", "DateValue", "SpanKind", "Tense", "default_calendar", "find_dates", "resolve"]
