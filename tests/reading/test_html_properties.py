"""What holds for any HTML, and for any text that is taken for HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.reading.html import read_html
from offerlint.reading.markup import Reading, identity
from offerlint.text.fold import FIELD, fold
from offerlint.text.lines import LineIndex
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder

TAGS = (
    "p", "div", "b", "i", "a", "li", "ul", "td", "tr", "table", "h2", "small", "s", "label", "select", "option",
    "title", "code", "pre", "button", "svg", "x-card", "details", "style", "script", "textarea", "form", "section",
)  # fmt: skip
ODDMENTS = (
    "<br>", "<input type=checkbox id=a checked>", "<label for=a>", "<img alt='&pound;1 off'>", "<input name=b>",
    "<p hidden>", '<i class="small" title=Free>', '<div style="display:none">', "<!-- a -->", "<!--[if mso]>",
    "<", ">", "&", "&nbsp;", "&#37;", "&pound30", '"', "'", "=", "<a href=", "\r\n", "\n", "\r", " ", FIELD, "£30",
)  # fmt: skip
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(ODDMENTS),
    st.text(max_size=4),
)
HTML = st.lists(PIECES, max_size=25).map("".join)
WORDS = st.lists(st.sampled_from(["free", "£30", "a", "month", "50%", "now."]), min_size=1, max_size=6)


def read(text: str) -> Reading:
    return read_html(identity(text))


@given(st.one_of(st.text(), HTML))
@settings(max_examples=300)
def test_any_text_is_read_and_exact_words_are_the_source(text: str) -> None:
    reading = read(text)
    assert len(reading.blocks) == len(reading.sections)
    for block in reading.blocks:
        assert block.text == block.text.strip()
        for piece in block.view.map:
            if piece.exact:
                (run,) = piece.runs
                assert text[run.start : run.end] == block.text[slice(*piece.view)]
        for mark in block.marks:
            assert 0 <= mark.span.start < mark.span.end <= len(block.text)
    for comment in reading.comments:
        assert 0 <= comment.block <= len(reading.blocks)


@given(HTML)
def test_no_character_is_read_twice(text: str) -> None:
    seen: set[int] = set()
    for block in read(text).blocks:
        for piece in block.view.map:
            for run in piece.runs:
                places = set(range(run.start, run.end))
                assert not places & seen
                seen |= places


@given(HTML.filter(lambda text: "\r" not in text))
def test_crlf_moves_no_line_or_column(text: str) -> None:
    def places(source: str) -> list[list[tuple[int, int]]]:
        lines = LineIndex(source)
        return [
            [lines.position(piece.runs[0].start)[:2] for piece in block.view.map if piece.runs]
            for block in read(source).blocks
        ]

    assert places(text) == places(text.replace("\n", "\r\n"))


@given(WORDS, st.integers(0, 5), st.integers(0, 5))
def test_bold_keeps_the_words(words: list[str], first: int, last: int) -> None:
    bold = [*words]
    low, high = sorted((first % len(words), last % len(words)))
    bold[low], bold[high] = "<b>" + bold[low], bold[high] + "</b>"
    plain, marked = read(f"<p>{' '.join(words)}</p>"), read(f"<p>{' '.join(bold)}</p>")
    assert [block.text for block in plain.blocks] == [block.text for block in marked.blocks]


SHOWN = (
    "<p>", "</p>", "<b>", "</b>", "<li>", "<table><tr><td>", "</table>", "<label>", "</label>", "<br>", "<h2>", "</h2>",
    "<input type=radio>", "<select><option>", "</select>", "<x-y>", "<q>", "</div>", "free ", "£30", "< 3 ", "50%",
)  # fmt: skip


@given(st.lists(st.sampled_from(SHOWN), max_size=20))
def test_every_visible_character_is_in_some_block(parts: list[str]) -> None:
    text = "".join(parts)
    seen = {
        place
        for block in read(text).blocks
        for piece in block.view.map
        for run in piece.runs
        for place in range(run.start, run.end)
    }
    tags = {place for tag in re.finditer(r"</?[a-z][^>]*>", text) for place in range(*tag.span())}
    assert not {place for place, char in enumerate(text) if not char.isspace()} - tags - seen


@given(WORDS, st.sampled_from(["<p>One</p>", "<h2>One</h2>", "<ul><li>One</ul>", "<p>a<s>b</s>"]))
def test_a_paragraph_added_moves_nothing_before(words: list[str], before: str) -> None:
    alone, more = read(before), read(before + f"<p>{' '.join(words)}</p>")
    assert [block.text for block in more.blocks[: len(alone.blocks)]] == [block.text for block in alone.blocks]
    assert [fold(block.text).text for block in more.blocks[len(alone.blocks) :]] == [" ".join(words)]


def test_fields_are_marked_in_words_and_in_attributes() -> None:
    text = f"<p>£{FIELD} a month</p><img alt='From £{FIELD}' class={FIELD}>"
    first, second = text.index(FIELD), text.index(FIELD, 20)
    found = read_html(identity(text), {first: "offer.monthly", second: "offer.least"}).blocks
    assert [(b.text, m.kind, m.value, m.span.start) for b in found for m in b.marks] == [
        (f"£{FIELD} a month", "field", "offer.monthly", 1),
        (f"From £{FIELD}", "field", "offer.least", 6),
    ]


def test_a_view_of_something_else_is_followed_to_its_source() -> None:
    source = "say: <p>Free {{ name }} now</p>"
    builder = ViewBuilder(source, 3)
    builder.copy(5, 13)
    builder.put(FIELD, 13, 23)
    builder.copy(23, len(source))
    view = builder.build()
    (block,) = read_html(view, {8: "name"}).blocks
    assert block.text == f"Free {FIELD} now"
    assert block.view.map.runs(Span(0, 4)) == ((3, 8, 12),)
    assert block.view.map.runs(Span(5, 6)) == ((3, 13, 23),)


HOSTILE: dict[str, Callable[[int], str]] = {
    "nested blocks": lambda n: "<div>" * n + "x",
    "nested inline": lambda n: "<b>" * n + "x" + "</b>" * n,
    "crossed": lambda n: "<b>" * n + "<p>" * n + "x" + "</b>" * n,
    "less-than": lambda n: "<" * n,
    "unclosed tags": lambda n: "<a " * n,
    "unclosed quotes": lambda n: "<a b='\">" * n,
    "ampersands": lambda n: "&a" * n,
    "unclosed raw text": lambda n: "<title>x" * n,
    "boxes": lambda n: "x<input type=checkbox>" * n,
    "style": lambda n: "<style>" + "a{" * n + "}" * n + "x" * n,
    "unknown elements": lambda n: "<x-y>" * n + "<p>x",
    "hidden": lambda n: "<p>" + "<i hidden>x</i>" * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_no_faster_than_the_text(name: str, calls: Callable[[Callable[[], object]], int]) -> None:
    read(HOSTILE[name](10))
    few, many = HOSTILE[name](500), HOSTILE[name](4000)
    assert calls(lambda: read(many)) < 12 * calls(lambda: read(few))


def test_a_hundred_thousand_elements_deep() -> None:
    assert [block.text for block in read("<div>" * 100_000 + "x").blocks] == ["x"]
