"""JSON lines: one reading a line, in the schema of `dragoman schema`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from dragoman.exports.common import Pair

__all__ = ["write"]


def write(pairs: Iterable[Pair], out: TextIO) -> None:
    """Write each reading as soon as it is there."""
    for _, reading in pairs:
        out.write(reading.model_dump_json() + "\n")
        out.flush()
