"""What people do in a ledger: decide on records and entries, file what no paper printed, follow entries up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from dragoman.ledger import by_hand, review, undoing
from dragoman.ledger.objects import Decision, FollowUp
from dragoman.ledger.opened import Opened
from dragoman.model import Entry, Record, Story


class Hands(Opened):
    """What people decide and add; each decision is kept with who, when and why, and holds for all that comes later.

    `seen` is the number of the latest decision that whoever decides knew of: ConflictError where there is a later one on
    the same; None does not ask.
    """

    def file(self, told: Story, record: Record) -> str:
        """Add a record by hand that rests on a note (see `by_hand.note` and `by_hand.record_by_hand`); its id."""
        with self._writing() as db:
            return by_hand.file_record(db, self._joiner, told, record)

    def follow(self, entry: str, who: str, **what: Any) -> int:
        """Add a step of follow-up to an entry: `owner`, `due`, `next_step`, `status`, `comment`; its number."""
        with self._writing() as db:
            return by_hand.follow(db, entry, who, **what)

    def split(self, entry: str, records: Sequence[str], who: str, why: str = "", seen: int | None = None) -> int:
        """Keep records of an entry apart from its others, also after re-reading; the number of the decision."""
        with self._deciding([entry], seen) as db:
            return review.split(db, self._joiner, entry, records, review.By(who, why))

    def merge(self, entries: Sequence[str], who: str, why: str = "", seen: int | None = None) -> int:
        """Keep entries together, also after re-reading; the number of the decision."""
        with self._deciding(entries, seen) as db:
            return review.merge(db, self._joiner, entries, review.By(who, why))

    def accept(self, record: str, who: str, why: str = "", seen: int | None = None) -> int:
        """Confirm a record; the number of the decision."""
        with self._deciding([record], seen) as db:
            return review.judge(db, self._joiner, record, "accept", review.By(who, why))

    def reject(self, record: str, who: str, why: str = "", seen: int | None = None) -> int:
        """Take a record out of all entries; it stays in the ledger. The number of the decision."""
        with self._deciding([record], seen) as db:
            return review.judge(db, self._joiner, record, "reject", review.By(who, why))

    def correct(self, record: str, who: str, why: str = "", seen: int | None = None, **fields: Any) -> int:
        """Let a record stand with other fields; what the story told stays beside it. The number of the decision."""
        with self._deciding([record], seen) as db:
            return review.judge(db, self._joiner, record, "correct", review.By(who, why), fields)

    def undo(self, decision: int, who: str, why: str = "") -> int:
        """Take a decision back; the number of the decision to do so."""
        with self._writing() as db:
            return undoing.undo(db, self._joiner, decision, review.By(who, why))

    @contextmanager
    def _deciding(self, names: Iterable[str], seen: int | None) -> Iterator[Connection]:
        with self._writing() as db:
            undoing.refuse_if_unseen(db, names, seen)
            yield db

    def decisions(self, entry: Entry | str | None = None) -> list[Decision]:
        """What people decided, on one entry or at all, the oldest first."""
        with self._reading() as db:
            return review.decisions(db, entry)

    def follow_ups(self, entry: Entry | str | None = None) -> list[FollowUp]:
        """The steps of follow-up, of one entry or all, the oldest first."""
        with self._reading() as db:
            return by_hand.follow_ups(db, entry)
