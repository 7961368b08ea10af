"""The network of parties and people as GraphML or GEXF: who deals with whom, how often, and in which entries."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Literal, NamedTuple

import networkx as nx

from dragoman.dossier.phrasing import Names
from dragoman.exports.common import visible
from dragoman.ledger import Ledger
from dragoman.model import Entry

__all__ = ["graph", "render"]

Format = Literal["graphml", "gexf"]
_MOST_PARTIES = 12  # of one entry: a gathering of all would tie everybody to everybody


class _Tie(NamedTuple):
    """Two nodes of an entry, in order where one acts on the other, and what ties them."""

    source: str
    target: str
    what: str


def render(ledger: Ledger, form: Format, names: Names, **filters: Any) -> bytes:
    """The network of the entries that meet conditions."""
    out = io.BytesIO()
    write = nx.write_graphml if form == "graphml" else nx.write_gexf
    write(graph(ledger, names, **filters), out)
    return out.getvalue()


def graph(ledger: Ledger, names: Names, **filters: Any) -> Any:
    """A directed graph; `weight` counts the entries of a tie, `entries` names them; mutual ties stand in order of ids."""
    ties: dict[_Tie, list[str]] = defaultdict(list)
    nodes: dict[str, dict[str, str]] = {}
    for entry in ledger.entries(**filters):
        if len(entry.parties) > _MOST_PARTIES:
            continue
        nodes |= {p: {"label": visible(names(p)), "kind": "party"} for p in entry.parties}
        nodes |= {f"person:{p}": {"label": visible(p), "kind": "person"} for p in entry.persons}
        for tie in _ties(entry):
            ties[tie].append(entry.id)
    made = nx.MultiDiGraph()
    made.add_nodes_from(sorted(nodes.items()))
    for tie, entries in sorted(ties.items()):
        made.add_edge(
            tie.source, tie.target, key=tie.what, what=tie.what, weight=len(entries), entries=" ".join(entries)
        )
    return made


def _ties(entry: Entry) -> Iterator[_Tie]:
    if entry.actor is not None:
        yield from (_Tie(a, r, entry.type) for a in entry.actor for r in entry.recipient or ())
    else:
        yield from (_Tie(a, b, entry.type) for a, b in combinations(sorted(entry.parties), 2))
    for person in entry.persons:
        yield from (_Tie(f"person:{person}", party, "takes part") for party in entry.parties)
