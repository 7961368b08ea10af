"""Joining: what is one fact, what must stay apart, and why."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path

import pytest

from benchmarks.invented import invented
from dragoman.evaluation import load_gold
from dragoman.evaluation.entries import b_cubed, joined_as_filed
from dragoman.ledger import Ledger
from dragoman.ledger.blocks import asked_keys, stored_keys
from dragoman.ledger.items import Item
from dragoman.ledger.joining import Bonds, entries, pair
from dragoman.ledger.matches import match
from dragoman.ledger.taking import items_of
from dragoman.model import Reading
from tests.ledger.relations import Labelled, relations
from tests.ledger.telling import tell

SAGAS = sorted((Path(__file__).parents[1] / "gold").glob("saga-*.jsonl"))
FLOOR = 0.95
"""B-cubed F1 on the relations below, which differ from one another in what tells facts apart."""


def _found(labelled: list[Labelled], bonds: Bonds = Bonds()) -> dict[str, int]:  # noqa: B008
    groups = entries([one.item for one in labelled], bonds=bonds)
    return {item.id: n for n, group in enumerate(groups) for item in group.items}


def test_facts_are_told_apart_and_joined() -> None:
    labelled = relations()
    found = _found(labelled)
    wrong = [
        (a.item.record.evidence.quote, b.item.record.evidence.quote)
        for a, b in combinations(labelled, 2)
        if (a.fact == b.fact) != (found[a.item.id] == found[b.item.id])
    ]
    assert b_cubed((one.fact, str(found[one.item.id])) for one in labelled).f1 >= FLOOR, wrong


@pytest.mark.parametrize("saga", SAGAS, ids=lambda path: path.stem)
def test_a_year_of_a_relationship_is_joined_as_filed(saga: Path) -> None:
    stories = load_gold([saga])
    nothing_read = {one.story.id: Reading(id=one.story.id) for one in stories}
    _, filed = joined_as_filed(stories, nothing_read)
    assert filed.records > 150
    assert filed.f1 >= 0.9
    assert filed.precision >= 0.95


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_records_does_not_matter(seed: int) -> None:
    labelled = relations()
    expected = _found(labelled)
    random.Random(seed).shuffle(labelled)
    assert _found(labelled) == expected


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_is_told_bare_ties_no_two_things(order: tuple[int, ...]) -> None:
    names = ("treaty on fisheries", "treaty on seafarers", "treaty")
    told = [
        tell(f"They signed the {name}.", "agreement/treaty", "NOR,VNM", "signed", name=name, date="2026-03-02",
             published=f"2026-03-0{3 + order[n]}")
        for n, name in enumerate(names)
    ]  # fmt: skip
    items = [item for story, reading in told for item in items_of(story, reading.records)]
    groups = [{item.record.name for item in group.items} for group in entries(items)]
    assert len(groups) == 2
    assert not any({names[0], names[1]} <= group for group in groups)


@pytest.mark.parametrize("day", ["0001-01-02", "9999-12-30"])
def test_days_at_the_ends_of_the_calendar_are_joined(day: str, where: str) -> None:
    told = [
        tell(f"{who} signed the treaty on wheat.", "agreement/treaty", "NOR,VNM", "signed", name="treaty on wheat", date=day)
        for who in ("Both", "They")
    ]  # fmt: skip
    with Ledger(where) as ledger:
        ledger.add(told)
        assert [entry.sources for entry in ledger.entries()] == [1]


def test_every_join_has_its_reasons() -> None:
    for group in entries([one.item for one in relations()]):
        assert len(group.joined) == len(group.items) - 1
        assert all(edge.match.reasons and 0 < edge.match.score <= 1 for edge in group.joined)


def test_people_go_before_rules() -> None:
    labelled = relations()
    by_fact = {one.fact: one.item.id for one in labelled}
    calls = [one.item.id for one in labelled if one.fact == "call-a"]
    together = frozenset(pair(by_fact["call-b"], call) for call in calls)
    apart = frozenset([pair(*calls)])
    assert len({_found(labelled, Bonds(together))[i] for i in (*calls, by_fact["call-b"])}) == 1
    assert len({_found(labelled, Bonds(apart=apart))[i] for i in calls}) == 2


def _vaguer(item: Item, number: int) -> Item:
    """Some records without a day, some known by the month or year alone, some of stories without a day."""
    date = item.record.date or "2026-01-01"
    told = {0: None, 1: date[:7], 2: date[:4]}.get(number % 7, date)
    published = None if number % 11 == 0 else item.published
    return replace(item, record=item.record.model_copy(update={"date": told}), published=published)


def test_whatever_matches_is_found_by_its_blocks() -> None:
    """Either of two records that match asks for a block and period in which the other one is stored."""
    told = (item for story, reading in invented(3000) for item in items_of(story, reading.records))
    busy = [_vaguer(item, n) for n, item in enumerate(told) if item.record.parties == ("CHN", "USA")]
    filed = [
        item for one in load_gold(SAGAS) for r in one.records for item in items_of(one.story, [r.record(one.story.text)])
    ]  # fmt: skip
    items = list({item.id: item for item in [*busy, *(one.item for one in relations()), *filed]}.values())
    stored = {item.id: set(stored_keys(item)) for item in items}
    known = frozenset(k >> 47 for keys in stored.values() for k in keys)
    asked = {item.id: {k for k, _ in asked_keys(item, known)} for item in items}
    matching = [(a, b) for a, b in combinations(items, 2) if match(a, b)]
    assert {a.record.type for a, _ in matching} >= {
        "contact",
        "gathering",
        "agreement",
        "measure",
        "project",
        "aid",
        "mechanism",
    }
    assert len(matching) > 1000
    assert [(a, b) for a, b in matching if not asked[a.id] & stored[b.id] or not asked[b.id] & stored[a.id]] == []
