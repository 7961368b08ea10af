"""The desk over PostgreSQL: every page, a decision with its conflict, filing, and answers kept until something changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from dragoman.ledger import Ledger
from tests.ledger.conftest import postgres, where
from tests.web.conftest import Desk, client_of, fill
from tests.web.test_pages import PAGES
from tests.web.test_review import post, record_of, reviewer

__all__ = ["postgres", "where"]
MORE = (
    "/network", "/map", "/board", "/alerts", "/review/agreement", "/api/v1/facets?q=fisheries", "/api/v1/feeds",
    "/brief?party=NOR",
)  # fmt: skip


@pytest.fixture
def desk(where: str) -> Iterator[Desk]:
    """The desk over the small ledger, open to read."""
    with Ledger(where) as made:
        fill(made)
        yield Desk(client_of(made), made)


pytestmark = pytest.mark.parametrize("where", ["postgresql"], indirect=True)


def test_every_page(desk: Desk) -> None:
    assert {path: desk.client.get(path).status_code for path in (*PAGES, *MORE)} == dict.fromkeys((*PAGES, *MORE), 200)
    for entry in desk.ledger.entries():
        assert desk.client.get(f"/entries/{entry.id}").status_code == 200


def test_search_counts_what_it_finds(desk: Desk) -> None:
    told = desk.client.get("/api/v1/facets?q=fisheries").json()
    assert told["type"] == [["agreement", 1]]
    assert dict(told["source"]) == {"Fjord Post": 1, "Red River Daily": 1}


def test_deciding_and_its_conflict(desk: Desk) -> None:
    clients: list[TestClient] = [reviewer(desk.ledger, name) for name in ("vera", "bert")]
    tariff = record_of(desk, "tariff")
    before = desk.client.get("/NOR/VNM").text
    assert post(clients[0], f"/records/{tariff}/reject", "/review", seen=0).status_code == 200
    assert post(clients[1], f"/records/{tariff}/accept", "/review", seen=0).status_code == 409
    assert "steel pipes" in before
    assert "steel pipes" not in desk.client.get("/NOR/VNM").text
    assert desk.ledger.reopened() == {}
