"""The office holders of Asia, the Middle East and Oceania: format, dates, one holder and one spelling at a time."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

import dragoman.knowledge.tables as tables
from dragoman.knowledge.rows import OfficeHolder
from dragoman.knowledge.tables import Table, read_table

FOLDER = Path(tables.__file__).parent / "data" / "offices"
FILES = {
    "central_asia_caucasus": "KAZ KGZ TJK TKM UZB AZE ARM GEO XAB XSO",
    "east_asia": "CHN HKG MAC TWN JPN KOR PRK MNG",
    "southeast_asia": "VNM LAO KHM THA MMR PHL MYS SGP IDN BRN TLS",
    "south_asia": "IND PAK AFG BGD LKA NPL BTN MDV",
    "middle_east": "IRN ISR PSE X:Hamas X:Hezbollah X:Houthis SAU ARE QAT BHR KWT OMN IRQ SYR LBN JOR YEM",
    "oceania": "AUS NZL PNG FJI SLB VUT WSM TON TUV NRU KIR MHL FSM PLW COK NIU NCL PYF",
}
TOP = ("head_of_state", "head_of_government", "monarch")
INTERIM = ("acting", "interim", "caretaker")
END = "9999-12-31"


def table(name: str) -> Table[OfficeHolder]:
    return read_table(FOLDER / f"{name}.tsv", OfficeHolder)


ROWS = [row for name in FILES for row in table(name).rows]


def first_day(date: str) -> str:
    return date + "0000-01-01"[len(date) :]


def last_day(date: str) -> str:
    return date + "9999-12-31"[len(date) :]


def plain(name: str) -> str:
    """Name without diacritics, case, hyphens, apostrophes and spaces."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if letter.isalpha() and not unicodedata.combining(letter))


def overlap(one: OfficeHolder, other: OfficeHolder) -> bool:
    """Whether both surely held office on one day: a shared boundary (of a day, month or year) is no overlap."""
    starts = max(last_day(one.since), last_day(other.since))
    return starts < min(first_day(one.until or END), first_day(other.until or END))


def interim(row: OfficeHolder) -> bool:
    return row.title.lower().startswith(INTERIM)


@pytest.mark.parametrize("name", FILES)
def test_file_is_reviewed_and_covers_its_parties(name: str) -> None:
    loaded = table(name)
    assert loaded.reviewed
    assert {row.party for row in loaded.rows} == set(FILES[name].split())


@pytest.mark.parametrize("party", [p for parties in FILES.values() for p in parties.split() if not p.startswith("X:")])
def test_every_state_has_somebody_at_its_top_today(party: str) -> None:
    assert [row for row in ROWS if row.party == party and not row.until and row.office in (*TOP, "official")]


def test_gender_and_first_year_are_filled() -> None:
    assert [row for row in ROWS if not row.gender or not row.since] == []


def test_dates_are_in_order() -> None:
    assert [row for row in ROWS if row.until and first_day(row.since) > last_day(row.until)] == []


def test_doubts_are_dated() -> None:
    assert [row for row in ROWS if row.note.startswith("?") and not row.note.startswith("? 20")] == []


@pytest.mark.parametrize("office", TOP)
def test_one_holder_at_a_time(office: str) -> None:
    regular = [row for row in ROWS if row.office == office and not interim(row)]
    pairs = [(a, b) for a, b in combinations(regular, 2) if a.party == b.party and a.person != b.person]
    assert [(a.person, b.person) for a, b in pairs if overlap(a, b)] == []


def test_a_person_has_the_same_names_in_every_row() -> None:
    names = defaultdict(set)
    for row in ROWS:
        names[row.party, row.person].add(row.names)
    assert [key for key, spellings in names.items() if len(spellings) > 1] == []


def test_one_spelling_is_one_person() -> None:
    """Two persons of one party may share a surname or a mononym, never a full name."""
    seen: dict[tuple[str, str], str] = {}
    for row in ROWS:
        full = [name for name in row.names if " " in name and name.split()[0] not in ("Sheikh", "Prince")]
        for name in (row.person, *full):
            assert seen.setdefault((row.party, plain(name)), row.person) == row.person, (row.party, name)


def test_names_do_not_repeat_the_person_or_its_last_word() -> None:
    assert [row for row in ROWS if row.person in row.names or row.person.split()[-1] in row.names] == []


@pytest.mark.parametrize(
    ("party", "name", "office", "day", "person"),
    [
        ("KAZ", "Tokaev", "head_of_state", "2024-05-01", "Kassym-Jomart Tokayev"),
        ("CHN", "Wang", "foreign_minister", "2025-01-01", "Wang Yi"),
        ("VNM", "Tô Lâm", "party_leader", "2025-01-01", "To Lam"),
        ("SAU", "MBS", "head_of_government", "2025-01-01", "Mohammed bin Salman"),
        ("IDN", "Jokowi", "head_of_state", "2020-01-01", "Joko Widodo"),
        ("AFG", "Mullah Baradar", "deputy_head", "2023-01-01", "Abdul Ghani Baradar"),
    ],
)
def test_lookup(party: str, name: str, office: str, day: str, person: str) -> None:
    found = {
        row.person
        for row in ROWS
        if (row.party, row.office) == (party, office)
        and name in row.names
        and first_day(row.since) <= day <= last_day(row.until or END)
    }
    assert found == {person}
