"""Steps of entries as sentences, out of the templates of `wording.tsv`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache, partial
from string import Formatter
from typing import NamedTuple

from dragoman.dossier.data import StageWords, Template, stages, templates, words
from dragoman.dossier.days import is_past, lead, said
from dragoman.dossier.phrasing import (
    SCALES,
    Names,
    amount_words,
    cut,
    kind,
    listed,
    named,
    parties,
    place_words,
    tidy,
    verbs,
)
from dragoman.ledger.filters import first_day
from dragoman.model import Entry, Step

__all__ = ["is_ahead", "sentence", "slots_of", "stage_words", "template_of", "words_of_stage"]

_PEOPLE = 4  # named in a sentence at most
_INNER = str.maketrans("“”", "‘’")  # quotation marks within a quotation
_QUOTED = 200  # characters of words that are quoted at most
_FULL = 118  # characters of a topic that was cut off when it was read
_PURPOSES = {"visit": "visit", "gathering": "a gathering", "membership": "become a member"}


def sentence(entry: Entry, step: Step, names: Names, today: dt.date | None = None) -> str:
    """A step of an entry as a sentence, without its full stop; who says so is told where somebody is named.

    With `today`, plans whose day is past are told as such: "was planned".
    """
    past = step.date is not None and today is not None and is_past(step.date, today)
    template, scene = template_of(entry, step), Scene(entry, step, names, past)
    text = template.format_map({slot: _SLOTS[slot](scene) for slot in slots_of(template)})
    return text[0].upper() + text[1:] + _attributed(entry, step)


def template_of(entry: Entry, step: Step) -> str:
    """The most exact template: that of the kind before that of the type, that for nobody on the other side first."""
    behind = ("/nobody", "") if entry.recipient == () else ("",)
    keys = ((f"{entry.type}/{of}{b}", step.stage) for of in (entry.kind, "*") for b in behind)
    found: Template = next(templates()[key] for key in keys if key in templates())
    if step.negated:
        return found.denied
    return found.ahead if is_ahead(step) else found.told


class Scene(NamedTuple):
    """What a sentence tells of: a step of an entry, and whether its day is past."""

    entry: Entry
    step: Step
    names: Names
    past: bool


def _days(scene: Scene, leading: str) -> str:
    """The day of a step behind what leads to it; nothing where there is none."""
    day = scene.step.date
    return leading.format(day=said(day), on=lead(day)) if day else ""


def _verb(scene: Scene, one: str) -> str:
    return verbs(named(scene.entry, scene.names), past=scene.past)[one]


def _amount(scene: Scene) -> str:
    """The sum, where the name does not tell it."""
    told = amount_words(scene.entry.amount) if scene.entry.amount else ""
    return f" ({told})" if told and told.split()[1] not in (scene.entry.name or "") else ""


def _subject(scene: Scene) -> str:
    what = about(scene.entry, scene.names)
    return "" if not what or (scene.entry.type == "invitation" and what.startswith("to ")) else f": {what}"


def _purpose(scene: Scene) -> str:
    what = about(scene.entry, scene.names)
    return f" for {what}" if what else ""


def _invited_to(scene: Scene) -> str:
    what = about(scene.entry, scene.names)
    return f" {what}" if what.startswith("to ") else f" to {_PURPOSES[scene.entry.kind]}"


def _speaker(scene: Scene) -> str:
    """Who makes a statement, and for whom: "Erik Lund (Norway)"."""
    whose = parties(scene.entry.actor or (), scene.names) or "somebody"
    return f"{people(scene.entry)} ({whose.removeprefix('the ')})" if scene.entry.persons else whose


def _trip(scene: Scene) -> str:
    """Who travels where, if the place lies in the state of one side; else between whom the visit is, and where."""
    entry, names = scene.entry, scene.names
    host = names.state_of(entry.place) if entry.place else None
    guests = [code for code in entry.parties if code != host]
    if host in entry.parties and guests:
        return f" from {parties(tuple(guests), names)} to {entry.place}"
    return f" involving {parties(entry.parties, names)}{place_words(entry.place)}"


_SLOTS: dict[str, Callable[[Scene], str]] = {
    "who": lambda s: parties(s.entry.parties, s.names),
    "actor": lambda s: parties(s.entry.actor or (), s.names) or "somebody",
    "recipient": lambda s: parties(s.entry.recipient or (), s.names) or "nobody named",
    "speaker": _speaker,
    "name": lambda s: named(s.entry, s.names),
    "kind": lambda s: kind(s.entry),
    "is": partial(_verb, one="is"),
    "was": partial(_verb, one="was"),
    "has": partial(_verb, one="has"),
    "be": lambda s: "was" if s.past else "is",
    "are": lambda s: "were" if s.past else "are",
    "place": lambda s: place_words(s.entry.place),
    "trip": _trip,
    "when": partial(_days, leading="{on}"),
    "on": lambda s: _days(s, "{on}, ").lstrip(),
    "aim": partial(_days, leading=" for {day}"),
    "by": partial(_days, leading=" by {day}"),
    "asof": partial(_days, leading=" as of {day}"),
    "effect": partial(_days, leading=" with effect from {day}"),
    "of": lambda s: f" of {amount_words(s.entry.amount)}" if s.entry.amount else "",
    "persons": lambda s: f" ({people(s.entry)})" if s.entry.persons else "",
    "amount": _amount,
    "subject": _subject,
    "purpose": _purpose,
    "to": _invited_to,
    "what": lambda s: _content(s).what,
    "for": lambda s: _content(s).reason,
    "of_doing": lambda s: _content(s).deed,
    "to_do": lambda s: _content(s).wish,
}
"""What the words in braces of `wording.tsv` stand for."""


@lru_cache(maxsize=1_000)
def slots_of(template: str) -> tuple[str, ...]:
    """The words in braces of a template."""
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def people(entry: Entry) -> str:
    """The people who take part, a few of them by name."""
    return listed(entry.persons[:_PEOPLE], "and others" if len(entry.persons) > _PEOPLE else "")


class Content(NamedTuple):
    """What was said, as it goes behind "rejected", "praised", "accused" and "called on"."""

    what: str
    reason: str
    deed: str
    wish: str


def _content(scene: Scene) -> Content:
    """By its topic where that goes on with the sentence, else in the words of the story."""
    entry = scene.entry
    topic = tidy(entry.subject, entry, scene.names)
    quoted = f": “{cut(scene.step.quote, _QUOTED).rstrip('.').translate(_INNER)}”"
    if topic.startswith("that ") and entry.kind not in ("call_for", "promise"):
        quoted = f", saying {topic}"
    first = topic.split(" ")[0].lower() if " " in topic and len(entry.subject or "") < _FULL else ""
    is_thing = first in words("opening") or first.endswith(("'s", "’s"))
    is_deed = first.endswith("ing")
    asked = {"to": f" {topic}", "that": f", asking {topic}" if entry.kind == "call_for" else f" {topic}"}
    return Content(
        what=f": {topic}" if is_thing else quoted,
        reason=f" for {topic}" if is_thing or is_deed else quoted,
        deed=f" of {topic}" if is_deed else quoted,
        wish=asked.get(first, quoted),
    )


def is_ahead(step: Step) -> bool:
    """Whether a step tells a day that lay ahead when it was reported."""
    return bool(step.date and step.reported and first_day(step.date) > step.reported.isoformat())


def about(entry: Entry, names: Names) -> str:
    """What a step is about, empty where the sentence tells it anyway."""
    subject = tidy(entry.subject, entry, names) if len(entry.subject or "") < _FULL else ""
    if subject.split(" ")[0].lower() in words("pointing"):
        return ""  # "this occasion": nothing here tells which
    if entry.type in ("contact", "invitation") and (subject.istitle() or subject.split(" ")[-1:] == [entry.kind]):
        return ""  # a name of somebody, or what the sentence tells anyway: "a three-day visit"
    told = (*entry.persons, *map(names, entry.parties), *filter(None, (entry.place,)))
    if any(subject.split(" ")[0].rstrip(",") in person.split() for person in entry.persons):
        return ""  # "Kim, who landed late"
    a_sum = (entry.amount is not None and any(sign.isdigit() for sign in subject[:2])) or subject.endswith(SCALES)
    if entry.type == "invitation" and subject.startswith("to "):
        return subject
    return "" if a_sum or any(name in subject or subject in name for name in told) else subject


def _attributed(entry: Entry, step: Step) -> str:
    if step.origin == "hand":
        return f", as filed by {step.publisher}"
    speaker = step.attribution
    if not speaker or (entry.type == "statement" and speaker in entry.persons):
        return ""
    return f", according to {speaker[0].lower() + speaker[1:] if speaker.startswith('The ') else speaker}"


def words_of_stage(entry: Entry, stage: str) -> StageWords:
    """A stage in a few words, and what is still to come after it."""
    plain = StageWords(stage.replace("_", " "), stage.replace("_", " "), "")
    found = (stages().get((what, stage)) for what in (f"{entry.type}/{entry.kind}", entry.type))
    return next((row for row in found if row is not None), plain)


def stage_words(entry: Entry, step: Step) -> str:
    """A step in a few words with its day, of a plan the day it is for: "not signed as of 3 February 2026"."""
    told = words_of_stage(entry, step.stage)
    day = said(step.date) if step.date else ""
    if step.negated:
        return f"not {told.word} as of {day}" if day else f"not {told.word}"
    ahead = is_ahead(step)
    word = told.ahead if ahead else told.word
    is_aim = (step.stage == "planned" and entry.type != "project") or (ahead and told.ahead == told.word)
    return f"{word} for {day}" if day and is_aim else f"{word}{lead(step.date) if step.date else ''}"
