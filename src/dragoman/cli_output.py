"""Where the commands that ask a ledger write, and in which form."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeVar

import typer

__all__ = ["BRIEFS", "SERIES", "form_of", "put"]

_Form = TypeVar("_Form", bound=str)

BRIEFS: dict[str, Literal["markdown", "html", "pdf", "docx"]] = {
    "": "markdown", ".md": "markdown", ".markdown": "markdown", ".txt": "markdown",
    ".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
"""The forms of a brief by the endings of file names; that of a name without one is the form if none is said."""
SERIES: dict[str, Literal["csv", "svg", "png", "html"]] = {
    "": "csv", ".csv": "csv", ".svg": "svg", ".png": "png", ".html": "html", ".htm": "html",
}  # fmt: skip
"""The same of a relation series."""


def form_of(out: Path | None, endings: dict[str, _Form]) -> _Form:
    """The form that the name of a file asks for; an error of the command line where it asks for none that is written."""
    ending = out.suffix.lower() if out else ""
    if ending not in endings:
        known = ", ".join(filter(None, endings))
        raise typer.BadParameter(
            f"{str(out)!r} ends like no form that is written ({known}); say --format if it is meant"
        )
    return endings[ending]


def put(out: Path | None, parts: Iterable[bytes], binary: bool) -> None:
    """Write bytes to a file, which is there whole or not at all, or to standard output."""
    from dragoman.output import opened_bytes

    if out is None and binary and sys.stdout.isatty():
        raise typer.BadParameter("this is no text for a terminal: say --out FILE")
    with opened_bytes(out) as stream:
        for part in parts:
            stream.write(part)
