"""Watching feeds: what is new in each, asked for politely, with the state kept between runs.

A feed is asked whether it changed since (ETag, Last-Modified); a page is asked for once, and again later where it could
not be had; a feed that fails is left alone twice as long each time, up to a day. The state of a feed also tells when it was
last had (`last`), how often it failed since (`failures`) and why (`error`).
"""

from __future__ import annotations

import datetime as dt
import time
import tomllib
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dragoman.errors import FetchError, FileError, FormatError, RefusedAddressError, SourceError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.feeds import Announced, announced
from dragoman.sources.files import page_story
from dragoman.sources.polite import Polite
from dragoman.sources.web import Answer

__all__ = ["Feed", "Watcher", "load_feeds"]

State = dict[str, Any]
_DAY = 86_400.0
_TRIES = 3  # times that a page is asked for
_REMEMBERED = 5_000  # addresses that a feed's state keeps


class Feed(BaseModel):
    """A feed to watch: `publisher` goes before what its pages tell, `minutes` lie between two looks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    publisher: str = ""
    language: str = ""
    minutes: float = Field(30.0, gt=0)


def load_feeds(path: Path) -> list[Feed]:
    """The `[[feed]]` tables of a TOML file; FileError or FormatError says what is wrong with it."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("feed", [])
        feeds = [Feed.model_validate(one) for one in found]
    except OSError as error:
        raise FileError(str(path), f"cannot be read ({error.strerror})", "Check the name") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise FormatError(str(path), f"is no TOML ({error})", "See docs/ledger.md for an example") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FormatError(str(path), f"feed has a wrong {where!r}: {first['msg']}", "See docs/ledger.md") from error
    if not feeds:
        raise FormatError(str(path), "names no feed", 'Write [[feed]] and url = "https://…"')
    return feeds


class Watcher:
    """Looks at feeds; `recall` and `keep` read and write the state of each under a key."""

    def __init__(
        self, feeds: list[Feed], settings: Settings, recall: Callable[[str], State],
        keep: Callable[[str, State], None], polite: Polite | None = None,
        clock: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._feeds = feeds
        self._settings = settings
        self._recall = recall
        self._keep = keep
        self._polite = polite or Polite(settings)
        self._clock = clock
        self._sleep = sleep

    def round(self) -> Iterator[Story | SourceError]:
        """The new stories of the feeds whose time has come, or the errors that kept them from being read."""
        for feed in self._feeds:
            state = self._recall(_key(feed))
            if state.get("next", 0.0) <= self._clock():
                yield from self._look(feed, state)

    def resting(self) -> dict[str, float]:
        """The feeds whose time has not come, with the time when each is asked again (seconds since 1970)."""
        times = {feed.url: float(self._recall(_key(feed)).get("next", 0.0)) for feed in self._feeds}
        return {url: at for url, at in times.items() if at > self._clock()}

    def wait(self) -> None:
        """Sleep until the next feed's time has come."""
        times = [self._recall(_key(feed)).get("next", 0.0) for feed in self._feeds]
        self._sleep(max(1.0, min(times) - self._clock()))

    def _look(self, feed: Feed, state: State) -> Iterator[Story | SourceError]:
        try:
            answer = self._polite.ask(feed.url, _conditions(state))
            news = self._news(feed, state, answer)
        except RefusedAddressError as error:
            self._postpone(feed, state, None, error.what)
            yield error
            return
        except SourceError as error:
            self._postpone(feed, state, None, error.what)
            yield error
            return
        if news is None:
            why = f"answered {answer.status} {answer.reason}".rstrip()
            self._postpone(feed, state, answer, why)
            yield FetchError(feed.url, why, "It is asked again later")
            return
        for one in news:
            yield from self._read(feed, state, one)
        state |= {"etag": answer.etag or state.get("etag"), "modified": answer.modified or state.get("modified")}
        now = self._clock()
        self._keep(_key(feed), state | {"failures": 0, "error": None, "last": now, "next": now + feed.minutes * 60})

    def _news(self, feed: Feed, state: State, answer: Answer) -> list[Announced] | None:
        """What is to be read of what the feed announces; None where it did not answer well."""
        seen, again = set(state.get("seen", [])), state.get("again", {})
        if answer.status == 304:
            return [Announced(url, one["title"], _date(one["published"])) for url, one in again.items()]
        if answer.status != 200:
            return None
        found = announced(answer.page.data, feed.url)
        new = [one for one in found if one.url not in seen]
        named = {one.url for one in new}
        kept = ((url, one) for url, one in again.items() if url not in named)
        return new + [Announced(url, one["title"], _date(one["published"])) for url, one in kept]

    def _read(self, feed: Feed, state: State, one: Announced) -> Iterator[Story | SourceError]:
        again = dict(state.get("again", {}))
        tries = again.pop(one.url, {}).get("tries", 0) + 1
        try:
            story = page_story(self._polite.fetch(one.url), self._settings, one.published, one.title)
            yield story.model_copy(update={k: v for k in ("publisher", "language") if (v := getattr(feed, k))})
        except FetchError as error:
            if tries < _TRIES and not isinstance(error, RefusedAddressError):
                day = one.published.isoformat() if one.published else None
                again[one.url] = {"tries": tries, "title": one.title, "published": day}
            yield error
        except SourceError as error:
            yield error
        seen = [*state.get("seen", []), one.url] if one.url not in again else list(state.get("seen", []))
        state |= {"seen": seen[-_REMEMBERED:], "again": again}
        self._keep(_key(feed), state)

    def _postpone(self, feed: Feed, state: State, answer: Answer | None, why: str) -> None:
        failures = int(state.get("failures", 0)) + 1
        pause = min(feed.minutes * 60 * 2**failures, _DAY)
        pause = max(pause, _seconds(answer.retry_after, self._clock()) if answer is not None else 0.0)
        self._keep(_key(feed), state | {"failures": failures, "error": why, "next": self._clock() + pause})


def _key(feed: Feed) -> str:
    return f"feed {feed.url}"


def _conditions(state: State) -> dict[str, str]:
    told = {"If-None-Match": state.get("etag"), "If-Modified-Since": state.get("modified")}
    return {name: value for name, value in told.items() if value}


def _seconds(retry_after: str | None, now: float) -> float:
    """The seconds of a Retry-After header, a number or a date."""
    if not retry_after:
        return 0.0
    try:
        told = float(retry_after) if retry_after.isdigit() else parsedate_to_datetime(retry_after).timestamp() - now
    except ValueError:
        return 0.0
    return min(max(told, 0.0), _DAY)


def _date(told: str | None) -> dt.date | None:
    return dt.date.fromisoformat(told) if told else None
