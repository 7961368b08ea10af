from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.amounts import default_currencies, find_amounts

TABLES = default_currencies()

CASES: list[tuple[str, str, float, float | None, str]] = [
    ("worth $5 billion", "$5 billion", 5e9, 5e9, "USD"),
    ("US$500 million", "US$500 million", 5e8, 5e8, "USD"),
    ("753 million dollars", "753 million dollars", 753e6, 753e6, "USD"),
    ("a loan of €1.2bn", "€1.2bn", 1.2e9, 1.2e9, "EUR"),
    ("over $5 bn", "over $5 bn", 5e9, None, "USD"),
    ("more than 50,000 euros", "more than 50,000 euros", 5e4, None, "EUR"),
    ("at least $1bn within", "at least $1bn", 1e9, None, "USD"),
    ("$5 million or more", "$5 million or more", 5e6, None, "USD"),
    ("nearly $3bn", "nearly $3bn", 3e9, 3e9, "USD"),
    ("about 3 billion dollars", "about 3 billion dollars", 3e9, 3e9, "USD"),
    ("up to $10 billion", "up to $10 billion", 1e10, 1e10, "USD"),
    ("between $2 and $3 billion", "between $2 and $3 billion", 2e9, 3e9, "USD"),
    ("$2-3 billion", "$2-3 billion", 2e9, 3e9, "USD"),
    ("$5bn–$7bn", "$5bn–$7bn", 5e9, 7e9, "USD"),
    ("2 to 3 billion dollars", "2 to 3 billion dollars", 2e9, 3e9, "USD"),
    ("raised from $25 million to $100 million", "from $25 million to $100 million", 1e8, 1e8, "USD"),
    ("tens of billions of dollars", "tens of billions of dollars", 2e10, 9.9e10, "USD"),
    ("hundreds of millions of euros", "hundreds of millions of euros", 2e8, 9.99e8, "EUR"),
    ("several billion dollars", "several billion dollars", 2e9, 9e9, "USD"),
    ("a billion dollars", "a billion dollars", 1e9, 1e9, "USD"),
    ("half a billion dollars", "half a billion dollars", 5e8, 5e8, "USD"),
    ("the half million dollars", "half million dollars", 5e5, 5e5, "USD"),
    ("a quarter of a billion dollars", "a quarter of a billion dollars", 2.5e8, 2.5e8, "USD"),
    ("Rs 500 crore", "Rs 500 crore", 5e9, 5e9, "INR"),
    ("100 million yuan", "100 million yuan", 1e8, 1e8, "CNY"),
    ("5 billion yen", "5 billion yen", 5e9, 5e9, "JPY"),
    ("5 billion tenge", "5 billion tenge", 5e9, 5e9, "KZT"),
    ("2.3 million som", "2.3 million som", 2.3e6, 2.3e6, "KGS"),
    ("9 million rubles", "9 million rubles", 9e6, 9e6, "RUB"),
    ("9 million pounds", "9 million pounds", 9e6, 9e6, "GBP"),
    ("9 million riyals", "9 million riyals", 9e6, 9e6, "SAR"),
    ("9 million UAE dirhams", "9 million UAE dirhams", 9e6, 9e6, "AED"),
    ("9 million Australian dollars", "9 million Australian dollars", 9e6, 9e6, "AUD"),
    ("A$10m", "A$10m", 1e7, 1e7, "AUD"),
    ("C$5 million", "C$5 million", 5e6, 5e6, "CAD"),
    ("NZ$18 million", "NZ$18 million", 18e6, 18e6, "NZD"),
    ("HK$3bn", "HK$3bn", 3e9, 3e9, "HKD"),
    ("S$2.6 billion", "S$2.6 billion", 2.6e9, 2.6e9, "SGD"),
    ("R$5bn", "R$5bn", 5e9, 5e9, "BRL"),
    ("₹500", "₹500", 500, 500, "INR"),
    ("₽3bn", "₽3bn", 3e9, 3e9, "RUB"),
    ("₸7 bln", "₸7 bln", 7e9, 7e9, "KZT"),
    ("£1.5m", "£1.5m", 1.5e6, 1.5e6, "GBP"),
    ("CHF 5 million", "CHF 5 million", 5e6, 5e6, "CHF"),
    ("USD 245 million", "USD 245 million", 245e6, 245e6, "USD"),
    ("300 mln USD", "300 mln USD", 3e8, 3e8, "USD"),
    ("2 trn won", "2 trn won", 2e12, 2e12, "KRW"),
    ("a $10-million grant", "$10-million", 1e7, 1e7, "USD"),
    ("1,5 billion euros", "1,5 billion euros", 1.5e9, 1.5e9, "EUR"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "currency"), CASES, ids=[case[0] for case in CASES])
def test_sums(text: str, words: str, low: float, high: float | None, currency: str) -> None:
    (span,) = find_amounts(text, 0, len(text), TABLES)
    assert text[span.start : span.end] == words
    assert (span.amount.min, span.amount.max, span.amount.currency) == (low, high, currency)


@pytest.mark.parametrize(
    "text",
    [
        "5 million people",
        "in 2020 won the prize",
        "carried 40 pounds",
        "12 million tonnes",
        "at 08:15",
        "Z$5",
        "billions of people",
    ],
)
def test_figures_that_are_no_money(text: str) -> None:
    assert find_amounts(text, 0, len(text), TABLES) == []


def test_two_sums_stay_two() -> None:
    text = "10 million Australian dollars ($6.5 million), 3 million yuan and 5 million tenge"
    sums = [(s.amount.min, s.amount.currency) for s in find_amounts(text, 0, len(text), TABLES)]
    assert sums == [(1e7, "AUD"), (6.5e6, "USD"), (3e6, "CNY"), (5e6, "KZT")]


def test_only_the_span_is_searched() -> None:
    text = "It paid more than $5 million and got €7 million."
    assert [s.amount.currency for s in find_amounts(text, 29, len(text), TABLES)] == ["EUR"]


FIGURES = ["$", "US$", "€", "5", "1,000", "2.5", "٣", "tens of", "billion", "bn", "m", "mıllion", "ſeveral"]
PIECES = [*FIGURES, "-", "to", "between", "from", "and", "over", "or more", "dollars", "won"]


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join), st.lists(st.sampled_from(PIECES)).map("".join)
    )
)
def test_any_text_gives_ordered_spans(text: str) -> None:
    end = 0
    for span in find_amounts(text, 0, len(text), TABLES):
        assert end <= span.start < span.end <= len(text)
        assert span.amount.max is None or span.amount.min <= span.amount.max
        end = span.end
