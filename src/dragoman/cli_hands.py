"""The commands that people decide and add with; `docs/ledger.md` explains them to users."""

from __future__ import annotations

import getpass
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli_common import day_of, settings_of
from dragoman.cli_conditions import parties_of
from dragoman.cli_ledger import HERE, LedgerName, Published, opened_ledger

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.model import Entry

__all__ = ["register"]

Who = Annotated[str | None, typer.Option("--who", help="Who decides; by default the name you are logged in by.")]
Why = Annotated[str, typer.Option("--why", help="Why: kept with the decision.")]
EntryName = Annotated[str, typer.Argument(metavar="ENTRY", help="Id of an entry, or of a record of it.")]
RecordName = Annotated[str, typer.Argument(metavar="RECORD", help="Id of a record.")]


def register(app: typer.Typer) -> None:
    """Hang the commands into the command line."""
    for command in (entry, follow, split, merge, accept, reject, correct):
        app.command()(command)
    app.command("file")(file_record)


def entry(
    name: EntryName,
    ledger: LedgerName = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show an entry: its life, its evidence, why its records were joined, what people decided and follow up."""
    with opened_ledger(ledger, new=False) as kept:
        from dragoman.ledger import LedgerError
        from dragoman.ledger.showing import entry_lines, why_no_entry

        found = kept.entry(name)
        if found is None:
            raise LedgerError(why_no_entry(name, f"r{name[1:]}", kept.decisions()))
        if as_json:
            typer.echo(found.model_dump_json(indent=2))
            return
        about = kept.evidence(found), kept.decisions(found), kept.follow_ups(found)
        for line in entry_lines(found, _told(found, kept), *about):
            typer.echo(line)


def _show(kept: Ledger, *names: str) -> None:
    """The entries to which ids lead now, a line each."""
    found = {one.id: one for name in names if (one := kept.entry(name)) is not None}
    for one in found.values():
        typer.echo(f"{one.id}  {_told(one, kept)}")


def _told(entry: Entry, kept: Ledger) -> str:
    """The sentence that tells how an entry stands."""
    from dragoman.dossier.points import standing
    from dragoman.dossier.telling import telling
    from dragoman.dossier.wording import sentence
    from dragoman.exports.common import visible

    one = telling(entry, standing(entry), kept.records(entry.records))
    return visible(sentence(one.entry, one.step, parties_of(settings_of().knowledge, kept).names))


def follow(
    name: EntryName,
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
    with opened_ledger(ledger, new=False) as kept:
        kept.follow(name, _who(who), owner=owner, due=day, next_step=next_step, status=status, comment=comment)


def split(
    name: EntryName,
    records: Annotated[list[str], typer.Argument(metavar="RECORD…", help="Its records that are another fact.")],
    ledger: LedgerName = HERE,
    who: Who = None,
    why: Why = "",
) -> None:
    """Keep records apart from the others of an entry, from now on."""
    with opened_ledger(ledger, new=False) as kept:
        kept.split(name, records, _who(who), why)
        _show(kept, name, *records)


def merge(
    names: Annotated[list[str], typer.Argument(metavar="ENTRY ENTRY…", help="Entries that are one fact.")],
    ledger: LedgerName = HERE,
    who: Who = None,
    why: Why = "",
) -> None:
    """Keep entries together, from now on."""
    with opened_ledger(ledger, new=False) as kept:
        kept.merge(names, _who(who), why)
        _show(kept, *names)


def accept(record: RecordName, ledger: LedgerName = HERE, who: Who = None, why: Why = "") -> None:
    """Confirm a record."""
    with opened_ledger(ledger, new=False) as kept:
        kept.accept(record, _who(who), why)
        _show(kept, record)


def reject(record: RecordName, ledger: LedgerName = HERE, who: Who = None, why: Why = "") -> None:
    """Take a record out of its entry; it stays in the ledger."""
    with opened_ledger(ledger, new=False) as kept:
        kept.reject(record, _who(who), why)
        typer.echo(f"{record} is in no entry now")


def correct(
    record: RecordName,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE…", help="Values as JSON, or as plain text.")],
    ledger: LedgerName = HERE,
    who: Who = None,
    why: Why = "",
) -> None:
    """Let a record stand with other fields; what the story told is kept beside it."""
    with opened_ledger(ledger, new=False) as kept:
        kept.correct(record, _who(who), why, **_fields(fields, kept))
        _show(kept, record)


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
            keeping.file(
                kept, _fields(fields, kept), _who(who), note, document, quote, day_of(published), settings_of()
            )
        )


def _who(told: str | None) -> str:
    return told or getpass.getuser()


_SIDES = ("parties", "actor", "recipient")
_SIGNS = dict.fromkeys((*_SIDES, "sectors"), ",") | {"persons": ";"}


def _fields(pairs: list[str], kept: Ledger) -> dict[str, Any]:
    """Fields as `name=value`, the value as JSON where it is JSON, `null` for none; parties by code or name."""
    fields: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{pair!r} is not FIELD=VALUE")
        if name in fields:
            raise typer.BadParameter(f"{name} is told twice")
        fields[name] = _value(name, value)
    known = parties_of(settings_of().knowledge, kept)
    for name in fields.keys() & set(_SIDES):
        if isinstance(fields[name], list):
            fields[name] = [known.filed(str(word)) for word in fields[name]]
    return fields


def _value(name: str, text: str) -> Any:
    """What a value is: JSON, else a text, or a list of texts where the field is one."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        found = text
    if name in _SIGNS and isinstance(found, str):
        return [part.strip() for part in found.split(_SIGNS[name]) if part.strip()]
    return text if isinstance(found, int | float) and not isinstance(found, bool) else found
