"""Words of records: topics, what ordinals count, names of people."""

from __future__ import annotations

import pytest

from dragoman.knowledge import load
from dragoman.knowledge.rows import State
from dragoman.ledger.words import ordinals, overlap, people_of, person, same_person, topical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kari Holm", "Holm"),
        ("Lee Jae-myung", "Lee Jae Myung"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Trần Minh Đức", "Tran Minh Duc"),
        ("Jae-myung Lee", "LEE Jae-myung"),
        ("Sergei Lavrov", "Sergey Lavrov"),
    ],
)
def test_names_of_one_person(one: str, other: str) -> None:
    assert same_person(person(one), person(other))
    assert same_person(person(other), person(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim Jina", "Kim Jong-un"), ("Hun Manet", "Hun Sen"), ("Kari Holm", "Lars Vik"), ("Wang Yi", "Wang Wentao")],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not same_person(person(one), person(other))


def test_each_person_is_named_once_by_the_fullest_name() -> None:
    told = ["Holm", "Lee Jae-myung", "Kari Holm", "Lars Vik", "Lee Jae Myung", "Vik"]
    assert people_of(told) == ("Kari Holm", "Lee Jae-myung", "Lars Vik")


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("green growth council", "council on green growth and oceans", 1.0),
        ("Norwegian consulate in Da Nang", "Norwegian consulate in Haiphong", 0.0),
        ("the Norwegian consulate", "Norwegian consulate in Haiphong", 1.0),
        ("agreement on railway supplies", "agreement on wheat supplies", 0.0),
        ("", "wheat", 0.0),
    ],
)
def test_light_words_count_only_beside_no_others(one: str, other: str, share: float) -> None:
    assert overlap(topical(one), topical(other)) == overlap(topical(other), topical(one)) == share


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("the 18th EU sanctions package", {"sanction": {18}, "package": {18}}),
        ("the XIV Joint Commission", {"joint": {14}, "commission": {14}}),
        ("a ninth round, then the Tenth round", {"round": {9, 10}, "then": {9}}),
        ("for the first time in a second country", {}),
        ("IX. India", {"india": {9}}),
    ],
)
def test_what_ordinals_count(text: str, counted: dict[str, set[int]]) -> None:
    assert ordinals(text) == counted


def test_members_of_the_un_are_light_words() -> None:
    states = [s for s in load().rows("states.tsv", State) if s.kind == "member" and s.name.isalpha()]
    assert len(states) > 100
    assert [s.name for s in states if overlap(topical(f"{s.name} salmon"), topical(f"{s.name} shrimp")) > 0] == []
