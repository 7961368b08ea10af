"""Who may do what, and what is refused whoever asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.ledger import Ledger
from dragoman.web.security.guard import safe_path
from dragoman.web.security.passwords import hashed, matches
from dragoman.web.security.sessions import Seal
from dragoman.web.store import Store
from tests.web.conftest import PASSWORD, Desk, client_of

RUN = CliRunner()


def token_of(page: str) -> str:
    """The token of a page's forms."""
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found is not None
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, then: str = "/") -> int:
    """Sign in; the status of the answer."""
    token = token_of(client.get("/sign-in").text)
    told = {"token": token, "name": name, "password": password, "then": then}
    return client.post("/sign-in", data=told, follow_redirects=False).status_code


@pytest.fixture
def closed(ledger: Ledger) -> Desk:
    """A desk that others than this machine reach, with three accounts and a token."""
    store = Store(ledger.engine)
    for name, role in (("rita", "reader"), ("vera", "reviewer"), ("ada", "admin")):
        store.add_account(name, hashed(PASSWORD), role)  # type: ignore[arg-type]
    return Desk(client_of(ledger, open_reading=False, token="a word for programs"), ledger)


@pytest.mark.parametrize("path", ["/", "/NOR", "/search", "/calendar.ics", "/api/v1/entries", "/api/v1/openapi.json"])
def test_nobody_reads_a_closed_desk(closed: Desk, path: str) -> None:
    answer = closed.client.get(path, follow_redirects=False)
    if path.startswith("/api/"):
        assert answer.status_code == 401
    else:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?next=")


def test_whoever_signs_in_reads_on_where_he_wanted(closed: Desk) -> None:
    assert "Sign in" in closed.client.get("/NOR").text
    token = token_of(closed.client.get("/sign-in?next=/NOR").text)
    told = {"token": token, "name": "rita", "password": PASSWORD, "then": "/NOR"}
    answer = closed.client.post("/sign-in", data=told)
    assert answer.url.path == "/NOR"
    assert "rita" in answer.text
    assert "Sign in" in closed.client.post("/sign-out", data={"token": token_of(answer.text)}).text


def test_a_token_reads_and_no_more(closed: Desk) -> None:
    bearer = {"Authorization": "Bearer a word for programs"}
    assert closed.client.get("/api/v1/entries", headers=bearer).status_code == 200
    assert closed.client.get("/api/v1/entries", headers={"Authorization": "Bearer another"}).status_code == 401
    assert closed.client.get("/api/v1/audit", headers=bearer).status_code == 403


def test_roles(closed: Desk) -> None:
    for name, status in (("rita", 403), ("vera", 403), ("ada", 200)):
        closed.client.cookies.clear()
        assert sign_in(closed.client, name) == 303
        assert closed.client.get("/audit").status_code == status


def test_a_session_ends_with_its_account_its_role_and_its_time(closed: Desk) -> None:
    sign_in(closed.client, "rita")
    assert closed.client.get("/NOR").url.path == "/NOR"
    Store(closed.ledger.engine).change_account("rita", role="reader")
    assert closed.client.get("/NOR").url.path == "/sign-in"
    account = Store(closed.ledger.engine).account("rita")
    assert account is not None
    assert Seal("key", 1).read(Seal("key", 1).session(account)) is not None
    assert Seal("key", 1).read(Seal("another key", 1).session(account)) is None
    assert Seal("key", -1).read(Seal("key", -1).session(account)) is None


def test_cookies_are_kept_from_scripts_and_other_sites(closed: Desk, ledger: Ledger) -> None:
    safe = client_of(ledger, open_reading=False, secure=True)
    told = safe.get("/sign-in").headers["set-cookie"].lower()
    assert all(part in told for part in ("httponly", "samesite=lax", "secure"))
    token = token_of(closed.client.get("/sign-in").text)
    answer = closed.client.post(
        "/sign-in", data={"token": token, "name": "rita", "password": PASSWORD}, follow_redirects=False
    )
    session = answer.headers["set-cookie"].lower()
    assert all(part in session for part in ("dragoman_session=", "httponly", "samesite=lax", "max-age=43200"))


def test_tries_are_limited_whatever_the_password(closed: Desk) -> None:
    for _ in range(5):
        assert sign_in(closed.client, "rita", "a wrong password") == 403
    assert sign_in(closed.client, "rita") == 429
    assert sign_in(closed.client, "vera") == 303


def test_tries_of_an_address_are_limited_over_all_names(closed: Desk) -> None:
    statuses = [sign_in(closed.client, f"name {n}", "a wrong password") for n in range(21)]
    assert statuses == [403] * 20 + [429]


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({}, "0" * 64),
        ({}, "é"),
        ({"Origin": "https://other.example"}, None),
        ({"Sec-Fetch-Site": "cross-site"}, None),
        ({"Origin": "null"}, None),
    ],
)
def test_forms_of_other_sites_are_refused(closed: Desk, headers: dict[str, str], token: str | None) -> None:
    good = token_of(closed.client.get("/sign-in").text)
    told = {"token": token if token is not None else good, "name": "rita", "password": PASSWORD}
    answer = closed.client.post("/sign-in", data=told, headers=headers, follow_redirects=False)
    assert answer.status_code == 403
    assert "dragoman_session" not in answer.headers.get("set-cookie", "")


def test_a_form_of_another_browser_is_refused(closed: Desk) -> None:
    token = token_of(closed.client.get("/sign-in").text)
    closed.client.cookies.clear()
    closed.client.get("/sign-in")
    told = {"token": token, "name": "rita", "password": PASSWORD}
    assert closed.client.post("/sign-in", data=told).status_code == 403


@pytest.mark.parametrize(
    ("told", "leads"),
    [
        ("/NOR?x=1", "/NOR?x=1"), ("//other.example", "/"), ("https://other.example", "/"), ("/\\other.example", "/"),
        ("\\\\other", "/"), ("javascript:alert(1)", "/"), ("", "/"), ("/a\nb", "/"), ("/%0a", "/%0a"),
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(told: str, leads: str) -> None:
    assert safe_path(told) == leads


def test_every_answer_carries_the_headers(desk: Desk) -> None:
    for path in ("/", "/nope", "/static/desk.css", "/api/v1/entries", "/calendar.ics", "/sign-in?next=//x"):
        headers = desk.client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


def test_other_names_of_this_machine_are_refused(desk: Desk) -> None:
    assert desk.client.get("/", headers={"Host": "rebound.example"}).status_code == 400


def test_passwords_are_hashed_and_have_a_length() -> None:
    kept = hashed(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert matches(kept, PASSWORD)
    assert not matches(kept, "another word")
    assert not matches(None, "nobody's password")
    with pytest.raises(ValueError, match="10 to"):
        hashed("short")


def test_users_are_kept_by_commands(tmp_path: Path) -> None:
    ledger = str(tmp_path / "ledger.db")

    def run(*words: str, told: str = "", code: int = 0) -> str:
        result = RUN.invoke(app, ["users", *words, "--ledger", ledger], input=told)
        assert result.exit_code == code, result.output
        return result.output

    run("add", "anna", "--role", "admin", told=f"{PASSWORD}\n")
    run("add", "anna", told=f"{PASSWORD}\n", code=2)
    run("add", "bert", told="short\n", code=2)
    run("add", "bert", "--role", "king", told=f"{PASSWORD}\n", code=2)
    run("role", "anna", "reader")
    run("password", "anna", told=f"{PASSWORD}!\n")
    assert "anna                 reader" in run("list")
    run("remove", "anna")
    run("remove", "anna", code=2)
    with Ledger(ledger) as kept:
        done = [line.action for line in Store(kept.engine).audited()]
    assert done == ["user removed", "password changed", "role changed", "user added"]


def test_serving_others_needs_accounts_or_a_token(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["serve", "--host", "0.0.0.0", "--ledger", str(tmp_path / "ledger.db")])
    assert result.exit_code == 3
    assert "dragoman users add NAME" in result.output


_JSON = {"content-type": "application/json"}
_FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("headers", [_JSON, _FORM, {}])
@pytest.mark.parametrize("path", ["/sign-in", "/alerts", "/api/v1/entries"])
def test_too_large_a_request_is_refused_with_a_page(desk: Desk, path: str, headers: dict[str, str]) -> None:
    answer = desk.client.post(path, content=b"x" * 300_000, headers=headers)
    assert answer.status_code == 413
    if path.startswith("/api/"):
        assert "256,000 bytes" in answer.json()["detail"]
    else:
        assert "<h1>Too large</h1>" in answer.text
        assert "256,000 bytes" in answer.text


@pytest.mark.parametrize("headers", [_JSON, _FORM])
def test_too_large_a_request_in_chunks_is_refused_where_it_gets_too_large(desk: Desk, headers: dict[str, str]) -> None:
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(40):
            sent += 1
            yield b"token=" + b"x" * 10_000

    answer = desk.client.post("/sign-in", content=chunks(), headers=headers)
    assert answer.status_code == 413
    assert "<h1>Too large</h1>" in answer.text
    assert sent == 40  # what the browser was still sending is read, so that it sees the answer


def test_a_document_may_be_larger_than_a_form_and_only_reviewers_send_one(closed: Desk) -> None:
    sign_in(closed.client, "vera")
    token = token_of(closed.client.get("/file").text)
    told = {"what": "contact/visit", "stage": "held", "parties": "NOR", "token": token}
    large = {"document": ("note.txt", b"Norway's minister visited Oslo. " * 20_000)}
    assert closed.client.post("/file", data=told, files=large).status_code == 200
    too_large = {"document": ("note.txt", b"x" * 10_100_000)}
    assert closed.client.post("/file", data=told, files=too_large).status_code == 413
    closed.client.cookies.clear()
    assert closed.client.post("/file", data=told, files=large, follow_redirects=False).status_code == 401
