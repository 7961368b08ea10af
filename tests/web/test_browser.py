"""The desk in a real browser: reading, deciding, two at once, dark and small screens, accessibility."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pycountry
import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from dragoman.ledger import Ledger
from dragoman.web.security.passwords import hashed
from dragoman.web.store import Store
from tests.ledger.telling import tell
from tests.web.browser import NoBrowserError, Watched, launched, served
from tests.web.conftest import PASSWORD

Open = Callable[..., Watched]
PAGES = (
    "/", "/parties", "/NOR", "/NOR/VNM", "/list?party=NOR&what=open", "/search?q=norway", "/calendar?month=2026-02", "/network",
    "/map", "/board", "/alerts", "/sources", "/overdue", "/sign-in", "/review/agreement", "/appearance",
    "/list?what=new&since=2020-01-01T00:00", "/search?q=nothinglikeit", "/calendar?month=2031-01", "/nothing-here", "entry",
    "story",
)  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; skipped by name where there is none, which fails where CI is set."""
    try:
        with launched() as browser:
            yield browser
    except NoBrowserError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture
def opened(chromium: Browser, ledger: Ledger) -> Iterator[Open]:
    """Opens a window on the desk, with options of the browser's."""
    Store(ledger.engine).add_account("vera", hashed(PASSWORD), "reviewer")
    Store(ledger.engine).add_account("bert", hashed(PASSWORD), "reviewer")
    contexts = []
    with served(ledger) as base:

        def window(**options: object) -> Watched:
            contexts.append(chromium.new_context(**options))  # type: ignore[arg-type]
            return Watched(contexts[-1].new_page(), base)

        yield window
        for context in contexts:
            context.close()


def sign_in(window: Watched, name: str) -> None:
    """Sign in by the form."""
    page = window.go("/sign-in")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(window.base + "/")


def path_of(ledger: Ledger, name: str) -> str:
    """The path of a page that stands in `PAGES`."""
    (entry,) = ledger.entries(kinds=["treaty"])
    return {"entry": f"/entries/{entry.id}", "story": f"/stories/{entry.steps[0].story}"}.get(name, name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_quiet_and_asks_no_other_host(opened: Open, ledger: Ledger, scheme: str) -> None:
    window = opened(color_scheme=scheme)
    faults = []
    for name in PAGES:
        page = window.go(path_of(ledger, name))
        faults += [f"{name}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(page).response["violations"]]
    assert faults == []
    assert [c for c in window.complaints if "404" not in c] == []


@pytest.mark.parametrize("path", ["/review", "/file", "/alerts", "entry", "story"])
def test_pages_of_reviewers_are_accessible(opened: Open, ledger: Ledger, path: str) -> None:
    window = opened()
    sign_in(window, "vera")
    page = window.go(path_of(ledger, path))
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(page).response["violations"]] == []
    assert window.complaints == []


def test_a_figure_leads_to_its_sentence_without_script(opened: Open) -> None:
    window = opened(java_script_enabled=False)
    page = window.go("/NOR/VNM")
    page.click(".figures a[href*='what=measures']")
    page.click(".what a")
    page.click(".passage footer a")
    assert "steel pipes from Vietnam on January 28" in page.inner_text("mark.t-measure >> nth=0")


def test_a_correction_by_keys_changes_the_brief(opened: Open, ledger: Ledger) -> None:
    window = opened()
    sign_in(window, "vera")
    (tariff,) = ledger.entries(kinds=["tariff"])
    page = window.go(f"/review?record={tariff.records[0]}")
    page.keyboard.press("c")
    page.fill("#r-subject", "copper pipes")
    page.click("text=Let it stand so")
    page.wait_for_url("**/review?done=1")
    assert "copper pipes" in window.go("/brief?party=NOR&party=VNM").inner_text("body")
    page = window.go("/review?done=1")
    page.keyboard.press("z")
    page.wait_for_url("**/review?done=2")
    assert "steel pipes" in window.go("/brief?party=NOR&party=VNM").inner_text("body")


def test_two_reviewers_in_conflict(opened: Open, ledger: Ledger) -> None:
    (visit,) = ledger.entries(kinds=["visit"])
    vera, bert = opened(), opened()
    for window, name in ((vera, "vera"), (bert, "bert")):
        sign_in(window, name)
        window.go(f"/review?record={visit.records[0]}")
    vera.page.keyboard.press("a")
    vera.page.wait_for_url("**/review?done=1")
    bert.page.keyboard.press("x")
    bert.page.wait_for_selector("text=Somebody was quicker")
    kept = ledger.record(visit.records[0])
    assert kept is not None
    assert kept.status == "accepted"


def test_dark_and_small(opened: Open) -> None:
    dark = opened(color_scheme="dark").go("/NOR/VNM")
    assert dark.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 28)"
    small = opened(viewport={"width": 360, "height": 740})
    for path in PAGES[:16]:
        page = small.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_a_calendar_is_subscribed(opened: Open) -> None:
    window = opened()
    page = window.go("/NOR/VNM")
    page.click("text=Calendar >> nth=1")
    address = page.get_attribute("a:has-text('Subscribe')", "href")
    answer = page.request.get(window.base + str(address))
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert "Kari Holm" in event["SUMMARY"]
    assert event.decoded("DTSTART") == dt.date(2026, 7, 1)
    assert window.complaints == []


def test_dark_is_chosen_and_stays(opened: Open) -> None:
    window = opened(color_scheme="light")
    page = window.go("/NOR/VNM")
    assert _paper(page) == "rgb(251, 250, 247)"
    for choice, paper in (("dark", "rgb(22, 24, 28)"), ("light", "rgb(251, 250, 247)")):
        page.click("footer >> text=Light or dark")
        page.check(f"input[value={choice}]")
        page.click("text=Show them so")
        page.wait_for_url("**/NOR/VNM")
        assert _paper(page) == paper
        assert _paper(window.go("/parties")) == paper
        window.go("/NOR/VNM")
    assert window.complaints == []


def _paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_what_was_missed_is_filed_and_stands_in_the_story(opened: Open, ledger: Ledger) -> None:
    window = opened()
    sign_in(window, "vera")
    page = window.go(path_of(ledger, "story"))
    page.click("text=File what was missed")
    page.select_option("#r-what", "gathering/conference")
    page.select_option("#r-stage", "held")
    page.fill("#r-parties", "NOR, VNM")
    page.click("aside >> text=File it")
    page.wait_for_url("**/stories/*#r-*")
    assert "gathering" in page.inner_text(".cards")
    assert window.complaints == []


def test_slash_goes_to_the_search(opened: Open) -> None:
    page = opened().go("/")
    page.keyboard.press("/")
    page.keyboard.type("fisheries")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=fisheries")
    assert "fisheries agreement" in page.inner_text(".lines")


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
def test_a_tap_tells_what_was_filed_and_by_which_rule(opened: Open, ledger: Ledger, size: tuple[int, int]) -> None:
    window = opened(viewport={"width": size[0], "height": size[1]})
    page = window.go(path_of(ledger, "story"))
    page.click(".text mark >> nth=0")
    told = page.inner_text("#tip")
    assert "signed" in told
    assert "test" in told  # the rule of records made for tests
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    page.keyboard.press("Escape")
    assert not page.is_visible("#tip")
    assert window.complaints == []


def test_keys_lead_from_the_queue_to_splitting_and_merging(opened: Open, ledger: Ledger) -> None:
    window = opened()
    sign_in(window, "vera")
    (treaty,) = ledger.entries(kinds=["treaty"])
    for key, field in (("s", "record"), ("m", "other")):
        page = window.go(f"/review?record={treaty.records[0]}")
        page.keyboard.press(key)
        page.wait_for_url(f"**/entries/{treaty.id}#*")
        page.wait_for_function("name => document.activeElement.name === name", arg=field)
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    assert page.evaluate("document.activeElement.name") == "record"
    assert window.complaints == []


def test_a_full_board_prints_on_one_page_what_is_due_first(opened: Open, ledger: Ledger, tmp_path: Path) -> None:
    others = [country for country in pycountry.countries if country.alpha_3 not in ("NOR", "VNM")][:60]
    ledger.add(
        tell(f"{one.name} will get cold stores and roads from Norway.", "aid/economic", f"NOR>{one.alpha_3}", "pledged",
             subject="cold stores and roads that were asked for long ago") for one in others
    )  # fmt: skip
    late = next(e.id for e in ledger.entries() if others[7].alpha_3 in e.parties)
    ledger.follow(late, "vera", owner="desk 3", due=dt.date(2026, 6, 1), next_step="ask the embassy")
    page = opened().go("/board")
    assert page.locator(".board li").count() > 60
    assert "ask the embassy" in page.inner_text("section:has(h2:has-text('pledged')) li >> nth=0")
    page.pdf(path=tmp_path / "board.pdf", prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "board.pdf")
    assert len(printed.pages) == 1
    text = printed.pages[0].extract_text()
    assert "ask the embassy" in text
    assert "more" in text


def test_what_was_chosen_dark_prints_dark_on_white(opened: Open) -> None:
    page = opened().go("/appearance")
    page.check("input[value=dark]")
    page.click("text=Show them so")
    page.goto(page.url.partition("/appearance")[0] + "/NOR/VNM")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 31, 35)"
    assert _paper(page) == "rgb(255, 255, 255)"


def test_on_a_phone_what_was_found_comes_before_what_narrows_it(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 844}).go("/search")
    assert page.locator(".lines a >> nth=0").bounding_box()["y"] < 844  # type: ignore[index]
    page.click("summary:has-text('Narrow')")
    assert page.is_visible("#f-q")


def test_an_empty_desk_tells_how_to_fill_it(chromium: Browser, tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db") as empty, served(empty) as base:
        window = Watched(chromium.new_page(), base)
        assert "dragoman add" in window.go("/").inner_text("main")
        for path in PAGES[:16]:
            if path not in ("/NOR", "/NOR/VNM"):
                assert [v["id"] for v in Axe().run(window.go(path)).response["violations"]] == [], path
        assert window.complaints == []
        window.page.close()
