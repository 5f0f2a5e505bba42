"""Footnote marks and notes."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("£30*", ['mark "*" *']),
    ("Free calls¹ ² and texts", ['mark "¹" 1', 'mark "²" 2']),
    ("Free texts<sup>1,2</sup>", ['mark "1" 1', 'mark "2" 2']),
    ("deal** and more†", ['mark "**" **', 'mark "†" †']),
    ("Free calls^ and texts~", ['mark "^" ^', 'mark "~" ~']),
    ("Great deal[^1]", ['mark "[^1]" 1']),
    ("Great deal [^1] today", ['mark "[^1]" 1']),
    ("*Terms apply. †18+ only.", ['note "*Terms apply." *', 'note "†18+ only." †']),
    ("Calls: ¹UK numbers only", ['note "¹UK numbers only" 1']),
    ("a *really* good deal", []),
    ("**Terms apply**", []),
    ("5* hotel", []),
    ("5* service", []),
    ("£5* service", ['mark "*" *']),
    ("Copyright *|YEAR|* *|LIST:COMPANY|*, Larkline", []),
    ("20 m² of space and 30 m<sup>2</sup>", []),
    ("~£30", []),
    ("2 * 3", []),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_mark(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("mark", "note")) == facts
