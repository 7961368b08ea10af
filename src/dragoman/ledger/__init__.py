"""The ledger: many stories, kept with what was read out of them, and what happened according to them."""

from dragoman.ledger.filters import Filters
from dragoman.ledger.objects import (
    Cited,
    Copy,
    Decision,
    FollowUp,
    Kept,
    Moment,
    Outline,
    PartyCount,
    SourceCount,
    Told,
    Trouble,
)
from dragoman.ledger.refusals import LedgerError
from dragoman.ledger.store import Ledger
from dragoman.ledger.taking import Added
from dragoman.ledger.undoing import ConflictError

__all__ = [
    "Added", "Cited", "ConflictError", "Copy", "Decision", "Filters", "FollowUp", "Kept", "Ledger", "LedgerError",
    "Moment", "Outline", "PartyCount", "SourceCount", "Told", "Trouble",
]  # fmt: skip
