"""Steps of entries as sentences, out of the templates of `wording.tsv`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.dossier.days import lead, said
from dragoman.ledger.filters import first_day
from dragoman.model import Amount, Entry, Step

__all__ = ["Names", "amount_words", "listed", "party", "proofs", "sentence", "stage_words"]

Names = Callable[[str], str]
"""The name of a party code; the code itself where it has none."""

_ARTICLES = ("the ", "a ", "an ")
_OWNERS = ("its ", "their ", "his ", "her ", "our ")
_CLAUSES = ("that ", "to ")  # what a topic begins with that goes on with its sentence
_TELLING = 2  # words that a topic of a statement has more than
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SLOTS = {"date": ("when", "aim", "by"), "amount": ("amount", "of"), "place": ("place",), "persons": ("persons",)}
_PEOPLE = 4  # named in a sentence at most
_LONG = 120  # characters of a name or subject at most


class Template(NamedTuple):
    """What tells a stage as a fact or plan, and what tells it denied."""

    told: str
    denied: str


@cache
def templates() -> dict[tuple[str, str], Template]:
    """The templates by "type/kind" and stage."""
    lines = [line for line in _read("wording.tsv").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    return {(what, stage): Template(told, denied) for what, stage, told, denied in rows}


@cache
def _with_article() -> frozenset[str]:
    lines = (line for line in _read("articles.txt").splitlines() if not line.startswith("#"))
    return frozenset(code for line in lines for code in line.split())


def _read(name: str) -> str:
    return files("dragoman.dossier").joinpath(name).read_text(encoding="utf-8")


def sentence(entry: Entry, step: Step, names: Names) -> str:
    """A step of an entry as a sentence, without its full stop; who says so is told where somebody is named."""
    template = _template(entry, step.stage)
    text = (template.denied if step.negated else template.told).format_map(_slots(entry, step, names))
    return text[0].upper() + text[1:] + _attributed(entry, step)


def proofs(entry: Entry, step: Step) -> tuple[str, ...]:
    """The records behind what `sentence` tells: that of the first report, and those of what it does not tell itself."""
    template = _template(entry, step.stage)
    text = template.denied if step.negated else template.told
    used = (
        records for what, records in step.proof.items() if any(f"{{{slot}}}" in text for slot in _SLOTS.get(what, ()))
    )
    return (step.record, *(record for records in used for record in records))


def _template(entry: Entry, stage: str) -> Template:
    """The most exact template: that of the kind before that of the type, that for nobody on the other side first."""
    behind = ("/nobody", "") if entry.recipient == () else ("",)
    found = (templates().get((f"{entry.type}/{kind}{b}", stage)) for kind in (entry.kind, "*") for b in behind)
    return next(template for template in found if template is not None)


def _slots(entry: Entry, step: Step, names: Names) -> dict[str, str]:
    persons = listed(entry.persons[:_PEOPLE], "and others" if len(entry.persons) > _PEOPLE else "")
    subject = about(entry, step, names)
    is_clause = entry.type == "statement" and subject.startswith(_CLAUSES)
    return {
        "who": parties(entry.parties, names),
        "actor": parties(entry.actor or (), names) or "somebody",
        "recipient": parties(entry.recipient or (), names) or "nobody named",
        "name": _named(entry, names),
        "kind": _kind(entry),
        "place": f" in {entry.place}" if entry.place else "",
        "when": _when(entry, step),
        "aim": f" for {said(step.date)}" if step.date else "",
        "by": f" by {said(step.date)}" if step.date else "",
        "of": f" of {amount_words(entry.amount)}" if entry.amount else "",
        "persons": f" ({persons})" if persons else "",
        "amount": f" ({amount_words(entry.amount)})" if entry.amount else "",
        "subject": f"{'' if is_clause else ':'} {subject}" if subject else "",
        "to": f" to {_PURPOSES[entry.kind]}" if entry.kind in _PURPOSES else "",
    }


_PURPOSES = {"visit": "a visit", "gathering": "a gathering", "membership": "become a member"}


def _kind(entry: Entry) -> str:
    words = entry.kind.replace("_", " ")
    return words if entry.type == "aid" else _with_indefinite(words)


def _when(entry: Entry, step: Step) -> str:
    """The day of a step; of a pledge or promise made before it, by when it is to be kept."""
    if step.date is None:
        return ""
    promised = entry.kind == "promise" or entry.type == "aid"
    if not is_ahead(step) or step.stage == "planned" or (entry.type == "statement" and not promised):
        return lead(step.date)
    return f" {'by' if promised else 'for'} {said(step.date)}"


def is_ahead(step: Step) -> bool:
    """Whether a step tells a day that lay ahead when it was reported."""
    return bool(step.date and step.reported and first_day(step.date) > step.reported.isoformat())


def day_of(step: Step) -> str:
    """The day of a step behind its preposition: of a plan the day it is for."""
    if step.date is None:
        return ""
    return f" for {said(step.date)}" if step.stage == "planned" or is_ahead(step) else lead(step.date)


def about(entry: Entry, step: Step, names: Names) -> str:
    """What a step is about, empty where the sentence tells it anyway; of a statement without a topic, its words."""
    subject = _tidy(entry.subject, entry, names)
    if entry.type == "statement":
        telling = len(subject.split()) > _TELLING
        return subject if telling else f"“{_cut(step.quote).rstrip('.')}”"
    if entry.type in ("contact", "invitation") and subject.istitle():
        return ""  # a name of somebody
    told = (*entry.persons, *map(names, entry.parties))
    a_sum = entry.amount is not None and any(sign.isdigit() for sign in subject[:2])
    return "" if a_sum or any(name in subject or subject in name for name in told) else subject


def _tidy(text: str | None, entry: Entry, names: Names) -> str:
    """A name or subject without what the sentence around it tells: its parties and its place at the end."""
    told, before = _cut(text), None
    if not told:
        return ""
    sides = tuple(party(code, names).removeprefix("the ") for code in entry.parties)
    while told != before:
        before = told
        told = (_tail(sides).sub("", told) if told.endswith(sides) else told).removesuffix(f" in {entry.place}")
    return told


@lru_cache(maxsize=2_000)
def _tail(sides: tuple[str, ...]) -> re.Pattern[str]:
    """What names one or two of some parties at the end of a text."""
    side = f"(?:the )?(?:{'|'.join(map(re.escape, sides))})"
    return re.compile(rf" (?:between|with|from|for|of|to) {side}(?: and {side})?$")


def _named(entry: Entry, names: Names) -> str:
    """The name with its article, else its subject, else its kind."""
    name = _tidy(entry.name, entry, names)
    owner = next((word for word in _OWNERS if name.lower().startswith(word)), "")
    name = f"the {name[len(owner) :]}" if owner else name
    if entry.type == "accession" and not name:
        return ", ".join(entry.recipient or ()) or "a body"
    if not name:
        kind = _with_indefinite("agreement" if entry.kind == "unspecified" else entry.kind.replace("_", " "))
        return f"{kind} ({_cut(entry.subject)})" if entry.subject else kind
    return name if name.lower().startswith(_ARTICLES) or name[0].isdigit() else f"the {name}"


def _with_indefinite(words: str) -> str:
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"


def _attributed(entry: Entry, step: Step) -> str:
    if step.origin == "hand":
        return f", as filed by {step.publisher}"
    speaker = step.attribution
    if not speaker or (entry.type == "statement" and speaker in entry.persons):
        return ""
    return f", according to {speaker}"


def party(code: str, names: Names) -> str:
    """A party's name in the middle of a sentence: "the United States"."""
    name = names(code).partition(":")[2] if code[1:2] == ":" else names(code)
    return f"the {name}" if code in _with_article() and not name.lower().startswith("the ") else name


def parties(codes: Sequence[str], names: Names) -> str:
    """Parties in a row: "Kazakhstan and the United States"."""
    return listed([party(code, names) for code in codes])


def listed(words: Sequence[str], rest: str = "") -> str:
    """Words in a row: "a, b and c", "a, b and others"."""
    if rest or len(words) < 2:
        return ", ".join(words) + (f" {rest}" if rest else "")
    return f"{', '.join(words[:-1])} and {words[-1]}"


def stage_words(step: Step) -> str:
    """A stage in a few words: "not signed on 3 February 2026"."""
    stage = step.stage.replace("_", " ")
    return f"{'not ' if step.negated else ''}{stage}{day_of(step)}"


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


def _cut(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _LONG else line[: _LONG - 1].rsplit(" ", 1)[0] + "…"
