"""Answers kept until the ledger changes: each made once, for whoever it was made for."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import httpx
import pytest
from fastapi.testclient import TestClient

from dragoman.ledger import Ledger, looking
from dragoman.web.app import create_app
from dragoman.web.drawing import Drawing
from dragoman.web.options import Options
from dragoman.web.routes import parties
from dragoman.web.security.passwords import hashed
from dragoman.web.store import Store
from tests.web.conftest import BASE, PASSWORD, Desk, client_of
from tests.web.test_security import token_of


def test_what_is_kept_is_made_anew_after_a_change(desk: Desk) -> None:
    before = desk.client.get("/NOR/VNM").text
    assert desk.client.get("/NOR/VNM").text == before
    desk.ledger.reject(f"r{desk.entry('tariff')[1:]}", "vera")
    after = desk.client.get("/NOR/VNM").text
    assert "steel pipes" in before
    assert "steel pipes" not in after


def test_what_is_kept_is_packed_for_browsers_that_unpack(desk: Desk) -> None:
    plain = desk.client.get("/NOR", headers={"accept-encoding": "identity"})
    for _ in range(2):
        packed = desk.client.get("/NOR", headers={"accept-encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["vary"] == "Accept-Encoding"
        assert packed.text == plain.text
    assert "content-encoding" not in plain.headers


def test_what_many_ask_for_at_once_is_made_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    page = parties.page
    monkeypatch.setattr(parties, "page", lambda *told, **more: made.append("") or page(*told, **more))
    app = create_app(ledger, Options())

    async def ask() -> set[str]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE) as browser:
            return {answer.text for answer in await asyncio.gather(*(browser.get("/NOR") for _ in range(8)))}

    assert len(asyncio.run(ask())) == 1
    assert len(made) == 1


def test_the_first_page_is_made_before_anybody_asks(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    counted = looking.source_states
    monkeypatch.setattr(looking, "source_states", lambda db: asked.append("") or counted(db))
    with TestClient(create_app(ledger, Options(busy=True)), base_url=BASE) as browser:
        assert len(asked) == 1
        assert "Fjord Post" in browser.get("/").text
    assert len(asked) == 1


def test_a_desk_that_is_only_read_loads_nothing_that_takes_long() -> None:
    code = "import sys, dragoman.web.app; print('datasketch' in sys.modules, 'scipy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == ["False", "False"]


def test_forms_are_those_of_the_session_they_are_sent_from(ledger: Ledger) -> None:
    Store(ledger.engine).add_account("vera", hashed(PASSWORD), "reviewer")
    path = f"/entries/{next(e.id for e in ledger.entries())}"
    client = client_of(ledger)
    tokens = []
    for _ in range(2):
        client.cookies.clear()
        told = {"token": token_of(client.get("/sign-in").text), "name": "vera", "password": PASSWORD}
        assert client.post("/sign-in", data=told, follow_redirects=False).status_code == 303
        tokens.append(token_of(client.get(path).text))
        assert token_of(client.get(path).text) == tokens[-1]
    assert len(set(tokens)) == 2
    noted = [client.post(f"{path}/follow", data={"token": t, "owner": "Vera"}, follow_redirects=False) for t in tokens]
    assert [answer.status_code for answer in noted] == [403, 303]


def test_charts_drawn_apart_are_those_drawn_here() -> None:
    apart, here = Drawing(apart=True), Drawing()
    spec = {"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x", "type": "quantitative"}}}
    apart.start()
    try:
        assert apart.svg(spec) == here.svg(spec)
    finally:
        apart.close()
