"""What a clause is about: its sum of money, its sectors, its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import Amount, RecordType
from dragoman.reading.clauses import Clause
from dragoman.reading.syntax import clause_span
from dragoman.reading.topics import sectors

if TYPE_CHECKING:
    from dragoman.reading.records.common import Context

_OF_SECTORS = frozenset({"agreement", "aid", "project"})


def amount_of(clause: Clause, ctx: Context) -> Amount | None:
    """The sum of money in the clause, nearest to its focus."""
    start, end = clause_span(clause.focus or clause.node)
    spans = ctx.amounts.get(clause.scene.sentence.index, [])
    inside = [s for s in spans if start <= s.start < end]
    if not inside and clause.focus is not None:
        start, end = clause_span(clause.node)
        inside = [s for s in spans if start <= s.start < end]
    noun = clause.focus or clause.node
    if not inside and noun.dep == "nsubj" and noun.head.lower == "worth":  # "with trade worth $2 billion"
        start, end = clause_span(noun.head)
        inside = [s for s in spans if start <= s.start < end]
    return inside[0].amount if inside else None


def sectors_of(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The sectors that the words of the focus tell."""
    start, end = clause_span(clause.focus or clause.node)
    return sectors(ctx.text, start, end, ctx.topics)


def only_sector(kind: RecordType, clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The one sector that the sentence speaks of, where what is agreed, built or given tells none itself."""
    sentence = clause.scene.sentence
    found = sectors(ctx.text, sentence.start, sentence.end, ctx.topics) if kind in _OF_SECTORS else ()
    return found if len(found) == 1 else ()


def subject_of(clause: Clause, ctx: Context) -> str | None:
    """A few words on what it is about: the phrase behind "on", "about" or "for", else the complement clause."""
    days = ctx.dates.get(clause.scene.sentence.index, [])
    for slot in ("on", "about", "over", "regarding", "of", "for", "xcomp", "ccomp", "obj"):
        for node in clause.slots.get(slot, ()):
            if node is clause.focus or any(day.start <= node.start < day.end for day in days):
                continue
            start, end = clause_span(node)
            words = " ".join(ctx.text[start:end].split())
            if len(words) > 3:
                return words[:120]
    return None
