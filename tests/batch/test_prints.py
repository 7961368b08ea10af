"""Which stories print the words of another: by signatures, whatever the order they come in."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys

import pytest
from light import WORDS

from dragoman.batch.prints import Print, alike, prints_of

_CHANCE = random.Random(3)
STORY = " ".join(_CHANCE.choice(WORDS) for _ in range(200)) + " They signed 3 papers worth 40 million."
OTHER = " ".join(_CHANCE.choice(WORDS) for _ in range(200))


def _print(name: str, text: str, day: int | None = 1) -> Print:
    (words,) = prints_of([text])
    published = dt.date(2025, 1, 1) + dt.timedelta(days=day) if day is not None else None
    return Print(published, name, words.content, "shard", sum(map(ord, name)), words.minhash, frozenset(words.numbers))


@pytest.mark.parametrize(
    ("text", "day", "is_alike"),
    [
        (STORY, 2, True),
        (STORY.upper(), 2, True),
        (f"LONDON - {STORY}", 5, True),
        (f"{STORY} Our correspondent has more in 2 pages.", 5, True),
        (STORY[:1100], 1, True),
        (STORY, 31, True),
        (STORY, 32, False),
        (STORY, None, False),
        (STORY.replace("40", "70"), 2, False),
        (STORY[:300] + OTHER, 2, False),
        (OTHER, 2, False),
    ],
)
def test_reprints(text: str, day: int | None, is_alike: bool) -> None:
    first, second = _print("a", STORY), _print("b", text, day)
    wanted = [("a", "b")] if is_alike else []
    assert [(a.id, b.id) for a, b in alike([first, second])] == wanted
    assert [(a.id, b.id) for a, b in alike([second, first])] == wanted


def test_short_texts_are_reprints_only_word_for_word() -> None:
    found = [
        _print("a", "Xi met Modi in Delhi."),
        _print("b", "Xi met Modi in Delhi"),
        _print("c", "Xi met Modi in Goa."),
    ]
    assert [(a.id, b.id) for a, b in alike(found)] == [("a", "b")]


def test_the_order_of_arrival_changes_nothing() -> None:
    texts = [STORY, f"PARIS - {STORY}", OTHER, f"{OTHER} More.", STORY]
    found = [_print(f"s{n}", text, n % 3) for n, text in enumerate(texts)]
    wanted = list(alike(found))
    assert len(wanted) >= 3
    for _ in range(10):
        random.Random(_).shuffle(found)
        assert sorted(alike(found)) == sorted(wanted)


def test_a_worker_loads_no_library_that_it_does_not_need() -> None:
    script = (
        "import sys, dragoman.batch.worker\n"
        "from dragoman.batch.prints import prints_of\n"
        "assert prints_of([' '.join(map(str, range(99)))])[0].minhash\n"
        "print(*sorted({'scipy', 'sqlalchemy', 'datasketch', 'spacy', 'ray'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "\n"
