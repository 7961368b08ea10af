"""Quotations: which stretches of a story stand in quotation marks, and who speaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.reading.attribution import Attributor
from dragoman.reading.who import Resolver, Scene, Who

_MARKS = re.compile('[“”"]')
_REACH = 2  # paragraphs that a speaker's words may run on without naming him again

Span = tuple[int, int]


def quotations(text: str) -> list[Span]:
    """The quoted spans of a text, marks included; a mark left open closes with its paragraph."""
    return [span for start, end in _paragraphs(text) for span in _quoted(text, start, end)]


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.rstrip("\n"))
        start += len(line)


def _quoted(text: str, start: int, end: int) -> Iterator[Span]:
    opened: int | None = None
    for mark in _MARKS.finditer(text, start, end):
        if opened is None and mark[0] != "”":
            opened = mark.start()
        elif opened is not None and mark[0] != "“":
            yield opened, mark.end()
            opened = None
    if opened is not None:
        yield opened, end


def mark_quotations(scenes: Sequence[Scene]) -> None:
    """Set the quotations of each scene."""
    spans = quotations(scenes[0].text) if scenes else []
    for scene in scenes:
        start, end = scene.sentence.start, scene.sentence.end
        scene.quotes = tuple(s for s in spans if s[0] < end and s[1] > start)


def assign_speakers(scenes: Sequence[Scene], attributor: Attributor, resolver: Resolver) -> None:
    """Set who speaks the quotations of each scene, in story order, after quotations are marked and names remembered."""
    tellers = [attributor.teller(scene, resolver) for scene in scenes]
    carried: tuple[Who, int] | None = None
    for i, scene in enumerate(scenes):
        speaker = tellers[i]
        if speaker is None and scene.quotes:
            speaker = _from_next(scenes, tellers, i)
            if speaker is None and not attributor.has_unknown_teller(scene):
                speaker = _carried(carried, scene)
        if speaker is None and attributor.has_unknown_teller(scene):
            carried = None
        if scene.quotes and speaker is not None:
            scene.speak(speaker)
        if speaker is not None:
            carried = speaker, scene.sentence.end


def _from_next(scenes: Sequence[Scene], tellers: Sequence[Who | None], i: int) -> Who | None:
    """The speaker named behind a quotation of several sentences."""
    last = scenes[i].quotes[-1]
    for j in range(i + 1, len(scenes)):
        if scenes[j].sentence.start >= last[1]:
            return None
        if tellers[j] is not None:
            return tellers[j]
    return None


def _carried(carried: tuple[Who, int] | None, scene: Scene) -> Who | None:
    if carried is None or scene.text.count("\n", carried[1], scene.sentence.start) > 2 * _REACH:
        return None
    return carried[0]
