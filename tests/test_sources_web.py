"""Pages by address, from a server on this machine."""

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import FetchError, RefusedAddressError, SourceError, TooLargeError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources import stories
from dragoman.sources.addresses import is_public
from dragoman.sources.web import fetch

LOCAL = Settings(allow_private=True, fetch_timeout=2, max_bytes=1000)


class Handler(BaseHTTPRequestHandler):
    """/ok, /loop, /missing, /long, /slow, /to?ADDRESS, /list.gkg.csv?ADDRESS."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path in ("/loop", "/to"):
            self.send_response(302)
            self.send_header("Location", query or "/loop")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(404 if path == "/missing" else 200)
        self.send_header("Content-Type", "text/plain; charset=iso-8859-1")
        self.end_headers()
        if path == "/list.gkg.csv":
            self.wfile.write(f"1\t20260310093000\t1\tpaper.example\t{query}\tx\n".encode())
            return
        self.wfile.write("São Tomé and Príncipe joined.".encode("latin-1") * (100 if path == "/long" else 1))
        with contextlib.suppress(OSError):  # nobody listens any more
            for _ in range(100 if path == "/slow" else 0):
                time.sleep(0.05)
                self.wfile.write(b".")
                self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_page_is_fetched_through_a_redirect(server: str) -> None:
    (story,) = stories([f"{server}/to?/ok"], LOCAL)
    assert isinstance(story, Story)
    assert story.text == "São Tomé and Príncipe joined."
    assert story.url == f"{server}/ok"


def test_a_list_of_gdelt_is_known_by_its_address(server: str) -> None:
    (story,) = stories([f"{server}/list.gkg.csv?{server}/ok"], LOCAL)
    assert isinstance(story, Story)
    assert story.url == f"{server}/ok"


@pytest.mark.parametrize(
    ("path", "error", "what"),
    [
        ("/loop", FetchError, "redirects more than 5 times"),
        ("/missing", FetchError, "answered 404"),
        ("/long", TooLargeError, "DRAGOMAN_MAX_BYTES"),
        ("/to?ftp://example.org/a", FetchError, "no http or https address"),
        ("/to?file:///etc/passwd", FetchError, "no http or https address"),
        ("/to?http://user:secret@example.org/", FetchError, "without a user name"),
        ("/to?http://[::1", FetchError, "an address that is none"),
    ],
)
def test_what_cannot_be_had_is_told(server: str, path: str, error: type[SourceError], what: str) -> None:
    with pytest.raises(error, match=what):
        fetch(server + path, LOCAL)


def test_a_slow_page_is_given_up(server: str) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match="DRAGOMAN_FETCH_TIMEOUT"):
        fetch(f"{server}/slow", LOCAL.model_copy(update={"fetch_timeout": 0.2}))
    assert time.monotonic() - start < 2.5  # the page goes on for five seconds, a byte at a time


def test_a_host_that_nobody_knows() -> None:
    with pytest.raises(FetchError, match="is unknown"):
        fetch("http://no-such-host.invalid/", LOCAL)


def test_local_addresses_are_refused(server: str) -> None:
    (error,) = stories([server], Settings())
    assert isinstance(error, RefusedAddressError)
    assert "--allow-private" in str(error)


def test_a_redirect_to_a_private_address_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host passes as public (its check is bypassed here), the one it redirects to is checked again."""
    checked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        checked.append(host)
        return ["127.0.0.1" if host == "127.0.0.1" else "10.0.0.8"]

    monkeypatch.setattr("dragoman.sources.web.resolve", resolve)
    monkeypatch.setattr("dragoman.sources.addresses.is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(RefusedAddressError, match=r"10\.0\.0\.8"):
        fetch(f"{server}/to?http://intranet.example/", Settings())
    assert checked == ["127.0.0.1", "intranet.example"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
