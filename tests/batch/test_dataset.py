"""What is done with a data set: asked by SQL, put into a ledger whole or in slices, on S3 too; and what documents it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import coded, job
from light import Inline, Unwatched, digests, write
from typer.testing import CliRunner

from dragoman.batch.driver import Totals, code
from dragoman.batch.loading import Slice, readings
from dragoman.batch.places import Place
from dragoman.batch.querying import query
from dragoman.batch.tables import SCHEMAS, TABLES
from dragoman.cli import app
from dragoman.errors import FileError, SettingsError
from dragoman.ledger import Ledger
from dragoman.model import Story
from dragoman.reading.reader import Reader

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "src/dragoman/examples/stories.jsonl"
Undisturbed = tuple[Totals, dict[str, str], Path]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example stories coded by the real reader, by the command."""
    out = tmp_path_factory.mktemp("real") / "set"
    found = CliRunner().invoke(app, ["code", str(EXAMPLES), "--out", str(out), "--processes", "1"])
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("8 stories: 0 of no concern, 0 reprints, 8 read, 0 problems; ")
    return out


def test_what_was_coded_is_what_the_reader_reads(real: Path, reader: Reader) -> None:
    stories = [Story.model_validate_json(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    wanted = {reading.id: reading for reading in reader.read_all(stories)}
    found = list(readings(Place(str(real))))
    assert len(found) == 8
    assert [story.published for story, _ in found] == sorted(story.published for story in stories if story.published)
    for story, reading in found:
        assert reading == wanted[story.id].model_copy(update={"source": story.source})


def test_a_data_set_gives_the_ledger_that_adding_gives(real: Path, tmp_path: Path) -> None:
    run = CliRunner()
    loaded, added = tmp_path / "loaded.db", tmp_path / "added.db"
    assert run.invoke(app, ["load", str(real), "--ledger", str(loaded)]).stdout == "8 new, 0 reprints, 0 known\n"
    assert run.invoke(app, ["add", str(EXAMPLES), "--ledger", str(added)]).exit_code == 0
    with Ledger(loaded) as one, Ledger(added) as two:
        entries = [{(e.type, e.kind, e.parties, e.stage, e.records) for e in ledger.entries()} for ledger in (one, two)]
    assert entries[0] == entries[1]
    assert len(entries[0]) > 20
    assert run.invoke(app, ["load", str(real), "--ledger", str(loaded)]).stdout == "0 new, 0 reprints, 8 known\n"


def test_slices(undisturbed: Undisturbed) -> None:
    out = Place(str(undisturbed[2]))
    everything = list(readings(out))
    assert len(everything) == undisturbed[0].read
    some = [story for story, _ in readings(out, Slice(since=dt.date(2025, 1, 20), until=dt.date(2025, 2, 10)))]
    wanted = [s for s, _ in everything if s.published and "2025-01-20" <= s.published.isoformat() <= "2025-02-10"]
    assert some == wanted
    assert wanted
    assert len(list(readings(out, Slice(parties=["KAZ", "USA"], types=["contact"])))) == len(everything)
    assert not list(readings(out, Slice(parties=["KAZ", "FRA"])))
    assert not list(readings(out, Slice(types=["aid"])))


def test_sql(undisturbed: Undisturbed) -> None:
    totals, _, out = undisturbed
    found = query(Place(str(out)), "SELECT month, count(*) AS n FROM records GROUP BY month ORDER BY month")
    assert found.column("month").to_pylist() == ["2025-01", "2025-02", "2025-03", "undated"]
    assert sum(found.column("n").to_pylist()) == totals.records
    joined = (
        "SELECT count(*) AS n FROM records r JOIN stories s USING (month, story) WHERE list_contains(r.parties, 'KAZ')"
    )
    assert query(Place(str(out)), joined).to_pylist() == [{"n": totals.records}]


@pytest.mark.parametrize(
    "sql", ["SELEC", "SELECT * FROM read_csv('/etc/passwd')", "COPY records TO '/tmp/x.csv'", "SELECT x"]
)
def test_sql_that_is_wrong_or_reaches_elsewhere_is_refused(undisturbed: Undisturbed, sql: str) -> None:
    with pytest.raises(SettingsError, match="SQL"):
        query(Place(str(undisturbed[2])), sql)


def test_the_query_command_writes_its_forms(undisturbed: Undisturbed, tmp_path: Path) -> None:
    sql = "SELECT story, parties FROM records ORDER BY published, story LIMIT 2"
    run = CliRunner()
    assert (
        run.invoke(app, ["query", str(undisturbed[2]), sql, "--format", "csv"])
        .stdout.splitlines()[1]
        .endswith("KAZ|USA")
    )
    told = run.invoke(app, ["query", str(undisturbed[2]), sql, "--format", "jsonl"]).stdout.splitlines()
    assert json.loads(told[0])["parties"] == ["KAZ", "USA"]
    assert "KAZ|USA" in run.invoke(app, ["query", str(undisturbed[2]), sql]).stdout
    file = tmp_path / "x.parquet"
    assert (
        run.invoke(app, ["query", str(undisturbed[2]), sql, "--format", "parquet", "--out", str(file)]).exit_code == 0
    )
    assert file.stat().st_size > 100


def test_a_directory_that_is_no_data_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="holds no finished data set"):
        query(Place(str(tmp_path)), "SELECT 1")
    assert CliRunner().invoke(app, ["load", str(tmp_path), "--ledger", str(tmp_path / "x.db")]).exit_code == 3
    assert not (tmp_path / "x.db").exists()


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket on a server of our own."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    place = Place("s3://archive")
    place.fs.clear_instance_cache()
    Place("s3://archive").fs.mkdir("archive")
    yield "s3://archive"
    place.fs.clear_instance_cache()
    server.stop()


def test_s3_in_and_out(s3: str, archive: Path, undisturbed: Undisturbed, tmp_path: Path) -> None:
    for file in archive.rglob("*.*"):
        Place(s3).put(f"in/{file.relative_to(archive)}", file.read_bytes())
    totals = code(job(f"{s3}/in", f"{s3}/set"), Inline(), Unwatched())
    out = Place(f"{s3}/set")
    for name in out.names(""):
        if not name.startswith("_work"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(out.read(name))
    assert (totals, digests(tmp_path)) == undisturbed[:2]
    again = Inline()
    code(job(f"{s3}/in", f"{s3}/set"), again, Unwatched())
    assert again.done == []
    assert query(out, "SELECT count(*) AS n FROM records").to_pylist() == [{"n": totals.records}]
    assert len(list(readings(out))) == totals.read


def test_work_can_be_discarded(archive: Path, undisturbed: Undisturbed, tmp_path: Path) -> None:
    from dragoman.batch.manifest import discard_work

    found = coded(Inline(), archive, tmp_path / "set")
    discard_work(job(archive, tmp_path / "set"))
    assert not (tmp_path / "set/_work").exists()
    assert (found[0], digests(tmp_path / "set")) == undisturbed[:2]


def test_the_tables_are_documented_column_by_column() -> None:
    doc = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
    for name in TABLES:
        section = doc.split(f"### `{name}`")[1].split("###")[0]
        told = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert told == SCHEMAS[name].names, name


def test_sift_prints_recall_and_the_work_saved(tmp_path: Path) -> None:
    told = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    told[0]["records"] = [{"type": "contact"}] * 3
    told.append({"text": "Spain had rain on Monday. Gardens were green.", "records": [{}]})
    write(tmp_path / "a.jsonl", told)
    out = CliRunner().invoke(app, ["sift", str(tmp_path / "a.jsonl")]).stdout
    assert "set aside 1 (11.1%)" in out
    assert "lost 1 (recall 0.7500)" in out
    assert "1 names no two parties" in out
