"""Scores on constructed cases, and the same figures as the shared scorer where that is at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from test_exports import PAIR

from dragoman.errors import FileError, FormatError
from dragoman.evaluation import load_gold, load_predictions, score
from dragoman.evaluation.entries import BCubed, b_cubed
from dragoman.evaluation.gold import Filed, of_reading
from dragoman.evaluation.matching import agreement, is_right, matched
from dragoman.evaluation.report import miss_lines, score_lines

SHARED = Path(__file__).parents[2] / "shared" / "gold"
TEXT = "Chad and Mali signed a pact in Bamako on Monday. Chad praised Mali. Niger called Chad."


def filed(**fields: object) -> Filed:
    base = {"type": "agreement", "kind": "treaty", "parties": ["MLI", "TCD"], "stage": "signed", "negated": False}
    return Filed.model_validate({**base, "evidence": "Chad and Mali signed a pact", **fields})


PRAISE = {
    "type": "statement", "kind": "praise", "stage": "made", "actor": ["TCD"], "recipient": ["MLI"],
    "evidence": "Chad praised Mali",
}  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "predicted", "found", "right"),
    [
        ({}, {}, True, True),
        ({}, {"type": "project"}, False, False),
        ({}, {"stage": "agreed"}, True, False),
        ({}, {"negated": True}, True, False),
        ({}, {"kind": "deal"}, True, False),
        ({}, {"parties": ["TCD"]}, True, False),
        ({}, {"parties": ["NER", "SEN", "TCD"]}, False, False),
        ({}, {"evidence": "Niger called Chad"}, True, True),
        ({}, {"evidence": "Niger called Chad", "kind": "deal"}, False, False),
        ({}, {"evidence": "nowhere"}, True, True),
        ({}, {"evidence": {"quote": "pact in", "start": 23, "end": 30}, "kind": "deal"}, True, False),
        (PRAISE, PRAISE, True, True),
        (PRAISE, {**PRAISE, "actor": ["MLI"], "recipient": ["TCD"]}, True, False),
    ],
)
def test_found_and_right(gold: dict[str, object], predicted: dict[str, object], found: bool, right: bool) -> None:
    one, other = filed(**gold), filed(**predicted)
    assert bool(matched([one], [other], TEXT)) is found
    assert (found and is_right(one, other)) is right


def test_the_best_pairs_come_first_and_each_record_pairs_once() -> None:
    gold = [filed(date="2025"), filed(date="2024")]
    predicted = [filed(date="2024"), filed(date="2025"), filed(date="2025")]
    assert sorted(matched(gold, predicted, TEXT)) == [(0, 1), (1, 0)]


def test_fields_that_the_gold_fills_are_compared() -> None:
    gold = filed(
        place="Bamako", name="defence pact of Bamako", sectors=["defence"], persons=["A B"],
        amount={"min": 5, "currency": "USD"}, attribution="Mali's foreign ministry",
    )  # fmt: skip
    found = agreement(gold, filed(place="near Bamako", name="the pact", persons=["A B"], attribution="ministry"))
    assert found == {
        "kind": True, "parties": True, "stage": True, "negated": True, "date": True, "attribution": True,
        "persons": True, "place": True, "name": False, "sectors": False, "amount": False,
    }  # fmt: skip


def test_a_reading_scores_full_marks_against_itself(tmp_path: Path) -> None:
    story, reading = PAIR
    line = story.model_dump(mode="json") | {"records": reading.model_dump(mode="json")["records"]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line))
    gold = load_gold([tmp_path / "gold.jsonl"])
    scores = score(gold, {reading.id: of_reading(reading)})
    assert scores.right.f1 == scores.found.f1 == 1.0
    assert scores.right.interval == (1.0, 1.0)
    assert all(field.agree == 1.0 for field in scores.fields.values())
    assert not scores.misses


def test_reports_name_every_miss(tmp_path: Path) -> None:
    records = [one.model_dump(mode="json") for one in (filed(), filed(**PRAISE))]
    (tmp_path / "g.jsonl").write_text(json.dumps({"id": "a", "text": TEXT, "records": records}))
    predicted = {"a": (filed(stage="agreed"), filed(type="aid", kind="loan"))}
    scores = score(load_gold([tmp_path / "g.jsonl"]), predicted)
    assert sorted(line.split()[1] for line in miss_lines(scores)) == ["EXTRA", "MISS", "PART"]
    assert "found: P 0.500 R 0.500 F1 0.500" in "\n".join(score_lines(scores))


def test_nothing_scores_nothing() -> None:
    scores = score([], {})
    assert (scores.found.f1, scores.found.interval) == (0.0, (0.0, 0.0))


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}', '{"id": "a", "text": "b", "records": [{"kind": "x"}]}'])
def test_bad_gold_names_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text("\n" + line)
    with pytest.raises(FormatError, match=r"g\.jsonl:2"):
        load_gold([path])


def test_bad_predictions_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text('{"records": []}')
    with pytest.raises(FormatError, match=r"p\.jsonl:1"):
        load_predictions(tmp_path / "p.jsonl")
    with pytest.raises(FileError, match=r"no\.jsonl"):
        load_predictions(tmp_path / "no.jsonl")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared gold files are not here")
def test_figures_are_those_of_the_shared_scorer(tmp_path: Path) -> None:
    """The gold, damaged in many ways, as predictions."""
    path = SHARED / "dev-conflict.jsonl"
    stories = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    damaged = tmp_path / "pred.jsonl"
    damaged.write_text("\n".join(json.dumps({"id": s["id"], "records": list(_damaged(s["records"]))}) for s in stories))
    command = [sys.executable, str(SHARED / "score.py"), str(path), "--pred", str(damaged), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ours = score(load_gold([path]), load_predictions(damaged))
    for level in ("found", "right"):
        assert json.loads(getattr(ours, level).model_dump_json()) == theirs[level]
    assert {name: field.model_dump() for name, field in ours.fields.items()} == theirs["fields"]
    for name, one in ours.by_type.items():
        assert one.right_f1 == pytest.approx(theirs["by_type"][name]["right_f1"])
        assert one.found == theirs["by_type"][name].get("found", 0)
    assert list(ours.by_type) == list(theirs["by_type"])


def _damaged(records: list[dict[str, object]]) -> list[dict[str, object]]:
    changes: list[dict[str, object]] = [
        {}, {"stage": "held"}, {"kind": "visit"}, {"parties": ["USA"]}, {"negated": True}, {"date": None},
        {"evidence": ""}, {"persons": []}, {"type": "contact"}, {"actor": []}, {"attribution": "the ministry"},
    ]  # fmt: skip
    kept = [record | changes[i % len(changes)] for i, record in enumerate(records) if i % 7]
    return kept + kept[:2]


def test_b_cubed() -> None:
    assert b_cubed([("a", "1"), ("a", "1"), ("b", "2")]) == BCubed(1.0, 1.0, 1.0, 3)
    together = b_cubed([("a", "1"), ("a", "1"), ("b", "1"), ("c", "1")])
    assert (together.precision, together.recall) == (pytest.approx((2 * 2 + 1 + 1) / 4 / 4), 1.0)
    apart = b_cubed([("a", "1"), ("a", "2")])
    assert (apart.precision, apart.recall) == (1.0, 0.5)
    assert b_cubed([]) == BCubed(0.0, 0.0, 0.0, 0)
