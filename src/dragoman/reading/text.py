"""Text -> layout: which lines of a stored story are its own text, and what the others are.

Nothing is rewritten: every block is a span of the stored text, in code points, half open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.reading.noise import Dateline, Kind, NoiseRules
from dragoman.reading.sentences import trimmed

__all__ = ["Block", "Dateline", "Kind", "Layout", "NoiseRules", "layout"]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_PARAGRAPH = re.compile(r"(?:[^\n]++|\n(?!\s*\n))++")
_WRAPPED = re.compile(r"^[^\n]{40,120}[^\W\d_]\r?\n[a-z]", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")
_FINISHED = re.compile(r"[.!?…:;。؟।,—-][\"”’»')\]]*\Z")
_BULLET = re.compile(r"[-–—•·*▪●]\s")
_HEADLINE_WORDS = 25
_SUBHEADING_WORDS = 12
_QUESTION_WORDS = 8
_LINK = 150  # characters; a longer line is no link to another story
_ITEM = 200  # characters; a longer line is no item of a list that a colon opens
_CAPTION = 300  # characters; a longer line before the dateline is no caption
_LEADING_LINES = 10  # a dateline stands among so many first lines


@dataclass(frozen=True)
class Block:
    """A stretch of one line of the story, all of one kind; `line` counts the lines that hold text, from 0."""

    start: int
    end: int
    kind: Kind
    line: int


@dataclass(frozen=True)
class Layout:
    """The blocks of a story in order, without gaps but white space, and its datelines (mostly one or none)."""

    blocks: tuple[Block, ...]
    datelines: tuple[Dateline, ...]

    @property
    def dateline(self) -> Dateline | None:
        """The story's first dateline."""
        return self.datelines[0] if self.datelines else None

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that tell the story."""
        return tuple(block for block in self.blocks if block.kind == "body")


def layout(text: str, title: str, rules: NoiseRules) -> Layout:
    """Divide a stored story into blocks; `title` may be empty."""
    lines = [trimmed(text, *span) for span in _lines(text)]
    lines = [(start, end) for start, end in lines if start < end]
    kinds = _by_words(text, lines, _key(title), rules)
    datelines = _datelines(text, lines, kinds, rules)
    _by_place(text, [_unsigned(text, span, rules) for span in lines], kinds, datelines)
    hints = rules.hints_in(text)
    blocks: list[Block] = []
    for number, (start, end) in enumerate(lines):
        line = Block(start, end, kinds[number] or "body", number)
        blocks += _divided(text, line, datelines.get(number), rules, hints) if line.kind == "body" else [line]
    return Layout(tuple(blocks), tuple(datelines.values()))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs: lines, or stretches between empty lines where the text is wrapped at a fixed width."""
    wrapped = "\n\n" in text and len(_WRAPPED.findall(text)) >= 3
    return (found.span() for found in (_PARAGRAPH if wrapped else _LINE).finditer(text))


def _key(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


def _by_words(text: str, lines: list[tuple[int, int]], title: str, rules: NoiseRules) -> list[Kind | None]:
    """The kind of each line that its own words tell, or a list of links that it stands in."""
    kinds: list[Kind | None] = []
    in_list = False
    for start, end in lines:
        kind, opens = rules.line(text, start, end)
        if title and end - start < 3 * len(title) + 40 and _repeats(_key(text[start:end]), title):
            kind, opens = "headline", False
        in_list = opens or (in_list and kind in (None, "noise") and end - start <= _LINK and text[end - 1] != ".")
        kinds.append("noise" if in_list else kind)
    return kinds


def _repeats(line: str, title: str) -> bool:
    """Whether a line is the title, give or take the name of a section or a site at its ends."""
    if line == title:
        return True
    shorter, longer = sorted((line, title), key=len)
    return len(shorter) >= 0.7 * len(longer) and " " in shorter and shorter in longer


def _datelines(
    text: str, lines: list[tuple[int, int]], kinds: list[Kind | None], rules: NoiseRules
) -> dict[int, Dateline]:
    """The datelines by the number of their line; strong forms count in any line, weak in the first of the body."""
    found: dict[int, Dateline] = {}
    first = True
    for number, (start, end) in enumerate(lines):
        if kinds[number] is not None:
            continue
        dateline = rules.dateline(text, start, end, first=first and number < _LEADING_LINES)
        alone = dateline and dateline.end == end and not dateline.agency
        if dateline and (not alone or _followed_by_body(text, lines, kinds, number)):
            found[number] = replace(dateline, end=trimmed(text, start, dateline.end)[1])
        first = first and not found and not _is_finished(text, start, end)
    return found


def _unsigned(text: str, line: tuple[int, int], rules: NoiseRules) -> tuple[int, int]:
    """The line without the credit at its end."""
    tail = rules.tail(text, *line)
    return trimmed(text, line[0], tail[0]) if tail else line


def _followed_by_body(text: str, lines: list[tuple[int, int]], kinds: list[Kind | None], number: int) -> bool:
    """Whether a line of text follows; a place alone on its line is no dateline without one."""
    if number + 1 >= len(lines) or kinds[number + 1] is not None:
        return False
    return _is_finished(text, *lines[number + 1])


def _is_finished(text: str, start: int, end: int) -> bool:
    return bool(_FINISHED.search(text, max(start, end - 6), end))


def _by_place(
    text: str, lines: list[tuple[int, int]], kinds: list[Kind | None], datelines: dict[int, Dateline]
) -> None:
    """Fill in the kinds that shape and place tell: headline, captions, subheadings."""
    head = next((n for n in datelines if n < _LEADING_LINES), 0)
    first = next((n for n, kind in enumerate(kinds) if kind is None), -1)
    listing = False
    for number, (start, end) in enumerate(lines):
        listing = (listing and end - start <= _ITEM) or (number > 0 and text[lines[number - 1][1] - 1] == ":")
        if listing and kinds[number] == "subheading":
            kinds[number] = None
        if kinds[number] is not None or number in datelines or listing or _BULLET.match(text, start, end):
            continue
        signed = number + 2 < len(lines) and kinds[number + 1] == "agency"
        words = len(text[start:end].split()) if end - start <= _CAPTION else _CAPTION
        finished = _is_finished(text, start, end)
        if number == first and not finished and words <= _HEADLINE_WORDS and len(lines) > 1 and not signed:
            kinds[number] = "headline"
        elif words < _CAPTION and ((0 < number < head) or (signed and not finished)):
            kinds[number] = "caption"
        elif len(lines) > 1 and words <= (_SUBHEADING_WORDS if not finished else _asked(text, end)):
            kinds[number] = "subheading"


def _asked(text: str, end: int) -> int:
    """How many words a finished line may have and still be a subheading: only short questions are."""
    return _QUESTION_WORDS if text[end - 1] == "?" else 0


def _divided(
    text: str, line: Block, dateline: Dateline | None, rules: NoiseRules, hints: frozenset[str]
) -> list[Block]:
    """A line of the body without its dateline, its credit and what interrupts it, each as a block of its own."""
    cuts: list[tuple[int, int, Kind]] = []
    start, end = line.start, line.end
    if dateline:
        cuts.append((dateline.start, dateline.end, "dateline"))
        start = dateline.end
    tail = rules.tail(text, start, end)
    if tail:
        end = tail[0]
    cuts += rules.interruptions(text, start, end, hints)
    if tail:
        cuts.append((end, line.end, tail[1]))
    return list(_filled(text, line, cuts))


def _filled(text: str, line: Block, cuts: list[tuple[int, int, Kind]]) -> Iterator[Block]:
    """The cuts as blocks, with the body between them."""
    done = line.start
    for start, end, kind in [*cuts, (line.end, line.end, line.kind)]:
        for span, span_kind in (((done, start), line.kind), ((start, end), kind)):
            low, high = trimmed(text, *span)
            if low < high:
                yield Block(low, high, span_kind, line.line)
        done = end
