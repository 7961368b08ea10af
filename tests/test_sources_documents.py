"""PDF, Word, mails, CSV, web archives and GDELT files, made here."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfWriter
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dragoman.errors import FormatError, SourceError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources import Kind, count, kind_of_name, stories
from dragoman.sources.documents import unwrap
from dragoman.sources.gdelt import addresses

SETTINGS = Settings()
WORDS = "The two ministers met in Oslo on Tuesday and agreed to meet again in the spring, the ministry said."
BODY = f"<body><article><p>{WORDS}</p><p>{WORDS}</p></article></body>"
PAGE = f"<html lang='en'><head><title>Ministers meet</title></head>{BODY}</html>"


def _pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines of text."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def _docx(*paragraphs: str, title: str = "") -> bytes:
    document, out = Document(), io.BytesIO()
    document.core_properties.title = title
    for one in paragraphs:
        document.add_paragraph(one)
    document.save(out)
    return out.getvalue()


def _mail(text: str, html: str | None = None) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Ministers meet", "Press Office <press@ministry.example>"
    message["Date"] = "Tue, 10 Mar 2026 09:30:00 +0100"
    message.set_content(text)
    if html is not None:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def _read(path: Path) -> list[Story | SourceError]:
    return list(stories([str(path)], SETTINGS))


def _one(path: Path, data: bytes) -> Story:
    path.write_bytes(data)
    (found,) = _read(path)
    assert isinstance(found, Story), found
    return found


@pytest.mark.parametrize("name", ["story.pdf", "story"])
def test_pdf(tmp_path: Path, name: str) -> None:
    story = _one(
        tmp_path / name, _pdf(["The two ministers met in Oslo and agreed", "to meet again.", "Nothing was signed."])
    )
    assert story.text == "The two ministers met in Oslo and agreed to meet again.\n\nNothing was signed."


@pytest.mark.parametrize("name", ["story.docx", "story"])
def test_docx(tmp_path: Path, name: str) -> None:
    story = _one(tmp_path / name, _docx(WORDS, "", "Nothing was signed.", title="Ministers meet"))
    assert (story.text, story.title) == (f"{WORDS}\n\nNothing was signed.", "Ministers meet")


@pytest.mark.parametrize("html", [None, PAGE])
def test_mail(tmp_path: Path, html: str | None) -> None:
    story = _one(tmp_path / "story.eml", _mail(WORDS, html))
    assert WORDS in story.text
    assert (story.title, story.publisher, story.published) == ("Ministers meet", "Press Office", dt.date(2026, 3, 10))


@pytest.mark.parametrize("name", ["box.mbox", "box"])
def test_mailbox(tmp_path: Path, name: str) -> None:
    start = b"From press@ministry.example Tue Mar 10 09:30:00 2026\n"
    mails = [_mail("One.\n\nFrom here on, nothing."), _mail(""), _mail("Three.")]
    quoted = [mail.replace(b"\nFrom here", b"\n>From here") for mail in mails]
    (tmp_path / name).write_bytes(b"\n".join(start + mail for mail in quoted))
    first, empty, third = _read(tmp_path / name)
    assert isinstance(first, Story)
    assert first.text == "One.\n\nFrom here on, nothing."
    assert "mail without text" in str(empty)
    assert isinstance(third, Story)


TABLES = [
    "text,title,published\n\"One, two.\",A,2026-03-10\nThree.,B,2026-03-11\n",
    "Title;Text;Published\nA;One, two.;2026-03-10\nB;Three.;2026-03-11\n",
    "\ufefftext\ttitle\tpublished\nOne, two.\tA\t2026-03-10\nThree.\tB\t2026-03-11\n",
]  # fmt: skip


@pytest.mark.parametrize("text", TABLES)
def test_table(tmp_path: Path, text: str) -> None:
    (tmp_path / "stories.csv").write_text(text, encoding="utf-8")
    found = [(s.text, s.title, str(s.published)) for s in _read(tmp_path / "stories.csv") if isinstance(s, Story)]
    assert found == [("One, two.", "A", "2026-03-10"), ("Three.", "B", "2026-03-11")]


def test_rows_that_hold_no_story_are_named(tmp_path: Path) -> None:
    (tmp_path / "stories.csv").write_text("text,published\n,2026-03-10\nThree.,yesterday\n")
    errors = [str(e) for e in _read(tmp_path / "stories.csv") if isinstance(e, SourceError)]
    assert [e.split(": ")[0].rpartition(":")[2] for e in errors] == ["2", "3"]


def _warc() -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for status, kind, body in (
        ("200 OK", "text/html; charset=utf-8", PAGE),
        ("404 Not Found", "text/html", PAGE),
        ("200 OK", "image/png", "x"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        payload = io.BytesIO(body.encode())
        writer.write_record(
            writer.create_warc_record("https://paper.example/1", "response", payload=payload, http_headers=headers)
        )
    return out.getvalue()


def test_web_archive(tmp_path: Path) -> None:
    story = _one(tmp_path / "pages.warc.gz", _warc())
    assert WORDS in story.text
    assert story.url == "https://paper.example/1"
    assert WORDS in _one(tmp_path / "pages.warc", gzip.decompress(_warc())).text


@pytest.mark.parametrize("name", ["cut.warc", "cut.warc.gz"])
def test_a_web_archive_that_is_cut_off_is_told_wherever_it_ends(tmp_path: Path, name: str) -> None:
    whole = _warc() if name.endswith(".gz") else gzip.decompress(_warc())
    (tmp_path / name).write_bytes(whole)
    assert not [one for one in _read(tmp_path / name) if isinstance(one, SourceError)]
    lost = []
    for size in range(1, len(whole), 3):
        (tmp_path / name).write_bytes(whole[:size])
        found = _read(tmp_path / name)
        texts = [one.text for one in found if isinstance(one, Story)]
        assert all(WORDS in text for text in texts), size
        lost += [size] if not texts and not found else []
    assert lost == []


GKG = "1\t20260310093000\t1\tpaper.example\thttps://paper.example/1\tx\n2\t20260310093000\t2\tBBC\tMonitoring\tx\n"
MENTIONS = "9\t20260310\t20260310093000\t1\tpaper.example\thttps://paper.example/1\tx\n" * 2


@pytest.mark.parametrize(("name", "text"), [("a.gkg.csv", GKG), ("a.mentions.CSV", MENTIONS)])
@pytest.mark.parametrize("zipped", [False, True])
def test_gdelt(name: str, text: str, zipped: bool) -> None:
    data = io.BytesIO(text.encode())
    if zipped:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr(name, text)
        data.seek(0)
    found = addresses(data, f"{name}.zip" if zipped else name, SETTINGS)
    assert list(found) == ["https://paper.example/1"]
    assert kind_of_name(name) is Kind.GDELT


def test_a_damaged_line_of_gdelt_is_named_and_the_others_are_read() -> None:
    text = GKG + "cut off\n" + GKG.replace("example/1", "example/2")
    first, damaged, second = addresses(io.BytesIO(text.encode()), "a.gkg.csv", SETTINGS)
    assert (first, second) == ("https://paper.example/1", "https://paper.example/2")
    assert isinstance(damaged, FormatError)
    assert damaged.where == "a.gkg.csv:3"


def test_a_zip_file_of_gdelt_that_is_damaged_inside_is_named() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.gkg.csv", GKG)
    damaged = bytearray(data.getvalue())
    damaged[60] ^= 255
    with pytest.raises(FormatError, match="no zip file that can be read"):
        list(addresses(io.BytesIO(bytes(damaged)), "a.gkg.csv.zip", SETTINGS))


def test_a_file_that_is_no_gdelt_is_refused() -> None:
    with pytest.raises(FormatError, match="too few columns"):
        list(addresses(io.BytesIO(b"a,b\n"), "a.gkg.csv", SETTINGS))


def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    (tmp_path / "open.pdf").write_bytes(_pdf([WORDS]))
    for password, name in (("secret", "locked.pdf"), ("", "free.pdf")):
        writer = PdfWriter(clone_from=tmp_path / "open.pdf")
        writer.encrypt(password, "owner", algorithm="RC4-128")
        writer.write(tmp_path / name)
    (error,) = _read(tmp_path / "locked.pdf")
    assert "locked with a password" in str(error)
    (story,) = _read(tmp_path / "free.pdf")
    assert isinstance(story, Story)
    assert WORDS in story.text


BROKEN = [
    ("a.pdf", b"%PDF-1.4 nothing", "no PDF"), ("b.pdf", _pdf([" "]), "no text"), ("c.docx", b"PK\x03\x04", "no Word document"),
    ("d.docx", _docx(""), "no text"), ("e.csv", b"title\nA\n", 'no column "text"'), ("f.csv", b"text\n\xff\xfe\n", "no CSV"),
    ("g.warc", b"WARC/1.0\r\nnothing", "cut off"), ("g2.warc", b"\1\2\3", "no web archive"),
    ("h.gkg.csv", b"x\n", "too few columns"), ("i.mentions.csv.zip", b"x", "no zip"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "what"), BROKEN)
def test_what_is_broken_is_named(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = _read(tmp_path / name)
    assert all(isinstance(one, SourceError) for one in found)
    assert not what or what in str(found[0])


@pytest.mark.parametrize(
    "ending", ["txt", "html", "jsonl", "csv", "tsv", "pdf", "docx", "eml", "mbox", "warc", "warc.gz"]
)
def test_an_empty_file_of_any_kind_is_told(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"a.{ending}").touch()
    (found,) = _read(tmp_path / f"a.{ending}")
    assert "is empty" in str(found)


def test_directories_hold_all_kinds(tmp_path: Path) -> None:
    for name, data in (("a.pdf", _pdf(["One."])), ("b.docx", _docx("Two.")), ("c.eml", _mail("Three."))):
        (tmp_path / name).write_bytes(data)
    assert [s.text for s in _read(tmp_path) if isinstance(s, Story)] == ["One.", "Two.", "Three."]
    assert count([str(tmp_path)]) == 3
    (tmp_path / "d.csv").write_text("text\nFour.\n")
    assert count([str(tmp_path)]) is None


def test_unwrap_joins_words_and_lines() -> None:
    assert unwrap("The ministers met and dis-\ncussed trade for two hours\non Monday.\nThey left.") == (
        "The ministers met and discussed trade for two hours on Monday.\n\nThey left."
    )


def test_tables_of_word_documents_are_read(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Before.")
    document.add_table(1, 1).rows[0].cells[0].text = WORDS
    document.add_paragraph("After.")
    document.save(str(tmp_path / "table.docx"))
    assert _one(tmp_path / "table.docx", (tmp_path / "table.docx").read_bytes()).text == f"Before.\n\n{WORDS}\n\nAfter."
