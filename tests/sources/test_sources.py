"""Reading files, folders, globs, lines and standard input; encodings; what cannot be read is a value."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from mahdar.model import Raw
from mahdar.sources import SourceFault, read
from mahdar.sources.decode import Decoded, Undecodable, decode

PROSE = (
    "قال المتحدث باسم المجلس إن الدول الأربع اتفقت على خطة النقل البحري في اجتماعها الأخير بالميناء، "
    "وأضاف أن الجولة التالية ستعقد في الخريف بعد موافقة البرلمانات على التمويل."
)


def put(folder: Path, files: dict[str, bytes | str]) -> Path:
    """Write files into a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def told(*paths: str | Path, **how: object) -> list[str]:
    """Short lines on what was read: the text, or the fault without its folder."""
    return [item.text if isinstance(item, Raw) else f"! {item.what}" for item in read(paths, **how)]  # type: ignore[arg-type]


def test_folders_are_read_in_order_of_name_and_globs_too(tmp_path: Path) -> None:
    """Sorted, recursive, hidden files and unknown kinds left out, the latter named."""
    put(tmp_path, {"b.txt": "ب", "a/2.txt": "ا2", "a/1.txt": "ا1", ".hidden": "x", "c.jpg": b"\xff\xd8\xff", "d": "د"})
    assert told(tmp_path) == ["ا1", "ا2", "ب", "! .jpg files are not read", "د"]
    assert [item.skipped for item in read([tmp_path]) if isinstance(item, SourceFault)] == [True]
    assert told(str(tmp_path / "a" / "*.txt")) == ["ا1", "ا2"]
    assert told(str(tmp_path / "**" / "*.txt")) == ["ا1", "ا2", "ب"]
    assert told(tmp_path / "none.txt")[0].startswith("! cannot be read")
    assert told(str(tmp_path / "*.none")) == ["! no file fits"]


def test_manifest_beside_the_files_and_given(tmp_path: Path) -> None:
    """A folder's manifest is used by itself, is no article, and tells its own faults once."""
    put(
        tmp_path,
        {
            "in/manifest.csv": "\ufeffpath,published,outlet,url\n1.txt,2018-06-26,جريدة,http://a/1\n2.txt,26/6/2018,,\ngone.txt,,,\n",
            "in/1.txt": "واحد",
            "in/2.txt": "اثنان",
            "other.csv": "path,published\nin/2.txt,2019-01-02T08:00:00Z\n",
        },
    )
    items = list(read([tmp_path / "in"]))
    one, two = (i for i in items if isinstance(i, Raw))
    assert (one.published, one.published_basis, one.outlet, one.url, one.key) == (
        "2018-06-26",
        "given",
        "جريدة",
        "http://a/1",
        "http://a/1",
    )
    assert (two.published, two.published_basis, two.key) == (None, "unknown", two.path)
    assert two.notes == ("published '26/6/2018' is not YYYY-MM-DD; left out",)
    assert [str(i).split(": ")[-1] for i in items if isinstance(i, SourceFault)] == [
        "gone.txt is not there; put the file there or take the row out"
    ]
    given = [i for i in read([tmp_path / "in" / "2.txt"], manifest=tmp_path / "other.csv") if isinstance(i, Raw)]
    assert [i.published for i in given] == ["2019-01-02"]


def test_lines(tmp_path: Path) -> None:
    """Good lines are read, bad ones named by number; a title becomes the first line unless it is already."""
    lines = [
        json.dumps({"text": PROSE, "id": 7, "title": "عنوان", "published": "2018-01-05", "outlet": "جريدة"}),
        json.dumps({"text": f"عنوان\n{PROSE}", "url": "http://a", "title": "عنوان"}),
        "not json",
        "",
        '{"text": 5}',
        '{"text": " "}',
        '["text"]',
        '{"text": "' + "س" * 2000 + '"}',
        '{"text": "\\ud800 x"}',
        "[" * 100_000,
        '{"text": "last"}',
    ]
    put(tmp_path, {"a.jsonl": "\n".join(lines)})
    items = list(read([tmp_path], limit=1500))
    texts = [i for i in items if isinstance(i, Raw)]
    assert [t.text for t in texts] == [f"عنوان\n{PROSE}", f"عنوان\n{PROSE}", "\ufffd x", "last"]
    assert [t.key for t in texts[:2]] == ["7", "http://a"]
    assert texts[0].published == "2018-01-05"
    assert [(i.line, i.what) for i in items if isinstance(i, SourceFault)] == [
        (3, "the line is not JSON (Expecting value)"),
        (5, "the line has no text"),
        (6, "the text is empty"),
        (7, "the line has no text"),
        (8, "one text of more than 1,500 bytes"),
        (10, "one text of more than 1,500 bytes"),
    ]


def test_standard_input() -> None:
    """Lines when the first one starts as an object does, else one text."""
    assert told("-", stdin=io.BytesIO('\n{"text": "ا"}\n{"text": "ب"}\n'.encode())) == ["ا", "ب"]
    assert told("-", stdin=io.BytesIO(PROSE.encode())) == [PROSE]
    assert told("-", stdin=io.BytesIO(b"")) == ["! the file is empty"]


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    """Empty, binary, too long: a value each, and the run goes on."""
    put(
        tmp_path,
        {"1.txt": b"", "2.txt": bytes(range(256)) * 4, "3.txt": b"x" * 3000, "4.txt": b"%PDF-1.4", "5.txt": PROSE},
    )
    assert told(tmp_path, limit=2000) == [
        "! the file is empty",
        "! binary data, not text",
        "! one text of more than 2,000 bytes",
        "! a PDF file, not text",
        PROSE,
    ]


@pytest.mark.parametrize("length", [40, 90, len(PROSE)])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "iso-8859-6", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str, length: int) -> None:
    """The letters tell the encoding."""
    got = decode(PROSE[:length].encode(encoding))
    assert isinstance(got, Decoded)
    assert got.text.lstrip("\ufeff") == PROSE[:length]


@pytest.mark.parametrize("read_as", ["latin-1", "cp1252"])
@pytest.mark.parametrize("was", ["utf-8", "cp1256"])
def test_mojibake(was: str, read_as: str) -> None:
    """Text that was read as Latin once is read again; what is lost is marked."""
    wrong = "".join(bytes([b]).decode(read_as, "ignore") or chr(b) for b in PROSE.encode(was))
    got = decode(wrong.encode())
    assert isinstance(got, Decoded)
    assert got.text == PROSE
    assert got.notes


@pytest.mark.parametrize("line", ["Les députés réunis à Genève ont décidé", "naïve café", "plain"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_western_text_stays_western(line: str, encoding: str) -> None:
    """No Arabic is seen where there is none."""
    got = decode(line.encode(encoding))
    assert not isinstance(got, Undecodable)
    assert got.text == line


def test_line_ends_are_even_and_a_byte_order_mark_counts() -> None:
    """As ``open`` reads a file, so that offsets agree."""
    got = decode("\ufeffا\r\nب\rت".encode())
    assert got == Decoded("\ufeffا\nب\nت", "utf-8")
