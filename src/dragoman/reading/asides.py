"""Asides in brackets that break a list apart: "the ministers of Peru, Chile (by video link), and Cuba".

The parser sees the sentence without them. Only those are left out that stand behind a name and name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Cut = tuple[int, int]
"""Where in the shown text something was left out, and how many characters."""

_ASIDE = re.compile(r"(?<=[A-Za-z])( ?\((?:[a-z][a-z’'-]*,? ?){1,8}\))(?=,| and [A-Z]| or [A-Z])")
_NAME_BEFORE = re.compile(r"[A-Z][\w’'.-]*$")


def without_asides(text: str) -> tuple[str, Sequence[Cut]]:
    """The text as the parser is to see it, and what was left out of it."""
    if "(" not in text:
        return text, ()
    parts, cuts, last, shown = [], [], 0, 0
    for found in _ASIDE.finditer(text):
        if _NAME_BEFORE.search(text[last : found.start()]) is None:
            continue
        parts.append(text[last : found.start()])
        shown += len(parts[-1])
        cuts.append((shown, found.end() - found.start()))
        last = found.end()
    return "".join([*parts, text[last:]]), cuts


def put_back(start: int, cuts: Sequence[Cut]) -> int:
    """The place in the whole text of a place in the shown one."""
    return start + sum(length for at, length in cuts if at <= start)
