"""Blocks: where to look for the records that may tell the same fact, so that a new one is compared with few.

Records that share no base (type, direction or parties, family of kinds) are never compared. Within a base a record is
stored in blocks, and asks for others in blocks within some days of its own: whatever matches is found by one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.ledger.conflicts import LIFE, NEAR
from dragoman.ledger.items import Item

PLAN = 280
"""Days that an event may be moved by."""
VAGUE = 45
"""Days between reports of one event of which one tells no day."""
REACH = {"statement": NEAR, "invitation": 120, "contact": PLAN, "gathering": PLAN}
"""Days that two records of a type may lie apart and be one fact; `LIFE` for the others."""
_BY_TOPIC = frozenset({"agreement", "measure", "project"})


class Asked(NamedTuple):
    """A block to look into, and how many days around a record's own."""

    block: str
    days: int


def reach(item: Item) -> int:
    """How far around its days a record that tells the same fact may lie."""
    return REACH.get(item.record.type, LIFE)


def stored(item: Item) -> list[str]:
    """The blocks that a record is found in."""
    if item.record.type == "gathering":
        return _gathering(item, _telling(item))
    return [block for base in item.bases for block in _stored(item, base)]


def asked(item: Item) -> list[Asked]:
    """The blocks in which those that may tell the same fact are found."""
    if item.record.type == "gathering":
        return [Asked(b, d) for telling, d in _days(item, PLAN).items() for b in _gathering(item, telling)]
    return [one for base in item.bases for one in _asked(item, base)]


def block_number(block: str) -> int:
    """A block as a signed number of 64 bits, as databases keep it."""
    return int.from_bytes(hashlib.blake2b(block.encode(), digest_size=8).digest(), "big", signed=True)


def _stored(item: Item, base: str) -> Iterator[str]:
    if item.record.type == "contact":
        yield f"{base} {_telling(item)}"
        yield from _people(item, f"{base} {_telling(item)}")
        return
    yield base
    yield from _topics(item, base)


def _asked(item: Item, base: str) -> Iterator[Asked]:
    if item.record.type == "contact":
        yield from _asked_of_contacts(item, base)
    elif item.record.type in _BY_TOPIC and item.record.kind != "trade":
        if item.span is not None:
            yield Asked(base, NEAR)
        yield from (Asked(topic, LIFE) for topic in _topics(item, base))
    else:
        yield Asked(base, reach(item))


def _asked_of_contacts(item: Item, base: str) -> Iterator[Asked]:
    """Plans and what became of them lie far apart: they are found by who takes part."""
    telling = _telling(item)
    for other, around in _days(item, VAGUE).items():
        yield Asked(f"{base} {other}", around)
        if "planned" in (other, telling):
            yield from (Asked(block, PLAN) for block in _people(item, f"{base} {other}"))


def _days(item: Item, moved: int) -> dict[str, int]:
    """How far from an event those may lie that are told as a plan, with a day, or without."""
    telling = _telling(item)
    if telling == "planned":
        return {"planned": moved, "dated": moved, "vague": moved}
    return {"planned": moved, "dated": NEAR if telling == "dated" else VAGUE, "vague": VAGUE}


def _people(item: Item, block: str) -> list[str]:
    """A block for each word of the names of those who take part."""
    return [f"{block} ~{word}" for word in sorted(item.people)]


def _gathering(item: Item, telling: str) -> list[str]:
    """A block for each word of the name, and one for all parties together."""
    base = f"gathering/{item.record.kind} {telling}"
    return [f"{base} ={','.join(item.record.parties)}", *(f"{base} #{word}" for word in sorted(item.words))]


def _telling(item: Item) -> str:
    """Whether an event is told as a plan, with its day, or without."""
    if item.record.stage == "planned":
        return "planned"
    return "vague" if item.span is None else "dated"


def _topics(item: Item, base: str) -> Iterator[str]:
    """A block for each word of the topic, and for the town and the sum of a project."""
    if item.record.type in _BY_TOPIC and item.record.kind != "trade":
        yield from (f"{base} #{word}" for word in sorted(item.words))
        if item.record.type == "project" and item.record.place:
            yield f"{base} @{item.record.place}"
        if item.record.type == "project" and item.sum is not None:
            yield f"{base} ${item.sum}"
