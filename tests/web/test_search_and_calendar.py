"""Search, its facets and its pages; the calendar."""

from __future__ import annotations

from collections import Counter

import pytest
from icalendar import Calendar

from tests.web.conftest import Desk


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("q=fisheries", {"treaty"}),
        ("q=shipyard+-fisheries", {"investment"}),
        ("type=measure", {"tariff"}),
        ("party=Vietnam&stage=planned", {"visit", "investment"}),
        ("sector=agriculture", {"treaty"}),
        ("source=Fjord+Post", {"treaty"}),
        ("person=kari+holm", {"visit"}),
        ("since=2026-07", {"visit"}),
        ("contradicted=true", {"treaty"}),
        ("until=2026-01", {"tariff"}),
    ],
)
def test_conditions(desk: Desk, query: str, kinds: set[str]) -> None:
    found = desk.client.get(f"/api/v1/entries?{query}").json()
    assert {e["kind"] for e in found["entries"]} == kinds
    assert desk.client.get(f"/search?{query}").status_code == 200


def test_facets_count_what_a_choice_would_find(desk: Desk) -> None:
    facets = desk.client.get("/api/v1/facets?party=NOR").json()
    for name in ("type", "stage", "sector", "source"):
        for value, number in facets[name]:
            found = desk.client.get("/api/v1/entries", params={"party": "NOR", name: value}).json()
            assert len(found["entries"]) == number


@pytest.mark.parametrize("query", ["", "q=norway", "q=norway&party=VNM"])
def test_pages_follow_each_other_without_gap_or_repetition(desk: Desk, query: str) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        params = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        answer = desk.client.get(f"/api/v1/entries?{query}", params=dict([*_pairs(query), *params.items()])).json()
        seen += [e["id"] for e in answer["entries"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == len(desk.client.get(f"/api/v1/entries?{query}").json()["entries"])


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&") if pair)]


def test_a_month_shows_its_days(desk: Desk) -> None:
    page = desk.client.get("/calendar?month=2026-02").text
    assert "February 2026" in page
    assert "signed the fisheries agreement" in page
    assert "day not told" in desk.client.get("/calendar?month=2026-07").text


def test_calendar_programs_can_subscribe(desk: Desk) -> None:
    answer = desk.client.get("/calendar.ics?party=Norway")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(e["uid"]) for e in events] == [f"{desk.entry('visit')}@dragoman"]


def test_exports_come_as_files(desk: Desk) -> None:
    answer = desk.client.get("/api/v1/export/csv?type=agreement")
    assert answer.headers["content-disposition"] == 'attachment; filename="dragoman-entries.csv"'
    assert len(answer.text.strip().splitlines()) == 2
    assert desk.client.get("/api/v1/export/parquet").content.startswith(b"PAR1")


def test_briefs_come_in_all_formats(desk: Desk) -> None:
    for form, begin in (("html", b"\n<!doctype"), ("markdown", b"#"), ("pdf", b"%PDF"), ("docx", b"PK")):
        content = desk.client.get(f"/brief?party=NOR&party=VNM&format={form}").content
        assert content.lstrip().startswith(begin.strip())


def test_the_api_describes_itself(desk: Desk) -> None:
    described = desk.client.get("/api/v1/openapi.json").json()
    assert {"/api/v1/entries", "/api/v1/dossier", "/api/v1/series"} <= described["paths"].keys()
    assert all(path.startswith("/api/v1/") for path in described["paths"])


@pytest.mark.parametrize(
    "asked", ["", "party=NOR", "party=NOR&type=measure&type=agreement", "party=NOR&party=VNM&stage=planned", "since=2026-03",
              "contradicted=false", "sector=energy&q=norway"]
)  # fmt: skip
def test_facets_are_those_of_the_entries_found(year: Desk, asked: str) -> None:
    told = year.client.get(f"/api/v1/facets?{asked}").json()
    found = year.client.get(f"/api/v1/entries?{asked}&limit=500").json()
    assert found["entries"]
    assert found["next"] is None
    for name, several in (("party", "parties"), ("sector", "sectors")):
        assert dict(told[name]) == Counter(value for entry in found["entries"] for value in entry[several])
    for name in ("type", "stage"):
        assert dict(told[name]) == Counter(entry[name] for entry in found["entries"])
        assert [number for _, number in told[name]] == sorted((number for _, number in told[name]), reverse=True)
    printed = {s["publisher"] for entry in found["entries"] for s in entry["steps"]}
    assert printed <= {publisher for publisher, _ in told["source"]}
    assert all(number <= len(found["entries"]) for _, number in told["source"])
