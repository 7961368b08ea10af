"""Questions asked of the same word again and again, answered once.

Answers are kept with the word, so that they go when its sentence goes. They hold as long as the tree stands: nothing
that is asked `once` may be asked before the lists of names are mended (`who/lists.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from dragoman.reading.tree import Node

T = TypeVar("T")


def once(question: Callable[[Node], T]) -> Callable[[Node], T]:
    """A question of a word alone, whose answer is computed when it is first asked; nobody may change it."""

    @wraps(question)
    def answered(node: Node) -> T:
        known = node.known
        if question not in known:
            known[question] = question(node)
        answer: T = known[question]
        return answer

    return answered
