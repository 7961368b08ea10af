"""The commands that fill a ledger and that people decide with; `docs/ledger.md` explains them to users."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.settings import Settings

__all__ = ["HERE", "LedgerName", "Own", "day_of", "opened_ledger", "register"]

NOT_ALL_READ = 1
REFUSED = 2
BAD_SETUP = 3

LedgerName = Annotated[
    str,
    typer.Option("--ledger", envvar="DRAGOMAN_LEDGER", metavar="FILE|URL", help="SQLite file or postgresql:// URL."),
]
Who = Annotated[str | None, typer.Option("--who", help="Who decides; by default the name you are logged in by.")]
Why = Annotated[str, typer.Option("--why", help="Why: kept with the decision.")]
Entry = Annotated[str, typer.Argument(metavar="ENTRY", help="Id of an entry, or of a record of it.")]
RecordName = Annotated[str, typer.Argument(metavar="RECORD", help="Id of a record.")]
Names = Annotated[list[str], typer.Argument(metavar="FILE|DIR|URL|-", help="Stories in any form that is read.")]
Published = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Date of stories that tell none.")]
Own = Annotated[Path | None, typer.Option("--knowledge", metavar="DIR", help="Your own knowledge files.")]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="spaCy model to parse with.")]
AllowPrivate = Annotated[bool | None, typer.Option("--allow-private", help="Fetch from private addresses too.")]
HERE = "dragoman.db"


def register(app: typer.Typer) -> None:
    """Hang the commands into the command line."""
    for command in (
        add,
        watch,
        reread,
        sources,
        parties,
        problems,
        entry,
        follow,
        split,
        merge,
        accept,
        reject,
        correct,
    ):
        app.command()(command)
    app.command("file")(file_record)


def add(
    names: Names, ledger: LedgerName = HERE, published: Published = None, knowledge: Own = None, model: Model = None,
    allow_private: AllowPrivate = None,
) -> None:  # fmt: skip
    """Read stories into a ledger; what it has already is skipped."""
    with opened_ledger(ledger) as kept:
        from dragoman import keeping

        settings = _settings(knowledge=knowledge, model=model, allow_private=allow_private)
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

        settings = _settings(knowledge=knowledge, model=model, allow_private=allow_private)
        for added, troubles in keeping.watch(kept, feeds, settings, stay):
            typer.echo(f"{added.new} new, {added.copies} reprints, {added.known} known, {troubles} problems")


def reread(
    ledger: LedgerName = HERE,
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has read already.")] = False,
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Read the stories of a ledger again and print what changed; what people decided stays."""
    with opened_ledger(ledger) as kept:
        from dragoman import keeping

        for line in keeping.reread(kept, _settings(knowledge=knowledge, model=model), everything):
            typer.echo(line)


def sources(ledger: LedgerName = HERE) -> None:
    """List the publishers with their stories, reprints and records."""
    with opened_ledger(ledger) as kept:
        for one in kept.sources():
            typer.echo(
                f"{one.stories:7} stories {one.copies:6} reprints {one.records:7} records  {one.publisher or '-'}"
            )


def parties(ledger: LedgerName = HERE) -> None:
    """List the parties with their entries."""
    with opened_ledger(ledger) as kept:
        for one in kept.parties():
            typer.echo(f"{one.entries:7} entries  {one.party:12} {one.first or ''} to {one.last or ''}")


def problems(ledger: LedgerName = HERE) -> None:
    """List what could not be read, and why."""
    with opened_ledger(ledger) as kept:
        for one in kept.problems():
            typer.echo(f"{one.at:%Y-%m-%d} {one.source}: {one.reason}")


def entry(
    name: Entry,
    ledger: LedgerName = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show an entry: its life, its evidence, why its records were joined, what people decided and follow up."""
    with opened_ledger(ledger) as kept:
        from dragoman.ledger import LedgerError
        from dragoman.ledger.showing import entry_lines

        found = kept.entry(name)
        if found is None:
            raise LedgerError(f"{name}: there is no such entry. Ids of entries are shown by timeline and find.")
        if as_json:
            typer.echo(found.model_dump_json(indent=2))
            return
        for line in entry_lines(found, kept.evidence(found), kept.decisions(found.id), kept.follow_ups(found.id)):
            typer.echo(line)


def follow(
    name: Entry,
    ledger: LedgerName = HERE,
    who: Who = None,
    owner: Annotated[str | None, typer.Option(help="Who sees to it.")] = None,
    due: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="When something has to be done.")] = None,
    next_step: Annotated[str | None, typer.Option("--next", help="What has to be done.")] = None,
    status: Annotated[str | None, typer.Option(help="How it stands, such as open or done.")] = None,
    comment: Annotated[str | None, typer.Option(help="Anything else.")] = None,
) -> None:
    """Follow an entry up; every step is kept."""
    day = day_of(due)
    with opened_ledger(ledger) as kept:
        kept.follow(name, _who(who), owner=owner, due=day, next_step=next_step, status=status, comment=comment)


def split(
    name: Entry,
    records: Annotated[list[str], typer.Argument(metavar="RECORD…", help="Its records that are another fact.")],
    ledger: LedgerName = HERE,
    who: Who = None,
    why: Why = "",
) -> None:
    """Keep records apart from the others of an entry, from now on."""
    with opened_ledger(ledger) as kept:
        kept.split(name, records, _who(who), why)


def merge(
    names: Annotated[list[str], typer.Argument(metavar="ENTRY ENTRY…", help="Entries that are one fact.")],
    ledger: LedgerName = HERE,
    who: Who = None,
    why: Why = "",
) -> None:
    """Keep entries together, from now on."""
    with opened_ledger(ledger) as kept:
        kept.merge(names, _who(who), why)


def accept(record: RecordName, ledger: LedgerName = HERE, who: Who = None, why: Why = "") -> None:
    """Confirm a record."""
    with opened_ledger(ledger) as kept:
        kept.accept(record, _who(who), why)


def reject(record: RecordName, ledger: LedgerName = HERE, who: Who = None, why: Why = "") -> None:
    """Take a record out of its entry; it stays in the ledger."""
    with opened_ledger(ledger) as kept:
        kept.reject(record, _who(who), why)


def correct(
    record: RecordName,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE…", help="Values as JSON, or as plain text.")],
    ledger: LedgerName = HERE,
    who: Who = None,
    why: Why = "",
) -> None:
    """Let a record stand with other fields; what the story told is kept beside it."""
    with opened_ledger(ledger) as kept:
        kept.correct(record, _who(who), why, **_fields(fields))


def file_record(
    fields: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE…", help='type=contact parties=\'["KAZ","USA"]\' …')
    ],
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What you know: the evidence.")] = None,
    document: Annotated[str | None, typer.Option(metavar="FILE", help="A document that is the evidence.")] = None,
    quote: Annotated[str | None, typer.Option(metavar="TEXT", help="The words of it that tell the fact.")] = None,
    published: Published = None,
    ledger: LedgerName = HERE,
    who: Who = None,
) -> None:
    """File a record by hand, with a note or a document as its evidence; you are its source."""
    if (note is None) == (document is None):
        raise typer.BadParameter("say one of --note TEXT and --document FILE")
    with opened_ledger(ledger) as kept:
        from dragoman import keeping

        typer.echo(
            keeping.file(kept, _fields(fields), _who(who), note, document, quote, day_of(published), _settings())
        )


@contextmanager
def opened_ledger(name: str) -> Iterator[Ledger]:
    """The ledger of a name; errors as a message and an exit code."""
    from dragoman.ledger import Ledger, LedgerError

    try:
        with Ledger(name) as kept:
            yield kept
    except DragomanError as error:
        typer.echo(f"dragoman: {error}", err=True)
        raise typer.Exit(BAD_SETUP) from None
    except LedgerError as error:
        typer.echo(f"dragoman: {error}", err=True)
        raise typer.Exit(REFUSED) from None


def _settings(**options: object) -> Settings:
    from dragoman.settings import load_settings

    return load_settings(**options)


def _who(told: str | None) -> str:
    return told or getpass.getuser()


def _fields(pairs: list[str]) -> dict[str, Any]:
    """Fields as `name=value`, the value as JSON where it is JSON, `null` for none."""
    fields = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{pair!r} is not FIELD=VALUE")
        fields[name] = _value(value)
    return fields


def _value(text: str) -> Any:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return text
    return text if isinstance(found, int | float) and not isinstance(found, bool) else found


def day_of(told: str | None) -> date | None:
    """A whole date as typed; an error of the command line where it is none."""
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise typer.BadParameter(f"{told!r} is no date such as 2025-12-24") from None
