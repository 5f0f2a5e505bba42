"""Components of Vue, Svelte and React as the HTML that they most likely become."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offerlint.reading.html_attribute import COMPONENT
from offerlint.reading.template.tree import Node, Spelt, Text
from offerlint.text.late import late

_OWN = ("alt", "title", "placeholder", "aria-label", "label", "value")
"""Attributes that are copy in HTML."""

_ELEMENTS: Mapping[str, str] = {
    "link": "a", "routerlink": "a", "nuxtlink": "a", "navlink": "a", "anchor": "a", "image": "img", "nuxtimg": "img",
    "picture": "img", "btn": "button", "iconbutton": "button", "heading": "h2", "headline": "h2", "title": "h2",
    "checkbox": 'input type="checkbox"', "switch": 'input type="checkbox"', "toggle": 'input type="checkbox"',
    "radio": 'input type="radio"', "textfield": "input", "paragraph": "p", "strong": "strong", "bold": "b",
    "template": "x-template", "router-link": "a", "nuxt-link": "a", "inertialink": "a",
}  # fmt: skip
_SAME = frozenset((
    "button", "input", "textarea", "select", "option", "label", "form", "section", "header", "footer", "table", "p",
    "h1", "h2", "h3", "h4", "h5", "h6", "small", "li", "ul", "ol", "td", "tr", "th",
))  # fmt: skip
"""Elements whose names components often have, for what they are."""

_KINDS = ("button", "btn", "link", "checkbox", "switch", "toggle", "title", "heading")
"""Last words of names that say what a component is, as in `v-btn`, `PrimaryButton`, `CardTitle`."""
_NAMED = late(r"[a-z][a-z0-9-]*")
_LAST = late(r"(?:\A|-|(?<=\w)(?=[A-Z]))([A-Z]?[a-z]+)\Z")


def html_name(name: str) -> str:
    """What stands after the `<` for an element or component: the name of a component is never one of HTML's own."""
    last = re.split(r"[.:]", name)[-1]
    kind = match[1].lower() if (match := _LAST.search(last)) else ""
    if (kind != last and kind in _KINDS) and (last.lower() not in _ELEMENTS):
        return _ELEMENTS.get(kind, kind)
    if _NAMED.fullmatch(name):
        return _ELEMENTS.get(name, name) if "-" in name or name == "template" else name
    if name != last and _NAMED.fullmatch(last):
        return last
    lower = last.lower()
    return _ELEMENTS.get(lower) or (lower if lower in _SAME else f"x-{re.sub(r'[^a-z0-9]', '', lower) or 'element'}")


def is_copy(attribute: str) -> bool:
    """Whether an attribute of an element or component may be copy."""
    return attribute in _OWN or attribute.replace("-", "").lower() in COMPONENT


def begun(name: str, start: int) -> Node:
    """`<name` at `start`."""
    end, written = start + 1 + len(name), html_name(name)
    return Text(start, end) if written == name else Spelt(f"<{written}", start, end)


def ended(name: str, start: int, end: int) -> Node:
    """The end tag at `start` up to `end`; where it is the end of a start tag, what follows of that."""
    return Spelt(f"</{html_name(name).split()[0]}>", start, end)
