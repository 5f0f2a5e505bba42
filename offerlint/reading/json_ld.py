"""What stands in the JSON of a page: what it says of itself in JSON-LD, and the words that a script will show."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.reading.columns import ROLES, role_of
from offerlint.reading.html_tree import Element
from offerlint.text.late import late
from offerlint.text.span import Span

_TOLD = late(
    r'"(?:description|text|slogan|headline|abstract|disambiguatingDescription|priceDescription)"\s*:\s*'
    r'"(?P<words>(?:[^"\\\n]|\\.)*)"'
)
_STRING = late(r'"(?P<key>[A-Za-z][\w-]{0,40})"\s*:\s*"(?P<words>(?:[^"\\\n]|\\.)*)"')
_SHOWN = frozenset("text subtitle label content smallprint terms disclaimer intro lead blurb note".split())
_JOINED = late(r"(?<=[a-z])(?=[A-Z])")
_STATES = ("__next_data__", "__nuxt_data__", "__initial_state__", "__preloaded_state__")
"""The ids of scripts from which a page is made."""
_LEAST_WORDS = 4


def strings_of(element: Element, text: str, start: int, end: int) -> Iterator[Span]:
    """The inside of each string of several words that stands in an element of a page, between two places of `text`.

    What a page is made from counts only where the page does not show the same words by itself.
    """
    if element.name != "script":
        return
    if element.get("type").strip().lower() == "application/ld+json":
        for found in _TOLD.finditer(text, start, end):
            if len(found["words"].split()) > 1:
                yield Span(*found.span("words"))
    elif element.get("id").strip().lower() in _STATES:
        for found in _STRING.finditer(text, start, end):
            if _is_shown(found["key"]) and len(found["words"].split()) >= _LEAST_WORDS:
                words = found["words"]
                if text.find(words, 0, start) < 0 and text.find(words, end) < 0:
                    yield Span(*found.span("words"))


def _is_shown(key: str) -> bool:
    """Whether a key is one of copy."""
    name = _JOINED.sub(" ", key)
    return role_of(name) in ROLES or name.lower() in _SHOWN
