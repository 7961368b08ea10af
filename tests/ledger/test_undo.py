"""Taking decisions back, and decisions made without knowing of another."""

from __future__ import annotations

import pytest

from dragoman.ledger import ConflictError, Ledger, LedgerError
from tests.ledger.telling import tell

ONE = "Norway and Vietnam signed a fisheries agreement in Oslo."
TWO = "A fisheries agreement between Norway and Vietnam was signed in Oslo on Tuesday."


@pytest.fixture
def entry(ledger: Ledger) -> str:
    """An entry of two records."""
    about = {"name": "fisheries agreement", "date": "2026-03-10"}
    ledger.add([tell(ONE, "agreement/treaty", "NOR,VNM", "signed", publisher="A", **about)])
    ledger.add([tell(TWO, "agreement/treaty", "NOR,VNM", "signed", publisher="B", published="2026-03-11", **about)])
    (found,) = ledger.entries()
    assert len(found.records) == 2
    return found.id


def _state(ledger: Ledger) -> list[dict[str, object]]:
    return [e.model_dump() for e in ledger.entries()]


@pytest.mark.parametrize("action", ["accept", "reject", "correct", "split"])
def test_all_is_as_before(ledger: Ledger, entry: str, action: str) -> None:
    before = _state(ledger)
    found = ledger.entry(entry)
    assert found is not None
    record = found.records[0]
    if action == "split":
        number = ledger.split(entry, [record], "anna")
    elif action == "correct":
        number = ledger.correct(record, "anna", place="Bergen", stage="ratified")
    else:
        number = getattr(ledger, action)(record, "anna")
    if action != "accept":
        assert _state(ledger) != before
    ledger.undo(number, "anna", "a slip")
    assert _state(ledger) == before
    kept = ledger.record(record)
    assert kept is not None
    assert kept.status == "read"
    assert kept.told is None
    assert ledger.decisions()[0].superseded_by == 2
    with pytest.raises(LedgerError, match="taken its place"):
        ledger.undo(number, "anna")


def test_a_merge_is_taken_back(ledger: Ledger) -> None:
    ledger.add([tell("Norway called Vietnam on May 2.", "contact/call", "NOR,VNM", "held", date="2026-05-02")])
    ledger.add([tell("Norway met Vietnam on March 3.", "contact/meeting", "NOR,VNM", "held", date="2026-03-03")])
    before = _state(ledger)
    number = ledger.merge([e.id for e in ledger.entries()], "anna")
    assert ledger.count() == 1
    ledger.undo(number, "anna")
    assert _state(ledger) == before


def test_only_the_latest_is_taken_back_of_several(ledger: Ledger, entry: str) -> None:
    record = f"r{entry[1:]}"
    ledger.correct(record, "anna", place="Bergen")
    second = ledger.correct(record, "bert", name="salmon agreement")
    ledger.undo(second, "bert")
    kept = ledger.record(record)
    assert kept is not None
    assert (kept.status, kept.record.place, kept.record.name) == ("corrected", "Bergen", "fisheries agreement")


def test_two_at_once_do_not_overwrite_each_other(ledger: Ledger, entry: str) -> None:
    record = f"r{entry[1:]}"
    ledger.accept(record, "anna", seen=0)
    for decide in (
        lambda: ledger.reject(record, "bert", seen=0),
        lambda: ledger.correct(record, "bert", seen=0, place="Bergen"),
        lambda: ledger.split(entry, [record], "bert", seen=0),
    ):
        with pytest.raises(ConflictError, match="anna decided on it in the meantime") as caught:
            decide()
        assert caught.value.decision == 1
    assert len(ledger.decisions()) == 1
    ledger.reject(record, "bert", seen=1)


def test_what_cannot_be_taken_back_is_refused(ledger: Ledger, entry: str) -> None:
    with pytest.raises(LedgerError, match="there is none"):
        ledger.undo(7, "anna")
    number = ledger.accept(f"r{entry[1:]}", "anna")
    back = ledger.undo(number, "anna")
    with pytest.raises(LedgerError, match="there is none"):
        ledger.undo(back, "anna")
