"""Briefs out: one module a format, each with `render(brief) -> bytes`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal, cast, get_args

from dragoman.dossier.brief import Brief

__all__ = ["FORMATS", "Format", "renderer"]

Format = Literal["markdown", "html", "pdf", "docx"]
FORMATS: tuple[Format, ...] = get_args(Format)


def renderer(name: Format) -> Callable[[Brief], bytes]:
    """The `render` of a format."""
    return cast(Callable[[Brief], bytes], import_module(f"dragoman.exports.briefs.{name}").render)
