"""The attributes of HTML elements that customers read or hear."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.reading.html_form import kind_of
from offerlint.reading.html_tree import Element

_SOCIAL = ("og:title", "og:description", "og:image:alt", "twitter:title", "twitter:description", "twitter:image:alt")
_UNTITLED = ("link", "style", "iframe", "meta", "abbr")


def copies(element: Element) -> Iterator[tuple[str, str]]:
    """The names of the attributes that are copy, each with its scope.

    An icon's or frame's `title` and an abbreviation's long form are descriptions, not copy.
    """
    if element.name == "meta":
        yield from _meta(element)
        return
    button = element.name == "input" and kind_of(element) == "button"
    if "alt" in element.attributes and element.name in ("img", "area", "input"):
        yield "alt", "form.button" if button else "body.alt"
    if "title" in element.attributes and element.name not in _UNTITLED:
        yield "title", "body.title"
    if "aria-label" in element.attributes:
        yield "aria-label", "body.alt"
    if "placeholder" in element.attributes and element.name in ("input", "textarea"):
        yield "placeholder", "body.placeholder"
    if button and "value" in element.attributes and element.get("type").strip().lower() != "image":
        yield "value", "form.button"
    if "label" in element.attributes and element.name in ("optgroup", "option"):
        yield "label", "form.select"


def _meta(element: Element) -> Iterator[tuple[str, str]]:
    name = (element.get("property") or element.get("name")).strip().lower()
    if "content" in element.attributes:
        if name == "description":
            yield "content", "head.description"
        elif name in _SOCIAL:
            yield "content", "head.social"
