"""Words of records: topics, what ordinals count, names of people."""

from __future__ import annotations

import pytest

from dragoman.knowledge import load
from dragoman.knowledge.rows import State
from dragoman.ledger.words import abbreviations, acronyms, ordinals, overlap, people_of, person, same_person, telling


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
    ("text", "words"),
    [
        ("the Green Growth Council of Norway", {"green", "growth"}),
        ("a Norwegian consulate in Da Nang", {"nang"}),
        ("the Norwegian consulate", set()),
        ("agreement on railway supplies", {"railway"}),
        ("Japan-Philippines counter-terrorism treaty", {"terrorism"}),
    ],
)
def test_words_that_tell_a_topic(text: str, words: set[str]) -> None:
    assert telling(text) == words


def test_overlap_is_the_share_of_the_smaller_set() -> None:
    assert overlap(telling("green growth council"), telling("council on green growth and oceans")) == 1.0
    assert overlap(telling("wheat and rye"), telling("wheat, barley and oats")) == 0.5
    assert overlap(frozenset(), telling("wheat")) == 0.0


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Reciprocal Access Agreement", {"raa"}),
        ("upgrade of the bilateral free trade agreement", {"bfta", "fta"}),
        ("Acquisition and Cross-Servicing Agreement", {"acsa", "csa"}),
        ("agreement on wheat", set()),
        ("", set()),
    ],
)
def test_what_a_name_is_called_in_short(name: str, short: set[str]) -> None:
    assert abbreviations(name) == short


def test_acronyms() -> None:
    assert acronyms("the RAA and the MOU on ACSA") == {"raa", "acsa"}


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
    assert [s.name for s in states if telling(f"{s.name} salmon") != {"salmon"}] == []
