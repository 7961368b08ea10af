"""Deciding: the queue, one decision a key, taking back, and what happens when two decide at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.ledger import ConflictError, Kept
from dragoman.web import forms
from dragoman.web.asked import Asked, link_to
from dragoman.web.pages import page
from dragoman.web.room import Room, room_of
from dragoman.web.routes.entries import entry_of
from dragoman.web.security.guard import READS, REVIEWS, Reviewer, address_of, checked_form, safe_path
from dragoman.web.views.review import agreements, item_of, queue

router = APIRouter(include_in_schema=False)
CHECKED = Depends(checked_form)
Why = Annotated[str, Form(max_length=2000)]
Seen = Annotated[int, Form()]
Then = Annotated[str, Form()]


@router.get("/review", dependencies=[REVIEWS])
def review(request: Request, asked: Annotated[Asked, Query()], record: str = "", done: int = 0) -> HTMLResponse:
    """The queue with one record of it to decide on; `done` is the decision that was just made."""
    room = room_of(request)
    found = queue(room, asked)
    name = record or (found.doubts[0].record if found.doubts else "")
    kept = room.ledger.record(name) if name else None
    if name and kept is None:
        raise HTTPException(404, f"There is no record {name}. Its story may have been read otherwise since.")
    return page(
        request, "review.html", queue=found, asked=asked, done=done, item=item_of(room, kept) if kept else None,
        fields=forms.shown(kept.record if kept else None), following=_following(found, name), api="/api/v1/review",
    )  # fmt: skip


def _following(found: object, name: str) -> str:
    """The record after one in the queue."""
    names = [d.record for d in getattr(found, "doubts", ())]
    at = names.index(name) + 1 if name in names else 0
    return names[at] if at < len(names) and names[at] != name else ""


@router.get("/review/agreement", dependencies=[READS])
def agreement(request: Request) -> HTMLResponse:
    """How far reviewers agree with the reader."""
    return page(request, "agreement.html", agreements=agreements(room_of(request)), api="/api/v1/review/agreement")


@router.post("/records/{name}/accept", dependencies=[CHECKED])
def accept(
    request: Request, visitor: Reviewer, name: str, seen: Seen, then: Then = "/review", why: Why = ""
) -> Response:
    """Confirm a record."""
    ledger = room_of(request).ledger
    return _decided(request, name, then, lambda: ledger.accept(name, visitor.name, why, seen=seen), "accept")


@router.post("/records/{name}/reject", dependencies=[CHECKED])
def reject(
    request: Request, visitor: Reviewer, name: str, seen: Seen, then: Then = "/review", why: Why = ""
) -> Response:
    """Take a record out of its entry."""
    ledger = room_of(request).ledger
    return _decided(request, name, then, lambda: ledger.reject(name, visitor.name, why, seen=seen), "reject")


@router.post("/records/{name}/correct", dependencies=[CHECKED])
async def correct(
    request: Request, visitor: Reviewer, name: str, seen: Seen, then: Then = "/review", why: Why = ""
) -> Response:
    """Let a record stand with other fields."""
    from fastapi.concurrency import run_in_threadpool

    form = await request.form()
    return await run_in_threadpool(_correct, request, visitor.name, name, dict(form), seen, then, why)


def _correct(
    request: Request, who: str, name: str, form: dict[str, object], seen: int, then: str, why: str
) -> Response:
    room = room_of(request)
    kept = _record(room, name)
    fields = forms.changed(kept.record, forms.fields_of(form, room.parties))
    if not fields:
        raise HTTPException(422, "Nothing was changed. Accept the record where it is right as it stands.")
    return _decided(
        request, name, then, lambda: room.ledger.correct(name, who, why, seen=seen, **fields), "correct", fields
    )


def _record(room: Room, name: str) -> Kept:
    kept = room.ledger.record(name)
    if kept is None:
        raise HTTPException(404, f"There is no record {name}.")
    return kept


@router.post("/entries/{name}/split", dependencies=[CHECKED])
def split(
    request: Request, visitor: Reviewer, name: str, seen: Seen, record: Annotated[list[str] | None, Form()] = None,
    then: Then = "", why: Why = "",
) -> Response:  # fmt: skip
    """Keep records apart from the others of an entry."""
    ledger = room_of(request).ledger
    chosen = record or []
    return _decided(
        request,
        name,
        then or f"/entries/{name}",
        lambda: ledger.split(name, chosen, visitor.name, why, seen=seen),
        "split",
    )


@router.post("/entries/{name}/merge", dependencies=[CHECKED])
def merge(
    request: Request,
    visitor: Reviewer,
    name: str,
    seen: Seen,
    other: Annotated[str, Form()],
    then: Then = "",
    why: Why = "",
) -> Response:
    """Keep two entries together."""
    room = room_of(request)
    both = [name, entry_of(room, other.strip().rpartition("/")[2]).id]
    return _decided(
        request,
        name,
        then or f"/entries/{name}",
        lambda: room.ledger.merge(both, visitor.name, why, seen=seen),
        "merge",
    )


@router.post("/decisions/{number}/undo", dependencies=[CHECKED])
def undo(request: Request, visitor: Reviewer, number: int, then: Then = "/review", why: Why = "") -> Response:
    """Take a decision back."""
    ledger = room_of(request).ledger
    return _decided(request, str(number), then, lambda: ledger.undo(number, visitor.name, why), "undo")


def _decided(
    request: Request,
    target: str,
    then: str,
    decide: Callable[[], int],
    action: str,
    mine: dict[str, object] | None = None,
) -> Response:
    """Decide and go on; where somebody was quicker, show what he decided."""
    room = room_of(request)
    try:
        number = decide()
    except ConflictError as error:
        return _conflict(request, target, action, error, mine or {})
    who = request.state.visitor.name
    room.store.note(who, address_of(request), action, target, f"decision {number}")
    path = safe_path(then)
    sign = "&" if "?" in path else "?"
    return RedirectResponse(f"{path}{sign}done={number}" if path.startswith("/review") else path, 303)


def _conflict(
    request: Request, target: str, action: str, error: ConflictError, mine: dict[str, object]
) -> HTMLResponse:
    room = room_of(request)
    theirs = next(d for d in room.ledger.decisions() if d.id == error.decision)
    again = f"/entries/{target}" if target.startswith("e") else link_to("/review", {"record": target})
    return page(request, "conflict.html", 409, told=str(error), theirs=theirs, action=action, mine=mine, again=again)
