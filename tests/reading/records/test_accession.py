"""Accessions read out of single sentences of many regions, voices and tenses."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    (
        "Peru has joined the Pacific Reef Restoration Facility (PRRF) as an observer.",
        ["accession/status/joined PER>PRRF"],
    ),
    ("Brazil left the International Alliance for Island Schools last year.", ["accession/membership/left BRA>IAIS"]),
    ("The minister said Peru would become a member of the World Kelp Fund.", ["accession/membership/planned PER>WKF"]),
    ("Peru joined the World Kelp Report in praising the plan.", []),
    ("Kenya's president joined the National Farmers Union in May.", []),
    ("France's application to the Global Spice Network was filed in May.", ["accession/membership/applied FRA>GSN"]),
    (
        "Burkina Faso, Mali and Niger left ECOWAS in January.",
        [
            "accession/membership/left BFA>ECOWAS",
            "accession/membership/left MLI>ECOWAS",
            "accession/membership/left NER>ECOWAS",
        ],
    ),
    ("Indonesia became a full member of BRICS in January 2025.", ["accession/membership/joined IDN>BRICS"]),
    ("The United States withdrew from UNESCO for the second time.", ["accession/membership/left USA>UNESCO"]),
    (
        "Argentina's president said the country would leave the World Health Organization.",
        ["accession/membership/planned ARG>WHO"],
    ),
    ("Armenia plans to apply for EU membership.", ["accession/membership/planned ARM>EU"]),
    ("Azerbaijan has applied to join BRICS.", ["accession/membership/applied AZE>BRICS"]),
    (
        "Moldova and Ukraine were granted EU candidate status in 2022.",
        ["accession/status/joined MDA>EU", "accession/status/joined UKR>EU"],
    ),
    ("Kazakhstan will join the Abraham Accords, Trump said.", ["accession/accord/planned KAZ>"]),
    ("Hungary announced its withdrawal from the International Criminal Court.", ["accession/membership/left HUN>ICC"]),
    ("Lithuania's exit from the Convention on Cluster Munitions took effect in March.", ["accession/accord/left LTU>"]),
    ("Timor-Leste was admitted to ASEAN as its 11th member.", ["accession/membership/joined TLS>ASEAN"]),
    ("Laos obtained partner status in BRICS.", ["accession/status/joined LAO>BRICS"]),
    ("Serbia has not joined NATO.", ["accession/membership/joined! SRB>NATO"]),
    ("Ukraine wants to join NATO.", ["accession/membership/planned UKR>NATO"]),
    ("Sweden joined the EU in condemning the attack.", []),
    ("The defender joined Barcelona from Ajax.", []),
    ("The prime minister left Brussels early.", []),
    ("Colombia joined the Belt and Road Initiative in May.", ["accession/accord/joined COL>"]),
    ("Ecuador withdrew its troops from the border with Peru.", []),
    ("Turkmenistan became an associate member of the SCO.", ["accession/status/joined TKM>SCO"]),
    ("Comoros acceded to the WTO after 17 years of talks.", ["accession/membership/joined COM>WTO"]),
    (
        "Poland, Estonia and Latvia pulled out of the Ottawa Convention.",
        ["accession/accord/left POL>", "accession/accord/left EST>", "accession/accord/left LVA>"],
    ),
    ("Macron joined NATO leaders for dinner.", []),
    ("Thailand's bid to join the OECD has gathered pace.", ["accession/membership/applied THA>OECD"]),
    ("The SCO met in Baku. Laos became an observer last year.", ["accession/status/joined LAO>SCO"]),
    ("Turkey has been in NATO since 1952.", ["accession/membership/joined TUR>NATO"]),
    ("Mongolia was made an observer in the SCO in 2004.", ["accession/status/joined MNG>SCO"]),
    (
        "Timor-Leste joined ASEAN on Sunday. It applied in 2011.",
        ["accession/membership/joined TLS>ASEAN", "accession/membership/applied TLS>ASEAN"],
    ),
    (
        "Somalia, the EAC's newest member since March 2024, has paid nothing.",
        ["accession/membership/joined SOM>EAC"],
    ),
    ("Croatia was brought into the European Union in 2013.", ["accession/membership/joined HRV>EU"]),
    ("A Spanish student applied in 2011 and became a member of the choir.", []),
    ("The club joined the league in 1954 and left it in 2001.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_accessions(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert sorted(short(r) for r in records if r.type == "accession") == sorted(expected)
