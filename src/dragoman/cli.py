"""The command line: parse arguments, call the rest, print. `docs/command-line.md` explains it to users.

Exit codes: 0 all was read; 1 something that was named was not read, the rest was, or a check found faults;
2 the command was wrong; 3 the set-up is wrong (model, knowledge, settings, output file).
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman import __version__, cli_batch, cli_dossier, cli_hands, cli_ledger, cli_web
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.settings import Settings

__all__ = ["app", "main"]

NOT_ALL_READ = FAULTS = 1
BAD_SETUP = 3

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Reads news about relations between states into records that quote their evidence.",
)
knowledge_app = typer.Typer(no_args_is_help=True, help="The data files: what is known of the world.")
app.add_typer(knowledge_app, name="knowledge")
cli_ledger.register(app)
cli_hands.register(app)
cli_dossier.register(app)
cli_web.register(app)
cli_batch.register(app)

Names = Annotated[list[str], typer.Argument(metavar="FILE|DIR|URL|-", help="Plain texts, HTML pages, JSON lines.")]
Published = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Date of texts and pages, and of JSON lines that tell none.")
]
FormatName = Annotated[
    Literal["table", "json", "jsonl", "html", "polecat", "gdelt", "csv", "parquet"] | None,
    typer.Option("--format", help="By default what --out is called, jsonl for JSON lines, else a table."),
]
Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Write here, not to standard output.")]
Own = Annotated[Path | None, typer.Option("--knowledge", metavar="DIR", help="Your own knowledge files.")]
Ontology = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Your own codes for events; docs/events.md explains the file.")
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="spaCy model to parse with.")]
AllowPrivate = Annotated[
    bool | None, typer.Option("--allow-private", help="Fetch from private and local addresses too.")
]


def main() -> None:
    """Run the command line."""
    logging.basicConfig(format="dragoman: %(message)s", level=logging.WARNING)
    for noisy in ("trafilatura", "htmldate", "charset_normalizer", "pypdf"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    app()


@app.callback()
def _common(
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Show the version.")] = False,
) -> None:
    if version:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.command()
def read(
    names: Names,
    published: Published = None,
    form: FormatName = None,
    out: Out = None,
    knowledge: Own = None,
    ontology: Ontology = None,
    model: Model = None,
    allow_private: AllowPrivate = None,
) -> None:
    """Read stories into records and events."""
    day = _day(published)
    if form == "parquet" and out is None and sys.stdout.isatty():
        raise typer.BadParameter("this is no text for a terminal: say --out FILE")
    with _explained():
        from dragoman import running
        from dragoman.exports import writer
        from dragoman.output import opened

        settings = _settings(knowledge=knowledge, ontology=ontology, model=model, allow_private=allow_private)
        report = running.Report()
        chosen = form or running.default_format(names, out)
        pairs = running.readings(names, settings, day, report, bar=out is not None or not sys.stdout.isatty())
        with opened(out) as stream:
            writer(chosen)(pairs, stream)
    raise typer.Exit(NOT_ALL_READ if report.count else 0)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="One story.")],
    published: Published = None,
    knowledge: Own = None,
    model: Model = None,
    allow_private: AllowPrivate = None,
) -> None:
    """Show how each record of a story came to be: sentence, names, rule, words; and why other rules did not fire."""
    day = _day(published)
    with _explained():
        from dragoman import running
        from dragoman.exports.explain import write

        settings = _settings(knowledge=knowledge, model=model, allow_private=allow_private)
        report = running.Report()
        write(running.explanations([name], settings, day, report), sys.stdout)
    raise typer.Exit(NOT_ALL_READ if report.count else 0)


@app.command("eval")
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="JSON lines of stories with their records.")],
    pred: Annotated[Path | None, typer.Option(metavar="FILE", help="Score these records, not the reader.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Show each record missed, half right or too many.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Show how many records of each confidence are right.")
    ] = False,
    entries: Annotated[bool, typer.Option("--entries", help="Score the joining of records into entries.")] = False,
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Score the reader against stories whose records a person filed."""
    with _explained():
        from dragoman import running
        from dragoman.evaluation.calibration import calibration_lines, reliability
        from dragoman.evaluation.entries import entry_lines
        from dragoman.evaluation.report import miss_lines, score_lines

        settings = _settings(knowledge=knowledge, model=model)
        if entries:
            read, filed = running.joining(gold, settings)
            told = {"read": read._asdict(), "filed": filed._asdict()}
            for line in [json.dumps(told)] if as_json else entry_lines(read, filed):
                typer.echo(line)
            return
        if calibration:
            bins = reliability(running.judgements(gold, pred, settings))
            for line in [json.dumps([one.model_dump() for one in bins])] if as_json else calibration_lines(bins):
                typer.echo(line)
            return
        scores = running.evaluation(gold, pred, settings)
        if as_json:
            typer.echo(scores.model_dump_json(indent=2, exclude=None if misses else {"misses"}))
            return
        for line in (*(miss_lines(scores) if misses else ()), *score_lines(scores)):
            typer.echo(line)


@app.command("eval-events")
def evaluate_events(
    sentences: Annotated[Path, typer.Argument(metavar="FILE", help="Sentences with the type of their first event.")],
    picture: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw the confusion matrix here (SVG).")] = None,
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Score the coding of events: F1 by type, and what is taken for what."""
    with _explained():
        from dragoman import running
        from dragoman.evaluation.events import table_lines
        from dragoman.output import opened

        scores, drawn = running.event_evaluation(sentences, _settings(knowledge=knowledge, model=model))
        for line in table_lines(scores):
            typer.echo(line)
        if picture is not None:
            with opened(picture) as stream:
                stream.write(drawn)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    from dragoman.exports.schema import reading_schema

    typer.echo(json.dumps(reading_schema(), indent=2))


@knowledge_app.command("list")
def list_knowledge(knowledge: Own = None) -> None:
    """List the data files with their rows, doubts and last reviews."""
    with _explained():
        from dragoman import inventory

        for line in inventory.listing(inventory.load_knowledge(_settings(knowledge=knowledge).knowledge)):
            typer.echo(line)


@knowledge_app.command()
def check(
    examples: Annotated[bool, typer.Option("--examples/--no-examples", help="Read the lexicon's examples too.")] = True,
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Check the data files: their format, one against the other, and that lexicon examples are read as they say."""
    with _explained():
        from dragoman import inventory, running

        settings = _settings(knowledge=knowledge, model=model)
        known = inventory.load_knowledge(settings.knowledge)
        reader = running.load_reader(settings) if examples else None
        found = list(inventory.faults(known, settings.knowledge, reader))
        for fault in found:
            typer.echo(fault)
        typer.echo(f"{len(known.tables)} files, {sum(len(t.rows) for t in known.tables)} rows, {len(found)} faults")
    raise typer.Exit(FAULTS if found else 0)


@knowledge_app.command()
def stale(
    days: Annotated[int, typer.Option(min=0, help="How old a review may be.")] = 180, knowledge: Own = None
) -> None:
    """List files whose last review is old, and rows that mark a doubt."""
    with _explained():
        from dragoman import inventory

        known = inventory.load_knowledge(_settings(knowledge=knowledge).knowledge)
        for line in inventory.stale(known, date.today(), days):
            typer.echo(line)


@knowledge_app.command("import-offices")
def import_offices(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Wikidata's answer to the shipped query, as JSON.")],
    knowledge: Own = None,
) -> None:
    """Print the rows by which Wikidata differs from the office tables; docs/refresh-offices.md says how to use it."""
    with _explained():
        from dragoman import inventory

        known = inventory.load_knowledge(_settings(knowledge=knowledge).knowledge)
        table, problems = inventory.offices_from(file, known, date.today())
        typer.echo(table, nl=False)
        for problem in problems:
            typer.echo(f"dragoman: not used: {problem}", err=True)


@knowledge_app.command("fit-confidence")
def fit_confidence(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="JSON lines of stories with their records.")],
    pred: Annotated[Path | None, typer.Option(metavar="FILE", help="Records already read, with their rules.")] = None,
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Print the rows of confidence.tsv that stories with filed records give."""
    with _explained():
        from dragoman import running
        from dragoman.evaluation.calibration import fitted_lines
        from dragoman.knowledge.confidence import manner

        for line in fitted_lines(running.judgements(gold, pred, _settings(knowledge=knowledge, model=model)), manner):
            typer.echo(line)


@knowledge_app.command("import-actors")
def import_actors(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An actor dictionary in the PETRARCH format.")],
) -> None:
    """Print an actor dictionary as rows of events/actors.tsv, for your own knowledge directory."""
    with _explained():
        from dragoman import inventory

        table, problems = inventory.actors_from(file, date.today())
        typer.echo(table, nl=False)
        for problem in problems:
            typer.echo(f"dragoman: not used: {problem}", err=True)


def _settings(**options: object) -> Settings:
    from dragoman.settings import load_settings

    return load_settings(**options)


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise typer.BadParameter(f"{told!r} is no date such as 2025-12-24", param_hint="--published") from None


@contextmanager
def _explained() -> Iterator[None]:
    """Errors of the set-up as a message and an exit code."""
    try:
        yield
    except DragomanError as error:
        typer.echo(f"dragoman: {error}", err=True)
        raise typer.Exit(BAD_SETUP) from None
