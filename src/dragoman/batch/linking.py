"""The steps that find reprints: which stories of a month print an earlier one, and which are therefore not read."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyarrow as pa

from dragoman.batch.job import digest
from dragoman.batch.prints import APART, Print, alike
from dragoman.batch.sifting import prints
from dragoman.batch.tables import UNDATED
from dragoman.batch.work import Outcome, Work

__all__ = ["link", "links", "month_before", "settle", "skips"]

_LINK = pa.schema({
    "published": pa.date32(), "id": pa.string(), "content": pa.string(), "shard": pa.string(), "ordinal": pa.int32(),
    "first_published": pa.date32(), "first_id": pa.string(), "first_content": pa.string(), "first_shard": pa.string(),
    "first_ordinal": pa.int32(),
})  # fmt: skip
_SIDE = ("published", "id", "content", "shard", "ordinal")
_RENAMED = 8  # digits of the content that tell two stories of one id apart


def links(key: str) -> str:
    """Where the pairs of a month are kept."""
    return f"links/{key}.parquet"


def skips(digested: str, shard: str) -> str:
    """Where it is kept which stories of a shard are reprints and which get another id."""
    return f"skips/{shard}-{digested}.json"


def month_before(month: str) -> str:
    """The month before one: `2024-12` of `2025-01`."""
    return (dt.date.fromisoformat(f"{month}-01") - dt.timedelta(days=1)).isoformat()[:7]


def link(work: Work, key: str, month: str, shards: list[str], before: list[str]) -> Outcome:
    """Pairs of stories that print the same words, the later one of the month; stories that share an id."""
    own = list(_prints(work, month, shards))
    earlier: list[Print] = []
    if month != UNDATED:
        edge = dt.date.fromisoformat(f"{month}-01") - APART
        earlier = [p for p in _prints(work, month_before(month), before) if p.published and p.published >= edge]
    ours = {(p.shard, p.ordinal) for p in own}
    pairs = [(a, b) for a, b in alike([*earlier, *own]) if (b.shard, b.ordinal) in ours]
    rows = [_side(b) | {f"first_{name}": value for name, value in _side(a).items()} for a, b in pairs]
    work.write(links(key), pa.Table.from_pylist(rows, schema=_LINK))
    return {"pairs": len(rows), "renamed": _namesakes(own)}


def _prints(work: Work, month: str, shards: Iterable[str]) -> Iterator[Print]:
    for shard in shards:
        for row in work.read(prints(month, shard)).to_pylist():
            row["numbers"] = frozenset(row["numbers"])
            yield Print(**{name: row[name] for name in Print._fields})


def _side(one: Print) -> dict[str, object]:
    return {name: getattr(one, name) for name in _SIDE}


def _namesakes(own: Iterable[Print]) -> list[tuple[str, int, str]]:
    """Shard, place and new id of stories that bear the id of another one of the month with other words."""
    named: dict[str, str] = {}
    found = []
    for one in sorted(own, key=lambda p: p.rank):
        if named.setdefault(one.id, one.content) != one.content:
            found.append((one.shard, one.ordinal, f"{one.id}-{one.content[:_RENAMED]}"))
    return found


def settle(work: Work, keys: list[str], renamed: Iterable[tuple[str, int, str]]) -> Outcome:
    """Which stories are reprints of one that is read: in order of time, so that a later story changes nothing before it."""
    pairs: dict[Print, list[Print]] = defaultdict(list)
    for key in keys:
        for row in work.read(links(key)).to_pylist():
            pairs[_printed(row, "")].append(_printed(row, "first_"))
    gone: set[tuple[str, int]] = set()
    found: dict[str, dict[str, list[list[object]]]] = defaultdict(lambda: {"reprints": [], "renamed": []})
    for later in sorted(pairs, key=lambda p: p.rank):
        kept = [p for p in pairs[later] if (p.shard, p.ordinal) not in gone]
        if kept:
            gone.add((later.shard, later.ordinal))
            found[later.shard]["reprints"].append([later.ordinal, min(kept, key=lambda p: p.rank).id])
    for shard, ordinal, name in renamed:
        found[shard]["renamed"].append([ordinal, name])
    told = {shard: json.dumps(of, sort_keys=True) for shard, of in sorted(found.items())}
    digests = {shard: digest(text) for shard, text in told.items()}
    for shard, text in told.items():
        work.place.put(skips(digests[shard], shard), text.encode())
    return {"reprints": len(gone), "skips": digests}


def _printed(row: dict[str, object], side: str) -> Print:
    return Print(**{name: row[f"{side}{name}"] for name in _SIDE}, minhash=None, numbers=frozenset())  # type: ignore[arg-type]
