"""Phrases that sentences are put together from: parties, names with their articles, topics, sums."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.dossier.data import kinds, words
from dragoman.model import Amount, Entry

__all__ = [
    "SCALES",
    "Names",
    "amount_words",
    "cut",
    "kind",
    "listed",
    "named",
    "parties",
    "party",
    "place_words",
    "tidy",
    "verbs",
]

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
SCALES = tuple(word for _, word in _SCALES)
_LONG = 120  # characters of a name or subject at most
_QUOTES = (("“", "”"), ('"', '"'), ("(", ")"))  # not "’", which is an apostrophe too
_OWNED = re.compile(r"(?:[A-Z][\w.-]* )*[A-Z][\w.-]*['’]s? ")  # "Kazakhstan's national railway"
_HEAD = re.compile(r" (?:of|on|for|in|at|to|with|between|that|which|by|from|about|under|against) |,")
_VERBS = {"is": "are", "was": "were", "has": "have"}


def _nowhere(_: str) -> None:
    return None


@dataclass(frozen=True)
class Names:
    """What views need to know of the world: the name of a party (its code where it has none), the state of a town."""

    name: Callable[[str], str]
    state_of: Callable[[str], str | None] = _nowhere

    def __call__(self, code: str) -> str:
        return self.name(code)


def party(code: str, names: Names) -> str:
    """A party's name in the middle of a sentence: "the United States"."""
    name = names(code).partition(":")[2] if code[1:2] == ":" else names(code)
    return f"the {name}" if code in words("with_the") and not name.lower().startswith("the ") else name


@lru_cache(maxsize=2_000)
def parties(codes: tuple[str, ...], names: Names) -> str:
    """Parties in a row: "Kazakhstan and the United States"."""
    return listed([party(code, names) for code in codes])


def listed(told: Sequence[str], rest: str = "") -> str:
    """Words in a row: "a, b and c", "a, b and others"."""
    if rest or len(told) < 2:
        return ", ".join(told) + (f" {rest}" if rest else "")
    return f"{', '.join(told[:-1])} and {told[-1]}"


def place_words(place: str | None) -> str:
    """Where something was: " in Hanoi", " at the White House"."""
    if not place:
        return ""
    bare = place.removeprefix("the ").removeprefix("The ")
    return f" at the {bare}" if bare.split()[-1] in words("venue") else f" in {place}"


def kind(entry: Entry) -> str:
    """What an entry is one of: "a tariff", "sanctions"; of aid without an article."""
    told = entry.kind.replace("_", " ")
    return told if entry.type == "aid" else kinds().get(entry.kind) or _with_indefinite(told)


def named(entry: Entry, names: Names) -> str:
    """The name with its article, else its kind."""
    name = tidy(entry.name, entry, names)
    owner = next((f"{word} " for word in words("owner") if name.lower().startswith(f"{word} ")), "")
    name = f"the {name[len(owner) :]}" if owner else name
    if entry.type == "accession" and not name:
        return ", ".join(entry.recipient or ()) or "a body"
    if not name:
        subject = tidy(entry.subject, entry, names)
        return f"{kind(entry)} ({subject})" if subject else kind(entry)
    has_own = name.lower().startswith(tuple(f"{word} " for word in words("article")))
    return name if has_own or name[0].isdigit() or _OWNED.match(name) else f"the {name}"


def verbs(name: str, *, past: bool) -> dict[str, str]:
    """ "is", "was" and "has" as a name asks for ("the agreements" "are"), "be" and "are"; of what is past, "was"."""
    head = _HEAD.split(name, maxsplit=1)[0]
    several = head.endswith("s") and not head.endswith(words("one"))
    found = {one: many if several else one for one, many in _VERBS.items()}
    return found | {"is": found["was"], "be": "was", "are": "were"} if past else found | {"be": "is", "are": "are"}


def tidy(text: str | None, entry: Entry, names: Names) -> str:
    """A name or subject without what the sentence around it tells: its parties and its place at the end."""
    told, before = cut(text), None
    if not told:
        return ""
    sides = _sides(entry.parties, names)
    while told != before:
        before = told
        told = (_tail(sides).sub("", told) if told.endswith(sides) else told).removesuffix(f" in {entry.place}")
    return _closed(told)


@lru_cache(maxsize=2_000)
def _sides(codes: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return tuple(party(code, names).removeprefix("the ") for code in codes)


def _closed(text: str) -> str:
    """A text without marks at its ends that belong to words around it."""
    for opening, closing in _QUOTES:
        opened, closed = text.count(opening), text.count(closing)
        if opened != closed or (opening == closing and opened % 2):
            text = text.replace(opening if opened >= closed else closing, "")
    return text.strip(" ,;:.–-")


@lru_cache(maxsize=2_000)
def _tail(sides: tuple[str, ...]) -> re.Pattern[str]:
    """What names one or two of some parties at the end of a text."""
    side = f"(?:the )?(?:{'|'.join(map(re.escape, sides))})"
    return re.compile(rf" (?:between|with|from|for|of|to) {side}(?: and {side})?$")


@cache
def _with_indefinite(told: str) -> str:
    return f"{'an' if told[0] in 'aeio' else 'a'} {told}"


def amount_words(amount: Amount) -> str:
    """A sum or range: "USD 1.2 billion", "USD 20 to 30 billion", "over USD 5 billion"."""
    if amount.max is None:
        return f"over {amount.currency} {_number(amount.min)}"
    if amount.max == amount.min:
        return f"{amount.currency} {_number(amount.min)}"
    if amount.min == 0:
        return f"up to {amount.currency} {_number(amount.max)}"
    return f"{amount.currency} {_number(amount.min)} to {_number(amount.max)}"


def _number(value: float) -> str:
    for scale, word in _SCALES:
        if value >= scale:
            return f"{value / scale:,.3g} {word}"
    return f"{value:,.0f}"


def cut(text: str | None, most: int = _LONG) -> str:
    """A text on one line, cut behind a word where it is too long."""
    line = " ".join((text or "").split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
