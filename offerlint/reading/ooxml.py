"""Elements of Office's XML, asked by their local names: the strict and the common kind differ only in namespaces."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.reading.package import Element

_OFF = ("0", "false", "off", "none")


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: Element | None, name: str = "val") -> str:
    """An attribute by its local name; empty where there is none."""
    if element is None:
        return ""
    return next((str(said) for key, said in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, and so on down."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def below(element: Element, name: str) -> Iterator[Element]:
    """The elements of that name in an element, at whatever depth, in order."""
    return element.iter(f"{{*}}{name}")


def is_on(element: Element | None) -> bool:
    """Whether a switch is there, and not switched off."""
    return element is not None and value(element).lower() not in _OFF
