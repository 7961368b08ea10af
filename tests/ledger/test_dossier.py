"""Asking: briefs, timelines, what is due, calendars, series and exports, over both kinds of database."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import icalendar
import networkx as nx
import pyarrow.parquet as pq
import pytest

from dragoman import desk
from dragoman.dossier.brief import Brief, brief
from dragoman.dossier.calendar import appointments
from dragoman.dossier.due import due
from dragoman.dossier.phrasing import Names
from dragoman.dossier.series import series
from dragoman.dossier.timeline import timeline
from dragoman.exports.briefs import FORMATS, renderer
from dragoman.exports.calendar import render as ics
from dragoman.exports.ledgers import ftm, network, tables
from dragoman.exports.series import render as chart
from dragoman.ledger import Ledger, LedgerError
from tests.ledger.telling import Pair, tell

WHO = ("NOR", "VNM")
NAMES = {"NOR": "Norway", "VNM": "Vietnam"}
TODAY = dt.date(2026, 9, 1)


def _told(day: str, quote: str, what: str, stage: str, who: str = "NOR,VNM", **fields: object) -> Pair:
    return tell(quote, what, who, stage, published=day, publisher=f"Paper {len(quote) % 3}", **fields)


FISH = {"name": "fisheries agreement"}
YEAR = [
    _told("2026-01-10", "They agreed on the text.", "agreement/treaty", "agreed", date="2026-01-10", **FISH),
    _told("2026-03-18", "It was signed, an official said.", "agreement/treaty", "signed", date="2026-03-17", **FISH),
    _told("2026-03-19", "Oslo denied the signing.", "agreement/treaty", "signed", negated=True, date="2026-03-19", **FISH),
    _told("2026-06-09", "They signed it in Hanoi.", "agreement/treaty", "signed", date="2026-06-09", **FISH),
    _told("2026-02-01", "Kari Holm will come in April.", "contact/visit", "planned", date="2026-04", persons=("Kari Holm",)),
    _told("2026-03-04", "Her trip is now in June.", "contact/visit", "planned", date="2026-06-09", persons=("Kari Holm",)),
    _told("2026-06-10", "She came to Hanoi.", "contact/visit", "held", date="2026-06-09", persons=("Kari Holm",)),
    _told("2026-08-01", "Do Van Khanh will go to Oslo in October.", "contact/visit", "planned", date="2026-10",
          persons=("Do Van Khanh",)),
    _told("2026-04-01", "Le Minh Tuan is to go to Bergen on May 3.", "contact/visit", "planned", date="2026-05-03",
          persons=("Le Minh Tuan",)),
    _told("2025-11-19", "A wind farm for a billion is planned.", "project/investment", "planned", sum=1e9,
          name="offshore wind farm", sectors=("energy",)),
    _told("2026-07-15", "Work on the wind farm begins in 2027.", "project/infrastructure", "planned", date="2027-03",
          name="its offshore wind farm", sectors=("energy",)),
    _told("2026-05-06", "Oslo pledged scholarships by summer.", "aid/economic", "pledged", "NOR>VNM", date="2026-08"),
    _told("2026-01-28", "Oslo taxed pipes.", "measure/tariff", "imposed", "NOR>VNM", date="2026-01-28",
          subject="steel pipes"),
    _told("2026-01-29", "Hanoi made a promise to all.", "statement/promise", "made", "VNM>", subject="open markets for all"),
]  # fmt: skip


PLACES = {"Hanoi": "VNM", "Oslo": "NOR"}
_names = Names(lambda code: NAMES.get(code, code), PLACES.get)


@pytest.fixture
def year(ledger: Ledger) -> Ledger:
    """A ledger of a year between two states."""
    ledger.add(YEAR)
    return ledger


def _brief(ledger: Ledger) -> Brief:
    return brief(ledger, WHO, "2025-11", TODAY, _names)


def _sections(told: Brief) -> dict[str, str]:
    points = {s.title: [t.text for p in s.points for t in p.sentences] for s in told.sections}
    return {title: " ".join(texts) for title, texts in points.items()}


def test_a_brief_tells_each_thing_where_it_belongs(year: Ledger) -> None:
    told = _sections(_brief(year))
    assert "signed the fisheries agreement on 9 June 2026" in told["What happened"]
    assert "signed on 17 March 2026 (reported 18 March 2026, denied in Paper " in told["What happened"]
    assert "planned for April 2026 (reported 1 February 2026) and planned for 9 June 2026" in told["What happened"]
    assert (
        "Norway pledged economic aid to Vietnam by August 2026. State: pledged; due by August 2026, which has passed; "
        "not reported provided; last reported on 6 May 2026."
    ) in told["What is promised, and how it stands"]
    assert "The offshore wind farm involving Norway and Vietnam is planned for March 2027." in told["What is coming"]
    assert "planned for October 2026 (Do Van Khanh)" in told["What is coming"]
    assert "Norway imposed a tariff on Vietnam on 28 January 2026: steel pipes." in told["Measures in force"]
    denied = "had not signed the fisheries agreement as of 19 March 2026 (denial reported by Paper"
    assert denied in told["Contradicted or denied"]
    assert (
        "A visit involving Norway and Vietnam was planned for 3 May 2026 (Le Minh Tuan); "
        "that time passed 121 days ago, and nobody has reported it"
    ) in told["Overdue or silent"]


def test_every_sentence_cites_evidence_that_there_is(year: Ledger) -> None:
    told = _brief(year)
    cites = [s.cites for section in told.sections for p in section.points for s in p.sentences]
    assert all(cites)
    assert {n for c in cites for n in c} <= {s.number for s in told.sources}
    farm = next(s for sec in told.sections for p in sec.points for s in p.sentences if "wind farm" in s.text)
    quotes = {s.number: s.quote for s in told.sources}
    assert {quotes[n] for n in farm.cites} == {
        "A wind farm for a billion is planned.", "Work on the wind farm begins in 2027.",
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_a_brief_in_each_format_is_the_same_every_time(year: Ledger, form: str) -> None:
    render = renderer(form)  # type: ignore[arg-type]
    first = render(_brief(year))
    assert first[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04", "html": b"<!do", "markdown": b"# No"}[form]
    if form != "docx":
        assert render(_brief(year)) == first


def test_what_is_due_is_by_plan_and_by_promise(year: Ledger) -> None:
    assert [(d.why, d.day, d.days) for d in due(year, TODAY, parties=WHO)] == [
        ("plan", "2026-05-03", 121), ("promise", "2026-08", 1),
    ]  # fmt: skip
    assert [d.why for d in due(year, dt.date(2027, 2, 1), parties=WHO)].count("silent") == 1


def test_follow_up_is_due_until_it_is_done(year: Ledger) -> None:
    entry = next(e for e in year.entries(types=["measure"]))
    year.follow(entry.id, "anna", owner="desk 3", due=dt.date(2026, 8, 1), next_step="ask the ministry")
    assert due(year, TODAY)[0].follow_up is not None
    year.follow(entry.id, "anna", status="done")
    assert all(d.why != "follow-up" for d in due(year, TODAY))


def test_a_timeline_is_in_the_order_of_days(year: Ledger) -> None:
    days = [m.day for m in timeline(year, parties=WHO, since="2026-03", until="2026-06")]
    assert days == ["2026-03-17", "2026-03-19", "2026-04", "2026-05-03", "2026-06-09", "2026-06-09", "2026-06-09"]


def test_a_calendar_marks_what_is_only_known_by_month(year: Ledger) -> None:
    found = appointments(year, TODAY, _names, parties=WHO)
    events = {str(e["UID"]): e for e in icalendar.Calendar.from_ical(ics(found, "Norway")).walk("VEVENT")}
    visit = next(e for e in events.values() if "Do Van Khanh" in str(e["SUMMARY"]))
    assert (visit.decoded("DTSTART"), visit.decoded("DTEND")) == (dt.date(2026, 10, 1), dt.date(2026, 11, 1))
    assert (str(visit["X-DRAGOMAN-PRECISION"]), str(visit["STATUS"])) == ("month", "TENTATIVE")


def test_a_series_counts_plans_when_they_are_made_and_entries_once(year: Ledger) -> None:
    found = series(year, WHO, desk.weights())
    assert [p.period for p in found.points] == [f"2025-{m}" for m in (11, 12)] + [f"2026-0{m}" for m in range(1, 9)]
    months = {p.period: p for p in found.points}
    assert months["2026-06"].contact == 1
    assert months["2026-01"].conflict > 0
    assert len(months["2026-08"].entries) == 1
    assert found.trend is not None
    assert found.trend.low <= found.trend.slope <= found.trend.high
    assert b"2026-01" in chart(found, "svg", _names)
    assert len(list(csv.DictReader(io.StringIO(chart(found, "csv", _names).decode())))) == len(found.points)


def test_exports_hold_what_the_ledger_holds(year: Ledger) -> None:
    entries = year.count()
    rows = list(csv.DictReader(io.StringIO(b"".join(tables.csv_lines(year, "entries")).decode())))
    assert len(rows) == entries
    assert pq.read_table(io.BytesIO(tables.parquet(year, "records"))).num_rows == len(YEAR)
    assert len(list(tables.json_lines(year, "steps"))) == sum(len(e.steps) for e in year.entries())
    things = [json.loads(line) for line in ftm.lines(year, _names)]
    assert {t["schema"] for t in things} >= {"PublicBody", "Event"}
    assert {language for t in things for language in t["properties"].get("language", ())} == {"eng"}
    graph = nx.read_graphml(io.BytesIO(network.render(year, "graphml", _names)))
    assert {"NOR", "VNM"} <= set(graph.nodes)


def test_the_name_of_a_file_is_no_address_in_followthemoney(year: Ledger) -> None:
    from dragoman.ledger.by_hand import note, record_by_hand

    text = "They met, I was there."
    fields = {"type": "contact", "kind": "meeting", "parties": list(WHO), "stage": "held", "date": "2026-06-09"}
    for url in ("note.txt", "https://ministry.example/1"):
        year.file(note("anna", f"{url}: {text}", url=url), record_by_hand(fields, f"{url}: {text}", None))
    things = [json.loads(line) for line in ftm.lines(year, _names)]
    links = [link for thing in things for link in thing["properties"].get("sourceUrl", ())]
    assert "https://ministry.example/1" in links
    assert "note.txt" not in links


def test_a_table_is_a_data_frame(year: Ledger) -> None:
    frame = year.frame("entries", types=["agreement"])
    assert len(frame) == 1


def test_what_was_filed_by_hand_is_a_step_of_its_own(year: Ledger) -> None:
    from dragoman.ledger.by_hand import note, record_by_hand

    text = "She was in Hanoi, I saw her."
    fields = {"type": "contact", "kind": "visit", "parties": list(WHO), "stage": "held", "date": "2026-06-09",
              "persons": ["Kari Holm"]}  # fmt: skip
    name = year.file(note("anna", text, published=dt.date(2026, 6, 12)), record_by_hand(fields, text, None))
    entry = year.entry(name)
    assert entry is not None
    assert [(s.stage, s.origin, s.sources) for s in entry.steps][-2:] == [("held", "story", 1), ("held", "hand", 1)]
    told = next(e for e in year.entries(types=["contact"]) if e.id == entry.id)
    assert told.sources == len({s.publisher for s in entry.steps if s.origin == "story"})


FOUND = [
    ({"parties": WHO}, "signed", 1), ({"parties": WHO, "types": ["contact"]}, "signed", 0), ({}, "hanoi", 3),
    ({"persons": ["Kari Holm"]}, "Hanoi", 1), ({"sectors": ["energy"]}, "wind farm", 1), ({}, '"wind farm" -planned', 1),
    ({"parties": ["KAZ"]}, "signed", 0), ({}, "-signed", 0),
]  # fmt: skip


ASKED_WRONGLY = [
    ({"types": ["visit"]}, "'visit' is no type"), ({"kinds": ["vist"]}, "'vist' is no kind"), ({"stages": ["done"]}, "no stage"),
    ({"sectors": ["fish"]}, "no sector"), ({"since": "2026-02-30"}, "no date"), ({"until": "soon"}, "no date"),
    ({"since": "2026-06", "until": "2026-05"}, "Exchange them"),
]  # fmt: skip


@pytest.mark.parametrize(("filters", "message"), ASKED_WRONGLY)
def test_conditions_that_nothing_can_meet_are_refused(year: Ledger, filters: dict[str, Any], message: str) -> None:
    for ask in (year.count, lambda **f: year.find("signed", **f), lambda **f: list(year.entries(**f))):
        with pytest.raises(LedgerError, match=message):
            ask(**filters)


def test_who_is_meant_by_a_part_of_a_name(year: Ledger) -> None:
    assert year.persons_like("kari  HOLM") == year.persons_like("Holm") == ["Kari Holm"]
    assert year.persons_like("%") == []


@pytest.mark.parametrize(("filters", "words", "number"), FOUND)
def test_find_by_words_and_conditions(year: Ledger, filters: dict[str, list[str]], words: str, number: int) -> None:
    assert len(year.find(words, **filters)) == number
