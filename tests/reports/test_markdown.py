"""The summary in Markdown, read by a parser of Markdown: words are words, whatever is in them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from offerlint.model.finding import Change
from offerlint.reports import FORMATS
from offerlint.reports.characters import safe
from offerlint.reports.markdown import plain

PARSER = MarkdownIt("gfm-like")


def flat(markdown: str) -> list[Token]:
    return [one for token in PARSER.parse(markdown) for one in [token, *(token.children or ())]]


def words(token: Token) -> str:
    return "".join("\n" if child.type == "html_inline" else child.content for child in token.children or ())


def rows(markdown: str) -> list[list[str]]:
    """The cells of every row of every table, heads left out."""
    found: list[list[str]] = []
    for token, after in zip(tokens := PARSER.parse(markdown), tokens[1:], strict=False):
        if token.type == "tr_open":
            found.append([])
        if token.type == "td_open":
            found[-1].append(words(after))
    return [row for row in found if row]


@pytest.mark.parametrize("name", ["campaign", "clean", "hostile"])
def test_golden(name: str, request: pytest.FixtureRequest, golden: Any) -> None:
    golden(f"{name}.md", FORMATS["markdown"](*request.getfixturevalue(name)))


@pytest.mark.parametrize("name", ["campaign", "hostile"])
def test_a_row_a_finding_with_its_words(name: str, request: pytest.FixtureRequest) -> None:
    report, documents = request.getfixturevalue(name)
    read = rows(FORMATS["markdown"](report, documents, show_personal_data=True))
    assert len(read) == len(report.findings)
    for (where, severity, wrong, todo, why), finding in zip(read, report.findings, strict=True):
        assert where == finding.where
        assert severity.split()[0] == finding.severity
        assert wrong.startswith(safe(finding.message))
        assert todo == safe(finding.suggest)
        assert why.startswith(finding.rule)


def test_nothing_in_the_copy_acts(hostile: Any) -> None:
    tokens = flat(FORMATS["markdown"](*hostile))
    assert {token.content for token in tokens if token.type.startswith("html")} <= {"<br>"}
    assert not [token for token in tokens if token.type in ("link_open", "image", "code_inline", "fence")]


def test_authorities_are_links(campaign: Any) -> None:
    links = [token.attrs["href"] for token in flat(FORMATS["markdown"](*campaign)) if token.type == "link_open"]
    assert set(links) == {"https://www.ofcom.example/gc", "https://ico.example/pecr?a=1&b=2"}


def test_what_was_not_checked_and_what_was_allowed_is_said(campaign: Any) -> None:
    written = FORMATS["markdown"](*campaign)
    for said in ("### Could not be checked", "neither UTF-8", "in Welsh (cy)", "agreed with Legal", "not legal advice"):
        assert said in written


def test_what_changed_since_an_earlier_run_is_said(campaign: Any) -> None:
    report, documents = campaign
    change = Change(date(2026, 11, 1), new=report.findings[:2], fixed=report.findings[2:3])
    written = FORMATS["markdown"](replace(report, change=change), documents)
    assert "\n2 new, 1 fixed and 0 still there, compared with the report of 1 November 2026.\n" in written


def test_personal_data_is_masked(campaign: Any) -> None:
    assert "4929" not in FORMATS["markdown"](*campaign)
    assert "4929 1234" in FORMATS["markdown"](*campaign, show_personal_data=True)


@pytest.mark.parametrize(
    "text",
    [
        "**bold** and _it_ and `code`",
        "a | b \\| c",
        "<b>x</b> &amp; &copy;",
        "# heading",
        "- item",
        "1. one",
        "12) twelve",
        "> quote",
        "[x](javascript:alert(1)) ![y](z)",
        "~~gone~~ $x$",
        "https://evil.example and www.evil.example",
        "----",
        "===",
        "*|FNAME|*",
        "price \u202ehtnom",
        "\\",
    ],
)
def test_plain_words(text: str) -> None:
    for around in ("{}\n", "- {}\n", "### {}\n", "text\n{}\n", "| a |\n|---|\n| {} |\n"):
        tokens = flat(around.format(plain(text)))
        inline = [token for token in tokens if token.type == "inline"]
        assert safe(text) in words(inline[-1]), around
        assert not any(token.type in ("link_open", "strong_open", "em_open", "html_inline") for token in tokens)


@given(st.text(alphabet=st.sampled_from("ab1 *_`[]()<>|~#&;:/\\!-+.=$\"'w\n"), min_size=1))
def test_a_cell_is_one_cell_and_reads_as_the_text(text: str) -> None:
    (row,) = rows(f"| a | b |\n|---|---|\n| {plain(text)} | end |\n")
    assert row == [safe(text), "end"]


def test_nobody_is_called():
    assert "@ada" not in plain("Ask @ada, or write to ada@larkline.example")
    shown = "".join(token.content for token in flat(plain("Ask @ada")) if token.type == "text")
    assert shown.replace("\u2060", "") == "Ask @ada"
