"""The office holders of Europe, North America and the bodies: format, order of terms, no two heads at once."""

from __future__ import annotations

import unicodedata
from itertools import combinations
from pathlib import Path

import pytest

import dragoman.knowledge.tables as tables
from dragoman.knowledge.rows import OfficeHolder, is_doubtful

OFFICES = Path(tables.__file__).parent / "data" / "offices"
FILES = [OFFICES / f"{name}.tsv" for name in ("europe", "north_america", "bodies")]
COLLECTIVE = {"BIH", "SMR", "AND", "EU"}  # parties with several heads at a time
HEADS = ("head_of_state", "head_of_government", "body_head")
FOREVER = "9999-12-31"


def _rows(path: Path) -> tuple[OfficeHolder, ...]:
    return tables.read_table(path, OfficeHolder).rows


def _label(row: OfficeHolder) -> str:
    return f"{row.party} {row.office} {row.person} {row.since}..{row.until}"


def _earliest(day: str) -> str:
    return day + {4: "-01-01", 7: "-01"}.get(len(day), "")


def _latest(day: str) -> str:
    return day + {4: "-12-31", 7: "-31"}.get(len(day), "") if day else FOREVER


def _overlap(a: OfficeHolder, b: OfficeHolder) -> bool:
    """Whether two terms surely share more than a handover (a vague date is read so that they do not)."""
    ends = [_earliest(row.until) if row.until else FOREVER for row in (a, b)]
    return _latest(a.since) < ends[1] and _latest(b.since) < ends[0]


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_loads_with_review_day_gender_and_since(path: Path) -> None:
    assert tables.read_table(path, OfficeHolder).reviewed
    assert [_label(r) for r in _rows(path) if not r.gender or not r.since] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_terms_are_ordered_and_run_into_2015(path: Path) -> None:
    assert [_label(r) for r in _rows(path) if r.until and _earliest(r.since) > _latest(r.until)] == []
    assert [_label(r) for r in _rows(path) if r.until and _latest(r.until) < "2015-01-01"] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_one_head_a_party_at_a_time(path: Path) -> None:
    heads = [r for r in _rows(path) if r.office in HEADS and r.party not in COLLECTIVE and not is_doubtful(r)]
    pairs = [(a, b) for a, b in combinations(heads, 2) if (a.party, a.office) == (b.party, b.office)]
    assert [f"{_label(a)} | {_label(b)}" for a, b in pairs if _overlap(a, b)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_row_stands_twice(path: Path) -> None:
    keys = [(r.party, r.office, r.title, r.person, r.since) for r in _rows(path)]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def _terms_clash(a: OfficeHolder, b: OfficeHolder) -> bool:
    return (a.party, a.office, a.title, a.person) == (b.party, b.office, b.title, b.person) and _overlap(a, b)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_nobody_holds_one_office_twice_at_once(path: Path) -> None:
    assert [f"{_label(a)} | {_label(b)}" for a, b in combinations(_rows(path), 2) if _terms_clash(a, b)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_person_has_one_spelling_and_one_gender(path: Path) -> None:
    genders: dict[str, set[str]] = {}
    spellings: dict[tuple[str, str], set[str]] = {}
    for row in _rows(path):
        genders.setdefault(row.person, set()).add(row.gender)
        for name in (row.person, *row.names):
            if " " in name:
                spellings.setdefault((row.party, _plain(name).lower()), set()).add(row.person)
    assert sorted(p for p, found in genders.items() if len(found) > 1) == []
    assert {key: found for key, found in spellings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_names_are_clean_and_have_a_form_without_diacritics(path: Path) -> None:
    rows = _rows(path)
    assert [_label(r) for r in rows if r.person in r.names or len(set(r.names)) < len(r.names)] == []
    assert [_label(r) for r in rows if not any(name.isascii() for name in (r.person, *r.names))] == []


@pytest.mark.parametrize(
    ("party", "office", "day", "person"),
    [
        ("DEU", "head_of_government", "2021-12-01", "Angela Merkel"),
        ("DEU", "foreign_minister", "2024-03-01", "Annalena Baerbock"),
        ("UKR", "head_of_state", "2025-08-18", "Volodymyr Zelenskyy"),
        ("RUS", "foreign_minister", "2018-07-16", "Sergei Lavrov"),
        ("USA", "head_of_state", "2018-07-16", "Donald Trump"),
        ("USA", "head_of_state", "2022-02-24", "Joe Biden"),
        ("USA", "head_of_state", "2025-11-06", "Donald Trump"),
        ("USA", "foreign_minister", "2025-11-06", "Marco Rubio"),
        ("CAN", "head_of_government", "2025-06-16", "Mark Carney"),
        ("NATO", "body_head", "2023-07-11", "Jens Stoltenberg"),
        ("UN", "body_head", "2016-06-01", "Ban Ki-moon"),
    ],
)
def test_who_held_the_office_on_a_day(party: str, office: str, day: str, person: str) -> None:
    rows = [r for path in FILES for r in _rows(path) if (r.party, r.office) == (party, office)]
    assert person in {r.person for r in rows if _earliest(r.since) <= day <= _latest(r.until)}
