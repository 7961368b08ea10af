"""Fixtures of the tests of archives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from light import Inline, Unwatched, digests, invented, light_mind, write

from dragoman.batch.driver import Engine, Totals, code
from dragoman.batch.job import Job

Coded = Callable[..., tuple[Totals, dict[str, str]]]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty stories in files of several kinds."""
    home = tmp_path_factory.mktemp("archive")
    told = invented(60)
    write(home / "2025/a.jsonl", told[:20])
    write(home / "2025/b.jsonl.gz", told[20:35])
    write(home / "c.csv", told[35:45])
    write(home / "d.parquet", told[45:])
    (home / "README.txt").write_text("no stories")
    return home


def job(archive: object, out: object, **options: object) -> Job:
    """A job with the light mind and small shards."""
    return Job(str(archive), str(out), **{"make_mind": light_mind, "shard_bytes": 3_000} | options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Totals, dict[str, str], Path]:
    """The archive coded in this process, with nothing in the way."""
    out = tmp_path_factory.mktemp("out") / "set"
    totals = code(job(archive, out), Inline(), Unwatched())
    return totals, digests(out), out


def coded(engine: Engine, archive: object, out: Path, **options: object) -> tuple[Totals, dict[str, str]]:
    """Code an archive; totals and digests."""
    totals = code(job(archive, out, **options), engine, Unwatched())
    return totals, digests(out)
