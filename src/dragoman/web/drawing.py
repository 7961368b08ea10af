"""Vega-Lite charts to SVG: each drawn once, in a process of its own where a desk is served, so that pages need not wait.

Drawing holds Python up for a tenth of a second; apart, it takes another core.
"""

from __future__ import annotations

import json
import multiprocessing
import signal
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from typing import Any

__all__ = ["Drawing"]

_KEPT = 400  # charts
_EMPTY = '{"data": {"values": []}, "mark": "point"}'


class Drawing:
    """Draws charts and keeps those asked for last; `apart` draws in another process."""

    def __init__(self, apart: bool = False) -> None:
        self._apart = apart
        self._lock = threading.Lock()
        self._drawn: OrderedDict[str, str] = OrderedDict()

    def start(self) -> None:
        """Have the other process, if there is to be one, ready before the first chart is asked for."""
        if self._apart:
            self._pool.submit(_draw, _EMPTY)

    def svg(self, spec: Mapping[str, Any]) -> str:
        """The SVG of a Vega-Lite specification."""
        told = json.dumps(spec, sort_keys=True)
        with self._lock:
            if told in self._drawn:
                self._drawn.move_to_end(told)
                return self._drawn[told]
        made = self._pool.submit(_draw, told).result() if self._apart else _draw(told)
        with self._lock:
            self._drawn[told] = made
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return made

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        # Ctrl-C ends the desk, which ends this
        ignoring = (signal.SIGINT, signal.SIG_IGN)
        apart = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=apart, initializer=signal.signal, initargs=ignoring)

    def close(self) -> None:
        """End the other process, if there is one."""
        if "_pool" in vars(self):
            self._pool.shutdown(cancel_futures=True)


def _draw(spec: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec))
