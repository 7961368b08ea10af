"""Stances that another record of the same sentence makes needless: a fact told in their clause, the same stance again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.stances import REPROACHES
from dragoman.reading.tree import Node

__all__ = ["without_superseded"]

# Facts of other types that say more than a stance in whose clause they are told.
_SUPERSEDING: dict[str, frozenset[str]] = {
    "promise": frozenset(
        {
            "aid",
            "project",
            "agreement",
            "contact/visit",
            "contact/meeting",
            "contact/call",
            "gathering",
            "mechanism",
            "measure",
            "invitation",
            "accession",
            "statement/threaten",
        }
    ),
    "threaten": frozenset({"measure"}),
    "call_for": frozenset({"aid", "invitation", "measure/expulsion"}),
    "reject": frozenset({"invitation"}),
}


def without_superseded(found: Iterable[tuple[Clause, Record]]) -> Iterator[tuple[Clause, Record]]:
    """Drop pledges, threats, requests whose clause tells a fact of another type: a sum of aid, a measure, a visit."""
    told = list(found)
    pairs = [(clause, record) for clause, record in told if not _is_asked_of_others(clause, record, told)]
    for clause, record in pairs:
        wanted = _SUPERSEDING.get(record.kind, frozenset()) if record.type == "statement" else frozenset()
        below = {n.i for n in clause.node.subtree()} if wanted else set()
        superseded = any(
            ({o.type, f"{o.type}/{o.kind}"} & wanted) and o.stage != "held" and c.node.i in below for c, o in pairs
        )
        is_denial = record.type == "statement" and record.kind == "reject"
        superseded = superseded or (is_denial and _is_told_negated(clause, pairs))
        if not superseded and not _repeats(record, clause, pairs) and not _elaborates(record, clause, pairs):
            yield clause, record


def _is_asked_of_others(clause: Clause, record: Record, pairs: Sequence[tuple[Clause, Record]]) -> bool:
    """Whether a step not to be taken is one that its actor asks of others: "called on Chad to stop deporting refugees"."""
    if record.type != "measure" or not record.negated:
        return False
    asked = (c for c, r in pairs if (r.type, r.kind, r.actor) == ("statement", "call_for", record.actor))
    return any(_is_below(clause.node, above.node) for above in asked)


def _is_told_negated(clause: Clause, pairs: Sequence[tuple[Clause, Record]]) -> bool:
    """Whether what is denied is told as a fact that is none: "denied that a pact was signed"."""
    below = {n.i for content in clause.node.all("ccomp") for n in content.subtree()}
    facts = [(c, o) for c, o in pairs if o.type != "statement" and (o.type, o.kind) != ("measure", "military")]
    return any(o.negated and c.node.i in below for c, o in facts)


def _repeats(record: Record, clause: Clause, pairs: Sequence[tuple[Clause, Record]]) -> bool:
    """Whether a word above tells the same stance: "stood ready" holds "ready"."""
    if clause.node.dep == "conj":
        return False
    above = {n.i for n in clause.node.ancestors()}
    same = [c for c, r in pairs if (r.type, r.kind, r.actor) == (record.type, record.kind, record.actor)]
    return record.type == "statement" and any(c.node.i in above and c.node is clause.node.head for c in same)


def _elaborates(record: Record, clause: Clause, pairs: Sequence[tuple[Clause, Record]]) -> bool:
    """Whether a reproach tells more of one made in the same breath: "condemned the raid, saying it broke the law"."""
    if record.type != "statement" or record.kind not in REPROACHES:
        return False
    said = [(c, r) for c, r in pairs if r.type == "statement" and r.kind in REPROACHES and c is not clause]
    same = [c for c, r in said if (r.actor, r.recipient) == (record.actor, record.recipient)]
    return any(_is_below(clause.node, other.node) or _is_said_before(other, clause) for other in same)


def _is_below(node: Node, top: Node) -> bool:
    """Whether a word depends on another and is not coordinated with it."""
    while node.head is not node:
        if node.head is top:
            return node.dep != "conj"
        node = node.head
    return False


def _is_said_before(one: Clause, other: Clause) -> bool:
    """Whether both are what somebody says and one is said first: "it is unacceptable and breaks the law, he said"."""
    return one.node.i < other.node.i and all(c.line.roles.get("actor") == ("source",) for c in (one, other))
