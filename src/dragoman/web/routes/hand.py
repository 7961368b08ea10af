"""What people add: records by hand, and follow-ups."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile

from dragoman.ledger.by_hand import note, record_by_hand
from dragoman.model import Story
from dragoman.web import forms
from dragoman.web.asked import link_to
from dragoman.web.documents import MOST_BYTES, told_in
from dragoman.web.pages import page
from dragoman.web.room import room_of
from dragoman.web.routes.entries import entry_of
from dragoman.web.routes.stories import story_of
from dragoman.web.security.guard import REVIEWS, Reviewer, address_of, checked_form, safe_path

router = APIRouter(include_in_schema=False)
CHECKED = Depends(checked_form)


@router.get("/file")
def form(request: Request, visitor: Reviewer) -> HTMLResponse:
    """The form of a record to file by hand."""
    return page(request, "file.html", fields=forms.shown(None), note="", quote="", who=visitor.name)


@router.post("/file", dependencies=[REVIEWS, CHECKED])
async def file(request: Request, visitor: Reviewer) -> Response:
    """File a record with a note or a document as its evidence."""
    told = await request.form()
    document = told.get("document")
    name, content = "", b""
    if isinstance(document, UploadFile):
        name, content = document.filename or "", await document.read(MOST_BYTES + 1)
    return await run_in_threadpool(_file, request, visitor.name, dict(told), name, content)


def _file(request: Request, who: str, told: dict[str, object], name: str, content: bytes) -> Response:
    room = room_of(request)
    story = _evidence(who, told, name, content)
    quote = str(told.get("quote") or "").strip() or None
    record = record_by_hand(forms.fields_of(told, room.parties), story.text, quote)
    filed = room.ledger.file(story, record)
    room.store.note(who, address_of(request), "file", filed)
    found = room.ledger.record(filed)
    return RedirectResponse(f"/entries/{found.entry if found else ''}", 303)


@router.post("/stories/{name:path}/file", dependencies=[REVIEWS, CHECKED])
async def file_missed(request: Request, visitor: Reviewer, name: str) -> Response:
    """File what the reader missed in a story, with a sentence of it as its evidence."""
    told = await request.form()
    return await run_in_threadpool(_file_missed, request, visitor.name, name, dict(told))


def _file_missed(request: Request, who: str, name: str, told: dict[str, object]) -> Response:
    room = room_of(request)
    story = story_of(room, name)
    quote = str(told.get("quote") or "").strip() or _sentence(story.text, str(told.get("sentence") or ""))
    fields = forms.fields_of(told, room.parties)
    filed = room.ledger.file(
        Story(**story.model_dump(exclude={"origin", "copies"})), record_by_hand(fields, story.text, quote)
    )
    room.ledger.accept(filed, who, str(told.get("why") or "")[:2000] or "filed from the story")
    room.store.note(who, address_of(request), "file", filed, story.id)
    return RedirectResponse(link_to(f"/stories/{story.id}") + f"#r-{filed}", 303)


def _sentence(text: str, told: str) -> str:
    """The words between two offsets, as the page offers them."""
    start, _, end = told.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(text)):
        raise HTTPException(422, "Choose the sentence that tells it, or quote its words.")
    return text[int(start) : int(end)]


def _evidence(who: str, told: dict[str, object], name: str, content: bytes) -> Story:
    words = str(told.get("note") or "").replace("\r\n", "\n").strip()
    day = _day(str(told.get("published") or ""))
    if bool(words) == bool(content):
        raise HTTPException(422, "Give one of a note and a document: it is the evidence.")
    if words:
        return note(who, words, published=day)
    found = told_in(name, content, day)
    return note(who, found.text, found.title or name, found.published or day, found.url)


def _day(told: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(told) if told else None
    except ValueError:
        raise HTTPException(422, f"{told!r} is no date such as 2025-12-24") from None


@router.post("/entries/{name}/follow", dependencies=[CHECKED])
def follow(
    request: Request, visitor: Reviewer, name: str, owner: Annotated[str, Form()] = "", due: Annotated[str, Form()] = "",
    next_step: Annotated[str, Form()] = "", status: Annotated[str, Form()] = "", comment: Annotated[str, Form()] = "",
    then: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Add a step to the follow-up of an entry."""
    room = room_of(request)
    entry = entry_of(room, name)
    texts = {"owner": owner, "next_step": next_step, "status": status, "comment": comment}
    told = {key: value.strip()[:2000] or None for key, value in texts.items()}
    room.ledger.follow(entry.id, visitor.name, due=_day(due), **told)
    room.store.note(visitor.name, address_of(request), "follow", entry.id)
    return RedirectResponse(safe_path(then) if then else f"/entries/{entry.id}", 303)
