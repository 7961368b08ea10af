"""Feeds watched, on a server on this machine."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import SourceError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.feeds import announced
from dragoman.sources.polite import Polite
from dragoman.sources.watching import Feed, Watcher, load_feeds

SETTINGS = Settings(allow_private=True, fetch_timeout=5)
WORDS = "The two ministers met in Oslo on Tuesday and agreed to meet again in the spring, the ministry said."
PAGE = (
    f"<html><head><title>{{0}}</title></head><body><article><p>{WORDS} {{0}}</p><p>{WORDS}</p></article></body></html>"
)
RSS = (
    "<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>",
    "<item><title>Story {n}</title><link>{base}/story{n}</link><pubDate>Tue, 10 Mar 2026 0{n}:00:00 GMT</pubDate></item>",
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>Paper</title>{items}</feed>",
    "<entry><title>Story {n}</title><link href='{base}/story{n}'/><updated>2026-03-10T0{n}:00:00Z</updated></entry>",
)


class Site:
    """What the server tells: its feed, what it refuses, and how often it was asked for what."""

    def __init__(self) -> None:
        self.form, self.stories, self.refused, self.robots = RSS, 2, dict[str, int](), ""
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, str] = {}


class Handler(BaseHTTPRequestHandler):
    """Answers for a `Site`."""

    site: Site

    def do_GET(self) -> None:
        site = self.site
        site.asked[self.path] += 1
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        if self.path in site.refused:
            self._answer(site.refused[self.path], "", {"Retry-After": "7200"})
        elif self.path == "/robots.txt":
            self._answer(200 if site.robots else 404, site.robots)
        elif self.path == "/feed":
            etag = f'"{site.stories}"'
            if self.headers.get("If-None-Match") == etag:
                self._answer(304, "")
                return
            items = "".join(site.form[1].format(n=n, base=base) for n in range(1, site.stories + 1))
            self._answer(200, site.form[0].format(items=items), {"ETag": etag, "Content-Type": "application/xml"})
        else:
            self._answer(200, PAGE.format(self.path), {"Content-Type": "text/html"})

    def _answer(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Clock:
    """A time that passes where somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 1_000_000.0, 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds


class Watched:
    """A watcher of the site's feed, with its state and its clock."""

    def __init__(self, base: str, site: Site) -> None:
        self.base, self.site, self.clock, self.state = base, site, Clock(), dict[str, dict[str, Any]]()

    def round(self, **fields: Any) -> list[Story | SourceError]:
        """What a new process would find."""
        polite = Polite(SETTINGS, clock=self.clock, sleep=self.clock.sleep)
        feed = Feed(url=f"{self.base}/feed", **fields)
        watcher = Watcher(
            [feed],
            SETTINGS,
            lambda k: dict(self.state.get(k, {})),
            self.state.__setitem__,
            polite,
            self.clock,
            self.clock.sleep,
        )
        return list(watcher.round())

    def titles(self, **fields: Any) -> list[str]:
        """The headlines of the stories found."""
        return [one.title for one in self.round(**fields) if isinstance(one, Story)]


@pytest.fixture
def watched() -> Iterator[Watched]:
    site = Site()
    handler = type("Bound", (Handler,), {"site": site})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield Watched(f"http://127.0.0.1:{running.server_port}", site)
        running.shutdown()


@pytest.mark.parametrize("form", [RSS, ATOM])
def test_each_story_is_fetched_once(watched: Watched, form: tuple[str, str]) -> None:
    watched.site.form = form
    found = watched.round(publisher="The Paper")
    assert [(s.publisher, str(s.published), s.url) for s in found if isinstance(s, Story)] == [
        ("The Paper", "2026-03-10", f"{watched.base}/story{n}") for n in (1, 2)
    ]
    watched.clock.now += 3600
    watched.site.stories = 3
    assert [s.url for s in watched.round() if isinstance(s, Story)] == [f"{watched.base}/story3"]
    assert watched.site.asked["/story1"] == 1


def test_a_feed_is_asked_whether_it_changed_and_not_before_its_time(watched: Watched) -> None:
    watched.round()
    assert watched.round() == []
    assert watched.site.asked["/feed"] == 1
    watched.clock.now += 3600
    assert watched.round() == []
    assert watched.site.asked["/feed"] == 2


def test_a_host_is_asked_slowly_and_as_it_allows(watched: Watched) -> None:
    watched.site.robots = "User-agent: *\nDisallow: /story2\nCrawl-delay: 5"
    found = watched.round()
    assert [isinstance(one, Story) for one in found] == [True, False]
    assert "robots.txt" in str(found[1])
    assert watched.site.asked["/story2"] == 0
    assert watched.clock.slept == 1 + 5  # after robots.txt, which tells the delay, and after the feed


def test_a_page_that_cannot_be_had_is_tried_again_but_not_for_ever(watched: Watched) -> None:
    watched.site.refused["/story1"] = 503
    assert [isinstance(one, Story) for one in watched.round()] == [False, True]
    for _ in range(4):
        watched.clock.now += 3600
        watched.round()
    assert watched.site.asked["/story1"] == 3


def test_a_page_that_comes_back_is_read(watched: Watched) -> None:
    watched.site.refused["/story1"] = 503
    watched.round()
    watched.site.refused.clear()
    watched.clock.now += 3600
    assert [s.url for s in watched.round() if isinstance(s, Story)] == [f"{watched.base}/story1"]


@pytest.mark.parametrize("status", [429, 500])
def test_a_feed_that_fails_is_left_alone_for_longer_each_time(watched: Watched, status: int) -> None:
    watched.site.refused["/feed"] = status
    (error,) = watched.round(minutes=1)
    assert str(status) in str(error)
    watched.clock.now += 7100
    assert watched.round(minutes=1) == []
    watched.clock.now += 200
    assert len(watched.round(minutes=1)) == 1
    assert watched.site.asked["/feed"] == 2


def test_a_host_whose_robots_cannot_be_had_is_not_asked(watched: Watched) -> None:
    watched.site.refused["/robots.txt"] = 500
    (error,) = watched.round()
    assert "robots.txt" in str(error)
    assert watched.site.asked["/feed"] == 0


def test_private_addresses_are_refused_unless_allowed(watched: Watched) -> None:
    feed = Feed(url=f"{watched.base}/feed")
    watcher = Watcher([feed], Settings(), lambda _: {}, lambda *_: None)
    (error,) = watcher.round()
    assert isinstance(error, SourceError)
    assert error.where == feed.url
    assert "--allow-private" in str(error)
    assert not watched.site.asked


def test_what_is_no_feed_is_named() -> None:
    with pytest.raises(SourceError, match="no RSS or Atom feed"):
        announced(b"<html><body>Nothing</body></html>", "https://paper.example/feed")


BAD = [
    ("", "names no feed"),
    ("[[feed]]\n", "url"),
    ("[[feed]]\nurl = 'x'\ncolour = 'red'\n", "colour"),
    ("[", "no TOML"),
]


@pytest.mark.parametrize(("text", "what"), BAD)
def test_a_bad_list_of_feeds_is_explained(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(SourceError, match=what):
        load_feeds(tmp_path / "feeds.toml")


def test_a_list_of_feeds(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "https://paper.example/feed"\nminutes = 5\n')
    assert load_feeds(tmp_path / "feeds.toml") == [Feed(url="https://paper.example/feed", minutes=5)]
