"""A relation series as CSV, and as a chart (SVG, PNG or one self-contained HTML page)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any, Literal

from dragoman.dossier.phrasing import Names, listed
from dragoman.dossier.series import Series

__all__ = ["Format", "render", "trend_words"]

Format = Literal["csv", "svg", "png", "html"]
_COLOURS = {"contact": "#7a7a7a", "cooperation": "#2a7f62", "conflict": "#b3372f", "net": "#1f4e8c"}
_SIZE = (760, 260)
_SCALE = 2  # of a PNG, for dense screens


def render(series: Series, form: Format, names: Names) -> bytes:
    """The series in a format."""
    made: dict[Format, Callable[[Series, Names], bytes]] = {"csv": _csv, "svg": _svg, "png": _png, "html": _html}
    return made[form](series, names)


def trend_words(series: Series) -> str:
    """The trend in words: "net intensity: +0.4 a month (95 %: -0.1 to 0.9)"."""
    if series.trend is None:
        return "too few periods for a trend"
    slope, low, high = series.trend
    sure = "" if low > 0 or high < 0 else "; no clear direction"
    return f"net intensity: {slope:+.2f} a {series.by} (95 %: {low:+.2f} to {high:+.2f}{sure})"


def _csv(series: Series, _: Names) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("period", "contact", "cooperation", "conflict", "net", "entries", "entry_ids"))
    for p in series.points:
        writer.writerow((p.period, p.contact, p.cooperation, p.conflict, p.net, len(p.entries), " ".join(p.entries)))
    return out.getvalue().encode()


def _chart(series: Series, names: Names) -> Any:
    import altair as alt

    about = listed([names(code) for code in series.parties])
    base = alt.Chart(alt.InlineData(values=_rows(series))).encode(
        x=alt.X("period:O", title=None, axis=alt.Axis(labelAngle=-45, labelOverlap=True)),
        tooltip=[alt.Tooltip(f"{name}:N") for name in ("period", "measure", "value", "entries")],
    )
    colour = alt.Color("measure:N", title=None, scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())))
    value = alt.Y("value:Q", title="Goldstein intensity")
    bars = base.transform_filter(alt.FieldOneOfPredicate("measure", ["cooperation", "conflict"])).mark_bar()
    net = base.transform_filter("datum.measure === 'net'").mark_line(point=True)
    contact = base.transform_filter("datum.measure === 'contact'").mark_bar(width=8)
    upper = alt.layer(bars.encode(y=value, color=colour), net.encode(y=value, color=colour))
    lower = contact.encode(
        y=alt.Y("value:Q", title="contacts", axis=alt.Axis(tickMinStep=1, tickCount=_ticks(series))), color=colour
    )
    title = alt.TitleParams(f"{about}, by {series.by}", subtitle=trend_words(series))
    width, height = _SIZE
    return alt.vconcat(
        upper.properties(width=width, height=height), lower.properties(width=width, height=height // 3), title=title
    )


def _ticks(series: Series) -> int:
    """Ticks of whole contacts, five at most."""
    return max(1, min(5, max((p.contact for p in series.points), default=1)))


def _rows(series: Series) -> list[dict[str, Any]]:
    """One row a measure and period; conflict is drawn below the line."""
    return [
        {"period": p.period, "measure": name, "value": -p.conflict if name == "conflict" else getattr(p, name),
         "entries": " ".join(p.entries)}
        for p in series.points for name in _COLOURS
    ]  # fmt: skip


def _spec(series: Series, names: Names) -> str:
    return str(_chart(series, names).to_json(indent=None))


def _svg(series: Series, names: Names) -> bytes:
    import vl_convert as vlc

    return str(vlc.vegalite_to_svg(_spec(series, names))).encode()


def _png(series: Series, names: Names) -> bytes:
    import vl_convert as vlc

    return bytes(vlc.vegalite_to_png(_spec(series, names), scale=_SCALE))


def _html(series: Series, names: Names) -> bytes:
    import vl_convert as vlc

    return str(vlc.vegalite_to_html(_spec(series, names), bundle=True)).encode()
