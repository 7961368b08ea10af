"""Comparing the office tables with an answer of Wikidata."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.knowledge.rows import OfficeHolder, is_doubtful
from dragoman.knowledge.tables import read_table
from dragoman.knowledge.wikidata import QUERY, WikidataError, differences, read_response, tsv, unread

ANSWER = Path(__file__).parent / "data/wikidata_offices.json"
DAY = "2026-11-24"


def holder(party: str, office: str, title: str, person: str, since: str, until: str = "") -> OfficeHolder:
    fields = {"party": party, "office": office, "title": title, "person": person, "since": since, "until": until}
    return OfficeHolder.model_validate(fields)


KNOWN = (
    holder("AAA", "head_of_state", "President", "Ana Arbol", "2019-03"),
    holder("AAA", "foreign_minister", "Foreign Minister", "Boris Bay", "2018"),
    holder("BBB", "head_of_state", "President", "Dan Dune", "2016-01-20"),
    holder("BBB", "head_of_government", "Prime Minister", "Eve Elm", "2020-06-14"),
    holder("CCC", "monarch", "King", "Felix II", "1999-07-23"),
)


@pytest.fixture(scope="module")
def response() -> dict[str, Any]:
    return read_response(ANSWER)


def found(response: dict[str, Any], known: tuple[OfficeHolder, ...] = KNOWN) -> list[tuple[str, ...]]:
    return [(r.party, r.person, r.title, r.since, r.until, r.note) for r in differences(response, known, DAY)]


def test_new_holders_and_ended_terms(response: dict[str, Any]) -> None:
    assert found(response) == [
        ("AAA", "Boris Bay", "Foreign Minister", "2018", "2026-02-11", f"? {DAY} Wikidata Q910002: term ended"),
        ("AAA", "Carla Cove", "Foreign Minister", "2026-02-11", "", f"? {DAY} Wikidata Q910003: new holder"),
        ("BBB", "Eve Elm", "Prime Minister", "2020-06-14", "", f"? {DAY} Wikidata Q910005: term ended, day unknown"),
        ("CCC", "Gil Gale", "Prime Minister of Cland", "2024", "", f"? {DAY} Wikidata Q910009: new holder"),
    ]


def test_all_is_new_to_empty_tables(response: dict[str, Any]) -> None:
    persons = [(row.person, row.office, row.since, row.until) for row in differences(response, ())]
    assert persons == [
        ("Ana Árbol", "head_of_state", "2019-03-20", ""),
        ("Ana Árbol", "head_of_government", "2019-03-20", ""),
        ("Boris Bay", "foreign_minister", "2018-05-01", "2026-02-11"),
        ("Carla Cove", "foreign_minister", "2026-02-11", ""),
        ("Dan Dune", "head_of_state", "2016", "2021"),
        ("Dan Dune", "head_of_state", "2021", ""),
        ("Eve Elm", "head_of_government", "2020-06", ""),
        ("Felix II", "head_of_state", "1999-07-23", ""),
        ("Gil Gale", "head_of_government", "2024", ""),
    ]


def test_every_row_is_a_doubt_with_names_and_gender(response: dict[str, Any]) -> None:
    rows = differences(response, ())
    assert all(is_doubtful(row) for row in rows)
    assert rows[0].names == ("Ana Arbol", "Ana Árbol Ríos")
    assert [row.gender for row in rows[:3]] == ["f", "f", "m"]


def test_what_is_not_read_is_told(response: dict[str, Any]) -> None:
    assert unread(response) == [
        "result 8: Q910006: no label in English",
        "result 9: BBB: the person is an unknown value",
        "result 10: Q910007: no label in English",
        "result 13: Q910010: no date of start",
        "result 14: Q910011: code 'C1', office 'foreign_minister'",
    ]


def test_nothing_differs_once_the_rows_are_taken_over(response: dict[str, Any]) -> None:
    taken = [row for row in KNOWN if row.person not in ("Boris Bay", "Eve Elm")]
    taken += differences(response, KNOWN, DAY)
    assert [r.person for r in differences(response, taken, DAY)] == ["Eve Elm"]  # her day of leaving is still unknown


def test_the_rows_are_a_table_of_the_office_format(response: dict[str, Any], tmp_path: Path) -> None:
    rows = differences(response, KNOWN, DAY)
    path = tmp_path / "offices.tsv"
    path.write_text(tsv(rows), encoding="utf-8")
    assert list(read_table(path, OfficeHolder).rows) == rows


@pytest.mark.parametrize("text", ["<html>", "[]", '{"head": {"vars": []}}'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answer.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WikidataError):
        read_response(path)


def test_the_query_asks_for_what_is_read(response: dict[str, Any]) -> None:
    query = QUERY.read_text(encoding="utf-8")
    assert [name for name in response["head"]["vars"] if f"?{name}" not in query] == []
