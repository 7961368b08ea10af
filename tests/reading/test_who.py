"""Who a phrase means: the phrase in brackets, the parties and the full names that must come out."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from dragoman.model import Story
from dragoman.reading.reader import Reader
from dragoman.reading.tree import Node
from dragoman.reading.who import Resolver, Scene, Who

DAY = "2025-11-20"


@cache
def reader() -> Reader:
    return Reader()


def resolved(marked: str, published: str, publisher: str = "") -> tuple[Who | None, Resolver]:
    """Who the bracketed phrase of a text means."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    scenes, ctx = reader().scenes(Story.of(text, published=dt.date.fromisoformat(published), publisher=publisher))
    scene, node = next(found for one in scenes if (found := head(one, start, end)))
    return ctx.resolver.who(node, scene), ctx.resolver


def head(scene: Scene, start: int, end: int) -> tuple[Scene, Node] | None:
    inside = [n for n in scene.nodes if start <= n.start and n.end <= end]
    tops = [n for n in inside if n.head not in inside or n.head is n]
    return (scene, tops[-1]) if tops else None


NAMES = [
    # titles and surnames
    ("Kazakh President [Kassym-Jomart Tokayev] flew to Baku.", "KAZ", "Kassym-Jomart Tokayev"),
    ("[President of Kazakhstan Kassym-Jomart Tokayev] flew to Baku.", "KAZ", "Kassym-Jomart Tokayev"),
    ("He received [President of Tajikistan Emomali Rahmon].", "TJK", "Emomali Rahmon"),
    ("Kassym-Jomart Tokayev flew to Baku. [Tokayev] returned on Friday.", "KAZ", "Kassym-Jomart Tokayev"),
    ("French President Emmanuel Macron spoke. [Macron] then left.", "FRA", "Emmanuel Macron"),
    ("Indian Prime Minister [Narendra Modi] spoke.", "IND", "Narendra Modi"),
    ("[Xi] will visit Hanoi next week, the Chinese foreign ministry said.", "CHN", "Xi"),
    ("President [Vladimir Putin] spoke in Sochi.", "RUS", "Vladimir Putin"),
    ("[Sergei Lavrov], Russia's foreign minister, spoke in Moscow.", "RUS", "Sergei Lavrov"),
    ("Turkey's [Hakan Fidan] arrived in Doha.", "TUR", "Hakan Fidan"),
    ("U.S. Secretary of State Marco Rubio met reporters. [Rubio] said nothing new.", "USA", "Marco Rubio"),
    ("German Chancellor [Friedrich Merz] spoke in Berlin.", "DEU", "Friedrich Merz"),
    ("EU foreign policy chief [Kaja Kallas] spoke in Tallinn.", "EU", "Kaja Kallas"),
    ("NATO Secretary General [Mark Rutte] spoke in Oslo.", "NATO", "Mark Rutte"),
    ("UN Secretary-General [Antonio Guterres] spoke in Geneva.", "UN", "Antonio Guterres"),
    # monarchs, Arabic, hyphenated names and names with particles
    ("[King Charles III] received the Japanese envoy.", "GBR", "King Charles III"),
    ("Jordan's [King Abdullah II] landed in Ankara.", "JOR", "King Abdullah II"),
    ("Syrian President [Ahmed al-Sharaa] spoke in Damascus.", "SYR", "Ahmed al-Sharaa"),
    ("Ahmed al-Sharaa spoke in Damascus. [Al-Sharaa] thanked Riyadh.", "SYR", "Ahmed al-Sharaa"),
    ("Saudi Crown Prince [Mohammed bin Salman] spoke in Riyadh.", "SAU", "Mohammed bin Salman"),
    (
        "Crown Prince [Mohammed bin Salman bin Abdulaziz Al Saud] spoke in Riyadh.",
        "SAU",
        "Mohammed bin Salman bin Abdulaziz Al Saud",
    ),
    ("Oman hosted Sheikh [Tamim Bin Hamad Al Thani].", "QAT", "Tamim Bin Hamad Al Thani"),
    ("Oman hosted [His Highness] Sheikh Mohamed bin Zayed Al Nahyan.", "ARE", "Mohamed bin Zayed Al Nahyan"),
    ("Oman hosted Prime Minister [Ismail Sabri bin Yaakob] of Malaysia.", "MYS", "Ismail Sabri bin Yaakob"),
    ("[To Lam] met the Omani sultan in Hanoi.", "VNM", "To Lam"),
    ("The Omani sultan received [To Lam] in Muscat.", "VNM", "To Lam"),
    ("The Speaker of the House of Representatives of Malaysia [Johari Abdul] spoke.", "MYS", "Johari Abdul"),
    ("EU chief Ursula von der Leyen spoke on trade. [Von der Leyen] left early.", "EU", "Ursula von der Leyen"),
    ("Brazilian President Luiz Inacio Lula da Silva spoke. [Lula] left early.", "BRA", "Luiz Inacio Lula da Silva"),
    # unknown people, typed by title and state
    ("Surinamese Agriculture Minister [Ravi Doekhinan] spoke in Paramaribo.", "SUR", "Ravi Doekhinan"),
    ("Surinamese Agriculture Minister Ravi Doekhinan spoke. [Doekhinan] thanked Delhi.", "SUR", "Ravi Doekhinan"),
    ("[Khamsone Vilaphan], Laos's deputy foreign minister, spoke in Vientiane.", "LAO", "Khamsone Vilaphan"),
    ("[Khamsone Vilaphan], deputy foreign minister of Laos, spoke in Vientiane.", "LAO", "Khamsone Vilaphan"),
    ("Kenya's trade minister, [Abel Wekamoto], spoke in Nairobi.", "KEN", "Abel Wekamoto"),
    ("The spokesman of the Chilean foreign ministry, [Tomas Quillao], spoke.", "CHL", "Tomas Quillao"),
    ("Peruvian army chief Gen. [Hector Quispe-Vargas] spoke.", "PER", "Hector Quispe-Vargas"),
    ("Kazakh Deputy Foreign Minister [Alibek Bakayev-Serik] and his Uzbek counterpart Jasur Toshmat met.", "KAZ",
     "Alibek Bakayev-Serik"),
    ("Kazakh Deputy Foreign Minister Alibek Bakayev-Serik and his Uzbek counterpart [Jasur Toshmat] met.", "UZB",
     "Jasur Toshmat"),
    ("Italian Defence Minister Guido Crosetto met his Maltese counterpart, [Carmelo Zammit-Borg].", "MLT",
     "Carmelo Zammit-Borg"),
    # two people of one surname
    ("Russian Foreign Minister Sergei Lavrov spoke. The singer Anton Lavrov sang in Riga. [Sergei Lavrov] left.", "RUS",
     "Sergei Lavrov"),
    ("Kim Jong Un spoke in Pyongyang. [Kim Yo Jong] spoke as well.", "PRK", "Kim Yo Jong"),
    ("Kim Yo Jong, the sister of Kim Jong Un, spoke. [Kim Jong Un] was silent.", "PRK", "Kim Jong Un"),
]  # fmt: skip

DATED = [
    ("The [US president] spoke in Washington.", "2022-05-03", "USA", ""),
    ("US President Joe Biden spoke. The [president] then left.", "2022-05-03", "USA", "Joe Biden"),
    ("US President [Biden] spoke in Washington.", "2022-05-03", "USA", "Biden"),
    ("US President [Trump] spoke in Washington.", "2025-05-03", "USA", "Trump"),
    ("British Foreign Secretary [David Lammy] spoke in London.", "2025-03-03", "GBR", "David Lammy"),
    ("British Foreign Secretary [Liz Truss] spoke in London.", "2022-02-03", "GBR", "Liz Truss"),
]

DESCRIPTIONS = [
    ("Kazakh President Kassym-Jomart Tokayev met Xi Jinping. [The Kazakh leader] thanked Beijing.", "KAZ",
     "Kassym-Jomart Tokayev"),
    ("Surinamese Farm Minister Ravi Doekhinan met Modi. [The minister] asked for seeds.", "SUR", "Ravi Doekhinan"),
    ("Thai Foreign Minister Sihasak Phuangketkeow met Prak Sokhonn. [The Thai minister] left.", "THA",
     "Sihasak Phuangketkeow"),
    ("The [head of the IMF], Kristalina Georgieva, spoke in Cairo.", "IMF", "Kristalina Georgieva"),
    ("BERLIN, May 3 (News) -- The [interior ministry] denied reports in Polish media on Monday.", "DEU", ""),
    ("[Netanyahu's office], in Israel, said no.", "ISR", ""),
    ("The [leaders of Kazakhstan, Uzbekistan and Kyrgyzstan] met.", "KAZ KGZ UZB", ""),
    ("India and China agreed on the border. [Their foreign ministers] met.", "CHN IND", ""),
    ("The [Peruvian ambassador in Santiago] spoke.", "PER", ""),
    ("Kassym-Jomart Tokayev met Ilham Aliyev in Baku. [The two presidents] discussed oil.", "AZE KAZ",
     "Ilham Aliyev, Kassym-Jomart Tokayev"),
    ("Tajikistan and Kyrgyzstan held talks in Osh. [Both sides] spoke of the border.", "KGZ TJK", ""),
    ("Tajikistan and Kyrgyzstan held talks in Osh. [The two countries] share a border.", "KGZ TJK", ""),
    ("Tajikistan and Kyrgyzstan held talks in Osh. [The parties] spoke of the border.", "KGZ TJK", ""),
    ("Italian Prime Minister Giorgia Meloni met [her Albanian counterpart] in Rome.", "ALB", ""),
    ("Italian Premier Giorgia Meloni met Edi Rama of Albania. [Her counterpart] thanked her.", "ALB", "Edi Rama"),
    ("Serbia and Hungary signed a deal. [The latter] will pay for the pipes.", "HUN", ""),
    ("Serbia and Hungary signed a deal. [The former] will pay for the pipes.", "SRB", ""),
    ("Qatar welcomed a visit by Oman's foreign minister. [The country] plays host to many talks.", "QAT", ""),
    ("[The Indian foreign minister] arrived in Colombo.", "IND", ""),
    ("Beijing and Canberra held talks. [The Australian side] raised trade.", "AUS", ""),
    ("The European Union met ASEAN. [The Southeast Asian bloc] asked for time.", "ASEAN", ""),
    ("The EU approved the loan on Monday. [The bloc] will pay it out in May.", "EU", ""),
    ("Pakistan accused its [neighbour India] of stalling.", "IND", ""),
    ("Mongolia's [government] approved the plan.", "MNG", ""),
    ("[Troops] of Rwanda crossed the border.", "RWA", ""),
    ("The [foreign ministers of Iran and Iraq] met in Basra.", "IRN IRQ", ""),
    ("A [Turkish delegation] arrived in Tripoli.", "TUR", ""),
    ("The [Chilean embassy in Tokyo] closed its doors.", "CHL", ""),
]  # fmt: skip

PRONOUNS = [
    ("Angela Rayner met no one. Kaja Kallas spoke in Tallinn, and [she] thanked Kyiv.", "EU", "Kaja Kallas"),
    ("Emmanuel Macron flew to Cairo. [He] met nobody there.", "FRA", "Emmanuel Macron"),
    ("Emmanuel Macron met Giorgia Meloni in Rome. [She] thanked him.", "ITA", "Giorgia Meloni"),
    ("Spokesman Abel Wekamoto of Kenya spoke. The visit of Edi Rama to Ghana will go ahead, [he] said.", "KEN",
     "Abel Wekamoto"),
    ("Armenia opened the border. [It] will close it again in May.", "ARM", ""),
    ("Armenia and Azerbaijan signed the text. [They] will ratify it in May.", "ARM AZE", ""),
    ("\"[We] are ready for talks,\" Kazakh Foreign Minister Yermek Kosherbayev said.", "KAZ", "Yermek Kosherbayev"),
    ("Putin left. During [his] visit to Rome, Emmanuel Macron urged calm.", "FRA", "Emmanuel Macron"),
    ("Emmanuel Macron said [his] government would help.", "FRA", "Emmanuel Macron"),
    ("Iran, [which] signed the treaty, has left it.", "IRN", ""),
]  # fmt: skip

METONYMS = [
    ("[Moscow] rejected the plan.", "RUS", ""),
    ("[The Kremlin] rejected the plan.", "RUS", ""),
    ("[The White House] rejected the plan.", "USA", ""),
    ("[Brussels] imposed tariffs on cars.", "EU", ""),
    ("[The Pentagon] said the ship had left.", "USA", ""),
    ("[Akorda] published the readout.", "KAZ", ""),
]

ORGANS = [
    ("The [Security Council of Armenia] met on Friday.", "ARM", ""),
    ("Armenia's [Security Council] met on Friday.", "ARM", ""),
    ("Russian [Security Council] Secretary Sergei Shoigu spoke.", "RUS", ""),
    ("Russia's Security Council Secretary [Sergei Shoigu] spoke.", "RUS", "Sergei Shoigu"),
    ("The [UN Security Council] met on Friday.", "UN", ""),
    ("The [Security Council] will vote on the mission in Haiti, UN diplomats said.", "UN", ""),
    ("Pakistan's [Foreign Office] rejected the claim.", "PAK", ""),
    ("The [Foreign Office] in London rejected the claim made by Britain's rivals.", "GBR", ""),
    ("Colombia's [Congress] ratified the pact.", "COL", ""),
    ("The US [Congress] ratified the pact.", "USA", ""),
    ("The Japanese [Treasury] said nothing.", "JPN", ""),
    ("Spokesman [Orlando Nice] said nothing about apples.", "", ""),
]

UNDATED = [*NAMES, *DESCRIPTIONS, *PRONOUNS, *METONYMS, *ORGANS]
CASES = [*((text, DAY, parties, persons) for text, parties, persons in UNDATED), *DATED]


@pytest.mark.parametrize(("marked", "published", "parties", "persons"), CASES)
def test_who(marked: str, published: str, parties: str, persons: str) -> None:
    who, resolver = resolved(marked, published)
    found = [person.name for key in (who.persons if who else ()) if (person := resolver.cast.get(key))]
    assert (" ".join(sorted(who.parties)) if who else "", ", ".join(sorted(found))) == (parties, persons)


@pytest.mark.parametrize(
    "marked",
    [
        "[The former Thai premier] arrived in Phnom Penh.",
        "[Former Japanese prime minister Fumio Kishida] arrived in Seoul.",
        "Kazakh [analysts] praised the deal.",
        "[Turkish tourists] left Egypt.",
        "[Opposition leader] Peter Magyar of Hungary spoke.",
    ],
)
def test_who_does_not_act_for_a_state(marked: str) -> None:
    who, _ = resolved(marked, DAY)
    assert who is None or not who.speaks


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[Then-President Joe Biden] signed the order in 2023.", "person"),
        ("[Apple] opened a plant in Vietnam, the U.S. company said.", "company"),
        ("[Kazatomprom] sold uranium to France.", "company"),
        ("[Hezbollah] fired at Israel.", "group"),
        ("The [Paris Agreement] binds Chad.", "accord"),
        ("[Central Asian countries] met in Astana.", "region"),
    ],
)
def test_kind(marked: str, kind: str) -> None:
    who, _ = resolved(marked, DAY)
    assert who is not None
    assert who.kind == kind


STORY_STATES = [
    ("The ministers of Chad, Mali and Togo signed a plan. [The ministers] met in Togo's capital.", "MLI TCD TGO"),
    ("[We], the ministers of Chad, Mali and Togo, signed a plan.", "MLI TCD TGO"),
    ("[Santiago] said it would send an envoy to Lima.", "CHL"),
    ("[Wellington] suspended aid worth millions to the Cook Islands.", "NZL"),
    ("[Georgetown] accused Caracas of moving troops to the border.", "GUY"),
    ("[Kingston] and Port of Spain signed an accord.", "JAM"),
    ("[Lima] broke off relations with Mexico.", "PER"),
    ("[San Jose] asked Managua to withdraw its soldiers.", "CRI"),
    ("[Georgetown] University opened a campus in Doha.", ""),
    ("[Male] asked New Delhi to withdraw its troops.", "MDV"),
    ("[Praia] signed the pact with Lisbon.", "CPV"),
    ("[Kuwait City] and Riyadh agreed on the field.", "KWT"),
    ("North Korea fired a missile on Monday, Seoul said. [The North] said it was a test.", "PRK"),
    ("Kim Jong Un oversaw the test, KCNA said. [Kim] praised the gunners.", "PRK"),
    ("South Korea's trade minister, [Yeo Han-koo], flew to Washington.", "KOR"),
    ("Taiwanese President [Lai Ching-te] left for Palau.", "TWN"),
    ("The [Commission] fined Apple 500 million euros, the EU said.", "EU"),
    ("The European Commission unveiled a package. The [Commission] said that Chinese firms were on the list.", "EU"),
    ("The African Union suspended Madagascar. The [Council] met in Addis Ababa.", "AU"),
    ("The Shanghai Cooperation Organisation met in Tianjin. The [Organisation] adopted a strategy.", "SCO"),
    ("ECOWAS imposed sanctions on Niger. The [regional bloc] called for elections.", "ECOWAS"),
    ("[The UN special envoy for Syria] met the president in Damascus.", "UN"),
    ("[The US special envoy for Ukraine] flew to Kyiv.", "USA"),
    ("[The Chinese ambassador to Japan] was summoned.", "CHN"),
    ("Peru signed the deal with Beijing on Monday. [The Andean country] exports copper.", "PER"),
    (
        "Chile and Peru have quarrelled. "
        "Bolivia asked Chile for access to the sea. [The landlocked nation] lost its coast in 1883.",
        "BOL",
    ),
    ("Japan summoned the Qatari envoy. [The Gulf state] had held a Japanese ship.", "QAT"),
    ("India lent money to the Maldives. [The island nation] owes China more.", "MDV"),
    ("Turkmenistan sells gas to China. [The Central Asian country] wants a pipeline to Europe.", "TKM"),
    ("Saudi Arabia hosted the talks. [The Kingdom] thanked both sides.", "SAU"),
    ("Cambodia signed a deal with Seoul. [The Kingdom] will send workers.", "KHM"),
    ("Estonia, Latvia and Lithuania quit the grid in February. [The three] joined that of Europe.", "EST LTU LVA"),
    ("Mali, Niger and Burkina Faso left the bloc. [The three countries] formed their own.", "BFA MLI NER"),
    ("Mali, Niger and Burkina Faso left the bloc. [They] formed their own.", "BFA MLI NER"),
    ("Putin received Modi in Moscow. [The two leaders] signed a plan.", "IND RUS"),
    ("Putin received Modi in Moscow. [Both] signed a plan.", "IND RUS"),
    ("Peru and Chile host fairs. Xi spoke. [Both South American leaders] then left.", "CHL PER"),
    ("Kenyan exports fell amid Peru's weak harvests and [its] new duties.", "PER"),
    ("Norway has ties with Guyana, which it sees as important due to [its] oil.", "GUY"),
    ("Lavrov met Fidan in Antalya. [The ministers] spoke of Syria.", "RUS TUR"),
    ("King Abdullah II flew to Ankara. [His Majesty] thanked Turkey.", "JOR"),
    ("[NIS] said North Korean troops had died in Kursk, according to South Korean lawmakers.", "KOR"),
    ("Washington imposed sanctions on Serbian oil firm [NIS].", "SRB"),
    ("[The ADF] attacked a village in eastern Congo, Kinshasa said.", "X:ADF"),
    ("The Australian Defence Force joined the drill in Manila. [The ADF] sent a frigate.", "AUS"),
    ("Norwegian firm [Nordlys Energi] will build a plant in Ghana.", "NOR"),
    ("[Nordlys Energi], a Norwegian firm, will build a plant in Ghana.", "NOR"),
    ("Norway's [Nordlys Energi] will build a plant in Ghana.", "NOR"),
    ("[California] signed a climate pact with Denmark.", "USA"),
    ("[Guangdong] and Zambia signed a pact.", "CHN"),
    ("Hamas and Israel accepted the plan. [The warring sides] will free prisoners.", "ISR X:Hamas"),
    ("U.S. Secretary of State Marco Rubio called Dar. [The Secretary] praised Pakistan.", "USA"),
    ("Ghana recalled its envoy from Togo. [The National Security Council] met in Accra.", "GHA"),
    ("The Security Council met. [The Peace and Security Council] suspended Niger.", "AU"),
    (
        "Pakistan's Deputy Prime Minister Ishaq Dar called Rubio. [The Deputy Prime Minister] praised Washington.",
        "PAK",
    ),
]


@pytest.mark.parametrize(("marked", "parties"), STORY_STATES)
def test_the_states_of_the_story_decide(marked: str, parties: str) -> None:
    who, _ = resolved(marked, DAY)
    assert (" ".join(sorted(who.parties)) if who else "") == parties


HOMES = [
    ("Philippine News Agency", "The [Department of Agriculture] banned poultry from Hokkaido.", "PHL"),
    ("Philippine News Agency", "The [Department of Justice] thanked Tokyo.", "PHL"),
    ("Philippine News Agency", "The US was thanked on Monday. The [Department of Justice] charged him.", "USA"),
    ("The Japan Times", "The [National Police Agency] signed an agreement with Hanoi.", "JPN"),
    ("Xinhua", "The [commerce department] rebuked Ottawa.", "CHN"),
    ("The Fjord Post", "The [Department of Justice] thanked Tokyo.", "USA"),
    ("Voice of America", "The [commerce department] rebuked a trader.", ""),
    ("Al Jazeera", "The [coast guard] rebuked a trader.", ""),
    ("Kyodo", "The [coast guard] rebuked Seoul.", "JPN"),
    ("Kyodo", "South Korea sent a ship on Monday. The [Diet] protested.", "JPN"),
    ("Philippine News Agency", "Japan sent a team. Social Welfare [Secretary] Rex Galvez thanked it.", "PHL"),
    ("Philippine News Agency", "Japan sent a team. The [Bureau of Immigration] thanked Tokyo.", "PHL"),
    ("Philippine News Agency", "Japan sent a team. The [finance ministry] paid for it.", "JPN"),
    ("The Fjord Post", "Japan sent a team. Welfare [Secretary] Rex Galvez spoke.", "JPN"),
    ("", "ISLAMABAD: The [Foreign Office] rejected the claim.", "PAK"),
]


@pytest.mark.parametrize(("publisher", "marked", "parties"), HOMES)
def test_an_organ_that_several_states_have_is_of_the_home_of_the_story(
    publisher: str, marked: str, parties: str
) -> None:
    who, _ = resolved(marked, DAY, publisher)
    assert (" ".join(sorted(who.parties)) if who else "") == parties


PERSONS = [
    ("Putin received Modi in Moscow. [The two leaders] signed a plan.", "Modi, Putin"),
    ("Lavrov met Fidan in Antalya. [The ministers] spoke of Syria.", "Fidan, Lavrov"),
    ("South Korea's trade minister, [Yeo Han-koo], flew to Washington.", "Yeo Han-koo"),
    ("King Abdullah II flew to Ankara. [His Majesty] thanked Turkey.", "King Abdullah II"),
    ("U.S. Secretary of State Marco Rubio called Dar. [The Secretary] praised Pakistan.", "Marco Rubio"),
    ("Japan's foreign minister, [MOTEGI Toshimitsu], flew to Manila.", "MOTEGI Toshimitsu"),
    ("Togo's Faure Gnassingbe met Japan's Sanae Takaichi. She thanked [her guest].", "Faure Gnassingbe"),
]


@pytest.mark.parametrize(("marked", "names"), PERSONS)
def test_persons(marked: str, names: str) -> None:
    who, resolver = resolved(marked, DAY)
    found = [person.name for key in (who.persons if who else ()) if (person := resolver.cast.get(key))]
    assert ", ".join(sorted(found)) == names
