"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from dragoman.errors import OutputError

__all__ = ["opened", "opened_bytes"]


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """A UTF-8 stream to `path`, which replaces the file once all is written; without a path, standard output."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    with opened_bytes(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
        yield text
        text.detach()


@contextmanager
def opened_bytes(path: Path | None) -> Iterator[BinaryIO]:
    """The same for bytes."""
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise OutputError(
            str(path), f"cannot be written ({error.strerror})", "Name a file in a directory of yours"
        ) from error
    finally:
        part.unlink(missing_ok=True)
