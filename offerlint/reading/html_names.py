"""Which HTML elements stand on their own, which close others, and which hold no copy."""

from __future__ import annotations

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "col", "colgroup",
    "datalist", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend",
    "li", "main", "menu", "nav", "noframes", "ol", "optgroup", "option", "p", "pre", "search", "section",
    "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
))  # fmt: skip
"""Elements before and after which the words of a paragraph end."""

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "map", "mark", "math", "nobr", "output", "progress", "q", "rp",
    "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
"""Elements whose words run on in the paragraph around them; an end tag out of turn ends these alone."""

VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
))  # fmt: skip
"""Elements without content or end tag."""

RAW = frozenset(("iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"))
"""Elements whose content holds no tags."""

SILENT = frozenset((
    "code", "iframe", "noembed", "noframes", "object", "pre", "script", "style", "svg", "template", "xmp",
))  # fmt: skip
"""Elements whose content is not copy."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

CLOSES_PARAGRAPH = frozenset((
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "main", "menu", "nav", "ol", "p", "pre", "search", "section", "table", "ul", "li", "dd", "dt",
))  # fmt: skip

_CELLS = ("caption", "td", "th")
_ROWS = (*_CELLS, "tr")
_GROUPS = (*_ROWS, "thead", "tbody", "tfoot", "colgroup")

BARRIERS = ("table", "td", "th", "caption", "button", "template", "object")
"""No tag inside one of these ends an element outside it."""

IMPLIED_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys(CLOSES_PARAGRAPH, (("p",), BARRIERS)),
    "li": (("li", "p"), ("ul", "ol", "menu", *BARRIERS)),
    **dict.fromkeys(("dt", "dd"), (("dt", "dd", "p"), ("dl", *BARRIERS))),
    **dict.fromkeys(_CELLS, (_CELLS, ("tr", "table"))),
    "tr": (_ROWS, ("table",)),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (_GROUPS, ("table",))),
    "option": (("option",), ("select", "datalist")),
    "optgroup": (("option", "optgroup"), ("select", "datalist")),
    "body": (("head",), ()),
}
"""What a start tag ends: the outermost open one of the first names above the innermost of the second."""

TABLE_PARTS = frozenset((*_GROUPS, "table", "body", "html"))
"""Elements whose own end tags pass the barriers of a table."""
