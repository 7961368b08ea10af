"""Routes whose answers are kept, packed and ready to send."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.responses import StreamingResponse

from dragoman.web.pages import may_sign_in, theme_of
from dragoman.web.replies import Reply
from dragoman.web.room import room_of
from dragoman.web.security.guard import visitor_of

__all__ = ["KeptRoute"]

_LEVEL = 4  # of compression
_OWN = frozenset({"content-length", "set-cookie"})
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class KeptRoute(APIRoute):
    """A route whose answers depend on the ledger, the day, the address and who asks alone.

    What is kept is found by who was let in before and his session, so nobody sees what he may not, or another's forms.
    """

    def get_route_handler(self) -> _Handler:
        """The handler that looks first whether the answer is there."""
        make = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if request.method != "GET":
                return await make(request)
            key, version = await run_in_threadpool(_key, request)
            replies = room_of(request).replies
            async with replies.door(key):
                reply = replies.get(key, version)
                if reply is None:
                    response = await make(request)
                    if not _may_be_kept(request, response):
                        return response
                    reply = await run_in_threadpool(_packed, response)
                    replies.put(key, version, reply)
            return _sent(request, reply)

        return answer


def _key(request: Request) -> tuple[Hashable, Hashable]:
    """What an answer is found by, and the version of the ledger that it has to be of."""
    visitor = visitor_of(request)
    who = (visitor.name, visitor.role, visitor.seal if visitor.by == "session" else "", may_sign_in(request))
    return (request.url.path, request.url.query, theme_of(request), *who), room_of(request).version()


def _may_be_kept(request: Request, response: Response) -> bool:
    """Whether an answer is whole, and holds no form for one browser alone."""
    if response.status_code != 200 or isinstance(response, StreamingResponse):
        return False
    token: str = getattr(request.state, "form_token", "")
    return visitor_of(request).by == "session" or not token or token.encode() not in response.body


def _packed(response: Response) -> Reply:
    headers = tuple((name, value) for name, value in response.headers.items() if name not in _OWN)
    return Reply(headers, gzip.compress(response.body, _LEVEL, mtime=0))


def _sent(request: Request, reply: Reply) -> Response:
    """The answer for this browser."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(reply.packed), headers=dict(reply.headers))
    packed = {"content-encoding": "gzip", "vary": "Accept-Encoding"}
    return Response(reply.packed, headers=dict(reply.headers) | packed)
