"""The same faulty copy in each format without markup gives the findings that Markdown gives, on the same words."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date

import openpyxl
import pytest

from offerlint.app import check
from offerlint.asked import Item, Terms
from offerlint.config.settings import Config, Glob
from offerlint.model.vocabulary import Severity
from offerlint.rules.load import bundled, load_rules
from offerlint.rules.select import Selection

COPY = (
    "Broadband that is always on, for £28 a month.",
    "Prices rise each March by CPI plus 3.9%.",
    "You get speeds of up to 900Mbps, guaranteed.",
    "It’s free: the router is yours for £9.99 delivery.",
    "Hurry, this offer ends soon & won’t be back.",
)
"""Words that read alike in every format: no markup, one paragraph each."""


def markdown(copy: Sequence[str]) -> bytes:
    return "\n\n".join(copy).encode()


def commas(copy: Sequence[str]) -> bytes:
    head = ",".join(f"Body {number}" for number in range(len(copy)))
    row = ",".join('"' + words + '"' for words in copy)
    return f"{head}\n{row}\n".encode()


def tabs(copy: Sequence[str]) -> bytes:
    head = "\t".join(f"Body {number}" for number in range(len(copy)))
    return f"{head}\n".encode("utf-16") + "\t".join(copy).encode("utf-16-le")


def workbook(copy: Sequence[str]) -> bytes:
    book = openpyxl.Workbook()
    book["Sheet"].append([f"Body {number}" for number in range(len(copy))])
    book["Sheet"].append(list(copy))
    return _saved(book.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "a.csv": commas,
    "a.tsv": tabs,
    "a.xlsx": workbook,
}
BOOK = load_rules([bundled()])


def found(path: str, data: bytes) -> list[tuple[str, Severity, str]]:
    says = {"channel": "web", "audience": "consumer", "kind": "copy", "products": "broadband", "stage": "final"}
    config = Config(files=(Glob(("**",), {**says, "purpose": "marketing"}),))
    terms = Terms(BOOK, config, Selection(), date(2026, 11, 24))
    report = check([Item(path, data, on_disk=False)], terms).report
    assert not report.problems
    return sorted((one.rule, one.severity, one.excerpt) for one in report.findings)


@pytest.mark.parametrize("path", MAKERS)
def test_the_same_copy_has_the_same_findings_as_in_markdown(path: str) -> None:
    expected = found("a.md", markdown(COPY))
    assert len(expected) > 5
    assert found(path, MAKERS[path](COPY)) == expected
