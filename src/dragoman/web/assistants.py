"""A server of the Model Context Protocol over a ledger: search, brief, entry and series, to read alone."""

from __future__ import annotations

from typing import Any, Literal

from mcp.server.mcpserver import MCPServer

from dragoman.dossier.brief import brief as brief_of
from dragoman.exports.briefs import renderer
from dragoman.web.asked import Asked, codes_of
from dragoman.web.room import Room
from dragoman.web.views.dossiers import series_view
from dragoman.web.views.entries import entry_view
from dragoman.web.views.lines import line
from dragoman.web.views.search import page_of

__all__ = ["server"]

_MOST = 50


def server(room: Room) -> MCPServer[Any]:
    """The server of a room; every answer quotes the words that it rests on."""
    made: MCPServer[Any] = MCPServer(
        "dragoman", instructions="Records of relations between states. Cite the quotes; what is planned is not done."
    )

    @made.tool()
    def search(
        words: str = "", parties: list[str] | None = None, types: list[str] | None = None, since: str = "",
        until: str = "", limit: int = 20,
    ) -> list[dict[str, Any]]:  # fmt: skip
        """Find entries by words, parties (codes or names), types and days (YYYY, YYYY-MM or YYYY-MM-DD)."""
        asked = Asked(q=words, party=parties or [], type=types or [], since=since, until=until)
        found, _ = page_of(room, asked, None, max(1, min(limit, _MOST)))
        return [line(one, room.names).model_dump(mode="json") for one in found]

    @made.tool()
    def brief(parties: list[str], since: str = "") -> str:
        """Write a brief on one party or several as Markdown, with numbered evidence."""
        today = room.today()
        start = since or today.replace(year=today.year - 1, day=1).isoformat()
        codes = codes_of(parties, room.parties)
        return renderer("markdown")(brief_of(room.ledger, codes, start, today, room.names)).decode()

    @made.tool()
    def entry(id: str) -> dict[str, Any]:  # noqa: A002 - what assistants call it
        """Show an entry: its life step by step, the words of its stories, contradictions."""
        found = room.ledger.entry(id)
        return entry_view(room, found).model_dump(mode="json") if found is not None else {"error": f"no entry {id}"}

    @made.tool()
    def series(parties: list[str], by: Literal["month", "year"] = "month") -> dict[str, Any]:
        """Count contact, cooperation, conflict and net intensity (Goldstein) of parties by month or year."""
        return series_view(room, codes_of(parties, room.parties), by).model_dump(mode="json")

    return made
