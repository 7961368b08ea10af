"""A desk over a small ledger of ready-made readings, and one over the shipped year of stories, read once."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest
from fastapi.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.model import Story
from dragoman.reading.reader import Reader
from dragoman.web.app import create_app
from dragoman.web.options import Options
from tests.ledger.telling import record, story, tell

TODAY = dt.date(2026, 6, 15)
BASE = "http://localhost"
PASSWORD = "a long enough word"
VISIT = "Norway's prime minister Kari Holm will visit Vietnam in July, her office said."
SIGNED = "Norway and Vietnam signed a fisheries agreement in Oslo on February 3."
DENIED = "Norway has not signed a fisheries agreement, a spokesman said."
TARIFF = "Norway imposed a tariff on steel pipes from Vietnam on January 28."
PLANT = "Havskip will invest $85 million in a shipyard in Haiphong <script>alert(1)</script>."


class Desk(NamedTuple):
    """A desk with its ledger."""

    client: TestClient
    ledger: Ledger

    def entry(self, kind: str) -> str:
        """The id of the entry of a kind."""
        return next(e.id for e in self.ledger.entries(kinds=[kind]))


def fill(ledger: Ledger) -> None:
    """Stories that tell of a visit, an agreement and its denial, a tariff and a project."""
    visit = record(VISIT, "contact/visit", "NOR,VNM", "planned", date="2026-07", persons=("Kari Holm",))
    signed = record(SIGNED, "agreement/treaty", "NOR,VNM", "signed", date="2026-02-03", name="fisheries agreement",
                    place="Oslo", sectors=("agriculture",))  # fmt: skip
    project = record(
        PLANT, "project/investment", "NOR,VNM", "planned", name="shipyard", sum=85e6, sectors=("machinery",)
    )
    ledger.add(
        [
            story(f"OSLO (Wire) -\n\n{VISIT}\n\nRead also: nothing.", visit, url="https://paper.example/1", title="A visit"),
            story(SIGNED, signed, publisher="Fjord Post", published="2026-02-04"),
            tell(DENIED, "agreement/treaty", "NOR,VNM", "signed", negated=True, name="fisheries agreement",
                 publisher="Red River Daily", published="2026-02-05"),
            tell(TARIFF, "measure/tariff", "NOR>VNM", "imposed", date="2026-01-28", subject="steel pipes",
                 published="2026-01-29"),
            story(PLANT, project, publisher="<b>Bold</b> Times", title="A <i>yard</i>"),
        ]
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The small ledger."""
    with Ledger(tmp_path / "ledger.db") as made:
        fill(made)
        yield made


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    """The desk over the small ledger, open to read."""
    return Desk(client_of(ledger), ledger)


def client_of(ledger: Ledger, **options: object) -> TestClient:
    """A browser, more or less, at a desk of a ledger."""
    told = {"today": lambda: TODAY} | options
    return TestClient(create_app(ledger, Options(**told)), base_url=BASE)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def year_file(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """The ledger of the shipped year of stories, read once."""
    path = tmp_path_factory.mktemp("year") / "year.db"
    lines = files("dragoman").joinpath("examples", "year.jsonl").read_text(encoding="utf-8").splitlines()
    stories = [Story.model_validate(json.loads(line)) for line in lines]
    with Ledger(path) as made:
        made.add(zip(stories, reader.read_all(stories), strict=True))
    return path


@pytest.fixture
def year(year_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk over a copy of the year's ledger."""
    shutil.copy(year_file, tmp_path / "year.db")
    with Ledger(tmp_path / "year.db") as opened:
        yield Desk(client_of(opened, today=lambda: dt.date(2026, 9, 24)), opened)
