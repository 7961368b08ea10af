"""Pages to read: that they show what is filed, and that every figure leads to what it counts."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from dragoman.web.routes import all_routers
from tests.ledger.telling import tell
from tests.web.conftest import Desk

PAGES = (
    "/", "/parties", "/NOR", "/NOR/VNM", "/list?party=NOR&what=open", "/search", "/search?q=fisheries", "/calendar",
    "/calendar?month=2026-07&party=NOR", "/sources", "/overdue", "/sign-in", "/appearance",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_and_no_other_host_is_asked(desk: Desk, path: str) -> None:
    answer = desk.client.get(path)
    assert answer.status_code == 200
    assert not re.search(r'(src|href)="(https?:)?//(?!paper\.example)', answer.text)
    assert "<script>" not in answer.text
    assert " style=" not in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/search?party=NOR&q=agreement"])
def test_pages_of_the_year(year: Desk, path: str) -> None:
    assert year.client.get(path).status_code == 200


def test_every_entry_and_story_of_the_year_has_its_page(year: Desk) -> None:
    for entry in year.ledger.entries():
        page = year.client.get(f"/entries/{entry.id}")
        assert page.status_code == 200
        assert all(f'id="{record}"' in page.text for record in entry.records)
    for story in {s.story for e in year.ledger.entries() for s in e.steps if s.story}:
        assert year.client.get(f"/stories/{story}").status_code == 200


def test_a_pair_is_found_by_names_in_any_order(desk: Desk) -> None:
    for path in ("/VNM/NOR", "/Vietnam/Norway", "/NOR/VNM"):
        answer = desk.client.get(path)
        assert answer.url.path == "/NOR/VNM"
        assert "Norway" in answer.text


@pytest.mark.parametrize("what", ["open", "coming", "measures", "projects", "contradicted", "overdue", "all"])
def test_a_figure_leads_to_the_entries_that_it_counts(desk: Desk, what: str) -> None:
    listed = desk.client.get(f"/list?party=NOR&party=VNM&what={what}").text
    view = desk.client.get("/api/v1/dossier?party=NOR&party=VNM").json()
    total = view["entries"] if what == "all" else view["parts"][what]["total"]
    assert len(set(re.findall(r'href="/entries/(\w+)"', listed))) == total
    assert f'what={what}">{total}</a>' in desk.client.get("/NOR/VNM").text or total == 0


def test_a_period_and_a_sector_lead_to_their_entries(desk: Desk) -> None:
    view = desk.client.get("/api/v1/dossier?party=NOR&party=VNM").json()
    for point in view["series"]["points"]:
        part = desk.client.get("/api/v1/list", params={"party": ["NOR", "VNM"], "period": point["period"]}).json()
        assert part["total"] == point["entries"]
    for sector in view["sectors"]:
        part = desk.client.get("/api/v1/list", params={"party": ["NOR", "VNM"], "sector": sector["sector"]}).json()
        assert part["total"] == len(sector["projects"])


def test_an_entry_shows_its_life_and_both_sides(desk: Desk) -> None:
    page = desk.client.get(f"/entries/{desk.entry('treaty')}").text
    assert "Sources disagree" in page
    assert "Fjord Post" in page
    assert "Red River Daily" in page
    assert SIGNED_MARK in page


SIGNED_MARK = "Norway and Vietnam signed a fisheries agreement in Oslo on February 3."


def test_a_story_shows_what_was_filed_and_greys_noise(desk: Desk) -> None:
    story = desk.ledger.entry(desk.entry("visit"))
    assert story is not None
    page = desk.client.get(f"/stories/{story.steps[0].story}").text
    assert '<mark class="t-contact"' in page
    assert re.search(r'class="noise"[^>]*>(<[^>]*>)*Read also', page)
    assert f'id="r-{story.records[0]}"' in page


def test_what_stories_say_is_escaped(desk: Desk) -> None:
    entry = desk.ledger.entry(desk.entry("investment"))
    assert entry is not None
    for path in (f"/entries/{entry.id}", f"/stories/{entry.steps[0].story}", "/sources", "/search?source=%3Cb%3E"):
        page = desk.client.get(path).text
        assert "<script>alert" not in page
        assert "<b>Bold" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt; Times" in desk.client.get("/sources").text


def test_a_link_that_is_no_web_address_is_not_one(desk: Desk) -> None:
    from tests.ledger.telling import record, story

    words = "Norway called Vietnam."
    desk.ledger.add([story(words, record(words, "contact/call", "NOR,VNM", "held"), url="javascript:alert(1)")])
    entry = desk.ledger.entry(desk.entry("call"))
    assert entry is not None
    for path in (f"/entries/{entry.id}", f"/stories/{entry.steps[0].story}"):
        assert "javascript:" not in desk.client.get(path).text


def test_the_first_page_tells_what_is_new_and_what_got_further(desk: Desk) -> None:
    assert "fisheries agreement" in desk.client.get("/?since=2020-01-01").text
    assert "Nothing new" in desk.client.get("/?since=2999-01-01").text
    words = "Norway suspended its tariff on steel pipes from Vietnam on May 20."
    desk.ledger.add([tell(words, "measure/tariff", "NOR>VNM", "suspended", date="2026-05-20", subject="steel pipes",
                          published="2026-05-20")])  # fmt: skip
    assert "suspended" in desk.client.get("/?since=2020-01-01").text


def test_what_is_new_and_what_got_further_have_their_lists(desk: Desk) -> None:
    since = dt.datetime(2020, 1, 1)
    counted = desk.client.get("/api/v1/home?since=2020-01-01").json()
    listed = desk.client.get(f"/api/v1/list?what=new&since={since.isoformat()}").json()
    assert listed["total"] == counted["new_total"] == desk.ledger.count()
    assert (
        counted["changed_total"] == desk.client.get("/api/v1/list?what=further&since=2020-01-01T00:00").json()["total"]
    )
    page = desk.client.get("/?since=2020-01-01").text
    (link,) = set(re.findall(r'href="(/list\?what=new[^"]*)"', page))
    assert desk.client.get(html.unescape(link)).text.count('class="what"') == counted["new_total"]
    assert desk.client.get("/api/v1/list?what=new&since=2999-01-01T00:00Z").json()["total"] == 0


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/entries/e0", 404, "There is no entry e0"),
        ("/stories/none", 404, "There is no story none"),
        ("/FRA", 404, "Nothing is filed on France"),
        ("/nothing-here", 404, "There is no such page"),
        ("/list?what=nothing", 404, "there is no list"),
        ("/search?type=party", 422, "none of"),
        ("/search?since=soon", 422, "no date"),
        ("/search?cursor=%C3%A9", 422, "cursor"),
        ("/calendar?month=2026-13", 422, "no month"),
        ("/api/v1/entries/e0", 404, "detail"),
        ("/api/v1/entries?limit=0", 422, "detail"),
    ],
)
def test_what_is_wrong_is_told(desk: Desk, path: str, status: int, told: str) -> None:
    answer = desk.client.get(path)
    assert answer.status_code == status
    assert told in answer.text


def test_ties_count_the_entries_of_a_pair(desk: Desk) -> None:
    tie = next(a for a in desk.client.get("/api/v1/network").json()["arcs"] if a["one"] == "NOR")
    assert (tie["two"], tie["entries"]) == ("VNM", 4)
    assert [a["entries"] for a in desk.client.get("/api/v1/map?type=contact").json()["arcs"]] == [1]
    assert 'href="/NOR/VNM"' in desk.client.get("/map").text


def test_names_on_the_map_do_not_stand_in_each_others_way(desk: Desk) -> None:
    near = {"BEL": "Belgium", "LUX": "Luxembourg", "NLD": "The Netherlands"}
    desk.ledger.add(
        [tell(f"{name} and Norway met.", "contact/meeting", f"NOR,{code}", "held") for code, name in near.items()]
    )
    view = desk.client.get("/api/v1/map").json()
    at = {node["id"]: (node["x"], node["y"]) for node in view["places"]}
    shown = [at[name] for name in view["labelled"]]
    assert view["labelled"][0] == "NOR"
    assert all(abs(a[0] - b[0]) > 15 or abs(a[1] - b[1]) > 8 for a, b in itertools.combinations(shown, 2))
    assert set(at) > set(view["labelled"])


def test_pairs_lead_to_the_entries_that_they_count(desk: Desk) -> None:
    (link, told), *_ = re.findall(r'class="n" href="([^"]+)"[^>]*>(\d+)<', desk.client.get("/map?type=agreement").text)
    found = desk.client.get(html.unescape(link).replace("/search?", "/api/v1/entries?")).json()["entries"]
    assert len(found) == int(told)
    assert {e["type"] for e in found} == {"agreement"}


def test_places_lie_where_they_are() -> None:
    from dragoman.web.views.ties import places

    (x, y), (east, south) = places()["NOR"], places()["VNM"]
    assert 500 < x < east < 1000
    assert 0 < y < south < 445


def test_feeds_that_fail_stand_on_the_first_page(desk: Desk) -> None:
    desk.ledger.keep_state(
        "feed https://paper.example/rss", {"last": 1_780_000_000, "failures": 0, "next": 1_780_001_800}
    )
    assert "All 1" in desk.client.get("/").text
    state = {"last": 1_780_000_000, "failures": 3, "error": "answered 503 Busy", "next": 1_780_014_400}
    desk.ledger.keep_state("feed https://other.example/rss", state)
    home, sources = desk.client.get("/").text, desk.client.get("/sources").text
    for page in (home, sources):
        assert "https://other.example/rss" in page
        assert "failed 3 times" in page
        assert "answered 503 Busy" in page
    assert "https://paper.example/rss" in sources
    assert "https://paper.example/rss" not in home
    told = desk.client.get("/api/v1/feeds").json()
    assert [(one["url"], one["failures"]) for one in told] == [
        ("https://other.example/rss", 3), ("https://paper.example/rss", 0),
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/NOR/VNM", "/"])
def test_light_and_dark_are_chosen_for_a_browser(desk: Desk, path: str) -> None:
    assert "data-theme" not in desk.client.get(path).text
    form = desk.client.get("/appearance", headers={"referer": f"http://localhost{path}"}).text
    token = re.findall(r'name="token" value="(\w+)"', form)[0]
    answer = desk.client.post("/appearance", data={"token": token, "theme": "dark", "then": path})
    assert answer.url.path == path
    assert '<html lang="en" data-theme="dark">' in answer.text
    assert desk.client.post("/appearance", data={"token": token, "theme": "pink"}).status_code == 422
    assert desk.client.post("/appearance", data={"token": token, "theme": "", "then": path}).status_code == 200
    assert "data-theme" not in desk.client.get(path).text


def test_every_page_is_documented() -> None:
    told = Path("docs/desk.md").read_text(encoding="utf-8")
    routes = [route for router in all_routers() for route in router.routes if isinstance(route, APIRoute)]
    pages = {route.path for route in routes if "GET" in route.methods and not route.path.startswith(("/api/", "/{"))}
    names = {path.split("/{")[0] for path in pages} - {"/", "/favicon.ico", "/robots.txt"}
    assert {"/sources", "/calendar.ics", "/review", "/appearance"} <= names
    assert [name for name in sorted(names) if f"`{name}" not in told] == []
