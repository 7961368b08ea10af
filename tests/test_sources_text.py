"""Bytes to text."""

import pytest

from dragoman.errors import EncodingError, FormatError
from dragoman.sources.text import decode, mend, plain_text

RUSSIAN = "Президент Казахстана провёл переговоры с президентом Узбекистана в Ташкенте. " * 8
ENGLISH = "President Emmanuel Macron met Kazakh leaders at the Élysée Palace on Monday. “It’s a café”."


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        (b"Astana", None, "Astana"),
        ("Костанай".encode(), None, "Костанай"),
        ("﻿Oral".encode(), None, "Oral"),
        ("Aktau".encode("utf-16"), None, "Aktau"),
        ("São Tomé".encode("latin-1"), "iso-8859-1", "São Tomé"),
        ("München".encode(), "no-such-encoding", "München"),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (ENGLISH.encode("cp1252"), None, ENGLISH),
    ],
)
def test_decode(data: bytes, declared: str | None, expected: str) -> None:
    assert decode(data, "a.txt", declared) == expected


def test_a_guessed_encoding_is_told(caplog: pytest.LogCaptureFixture) -> None:
    decode(RUSSIAN.encode("cp1251"), "a.txt")
    assert "a.txt" in caplog.text
    assert "cp1251" in caplog.text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 \xe2\xe3", "a PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"MZ\x90\x00\x03\x00", "NUL"),
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x01\x02\x03\x04abc", "control characters"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(FormatError, match=rf"^a\.txt: .*{what}"):
        plain_text(data, "a.txt")


def test_broken_utf16_names_the_byte() -> None:
    with pytest.raises(EncodingError, match="utf-16"):
        decode(b"\xff\xfeA\x00B", "a.txt")


def test_line_ends_become_newlines() -> None:
    assert plain_text(b"one\r\ntwo\rthree\n", "a.txt") == "one\ntwo\nthree\n"


def test_mend_keeps_offsets() -> None:
    assert mend("a\ud800b\0\U0001f1f0") == "a�b�\U0001f1f0"
