"""Makes docs/images/desk-*.png, pages of the desk over the shipped year of stories, with Chromium: `make screenshots`."""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
from collections import Counter
from importlib.resources import files
from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.model import Story
from dragoman.reading.reader import Reader
from tests.web.browser import launched, served

HERE = Path(__file__).parent
TODAY = dt.date(2026, 9, 24)
SIZE = {"width": 1180, "height": 860}


def main(ledger_file: str | None) -> None:
    """Read the year (or open a ledger that has it) and photograph its pages."""
    with tempfile.TemporaryDirectory() as home, Ledger(ledger_file or str(Path(home) / "year.db")) as ledger:
        if not ledger.count():
            _fill(ledger)
        with served(ledger, TODAY) as base, launched() as browser:
            for name, path, scheme in _pages(ledger):
                page = browser.new_page(viewport=SIZE, color_scheme=scheme)  # type: ignore[arg-type]
                page.goto(base + path)
                page.screenshot(path=HERE / f"desk-{name}.png")
                page.close()


def _fill(ledger: Ledger) -> None:
    lines = files("dragoman").joinpath("examples", "year.jsonl").read_text(encoding="utf-8").splitlines()
    stories = [Story.model_validate(json.loads(line)) for line in lines]
    ledger.add(zip(stories, Reader().read_all(stories), strict=True))


def _pages(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Name, path and colours of each picture: the entry is the one with the most steps, the story the one told most of."""
    entry = max(ledger.entries(), key=lambda e: (len(e.steps), e.sources, e.id))
    story = max(ledger.records_by_story(), key=lambda one: (len(one[1]), one[0]))[0]
    sets = Counter(outline.parties for outline in ledger.outlines())
    busiest = max(sets.items(), key=lambda one: (len(one[0]) == 2, one[1], one[0]))[0]
    return [
        ("home", "/", "light"), ("pair", "/" + "/".join(busiest), "light"), ("entry", f"/entries/{entry.id}", "light"),
        ("story", f"/stories/{story}", "dark"),
    ]  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
