"""The rows of `noise.tsv`, compiled: what kind of line is this, where does its own text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

from dragoman.knowledge.rows import NoiseRule

__all__ = ["Dateline", "Kind", "NoiseRules", "RuleError"]

Kind = Literal["headline", "byline", "caption", "agency", "date_line", "dateline", "noise", "subheading", "body"]

STUB = 200  # characters; a longer line is matched by no rule for whole lines
SHORT = 400  # characters; a longer line is body, whatever its beginning
TAIL = 120  # characters at the end of a paragraph in which an agency signs
GIANT = 1200  # characters; from here on a paragraph is a whole story
_PART = re.compile(r"\{\{(\w+)\}\}")
_FINISHED = frozenset(".!?…。؟।\"”’»'")


class RuleError(ValueError):
    """A pattern of noise.tsv is no regular expression or names an unknown part."""


@dataclass(frozen=True)
class Dateline:
    """Where a story was filed, as told at its head: "KYIV, May 3 (Agency) —" is `text[start:end]`."""

    place: str
    date_text: str | None
    agency: str | None
    start: int
    end: int


@dataclass(frozen=True)
class _Inside:
    kind: Kind
    hint: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class NoiseRules:
    """The compiled rules; build them once with `of` and pass them to every `layout`."""

    whole: re.Pattern[str]
    begin: re.Pattern[str]
    ends: re.Pattern[str]
    has: re.Pattern[str]
    tails: re.Pattern[str]
    kinds: tuple[Kind, ...]
    lists: frozenset[int]
    heads: tuple[re.Pattern[str], ...]
    leads: tuple[re.Pattern[str], ...]
    inside: tuple[_Inside, ...]
    giant: tuple[_Inside, ...]

    @classmethod
    def of(cls, rows: Iterable[NoiseRule]) -> NoiseRules:
        """Compile the rows of noise.tsv; of several that match a line the first counts; RuleError where one is bad."""
        rules = [(row, pattern) for row, pattern in _expanded(rows) if row.scope != "part"]
        return cls(
            whole=_any((i, rf"(?:{p})\s*\Z", r) for i, (r, p) in enumerate(rules) if r.scope in ("line", "list")),
            begin=_any((i, p, r) for i, (r, p) in enumerate(rules) if r.scope == "start"),
            ends=_any((i, rf"(?:{p})\s*\Z", r) for i, (r, p) in enumerate(rules) if r.scope == "end"),
            has=_any((i, p, r) for i, (r, p) in enumerate(rules) if r.scope == "has"),
            tails=_any((i, rf"(?:{p})\s*\Z", r) for i, (r, p) in enumerate(rules) if r.scope == "tail"),
            kinds=tuple(cast(Kind, row.kind) for row, _ in rules),
            lists=frozenset(i for i, (row, _) in enumerate(rules) if row.scope == "list"),
            heads=tuple(_compiled(p, r) for r, p in rules if r.scope == "head"),
            leads=tuple(_compiled(p, r) for r, p in rules if r.scope in ("head", "lead")),
            inside=tuple(_Inside(cast(Kind, r.kind), r.hint, _compiled(p, r)) for r, p in rules if r.scope == "inside"),
            giant=tuple(_Inside(cast(Kind, r.kind), r.hint, _compiled(p, r)) for r, p in rules if r.scope == "giant"),
        )

    def line(self, text: str, start: int, end: int) -> tuple[Kind | None, bool]:
        """What kind of line `text[start:end]` is by its words alone, and whether it opens a list of links."""
        found = None
        if end - start <= STUB:
            found = self.whole.match(text, start, end)
        if found is None and end - start <= SHORT:
            found = self.begin.match(text, start, end) or self.has.search(text, start, end)
            if found is None and text[end - 1] not in _FINISHED:
                found = self.ends.search(text, max(start, end - TAIL), end)
        if found is None:
            return None, False
        rule = _rule_of(found)
        return self.kinds[rule], rule in self.lists

    def dateline(self, text: str, start: int, end: int, *, first: bool) -> Dateline | None:
        """The dateline at the head of a paragraph; the weaker forms count only in a story's first."""
        for pattern in self.leads if first else self.heads:
            found = pattern.match(text, start, end)
            if found is None:
                continue
            parts = found.groupdict()
            caps = parts.get("caps")
            if place := caps if caps and caps.isupper() else parts.get("place"):
                return Dateline(
                    place.strip(" .") if place.count(".") < 2 else place.strip(),
                    parts.get("date"),
                    parts.get("agency"),
                    start,
                    found.end(),
                )
        return None

    def tail(self, text: str, start: int, end: int) -> tuple[int, Kind] | None:
        """Where the credit at the end of a paragraph begins, and its kind."""
        if start >= end or text[end - 1] in _FINISHED:
            return None
        found = self.tails.search(text, max(start, end - TAIL), end)
        return (found.start(), self.kinds[_rule_of(found)]) if found and found.start() > start else None

    def interruptions(self, text: str, start: int, end: int, hints: frozenset[str]) -> list[tuple[int, int, Kind]]:
        """The spans inside a paragraph that are none of its text, ordered and disjoint."""
        rules = [rule for rule in self.inside if rule.hint in hints]
        if end - start >= GIANT:
            rules += self.giant
        spans = sorted(
            (*found.span(), rule.kind) for rule in rules for found in rule.pattern.finditer(text, start, end)
        )
        kept: list[tuple[int, int, Kind]] = []
        for span in spans:
            if span[0] < span[1] and (not kept or span[0] >= kept[-1][1]):
                kept.append(span)
        return kept

    def hints_in(self, text: str) -> frozenset[str]:
        """Those hints of the rules that occur in the text."""
        return frozenset(rule.hint for rule in self.inside if rule.hint in text)


def _expanded(rows: Iterable[NoiseRule]) -> Iterator[tuple[NoiseRule, str]]:
    """Each row with its pattern, the parts that it names filled in."""
    parts: dict[str, str] = {}
    for row in rows:
        if unknown := [name for name in _PART.findall(row.pattern) if name not in parts]:
            raise RuleError(f"noise.tsv: pattern {row.pattern!r} names the unknown part {unknown[0]!r}")
        pattern = _PART.sub(lambda name: parts[name[1]], row.pattern)
        if row.scope == "part":
            parts[row.name] = f"(?:{pattern})"
        yield row, pattern


def _compiled(pattern: str, row: NoiseRule) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE if row.case == "any" else 0)
    except re.error as error:
        raise RuleError(f"noise.tsv: pattern {row.pattern!r}: {error}") from error


def _any(patterns: Iterable[tuple[int, str, NoiseRule]]) -> re.Pattern[str]:
    """One pattern for all: group `r7` tells that rule 7 matched."""
    branches = ["(?!)"]
    for index, pattern, row in patterns:
        if _compiled(pattern, row).groups:
            raise RuleError(f"noise.tsv: pattern {row.pattern!r} has a capturing group; write (?:…)")
        branches.append(f"(?P<r{index}>{'(?i:' if row.case == 'any' else '(?:'}{pattern}))")
    return re.compile("|".join(branches))


def _rule_of(found: re.Match[str]) -> int:
    return int((found.lastgroup or "r0")[1:])
