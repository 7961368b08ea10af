"""The matrix products of the model: by numpy's library and on one thread.

The library that spaCy's models use by default (BLIS) takes up to three times as long for the same products; numpy's
spreads them over threads, which for matrices as small as a sentence's wait for each other longer than they work.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

__all__ = ["OneThread", "by_numpy"]


def by_numpy() -> AbstractContextManager[None]:
    """While it is entered, models are loaded that multiply by numpy; where there is a library made for the machine, by that."""
    from thinc.api import NumpyOps, get_current_ops, use_ops

    return use_ops("numpy", use_blis=False) if type(get_current_ops()) is NumpyOps else nullcontext()


class OneThread:
    """Holds the matrix libraries that are loaded to one thread; made once, entered any number of times."""

    def __init__(self) -> None:
        from threadpoolctl import ThreadpoolController

        self._libraries = ThreadpoolController()

    def held(self) -> AbstractContextManager[object]:
        """One thread while it is entered, then as many as before."""
        held: AbstractContextManager[object] = self._libraries.limit(limits=1, user_api="blas")
        return held
