"""A brief as a Word document, with the evidence as a numbered list at the end and links to it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dragoman.dossier.brief import Brief
from dragoman.dossier.citing import Source
from dragoman.dossier.sections import Section
from dragoman.exports.briefs.parts import link, origin, rest, subtitle
from dragoman.exports.common import visible

__all__ = ["render"]

_LINK_COLOUR = "0645AD"


def render(brief: Brief) -> bytes:
    """The document."""
    document = Document()
    document.core_properties.title = visible(brief.title)
    document.core_properties.author = "Dragoman"
    document.core_properties.created = dt.datetime.combine(brief.today, dt.time())
    document.core_properties.modified = document.core_properties.created
    document.add_heading(visible(brief.title), 0)
    document.add_paragraph(subtitle(brief))
    for section in brief.sections:
        _section(document, section)
    document.add_heading("Evidence", 1)
    for source in brief.sources:
        _source(document, source)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _section(document: Any, section: Section) -> None:
    document.add_heading(section.title, 1)
    for point in section.points:
        paragraph = document.add_paragraph(style="List Bullet")
        for sentence in point.sentences:
            paragraph.add_run(f"{visible(sentence.text)}\u00a0")
            _cites(paragraph, sentence.cites)
    if section.rows:
        _table(document, section)
    if more := rest(section):
        document.add_paragraph(more)


def _table(document: Any, section: Section) -> None:
    table = document.add_table(rows=1, cols=len(section.head) + 1, style="Light Grid Accent 1")
    for cell, name in zip(table.rows[0].cells, (*section.head, "Evidence"), strict=True):
        cell.text = name
    for row in section.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row.cells, strict=False):
            cell.text = visible(text)
        _cites(cells[-1].paragraphs[0], row.cites)


def _cites(paragraph: Any, numbers: Sequence[int]) -> None:
    for number in numbers:
        _linked(paragraph, f"[{number}]", {"w:anchor": f"e{number}"})
        paragraph.add_run(" ")


def _source(document: Any, source: Source) -> None:
    paragraph = document.add_paragraph()
    _bookmark(paragraph, source.number)
    paragraph.add_run(f"{source.number}. “{visible(source.quote)}” ")
    address = link(source)
    if address is None:
        paragraph.add_run(origin(source))
        return
    to = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    _linked(paragraph, origin(source), {"r:id": to})


def _bookmark(paragraph: Any, number: int) -> None:
    """The place that `[number]` leads to."""
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            mark.set(qn("w:name"), f"e{number}")
        paragraph._p.append(mark)


def _linked(paragraph: Any, text: str, to: dict[str, str]) -> None:
    """A run that is a link: to a bookmark (`w:anchor`) or to an address (`r:id`)."""
    holder = OxmlElement("w:hyperlink")
    for name, value in to.items():
        holder.set(qn(name), value)
    run = paragraph.add_run(visible(text))
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), _LINK_COLOUR)
    run._r.get_or_add_rPr().append(colour)
    holder.append(run._r)
    paragraph._p.append(holder)
