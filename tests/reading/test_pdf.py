"""A PDF as a person reads it: in order, whole paragraphs, how loudly words speak, and where they stand."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pdfplumber
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import NameObject, NumberObject
from reportlab.lib.utils import ImageReader

from offerlint.model.block import Emphasis
from offerlint.reading.pdf.hyphen import Hyphens
from offerlint.text.span import Span
from tests.conftest import EXAMPLES
from tests.reading.drawn import blocks, both, drawn, lines, opened, texts

LEFT = (
    "Our broadband is quick and it",
    "comes with a router that you",
    "may keep for as long as you",
    "stay with us at this price.",
)
RIGHT = (
    "Ring us on any day of the week",
    "and we will tell you when it",
    "can be with you, and what it",
    "will cost you each month.",
)


def side_by_side(canvas: Any) -> None:
    """Two columns, drawn row by row."""
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        canvas.drawString(72, 700 - 13 * number, left)
        canvas.drawString(320, 700 - 13 * number, right)


def test_columns_are_read_one_after_another_whatever_order_they_were_drawn_in() -> None:
    data = drawn(both(lines("Everything that you should know about us", y=740), side_by_side))
    assert texts(data) == ["Everything that you should know about us", " ".join(LEFT), " ".join(RIGHT)]


def test_columns_drawn_one_after_another_are_read_so_and_what_is_below_comes_last() -> None:
    right_first = both(lines(*LEFT, y=700), lines(*RIGHT, x=320, y=700), lines("Below them both is this.", y=600))
    assert texts(drawn(right_first)) == [" ".join(LEFT), " ".join(RIGHT), "Below them both is this."]


def test_a_paragraph_goes_on_over_the_margins_of_pages_which_say_nothing_of_its_width() -> None:
    head = lines("Larkline Fibre", y=810)
    foot = lines("Larkline Ltd, 1 Example Street, and more words than a line of the column has", y=40)
    first = both(head, lines("A paragraph that begins on the", "first page and is not over when", y=120), foot)
    second = both(head, lines("that page is, goes on on the", "second. And here is its end.", y=760), foot)
    whole = texts(drawn(first, second))[1]
    assert whole.startswith("A paragraph that begins")
    assert whole.endswith("is not over when that page is, goes on on the second. And here is its end.")


def test_words_beside_a_box_that_was_drawn_first_go_on_below_it() -> None:
    box = lines("A box beside the words", "that stands by itself.", x=320, y=700)
    words = lines(
        "Words that stand beside the box", "and go on for three lines, so", "that the last is below it.", y=700
    )
    assert texts(drawn(both(box, words))) == [
        "Words that stand beside the box and go on for three lines, so that the last is below it.",
        "A box beside the words that stands by itself.",
    ]  # fmt: skip


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first = ("We are glad to tell you that our", "broadband is now on sale in your")
    onward = ("street, and that we will come to", "fit it on a day that you may pick.")
    whole = [" ".join((*first, *onward))]
    assert texts(drawn(both(lines(*first), lines(*onward, x=320)))) == whole
    pages = drawn(lines(*first, y=400), lines(*onward, y=700))
    assert texts(pages) == whole
    source = opened(pages).sources[0]
    assert [place["page"] for place in source.places([Span(0, len(source.text))])] == [1, 2]


def test_lines_are_one_paragraph_until_one_has_room_left() -> None:
    data = drawn(
        lines(
            "The first paragraph has two lines, and the first of them", "is full.",
            "The second paragraph begins where the first one left room", "on its line, with no gap between them.",
        )
    )  # fmt: skip
    assert [len(text.split()) for text in texts(data)] == [13, 18]


def test_a_gap_parts_paragraphs() -> None:
    data = drawn(lines("A line that is quite full of words", "", "Another line that is full as well"))
    assert len(texts(data)) == 2


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("We have super-", "fast things", "We have superfast things"),
        ("broad\u00ad", "band", "broadband"),
        ("a 24-", "month term", "a 24-month term"),
        ("pay-", "monthly plans", "pay-monthly plans"),
        ("pay-as-", "you-go plans", "pay-as-you-go plans"),
        ("an opt-", "out link", "an opt-out link"),
        ("with-", "out it", "without it"),
        ("the Anglo-", "Scottish line", "the Anglo-Scottish line"),
        ("one low-", "cost plan", "one low-cost plan"),
        ("wait -", "then go", "wait - then go"),
    ],
)
def test_a_hyphen_that_ends_a_line_stays_where_it_belongs_to_the_word(before: str, after: str, whole: str) -> None:
    hyphens = Hyphens([before, after])
    leave, between = hyphens.between(before, after)
    assert before[: len(before) - leave] + between + after == whole


def test_what_stands_whole_elsewhere_decides_about_a_hyphen() -> None:
    for elsewhere, whole in (("a set-top box", "set-top"), ("the settop box", "settop")):
        leave, between = Hyphens([elsewhere, "set-", "top"]).between("set-", "top")
        assert "set-"[: 4 - leave] + between + "top" == whole


def test_hyphens_at_the_ends_of_lines_are_undone_on_the_page_and_their_words_have_a_box_a_line() -> None:
    document = opened(drawn(lines("This is our very own super-", "fast broadband for a 24-", "month term.")))
    (block,) = document.variants[0].blocks
    assert block.text == "This is our very own superfast broadband for a 24-month term."
    at = block.text.index("superfast")
    (place,) = document.sources[0].places([Span(at, at + 9)])
    assert len(place["boxes"]) == 2


def styled(canvas: Any) -> None:
    lines(*(f"Words of the body, line {number} of several that make it so." for number in range(4)), y=700)(canvas)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(72, 760, "A large heading")
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(72, 600, "A bold heading")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 580, "Text below it, with a mark")
    width = canvas.stringWidth("Text below it, with a mark", "Helvetica", 11)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(72 + width, 584, "1")
    canvas.drawString(72, 540, "Small print is smaller than the body.")
    canvas.drawString(80, 520, "Small print too, with a raised mark.")
    canvas.setFont("Helvetica", 5)
    canvas.drawString(76, 524, "2")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 500, "Was £50")
    canvas.line(94, 503.5, 114, 503.5)
    canvas.drawString(72, 470, "Underlined")
    canvas.line(72, 468, 130, 468)


def test_size_weight_and_lines_say_how_loudly_words_speak() -> None:
    found = {block.text: block for block in blocks(drawn(styled))}
    assert found["A large heading"].level == 1
    assert found["A bold heading"].level == 2
    small = found["Small print is smaller than the body."]
    assert (small.emphasis, small.scope) == (Emphasis.SMALL, "body.paragraph")
    assert found["2 Small print too, with a raised mark."].emphasis is Emphasis.SMALL
    (mark,) = found["Text below it, with a mark1"].marks
    assert (mark.kind, mark.span) == ("sup", Span(26, 27))
    (struck,) = found["Was £50"].marks
    assert (struck.kind, found["Was £50"].text[slice(*struck.span)]) == ("struck", "£50")
    assert not found["Underlined"].marks
    assert sum(block.emphasis is Emphasis.PLAIN for block in found.values()) == 4


def test_small_print_is_small_beside_the_body_even_where_there_is_more_of_it() -> None:
    offer = lines("Broadband for £28 a month, and a free router", "for everyone who joins us.", y=760, size=14)
    terms = lines(
        *(f"Terms apply, and this is line {n} of them, which goes on." for n in range(9)), y=600, size=7, leading=9
    )
    found = {block.text.split()[0]: block.emphasis for block in blocks(drawn(both(offer, terms)))}
    assert found == {"Broadband": Emphasis.PLAIN, "Terms": Emphasis.SMALL}


def test_hidden_letters_are_hidden_and_those_beside_the_page_are_not_there() -> None:
    def draw(canvas: Any) -> None:
        canvas.saveState()
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLine("Nobody sees this.")
        canvas.drawText(text)
        canvas.restoreState()
        lines("Everybody sees this.", y=600)(canvas)
        lines("Beside the page", x=700, y=600)(canvas)

    found = {block.text: [mark.kind for mark in block.marks] + [block.emphasis.name] for block in blocks(drawn(draw))}
    assert found == {"Nobody sees this.": ["HIDDEN"], "Everybody sees this.": ["PLAIN"]}


@pytest.mark.parametrize(
    ("drawing", "scope"),
    [
        (lines("• Free calls", "• Free texts"), "body.list"),
        (lines("1. Free calls", "2. Free texts"), "body.list"),
        (lines("* Terms apply.", "† New customers."), "body.paragraph"),
    ],
)
def test_items_and_notes_are_paragraphs_of_their_own(drawing: Callable[[Any], None], scope: str) -> None:
    found = blocks(drawn(drawing))
    assert [block.scope for block in found] == [scope, scope]
    assert not any(block.text.startswith("•") for block in found)


def test_a_table_is_read_by_row_with_the_names_of_its_columns() -> None:
    def draw(canvas: Any) -> None:
        for row, cells in enumerate(
            (("Plan", "Price", "Term"), ("Basic", "£20 a month", "12 months"), ("Plus", "£30", "24"))
        ):
            for column, words in enumerate(cells):
                canvas.drawString(72 + 120 * column, 700 - 18 * row, words)

    found = blocks(drawn(draw))
    assert [block.text for block in found][:6] == ["Plan", "Price", "Term", "Basic", "£20 a month", "12 months"]
    assert {block.scope for block in found} == {"body.table"}
    assert found[4].attributes == {"row": "1", "column": "Price"}
    assert found[0].emphasis is Emphasis.STRONG


def test_a_cell_may_have_lines_of_its_own() -> None:
    def draw(canvas: Any) -> None:
        for y, name, note in (
            (700, "Basic", ("For one person", "who lives alone")),
            (640, "Plus", ("For all", "of you")),
        ):
            canvas.drawString(72, y, name)
            lines(*note, x=200, y=y)(canvas)
            canvas.line(60, y - 30, 400, y - 30)

    assert texts(drawn(draw)) == ["Basic", "For one person who lives alone", "Plus", "For all of you"]


def form(canvas: Any) -> None:
    canvas.acroForm.checkbox(name="offers", x=72, y=700, size=12, checked=True)
    canvas.drawString(90, 702, "Yes, send me offers by e-mail")
    canvas.acroForm.checkbox(name="terms", x=72, y=670, size=12, checked=False)
    canvas.drawString(90, 672, "I have read the terms")
    canvas.acroForm.radio(name="by", value="post", x=72, y=640, size=12, selected=True)
    canvas.drawString(90, 642, "Post")
    canvas.acroForm.radio(name="by", value="text", x=130, y=640, size=12, selected=False)
    canvas.drawString(148, 642, "Text")
    canvas.acroForm.checkbox(name="lonely", tooltip="Share my details", x=72, y=500, size=12, checked=True)
    canvas.acroForm.textfield(name="name", value="Your name", x=72, y=400, width=90, height=20)


def test_fields_have_their_state_and_the_words_beside_them() -> None:
    found = {block.text: block for block in blocks(drawn(form))}
    states = {text: (one.control.kind, one.control.checked) for text, one in found.items() if one.control}
    assert states == {
        "Yes, send me offers by e-mail": ("checkbox", True), "I have read the terms": ("checkbox", False),
        "Post": ("radio", True), "Text": ("radio", False), "Share my details": ("checkbox", True),
    }  # fmt: skip
    assert found["Your name"].scope == "form.field"
    assert found["Post"].scope == "form.radio"


def test_the_place_of_a_box_is_that_of_its_field() -> None:
    document = opened(drawn(form))
    control = document.variants[0].blocks[0].control
    assert control is not None
    assert control.place is not None
    (run,) = control.place.map.runs(Span(0, 1))
    (place,) = document.sources[0].places([Span(run.start, run.end)])
    assert place == {"page": 1, "boxes": [[72.0, 130.0, 84.0, 142.0]]}


def test_links_have_their_targets() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, "See our terms for more")
        canvas.linkURL("https://larkline.example/terms", (72 + 20, 698, 72 + 72, 710))

    (block,) = blocks(drawn(draw))
    (mark,) = block.marks
    assert (mark.kind, mark.value) == ("link", "https://larkline.example/terms")
    assert block.text[slice(*mark.span)] == "our terms"


def test_what_stands_on_each_page_is_read_once_and_numbers_of_pages_not_at_all() -> None:
    def page(number: int) -> Callable[[Any], None]:
        return both(
            lines("Larkline Fibre", y=810), lines(f"Some words of page {number}, and no other.", y=500 + 20 * number),
            lines("Larkline Ltd, 1 Example Street", y=40), lines(f"Page {number} of 3", x=480, y=40),
        )  # fmt: skip

    found = blocks(drawn(*(page(number) for number in (1, 2, 3))))
    assert [block.text.split()[0] for block in found] == ["Larkline", "Some", "Larkline", "Some", "Some"]
    assert [block.scope for block in found if block.text.startswith("Larkline")] == [
        "body.paragraph",
        "footer.smallprint",
    ]


def turned(data: bytes, quarters: int) -> bytes:
    reader, writer = pypdf.PdfReader(io.BytesIO(data)), pypdf.PdfWriter()
    for page in reader.pages:
        page[NameObject("/Rotate")] = NumberObject(90 * quarters)
        writer.add_page(page)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def sideways(canvas: Any) -> None:
    """Two paragraphs that are upright when the page is turned clockwise by a quarter."""
    canvas.translate(595, 0)
    canvas.rotate(90)
    lines("The first words of the page", "and their second line.", y=500)(canvas)
    lines("Words further down.", y=300)(canvas)


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    document = opened(turned(drawn(sideways), 1))
    assert [block.text for block in document.variants[0].blocks] == [
        "The first words of the page and their second line.", "Words further down.",
    ]  # fmt: skip
    (place,) = document.sources[0].places([Span(0, 9)])
    ((left, top, right, bottom),) = place["boxes"]
    assert (round(left), round(right - left), round(bottom - top)) == (72, 40, 13)
    assert 80 < top < 90


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_boxes_lie_on_the_page_however_it_is_turned(quarters: int) -> None:
    data = turned(drawn(both(lines("Upright words"), sideways)), quarters)
    document = opened(data)
    with pdfplumber.open(io.BytesIO(data)) as shown:
        wide, high = shown.pages[0].width, shown.pages[0].height
    for place in document.sources[0].places([Span(0, len(document.sources[0].text))]):
        for left, top, right, bottom in place["boxes"]:
            assert 0 <= left < right <= wide
            assert 0 <= top < bottom <= high


def test_a_page_of_which_only_a_part_is_shown_counts_from_that() -> None:
    reader, writer = pypdf.PdfReader(io.BytesIO(drawn(lines("Hello there", y=700)))), pypdf.PdfWriter()
    reader.pages[0].cropbox = pypdf.generic.RectangleObject((50, 500, 400, 750))
    writer.add_page(reader.pages[0])
    file = io.BytesIO()
    writer.write(file)
    source = opened(file.getvalue()).sources[0]
    ((left, top, _, _),) = source.places([Span(0, 5)])[0]["boxes"]
    assert (left, 38 < top < 45) == (22.0, True)


def test_a_place_says_page_paragraph_words_and_where_they_lie() -> None:
    data = drawn(
        lines("Hello."), both(lines("Prices", size=24), lines("They rise by CPI", "each year, as you know.", y=700))
    )
    source = opened(data).sources[0]
    at = source.text.index("CPI")
    assert source.where(at, at + 3) == "page 2, section “Prices”, paragraph 1, word 4 (48 mm across, 46 mm down)"
    assert source.position(at) is None


WORDS = st.text("abcdefghij £.,%", min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=EXAMPLES // 4)
@given(st.lists(st.tuples(WORDS, st.sampled_from([7, 11, 18])), min_size=1, max_size=12), st.integers(0, 3), st.data())
def test_every_letter_of_a_block_has_a_place_where_another_library_finds_that_letter(
    drawing: list[tuple[str, int]], quarters: int, data: st.DataObject
) -> None:
    def draw(canvas: Any) -> None:
        for number, (words, size) in enumerate(drawing):
            canvas.setFont("Helvetica", size)
            canvas.drawString(data.draw(st.sampled_from([40, 90, 320])), 780 - 26 * number, words)

    made = turned(drawn(draw), quarters)
    document = opened(made)
    with pdfplumber.open(io.BytesIO(made)) as shown:
        along = ("top", "bottom") if quarters % 2 else ("x0", "x1")
        letters = {(one["text"], *(round(one[edge]) for edge in along)) for one in shown.pages[0].chars}
    source = document.sources[0]
    assert sum(len(words.replace(" ", "")) for words, _ in drawing) == sum(
        len(block.text.replace(" ", "")) for block in document.variants[0].blocks
    )
    for block in document.variants[0].blocks:
        for at, letter in enumerate(block.text):
            runs = block.view.map.runs(Span(at, at + 1))
            assert len(runs) == 1
            assert source.text[runs[0].start : runs[0].end] == letter
            if letter == " ":
                continue
            (place,) = source.places([Span(runs[0].start, runs[0].end)])
            ((left, top, right, bottom),) = place["boxes"]
            begin, end = (round(top), round(bottom)) if quarters % 2 else (round(left), round(right))
            near = [(x, y) for x in range(-1, 2) for y in range(-1, 2)]
            assert any((letter, begin + x, end + y) in letters for x, y in near)


def picture(canvas: Any) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "white")), 0, 0, 595, 842)


def problems(data: bytes) -> list[tuple[str, bool]]:
    return [(one.message, one.fatal) for one in opened(data).problems]


def test_a_page_without_text_is_a_problem_that_names_it() -> None:
    scan = drawn(lines("Hello there."), picture, picture, lines("Bye."), picture)
    ((message, is_fatal),) = problems(scan)
    assert message.startswith(
        "no text on pages 2-3, 5: only pictures or shapes, as in a scan; have its text recognised (OCR)"
    )
    assert is_fatal
    assert problems(drawn(picture))[0][0].startswith("no text on page 1:")
    assert problems(drawn(lines("Hello."), lambda canvas: None)) == []


def test_words_drawn_as_shapes_are_a_problem() -> None:
    def outlines(canvas: Any) -> None:
        for number in range(60):
            canvas.circle(72 + 5 * number, 700, 4)

    assert problems(drawn(outlines))[0][0].startswith("no text on page 1:")
    assert problems(drawn(lambda canvas: canvas.rect(10, 10, 90, 90))) == [("there are no words in this file", False)]


def test_words_recognised_in_a_scan_are_copy_and_told_to_be_such() -> None:
    def draw(canvas: Any) -> None:
        picture(canvas)
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLine("Prices rise by CPI.")
        canvas.drawText(text)

    data = drawn(draw)
    assert [block.emphasis for block in blocks(data)] == [Emphasis.PLAIN]
    assert problems(data) == [("the words on page 1 were recognised in a picture of them, and may be wrong", False)]


def test_turns_make_it_a_call() -> None:
    data = drawn(
        lines("Agent: Good morning, this is Larkline.", "", "Customer: Hello.", "", "Agent: How may I help you?")
    )
    document = opened(data)
    assert document.about.kind == "script"
    assert [block.scope for block in document.variants[0].blocks] == ["script.agent", "script.customer", "script.agent"]
