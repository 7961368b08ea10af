"""JSON: one indented list of readings, in the schema of `dragoman schema`."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import indent
from typing import TextIO

from dragoman.exports.common import Pair

__all__ = ["write"]


def write(pairs: Iterable[Pair], out: TextIO) -> None:
    """Write each reading as soon as it is there; the list closes after the last."""
    before = "[\n"
    for _, reading in pairs:
        out.write(before + indent(reading.model_dump_json(indent=2), "  "))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")
