"""The tables of bodies, armed groups, organs, roles and companies keep their promises."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TypeVar, get_args

import pycountry
import pytest

import dragoman.knowledge.tables as tables
from dragoman.knowledge.rows import Body, Company, Group, Office, Organ, Role, Row
from dragoman.model import SECTORS

R = TypeVar("R", bound=Row)
DATA = Path(tables.__file__).parent / "data"
STATES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
GUIDE_CODES = {
    "EU", "UN", "NATO", "G7", "G20", "ASEAN", "AU", "SCO", "OTS", "CIS", "CSTO", "EAEU", "BRICS", "OPEC", "IMF",
    "WB", "WTO", "EBRD", "ADB", "IAEA", "OSCE", "GCC", "LAS", "OIC", "ECOWAS", "CELAC", "C5",
}  # fmt: skip
SIZES = {
    "EU": 27, "NATO": 32, "G7": 7, "G20": 19, "ASEAN": 11, "AU": 55, "SCO": 10, "OTS": 5, "CSTO": 6, "EAEU": 5,
    "GCC": 6, "LAS": 22, "OIC": 57, "ECOWAS": 12, "CELAC": 33, "C5": 5, "MERCOSUR": 5, "SADC": 16, "EAC": 8,
    "CARICOM": 15, "PIF": 18, "SAARC": 8, "BIMSTEC": 7, "APEC": 21, "OECD": 38, "COE": 46, "OSCE": 57, "QUAD": 4,
    "AUKUS": 3, "FIVEEYES": 5, "P5": 5, "E3": 3, "V4": 4, "MIKTA": 5, "AES": 3, "CPTPP": 12, "RCEP": 15,
    "SCHENGEN": 29, "EUROZONE": 21,
}  # fmt: skip


def rows(name: str, row_type: type[R]) -> tuple[R, ...]:
    table = tables.read_table(DATA / f"{name}.tsv", row_type)
    assert table.reviewed is not None
    return table.rows


def test_every_code_of_the_guide_is_a_body() -> None:
    bodies = [body for body in rows("bodies", Body) if body.kind not in ("organ", "accord")]
    codes = [body.code for body in bodies]
    assert set(codes) >= GUIDE_CODES
    assert len(codes) == len(set(codes)) >= 150


def test_no_body_takes_the_code_of_a_state() -> None:
    assert not {body.code for body in rows("bodies", Body)} & STATES


def test_organs_share_the_code_of_a_body() -> None:
    bodies = rows("bodies", Body)
    known = {body.code for body in bodies if body.kind != "organ"}
    assert {body.code for body in bodies if body.kind == "organ"} <= known


@pytest.mark.parametrize(("code", "size"), SIZES.items())
def test_membership_is_complete(code: str, size: int) -> None:
    (body,) = (body for body in rows("bodies", Body) if body.code == code and body.members)
    assert len(body.members) == len(set(body.members)) == size


def test_states_are_iso_codes() -> None:
    named = {code for body in rows("bodies", Body) for code in body.members}
    named |= {code for group in rows("groups", Group) for code in group.states}
    named |= {organ.party for organ in rows("organs", Organ)} - {"*"}
    named |= {company.state for company in rows("companies", Company)}
    assert not named - STATES


def test_towns_stand_in_the_column_of_seats() -> None:
    odd = [b.seat for b in rows("bodies", Body) if re.search(r"\d|[|]|\b(in|is|of the)\b", b.seat)]
    assert not odd


def _claims() -> dict[str, list[tuple[str, str]]]:
    """Each name, case folded, with the (owner, note) of every row that claims it; `*` organs yield to a state's."""
    claims: dict[str, list[tuple[str, str]]] = defaultdict(list)
    named: list[tuple[str, tuple[str, ...], str]] = []
    named += [(f"{b.code} {b.name}", (b.name, *b.names), b.note) for b in rows("bodies", Body)]
    named += [(g.code, g.names, g.note) for g in rows("groups", Group)]
    named += [(o.name, (o.name, *o.names), o.note) for o in rows("organs", Organ) if o.party != "*"]
    named += [(c.name, (c.name, *c.names), c.note) for c in rows("companies", Company)]
    for owner, names, note in named:
        for name in {name.casefold() for name in names}:
            claims[name].append((owner, note))
    return claims


def test_no_name_is_claimed_twice_unless_noted() -> None:
    twice = {name: claims for name, claims in _claims().items() if len(claims) > 1}
    assert not {name for name, claims in twice.items() if not any("shared" in note for _, note in claims)}


def test_generic_organs_claim_a_name_once() -> None:
    organs = rows("organs", Organ)
    names = [n for o in organs if o.party == "*" for n in {name.casefold() for name in (o.name, *o.names)}]
    assert not {name for name in names if names.count(name) > 1}
    assert len(organs) >= 300


def test_groups_list_their_codes_once() -> None:
    codes = [group.code for group in rows("groups", Group)]
    assert len(codes) == len(set(codes)) >= 90


def test_taliban_counts_as_afghanistan() -> None:
    (taliban,) = (organ for organ in rows("organs", Organ) if organ.name == "Taliban")
    assert taliban.party == "AFG"


def test_roles_name_known_offices() -> None:
    roles = rows("roles", Role)
    nouns = [role.noun for role in roles]
    assert len(nouns) == len(set(nouns)) >= 250
    assert {role.office for role in roles} - {""} == set(get_args(Office))
    assert not [role.noun for role in roles if role.kind == "collective" and role.office]


@pytest.mark.parametrize(
    ("noun", "plural", "office", "official"),
    [
        ("president", "presidents", "head_of_state", "yes"),
        ("secretary of state", "secretaries of state", "foreign_minister", "yes"),
        ("minister of foreign affairs", "ministers of foreign affairs", "foreign_minister", "yes"),
        ("secretary-general", "secretaries-general", "body_head", "yes"),
        ("spokeswoman", "spokeswomen", "spokesperson", "yes"),
        ("deputy foreign minister", "deputy foreign ministers", "deputy_minister", "yes"),
        ("analyst", "analysts", "", "no"),
        ("ex-minister", "ex-ministers", "official", "former"),
        ("warplane", "warplanes", "", "yes"),
        ("company", "companies", "", "no"),
    ],
)
def test_role(noun: str, plural: str, office: str, official: str) -> None:
    (role,) = (role for role in rows("roles", Role) if role.noun == noun)
    assert (role.plural, role.office, role.official) == (plural, office, official)


def test_companies_have_sectors_of_the_guide() -> None:
    companies = rows("companies", Company)
    assert len(companies) >= 350
    assert not {sector for company in companies for sector in company.sectors} - SECTORS
    assert not [company.name for company in companies if not company.sectors]
