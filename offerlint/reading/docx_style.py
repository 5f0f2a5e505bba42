"""The styles of a Word file: how loudly words speak, and what a paragraph is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from offerlint.reading.ooxml import child, is_on, local, value
from offerlint.reading.package import Element

SMALL_BELOW = 9.0
"""Points; the letters of small print are smaller. As on a page of HTML, where they are less than 12 pixels."""

_TOO_DEEP = 30


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look; None where nothing is said."""

    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    points: float | None = None
    lang: str | None = None

    def over(self, other: Look) -> Look:
        """This look where it says something, and the other where it does not."""
        said = {name: mine for name in self.__slots__ if (mine := getattr(self, name)) is not None}
        return replace(other, **said)

    def marks(self, small_below: float = SMALL_BELOW) -> Mapping[str, str]:
        """The marks that words of this look bear; letters of less than `small_below` points are small."""
        is_small = self.points is not None and 1 < self.points < small_below
        is_hidden = self.hidden or (self.points is not None and self.points <= 1)
        kinds = {"strong": self.bold, "struck": self.struck, "sup": self.raised, "small": is_small, "hidden": is_hidden}
        return {kind: "" for kind, bears in kinds.items() if bears}


def look(properties: Element | None) -> Look:
    """The look that run properties (`rPr`) say."""
    if properties is None:
        return Look()
    found = {local(one): one for one in properties}

    def switch(*names: str) -> bool | None:
        said = [is_on(found[name]) for name in names if name in found]
        return any(said) if said else None

    size = value(found.get("sz"))
    return Look(
        switch("b"),
        switch("strike", "dstrike"),
        switch("vanish"),
        value(found["vertAlign"]) == "superscript" if "vertAlign" in found else None,
        float(size) / 2 if re.fullmatch(r"\d{1,4}", size) else None,
        value(found.get("lang")) or None,
    )


class Styles:
    """The styles of a package, by id; one that is not there says nothing."""

    def __init__(self, root: Element | None) -> None:
        styles = [one for one in root if local(one) == "style"] if root is not None else []
        self._by_id = {value(one, "styleId"): one for one in styles}
        self._default = next((value(one, "styleId") for one in styles if _is_default(one)), "")
        self._base = look(child(child(root, "docDefaults"), "rPrDefault", "rPr"))
        self._looks: dict[str, Look] = {}

    def name(self, style: str) -> str:
        """What a person calls a style, in lower case."""
        return value(child(self._by_id.get(style), "name")).lower()

    def of_paragraph(self, style: str) -> Look:
        """The look of words in a paragraph of that style; its language is never the style's to say."""
        return replace(self.look(style or self._default).over(self._base), lang=None)

    def look(self, style: str) -> Look:
        """What a style and those it is based on say."""
        if style not in self._looks:
            made = Look()
            for one in self._chain(style):
                made = made.over(look(child(one, "rPr")))
            self._looks[style] = replace(made, lang=None)
        return self._looks[style]

    def level(self, style: str) -> int:
        """1 to 6 for the style of a heading, else 0."""
        for one in self._chain(style):
            name = value(child(one, "name")).lower()
            if name == "title":
                return 1
            if found := re.fullmatch(r"heading (\d)", name):
                return min(int(found[1]), 6)
            if level := outline(child(one, "pPr")):
                return level
        return 0

    def is_list(self, style: str) -> bool:
        """Whether paragraphs of a style are numbered or have bullets."""
        return any(
            value(child(one, "name")).lower().startswith("list ") or child(one, "pPr", "numPr") is not None
            for one in self._chain(style)
        )

    def _chain(self, style: str) -> Iterator[Element]:
        for _ in range(_TOO_DEEP):
            one = self._by_id.get(style)
            if one is None:
                return
            yield one
            style = value(child(one, "basedOn"))


def outline(properties: Element | None) -> int:
    """1 to 6 where paragraph properties (`pPr`) say that this is a heading, else 0."""
    said = value(child(properties, "outlineLvl"))
    return min(int(said) + 1, 6) if said in set("012345678") else 0


def _is_default(style: Element) -> bool:
    """Whether it is the style of paragraphs that name none."""
    return value(style, "type") == "paragraph" and value(style, "default").lower() in ("1", "true", "on")
