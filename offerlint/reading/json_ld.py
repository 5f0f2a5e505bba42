"""What a page says of itself in JSON-LD, which search engines show: descriptions, answers, slogans."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.reading.html_tree import Element
from offerlint.text.late import late
from offerlint.text.span import Span

_SHOWN = late(
    r'"(?:description|text|slogan|headline|abstract|disambiguatingDescription|priceDescription)"\s*:\s*'
    r'"(?P<words>(?:[^"\\\n]|\\.)*)"'
)


def is_json_ld(element: Element) -> bool:
    """Whether an element holds what a page says of itself."""
    return element.name == "script" and element.get("type").strip().lower() == "application/ld+json"


def told(text: str, start: int, end: int) -> Iterator[Span]:
    """The inside of each string of several words that is told between two places of a page."""
    for found in _SHOWN.finditer(text, start, end):
        if len(found["words"].split()) > 1:
            yield Span(*found.span("words"))
