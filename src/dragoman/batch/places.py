"""Directories, local or behind any fsspec URL, and files in them that are there whole or not at all."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from dragoman.errors import OutputError

__all__ = ["Place"]

_AT_ONCE = 1_000


class Place:
    """A directory at a path or URL; pickled as its URL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.fs, self.root = _opened(url)

    def __reduce__(self) -> tuple[type[Place], tuple[str]]:
        return type(self), (self.url,)

    @property
    def is_local(self) -> bool:
        """Whether it lies in the file system of this machine."""
        return isinstance(self.fs, LocalFileSystem)

    def path(self, name: str) -> str:
        """The path of a file in it, as its file system knows it."""
        return f"{self.root.rstrip('/')}/{name}"

    def open(self, name: str) -> IO[bytes]:
        """A file for reading; FileNotFoundError where there is none."""
        found: IO[bytes] = self.fs.open(self.path(name), "rb")
        return found

    def read(self, name: str) -> bytes:
        """All bytes of a file; FileNotFoundError where there is none."""
        with self.open(name) as stream:
            return stream.read()

    def read_many(self, names: list[str]) -> list[bytes]:
        """All bytes of each of many small files; from an object store many at a time."""
        found: list[bytes] = []
        for low in range(0, len(names), _AT_ONCE):
            chunk = [self.path(name) for name in names[low : low + _AT_ONCE]]
            got = self.fs.cat(chunk)
            found += [got[path] for path in chunk] if isinstance(got, dict) else [got]
        return found

    def exists(self, name: str) -> bool:
        """Whether there is such a file or directory now."""
        self.fs.invalidate_cache()
        return bool(self.fs.exists(self.path(name)))

    def names(self, under: str) -> list[str]:
        """The names of all files below a directory, relative to it, sorted; none where it does not exist."""
        top = self.path(under)
        self.fs.invalidate_cache()
        try:
            found = self.fs.find(top)
        except FileNotFoundError:
            return []
        return sorted(path[len(top) :].lstrip("/") for path in found if not path.endswith(".part"))

    def put(self, name: str, data: bytes) -> None:
        """Write a small file in one go."""
        with self.created(name) as stream:
            stream.write(data)

    @contextmanager
    def created(self, name: str) -> Iterator[IO[bytes]]:
        """A stream to a file that takes its name once all is written; object stores do so by themselves."""
        path = self.path(name)
        if not self.is_local:
            buffer = io.BytesIO()
            yield buffer
            self.fs.pipe_file(path, buffer.getvalue())
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - a path of fsspec
        part = f"{path}.{uuid.uuid4().hex[:8]}.part"  # two workers may write the same bytes at the same time
        try:
            with open(part, "wb") as stream:  # noqa: PTH123
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, path)  # noqa: PTH105
        finally:
            if os.path.exists(part):  # noqa: PTH110
                os.unlink(part)  # noqa: PTH108

    def remove(self, name: str) -> None:
        """Take away a file or a directory with all in it; nothing happens where there is none."""
        if self.exists(name):
            self.fs.rm(self.path(name), recursive=True)


def _opened(url: str) -> tuple[Any, str]:
    try:
        fs, root = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        do = "Install the package for it (dragoman[s3] for s3://), or name a path"
        raise OutputError(url, f"is no address that can be opened ({error})", do) from error
    return fs, str(root)
