"""What is put off: the verb that does it, and the new day."""

from __future__ import annotations

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.day_spans import head_of
from dragoman.reading.syntax import first_conjunct
from dragoman.reading.tree import Node
from dragoman.reading.when import DateSpan

_NEW_DAY = frozenset({"to", "until", "till"})


def putting_off(clause: Clause, ctx: Context) -> Node | None:
    """The verb that puts off the event that a noun tells: "postponed until May a visit"."""
    noun = clause.focus or clause.node
    verb = first_conjunct(noun).head
    puts_off = noun.is_nominal and verb.is_verb and clause.status.effect == "planned" and ctx.matcher.plans(verb)
    return verb if puts_off else None


def moved_to(spans: list[DateSpan], clause: Clause, ctx: Context) -> DateSpan | None:
    """The new day, beside which the old one tells nothing: "the visit, planned for April, was postponed to June 9"."""
    verb = putting_off(clause, ctx)
    for span in spans if verb is not None else ():
        head = head_of(span, clause.scene)
        if head is not None and head.head.lower in _NEW_DAY and head.head.head is verb:
            return span
    return None
