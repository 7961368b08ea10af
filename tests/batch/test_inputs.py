"""An archive's files are cut into pieces that hold the same stories as the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from light import invented, write

from dragoman.batch.cutting import cut
from dragoman.batch.inputs import find_inputs
from dragoman.batch.pieces import stories
from dragoman.batch.places import Place
from dragoman.errors import FileError, SourceError
from dragoman.model import Story
from dragoman.settings import Settings

KINDS = ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv", "a.csv.gz", "a.tsv.zst", "a.parquet", "a.warc", "a.warc.gz"]


def _read(home: Path, limit: int) -> tuple[int, list[Story | SourceError]]:
    place = Place(str(home))
    (one,) = find_inputs(place)
    found = cut(place, one, limit)
    assert found.problem is None
    return len(found.pieces), [s for piece in found.pieces for s in stories(place, one, piece, Settings())]


@pytest.mark.parametrize("name", KINDS)
def test_pieces_hold_the_stories_of_the_whole(tmp_path: Path, name: str) -> None:
    told = invented(40)
    write(tmp_path / name, told)
    one, whole = _read(tmp_path, 1 << 30)
    several, cut_up = _read(tmp_path, 1_500)
    assert one == (6 if name == "a.parquet" else 1)
    assert several > 3
    assert [s.text for s in whole if isinstance(s, Story)] == [s.text for s in cut_up if isinstance(s, Story)]
    assert len(whole) == 40
    if "warc" not in name:
        assert [s.text for s in cut_up if isinstance(s, Story)] == [one["text"] for one in told]
        assert [s.id for s in cut_up if isinstance(s, Story)] == [one["id"] for one in told]
        assert [str(s.published or None) for s in cut_up if isinstance(s, Story)] == [
            str(one["published"]) for one in told
        ]


def test_lines_without_an_end_and_longer_than_a_piece(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "' + "x" * 5000 + '"}\n\n{"text": "two"}\n{"text": "three"}')
    pieces, found = _read(tmp_path, 100)
    assert [len(s.text) for s in found if isinstance(s, Story)] == [5000, 3, 5]
    assert pieces == 2


def test_what_cannot_be_read_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\nno json\n{"title": "no text"}\n{"text": "two"}\n')
    _, found = _read(tmp_path, 1 << 20)
    assert [str(s) for s in found if isinstance(s, SourceError)] == [
        "a.jsonl:2: is no JSON (Expecting value at character 1). Give one JSON object a line.",
        'a.jsonl:3: has no "text". Give lines like {"text": "…"}.',
    ]
    assert [s.source for s in found if isinstance(s, Story)] == ["a.jsonl:1", "a.jsonl:4"]


def test_of_a_damaged_file_what_comes_before_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl.gz", invented(400))
    data = (tmp_path / "a.jsonl.gz").read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) * 3 // 4])
    place = Place(str(tmp_path))
    (one,) = find_inputs(place)
    found = cut(place, one, 1_000)
    assert found.problem is not None
    assert found.problem.startswith("is damaged (EOFError")


def test_inputs_are_those_of_known_kinds_in_order_of_names(archive: Path) -> None:
    found = find_inputs(Place(str(archive)))
    assert [(one.name, one.kind, one.packing) for one in found] == [
        ("2025/a.jsonl", "lines", ""), ("2025/b.jsonl.gz", "lines", "gzip"), ("c.csv", "table", ""),
        ("d.parquet", "parquet", ""),
    ]  # fmt: skip


def test_an_archive_may_be_one_file(archive: Path) -> None:
    (one,) = find_inputs(Place(str(archive / "c.csv")))
    assert one.name == "c.csv"
    assert cut(Place(str(archive / "c.csv")), one, 1 << 20).problem is None


@pytest.mark.parametrize(("name", "message"), [("no", "does not exist"), ("empty", "holds no file")])
def test_archives_without_stories_are_refused(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileError, match=message):
        find_inputs(Place(str(tmp_path / name)))
