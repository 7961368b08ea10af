"""The commands that score the reader, the joining and the coding of events; `docs/command-line.md` explains them to users."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli_common import Model, Own, explained, settings_of

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Hang the commands into the command line."""
    app.command("eval")(evaluate)
    app.command("eval-events")(evaluate_events)


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
    with explained():
        from dragoman import running
        from dragoman.evaluation.calibration import calibration_lines, reliability
        from dragoman.evaluation.entries import entry_lines
        from dragoman.evaluation.report import miss_lines, score_lines

        settings = settings_of(knowledge=knowledge, model=model)
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


def evaluate_events(
    sentences: Annotated[Path, typer.Argument(metavar="FILE", help="Sentences with the type of their first event.")],
    picture: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw the confusion matrix here (SVG).")] = None,
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Score the coding of events: F1 by type, and what is taken for what."""
    with explained():
        from dragoman import running
        from dragoman.evaluation.events import table_lines
        from dragoman.output import opened

        scores, drawn = running.event_evaluation(sentences, settings_of(knowledge=knowledge, model=model))
        for line in table_lines(scores):
            typer.echo(line)
        if picture is not None:
            with opened(picture) as stream:
                stream.write(drawn)
