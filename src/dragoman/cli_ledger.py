"""The commands that fill a ledger and list what it holds; `docs/ledger.md` explains them to users."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli_common import BAD_SETUP, NOT_ALL_READ, Model, Own, day_of, settings_of
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

__all__ = ["HERE", "LedgerName", "Published", "opened_ledger", "register"]

REFUSED = 2

LedgerName = Annotated[
    str,
    typer.Option("--ledger", envvar="DRAGOMAN_LEDGER", metavar="FILE|URL", help="SQLite file or postgresql:// URL."),
]
Names = Annotated[list[str], typer.Argument(metavar="FILE|DIR|URL|-", help="Stories in any form that is read.")]
Published = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Date of stories that tell none.")]
AllowPrivate = Annotated[bool | None, typer.Option("--allow-private", help="Fetch from private addresses too.")]
HERE = "dragoman.db"


def register(app: typer.Typer) -> None:
    """Hang the commands into the command line."""
    for command in (add, watch, reread, sources, parties, problems):
        app.command()(command)


def add(
    names: Names, ledger: LedgerName = HERE, published: Published = None, knowledge: Own = None, model: Model = None,
    allow_private: AllowPrivate = None,
) -> None:  # fmt: skip
    """Read stories into a ledger; what it has already is skipped."""
    with opened_ledger(ledger) as kept:
        from dragoman import keeping

        settings = settings_of(knowledge=knowledge, model=model, allow_private=allow_private)
        added, troubles = keeping.add(kept, names, settings, day_of(published))
        typer.echo(f"{added.new} new, {added.copies} reprints, {added.known} known, {troubles} problems")
    raise typer.Exit(NOT_ALL_READ if troubles else 0)


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="The feeds; docs/ledger.md tells the format.")],
    ledger: LedgerName = HERE,
    stay: Annotated[bool, typer.Option("--stay/--once", help="Go on until stopped, or look once.")] = False,
    knowledge: Own = None,
    model: Model = None,
    allow_private: AllowPrivate = None,
) -> None:
    """Take in what RSS and Atom feeds announce."""
    with opened_ledger(ledger) as kept:
        from dragoman import keeping

        settings = settings_of(knowledge=knowledge, model=model, allow_private=allow_private)
        failed = False
        for added, troubles, resting in keeping.watch(kept, feeds, settings, stay):
            failed = failed or troubles > 0
            for url, at in ({} if stay else resting).items():
                again = datetime.fromtimestamp(at).isoformat(" ", "minutes")
                typer.echo(f"dragoman: {url}: was asked of late or failed; it is not asked before {again}.", err=True)
            typer.echo(f"{added.new} new, {added.copies} reprints, {added.known} known, {troubles} problems")
    raise typer.Exit(NOT_ALL_READ if failed else 0)


def reread(
    ledger: LedgerName = HERE,
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has read already.")] = False,
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Read the stories of a ledger again and print what changed; what people decided stays."""
    with opened_ledger(ledger, new=False) as kept:
        from dragoman import keeping
        from dragoman.running import Report

        report = Report()
        for line in keeping.reread(kept, settings_of(knowledge=knowledge, model=model), everything, report):
            typer.echo(line)
    raise typer.Exit(NOT_ALL_READ if report.count else 0)


def sources(ledger: LedgerName = HERE) -> None:
    """List the publishers with their stories, reprints and records."""
    with opened_ledger(ledger, new=False) as kept:
        for one in kept.sources():
            typer.echo(
                f"{one.stories:7} stories {one.copies:6} reprints {one.records:7} records  {one.publisher or '-'}"
            )


def parties(ledger: LedgerName = HERE) -> None:
    """List the parties with their entries."""
    with opened_ledger(ledger, new=False) as kept:
        for one in kept.parties():
            typer.echo(f"{one.entries:7} entries  {one.party:12} {one.first or ''} to {one.last or ''}")


def problems(ledger: LedgerName = HERE) -> None:
    """List what could not be read, and why."""
    with opened_ledger(ledger, new=False) as kept:
        for one in kept.problems():
            typer.echo(f"{one.at:%Y-%m-%d} {one.source}: {one.reason}")


@contextmanager
def opened_ledger(name: str, new: bool = True) -> Iterator[Ledger]:
    """The ledger of a name, made where there is none if `new`; errors as a message and an exit code."""
    from dragoman.ledger import Ledger, LedgerError

    try:
        if not name.strip() or not (new or "://" in name or Path(name).exists()):
            raise LedgerError(
                f"{name or repr('')}: there is no ledger here. Name one by --ledger, or fill it by `add`."
            )
        with Ledger(name) as kept:
            yield kept
    except DragomanError as error:
        typer.echo(f"dragoman: {error}", err=True)
        raise typer.Exit(BAD_SETUP) from None
    except LedgerError as error:
        typer.echo(f"dragoman: {error}", err=True)
        raise typer.Exit(REFUSED) from None
