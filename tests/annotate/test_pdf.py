"""A PDF with findings as highlights: on the very words, with a note, the file as it was before them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pytest
from click.testing import CliRunner, Result

from offerlint.annotate import annotate
from offerlint.cli.main import cli
from offerlint.model.finding import Finding
from offerlint.model.vocabulary import Severity
from offerlint.text.span import Span
from tests.hostile.test_pdf import locked
from tests.reading.drawn import both, drawn, lines, opened
from tests.reading.test_pdf import sideways, turned


def finding(data: bytes, *words: str) -> Finding:
    """A finding on some words of a PDF."""
    source = opened(data).sources[0]
    spans = tuple(Span(at, at + len(one)) for one in words for at in [source.text.index(one)])
    return Finding(
        rule="uk-pricing/example", topic="price-total", severity=Severity.ERROR, path="a.pdf",
        where=source.where(*spans[0]), start=None, end=None, runs=spans, excerpt=" ".join(words), message="Wrong.",
        suggest="Right.", authority=(), fingerprint="f", places=source.places(spans),
    )  # fmt: skip


def highlights(data: bytes) -> list[tuple[int, Any]]:
    """The highlights of a PDF with the numbers of their pages, as another library finds them."""
    return [
        (number, one.get_object())
        for number, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages)
        for one in page.get("/Annots", ())
        if one.get_object()["/Subtype"] == "/Highlight"
    ]


def under(data: bytes) -> list[list[str]]:
    """The words that lie under each highlight, as yet another library finds them; page by page."""
    found = []
    with pdfplumber.open(io.BytesIO(data)) as shown:
        for number, one in highlights(data):
            page = shown.pages[number]
            points = [float(edge) for edge in one["/QuadPoints"]]
            words = []
            for i in range(0, len(points), 8):
                left, right = min(points[i : i + 8 : 2]), max(points[i : i + 8 : 2])
                low, high = min(points[i + 1 : i + 8 : 2]), max(points[i + 1 : i + 8 : 2])
                letters = [
                    letter["text"]
                    for letter in page.chars
                    if left < (letter["x0"] + letter["x1"]) / 2 < right
                    and low < page.height - (letter["top"] + letter["bottom"]) / 2 < high
                ]
                words.append("".join(letters))
            found.append(words)
    return found


@pytest.mark.parametrize(
    ("drawing", "words", "lying"),
    [
        (lines("Prices rise by CPI each year"), "CPI", ["CPI"]),
        (lines("Prices rise by (CPI)+3.9% each"), "CPI)+3.9", ["CPI)+3.9"]),
        (lines("A line that goes on and on by CPI", "plus 3.9% each year"), "CPI plus 3.9%", ["CPI", "plus 3.9%"]),
        (lines("We have it for a super-", "fast price"), "superfast", ["super", "fast"]),
        (both(lines("Left words are here", "and here below"), lines("Right", x=320)), "Right", ["Right"]),
    ],
)
def test_a_highlight_lies_on_the_very_words(drawing: Callable[[Any], None], words: str, lying: list[str]) -> None:
    data = drawn(drawing)
    made = annotate(data, "pdf", [finding(data, words)], {})
    assert under(made) == [lying]
    ((page, note),) = highlights(made)
    assert (page, note["/T"], note["/Contents"]) == (
        0,
        "offerlint",
        "error: uk-pricing/example\nWrong.\nInstead: Right.",
    )
    assert opened(made).sources[0].text == opened(data).sources[0].text


def test_words_that_run_up_the_page_are_highlighted_where_they_are() -> None:
    data = drawn(sideways)
    ((left, top, right, bottom),) = opened(data).sources[0].places([finding(data, "second").runs[0]])[0]["boxes"]
    ((_, note),) = highlights(annotate(data, "pdf", [finding(data, "second")], {}))
    assert [round(float(edge)) for edge in note["/Rect"]] == [
        round(left),
        round(842 - bottom),
        round(right),
        round(842 - top),
    ]
    assert bottom - top > right - left


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_highlight_is_seen_over_its_words_when_the_page_is_rendered(quarters: int) -> None:
    import pypdfium2

    data = turned(drawn(lines("Hello there, all of you", y=700, size=20)), quarters)
    one = finding(data, "there")
    made = annotate(data, "pdf", [one], {})
    page = pypdfium2.PdfDocument(made)[0]
    picture = page.render(scale=1).to_pil().convert("RGB")
    yellow = {
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y))[2] < 160 < picture.getpixel((x, y))[0]
    }
    ((left, top, right, bottom),) = one.places[0]["boxes"]
    assert min(x for x, _ in yellow) == pytest.approx(left, abs=2)
    assert max(x for x, _ in yellow) == pytest.approx(right, abs=2)
    assert min(y for _, y in yellow) == pytest.approx(top, abs=2)
    assert max(y for _, y in yellow) == pytest.approx(bottom, abs=2)


def test_the_file_stands_unchanged_before_what_is_new_and_the_same_run_gives_the_same_bytes() -> None:
    data = drawn(lines("Prices rise by CPI."))
    made = annotate(data, "pdf", [finding(data, "CPI")], {})
    assert made.startswith(data)
    assert made == annotate(data, "pdf", [finding(data, "CPI")], {})
    assert annotate(data, "pdf", [], {}) == data


def test_a_file_that_only_its_owner_may_change_keeps_its_key() -> None:
    data = locked("", "secret")
    made = annotate(data, "pdf", [finding(data, "CPI plus")], {})
    assert made.startswith(data)
    assert under(made) == [["CPI plus"]]
    assert highlights(made)[0][1]["/T"] == "offerlint"


def test_words_on_two_pages_have_a_highlight_each_and_the_second_leads_to_the_first() -> None:
    data = drawn(lines("Free gifts for everyone."), lines("Ask for a charge."))
    made = annotate(data, "pdf", [finding(data, "Free", "charge")], {})
    assert under(made) == [["Free"], ["charge"]]
    assert highlights(made)[1][1]["/Contents"].startswith(
        "error: uk-pricing/example\nSee page 1, paragraph 1, word 1 ("
    )


def test_notes_of_people_stay_and_ours_of_an_earlier_run_go() -> None:
    data = drawn(lines("Prices rise by CPI."))
    by_ann = annotate(data, "pdf", [finding(data, "Prices")], {}).replace(b"(offerlint)", b"(Ann-Smith)")
    once = annotate(by_ann, "pdf", [finding(by_ann, "CPI")], {})
    twice = annotate(once, "pdf", [finding(once, "rise"), replace(finding(once, "by"), message="Also.")], {})
    assert [(note["/T"], words) for (_, note), words in zip(highlights(twice), under(twice), strict=True)] == [
        ("Ann-Smith", ["Prices"]), ("offerlint", ["rise"]), ("offerlint", ["by"]),
    ]  # fmt: skip
    assert under(annotate(twice, "pdf", [], {})) == [["Prices"]]


def run_cli(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["annotate", *arguments])


def test_the_command_writes_beside_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = drawn(lines("Prices rise each March by CPI plus 3.9%."))
    Path("in.pdf").write_bytes(data)
    done = run_cli("in.pdf", "-o", "out.pdf")
    assert (done.exit_code, done.output) == (0, "out.pdf: 1 comment written\n")
    assert under(Path("out.pdf").read_bytes()) == [["CPI plus 3.9%"]]
    assert Path("in.pdf").read_bytes() == data


def test_what_cannot_be_written_to_is_said_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("offerlint.annotate.pdf.run", lambda *_: b"")
    Path("in.pdf").write_bytes(drawn(lines("Prices rise each March by CPI plus 3.9%.")))
    done = run_cli("in.pdf", "-o", "out.pdf")
    assert done.exit_code != 0
    assert "this PDF cannot be written to; print it to a new PDF" in f"{done.exception}{done.output}"
    assert not Path("out.pdf").exists()


def test_what_cannot_be_read_bears_no_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.pdf").write_bytes(drawn(lines("Hello."))[:-300])
    done = run_cli("in.pdf", "-o", "out.pdf")
    assert done.exit_code == 2
    assert "cut short" in done.output
    assert not Path("out.pdf").exists()
