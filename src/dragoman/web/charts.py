"""Charts as SVG that follows the page's colours: Vega-Lite, drawn here, so that a browser needs no script for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, get_args

from markupsafe import Markup

from dragoman.ledger import Outline
from dragoman.model import RecordType
from dragoman.web.asked import link_to
from dragoman.web.drawing import Drawing
from dragoman.web.room import Room
from dragoman.web.views.dossiers import Dossier, Series
from dragoman.web.views.lists import behind, outlines_of

__all__ = ["Charts", "intensity", "of_dossier", "timeline"]

_TOLD = 100  # entries that a timeline names
_MOST = 500  # steps that a timeline draws, the latest
_WIDTH = 760
_LINK = re.compile(r'(<a [^>]*>)(<[a-z]+ aria-label="([^"]*)")')
_BASE = "https://vega.github.io/vega-datasets/"  # what the renderer puts before an address of this desk
_ROOT = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
_ROLES = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*"|role="img"|font-family="[^"]*")')
_PLACES = re.compile(r' (?:d|transform)="[^"]*"')
_LONG = re.compile(r"(\d\.\d)\d+")
_SOFT, _LINE = "var(--soft)", "var(--line)"


class Charts(NamedTuple):
    """The charts on the page of a party or a pair; empty where there is nothing to draw."""

    timeline: Markup
    intensity: Markup


def of_dossier(room: Room, codes: Sequence[str], view: Dossier) -> Charts:
    """The charts of parties."""
    return room.kept(("charts", tuple(codes)), lambda: _of_dossier(room, codes, view))


def _of_dossier(room: Room, codes: Sequence[str], view: Dossier) -> Charts:
    told = room.ledger.entries_by_id(behind(room, codes, "all")[:_TOLD])
    names = {name: entry.name or entry.subject or entry.kind for name, entry in told.items()}
    return Charts(timeline(outlines_of(room, codes), names, room.drawing), intensity(view.series, room.drawing))


def timeline(outlines: Sequence[Outline], names: dict[str, str], drawing: Drawing) -> Markup:
    """Steps by day, a lane a type; each leads to its entry. `names` tells entries in words, for those that it has."""
    rows = sorted((row for o in outlines for row in _steps(o, names)), key=lambda row: str(row["day"]))[-_MOST:]
    types = [t for t in get_args(RecordType) if any(row["type"] == t for row in rows)]
    if not rows:
        return Markup()
    colour = {"field": "type", "type": "nominal", "legend": None,
              "scale": {"domain": types, "range": [f"var(--edge-{t})" for t in types]}}  # fmt: skip
    mark = {"type": "point", "filled": True, "size": 70, "opacity": 0.9}
    spec = {
        "data": {"values": rows}, "width": _WIDTH - 90, "height": {"step": 24}, "mark": mark,
        "encoding": {
            "x": {"field": "day", "type": "temporal", "title": None, "axis": {"tickCount": 8}},
            "y": {"field": "type", "type": "nominal", "title": None, "sort": types, "axis": {"grid": True}},
            "color": colour, "href": {"field": "href", "type": "nominal"},
            "shape": {"field": "denied", "type": "nominal", "legend": None,
                      "scale": {"domain": [False, True], "range": ["circle", "cross"]}},
            "description": {"field": "words", "type": "nominal"},
        },
    }  # fmt: skip
    return _drawn(spec, "Timeline: steps by day and type", drawing)


def _steps(outline: Outline, names: dict[str, str]) -> list[dict[str, Any]]:
    words = names.get(outline.id, f"{outline.type}: {outline.kind}".replace("_", " "))
    return [
        {"day": _middle(m.day), "type": outline.type, "denied": m.negated, "href": link_to(f"/entries/{outline.id}"),
         "words": f"{m.day}: {'not ' if m.negated else ''}{m.stage.replace('_', ' ')}. {words}"}
        for m in outline.life if m.day and len(m.day) > len("YYYY")
    ]  # fmt: skip


def _middle(day: str) -> str:
    return day if len(day) == len("YYYY-MM-DD") else f"{day}-15"


def intensity(series: Series, drawing: Drawing) -> Markup:
    """Cooperation above the line, conflict below it, net intensity over both; each bar leads to what it counts."""
    if not series.points:
        return Markup()
    values = [row for point in series.points for row in _bars(series, point)]
    x = {"field": "period", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "labelOverlap": True}}
    y = {"field": "value", "type": "quantitative", "title": "Goldstein intensity"}
    colour = {"field": "measure", "type": "nominal", "title": None, "legend": {"orient": "top"},
              "scale": {"domain": ["cooperation", "conflict", "net"],
                        "range": ["var(--good)", "var(--bad)", "var(--accent)"]}}  # fmt: skip
    shared = {"x": x, "y": y, "color": colour, "description": {"field": "words", "type": "nominal"}}
    bars = {"transform": [{"filter": "datum.measure !== 'net'"}], "mark": {"type": "bar"},
            "encoding": shared | {"href": {"field": "href", "type": "nominal"}}}  # fmt: skip
    net = {"transform": [{"filter": "datum.measure === 'net'"}],
           "mark": {"type": "line", "point": {"size": 34, "filled": True}, "strokeWidth": 2}, "encoding": shared}  # fmt: skip
    spec = {"data": {"values": values}, "width": _WIDTH - 90, "height": 190, "layer": [bars, net]}
    return _drawn(spec, "Relation series: cooperation, conflict and net intensity by month", drawing)


def _bars(series: Series, point: Any) -> list[dict[str, Any]]:
    href = link_to("/list", [("party", p) for p in series.parties] + [("period", point.period)])
    told = {"cooperation": point.cooperation, "conflict": -point.conflict, "net": point.net}
    return [
        {"period": point.period, "measure": name, "value": value, "href": href,
         "words": f"{point.period}: {name} {value:g}, {point.entries} entries"}
        for name, value in told.items() if value or name == "net"
    ]  # fmt: skip


def _drawn(spec: dict[str, Any], title: str, drawing: Drawing) -> Markup:
    """The chart of a specification, in the page's own colours and letters."""
    axis = {"labelColor": _SOFT, "titleColor": _SOFT, "gridColor": _LINE, "domainColor": _LINE, "tickColor": _LINE,
            "titleFontWeight": "normal", "labelFontSize": 11, "titleFontSize": 11}  # fmt: skip
    config = {"background": "transparent", "view": {"stroke": None}, "axis": axis,
              "legend": {"labelColor": _SOFT, "titleColor": _SOFT, "labelFontSize": 11}}  # fmt: skip
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json"} | spec | {"config": config}
    return Markup(_for_pages(drawing.svg(whole), title))


def _for_pages(svg: str, title: str) -> str:
    """Scales with the page, marks of no meaning silent to screen readers, links with names and tooltips."""
    svg = _ROLES.sub("", svg)
    svg = _LINK.sub(r"\1<title>\3</title>\2", svg)
    svg = re.sub(r' aria-label="[^"]*"', "", svg)
    svg = _PLACES.sub(lambda found: _LONG.sub(r"\1", found[0]), svg)
    svg = svg.replace(_BASE, "").replace(" xlink:href=", " href=").replace(' target="_blank"', "")
    root = (
        rf'<svg class="chart" viewBox="0 0 \1 \2" role="group" aria-label="{title}" xmlns="http://www.w3.org/2000/svg">'
    )
    return _ROOT.sub(root, svg, count=1)
