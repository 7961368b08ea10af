"""The search for garbage (Python's collector of cycles) kept from walking, again and again, through what stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_at_rest", "keep_loaded"]


def keep_loaded() -> None:
    """Take all objects that are in use now out of the search for garbage, until the next call.

    The tables and the model are some hundred thousand objects that go with the process, yet each full search walks
    through all of them, and the trees of sentences, which are cycles, set off many. Dragoman's own commands ask for
    this; to a program that only imports `Reader` it would say how its own objects are kept, which is not the library's
    to say. Each call first searches everything, so that a reader that was dropped in between is freed then.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the search from beginning while a piece of work makes much that is no garbage; `@collector_at_rest()` too."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
