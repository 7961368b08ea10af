"""Compile the words and forms of `calendar.tsv` into patterns, indexed by the two words they begin with.

The index is what makes the search fast: most words begin no date, and of those that may ("in", "the", "a")
most are followed by a word that ends the hope.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.knowledge import DATA
from dragoman.knowledge.rows import CalendarWord
from dragoman.knowledge.tables import read_table
from dragoman.reading.phrases import plain

__all__ = ["Calendar", "Form", "default_calendar", "key_of"]

_FIGURE = "#"
_END = ""
_Classes = Mapping[str, list[CalendarWord]]
_TOKEN = re.compile(r"\{(?P<name>\w+)(?::(?P<tag>\w))?(?P<strong>!)?\}(?P<optional>\?)?$")
_FIGURES = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![.,:]?\d|%)",
    "year": r"(?:1[5-9]|20)\d\d(?![.,:]?\d|%|[^\W\d_])",
    "iso": r"(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
    "dmy": r"(?:3[01]|[12]\d|0?[1-9])(?P<sep>[/.])(?:0?[1-9]|1[0-2])(?P=sep)(?:19|20)\d\d(?!\d)",
}
_JOINTS = {
    ",": r"(?:\s*,\s*|\s+)",
    "-": r"\s*[-\u2013\u2014]\s*",
    "~": r"[\s\-\u2010\u2011]+",
    "'": r"['\u2019]s?\s+",
    "$": r"(?=\s*(?:[,.;:)]|$|(?:and|but)\b))",
}
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

    starts: Mapping[str, Mapping[str, tuple[Form, ...]]]
    values: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, rows: Iterable[CalendarWord]) -> Calendar:
        """Compile `rows`; ValueError where a form names a class that no row fills."""
        rows = tuple(rows)
        words = _classes(rows)
        templates = [(row.value, template) for row in rows if row.kind == "form" for template in row.words]
        forms = [Form(rule, text, re.compile(_regex(text, words), re.IGNORECASE)) for rule, text in templates]
        values = {name: {plain(w): v.value for v in members for w in v.words} for name, members in words.items()}
        return cls(_index(forms, words), values)

    def forms(self, first: str, second: str) -> tuple[Form, ...]:
        """The forms that may begin with the words of these keys, in the order of the file."""
        seconds = self.starts.get(first)
        return (seconds.get(second) or seconds.get(_END, ())) if seconds else ()

    def value(self, group: str, words: str) -> str:
        """What the `words` caught by a group (`month`, `month_b`) stand for: the table's value, or figures."""
        table = self.values.get(group.partition("_")[0], {})
        found = table.get(plain(words))
        return found if found is not None else words


@cache
def default_calendar() -> Calendar:
    """The English calendar that ships with the package."""
    return Calendar.of(read_table(DATA / "calendar.tsv", CalendarWord).rows)


def _classes(rows: Iterable[CalendarWord]) -> dict[str, list[CalendarWord]]:
    classes: dict[str, list[CalendarWord]] = defaultdict(list)
    for row in rows:
        if row.kind != "form":
            classes["n" if row.kind == "number" else row.kind].append(row)
    return dict(classes)


def _regex(template: str, words: _Classes) -> str:
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


def _token(token: str, words: _Classes) -> tuple[str, bool]:
    found = _TOKEN.match(token)
    if not found:
        return re.escape(token.removesuffix("?")), token.endswith("?")
    name, tag = found["name"], found["tag"]
    group = f"{name}_{tag}" if tag else name
    return f"(?P<{group}>{_alternatives(name, bool(found['strong']), words)})", bool(found["optional"])


def _alternatives(name: str, strong: bool, words: _Classes) -> str:
    if name in _FIGURES:
        return _FIGURES[name]
    if name not in words:
        raise ValueError(f"a form names the class {{{name}}}, which no row fills (known: {', '.join(sorted(words))})")
    choices = sorted(
        (_word(w, row) for row in words[name] for w in row.words if not (strong and w in row.weak)), key=len
    )
    figures = [r"\d{1,3}(?![.,:]?\d|%)"] if name == "n" else []
    return "|".join([*reversed(choices), *figures])


def _word(word: str, row: CalendarWord) -> str:
    return f"(?-i:{_literal(word)}|{_literal(word.upper())})" if row.case == "proper" else _literal(word)


def _literal(word: str) -> str:
    body = r"\s+".join(re.escape(part) for part in word.split())
    return body if word.endswith(".") else body + r"(?!\w)"


_Known = dict[tuple[str, ...], set[tuple[str, str]]]
"""Openings computed before, by the tokens that remain of a template: forms share their ends."""


def key_of(word: str) -> str:
    """The key of a word in the index of forms: lower case, and one key for all that begins with a figure."""
    return _FIGURE if word[0].isdecimal() else word.lower()


def _index(forms: Iterable[Form], words: _Classes) -> dict[str, dict[str, tuple[Form, ...]]]:
    """Forms by first and second key; forms of one word stand under every second key."""
    known: _Known = {}
    openings = [(form, _openings(tuple(form.template.split()), words, known)) for form in forms]
    seconds: dict[str, set[str]] = defaultdict(lambda: {_END})
    for _, keys in openings:
        for first, second in keys:
            seconds[first].add(second)
    return {
        first: {s: tuple(f for f, keys in openings if (first, s) in keys or (first, _END) in keys) for s in among}
        for first, among in seconds.items()
    }


def _openings(tokens: tuple[str, ...], words: _Classes, known: _Known) -> set[tuple[str, str]]:
    """The pairs of keys that a form may begin with; the second is empty where one word may be all."""
    if tokens not in known:
        found: set[tuple[str, str]] = set()
        for keys in _keys(tokens[0], words):
            rest = _openings(tokens[1:], words, known) if len(tokens) > 1 and len(keys) == 1 else {(_END, _END)}
            found |= (
                {(keys[0], keys[1])}
                if len(keys) > 1
                else {(keys[0] or first, first if keys[0] else second) for first, second in rest}
            )
        known[tokens] = found | (_openings(tokens[1:], words, known) if tokens[0].endswith("?") else set())
    return known[tokens]


def _keys(token: str, words: _Classes) -> list[list[str]]:
    """The first keys, one or two, of each thing a token may be; an empty key for a joint."""
    if token in _JOINTS:
        return [["s"], [_END]] if token == "'" else [[_END]]
    named = _TOKEN.match(token)
    if not named:
        return [[key_of(w) for w in _WORD.findall(token)][:2]]
    figures = {
        "iso": [[_FIGURE] * 2],
        "dmy": [[_FIGURE] * 2],
        "n": [[_FIGURE]],
        "day": [[_FIGURE]],
        "year": [[_FIGURE]],
    }
    listed = [[key_of(k) for k in _WORD.findall(w)][:2] for row in words.get(named["name"], ()) for w in row.words]
    return listed + figures.get(named["name"], [])
