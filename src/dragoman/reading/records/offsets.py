"""A date told by its distance from another: "two days after Chad had closed the border", "a week before the vote"."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.day_spans import DAY, MONTH, YEAR, dates_in, first_day, head_of, value_of_span
from dragoman.reading.syntax import first_conjunct
from dragoman.reading.tree import Node
from dragoman.reading.when import DateSpan, DateValue
from dragoman.reading.who import Scene

_MONTHS = {"month": 1, "year": 12, "decade": 120}
_FRESH = 14  # days from what a story tells last to its publication, within which "a day after" counts from there


class Told(NamedTuple):
    """What an offset tells of a clause: a date, or that it is of another time."""

    value: DateValue | None


class _Offset(NamedTuple):
    """The words that stand `far` units after (before, if negative) those of `lower`; none where it is vague."""

    lower: Node
    upper: Node | None
    far: int | None
    unit: str


def date_off(clause: Clause, ctx: Context) -> Told | None:
    """The date of a clause that stands at a distance from another; None where none is told.

    Of "he left on Monday, two days after they met" the meeting was on Saturday. Of "he left two days after they
    met on Monday" the leaving was on Wednesday.
    """
    scene = clause.scene
    offsets = {o.lower.i: o for s in ctx.dates.get(scene.sentence.index, []) if (o := _offset(s, scene))}
    for node in (clause.node, *clause.node.ancestors()) if offsets else ():
        if node.i in offsets:
            offset = offsets[node.i]
            return None if _own(offset.lower, ctx, scene) else Told(_of_lower(offset, clause, ctx))
    above = next((o for o in offsets.values() if o.upper is clause.node), None)
    return _of_upper(above, clause, ctx) if above is not None else None


def _offset(span: DateSpan, scene: Scene) -> _Offset | None:
    if span.rule != "offset":
        return None
    joint = next((n for n in reversed(scene.nodes) if span.start <= n.start < span.end), None)
    lower = _lower(joint) if joint is not None else None
    if joint is None or lower is None:
        return None
    head = first_conjunct(lower).head if joint.dep == "mark" else joint.head
    upper = next((n for n in (head, *head.ancestors()) if n.is_verb and n is not lower), None)
    told = None if "over" in span.parts or "approx" in span.parts else span.parts.get("n", span.parts.get("def"))
    count = int(told) * int(span.parts["side"]) if told is not None and told.isdecimal() else None
    return _Offset(lower, upper, count, span.parts["unit"])


def _lower(joint: Node) -> Node | None:
    """What stands below "after": a clause, or the noun of an event."""
    if joint.dep == "mark":
        return joint.head
    if joint.dep == "prep":
        return joint.child("pobj", "pcomp")
    return None


def _own(node: Node, ctx: Context, scene: Scene) -> list[DateSpan]:
    """The dates told within a node's words."""
    inside = {n.i for n in node.subtree()}
    return [s for s in dates_in(scene, ctx) if (head := head_of(s, scene)) is not None and head.i in inside]


def _of_lower(offset: _Offset, clause: Clause, ctx: Context) -> DateValue | None:
    base = _base(offset, clause.scene, ctx)
    return _moved(base, -offset.far, offset.unit) if base is not None and offset.far is not None else None


def _of_upper(offset: _Offset, clause: Clause, ctx: Context) -> Told | None:
    lower = _own(offset.lower, ctx, clause.scene)
    every = list(dates_in(clause.scene, ctx))
    if len(lower) != 1 or len(every) != 1 or offset.far is None:
        return None
    base = value_of_span(lower[0], ctx, "past")
    moved = _moved(base.value, offset.far, offset.unit) if base is not None else None
    return Told(moved) if moved is not None else None


def _base(offset: _Offset, scene: Scene, ctx: Context) -> str | None:
    """The date of the words that an offset counts from: their own, else what the story told last."""
    if offset.upper is None:
        return None
    below = {n.i for n in offset.lower.subtree()}
    above = [n.i for n in (offset.upper, *offset.upper.ancestors()) if n.is_verb]
    found: dict[int, DateSpan] = {}
    for span in dates_in(scene, ctx):
        head = head_of(span, scene)
        verb = next((a for a in head.ancestors() if a.is_verb), None) if head is not None else None
        if head is not None and head.i not in below and verb is not None:
            found.setdefault(verb.i, span)
    nearest = next((found[i] for i in above if i in found), None)
    if nearest is not None:
        value = value_of_span(nearest, ctx, "past")
        return value.value if value is not None else None
    return _scene_day(scene, ctx) if offset.upper.tag == "VBD" else None


def _scene_day(scene: Scene, ctx: Context) -> str | None:
    """The day on which the story's last fresh fact came, else that of its publication."""
    published = ctx.story.published
    if published is None:
        return None
    for told in reversed(ctx.told):
        is_day = told.date is not None and len(told.date) == DAY and told.evidence.start < scene.sentence.start
        if is_day and dt.timedelta(0) <= published - first_day(str(told.date)) <= dt.timedelta(_FRESH):
            return told.date
    return published.isoformat()


def _moved(value: str, count: int, unit: str) -> DateValue | None:
    """A date moved by so many units, as precise as both; None where it is too vague to be moved so."""
    if unit in _MONTHS:
        if len(value) == YEAR:
            moved = f"{int(value) + count * _MONTHS[unit] // 12:04}" if unit != "month" else None
        else:
            months = int(value[:YEAR]) * 12 + int(value[5:MONTH]) - 1 + count * _MONTHS[unit]
            moved = f"{months // 12:04}-{months % 12 + 1:02}"
        return DateValue(moved, None, "offset") if moved else None
    if unit in ("minute", "hour"):
        return DateValue(value, None, "offset")
    if len(value) < DAY or unit not in ("day", "week"):
        return None
    day = first_day(value) + dt.timedelta(count * (7 if unit == "week" else 1))
    return DateValue(day.isoformat() if unit == "day" else day.isoformat()[:MONTH], None, "offset")
