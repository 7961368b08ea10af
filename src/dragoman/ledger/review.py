"""What people decide about records and entries: appended with who and why, superseded, never deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from dragoman.ledger import tables as t
from dragoman.ledger.asking import entry_named
from dragoman.ledger.checking import checked
from dragoman.ledger.entries import store_entries
from dragoman.ledger.joining import pair
from dragoman.ledger.joins import Joiner
from dragoman.ledger.objects import Action, Decision
from dragoman.ledger.refusals import LedgerError
from dragoman.ledger.rows import now
from dragoman.ledger.sql import fetch, put
from dragoman.ledger.standing import stand
from dragoman.ledger.succession import resolve
from dragoman.model import DIRECTED, Entry, Record


class By(NamedTuple):
    """Who decides, and why."""

    who: str
    why: str


def split(db: Connection, joiner: Joiner, entry: str, records: Sequence[str], by: By) -> int:
    """Keep records of an entry apart from its others, from now on; the number of the decision."""
    found = _entry(db, entry)
    away = [resolve(db, r) for r in records]
    if strangers := [r for r in away if r not in found.records]:
        raise LedgerError(f"{entry}: has no record {strangers[0]!r}. Its records: {', '.join(found.records)}.")
    rest = [r for r in found.records if r not in away]
    if not away or not rest:
        raise LedgerError(f"{entry}: nothing to split. Name some of its records, not all: {', '.join(found.records)}.")
    decision = decide(db, "split", found.id, {"records": away, "from": rest}, by)
    _bind(db, [pair(a, b) for a in away for b in rest], together=False, decision=decision)
    joiner.rejoin(db, joiner.around(db, found.records))
    return decision


def merge(db: Connection, joiner: Joiner, entries: Sequence[str], by: By) -> int:
    """Keep entries together, from now on; the number of the decision."""
    found = list({e.id: e for e in (_entry(db, name) for name in entries)}.values())
    if len(found) < 2:
        raise LedgerError(f"{', '.join(entries)}: nothing to merge. Name two different entries.")
    if len(types := {e.type for e in found}) > 1:
        raise LedgerError(f"{', '.join(e.id for e in found)}: are of different types ({', '.join(sorted(types))}).")
    decision = decide(db, "merge", found[0].id, {"entries": [e.id for e in found]}, by)
    _unbind(db, [pair(a, b) for one, two in combinations(found, 2) for a in one.records for b in two.records], decision)
    records = sorted(r for e in found for r in e.records)
    _bind(db, [pair(records[0], other) for other in records[1:]], together=True, decision=decision)
    joiner.rejoin(db, joiner.around(db, records))
    return decision


def judge(
    db: Connection, joiner: Joiner, record: str, action: Action, by: By, fields: Mapping[str, Any] | None = None
) -> int:
    """Accept, reject or correct a record; what the story told stays beside it. The number of the decision."""
    name = resolve(db, record)
    row = _row(db, name)
    corrected = row.corrected if action == "accept" else None
    if action == "correct":
        corrected = corrected_by(row.id, row.corrected or row.content, fields or {})
    decision = decide(db, action, name, {"fields": dict(fields or {})}, by, supersedes=("accept", "reject", "correct"))
    status = {"accept": "corrected" if corrected else "accepted", "reject": "rejected", "correct": "corrected"}[action]
    concerned = joiner.around(db, [name])
    stand(db, row, status, corrected)
    joiner.forget()
    joiner.rejoin(db, [name, *concerned])
    if row.entry_id is not None and db.scalar(select(t.RECORD.c.id).where(t.RECORD.c.entry_id == row.entry_id)) is None:
        store_entries(db, [row.entry_id], [])
    return decision


def corrected_by(name: str, content: str, fields: Mapping[str, Any]) -> str:
    """A record (JSON) with some fields replaced, as JSON; LedgerError where it would be none."""
    stands = json.loads(content)
    if stands["type"] in DIRECTED and fields.keys() & {"actor", "recipient"}:
        del stands["parties"]  # they follow from the sides
    if unknown := fields.keys() - Record.model_fields.keys() | fields.keys() & {"evidence", "rule"}:
        raise LedgerError(f"{name}: {sorted(unknown)[0]!r} cannot be corrected. Fields: {', '.join(_CORRECTABLE)}.")
    return checked(stands | dict(fields), f"{name}: ").model_dump_json()


_CORRECTABLE = tuple(sorted(Record.model_fields.keys() - {"evidence", "rule"}))


def _entry(db: Connection, name: str) -> Entry:
    found = entry_named(db, name)
    if found is None:
        raise LedgerError(f"{name}: there is no such entry. Ids of entries are shown by timeline and find.")
    return found


def _row(db: Connection, name: str) -> Any:
    row = db.execute(select(t.RECORD).where(t.RECORD.c.id == name)).one_or_none()
    if row is None:
        raise LedgerError(f"{name}: there is no such record. Ids of records are shown by entry.")
    return row


def decide(
    db: Connection, action: Action, target: str, payload: dict[str, Any], by: By, supersedes: Sequence[str] = ()
) -> int:
    """Append a decision, which takes the place of those in force on its target that `supersedes` names; its number."""
    if not by.who.strip():
        raise LedgerError(f"{target}: nobody is named who decides. Say who.")
    d = t.DECISION.c
    number = int(db.scalar(select(func.coalesce(func.max(d.id), 0))) or 0) + 1
    row = {"id": number, "at": now(), "who": by.who, "why": by.why, "action": action, "target": target}
    db.execute(insert(t.DECISION).values(**row, payload=json.dumps(payload, ensure_ascii=False)))
    if supersedes:
        earlier = (d.target == target, d.action.in_(supersedes), d.id != number, d.superseded_by.is_(None))
        db.execute(update(t.DECISION).where(*earlier).values(superseded_by=number))
    return number


def _bind(db: Connection, pairs: Sequence[tuple[str, str]], together: bool, decision: int) -> None:
    """Keep pairs of records together or apart, whatever was decided on them before."""
    _unbind(db, pairs, decision)
    put(db, t.BOND, [{"a": a, "b": b, "together": together, "decision": decision} for a, b in dict.fromkeys(pairs)])


def _unbind(db: Connection, pairs: Iterable[tuple[str, str]], decision: int) -> None:
    """Lift bonds; decisions that no bond is left of are superseded."""
    lifted = set()
    for a, b in pairs:
        here = (t.BOND.c.a == a, t.BOND.c.b == b)
        lifted |= set(db.scalars(select(t.BOND.c.decision).where(*here)))
        db.execute(delete(t.BOND).where(*here))
    for old in sorted(lifted):
        if db.scalar(select(func.count()).select_from(t.BOND).where(t.BOND.c.decision == old)) == 0:
            db.execute(update(t.DECISION).where(t.DECISION.c.id == old).values(superseded_by=decision))


_DECISIONS = select(t.DECISION).order_by(t.DECISION.c.id)
_OLDER_NAMES = select(t.ALIAS.c.old)


def decisions(db: Connection, entry: Entry | str | None) -> list[Decision]:
    """All decisions, or those on an entry and its records, the oldest first."""
    if entry is None:
        return [_decision(row) for row in db.execute(_DECISIONS)]
    names = decision_names(db, _entry(db, entry) if isinstance(entry, str) else entry)
    return [_decision(row) for row in fetch(db, _DECISIONS, t.DECISION.c.target, sorted(names))]


def _decision(row: Any) -> Decision:
    return Decision(**(dict(row._mapping) | {"payload": json.loads(row.payload)}))


def decision_names(db: Connection, entry: Entry) -> set[str]:
    """The ids under which something may have been decided on an entry or a record of it."""
    names = {entry.id, *entry.records, *(f"e{r[1:]}" for r in entry.records)}
    return names | {row.old for row in fetch(db, _OLDER_NAMES, t.ALIAS.c.new, entry.records)}
