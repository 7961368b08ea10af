"""How a desk is served."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["LOOPBACK", "Options", "is_loopback"]

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
"""Names and addresses that only this machine answers to."""


@dataclass(frozen=True)
class Options:
    """`open_reading` lets anybody read; `token` is a word that lets programs read; `hosts` are the names that the desk
    answers to; `secure` keeps cookies to https; `knowledge` is a directory of one's own knowledge files;
    `busy` keeps what is asked for most at hand, and draws charts in a process of its own."""

    open_reading: bool = True
    token: str | None = None
    hosts: tuple[str, ...] = LOOPBACK
    secure: bool = False
    knowledge: Path | None = None
    session_hours: int = 12
    busy: bool = False
    today: Callable[[], dt.date] = dt.date.today


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone."""
    return host in LOOPBACK or host.startswith("127.")
