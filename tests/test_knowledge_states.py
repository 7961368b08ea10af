"""The tables of states, regions and places: complete, consistent, and right where it is easy to be wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pycountry
import pytest

import dragoman.knowledge
from dragoman.knowledge.rows import Place, Region, State
from dragoman.knowledge.tables import Table, read_table

DATA = Path(next(iter(dragoman.knowledge.__path__))) / "data"
UNUSED_CAPITALS = {"Belgium", "San Marino", "Sao Tome and Principe", "Singapore"}


@cache
def states() -> Table[State]:
    return read_table(DATA / "states.tsv", State)


@cache
def regions() -> Table[Region]:
    return read_table(DATA / "regions.tsv", Region)


@cache
def places() -> Table[Place]:
    return read_table(DATA / "places.tsv", Place)


def state_forms(row: State) -> tuple[str, ...]:
    return (row.name, *row.names, *row.adjectives, *row.people, *row.capitals, *row.seats)


def region_forms(row: Region) -> tuple[str, ...]:
    return (*row.names, *row.adjectives, *row.people)


def claimed_twice(claims: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """The forms that more than one row claims, with the rows' codes."""
    claimants: dict[str, set[str]] = defaultdict(set)
    for code, forms in claims:
        for form in forms:
            claimants[form].add(code)
    return {form: sorted(codes) for form, codes in claimants.items() if len(codes) > 1}


def parties_of(form: str) -> set[str]:
    """Codes of the states that a form names without support."""
    return {row.code for row in states().rows if form in state_forms(row) and form not in row.weak}


def test_every_table_tells_when_it_was_reviewed() -> None:
    assert all(table.reviewed for table in (states(), regions(), places()))


def test_all_members_and_observers_of_the_un_are_there() -> None:
    kinds = [row.kind for row in states().rows]
    assert (kinds.count("member"), kinds.count("observer")) == (193, 2)
    assert {row.code for row in states().rows if row.kind == "observer"} == {"VAT", "PSE"}


def test_codes_are_unique_and_those_of_iso_3166() -> None:
    codes = [row.code for row in states().rows]
    assert len(codes) == len(set(codes))
    iso = {country.alpha_3 for country in pycountry.countries}
    assert iso <= set(codes)
    assert {row.code for row in states().rows if row.kind in ("member", "observer", "territory")} <= iso


def test_no_form_names_two_states_unless_weak() -> None:
    claims = ((row.code, set(state_forms(row)) - set(row.weak)) for row in states().rows)
    assert claimed_twice(claims) == {}


def test_weak_forms_are_forms_of_their_state() -> None:
    stray = {row.code: set(row.weak) - set(state_forms(row)) for row in states().rows}
    assert {code: forms for code, forms in stray.items() if forms} == {}


def test_every_member_has_adjective_people_and_capital() -> None:
    members = [row for row in states().rows if row.kind == "member"]
    assert [row.code for row in members if not row.adjectives] == []
    assert [row.code for row in members if not row.people] == []
    assert [row.code for row in members if not row.capitals and row.name not in UNUSED_CAPITALS] == []


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Türkiye", "TUR"), ("Viet Nam", "VNM"), ("Kyrgyz Republic", "KGZ"), ("ROK", "KOR"), ("DPRK", "PRK"),
        ("DRC", "COD"), ("Congo", "COD"), ("Republic of Congo", "COG"), ("Cabo Verde", "CPV"), ("Burma", "MMR"),
        ("Côte d'Ivoire", "CIV"), ("Côte d’Ivoire", "CIV"), ("U.S.", "USA"), ("UK", "GBR"), ("PRC", "CHN"),
        ("Republic of China", "TWN"), ("Nigerien", "NER"), ("Nigerian", "NGA"), ("Dominican", "DOM"),
        ("Bissau-Guinean", "GNB"), ("Kiev", "UKR"), ("Nur-Sultan", "KAZ"), ("The Hague", "NLD"), ("Kremlin", "RUS"),
        ("Akorda", "KAZ"), ("Élysée", "FRA"), ("Malacañang", "PHL"), ("Downing Street", "GBR"), ("Dutch", "NLD"),
        ("Holy See", "VAT"), ("Kosovar", "XKX"), ("Turkish Cypriot", "XNC"), ("Soviet Union", "SUN"),
        ("Georgian", "GEO"), ("Swazi", "SWZ"), ("Emirati", "ARE"), ("Greenlandic", "GRL"), ("Sahrawi", "ESH"),
    ],
)  # fmt: skip
def test_a_form_names_its_state(form: str, code: str) -> None:
    assert parties_of(form) == {code}


@pytest.mark.parametrize("form", ["Georgia", "Jordan", "Chad", "Male", "Victoria", "Brussels", "Holland", "us"])
def test_a_form_names_no_state_without_support(form: str) -> None:
    assert parties_of(form) == set()


def test_regions_are_named_once_and_hold_known_states() -> None:
    rows = regions().rows
    assert len({row.code for row in rows}) == len(rows)
    assert claimed_twice((row.code, region_forms(row)) for row in rows) == {}
    known = {row.code for row in states().rows}
    assert {row.code: set(row.members) - known for row in rows if set(row.members) - known} == {}


@pytest.mark.parametrize(
    ("code", "count", "some"),
    [
        ("R:Central Asia", 5, {"KAZ", "KGZ", "TJK", "TKM", "UZB"}),
        ("R:Africa", 54, {"EGY", "ZAF", "COM", "SYC"}),
        ("R:Baltics", 3, {"EST", "LVA", "LTU"}),
        ("R:Arab world", 22, {"MRT", "PSE", "COM"}),
        ("R:South America", 12, {"GUY", "SUR"}),
        ("R:West", 0, set()),
    ],
)
def test_a_region_has_its_members(code: str, count: int, some: set[str]) -> None:
    members = next(row.members for row in regions().rows if row.code == code)
    assert len(members) == count
    assert some <= set(members)


def test_places_are_named_once_and_lie_in_known_states() -> None:
    rows = places().rows
    assert len(rows) >= 900
    numbered = ((str(number), {row.name, *row.names}) for number, row in enumerate(rows))
    assert claimed_twice(numbered) == {}
    known = {row.code for row in states().rows} | {"*"}
    assert {row.name: row.state for row in rows if row.state not in known} == {}


def test_no_place_is_named_like_a_state() -> None:
    forms = {form for row in states().rows for form in state_forms(row)}
    assert sorted(name for row in places().rows for name in (row.name, *row.names) if name in forms) == []


def test_no_place_is_named_like_a_region() -> None:
    forms = {form for row in regions().rows for form in region_forms(row)}
    assert sorted(name for row in places().rows for name in (row.name, *row.names) if name in forms) == []


@pytest.mark.parametrize(
    ("name", "state", "kind"),
    [
        ("Brussels", "BEL", "city"), ("Davos", "CHE", "resort"), ("Sharm el Sheikh", "EGY", "city"),
        ("Cholpon-Ata", "KGZ", "resort"), ("Strait of Hormuz", "*", "water"), ("Crimea", "UKR", "province"),
        ("Xizang", "CHN", "province"), ("Spratlys", "*", "province"), ("Khan Yunis", "PSE", "city"),
        ("Al-Fashir", "SDN", "city"), ("Kashmir", "*", "province"), ("Mar-a-Lago", "USA", "venue"),
        ("Golan Heights", "SYR", "province"), ("Bürgenstock", "CHE", "resort"), ("Be’er Sheva", "ISR", "city"),
    ],
)  # fmt: skip
def test_a_place_lies_where_it_should(name: str, state: str, kind: str) -> None:
    found = [(row.state, row.kind) for row in places().rows if name in (row.name, *row.names)]
    assert found == [(state, kind)]
