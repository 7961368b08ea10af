"""The files of an archive, each with its kind and packing, in an order that depends on their names alone."""

from __future__ import annotations

import gzip
import io
from typing import IO, Any, NamedTuple, cast

import zstandard

from dragoman.batch.places import Place
from dragoman.errors import FileError
from dragoman.sources import Kind, kind_of_name

__all__ = ["Input", "find_inputs", "unpacked"]

PARQUET = "parquet"
_PACKINGS = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd"}
_KINDS = {Kind.LINES: "lines", Kind.TABLE: "table", Kind.WARC: "warc"}
_READ = "JSON lines and CSV (plain, .gz, .zst), .parquet, .warc, .warc.gz"


class Input(NamedTuple):
    """A file of an archive: `name` is relative to the archive, `stamp` changes when its bytes do."""

    name: str
    kind: str
    packing: str
    size: int
    stamp: str


def find_inputs(archive: Place) -> list[Input]:
    """The files of an archive, sorted by name, hidden ones and those of other kinds left out; FileError without any.

    An archive is a directory with all below it, or one file.
    """
    fs, root = archive.fs, archive.root
    if not fs.exists(root):
        raise FileError(archive.url, "does not exist", "Check the name")
    found = fs.find(root, detail=True) if fs.isdir(root) else {root: fs.info(root)}
    inputs = [_input(fs, root, path, info) for path, info in sorted(found.items())]
    known = [one for one in inputs if one is not None]
    if not known:
        raise FileError(archive.url, "holds no file that an archive is read from", f"Name one with {_READ}")
    return known


def _input(fs: Any, root: str, path: str, info: dict[str, Any]) -> Input | None:
    name = path[len(root) :].lstrip("/") or path.rpartition("/")[2]
    if any(part.startswith((".", "_")) for part in name.split("/")):
        return None
    bare, packing = name.lower(), ""
    kind = kind_of_name(bare)
    if kind is not Kind.WARC:
        ending = next((ending for ending in _PACKINGS if bare.endswith(ending)), "")
        bare, packing = bare.removesuffix(ending), _PACKINGS.get(ending, "")
        kind = kind_of_name(bare)
    told = PARQUET if bare.endswith(".parquet") and not packing else _KINDS.get(kind) if kind else None
    if told is None:
        return None
    size = int(info["size"])
    stamp = str(info.get("ETag") or info.get("mtime") or fs.ukey(path))
    return Input(name, told, packing, size, f"{size} {stamp}")


def unpacked(stream: IO[bytes], packing: str) -> IO[bytes]:
    """The bytes of a file without its packing, as a stream."""
    if packing == "gzip":
        return cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    if packing == "zstd":
        return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True))
    return stream
