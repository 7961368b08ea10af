"""Fetch a page that the user names: a few redirects, a size, a time, and public addresses only.

Every hop's host is resolved here, its addresses are checked, and the connection goes to an address that
was checked, so that a name cannot point elsewhere in between. Proxies of the environment are not used.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from dragoman.errors import FetchError, TooLargeError
from dragoman.settings import Settings
from dragoman.sources.addresses import refuse_private, resolve

__all__ = ["Answer", "Page", "ask", "fetch", "send"]

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_HEADERS = {"User-Agent": "dragoman", "Accept": "text/html, text/plain, application/x-ndjson;q=0.9, */*;q=0.5"}


@dataclass(frozen=True)
class Page:
    """What an address answered, after redirects: `content_type` as "text/html", `charset` if it was told."""

    url: str
    data: bytes
    content_type: str
    charset: str | None


@dataclass(frozen=True)
class Answer:
    """What an address answered, whatever it answered: `page` is empty where the status is not 200."""

    status: int
    reason: str
    page: Page
    etag: str | None
    modified: str | None
    retry_after: str | None


def fetch(url: str, settings: Settings) -> Page:
    """The page at `url`; FetchError (RefusedAddressError, TooLargeError) where it cannot or may not be had."""
    answer = ask(url, settings)
    if answer.status != 200:
        raise FetchError(url, f"answered {answer.status} {answer.reason}".rstrip(), "Check the address")
    return answer.page


def ask(url: str, settings: Settings, headers: Mapping[str, str] | None = None) -> Answer:
    """What `url` answers, asked with more headers; FetchError where it answers nothing, or nothing that may be had."""
    deadline = time.monotonic() + settings.fetch_timeout
    here = url
    for _ in range(_MOST_REDIRECTS + 1):
        response = _request(url, here, settings, deadline, headers or {})
        try:
            if response.status not in _REDIRECTS:
                return _answer(url, here, response, settings, deadline)
            here = urljoin(here, response.headers.get("Location", ""))
        finally:
            response.close()
    raise FetchError(url, f"redirects more than {_MOST_REDIRECTS} times", "Give the address it ends at")


def send(url: str, body: bytes, settings: Settings, headers: Mapping[str, str]) -> None:
    """Give `url` a body (POST); FetchError where it does not answer that it took it. Redirects are not followed."""
    response = _request(url, url, settings, time.monotonic() + settings.fetch_timeout, headers, body)
    response.close()
    if not 200 <= response.status < 300:
        raise FetchError(url, f"answered {response.status} {response.reason or ''}".rstrip(), "Check the address")


def _request(
    url: str, here: str, settings: Settings, deadline: float, headers: Mapping[str, str], body: bytes | None = None
) -> urllib3.BaseHTTPResponse:
    """The answer of `here`, asked (or given a body) at the first of its addresses that connects."""
    parts, host, port = _parts(url, here)
    failure: Exception | None = None
    for address in _addresses(url, host, port, settings.allow_private):
        pool = _pool(parts.scheme, host, address, port, _left(url, deadline))
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            return pool.urlopen(
                "GET" if body is None else "POST", target, body=body,
                headers=_HEADERS | dict(headers) | {"Host": parts.netloc}, redirect=False, retries=False,
                assert_same_host=False, preload_content=False,
            )  # fmt: skip
        except HTTPError as error:
            failure = error
    raise FetchError(url, f"did not answer ({failure})", "Check the address and the network") from failure


def _parts(url: str, here: str) -> tuple[SplitResult, str, int]:
    """The parts of an address that may be asked, its host and its port."""
    try:
        parts = urlsplit(here)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise FetchError(url, f"leads to an address that is none ({error})", "Check the address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise FetchError(url, f"leads to {here!r}, no http or https address without a user name", "Check the address")
    return parts, parts.hostname, port


def _addresses(url: str, host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses of `host`, all of them checked."""
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(url, f"host {host!r} is unknown ({error})", "Check the address and the network") from error
    if not allow_private:
        for address in addresses:
            refuse_private(address, host, url)
    return addresses


def _pool(scheme: str, host: str, address: str, port: int, seconds: float) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(total=seconds)
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
        )
    return urllib3.HTTPConnectionPool(address, port, timeout=timeout)


def _answer(url: str, here: str, response: urllib3.BaseHTTPResponse, settings: Settings, deadline: float) -> Answer:
    kind, _, rest = response.headers.get("Content-Type", "").partition(";")
    charset = rest.partition("charset=")[2].strip().strip("\"'") or None
    data = _body(url, response, settings, deadline) if response.status == 200 else b""
    told = (response.headers.get(name) for name in ("ETag", "Last-Modified", "Retry-After"))
    return Answer(response.status, response.reason or "", Page(here, data, kind.strip().lower(), charset), *told)


def _body(url: str, response: urllib3.BaseHTTPResponse, settings: Settings, deadline: float) -> bytes:
    data = bytearray()
    try:
        while chunk := response.read1(_CHUNK, decode_content=True):  # what has come: the time is looked at often
            data += chunk
            if len(data) > settings.max_bytes:
                raise TooLargeError.beyond(url, "DRAGOMAN_MAX_BYTES", settings.max_bytes, "bytes")
            _left(url, deadline)
    except HTTPError as error:
        raise FetchError(url, f"broke off ({error})", "Try again") from error
    return bytes(data)


def _left(url: str, deadline: float) -> float:
    """Seconds left until `deadline`; FetchError where there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(url, "took too long", "Try again, or set DRAGOMAN_FETCH_TIMEOUT (seconds) higher")
    return left
