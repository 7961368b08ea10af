"""What a query string asks for: conditions on entries, checked, and written as a query string again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import HTTPException, Query
from pydantic import BaseModel, ConfigDict, field_validator

from dragoman.desk import Parties
from dragoman.ledger import LedgerError
from dragoman.ledger.filters import first_day
from dragoman.model import SECTORS, STAGES

__all__ = ["Asked", "codes_of", "link_to"]

_SEVERAL = ("party", "type", "kind", "stage", "person", "sector", "source")
_DATED = ("since", "until")


class Asked(BaseModel):
    """Conditions as they stand in an address: `q` are words, the others may be repeated."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    q: str = ""
    party: Annotated[list[str], Query()] = []
    type: Annotated[list[str], Query()] = []
    kind: Annotated[list[str], Query()] = []
    stage: Annotated[list[str], Query()] = []
    person: Annotated[list[str], Query()] = []
    sector: Annotated[list[str], Query()] = []
    source: Annotated[list[str], Query()] = []
    since: str = ""
    until: str = ""
    contradicted: bool | None = None

    @field_validator(*_SEVERAL)
    @classmethod
    def _without_blanks(cls, told: list[str]) -> list[str]:
        return [one.strip() for one in told if one.strip()]

    @field_validator("since", "until", "q")
    @classmethod
    def _trimmed(cls, told: str) -> str:
        return told.strip()

    def filters(self, parties: Parties) -> dict[str, Any]:
        """The conditions of `Filters`; an HTTP error says what does not fit."""
        self._check()
        return {
            "parties": codes_of(self.party, parties), "types": self.type, "kinds": self.kind, "stages": self.stage,
            "persons": self.person, "sectors": self.sector, "publishers": self.source,
            "since": self.since or None, "until": self.until or None, "contradicted": self.contradicted,
        }  # fmt: skip

    def _check(self) -> None:
        for told in (self.since, self.until):
            if told and not _is_day(told):
                raise HTTPException(422, f"{told!r} is no date such as 2025, 2025-12 or 2025-12-24")
        stages = {stage for several in STAGES.values() for stage in several}
        for given, known in ((self.type, STAGES.keys()), (self.stage, stages), (self.sector, SECTORS)):
            if strangers := [one for one in given if one not in known]:
                raise HTTPException(422, f"{strangers[0]!r} is none of {', '.join(sorted(known))}")

    def query(self, without: tuple[str, str] | None = None, **more: str) -> str:
        """The query string of these conditions, one value left out, others added."""
        pairs = [(name, value) for name in _SEVERAL for value in getattr(self, name) if (name, value) != without]
        pairs += [(name, getattr(self, name)) for name in ("q", *_DATED) if getattr(self, name)]
        pairs += [("contradicted", str(self.contradicted).lower())] if self.contradicted is not None else []
        pairs = [pair for pair in pairs if pair != without]
        return urlencode(pairs + list(more.items()))

    @property
    def is_bare(self) -> bool:
        """Whether nothing is asked."""
        return not self.query()


def _is_day(told: str) -> bool:
    try:
        dt.date.fromisoformat(first_day(told))
    except ValueError:
        return False
    return True


def codes_of(words: Iterable[str], parties: Parties) -> list[str]:
    """The codes of parties named by code or name; HTTP 404 where one is not known."""
    try:
        return [parties.code(word) for word in words if word.strip()]
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None


def link_to(path: str, query: Mapping[str, Any] | Sequence[tuple[str, Any]] = ()) -> str:
    """An address on this desk, with everything in it quoted."""
    told = urlencode(query, doseq=True) if query else ""
    return quote(path, safe="/") + (f"?{told}" if told else "")
