"""The command line: parse arguments, call the rest, print. `docs/command-line.md` explains it to users.

Exit codes: 0 all was read; 1 something that was named was not read, the rest was, or a check found faults;
2 the command was wrong; 3 the set-up is wrong (model, knowledge, settings, output file).
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman import __version__, cli_batch, cli_dossier, cli_eval, cli_hands, cli_knowledge, cli_ledger, cli_web
from dragoman.cli_common import NOT_ALL_READ, Model, Own, day_of, explained, settings_of

__all__ = ["app", "main"]

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Reads news about relations between states into records that quote their evidence.",
)

Names = Annotated[list[str], typer.Argument(metavar="FILE|DIR|URL|-", help="Plain texts, HTML pages, JSON lines.")]
Published = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Date of texts and pages, and of JSON lines that tell none.")
]
FormatName = Annotated[
    Literal["table", "json", "jsonl", "html", "polecat", "gdelt", "csv", "parquet"] | None,
    typer.Option("--format", help="By default what --out is called, jsonl for JSON lines, else a table."),
]
Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Write here, not to standard output.")]
Ontology = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Your own codes for events; docs/events.md explains the file.")
]
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
    day = day_of(published)
    if form == "parquet" and out is None and sys.stdout.isatty():
        raise typer.BadParameter("this is no text for a terminal: say --out FILE")
    with explained():
        from dragoman import running
        from dragoman.exports import writer
        from dragoman.output import opened

        settings = settings_of(knowledge=knowledge, ontology=ontology, model=model, allow_private=allow_private)
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
    day = day_of(published)
    with explained():
        from dragoman import running
        from dragoman.exports.explain import write

        settings = settings_of(knowledge=knowledge, model=model, allow_private=allow_private)
        report = running.Report()
        write(running.explanations([name], settings, day, report), sys.stdout)
    raise typer.Exit(NOT_ALL_READ if report.count else 0)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    from dragoman.exports.schema import reading_schema

    typer.echo(json.dumps(reading_schema(), indent=2))


for module in (cli_ledger, cli_hands, cli_dossier, cli_web, cli_batch, cli_eval):
    module.register(app)
app.add_typer(cli_knowledge.app, name="knowledge")
