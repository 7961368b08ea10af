"""Taking a decision back, and refusing one that was made without knowing of another."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, select, update

from dragoman.ledger import tables as t
from dragoman.ledger.asking import entry_named
from dragoman.ledger.joins import Joiner
from dragoman.ledger.refusals import LedgerError
from dragoman.ledger.review import By, corrected_by, decide, decision_names
from dragoman.ledger.standing import stand
from dragoman.ledger.succession import resolve

_JUDGED = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


class ConflictError(LedgerError):
    """Somebody else decided on the same in the meantime; `decision` is the number of it."""

    def __init__(self, message: str, decision: int) -> None:
        super().__init__(message)
        self.decision = decision


def refuse_if_unseen(db: Connection, names: Iterable[str], seen: int | None) -> None:
    """ConflictError where anything was decided on records or entries after decision `seen`; None checks nothing."""
    if seen is None:
        return
    concerned: set[str] = set()
    for name in names:
        entry = entry_named(db, name) if name.startswith("e") else None
        concerned |= decision_names(db, entry) if entry is not None else {name, resolve(db, name)}
    d = t.DECISION.c
    query = select(t.DECISION).where(d.id > seen, d.target.in_(sorted(concerned))).order_by(d.id.desc()).limit(1)
    row = db.execute(query).one_or_none()
    if row is not None:
        raise ConflictError(
            f"{row.target}: {row.who} decided on it in the meantime ({row.action}, {row.at:%Y-%m-%d %H:%M}). "
            "Look at it again.", row.id,
        )  # fmt: skip


def undo(db: Connection, joiner: Joiner, number: int, by: By) -> int:
    """Take a decision that is in force back: all is as it was before it. The number of the decision to do so."""
    row = db.execute(select(t.DECISION).where(t.DECISION.c.id == number)).one_or_none()
    if row is None or row.action == "undo":
        raise LedgerError(f"decision {number}: there is none that could be taken back.")
    if row.superseded_by is not None:
        raise LedgerError(f"decision {number}: {row.superseded_by} has taken its place. Take that one back first.")
    made = decide(db, "undo", row.target, {"of": number}, by)
    db.execute(update(t.DECISION).where(t.DECISION.c.id == number).values(superseded_by=made))
    if row.action in _JUDGED:
        _unjudge(db, joiner, row.target)
    else:
        _unbind(db, joiner, number)
    return made


def _unjudge(db: Connection, joiner: Joiner, target: str) -> None:
    """Let a record stand as the decisions on it that were not taken back say."""
    name = resolve(db, target)
    row = db.execute(select(t.RECORD).where(t.RECORD.c.id == name)).one_or_none()
    if row is None:
        raise LedgerError(f"{target}: there is no such record any more.")
    names = {name, *db.scalars(select(t.ALIAS.c.old).where(t.ALIAS.c.new == name))}
    status, corrected = _replayed(db, row, names)
    concerned = joiner.around(db, [name])
    stand(db, row, status, corrected)
    joiner.forget()
    joiner.rejoin(db, [name, *concerned])


def _replayed(db: Connection, row: Any, names: Iterable[str]) -> tuple[str, str | None]:
    """Status and corrected content out of all decisions on a record but those taken back."""
    d = t.DECISION.c
    made = list(db.execute(select(t.DECISION).where(d.target.in_(sorted(names))).order_by(d.id)))
    back = {json.loads(one.payload)["of"] for one in made if one.action == "undo"}
    status, corrected = "read", None
    for one in made:
        if one.id not in back and one.action in _JUDGED:
            status = _JUDGED[one.action]
            if one.action == "reject":
                corrected = None
            elif one.action == "correct":
                corrected = corrected_by(row.id, corrected or row.content, json.loads(one.payload)["fields"])
    return ("corrected" if status == "accepted" and corrected else status), corrected


def _unbind(db: Connection, joiner: Joiner, number: int) -> None:
    """Lift the bonds of a split or merge."""
    here = t.BOND.c.decision == number
    records = sorted({r for row in db.execute(select(t.BOND).where(here)) for r in (row.a, row.b)})
    db.execute(delete(t.BOND).where(here))
    joiner.forget()
    joiner.rejoin(db, joiner.around(db, records))
