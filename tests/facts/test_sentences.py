"""Where sentences end."""

from collections.abc import Callable

import pytest

from offerlint.model.block import Block
from offerlint.model.lens import Lens


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        ("It's £30.99 a month. Then £35.", ["It's £30.99 a month.", "Then £35."]),
        ("Mr. Fern calls at 9 a.m. on Monday", ["Mr. Fern calls at 9 a.m. on Monday"]),
        ("No stop", ["No stop"]),
        ("First line<br>Second line", ["First line", "Second line"]),
        ("From<br>£30 a month", ["From\n£30 a month"]),
        ("£30 a month<br>for 24 months", ["£30 a month\nfor 24 months"]),
        ("A line that is\nWrapped in the source", ["A line that is\nWrapped in the source"]),
        ("[Voice-over] Only £30. Now!", ["[Voice-over]", "Only £30.", "Now!"]),
        ("[Name], thanks, [a] thing", ["[Name], thanks, [a] thing"]),
        ('"It rises. It stays!"', ['"It rises.', 'It stays!"']),
        ("“It rises. It stays.”", ["“It rises.", "It stays.”"]),
        ('Agent: "It rises. It stays."', ['Agent: "It rises.', 'It stays."']),
        ("‘It’s up. It stays.’", ["‘It’s up.", "It stays.’"]),
        ('Never say "It rises. It stays."', ['Never say "It rises. It stays."']),
        ("Really?! Yes \ud800 no.", ["Really?!", "Yes \ud800 no."]),
    ],
    ids=[
        "two",
        "abbreviations",
        "none",
        "break",
        "unfinished",
        "goes on",
        "wrapped",
        "cue",
        "no cue",
        "speech",
        "curly speech",
        "labelled speech",
        "single speech",
        "quoted",
        "surrogate",
    ],
)
def test_sentences(lens: Callable[..., Lens], block: Callable[..., Block], written: str, sentences: list[str]) -> None:
    (passage,) = lens(block(written)).passages
    firsts = [0, *(stop + 1 for stop in passage.stops[:-1])]
    spans = [passage.span(first, stop + 1) for first, stop in zip(firsts, passage.stops, strict=True)]
    assert [passage.block.text[span.start : span.end] for span in spans] == sentences


def test_a_role_does_not_reach_over_a_sentence_end(says: Callable[..., list[str]]) -> None:
    assert says("It was. £30 today.", kinds=("price",)) == ['price "£30" 30 role=headline']
