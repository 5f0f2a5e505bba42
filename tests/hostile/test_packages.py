"""Packages of strangers: bounded in memory, a clear problem for each, and the other files still checked."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from offerlint.cli.main import cli
from offerlint.reading import bounds
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import open_data
from tests.reading.word import NAMESPACES, repacked, word

GOOD = word("Prices rise each March by CPI plus 3.9%.")
MAIN = "word/document.xml"
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol" * 1000}">' for i in range(10))
BODY = f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"


def main(xml: str | bytes, encoding: str = "utf-8") -> bytes:
    return repacked(GOOD, {MAIN: xml if isinstance(xml, bytes) else xml.encode(encoding)})


def parts(count: int) -> bytes:
    return repacked(GOOD, {f"word/media/{i}": b"x" for i in range(count)})


def deep() -> bytes:
    return main(f"<w:document {NAMESPACES}>" + "<w:body>" * 3_000 + "</w:body>" * 3_000 + "</w:document>")


def lying_about_its_size() -> bytes:
    """A package whose directory says that a part of 60 MB has ten bytes."""
    data = bytearray(main(b" " * 60_000_000))
    at = data.rindex(b"PK\x01\x02")
    while not data[at + 46 :].startswith(MAIN.encode()):
        at = data.rindex(b"PK\x01\x02", 0, at)
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb": (
        lambda: main(b" " * 60_000_000),
        "has a part that unpacks to more than 250 times",
    ),
    "a zip bomb that lies": (lying_about_its_size, "cannot be unpacked|too large"),
    "many parts": (lambda: parts(bounds.MOST_PARTS), "more than 10,000 parts"),
    "an XML bomb": (lambda: main(f"<!DOCTYPE d [{LAUGHS}]>{BODY % '&l9;'}"), "declares entities"),
    "an XML bomb in UTF-16": (lambda: main(f"<!DOCTYPE d [{LAUGHS}]>{BODY % '&l9;'}", "utf-16"), "declares entities"),
    "an external entity": (
        lambda: main(f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>{BODY % "&x;"}'),
        "declares entities",
    ),
    "an external document type": (lambda: main(f'<!DOCTYPE d SYSTEM "http://example.com/d">{BODY % "a"}'), "declares"),
    "depth": (deep, "no XML"),
    "many tags": (lambda: main(f"<w:document {NAMESPACES}>{'<a/>' * 2_100_000}</w:document>"), "tags|times its size"),
    "no XML": (lambda: main("Hello"), "no XML"),
    "another document": (lambda: main("<html><body>Hello</body></html>"), "no document"),
    "no document": (lambda: repacked(GOOD, {MAIN: b""}), "no document inside"),
    "cut short": (lambda: GOOD[: len(GOOD) // 2], "cut short"),
    "empty": (lambda: b"", "cut short"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "not a Word file but a PDF"),
    "an old file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "without a password"),
    "a page": (lambda: b"<html>Hello</html>", "HTML"),
    "text": (lambda: b"Hello", "cut short, or no such file"),
    "another archive": (lambda: archive({"a.txt": b"Hello"}), "no document inside"),
}


def archive(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_a_clear_problem_within_bounds(name: str) -> None:
    make, message = HOSTILE[name]
    data = make()
    tracemalloc.start()
    try:
        with pytest.raises(ReadError, match=message):
            open_data(data, "a.docx", "docx")
        assert tracemalloc.get_traced_memory()[1] < 3 * bounds.LARGEST_PART + 5 * len(data)
    finally:
        tracemalloc.stop()


def test_a_run_says_what_could_not_be_read_and_checks_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.docx").write_bytes(GOOD)
    (tmp_path / "bomb.docx").write_bytes(HOSTILE["a zip bomb"][0]())
    (tmp_path / "short.docx").write_bytes(GOOD[:500])
    (tmp_path / "~$good.docx").write_bytes(b"\x03Ann")
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "json"])
    report = json.loads(done.stdout)
    assert done.exit_code == 2
    assert [Path(problem["path"]).name for problem in report["problems"]] == ["bomb.docx", "short.docx"]
    assert [Path(finding["path"]).name for finding in report["findings"]] == ["good.docx"]


@given(st.data())
def test_a_package_with_some_bytes_changed_is_read_or_a_problem(data: st.DataObject) -> None:
    broken = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        open_data(bytes(broken), "a.docx", "docx")
    except ReadError as error:
        assert str(error)


PIECES = st.sampled_from(
    ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>£30", "</w:t>", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>",
     "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='separate'/>", "<w:fldChar w:fldCharType='end'/>",
     "<w:instrText> MERGEFIELD a </w:instrText>", "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>",
     "</w:sdtContent></w:sdt>", "<w:txbxContent>", "</w:txbxContent>", "<w:sym w:char='zz'/>", "<w:del>", "</w:del>",
     "<w:pPr><w:outlineLvl w:val='x'/><w:rPr><w:del/></w:rPr></w:pPr>", "<w:rPr><w:sz w:val='-1'/></w:rPr>", "<w:pict>",
     "</w:pict>", "<w:footnoteReference w:id='9'/>", "<w:hyperlink>", "</w:hyperlink>", "<w:sectPr/>", "<w:altChunk/>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_whatever_stands_in_a_document_in_whatever_order_is_read_or_a_problem(pieces: list[str]) -> None:
    from lxml import etree

    tangled = f"<w:document {NAMESPACES}><w:body>{''.join(pieces)}</w:body></w:document>"
    mended = etree.fromstring(tangled.encode(), etree.XMLParser(recover=True))
    for both in ("accepted", "both"):
        open_data(main(etree.tostring(mended)), "a.docx", "docx", {"tracked_changes": both})
