"""Stances: sentences of many regions, voices and tenses, and sentences that take none."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.evaluation.examples import short
from dragoman.model import Story
from dragoman.reading.reader import Reader

STANCES = [
    (
        "Sultan Haitham spoke of Yemen, where questions of power, in his view, require compromises from all sides.",
        ["call_for OMN>"],
    ),
    ("Ghana thanked Norway for its help with the vaccines.", ["praise GHA>NOR"]),
    ("Jordan's king hailed Egypt's role in the talks.", ["praise JOR>EGY"]),
    ("Support for Lithuania was also expressed by Japan, Canada and the EU.", ["support CAN,EU,JPN>LTU"]),
    ("Paris reiterated its support for Lebanon's sovereignty.", ["support FRA>LBN"]),
    ("Brazil's president welcomed the truce between Israel and Hamas.", ["support BRA>ISR,X:Hamas"]),
    ("“We stand with Denmark,” Estonian Prime Minister Kristen Michal told reporters.", ["support EST>DNK"]),
    ("Malaysia strongly condemned Israel's strike on a school in Gaza.", ["criticise MYS>ISR"]),
    ("The seizure of the tanker was condemned by Iran.", ["criticise IRN>"]),
    ("Israel's plan was criticised by Spain and Ireland.", ["criticise ESP,IRL>ISR"]),
    ("South Korea voiced deep regret over Japan's visit to the shrine.", ["criticise KOR>JPN"]),
    ("Serbia called Kosovo's decision a violation of the accord.", ["criticise SRB>XKX"]),
    ("“Russia's attack is unacceptable,” Polish Foreign Minister Radoslaw Sikorski said.", ["criticise POL>RUS"]),
    ("Eritrea accused Ethiopia of seeking war over a port.", ["accuse ERI>ETH"]),
    ("Ethiopia has been accused by Sudan of arming the rebels.", ["accuse SDN>ETH"]),
    ("Pakistan's defence minister said India was violating the water treaty.", ["accuse PAK>IND"]),
    ("Turkey urged both Iraq and Syria to secure the border.", ["call_for TUR>IRQ,SYR"]),
    ("Azerbaijan was urged by the United Nations to release the prisoners.", ["call_for UN>AZE"]),
    ("“Iran must return to the table,” German Foreign Minister Johann Wadephul said.", ["call_for DEU>IRN"]),
    ("Australia's foreign minister, Penny Wong, pressed China to explain the drills.", ["call_for AUS>CHN"]),
    ("Qatar called for an immediate ceasefire in Gaza.", ["call_for QAT>"]),
    ("India promised to protect the Maldives from piracy.", ["promise IND>MDV"]),
    ("Swiss President Karin Keller-Sutter said Switzerland stood ready to mediate between Iran and Israel.",
     ["promise CHE>IRN,ISR"]),
    ("“We will never abandon Armenia,” French President Emmanuel Macron said.", ["promise FRA>ARM"]),
    ("Beijing dismissed Washington's accusations as baseless.", ["reject CHN>USA"]),
    ("Mexico does not accept the American demand.", ["reject MEX>USA"]),
    ("Denmark ruled out the sale of Greenland to the United States.", ["reject DNK>USA"]),
    ("Libya's claim was rejected by Greece.", ["reject GRC>LBY"]),
    ("Pyongyang warned Seoul that the drills would have consequences.", ["threaten PRK>KOR"]),
    ("Hezbollah vowed to avenge Israel's strike.", ["threaten X:Hezbollah>ISR"]),
    ("Rwanda accused Congo of backing militias. Kinshasa denied the charge.", ["accuse RWA>COD", "reject COD>RWA"]),
    ("Ukraine's president would like to thank Portugal for the ambulances.", ["praise UKR>PRT"]),
    ("Tokyo does not support Seoul's proposal.", ["reject JPN>KOR"]),
    ("Sudan accuses Chad of arming rebels, a charge Chad denies.", ["accuse SDN>TCD", "reject TCD>SDN"]),
    ("“We intend to deepen our ties with Laos,” Vietnam's president said.", ["promise VNM>LAO"]),
    ("Kyrgyzstan wants closer relations with Turkey.", ["support KGZ>TUR"]),
    ("Belarus is waging a hybrid war, the Latvian prime minister said.", ["accuse LVA>BLR"]),
    ("Washington's demands are not acceptable, Iran's foreign minister said.", ["reject IRN>USA"]),
    ("Estonia summoned the Russian envoy to protest the overflight.", ["criticise EST>RUS"]),
    ("India will not back down, Prime Minister Narendra Modi told Pakistan.", ["reject IND>PAK"]),
    ("New Delhi “firmly rejects” Islamabad's account.", ["reject IND>PAK"]),
    ("Slovakia's prime minister said he would veto Hungary's proposal.", ["reject SVK>HUN"]),
    ("Nigeria called for Niger to free the officers.", ["call_for NGA>NER"]),
    ("The office of the Philippine president criticised China.", ["criticise PHL>CHN"]),
    ("A statement by the ministry of Oman condemned Israel's raid.", ["criticise OMN>ISR"]),
    ("Lithuania considers Belarus responsible for the balloons.", ["accuse LTU>BLR"]),
    ("Doha said Israel's raid constituted a breach of its sovereignty.", ["criticise QAT>ISR"]),
    ("Ecuador promised that Peru would get its share.", ["promise ECU>PER"]),
    ("Slovenia has refused to accept Croatia's ruling on the border.", ["reject SVN>HRV"]),
    ("Belize gave Guatemala ten days to free the fishermen.", ["call_for BLZ>GTM"]),
    ("Gabon said it would take Equatorial Guinea to an international court.", ["threaten GAB>GNQ"]),
    ("Chile condemned Bolivia's decree, as did Peru.", ["criticise CHL,PER>BOL"]),
    ("Oslo's decision drew condemnation from Moscow.", ["criticise RUS>NOR"]),
    ("The UN appealed to all sides to let aid through.", ["call_for UN>"]),
    ("Kenya called on Uganda to reopen the border, and urged the United Nations to send observers.",
     ["call_for KEN>UGA", "call_for KEN>UN"]),
    ("Tirana said it would ask Rome to take part.", ["call_for ALB>ITA"]),
    ("At a news conference in Rabat, Mauritania's foreign minister accused Mali of shelling a village.",
     ["accuse MRT>MLI"]),
    ("In the words of the Kremlin, Finland should show restraint.", ["call_for RUS>FIN"]),
    ("The ministry of Japan said the Chinese ships had strayed, and demanded that Beijing recall them.",
     ["call_for JPN>CHN"]),
    ("Brunei handed the Malaysian ambassador a note of protest.", ["criticise BRN>MYS"]),
    ("Nepal asked India to respect its choice.", ["call_for NPL>IND"]),
    ("Chad condemned the arrest of a Chadian reporter in Libya.", ["criticise TCD>LBY"]),
    ("Oman condemned the killing of Palestinian reporters.", ["criticise OMN>"]),
    ("Latvia condemned the raid on a Polish port claimed by the Houthis.", ["criticise LVA>X:Houthis"]),
    ("Norway called for the release of Ukrainian children by Russia.", ["call_for NOR>RUS"]),
    ("The Czech government backs the use of frozen Russian assets to help Ukraine.", ["support CZE>UKR"]),
    ("Japan and Australia shared concern about China's drills.", ["criticise AUS,JPN>CHN"]),
    ("Italy called on other countries to condemn Belarus.", ["call_for ITA>"]),
    ("Japan and Kenya reaffirmed their commitment to a free and open Indo-Pacific.", ["promise JPN,KEN>"]),
    ("The Kremlin urged NATO to show restraint. Such claims are absurd, it said.",
     ["call_for RUS>NATO", "reject RUS>NATO"]),
    ("Ghana's president met Togo's president in Lomé. The Ghanaian president reaffirmed his commitment to closer ties.",
     ["promise GHA>TGO"]),
    ("Vietnam opposes all acts that infringe upon its rights, its foreign ministry told China.", ["reject VNM>CHN"]),
    ("The two Koreas accused each other of breaking the truce.", ["accuse KOR,PRK>KOR,PRK"]),
    ("Mali and Algeria traded accusations at the assembly.", ["accuse DZA,MLI>DZA,MLI"]),
    ("The EU is ready to help Lebanon guard its coast, its envoy said.", ["promise EU>LBN"]),
    ("Spain welcomed the ceasefire agreement reached between Yemen and Oman.", ["support ESP>OMN,YEM"]),
    ("Iran's minister dismissed as baseless allegations by Argentina.", ["reject IRN>ARG"]),
    ("Qatar condemned Israel's raid, saying it violated international law.", ["criticise QAT>ISR"]),
    ("Austria will not support Serbia's proposal, its foreign minister said.", ["reject AUT>SRB"]),
    ("Slovakia's premier called the European Commission's plan “absurd”.", ["criticise SVK>EU"]),
    ("“The hostages must be freed,” the Norwegian foreign minister said.", ["call_for NOR>"]),
    ("There should be no return to war, Namibia's foreign minister said.", ["call_for NAM>"]),
    ("UNHCR called on Malaysia to stop deporting refugees.", ["call_for UNHCR>MYS"]),
    ("Chile's president called Monday on Sudan's army and the paramilitary Rapid Support Forces to let aid through.",
     ["call_for CHL>SDN,X:RSF"]),
    ("Latvia's foreign minister said the footage left no doubt and urged the European Union to act.",
     ["call_for LVA>EU"]),
    ("Kiribati has called Nauru's president a \"traitor\".", ["criticise KIR>NRU"]),
    ("Peru condemned the suicide attack on a market in Somalia.", ["criticise PER>"]),
    ("Ghana is concerned by the violence in Haiti.", ["criticise GHA>"]),
    ("Ghana condemned violence by Cuban soldiers in Haiti.", ["criticise GHA>CUB"]),
    ("Hezbollah has fought Israel for decades. The group opposes Italian patrols in the south.",
     ["reject X:Hezbollah>ITA"]),
    ("Fiji and Samoa condemned the coup in a joint statement. The text demanded that Tonga recall its ships.",
     ["criticise FJI,WSM>", "call_for FJI,WSM>TON"]),
    ("Mali expelled an envoy of Norway. Norway accused the West African country of bad faith.", ["accuse NOR>MLI"]),
    ("A Peruvian military spokesperson objected to Bolivia's drills. Bolivia must stop them, the spokesperson said.",
     ["reject PER>BOL", "call_for PER>BOL"]),
    ("Kenya's Foreign Ministry spoke of US sales to Oman. Oman must be patient, ministry spokesman Ben Odera said.",
     ["call_for KEN>OMN"]),
    ("The Italian premier condemned violent acts against Spanish troops in the north.", ["criticise ITA>"]),
    ("Kenyan minister Lee Odera, who opened the session, called on Oman to open its market.", ["call_for KEN>OMN"]),
    ("Chile's foreign minister, who led the team, criticised Peru.", ["criticise CHL>PER"]),
    ("Finland's premier, urged by Sweden to act, thanked Norway.", ["call_for SWE>FIN", "praise FIN>NOR"]),
    ("Venezuela expressed its rejection of the statement issued by the EU in May.", ["reject VEN>EU"]),
    ("Sweden will not allow anyone to threaten Latvia, its premier said.", ["reject SWE>"]),
    ("Latvia's foreign minister countered that the footage left no doubt and urged the European Union to act.",
     ["reject LVA>", "call_for LVA>EU"]),
]  # fmt: skip

NOTHING = [
    '"Chile will bring to justice all those who are concerned with the raid," its foreign minister said.',
    "Spain beat Germany 2-1 after the coach praised his defenders.",
    "Analysts criticised the film for its length.",
    "The French singer thanked her fans in Lyon.",
    "Shares in the German carmaker fell after analysts warned of weak demand.",
    "Officials of Chad and Niger discussed trade.",
    "Brazil's coach hailed his striker.",
    "A former Polish foreign minister criticised Hungary.",
    "If Turkey condemned Israel, trade would suffer.",
    "Asked whether Peru might leave the pact, the minister smiled.",
    "The Maltese company denied wrongdoing.",
    "The Danish ministry declined to comment.",
    "Ethiopia's premier thanked Kenya for its hospitality.",
    "The International Court of Justice regrets Kenya's decision to stay away.",
    "“Relief work is hampered by lack of access to Malawi,” the UN envoy said.",
    "Ghana's poet Kofi Adu wrote of Togo. “It is a disgrace,” a pilot lamented the night before I flew out of Benin.",
    "Peru's foreign minister stressed the importance of strengthening cooperation with Chile.",
    "Japan expressed sympathy to Nepal over the earthquake.",
]


@pytest.mark.parametrize(("text", "expected"), STANCES)
def test_stances(reader: Reader, text: str, expected: list[str]) -> None:
    read = reader.read(Story.of(text, published=dt.date(2025, 12, 24))).records
    assert [short(r) for r in read if r.type == "statement"] == [
        "statement/{}/made {}".format(*e.split()) for e in expected
    ]


@pytest.mark.parametrize("text", NOTHING)
def test_no_stance(reader: Reader, text: str) -> None:
    read = reader.read(Story.of(text, published=dt.date(2025, 12, 24))).records
    assert not [short(r) for r in read if r.type == "statement"]


ATTRIBUTED = [
    ("“Oman is ready to help,” Foreign Minister Badr Albusaidi of Oman said.", "Badr Albusaidi"),
    ("Norway condemned Russia's attack, its foreign ministry said.", "foreign ministry"),
    ("Peru accused Mexico of meddling.", None),
    ("The French government criticised Niger.", None),
    ("The Kremlin rejected Germany's offer.", "The Kremlin"),
]


@pytest.mark.parametrize(("text", "expected"), ATTRIBUTED)
def test_attribution(reader: Reader, text: str, expected: str | None) -> None:
    record = next(r for r in reader.read(Story.of(text)).records if r.type == "statement")
    assert (expected is None and record.attribution is None) or expected in (record.attribution or "")


IN_CONTEXT = [
    ("Ghana's president met Togo's president in Lomé. Ghana demanded an apology.", "call_for GHA>TGO"),
    (
        "Colombia and Ecuador held talks in Quito. Colombia's foreign minister deplored the remarks.",
        "criticise COL>ECU",
    ),
    ("Germany's finance minister visited Ankara. Berlin promised to work hard.", "promise DEU>"),
    ("Qatar met Egypt in Cairo. Qatar called for a truce in Sudan.", "call_for QAT>"),
    ("Moldova accused Russia of jamming its radio. Romania was alarmed.", "criticise ROU>RUS"),
    ("Israel closed the crossing on Friday. Jordan called the step illegal.", "criticise JOR>ISR"),
    ("Turkey urged Iraq and Syria to talk and offered to host the meeting.", "promise TUR>IRQ,SYR"),
]


@pytest.mark.parametrize(("text", "expected"), IN_CONTEXT)
def test_target_told_before(reader: Reader, text: str, expected: str) -> None:
    records = reader.read(Story.of(text, published=dt.date(2025, 12, 24))).records
    assert "statement/{}/made {}".format(*expected.split()) in map(short, records)


def test_quotation_of_several_sentences(reader: Reader) -> None:
    text = (
        "“Syria condemns the raid. Israel must withdraw,” Syrian Foreign Minister Asaad al-Shaibani said.\n\n"
        "“We will defend Lebanon.”"
    )
    records = [r for r in reader.read(Story.of(text)).records if r.type == "statement"]
    assert "statement/call_for/made SYR>ISR" in map(short, records)
    assert "statement/promise/made SYR>LBN" in map(short, records)
    assert all(r.attribution == "Asaad al-Shaibani" for r in records)
