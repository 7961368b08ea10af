"""Measures read out of single sentences of many regions, voices and tenses."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Record, Story
from dragoman.reading.reader import Reader

CASES = [
    (
        "Japan banned Chilean salmon in May. It was lifted in June.",
        ["import_ban/imposed JPN>CHL", "import_ban/lifted JPN>CHL"],
    ),
    ("Canada imposed and later lifted sanctions on Eritrea.", ["sanction/imposed CAN>ERI", "sanction/lifted CAN>ERI"]),
    ("Egypt did not allow three Sudanese officials to enter the country.", ["travel_ban/imposed EGY>SDN"]),
    (
        "ECOWAS gave Niger's junta a week to restore the president or face sanctions.",
        ["sanction/threatened ECOWAS>NER"],
    ),
    ("Brazil gave Peru a deadline of ten days to reopen the bridge or face tariffs.", ["tariff/threatened BRA>PER"]),
    ("Kenyan and Ugandan officials discussed imposing sanctions on Burundi.", ["sanction/threatened KEN,UGA>BDI"]),
    ("EU ministers discussed the imposition of sanctions on Nicaragua on Monday.", ["sanction/threatened EU>NIC"]),
    ("Ottawa imposed sanctions on eleven Belarusian officials on Friday.", ["sanction/imposed CAN>BLR"]),
    ("Two Nicaraguan banks were sanctioned by the European Union in June.", ["sanction/imposed EU>NIC"]),
    ("The Swiss government has frozen the assets of a Moldovan oligarch.", ["sanction/imposed CHE>MDA"]),
    ("Tokyo added five Hong Kong firms to its sanctions list.", ["sanction/imposed JPN>HKG"]),
    ("The Kenyan government has designated Hezbollah as a terrorist group.", ["sanction/imposed KEN>X:Hezbollah"]),
    ("Bogota recalled its ambassador from Lima over the islet.", ["sanction/imposed COL>PER"]),
    ("The EU agreed on Monday to extend its sanctions on Mali.", ["sanction/imposed EU>MLI"]),
    ("Washington is considering sanctions on Ugandan generals.", ["sanction/threatened USA>UGA"]),
    ("Brussels lifted the sanctions it had imposed on Burundi.", ["sanction/lifted EU>BDI", "sanction/imposed EU>BDI"]),
    ("The United States has not imposed sanctions on Hungary.", ["sanction/imposed! USA>HUN"]),
    ("Trump hit Lesotho with a 50% tariff in April.", ["tariff/imposed USA>LSO"]),
    ("The duties that Ankara has levied on Ukrainian flour took effect in May.", ["tariff/imposed TUR>UKR"]),
    ("Exporters in Fiji complain about the 15% U.S. tariff on Fijian fish.", ["tariff/imposed USA>FJI"]),
    ("Mexico will impose a 35% tariff on Chinese cars from January 1.", ["tariff/planned MEX>CHN"]),
    ("Trump has threatened to impose a 100% tariff on French wine.", ["tariff/threatened USA>FRA"]),
    ("Trump threatened Denmark with tariffs if it keeps Greenland.", ["tariff/threatened USA>DNK"]),
    ("U.S. tariffs on Swiss watches will drop to 15% next month.", ["tariff/eased USA>CHE"]),
    ("Beijing paused its duties on Canadian canola for a year.", ["tariff/suspended CHN>CAN"]),
    (
        "Peru imposed a duty on Bolivian soy in May. The duty was scrapped in July.",
        ["tariff/imposed PER>BOL", "tariff/lifted PER>BOL"],
    ),
    ("The Hague restricted exports of chipmaking machines to China.", ["export_control/imposed NLD>CHN"]),
    ("Beijing eased curbs on exports of magnets to Germany.", ["export_control/eased CHN>DEU"]),
    ("Namibia banned imports of South African poultry on Tuesday.", ["import_ban/imposed NAM>ZAF"]),
    ("Moscow's ban on Moldovan apples angered farmers.", ["import_ban/imposed RUS>MDA"]),
    ("Japan resumed imports of Polish beef.", ["import_ban/lifted JPN>POL"]),
    ("Georgia barred two Lithuanian lawmakers from entering the country.", ["travel_ban/imposed GEO>LTU"]),
    ("Niger closed its border with Benin in July.", ["travel_ban/imposed NER>BEN"]),
    ("Washington revoked the visas of four Costa Rican officials.", ["travel_ban/imposed USA>CRI"]),
    ("Poland reopened its border with Belarus.", ["travel_ban/lifted POL>BLR"]),
    ("Trump signed an order barring citizens of Chad from entering the United States.", ["travel_ban/imposed USA>TCD"]),
    ("A Belarusian diplomat was expelled from Lithuania on Monday.", ["expulsion/imposed LTU>BLR"]),
    ("Prague summoned the Russian ambassador and expelled two diplomats.", ["expulsion/imposed CZE>RUS"]),
    ("Algiers deported 300 Nigerien migrants last week.", ["expulsion/imposed DZA>NER"]),
    ("Slovenia imposed an arms embargo on Israel in July.", ["embargo/imposed SVN>ISR"]),
    ("Afghanistan has halted all trade with Pakistan.", ["embargo/imposed AFG>PAK"]),
    ("Turkish F-16s bombed a village in northern Iraq on Sunday.", ["military/imposed TUR>IRQ"]),
    ("Ukrainian drones struck a refinery in Saratov.", ["military/imposed UKR>RUS"]),
    ("A Chinese vessel used water cannon against a Philippine boat.", ["military/imposed CHN>PHL"]),
    ("North Korea fired a missile over Japan.", ["military/imposed PRK>JPN"]),
    ("Soldiers of Thailand and Cambodia exchanged fire on Thursday.", ["military/imposed KHM,THA>KHM,THA"]),
    ("Ethiopian troops withdrew from Somalia in January.", ["military/eased ETH>SOM"]),
    ("Trump threatened Nigeria with air strikes.", ["military/threatened USA>NGA"]),
    ("India struck what it said were camps in Pakistan.", ["military/imposed IND>PAK"]),
    ("Peru and Chile have both banned Thai rice.", ["import_ban/imposed PER>THA", "import_ban/imposed CHL>THA"]),
    (
        "Norway imposed sanctions on Belarus in May. Iceland took the same step in June.",
        ["sanction/imposed NOR>BLR", "sanction/imposed ISL>BLR"],
    ),
    ("Germany will not impose sanctions on Israel.", ["sanction/imposed! DEU>ISR"]),
    ("Swiss watchmakers were hit by a 39% U.S. tariff in August.", ["tariff/imposed USA>CHE"]),
    ("Paris froze the funds of two Iranian firms.", ["sanction/imposed FRA>IRN"]),
    ("Washington dropped Sudan from its terror list.", ["sanction/lifted USA>SDN"]),
    ("EU sanctions on Belarus remain in place.", ["sanction/imposed EU>BLR"]),
    ("Rabat answered with a ban on Spanish olive oil.", ["import_ban/imposed MAR>ESP"]),
    ("Seoul closed its market to Cambodian mangoes.", ["import_ban/imposed KOR>KHM"]),
    ("Beijing withheld magnets from Japan.", ["export_control/imposed CHN>JPN"]),
    ("Moscow suspended flights to Georgia.", ["travel_ban/imposed RUS>GEO"]),
    ("Manila barred its citizens from traveling to Libya.", ["travel_ban/imposed PHL>LBY"]),
    ("Niamey gave the French envoy 48 hours to leave.", ["expulsion/imposed NER>FRA"]),
    ("Ottawa stopped arms sales to Israel.", ["embargo/imposed CAN>ISR"]),
    ("Russian jets intruded into Estonian airspace.", ["military/imposed RUS>EST"]),
    ("Iranian commandos seized a Portuguese tanker.", ["military/imposed IRN>PRT"]),
    ("France handed over its last base to Senegal.", ["military/eased FRA>SEN"]),
    ("Washington halted its strikes on Yemen.", ["military/suspended USA>YEM"]),
    ("Ottawa has no plans to lift tariffs on Chinese cars.", ["tariff/lifted! CAN>CHN"]),
    ("Brussels eased restrictions on Syria's energy sector in May.", ["sanction/eased EU>SYR"]),
    (
        "The U.S. deployed a carrier to the Caribbean in a show of force against Venezuela.",
        ["military/imposed USA>VEN"],
    ),
    ("Fico had threatened in January to cut off power supplies to Ukraine.", ["embargo/threatened SVK>UKR"]),
    (
        "A Chinese cutter turned its water cannon on Filipino boats; the navy sent a rescue ship.",
        ["military/imposed CHN>PHL"],
    ),
    ("Egypt is to send 1,100 soldiers to the peacekeeping mission in Somalia.", []),
    ("Estonian marines watched when Moscow sent a fighter.", []),
    (
        "The bill authorizes the Obama administration to impose new sanctions on Russia.",
        ["sanction/threatened USA>RUS"],
    ),
    ("Russia seized control of Crimea from Ukraine.", []),
]

FROM_CONTEXT = [
    (
        "Peru banned imports of Ecuadorian shrimp in April. Curbs on Ecuadorian imports were lifted in June.",
        ["import_ban/imposed PER>ECU", "import_ban/lifted PER>ECU"],
    ),
    (
        "Tunisia imposed sanctions on two Libyan banks in March. The sanctions were suspended in July.",
        ["sanction/imposed TUN>LBY", "sanction/suspended TUN>LBY"],
    ),
    ("Malawi lifted the ban on maize from Zambia.", ["import_ban/lifted MWI>ZMB"]),
    (
        "Seoul banned travel to parts of Laos. Laos asked that the ban on travel to its north be lifted.",
        ["travel_ban/imposed KOR>LAO"],
    ),
]
"""A side, or the kind, that the clause does not tell."""

NOTHING = [
    "The Thai army said Cambodian soldiers shelled Thai villages.",  # told by the side that bears it
    "Armenia accused Azerbaijan of shelling border villages.",
    "M23 rebels attacked Congolese troops near Goma.",  # inside a state
    "Kyiv urged the European Union to impose sanctions on Georgia.",
    "Scotland attacked from the start and beat Denmark in Glasgow.",
    "A cyclone hit Madagascar and Mozambique in February.",
    "Kenyan police killed three robbers in Nairobi.",
    "The Italian government banned phones in schools.",
    "Trump attacked the BBC in a post.",
    "Brazil and Mexico struck a deal on cars.",
    "Tokyo stocks hit a record high.",
    "Airbus cut its prices in India by 10 percent.",
]


def measures(reader: Reader, text: str) -> tuple[Record, ...]:
    return tuple(r for r in reader.read(Story.of(text, published=PUBLISHED)).records if r.type == "measure")


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_measure(reader: Reader, text: str, expected: list[str]) -> None:
    assert [short(r).removeprefix("measure/") for r in measures(reader, text)] == expected


@pytest.mark.parametrize(("text", "expected"), FROM_CONTEXT)
def test_side_from_context(reader: Reader, text: str, expected: list[str]) -> None:
    assert [short(r).removeprefix("measure/") for r in measures(reader, text)] == expected


def test_told_by_who_bears_it(reader: Reader) -> None:
    text = "Prime Minister Anutin Charnvirakul said Cambodian soldiers shelled Thai villages."
    (record,) = reader.read(Story.of(text, published=PUBLISHED)).records
    assert (short(record), record.persons) == ("statement/accuse/made THA>KHM", ("Anutin Charnvirakul",))


@pytest.mark.parametrize("text", NOTHING)
def test_no_measure(reader: Reader, text: str) -> None:
    assert measures(reader, text) == ()


def test_date_and_source(reader: Reader) -> None:
    (record,) = measures(reader, "Norway expelled a Russian attaché on Monday, its foreign minister said.")
    assert (record.date, record.actor, record.recipient) == ("2025-12-22", ("NOR",), ("RUS",))


ONCE = [
    ("The EU decided to impose tariffs on Chinese buses from March 1.", ["measure/tariff/planned EU>CHN"]),
    ("Iran denied that it had supplied drones to Sudan's army.", ["aid/military/provided! IRN>SDN"]),
    ("Israel will have to pay a heavy price, Iran's foreign minister said.", ["statement/threaten/made IRN>ISR"]),
]


@pytest.mark.parametrize(("text", "expected"), ONCE)
def test_a_step_or_a_threat_is_told_once(reader: Reader, text: str, expected: list[str]) -> None:
    assert [short(r) for r in reader.read(Story.of(text, published=PUBLISHED)).records] == expected


def test_two_that_recall_their_envoys_do_it_to_each_other(reader: Reader) -> None:
    text = (
        "Norway greeted Finland. Peru and Chile recalled their ambassadors on Monday in a dispute over a U.S. proposal."
    )
    story = Story(id="t", title="", publisher="", language="en", published=PUBLISHED, text=text)
    sides = {(r.actor, r.recipient) for r in reader.read(story).records if r.kind == "sanction"}
    assert sides == {(("PER",), ("CHL",)), (("CHL",), ("PER",))}
