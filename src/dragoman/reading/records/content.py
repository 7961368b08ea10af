"""What a clause is about: its sum of money, its sectors, its subject."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Amount, RecordType
from dragoman.reading.amounts import AmountSpan
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.syntax import clause_span, preposition_objects
from dragoman.reading.topics import sectors
from dragoman.reading.tree import Node

_WORTH = frozenset({"worth"})
_FIELD = frozenset({"field"})
_OF_SECTORS = frozenset({"agreement", "aid", "project"})


def amount_of(clause: Clause, ctx: Context) -> Amount | None:
    """The sum of money in the clause: the one that its line asks for, else the nearest to its focus."""
    spans = ctx.amounts.get(clause.scene.sentence.index, [])
    noun = clause.focus or clause.node
    beside = (noun.head,) if noun.dep == "nsubj" and noun.head.lower == "worth" else ()  # "with trade worth $2 billion"
    for node in (*_asked(clause), noun, clause.node, *beside, *_hung_above(clause, _WORTH, ctx)):
        start, end = clause_span(node)
        inside = [at for at, span in enumerate(spans) if start <= span.start < end]
        if inside:
            return _as_told(inside[0], spans, ctx)
    return None


def _hung_above(clause: Clause, kind: frozenset[str], ctx: Context) -> list[Node]:
    """What stands behind the focus and says its worth or its fields, hung on the verb: "supports projects in the fields of …"."""
    noun = clause.focus or clause.node
    verb = next((n for n in noun.ancestors() if n.is_verb), None)
    behind = (head for _, head in preposition_objects(verb) if head.i > noun.i) if verb is not None else ()
    return [head for head in behind if ctx.matcher.noun(head, clause.scene, kind) is not None]


def _asked(clause: Clause) -> list[Node]:
    """The words that fill the places where the line asks for a sum."""
    slots = (slot for need in clause.line.needs if need.test == "AMOUNT" for slot in need.slots)
    return [node for slot in slots for node in clause.slots.get(slot, ()) if node is not clause.focus]


def _as_told(at: int, spans: Sequence[AmountSpan], ctx: Context) -> Amount:
    """A sum, but what it is in another currency is told in brackets: "A$900 million ($585 million)"."""
    span, before = spans[at], spans[at - 1] if at else None
    is_glossed = before is not None and ctx.text[before.end : span.start].strip() == "("
    return before.amount if before is not None and is_glossed else span.amount


def sectors_of(clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The sectors that the words of the focus tell, and the fields that are told behind it."""
    spans = map(clause_span, (clause.focus or clause.node, *_hung_above(clause, _FIELD, ctx)))
    return tuple(sorted({one for start, end in spans for one in sectors(ctx.text, start, end, ctx.topics)}))


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
