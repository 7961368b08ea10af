"""What people file and correct, checked before it stands: what they typed must be a fact that can be asked for again."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from dragoman.ledger.refusals import LedgerError
from dragoman.ledger.spans import span_of
from dragoman.model import DIRECTED, KINDS, SECTORS, STAGES, Record

_LISTS = ("parties", "actor", "recipient", "persons", "sectors")
_CURRENCY = re.compile(r"[A-Z]{3}")


def checked(fields: Mapping[str, Any], where: str = "") -> Record:
    """The record of these fields; LedgerError names the field (after `where`), what is wrong with it and what may stand there."""
    for fault in (*_lists(fields), *_words(fields), *_sides(fields)):
        raise LedgerError(where + fault)
    try:
        record = Record.model_validate({**fields, "parties": _parties(fields)})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "record"
        raise LedgerError(f"{where}{field}: {first['msg']}. `dragoman schema` shows the fields.") from error
    for fault in _senseless(record):
        raise LedgerError(where + fault)
    return record


def _parties(fields: Mapping[str, Any]) -> list[str]:
    """The parties told, else those of both sides; in the order that records have them."""
    sides = {*(fields.get("actor") or ()), *(fields.get("recipient") or ())}
    return sorted({*(fields.get("parties") or ())} or sides)


def _lists(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in _LISTS:
        told = fields.get(name)
        if told is not None and not (isinstance(told, list | tuple) and all(isinstance(one, str) for one in told)):
            yield f"{name}: {told!r} is no list of texts. Give one, such as ['KAZ', 'USA']."


def _words(fields: Mapping[str, Any]) -> Iterator[str]:
    """Type, kind and stage, each among those that there are, in this order."""
    type_ = str(fields.get("type"))
    if type_ not in KINDS:
        yield f"type: {_told(fields, 'type')}. Types: {', '.join(KINDS)}."
        return
    for name, known in (("kind", KINDS[type_]), ("stage", STAGES[type_])):
        if fields.get(name) not in known:
            yield f"{name}: {_told(fields, name)}. Of {type_}: {', '.join(known)}."


def _sides(fields: Mapping[str, Any]) -> Iterator[str]:
    if (
        fields.get("type") in DIRECTED
        and fields.get("parties")
        and not (fields.get("actor") or fields.get("recipient"))
    ):
        yield f"parties: those of {fields['type']} are its `actor` and `recipient`. Give them instead."


def _told(fields: Mapping[str, Any], name: str) -> str:
    return f"there is no {fields[name]!r}" if fields.get(name) else "is not told"


def _senseless(record: Record) -> Iterator[str]:
    """What the model lets pass, but no fact can be."""
    if not record.parties:
        yield "parties: nobody is named. A record has at least one party."
    if record.date is not None and span_of(record.date) is None:
        yield f"date: {record.date} is no day of the calendar."
    if unknown := sorted({*record.sectors} - SECTORS):
        yield f"sectors: there is no {unknown[0]!r}. Sectors: {', '.join(sorted(SECTORS))}."
    if (amount := record.amount) is not None:
        if not 0 <= amount.min <= (amount.min if amount.max is None else amount.max) < math.inf:
            most = "" if amount.max is None else f" to {amount.max:g}"
            yield f"amount: {amount.min:g}{most} is no sum. `min` is at most `max`, and neither is negative or endless."
        if not _CURRENCY.fullmatch(amount.currency):
            yield f"amount: {amount.currency!r} is no currency. Give its three letters (ISO 4217), such as USD."
