"""Tables of events, and the importer of actor dictionaries."""

from __future__ import annotations

import csv
import datetime as dt
import importlib.util
import io
from collections import Counter
from pathlib import Path

import pytest

from dragoman.evaluation.confusion import svg
from dragoman.evaluation.events import TYPES, EventScores, Score, table_lines
from dragoman.exports import FORMATS, Format, writer
from dragoman.exports.common import Pair
from dragoman.knowledge.petrarch import Actor, actors, table
from dragoman.model import Event, EventActor, Evidence, Reading, Story

TEXT = "Iraqi police fired at a crowd.\tHungary will visit."


@pytest.fixture
def pairs() -> list[Pair]:
    story = Story.of(TEXT, published=dt.date(2025, 12, 24), publisher="Paper", url="https://example.org/a")
    shared = {"evidence": Evidence.of(TEXT, 0, 30), "rule": "fire.v -> ASSAULT 193"}
    shots = Event(
        type="ASSAULT", mode="firearms", cameo="193", goldstein=-10, trigger="fired", date="2025-12-23",
        actors=(EventActor(country="IRQ", sectors=("COP",), code="IRQ", name="Iraqi police"),),
        recipients=(EventActor(country="IRQ", sectors=("CVL",), name="crowd"),), **shared,
    )  # fmt: skip
    supposed = Event(
        type="ASSAULT", cameo="190", goldstein=-10, trigger="attack", modality="hypothetical", negated=True,
        actors=(EventActor(country="HUN"), EventActor(country="ROU")), **shared,
    )  # fmt: skip
    return [(story, Reading(id=story.id, events=(shots, supposed)))]


def rows(name: Format, pairs: list[Pair], delimiter: str) -> list[dict[str, str]]:
    out = io.StringIO()
    writer(name)(pairs, out)
    return list(csv.DictReader(io.StringIO(out.getvalue()), delimiter=delimiter))


def test_polecat_has_a_line_an_event(pairs: list[Pair]) -> None:
    first, second = rows("polecat", pairs, "\t")
    assert (first["Event Type"], first["Actor Country"], first["Primary Recipient Sector"]) == ("ASSAULT", "IRQ", "CVL")
    assert (second["Actor Country"], second["Negated"], second["Modality"]) == ("HUN;ROU", "true", "hypothetical")


def test_gdelt_has_only_what_happened(pairs: list[Pair]) -> None:
    (only,) = rows("gdelt", pairs, "\t")
    assert (only["SQLDATE"], only["EventRootCode"], only["QuadClass"]) == ("20251223", "19", "4")
    assert (only["Actor1Code"], only["Actor2Code"]) == ("IRQCOP", "IRQCVL")


def test_csv_is_flat_and_its_ids_are_of_the_content(pairs: list[Pair]) -> None:
    first, again = rows("csv", pairs, ","), rows("csv", pairs, ",")
    assert first == again
    assert (first[0]["cameo"], first[0]["actor_sectors"], first[0]["start"]) == ("193", "COP", "0")
    assert first[0]["event"] != first[1]["event"]


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="pyarrow is an extra")
def test_parquet_can_be_read_again(pairs: list[Pair], tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    with (tmp_path / "events.parquet").open("w", encoding="utf-8") as out:
        writer("parquet")(pairs, out)
    assert parquet.read_table(tmp_path / "events.parquet").column("goldstein").to_pylist() == [-10.0, -10.0]


def test_all_formats_have_a_module() -> None:
    assert all(callable(writer(name)) for name in FORMATS)


DICTIONARY = """# comment
GERMANY_ [DEU]
+FEDERAL_REPUBLIC_OF_GERMANY_
HELMUT_TEST_  ; a chancellor
\t[DEUGOV 821001-981027]
\t[DEUELI >19981027]
\t[DEUOPP <821001]
NOBODY_
"""


def test_actor_dictionaries_are_read() -> None:
    found, problems = actors(DICTIONARY)
    assert found == [
        Actor("GERMANY", "DEU"),
        Actor("FEDERAL REPUBLIC OF GERMANY", "DEU"),
        Actor("HELMUT TEST", "DEUGOV", "1982-10-01", "1998-10-27"),
        Actor("HELMUT TEST", "DEUELI", "1998-10-27"),
        Actor("HELMUT TEST", "DEUOPP", "", "1982-10-01"),
    ]
    assert problems == ["line 8: 'NOBODY' has no code"]
    assert "HELMUT TEST\tDEUGOV\tDEU\tGOV\t1982-10-01\t1998-10-27" in table(DICTIONARY, "2026-11-24")[0]


def test_the_confusion_matrix_is_drawn() -> None:
    by_type = {name: Score(0, 0, 0, 0) for name in TYPES} | {"AID": Score(2, 1, 1, 1), "AGREE": Score(0, 1, 0, 0)}
    scores = EventScores(by_type, Counter({("AID", "AID"): 1, ("AID", "AGREE"): 1}))
    assert svg(scores).count('class="n"') == 2
    assert "| AID | 2 | 1.00 | 0.50 | 0.67 | 0.50 |" in list(table_lines(scores))
