"""The layout of stories: every rule's own examples, invented pages, and what holds of every text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman.knowledge
from dragoman.knowledge.rows import NoiseRule
from dragoman.knowledge.tables import read_table
from dragoman.reading.noise import RuleError
from dragoman.reading.text import Layout, NoiseRules, layout

DATA = Path(next(iter(dragoman.knowledge.__path__))) / "data"
ROWS = read_table(DATA / "noise.tsv", NoiseRule).rows
RULES = NoiseRules.of(ROWS)
BODY = "The two ministers met in the old town hall on Monday and agreed to reopen the border crossing at once."


def shown(text: str, found: Layout) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in found.blocks]


@pytest.mark.parametrize("rule", [r for r in ROWS if r.scope in ("line", "start", "has", "end", "list")], ids=str)
def test_line_rules_match_their_examples(rule: NoiseRule) -> None:
    assert rule.example
    assert RULES.line(rule.example, 0, len(rule.example))[0] == rule.kind
    if rule.counter:
        assert RULES.line(rule.counter, 0, len(rule.counter))[0] is None


@pytest.mark.parametrize("rule", [r for r in ROWS if r.kind == "dateline"], ids=str)
def test_dateline_rules_match_their_examples(rule: NoiseRule) -> None:
    found = RULES.dateline(rule.example, 0, len(rule.example), first=True)
    assert found is not None
    assert found.place in rule.example
    if rule.counter:
        assert RULES.dateline(rule.counter, 0, len(rule.counter), first=True) is None


@pytest.mark.parametrize("rule", [r for r in ROWS if r.scope in ("tail", "inside")], ids=str)
def test_rules_of_paragraphs_match_their_examples(rule: NoiseRule) -> None:
    assert rule.kind in {kind for kind, _ in shown(rule.example, layout(rule.example, "", RULES))}
    if rule.counter:
        assert [kind for kind, _ in shown(rule.counter, layout(rule.counter, "", RULES))] == ["body"]


DATELINES = [
    ("ASTANA, Dec 24 (Agency) — Rain fell.", "ASTANA", "Dec 24", "Agency"),
    ("WASHINGTON – Rain fell.", "WASHINGTON", None, None),
    ("SOFIA — Rain fell.", "SOFIA", None, None),
    ("BRATISLAVA -- Rain fell.", "BRATISLAVA", None, None),
    ("LIMA, Aug 20 (ABW) - Rain fell.", "LIMA", "Aug 20", "ABW"),
    ("MAE SOT, Thailand, Dec 27 (Reuters) - Rain fell.", "MAE SOT", "Dec 27", "Reuters"),
    ("KYIV (AP) — Rain fell.", "KYIV", None, "AP"),
    ("KYIV, Ukraine (AP) — Rain fell.", "KYIV", None, "AP"),
    ("UNITED NATIONS, March 3 /TASS/. Rain fell.", "UNITED NATIONS", "March 3", "TASS"),
    ("ST. PETERSBURG, June 5 (Reuters) - Rain fell.", "ST. PETERSBURG", "June 5", "Reuters"),
    ("BAKU, Azerbaijan, May 29. Rain fell.", "BAKU", "May 29", None),
    ("ASTANA. KAZINFORM – Rain fell.", "ASTANA", None, "KAZINFORM"),
    ("Oslo, 18 Dec (NTB) – Rain fell.", "Oslo", "18 Dec", "NTB"),
    ("New Delhi [India], March 5 (ANI): Rain fell.", "New Delhi", "March 5", "ANI"),
    ("Port Louis (Mauritius) (AFP) – Rain fell.", "Port Louis", None, "AFP"),
    ("Hanoi (VNA) – Rain fell.", "Hanoi", None, "VNA"),
    ("HÀ NỘI — Rain fell.", "HÀ NỘI", None, None),
    ("MANILA: Rain fell.", "MANILA", None, None),
    ("LONDON | Rain fell.", "LONDON", None, None),
    ("BEIJING, 5 March 2025 (Xinhua) -- Rain fell.", "BEIJING", "5 March 2025", "Xinhua"),
    ("WASHINGTON, D.C. – Rain fell.", "WASHINGTON", None, None),
    ("DOHA/CAIRO, Feb 1 (Reuters) - Rain fell.", "DOHA/CAIRO", "Feb 1", "Reuters"),
    ("Vienna, 5 March 2025 – Rain fell.", "Vienna", "5 March 2025", None),
    ("Tokyo, Jan. 5 (Jiji Press)--Rain fell.", "Tokyo", "Jan. 5", "Jiji Press"),
]


@pytest.mark.parametrize(("text", "place", "date", "agency"), DATELINES)
def test_datelines(text: str, place: str, date: str | None, agency: str | None) -> None:
    found = layout(text, "", RULES)
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.date_text, found.dateline.agency) == (place, date, agency)
    assert [text[b.start : b.end] for b in found.body] == ["Rain fell."]


NO_DATELINES = [
    "Moscow, which sent two ships, denied it.",
    "NATO - the alliance of 32 states - met.",
    "On 5 March, the two states signed.",
    "President Novak (left the room early) and his aides met again.",
    "U.S. President Novak said: no.",
    "Novak said on May 3 (Saturday) that he would go.",
    "He said: GENEVA – a town of talks.",
    "",
]


@pytest.mark.parametrize("text", NO_DATELINES)
def test_no_dateline(text: str) -> None:
    assert layout(text, "", RULES).dateline is None


def test_a_place_alone_on_its_line_is_a_dateline_before_text_only() -> None:
    assert layout(f"By Ana Ruiz\nJOHANNESBURG\n{BODY}", "", RULES).datelines[0].place == "JOHANNESBURG"
    assert layout("JOHANNESBURG\nAnother line", "", RULES).dateline is None


PAGES = [
    (
        "Ministers reopen border at last",
        (
            "Ministers reopen border at last\nBy Ana Ruiz\nOctober 24, 2025 - 08:15\nA guard waves.\n"
            f"RIGA, Oct 24 (BNS) – {BODY}\nSecond thoughts\n{BODY} — BNS\nMore on this topic\n"
            f"What the border treaty says\nWho guards it?\n{BODY}"
        ),
        "headline byline date_line caption dateline body subheading body agency noise noise noise body",
    ),
    ("", f"President Ana Ruiz, King Olav, Queen Sonja\nReuters\n{BODY}\nTags", "caption agency body noise"),
    ("", f"{BODY}\nUzA", "body agency"),
    ("Border reopened", f"Border reopened - The Daily Lark\n{BODY}", "headline body"),
    ("", f"{BODY}\nRead also: Guards go home\n{BODY}", "body noise body"),
    ("", f"{BODY} Ann Lee has more from Rome. {BODY}", "body noise body"),
    ("", f"{BODY}\n- Trade grew\n- Tourism fell", "body body body"),
    ("", "Border reopened", "body"),
    ("", f"{BODY}\r\n\r\n{BODY}\u2028{BODY}", "body body body"),
    ("", f"{BODY} BLOOMBERG", "body agency"),
    ("", f"{BODY * 12} Position on trade On Monday they met again. {BODY}", "body subheading body"),
]


@pytest.mark.parametrize(("title", "text", "kinds"), PAGES)
def test_pages(title: str, text: str, kinds: str) -> None:
    assert " ".join(kind for kind, _ in shown(text, layout(text, title, RULES))) == kinds


def test_lines_that_a_colon_opens_are_no_subheadings() -> None:
    text = f"{BODY}\nThe ministers signed:\n1. Pact on ports\nAccord on visas\n{BODY} {BODY} {BODY}\nNext steps\n{BODY}"
    assert [text[b.start : b.end] for b in layout(text, "", RULES).blocks if b.kind == "subheading"] == ["Next steps"]


def test_text_wrapped_at_a_fixed_width_is_divided_at_empty_lines() -> None:
    paragraph = (
        "The two foreign ministers of the\nneighbouring states met on the bridge\nthat divides their\ncountries."
    )
    paragraph = paragraph.replace("of the\n", "of the long divided and now\n").replace("bridge\n", "iron bridge\n")
    text = f"{paragraph}\n\n{paragraph}\n\n{paragraph}"
    assert [text[b.start : b.end] for b in layout(text, "", RULES).body] == [paragraph] * 3


PIECES = (
    "RIGA| – |(AFP)|Reuters|\n|\r\n|Read also: |Tags|By |May 3|, |. | — VNS|\ud800|\x00|é|e\u0301|Рига|الرياض|🇰🇿|"
    "FILE - A|(left)|[|]| = |“|”|\u2028|CORRECTION: An old version erred. |($1 = 2 pesos)"
)
NEWS_LIKE = st.lists(st.sampled_from([*PIECES.split("|"), BODY]))


@given(NEWS_LIKE.map("".join) | st.text(max_size=200), st.sampled_from(["", "RIGA – May 3", BODY]))
@settings(deadline=None, max_examples=300)
def test_blocks_are_ordered_disjoint_and_lose_nothing(text: str, title: str) -> None:
    found = layout(text, title, RULES)
    done = 0
    for block in found.blocks:
        assert done <= block.start < block.end <= len(text)
        assert not text[done : block.start].strip()
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        done = block.end
    assert not text[done:].strip()


UNITS = [
    "a",
    "A ",
    "A",
    ". ",
    "By ",
    "FILE - A",
    "(",
    "[",
    "RIGA ",
    "(READ: ",
    "($1 = ",
    "5.",
    "\n",
    "a\n",
    "A, ",
    "x",
    "#a",
    "A/",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("width", [190, 390, 1300, 200_000])
def test_time_grows_with_length_only(unit: str, width: int) -> None:
    line = (unit * width)[:width]
    text = "\n".join([line] * (max(1, 60_000 // width)))
    begun = time.process_time()
    layout(text, "", RULES)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("pattern", "message"), [("(", "missing"), ("{{nowhere}}", "unknown part 'nowhere'"), ("(a)", "capturing group")]
)
def test_bad_patterns_are_named(pattern: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        NoiseRules.of([NoiseRule(kind="noise", scope="line", pattern=pattern)])
