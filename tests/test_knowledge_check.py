"""The data files hold together, and a file that does not is told by file, line and value."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import dragoman.reading
from dragoman.knowledge import DATA, FILES, TableError, load, rows
from dragoman.knowledge.check import CHECKS, Finding, check, doubts
from dragoman.knowledge.rows_events import EventPredicate
from dragoman.knowledge.rows_lexicon import Predicate, WordClass
from dragoman.knowledge.stale import stale

TODAY = dt.date(2026, 11, 24)
OFFICES = "party\toffice\ttitle\tperson\tnames\tgender\tsince\tuntil\tnote"
LINES = "trigger\tneeds\tyields\troles\tstage\texample\texpects"
STATES = "code\tname\tkind\tnames\tweak"


def own(tmp_path: Path, file: str, *lines: str) -> Path:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(("# reviewed: 2026-11-24", *lines)) + "\n", encoding="utf-8")
    return tmp_path


def faults(own_files: Path) -> list[Finding]:
    """What is wrong with a user's own files beside the shipped ones."""
    shipped = check(load())
    return [f for f in check(load(own_files)) if f not in shipped]


def test_the_shipped_files_hold_together() -> None:
    assert check(load()) == []


def test_doubts_tell_file_line_and_reason() -> None:
    for doubt in doubts(load()):
        assert doubt.problem.startswith("?")
        assert Path(doubt.where.rpartition(":")[0]).is_relative_to(DATA)


@pytest.mark.parametrize(
    ("file", "header", "row", "message"),
    [
        ("states.tsv", STATES, "Kaz\tKazakhstan\tmember", "states.tsv:3: code: String should match"),
        ("states.tsv", STATES, "KAZ\tKazakhstan\tempire", "(is 'empire')"),
        ("states.tsv", STATES, "KAZ\tKazakhstan\tmember\t\t\textra", "states.tsv:3: 6 cells for 5 columns"),
        ("states.tsv", "code\tname\tkind\tflag", "KAZ\tKazakhstan\tmember\tx", "states.tsv:2: unknown column 'flag'"),
        ("offices/own.tsv", OFFICES, "KAZ\tboss\tBoss\tA B", "own.tsv:3: office"),
        ("lexicon/own.tsv", LINES, "meet.v\t\tcontact/party\t\t\tA met B.\tnothing", "no record type and kind"),
        ("lexicon/own.tsv", LINES, "meet\t\tcontact/meeting\t\t\tA met B.\tnothing", "own.tsv:3: trigger: Value error"),
        ("lexicon/own.tsv", LINES, "sign.v\tobj\tcontact/talks\t\t\tA met B.\tnothing", "not 'obj'"),
        ("operators.tsv", "word\tslot\teffect", "plan\txcomp\tplanned", "operators.tsv:3: word: Value error"),
    ],
)
def test_a_broken_row_is_refused(tmp_path: Path, file: str, header: str, row: str, message: str) -> None:
    with pytest.raises(TableError) as error:
        load(own(tmp_path, file, header, row))
    assert message in str(error.value)
    assert str(tmp_path) in str(error.value)


@pytest.mark.parametrize(
    ("file", "header", "row", "message"),
    [
        ("offices/own.tsv", OFFICES, "QQQ\tminister\tMinister\tAbe Nobody", "own.tsv:3: 'QQQ' is the code of no state"),
        (
            "offices/own.tsv",
            OFFICES,
            "KAZ\tminister\tMinister\tAbe Nobody\t\tm\t2025-03-01\t2024",
            "own.tsv:3: '2024' is before the term began, 2025-03-01",
        ),
        (
            "offices/own.tsv",
            OFFICES,
            "KAZ\tminister\tMinister\tAbe Nobody\t\tm\t2025-13",
            "own.tsv:3: '2025-13' is no date",
        ),
        ("organs.tsv", "name\tparty\tkind", "Ministry of Silly Walks\tQQQ\tministry", "organs.tsv:3: 'QQQ'"),
        ("formats.tsv", "code\tparties", "FOCAC\tCHN|QQQ", "formats.tsv:3: 'QQQ'"),
        ("bodies.tsv", "code\tname\tkind\tmembers", "FOO\tFoo Club\tgrouping\tKAZ|QQQ", "bodies.tsv:3: 'QQQ'"),
        (
            "companies.tsv",
            "name\tstate\tkind\tsectors",
            "Foo Oil\tKAZ\tstate\toil",
            "companies.tsv:3: 'oil' is no sector",
        ),
        (
            "companies.tsv",
            "name\tstate\tkind\tweak",
            "Foo Oil\tKAZ\tstate\tFoo",
            "'Foo' is marked as weak and is no name",
        ),
        ("companies.tsv", "name\tstate\tkind\tnames", "Foo Oil\tKAZ\tstate\tGazprom", "'Gazprom' names KAZ and RUS"),
        (
            "lexicon/own.tsv",
            LINES,
            "sign.v\tobj:@foo\tcontact/talks\t\t\tA met B.\tnothing",
            "'foo' is a class of no noun",
        ),
        (
            "lexicon/own.tsv",
            LINES,
            "sign.v\t\tcontact/*\t\t\tA met B.\tnothing",
            "'contact/*' takes its kind from a noun",
        ),
        (
            "lexicon/own.tsv",
            LINES,
            "meet.v\t\tcontact/talks\t\tsigned\tA met B.\tnothing",
            "'signed' is no stage of contact",
        ),
        (
            "lexicon/own.tsv",
            LINES,
            "meet.v\t\tcontact/talks\tactor=subj\t\tA met B.\tnothing",
            "'actor' is no role of contact",
        ),
        ("lexicon/own.tsv", LINES, "meet.v\t\tcontact/talks\t\t\tA met B.\tcontact held", "'contact held' reads like"),
        (
            "lexicon/own.tsv",
            LINES,
            "meet.v\t\tcontact/talks\t\t\tA met B.\tcontact/talks/held KAZ QQQ",
            "'QQQ' is the code",
        ),
        (
            "nouns.tsv",
            "noun\tclasses\tkind",
            "feast\tagreement\tparty",
            "nouns.tsv:3: 'party' is the kind of no record type",
        ),
        (
            "words.tsv",
            "name\twords",
            "agreement\tpact|deal",
            "words.tsv:3: 'agreement' is a class of nouns.tsv already",
        ),
    ],
)
def test_what_only_all_files_show_is_found(tmp_path: Path, file: str, header: str, row: str, message: str) -> None:
    found = [str(finding) for finding in faults(own(tmp_path, file, header, row))]
    assert len(found) == 1
    assert message in found[0]


def test_a_row_that_stands_twice_is_found(tmp_path: Path) -> None:
    row = "KAZ\tminister\tMinister\tAbe Nobody\t\tm\t2025"
    (finding,) = faults(own(tmp_path, "offices/own.tsv", OFFICES, row, row))
    assert finding.where.endswith("own.tsv:4")
    assert finding.problem.endswith("own.tsv:3")


def test_a_file_without_a_day_of_review_is_found(tmp_path: Path) -> None:
    (tmp_path / "states.tsv").write_text(f"{STATES}\n", encoding="utf-8")
    (tmp_path / "regions.tsv").write_text("code\tnames\nR:Nowhere\tNowhere\n", encoding="utf-8")
    (finding,) = faults(tmp_path)
    assert finding.value == "# reviewed:"


def test_own_files_extend_and_correct(tmp_path: Path) -> None:
    own(tmp_path, "states.tsv", STATES, "KAZ\tKazakhstan\tmember\tSteppe Republic", "XQQ\tNowhere\tde_facto")
    states = {state.code: state for state in load(tmp_path).rows("states.tsv", rows.State)}
    assert states["KAZ"].names == ("Steppe Republic",)
    assert states["XQQ"].name == "Nowhere"
    assert states["UZB"].name == "Uzbekistan"
    assert faults(tmp_path) == []


def test_every_row_of_a_file_is_kept() -> None:
    known = load()
    kept = {id(row) for found in known.by_file.values() for row in found}
    assert [row for table in known.tables for row in table.rows if id(row) not in kept] == []


def test_stale_files_long_terms_and_doubtful_heads(tmp_path: Path) -> None:
    own(
        tmp_path, "offices/own.tsv", OFFICES,
        "KAZ\tminister\tMinister\tAbe Nobody\t\tm\t2011", "KAZ\tmonarch\tKing\tBob Nobody\t\tm\t1990",
        "KAZ\tforeign_minister\tForeign Minister\tCy Nobody\t\tm\t2025\t\t? 2026-11-24 or his deputy",
        "KAZ\tforeign_minister\tForeign Minister\tDi Nobody\t\tm\t2001\t2002\t? 2026-11-24 days unknown",
    )  # fmt: skip
    known = load(tmp_path)
    found = [f for f in stale(known, TODAY) if f.where.startswith(str(tmp_path))]
    assert [f.value.rpartition(": ")[2] for f in found] == ["Abe Nobody", "Cy Nobody"]
    later = stale(known, dt.date(2027, 11, 24))
    assert {str(table.path) for table in known.tables} <= {f.where for f in later}


def test_every_file_and_column_is_documented() -> None:
    page = (Path(__file__).parent.parent / "docs/knowledge.md").read_text(encoding="utf-8")
    for file, (row_type, _) in FILES.items():
        section = page.partition(f"### `{file}`")[2].partition("\n### ")[0]
        assert section, f"docs/knowledge.md has no section on {file}"
        assert [c for c in row_type.model_fields if c != "note" and f"`{c}`" not in section] == [], file


def test_every_check_says_what_it_checks() -> None:
    assert all(one.__doc__ for one in CHECKS)


def test_every_class_of_words_is_asked_for_by_a_line_or_a_rule() -> None:
    known = load()
    named = {
        value.removeprefix("!").removeprefix("@")
        for file, row_type in (("lexicon/*.tsv", Predicate), ("lexicon/events/*.tsv", EventPredicate))
        for line in known.rows(file, row_type)
        for need in line.needs.split()
        for value in need.partition(":")[2].split(",")
    }
    code = "\n".join(path.read_text("utf-8") for path in Path(dragoman.reading.__file__).parent.rglob("*.py"))
    asked = set(re.findall(r'words\("(\w+)"\)|_word_classes\["(\w+)"\]', code))
    by_rule = {quoted or indexed for quoted, indexed in asked}
    classes = {row.name for row in known.rows("words.tsv", WordClass)}
    assert classes <= named | by_rule
    assert by_rule <= classes


def test_the_kinds_of_organs_that_publish_are_kinds_of_organs() -> None:
    known = load()
    publishing = {row.word for row in known.rows("references.tsv", rows.Reference) if row.kind == "publisher"}
    assert publishing
    assert publishing <= {row.kind for row in known.rows("organs.tsv", rows.Organ)}
