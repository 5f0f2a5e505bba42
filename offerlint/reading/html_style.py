"""What a style sheet or a style attribute says about words: hidden, struck out, small, bold, a block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from offerlint.reading.html_tree import Element
from offerlint.text.late import late

Declarations = Mapping[str, str]
Sheet = Mapping[str, Declarations]
"""Declarations by simple selector: `.card`, `#top`, `p` or `p.card`."""

_COMMENT = late(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = late(r"([{}])")
_SIMPLE = late(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?[.#][\w-]+")
_LENGTH = late(r"([0-9]*\.?[0-9]+)(px|pt|em|rem|%|)$")
_WORDS = {"xx-small": 9.0, "x-small": 9.5, "small": 13.0, "medium": 16.0, "large": 18.0}
_BODY_SIZE = 16.0
SMALL_BELOW = 10.0
"""Letters of fewer pixels than this are small print."""


def declarations(text: str) -> dict[str, str]:
    """The properties of `name: value; ...`, in lower case, `!important` left off."""
    found = {}
    for one in text.lower().split(";"):
        name, colon, value = one.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def sheet(texts: Iterable[str]) -> Sheet:
    """The rules that stand outside any `@media` and have simple selectors; later ones win."""
    found: dict[str, dict[str, str]] = {}
    for text in texts:
        depth, selectors, skipped = 0, "", False
        parts = _BRACE.split(_COMMENT.sub(" ", text.lower()))
        for before, brace in zip(parts[::2], parts[1::2], strict=False):
            if brace == "{":
                depth += 1
                if depth == 1:
                    selectors = before.rsplit(";", 1)[-1]
                    skipped = "@" in selectors
            else:
                if depth == 1 and not skipped:
                    for selector in map(str.strip, selectors.split(",")):
                        if _SIMPLE.fullmatch(selector):
                            found.setdefault(selector, {}).update(declarations(before))
                depth = max(depth - 1, 0)
    return found


def style(element: Element, rules: Sheet) -> Declarations:
    """What binds the element: its tag's rules, then its classes', its id's and its own attribute."""
    names = [f".{one}" for one in element.classes]
    if element.get("id"):
        names.append("#" + element.get("id").lower())
    found: dict[str, str] = {}
    for selector in (element.name, *(prefix + one for one in names for prefix in ("", element.name))):
        if selector in rules:
            found.update(rules[selector])
    if "style" in element.attributes:
        found.update(declarations(element.get("style")))
    return found


def is_hidden(style: Declarations) -> bool:
    """Whether the words cannot be seen."""
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
        or _number(style.get("opacity", "")) == 0
        or (_number(style.get("max-height", "")) == 0 and style.get("overflow") == "hidden")
    )


def is_struck(style: Declarations) -> bool:
    """Whether a line runs through the words."""
    return "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", "")


def is_bold(style: Declarations) -> bool:
    """Whether the words are set in bold."""
    weight = style.get("font-weight", "")
    return weight in ("bold", "bolder") or (_number(weight) or 0) >= 600


def is_block(style: Declarations) -> bool:
    """Whether the words stand apart from those around."""
    return style.get("display") in ("block", "flex", "grid", "table", "table-cell", "list-item")


def font_size(style: Declarations, around: float) -> float | None:
    """The size of letters in pixels, given that of the element around; None when nothing is said."""
    said = style.get("font-size", "")
    match = _LENGTH.match(said)
    if not match:
        return _WORDS.get(said)
    number, unit = float(match[1]), match[2]
    return number * {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": around, "%": around / 100, "rem": _BODY_SIZE}[unit]


def _number(value: str) -> float | None:
    match = _LENGTH.match(value)
    return float(match[1]) if match else None
