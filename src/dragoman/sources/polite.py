"""Asking many pages of one host: as its robots.txt allows, and not faster than it bears."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from dragoman.errors import FetchError, RefusedAddressError
from dragoman.settings import Settings
from dragoman.sources.web import Answer, Page, ask

__all__ = ["AGENT", "Polite"]

AGENT = "dragoman"
_PAUSE = 1.0  # seconds between two questions to a host
_LONGEST_PAUSE = 60.0
_ALLOW_ALL = ("User-agent: *", "Allow: /")
_ALLOW_NOTHING = ("User-agent: *", "Disallow: /")


class Polite:
    """Asks pages, and keeps for each host its rules and when it may be asked again."""

    def __init__(
        self, settings: Settings, pause: float = _PAUSE, clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._rules: dict[str, RobotFileParser] = {}
        self._next: dict[str, float] = {}

    def fetch(self, url: str) -> Page:
        """The page at `url`; FetchError where its host forbids it, or it cannot be had."""
        answer = self.ask(url)
        if answer.status != 200:
            raise FetchError(url, f"answered {answer.status} {answer.reason}".rstrip(), "Check the address")
        return answer.page

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """What `url` answers; FetchError where its host's robots.txt forbids to ask."""
        host = self._host(url)
        try:
            rules = self._rules_of(host)
        except RefusedAddressError as error:  # its robots.txt lies there too; what was asked for is the page
            raise RefusedAddressError(url, error.what, error.do) from error
        if not rules.can_fetch(AGENT, url):
            raise FetchError(url, "may not be fetched by programs, as the host's robots.txt says", "Read it yourself")
        return self._paced(host, url, headers)

    def _paced(self, host: str, url: str, headers: Mapping[str, str] | None) -> Answer:
        if (wait := self._next.get(host, 0.0) - self._clock()) > 0:
            self._sleep(wait)
        try:
            return ask(url, self._settings, headers)
        finally:
            self._next[host] = self._clock() + self._pause_of(host)

    def _pause_of(self, host: str) -> float:
        told = self._rules[host].crawl_delay(AGENT) if host in self._rules else None
        return min(max(self._pause, float(told or 0)), _LONGEST_PAUSE)

    def _host(self, url: str) -> str:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}"

    def _rules_of(self, host: str) -> RobotFileParser:
        if host not in self._rules:
            rules = RobotFileParser()
            rules.parse(self._robots(host))
            self._rules[host] = rules
        return self._rules[host]

    def _robots(self, host: str) -> list[str]:
        """The lines of robots.txt: where there is none all is allowed, where it cannot be had nothing is (RFC 9309)."""
        try:
            answer = self._paced(host, f"{host}/robots.txt", None)
        except RefusedAddressError:
            raise
        except FetchError:
            return list(_ALLOW_NOTHING)
        if answer.status == 200:
            return answer.page.data.decode("utf-8", "replace").splitlines()
        return list(_ALLOW_NOTHING if answer.status >= 500 or answer.status == 429 else _ALLOW_ALL)
