"""The commands on the data files; `docs/knowledge.md` explains them to users."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli_common import Model, Own, explained, settings_of

__all__ = ["app"]

FAULTS = 1

app = typer.Typer(no_args_is_help=True, help="The data files: what is known of the world.")


@app.command("list")
def list_knowledge(knowledge: Own = None) -> None:
    """List the data files with their rows, doubts and last reviews."""
    with explained():
        from dragoman import inventory

        for line in inventory.listing(inventory.load_knowledge(settings_of(knowledge=knowledge).knowledge)):
            typer.echo(line)


@app.command()
def check(
    examples: Annotated[bool, typer.Option("--examples/--no-examples", help="Read the lexicon's examples too.")] = True,
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Check the data files: their format, one against the other, and that lexicon examples are read as they say."""
    with explained():
        from dragoman import inventory, running

        settings = settings_of(knowledge=knowledge, model=model)
        known = inventory.load_knowledge(settings.knowledge)
        reader = running.load_reader(settings) if examples else None
        found = list(inventory.faults(known, settings.knowledge, reader))
        for fault in found:
            typer.echo(fault)
        typer.echo(f"{len(known.tables)} files, {sum(len(t.rows) for t in known.tables)} rows, {len(found)} faults")
    raise typer.Exit(FAULTS if found else 0)


@app.command()
def stale(
    days: Annotated[int, typer.Option(min=0, help="How old a review may be.")] = 180, knowledge: Own = None
) -> None:
    """List files whose last review is old, and rows that mark a doubt."""
    with explained():
        from dragoman import inventory

        known = inventory.load_knowledge(settings_of(knowledge=knowledge).knowledge)
        for line in inventory.stale(known, date.today(), days):
            typer.echo(line)


@app.command("import-offices")
def import_offices(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Wikidata's answer to the shipped query, as JSON.")],
    knowledge: Own = None,
) -> None:
    """Print the rows by which Wikidata differs from the office tables; docs/refresh-offices.md says how to use it."""
    with explained():
        from dragoman import inventory

        known = inventory.load_knowledge(settings_of(knowledge=knowledge).knowledge)
        table, problems = inventory.offices_from(file, known, date.today())
        typer.echo(table, nl=False)
        for problem in problems:
            typer.echo(f"dragoman: not used: {problem}", err=True)


@app.command("fit-confidence")
def fit_confidence(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="JSON lines of stories with their records.")],
    pred: Annotated[Path | None, typer.Option(metavar="FILE", help="Records already read, with their rules.")] = None,
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Print the rows of confidence.tsv that stories with filed records give."""
    with explained():
        from dragoman import running
        from dragoman.evaluation.calibration import fitted_lines
        from dragoman.knowledge.confidence import manner

        for line in fitted_lines(running.judgements(gold, pred, settings_of(knowledge=knowledge, model=model)), manner):
            typer.echo(line)


@app.command("import-actors")
def import_actors(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An actor dictionary in the PETRARCH format.")],
) -> None:
    """Print an actor dictionary as rows of events/actors.tsv, for your own knowledge directory."""
    with explained():
        from dragoman import inventory

        table, problems = inventory.actors_from(file, date.today())
        typer.echo(table, nl=False)
        for problem in problems:
            typer.echo(f"dragoman: not used: {problem}", err=True)
