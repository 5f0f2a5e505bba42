"""A Word file with findings as comments: on the very words, all else as it was."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from offerlint.annotate import annotate
from offerlint.cli.main import cli
from offerlint.model.finding import Finding
from offerlint.model.vocabulary import Severity
from offerlint.reading.opener import open_data
from offerlint.text.span import Span
from tests.office import convert
from tests.reading.test_docx import BOX, CHANGED, with_footnote
from tests.reading.word import element, run, saved, word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def finding(data: bytes, *words: str) -> Finding:
    """A finding on some words of a Word file."""
    source = open_data(data, "a.docx", "docx").sources[0]
    spans = tuple(Span(at, at + len(one)) for one in words for at in [source.text.index(one)])
    return Finding(
        rule="uk-pricing/example", topic="price-total", severity=Severity.ERROR, path="a.docx",
        where=source.where(*spans[0]), start=None, end=None, runs=spans, excerpt=" ".join(words), message="Wrong.",
        suggest="Right.", authority=(), fingerprint="f", places=source.places(spans),
    )  # fmt: skip


def commented(data: bytes) -> dict[str, str]:
    """The words under each comment, by its id, as another library finds them."""
    found: dict[str, str] = {}
    open_now: set[str] = set()
    for one in docx.Document(io.BytesIO(data)).element.body.iter():
        name, own = etree.QName(one).localname, one.get(f"{W}id")
        if name == "commentRangeStart":
            open_now.add(own)
            found[own] = ""
        elif name == "commentRangeEnd":
            open_now.remove(own)
        elif name == "commentReference":
            assert own in found
            assert own not in open_now
        elif name in ("t", "tab", "noBreakHyphen", "br"):
            for each in open_now:
                found[each] += {"tab": "\t", "noBreakHyphen": "-", "br": "\n"}.get(name, one.text or "")
    assert not open_now
    return found


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (run("Prices rise by CPI each year"), "CPI"),
        (run("CPI"), "CPI"),
        (run("by C", "<w:b/>") + run("P") + run("I plus 3%"), "CPI plus"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>by CPI now</w:t><w:br/><w:t>z</w:t></w:r>", "CPI"),
        ("<w:r><w:t>a b</w:t><w:tab/><w:t>c d</w:t></w:r>", "b\tc"),
        (f"<w:hyperlink w:anchor='x'>{run('by CPI now')}</w:hyperlink>", "CPI"),
        (CHANGED, "£30 a"),
        ("<w:sdt><w:sdtContent>" + run("by CPI now") + "</w:sdtContent></w:sdt>", "CPI"),
    ],
)
def test_a_comment_stands_on_the_very_words(inside: str, words: str) -> None:
    data = word("Hello.", inside, "Bye.")
    made = annotate(data, "docx", [finding(data, words)], {})
    assert list(commented(made).values()) == [words]
    before, after = (docx.Document(io.BytesIO(one)) for one in (data, made))
    assert [paragraph.text for paragraph in after.paragraphs] == [paragraph.text for paragraph in before.paragraphs]
    (comment,) = after.comments
    assert (comment.author, comment.initials) == ("offerlint", "OL")
    assert comment.text == "error: uk-pricing/example\nWrong.\nInstead: Right."


@given(st.lists(st.text("ab £\t", min_size=1, max_size=5), min_size=1, max_size=5), st.data())
def test_any_words_overlapping_or_not_are_commented_and_stay_as_they_were(runs: list[str], data: st.DataObject) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Begin: ")
    for words in runs:
        paragraph.add_run(words).bold = len(words) % 2 == 0
    before = saved(document)
    source = open_data(before, "a.docx", "docx").sources[0]
    spans = []
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(source.text) - 1))
        spans.append(Span(start, data.draw(st.integers(start + 1, len(source.text)))))
    one = finding(before, "Begin")
    after = annotate(before, "docx", [replace(one, runs=(span,)) for span in spans], {})
    assert list(dict(sorted(commented(after).items())).values()) == [source.text[slice(*span)] for span in spans]
    assert open_data(after, "a.docx", "docx").sources[0].text == source.text


@pytest.mark.parametrize(
    ("data", "words", "under"),
    [
        (word(run("Above") + BOX), "In a box", ""),
        (with_footnote(), "New customers", ""),
    ],
    ids=["a text box", "a footnote"],
)
def test_words_that_can_bear_no_comment_are_told_where_they_hang(data: bytes, words: str, under: str) -> None:
    made = annotate(data, "docx", [finding(data, words)], {})
    (comment,) = docx.Document(io.BytesIO(made)).comments
    assert f"“{words}”" in comment.text
    assert len(commented(made)) == 1


def test_words_of_a_footer_are_told_at_the_first_words() -> None:
    document = docx.Document()
    document.add_paragraph("Hello there")
    document.sections[0].footer.paragraphs[0].text = "Small print"
    data = saved(document)
    made = annotate(data, "docx", [finding(data, "print")], {})
    assert list(commented(made).values()) == ["Hello there"]
    (comment,) = docx.Document(io.BytesIO(made)).comments
    assert comment.text.splitlines()[1] == "In the footer, paragraph 1, word 2: “print”"


def test_words_apart_have_a_comment_each_and_the_second_leads_to_the_first() -> None:
    data = word("Free gifts for all, free of charge")
    made = annotate(data, "docx", [finding(data, "Free", "charge")], {})
    assert list(commented(made).values()) == ["Free", "charge"]
    second = list(docx.Document(io.BytesIO(made)).comments)[1]
    assert second.text == "error: uk-pricing/example\nSee paragraph 1, word 1."


def test_nothing_else_is_changed_and_the_same_run_gives_the_same_bytes() -> None:
    data = word("Prices rise by CPI.")
    made = annotate(data, "docx", [finding(data, "CPI")], {})
    assert made == annotate(data, "docx", [finding(data, "CPI")], {})
    before, after = parts(data), parts(made)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_comments_of_people_stay_and_ours_of_an_earlier_run_go() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Prices rise by CPI.")
    document.add_comment(paragraph.runs, "Is this right?", "Ann", "A")
    data = saved(document)
    once = annotate(data, "docx", [finding(data, "CPI")], {})
    twice = annotate(once, "docx", [finding(once, "rise")], {})
    assert [(one.author, one.text.splitlines()[0]) for one in docx.Document(io.BytesIO(twice)).comments] == [
        ("Ann", "Is this right?"), ("offerlint", "error: uk-pricing/example"),
    ]  # fmt: skip
    assert list(commented(twice).values()) == ["Prices rise by CPI.", "rise"]
    assert list(commented(annotate(twice, "docx", [], {})).values()) == ["Prices rise by CPI."]


def run_cli(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["annotate", *arguments])


def test_the_command_writes_beside_the_document_and_never_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = word("Prices rise each March by CPI plus 3.9%.")
    Path("in.docx").write_bytes(data)
    done = run_cli("in.docx", "-o", "out.docx")
    assert (done.exit_code, done.output) == (0, "out.docx: 1 comment written\n")
    written = Path("out.docx").read_bytes()
    assert list(commented(written).values()) == ["CPI plus 3.9%"]
    for target in ("in.docx", "out.docx"):
        refused = run_cli("in.docx", "-o", target)
        assert "is there already" in str(refused.exception) + refused.output
        assert refused.exit_code != 0
    assert (Path("in.docx").read_bytes(), Path("out.docx").read_bytes()) == (data, written)
    assert run_cli("in.docx", "-o", "in.docx", "--force").exit_code == 0
    assert Path("in.docx").read_bytes() == written


@pytest.mark.parametrize(("name", "data"), [("a.md", b"Hello"), ("b.docx", b"no zip"), ("c.docx", word("x")[:-90])])
def test_what_bears_no_comments_is_refused_and_nothing_is_written(
    name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    assert run_cli(name, "-o", "out.docx").exit_code != 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


HELD = f"<w:p>{run('Prices rise by CPI each year.')}</w:p>"
CONTROLS = {
    "first": f"<w:sdt><w:sdtPr><w:id w:val='7'/></w:sdtPr><w:sdtContent>{HELD}</w:sdtContent></w:sdt>",
    "second": f"<w:sdt><w:sdtContent><w:p>{run('One.')}</w:p>{HELD}</w:sdtContent></w:sdt>",
    "cell": "<w:tbl><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc><w:sdt><w:sdtContent>"
    f"{HELD}</w:sdtContent></w:sdt></w:tc></w:tr></w:tbl>",
    "plain": f"<w:p>{run('Now ')}<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>"
    f"{run('Prices rise by CPI each year.')}</w:sdtContent></w:sdt>{run(' so.')}</w:p>",
    "inner": f"<w:p><w:sdt><w:sdtContent>{run('Prices rise by CPI each year.')}</w:sdtContent></w:sdt></w:p>",
}


def controlled(xml: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("Before.")
    document.element.body.insert(1, element(xml))
    document.add_paragraph("After.")
    return saved(document)


@pytest.mark.parametrize("xml", CONTROLS.values(), ids=CONTROLS)
def test_a_comment_stands_on_the_very_words_in_a_content_control(xml: str) -> None:
    data = controlled(xml)
    made = annotate(data, "docx", [finding(data, "CPI"), finding(data, "Prices"), finding(data, "Before")], {})
    assert sorted(commented(made).values()) == ["Before", "CPI", "Prices"]
    assert parts(annotate(made, "docx", [], {}))["word/document.xml"].count(b"comment") == 0


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("xml", CONTROLS.values(), ids=CONTROLS)
def test_libreoffice_loses_no_words_of_a_content_control(xml: str, tmp_path: Path) -> None:
    data = controlled(xml)
    (tmp_path / "a.docx").write_bytes(annotate(data, "docx", [finding(data, "CPI")], {}))
    flat = convert(tmp_path / "a.docx", "fodt", tmp_path).read_text("utf-8")
    body = re.sub(
        r"<office:annotation .*?</office:annotation>", "", flat[flat.index("<office:text") :], flags=re.DOTALL
    )
    assert "Prices rise by CPI each year." in " ".join(re.sub("<[^>]*>", "", body).split())
    assert flat.count("<office:annotation ") == 1


@pytest.mark.needs_libreoffice
def test_libreoffice_shows_the_comments_at_the_words(tmp_path: Path) -> None:
    data = word("Hello.", run("Prices rise by C", "<w:b/>") + run("PI plus 3% each year"))
    (tmp_path / "a.docx").write_bytes(annotate(data, "docx", [finding(data, "CPI plus 3%")], {}))
    flat = convert(tmp_path / "a.docx", "fodt", tmp_path).read_text("utf-8")
    under = re.search(r"<office:annotation .*?</office:annotation>(.*?)<office:annotation-end", flat, re.DOTALL)
    assert under is not None
    assert re.sub("<[^>]*>", "", under[1]) == "CPI plus 3%"
    assert "<dc:creator>offerlint</dc:creator>" in flat
