"""Tables, JSON, pages: hostile text stays text."""

import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser

import pytest

from dragoman.exports import FORMATS, Pair, writer
from dragoman.exports.common import shortened, who
from dragoman.exports.spans import pieces
from dragoman.model import Amount, Evidence, Problem, Reading, Record, Story

HOSTILE = (
    "Xi met [bold red]Modi[/] in Tianjin <script>alert(1)</script> & more. "
    "\x1b[31mIndia did not sign\x1b[0m the \u202etext\u202c \"onmouseover='x'\"."
)


def record(text: str, quote: str, **fields: object) -> Record:
    start = text.index(quote)
    given = {"type": "contact", "kind": "meeting", "stage": "held", "parties": ("CHN", "IND"), "rule": "r", **fields}
    evidence = Evidence.of(text, start, start + len(quote))
    return Record.model_validate({**given, "evidence": evidence, "confidence": 0.9})


MEETING = record(HOSTILE, "Xi met [bold red]Modi[/] in Tianjin <script>alert(1)</script>", date="2025-08-31")
TREATY = record(
    HOSTILE, "India did not sign\x1b[0m the \u202etext\u202c", type="agreement", kind="treaty", stage="signed",
    negated=True, attribution="<b>spokesman</b>", name="[link=file:///etc]text[/link]",
    amount=Amount(min=2e9, max=None, currency="USD"),
)  # fmt: skip
AID = record(
    HOSTILE, "Modi[/] in", type="aid", kind="loan", stage="pledged", parties=("CHN", "IND", "PAK"), actor=("CHN",),
    recipient=("IND", "PAK"),
)  # fmt: skip
STORY = Story(id="<i>1", text=HOSTILE, title="<img src=x onerror=alert(1)>", url="javascript:alert(1)", language='"x')
PAIR: Pair = (
    STORY,
    Reading(id="<i>1", records=(MEETING, AID, TREATY), problems=(Problem(story="<i>1", reason="<u>p"),)),
)
EMPTY: Pair = (Story(id="2", text="Nothing.", url="https://example.org/?a=1&b=2"), Reading(id="2"))


def exported(name: str, *pairs: Pair) -> str:
    out = io.StringIO()
    writer(name)(iter(pairs), out)  # type: ignore[arg-type]
    return out.getvalue()


class Tags(HTMLParser):
    """Tags, ids, links and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_json_lines_are_one_reading_a_line_in_order() -> None:
    lines = exported("jsonl", PAIR, EMPTY).splitlines()
    assert [Reading.model_validate_json(line) for line in lines] == [PAIR[1], EMPTY[1]]


@pytest.mark.parametrize("pairs", [(), (PAIR,), (PAIR, EMPTY)])
def test_json_is_one_list(pairs: tuple[Pair, ...]) -> None:
    found = json.loads(exported("json", *pairs))
    assert [Reading.model_validate(one) for one in found] == [reading for _, reading in pairs]


def test_a_table_shows_markup_as_text_and_no_control_characters() -> None:
    table = exported("table", PAIR, EMPTY)
    for shown in ("[bold red]Modi[/]", "NOT signed", "CHN → IND, PAK", "2025-08-31", "<b>spokesman</b>", "no records"):
        assert shown in re.sub(r"\s+", " ", table)
    assert "not read: <u>p" in table
    assert not set("\x1b\u202e\u202c") & set(table)


def test_a_page_escapes_everything_a_story_tells() -> None:
    page = Tags(exported("html", PAIR, EMPTY))
    names = [tag for tag, _ in page.tags]
    assert names.count("script") == 1
    assert not {"img", "i", "u", "iframe"} & set(names)
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not any("javascript" in (a.get("href") or "") for _, a in page.tags)
    assert ("a", {"href": "https://example.org/?a=1&b=2", "rel": "noopener noreferrer"}) in page.tags
    assert "<script>alert(1)</script>" in page.words


def test_a_page_is_self_contained_and_its_links_lead_somewhere() -> None:
    page = Tags(exported("html", PAIR, EMPTY))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    inner = [(a.get("href") or "")[1:] for t, a in page.tags if t == "a" and (a.get("href") or "").startswith("#")]
    assert set(inner) <= set(ids)
    assert {"s1-r1", "s1-r2", "s1-r3", "s1-e1", "s1-e2", "s1-e3"} <= set(inner)
    assert not any(t in ("link", "img", "iframe") or "src" in a for t, a in page.tags)


def test_the_policy_of_a_page_allows_its_own_script_alone() -> None:
    page = exported("html", PAIR)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


def test_pieces_join_to_the_text_and_overlap() -> None:
    found = pieces(HOSTILE, PAIR[1].records)
    assert "".join(piece.text for piece in found) == HOSTILE
    assert any(piece.records == (1, 2) and piece.colour == "aid" for piece in found)
    assert sorted(n for piece in found for n in piece.starts) == [1, 2, 3]
    assert sorted(n for piece in found for n in piece.ends) == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("short", 10, "short"), ("one two  three\nfour", 12, "one two…"), ("a\x1b[0m", 10, "a�[0m")],
)
def test_shortened(text: str, width: int, expected: str) -> None:
    assert shortened(text, width) == expected


@pytest.mark.parametrize(("one", "expected"), [(MEETING, "CHN, IND"), (AID, "CHN → IND, PAK")])
def test_who(one: Record, expected: str) -> None:
    assert who(one) == expected


def test_every_format_writes_nothing_for_nothing_without_failing() -> None:
    for name in set(FORMATS) - {"parquet"}:  # no text
        exported(name)
