"""The same faulty copy in every format gives the same findings, each at its place."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner

from offerlint.cli.main import cli
from tests.reading.word import saved

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

SAID = ("kind", "channel", "audience", "products")
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


FORMATS: dict[str, Callable[[], bytes]] = {"html": as_html, "md": as_markdown, "docx": as_docx}


def findings(folder: Path, ending: str) -> list[dict[str, Any]]:
    (folder / "offerlint.yaml").write_text(CONFIG, "utf-8")
    (folder / f"ad.{ending}").write_bytes(FORMATS[ending]())
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


def test_the_findings_stand_where_a_reader_of_the_word_file_looks(tmp_path: Path) -> None:
    where = {" ".join(one["excerpt"].split()): one["where"] for one in findings(tmp_path, "docx")}
    assert where["CPI plus 3.9%"] == "section “Superfast broadband for everyone”, paragraph 2, words 6-8"
    assert where["£20 a month plus VAT"] == "section “Why us”, table 1, row 2, column 2, words 1-5"
