"""The cheap test of a lexicon line: a sentence without the words that it asks for cannot match it."""

from __future__ import annotations

import pytest

from dragoman.knowledge import load
from dragoman.knowledge.lines import compile_line
from dragoman.knowledge.rows_lexicon import Predicate
from dragoman.reading.nouns import Nouns
from dragoman.reading.parse import Parser


def _may_match(trigger: str, needs: str, keys: set[str]) -> bool:
    row = Predicate(trigger=trigger, needs=needs, yields="contact/meeting", example="x", expects="nothing")
    return compile_line(row, {})[1].may_match(frozenset(keys))


@pytest.mark.parametrize(
    ("trigger", "needs", "keys", "may"),
    [
        ("hold.v", "obj:@talks", {"@talks"}, True),
        ("hold.v", "obj:@talks", {"talks", "@visit"}, False),
        ("hold.v", "obj:@talks,parley", {"parley"}, True),
        ("hold.v", "obj:@talks with:PARTY", {"@talks"}, True),
        ("hold.v", "obj:@talks on:border,river", {"@talks"}, False),
        ("hold.v", "obj:@talks on:border,river", {"@talks", "river"}, True),
        ("hold.v", "obj:!@talks", set(), True),
        ("hold.v", "neg:ANY", set(), True),
        ("sit.v down", "", {"sit", "down"}, True),
        ("sit.v down", "", {"sit"}, False),
    ],
)
def test_lines_that_a_sentence_may_match(trigger: str, needs: str, keys: set[str], may: bool) -> None:
    assert _may_match(trigger, needs, keys) is may


def test_keys_of_a_sentence_are_its_forms_lemmas_and_classes() -> None:
    [sentence] = Parser().parse([("Oman signed two treaties with Chad.", 0)])
    keys = Nouns(load()).keys(sentence.nodes)
    assert {"signed", "sign", "treaties", "treaty", "@agreement"} <= keys
    assert "@visit" not in keys
