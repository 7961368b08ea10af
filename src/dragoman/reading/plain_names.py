"""Names that begin with an English word: "To Lam". The parser sees them with another first word of the same length."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable


def plain_names(people: Iterable[str], words: Collection[str]) -> Callable[[str], str]:
    """What makes the parser see a text in which no full name of the people begins with one of the words.

    Places in the text stay as they are: the stand-in is the beginning of the word behind it ("La Lam").
    """
    split = (name.split() for name in people)
    doubtful = sorted({(first, rest[0]) for first, *rest in split if rest and first.lower() in words})
    if not doubtful:
        return str
    names = "|".join(rf"{re.escape(first)}(?= {re.escape(second)}\b)" for first, second in doubtful)
    pattern = re.compile(rf"\b(?:{names})")

    def stand_in(found: re.Match[str]) -> str:
        width = found.end() - found.start()
        behind = found.string[found.end() + 1 :]
        return behind[:width].replace("-", "a").replace(" ", "a").ljust(width, "a")

    return lambda text: pattern.sub(stand_in, text)


__all__ = ["plain_names"]
