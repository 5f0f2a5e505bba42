"""The text report: what stands where, and that nothing in a file reaches the terminal."""

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerlint.reports import FORMATS
from offerlint.reports.characters import cells
from offerlint.reports.text import COLUMNS

LONG = "Terms apply. " * 40

LINES = {
    "tab": ("\tSpeeds\tup to 500 Mb", "up to"),
    "wide characters": ("今月だけ £30 a month", "£30"),
    "emoji": ("Deal 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 ❤️ now £30", "£30"),
    "combining marks": ("Cafe\u0301 offer: £30", "£30"),
    "zero width": ("gua\u200branteed for life", "gua\u200branteed"),
    "only a zero width character": ("free\u00ad gift", "\u00ad"),
    "only a joiner": ("fam\u200dily", "\u200d"),
    "right to left override": ("now \u202e03£\u202c only", "03£"),
    "escape sequence": ("\x1b[31mred\x1b[0m £30", "£30"),
    "long line, middle": (LONG + "Price for life. " + LONG, "Price for life"),
    "long line, end": (LONG + "Price for life.", "Price for life"),
    "long line, start": ("Price for life. " + LONG, "Price for life"),
    "long line, apart": ("Up to £30. " + LONG + "Price for life." + LONG, ["£30", "for life"]),
    "long run": (LONG, LONG.strip()),
    "two runs": ("CPI <b>plus</b> 3.9%", ["CPI ", "plus", " 3.9%"]),
    "over two lines": ("It is guaranteed\n   for life now", "guaranteed\n   for life"),
    "over many lines": ("a\n" * 12, "a\n" * 12),
    "lines apart": ("from £30\nand then\nalways £35", ["£30", "£35"]),
    "deeply indented": (" " * 60 + "Price for life, whatever happens to your contract", "for life"),
    "carriage returns": ("one\r\ntwo £30\r\nthree", "£30"),
}


def test_a_campaign(campaign: Any, golden: Any) -> None:
    golden("campaign.txt", FORMATS["text"](*campaign))


def test_personal_data_when_asked_for(campaign: Any) -> None:
    shown = FORMATS["text"](*campaign, show_personal_data=True)
    assert "like 4929 1234 5678 9012?\n" in shown
    assert "\n    4929 1234 5678 9012: a card number" in shown


def test_nothing_found(clean: Any, golden: Any) -> None:
    golden("clean.txt", FORMATS["text"](*clean))


def test_hostile_copy(hostile: Any, golden: Any) -> None:
    golden("hostile.txt", FORMATS["text"](*hostile))


def test_odd_lines(shown_line: Any, golden: Any) -> None:
    shown = {name: FORMATS["text"](*shown_line(*line)).split("    Something")[0] for name, line in LINES.items()}
    golden("lines.txt", "\n".join(f"[{name}]\n{lines}" for name, lines in shown.items()))


@pytest.mark.parametrize("name", LINES)
def test_carets_stand_under_the_words(name: str, shown_line: Any) -> None:
    text = FORMATS["text"](*shown_line(*LINES[name])).splitlines()
    carets = [i for i, line in enumerate(text) if set(line) == set(" |^")]
    assert carets
    for at in carets:
        words, marks = (line.split("| ", 1)[1] for line in text[at - 1 : at + 1])
        row = cells(words)
        assert sum(width for _, width in row) <= COLUMNS
        columns = [char for char, width in row for _ in range(width)]
        assert len(marks) <= len(columns)
        assert columns[marks.index("^")].strip()
        assert columns[len(marks) - 1].strip()


def test_colour_adds_nothing_but_colour(campaign: Any) -> None:
    plain, coloured = FORMATS["text"](*campaign), FORMATS["text"](*campaign, colour=True)
    assert "\x1b" not in plain
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_messages_wrap(campaign: Any) -> None:
    assert all(len(line) <= COLUMNS for line in FORMATS["text"](*campaign).splitlines())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=60), st.data())
def test_nothing_in_a_file_acts_on_the_terminal(shown_line: Any, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    written = FORMATS["text"](*shown_line(text, text[start:end]))
    assert not [char for char in written if char != "\n" and unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", written)
    written.encode()
