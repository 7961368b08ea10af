"""What a ledger does, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from dragoman.ledger import Ledger, LedgerError
from dragoman.ledger.by_hand import note, record_by_hand
from dragoman.model import BROKE, Entry, Problem, Reading, Story
from tests.ledger.telling import Pair, record, story, tell

PLAN = tell(
    "Norway's prime minister Kari Holm will visit Vietnam in May, her office said.",
    "contact/visit", "NOR,VNM", "planned", date="2026-05", persons=("Kari Holm",), published="2026-03-10",
)  # fmt: skip
MOVED = tell(
    "Holm's trip to Hanoi was moved to June 12, the ministry said on Tuesday.",
    "contact/visit", "NOR,VNM", "planned", date="2026-06-12", persons=("Kari Holm",), published="2026-04-28",
    publisher="Fjord Post",
)  # fmt: skip
HELD = tell(
    "Prime Minister Kari Holm of Norway arrived in Hanoi on Friday for a visit.",
    "contact/visit", "NOR,VNM", "held", date="2026-06-12", persons=("Kari Holm",), published="2026-06-12", place="Hanoi",
    publisher="Red River Daily",
)  # fmt: skip
SIGNED = tell(
    "The two ministers signed a fisheries agreement in Oslo on February 3.",
    "agreement/treaty", "NOR,VNM", "signed", date="2026-02-03", name="fisheries agreement", published="2026-02-04",
    sectors=("agriculture",),
)  # fmt: skip
DENIED = tell(
    "No fisheries agreement was signed in Oslo, a Norwegian spokesman said.",
    "agreement/treaty", "NOR,VNM", "signed", negated=True, name="fisheries agreement", published="2026-02-06",
    publisher="Fjord Post", attribution="Norwegian spokesman",
)  # fmt: skip
TARIFF = tell(
    "Washington imposed a tariff of 12 percent on Vietnamese shrimp on January 8.",
    "measure/tariff", "USA>VNM", "imposed", date="2026-01-08", subject="shrimp", published="2026-01-08",
)  # fmt: skip
ALL = [PLAN, MOVED, HELD, SIGNED, DENIED, TARIFF]
LONG = (
    "The fisheries ministers of Norway and Vietnam opened a joint hatchery on the coast on Monday and promised to send "
    "experts every year. The hatchery will raise two million young salmon a year in cold water from the deep, and the "
    "ministers said that a second one may follow further north if the first one pays for itself within five years. "
    "Fishermen who had come to watch were given a tour of the tanks, and a choir from the nearby school sang for them."
)


def _entries(ledger: Ledger) -> list[str]:
    return [entry.model_dump_json() for entry in ledger.entries()]


def _only(entries: Iterable[Entry]) -> Entry:
    (found,) = list(entries)
    return found


def test_a_visit_planned_moved_and_held_is_one_entry_with_its_life(ledger: Ledger) -> None:
    ledger.add([PLAN, MOVED, HELD])
    entry = _only(ledger.entries())
    assert [(s.stage, s.date, str(s.reported)) for s in entry.steps] == [
        ("planned", "2026-05", "2026-03-10"), ("planned", "2026-06-12", "2026-04-28"), ("held", "2026-06-12", "2026-06-12"),
    ]  # fmt: skip
    assert (entry.stage, entry.date, entry.place, entry.sources) == ("held", "2026-06-12", "Hanoi", 3)


def test_contradictions_are_kept_and_flagged(ledger: Ledger) -> None:
    ledger.add([SIGNED, DENIED])
    entry = _only(ledger.entries(contradicted=True))
    assert [(s.stage, s.negated) for s in entry.steps] == [("signed", False), ("signed", True)]
    assert "Fjord Post" in entry.contradictions[0]


def test_adding_twice_changes_nothing(ledger: Ledger) -> None:
    ledger.add(ALL)
    before = _entries(ledger)
    assert ledger.add(ALL) == (0, 0, len(ALL))
    assert _entries(ledger) == before
    assert ledger.unknown(story for story, _ in ALL) == []


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_does_not_matter(ledger: Ledger, seed: int, tmp_path: Path) -> None:
    shuffled = list(ALL)
    random.Random(seed).shuffle(shuffled)
    for pair in shuffled:
        ledger.add([pair])
    with Ledger(f"{tmp_path}/other.db") as other:
        other.add(ALL)
        assert _entries(ledger) == _entries(other)


def test_how_many_records_are_remembered_does_not_matter(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(f"{tmp_path}/other.db") as other:
        other.add(ALL)
        monkeypatch.setattr("dragoman.ledger.joins._MOST_ITEMS", 2)
        for half in (ALL[: len(ALL) // 2], ALL[len(ALL) // 2 :]):
            ledger.add(half)
        assert _entries(ledger) == _entries(other)


def _reprint(text: str, publisher: str, published: str) -> Pair:
    return story(
        text, record("opened a joint hatchery", "mechanism/centre", "NOR,VNM", "established", date="2026-03-09"),
        publisher=publisher, published=published,
    )  # fmt: skip


ORIGINAL = _reprint(LONG, "Example Wire", "2026-03-09")
CUT = _reprint(f"HANOI (EW) - {LONG[: LONG.rindex('Fishermen')]}", "Red River Daily", "2026-03-10")
SAME = _reprint(LONG.upper().replace("OPENED A JOINT HATCHERY", "opened a joint hatchery"), "Coast Times", "2026-03-11")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_reprints_are_one_story_and_one_source(ledger: Ledger, order: tuple[int, ...]) -> None:
    given = [ORIGINAL, CUT, SAME]
    for n in order:
        ledger.add([given[n]])
    entry = _only(ledger.entries())
    assert entry.sources == 1
    assert [c.copies for c in ledger.evidence(entry)] == [2]
    told = ledger.story(CUT[0].id)
    assert told is not None
    assert (told.publisher, [c.publisher for c in told.copies]) == ("Example Wire", ["Red River Daily", "Coast Times"])


def test_a_new_day_in_the_same_words_is_no_reprint(ledger: Ledger) -> None:
    dated = LONG.replace("on Monday", "on May 12")
    moved = LONG.replace("on Monday", "on June 19")
    assert ledger.add([_reprint(dated, "A", "2026-03-09"), _reprint(moved, "B", "2026-03-10")]).copies == 0


def test_another_story_under_a_known_id_is_kept(ledger: Ledger) -> None:
    first, second = (story.model_copy(update={"id": "1"}) for story, _ in (PLAN, TARIFF))
    assert ledger.add([(first, PLAN[1]), (second, TARIFF[1])]).new == 2
    assert ledger.add([(second, TARIFF[1])]).known == 1


FILTERS = [
    ({"parties": ["NOR"]}, {"visit", "treaty"}),
    ({"parties": ["VNM", "USA"]}, {"tariff"}),
    ({"parties": "VNM", "types": "agreement"}, {"treaty"}),
    ({"kinds": ["visit", "tariff"]}, {"visit", "tariff"}),
    ({"stages": ["held"]}, {"visit"}),
    ({"persons": ["kari holm"]}, {"visit"}),
    ({"sectors": ["agriculture"]}, {"treaty"}),
    ({"since": "2026-02"}, {"visit", "treaty"}),
    ({"until": "2026-01"}, {"tariff"}),
    ({"since": "2026-02-01", "until": "2026-02"}, {"treaty"}),
    ({"contradicted": False}, {"visit", "tariff"}),
    ({"parties": ["KAZ"]}, set()),
]


@pytest.mark.parametrize(("filters", "kinds"), FILTERS)
def test_filters(ledger: Ledger, filters: dict[str, object], kinds: set[str]) -> None:
    ledger.add(ALL)
    assert {e.kind for e in ledger.entries(**filters)} == kinds
    assert ledger.count(**filters) == len(kinds)
    assert {o.kind for o in ledger.outlines(**filters)} == kinds


def test_lists_go_on_after_a_cursor(ledger: Ledger) -> None:
    ledger.add(ALL)
    for newest_first in (False, True):
        everything = list(ledger.entries(newest_first=newest_first))
        first = list(ledger.entries(limit=2, newest_first=newest_first))
        rest = list(ledger.entries(cursor=ledger.cursor(first[-1]), newest_first=newest_first))
        assert first + rest == everything


FOUND = [
    ("fisheries", {"treaty"}), ("FISHERY agreement", {"treaty"}), ('"arrived in Hanoi"', {"visit"}),
    ('"Hanoi in arrived"', set()), ("shrimp -washington", set()), ("shrimps", {"tariff"}), ("", set()), ("'\")(*", set()),
    ("signed & | ! <-> AND NOT", set()), ("the fisheries in", {"treaty"}), ("and fisheries", set()),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kinds"), FOUND)
def test_find(ledger: Ledger, words: str, kinds: set[str]) -> None:
    ledger.add(ALL)
    assert {e.kind for e in ledger.find(words)} == kinds


@pytest.mark.parametrize(
    "words", ["U.S.", "1.2", "$1.2 billion", "Berlin", "Paris/Berlin", "high-speed", "example.com"]
)
def test_words_are_found_whatever_joins_them(ledger: Ledger, words: str) -> None:
    told = "France and Germany signed a U.S.-backed agreement on the $1.2 billion high-speed Paris/Berlin line, example.com said."
    ledger.add([tell(told, "agreement/treaty", "FRA,DEU", "signed")])
    assert len(ledger.find(words)) == 1


def test_find_under_conditions(ledger: Ledger) -> None:
    ledger.add(ALL)
    assert {e.kind for e in ledger.find("Hanoi OR", parties=["USA"])} == set()
    assert {e.kind for e in ledger.find("Hanoi", parties=["NOR", "VNM"], stages=["held"])} == {"visit"}


def test_evidence_is_numbered_and_quotes_the_story(ledger: Ledger) -> None:
    ledger.add(ALL)
    entry = _only(ledger.entries(types=["contact"]))
    cited = ledger.evidence(entry)
    assert [c.number for c in cited] == [1, 2, 3]
    for one in cited:
        told = ledger.story(one.story)
        assert told is not None
        assert told.text[one.start : one.end] == one.quote


def test_parties_and_sources(ledger: Ledger) -> None:
    ledger.add(ALL)
    assert [(p.party, p.entries) for p in ledger.parties()] == [("VNM", 3), ("NOR", 2), ("USA", 1)]
    assert next((s.publisher, s.stories, s.records) for s in ledger.sources()) == ("Example Wire", 3, 3)


def test_problems_are_kept_once(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.note_problems([("a.pdf", None, "is locked")])
    assert [(p.source, p.reason) for p in ledger.problems()] == [("a.pdf", "is locked")]


# -- people ------------------------------------------------------------------------------------------------------------


def _split(ledger: Ledger) -> Entry:
    """The visit without its postponement, which somebody has split off."""
    entry = _only(ledger.entries(types=["contact"]))
    held = next(s.record for s in entry.steps if s.stage == "held")
    ledger.split(entry.id, [held], "anna", "another trip")
    return entry


def _groups(ledger: Ledger) -> list[int]:
    return sorted(len(e.records) for e in ledger.entries(types=["contact"]))


def test_a_split_stays_whatever_comes(ledger: Ledger) -> None:
    ledger.add([PLAN, MOVED, HELD])
    _split(ledger)
    assert _groups(ledger) == [1, 2]
    ledger.add([SIGNED, tell(
        "Norwegian leader Kari Holm will go to Vietnam on June 12.", "contact/visit", "NOR,VNM", "planned",
        date="2026-06-12", persons=("Kari Holm",), published="2026-05-20", publisher="Other",
    )])  # fmt: skip
    assert sum(_groups(ledger)) == 4
    assert len(_groups(ledger)) == 2


def test_a_merge_undoes_a_split_and_says_so(ledger: Ledger) -> None:
    ledger.add([PLAN, MOVED, HELD])
    entry = _split(ledger)
    ledger.merge([e.id for e in ledger.entries(types=["contact"])], "bert", "the same trip")
    assert _groups(ledger) == [3]
    assert [(d.action, d.who, d.superseded_by) for d in ledger.decisions(entry.id)] == [
        ("split", "anna", 2), ("merge", "bert", None),
    ]  # fmt: skip


def test_a_rejected_record_leaves_its_entry_and_may_come_back(ledger: Ledger) -> None:
    ledger.add([SIGNED, DENIED])
    denied = next(s.record for s in _only(ledger.entries()).steps if s.negated)
    ledger.reject(denied, "anna", "the spokesman meant another one")
    assert not _only(ledger.entries()).contradictions
    kept = ledger.record(denied)
    assert kept is not None
    assert (kept.status, kept.entry) == ("rejected", None)
    ledger.accept(denied, "anna", "he did not")
    assert _only(ledger.entries()).contradictions


def test_a_corrected_record_stands_beside_what_was_told(ledger: Ledger) -> None:
    ledger.add([TARIFF])
    entry = _only(ledger.entries())
    ledger.correct(entry.records[0], "anna", "a misprint", kind="import_ban", subject="prawns")
    kept = ledger.record(entry.records[0])
    assert kept is not None
    assert kept.told is not None
    assert (kept.record.kind, kept.told.kind, kept.status) == ("import_ban", "tariff", "corrected")
    assert _only(ledger.entries()).kind == "import_ban"
    assert [e.kind for e in ledger.find("prawn")] == ["import_ban"]


def test_what_is_filed_by_hand_says_so(ledger: Ledger) -> None:
    ledger.add([PLAN])
    told = note("anna", "The ambassador told me that the visit will be on June 12.")
    fields = {"type": "contact", "kind": "visit", "parties": ["VNM", "NOR"], "stage": "planned", "date": "2026-06-12"}
    name = ledger.file(told, record_by_hand(fields | {"persons": ["Kari Holm"]}, told.text))
    assert ledger.file(told, record_by_hand(fields | {"persons": ["Kari Holm"]}, told.text)) == name
    entry = ledger.entry(name)
    assert entry is not None
    assert [(s.publisher, s.origin) for s in entry.steps] == [("Example Wire", "story"), ("anna", "hand")]
    assert [c.origin for c in ledger.evidence(entry)] == ["story", "hand"]


FILED = {"type": "contact", "kind": "visit", "parties": ["NOR", "VNM"], "stage": "planned"}
NO_FACTS = [
    ({"parties": "NOR,VNM"}, "is no list of texts"), ({"parties": 5}, "is no list of texts"),
    ({"persons": ["A", 1]}, "is no list of texts"), ({"parties": []}, "nobody is named"), ({"type": "trip"}, "Types: contact"),
    ({"kind": "trip"}, "Of contact: call"), ({"stage": None}, "stage: is not told"), ({"date": "2026-02-30"}, "no day"),
    ({"date": "soon"}, "date: "), ({"sectors": ["fish"]}, "Sectors: agriculture"), ({"colour": "red"}, "colour: "),
    ({"amount": {"min": 5, "max": 2, "currency": "EUR"}}, "is no sum"),
    ({"amount": {"min": -1, "max": None, "currency": "EUR"}}, "is no sum"),
    ({"amount": {"min": 5, "max": 7, "currency": "euro"}}, "no currency"),
    ({"type": "statement", "kind": "praise", "stage": "made"}, "`actor` and `recipient`"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "message"), NO_FACTS)
def test_what_is_no_fact_is_neither_filed_nor_corrected(ledger: Ledger, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(LedgerError, match=re.escape(message)):
        record_by_hand(FILED | fields, "Her office told me.")
    told = note("anna", "Her office told me.")
    name = ledger.file(told, record_by_hand(FILED, told.text))
    if "colour" not in fields:
        with pytest.raises(LedgerError, match=re.escape(message)):
            ledger.correct(name, "anna", **fields)
    kept = ledger.record(name)
    assert kept is not None
    assert kept.status == "read"


def test_a_note_has_words() -> None:
    with pytest.raises(LedgerError, match="evidence is empty"):
        record_by_hand(FILED, "  ")


def test_parties_follow_from_the_sides(ledger: Ledger) -> None:
    told = note("anna", "I heard it.")
    fields = {"type": "statement", "kind": "praise", "actor": ["VNM"], "recipient": ["NOR"]}
    name = ledger.file(told, record_by_hand(fields, told.text))
    ledger.correct(name, "anna", recipient=["KAZ"])
    kept = ledger.record(name)
    assert kept is not None
    assert (kept.record.parties, kept.record.stage) == (("KAZ", "VNM"), "made")


def test_follow_up_keeps_its_history(ledger: Ledger) -> None:
    ledger.add([PLAN])
    entry = _only(ledger.entries())
    ledger.follow(entry.id, "anna", owner="desk 3", next_step="ask the embassy")
    ledger.follow(entry.id, "bert", status="done")
    ledger.add([HELD])
    assert [(f.who, f.owner, f.status) for f in ledger.follow_ups(entry.id)] == [
        ("anna", "desk 3", None), ("bert", None, "done"),
    ]  # fmt: skip


def _again(change: dict[str, object]) -> dict[str, Reading]:
    """Readings by another version, which tells contacts otherwise."""
    told = {}
    for story_, reading in ALL:
        records = tuple(r.model_copy(update=change) if r.type == "contact" else r for r in reading.records)
        told[story_.id] = Reading(id=story_.id, records=records)
    return told


def test_reading_again_keeps_what_people_decided(ledger: Ledger) -> None:
    ledger.add(ALL, reader="1")
    entry = _split(ledger)
    ledger.follow(entry.id, "anna", comment="mind the date")
    tariff = _only(ledger.entries(types=["measure"])).records[0]
    ledger.correct(tariff, "bert", subject="prawns")
    read = _again({"kind": "delegation"})

    def reader(given: list[Story]) -> list[Reading]:
        return [read[one.id] for one in given]

    changes = list(ledger.reread(reader, "2"))
    assert sorted((len(c.gone), len(c.new), len(c.kept)) for c in changes) == [(1, 1, 0)] * 3
    assert {e.kind for e in ledger.entries(types=["contact"])} == {"delegation"}
    assert len(_groups(ledger)) == 2
    assert _only(ledger.entries(types=["measure"])).subject == "prawns"
    assert ledger.entry(ledger.follow_ups()[0].entry) is not None
    assert list(ledger.reread(reader, "2")) == []


def test_a_decided_record_that_is_not_read_any_more_stays(ledger: Ledger) -> None:
    ledger.add([TARIFF], reader="1")
    ledger.accept(_only(ledger.entries()).records[0], "anna")
    (change,) = ledger.reread(lambda given: [Reading(id=one.id) for one in given], "2")
    assert (len(change.gone), len(change.kept)) == (0, 1)
    assert ledger.count() == 1


def test_a_reader_that_breaks_takes_nothing_away_and_tries_again(ledger: Ledger) -> None:
    ledger.add([TARIFF, PLAN], reader="1")
    before = _entries(ledger)
    why = f"{BROKE} (KeyError('x'), a.py line 1)"
    broken = Reading(id=TARIFF[0].id, problems=(Problem(story=TARIFF[0].id, reason=why),))
    read = {TARIFF[0].id: broken, PLAN[0].id: PLAN[1]}
    assert list(ledger.reread(lambda given: [read[one.id] for one in given], "2")) == []
    assert _entries(ledger) == before
    assert _only(ledger.problems()).reason == why
    again: list[str] = []

    def mended(given: list[Story]) -> list[Reading]:
        again.extend(one.id for one in given)
        return [TARIFF[1] for _ in given]

    assert list(ledger.reread(mended, "2")) == []
    assert again == [TARIFF[0].id]
    assert list(ledger.problems()) == []


def test_a_story_at_which_the_reader_broke_is_taken_in_by_the_next_reading(ledger: Ledger) -> None:
    broken = Reading(id=TARIFF[0].id, problems=(Problem(story=TARIFF[0].id, reason=f"{BROKE} (x)"),))
    ledger.add([(TARIFF[0], broken)], reader="1")
    (change,) = ledger.reread(lambda given: [TARIFF[1] for _ in given], "1")
    assert len(change.new) == 1
    assert ledger.count() == 1


def test_reading_again_is_as_reading_anew(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(ALL, reader="1")
    read = _again({"persons": ()})
    list(ledger.reread(lambda given: [read[one.id] for one in given], "2"))
    with Ledger(f"{tmp_path}/other.db") as other:
        other.add((story_, read[story_.id]) for story_, _ in ALL)
        assert _entries(ledger) == _entries(other)


REFUSED = [
    (lambda led, e: led.split(e.id, [], "anna"), "nothing to split"),
    (lambda led, e: led.split(e.id, ["r0"], "anna"), "has no record 'r0'"),
    (lambda led, _: led.split("nonsense", ["r0"], "anna"), "there is no such entry"),
    (lambda led, e: led.merge([e.id], "anna"), "nothing to merge"),
    (lambda led, _: led.reject("r0", "anna"), "there is no such record"),
    (lambda led, e: led.reject(e.records[0], " "), "nobody is named"),
    (lambda led, e: led.correct(e.records[0], "anna", colour="red"), "'colour' cannot be corrected"),
    (lambda led, e: led.correct(e.records[0], "anna", stage="dreamt"), "there is no .dreamt."),
    (lambda led, e: led.follow(e.id, "anna"), "nothing to note"),
    (lambda led, _: list(led.entries(limit=-1)), "-1 is no limit"),
    (lambda led, _: led.find("visit", limit=-1), "-1 is no limit"),
    (lambda led, _: led.frame("facts"), "'facts' is no table. There are: entries"),
]


@pytest.mark.parametrize(("act", "reason"), REFUSED)
def test_what_cannot_be_done_is_refused_with_a_reason(
    ledger: Ledger, act: Callable[[Ledger, Entry], object], reason: str
) -> None:
    ledger.add([PLAN])
    with pytest.raises(LedgerError, match=reason):
        act(ledger, _only(ledger.entries()))
