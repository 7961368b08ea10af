"""Bytes to text: encodings, line ends, and characters that no encoding can hold."""

from __future__ import annotations

import codecs
import logging
import re

from charset_normalizer import from_bytes

from dragoman.errors import EncodingError, FormatError

__all__ = ["decode", "mend", "plain_text"]

_LOG = logging.getLogger(__name__)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip or office document",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
_SAMPLE = 200_000
_NOT_TO_KEEP = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.05
_MOSTLY_ASCII = 0.9  # of the bytes: an English text, in which a statistical guess has too little to go by


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of `data`: by its byte-order mark, as UTF-8, as `declared`, or in the encoding it looks like.

    FormatError where it is no text at all, EncodingError where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, where)
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _known(declared) or _guess(data, where), where)


def plain_text(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of `data` with line ends as "\\n"; FormatError where it is empty or binary."""
    text = decode(data, where, declared).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FormatError(where, "is empty", "Give a file with the text of a story")
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise FormatError(where, "is no text: it is full of control characters", "Convert it to plain text or HTML")
    return text


def mend(text: str) -> str:
    """`text` with U+FFFD for each lone surrogate and NUL, which encodings or databases cannot hold; offsets stay."""
    return _NOT_TO_KEEP.sub("�", text)


def _refuse_binary(data: bytes, where: str) -> None:
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise FormatError(where, f"is {what}, no text", "Convert it to plain text or HTML")
    if b"\0" in data:
        raise FormatError(where, "is binary: it holds NUL bytes", "Convert it to plain text or HTML")


def _known(declared: str | None) -> str | None:
    try:
        return codecs.lookup(declared).name if declared else None
    except LookupError:
        return None


def _guess(data: bytes, where: str) -> str:
    encoding = "cp1252" if _is_western(data) else _likeliest(data[:_SAMPLE])
    if encoding is None:
        raise EncodingError(where, "is not UTF-8 and looks like no other encoding", "Convert it to UTF-8")
    _LOG.warning("%s: is not UTF-8; read as %s, which it looks like.", where, encoding)
    return encoding


def _is_western(data: bytes) -> bool:
    """Whether it is ASCII but for a few accents and typographic marks that Windows-1252 has."""
    if len(data.translate(None, delete=bytes(range(128)))) > (1 - _MOSTLY_ASCII) * len(data):
        return False
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(data: bytes) -> str | None:
    best = from_bytes(data).best()
    return best.encoding if best is not None else None


def _decoded(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"is no valid {encoding} (byte {error.start}: {error.reason})"
        raise EncodingError(where, what, "Convert it to UTF-8") from error
