"""Actor dictionaries of the PETRARCH coders, as rows of `events/actors.tsv`.

A name stands in a line of its own, with underscores for spaces, its synonyms in lines that begin with `+`, codes in
brackets behind it or in lines below it: `[IRNGOV]`, `[IRNELI <891231]`, `[IRNREB >19900101]`, `[IRNGOV 890101-950101]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Actor", "actors", "table"]

_CODE = re.compile(r"\[\s*([A-Z0-9]+)\s*([<>]?\s*\d{6,8}(?:\s*-\s*\d{6,8})?)?\s*\]")
_COMMENT = re.compile(r"\s*[;#].*$")
_COLUMNS = "name\tcode\tcountry\tsectors\tsince\tuntil"
_COUNTRY = 3
_CENTURY = 30  # two-digit years up to this one are of this century


class Actor(NamedTuple):
    """One row of `events/actors.tsv`."""

    name: str
    code: str
    since: str = ""
    until: str = ""


def table(text: str, today: str) -> tuple[str, list[str]]:
    """The rows of a dictionary as a file, and the lines that could not be used."""
    found, problems = actors(text)
    head = (
        "# Actors of a PETRARCH dictionary.", f"# reviewed: {today}",
        "# name, code, country, sectors, since, until: as in the shipped events/actors.tsv", _COLUMNS,
    )  # fmt: skip
    rows = dict.fromkeys(_row(actor) for actor in found)
    return "\n".join((*head, *rows)) + "\n", problems


def actors(text: str) -> tuple[list[Actor], list[str]]:
    """The actors of a dictionary in its order, each synonym by itself; and what could not be used."""
    found: list[Actor] = []
    problems: list[str] = []
    for names, codes, number in _entries(text):
        if not codes:
            problems.append(f"line {number}: {names[0]!r} has no code")
        found += [Actor(name, *code) for name in names for code in codes]
    return found, problems


def _entries(text: str) -> Iterator[tuple[list[str], list[tuple[str, str, str]], int]]:
    names: list[str] = []
    codes: list[tuple[str, str, str]] = []
    first = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = _COMMENT.sub("", raw)
        name = _name(line)
        if name and not line.startswith("+"):
            if names:
                yield names, codes, first
            names, codes, first = [], [], number
        if name:
            names.append(name)
        codes += [(code, *_term(term)) for code, term in _CODE.findall(line)]
    if names:
        yield names, codes, first


def _name(line: str) -> str:
    """The name of a line: underscores are spaces, a last one ends it."""
    word = line.partition("[")[0].strip().removeprefix("+").strip(" _")
    return " ".join(word.replace("_", " ").split())


def _term(term: str) -> tuple[str, str]:
    """From when until when: `<` before a day, `>` after one, or two days."""
    days = [_day(digits) for digits in re.findall(r"\d+", term)]
    if len(days) > 1:
        return days[0], days[1]
    if not days:
        return "", ""
    return ("", days[0]) if term.startswith("<") else (days[0], "")


def _day(digits: str) -> str:
    """`YYYYMMDD` or `YYMMDD` as ISO 8601."""
    if len(digits) < len("YYYYMMDD"):
        digits = ("20" if int(digits[:2]) <= _CENTURY else "19") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"


def _row(actor: Actor) -> str:
    country = actor.code[:_COUNTRY]
    sectors = "|".join(actor.code[i : i + 3] for i in range(_COUNTRY, len(actor.code) - 2, 3))
    return "\t".join((actor.name, actor.code, country, sectors, actor.since, actor.until)).rstrip("\t")
