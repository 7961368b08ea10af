"""One pattern for many phrases, built as a prefix tree so that a miss is found at its first letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

__all__ = ["any_of", "plain"]

_Tree = dict[str, Any]  # a letter, or a run of white space as " ", to what may follow; "" marks an end
_GAP = r"\s+"
_TURKISH = str.maketrans("İı", "ii")


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression, without groups, that matches the longest of `phrases` at a position.

    White space in a phrase matches any run of it; every other character stands for itself.
    """
    tree: _Tree = {}
    for phrase in sorted(set(phrases)):
        branch = tree
        for letter in " ".join(phrase.split()):
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _pattern(tree) if tree else r"(?!)"


def plain(words: str) -> str:
    """`words` in lower case with single spaces, as a table's keys are: what a pattern matched in any case."""
    return " ".join(words.translate(_TURKISH).casefold().split())


def _pattern(tree: _Tree) -> str:
    branches = [_stem(letter, below) for letter, below in tree.items() if letter]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return body + "?" if "" in tree else body


def _stem(letter: str, below: _Tree) -> str:
    return (_GAP if letter == " " else re.escape(letter)) + _pattern(below)
