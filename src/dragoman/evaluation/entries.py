"""How well records are joined into entries, against the entries that a person filed.

B-cubed precision, recall and F1 (Bagga and Baldwin 1998): of each record, the share of its entry that belongs there, and
the share of what belongs there that its entry has; the mean over all records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dragoman.errors import FormatError
from dragoman.evaluation.gold import GoldStory, of_reading
from dragoman.evaluation.matching import matched
from dragoman.ledger.joining import entries
from dragoman.ledger.taking import items_of
from dragoman.model import Reading, Record, Story

__all__ = ["BCubed", "b_cubed", "entry_lines", "joined_as_filed"]

Joined = tuple[str, str]
"""The entry filed for a record, and the entry that it was joined into."""


class BCubed(NamedTuple):
    """Figures from 0 to 1, and how many records they are taken over; 0 over none."""

    precision: float
    recall: float
    f1: float
    records: int


def b_cubed(pairs: Iterable[Joined]) -> BCubed:
    """The figures of records that are each given as the entry filed for it and the entry that it was joined into."""
    rows = list(pairs)
    both, filed, joined = Counter(rows), Counter(f for f, _ in rows), Counter(j for _, j in rows)
    total = len(rows) or 1
    precision = sum(n * n / joined[j] for (_, j), n in both.items()) / total
    recall = sum(n * n / filed[f] for (f, _), n in both.items()) / total
    f1 = 2 * precision * recall / (precision + recall) if rows else 0.0
    return BCubed(precision, recall, f1, len(rows))


def joined_as_filed(stories: Sequence[GoldStory], readings: Mapping[str, Reading]) -> tuple[BCubed, BCubed]:
    """How records are joined that were read, over those that tell a filed one, and how the filed ones themselves are.

    Reprints are left out, as the ledger does. FormatError where a filed record has no entry or quotes no words of its story.
    """
    first = [one for one in stories if one.copy_of is None]
    filed = [(one.story, [_record(one, at) for at in range(len(one.records))]) for one in first]
    found = _entries((one.story, readings[one.story.id].records) for one in first)
    read = (
        (one.records[i].entry or "", found[one.story.id][j])
        for one in first
        for i, j in matched(one.records, of_reading(readings[one.story.id]), one.story.text)
    )
    whole = _entries(filed)
    told = (
        (record.entry or "", entry)
        for one in first for record, entry in zip(one.records, whole[one.story.id], strict=True)
    )  # fmt: skip
    return b_cubed(read), b_cubed(told)


def _record(one: GoldStory, at: int) -> Record:
    try:
        if one.records[at].entry is None:
            raise ValueError("tells no entry")
        return one.records[at].record(one.story.text)
    except ValueError as error:
        why = str(error).splitlines()[0]
        raise FormatError(f"{one.story.id}, record {at + 1}", why, "Each record needs its `entry`") from error


def _entries(told: Iterable[tuple[Story, Sequence[Record]]]) -> dict[str, list[str]]:
    """The entry of each record of each story, by the id of the story."""
    items = {story.id: [items_of(story, [record])[0] for record in records] for story, records in told}
    groups = entries({item.id: item for several in items.values() for item in several}.values())
    entry = {item.id: group.items[0].id for group in groups for item in group.items}
    return {story: [entry[item.id] for item in several] for story, several in items.items()}


def entry_lines(read: BCubed, filed: BCubed) -> Iterator[str]:
    """The figures as lines."""
    for what, one in (("records read", read), ("records as filed", filed)):
        yield f"{what}: B-cubed P {one.precision:.3f} R {one.recall:.3f} F1 {one.f1:.3f} ({one.records})"
