"""The manifest of a data set: what it was made from and with, and its files; written last, so that it says "done"."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dragoman import __version__
from dragoman.batch.inputs import Input
from dragoman.batch.job import Job
from dragoman.batch.places import Place
from dragoman.batch.tables import TABLES
from dragoman.errors import FileError
from dragoman.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from dragoman.batch.driver import Totals

__all__ = ["discard_work", "files_of", "load", "write"]

NAME = "manifest.json"


def write(
    out: Place, job: Job, inputs: Sequence[Input], totals: Totals, files: list[dict[str, Any]],
    damaged: Sequence[tuple[str, str]],
) -> None:  # fmt: skip
    """Write the manifest, and take away files of an earlier run that are no part of the data set any more."""
    told = {
        "dragoman": __version__,
        "schema_version": SCHEMA_VERSION,
        "fingerprint": job.fingerprint,
        "model": job.settings.model,
        "inputs": [{"name": one.name, "kind": one.kind, "bytes": one.size} for one in inputs],
        "damaged": [{"name": name, "problem": problem} for name, problem in damaged],
        "totals": asdict(totals),
        "files": sorted(files, key=lambda file: str(file["path"])),
    }
    out.put(NAME, (json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode())
    known = {str(file["path"]) for file in files}
    for name in TABLES:
        for found in out.names(name):
            if f"{name}/{found}" not in known:
                out.remove(f"{name}/{found}")


def load(out: Place) -> dict[str, Any]:
    """The manifest of a data set; FileError where there is none."""
    try:
        found: dict[str, Any] = json.loads(out.read(NAME))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileError(out.url, "holds no finished data set", "Run `dragoman code` to its end first") from error
    return found


def files_of(told: dict[str, Any], name: str, months: Sequence[str] | None = None) -> list[str]:
    """The files of a table, of some months or all, in order."""
    return [
        file["path"] for file in told["files"] if file["table"] == name and (months is None or file["month"] in months)
    ]


def discard_work(job: Job) -> None:
    """Take away what the steps left for each other: the data set stays, but a later run begins from nothing."""
    job.places()[1].remove("_work")
