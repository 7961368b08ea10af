"""Alerts: feeds, mail and webhooks, each entry once, and again where it failed."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from xml.etree import ElementTree

import pytest

from dragoman.settings import Settings
from dragoman.web import alerting
from dragoman.web.alerting import MailSettings, deliver
from dragoman.web.options import Options
from dragoman.web.room import Room
from dragoman.web.store.alerts import TRIES, Alerts
from tests.ledger.telling import tell
from tests.web.conftest import TODAY, Desk, client_of
from tests.web.test_review import post, vera

__all__ = ["vera"]
NEW = "Norway imposed a tariff on shrimps from Vietnam on June 1."


class Hook:
    """A server that takes webhooks, and answers with `status`."""

    def __init__(self) -> None:
        self.status = 200
        self.got: list[tuple[dict[str, str], bytes]] = []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.got.append((dict(self.headers), body))
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A running webhook."""
    made = Hook()
    threading.Thread(target=made.server.serve_forever, daemon=True).start()
    yield made
    made.server.shutdown()


def run(desk: Desk, **settings: Any) -> list[str]:
    """Deliver once."""
    room = Room(desk.ledger, Options(today=lambda: TODAY))
    return list(deliver(room, Alerts(desk.ledger.engine), Settings(**settings), MailSettings()))


def add_news(desk: Desk) -> None:
    """An entry that nobody was told of."""
    desk.ledger.add([tell(NEW, "measure/tariff", "NOR>VNM", "imposed", date="2026-06-01", subject="shrimps")])


def test_a_webhook_is_signed_tried_again_and_told_each_entry_once(vera: Desk, hook: Hook) -> None:
    post(vera.client, "/alerts", "/alerts", title="Tariffs", query="type=measure", webhook=hook.url)
    assert run(vera, allow_private=True) == []
    add_news(vera)
    hook.status = 500
    assert "failed" in run(vera, allow_private=True)[0]
    assert "answered 500" in vera.client.get("/alerts").text
    hook.status = 204
    assert run(vera, allow_private=True) == ["Tariffs: 1 entry by webhook"]
    assert run(vera, allow_private=True) == []
    headers, body = hook.got[-1]
    (alert,) = Alerts(vera.ledger.engine).all()
    signature = hmac.new(alert.secret.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Dragoman-Signature"] == f"sha256={signature}"
    assert [e["quote"] for e in json.loads(body)["entries"]] == [NEW]
    assert len(hook.got) == 2


def test_trying_ends(vera: Desk, hook: Hook) -> None:
    post(vera.client, "/alerts", "/alerts", title="Tariffs", query="type=measure", webhook=hook.url)
    add_news(vera)
    hook.status = 500
    for _ in range(TRIES):
        assert run(vera, allow_private=True)
    assert run(vera, allow_private=True) == []


def test_private_addresses_are_refused(vera: Desk, hook: Hook) -> None:
    post(vera.client, "/alerts", "/alerts", title="Tariffs", query="type=measure", webhook=hook.url)
    add_news(vera)
    assert "private" in run(vera)[0]
    assert not hook.got


def test_mail(vera: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []

    class Server:
        def __init__(self, host: str, port: int, timeout: int) -> None:
            assert (host, port, timeout) == ("mail.example", 587, 20)

        def __enter__(self) -> Server:
            return self

        def __exit__(self, *_: object) -> None:
            sent.append("closed")

        def starttls(self) -> None:
            sent.append("tls")

        def send_message(self, message: Any) -> None:
            sent.append(message)

    monkeypatch.setattr(alerting.smtplib, "SMTP", Server)
    monkeypatch.setenv("DRAGOMAN_SMTP_HOST", "mail.example")
    monkeypatch.setenv("DRAGOMAN_DESK", "https://desk.example/")
    post(
        vera.client, "/alerts", "/alerts", title="Tariffs\r\nBcc: x@y.z", query="type=measure", email="desk@mfa.example"
    )
    add_news(vera)
    assert len(run(vera)) == 1
    assert sent[0] == "tls"
    assert sent[1]["To"] == "desk@mfa.example"
    assert sent[1]["Bcc"] is None
    assert NEW in sent[1].get_content()
    (entry,) = (e.id for e in vera.ledger.entries(kinds=["tariff"]) if e.subject == "shrimps")
    assert f"https://desk.example/entries/{entry}\n" in sent[1].get_content()


def test_a_feed_is_atom_and_opens_with_its_key(vera: Desk) -> None:
    post(vera.client, "/alerts", "/alerts", title="Tariffs & more", query="type=measure")
    (alert,) = Alerts(vera.ledger.engine).all()
    answer = vera.client.get(f"/alerts/{alert.id}.atom")
    feed = ElementTree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom}title") == "Tariffs & more"
    assert [e.findtext(f"{atom}id") for e in feed.iter(f"{atom}entry")] == [
        f"urn:dragoman:entry:{vera.entry('tariff')}"
    ]
    closed = client_of(vera.ledger, open_reading=False)
    key = vera.client.get("/alerts").text.partition(".atom?key=")[2].partition('"')[0]
    assert closed.get(f"/alerts/{alert.id}.atom?key={key}").status_code == 200
    assert closed.get(f"/alerts/{alert.id}.atom?key=no", follow_redirects=False).status_code == 303


def test_alerts_are_removed_by_their_owners(vera: Desk) -> None:
    from tests.web.test_review import reviewer

    post(vera.client, "/alerts", "/alerts", title="Tariffs", query="type=measure")
    (alert,) = Alerts(vera.ledger.engine).all()
    bert = reviewer(vera.ledger, "bert")
    assert post(bert, f"/alerts/{alert.id}/remove", "/alerts").status_code == 409
    assert alert.secret not in bert.get("/alerts").text
    post(vera.client, f"/alerts/{alert.id}/remove", "/alerts")
    assert Alerts(vera.ledger.engine).all() == []


@pytest.mark.parametrize(
    "told", [{"title": " "}, {"email": "a@b, c@d.e"}, {"webhook": "javascript:x"}, {"query": "type=nothing"}]
)
def test_what_cannot_be_told_is_refused(vera: Desk, told: dict[str, str]) -> None:
    answer = post(vera.client, "/alerts", "/alerts", **({"title": "T", "query": "type=aid"} | told))
    assert answer.status_code == 422
    assert Alerts(vera.ledger.engine).all() == []
