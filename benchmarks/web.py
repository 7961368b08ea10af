"""How fast the desk answers over a ledger of 200,000 records: `make bench-web`, or `python benchmarks/web.py STORIES [LEDGER]`.

Twenty readers ask for a page at once, again and again, each on a connection of his own and with pages compressed, as a
browser does. `first` is the answer right after the desk started, when nothing is at hand yet; the readers come when it has
made ready what is asked for most. A ledger that is named is built once and kept.
"""

from __future__ import annotations

import http.client
import itertools
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from invented import STATES, invented

from dragoman.ledger import Ledger
from dragoman.web.security.passwords import hashed
from dragoman.web.store import Store

_AT_ONCE = 20
_TIMES = 400  # requests a page
_WANTED = 0.300
_LOOK, _IDLE = 5.0, 0.15  # seconds, and seconds of work in them that count as none
_WHO, _PASSWORD = "bench", "a long enough word"
_PAIR = f"{min(STATES[:2])}/{max(STATES[:2])}"


def main(stories: int, kept: str | None) -> None:
    """Build the ledger, serve it, and print the figures of each page."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(kept) if kept else Path(home) / "ledger.db"
        if not path.exists():
            with Ledger(path) as ledger:
                ledger.add(invented(stories))
        with Ledger(path) as ledger:
            print(f"{2 * stories:,} records, {ledger.count():,} entries, {_AT_ONCE} requests at once")
            pages = _pages(ledger)
            if Store(ledger.engine).account(_WHO) is None:
                Store(ledger.engine).add_account(_WHO, hashed(_PASSWORD), "reviewer")
        with _served(path) as (port, process):
            cookie = _signed_in(port)
            first = {name: _Reader(port, cookie).ask(paths[0]) for name, paths in pages.items()}
            since = time.perf_counter()
            _wait_until_idle(process)
            print(f"made ready in {time.perf_counter() - since:.0f} s")
            print(f"{'page':34} {'first':>8} {'median':>8} {'p95':>8} {'a second':>9}")
            worst = max(_measure(port, cookie, name, paths, first[name]) for name, paths in pages.items())
        print(f"slowest p95: {worst * 1e3:.0f} ms (wanted {_WANTED * 1e3:.0f})")


def _pages(ledger: Ledger) -> dict[str, list[str]]:
    """The paths of each page; of those that come in thousands, many."""
    chance = random.Random(3)
    entries = list(ledger.entries(parties=_PAIR.split("/")))
    some = chance.sample(entries, min(_TIMES, len(entries)))
    words = [(e.name or e.subject or "").split()[0] for e in some[:60]]
    pairs = [f"/{a}/{b}" for a, b in itertools.combinations(sorted(STATES), 2)]
    month = (some[0].date or "2020-01")[:7]
    return {
        "/": ["/"], "/parties": ["/parties"], f"/{_PAIR}": [f"/{_PAIR}"], "/A": [f"/{s}" for s in STATES],
        "/A/B": pairs, "/list": [f"/list?{urlencode({'party': STATES[0], 'what': w})}" for w in ("all", "open", "measures")],
        "/brief": [f"/brief?party={_PAIR.replace('/', '&party=')}"],
        "/entries/…": [f"/entries/{e.id}" for e in some],
        "/stories/…": [f"/stories/{e.steps[0].story}" for e in some if e.steps[0].story],
        "/search": ["/search"], "/search?q=…": [f"/search?{urlencode({'q': w})}" for w in words],
        "/search?q=visit": ["/search?q=visit"], "/search?party=…&type=…": [f"/search?party={s}&type=measure" for s in STATES],
        "/calendar": ["/calendar"], "/calendar?month=…": [f"/calendar?month={month}"], "/calendar.ics": ["/calendar.ics"],
        "/network": ["/network"], "/map": ["/map"], "/board": ["/board"], "/overdue": ["/overdue"], "/sources": ["/sources"],
        "/alerts": ["/alerts"], "/review": ["/review"], "/review/agreement": ["/review/agreement"], "/file": ["/file"],
        "/api/v1/entries": ["/api/v1/entries?limit=50"], "/api/v1/facets": ["/api/v1/facets"],
    }  # fmt: skip


@contextmanager
def _served(path: Path) -> Iterator[tuple[int, int]]:
    """The port of `dragoman serve` over a ledger, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "dragoman", "serve", "--ledger", str(path), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            while not _listens(port):
                if server.poll() is not None:
                    raise SystemExit("the desk does not start")
                time.sleep(0.1)
            yield port, server.pid
        finally:
            server.terminate()


def _wait_until_idle(process: int) -> None:
    """Wait until a process has nothing to do; a minute where that cannot be seen."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        time.sleep(60)
        return
    used = -1.0
    while True:
        ticks = told.read_text().rpartition(")")[2].split()
        now = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
        if now - used < _IDLE:
            return
        used = now
        time.sleep(_LOOK)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _signed_in(port: int) -> str:
    """The cookies of a reviewer."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/sign-in")
    answer = connection.getresponse()
    page, form = answer.read().decode(), (answer.getheader("set-cookie") or "").partition(";")[0]
    token = page.partition('name="token" value="')[2].partition('"')[0]
    told = urlencode({"name": _WHO, "password": _PASSWORD, "token": token})
    connection.request("POST", "/sign-in", told, {"Cookie": form, "Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read()
    return f"{form}; {(answer.getheader('set-cookie') or '').partition(';')[0]}"


def _measure(port: int, cookie: str, name: str, paths: Sequence[str], first: float) -> float:
    """Print the times of a page in seconds; its p95."""
    turns = iter(list(itertools.islice(itertools.cycle(paths), _TIMES)))
    times: list[float] = []
    lock = threading.Lock()

    def read() -> None:
        reader = _Reader(port, cookie)
        while True:
            with lock:
                path = next(turns, None)
            if path is None:
                return
            times.append(reader.ask(path))

    since = time.perf_counter()
    readers = [threading.Thread(target=read) for _ in range(_AT_ONCE)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    rate = len(times) / (time.perf_counter() - since)
    p95 = sorted(times)[int(0.95 * len(times)) - 1]
    shown = (f"{value * 1e3:5.0f} ms" for value in (first, statistics.median(times), p95))
    print(f"{name:34} {' '.join(shown)} {rate:9.0f}{'  SLOW' if p95 > _WANTED else ''}", flush=True)
    return p95


class _Reader:
    """A connection that asks for pages one after another."""

    def __init__(self, port: int, cookie: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Cookie": cookie, "Accept-Encoding": "gzip"}

    def ask(self, path: str) -> float:
        """The seconds until a page is there."""
        since = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: answered {answer.status}")
        return time.perf_counter() - since


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2] if len(sys.argv) > 2 else None)
