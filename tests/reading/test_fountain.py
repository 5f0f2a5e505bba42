"""What a script in Fountain says and shows, and what of it is no copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.document import Document
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.reading.recognise import recognise

SPOT = """Title: Spring
Credit: by
    Ann Example

INT. KITCHEN - DAY

Anna opens the door. The router is free of charge.

ANNA (V.O.) (CONT'D)
(smiling)
Prices rise each March
by CPI plus *3.9%*.

SUPER: Full fibre **£28** a month*.
24-month contract.
LEGAL: *New customers only.

[[offerlint: allow plain-language/long-sentence because it is quoted]]
@McBob
Fine_print_ matters.
SUPER: Call 020 7946 0000.
And that is all.

.INSIDE A SHOP

> Larkline <

CUT TO:

SUPER (ON WHITE)
Half price.

/* Left out:
ANNA
Prices rise by CPI. */
[[A note: CPI]]
"""


def document(text: str) -> Document:
    return read(Source("a.fountain", text), "fountain")


def said(text: str) -> list[tuple[str, str]]:
    return [(block.scope.split(".")[1], block.text) for block in document(text).variants[0].blocks]


def test_what_is_heard_and_what_is_shown() -> None:
    assert said(SPOT) == [
        ("voice", "Prices rise each March by CPI plus 3.9%."),
        ("super", "Full fibre £28 a month*. 24-month contract."),
        ("super", "*New customers only."),
        ("voice", "Fineprint matters."),
        ("super", "Call 020 7946 0000."),
        ("voice", "And that is all."),
        ("super", "Larkline"),
        ("super", "Half price."),
    ]


def test_who_speaks_where_and_what_a_note_says() -> None:
    made = document(SPOT)
    first = made.variants[0].blocks[0]
    assert first.attributes["speaker"] == "ANNA"
    assert made.sources[0].where(SPOT.index("CPI plus")) == "line 12, column 4"
    assert [allow.rule for allow in made.allows] == ["plain-language/long-sentence"]
    reach = made.allows[0].reach
    assert reach is not None
    assert SPOT[reach.start : reach.end].startswith("Fine")
    assert (made.about.kind, made.about.channel) == ("copy", "tv")


def test_scenes_are_sections() -> None:
    assert document(SPOT).variants[0].sections == (0, 0, 0, 0, 0, 0, 1, 1)


def test_a_radio_spot_has_no_channel_of_films() -> None:
    assert document("ANNA\nHello.\n").about.channel is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MAN 2\nHello.", [("voice", "Hello.")]),
        ("NARRATOR (V.O.)\n(fast)\nTerms apply.", [("voice", "Terms apply.")]),
        ("TITLE CARD: Half price", [("super", "Half price")]),
        ("TITLE: Free", [("super", "Free")]),
        ("CAPTION - Free", [("super", "Free")]),
        ("Two people. SUPER effort.", []),
        ("A SHOUT IN ACTION", []),
        ("FADE OUT.", []),
        ("# Act one\n\n= What happens\n\n===\n", []),
        ("ANNA\nIt costs *£5 or **£6** a month.", [("voice", "It costs *£5 or £6 a month.")]),
        ("ANNA\n", []),
        ("", []),
        ("[[", []),
        ("/*", []),
    ],
)
def test_lines_one_by_one(text: str, expected: list[tuple[str, str]]) -> None:
    body = text if text.startswith(("TITLE", "CAPTION")) else f"Title: x\n\n{text}"
    assert said(body if not text.startswith("TITLE: ") else f"\n{text}") == expected


def test_names_and_templates_are_known() -> None:
    assert recognise("spots/spring.fountain", "") == "fountain"
    assert recognise("spots/spring.fountain.j2", "") == "jinja+fountain"
    (block,) = document("ANNA\nHello {{ name }}.\n").variants[0].blocks
    assert [mark.value for mark in block.marked("field")] == ["name"]


@given(st.text(alphabet="ANV.O() \n:*_[]/<>@SUPER£1", max_size=120))
def test_what_is_exact_reads_as_it_is_written(text: str) -> None:
    for block in document(text).variants[0].blocks:
        for span, runs, exact in block.view.map:
            if exact:
                assert block.text[span.start : span.end] == text[runs[0].start : runs[0].end]


@pytest.mark.parametrize("part", ["[[", "/*", "(", "ANNA\n", "SUPER: ", "> ", "INT. ", "*a", "A: b\n"])
def test_what_is_repeated_is_read_in_one_go(part: str) -> None:
    document(part * 20_000)


CALL = """Title: Leaving call

/* offerlint: direction=inbound audience=consumer */

INT. CONTACT CENTRE - DAY

AGENT
Larkline, how can I help?

CALLER
I want to leave.

Dale sighs, and looks at the offers.

AGENT (V.O.)
(brightly)
Of course.
"""


def test_an_agent_and_a_customer_are_a_call() -> None:
    found = document(CALL)
    assert [(block.scope, block.text) for block in found.variants[0].blocks] == [
        ("script.agent", "Larkline, how can I help?"),
        ("script.customer", "I want to leave."),
        ("script.note", "Dale sighs, and looks at the offers."),
        ("script.agent", "Of course."),
    ]
    about = found.about
    assert (about.kind, about.channel, about.direction, about.audience) == ("script", "call", "inbound", "consumer")


def test_a_client_in_a_spot_is_no_customer() -> None:
    found = document("CLIENT\nIs it free?\n\nANNA\nIt is.\n")
    assert {block.scope for block in found.variants[0].blocks} == {"body.voice"}
    assert found.about.kind == "copy"


def test_bad_examples_are_not_told() -> None:
    spot = "Title: x\n\nBAD AGENT\n(quickly)\nNo need to read it.\n\nANNA\nWrong.\n\nDON'T SAY\nIt ends tonight.\n"
    assert said(spot) == [("voice", "Wrong.")]
    found = document(f"{CALL}\nBAD AGENT\nIt ends tonight.\n")
    assert [block.scope for block in found.variants[0].blocks if block.text == "It ends tonight."] == ["script.note"]


def test_a_bad_character_who_is_no_agent_is_heard() -> None:
    assert said("Title: x\n\nBAD CAT\nFree fibre.\n") == [("voice", "Free fibre.")]


CALLS = {
    "an adviser and somebody with a name": "ADVISER\nTernbrook, you're through to Mo.\n\nVAL\nI want to leave.\n",
    "a customer and somebody with a name": "MO\nHello, it's Mo from Ternbrook.\n\nCUSTOMER\nGo on.\n",
}


@pytest.mark.parametrize("name", CALLS)
def test_of_two_who_speak_on_a_call_one_may_have_a_name(name: str) -> None:
    read = document(f"INT. CALL FLOOR - DAY\n\n{CALLS[name]}")
    assert read.about.kind == "script"
    assert [block.scope for block in read.variants[0].blocks] == ["script.agent", "script.customer"]


@pytest.mark.parametrize(
    "text",
    [
        "ADVISER\nThe best fibre in town.\n\nVAL\nIs it?\n",
        "CUSTOMER\nI love it.\n\nVOICE-OVER\nRing us now. Calls are recorded.\n",
        "VAL\nHello, it's Val from Ternbrook.\n\nMO\nHello.\n",
    ],
)
def test_an_advertisement_in_which_people_speak_is_no_call(text: str) -> None:
    assert document(text).about.kind == "copy"
