"""The attributes of HTML elements that customers read or hear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.reading.html_form import kind_of
from offerlint.reading.html_tree import Element
from offerlint.text.late import late

_SOCIAL = ("og:title", "og:description", "og:image:alt", "twitter:title", "twitter:description", "twitter:image:alt")
_UNTITLED = ("link", "style", "iframe", "meta", "abbr")
COMPONENT = {
    "alt": "body.alt", "placeholder": "body.placeholder", "heading": "body.heading", "headline": "body.heading",
    **dict.fromkeys((
        "label", "subheading", "subtitle", "caption", "description", "text", "cta", "ctatext", "ctalabel", "message",
        "tooltip", "summary", "tagline", "strapline", "blurb", "disclaimer", "smallprint", "terms", "buttontext",
        "buttonlabel", "helpertext", "content", "copy", "badge", "note", "footnote", "hint", "intro", "lead", "body",
    ), "body.title"),
}  # fmt: skip
"""Attributes by which elements that are none of HTML's own, such as `<plan-card>`, are often handed words."""
NAMES_CONTROL = ("aria-label", "label", "title")
"""Attributes that are the label of a control that has no other; `label` is one of components that are read as one."""
_NAMING = ("aria-label", "label", "alt", "value", "title", "placeholder", "content")
"""Attributes that are copy, in the order in which they name an element; then come all others."""
_MADE = ("a", "button", "h2", "input")
"""Elements of HTML that components are read as, by their names."""
_OTHERWISE = ("alt", "content", "label", "placeholder", "summary")
"""Attributes that have a meaning of their own on elements of HTML."""
_WORDS = late(r"[^\W\d_].*\s\S|[A-Z£\ufffc]", re.DOTALL)


def copies(element: Element) -> list[tuple[str, str]]:
    """The names of the attributes that are copy, each with its scope; first what names the element.

    An icon's or frame's `title` and an abbreviation's long form are descriptions, not copy.
    """
    return sorted(_copies(element), key=lambda one: _NAMING.index(one[0]) if one[0] in _NAMING else len(_NAMING))


def _copies(element: Element) -> Iterator[tuple[str, str]]:
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
    if "label" in element.attributes and element.name in ("button", "input", "select", "textarea"):
        yield "label", "form.button" if element.name == "button" else "form.field"
    if "-" in element.name or element.name in _MADE:
        other = _OTHERWISE if element.name in _MADE else ()
        for name, value in element.attributes.items():
            scope = COMPONENT.get(name.replace("-", ""))
            if scope and name not in other and _WORDS.match(value):
                yield name, "form.button" if element.name == "button" else scope


def _meta(element: Element) -> Iterator[tuple[str, str]]:
    name = (element.get("property") or element.get("name")).strip().lower()
    if "content" in element.attributes:
        if name == "description":
            yield "content", "head.description"
        elif name in _SOCIAL:
            yield "content", "head.social"
