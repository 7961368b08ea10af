"""Stories with ready readings, invented from templates: the same ones every time, any number of them, in order of days.

Pairs of states differ in how much is told of them (Zipf), facts have a life over weeks or months, several papers tell the
same step in words of their own, and some print another's story again.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import combinations, count
from typing import Any, NamedTuple

from dragoman.model import Evidence, Reading, Record, Story

STATES = (
    "USA",
    "CHN",
    "KAZ",
    "RUS",
    "DEU",
    "FRA",
    "IND",
    "JPN",
    "TUR",
    "BRA",
    "UZB",
    "POL",
    "KOR",
    "IDN",
    "EGY",
    "NOR",
)
_START = dt.date(2014, 1, 1)
_SYLLABLES = (
    "ba",
    "den",
    "kor",
    "lin",
    "mar",
    "nu",
    "or",
    "pel",
    "ran",
    "shu",
    "tal",
    "ven",
    "yar",
    "zho",
    "gir",
    "mek",
)
_SECTORS = ("energy", "mining", "transport", "finance", "agriculture", "digital", "health", "water")


class Plan(NamedTuple):
    """A kind of fact with the steps of its life and the days between them."""

    type: str
    kind: str
    steps: tuple[tuple[str, int], ...]
    words: str


_PLANS = (
    Plan("contact", "visit", (("planned", 0), ("held", 40)), "{a} leader {person} {stage} a visit to {b} over {topic}"),
    Plan("contact", "meeting", (("held", 0),), "{person} {stage} a meeting with {b} officials on {topic}"),
    Plan("contact", "call", (("held", 0),), "{person} {stage} a call with {b} counterparts about {topic}"),
    Plan("agreement", "memorandum", (("negotiating", 0), ("signed", 60), ("implementing", 200)),
         "a {topic} memorandum is {stage}"),
    Plan("agreement", "treaty", (("negotiating", 0), ("signed", 90), ("ratified", 200), ("in_force", 260)),
         "the {topic} treaty is {stage}"),
    Plan("project", "infrastructure", (("planned", 0), ("underway", 150)), "the {topic} plant in {place} is {stage}"),
    Plan("project", "supply", (("agreed", 0), ("underway", 90)), "supplies of {topic} are {stage}"),
    Plan("measure", "tariff", (("threatened", 0), ("imposed", 30), ("suspended", 120)), "a tariff on {topic} goods is {stage}"),
    Plan("measure", "sanction", (("imposed", 0),), "sanctions on {topic} companies are {stage}"),
    Plan("statement", "criticise", (("made", 0),), "{a} condemned what {b} did about {topic}"),
    Plan("statement", "support", (("made", 0),), "{a} backed {b} over {topic}"),
    Plan("aid", "loan", (("pledged", 0), ("provided", 100)), "a loan for {topic} is {stage}"),
    Plan("gathering", "forum", (("planned", 0), ("held", 50)), "the {topic} forum is {stage}"),
    Plan("mechanism", "commission", (("proposed", 0), ("established", 80)), "the {topic} commission is {stage}"),
)  # fmt: skip
_WEIGHTS = (8, 10, 6, 4, 3, 4, 2, 4, 3, 8, 8, 2, 3, 2)


class Fact(NamedTuple):
    """One fact: its plan, its two parties, and what its records have in common."""

    plan: Plan
    pair: tuple[str, str]
    person: str
    topic: str
    place: str
    sector: str


def invented(stories: int, seed: int = 1) -> Iterator[tuple[Story, Reading]]:
    """Stories of two records each, about 24 a day."""
    chance = random.Random(seed)
    pairs = list(combinations(STATES, 2))
    weights = [1 / n for n in range(1, len(pairs) + 1)]
    people = {state: [_name(chance) for _ in range(6)] for state in STATES}
    due: list[tuple[int, int, Fact, int]] = []
    order = count()
    for n in range(stories):
        day = n // 24
        told: list[tuple[Fact, int, int]] = []
        while len(told) < 2:
            if due and due[0][0] <= day:
                at, _, fact, step = heappop(due)
                told.append((fact, step, at))
                continue
            fact = _fact(chance, chance.choices(pairs, weights)[0], people)
            for step, (_, days) in enumerate(fact.plan.steps):
                for _ in range(chance.choice((1, 1, 2, 3))):
                    heappush(due, (day + days + chance.choice((0, 0, 1)), next(order), fact, step))
        yield _story(chance, n, day, told)


def _fact(chance: random.Random, pair: tuple[str, str], people: dict[str, list[str]]) -> Fact:
    plan = chance.choices(_PLANS, _WEIGHTS)[0]
    sides = pair if chance.random() < 0.6 else (pair[1], pair[0])
    topic = f"{_word(chance, 3)} {_word(chance, 2)}"
    return Fact(plan, sides, chance.choice(people[sides[0]]), topic, _word(chance, 2).title(), chance.choice(_SECTORS))


def _story(chance: random.Random, number: int, day: int, told: list[tuple[Fact, int, int]]) -> tuple[Story, Reading]:
    published = _START + dt.timedelta(days=day)
    sentences, records = [], []
    at = 0
    for fact, step, happened in told:
        sentence = _sentence(chance, fact, step)
        records.append(
            _record(fact, step, _START + dt.timedelta(days=happened), Evidence.of(sentence, 0, len(sentence)), at)
        )
        filler = " ".join(_word(chance, chance.choice((1, 2, 2, 3))) for _ in range(45)).capitalize() + "."
        sentences.append(f"{sentence} {filler}")
        at += len(sentences[-1]) + 1
    story = Story(
        id=f"invented-{number}", text="\n".join(sentences), title=" ".join(_word(chance, 2) for _ in range(6)),
        publisher=f"Paper {chance.randrange(40)}", published=published, url=f"https://paper.example/{number}",
    )  # fmt: skip
    return story, Reading(id=story.id, records=tuple(records))


def _sentence(chance: random.Random, fact: Fact, step: int) -> str:
    stage = fact.plan.steps[step][0].replace("_", " ")
    words = fact.plan.words.format(
        a=fact.pair[0], b=fact.pair[1], person=fact.person, topic=fact.topic, place=fact.place, stage=stage
    )
    lead = " ".join(_word(chance, 2) for _ in range(chance.randrange(3, 8)))
    return f"{lead.capitalize()}, {words}."


def _record(fact: Fact, step: int, day: dt.date, quote: Evidence, at: int) -> Record:
    plan, (a, b) = fact.plan, fact.pair
    fields: dict[str, Any] = {}
    if plan.type in ("measure", "statement", "aid"):
        fields = {"actor": (a,), "recipient": (b,)}
    if plan.type in ("contact", "statement"):
        fields["persons"] = (fact.person,)
    if plan.type in ("agreement", "project", "gathering", "mechanism"):
        fields["name"] = f"{fact.topic} {plan.kind}"
    evidence = Evidence(quote=quote.quote, start=at, end=at + len(quote.quote))
    return Record.model_validate({
        "type": plan.type, "kind": plan.kind, "parties": tuple(sorted(fact.pair)), "stage": plan.steps[step][0],
        "date": day.isoformat(), "place": fact.place if plan.type in ("contact", "project") else None,
        "subject": fact.topic, "sectors": (fact.sector,) if plan.type in ("project", "agreement") else (),
        "evidence": evidence, "rule": "invented", "confidence": 0.9, **fields,
    })  # fmt: skip


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables))


def _name(chance: random.Random) -> str:
    return f"{_word(chance, 2).title()} {_word(chance, 3).title()}"
