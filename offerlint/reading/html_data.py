"""What a page says of itself in JSON-LD, which search engines show: descriptions, answers, slogans."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.reading.html_tree import Element
from offerlint.text.late import late

_SHOWN = late(
    r'"(?:description|text|slogan|headline|abstract|disambiguatingDescription|priceDescription)"\s*:\s*'
    r'"(?P<words>(?:[^"\\\n]|\\.)*)"'
)
_ESCAPE = late(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<sign>.))")
_SIGNS = {"n": "\n", "t": "\t", "r": " ", "b": " ", "f": " "}
Stretch = tuple[str, int, int]
"""Characters that stand for an escape, or none, and the place of what is said."""


def is_told(element: Element) -> bool:
    """Whether an element holds what a page says of itself."""
    return element.name == "script" and element.get("type").strip().lower() == "application/ld+json"


def told(text: str, start: int, end: int) -> Iterator[list[Stretch]]:
    """The stretches of each sentence that is told between two places."""
    for found in _SHOWN.finditer(text, start, end):
        low, high = found.span("words")
        stretches: list[Stretch] = []
        for escape in _ESCAPE.finditer(text, low, high):
            if low < escape.start():
                stretches.append(("", low, escape.start()))
            sign = _signed(escape["code"]) if escape["code"] else _SIGNS.get(escape["sign"], escape["sign"])
            stretches.append((sign, *escape.span()))
            low = escape.end()
        if low < high:
            stretches.append(("", low, high))
        if len(text[slice(*found.span("words"))].split()) > 1:
            yield stretches


def _signed(code: str) -> str:
    """The character of a number; half of a pair is U+FFFD."""
    number = int(code, 16)
    return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= number <= 0xDFFF or not number else chr(number)
