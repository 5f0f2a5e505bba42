"""The same faulty copy in every format gives the same findings, each at its place."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pdfplumber
import pytest
from click.testing import CliRunner
from lxml.etree import SubElement
from pptx import Presentation
from pptx.util import Inches
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from offerlint.cli.main import cli
from offerlint.reading.opener import open_data
from tests.office import convert
from tests.reading.word import saved

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COPY: tuple[tuple[str, str], ...] = (
    ("h1", "Superfast broadband for everyone"),
    ("p", "Was <s>£50</s>, now £30 a month plus VAT. <b>Totally free router.</b>"),
    ("p", "Prices rise each March by <b>CPI plus</b> 3.9%."),
    ("h2", "Why us"),
    ("li", "We are the best network in the UK"),
    ("li", "Unlimited data, guaranteed"),
    ("td", "Plan|Price"),
    ("td", "Basic|£20 a month plus VAT"),
    ("p", "Offer ends soon. Terms apply."),
)
"""Kinds of blocks with their words, written as a little HTML; cells of a row are parted by a bar."""

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CONFIG = "files:\n  - {match: ['**'], kind: copy, channel: web, audience: consumer, products: [broadband]}\n"


def as_html() -> bytes:
    made = []
    for kind, words in COPY:
        cells = "".join(f"<td>{cell}</td>" for cell in words.split("|"))
        made.append(f"<tr>{cells}</tr>" if kind == "td" else f"<{kind}>{words}</{kind}>")
    page = "\n".join(made)
    page = re.sub(r"((?:<li>.*\n?)+)", r"<ul>\1</ul>\n", page)
    return re.sub(r"((?:<tr>.*\n?)+)", r"<table>\1</table>\n", page).encode()


def as_markdown() -> bytes:
    signs = {"h1": "# ", "h2": "## ", "li": "- "}
    made, rows = [], 0
    for kind, words in COPY:
        words = words.replace("<b>", "**").replace("</b>", "**").replace("<s>", "~~").replace("</s>", "~~")
        if kind == "td":
            rows += 1
            made.append(f"| {words.replace('|', ' | ')} |" + ("\n|---|---|" if rows == 1 else ""))
        else:
            made.append(f"{signs.get(kind, '')}{words}\n")
    return ("\n".join(made[:7]) + "\n" + "\n".join(made[7:8]) + "\n\n" + "\n".join(made[8:])).encode()


def as_docx() -> bytes:
    document = docx.Document()
    styles = {"h1": "Heading 1", "h2": "Heading 2", "li": "List Bullet"}
    table: Any = None
    for kind, words in COPY:
        if kind == "td":
            table = table or document.add_table(0, 2)
            for cell, said in zip(table.add_row().cells, words.split("|"), strict=True):
                cell.text = said
            continue
        paragraph = document.add_paragraph(style=styles.get(kind))
        for part in re.split(r"(<b>.*?</b>|<s>.*?</s>)", words):
            run = paragraph.add_run(html.unescape(re.sub("<[^>]*>", "", part)))
            run.bold, run.font.strike = part.startswith("<b>") or None, part.startswith("<s>") or None
    return saved(document)


def as_pptx() -> bytes:
    made: Any = Presentation()
    slide: Any = None
    for kind, words in COPY:
        if kind in ("h1", "h2"):
            slide = made.slides.add_slide(made.slide_layouts[5])
            slide.shapes.title.text = words
        elif kind == "td":
            tables = [shape.table for shape in slide.shapes if shape.has_table]
            table = tables[0] if tables else slide.shapes.add_table(2, 2, 0, 0, Inches(1), Inches(1)).table
            for column, said in enumerate(words.split("|")):
                table.cell(len(tables), column).text = said
        else:
            paragraph = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.paragraphs[0]
            if kind == "li":
                SubElement(paragraph._p.get_or_add_pPr(), f"{A}buChar", {"char": "•"})
            for part in re.split(r"(<b>.*?</b>|<s>.*?</s>)", words):
                run = paragraph.add_run()
                run.text = re.sub("<[^>]*>", "", part)
                run.font.bold = part.startswith("<b>") or None
                if part.startswith("<s>"):
                    run._r.get_or_add_rPr().set("strike", "sngStrike")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def as_mjml() -> bytes:
    body = f"<mj-section><mj-column><mj-text>{as_html().decode()}</mj-text></mj-column></mj-section>"
    return f"<mjml>\n<mj-body>{body}</mj-body>\n</mjml>".encode()


def as_vue() -> bytes:
    return b"<script setup>const free = 'totally-free-router'</script>\n<template>\n" + as_html() + b"</template>\n"


def as_svelte() -> bytes:
    return b"<script>let free = 'totally-free-router'</script>\n" + as_html() + b"<style>p { color: red }</style>\n"


def as_tsx() -> bytes:
    head = b'import React from "react";\n\nexport function Offer({ price }: Props) {\n  return (\n    <>\n'
    return head + as_html() + b"    </>\n  );\n}\n"


def as_php() -> bytes:
    return b"<?php\n$free = 'No router';\nif ($x) { exit; }\n?>\n" + as_html() + b"<?php\n"


def as_blade() -> bytes:
    return b"{{-- Totally free router --}}\n@section('body')\n" + as_html() + b"@endsection\n"


def as_pdf() -> bytes:
    styles = getSampleStyleSheet()
    story: list[Any] = []
    rows: list[list[str]] = []
    for kind, words in COPY:
        if kind == "td":
            rows.append(words.split("|"))
            story += [Table(rows)] if len(rows) == 2 else []
            continue
        text = words.replace("<s>", "<strike>").replace("</s>", "</strike>")
        style = {"h1": "Heading1", "h2": "Heading2"}.get(kind, "BodyText")
        story.append(Paragraph(text, styles[style], bulletText="•" if kind == "li" else None))
    file = io.BytesIO()
    SimpleDocTemplate(file, invariant=1).build(story)
    return file.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "html": as_html,
    "md": as_markdown,
    "docx": as_docx,
    "pptx": as_pptx,
    "mjml": as_mjml,
    "vue": as_vue,
    "svelte": as_svelte,
    "tsx": as_tsx,
    "jsx": as_tsx,
    "pdf": as_pdf,
    "php": as_php,
    "blade.php": as_blade,
}


def findings(folder: Path, ending: str) -> list[dict[str, Any]]:
    (folder / f"ad.{ending}").write_bytes(FORMATS[ending]())
    return checked(folder, ending)


def checked(folder: Path, ending: str) -> list[dict[str, Any]]:
    (folder / "offerlint.yaml").write_text(CONFIG, "utf-8")
    asked = ["check", str(folder / f"ad.{ending}"), "--config", str(folder / "offerlint.yaml")]
    done = CliRunner().invoke(cli, [*asked, "--format", "json", "--as-of", "2026-11-24", "--fail-on", "never"])
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def essence(found: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return sorted((one["rule"], one["severity"], " ".join(one["excerpt"].split()), one["fingerprint"]) for one in found)


@pytest.mark.parametrize("ending", [ending for ending in FORMATS if ending != "html"])
def test_every_format_gives_the_findings_that_html_gives(ending: str, tmp_path: Path) -> None:
    expected = findings(tmp_path, "html")
    assert len(expected) > 8
    found = findings(tmp_path, ending)
    assert essence(found) == essence(expected)


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("ending", ["odt", "docx", "pdf"])
def test_what_libreoffice_writes_gives_the_same_findings(ending: str, tmp_path: Path) -> None:
    expected = findings(tmp_path, "html")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ad.docx").write_bytes(as_docx())
    convert(tmp_path / "in" / "ad.docx", ending, tmp_path)
    assert essence(checked(tmp_path, ending)) == essence(expected)


CODE = ("mjml", "vue", "svelte", "tsx", "php", "blade.php")


@pytest.mark.parametrize("ending", CODE)
def test_in_code_too_every_finding_stands_at_its_very_words(ending: str, tmp_path: Path) -> None:
    found = findings(tmp_path, ending)
    lines = (tmp_path / f"ad.{ending}").read_text("utf-8").splitlines()
    for one in found:
        first, line = one["excerpt"].split()[0], lines[one["start"]["line"] - 1]
        assert line[one["start"]["column"] - 1 :].startswith(first), one


@pytest.mark.needs_chromium
def test_what_a_browser_prints_gives_the_same_findings(browser: Browser, tmp_path: Path) -> None:
    expected = findings(tmp_path, "html")
    page = browser.new_page()
    style = "<style>td { padding: 4px 12px }</style>"
    page.set_content(style + as_html().decode())
    (tmp_path / "ad.pdf").write_bytes(page.pdf(format="A4"))
    page.close()
    assert essence(checked(tmp_path, "pdf")) == essence(expected)


@pytest.mark.needs_chromium
def test_a_table_that_a_browser_says_is_one_is_read_by_its_cells(browser: Browser) -> None:
    """Though the gap between its cells is no wider than one between words."""
    page = browser.new_page()
    page.set_content(
        "<table><thead><tr><th>Plan<th>Price</thead><tr><td>Basic<td>£20 a month<tr><td>Plus<td>£30 a month</table>"
    )
    found = open_data(page.pdf(tagged=True), "ad.pdf", "pdf").variants[0].blocks
    page.close()
    assert [block.text for block in found] == ["Plan", "Price", "Basic", "£20 a month", "Plus", "£30 a month"]
    assert found[3].attributes == {"row": "1", "column": "Price"}


def test_the_findings_stand_where_a_reader_of_the_pdf_looks(tmp_path: Path) -> None:
    found = findings(tmp_path, "pdf")
    with pdfplumber.open(tmp_path / "ad.pdf") as shown:
        for one in found:
            (place,) = one["places"]
            (box,) = place["boxes"]
            words = shown.pages[place["page"] - 1].within_bbox(grown(box)).extract_text()
            assert words.split() == one["excerpt"].split()
            assert one["where"].startswith("page 1, ")


def grown(box: list[float]) -> tuple[float, float, float, float]:
    """A box with room for the rounding of its edges, and for letters that another library takes for taller."""
    left, top, right, bottom = box
    return (left - 0.5, top - 3, right + 0.5, bottom + 3)


def test_the_findings_stand_where_a_reader_of_the_word_file_looks(tmp_path: Path) -> None:
    where = {" ".join(one["excerpt"].split()): one["where"] for one in findings(tmp_path, "docx")}
    assert where["CPI plus 3.9%"] == "section “Superfast broadband for everyone”, paragraph 2, words 6-8"
    assert where["£20 a month plus VAT"] == "section “Why us”, table 1, row 2, column 2, words 1-5"
