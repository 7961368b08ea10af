"""The tables of office holders of Africa, Latin America and the Caribbean."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from dragoman.knowledge.rows import Group, OfficeHolder, State
from dragoman.knowledge.tables import read_table

DATA = Path(__file__).parents[1] / "src/dragoman/knowledge/data"
FILES = ("north_africa", "west_africa", "east_africa", "southern_central_africa", "latin_america", "caribbean")
STAND_IN = ("Acting", "Interim", "Co-")
SLACK = timedelta(days=31)


def table(file: str) -> tuple[OfficeHolder, ...]:
    return read_table(DATA / f"offices/{file}.tsv", OfficeHolder).rows


def rows() -> list[OfficeHolder]:
    return [row for file in FILES for row in table(file)]


def earliest(day: str) -> date:
    return date.fromisoformat((day + ("-01-01" if len(day) == 4 else "-01"))[:10]) if day else date.max


def latest(day: str) -> date:
    return date.fromisoformat((day + ("-12-28" if len(day) == 4 else "-28"))[:10])


def overlap(one: OfficeHolder, other: OfficeHolder) -> bool:
    first, second = sorted((one, other), key=lambda row: row.since)
    return latest(second.since) + SLACK < earliest(first.until)


@pytest.mark.parametrize("file", FILES)
def test_table_loads_with_its_day_of_review(file: str) -> None:
    loaded = read_table(DATA / f"offices/{file}.tsv", OfficeHolder)
    assert loaded.reviewed
    assert len(loaded.rows) > 150


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_complete(file: str) -> None:
    for row in table(file):
        assert row.gender, row
        assert row.since, row
        assert row.person not in row.names, row
        assert len(set(row.names)) == len(row.names), row


@pytest.mark.parametrize("file", FILES)
def test_dates_are_real_and_ordered(file: str) -> None:
    for row in table(file):
        assert earliest(row.since) <= earliest(row.until), row
        assert not row.until or row.until >= "2015", row
        assert max(row.since, row.until)[:7] <= "2026-11", row


def test_no_row_stands_twice() -> None:
    keys = [(row.party, row.office, row.person, row.since) for row in rows()]
    assert len(keys) == len(set(keys))


def test_parties_are_known() -> None:
    states = {state.code for state in read_table(DATA / "states.tsv", State).rows}
    groups = {group.code for group in read_table(DATA / "groups.tsv", Group).rows}
    assert {row.party for row in rows()} <= states | groups


@pytest.mark.parametrize("office", ["head_of_state", "head_of_government", "monarch"])
def test_one_head_at_a_time(office: str) -> None:
    heads: dict[str, list[OfficeHolder]] = {}
    for row in rows():
        if row.office == office and not row.title.startswith(STAND_IN):
            heads.setdefault(row.party, []).append(row)
    clashes = [pair for held in heads.values() for pair in combinations(held, 2) if overlap(*pair)]
    assert clashes == []


@pytest.mark.parametrize(
    ("party", "office", "day", "name"),
    [
        ("EGY", "head_of_state", "2024-05-01", "Sisi"),
        ("SDN", "head_of_state", "2023-04-15", "Burhan"),
        ("X:RSF", "armed_group_head", "2024-05-01", "Hemedti"),
        ("ETH", "head_of_government", "2020-11-04", "Abiy"),
        ("SOM", "head_of_state", "2018-01-01", "Farmajo"),
        ("ZAF", "head_of_state", "2025-11-22", "Cyril Ramaphosa"),
        ("BRA", "head_of_state", "2025-11-22", "Lula"),
        ("ARG", "foreign_minister", "2024-12-01", "Gerardo Werthein"),
        ("MEX", "head_of_state", "2019-06-01", "AMLO"),
        ("MEX", "head_of_state", "2025-06-01", "Sheinbaum"),
        ("CHL", "head_of_state", "2023-06-01", "Boric"),
        ("PER", "head_of_state", "2024-06-01", "Boluarte"),
        ("HTI", "head_of_government", "2023-06-01", "Ariel Henry"),
        ("XSL", "head_of_state", "2025-12-26", "Irro"),
    ],
)
def test_who_held_the_office_on_a_day(party: str, office: str, day: str, name: str) -> None:
    held = [
        row
        for row in rows()
        if (row.party, row.office) == (party, office)
        and latest(row.since) <= date.fromisoformat(day) < earliest(row.until)
    ]
    assert any(name in (row.person, *row.names) for row in held), held
