"""The board: open commitments in columns by how far they have got, with who sees to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.dossier.due import CLOSED, state_of
from dragoman.ledger import FollowUp
from dragoman.web.room import Room
from dragoman.web.views.lines import Line, View, line
from dragoman.web.views.lists import behind

__all__ = ["Board", "Card", "Column", "board"]

_MOST = 400  # cards
_COLUMNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Proposed", frozenset({"proposed", "requested", "extended", "threatened", "made"})),
    ("Negotiating or planned", frozenset({"negotiating", "planned", "applied", "being_established"})),
    ("Agreed or pledged", frozenset({"agreed", "pledged"})),
    ("Signed", frozenset({"signed"})),
)


class Card(View):
    """A commitment with how its follow-up stands; `late` where its due date is past."""

    line: Line
    owner: str | None
    due: dt.date | None
    next_step: str | None
    status: str | None
    late: bool


class Column(View):
    """Commitments of like stage."""

    title: str
    cards: tuple[Card, ...]


class Board(View):
    """All columns, and the owners of cards."""

    columns: tuple[Column, ...]
    owners: tuple[str, ...]
    left_out: int


def board(room: Room, codes: Sequence[str], owner: str = "") -> Board:
    """The board of parties (all without any); `owner` keeps the cards of one."""
    ids = behind(room, codes, "open")
    found = room.ledger.entries_by_id(ids[:_MOST])
    states = _states(room.ledger.follow_ups())
    lines = [line(found[name], room.names) for name in ids if name in found]
    cards = [_card(one, states.get(one.entry), room.today()) for one in lines]
    shown = sorted((card for card in cards if not owner or card.owner == owner), key=_urgency)
    columns = (
        Column(title=title, cards=tuple(c for c in shown if c.line.stage in stages)) for title, stages in _COLUMNS
    )
    owners = sorted({card.owner for card in cards if card.owner})
    return Board(columns=tuple(columns), owners=tuple(owners), left_out=max(0, len(ids) - _MOST))


def _urgency(card: Card) -> tuple[bool, dt.date, bool]:
    """What is due first, then what somebody sees to, then the rest as it was."""
    return card.due is None, card.due or dt.date.max, card.owner is None


def _states(steps: Sequence[FollowUp]) -> dict[str, FollowUp]:
    by_entry: dict[str, list[FollowUp]] = {}
    for step in steps:
        by_entry.setdefault(step.entry, []).append(step)
    return {entry: state_of(of) for entry, of in by_entry.items()}


def _card(one: Line, state: FollowUp | None, today: dt.date) -> Card:
    closed = state is not None and state.status in CLOSED
    late = state is not None and state.due is not None and state.due < today and not closed
    return Card(
        line=one, owner=state.owner if state else None, due=state.due if state else None,
        next_step=state.next_step if state else None, status=state.status if state else None, late=late,
    )  # fmt: skip
