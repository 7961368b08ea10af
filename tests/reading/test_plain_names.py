"""The parser sees another first word where a name begins with an English word; all places in the text stay."""

from __future__ import annotations

import pytest

from dragoman.reading.plain_names import plain_names

PLAIN = plain_names(["To Lam", "You Si-kun", "Ana Costa", "No Ko", "Pele"], {"to", "you", "no", "pele"})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He flew to meet To Lam in Hue.", "He flew to meet La Lam in Hue."),
        ("You Si-kun spoke to you.", "Sia Si-kun spoke to you."),
        ("No Ko, no go.", "Ko Ko, no go."),
        ("To Lamont he said no.", "To Lamont he said no."),
        ("Ana Costa told Pele to go.", "Ana Costa told Pele to go."),
    ],
)
def test_the_parser_sees_a_stand_in(text: str, shown: str) -> None:
    assert PLAIN(text) == shown


def test_without_such_names_the_text_stays() -> None:
    assert plain_names(["Ana Costa"], {"to"})("To Lam spoke.") == "To Lam spoke."
