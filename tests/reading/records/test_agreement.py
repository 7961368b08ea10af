"""Agreements read out of single sentences of many regions, voices and tenses."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    (
        "Peru and Chile signed and ratified the fishing treaty last year.",
        ["agreement/treaty/signed CHL PER", "agreement/treaty/ratified CHL PER"],
    ),
    (
        "Kenya and Oman opened a bridge in May, and Oman sent a ship from Oman. Nairobi was glad. Kenya grew. "
        "In the course of President William Ruto's visit to Ghana, four agreements were signed by the two governments.",
        ["agreement/unspecified/signed GHA KEN"],
    ),
    (
        "Indonesia and the European Union have concluded talks on a free trade agreement after nine years of "
        "negotiations, officials said.",
        ["agreement/treaty/agreed EU IDN"],
    ),
    (
        "A memorandum of understanding between the agriculture ministries of Uzbekistan and Pakistan was "
        "signed at the end of the visit.",
        ["agreement/memorandum/signed PAK UZB"],
    ),
    (
        "The White House said the United States and Argentina had agreed on a framework for a trade deal.",
        ["agreement/unspecified/agreed ARG USA"],
    ),
    (
        "Israel and Hamas have agreed to the first phase of a ceasefire deal, Trump announced.",
        ["agreement/ceasefire/agreed ISR X:Hamas"],
    ),
    (
        "A 60-day ceasefire between Israel and Hezbollah went into effect early Wednesday.",
        ["agreement/ceasefire/in_force ISR X:Hezbollah"],
    ),
    (
        "Hungary's parliament on Monday ratified Sweden's accession protocol to NATO.",
        ["agreement/treaty/ratified HUN SWE"],
    ),
    ("Russia and North Korea ratified a mutual defense treaty last month.", ["agreement/treaty/ratified PRK RUS"]),
    (
        "Niger's junta said on Saturday it had revoked its military accord with the United States.",
        ["agreement/unspecified/terminated NER USA"],
    ),
    ("India has put the Indus Waters Treaty with Pakistan in abeyance.", ["agreement/treaty/suspended IND PAK"]),
    (
        "The Philippines and Japan are expected to sign a logistics pact next month.",
        ["agreement/treaty/negotiating JPN PHL"],
    ),
    (
        "Ukraine and the United States were close to signing a minerals deal, two officials said.",
        ["agreement/deal/negotiating UKR USA"],
    ),
    ("Trump said he hoped to reach a trade deal with China soon.", ["agreement/deal/negotiating CHN USA"]),
    ("Vietnam is negotiating a $1.5 billion contract with Boeing for 50 jets.", ["agreement/deal/negotiating USA VNM"]),
    (
        "Talks between Tehran and Washington on a new nuclear deal are under way in Oman.",
        ["agreement/deal/negotiating IRN USA"],
    ),
    (
        "Armenian Prime Minister Nikol Pashinyan and Azerbaijani President Ilham Aliyev signed a joint "
        "declaration at the White House on August 8.",
        ["agreement/statement/signed ARM AZE"],
    ),
    (
        "Kyrgyz President Sadyr Japarov and Tajik President Emomali Rahmon signed a treaty on the state border.",
        ["agreement/treaty/signed KGZ TJK"],
    ),
    (
        "Following their meeting, the presidents of Kazakhstan and Mongolia adopted a joint statement and "
        "signed an agreement on strategic partnership.",
        ["agreement/statement/agreed KAZ MNG", "agreement/treaty/signed KAZ MNG"],
    ),
    (
        "As a result of the visit, a number of bilateral documents were signed between Azerbaijan and Slovakia.",
        ["agreement/unspecified/signed AZE SVK"],
    ),
    (
        "Russia's Rosatom and Kazakhstan signed a roadmap for building a nuclear power plant.",
        ["agreement/roadmap/signed KAZ RUS"],
    ),
    (
        "The ministers signed an action plan for 2026-2027 between the foreign ministries of Serbia and Oman.",
        ["agreement/roadmap/signed OMN SRB"],
    ),
    (
        "Britain and India signed a free trade deal on Thursday during a visit by Prime Minister Narendra Modi.",
        ["agreement/treaty/signed GBR IND"],
    ),
    (
        "Saudi Arabia and nuclear-armed Pakistan signed a mutual defence pact late on Wednesday.",
        ["agreement/treaty/signed PAK SAU"],
    ),
    ("Chad ended its defence cooperation agreement with France in November.", ["agreement/treaty/terminated FRA TCD"]),
    (
        "The United States and Ukraine signed a deal giving Washington preferential access to minerals.",
        ["agreement/deal/signed UKR USA"],
    ),
    (
        "Thailand and Cambodia failed to reach an agreement on the border in Phnom Penh.",
        ["agreement/treaty/agreed! KHM THA"],
    ),
    ("Serbia refused to sign a declaration with Croatia on missing persons.", ["agreement/statement/signed! HRV SRB"]),
    ("No agreement was reached between Sudan and Ethiopia on the dam.", ["agreement/treaty/agreed! ETH SDN"]),
    (
        "Bolivia and Israel restored diplomatic ties on Tuesday after two years.",
        ["agreement/unspecified/agreed BOL ISR"],
    ),
    (
        "Canberra and Port Moresby have signed a landmark defence treaty known as Pukpuk.",
        ["agreement/treaty/signed AUS PNG"],
    ),
    (
        "The deal, signed by the Democratic Republic of Congo and Rwanda in Washington in June, calls for "
        "the withdrawal of troops.",
        ["agreement/deal/signed COD RWA"],
    ),
    (
        "South Korea's KHNP signed a contract with the Czech Republic to build two reactors.",
        ["agreement/deal/signed CZE KOR"],
    ),
    (
        "Kenya and China have reached a preliminary trade agreement that grants Kenyan goods duty-free access.",
        ["agreement/treaty/agreed CHN KEN"],
    ),
    (
        "The signing ceremony for the agreement between Lithuania and Germany was held in Vilnius.",
        ["agreement/treaty/signed DEU LTU"],
    ),
    (
        "Georgia and the UAE raised their relations to a strategic partnership.",
        ["agreement/unspecified/agreed ARE GEO"],
    ),
    (
        "Poland and France on Friday signed a treaty in Nancy deepening defence ties.",
        ["agreement/treaty/signed FRA POL"],
    ),
    ("Malaysia and Thailand have inked three agreements on border trade.", ["agreement/unspecified/signed MYS THA"]),
    (
        "The Gulf Cooperation Council and Malaysia launched negotiations on a free trade agreement.",
        ["agreement/treaty/negotiating GCC MYS"],
    ),
    (
        "Egypt's president discussed with his Cypriot counterpart the implementation of a gas agreement.",
        ["agreement/treaty/implementing CYP EGY"],
    ),
    (
        "The ceasefire between Pakistan and Afghanistan collapsed after new clashes.",
        ["agreement/ceasefire/terminated AFG PAK"],
    ),
    ("Both Moscow and Kyiv agreed to a 30-day halt to strikes on energy facilities.", []),
    (
        "The free trade agreement between Mercosur and Singapore has not yet entered into force.",
        ["agreement/treaty/in_force! MERCOSUR SGP"],
    ),
    (
        "Uruguay and Turkey inked an MoU on gastronomy, but the striker signed a contract with Galatasaray.",
        ["agreement/memorandum/signed TUR URY"],
    ),
    (
        "President Donald Trump said on Sunday he had struck a trade deal with the European Union.",
        ["agreement/deal/agreed EU USA"],
    ),
    (
        "Canada and China reached a preliminary deal on canola and electric vehicles, Prime Minister Mark "
        "Carney said in Beijing.",
        ["agreement/deal/agreed CAN CHN"],
    ),
    (
        "Britain became the first country to sign a trade deal with the Trump administration.",
        ["agreement/deal/signed GBR USA"],
    ),
    (
        "Switzerland and the United States signed a non-binding declaration of intent on Friday.",
        ["agreement/memorandum/signed CHE USA"],
    ),
    ("The African Growth and Opportunity Act expired in September.", []),
    ("Iran and the E3 resumed talks on the nuclear programme.", []),
    (
        "The United States and China agreed to a 90-day tariff truce in Geneva in May.",
        ["agreement/deal/agreed CHN USA"],
    ),
    ("The tariff truce between the United States and China was extended by a year.", ["agreement/deal/agreed CHN USA"]),
    ("Brazil and the United States are negotiating over tariffs.", []),
    (
        "India and the European Free Trade Association signed a trade agreement last year; it took effect on "
        "October 1.",
        ["agreement/treaty/signed EFTA IND", "agreement/treaty/in_force EFTA IND"],
    ),
    ("South Korean shipbuilder Hanwha Ocean won a contract from Poland.", ["agreement/deal/agreed KOR POL"]),
    (
        "TotalEnergies signed an agreement with Iraq's government to develop gas fields.",
        ["agreement/deal/signed FRA IRQ"],
    ),
    ("Egypt signed a $35 billion deal to buy gas from Israel.", ["agreement/deal/signed EGY ISR"]),
    (
        "Pakistan and Kyrgyzstan signed 15 memorandums of understanding in Islamabad, the foreign office said.",
        ["agreement/memorandum/signed KGZ PAK"],
    ),
    (
        "Venezuela and Russia's parliaments approved a strategic partnership treaty.",
        ["agreement/treaty/ratified RUS VEN"],
    ),
    ("Moscow says it no longer considers itself bound by the treaty with Washington.", []),
    ("South Sudan's rival leaders signed a peace agreement in 2018.", []),
    ("Mali's junta has ended a 2015 peace agreement with Tuareg rebels.", []),
    ("Greece and Turkey signed a friendship declaration in Athens in 2023.", ["agreement/statement/signed GRC TUR"]),
    (
        "Vietnam and the Czech Republic issued a joint statement upgrading ties to a strategic partnership.",
        ["agreement/statement/agreed CZE VNM"],
    ),
    ("Hanoi and Paris agreed to set up a joint commission on trade.", []),
    (
        "Kazakhstan's Samruk-Energy and China's PowerChina signed a contract worth $1.2 billion.",
        ["agreement/deal/signed CHN KAZ"],
    ),
    ("The Kremlin said Putin and Trump reached understandings in Anchorage.", ["agreement/unspecified/agreed RUS USA"]),
    (
        "The Taliban government and Uzbekistan signed a $243 million contract on power lines.",
        ["agreement/deal/signed AFG UZB"],
    ),
    (
        "According to the ministry, a bilateral agreement on labour migration was initialled by Kyrgyz and "
        "Hungarian officials.",
        ["agreement/treaty/agreed HUN KGZ"],
    ),
    (
        "The parties signed a Program of Cooperation between the Foreign Ministries of Tajikistan and Qatar "
        "for 2026-2028.",
        ["agreement/roadmap/signed QAT TJK"],
    ),
    (
        "Ministers of the two countries signed an intergovernmental agreement on the mutual recognition of "
        "diplomas. Earlier, Uzbek President Shavkat Mirziyoyev met Slovak Prime Minister Robert Fico.",
        [],
    ),
    ("Syria and Israel are close to a security agreement, an envoy said.", ["agreement/treaty/negotiating ISR SYR"]),
    ("The US and Iran could sign a deal within weeks.", []),
    ("Ecuador's president signed a decree.", []),
    ("The striker signed a three-year contract with Real Madrid on Thursday.", []),
    ("The singer reached an out-of-court settlement with her label.", []),
    ("Microsoft and OpenAI renegotiated their partnership.", []),
    ("The unions and the airline agreed a pay deal after a week of strikes.", []),
    ("The film was shot in Morocco and released in France.", []),
    ("The coach said the agreement with the players would be honoured in Brazil.", []),
    ("Germany's coalition parties signed their coalition agreement in Berlin.", []),
    ("The Senate passed the budget deal late on Friday.", []),
    ("Japan may sign a treaty with Russia one day.", []),
    ("China urged Japan to honour the treaty.", []),
    ("Kenyan runners joined the race in Tokyo.", []),
    (
        "In Doha, Qatar and Chad signed a memorandum on health, a programme of exchanges for 2026-2028 and an "
        "agreement on visas.",
        ["agreement/memorandum/signed QAT TCD", "agreement/roadmap/signed QAT TCD", "agreement/treaty/signed QAT TCD"],
    ),
    (
        "Tunisia, Chad and Mali severed diplomatic relations with Gabon.",
        [
            "agreement/unspecified/terminated GAB TUN",
            "agreement/unspecified/terminated GAB TCD",
            "agreement/unspecified/terminated GAB MLI",
        ],
    ),
    ("A 1959 treaty between Egypt and Sudan divides the waters of the Nile.", ["agreement/treaty/in_force EGY SDN"]),
    ("Under a 2016 deal with the EU, Turkey takes back migrants.", ["agreement/deal/agreed EU TUR"]),
    (
        "Angola signed a trade treaty with Cuba in 1976. One with Portugal was concluded in 1978.",
        ["agreement/treaty/signed AGO CUB", "agreement/treaty/signed AGO PRT"],
    ),
    ("The Indus Waters Treaty remains in force.", ["agreement/treaty/in_force IND PAK"]),
    ("Qatar hailed the truce between Chad and Sudan.", ["agreement/ceasefire/agreed SDN TCD"]),
    ("Uganda hired Turkey's Yapi Merkezi to lay the track.", ["agreement/deal/signed TUR UGA"]),
    ("Serbia is negotiating the purchase of jets from France.", ["agreement/deal/negotiating FRA SRB"]),
    (
        "Bolivia broke off relations with Israel and restored ties with Iran.",
        ["agreement/unspecified/terminated BOL ISR", "agreement/unspecified/agreed BOL IRN"],
    ),
    ("Lima signed a tax treaty with Quito in May.", ["agreement/treaty/signed ECU PER"]),
    ("A London court ruled on a 1998 contract between two brothers.", []),
    ("The city council of Nairobi approved a plan for new bus lanes.", []),
    ("He broke off relations with his publisher in Paris.", []),
    ("The two Koreas signed a trade agreement in 2018.", ["agreement/treaty/signed KOR PRK"]),
    ("A Thai contractor won a contract for a dam in Laos.", ["agreement/deal/agreed LAO THA"]),
    (
        "Under the accord, signed in Doha by envoys of Rwanda and the M23 rebels, both sides will free captives.",
        ["agreement/unspecified/signed RWA X:M23"],
    ),
    (
        "Peru refused to ratify the accord with Chile on fishing in Arica, which its court struck down in 2023.",
        ["agreement/unspecified/ratified! CHL PER", "agreement/unspecified/terminated CHL PER"],
    ),
    ("Russia offered its help in settling the dispute of Chad and Togo.", []),
    (
        "Addis Ababa and Mogadishu agreed in a joint declaration to settle their row.",
        ["agreement/statement/agreed ETH SOM"],
    ),
    ("The pact on the sea, signed by the five coastal states in Aktau in 2018, is not ratified by Tehran.", []),
    (
        "In Astana, Kazakhstan, Uzbekistan and Kyrgyzstan signed an agreement on water.",
        ["agreement/treaty/signed KAZ KGZ UZB"],
    ),
    (
        "Back at the forum in Rome, Chad, Niger, and Mali signed a memorandum on a railway, officials said.",
        ["agreement/memorandum/signed MLI NER TCD"],
    ),
    (
        "Washington must by the treaty of 1951 come to the aid of the Philippines.",
        ["agreement/treaty/in_force PHL USA"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_agreements(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert sorted(short(r) for r in records if r.type == "agreement") == sorted(expected)


STORY = """President Kassym-Jomart Tokayev held talks with Malaysian Prime Minister Anwar Ibrahim in Putrajaya.
Following the talks, 14 documents were signed, including a roadmap on trade."""


def test_the_sides_of_the_talks_sign_what_is_signed_after_them(reader: Reader) -> None:
    records = reader.read(Story.of(STORY, published=PUBLISHED)).records
    assert [(r.kind, r.stage, r.parties) for r in records if r.type == "agreement"] == [
        ("unspecified", "signed", ("KAZ", "MYS")),
        ("roadmap", "signed", ("KAZ", "MYS")),
    ]


TRUCE = """Thailand and Cambodia agreed on a ceasefire in Putrajaya in July. The truce collapsed within weeks.
It was mediated by Malaysia."""


def test_a_definite_noun_takes_up_the_agreement_told_before(reader: Reader) -> None:
    records = reader.read(Story.of(TRUCE, published=PUBLISHED)).records
    found = [(r.kind, r.stage, r.parties) for r in records if r.type == "agreement"]
    assert found == [("ceasefire", "agreed", ("KHM", "THA")), ("ceasefire", "terminated", ("KHM", "THA"))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kazakhstan and Germany signed a $50 billion deal on green hydrogen.", "deal on green hydrogen"),
        ("Kazakhstan and Germany signed a $50 billion deal.", "$50 billion deal"),
        ("Kenya and Peru signed a declaration of intent on hydrogen.", "declaration of intent on hydrogen"),
        ("Kenya and Peru signed a letter of intent on Monday.", "letter of intent"),
    ],
)
def test_a_name_is_without_its_sum_and_with_its_topic(reader: Reader, text: str, name: str) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [r.name for r in records if r.type == "agreement"] == [name]


KINDS = [
    ("Oman and Peru signed an agreement on trade on Monday.", "agreement/treaty/signed OMN PER"),
    ("Israel and Lebanon reached an agreement on a ceasefire.", "agreement/ceasefire/agreed ISR LBN"),
    ("Oman and Peru reached agreement on four partnerships.", "agreement/unspecified/agreed OMN PER"),
    ("Jordan and Iraq signed an accord on water sharing.", "agreement/treaty/signed IRQ JOR"),
    ("Jordan and Iraq reached an accord on water sharing.", "agreement/unspecified/agreed IRQ JOR"),
    ("Malaysia and Singapore signed a deal to build a train line.", "agreement/deal/signed MYS SGP"),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_the_kind_of_an_agreement_is_that_of_its_words(reader: Reader, text: str, expected: str) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "agreement"] == [expected]


def test_what_a_deal_is_to_do_is_its_name_wherever_it_hangs(reader: Reader) -> None:
    (record,) = reader.read(
        Story.of("Malaysia and Singapore signed a deal to build a cross-border train line.")
    ).records
    assert record.name == "deal to build a cross-border train line"


SOME_TIME = [
    ("The presidents of Oman and Peru met on Monday. Oman has protested and signed a pact with Peru.", "signed", None),
    ("The presidents of Oman and Peru met on Monday. They signed a pact on fishing.", "signed", "2025-12-22"),
    ("The Omani premier had travelled to Peru in April to sign a trade pact.", "signed", "2025-04"),
    ("The Omani premier travelled to Peru to sign a trade pact.", "negotiating", None),
    ("Oman and Chad began negotiations toward the conclusion of a trade pact.", "negotiating", None),
]


@pytest.mark.parametrize(("text", "stage", "date"), SOME_TIME)
def test_how_far_and_when_by_the_tense(reader: Reader, text: str, stage: str, date: str | None) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [(r.stage, r.date) for r in records if r.type == "agreement"] == [(stage, date)]
