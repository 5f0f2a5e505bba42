"""Facts whose parts stand in several blocks."""

from collections.abc import Callable

import pytest

from offerlint.facts import look
from offerlint.model.block import Block, Emphasis
from offerlint.model.lens import Lens
from offerlint.model.source import Source
from offerlint.reading.reader import read

CASES: list[tuple[tuple[str, ...], list[str]]] = [
    (("£30", "a month"), ['price "£30" 30 period=month role=headline <- "a month"']),
    (("£30", ".99", "a month"), ['price "£30" 30.99 period=month role=headline <- ".99" <- "a month"']),
    (("£30", "per month inc VAT"), ['price "£30" 30 period=month role=headline vat=inc <- "per month inc VAT"']),
    (("£30", "A month of thrills"), ['price "£30" 30 role=headline']),
    (("Only £30 now.", "A month"), ['price "£30" 30 role=headline']),
    (
        ("£25", "a month for 6 months", "then £35"),
        [
            'price "£25" 25 months=6 period=month role=headline <- "a month for 6 months" <- "£35"',
            'price "£35" 35 after=6 period=month role=later <- "£25"',
        ],
    ),
    (
        ("Until 9 May 2027", "£30 a month", "From 10 May 2027", "£33 a month"),
        [
            'price "£30 a month" 30 period=month role=headline until=2027-05-09 <- "Until 9 May 2027" <- "£33 a month"',
            'price "£33 a month" 33 period=month role=later start=2027-05-10 <- "From 10 May 2027" <- "£30 a month"',
        ],
    ),
    (
        ("£30 a month until 31 March 2027", "then £33 a month"),
        [
            'price "£30 a month" 30 period=month role=headline until=2027-03-31 <- "£33 a month"',
            'price "£33 a month" 33 period=month role=later start=2027-04-01 <- "£30 a month"',
        ],
    ),
    (
        ("RRP", "£379", "Now", "£299"),
        ['price "£379" 379 role=reference <- "RRP"', 'price "£299" 299 role=headline'],
    ),
    (
        ("Set-up fee", "£10", "Monthly price", "£30"),
        [
            'price "£10" 10 period=once role=setup <- "Set-up fee"',
            'price "£30" 30 period=month role=headline <- "Monthly price"',
        ],
    ),
    (("£10", "set-up fee"), ['price "£10" 10 period=once role=setup <- "set-up fee"']),
    (("From", "£30"), ['price "£30" 30 bound=from role=headline <- "From"']),
    (
        ("Contract length", "24 months"),
        ['duration "24 months" 24 count=24 role=contract unit=month <- "Contract length"'],
    ),
    (("24 month", "contract"), ['duration "24 month" 24 count=24 role=contract unit=month <- "contract"']),
    (("Average download speed", "67Mbps"), ['speed "67Mbps" 67 bound=average <- "Average download speed"']),
    (("67Mbps", "average download speed"), ['speed "67Mbps" 67 bound=average <- "average download speed"']),
]


@pytest.mark.parametrize(("blocks", "facts"), CASES, ids=[" / ".join(case[0]) for case in CASES])
def test_blocks_of_a_section(says: Callable[..., list[str]], blocks: tuple[str, ...], facts: list[str]) -> None:
    assert says(*blocks, kinds=tuple({line.split()[0] for line in facts})) == facts


def test_another_section_adds_nothing(says: Callable[..., list[str]]) -> None:
    assert says("£30", "a month", sections=(0, 1)) == ['price "£30" 30 role=headline']


def test_a_hidden_block_adds_nothing_but_has_facts(says: Callable[..., list[str]], block: Callable[..., Block]) -> None:
    hidden = block("£25 setup", emphasis=Emphasis.HIDDEN)
    assert says("£30", hidden, "a month") == [
        'price "£30" 30 period=month role=headline <- "a month"',
        'price "£25" 25 period=once role=setup',
    ]


def test_marks_find_their_notes_anywhere(says: Callable[..., list[str]]) -> None:
    assert says("Now £30* a month", "Other", "*Terms apply", sections=(0, 1, 2)) == [
        'price "£30* a month" 30 mark=* note=yes period=month role=headline <- "*Terms apply"',
        'mark "*" * note=yes <- "*Terms apply"',
        'note "*Terms apply" * marked=yes',
    ]


def test_chained_superscripts_are_marks_of_their_own_notes(says: Callable[..., list[str]]) -> None:
    assert says("Unlimited calls¹²", "¹Fair use.", "²UK only.", kinds=("mark",)) == [
        'mark "¹" 1 note=yes <- "¹Fair use."',
        'mark "²" 2 note=yes <- "²UK only."',
    ]


def test_a_dozen_notes(says: Callable[..., list[str]]) -> None:
    assert says("Calls¹²", "¹²Fair use.", "¹One.", "²Two.", kinds=("mark",)) == [
        'mark "¹²" 12 note=yes <- "¹²Fair use."'
    ]


def test_the_next_note_of_that_mark_is_meant(says: Callable[..., list[str]]) -> None:
    assert says("A*", "*One", "B*", "*Two", "C*", kinds=("mark",)) == [
        'mark "*" * note=yes <- "*One"',
        'mark "*" * note=yes <- "*Two"',
        'mark "*" * note=yes <- "*Two"',
    ]


def test_bullets_are_no_notes_without_a_mark(says: Callable[..., list[str]]) -> None:
    assert says("* Fast", "* Cheap") == []
    assert says("Fast*", "* Cheap", kinds=("mark",)) == ['mark "*" * note=yes <- "* Cheap"']


def test_small_print_numbered_in_plain_digits(says: Callable[..., list[str]], block: Callable[..., Block]) -> None:
    note = block("1. Fair use applies", scope="footer.smallprint")
    assert says("Unlimited calls¹", note, kinds=("mark",)) == ['mark "¹" 1 note=yes <- "1. Fair use applies"']


def test_a_markdown_footnote_knows_its_name(says: Callable[..., list[str]], block: Callable[..., Block]) -> None:
    note = block("Fair use applies", scope="body.footnote", attributes={"note": "fair"})
    assert says("Calls[^fair]", note, kinds=("mark", "note")) == [
        'mark "[^fair]" fair note=yes <- "Fair use applies"',
        'note "Fair use applies" fair marked=yes',
    ]


def test_a_mark_without_a_note_says_so_by_having_no_place(says: Callable[..., list[str]]) -> None:
    assert says("Calls†", kinds=("mark",)) == ['mark "†" †']


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        ("£{{ offer.monthly }} a month", ['price "£￼ a month" unknown period=month role=headline']),
        ("${{ offer.monthly }} a month", []),
        ("€{{ offer.monthly }} a month", []),
        ("{{ offer.monthly | currency }}", ['price "￼" unknown period=month role=headline']),
        ("{{ offer.setupFee }}", ['price "￼" unknown period=once role=setup']),
        ("{{ x }} a month", ['price "￼ a month" unknown period=month role=headline']),
        ("{{ x }}Mbps", ['speed "￼Mbps" unknown']),
        ("{{ x }} months", ['duration "￼ months" unknown count=unknown role=none unit=month']),
        ("{{ first_name }}", []),
    ],
    ids=str,
)
def test_fields_whose_kind_is_known(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written) == facts


def test_equal_passages_are_one_object(block: Callable[..., Block]) -> None:
    from offerlint.facts import look
    from offerlint.model.about import About
    from offerlint.model.document import Document, Variant
    from offerlint.model.source import Source

    price, month, year = block("£30"), block("a month"), block("a year")
    variants = tuple(Variant(blocks, (0, 0)) for blocks in ((price, month), (price, year), (price, month)))
    seen: Lens = look(Document([Source("a", "")], "text", About(), variants))
    first, second, third = (layer.passages[0] for layer in seen.layers)
    assert first is third
    assert first is not second
    assert len(seen.passages) == 4


def test_a_block_without_words_has_no_passage(lens: Callable[..., Lens], block: Callable[..., Block]) -> None:
    seen = lens(block(" \u200b"), block("Yes"), sections=(3, 4))
    assert [passage.block.text for passage in seen.passages] == ["Yes"]
    assert seen.layers[0].sections == (4,)


def test_a_doubled_mark_is_one_of_its_own(says: Callable[..., list[str]]) -> None:
    assert says("FREE HELP**", "*UK only.", kinds=("mark",)) == ['mark "**" **']


def test_a_price_under_a_day_begins_on_it_where_it_differs() -> None:
    rows = ("| A | £24 a month | £24 a month |", "| B | £36 a month | £39 a month |")
    table = "\n".join(("| Plan | Now | From 1 April 2027 |", "|---|---|---|", *rows))
    facts = [fact for passage in look(read(Source("copy", table), "markdown")).passages for fact in passage.facts]
    assert [fact.qualifiers.get("start", "") for fact in facts if fact.kind == "price"] == ["", "", "", "2027-04-01"]


@pytest.mark.parametrize("row", ["| A | £36 | £39 |", "| A | | £39 |"])
def test_an_empty_corner_or_cell_moves_no_head(row: str) -> None:
    table = f"| | Out of contract | From 1 April 2027 |\n|---|---|---|\n| Z | £36 | £38 |\n{row}"
    facts = [fact for passage in look(read(Source("copy", table), "markdown")).passages for fact in passage.facts]
    assert ["start" in fact.qualifiers for fact in facts if fact.kind == "price"][1] is True
    last = [fact for fact in facts if fact.kind == "price"][-1]
    assert last.value == 39
    assert ("start" in last.qualifiers) is ("£36" in row)


HEADS = (
    ("Monthly", "£24.00", "price", {"role": "headline", "period": "month"}),
    ("Price per month", "£24.00", "price", {"role": "headline", "period": "month"}),
    ("Set-up", "£24.00", "price", {"role": "setup", "period": "once"}),
    ("Over the contract", "£288.00", "price", {"role": "total"}),
    ("Total over 12 months", "£288.00", "price", {"role": "total"}),
    ("After 24 months", "£31.00", "price", {"role": "later"}),
    ("Out of contract", "£31.00", "price", {"role": "later"}),
    ("Contract", "12 months", "duration", {"unit": "month", "count": "12", "role": "contract"}),
    ("Min. term", "12 months", "duration", {"unit": "month", "count": "12", "role": "contract"}),
    ("Average download", "82Mbps", "speed", {"bound": "average"}),
    ("What you get", "£24.00", "price", {"role": "headline"}),
    ("Monthly price for Fibre 80, which is £20.00", "£24.00", "price", {"role": "headline"}),
)


@pytest.mark.parametrize(("head", "cell", "kind", "qualifiers"), HEADS)
@pytest.mark.parametrize("lies", [False, True])
def test_the_head_of_a_column_or_row_says_what_a_figure_is(
    head: str, cell: str, kind: str, qualifiers: dict[str, str], lies: bool
) -> None:
    across = (("Plan", "Colour", head), ("Fibre", "Red", cell), ("Pine", "Blue", cell))
    rows = tuple(zip(*across, strict=True)) if lies else across
    table = "\n".join(
        f"| {' | '.join(row)} |\n{'|---' * 3 * (not number)}{'|' * (not number)}" for number, row in enumerate(rows)
    )
    facts = [
        fact
        for passage in look(read(Source("copy", table.replace("\n\n", "\n")), "markdown")).passages
        for fact in passage.facts
    ]
    assert [fact.qualifiers for fact in facts if fact.kind == kind and "20.00" not in str(fact.value)] == [
        qualifiers
    ] * 2


def test_a_figure_that_says_what_it_is_learns_nothing_from_its_column() -> None:
    table = "| Plan | Monthly |\n|---|---|\n| Fibre | £24.00 a year |\n| Pine | then £31.00 a quarter |"
    facts = [fact for passage in look(read(Source("copy", table), "markdown")).passages for fact in passage.facts]
    assert [fact.qualifiers["period"] for fact in facts if fact.kind == "price"] == ["year", "quarter"]
    assert [fact.qualifiers["role"] for fact in facts if fact.kind == "price"] == ["headline", "later"]
