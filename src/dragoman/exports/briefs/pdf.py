"""A brief as PDF, set by Typst: the text goes in as data, so that nothing in it is ever read as a command."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from dragoman.dossier.brief import Brief
from dragoman.dossier.sections import Section
from dragoman.exports.briefs.parts import link, origin, rest, subtitle
from dragoman.exports.common import visible

__all__ = ["render"]


def render(brief: Brief) -> bytes:
    """The PDF, the same bytes for the same brief."""
    import typst

    template = files("dragoman.exports").joinpath("templates/brief.typ").read_bytes()
    made = typst.compile(
        template, format="pdf", sys_inputs={"brief": json.dumps(_data(brief))}, ignore_system_fonts=True
    )
    assert isinstance(made, bytes)
    return made


def _data(brief: Brief) -> dict[str, Any]:
    sources = [
        {"number": s.number, "quote": visible(s.quote), "origin": origin(s), "link": link(s)} for s in brief.sources
    ]
    return {
        "title": visible(brief.title), "subtitle": subtitle(brief), "sources": sources,
        "day": [brief.today.year, brief.today.month, brief.today.day],
        "sections": [_section(section) for section in brief.sections],
    }  # fmt: skip


def _section(section: Section) -> dict[str, Any]:
    points = [[{"text": visible(s.text), "cites": s.cites} for s in point.sentences] for point in section.points]
    rows = [{"cells": [visible(c) for c in row.cells], "cites": row.cites} for row in section.rows]
    return {"title": section.title, "points": points, "head": section.head, "rows": rows, "rest": rest(section)}
