"""Whole answers kept for as long as the ledger stays as it is: a page that many read is made once."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple
from weakref import WeakValueDictionary

__all__ = ["Replies", "Reply"]

_MOST_BYTES = 64_000_000  # of answers kept together


class Reply(NamedTuple):
    """An answer: its headers, and its body packed by gzip."""

    headers: tuple[tuple[str, str], ...]
    packed: bytes


class Replies:
    """The answers asked for last; safe to use from many threads, its doors from one event loop."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Hashable, Reply]] = OrderedDict()
        self._lock = threading.Lock()
        self._doors: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def door(self, key: Hashable) -> asyncio.Lock:
        """What those who want the same answer wait behind while it is made for the first of them."""
        return self._doors.setdefault(key, asyncio.Lock())

    def get(self, key: Hashable, version: Hashable) -> Reply | None:
        """The answer kept under a key, if the ledger is still of that version."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or found[0] != version:
                return None
            self._kept.move_to_end(key)
            return found[1]

    def put(self, key: Hashable, version: Hashable, reply: Reply) -> None:
        """Keep an answer; those that nobody asked for lately make room for it."""
        with self._lock:
            self._bytes += len(reply.packed) - self._forget(key)
            self._kept[key] = (version, reply)
            while self._bytes > self._most:
                self._bytes -= self._forget(next(iter(self._kept)))

    def _forget(self, key: Hashable) -> int:
        found = self._kept.pop(key, None)
        return len(found[1].packed) if found is not None else 0
