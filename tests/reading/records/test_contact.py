"""Contacts read out of single sentences of many regions, voices and tenses."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    ("The Tongan king is looking forward to travelling to Apia in July.", ["contact/visit/planned TON WSM"]),
    ("The Tongan king was not able to visit Samoa.", ["contact/visit/held! TON WSM"]),
    ("The Tongan king was able to visit Samoa in May.", ["contact/visit/held TON WSM"]),
    ("The Lao premier has pushed back to September a visit to Oman.", ["contact/visit/planned LAO OMN"]),
    ("The new Finnish minister comes from Riga, where she grew up.", []),
    (
        "The Kenyan and Ghanaian presidents will hold separate meetings with the Omani sultan.",
        ["contact/meeting/planned KEN OMN", "contact/meeting/planned GHA OMN"],
    ),
    (
        "The foreign ministers of Kenya and Ghana arrived in Muscat on Monday.",
        ["contact/visit/held KEN OMN", "contact/visit/held GHA OMN"],
    ),
    (
        "Rabat is looking to the visit to Morocco by the Peruvian president later this year.",
        ["contact/visit/planned MAR PER"],
    ),
    (
        "The Peruvian president met Omani Sultan Haitham bin Tariq, and Crown Prince Mohammed bin Salman, on Friday.",
        ["contact/meeting/held OMN PER SAU"],
    ),
    (
        "The foreign ministers of Peru, Chile (by video link), and Cuba met in Lima on Friday.",
        ["contact/meeting/held CHL CUB PER"],
    ),
    (
        "Representatives from countries including Oman and Kenya met Danish officials in Muscat on Sunday.",
        ["contact/meeting/held DNK KEN OMN"],
    ),
    ("The presidents of Kenya and Ghana agreed to exchange visits next year.", ["contact/visit/planned GHA KEN"]),
    ("The Omani and Danish ministers agreed to pay mutual visits.", ["contact/visit/planned DNK OMN"]),
    (
        "American negotiators are heading to Riyadh to facilitate talks between Chad and Sudan.",
        ["contact/delegation/held SAU USA", "contact/talks/planned SDN TCD"],
    ),
    ("The Omani sultan will possibly visit Kenya.", []),
    (
        "Peskov said there were no plans yet for a meeting between Putin and Trump.",
        ["contact/meeting/planned! RUS USA"],
    ),
    (
        "The prime minister of Kuwait received the ambassador of Japan, who handed him a letter from the Japanese premier.",
        ["contact/meeting/held JPN KWT", "contact/message/held JPN KWT"],
    ),
    (
        "Vietnamese President Luong Cuong received the Lao foreign minister in Hanoi on Monday.",
        ["contact/meeting/held LAO VNM"],
    ),
    ("The Lao foreign minister was received by Vietnamese President Luong Cuong.", ["contact/meeting/held LAO VNM"]),
    (
        "Turkish Foreign Minister Hakan Fidan held talks with his Egyptian counterpart in Cairo.",
        ["contact/talks/held EGY TUR"],
    ),
    ("The foreign ministers of Peru and Chile met in Lima on Friday.", ["contact/meeting/held CHL PER"]),
    ("Macron spoke by phone with the Lebanese president.", ["contact/call/held FRA LBN"]),
    ("The Turkish and Greek foreign ministers spoke on the phone on Friday.", ["contact/call/held GRC TUR"]),
    ("Qatar's emir received a phone call from the Iranian president.", ["contact/call/held IRN QAT"]),
    (
        "Trade has grown, with envoys from three Polish provinces travelling to Oman.",
        ["contact/delegation/held OMN POL"],
    ),
    (
        "Macron spoke by phone with the Lebanese president. They talked of gas. The army was named. Macron’s conversation "
        "with the Lebanese president was long.",
        ["contact/call/held FRA LBN"],
    ),
    ("The Brazilian president will travel to Maputo next week.", ["contact/visit/planned BRA MOZ"]),
    ("The Nigerian president flew to Lisbon on Sunday.", ["contact/visit/held NGA PRT"]),
    ("The Indian foreign minister is due to visit Colombo on Thursday.", ["contact/visit/planned IND LKA"]),
    ("The Armenian president is in Tbilisi on a two-day visit.", ["contact/visit/held ARM GEO"]),
    ("Before Peru's president flies to Tokyo, she will rest.", ["contact/visit/planned JPN PER"]),
    ("The Minister of Trade of Kenya Ann Mwende will visit Oman.", ["contact/visit/planned KEN OMN"]),
    ("Egypt's president cancelled a trip to Washington.", ["contact/visit/cancelled EGY USA"]),
    ("A visit to Ankara by the Serbian president has been called off.", ["contact/visit/cancelled SRB TUR"]),
    ("No Bolivian president has ever visited Japan.", ["contact/visit/held! BOL JPN"]),
    ("The Danish prime minister did not visit Nuuk.", ["contact/visit/held! DNK GRL"]),
    ("South Korea sent a delegation to Prague in May.", ["contact/delegation/held CZE KOR"]),
    ("A delegation from Cuba arrived in Luanda on Tuesday.", ["contact/delegation/held AGO CUB"]),
    ("Xi Jinping sent a message of condolence to the Indonesian president.", ["contact/message/held CHN IDN"]),
    ("Poland handed the Russian ambassador a note of protest.", ["contact/message/held POL RUS"]),
    ("Finland's foreign ministry summoned the Russian ambassador on Friday.", ["contact/meeting/held FIN RUS"]),
    (
        "Talks between Rwanda and the Democratic Republic of Congo in Doha were mediated by Qatar.",
        ["contact/talks/held COD QAT RWA"],
    ),
    (
        "The Italian premier held separate meetings with the presidents of Kenya and Ethiopia.",
        ["contact/meeting/held ITA KEN", "contact/meeting/held ETH ITA"],
    ),
    (
        "The Spanish prime minister visited Vietnam and China in April.",
        ["contact/visit/held ESP VNM", "contact/visit/held CHN ESP"],
    ),
    ("The Algerian president skipped the summit in Baghdad.", ["contact/visit/held! DZA IRQ"]),
    (
        "The Georgian president accepted an invitation from his Polish counterpart to visit Warsaw.",
        ["contact/visit/planned GEO POL"],
    ),
    ("Trump hosted the Hungarian prime minister at the White House on Friday.", ["contact/meeting/held HUN USA"]),
    ("Kenya's foreign minister landed in Mogadishu on Thursday.", ["contact/visit/held KEN SOM"]),
    ("The leaders of China and Fiji exchanged letters on Monday.", ["contact/message/held CHN FJI"]),
    (
        "Japan's defence minister is scheduled to meet his Philippine counterpart in Manila next month.",
        ["contact/meeting/planned JPN PHL"],
    ),
    ("After a meeting with Putin in Minsk, Lukashenko praised the union.", ["contact/meeting/held BLR RUS"]),
    ("Xi Jinping wrapped up on Tuesday a three-day visit to Serbia.", ["contact/visit/held CHN SRB"]),
    ("The two Koreas held talks in Panmunjom on Tuesday.", ["contact/talks/held KOR PRK"]),
    (
        "At the invitation of Foreign Minister Wang Yi, Foreign Minister of the Republic of Serbia Marko Djuric will pay an "
        "official visit to China next week, foreign ministry spokesperson Mao Ning announced.",
        ["contact/visit/planned CHN SRB"],
    ),
    (
        "Deputy Minister of Foreign Affairs of the Republic of Kazakhstan Roman Vassilenko held a meeting with Ambassador of "
        "Canada Alan Hamson.",
        ["contact/meeting/held CAN KAZ"],
    ),
    ("A memorandum will be signed during the Kazakh president's visit to Baku.", ["contact/visit/planned AZE KAZ"]),
    ("Chad and Sudan should settle the conflict through talks, Erdogan said.", []),
    (
        "Talks between Oman and Yemen are to resume before the Omani sultan heads to Paris.",
        ["contact/talks/planned OMN YEM"],
    ),
    ("Qatar-brokered talks between Chad and Sudan ended in Doha on Friday.", ["contact/talks/held QAT SDN TCD"]),
    ("No talks between Chad and Sudan were held.", ["contact/talks/held! SDN TCD"]),
    (
        "The president also accepted an invitation from King Felipe VI to visit Spain, the Omani foreign ministry said.",
        ["contact/visit/planned ESP OMN"],
    ),
    (
        "Xi urged Trump to handle Taiwan with care in a telephone conversation on Monday night, Xinhua reported.",
        ["contact/call/held CHN USA"],
    ),
    (
        "The sixth trilateral meeting of the foreign ministers of Turkey, Azerbaijan and Uzbekistan was held in Ankara.",
        ["contact/meeting/held AZE TUR UZB"],
    ),
    ("The 12th meeting of the Kazakh-Hungarian intergovernmental commission took place in Budapest.", []),
    (
        "The Brazilian leader is scheduled to fly to Jakarta on Wednesday before heading to Kuala Lumpur.",
        ["contact/visit/planned BRA IDN", "contact/visit/planned BRA MYS"],
    ),
    (
        "The Omani foreign minister will also call on Prime Minister Shehbaz Sharif.",
        ["contact/meeting/planned OMN PAK"],
    ),
    (
        "Mr Trump has said that he will go to China in April and that Mr Xi will pay a return visit.",
        ["contact/visit/planned CHN USA", "contact/visit/planned CHN USA"],
    ),
    (
        "Turkish President Erdogan arrived in Rome on Monday. During his stay in Rome, he will meet the Italian premier.",
        ["contact/visit/held ITA TUR", "contact/meeting/planned ITA TUR"],
    ),
    ("The deal came as Trump hosted Takaichi and the leaders of Chad and Mali for a summit at the White House.", []),
    (
        "Peru's president spoke on Monday. No minister of Chile has visited that country.",
        ["contact/visit/held! CHL PER"],
    ),
    (
        "The Kuwaiti envoy conveyed an invitation to the Omani sultan to visit Kuwait. It was sunny. The invitation was "
        "gratefully accepted.",
        ["contact/visit/planned KWT OMN"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_contact_of_sentence(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "contact"] == expected


NOTHING = [
    "Nothing can happen until the Peruvian president meets the Chilean president.",
    "Manchester City met Real Madrid in the quarter-final on Tuesday.",
    "The novelist visited Paris and Rome for her new book.",
    "Shares in the Japanese carmaker met resistance at 2,000 yen.",
    "Tourists from China flew to Thailand in record numbers.",
    "The orchestra will travel to Vienna in May.",
    "The company called a meeting of its shareholders for March.",
    "The museum received a painting by a Dutch master.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_sport_business_and_culture_are_no_contacts(reader: Reader, text: str) -> None:
    assert [r for r in reader.read(Story.of(text, published=PUBLISHED)).records if r.type == "contact"] == []


STORY = """Kenyan President William Ruto arrived in Kigali on Monday. He met Rwandan President Paul Kagame the next day.
The meeting in Kigali lasted two hours."""


def test_the_definite_noun_adds_to_the_meeting_told_before(reader: Reader) -> None:
    meetings = [r for r in reader.read(Story.of(STORY, published=PUBLISHED)).records if r.kind == "meeting"]
    assert [(r.parties, r.date, r.place) for r in meetings] == [(("KEN", "RWA"), "2025-12-23", "Kigali")]


def test_the_visit_one_is_invited_to_is_no_contact_told_before(reader: Reader) -> None:
    text = (
        "Kenyan President William Ruto invited Paul Kagame to Nairobi. The date of Kagame's visit will be fixed later."
    )
    assert [short(r) for r in reader.read(Story.of(text, published=PUBLISHED)).records] == [
        "invitation/visit/extended KEN>RWA"
    ]


DATES = [
    ("Xi Jinping wrapped up on Tuesday a three-day visit to Serbia.", "2025-12-21"),
    ("The Turkish president will travel to Baku on Friday.", "2025-12-26"),
    ("The Turkish president travelled to Baku on Friday.", "2025-12-19"),
    ("Kenya's foreign minister arrives in Mogadishu on Friday.", "2025-12-26"),
    ("A visit to Ankara by the Serbian president, set for January 12, will go ahead.", "2026-01-12"),
    ("Chinese Defence Minister Dong Jun met his Russian counterpart in Moscow.", None),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_date_of_contact(reader: Reader, text: str, date: str | None) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [r.date for r in records if r.type == "contact"] == [date]
