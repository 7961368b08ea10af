"""The commands that ask a ledger; `docs/ledger.md` explains them to users."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dragoman.cli_common import Own
from dragoman.cli_conditions import (
    AnyWho,
    Kind,
    Party,
    Person,
    Sector,
    Since,
    Stage,
    Today,
    Type,
    Until,
    Who,
    filters_of,
    partial_of,
    parties_of,
    today_or,
)
from dragoman.cli_ledger import HERE, LedgerName, opened_ledger
from dragoman.cli_output import BRIEFS, SERIES, form_of, put

if TYPE_CHECKING:
    from dragoman.desk import Parties
    from dragoman.ledger import FollowUp
    from dragoman.model import Entry

__all__ = ["register"]

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
    day = today_or(today)
    with opened_ledger(ledger, new=False) as kept:
        from dragoman.dossier.brief import brief as made
        from dragoman.exports.briefs import renderer

        known = parties_of(knowledge, kept)
        chosen = form or form_of(out, BRIEFS)
        start = partial_of(since) or day.replace(year=day.year - 1, day=1).isoformat()
        one = made(kept, [known.code(p) for p in parties], start, day, known.names, months, limit)
        put(out, [renderer(chosen)(one)], binary=chosen in ("pdf", "docx"))


def timeline(
    parties: AnyWho = None, since: Since = None, until: Until = None, types: Type = None, kinds: Kind = None,
    person: Person = None, sector: Sector = None, ledger: LedgerName = HERE, knowledge: Own = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line a step.")] = False,
) -> None:  # fmt: skip
    """List what happened, step by step, the oldest first."""
    with opened_ledger(ledger, new=False) as kept:
        from dragoman.dossier.telling import telling
        from dragoman.dossier.timeline import timeline as steps
        from dragoman.dossier.wording import sentence
        from dragoman.exports.common import visible

        known = parties_of(knowledge, kept)
        filters = filters_of(kept, known, parties, since, until, types, kinds, None, person, sector)
        moments = steps(kept, **filters)
        records = {} if as_json else kept.records({name for m in moments for name in m.entry.records})
        moment = None
        for moment in moments:
            if as_json:
                typer.echo(_json_step(moment))
                continue
            one = telling(moment.entry, moment.step, records)
            told = visible(sentence(one.entry, one.step, known.names))
            count = (
                f"{moment.step.sources} sources" if moment.step.sources > 1 else moment.step.publisher or "one source"
            )
            typer.echo(f"{moment.day:10}  {moment.entry.id}  {told} ({visible(count)})")
        if moment is None:
            typer.echo("dragoman: nothing found.", err=True)


def _json_step(moment: Any) -> str:
    import json

    entry, step = moment.entry, moment.step.model_dump(mode="json")
    about = {"entry": entry.id, "type": entry.type, "kind": entry.kind, "parties": entry.parties, "name": entry.name}
    return json.dumps({"day": moment.day} | about | step, ensure_ascii=False)


def find(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORD…]", help="In one pair of quotes: words, \"phrases\", -word excludes; all without any."),
    ] = None,
    party: Party = None, types: Type = None, kinds: Kind = None, stage: Stage = None, person: Person = None,
    sector: Sector = None, since: Since = None, until: Until = None, limit: Limit = 20, ledger: LedgerName = HERE,
    knowledge: Own = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line an entry.")] = False,
) -> None:  # fmt: skip
    """Find entries by words in their evidence, names and headlines, the best first; by conditions alone, the newest."""
    with opened_ledger(ledger, new=False) as kept:
        known = parties_of(knowledge, kept)
        filters = filters_of(kept, known, party, since, until, types, kinds, stage, person, sector)
        text = " ".join(words or ())
        more = limit + 1
        found = (
            kept.find(text, limit=more, **filters) if text else kept.entries(limit=more, newest_first=True, **filters)
        )
        number = 0
        for number, entry in enumerate(found, 1):
            if number <= limit:
                typer.echo(entry.model_dump_json() if as_json else _line(entry, known))
        if number == 0 or number > limit:
            told = f"the first {limit}; --limit N shows more" if number else "nothing found"
            typer.echo(f"dragoman: {told}.", err=True)


def _line(entry: Entry, known: Parties) -> str:
    from dragoman.dossier.points import standing
    from dragoman.dossier.wording import sentence
    from dragoman.exports.common import visible

    return f"{entry.date or '-':10}  {entry.id}  {visible(sentence(entry, standing(entry), known.names))}"


def due(
    parties: AnyWho = None, today: Today = None, months: Months = 6, ledger: LedgerName = HERE, knowledge: Own = None
) -> None:
    """List follow-ups overdue, plans and promises whose time passed without a report, and agreements that stand still."""
    day = today_or(today)
    with opened_ledger(ledger, new=False) as kept:
        from dragoman.dossier.due import due as late

        known = parties_of(knowledge, kept)
        for one in late(kept, day, months, **filters_of(kept, known, parties)):
            typer.echo(
                f"{one.why:9}  {one.day:10}  {one.days:4} days  {_line(one.entry, known)[12:]}{_task(one.follow_up)}"
            )


def _task(step: FollowUp | None) -> str:
    """Who is to do what, behind the entry that it is about."""
    if step is None:
        return ""
    return f" ({step.owner or step.who}{': ' if step.next_step else ''}{step.next_step or ''})"


def calendar(
    parties: AnyWho = None,
    ics: Annotated[Path | None, typer.Option(metavar="FILE", help="Write an iCalendar file, `-` for here.")] = None,
    today: Today = None,
    ledger: LedgerName = HERE,
    knowledge: Own = None,
) -> None:
    """List coming visits, gatherings and deadlines, or write them as a calendar that others can subscribe to."""
    day = today_or(today)
    with opened_ledger(ledger, new=False) as kept:
        from dragoman.dossier.calendar import appointments
        from dragoman.exports.calendar import render

        known = parties_of(knowledge, kept)
        filters = filters_of(kept, known, parties)
        found = appointments(kept, day, known.names, **filters)
        if ics is not None:
            title = ", ".join(map(known.name, filters["parties"])) or "Dragoman"
            put(None if str(ics) == "-" else ics, [render(found, title)], binary=False)
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
    with opened_ledger(ledger, new=False) as kept:
        from dragoman import desk
        from dragoman.dossier.series import series as made
        from dragoman.exports.series import render, trend_words

        known = parties_of(knowledge, kept)
        codes = [known.code(p) for p in parties]
        found = made(kept, codes, desk.weights(knowledge), by, partial_of(since), partial_of(until))
        chosen = form or form_of(out, SERIES)
        put(out, [render(found, chosen, known.names)], binary=chosen == "png")
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
    with opened_ledger(ledger, new=False) as kept:
        known = parties_of(knowledge, kept)
        filters = filters_of(kept, known, party, since, until, types, kinds, stage, person, sector)
        from dragoman.exporting import exporters

        put(out, exporters()[form](kept, what, known, filters), binary=form == "parquet")
