"""What the formats of a brief share: its headings and sources in words."""

from __future__ import annotations

from dragoman.dossier.brief import Brief
from dragoman.dossier.citing import Source
from dragoman.dossier.days import said
from dragoman.dossier.sections import Section
from dragoman.exports.common import visible

__all__ = ["link", "origin", "rest", "subtitle"]


def subtitle(brief: Brief) -> str:
    """Since when, as of when, and what it rests on."""
    if not brief.entries:
        return f"From {said(brief.since)}, as of {said(brief.today.isoformat())}. Nothing is in the ledger on this."
    of_types = ", ".join(
        f"{number} {kind if number == 1 or kind == 'aid' else f'{kind}s'}" for kind, number in brief.counts
    )
    entries = "1 entry" if brief.entries == 1 else f"{brief.entries} entries"
    stories = "1 story" if brief.stories == 1 else f"{brief.stories} stories"
    told = f"{entries} ({of_types}); evidence from {stories}"
    return f"From {said(brief.since)}, as of {said(brief.today.isoformat())}. {told}."


def rest(section: Section) -> str:
    """What is told of points left out; empty where none is."""
    return f"{section.left_out} more are in the timeline." if section.left_out else ""


def origin(source: Source) -> str:
    """Who printed the words, when, and who printed them again."""
    day = said(source.published.isoformat()) if source.published else "no date"
    publisher = visible(source.publisher or "unnamed publisher")
    who = f"filed by {publisher}" if source.origin == "hand" else publisher
    title = f", “{visible(' '.join(source.title.split()))}”" if source.title else ""
    also = f"; printed again by {', '.join(map(visible, source.copies))}" if source.copies else ""
    return f"{who}, {day}{title}{also}"


def link(source: Source) -> str | None:
    """The address of the story, where it is one of the web."""
    return source.url if source.url and source.url.startswith(("https://", "http://")) else None
