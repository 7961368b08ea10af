"""Which of a sentence's dates belongs to a clause, and which of a story's days to a stance."""

import datetime as dt

import pytest

from dragoman.model import Record, Story
from dragoman.reading.reader import Reader

PUBLISHED = dt.date(2025, 9, 12)  # a Friday


def told(reader: Reader, text: str, kind: str) -> list[Record]:
    story = Story(id="t", title="", publisher="", language="en", published=PUBLISHED, text=text)
    return [r for r in reader.read(story).records if f"{r.type}/{r.kind}/{r.stage}".startswith(kind)]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("In 2016, Peru signed a trade agreement with Norway that entered into force in 2019.",
         "agreement/treaty/in_force", "2019"),
        ("A truce brokered in May by Ghana between Chad and Libya collapsed on Monday.", "agreement/ceasefire/agreed",
         "2025-05"),
        ("Chile and Peru signed a border treaty last March, and another is being negotiated with Bolivia.",
         "agreement/treaty/negotiating", None),
        ("Ghana's foreign minister hopes to settle the row during talks on Tuesday with Togolese officials.",
         "contact/talks/planned", "2025-09-16"),
        ("The visit of Togo's foreign minister to Ghana, planned for October, was postponed to November 9, her office said.",
         "contact/visit/planned", "2025-11-09"),
        ("Denmark has lodged a protest with Russia, its 12th this year.", "statement/criticise", None),
        ("During a visit to Lima in May the Chilean president opened a power plant built by Chilean firms, and signed "
         "a memorandum of understanding with Peru.", "agreement/memorandum", "2025-05"),
        ("Polish President Karol Nawrocki, who spoke by phone with his Finnish counterpart on September 9, thanked "
         "Finland for its help and offered to mediate.", "statement/praise", "2025-09-09"),
        ("Chile said it had imposed sanctions on Peru in response to the Aug. 24 coup.", "measure/sanction", None),
        ("Norway summoned Peru's ambassador on Tuesday over Lima's expulsion of two Norwegian diplomats.",
         "measure/expulsion", None),
        ("Norway summoned Peru's ambassador on Tuesday after Lima's earlier decision to expel Norwegian diplomats.",
         "measure/expulsion", None),
        ("The Chilean president criticized Peru's police after officers clashed with his countrymen on Monday.",
         "statement/criticise", None),
    ],
)  # fmt: skip
def test_a_clause_takes_its_own_date(reader: Reader, text: str, kind: str, date: str | None) -> None:
    assert [r.date for r in told(reader, text, kind)] == [date]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("The foreign ministers of Norway and Peru, Espen Barth Eide and Elmer Schialer, signed an agreement on fish in "
         "Lima on Tuesday. Eide praised Peru for its openness.", "statement/praise", "2025-09-09"),
        ("Chile's Foreign Ministry on Monday condemned Peru's drills. \"Peru must stop them,\" foreign ministry spokesman "
         "Juan Soto said in a statement.", "statement/call_for", "2025-09-08"),
        ("On Tuesday, the spokesperson for Peru's foreign ministry, Ambassador Luz Vega, repeated the stance. \"We urge "
         "Chile to withdraw,\" Vega told reporters.", "statement/call_for", "2025-09-09"),
        ("Kenya and Oman on Tuesday began talks in Nairobi. Kenyan Trade Minister Lee Odera, who opened the session with "
         "an Omani official, urged Muscat to cut red tape.", "statement/call_for", "2025-09-09"),
        ("The European Union urged Serbia on Thursday to withdraw its troops. The statement said the EU backed Kosovo.",
         "statement/support", "2025-09-11"),
        ("Norwegian Prime Minister Jonas Gahr Støre met Peruvian President Dina Boluarte in Oslo in May 2019. "
         "Støre praised Peru for its openness.", "statement/praise", None),
    ],
)  # fmt: skip
def test_a_stance_has_the_day_of_what_its_speaker_did(reader: Reader, text: str, kind: str, date: str | None) -> None:
    assert [r.date for r in told(reader, text, kind)] == [date]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Norwegian Foreign Minister Espen Barth Eide said on Tuesday that the weather was fine. Eide urged Peru to open "
         "its market.", "statement/call_for", "2025-09-09"),
        ("Norwegian Foreign Minister Espen Barth Eide will travel to Peru on September 20. In Lima, Eide will meet "
         "Peruvian President Dina Boluarte.", "contact/meeting/planned", "2025-09"),
        ("Polish President Karol Nawrocki has accepted an invitation from his Finnish counterpart to visit Helsinki in "
         "November.", "contact/visit/planned", "2025-11"),
        ("Chile and Peru signed on Tuesday a pact. Chilean President Gabriel Boric had received Peruvian President Dina "
         "Boluarte in Santiago the day before and praised her.", "contact/meeting", "2025-09-08"),
        ("Norway and Ghana signed on Wednesday an agreement under which Norway will lend Ghana $20 million.",
         "aid/loan", "2025-09-10"),
        ("The memorandum between Norway and Peru was signed in Oslo on Thursday by Peruvian Foreign Minister Elmer "
         "Schialer, who is on a three-day visit to Norway.", "contact/visit", "2025-09"),
    ],
)  # fmt: skip
def test_a_day_comes_from_what_was_told_before(reader: Reader, text: str, kind: str, date: str) -> None:
    assert [r.date for r in told(reader, text, kind)] == [date]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Peruvian Foreign Minister Elmer Schialer flies to Helsinki tomorrow for talks with his Finnish counterpart, "
         "Elina Valtonen.", "contact/talks", "Helsinki"),
        ("Norwegian Foreign Minister Espen Barth Eide met his Peruvian counterpart Elmer Schialer in Lima on Tuesday. "
         "Eide urged Peru to open its market.", "statement/call_for", "Lima"),
        ("Norwegian Foreign Minister Espen Barth Eide met his Peruvian counterpart Elmer Schialer in Lima on Tuesday. "
         "On Wednesday, Eide urged Peru to open its market.", "statement/call_for", None),
    ],
)  # fmt: skip
def test_a_place_comes_from_the_same_scene(reader: Reader, text: str, kind: str, place: str | None) -> None:
    assert [r.place for r in told(reader, text, kind)] == [place]


def test_a_fact_told_twice_is_from_the_source_of_its_fuller_telling(reader: Reader) -> None:
    text = (
        "Chile on Tuesday imposed a 20% tariff on Peruvian copper. The tariff on Peruvian copper is a mistake that Chile "
        "will regret, Norway's trade ministry said. Chile has imposed the tariff on Peruvian copper, a Lima newspaper said."
    )
    tariffs = told(reader, text, "measure/tariff/imposed")
    assert [(r.date, r.attribution) for r in tariffs] == [("2025-09-09", None)]
