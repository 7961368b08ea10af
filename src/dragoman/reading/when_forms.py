"""Compile the words and forms of `calendar.tsv` into patterns, indexed by the word they begin with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.rows import CalendarWord
from dragoman.knowledge.tables import read_table

__all__ = ["DIGITS", "Calendar", "Form", "default_calendar"]

DIGITS = "#"
"""The index key of forms that may begin with figures."""

_DATA = Path(__file__).parents[1] / "knowledge" / "data"
_TOKEN = re.compile(r"\{(?P<name>\w+)(?::(?P<tag>\w))?(?P<strong>!)?\}(?P<optional>\?)?$")
_FIGURES = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![.,:]?\d|%)",
    "year": r"(?:1[5-9]|20)\d\d(?![.,:]?\d|%|[^\W\d_])",
    "iso": r"(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
    "dmy": r"(?:3[01]|[12]\d|0?[1-9])(?P<sep>[/.])(?:0?[1-9]|1[0-2])(?P=sep)(?:19|20)\d\d(?!\d)",
}
_JOINTS = {",": r"(?:\s*,\s*|\s+)", "-": r"\s*[-\u2013\u2014]\s*", "~": r"[\s\-\u2010\u2011]+", "'": r"['\u2019]s?\s+", "$": r"(?=\s*(?:[,.;:)]|$))"}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Form:
    """One pattern, the rule that reads its groups, and its place in the file (earlier forms win ties)."""

    rule: str
    template: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The date grammar of one language: forms by first word, and the value of each word of a class."""

    starts: Mapping[str, tuple[Form, ...]]
    values: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, rows: Iterable[CalendarWord]) -> Calendar:
        """Compile `rows`; ValueError where a form names a class that no row fills."""
        rows = tuple(rows)
        words = _classes(rows)
        starts: dict[str, list[Form]] = defaultdict(list)
        for row in rows:
            for template in row.words if row.kind == "form" else ():
                form = Form(row.value, template, re.compile(_regex(template, words), re.IGNORECASE))
                for key in _first_words(template, words):
                    starts[key].append(form)
        values = {name: {w.lower(): v.value for v in members for w in v.words} for name, members in words.items()}
        return cls({key: tuple(forms) for key, forms in starts.items()}, values)

    def value(self, group: str, words: str) -> str:
        """What the `words` caught by a group (`month`, `month_b`) stand for: the table's value, or figures."""
        table = self.values.get(group.partition("_")[0], {})
        found = table.get(" ".join(words.lower().split()))
        return found if found is not None else words


@cache
def default_calendar() -> Calendar:
    """The English calendar that ships with the package."""
    return Calendar.of(read_table(_DATA / "calendar.tsv", CalendarWord).rows)


def _classes(rows: Iterable[CalendarWord]) -> dict[str, list[CalendarWord]]:
    classes: dict[str, list[CalendarWord]] = defaultdict(list)
    for row in rows:
        if row.kind != "form":
            classes["n" if row.kind == "number" else row.kind].append(row)
    return dict(classes)


def _regex(template: str, words: Mapping[str, list[CalendarWord]]) -> str:
    """The pattern of a template: tokens joined by white space, or by the joint that stands between them."""
    out, joint = "", ""
    for token in template.split():
        if token in _JOINTS:
            joint = _JOINTS[token]
            out += joint if token == "$" else ""
            continue
        body, optional = _token(token, words)
        if optional:
            out += f"{joint}(?:{body}(?:\\s*,)?\\s+)?"
            joint = ""
            continue
        out += joint + body
        joint = r"\s+"
    return out + r"(?!\w)"


def _token(token: str, words: Mapping[str, list[CalendarWord]]) -> tuple[str, bool]:
    found = _TOKEN.match(token)
    if not found:
        return re.escape(token.removesuffix("?")), token.endswith("?")
    name, tag = found["name"], found["tag"]
    group = f"{name}_{tag}" if tag else name
    return f"(?P<{group}>{_alternatives(name, bool(found['strong']), words)})", bool(found["optional"])


def _alternatives(name: str, strong: bool, words: Mapping[str, list[CalendarWord]]) -> str:
    if name in _FIGURES:
        return _FIGURES[name]
    if name not in words:
        raise ValueError(f"a form names the class {{{name}}}, which no row fills (known: {', '.join(sorted(words))})")
    choices = sorted((_word(w, row) for row in words[name] for w in row.words if not (strong and w in row.weak)), key=len)
    figures = [r"\d{1,3}(?![.,:]?\d|%)"] if name == "n" else []
    return "|".join([*reversed(choices), *figures])


def _word(word: str, row: CalendarWord) -> str:
    return f"(?-i:{_literal(word)}|{_literal(word.upper())})" if row.case == "proper" else _literal(word)


def _literal(word: str) -> str:
    body = r"\s+".join(re.escape(part) for part in word.split())
    return body if word.endswith(".") else body + r"(?!\w)"


def _first_words(template: str, words: Mapping[str, list[CalendarWord]]) -> set[str]:
    """The index keys of a template: lower-case first words, and `DIGITS`."""
    keys: set[str] = set()
    for token in template.split():
        if token in _JOINTS:
            continue
        found = _TOKEN.match(token)
        keys |= _keys(found["name"], words) if found else {_WORD.findall(token)[0].lower()}
        if not (token.endswith("?")):
            break
    return keys


def _keys(name: str, words: Mapping[str, list[CalendarWord]]) -> set[str]:
    keys = {DIGITS} if name in _FIGURES or name == "n" else set()
    return keys | {_WORD.findall(w)[0].lower() for row in words.get(name, ()) for w in row.words}
