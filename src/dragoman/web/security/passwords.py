"""Passwords as Argon2id hashes."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

__all__ = ["SHORTEST", "hashed", "matches"]

SHORTEST = 10
"""Characters that a password has at least."""
LONGEST = 1024


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody's password")


def hashed(password: str) -> str:
    """The hash of a password; ValueError where it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise ValueError(f"a password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}")
    return _hasher().hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether a password fits a hash; takes as long where there is none, so that names cannot be found out by time."""
    try:
        return _hasher().verify(stored or _nobody(), password[: LONGEST + 1]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
