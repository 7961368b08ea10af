"""Aid read out of single sentences of many regions, voices and tenses."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    ("The 20 buses that Japan gave Kenya in May are in use.", ["aid/economic/provided JPN>KEN"]),
    ("The half million dollars that Oman promised Kenya has arrived.", ["aid/economic/pledged OMN>KEN"]),
    (
        "Norway has promised Moldova howitzers, of which the first were delivered last year.",
        ["aid/military/pledged NOR>MDA", "aid/military/provided NOR>MDA"],
    ),
    ("Iceland has provided humanitarian aid to Lebanon.", ["aid/humanitarian/provided ISL>LBN"]),
    ("Colombia sent rescue teams to Turkey after the earthquake.", ["aid/humanitarian/provided COL>TUR"]),
    ("The World Bank approved a loan of $500 million for Senegal.", ["aid/loan/pledged WB>SEN"]),
    ("Japan will lend the Philippines 30 billion yen for a railway.", ["aid/loan/pledged JPN>PHL"]),
    ("Kyrgyzstan received a grant of $15 million from South Korea.", ["aid/economic/provided KOR>KGZ"]),
    ("Kenya requested emergency aid from the European Union.", ["aid/humanitarian/requested EU>KEN"]),
    ("Estonia pledged more ammunition to Ukraine.", ["aid/military/pledged EST>UKR"]),
    ("The Netherlands has donated patrol boats to Kenya.", ["aid/military/provided NLD>KEN"]),
    ("The United States suspended military aid to Niger in August.", ["aid/military/suspended USA>NER"]),
    ("Sweden will stop development aid to Bolivia.", ["aid/economic/suspended SWE>BOL"]),
    ("Washington resumed military aid to Ukraine in March.", ["aid/military/provided USA>UKR"]),
    ("Tents and blankets were sent to Afghanistan by Uzbekistan.", ["aid/humanitarian/provided UZB>AFG"]),
    ("A Saudi aid convoy arrived in Syria.", ["aid/humanitarian/provided SAU>SYR"]),
    ("The IMF disbursed $1.2 billion to Sri Lanka.", ["aid/loan/provided IMF>LKA"]),
    ("New Zealand gave Samoa a patrol boat.", ["aid/military/provided NZL>WSM"]),
    (
        "Australia announced 20 million Australian dollars in humanitarian assistance for Myanmar.",
        ["aid/humanitarian/pledged AUS>MMR"],
    ),
    ("China promised Cambodia grants worth $50 million.", ["aid/economic/pledged CHN>KHM"]),
    ("Zambia borrowed $1 billion from China.", ["aid/loan/provided CHN>ZMB"]),
    ("UNICEF is seeking $90 million for Yemen.", ["aid/humanitarian/requested UNICEF>YEM"]),
    ("Iran has never supplied drones to Ethiopia, the ministry said.", ["aid/military/provided! IRN>ETH"]),
    ("Germany withheld budget support from Rwanda.", ["aid/economic/suspended DEU>RWA"]),
    ("Moldova is negotiating a loan with the World Bank.", ["aid/loan/requested WB>MDA"]),
    ("Brazil and Mexico donated food to Cuba.", ["aid/humanitarian/provided BRA,MEX>CUB"]),
    ("India extended a credit line of $100 million to Guyana.", ["aid/loan/provided IND>GUY"]),
    ("The Pentagon paused deliveries of air defence missiles to Ukraine.", ["aid/military/suspended USA>UKR"]),
    ("Norway is to double its humanitarian aid to Sudan.", ["aid/humanitarian/pledged NOR>SDN"]),
    ("The government provided aid to farmers hit by drought.", []),
    ("He gave a lecture on food at a university in Nairobi.", []),
    ("The Argentine striker scored twice against Chile, helping his club to a win.", []),
    ("The mediator offered Oman's help in settling the dispute.", []),
    ("A Swiss helicopter rescued a British tourist in the Alps.", []),
    # One party told, the other of the story.
    (
        "Floods hit Malawi. Malawi has asked its neighbours for help. Norway pledged $5 million in relief.",
        ["aid/humanitarian/pledged NOR>MWI"],
    ),
    # Told in other ways.
    ("Jordan flew in tents for Gaza.", ["aid/humanitarian/provided JOR>PSE"]),
    ("An Emirati plane carrying food and blankets landed in Sudan.", ["aid/humanitarian/provided ARE>SDN"]),
    ("India presented Nepal with ambulances.", ["aid/humanitarian/provided IND>NPL"]),
    ("The EU will allocate 4 million euros to support herders in Mongolia.", ["aid/economic/pledged EU>MNG"]),
    ("Russia wrote off $200 million of debt owed by Mozambique.", ["aid/economic/provided RUS>MOZ"]),
    ("The World Bank suspended lending to Zimbabwe.", ["aid/loan/suspended WB>ZWE"]),
    ("The IMF released $300 million to Kenya.", ["aid/loan/provided IMF>KEN"]),
    ("Zambia asked China for $500 million.", ["aid/economic/requested CHN>ZMB"]),
    ("Denmark phased out development aid to Niger.", ["aid/economic/suspended DNK>NER"]),
    ("The minister asked the Philippine senate for three days.", []),
    ("Romania received jets that it had bought from Norway.", []),
    ("The Asian Development Bank will provide Laos with $60 million.", ["aid/loan/pledged ADB>LAO"]),
    ("Belgrade, which buys gas from Russia, has lent NIS 200 million dollars.", []),
    ("The Russian company received $9 billion from the finance ministry in Moscow for a plant in Turkey.", []),
    ("Moscow sent a fighter, which entered Estonian airspace.", []),
    (
        "Washington would commit $2 billion in military assistance to Ukraine's defense against Russia.",
        ["aid/military/pledged USA>UKR"],
    ),
    (
        "The US sent Ukraine military aid worth $2 billion after Russia's invasion. The package announced by the Defense "
        "Department includes funding for drones.",
        ["aid/military/pledged USA>UKR", "aid/military/provided USA>UKR"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_aid(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert sorted(short(r) for r in records if r.type == "aid") == expected
