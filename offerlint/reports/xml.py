"""XML that any parser accepts, whatever words go into it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from offerlint.reports.characters import escaped, safe


def root(tag: str, **attributes: object) -> Element:
    """An element with nothing above it."""
    return Element(tag, _clean(attributes))


def within(parent: Element, tag: str, lines: Iterable[str] = (), **attributes: object) -> Element:
    """An element at the end of `parent`; its text, if any, is one or more `lines`."""
    element = SubElement(parent, tag, _clean(attributes))
    element.text = "\n".join(map(safe, lines)) or None
    return element


def written(element: Element) -> str:
    """The whole document, indented."""
    indent(element)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(element, encoding="unicode")}\n'


def _clean(attributes: dict[str, object]) -> dict[str, str]:
    """The attributes without None; XML has no way to write some characters, and `escaped` shows all of those."""
    return {name: escaped(str(value)) for name, value in attributes.items() if value is not None}
