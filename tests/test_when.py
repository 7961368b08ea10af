from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.dates import Case, by_grammar, cases
from dragoman.knowledge import load
from dragoman.knowledge.rows import CalendarWord
from dragoman.reading.when import Calendar, DateSpan, default_calendar, find_dates, resolve
from dragoman.reading.when.forms import Form
from dragoman.reading.when.values import RULES

CALENDAR = default_calendar()
WEDNESDAY = dt.date(2025, 11, 26)


def only(text: str) -> DateSpan:
    (span,) = find_dates(text, 0, len(text), CALENDAR)
    return span


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.text[:40]} {case.published} {case.tense}")
def test_sentences(case: Case) -> None:
    assert by_grammar(case) == case.value


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("signed on Nov 24, 2025 in Astana", "Nov 24, 2025", "absolute"),
        ("signed in October 2022 there", "October 2022", "absolute"),
        ("since Dec 8, jets have flown", "Dec 8", "relative"),
        ("as of November 18 it holds", "November 18", "relative"),
        ("on Tuesday evening they sat", "on Tuesday evening", "relative"),
        ("COP29 2024 ended", "2024", "name_year"),
        ("under Vision 2030 they build", "2030", "name_year"),
        ("inside the 1967 borders", "1967", "name_year"),
        ("the 1982 UN Convention", "1982", "name_year"),
        ("first time in 30 years", "first time in 30 years", "duration"),
        ("the same day she flew", "the same day", "relative_to_story"),
        ("a year earlier it failed", "a year earlier", "relative_to_story"),
    ],
)
def test_span_and_kind(text: str, words: str, kind: str) -> None:
    span = only(text)
    assert (text[span.start : span.end], span.kind) == (words, kind)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a day earlier", "2025-06-09"),
        ("the previous day", "2025-06-09"),
        ("the following day", "2025-06-11"),
        ("the same day", "2025-06-10"),
        ("two days later", "2025-06-12"),
        ("three weeks later", "2025-07"),
        ("two months later", "2025-08"),
        ("a year earlier", "2024"),
        ("the following year", "2026"),
        ("in December of that year", "2025-12"),
        ("the following Tuesday", "2025-06-17"),
        ("later in the day", "2025-06-10"),
    ],
)
def test_dates_told_from_another_of_the_story(text: str, value: str) -> None:
    answer = resolve(only(text), WEDNESDAY, "past", dt.date(2025, 6, 10))
    assert answer is not None
    assert answer.value == value


def test_the_next_day_is_unknown_without_the_day_before() -> None:
    assert resolve(only("the next day"), WEDNESDAY, "past") is None


@pytest.mark.parametrize(
    ("text", "value", "until"),
    [
        ("from October 22 to 24", "2025-10-22", "2025-10-24"),
        ("Oct. 22-24", "2025-10-22", "2025-10-24"),
        ("June 3–5, 2025", "2025-06-03", "2025-06-05"),
        ("from 28 September to 3 October", "2025-09-28", "2025-10-03"),
        ("between 2020 and 2024", "2020", "2024"),
        ("2026-2028", "2026", "2028"),
        ("from Monday to Wednesday", "2025-11-24", "2025-11-26"),
        ("from March to May 2024", "2024-03", "2024-05"),
        ("from November to January 2024", "2023-11", "2024-01"),
    ],
)
def test_ranges(text: str, value: str, until: str) -> None:
    answer = resolve(only(text), WEDNESDAY, "past")
    assert answer is not None
    assert (answer.value, answer.until) == (value, until)


@pytest.mark.parametrize("text", ["on 31 June 2025", "on February 30, 2025", "on 31/02/2025"])
def test_days_that_do_not_exist_have_no_value(text: str) -> None:
    assert [resolve(s, WEDNESDAY, "past") for s in find_dates(text, 0, len(text), CALENDAR) if s.rule == "day"] == [
        None
    ]


@pytest.mark.parametrize(
    "text",
    [
        "prices continued to fall",
        "after the fall of Kabul",
        "in the fall of Mosul",
        "flew to Mar-a-Lago",
        "Jan Lipavský, the minister",
        "they march to the gate",
        "a second may follow",
        "read the Sunday Times",
    ],
)
def test_words_that_look_like_dates(text: str) -> None:
    assert find_dates(text, 0, len(text), CALENDAR) == []


def test_a_meeting_agreed_for_a_near_day_is_to_come() -> None:
    answer = resolve(only("December 10"), WEDNESDAY, "past")
    assert answer is not None
    assert answer.value == "2025-12-10"


def test_every_form_names_a_rule() -> None:
    forms: set[Form] = {f for seconds in CALENDAR.starts.values() for fs in seconds.values() for f in fs}
    assert {f.rule for f in forms} == {*RULES, "skip"}


def test_a_form_with_an_unknown_class_is_refused() -> None:
    with pytest.raises(ValueError, match="moon"):
        Calendar.of([CalendarWord.model_validate({"kind": "form", "value": "day", "words": "{moon} {day}"})])


def test_only_the_span_is_searched() -> None:
    text = "On Monday they met; on Friday they signed."
    spans = find_dates(text, 19, len(text), CALENDAR)
    assert [text[s.start : s.end] for s in spans] == ["on Friday"]


WORDS = sorted(
    {w for words in CALENDAR.values.values() for w in words} | {"2025", "31", "2", "-", ",", "$", "’s", "ſ", "ı"}
)


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)),
    st.dates(),
    st.sampled_from(["past", "future", None]),
)
def test_any_text_gives_ordered_spans_that_resolve_or_not(text: str, day: dt.date, tense: None) -> None:
    spans = find_dates(text, 0, len(text), CALENDAR)
    ends = [0]
    for span in spans:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
        for published, anchor in ((day, None), (day, day), (None, None)):
            answer = resolve(span, published, tense, anchor)
            assert answer is None or answer.value[:4].isdigit()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("from the 15th of this month", "2025-11-15"),
        ("on the 3rd of last month", "2025-10-03"),
        ("on the 1st of next month", "2025-12-01"),
        ("on the 31st of this month", None),
    ],
)
def test_days_of_the_months_around(text: str, value: str | None) -> None:
    found = resolve(only(text), WEDNESDAY, None)
    assert (found.value if found else None) == value
    assert resolve(only(text), None, None) is None


_SAMPLES = {"day": "15", "year": "2024", "n": "3", "iso": "2024-05-06", "dmy": "06/05/2024"}


def _spelled(form: str, rows: list[CalendarWord], whole: bool) -> str:
    """A text of a form: with its optional tokens or without them."""
    words = []
    for token in form.split():
        if token.endswith("?") and not whole:
            continue
        token = token.removesuffix("?")
        if token.startswith("{"):
            name = token.strip("{}").split(":")[0].removesuffix("!")
            words.append(_SAMPLES.get(name) or next(r.words[0] for r in rows if r.kind == name))
        else:
            words.append({"'": "'s", "~": "-", "$": "."}.get(token, token))
    return " ".join(words).replace(" 's", "'s").replace(" - ", "-")


def test_every_form_has_its_parts() -> None:
    """Whatever a form of the calendar catches can be reckoned, or is known to tell no day."""
    rows = list(load().rows("calendar.tsv", CalendarWord))
    texts = [
        _spelled(form, rows, whole)
        for row in rows if row.kind == "form" and row.value != "skip"
        for form in row.words for whole in (True, False)
    ]  # fmt: skip
    spans = [span for text in texts for span in find_dates(f"It was so {text} there", 0, len(text) + 16, CALENDAR)]
    assert len(spans) > 0.8 * len(texts)
    for span in spans:
        for published in (WEDNESDAY, None):
            for tense in ("past", "present", "future", None):
                resolve(span, published, tense, dt.date(2025, 11, 20))
