"""How steps are told: a table of records with their sentences, and what the files of words must hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dragoman.dossier.data import kinds, stages, templates
from dragoman.dossier.phrasing import Names
from dragoman.dossier.points import standing
from dragoman.dossier.telling import telling
from dragoman.dossier.wording import _SLOTS, sentence, slots_of, stage_words
from dragoman.ledger import Kept
from dragoman.ledger.items import Item
from dragoman.ledger.life import entry_of
from dragoman.model import KINDS, STAGES, Entry, Record
from tests.ledger.telling import record

NAMES = Names({"NOR": "Norway", "VNM": "Vietnam", "USA": "United States"}.__getitem__, {"Hanoi": "VNM"}.get)
PAIR, SENT = "NOR,VNM", "NOR>VNM"
REPORTED = dt.date(2026, 3, 19)
WIND = {"name": "offshore wind farm"}
FISH = {"name": "fisheries agreement"}

# record (what, who, stage, fields) and its sentence
TOLD: list[tuple[str, str, str, dict[str, Any], str]] = [
    ("contact/visit", PAIR, "held", {"place": "Hanoi", "date": "2026-03-09", "persons": ("Kari Holm",)},
     "A visit from Norway to Hanoi took place on 9 March 2026 (Kari Holm)"),
    ("contact/visit", PAIR, "planned", {"date": "2026-10"}, "A visit involving Norway and Vietnam is planned for October 2026"),
    ("contact/visit", PAIR, "held", {"place": "Davos"}, "A visit involving Norway and Vietnam in Davos took place"),
    ("contact/visit", PAIR, "cancelled", {"date": "2026-04-02"},
     "A visit involving Norway and Vietnam, planned for 2 April 2026, was called off"),
    ("contact/delegation", PAIR, "planned", {"place": "Hanoi", "date": "2026-10"},
     "A visit by a delegation from Norway to Hanoi is planned for October 2026"),
    ("contact/meeting", PAIR, "held", {"place": "White House", "subject": "Holm, who landed late", "persons": ("Kari Holm",)},
     "Norway and Vietnam met at the White House (Kari Holm)"),
    ("contact/visit", PAIR, "held", {"subject": "a three-day visit"}, "A visit involving Norway and Vietnam took place"),
    ("invitation/visit", SENT, "extended", {"date": "2026-03"}, "In March 2026, Norway invited Vietnam to visit"),
    ("invitation/visit", SENT, "extended", {"date": "2026-03-01", "subject": "to visit Oslo in 2027"},
     "On 1 March 2026, Norway invited Vietnam to visit Oslo in 2027"),
    ("invitation/visit", SENT, "extended", {"date": "2027"}, "Norway invited Vietnam to visit in 2027"),
    ("agreement/treaty", PAIR, "negotiating", {"date": "2026-04", **FISH},
     "The fisheries agreement between Norway and Vietnam is to be concluded in April 2026"),
    ("agreement/treaty", PAIR, "negotiating", {"date": "2026-03-18", **FISH},
     "Norway and Vietnam negotiated the fisheries agreement on 18 March 2026"),
    ("agreement/treaty", PAIR, "signed", {"date": "2026-05-02", **FISH},
     "Norway and Vietnam are to sign the fisheries agreement on 2 May 2026"),
    ("agreement/treaty", PAIR, "signed", {"negated": True, "date": "2026-03-19", **FISH},
     "Norway and Vietnam had not signed the fisheries agreement as of 19 March 2026"),
    ("agreement/treaty", PAIR, "implementing", {"name": "agreements"},
     "The agreements between Norway and Vietnam are being carried out"),
    ("agreement/memorandum", PAIR, "signed", {"name": "Memorandum on a so-called “Fish Desk"},
     "Norway and Vietnam signed the Memorandum on a so-called Fish Desk"),
    ("agreement/deal", PAIR, "agreed", {"name": "$2 billion deal", "sum": 2e9},
     "Norway and Vietnam agreed on the $2 billion deal"),
    ("project/investment", PAIR, "planned", {"sum": 1e9, **WIND},
     "The offshore wind farm involving Norway and Vietnam is planned (USD 1 billion)"),
    ("project/infrastructure", PAIR, "underway", {"name": "Vietnam's national railway"},
     "Vietnam's national railway involving Norway and Vietnam was under way"),
    ("measure/tariff", SENT, "imposed", {"date": "2026-05-01"},
     "Norway imposed a tariff on Vietnam with effect from 1 May 2026"),
    ("measure/sanction", SENT, "threatened", {"attribution": "The ministry"},
     "Norway threatened Vietnam with sanctions, according to the ministry"),
    ("measure/expulsion", SENT, "imposed", {"negated": True}, "Norway had not expelled people of Vietnam"),
    ("aid/economic", SENT, "pledged", {"date": "2028", "subject": "cold stores", "sum": 4e7},
     "Norway pledged economic aid to Vietnam by 2028 (USD 40 million) for cold stores"),
    ("contact/talks", PAIR, "held", {"subject": "China’s return"}, "Norway and Vietnam held talks: China’s return"),
    ("contact/talks", PAIR, "held", {"subject": "his own account"}, "Norway and Vietnam held talks"),
    ("project/investment", PAIR, "planned", {"date": "2025-11", **WIND},
     "The offshore wind farm involving Norway and Vietnam is planned as of November 2025"),
    ("statement/threaten", SENT, "made", {"subject": "that Hanoi would bear all consequences"},
     "Norway threatened Vietnam, saying that Hanoi would bear all consequences"),
    ("aid/economic", SENT, "pledged", {"subject": "another million"}, "Norway pledged economic aid to Vietnam"),
    ("statement/accuse", SENT, "made", {"persons": ("Erik Lund",), "subject": "selling pipes below cost"},
     "Erik Lund (Norway) accused Vietnam of selling pipes below cost"),
    ("statement/accuse", SENT, "made", {"subject": "dumping"}, "Norway accused Vietnam: “So it was told”"),
    ("statement/call_for", SENT, "made", {"date": "2026-03-18", "subject": "to settle the matter quietly"},
     "On 18 March 2026, Norway called on Vietnam to settle the matter quietly"),
    ("statement/call_for", SENT, "made", {"subject": "that the ban be lifted"},
     "Norway called on Vietnam, asking that the ban be lifted"),
    ("statement/praise", SENT, "made", {"subject": "its support in the delta"},
     "Norway praised Vietnam for its support in the delta"),
    ("statement/reject", SENT, "made", {"subject": "dumping steel pipes"},
     "Norway rejected a position of Vietnam: “So it was told”"),
    ("statement/promise", SENT, "made", {"subject": "that the text would be published"},
     "Norway promised Vietnam that the text would be published"),
]  # fmt: skip


def _kept(number: int, told: Record, day: dt.date = REPORTED, publisher: str = "Paper") -> tuple[Item, Kept]:
    name = f"r{number}"
    item = Item(name, f"s{number}", day, told, publisher, "story")
    return item, Kept(
        id=name, story=f"s{number}", origin="story", status="read", entry="e1", published=day, record=told
    )


def _entry(*records: tuple[Record, dt.date]) -> tuple[Entry, dict[str, Kept]]:
    both = [_kept(number, told, day) for number, (told, day) in enumerate(records, 1)]
    return entry_of([item for item, _ in both]), {kept.id: kept for _, kept in both}


@pytest.mark.parametrize(("what", "who", "stage", "fields", "words"), TOLD, ids=[t[-1][:60] for t in TOLD])
def test_a_step_is_told(what: str, who: str, stage: str, fields: dict[str, Any], words: str) -> None:
    entry, _ = _entry((record("So it was told.", what, who, stage, **dict(fields)), REPORTED))
    assert sentence(entry, entry.steps[0], NAMES) == words


def test_a_plan_whose_day_is_past_was_planned() -> None:
    entry, _ = _entry((record("So.", "contact/talks", PAIR, "planned", date="2026-04"), REPORTED))
    assert sentence(entry, entry.steps[0], NAMES, dt.date(2026, 4, 30)).startswith("Norway and Vietnam are to hold")
    assert sentence(entry, entry.steps[0], NAMES, dt.date(2026, 5, 1)).startswith("Norway and Vietnam were to hold")


def test_a_list_tells_what_a_day_is_of() -> None:
    treaty = record("So.", "agreement/treaty", PAIR, "negotiating", date="2026-04", **FISH)
    denied = record("No.", "agreement/treaty", PAIR, "signed", date="2026-03-19", negated=True, **FISH)
    entry, _ = _entry((treaty, REPORTED), (denied, REPORTED))
    assert {stage_words(entry, s) for s in entry.steps} == {
        "to be concluded in April 2026",
        "not signed as of 19 March 2026",
    }


def test_what_somebody_said_stays_apart_from_what_others_told() -> None:
    later = REPORTED + dt.timedelta(days=90)
    planned = record(
        "Havskip will invest.", "project/investment", PAIR, "planned", sum=8.5e7, name="investment in a yard"
    )
    begun = record("Work began, officials said.", "project/investment", PAIR, "underway", date="2026-06", place="Hanoi",
                   name="yard", attribution="officials")  # fmt: skip
    entry, kept = _entry((planned, REPORTED), (begun, later))
    told = telling(entry, standing(entry), kept)
    assert sentence(told.entry, told.step, NAMES) == (
        "The investment in a yard involving Norway and Vietnam was under way in Hanoi in June 2026, according to officials"
    )
    assert told.records == ("r2", "r1")
    assert [(one.words, one.record) for one in told.added] == [("a sum of USD 85 million", "r1")]


def test_what_one_report_leaves_out_is_filled_in_with_its_evidence() -> None:
    who = record("They met.", "contact/meeting", PAIR, "held", date="2026-03-18", persons=("Kari Holm",))
    where = record("They met in Hanoi.", "contact/meeting", PAIR, "held", date="2026-03-18", place="Hanoi",
                   persons=("Kari Holm", "Le Minh Tuan"))  # fmt: skip
    entry, kept = _entry((who, REPORTED), (where, REPORTED))
    told = telling(entry, standing(entry), kept)
    met = "Norway and Vietnam met in Hanoi on 18 March 2026 (Kari Holm and Le Minh Tuan)"
    assert sentence(told.entry, told.step, NAMES) == met
    assert set(told.records) == {"r1", "r2"}
    assert not told.added


def test_what_a_report_hardly_names_is_called_by_its_name_in_another() -> None:
    text = record("The text will be signed.", "agreement/treaty", PAIR, "negotiating", date="2026-04", name="text")
    treaty = record("They agreed on it.", "agreement/treaty", PAIR, "agreed", date="2026-03-18", **FISH)
    entry, kept = _entry((text, REPORTED), (treaty, REPORTED))
    told = telling(entry, next(s for s in entry.steps if s.stage == "negotiating"), kept)
    assert sentence(told.entry, told.step, NAMES).startswith("The fisheries agreement between")
    assert set(told.records) == {"r1", "r2"}


def test_people_are_named_once_however_they_are_spelt() -> None:
    said = record("They met, an aide said.", "contact/meeting", PAIR, "held", date="2026-03-18", attribution="an aide",
                  persons=("Lee Jae-myung",))  # fmt: skip
    told_too = record("Lee and Tuan met.", "contact/meeting", PAIR, "held", date="2026-03-18",
                      persons=("Lee Jae Myung", "Le Minh Tuan"))  # fmt: skip
    entry, kept = _entry((said, REPORTED), (told_too, REPORTED))
    told = telling(entry, standing(entry), kept)
    assert told.entry.persons == ("Lee Jae-myung",)
    assert [(one.words, one.record) for one in told.added] == [("with Le Minh Tuan", "r2")]


def test_every_stage_of_every_kind_has_its_words() -> None:
    for of_type, several in KINDS.items():
        for kind in several:
            for stage in STAGES[of_type]:
                assert (f"{of_type}/{kind}", stage) in templates() or (f"{of_type}/*", stage) in templates()


def test_words_in_braces_are_known_and_rows_are_of_the_schema() -> None:
    for (what, stage), template in templates().items():
        assert stage in STAGES[what.split("/")[0]]
        assert {slot for text in template for slot in slots_of(text)} <= _SLOTS.keys()
        assert template.told
        assert template.denied
    assert all(stage in STAGES[what.split("/")[0]] for what, stage in stages())
    assert kinds().keys() <= {kind for several in KINDS.values() for kind in several}
