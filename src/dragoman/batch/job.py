"""What an archive is to be coded with: all that a task needs to know beside itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman import __version__
from dragoman.batch.cutting import Piece
from dragoman.batch.inputs import Input
from dragoman.batch.mind import Mind, load_mind
from dragoman.model import SCHEMA_VERSION
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.batch.places import Place

__all__ = ["Job", "Shard", "digest"]

LAYOUT = 1
"""Changes when the files of the steps or their columns do, so that none of an older version are taken up."""


class Shard(NamedTuple):
    """A piece of an input, and the name of its files."""

    key: str
    input: Input
    piece: Piece


@dataclass(frozen=True)
class Job:
    """An archive, where its data set goes, and how it is read.

    `shard_bytes` bounds a shard; `story_seconds` and `story_mib` are what one story may take before it is given up;
    `everything` reads stories of no concern too; `make_mind` makes what judges and reads (picklable).
    """

    archive: str
    out: str
    settings: Settings = field(default_factory=Settings)
    published: dt.date | None = None
    shard_bytes: int = 4_000_000
    story_seconds: float = 60.0
    story_mib: int = 2_000
    everything: bool = False
    make_mind: Callable[[Settings], Mind] = load_mind

    @property
    def fingerprint(self) -> str:
        """What readings depend on beside the stories, as 12 hex digits: files of steps made otherwise are not taken up."""
        given = self.settings
        told = {
            "dragoman": __version__, "schema": SCHEMA_VERSION, "layout": LAYOUT, "model": given.model or "",
            "knowledge": _content(given.knowledge), "ontology": _content(given.ontology),
            "limits": [given.max_bytes, given.max_story_chars], "published": str(self.published or ""),
            "shard": self.shard_bytes, "everything": self.everything, "mind": self.make_mind.__qualname__,
        }  # fmt: skip
        return digest(json.dumps(told, sort_keys=True))

    @property
    def work(self) -> str:
        """Where the steps keep their files, inside `out`; a name that tools for data sets skip."""
        return f"_work/{self.fingerprint}"

    def shard(self, one: Input, piece: Piece) -> Shard:
        """A shard, named by all that its content depends on."""
        return Shard(digest(f"{one.name}\0{one.stamp}\0{piece.start}\0{piece.end}\0{piece.group}"), one, piece)

    def places(self) -> tuple[Place, Place]:
        """The archive and the data set."""
        from dragoman.batch.places import Place

        return Place(self.archive), Place(self.out)


def digest(text: str) -> str:
    """12 hex digits of what a file is named by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _content(path: Path | None) -> str:
    """A digest of the files of the user's own knowledge, or of one file."""
    if path is None:
        return ""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    told = (f"{file.relative_to(path)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files)
    return digest("\0".join(told))
