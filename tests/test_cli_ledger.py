"""The commands on a ledger, as a user types them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.ledger import Ledger
from tests.ledger.telling import record, story

RUN = CliRunner()
STORIES = Path(__file__).parent.parent / "src/dragoman/examples/stories.jsonl"
VISIT = "Norway's prime minister Kari Holm will visit Vietnam in May, her office said."
SIGNED = "Norway and Vietnam signed a fisheries agreement in Oslo on February 3."


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger with a planned visit and an agreement."""
    visit = record(VISIT, "contact/visit", "NOR,VNM", "planned", date="2026-05", persons=("Kari Holm",))
    signed = record(SIGNED, "agreement/treaty", "NOR,VNM", "signed", date="2026-02-03", name="fisheries agreement")
    with Ledger(tmp_path / "ledger.db") as kept:
        kept.add([story(VISIT, visit, url="https://paper.example/1"), story(SIGNED, signed, publisher="Fjord Post")])
    return str(tmp_path / "ledger.db")


def _run(ledger: str, *words: str, code: int = 0) -> str:
    result = RUN.invoke(app, [*words, "--ledger", ledger])
    assert result.exit_code == code, result.output
    return result.output


def _entry(ledger: str, kind: str) -> str:
    with Ledger(ledger) as kept:
        return next(e.id for e in kept.entries(kinds=[kind]))


def test_add_reads_stories_once_and_keeps_problems(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kazakhstan's president visited Uzbekistan on Monday.")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    ledger = str(tmp_path / "ledger.db")
    words = ("add", str(tmp_path / "a.txt"), str(tmp_path / "b.pdf"), "--published", "2026-03-10")
    assert "1 new, 0 reprints, 0 known, 1 problems" in _run(ledger, *words, code=1)
    assert "0 new, 0 reprints, 1 known, 1 problems" in _run(ledger, *words, code=1)
    assert _run(ledger, "problems").count("b.pdf") == 1
    assert "0 stories changed" in _run(ledger, "reread", "--all")
    assert "KAZ" in _run(ledger, "parties")


def test_an_entry_is_shown_with_all_about_it(ledger: str) -> None:
    name = _entry(ledger, "visit")
    _run(
        ledger, "follow", name, "--who", "anna", "--owner", "desk 3", "--due", "2026-04-01", "--next", "ask the embassy"
    )
    _run(ledger, "accept", f"r{name[1:]}", "--who", "bert", "--why", "I saw the note")
    shown = _run(ledger, "entry", name)
    for part in (
        "contact/visit  NOR, VNM", "planned for May 2026 (Kari Holm)", "stands: planned 2026-05", "Kari Holm will visit", "<https://paper.example/1>",
        "bert: accept: I saw the note", "anna: owner desk 3; due 2026-04-01; next ask the embassy",
    ):  # fmt: skip
        assert part in shown
    assert json.loads(_run(ledger, "entry", name, "--json"))["id"] == name


def test_people_decide(ledger: str) -> None:
    signed = _entry(ledger, "treaty")
    told = _run(
        ledger, "correct", f"r{signed[1:]}", "name=salmon agreement", 'sectors=["agriculture"]', "--who", "anna"
    )
    assert told.startswith(f"{signed}  ")
    assert "salmon agreement" in told
    assert "salmon agreement" in _run(ledger, "entry", signed)
    assert _run(ledger, "reject", f"r{signed[1:]}", "--who", "anna") == f"r{signed[1:]} is in no entry now\n"
    gone = _run(ledger, "entry", signed, code=2)
    assert "there is no such entry any more: anna rejected r" in gone
    assert f"`dragoman accept r{signed[1:]}` takes it back" in gone


def test_a_record_is_filed_with_a_note_or_a_document(ledger: str, tmp_path: Path) -> None:
    fields = (
        "type=contact",
        "kind=visit",
        'parties=["VNM", "NOR"]',
        "stage=planned",
        "date=2026-06-12",
        'persons=["Kari Holm"]',
    )
    name = _run(ledger, "file", *fields, "--note", "She comes on June 12.", "--who", "anna").strip()
    assert "filed by anna" in _run(ledger, "entry", name)
    (tmp_path / "minutes.txt").write_text("Minutes. She comes on June 12. Nothing else.")
    words = (
        "--document",
        str(tmp_path / "minutes.txt"),
        "--quote",
        "She comes on June 12.",
        "--published",
        "2026-03-01",
    )
    other = _run(ledger, "file", *fields, *words, "--who", "bert").strip()
    assert "filed by bert, 2026-03-01" in _run(ledger, "entry", other)


def test_fields_by_hand_are_typed_as_people_write_them(ledger: str) -> None:
    words = (
        "type=contact",
        "kind=visit",
        "stage=planned",
        "parties=Norway, VNM,X:Red Shore",
        "persons=Kari Holm; Le Minh Tuan",
    )
    name = _run(ledger, "file", *words, "--note", "She told me.", "--who", "anna").strip()
    told = json.loads(_run(ledger, "entry", name, "--json"))
    assert told["parties"] == ["NOR", "VNM", "X:Red Shore"]
    assert told["persons"] == ["Kari Holm", "Le Minh Tuan"]
    _run(ledger, "correct", name, "parties=Kazakhstan", "date=2026-12", "--who", "bert", "--why", "misheard")
    assert 'bert: correct parties=["KAZ"] date="2026-12": misheard' in _run(ledger, "entry", name)


def test_find_says_what_it_left_out(ledger: str) -> None:
    assert _run(ledger, "find", "--type", "contact").count("visit") == 1
    assert "the first 1; --limit N shows more" in _run(ledger, "find", "--party", "NOR", "--limit", "1")
    assert "nothing found" in _run(ledger, "find", "zebra")
    assert "nothing found" in _run(ledger, "timeline", "KAZ")
    assert "Is it Kari Holm?" in _run(ledger, "find", "--person", "Holm", code=2)
    assert "no entry names a person so" in _run(ledger, "find", "--person", "Nobody", code=2)


BAD = [
    (("file", "type=contact", "kind=visit", "stage=held", "parties=NOR,Atlantis", "--note", "x"), 2, "'Atlantis'"),
    (("file", "type=contact", "type=aid", "--note", "x"), 2, "type is told twice"),
    (("find", "x", "--type", "visit"), 2, "'visit' is no type"),
    (("file", "type=contact", "--note", "x", "--who", "anna"), 2, "kind"),
    (("file", "type", "--note", "x"), 2, "FIELD=VALUE"),
    (("file", "type=contact"), 2, "--note"),
    (("follow", "nonsense", "--comment", "x"), 2, "no such entry"),
    (("follow", "nonsense", "--due", "soon"), 2, "no date"),
    (("watch", "nowhere.toml"), 3, "nowhere.toml"),
    (("series", "NOR", "VNM", "--out", "chart.jpeg"), 2, "chart.jpeg"),
    (("brief", "NOR", "VNM", "--out", "brief.rtf"), 2, "brief.rtf"),
]


@pytest.mark.parametrize(("words", "code", "what"), BAD)
def test_what_is_wrong_is_explained(ledger: str, words: tuple[str, ...], code: int, what: str) -> None:
    assert what in _run(ledger, *words, code=code)


def test_a_feed_that_is_left_alone_is_named(ledger: str, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "http://127.0.0.1:9/feed"\n')
    assert "--allow-private" in _run(ledger, "watch", str(tmp_path / "feeds.toml"), code=1)
    assert "http://127.0.0.1:9/feed: was asked of late or failed; it is not asked before 20" in _run(
        ledger, "watch", str(tmp_path / "feeds.toml")
    )


def test_a_ledger_that_is_none_is_explained(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_text("This is a letter, no ledger. " * 100)
    assert "is no ledger, or is damaged. Put a copy of it back" in _run(str(tmp_path / "ledger.db"), "parties", code=2)
    assert "Name a SQLite file" in _run("oracle://here", "parties", code=2)


def test_a_damaged_ledger_is_explained(ledger: str) -> None:
    whole = Path(ledger).read_bytes()
    Path(ledger).write_bytes(whole[: len(whole) // 2])
    for words in (("parties",), ("find", "fisheries")):
        assert "is no ledger, or is damaged. Put a copy of it back" in _run(ledger, *words, code=2)


@pytest.mark.parametrize("folder", [0o755, 0o555])
def test_a_ledger_that_may_not_be_written_is_asked_and_refuses_what_writes(ledger: str, folder: int) -> None:
    signed = _entry(ledger, "treaty")
    Path(ledger).chmod(0o444)
    Path(ledger).parent.chmod(folder)
    assert "NOR" in _without_rights(ledger, "parties")
    assert "fisheries agreement" in _without_rights(ledger, "brief", "NOR", "VNM", "--today", "2026-03-01")
    for words in (("reject", f"r{signed[1:]}", "--who", "anna"), ("add", str(STORIES))):
        assert f"{ledger}: is read-only for you" in _without_rights(ledger, *words, code=2)
    assert "fisheries agreement" in _without_rights(ledger, "entry", signed)


def test_what_is_not_yet_in_the_file_is_never_left_out(ledger: str, tmp_path: Path) -> None:
    Path(f"{ledger}-wal").write_bytes(b"not yet in the file")
    tmp_path.chmod(0o555)
    assert "part of it is in ledger.db-wal" in _without_rights(ledger, "parties", code=2)


def test_a_party_that_nobody_knows_is_refused(ledger: str) -> None:
    for words in (("brief", "NOR", "XXQ"), ("timeline", "Atlantis"), ("series", "NOR", "X:Nobody")):
        assert "no party is known by this name" in _run(ledger, *words, code=2)
    told = "The Oslo Quartet met on May 2."
    with Ledger(ledger) as kept:
        kept.add([story(told, record(told, "contact/visit", "NOR,X:Oslo Quartet", "held", date="2026-05-02"))])
    assert "2026-05-02" in _run(ledger, "timeline", "X:Oslo Quartet")
    for known in ("eu", "Hamas", "X:Hamas", "NATO"):
        _run(ledger, "brief", "NOR", known)


def _without_rights(ledger: str, *words: str, code: int = 0) -> str:
    """What a command says to somebody whom files refuse; root is nobody of that kind unless it gives up its rights."""
    command = [sys.executable, "-m", "dragoman", *words, "--ledger", ledger]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("setpriv: root cannot give up its rights without it")
        command = ["setpriv", "--inh-caps=-dac_override", "--bounding-set=-dac_override", *command]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def test_stories_are_exported_with_their_entries(ledger: str) -> None:
    lines = [json.loads(line) for line in _run(ledger, "export", "--as", "stories").splitlines()]
    assert {r["entry"] for line in lines for r in line["records"]} == {
        _entry(ledger, "visit"),
        _entry(ledger, "treaty"),
    }


def test_sources_are_listed(ledger: str) -> None:
    assert "Fjord Post" in _run(ledger, "sources")


YEAR = Path(__file__).parents[1] / "src/dragoman/examples/year.jsonl"
TOLD = [
    "signed on 17 March 2026 (reported 18 March 2026, denied by Jon Berg in Fjord Post), signed on 9 June 2026 and ratified",
    "planned for April 2026 (reported 21 October 2025) and planned for 9 June 2026 (reported 4 March 2026)",
    "threatened on 3 December 2025 and imposed on 28 January 2026",
    "A visit from Norway to Hanoi took place on 9 June 2026 (Kari Holm).",
    "A visit by a delegation from Norway to Haiphong is planned for October 2026",
    "to be concluded in April 2026 (reported 14 January 2026)",
    "had not signed the fisheries agreement as of 19 March 2026, according to Jon Berg (denial reported by Fjord Post",
    "120 scholarships, according to Lise Aune; that time passed 5 days ago, and nobody has reported it",
    "printed again by Straits Herald",
]


def test_the_example_of_the_readme_holds(tmp_path: Path) -> None:
    ledger = str(tmp_path / "year.db")
    assert "31 new, 3 reprints, 0 known, 0 problems" in _run(ledger, "add", str(YEAR))
    words = ("--since", "2025-10", "--today", "2026-10-05")
    told = _run(ledger, "brief", "Norway", "Vietnam", *words)
    assert [part for part in TOLD if part not in told] == []
    assert _run(ledger, "due", "NOR", "VNM", "--today", "2026-10-05").count("scholarships") == 1
    assert "in_force" in _run(ledger, "timeline", "NOR", "VNM", "--json")
    assert "steel pipes" in _run(ledger, "find", '"steel pipes"', "--party", "NOR", "--type", "measure")
    assert "20 October 2026" in _run(ledger, "calendar", "NOR", "--today", "2026-10-05").replace("\n ", "")
    assert _run(ledger, "series", "NOR", "VNM", "--by", "year").startswith("period,contact")
    assert "2026-06" in _run(ledger, "series", "NOR", "VNM")
    assert "entry,type" in _run(ledger, "export", "--as", "csv")
    _run(ledger, "brief", "NOR", "VNM", *words, "--out", str(tmp_path / "brief.html"))
    assert "<h1" in (tmp_path / "brief.html").read_text()


@pytest.mark.parametrize("words", [("parties",), ("timeline", "NOR"), ("entry", "e1"), ("reread",)])
def test_a_ledger_that_is_not_there_is_told_and_not_made(tmp_path: Path, words: tuple[str, ...]) -> None:
    where = tmp_path / "none.db"
    assert "there is no ledger here" in _run(str(where), *words, code=2)
    assert not where.exists()
    assert "there is no ledger here" in _run("", "parties", code=2)


def test_an_empty_name_is_no_directory(tmp_path: Path) -> None:
    assert "is an empty name" in _run(str(tmp_path / "l.db"), "add", "", code=1)


def test_a_brief_on_nothing_says_so(ledger: str) -> None:
    assert "Nothing is in the ledger on this." in _run(ledger, "brief", "KAZ", "USA")
