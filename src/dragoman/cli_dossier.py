"""The commands that ask a ledger; `docs/ledger.md` explains them to users."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dragoman.cli_ledger import HERE, LedgerName, Own, day_of, opened_ledger

if TYPE_CHECKING:
    from dragoman.desk import Parties
    from dragoman.ledger import Ledger
    from dragoman.model import Entry

__all__ = ["exporters", "register"]

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
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write here, not to standard output.")]
Limit = Annotated[int, typer.Option(min=1, help="Entries at most.")]
Months = Annotated[int, typer.Option(min=1, help="Months after which an agreement counts as silent.")]


def register(app: typer.Typer) -> None:
    """Hang the commands into the command line."""
    for command in (brief, timeline, find, due, calendar, series, export):
        app.command()(command)


def brief(
    parties: Who,
    since: Since = None,
    today: Today = None,
    form: Annotated[
        Literal["markdown", "html", "pdf", "docx"] | None,
        typer.Option("--format", help="By default what --out is called, else markdown."),
    ] = None,
    out: Out = None,
    months: Months = 6,
    limit: Annotated[int, typer.Option(min=1, help="Points a section at most.")] = 40,
    ledger: LedgerName = HERE,
    knowledge: Own = None,
) -> None:
    """Write a brief on one party or several: what happened, is promised, coming, in force, contradicted, overdue."""
    day = _today(today)
    with opened_ledger(ledger) as kept:
        from dragoman.dossier.brief import brief as made
        from dragoman.exports.briefs import renderer

        known = _parties(knowledge)
        chosen = form or _BRIEFS.get(out.suffix.lower() if out else "", "markdown")
        start = _partial(since) or day.replace(year=day.year - 1, day=1).isoformat()
        one = made(kept, [known.code(p) for p in parties], start, day, known.names, months, limit)
        _put(out, [renderer(chosen)(one)], binary=chosen in ("pdf", "docx"))


_BRIEFS: dict[str, Literal["markdown", "html", "pdf", "docx"]] = {
    ".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip


def timeline(
    parties: AnyWho = None, since: Since = None, until: Until = None, types: Type = None, kinds: Kind = None,
    person: Person = None, sector: Sector = None, ledger: LedgerName = HERE, knowledge: Own = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line a step.")] = False,
) -> None:  # fmt: skip
    """List what happened, step by step, the oldest first."""
    with opened_ledger(ledger) as kept:
        from dragoman.dossier.timeline import timeline as steps
        from dragoman.dossier.wording import sentence
        from dragoman.exports.common import visible

        known = _parties(knowledge)
        filters = _filters(known, parties, since, until, types, kinds, None, person, sector)
        for moment in steps(kept, **filters):
            if as_json:
                typer.echo(_json_step(moment))
                continue
            told = visible(sentence(moment.entry, moment.step, known.names))
            count = (
                f"{moment.step.sources} sources" if moment.step.sources > 1 else moment.step.publisher or "one source"
            )
            typer.echo(f"{moment.day:10}  {moment.entry.id}  {told} ({visible(count)})")


def _json_step(moment: Any) -> str:
    import json

    entry, step = moment.entry, moment.step.model_dump(mode="json")
    about = {"entry": entry.id, "type": entry.type, "kind": entry.kind, "parties": entry.parties, "name": entry.name}
    return json.dumps({"day": moment.day} | about | step, ensure_ascii=False)


def find(
    words: Annotated[list[str], typer.Argument(metavar="WORD…", help='Words; "…" is a phrase, -word excludes.')],
    party: Party = None, types: Type = None, kinds: Kind = None, stage: Stage = None, person: Person = None,
    sector: Sector = None, since: Since = None, until: Until = None, limit: Limit = 20, ledger: LedgerName = HERE,
    knowledge: Own = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line an entry.")] = False,
) -> None:  # fmt: skip
    """Find entries by words in their evidence, names and headlines, the best first."""
    with opened_ledger(ledger) as kept:
        known = _parties(knowledge)
        filters = _filters(known, party, since, until, types, kinds, stage, person, sector)
        for entry in kept.find(" ".join(words), limit=limit, **filters):
            typer.echo(entry.model_dump_json() if as_json else _line(entry, known))


def _line(entry: Entry, known: Parties) -> str:
    from dragoman.dossier.sections import standing
    from dragoman.dossier.wording import sentence
    from dragoman.exports.common import visible

    return f"{entry.date or '-':10}  {entry.id}  {visible(sentence(entry, standing(entry), known.names))}"


def due(
    parties: AnyWho = None, today: Today = None, months: Months = 6, ledger: LedgerName = HERE, knowledge: Own = None
) -> None:
    """List follow-ups overdue, plans and promises whose time passed without a report, and agreements that stand still."""
    day = _today(today)
    with opened_ledger(ledger) as kept:
        from dragoman.dossier.due import due as late

        known = _parties(knowledge)
        for one in late(kept, day, months, **_filters(known, parties)):
            own = (
                f" {one.follow_up.owner or one.follow_up.who}: {one.follow_up.next_step or ''}" if one.follow_up else ""
            )
            typer.echo(f"{one.why:9}  {one.day:10}  {one.days:4} days  {_line(one.entry, known)[12:]}{own}")


def calendar(
    parties: AnyWho = None,
    ics: Annotated[Path | None, typer.Option(metavar="FILE", help="Write an iCalendar file, `-` for here.")] = None,
    today: Today = None,
    ledger: LedgerName = HERE,
    knowledge: Own = None,
) -> None:
    """List coming visits, gatherings and deadlines, or write them as a calendar that others can subscribe to."""
    day = _today(today)
    with opened_ledger(ledger) as kept:
        from dragoman.dossier.calendar import appointments
        from dragoman.exports.calendar import render

        known = _parties(knowledge)
        filters = _filters(known, parties)
        found = appointments(kept, day, known.names, **filters)
        if ics is not None:
            title = ", ".join(map(known.name, filters["parties"])) or "Dragoman"
            _put(None if str(ics) == "-" else ics, [render(found, title)], binary=False)
            return
        for one in found:
            off = " (cancelled)" if one.cancelled else ""
            typer.echo(f"{one.start.isoformat()[: _SHOWN[one.precision]]:10}  {one.id}  {one.summary}{off}")


_SHOWN = {"day": 10, "month": 7, "year": 4}


def series(
    parties: Who,
    by: Annotated[Literal["month", "year"], typer.Option("--by", help="How long a period is.")] = "month",
    since: Since = None,
    until: Until = None,
    form: Annotated[
        Literal["csv", "svg", "png", "html"] | None,
        typer.Option("--format", help="By default what --out is called, else csv."),
    ] = None,
    out: Out = None,
    ledger: LedgerName = HERE,
    knowledge: Own = None,
) -> None:
    """Count contact, cooperation, conflict and net intensity by month or year, as figures or as a chart."""
    with opened_ledger(ledger) as kept:
        from dragoman import desk
        from dragoman.dossier.series import series as made
        from dragoman.exports.series import format_of, render, trend_words

        known = _parties(knowledge)
        codes = [known.code(p) for p in parties]
        found = made(kept, codes, desk.weights(knowledge), by, _partial(since), _partial(until))
        chosen = form or (format_of(out) if out else None) or "csv"
        _put(out, [render(found, chosen, known.names)], binary=chosen == "png")
        typer.echo(f"dragoman: {trend_words(found)}", err=True)


def export(
    form: Annotated[
        Literal["stories", "csv", "jsonl", "parquet", "ftm", "graphml", "gexf"],
        typer.Option("--as", help="stories: the lines of `read`, with each record's entry."),
    ],
    what: Annotated[
        Literal["entries", "steps", "records", "events"],
        typer.Option("--table", help="Of csv, jsonl and parquet; events are those of PLOVER and CAMEO."),
    ] = "entries",
    party: Party = None, types: Type = None, kinds: Kind = None, stage: Stage = None, person: Person = None,
    sector: Sector = None, since: Since = None, until: Until = None, ledger: LedgerName = HERE, out: Out = None,
    knowledge: Own = None,
) -> None:  # fmt: skip
    """Write what a ledger holds in another form."""
    with opened_ledger(ledger) as kept:
        known = _parties(knowledge)
        filters = _filters(known, party, since, until, types, kinds, stage, person, sector)
        _put(out, exporters()[form](kept, what, known, filters), binary=form == "parquet")


_Exporter = Callable[["Ledger", Any, "Parties", dict[str, Any]], Iterable[bytes]]


def exporters() -> dict[str, _Exporter]:
    """What writes each form, out of ledger, table, names and conditions."""
    from dragoman import keeping
    from dragoman.exports.ledgers import ftm, network, tables

    return {
        "stories": lambda kept, _, __, ___: (f"{line}\n".encode() for line in keeping.story_lines(kept)),
        "csv": lambda kept, what, _, filters: tables.csv_lines(kept, what, **filters),
        "jsonl": lambda kept, what, _, filters: tables.json_lines(kept, what, **filters),
        "parquet": lambda kept, what, _, filters: [tables.parquet(kept, what, **filters)],
        "ftm": lambda kept, _, known, filters: ftm.lines(kept, known.names, **filters),
        "graphml": lambda kept, _, known, filters: [network.render(kept, "graphml", known.names, **filters)],
        "gexf": lambda kept, _, known, filters: [network.render(kept, "gexf", known.names, **filters)],
    }


def _parties(own: Path | None) -> Parties:
    from dragoman.desk import Parties

    return Parties(own)


def _filters(
    known: Parties, parties: list[str] | None, since: str | None = None, until: str | None = None,
    types: list[str] | None = None, kinds: list[str] | None = None, stages: list[str] | None = None,
    persons: list[str] | None = None, sectors: list[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The conditions of `Filters`."""
    return {
        "parties": [known.code(p) for p in parties or ()], "since": _partial(since), "until": _partial(until),
        "types": types or (), "kinds": kinds or (), "stages": stages or (), "persons": persons or (),
        "sectors": sectors or (),
    }  # fmt: skip


def _today(told: str | None) -> date:
    return day_of(told) or date.today()


def _partial(told: str | None) -> str | None:
    """A date as precise as it is told, checked."""
    from dragoman.ledger.filters import first_day

    if told is None:
        return None
    try:
        date.fromisoformat(first_day(told))
    except ValueError:
        raise typer.BadParameter(f"{told!r} is no date such as 2025, 2025-12 or 2025-12-24") from None
    return told


def _put(out: Path | None, parts: Iterable[bytes], binary: bool) -> None:
    """Write bytes to a file, which is there whole or not at all, or to standard output."""
    from dragoman.output import opened_bytes

    if out is None and binary and sys.stdout.isatty():
        raise typer.BadParameter("this is no text for a terminal: say --out FILE")
    with opened_bytes(out) as stream:
        for part in parts:
            stream.write(part)
