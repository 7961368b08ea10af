"""How large a request may be: whatever it is made of, and whether or not it says how large it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.documents import MOST_BYTES

__all__ = ["BodyLimit", "most_of"]

_MOST = 256_000  # bytes of a form without a document
_AROUND = 64_000  # bytes that a form has beside its document
_BARE = frozenset({"GET", "HEAD", "OPTIONS"})
_UPLOADS = frozenset({"/file"})
_DRAINED = 64_000_000  # bytes read and thrown away, so that a browser that is still sending gets to see the answer

Refuse = Callable[[Request, Exception], Awaitable[Response]]


def most_of(path: str) -> int:
    """The bytes that a request to a path may carry."""
    return MOST_BYTES + _AROUND if path in _UPLOADS else _MOST


class BodyLimit:
    """Refuses larger requests with 413; `refuse` makes the answer out of the error."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, most = Request(scope, receive), most_of(scope["path"])
        told = _told(request)
        if told is not None or request.method in _BARE:
            so_far, body, more = told or 0, None, bool(told)
        else:
            body, more = await _read(receive, most)
            so_far = len(body)
        if so_far > most:
            await _drain(receive, more)
            answer = await self._refuse(request, _too_large(most))
            await answer(scope, receive, send)
            return
        await self._app(scope, receive if body is None else _again(body, receive), send)


async def _read(receive: Receive, most: int) -> tuple[bytearray, bool]:
    """A request that does not say how large it is, as far as it may be, and whether there is more of it."""
    body, more = bytearray(), True
    while more and len(body) <= most:
        message = await receive()
        body += message.get("body", b"")
        more = _goes_on(message)
    return body, more


def _goes_on(message: Message) -> bool:
    return message["type"] == "http.request" and bool(message.get("more_body", False))


def _again(body: bytearray, receive: Receive) -> Receive:
    """The messages of a request that was read already, and what comes after it."""
    whole: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def next_message() -> Message:
        return whole.pop() if whole else await receive()

    return next_message


def _told(request: Request) -> int | None:
    told = request.headers.get("content-length", "")
    return int(told) if told.isdecimal() else None


async def _drain(receive: Receive, more: bool) -> None:
    """Read the rest of a request and throw it away."""
    drained = 0
    while more and drained < _DRAINED:
        message = await receive()
        drained += len(message.get("body", b""))
        more = _goes_on(message)


def _too_large(most: int) -> HTTPException:
    return HTTPException(413, f"This is larger than {most:,} bytes, which is the most that is taken in here.")
