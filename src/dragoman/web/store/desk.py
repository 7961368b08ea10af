"""The desk's store: accounts, settings, the audit log."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, Engine, Select, bindparam, func, select
from sqlalchemy.exc import IntegrityError

from dragoman.ledger import LedgerError
from dragoman.ledger.engine import writing
from dragoman.ledger.rows import now
from dragoman.web.store.migrations import bring_up_to_date
from dragoman.web.store.tables import ACCOUNT, AUDIT, SETTING

__all__ = ["ROLES", "Account", "Audited", "Role", "Store"]

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""What people may do, from the least on: read; decide and follow up; see who did what."""


_ACCOUNT_NAMED = select(ACCOUNT).where(ACCOUNT.c.name == bindparam("name"))  # asked for with every page


class Account(NamedTuple):
    """A person who may sign in; `password` is an Argon2 hash, sessions of an earlier `epoch` have ended."""

    name: str
    password: str
    role: Role
    epoch: int
    made: dt.datetime
    seen: dt.datetime | None = None


class Audited(NamedTuple):
    """A line of the audit log."""

    id: int
    at: dt.datetime
    who: str
    address: str
    action: str
    target: str
    detail: str


class Store:
    """The desk's own tables in the database of a ledger; they are made where there are none."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        bring_up_to_date(engine)

    # -- settings --------------------------------------------------------------------------------------------------

    def secret(self) -> str:
        """The key that sessions and forms are signed with, made once for a ledger."""
        with self.engine.connect() as db:
            found = db.scalar(select(SETTING.c.value).where(SETTING.c.name == "secret"))
        return found or self._make_secret()

    def _make_secret(self) -> str:
        with writing(self.engine) as db:
            found: str | None = db.scalar(select(SETTING.c.value).where(SETTING.c.name == "secret"))
            if found is None:
                found = secrets.token_urlsafe(48)
                db.execute(SETTING.insert().values(name="secret", value=found))
        return found

    # -- accounts --------------------------------------------------------------------------------------------------

    def accounts(self) -> list[Account]:
        """All who may sign in, by name."""
        return self._accounts(select(ACCOUNT).order_by(ACCOUNT.c.name))

    def has_accounts(self) -> bool:
        """Whether anybody may sign in."""
        with self.engine.connect() as db:
            return db.scalar(select(ACCOUNT.c.name).limit(1)) is not None

    def account(self, name: str) -> Account | None:
        """The account of a name, or None."""
        return next(iter(self._accounts(_ACCOUNT_NAMED, name=name)), None)

    def _accounts(self, query: Select[Any], **given: str) -> list[Account]:
        with self.engine.connect() as db:
            return [Account(**row._mapping) for row in db.execute(query, given)]

    def add_account(self, name: str, password: str, role: Role) -> None:
        """Add a person with the hash of his password; LedgerError where the name is taken."""
        row = {"name": name, "password": password, "role": role, "epoch": 1, "made": now()}
        try:
            with writing(self.engine) as db:
                db.execute(ACCOUNT.insert().values(row))
        except IntegrityError as error:
            raise LedgerError(f"{name}: has an account already. `dragoman users password` changes it.") from error

    def change_account(self, name: str, **values: Any) -> None:
        """Change an account and end its sessions; LedgerError where there is none."""
        self._change(name, epoch=ACCOUNT.c.epoch + 1, **values)

    def note_visit(self, name: str) -> None:
        """Note when a person was here last."""
        self._change(name, seen=now())

    def _change(self, name: str, **values: Any) -> None:
        with writing(self.engine) as db:
            done = db.execute(ACCOUNT.update().where(ACCOUNT.c.name == name).values(**values))
        self._refuse_unless(done.rowcount, name)

    def remove_account(self, name: str) -> None:
        """Take a person's account away; what he decided stays."""
        with writing(self.engine) as db:
            done = db.execute(ACCOUNT.delete().where(ACCOUNT.c.name == name))
        self._refuse_unless(done.rowcount, name)

    def _refuse_unless(self, found: int, name: str) -> None:
        if not found:
            raise LedgerError(f"{name}: has no account. `dragoman users list` names all.")

    # -- audit -----------------------------------------------------------------------------------------------------

    def note(self, who: str, address: str, action: str, target: str = "", detail: str = "") -> None:
        """Append a line to the audit log."""
        with writing(self.engine) as db:
            _note(db, who, address, action, target, detail)

    def audited(self, most: int = 200, before: int | None = None) -> list[Audited]:
        """The latest lines of the audit log, those before a line's number."""
        query = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(most)
        if before is not None:
            query = query.where(AUDIT.c.id < before)
        with self.engine.connect() as db:
            return [Audited(**row._mapping) for row in db.execute(query)]

    def count(self, action: str, since: dt.datetime, **same: str) -> int:
        """How often something was done since, with the same `who` or `address`."""
        query = select(func.count()).where(AUDIT.c.action == action, AUDIT.c.at >= since)
        for name, value in same.items():
            query = query.where(AUDIT.c[name] == value)
        with self.engine.connect() as db:
            return int(db.scalar(query) or 0)


def _note(db: Connection, who: str, address: str, action: str, target: str, detail: str) -> None:
    number = int(db.scalar(select(func.coalesce(func.max(AUDIT.c.id), 0))) or 0) + 1
    row = {"id": number, "at": now(), "who": who, "address": address, "action": action}
    db.execute(AUDIT.insert().values(**row, target=target[:500], detail=detail[:2000]))
