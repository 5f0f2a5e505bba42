"""PDFs of strangers: bounded in time and memory, a clear problem for each, and the other files still checked."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.cli.main import cli
from offerlint.reading import bounds
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import open_data
from offerlint.text.span import Span
from tests.conftest import EXAMPLES
from tests.reading.drawn import drawn, lines

GOOD = drawn(lines("Prices rise each March by CPI plus 3.9%."))


def made(*objects: bytes) -> bytes:
    """A PDF of such objects, the first of which is its catalogue; its table of objects is left to be found out."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (len(objects) + 1)


def stream(data: bytes, said: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), said, data)


def page(content: bytes, resources: bytes = b"<< >>", *more: bytes) -> bytes:
    """A PDF of one page with that content, a whole object; `more` are objects from number 5 on."""
    return made(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % resources,
        content,
        *more,
    )


def inflated(times: int) -> bytes:
    """A stream that unpacks to 4 GB, packed so many times over."""
    packer = zlib.compressobj(9)
    first, more = (packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    data = first + more * 3_999
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s]" % (b"/FlateDecode " * times))


def laughing(last: bytes) -> bytes:
    """Forms that show ten forms each, twelve levels down; the last show something."""
    forms = []
    for number in range(12):
        inside = b"/F Do " * 10 if number < 11 else last
        said = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> /Font << /T << "
        said += b"/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        forms.append(stream(inside, said % (number + 6)))
    return page(stream(b"/F Do " * 10), b"<< /XObject << /F 5 0 R >> >>", *forms)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(count))
    one = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    return made(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        stream(b"BT ET"),
        *[one] * count,
    )


def many_letters() -> bytes:
    font = b"<< /Font << /T << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    words = b"BT /T 9 Tf 20 700 Td " + b"(%s) Tj 0 -9 Td " % (b"words " * 100) * (bounds.MOST_LETTERS // 600 + 1)
    return page(stream(zlib.compress(words), b"/Filter /FlateDecode"), font)


def locked(user: str, owner: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD))
    writer.encrypt(user, owner, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut short": (lambda: GOOD[: len(GOOD) // 2], "this PDF is cut short: its end is missing; fetch it again"),
    "empty": (lambda: b"", "not a PDF, whatever its name says"),
    "text": (lambda: b"Hello", "not a PDF, whatever its name says"),
    "a page": (lambda: b"<html>Hello</html>", "not a PDF but a page of HTML"),
    "a zip file": (lambda: b"PK\x03\x04" + bytes(99), "not a PDF but a zip file, as Word"),
    "a name only": (lambda: b"%PDF-1.7\nHello\n%%EOF\n", "it is damaged; print it to a new PDF"),
    "a password": (lambda: locked("secret", "secret"), "this PDF has a password: save it without one"),
    "10,000 pages": (lambda: many_pages(10_000), "it has 10,000 pages, and 1,000 are read; split it"),
    "many letters": (many_letters, "it has more than 4,000,000 letters; split it"),
    "a bomb": (lambda: page(inflated(1)), "breaks the library that reads it, or needs more than 1,000 MB|no words"),
    "a bomb in a bomb": (lambda: page(inflated(3)), "more than 1,000 MB|no words"),
    "forms of forms": (lambda: laughing(b"BT /T 9 Tf (ha) Tj ET"), "more than 30 seconds|more than 1,000 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_a_clear_problem_within_bounds(name: str) -> None:
    make, message = HOSTILE[name]
    with pytest.raises(ReadError, match=message):
        open_data(make(), "a.pdf", "pdf")


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "PDF_SECONDS", 1)
    with pytest.raises(ReadError, match="it takes more than 1 seconds; print it to a new PDF, or split it"):
        open_data(laughing(b"q Q"), "a.pdf", "pdf")


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    assert "CPI plus 3.9%" in open_data(locked("", "secret"), "a.pdf", "pdf").sources[0].text


def test_a_run_says_what_could_not_be_read_and_checks_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(GOOD)
    (tmp_path / "pages.PDF").write_bytes(many_pages(10_000))
    (tmp_path / "short.pdf").write_bytes(GOOD[:500])
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "json"])
    report = json.loads(done.stdout)
    assert done.exit_code == 2
    assert [Path(problem["path"]).name for problem in report["problems"]] == ["pages.PDF", "short.pdf"]
    assert {Path(finding["path"]).name for finding in report["findings"]} == {"good.pdf"}


def test_without_the_library_the_reader_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offerlint.reading.pdf.process.LIBRARY", "no_such_library")
    with pytest.raises(ReadError, match=r"install offerlint\[pdf\] to read a.pdf"):
        open_data(GOOD, "a.pdf", "pdf")


@settings(max_examples=EXAMPLES // 2)
@given(st.data())
def test_a_pdf_with_some_bytes_changed_is_read_or_a_problem(data: st.DataObject) -> None:
    broken = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        open_data(bytes(broken), "a.pdf", "pdf")
    except ReadError as error:
        assert str(error)


PIECES = st.sampled_from(
    [
        b"BT", b"ET", b"q", b"Q", b"/T 9 Tf", b"/T 0 Tf", b"/T -9 Tf", b"0 0 Td", b"1e9 -1e9 Td", b"(Free calls) Tj",
        b"(\\377\\000) Tj", b"[(Pri) -9000 (ces)] TJ", b"1 0 0 1 72 700 Tm", b"0 1 -1 0 72 700 Tm", b"0 0 0 0 0 0 Tm",
        b"-9 0 0 9 400 400 Tm", b"3 Tr", b"0 0 595 842 re f", b"72 700 90 1 re f", b"1 0 0 1 0 0 cm", b"0 0 0 0 0 0 cm",
        b"1e20 0 0 1e20 0 0 cm", b"( ) Tj",
    ]
)  # fmt: skip
FONT = b"<< /Font << /T << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


@settings(max_examples=EXAMPLES // 2)
@given(st.lists(PIECES, max_size=30), st.sampled_from([0, 90, 180, 270]))
def test_whatever_stands_on_a_page_is_read_or_a_problem_and_every_place_can_be_told(
    pieces: list[bytes], turn: int
) -> None:
    data = page(stream(b" ".join(pieces)), FONT + b" /Rotate %d" % turn)
    source = open_data(data, "a.pdf", "pdf").sources[0]
    for at in range(len(source.text)):
        assert source.where(at)
        json.dumps(source.places([Span(at, at + 1)]), allow_nan=False)


def lettered(count: int) -> bytes:
    """Pages of a thousand lines of a letter each."""
    font = b"<< /Font << /T << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    words = stream(b"BT /T 1 Tf 20 830 Td " + b"(a) Tj 0 -0.8 Td " * 1_000 + b"ET")
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(count))
    one = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources %s >>" % font
    return made(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), words,
        *[one] * count,
    )  # fmt: skip


def test_lines_without_end_are_too_large() -> None:
    with pytest.raises(ReadError, match="it has more than 100,000 lines; split it"):
        open_data(lettered(120), "a.pdf", "pdf")


def test_fields_and_links_without_end_are_told_as_not_read() -> None:
    def links(canvas: Any) -> None:
        lines("Prices rise by CPI.")(canvas)
        for number in range(400):
            canvas.linkURL(f"https://larkline.example/{number}", (72, number, 90, number + 5))

    (problem,) = open_data(drawn(links), "a.pdf", "pdf").problems
    assert (problem.message, problem.fatal) == ("page 1: only the first fields, links and notes are read", False)


def test_what_stands_on_a_page_besides_letters_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LARGEST_PACKAGE", 500)
    with pytest.raises(ReadError, match="too many fields, links or shapes"):
        open_data(drawn(*[lines("Prices rise by CPI.")] * 3), "a.pdf", "pdf")
