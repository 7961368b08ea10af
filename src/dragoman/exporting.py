"""The forms in which a ledger is written out, by the names that users give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.desk import Parties
    from dragoman.ledger import Ledger

__all__ = ["exporters"]

_Exporter = Callable[["Ledger", Any, "Parties", dict[str, Any]], Iterable[bytes]]


def exporters() -> dict[str, _Exporter]:
    """What writes each form, out of ledger, table, names and conditions."""
    from dragoman import keeping
    from dragoman.exports.ledgers import ftm, network, tables

    return {
        "stories": lambda kept, _, __, ___: (f"{line}\n".encode() for line in keeping.story_lines(kept)),
        "csv": lambda kept, what, _, filters: tables.csv_lines(kept, what, **filters),
        "jsonl": lambda kept, what, _, filters: tables.json_lines(kept, what, **filters),
        "parquet": lambda kept, what, _, filters: [tables.parquet(kept, what, **filters)],
        "ftm": lambda kept, _, known, filters: ftm.lines(kept, known.names, **filters),
        "graphml": lambda kept, _, known, filters: [network.render(kept, "graphml", known.names, **filters)],
        "gexf": lambda kept, _, known, filters: [network.render(kept, "gexf", known.names, **filters)],
    }
