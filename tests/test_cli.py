"""The command line, from arguments to output and exit code."""

import json
import os
import pty
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from dragoman import inventory, running
from dragoman.cli import app
from dragoman.cli_common import BAD_SETUP, NOT_ALL_READ
from dragoman.cli_knowledge import FAULTS
from dragoman.settings import Settings

ROOT = Path(__file__).parents[1]
DOC = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
TEXT = "Uzbek President Shavkat Mirziyoyev met Kazakh President Kassym-Jomart Tokayev in Tashkent on Monday."
RUN = CliRunner()


@pytest.fixture(scope="module", autouse=True)
def _one_reader() -> Iterator[None]:
    """Readers of the same settings are loaded once for all tests here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "Reader", cache(running.Reader))
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stories")
    (path / "a.txt").write_text(TEXT)
    (path / "s.jsonl").write_text("\n".join(json.dumps({"id": i, "text": TEXT}) for i in ("one", "two")))
    return path


def test_json_lines_in_give_json_lines_out_in_order(folder: Path) -> None:
    result = RUN.invoke(app, ["read", str(folder / "s.jsonl")])
    assert result.exit_code == 0
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["one", "two"]
    assert json.loads(result.stdout.splitlines()[1])["source"] == f"{folder / 's.jsonl'}:2"
    evidence = json.loads(result.stdout.splitlines()[0])["records"][0]["evidence"]
    assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]


@pytest.mark.parametrize(("form", "begins"), [("table", "Uzbek President"), ("json", "[\n"), ("html", "<!doctype")])
def test_formats(folder: Path, form: str, begins: str) -> None:
    result = RUN.invoke(app, ["read", str(folder / "a.txt"), "--format", form, "--published", "2025-12-24"])
    assert result.exit_code == 0
    assert result.stdout.startswith(begins)


def test_out_tells_the_format_and_is_whole_or_not_there(folder: Path, tmp_path: Path) -> None:
    result = RUN.invoke(app, ["read", str(folder / "a.txt"), "--out", str(tmp_path / "page.html")])
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").endswith("</html>")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_what_is_not_read_is_told_and_the_rest_is_read(folder: Path) -> None:
    result = RUN.invoke(app, ["read", "no.txt", str(folder / "a.txt"), "--format", "jsonl"])
    assert result.exit_code == NOT_ALL_READ
    assert result.stderr == "dragoman: no.txt: does not exist. Check the name.\n"
    assert len(result.stdout.splitlines()) == 1


def test_standard_input() -> None:
    command = [sys.executable, "-m", "dragoman", "read", "-"]
    told = json.dumps({"id": "x", "text": TEXT})
    found = subprocess.run(command, input=told, capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert json.loads(found.stdout)["id"] == "x"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["read"], 2, "Missing argument"),
        (["read", "a.txt", "--published", "2025-13-45"], 2, "2025-13-45"),
        (["read", "a.txt", "--format", "xml"], 2, "xml"),
        (["read", "a.txt", "--model", "no_such_model"], BAD_SETUP, "no_such_model"),
        (["read", "a.txt", "--knowledge", "no-such-dir"], BAD_SETUP, "no-such-dir"),
        (["read", "a.txt", "--ontology", "no.tsv"], BAD_SETUP, "no.tsv: cannot be read (No such file or directory)"),
        (["eval", "no.jsonl"], BAD_SETUP, "no.jsonl: cannot be read (No such file or directory)"),
        (["eval-events", "no.tsv"], BAD_SETUP, "no.tsv: cannot be read (No such file or directory)"),
        (["eval-events", os.devnull], BAD_SETUP, f"{os.devnull}: holds no sentence"),
        (["knowledge", "import-actors", "no.txt"], BAD_SETUP, "no.txt: cannot be read (No such file or directory)"),
        (["knowledge", "import-offices", "no.json"], BAD_SETUP, "no.json: cannot be read (No such file or directory)"),
    ],
)
def test_wrong_commands(arguments: list[str], code: int, message: str) -> None:
    result = RUN.invoke(app, arguments)
    assert result.exit_code == code
    assert message in result.stderr


def test_an_output_that_cannot_be_written(folder: Path) -> None:
    result = RUN.invoke(app, ["read", str(folder / "a.txt"), "--out", str(folder / "none" / "x.jsonl")])
    assert result.exit_code == BAD_SETUP
    assert "cannot be written" in result.stderr


def test_a_setting_that_does_not_fit(folder: Path) -> None:
    result = RUN.invoke(app, ["read", str(folder / "a.txt")], env={"DRAGOMAN_MAX_BYTES": "many"})
    assert result.exit_code == BAD_SETUP
    assert "DRAGOMAN_MAX_BYTES" in result.stderr


def test_eval_prints_figures(tmp_path: Path) -> None:
    record = {"type": "contact", "kind": "meeting", "stage": "held", "parties": ["KAZ", "UZB"], "evidence": TEXT}
    (tmp_path / "g.jsonl").write_text(json.dumps({"id": "x", "text": TEXT, "records": [record]}))
    (tmp_path / "p.jsonl").write_text(json.dumps({"id": "x", "records": [record]}))
    arguments = ["eval", str(tmp_path / "g.jsonl"), "--pred", str(tmp_path / "p.jsonl")]
    assert "right: P 1.000 R 1.000 F1 1.000" in RUN.invoke(app, arguments).stdout
    assert json.loads(RUN.invoke(app, [*arguments, "--json"]).stdout)["right"]["f1"] == 1.0


def test_eval_scores_entries(tmp_path: Path) -> None:
    record = {"type": "contact", "kind": "meeting", "stage": "held", "parties": ["KAZ", "UZB"], "evidence": TEXT}
    gold = tmp_path / "g.jsonl"
    told = [{"id": one, "text": TEXT, "published": "2026-01-05", "records": [record | {"entry": "m"}]} for one in "xyz"]
    gold.write_text("\n".join(map(json.dumps, [*told[:2], told[2] | {"copy_of": "x"}])))
    assert RUN.invoke(app, ["eval", "--entries", str(gold)]).stdout.splitlines() == [
        "records read: B-cubed P 1.000 R 1.000 F1 1.000 (2)",
        "records as filed: B-cubed P 1.000 R 1.000 F1 1.000 (2)",
    ]
    assert json.loads(RUN.invoke(app, ["eval", "--entries", "--json", str(gold)]).stdout)["filed"]["records"] == 2
    gold.write_text(json.dumps(told[0] | {"records": [record]}))
    refused = RUN.invoke(app, ["eval", "--entries", str(gold)])
    assert refused.exit_code == BAD_SETUP
    assert "x, record 1: tells no entry" in refused.stderr


def test_calibration_and_its_fit(tmp_path: Path) -> None:
    right = {"type": "contact", "kind": "meeting", "stage": "held", "parties": ["KAZ", "UZB"], "evidence": TEXT}
    wrong = right | {"stage": "planned"}
    made = [right | {"rule": "meet.v obj:PARTY -> contact/meeting", "confidence": 0.75}, wrong | {"confidence": 0.5}]
    (tmp_path / "g.jsonl").write_text(json.dumps({"id": "x", "text": TEXT, "records": [right]}))
    (tmp_path / "p.jsonl").write_text(json.dumps({"id": "x", "records": made}))
    files = [str(tmp_path / "g.jsonl"), "--pred", str(tmp_path / "p.jsonl")]
    lines = RUN.invoke(app, ["eval", *files, "--calibration"]).stdout.splitlines()
    assert lines[1].split() == ["0.5", "-", "0.6", "1", "0.500", "0.000"]
    assert lines[2].split() == ["0.7", "-", "0.8", "1", "0.750", "1.000"]
    fitted = RUN.invoke(app, ["knowledge", "fit-confidence", *files]).stdout.splitlines()
    assert "contact\tstrict\t1\t1\t0.70" in fitted
    assert "contact\tloose\t1\t0\t0.30" in fitted


def test_knowledge_lists_and_names_what_is_stale(tmp_path: Path) -> None:
    (tmp_path / "groups.tsv").write_text(
        "# reviewed: 2020-01-01\ncode\tnames\tnote\nX:Test\tTest Front\t? 2020-01-01 a doubt\n"
    )
    own = ["--knowledge", str(tmp_path)]
    listed = RUN.invoke(app, ["knowledge", "list", *own])
    assert listed.exit_code == 0
    assert "states.tsv" in listed.stdout
    assert "groups.tsv" in listed.stdout
    lines = RUN.invoke(app, ["knowledge", "stale", *own]).stdout.splitlines()
    own_lines = [line for line in lines if str(tmp_path) in line]
    assert "'2020-01-01' was reviewed" in own_lines[0]
    assert "groups.tsv:3: 'X:Test' ? 2020-01-01 a doubt" in own_lines[1]


def test_check_names_files_that_nothing_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nations.tsv").write_text("code\n")
    monkeypatch.setattr(inventory, "check", lambda _: [])
    monkeypatch.setattr(inventory, "failures", lambda *_: iter(()))
    result = RUN.invoke(app, ["knowledge", "check", "--knowledge", str(tmp_path)])
    assert result.exit_code == FAULTS
    assert "nations.tsv: nothing reads a file of this name" in result.stdout
    assert " 1 faults" in result.stdout


def test_import_offices_prints_rows_and_names_what_it_cannot_use(tmp_path: Path) -> None:
    answer = Path(__file__).parent / "data/wikidata_offices.json"
    result = RUN.invoke(app, ["knowledge", "import-offices", str(answer)])
    assert result.exit_code == 0
    assert result.stdout.startswith("party\toffice\ttitle")
    assert "not used: result 8" in result.stderr
    (tmp_path / "x.json").write_text("no JSON")
    for name in ("x.json", "missing.json"):
        broken = RUN.invoke(app, ["knowledge", "import-offices", str(tmp_path / name)])
        assert broken.exit_code == BAD_SETUP
        assert name in broken.stderr


def test_a_broken_knowledge_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "groups.tsv").write_text("code\tcolour\nX:Test\tred\n")
    result = RUN.invoke(app, ["knowledge", "list", "--knowledge", str(tmp_path)])
    assert result.exit_code == BAD_SETUP
    assert "groups.tsv:1: unknown column 'colour'" in result.stderr


def test_schema_is_json() -> None:
    assert "records" in json.loads(RUN.invoke(app, ["schema"]).stdout)["properties"]


def test_help_is_quick() -> None:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "dragoman", "--help"], check=True, capture_output=True, cwd=ROOT / "src")
    assert time.perf_counter() - start < 1.5  # 0.2 s on an idle machine; the rest is room for a busy one


def test_help_loads_no_parser() -> None:
    code = "import sys, dragoman.cli; print(sorted({'spacy', 'trafilatura', 'pydantic', 'jinja2'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT / "src")
    assert found.stdout.strip() == "[]"


def _options() -> list[tuple[str, str]]:
    root: Any = get_command(app)
    return [pair for name, command in root.commands.items() for pair in _options_of(name, command)]


def _options_of(name: str, command: Any) -> list[tuple[str, str]]:
    inner = getattr(command, "commands", {}).items()
    own = [(name, option) for one in command.params for option in one.opts if option.startswith("--")]
    return own + [pair for other, nested in inner for pair in _options_of(f"{name} {other}", nested)]


@pytest.mark.parametrize(("command", "option"), _options())
def test_every_command_and_option_is_documented(command: str, option: str) -> None:
    assert f"dragoman {command}" in DOC
    assert f"`{option}" in DOC


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`DRAGOMAN_{name.upper()}`" in DOC


def test_a_parquet_file_is_not_written_to_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway's king visited Vietnam on Monday.")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dragoman", "read", str(tmp_path / "a.txt"), "--format", "parquet"]
    done = subprocess.run(command, check=False, stdout=theirs, stderr=subprocess.PIPE, text=True, timeout=60)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert "no text for a terminal" in done.stderr
