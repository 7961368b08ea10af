"""The app: routes, safeguards and error pages put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from anyio.to_thread import current_default_thread_limiter, run_sync
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteError
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from dragoman import __version__
from dragoman.ledger import Ledger, LedgerError
from dragoman.web.asked import link_to
from dragoman.web.options import Options
from dragoman.web.pages import page
from dragoman.web.room import Room
from dragoman.web.routes import all_routers
from dragoman.web.security.bodies import BodyLimit
from dragoman.web.security.headers import SecurityHeaders
from dragoman.web.security.sessions import Seal
from dragoman.web.warming import Warming

__all__ = ["create_app"]

_AT_WORK = 4  # requests; more would have one another wait for Python


def create_app(ledger: Ledger, options: Options | None = None) -> FastAPI:
    """The desk of a ledger."""
    chosen = options or Options()
    app = FastAPI(
        title="Dragoman", version=__version__, docs_url=None, redoc_url=None, openapi_url=None,
        description="Records of relations between states, each with the words that tell it.", lifespan=_busy,
    )  # fmt: skip
    room = Room(ledger, chosen)
    app.state.room = room
    app.state.seal = Seal(room.store.secret(), chosen.session_hours)
    app.mount("/static", StaticFiles(directory=str(files("dragoman.web") / "static")), name="static")
    for router in all_routers():
        app.include_router(router)
    app.add_middleware(BodyLimit, refuse=_failed)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(chosen.hosts), www_redirect=False)
    app.add_middleware(SecurityHeaders, secure=chosen.secure)
    app.add_exception_handler(StarletteError, _failed)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(LedgerError, _refused)
    return app


@asynccontextmanager
async def _busy(app: FastAPI) -> AsyncIterator[None]:
    """What goes on beside the answers while a desk is served."""
    room: Room = app.state.room
    current_default_thread_limiter().total_tokens = _AT_WORK
    room.drawing.start()
    warming = Warming(room) if room.options.busy else None
    if warming is not None:
        await run_sync(warming.ready)
        warming.start()
    yield
    if warming is not None:
        warming.close()
    room.drawing.close()


async def _failed(request: Request, error: Exception) -> Response:
    """An error as a page, as JSON for programs; whoever has to sign in is led there."""
    assert isinstance(error, StarletteError)
    if _wants_json(request):
        return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)
    if error.status_code == 401 and request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(link_to("/sign-in", {"next": request.url.path + query}), 303)
    return _page(request, error.status_code, str(error.detail))


async def _misread(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first: dict[str, Any] = dict(error.errors()[0])
    told = f"{'.'.join(str(part) for part in first['loc'][1:])}: {first['msg']}"
    return JSONResponse({"detail": told}, 422) if _wants_json(request) else _page(request, 422, told)


async def _refused(request: Request, error: Exception) -> Response:
    return await _failed(request, HTTPException(409, str(error)))


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/")


_TITLES = {401: "Sign in first", 403: "Not allowed", 404: "Nothing here", 409: "That cannot be done", 413: "Too large",
           422: "Not understood", 429: "Too many tries"}  # fmt: skip


def _page(request: Request, status: int, told: str) -> Response:
    words = "There is no such page." if told == "Not Found" else told
    typed = request.method == "POST" and status == 422
    title = _TITLES.get(status, f"Error {status}")
    return page(request, "error.html", status, title=title, told=words, typed=typed)
