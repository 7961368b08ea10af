"""Compare the office tables with Wikidata's answer to `data/queries/offices.rq`.

Nothing is written: `differences` gives rows in the format of the office files, every one marked as a
doubt, for a person to check and copy. `unread` tells which results could not be used, and why.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

from dragoman.knowledge.rows import Office, OfficeHolder

__all__ = ["QUERY", "WikidataError", "differences", "read_response", "tsv", "unread"]

QUERY = Path(__file__).parent / "data/queries/offices.rq"
COLUMNS = ("party", "office", "title", "person", "names", "gender", "since", "until", "note")
HEADS = frozenset({"head_of_state", "head_of_government", "monarch"})
GENDERS = {"Q6581097": "m", "Q6581072": "f", "Q2449503": "m", "Q1052281": "f"}
MONTHS_OF_SLACK = 2
_DAY = re.compile(r"^\+?(\d{4})-(\d\d)-(\d\d)(?:T|$)")
_ITEM = re.compile(r"(Q\d+)$")


class WikidataError(ValueError):
    """The file is not an answer to the query; the message names the file or the part that is missing."""


class Claim(NamedTuple):
    """One "position held" of Wikidata. `until` is empty if unknown or none: `ended` tells which."""

    item: str
    party: str
    office: str
    title: str
    person: str
    names: tuple[str, ...]
    gender: str
    since: str
    until: str
    ended: bool


def read_response(path: Path) -> dict[str, Any]:
    """The answer saved in `path`; WikidataError if it is not SPARQL JSON."""
    try:
        response = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WikidataError(f"{path}: not JSON ({error}); ask for application/sparql-results+json") from error
    _bindings(response)
    return dict(response)


def differences(response: dict[str, Any], known: Iterable[OfficeHolder], day: str = "") -> list[OfficeHolder]:
    """Rows for terms that `known` lacks, and for known terms that have ended since, in the order of the answer.

    Args:
        response: the answer to the query, as `read_response` gives it.
        known: the rows of the office files.
        day: YYYY-MM-DD of the answer, for the note of each row.
    """
    rows = list(known)
    claims = [claim for claim in _claims(response) if isinstance(claim, Claim)]
    found = (_difference(claim, rows, claims, day) for claim in claims)
    return list({row.model_dump_json(): row for row in found if row}.values())


def unread(response: dict[str, Any]) -> list[str]:
    """Why results of the answer were passed over, one line each."""
    return [claim for claim in _claims(response) if isinstance(claim, str)]


def tsv(rows: Iterable[OfficeHolder]) -> str:
    """`rows` as text in the format of the office files, with the line of column names."""
    lines = ["\t".join(COLUMNS)]
    for row in rows:
        cells = (getattr(row, column) for column in COLUMNS)
        lines.append("\t".join("|".join(cell) if isinstance(cell, tuple) else cell for cell in cells).rstrip("\t"))
    return "\n".join(lines) + "\n"


def _bindings(response: Any) -> list[dict[str, Any]]:
    try:
        bindings = response["results"]["bindings"]
    except (KeyError, TypeError) as error:
        raise WikidataError("no results.bindings: save the answer as JSON, not as a table or a page") from error
    return list(bindings)


def _claims(response: dict[str, Any]) -> Iterator[Claim | str]:
    for number, binding in enumerate(_bindings(response), 1):
        yield _claim(number, binding)


def _claim(number: int, binding: dict[str, Any]) -> Claim | str:
    """The claim of one result, or the reason why it has none."""
    person, code, office = (_literal(binding, name) for name in ("personLabel", "code", "office"))
    item = _item(binding, "person")
    if not item:
        return f"result {number}: {code or '?'}: the person is an unknown value"
    if not person or _ITEM.fullmatch(person):
        return f"result {number}: {item}: no label in English"
    if not re.fullmatch(r"[A-Z]{3}", code) or office not in get_args(Office):
        return f"result {number}: {item}: code {code!r}, office {office!r}"
    if not (since := _date(binding, "start")):
        return f"result {number}: {item}: no date of start"
    names = tuple(sorted({name.strip() for name in _literal(binding, "aliases").split("|")} - {"", person}))
    gender = GENDERS.get(_item(binding, "gender"), "")
    title = _literal(binding, "positionLabel") or office.replace("_", " ")
    return Claim(item, code, office, title, person, names, gender, since, _date(binding, "end"), "end" in binding)


def _literal(binding: dict[str, Any], name: str) -> str:
    """Text of a literal; empty for nothing, an item or an unknown value."""
    cell = binding.get(name, {})
    return " ".join(str(cell["value"]).split()) if cell.get("type") in ("literal", "typed-literal") else ""


def _item(binding: dict[str, Any], name: str) -> str:
    """Q-number of an item; empty for nothing or an unknown value (a blank node or a `genid` address)."""
    cell = binding.get(name, {})
    found = _ITEM.search(cell["value"]) if cell.get("type") == "uri" and "genid" not in cell["value"] else None
    return found[1] if found else ""


def _date(binding: dict[str, Any], name: str) -> str:
    """Date as precise as Wikidata has it; 1 January without a precision is taken for the year alone."""
    if not (found := _DAY.match(_literal(binding, name))):
        return ""
    parts = [part for part in found.groups() if part != "00"]
    precision = _literal(binding, f"{name}Precision") or ("9" if parts[1:] == ["01", "01"] else "11")
    return "-".join(parts[: {"9": 1, "10": 2}.get(precision, 3)]) if int(precision) >= 9 else ""


def _difference(claim: Claim, known: list[OfficeHolder], claims: list[Claim], day: str) -> OfficeHolder | None:
    terms = [row for row in known if _same_office(claim, row) and _same_person(claim, row)]
    covering = [row for row in terms if _covers(row, claim)]
    if not covering:
        return _new(claim, known, day)
    if claim.ended and not covering[-1].until and not _goes_on(claim, claims):
        reason = "term ended" if claim.until else "term ended, day unknown"
        return covering[-1].model_copy(update={"until": claim.until, "note": _note(claim, reason, day)})
    return None


def _new(claim: Claim, known: list[OfficeHolder], day: str) -> OfficeHolder:
    titles = [row.title for row in known if (row.party, row.office) == (claim.party, claim.office)]
    reason = "new holder" if claim.until or not claim.ended else "new holder, end unknown"
    fields = claim._asdict() | {"title": titles[-1] if titles else claim.title, "note": _note(claim, reason, day)}
    return OfficeHolder.model_validate(
        {column: fields[column] for column in COLUMNS} | {"names": "|".join(claim.names)}
    )


def _note(claim: Claim, reason: str, day: str) -> str:
    return " ".join(filter(None, ("?", day, f"Wikidata {claim.item}: {reason}")))


def _same_office(claim: Claim, row: OfficeHolder) -> bool:
    """Same party and office; a president may be head of state in one and of government in the other."""
    both_heads = claim.office in HEADS and row.office in HEADS
    return claim.party == row.party and (claim.office == row.office or both_heads)


def _same_person(claim: Claim, row: OfficeHolder) -> bool:
    return not {*map(_fold, (claim.person, *claim.names))}.isdisjoint(map(_fold, (row.person, *row.names)))


def _fold(name: str) -> str:
    """Letters alone, without accents or case."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())


def _covers(row: OfficeHolder, claim: Claim) -> bool:
    """Whether the row's term holds the claim's start, give or take the slack or a coarse date."""
    begun = not row.since or _months(row.since) - _slack(row.since, claim.since) <= _months(claim.since)
    running = not row.until or _months(claim.since) < _months(row.until) + _slack(row.until, claim.since)
    return begun and running


def _months(date: str) -> int:
    year, *rest = date.split("-")
    return int(year) * 12 + (int(rest[0]) - 1 if rest else 0)


def _slack(*dates: str) -> int:
    """Months by which two dates may differ and still mean one event; a bare year may be any of its months."""
    return 12 if any(len(date) == 4 for date in dates) else MONTHS_OF_SLACK


def _goes_on(claim: Claim, claims: list[Claim]) -> bool:
    """Whether the person holds the office on in a later claim: Wikidata often has one statement a mandate."""
    return any(
        (other.item, other.party, other.office) == (claim.item, claim.party, claim.office)
        and other.since > claim.since
        and (not claim.until or _months(other.since) <= _months(claim.until) + _slack(other.since, claim.until))
        for other in claims
    )
