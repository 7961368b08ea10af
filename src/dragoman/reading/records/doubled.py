"""One word, one fact: what a clause tells as a deal or as aid is not a project as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause

_STRONGER = frozenset({"agreement", "aid"})


def without_doubles(found: Iterable[tuple[Clause, Record]]) -> Iterator[tuple[Clause, Record]]:
    """Drop a project told by the verb and object of a deal or of aid: "won a contract", "sent planes with relief"."""
    pairs = list(found)
    told = [(clause.node.i, _objects(clause)) for clause, record in pairs if record.type in _STRONGER]
    standing = {clause.node.i for clause, record in pairs if (record.type, record.kind) == ("resource", "dependent")}
    for clause, record in pairs:
        if record.type == "project" and record.kind == "supply" and clause.node.i in standing:
            continue  # "imports 90 percent of its gas from Norway"
        own = _objects(clause) if record.type == "project" and not _is_of_arms(clause) else frozenset()
        if not any(node == clause.node.i and own & objects for node, objects in told):
            yield clause, record


def _is_of_arms(clause: Clause) -> bool:
    """Arms may be bought as well as given."""
    return clause.noun is not None and "arms" in clause.noun.classes


def _objects(clause: Clause) -> frozenset[int]:
    """The words that the line asked for, but for the trigger itself."""
    return clause.used - {clause.node.i}
