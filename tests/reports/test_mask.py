"""Masking: personal data is in no view, no line and no message, and every offset stays true."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Block
from offerlint.model.finding import Finding
from offerlint.model.flow import Act, Flow, Step
from offerlint.reports.mask import dots, mask
from offerlint.text.span import Run


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Jane Doe", "J••• •••"),
        ("07700 900123", "••••• ••••••"),
        ("£45.50", "£••.••"),
        ("jane@larkline.example", "j•••@••••••••.•••••••"),
        ("é", "é"),
        ("", ""),
    ],
)
def test_dots(text: str, masked: str) -> None:
    assert dots(text) == masked


@given(st.text())
def test_dots_keep_length_and_show_no_digit(text: str) -> None:
    assert len(dots(text)) == len(text)
    assert not any(char.isalnum() for char in dots(text)[1:])


def make(text: str, words: str, helpers: Any, topic: str = "data-protection", **more: Any) -> Any:
    read_as = helpers.document("a.html", text, [helpers.reader(text)(text)])
    found: Finding = helpers.finding(read_as.sources[0], words, topic=topic, **more)
    other: Finding = helpers.finding(read_as.sources[0], text[:12], topic="free", message=f"{text[:12]}: no.")
    return helpers.report([found, other], [read_as]), {"a.html": read_as}


def test_masks_the_words_wherever_they_are_shown(helpers: Any) -> None:
    text = "Jane 07700 900123 wrote on 3 May.\nCall 07700 900123, not 07700 900456."
    told = {"message": "07700 900123: a number.", "suggest": "Drop 900123."}
    report, documents = mask(*make(text, "07700 900123", helpers, **told))
    first, other = report.findings
    assert (first.excerpt, first.message, first.suggest) == ("••••• ••••••", "••••• ••••••: a number.", "Drop ••••••.")
    assert (other.excerpt, other.message) == ("J••• ••••• •", "J••• ••••• •: no.")
    shown = "Jane ••••• •••••• wrote on • May.\nCall ••••• ••••••, not 07700 900456."
    document = documents["a.html"]
    assert document.sources[0].text == shown
    assert document.variants[0].blocks[0].text == shown


def test_other_topics_are_left_alone(helpers: Any) -> None:
    report, documents = make("Only 3 left at £30", "£30", helpers, topic="free")
    assert mask(report, documents) == (report, documents)


def test_an_entity_within_the_words_is_masked(helpers: Any) -> None:
    text = "Jane&eacute;"
    builder = helpers.builder(text)
    builder.copy(0, 4)
    builder.put("é", 4, 12)
    read_as = helpers.document("a.html", text, [Block(builder.build(), "body.paragraph")])
    found = helpers.finding(read_as.sources[0], text, topic="confidentiality")
    _, documents = mask(helpers.report([found], [read_as]), {"a.html": read_as})
    assert documents["a.html"].variants[0].blocks[0].text == "J••••"


def test_blocks_stay_shared(campaign: Any) -> None:
    _, documents = mask(*campaign)
    first, second = documents["mail/offer.txt.j2"].variants
    assert first.blocks[0] is second.blocks[0]


def test_the_acts_of_a_call_say_the_masked_words(campaign: Any) -> None:
    report, documents = campaign
    call = documents["calls/renewal.md"]
    pay = Step(
        "pay",
        (Act("say", Run(0, 0, 1), call.variants[0].blocks[-1]), Act("do", Run(0, 0, 1), do="end")),
        (),
        Run(0, 0, 1),
    )
    _, shown = mask(report, {call.path: replace(call, flow=Flow("pay", {"pay": pay}))})
    masked = shown[call.path]
    assert masked.flow
    said, done = masked.flow.steps["pay"].acts
    assert said.block is masked.variants[0].blocks[-1]
    assert said.block.text == "Can I have the long card number, like •••• •••• •••• ••••?"
    assert done.do == "end"


@pytest.mark.parametrize(
    ("topic", "words", "shown"),
    [
        ("data-protection", "£500,000", "£500,000"),
        ("data-protection", "4% or 60 days", "4% or 60 days"),
        ("payment-security", "card number", "card number"),
        ("payment-security", "4111 1111", "•••• ••••"),
        ("confidentiality", "Jane Doe", "J••• •••"),
    ],
)
def test_words_about_data_are_shown_and_data_is_not(topic: str, words: str, shown: str, helpers: Any) -> None:
    report, _ = mask(*make(f"Here we say: {words}.", words, helpers, topic=topic))
    assert report.findings[0].excerpt == shown
