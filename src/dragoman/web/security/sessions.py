"""Sessions and form tokens: signed, expiring, kept by the browser; nothing of them is stored here but their key."""

from __future__ import annotations

import hmac
import secrets
from typing import Literal

from itsdangerous import BadData, URLSafeTimedSerializer
from pydantic import BaseModel, ConfigDict, ValidationError

from dragoman.web.store.desk import Account, Role

__all__ = ["Seal", "Session", "Visitor"]

_RANKS: dict[str, int] = {"nobody": 0, "reader": 1, "reviewer": 2, "admin": 3}


class Visitor(BaseModel):
    """Who asks: `nobody` has not signed in; `may_read` is also true of those who need not."""

    model_config = ConfigDict(frozen=True)

    name: str = ""
    role: Role | Literal["nobody"] = "nobody"
    by: Literal["session", "token", ""] = ""
    seal: str = ""
    """What the browser holds that forms are bound to."""

    def may(self, role: Role) -> bool:
        """Whether somebody may do what a role may."""
        return _RANKS[self.role] >= _RANKS[role]


class Session(BaseModel):
    """What a session cookie says: who, in which epoch of the account, and a number of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    epoch: int
    number: str


class Seal:
    """Signs and checks with the key of a ledger."""

    def __init__(self, secret: str, hours: int) -> None:
        self._secret = secret.encode()
        self._sessions = URLSafeTimedSerializer(secret, salt="session")
        self._seconds = hours * 3600

    @property
    def seconds(self) -> int:
        """How long a session lasts."""
        return self._seconds

    def session(self, account: Account) -> str:
        """A new session of an account, as a cookie."""
        told = Session(name=account.name, epoch=account.epoch, number=secrets.token_urlsafe(16))
        return self._sessions.dumps(told.model_dump())

    def read(self, cookie: str) -> Session | None:
        """The session of a cookie; None where it is forged, has expired or is none."""
        try:
            return Session.model_validate(self._sessions.loads(cookie, max_age=self._seconds))
        except (BadData, ValidationError):
            return None

    def form(self, bound_to: str) -> str:
        """The token of forms that are shown to the browser that holds `bound_to`."""
        return hmac.digest(self._secret, f"form:{bound_to}".encode(), "sha256").hex()

    def fits(self, token: str, bound_to: str) -> bool:
        """Whether a form's token is that of the browser that holds `bound_to`."""
        return bool(bound_to) and hmac.compare_digest(token.encode(), self.form(bound_to).encode())
