"""How the words of an HTML element stand: in which scope, how loudly, hidden or not, in which control."""

from __future__ import annotations

from dataclasses import replace

from offerlint.model.block import Control
from offerlint.reading.html_names import HEADINGS, SILENT
from offerlint.reading.html_style import (
    SMALL_BELOW,
    Sheet,
    font_size,
    is_block,
    is_bold,
    is_hidden,
    is_struck,
    style,
)
from offerlint.reading.html_tree import Element
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_SMALL_PRINT = late(
    r"small|(?:.*[-_])?(?:small-?_?print|fine-?_?print|legal(?:ese)?|(?<!accept-)(?<!agree-)terms|disclaimers?|footnotes?|"
    r"caveats?|tnc?s?|t-?and-?cs?|text-small|text-xs|small-text)"
)
_FOOTER = late(r"(?!.*(?:card|modal|dialog|panel|table|tile|plan|offer|price)).*footer")
_BUTTON = late(r"(?:.*[-_])?(?:btn|button|cta)(?:--?.*)?")
_PREHEADER = late(r"pre-?_?header|preview(?:-?_?text)?")
_STRUCK, _STRONG = ("del", "s", "strike"), ("b", "strong")


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for the words of an element; an element inherits what it does not change.

    `hidden` is "", "yes" or "preheader" (hidden on the page, shown in the list of mails).
    `kinds` are the marks its words bear; `size` the pixels of its letters, 0 when they vanish.
    `control` is the one whose label the words are, `lane` what keeps apart words that
    the words around run past, `part` "dt" or "dd" in a list of terms.
    """

    scope: str = "body.paragraph"
    level: int = 0
    silent: bool = False
    hidden: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    size: float = 16.0
    small: bool = False
    footer: bool = False
    lang: str = ""
    behind: str = ""
    control: Control | None = None
    side: bool = False
    alone: bool = True
    part: str = ""

    @property
    def lane(self) -> str:
        return "hidden" if self.hidden else "side" if self.side else "main"

    @property
    def is_small(self) -> bool:
        return (self.small or self.size < SMALL_BELOW) and self.size > 0


def standing(element: Element, around: Standing, rules: Sheet, first: bool, cells: bool) -> Standing:
    """How `element` stands in what stands `around` it.

    `first`: nothing visible stands before it; `cells`: it is in a table of data, not of layout.
    """
    look = style(element, rules)
    size = font_size(look, around.size)
    changed = replace(
        around,
        scope=_scope(element, around, cells),
        level=HEADINGS.get(element.name) or _aria_level(element) or around.level,
        silent=_is_silent(element, around),
        kinds=_kinds(element, around, (is_struck(look), is_bold(look))),
        size=around.size if size is None else size,
        small=_is_small(element) or (around.small and (size is None or size < SMALL_BELOW)),
        footer=around.footer or _is_footer(element),
        lang=_lang(element, around),
        behind=_behind(element, around),
        alone=element.stands_alone or is_block(look) or is_button(element),
        part=element.name if element.name in ("dt", "dd") else around.part,
    )
    gone = "hidden" in element.attributes or is_hidden(look) or (size == 0)
    if gone and not around.hidden:
        return replace(changed, hidden="preheader" if _is_preheader(element, first) else "yes")
    if around.hidden and around.size == 0 and changed.size > 0 and not gone:
        return replace(changed, hidden="")
    return changed


def is_button(element: Element) -> bool:
    """Whether a customer would press it."""
    return (
        element.name == "button"
        or element.role == "button"
        or (element.name == "a" and any(map(_BUTTON.fullmatch, element.classes)))
    )


def _scope(element: Element, around: Standing, cells: bool) -> str:
    if element.name in HEADINGS or element.role == "heading":
        return "body.heading"
    if is_button(element):
        return "body.button"
    if element.name == "title":
        return "head.title"
    if element.name in ("td", "th", "caption"):
        return "body.table" if cells else "body.paragraph"
    if element.name in ("li", "dt", "dd"):
        return "body.list"
    return "body.quote" if element.name == "blockquote" else around.scope


def _aria_level(element: Element) -> int:
    level = element.get("aria-level")
    return int(level) if element.role == "heading" and level in ("1", "2", "3", "4", "5", "6") else 0


def _is_silent(element: Element, around: Standing) -> bool:
    """Words drawn in a picture are copy, its title and description are not."""
    if around.silent and element.name in ("text", "foreignobject"):
        return False
    return around.silent or element.name in SILENT or element.name == "desc"


def _kinds(element: Element, around: Standing, look: tuple[bool, bool]) -> tuple[tuple[str, str], ...]:
    struck, bold = look
    kinds = dict(around.kinds)
    if struck or element.name in _STRUCK:
        kinds["struck"] = ""
    if bold or element.name in _STRONG:
        kinds["strong"] = ""
    if element.name == "sup":
        kinds["sup"] = ""
    if element.name == "q":
        kinds["quoted"] = element.get("cite")
    if element.name == "a" and "href" in element.attributes:
        kinds["link"] = element.get("href")
    return tuple(kinds.items()) if len(kinds) > len(around.kinds) or element.name == "a" else around.kinds


def _is_footer(element: Element) -> bool:
    return element.name == "footer" or any(map(_FOOTER.fullmatch, [element.get("id").lower(), *element.classes]))


def _is_small(element: Element) -> bool:
    return element.name in ("small", "sub") or any(map(_SMALL_PRINT.fullmatch, element.classes))


def _lang(element: Element, around: Standing) -> str:
    """Set below the root only: the root's language is the document's."""
    tag = element.get("lang") or element.get("xml:lang")
    return tag if tag and element.name not in ("html", "body") else around.lang


def _behind(element: Element, around: Standing) -> str:
    if element.name == "summary":
        return ""
    return element.name if element.name in ("details", "noscript") else around.behind


def _is_preheader(element: Element, first: bool) -> bool:
    """Mail programs show the first words of a mail in the list, though the mail hides them."""
    if any(map(_PREHEADER.fullmatch, element.classes)):
        return True
    is_plain = element.name in ("div", "span", "p") and not element.has_block
    return first and is_plain and "hidden" not in element.attributes
