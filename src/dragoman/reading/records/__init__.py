"""Records: one module a type, each with `read(clause, context)`; the table below is the only dispatch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records import (
    accession,
    agreement,
    aid,
    contact,
    gathering,
    invitation,
    measure,
    mechanism,
    project,
    resource,
    statement,
)  # fmt: skip
from dragoman.reading.records.context import Context

__all__ = ["LAST", "READERS"]

READERS: Mapping[str, Callable[[Clause, Context], Iterator[Record]]] = {
    "contact": contact.read,
    "invitation": invitation.read,
    "gathering": gathering.read,
    "agreement": agreement.read,
    "accession": accession.read,
    "mechanism": mechanism.read,
    "project": project.read,
    "statement": statement.read,
    "measure": measure.read,
    "aid": aid.read,
    "resource": resource.read,
}
"""How each record type is read out of a clause."""

LAST: frozenset[str] = frozenset({"agreement"})
"""Types that take their parties from what the rest of a sentence tells, so that they are read after it."""
