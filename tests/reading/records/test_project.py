"""Projects read out of single sentences of many regions, voices and tenses."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    (
        "A new council of Oman and Chad is meant to support a growing range of joint projects.",
        ["project/portfolio/underway OMN TCD"],
    ),
    ("Trade between Ecuador and South Korea reached $1.3 billion in 2024.", ["project/trade/underway ECU KOR"]),
    (
        "Two-way trade between Ottawa and Jakarta amounted to 5 billion Canadian dollars last year.",
        ["project/trade/underway CAN IDN"],
    ),
    ("Nepal's imports from India fell to $6.9 billion in 2023.", ["project/trade/underway IND NPL"]),
    ("Hanoi and Brasilia aim to bring bilateral trade to $15 billion by 2030.", ["project/trade/planned BRA VNM"]),
    ("Ethiopia and Djibouti set a target of $2 billion in annual trade.", ["project/trade/planned DJI ETH"]),
    ("China has invested $7 billion in Zambia since 2000.", ["project/investment/underway CHN ZMB"]),
    ("Swiss companies plan to invest 300 million euros in Serbia.", ["project/investment/planned CHE SRB"]),
    ("Norway pledged investments of $500 million in the Philippines.", ["project/investment/planned NOR PHL"]),
    ("Chinese investment in Myanmar has exceeded $20 billion.", ["project/investment/underway CHN MMR"]),
    ("A Turkish contractor is building an airport in Niger.", ["project/infrastructure/underway NER TUR"]),
    (
        "Russia's Rosatom will construct a nuclear power plant in Uzbekistan.",
        ["project/infrastructure/planned RUS UZB"],
    ),
    ("Japan and Laos inaugurated a bridge over the Mekong in May.", ["project/infrastructure/completed JPN LAO"]),
    ("A tunnel linking Morocco and Spain has been proposed by Madrid.", ["project/infrastructure/proposed ESP MAR"]),
    (
        "Finland scrapped plans for a nuclear plant with Russia's Rosatom.",
        ["project/infrastructure/cancelled FIN RUS"],
    ),
    ("Work on the railway between Iran and Azerbaijan began in April.", ["project/infrastructure/underway AZE IRN"]),
    ("Kuwait cancelled a refinery in Vietnam.", ["project/investment/cancelled KWT VNM"]),
    ("Qatar will supply Hungary with liquefied natural gas from 2027.", ["project/supply/planned HUN QAT"]),
    ("Peru bought 24 fighter jets from Sweden.", ["project/supply/underway PER SWE"]),
    ("Cambodia took delivery of Chinese warships in March.", ["project/supply/completed CHN KHM"]),
    ("Malawi agreed to purchase fuel from Tanzania.", ["project/supply/agreed MWI TZA"]),
    ("Deliveries of Azerbaijani gas to Slovakia started in December.", ["project/supply/underway AZE SVK"]),
    (
        "Turkish contractors have completed 300 projects in Algeria worth $20 billion.",
        ["project/portfolio/completed DZA TUR"],
    ),
    (
        "The portfolio of projects between Kazakhstan and Saudi Arabia has reached $5 billion.",
        ["project/portfolio/underway KAZ SAU"],
    ),
    ("Uganda Airlines will launch flights to Oman.", ["project/infrastructure/planned OMN UGA"]),
    ("Kenya is considering a railway to South Sudan.", ["project/infrastructure/proposed KEN SSD"]),
    ("Emirati company DP World operates a port in Senegal.", ["project/infrastructure/underway ARE SEN"]),
    ("The striker bought a house in Portugal.", []),
    ("Kenya's government will build 200 schools by 2027.", []),
    ("Japan's exports rose by 4.2 percent in October.", []),
    ("Apple reported revenue of $90 billion for the quarter.", []),
    ("The French film opened a festival in Berlin.", []),
    ("Washington accused China of supplying chips to Russia.", []),
    ("The airline cancelled 40 flights because of a storm.", []),
    # One party told, the other of the story.
    ("Ghana and India met in Accra. India will build a port.", ["project/infrastructure/planned GHA IND"]),
    (
        "Peru and Japan held talks. Bilateral trade grew to $4 billion last year.",
        ["project/trade/underway JPN PER"],
    ),
    # Told in other ways.
    ("Some 60 percent of Paraguay's exports go to Brazil.", ["project/trade/underway BRA PRY"]),
    ("Trade between Panama and China slumped by 12 percent in 2024.", ["project/trade/underway CHN PAN"]),
    ("A cargo of Angolan crude left for India in July.", ["project/supply/underway AGO IND"]),
    ("Two thirds of Malta's cars came from Italy last year.", ["project/supply/underway ITA MLT"]),
    ("Deliveries of Russian gas to Bulgaria stopped in 2022.", ["project/supply/cancelled BGR RUS"]),
    ("A Portuguese company won the concession for a port in Angola.", ["project/infrastructure/agreed AGO PRT"]),
    ("Plans for a canal between Iran and Russia were shelved.", ["project/infrastructure/cancelled IRN RUS"]),
    ("An Omani fund bought a quarter of an Indian refinery.", ["project/investment/completed IND OMN"]),
    ("Chile banned exports of lithium to China.", []),
    ("Mali and Japan signed a contract for the construction of a school.", []),
    ("The orchestra opened a new hall in Vienna.", []),
    ("Pakistan granted Chad a loan to repair its power grid.", []),
    ("Oman pledged $5 million to build a port in Togo.", []),
    ("Egypt clinched a deal to buy gas from Israel.", []),
    ("The ministries of Uzbekistan and Pakistan signed a roadmap for the construction of a railway.", []),
    ("A Thai contractor won a contract for a dam in Laos.", []),
    ("Azerbaijan began supplying gas to Syria through Turkey.", ["project/supply/underway AZE SYR"]),
    ("Bangladesh has stopped importing Indian yarn.", []),
    ("Malta imports 90 percent of its gas from Italy.", []),
    ("Armenia will get electricity from Kazakhstan by way of Azerbaijan.", ["project/supply/planned ARM KAZ"]),
    (
        "Gazprom has offices in Oman. The company will build a pipeline in Serbia.",
        ["project/infrastructure/planned RUS SRB"],
    ),
    ("China agreed to finance a project to build a port in Gabon.", ["project/investment/agreed CHN GAB"]),
    ("China's Exim Bank is expected to lend Zimbabwe $1 billion to fund the expansion of a power plant.", []),
    (
        "Zimbabwe is seeking to attract more investments from China after having been sanctioned by the US.",
        ["project/investment/proposed CHN ZWE"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_projects(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert sorted(short(r) for r in records if r.type == "project") == expected


NAMED = [
    ("The Norwegian firm Havskip will invest $85 million in a shipyard in Vietnam.", "investment in a shipyard"),
    ("Swiss companies plan to invest 300 million euros in Serbian agriculture.", "investment in Serbian agriculture"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_what_is_invested_in_keeps_its_article(reader: Reader, text: str, name: str) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [r.name for r in records if r.type == "project"] == [name]
