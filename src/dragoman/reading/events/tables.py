"""The event ontology, compiled: types with their sides, codes with their values, and how plans turn one into another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.knowledge.rows_events import CameoCode, EventContext, FromRecord, OwnCode, PloverType, Transform
from dragoman.model import Record

_EFFECTS = {"AGREE": "planned", "REQUEST": "requested", "THREATEN": "threatened", "REJECT": "refused"}
_NO_EVENT = "-"
_WORD = re.compile(r"\w+")


class Code(NamedTuple):
    """A PLOVER type and mode with a CAMEO code."""

    type: str
    mode: str
    cameo: str

    @classmethod
    def of(cls, yields: str, cameo: str) -> Code:
        """From the cells of a row: "ASSAULT/aerial", "195"."""
        kind, _, mode = yields.partition("/")
        return cls(kind, mode, cameo)


class _Terms(NamedTuple):
    """The words of a context, those of several words apart."""

    context: str
    words: frozenset[str]
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, context: str, terms: Sequence[str]) -> _Terms:
        """From the items of a row."""
        words = frozenset(term for term in terms if _WORD.fullmatch(term))
        return cls(context, words, tuple(term for term in terms if term not in words))


class Ontology:
    """What `knowledge/data/events/` says of codes."""

    def __init__(self, knowledge: Knowledge, own: Sequence[OwnCode] = ()) -> None:
        types = [row for row in knowledge.rows("events/plover.tsv", PloverType) if not row.mode]
        self._sides: dict[str, str] = {row.type: row.side for row in types}
        self._reflexive = frozenset(row.type for row in types if row.reflexive)
        self._goldstein = {row.code: row.goldstein for row in knowledge.rows("events/cameo.tsv", CameoCode)}
        rows = knowledge.rows("events/transform.tsv", Transform)
        self._transforms: dict[tuple[str, str, str], Code] = {
            (r.effect, r.side, r.of): Code.of(r.yields, r.cameo) for r in rows
        }
        self._effects = frozenset(r.effect for r in rows)
        told = knowledge.rows("events/from_records.tsv", FromRecord)
        self._told = {(r.record, r.stage, bool(r.negated)): r for r in told}
        contexts = knowledge.rows("events/contexts.tsv", EventContext)
        self._own = tuple(own)
        terms = [_Terms.of(row.context, row.terms) for row in contexts]
        self._contexts = [one for one in terms if one.context != _NO_EVENT]
        self._none = _Terms.of(_NO_EVENT, [term for row in contexts if row.context == _NO_EVENT for term in row.terms])

    def goldstein(self, cameo: str) -> float:
        """The value of a code, else that of the shorter code above it."""
        found = (self._goldstein.get(cameo[:size]) for size in range(len(cameo), 1, -1))
        return next((value for value in found if value is not None), 0.0)

    def is_reflexive(self, event_type: str) -> bool:
        """Whether it is aimed at the actor's own country where nobody else is named."""
        return event_type in self._reflexive

    def is_cooperative(self, event_type: str) -> bool:
        """Whether a type stands on the side of cooperation."""
        return self._sides.get(event_type) == "cooperation"

    def is_effect(self, word: str) -> bool:
        """Whether `transform.tsv` has rows for a way of telling."""
        return word in self._effects

    def turned(self, code: Code, effect: str, negated: bool) -> Code:
        """What an act told with an effect is coded as; itself where no row says otherwise."""
        side = self._sides.get(code.type, "")
        if negated and effect == "planned":
            effect = "refused" if side == "cooperation" else "forsworn"
        found = self._transforms.get((effect, side, code.type)) or self._transforms.get((effect, side, "*"))
        return found if found is not None and found.type != code.type else code

    def refined(self, outer: Code, inner: Code) -> Code:
        """A promise, request, threat or refusal with the code of what is promised …; "a suicide attack killed" with its own."""
        if inner.type == outer.type and len(inner.cameo.rstrip("0")) >= len(outer.cameo.rstrip("0")):
            return inner
        if outer.type == "AGREE" and self._sides.get(inner.type) == "conflict":
            return inner  # agreed, decided to do it
        effect = _EFFECTS.get(outer.type)
        if effect is None or len(outer.cameo) > 3 or outer.cameo[2] != "0":
            return outer
        found = self._transforms.get((effect, self._sides.get(inner.type, ""), inner.type))
        if found is None or found.type != outer.type:
            return outer
        return Code(outer.type, outer.mode or found.mode, _in_category(found.cameo, outer.cameo))

    def of_record(self, record: Record) -> FromRecord | None:
        """The row for a record: the most exact of kind, stage and negation; none for an accord with nobody."""
        if record.type == "agreement" and len(record.parties) < 2:
            return None
        for kind in (f"{record.type}/{record.kind}", f"{record.type}/*"):
            for stage in (record.stage, "*"):
                for negated in (record.negated, False):
                    if (row := self._told.get((kind, stage, negated))) is not None:
                        return row
        return None

    def own_code(self, code: Code, modality: str) -> str | None:
        """The user's own code of an event: that of the most exact of his rows that fit."""
        fitting = [
            row for row in self._own
            if row.type in (code.type, "*") and row.mode in (code.mode, "") and code.cameo.startswith(row.cameo)
            and row.modality in (modality, "")
        ]  # fmt: skip
        exact = max(fitting, key=lambda r: (bool(r.modality), len(r.cameo), bool(r.mode), r.type != "*"), default=None)
        return exact.code if exact is not None else None

    def contexts(self, text: str) -> tuple[str, ...]:
        """The contexts that the words of a text tell, in the order of the file."""
        told = set(_WORD.findall(text))
        return tuple(name for name, words, phrases in self._contexts if told & words or any(p in text for p in phrases))

    def is_no_event(self, text: str) -> bool:
        """Whether a text is about sport or art, where nobody is attacked."""
        _, words, phrases = self._none
        return any(p in text for p in phrases) or not words.isdisjoint(_WORD.findall(text))


def _in_category(found: str, outer: str) -> str:
    """A demand stays in category 10 where the row knows the appeal, 02: they have the same third digit or none."""
    if outer[:2] == "10" and found[:2] == "02":
        demands = {"021": "101", "022": "102", "023": "103", "024": "104", "025": "105", "026": "106"}
        return demands.get(found[:3], outer)
    return found
