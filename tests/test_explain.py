"""What `dragoman explain` tells of a story."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.explanation import SentenceExplanation
from dragoman.exports.explain import write
from dragoman.model import Story
from dragoman.reading.explain import explain
from dragoman.reading.reader import Reader

TEXT = """BAKU, Nov. 18 (News) -- Azerbaijani leader Ilham Aliyev met his Georgian counterpart in Baku on Tuesday.

The countries plan to sign a $2 billion railway agreement in December. The weather was [bold]fine[/bold].

Georgia signed up for a course.

Read also: Ten things to do in Almaty"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def story() -> Story:
    return Story.of(TEXT, published=dt.date(2025, 11, 20))


@pytest.fixture(scope="module")
def told(reader: Reader, story: Story) -> dict[str, SentenceExplanation]:
    return {one.text.split(" ")[0]: one for one in explain(reader, story)}


def test_spans_quote_the_story_in_order(reader: Reader, story: Story) -> None:
    sentences = explain(reader, story)
    assert all(TEXT[s.start : s.end] == s.text for s in sentences)
    assert all(TEXT[w.start : w.end] == w.text for s in sentences for w in (*s.who, *s.dates, *s.amounts))
    assert [s.start for s in sentences] == sorted(s.start for s in sentences)


def test_what_is_not_read_says_why(told: dict[str, SentenceExplanation]) -> None:
    assert told["BAKU,"].block == "dateline"
    assert told["Read"].unread == "noise, not of the story"
    assert told["The"].unread is not None or told["The"].clauses
    assert told["Azerbaijani"].unread is None


def test_names_dates_and_sums(told: dict[str, SentenceExplanation]) -> None:
    first = told["Azerbaijani"]
    assert ("his Georgian counterpart", ("GEO",)) in [(w.text, w.parties) for w in first.who]
    assert all(w.rule for w in first.who)
    assert [d.value for d in first.dates] == ["2025-11-18"]


def test_records_hang_on_the_line_that_made_them(told: dict[str, SentenceExplanation]) -> None:
    clause = next(c for c in told["Azerbaijani"].clauses if c.records)
    assert clause.trigger == "met"
    assert clause.slots["subj"] == ("Aliyev",)
    assert clause.records[0].parties == ("AZE", "GEO")
    assert clause.records[0].rule == clause.line


def test_a_plan_tells_why(reader: Reader) -> None:
    story = Story.of("Armenia and Georgia plan to sign a trade agreement in December.", published=dt.date(2025, 11, 20))
    (sentence,) = explain(reader, story)
    clause = next(c for c in sentence.clauses if c.trigger == "sign")
    assert (clause.effect, clause.because) == ("planned", ("plan: planned",))
    assert [d.value for d in sentence.dates] == ["2025-12"]


def test_lines_that_did_not_match_name_the_condition(told: dict[str, SentenceExplanation]) -> None:
    missed = [m for m in told["Georgia"].missed if m.trigger == "signed"]
    assert missed
    assert all(m.failed for m in missed)
    assert not told["Georgia"].clauses


def test_a_story_in_another_language(reader: Reader) -> None:
    (only,) = explain(
        reader, Story.of("Die beiden Minister trafen sich im Rathaus und haben die Grenze wieder geöffnet.")
    )
    assert only.unread is not None
    assert "German" in only.unread


def test_an_empty_story(reader: Reader) -> None:
    assert explain(reader, Story.of("")) == []


def test_the_terminal_shows_the_words_as_they_are(reader: Reader, story: Story) -> None:
    out = io.StringIO()
    write([(story, explain(reader, story))], out)
    shown = out.getvalue()
    assert "[bold]fine[/bold]" in shown
    for words in ("not read", "who", "when", "rule", "told as", "record", "no match", "contact/meeting"):
        assert words in shown


def test_long_lines_go_on_below_their_words(reader: Reader, story: Story) -> None:
    out = io.StringIO()
    write([(story, explain(reader, story))], out)
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= 120
    below = [line for line in lines if "failed]" in line and "no match" not in line]
    assert below
    assert all(line.startswith(" " * 12) and line[12] != " " for line in below)


def test_the_example_of_the_documentation_is_true(reader: Reader) -> None:
    page = (Path(__file__).parent.parent / "docs/reading.md").read_text(encoding="utf-8")
    told, printed = re.findall(r"```(?:text|console)\n(.*?)```", page, re.DOTALL)
    story = Story.of(told, published=dt.date(2025, 11, 20))
    out = io.StringIO()
    write([(story, explain(reader, story))], out)
    assert [line for line in printed.splitlines() if line not in out.getvalue().splitlines()] == []


def test_every_module_of_reading_is_in_the_documentation() -> None:
    docs = Path(__file__).parent.parent / "docs"
    pages = " ".join(page.read_text(encoding="utf-8") for page in sorted(docs.glob("*.md")))
    modules = sorted((docs.parent / "src/dragoman/reading").glob("*.py"))
    assert [m.name for m in modules if m.name != "__init__.py" and m.name not in pages] == []


def test_a_story_in_another_language_is_told_by_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_text("Президент России встретился с президентом Казахстана.", encoding="utf-8")
    assert CliRunner().invoke(app, ["explain", str(tmp_path / "ru.txt")]).exit_code == 1
