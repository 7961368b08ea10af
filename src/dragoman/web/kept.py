"""Routes whose answers are kept, packed and ready to send."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.responses import StreamingResponse

from dragoman.web.pages import theme_of
from dragoman.web.replies import Reply
from dragoman.web.room import room_of
from dragoman.web.security.guard import form_seal, seal_of, visitor_of

__all__ = ["KeptRoute"]

_FEWEST = 1_000  # bytes of an answer that is worth packing
_PACKED = 5  # level of compression
_HOLE = b"\x00token\x00"  # where the token of forms goes, which is another one for each browser
_OWN = frozenset({"content-length", "set-cookie"})
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class KeptRoute(APIRoute):
    """A route whose answers depend on the ledger, the day, the address and who asks alone.

    What is kept is found under the name and the role of whoever was let in before, so nobody sees what he may not.
    """

    def get_route_handler(self) -> _Handler:
        """The handler that looks first whether the answer is there."""
        make = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if request.method != "GET":
                return await make(request)
            key, version, reply = await run_in_threadpool(_found, request)
            if reply is None:
                response = await make(request)
                if response.status_code != 200 or isinstance(response, StreamingResponse):
                    return response
                reply = await run_in_threadpool(_reply, request, response)
                room_of(request).replies.put(key, version, reply)
            return _sent(request, reply)

        return answer


def _found(request: Request) -> tuple[Hashable, Hashable, Reply | None]:
    room, visitor = room_of(request), visitor_of(request)
    key = (
        request.url.path,
        request.url.query,
        visitor.name,
        visitor.role,
        theme_of(request),
        room.store.has_accounts(),
    )
    version = room.version()
    return key, version, room.replies.get(key, version)


def _reply(request: Request, response: Response) -> Reply:
    body, token = bytes(response.body), getattr(request.state, "form_token", "").encode()
    has_forms = bool(token) and token in body
    packed = gzip.compress(body, _PACKED, mtime=0) if len(body) >= _FEWEST and not has_forms else None
    headers = tuple((name, value) for name, value in response.headers.items() if name not in _OWN)
    return Reply(headers, body.replace(token, _HOLE) if has_forms else body, packed, has_forms)


def _sent(request: Request, reply: Reply) -> Response:
    """The answer for this browser."""
    if reply.has_forms:
        response = Response(headers=dict(reply.headers))
        token = seal_of(request).form(form_seal(request, response)).encode()
        response.body = reply.body.replace(_HOLE, token)
        response.headers["content-length"] = str(len(response.body))
        return response
    if reply.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        packed = {"content-encoding": "gzip", "vary": "Accept-Encoding"}
        return Response(reply.packed, headers=dict(reply.headers) | packed)
    return Response(reply.body, headers=dict(reply.headers))
