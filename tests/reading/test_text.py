"""Plain text: what is one block and what is several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Block
from offerlint.reading.markup import identity
from offerlint.reading.text import read_text
from offerlint.text.lines import LineIndex
from offerlint.text.span import Span


def blocks(text: str) -> tuple[Block, ...]:
    return read_text(identity(text)).blocks


def told(text: str) -> list[tuple[str, str]]:
    return [(block.scope.partition(".")[2], block.text) for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("One.\n\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")], id="blank line"),
        pytest.param(
            "Unlimited data\nStream all day and all night on every device that you own.",
            [
                ("paragraph", "Unlimited data"),
                ("paragraph", "Stream all day and all night on every device that you own."),
            ],
            id="ended on purpose",
        ),
        pytest.param(
            "We are told by everyone that\nFernline is a fine name for it.",
            [("paragraph", "We are told by everyone that\nFernline is a fine name for it.")],
            id="runs on",
        ),
        pytest.param("Prices rise by CPI\nplus 3.9%.", [("paragraph", "Prices rise by CPI\nplus 3.9%.")], id="wrapped"),
        pytest.param(
            "Get fibre for just\n£30 a month", [("paragraph", "Get fibre for just\n£30 a month")], id="runs on"
        ),
        pytest.param(
            "Fibre 150\n£30 a month\n24-month contract",
            [("paragraph", "Fibre 150"), ("paragraph", "£30 a month"), ("paragraph", "24-month contract")],
            id="lines of an ad",
        ),
        pytest.param(
            "Buy:\n- one\n- two\n  more",
            [("paragraph", "Buy:"), ("list", "- one"), ("list", "- two\n  more")],
            id="list",
        ),
        pytest.param("1. One\n2) Two", [("list", "1. One"), ("list", "2) Two")], id="numbered list"),
        pytest.param(
            "BIG SALE\nFibre from £30.", [("heading", "BIG SALE"), ("paragraph", "Fibre from £30.")], id="capitals"
        ),
        pytest.param("BIG SALE", [("paragraph", "BIG SALE")], id="capitals alone"),
        pytest.param(
            "[Voice-over] Fibre for £20. [On-screen text] 24 months\nFootnote: New homes only.",
            [
                ("voice", "[Voice-over] Fibre for £20."),
                ("super", "[On-screen text] 24 months"),
                ("footnote", "Footnote: New homes only."),
            ],
            id="transcript of an advertisement",
        ),
        pytest.param("£9 a month\n*12 months", [("paragraph", "£9 a month"), ("footnote", "*12 months")], id="starred"),
        pytest.param(
            "BUY NOW.\nFibre.", [("paragraph", "BUY NOW."), ("paragraph", "Fibre.")], id="a sentence in capitals"
        ),
        pytest.param("Sale\n====\nFibre.", [("heading", "Sale"), ("paragraph", "Fibre.")], id="underlined"),
        pytest.param("****\nSale\n****\n\nFibre.", [("heading", "Sale"), ("paragraph", "Fibre.")], id="boxed in"),
        pytest.param(
            "Subject: Half price\n\nHello.", [("subject", "Half price"), ("paragraph", "Hello.")], id="subject"
        ),
        pytest.param("[ ] Send me offers", [("checkbox", "[ ] Send me offers")], id="tick box"),
        pytest.param(
            "Fibre £30*\n\n* For a year.",
            [("paragraph", "Fibre £30*"), ("footnote", "* For a year.")],
            id="note of a mark",
        ),
        pytest.param("* Fast\n* Fair", [("list", "* Fast"), ("list", "* Fair")], id="stars without a mark"),
        pytest.param("# offerlint: kind=copy\nHello.", [("paragraph", "Hello.")], id="directive"),
        pytest.param(" \n\t\n", [], id="nothing"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_blocks(text: str, blocks: list[tuple[str, str]], newline: str) -> None:
    assert told(text.replace("\n", newline)) == [(scope, words.replace("\n", newline)) for scope, words in blocks]


def test_a_drawn_box_is_a_control_with_its_state_and_place() -> None:
    text = "- [x] Send me offers\n- ☐ Call me"
    controls = [block.control for block in blocks(text)]
    assert [control.checked for control in controls if control] == [True, False]
    assert [control.place.text for control in controls if control and control.place] == ["[x]", "☐"]


def test_headings_and_ruled_lines_begin_sections() -> None:
    reading = read_text(identity("Intro.\n\nPLANS\n\nFibre.\n\n-----\n\nTerms."))
    assert reading.sections == (0, 1, 1, 2)


def test_directives_are_comments_before_the_next_block() -> None:
    text = "One.\n\n# offerlint: allow uk-pricing/x because tested\nTwo.\n"
    (comment,) = read_text(identity(text)).comments
    assert (comment.text, comment.block, comment.inside) == ("offerlint: allow uk-pricing/x because tested", 1, False)
    assert text[comment.place.start : comment.place.end].startswith("# offerlint")


LINES = st.text(alphabet="aB1 £.,-*#=:|[]x\t\u00a0é😀", max_size=12)
TEXTS = st.lists(LINES, max_size=8).map("\n".join)


@given(st.text(max_size=80) | TEXTS)
def test_every_word_is_in_one_block_and_maps_to_itself(text: str) -> None:
    covered = set[int]()
    for block in blocks(text):
        for span, runs, exact in block.view.map:
            assert exact
            assert text[runs[0].start : runs[0].end] == block.text[span.start : span.end]
            assert not covered.intersection(range(runs[0].start, runs[0].end))
            covered.update(range(runs[0].start, runs[0].end))
    letters = {i for i, char in enumerate(text) if char.isalnum()}
    assert letters - covered <= {i for i in letters if _is_no_copy(text, i)}


def _is_no_copy(text: str, at: int) -> bool:
    lines = LineIndex(text)
    line = lines.line(lines.position(at).line).lower()
    return "offerlint" in line or line.lstrip().startswith(("subject", "pre"))


@given(TEXTS)
def test_crlf_for_lf_moves_no_line_or_column(text: str) -> None:
    def places(text: str) -> list[tuple[int, int]]:
        lines = LineIndex(text)
        runs = (block.view.map.runs(Span(0, 1))[0] for block in blocks(text))
        return [lines.position(run.start)[:2] for run in runs]

    assert places(text) == places(text.replace("\n", "\r\n"))
