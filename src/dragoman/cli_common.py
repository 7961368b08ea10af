"""What the modules of the command line share: options, exit codes, settings, and how errors are told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.settings import Settings

__all__ = ["BAD_SETUP", "NOT_ALL_READ", "Model", "Own", "day_of", "explained", "settings_of"]

NOT_ALL_READ = 1
BAD_SETUP = 3

Own = Annotated[Path | None, typer.Option("--knowledge", metavar="DIR", help="Your own knowledge files.")]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="spaCy model to parse with.")]


def settings_of(**options: object) -> Settings:
    """The settings, with what was said on the command line."""
    from dragoman.settings import load_settings

    return load_settings(**options)


def day_of(told: str | None) -> date | None:
    """A whole date as typed; an error of the command line where it is none."""
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise typer.BadParameter(f"{told!r} is no date such as 2025-12-24") from None


@contextmanager
def explained() -> Iterator[None]:
    """Errors of the set-up as a message and an exit code."""
    try:
        yield
    except DragomanError as error:
        sys.stdout.flush()
        typer.echo(f"dragoman: {error}", err=True)
        raise typer.Exit(BAD_SETUP) from None
