"""What is loaded once stays: the search for garbage passes it by.

The tables and the model are some hundred thousand objects that go with the process, yet each full search for garbage
walks through all of them, and the trees of sentences, which are cycles, set off many. Dragoman's own commands ask for this; to
a program that only imports `Reader` it would say how its own objects are kept, which is not the library's to say.
"""

from __future__ import annotations

import gc

__all__ = ["keep_loaded"]


def keep_loaded() -> None:
    """Take all objects that are in use now out of the search for garbage, until the next call.

    Each call first searches everything, so that a reader that was dropped in between is freed then.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
