"""The options by which commands choose entries and days, and what they mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli_common import day_of

if TYPE_CHECKING:
    from dragoman.desk import Parties
    from dragoman.ledger import Ledger

Who = Annotated[list[str], typer.Argument(metavar="PARTY…", help="Codes or names: KAZ USA, or Kazakhstan.")]
AnyWho = Annotated[list[str] | None, typer.Argument(metavar="[PARTY…]", help="Codes or names; all without any.")]
Party = Annotated[list[str] | None, typer.Option("--party", metavar="PARTY", help="Code or name; may be repeated.")]
Type = Annotated[list[str] | None, typer.Option("--type", help="Such as agreement; may be repeated.")]
Kind = Annotated[list[str] | None, typer.Option("--kind", help="Such as visit; may be repeated.")]
Stage = Annotated[list[str] | None, typer.Option("--stage", help="Such as signed; may be repeated.")]
Person = Annotated[list[str] | None, typer.Option("--person", help="Full name; may be repeated.")]
Sector = Annotated[list[str] | None, typer.Option("--sector", help="Such as mining; may be repeated.")]
Since = Annotated[str | None, typer.Option(metavar="YYYY[-MM[-DD]]", help="Steps from then on.")]
Until = Annotated[str | None, typer.Option(metavar="YYYY[-MM[-DD]]", help="Steps up to then.")]
Today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="As of this day; today if not said.")]


def parties_of(own: Path | None, kept: Ledger) -> Parties:
    """All parties by name and code, with the user's own and those of the ledger."""
    from dragoman.desk import Parties

    return Parties(own, kept.has_party)


def filters_of(
    kept: Ledger, known: Parties, parties: list[str] | None, since: str | None = None, until: str | None = None,
    types: list[str] | None = None, kinds: list[str] | None = None, stages: list[str] | None = None,
    persons: list[str] | None = None, sectors: list[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The conditions of `Filters`."""
    return {
        "parties": [known.code(p) for p in parties or ()], "since": partial_of(since), "until": partial_of(until),
        "types": types or (), "kinds": kinds or (), "stages": stages or (), "persons": persons_of(kept, persons),
        "sectors": sectors or (),
    }  # fmt: skip


def persons_of(kept: Ledger, names: list[str] | None) -> list[str]:
    """Persons that the ledger knows; LedgerError names those who may be meant where it knows nobody of a name."""
    from dragoman.ledger import LedgerError
    from dragoman.ledger.rows import person_key

    for name in names or ():
        found = kept.persons_like(name)
        if person_key(name) not in map(person_key, found):
            meant = f" Is it {' or '.join(found)}?" if found else " Give the full name."
            raise LedgerError(f"{name!r}: no entry names a person so.{meant}")
    return names or []


def today_or(told: str | None) -> date:
    """The day that is told, else today."""
    return day_of(told) or date.today()


def partial_of(told: str | None) -> str | None:
    """A date as precise as it is told, checked."""
    from dragoman.ledger.filters import first_day

    if told is None:
        return None
    try:
        date.fromisoformat(first_day(told))
    except ValueError:
        raise typer.BadParameter(f"{told!r} is no date such as 2025, 2025-12 or 2025-12-24") from None
    return told
