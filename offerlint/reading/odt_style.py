"""The styles of an OpenDocument text: how letters look, and which marks their words bear."""

from __future__ import annotations

import re
from collections.abc import Iterable

from offerlint.reading.docx_style import Look
from offerlint.reading.ooxml import below, child, value
from offerlint.reading.package import Element

_TOO_DEEP = 30


class Styles:
    """The styles of the parts of a document, by family and name."""

    def __init__(self, parts: Iterable[Element]) -> None:
        self._by_name: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, Look] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        for part in parts:
            for one in below(part, "style"):
                self._by_name[value(one, "family"), value(one, "name")] = one
            for one in below(part, "default-style"):
                self._defaults[value(one, "family")] = _look(one)

    def look(self, family: str, name: str) -> Look:
        """What a style of a family (paragraph, text) says, and those it is made from."""
        if (family, name) not in self._looks:
            made, at = Look(), name
            for _ in range(_TOO_DEEP):
                one = self._by_name.get((family, at))
                if one is None:
                    break
                made, at = made.over(_look(one)), value(one, "parent-style-name")
            self._looks[family, name] = made.over(self._defaults.get(family, Look()))
        return self._looks[family, name]

    def is_quote(self, name: str) -> bool:
        """Whether paragraphs of a style are quotations."""
        one = self._by_name.get(("paragraph", name))
        return "quotation" in f"{name} {value(one, 'parent-style-name')}".lower()


def _look(style: Element) -> Look:
    said = child(style, "text-properties")
    if said is None:
        return Look()
    weight, line = (
        value(said, "font-weight"),
        value(said, "text-line-through-style") or value(said, "text-line-through-type"),
    )
    size, raised, shown = value(said, "font-size"), value(said, "text-position"), value(said, "display")
    return Look(
        bold=(weight == "bold" or (weight.isdigit() and int(weight) >= 600)) if weight else None,
        struck=line != "none" if line else None,
        hidden=shown == "none" if shown else None,
        raised=raised.startswith("super") or bool(re.match(r"[1-9]\d*%", raised)) if raised else None,
        points=float(size[:-2]) if re.fullmatch(r"\d+(\.\d+)?pt", size) else None,
    )
