"""Who deals with whom: parties in pairs with the number of their entries, as a network and on a map."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations

from dragoman.web.asked import Asked
from dragoman.web.room import Room
from dragoman.web.views.facets import chosen
from dragoman.web.views.lines import View

__all__ = ["Arc", "Dyad", "Map", "Network", "Node", "map_view", "network_view"]

_MOST_PARTIES = 8  # of one entry: a gathering of all would tie everybody to everybody
_NODES, _PEOPLE, _DYADS, _CLOSEST = 40, 24, 120, 48
_LATEST = 400  # entries whose people are tied
_WIDTH, _HEIGHT = 1000.0, 640.0
_MAP_HEIGHT = 243.5  # from the northern edge of the map to the equator
_A = (1.340264, -0.081106, 0.000893, 0.003796)  # the polynomial of the Equal Earth projection
_REACH = 2.70663
_LETTER, _LINE, _NAME = 5.4, 11.0, 20  # width and height of a letter on the map, letters of a name


class Dyad(View):
    """Two parties with the number of entries that both share."""

    one: str
    two: str
    entries: int


class Node(View):
    """A party or a person at a place of the drawing; `size` is its radius."""

    id: str
    name: str
    kind: str
    entries: int
    x: float
    y: float
    size: float


class Arc(View):
    """A tie between two places, with a path to draw; `width` grows with the number of entries."""

    one: str
    two: str
    entries: int
    path: str
    width: float


class Network(View):
    """Parties and people, and what ties them; `closest` are the strongest ties of parties,
    `left_out` says how many parties more there are."""

    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    closest: tuple[Dyad, ...]
    left_out: int


class Map(View):
    """Dyads on the map; those of a party that has no place stand in `unplaced`; `labelled` are the ids whose names do not
    stand in each other's way."""

    places: tuple[Node, ...]
    labelled: tuple[str, ...]
    arcs: tuple[Arc, ...]
    unplaced: tuple[Dyad, ...]
    dyads: tuple[Dyad, ...]


def dyads(room: Room, asked: Asked) -> tuple[list[Dyad], Counter[str]]:
    """Pairs of parties of the entries under conditions, the closest first, and the entries of each party."""
    return room.kept(("dyads", asked.query()), lambda: _dyads(room, asked))


def _dyads(room: Room, asked: Asked) -> tuple[list[Dyad], Counter[str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    parties: Counter[str] = Counter()
    for several, number in Counter(o.parties for o in chosen(room, asked)).items():
        if len(several) <= _MOST_PARTIES:
            parties.update(dict.fromkeys(several, number))
            pairs.update(dict.fromkeys(combinations(sorted(several), 2), number))
    ordered = sorted(pairs.items(), key=lambda p: (-p[1], p[0]))
    return [Dyad(one=a, two=b, entries=n) for (a, b), n in ordered], parties


def map_view(room: Room, asked: Asked) -> Map:
    """The closest dyads under conditions on the map."""
    found, parties = dyads(room, asked)
    on_map = places()
    shown = [d for d in found if d.one in on_map and d.two in on_map][:_DYADS]
    most = max((d.entries for d in shown), default=1)
    there = sorted({code for d in shown for code in (d.one, d.two)}, key=lambda code: (-parties[code], code))
    nodes = tuple(_place(room, code, parties[code], max(parties.values(), default=1)) for code in there)
    return Map(
        places=nodes, labelled=tuple(_labelled(nodes)),
        arcs=tuple(_arc(d, on_map[d.one], on_map[d.two], most, bend=0.18) for d in shown),
        unplaced=tuple(d for d in found if d.one not in on_map or d.two not in on_map)[:40], dyads=tuple(found[:_DYADS]),
    )  # fmt: skip


def _labelled(nodes: Iterable[Node]) -> Iterator[str]:
    """Those, in their order, whose names overlap no name before them."""
    taken: list[tuple[float, float, float]] = []
    for node in nodes:
        half = 0.5 * _LETTER * min(len(node.name), _NAME) + 2
        top = node.y - node.size
        if all(abs(node.x - x) > half + other or abs(top - y) > _LINE for x, y, other in taken):
            taken.append((node.x, top, half))
            yield node.id


def _place(room: Room, code: str, entries: int, most: int) -> Node:
    x, y = places()[code]
    size = 2 + 4 * math.sqrt(entries / most)
    return Node(id=code, name=room.names(code), kind="party", entries=entries, x=x, y=y, size=round(size, 1))


@cache
def places() -> dict[str, tuple[float, float]]:
    """Where parties stand on the map of 1000 by 445 units."""
    lines = files("dragoman.web").joinpath("data", "places.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row["code"]: projected(float(row["latitude"]), float(row["longitude"])) for row in rows}


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """A place in the Equal Earth projection, as the outline of the world is drawn."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    a1, a2, a3, a4 = _A
    steep = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(t) / (3 * steep)
    y = t * (a4 * t**8 + a3 * t**6 + a2 * t**2 + a1)
    half = _WIDTH / 2
    return round(half + x * half / _REACH, 1), round(_MAP_HEIGHT - y * half / _REACH, 1)


def _arc(dyad: Dyad, one: tuple[float, float], two: tuple[float, float], most: int, bend: float) -> Arc:
    (x1, y1), (x2, y2) = sorted((one, two))
    cx, cy = (x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend
    path = f"M{x1:g} {y1:g}Q{cx:.1f} {cy:.1f} {x2:g} {y2:g}"
    width = 0.8 + 5 * math.sqrt(dyad.entries / most)
    return Arc(one=dyad.one, two=dyad.two, entries=dyad.entries, path=path, width=round(width, 1))


def network_view(room: Room, asked: Asked) -> Network:
    """The network of the parties (and people) with the most entries under conditions."""
    return room.kept(("network", asked.query()), lambda: _network(room, asked))


def _network(room: Room, asked: Asked) -> Network:
    found, parties = dyads(room, asked)
    chosen = [code for code, _ in parties.most_common(_NODES)]
    ties = [d for d in found if d.one in chosen and d.two in chosen]
    people, told = _people(room, asked, chosen)
    ties += told
    counts = Counter({code: parties[code] for code in chosen}) + people
    at = _laid_out([*chosen, *people], ties)
    most, strongest = max(counts.values(), default=1), max((d.entries for d in ties), default=1)
    return Network(
        nodes=tuple(_node(room, name, counts[name], most, at[name]) for name in counts),
        arcs=tuple(_arc(d, at[d.one], at[d.two], strongest, bend=0.0) for d in ties),
        closest=tuple(found[:_CLOSEST]), left_out=len(parties) - len(chosen),
    )  # fmt: skip


def _people(room: Room, asked: Asked, chosen: Sequence[str]) -> tuple[Counter[str], list[Dyad]]:
    """The people with the most of the latest entries, and with whose parties they are told."""
    counts: Counter[str] = Counter()
    ties: Counter[tuple[str, str]] = Counter()
    for entry in room.ledger.entries(limit=_LATEST, newest_first=True, **asked.filters(room.parties)):
        counts.update(f"person:{p}" for p in entry.persons)
        ties.update((f"person:{p}", code) for p in entry.persons for code in entry.parties if code in chosen)
    most = Counter(dict(counts.most_common(_PEOPLE)))
    return most, [Dyad(one=a, two=b, entries=n) for (a, b), n in sorted(ties.items()) if a in most]


def _node(room: Room, name: str, entries: int, most: int, at: tuple[float, float]) -> Node:
    person = name.removeprefix("person:") if name.startswith("person:") else None
    return Node(
        id=name, name=person or room.names(name), kind="person" if person else "party", entries=entries, x=at[0], y=at[1],
        size=round((4 if person else 6) + 14 * math.sqrt(entries / most) * (0.4 if person else 1), 1),
    )  # fmt: skip


def _laid_out(names: Iterable[str], ties: Iterable[Dyad]) -> dict[str, tuple[float, float]]:
    """Places in the drawing, near to each other where ties are strong; the same for the same ties."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_weighted_edges_from((d.one, d.two, 1 + math.log(d.entries)) for d in ties)
    if not graph:
        return {}
    at = nx.spring_layout(graph, seed=7, k=2.2 / math.sqrt(len(graph)), iterations=120)
    columns, rows = (_spread({name: float(place[axis]) for name, place in at.items()}) for axis in (0, 1))
    return {
        name: (round(_WIDTH * (0.06 + 0.88 * columns[name]), 1), round(_HEIGHT * (0.08 + 0.86 * rows[name]), 1))
        for name in at
    }


def _spread(values: dict[str, float]) -> dict[str, float]:
    """Values from 0 to 1, mostly by their order, so that what lies close together can still be read."""
    least, most = min(values.values()), max(values.values())
    reach, last = (most - least) or 1.0, max(1, len(values) - 1)
    ranks = {name: n / last for n, name in enumerate(sorted(values, key=lambda name: (values[name], name)))}
    return {name: 0.8 * ranks[name] + 0.2 * (value - least) / reach for name, value in values.items()}
