"""The commands for whole archives; `docs/scale.md` explains them to users."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli_common import NOT_ALL_READ, Model, Own, day_of, explained
from dragoman.cli_ledger import HERE, LedgerName, Published, opened_ledger

if TYPE_CHECKING:
    from dragoman.batch.driver import Engine

__all__ = ["register"]

STOPPED = 130

Archive = Annotated[
    str, typer.Argument(metavar="ARCHIVE", help="A directory or file, here or at an fsspec URL such as s3://….")
]
DataSet = Annotated[str, typer.Argument(metavar="DIR", help="A data set that `dragoman code` wrote, here or at a URL.")]
Types = Annotated[list[str] | None, typer.Option("--type", help="Stories with a record of this type; may be repeated.")]
PartyNames = Annotated[
    list[str] | None, typer.Option("--party", help="Stories with a record that names it; all of several in one record.")
]
Since = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Published then or later.")]
Until = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Published then or earlier.")]


def register(app: typer.Typer) -> None:
    """Hang the commands into the command line."""
    app.command()(code)
    app.command()(load)
    app.command()(query)
    app.command()(sift)


def code(
    archive: Archive,
    out: Annotated[str, typer.Option(metavar="DIR", help="Where the data set goes: a directory or a URL.")],
    engine: Annotated[Literal["pool", "ray"], typer.Option(help="This machine's processes, or a Ray cluster.")] = "pool",
    address: Annotated[str | None, typer.Option(help="Of the Ray cluster, such as auto; else one is started here.")] = None,
    processes: Annotated[int | None, typer.Option(min=1, help="By default one a core.")] = None,
    published: Published = None,
    shard_mb: Annotated[float, typer.Option(min=0.001, help="Megabytes of input in a shard.")] = 4,
    story_seconds: Annotated[float, typer.Option(min=0.1, help="Longest that one story may take.")] = 60,
    story_mb: Annotated[int, typer.Option(min=1, help="Most memory that one story may take.")] = 2000,
    everything: Annotated[bool, typer.Option("--everything", help="Read stories of no concern too.")] = False,
    discard_work: Annotated[bool, typer.Option("--discard-work", help="Take the steps' files away at the end.")] = False,
    knowledge: Own = None,
    ontology: Annotated[Path | None, typer.Option(metavar="FILE", help="Your own codes for events.")] = None,
    model: Model = None,
) -> None:  # fmt: skip
    """Code an archive into a data set of Parquet files; run again, it does what is missing."""
    day = day_of(published)
    with explained():
        from dragoman.batch import driver, manifest
        from dragoman.batch.job import Job
        from dragoman.batch.showing import Shown
        from dragoman.running import Report
        from dragoman.settings import load_settings

        settings = load_settings(knowledge=knowledge, ontology=ontology, model=model)
        job = Job(archive, out, settings, day, round(shard_mb * 1_000_000), story_seconds, story_mb, everything)
        console = Report().console
        shown, running = Shown(console), _engine(engine, address, processes)
        try:
            totals = driver.code(job, running, shown)
        except KeyboardInterrupt:
            shown.end()
            console.print("dragoman: stopped; the same command goes on from here")
            raise typer.Exit(STOPPED) from None
        finally:
            shown.end()
            running.close()
        if discard_work:
            manifest.discard_work(job)
        typer.echo(
            f"{totals.stories:,} stories: {totals.of_no_concern:,} of no concern, {totals.reprints:,} reprints, "
            f"{totals.read:,} read, {totals.problems:,} problems; {totals.records:,} records"
        )
    raise typer.Exit(NOT_ALL_READ if totals.problems else 0)


def load(
    dataset: DataSet, ledger: LedgerName = HERE, party: PartyNames = None, type_: Types = None, since: Since = None,
    until: Until = None, knowledge: Own = None,
) -> None:  # fmt: skip
    """Put the stories of a data set, or some of them, into a ledger with what was read of them."""
    from dragoman.batch.loading import Slice, reader_name, readings
    from dragoman.batch.places import Place

    with explained():
        out = Place(dataset)
        reader = reader_name(out)  # first, so that no ledger is made where there is no data set
    with opened_ledger(ledger) as kept:
        from dragoman.desk import Parties
        from dragoman.settings import load_settings

        codes = Parties(load_settings(knowledge=knowledge).knowledge, kept.has_party) if party else None
        named = [codes.code(word) for word in party or ()] if codes is not None else []
        wanted = Slice(named, type_ or (), day_of(since), day_of(until))
        added = kept.add(readings(out, wanted), reader)
        typer.echo(f"{added.new} new, {added.copies} reprints, {added.known} known")


def query(
    dataset: DataSet,
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="On stories, records, events, mentions, problems, skipped.")
    ],
    form: Annotated[Literal["table", "csv", "jsonl", "parquet"], typer.Option("--format")] = "table",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write here, not to standard output.")] = None,
) -> None:
    """Ask a data set where it lies."""
    with explained():
        from dragoman.batch.answers import write
        from dragoman.batch.places import Place
        from dragoman.batch.querying import query as ask
        from dragoman.output import opened_bytes

        found = ask(Place(dataset), sql)
        with opened_bytes(out) as stream:
            write(found, form, stream)


def sift(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="JSON lines, with the records filed for them.")],
    knowledge: Own = None,
    model: Model = None,
) -> None:
    """Measure the filter: the work that it saves, and the records that it loses."""
    with explained():
        from dragoman.batch.measuring import sifted
        from dragoman.batch.mind import load_mind
        from dragoman.settings import load_settings

        for line in sifted(files, load_mind(load_settings(knowledge=knowledge, model=model))).lines():
            typer.echo(line)


def _engine(name: str, address: str | None, processes: int | None) -> Engine:
    if name == "ray":
        from dragoman.batch.on_ray import RayEngine

        return RayEngine(address)
    from dragoman.batch.pool import Pool

    return Pool(processes)
