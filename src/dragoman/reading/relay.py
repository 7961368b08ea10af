"""Relays: who hands a whole story or a sentence on, where a line or a bare sentence of its own says so.

"The below is attributable to Spokesperson A. B.:" and "Written briefing by the Presidential Spokesperson" stand
for the whole of a readout; "The press service reported." for the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.reading.attribution import Attributor
from dragoman.reading.who import Resolver, Scene

_ATTRIBUTABLE = re.compile(r"^[^\n]{0,60}\battributable to (?:the )?([^\n:]{3,120}?)\s*:?\s*$", re.MULTILINE)
_HEADED = re.compile(
    r"\A\s*[^\n.]{0,60}\b(?:briefing|statement|readout|remarks) by (?:the )?([^\n.:]{3,100})\n", re.IGNORECASE
)
_HEADING = re.compile(r"(?<=[.!?”\"]\n)\n*[^\n]{3,120}(?<![.!?”\":])\n(?=[^\n])")
_BARE = 10  # words of a sentence that only names a source


class Relay(NamedTuple):
    """The words that name who a readout comes from, and the stretch of the story that is the readout."""

    text: str
    start: int
    end: int


def relays(text: str) -> tuple[Relay, ...]:
    """The readouts of a story: each runs from the line that names its source to the next line that is no sentence."""
    found = [*_ATTRIBUTABLE.finditer(text)]
    if not found and (headed := _HEADED.match(text)):
        found = [headed]
    return tuple(Relay(m[1].strip(), m.end(), _end(text, m.end())) for m in found)


def _end(text: str, start: int) -> int:
    heading = _HEADING.search(text, start)
    return heading.start() if heading else len(text)


def note_bare_sources(scenes: Sequence[Scene], attributor: Attributor, resolver: Resolver) -> None:
    """Give the sentence before "The press service reported." its source."""
    for before, scene in pairwise(scenes):
        if len(scene.nodes) > _BARE or "\n" in scene.text[before.sentence.end : scene.sentence.start]:
            continue
        root = next((n for n in scene.nodes if n.dep == "ROOT"), None)
        if root is not None and attributor.is_saying(root) and not root.child("ccomp", "xcomp", "dobj", "prep"):
            source = attributor.speaker(root, scene, resolver)
            before.told_by = source.text if source is not None else None
