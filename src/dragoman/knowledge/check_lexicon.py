"""Cross-check the lexicon: lines against the classes of nouns, the schema and the codes of parties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.knowledge.lines import Line, WordClasses, compile_line, word_classes
from dragoman.knowledge.rows import Row
from dragoman.knowledge.rows_events import EventPredicate
from dragoman.knowledge.rows_lexicon import Noun, Predicate, WordClass
from dragoman.model import DIRECTED, KINDS, STAGES

__all__ = ["Problem", "lexicon_problems"]

Problem = tuple[str, str]
"""The value and what is wrong with it."""

_EXPECTED = re.compile(r"(?P<type>[a-z]+)/(?P<kind>[a-z_]+)/(?P<stage>[a-z_]+)!?(?: (?P<who>.+))?")


class _Known(NamedTuple):
    """The classes of nouns, those of words, and the codes of parties."""

    classes: frozenset[str]
    listed: WordClasses
    parties: frozenset[str]


def lexicon_problems(knowledge: Knowledge, parties: frozenset[str]) -> Callable[[Row], Iterator[Problem]]:
    """A function that tells what is wrong with a row of the lexicon, nothing for other rows."""
    classes = frozenset(one for noun in knowledge.rows("nouns.tsv", Noun) for one in noun.classes)
    return partial(_problems, _Known(classes, word_classes(knowledge), parties))


def _problems(known: _Known, row: Row) -> Iterator[Problem]:
    if isinstance(row, EventPredicate):
        yield from _classes(compile_line(row, known.listed)[1], known)
    elif isinstance(row, Predicate):
        yield from _of_line(compile_line(row, known.listed)[1], known)
    elif isinstance(row, WordClass) and row.name in known.classes:
        yield row.name, "is a class of nouns.tsv already"
    elif isinstance(row, Noun) and row.kind and not any(row.kind in kinds for kinds in KINDS.values()):
        yield row.kind, "is the kind of no record type"


def _of_line(line: Line, known: _Known) -> Iterator[Problem]:
    yield from _classes(line, known)
    if line.kind == "*" and line.pos != "noun" and not any(need.test in ("class", "lemma") for need in line.needs):
        yield line.row.yields, "takes its kind from a noun, and the line's needs name no class or word"
    if line.row.stage and line.row.stage.removesuffix("!") not in STAGES[line.type]:
        yield line.row.stage, f"is no stage of {line.type}: {', '.join(STAGES[line.type])}"
    yield from _of_roles(line)
    is_open = any(need.test == "NEWBODY" for need in line.needs)  # its example names a body that no file knows
    for part in line.row.expects.split(";"):
        yield from (
            p for p in _of_expected(part.strip(), known) if not (is_open and p[0].isupper() and "/" not in p[0])
        )


def _classes(line: Line, known: _Known) -> Iterator[Problem]:
    named = [value for need in line.needs if need.test == "class" for value in sorted(need.values)]
    for value in named:
        if value not in known.classes:
            yield value, "is a class of no noun in nouns.tsv, and none of words.tsv"


def _of_roles(line: Line) -> Iterator[Problem]:
    wrong = {"parties"} if line.type in DIRECTED else {"actor", "recipient"}
    for role in sorted(wrong & set(line.roles)):
        right = "actor and recipient" if line.type in DIRECTED else "parties"
        yield role, f"is no role of {line.type}, which has {right}"


def _of_expected(part: str, known: _Known) -> Iterator[Problem]:
    if part == "nothing":
        return
    found = _EXPECTED.fullmatch(part)
    if found is None:
        yield part, "reads like 'contact/meeting/held CHN KAZ', 'statement/accuse/made THA>KHM' or 'nothing'"
        return
    record_type, kind, stage, who = found["type"], found["kind"], found["stage"], found["who"] or ""
    if record_type not in KINDS or kind not in KINDS[record_type] or stage not in STAGES[record_type]:
        yield part, "is no type, kind and stage of the schema"
    for code in _codes(who, record_type in DIRECTED):
        if code not in known.parties:
            yield code, "is the code of no state, body, group or region"


def _codes(who: str, directed: bool) -> list[str]:
    """The codes of "CHN KAZ" or "THA>KHM,LAO"; a code with a space in it ("R:Central Asia") is found too."""
    if directed:
        return [code for side in who.split(">") for code in side.split(",") if code]
    return re.findall(r"[RX]:[^:]+?(?= [A-Z0-9]{2,}\b| [RX]:|$)|\S+", who)
