"""Deciding in the browser: accept, correct, reject, split, merge, take back; two people at once; by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from dragoman.evaluation.gold import load_gold
from dragoman.ledger import Ledger
from dragoman.web.security.passwords import hashed
from dragoman.web.store import Store
from tests.ledger.telling import record, story, tell
from tests.web.conftest import PASSWORD, Desk, client_of
from tests.web.test_security import sign_in, token_of

_HASH = hashed(PASSWORD)


def reviewer(ledger: Ledger, name: str) -> TestClient:
    """A reviewer who has signed in."""
    Store(ledger.engine).add_account(name, _HASH, "reviewer")
    client = client_of(ledger)
    assert sign_in(client, name) == 303
    return client


@pytest.fixture
def vera(ledger: Ledger) -> Desk:
    """The desk as a reviewer sees it."""
    return Desk(reviewer(ledger, "vera"), ledger)


def post(client: TestClient, path: str, page: str = "/", /, **told: object) -> Response:
    """Send a form with the token of a page."""
    token = token_of(client.get(page).text)
    return client.post(path, data={"token": token, **told})


def form_of(client: TestClient, record: str) -> dict[str, str]:
    """The fields of a record's form as the page fills them in."""
    from lxml import html

    page = html.fromstring(client.get(f"/review?record={record}").text)
    (form,) = [f for f in page.forms if f.action == f"/records/{record}/correct"]
    return {k: v for k, v in form.form_values() if k != "then"}


def record_of(desk: Desk, kind: str) -> str:
    """The id of the first record of an entry."""
    return f"r{desk.entry(kind)[1:]}"


def test_readers_see_no_forms_and_may_not_post(desk: Desk) -> None:
    record = record_of(desk, "visit")
    assert desk.client.get("/review", follow_redirects=False).status_code == 303
    assert "/follow" not in desk.client.get(f"/entries/{desk.entry('visit')}").text
    for path in (f"/records/{record}/accept", f"/records/{record}/correct", "/file", "/decisions/1/undo"):
        assert post(desk.client, path, "/sign-in", seen=0).status_code == 401


def test_the_queue_begins_with_what_is_doubtful_and_important(vera: Desk) -> None:
    doubts = vera.client.get("/api/v1/review").json()["doubts"]
    assert doubts[0]["type"] == "agreement"
    assert "contradicted" in doubts[0]["why"]
    page = vera.client.get("/review").text
    assert doubts[0]["words"] in page
    assert all(f'data-key="{key}"' in page for key in "axcns")


@pytest.mark.parametrize(
    ("words", "why"), [("copper pipes", "its source tells it no more"), ("steel pipes", "has changed")]
)
def test_a_decision_opens_again_where_the_source_changes_its_text(vera: Desk, words: str, why: str) -> None:
    told = "Japan imposed a levy on steel pipes from Kenya on January 28."
    levy = record(told, "measure/tariff", "JPN>KEN", "imposed", date="2026-01-28", subject="levy")
    address = {"url": "https://paper.example/levy", "publisher": "Levy News"}
    vera.ledger.add([story(told, levy, **address)])
    (first,) = (e.records[0] for e in vera.ledger.find("levy") if e.subject == "levy")
    post(vera.client, f"/records/{first}/accept", "/review", seen=0)
    assert first not in {d["record"] for d in vera.client.get("/api/v1/review").json()["doubts"]}
    again = f"{told} It was corrected.".replace("steel pipes", words)
    vera.ledger.add([story(again, **address)])
    doubt = vera.client.get("/api/v1/review").json()["doubts"][0]
    assert doubt["record"] == first
    assert why in doubt["why"][0]
    assert 'href="https://paper.example/levy"' in vera.client.get(f"/review?record={first}").text


def test_a_text_that_changed_under_the_same_id_opens_a_decision_again(vera: Desk) -> None:
    told = "Japan imposed a levy on steel pipes from Kenya on January 28."
    levy = record(told, "measure/tariff", "JPN>KEN", "imposed", date="2026-01-28", subject="levy")
    vera.ledger.add([story(told, levy, id="line-7")])
    (first,) = (e.records[0] for e in vera.ledger.find("levy") if e.subject == "levy")
    vera.ledger.accept(first, "vera")
    assert vera.ledger.reopened() == {}
    vera.ledger.add([story("Japan imposed no levy after all.", id="line-7")])
    assert [one.holds for one in vera.ledger.reopened().values()] == [False]


def test_accepting_takes_a_record_out_of_the_queue_and_is_taken_back(vera: Desk) -> None:
    record = record_of(vera, "visit")
    answer = post(vera.client, f"/records/{record}/accept", "/review", seen=0, why="I saw the note")
    assert "Decision 1 is made" in answer.text
    kept = vera.ledger.record(record)
    assert kept is not None
    assert kept.status == "accepted"
    assert record not in vera.client.get("/api/v1/review").text
    assert "I saw the note" in vera.client.get(f"/entries/{vera.entry('visit')}").text
    post(vera.client, "/decisions/1/undo", "/review")
    assert record in vera.client.get("/api/v1/review").text


def test_correcting_changes_what_pages_and_briefs_say(vera: Desk) -> None:
    record = record_of(vera, "tariff")
    told = form_of(vera.client, record)
    assert told["what"] == "measure/tariff"
    unchanged = vera.client.post(f"/records/{record}/correct", data=told)
    assert unchanged.status_code == 422
    assert "Nothing was changed" in unchanged.text
    vera.client.post(f"/records/{record}/correct", data=told | {"stage": "lifted", "subject": "copper pipes"})
    kept = vera.ledger.record(record)
    assert kept is not None
    assert kept.told is not None
    assert (kept.record.stage, kept.record.subject, kept.told.stage) == ("lifted", "copper pipes", "imposed")
    assert json.loads(json.dumps(vera.ledger.decisions()[0].payload)) == {
        "fields": {"stage": "lifted", "subject": "copper pipes"}
    }
    for path in ("/NOR/VNM", "/brief?party=NOR&party=VNM"):
        assert "copper pipes" in vera.client.get(path).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"stage": "signed"}, "there is no"),
        ({"date": "soon"}, "pattern"),
        ({"actor": "nowhere"}, "no party is known"),
        ({"least": "much"}, "is no number"),
    ],
)
def test_what_cannot_be_is_refused(vera: Desk, typed: dict[str, str], told: str) -> None:
    record = record_of(vera, "tariff")
    answer = vera.client.post(f"/records/{record}/correct", data=form_of(vera.client, record) | typed)
    assert answer.status_code in (409, 422)
    assert told in answer.text
    assert not vera.ledger.decisions()


def test_a_rejected_record_leaves_its_entry(vera: Desk) -> None:
    record = record_of(vera, "visit")
    post(vera.client, f"/records/{record}/reject", "/review", seen=0)
    assert vera.client.get(f"/entries/e{record[1:]}").status_code == 404
    assert vera.client.get(f"/review?record={record}").status_code == 200


def test_two_at_once_see_the_conflict(vera: Desk) -> None:
    record = record_of(vera, "tariff")
    bert = reviewer(vera.ledger, "bert")
    mine = form_of(vera.client, record) | {"subject": "copper pipes"}
    theirs = form_of(bert, record) | {"subject": "plastic pipes", "why": "I asked"}
    bert.post(f"/records/{record}/correct", data=theirs)
    answer = vera.client.post(f"/records/{record}/correct", data=mine)
    assert answer.status_code == 409
    for part in ("Somebody was quicker", "bert", "plastic pipes", "copper pipes", "I asked"):
        assert part in answer.text
    kept = vera.ledger.record(record)
    assert kept is not None
    assert kept.record.subject == "plastic pipes"
    again = form_of(vera.client, record) | {"subject": "copper pipes"}
    assert vera.client.post(f"/records/{record}/correct", data=again).status_code == 200


def test_split_and_merge(vera: Desk) -> None:
    entry = vera.entry("treaty")
    found = vera.ledger.entry(entry)
    assert found is not None
    before = vera.ledger.count()
    post(vera.client, f"/entries/{entry}/split", f"/entries/{entry}", seen=0, record=found.records[0])
    assert vera.ledger.count() == before + 1
    one, two = (e.id for e in vera.ledger.entries(kinds=["treaty"]))
    page = vera.client.get(f"/entries/{entry}").text
    links = re.findall(r'<a href="(/entries/[^"]+)">(?:what was split off|the rest)</a>', page)
    assert {vera.client.get(link).url.path for link in links} == {f"/entries/{one}", f"/entries/{two}"}
    assert post(vera.client, f"/entries/{one}/merge", "/", seen=0, other=two).status_code == 409
    post(vera.client, f"/entries/{one}/merge", "/", seen=1, other=f"http://localhost/entries/{two}")
    assert vera.ledger.count() == before


def test_agreement_is_counted_and_decided_stories_are_gold(vera: Desk, tmp_path: Path) -> None:
    assert "Nobody has decided" in vera.client.get("/review/agreement").text
    visit, tariff = record_of(vera, "visit"), record_of(vera, "tariff")
    vera.ledger.accept(visit, "vera")
    vera.ledger.correct(tariff, "vera", subject="copper pipes")
    found = {a["type"]: a for a in vera.client.get("/api/v1/review/agreement").json()}
    assert found["contact"]["share"] == 1
    assert found["measure"]["fields"] == [["subject", 1]]
    assert "100 %" in vera.client.get("/review/agreement").text
    gold = tmp_path / "gold.jsonl"
    gold.write_text(vera.client.get("/api/v1/export/gold").text, encoding="utf-8")
    assert sorted(r.kind or "" for one in load_gold([gold]) for r in one.records) == ["tariff", "visit"]


def test_decisions_are_audited(vera: Desk) -> None:
    post(vera.client, f"/records/{record_of(vera, 'visit')}/accept", "/review", seen=0)
    (line,) = [one for one in Store(vera.ledger.engine).audited() if one.action == "accept"]
    assert (line.who, line.target, line.detail) == ("vera", record_of(vera, "visit"), "decision 1")


FILED = {
    "what": "contact/visit",
    "stage": "cancelled",
    "parties": "Norway, Vietnam",
    "persons": "Kari Holm",
    "date": "2026-07",
}


def test_a_note_is_filed(vera: Desk) -> None:
    answer = post(vera.client, "/file", "/file", note="The embassy says the visit is off.", **FILED)
    assert answer.status_code == 200
    assert "filed by hand" in answer.text
    assert "vera" in answer.text
    (found,) = vera.ledger.entries(kinds=["visit"])
    assert found.stage == "cancelled"


def test_a_document_is_filed(vera: Desk) -> None:
    token = token_of(vera.client.get("/file").text)
    told = FILED | {"token": token, "quote": "The visit is off."}
    document = {"document": ("note.txt", b"Dear desk,\n\nThe visit is off.\n", "text/plain")}
    assert vera.client.post("/file", data=told, files=document).status_code == 200
    refused = {"document": ("note.exe", b"MZ", "application/octet-stream")}
    token = token_of(vera.client.get("/file").text)
    assert vera.client.post("/file", data=told | {"token": token}, files=refused).status_code == 422


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"note": ""}, "Give one of"),
        ({"note": "Off.", "quote": "On."}, "not in the note"),
        ({"note": "Off.", "parties": ""}, ""),
    ],
)
def test_a_record_without_evidence_or_parties_is_refused(vera: Desk, told: dict[str, str], why: str) -> None:
    answer = post(vera.client, "/file", "/file", **(FILED | told))
    assert answer.status_code in (409, 422)
    assert why in answer.text


def test_follow_up_and_the_board(vera: Desk) -> None:
    vera.ledger.add([tell("Norway pledged aid to Vietnam.", "aid/economic", "NOR>VNM", "pledged")])
    entry = vera.entry("economic")
    told = {"owner": "desk 3", "due": "2026-06-01", "next_step": "ask the embassy", "status": "open"}
    page = post(vera.client, f"/entries/{entry}/follow", f"/entries/{entry}", **told).text
    assert "ask the embassy" in page
    assert "desk 3" in vera.client.get("/overdue").text
    board = vera.client.get("/api/v1/board").json()
    cards = {c["line"]["entry"]: (column["title"], c) for column in board["columns"] for c in column["cards"]}
    title, card = cards[entry]
    assert title == "Agreed or pledged"
    assert (card["owner"], card["due"], card["late"]) == ("desk 3", "2026-06-01", True)
    assert "ask the embassy" in vera.client.get("/board?owner=desk+3").text
    assert entry not in vera.client.get("/board?owner=nobody").text
    assert 'href="/api/v1/board?party=NOR&amp;owner=desk+3"' in vera.client.get("/board?party=NOR&owner=desk+3").text
    assert post(vera.client, f"/entries/{entry}/follow", "/", due="soon").status_code == 422


def test_what_was_missed_is_filed_from_the_story_with_its_sentence(vera: Desk) -> None:
    missed = "Vietnam's foreign minister will visit Oslo in May."
    vera.ledger.add([story(f"A page of news.\n\n{missed} Nothing else.", id="s-missed", publisher="")])
    page = vera.client.get("/stories/s-missed").text
    (place,) = re.findall(r'<option value="([\d-]+)">Vietnam&#39;s foreign minister', page)
    told = {"what": "contact/visit", "stage": "planned", "date": "2026-05", "parties": "VNM, NOR", "sentence": place}
    answer = post(vera.client, "/stories/s-missed/file", "/stories/s-missed", **told)
    assert answer.url.path == "/stories/s-missed"
    (kept,) = vera.ledger.records_of_story("s-missed")
    assert kept.record.evidence.quote == missed
    assert (kept.origin, kept.status, kept.record.parties) == ("hand", "accepted", ("NOR", "VNM"))
    (decision,) = [d for d in vera.ledger.decisions() if d.target == kept.id]
    assert (decision.who, decision.why) == ("vera", "filed from the story")
    assert kept.entry in {e.id for e in vera.ledger.entries(parties=["NOR", "VNM"], kinds=["visit"])}


@pytest.mark.parametrize("told", [{"sentence": "90-9000"}, {"sentence": "x"}, {"quote": "not in it"}])
def test_nothing_is_filed_from_words_that_a_story_does_not_hold(vera: Desk, told: dict[str, str]) -> None:
    vera.ledger.add([story("A page of news.", id="s-bare")])
    fields = {"what": "contact/visit", "stage": "planned", "parties": "VNM, NOR"}
    answer = post(vera.client, "/stories/s-bare/file", "/stories/s-bare", **fields, **told)
    assert answer.status_code in (409, 422)
    assert vera.ledger.records_of_story("s-bare") == []


def test_readers_are_not_offered_to_file(desk: Desk) -> None:
    desk.ledger.add([story("A page of news.", id="s-bare")])
    assert "File what was missed" not in desk.client.get("/stories/s-bare").text
    assert post(desk.client, "/stories/s-bare/file", "/sign-in", what="contact/visit").status_code == 401


def test_each_step_tells_what_its_own_record_says(vera: Desk) -> None:
    told = {"what": "contact/visit", "stage": "planned", "date": "2026-07", "parties": "NOR, VNM", "place": "Hue",
            "persons": "Kari Holm", "note": "The embassy told us that Kari Holm will go to Hue in July."}  # fmt: skip
    before = vera.entry("visit")
    page = post(vera.client, "/file", "/file", **told).text
    assert vera.ledger.entry(before) is not None
    life = re.findall(r"<h3>.*?</h3>\s*<p>(.*?)\.</p>", page, re.S)
    assert len(life) == 2
    assert [("Hue" in words, "vera" in words) for words in life] == [(False, False), (True, True)]
