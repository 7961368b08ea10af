"""Readings out: one module a format, each with `write(pairs, out)`, which streams where the format allows."""

from __future__ import annotations

from importlib import import_module
from typing import Literal, cast, get_args

from dragoman.exports.common import Pair, Write

__all__ = ["FORMATS", "Format", "Pair", "Write", "writer"]

Format = Literal["table", "json", "jsonl", "html", "polecat", "gdelt", "csv", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)


def writer(name: Format) -> Write:
    """The `write` of a format."""
    return cast(Write, import_module(f"dragoman.exports.{name}").write)
