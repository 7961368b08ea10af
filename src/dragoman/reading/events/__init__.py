"""Events: who did what to whom, coded in PLOVER and CAMEO over the clauses and records of a sentence."""

from __future__ import annotations

from dragoman.reading.events.coder import Coder

__all__ = ["Coder"]
