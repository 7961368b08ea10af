"""A brief as one self-contained HTML page that prints well."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.dossier.brief import Brief
from dragoman.exports.briefs.parts import link, origin, rest, subtitle
from dragoman.exports.common import visible

__all__ = ["render"]


def render(brief: Brief) -> bytes:
    """The page as UTF-8."""
    environment = Environment(
        loader=PackageLoader("dragoman.exports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"visible": visible, "origin": origin, "link": link, "rest": rest}
    page = environment.get_template("brief.html").render(brief=brief, subtitle=subtitle(brief))
    return page.encode("utf-8", "replace")
