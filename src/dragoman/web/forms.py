"""What a person typed into the form of a record: its fields, or what differs from how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import HTTPException

from dragoman.desk import Parties
from dragoman.ledger import LedgerError
from dragoman.model import DIRECTED, Record

__all__ = ["changed", "fields_of", "shown"]

_TEXTS = ("stage", "date", "place", "name", "subject", "attribution")
_LISTS = ("persons", "sectors")
_SIDES = ("parties", "actor", "recipient")


def fields_of(form: Mapping[str, Any], parties: Parties) -> dict[str, Any]:
    """The fields of a record out of its form; HTTP 422 says what is no party or no sum."""
    told = {name: str(form.get(name) or "").strip() for name in (*_TEXTS, *_LISTS, *_SIDES, "what")}
    kind = told["what"].partition("/")
    fields: dict[str, Any] = {"type": kind[0], "kind": kind[2], "negated": bool(form.get("negated"))}
    fields |= {name: told[name] or None for name in _TEXTS}
    fields |= {name: _listed(told[name], ";" if name == "persons" else ",") for name in _LISTS}
    fields |= _sides(told, parties, directed=fields["type"] in DIRECTED)
    if not fields["parties"]:
        raise HTTPException(422, "A record has at least one party: name it.")
    return fields | {"amount": _amount(form)}


def _listed(told: str, sign: str) -> list[str]:
    return [part.strip() for part in told.split(sign) if part.strip()]


def _sides(told: Mapping[str, str], parties: Parties, directed: bool) -> dict[str, Any]:
    codes = {name: _codes(told[name], parties) for name in _SIDES}
    if not directed:
        return {
            "parties": sorted(set(codes["parties"] or codes["actor"] + codes["recipient"])),
            "actor": None,
            "recipient": None,
        }
    both = sorted({*codes["actor"], *codes["recipient"]})
    return {"parties": both, "actor": codes["actor"], "recipient": codes["recipient"]}


def _codes(told: str, parties: Parties) -> list[str]:
    try:
        return [parties.filed(word) for word in _listed(told, ",")]
    except LedgerError as error:
        raise HTTPException(422, str(error)) from None


def _amount(form: Mapping[str, Any]) -> dict[str, Any] | None:
    least, most = (str(form.get(name) or "").replace(",", "").strip() for name in ("least", "most"))
    if not least and not most:
        return None
    try:
        low, high = float(least or 0), float(most) if most else None
    except ValueError:
        raise HTTPException(422, f"{least or most!r} is no number") from None
    return {"min": low, "max": high, "currency": str(form.get("currency") or "USD").strip().upper()}


def changed(record: Record, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the fields that differ from how a record stands."""
    stands = record.model_dump(mode="json")
    return {name: value for name, value in fields.items() if _plain(stands.get(name)) != _plain(value)}


def _plain(value: Any) -> Any:
    return [] if value is None and not isinstance(value, bool) else list(value) if isinstance(value, tuple) else value


def shown(record: Record | None) -> dict[str, str]:
    """How the form of a record is filled in."""
    if record is None:
        return dict.fromkeys((*_TEXTS, *_LISTS, *_SIDES, "what", "least", "most", "currency", "negated"), "")
    told = {name: getattr(record, name) or "" for name in _TEXTS}
    several = {name: ", ".join(getattr(record, name) or ()) for name in (*_SIDES, "sectors")}
    amount = record.amount
    sums = {
        "least": f"{amount.min:g}" if amount else "", "most": f"{amount.max:g}" if amount and amount.max is not None else "",
        "currency": amount.currency if amount else "",
    }  # fmt: skip
    return told | several | sums | {
        "persons": "; ".join(record.persons), "what": f"{record.type}/{record.kind}", "negated": "yes" if record.negated else "",
    }  # fmt: skip
