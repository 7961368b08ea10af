"""A real browser for tests: Chromium of the system, driven by Playwright, and a desk to point it at."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from dragoman.ledger import Ledger
from dragoman.web.app import create_app
from dragoman.web.options import Options
from tests.web.conftest import TODAY

__all__ = ["NoBrowserError", "Watched", "launched", "program", "served"]


_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MISSING = "browser tests need Chromium: apt-get install chromium"


class NoBrowserError(Exception):
    """No Chromium can be had here, and what to do about it."""


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium; NoBrowserError where there is none and none can be installed."""
    found = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def program() -> str:
    """Where Chromium is; where it is not, Debian's package is installed if one may."""
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(command, check=False, capture_output=True, timeout=600, env=_UNASKED)
        found = _installed()
    if found is None:
        raise NoBrowserError(_MISSING)
    return found


_UNASKED = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}


def _installed() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def served(ledger: Ledger, today: dt.date = TODAY) -> Iterator[str]:
    """The address of a desk that serves a ledger."""
    app = create_app(ledger, Options(today=lambda: today))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


class Watched:
    """A page with what it complained of and the other hosts that it asked."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.complaints: list[str] = []
        page.on(
            "console", lambda told: self.complaints.append(told.text) if told.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((base, "data:")) else self.complaints.append(asked.url),
        )

    def go(self, path: str) -> Page:
        """Open a page of the desk."""
        self.page.goto(self.base + path)
        return self.page
