"""Which strings in the code of a program are words for its customers."""

from __future__ import annotations

import re

from offerlint.reading.html_attribute import COMPONENT
from offerlint.text.late import late

HEADINGS = ("heading", "headline", "title")
_COPY = frozenset((
    *COMPONENT, *HEADINGS, "arialabel", "question", "answer", "quote", "testimonial", "paragraph", "paragraphs", "copy",
    "legal", "benefits", "features", "perks", "bullets", "price", "term", "contract", "minimumterm",
    "subject", "preheader", "metadescription", "ctas", "buttons",
))  # fmt: skip
"""Names under which words stand, as they are without their small signs."""
_CODE = frozenset((
    "class", "classname", "classes", "id", "key", "href", "src", "url", "path", "type", "variant", "icon", "style", "d",
    "viewbox", "rel", "target", "method", "query", "sql", "slug", "color", "colour", "font", "fontfamily", "pattern",
    "regex", "testid", "selector", "endpoint", "route", "mimetype", "contenttype", "useragent", "cookie", "token",
    "displayname", "import", "require", "accept", "transition", "animation", "boxshadow", "background", "format",
))  # fmt: skip
"""Names under which something else stands, whatever it looks like."""
_TAG = late(r"</?[a-zA-Z][^<>]*>")
_SENTENCE = late(
    r"""[“"'‘(]?[A-Z0-9£€\ufffc](?=.*[a-z])(?:[^\s{}<>=_\\|@^~*]*\s+){2,}[^\s{}<>=_\\|@^~*]+"""
    r"""|[“"'‘(]?[A-Z0-9£€](?:[^\s{}<>=_\\|@^~*]*\s+)+[^\s{}<>=_\\|@^~*]*[a-z%][.!?][”"'’)]?""",
    re.DOTALL,
)
_LABEL = late(r"(?=.*[^\W\d_])(?:[A-Z£0-9“\ufffc].*|.*\s.*)", re.DOTALL)
_ADDRESS = late(r"https?://\S+|/[\w./-]*|[\w.-]+\.(?:png|jpe?g|svg|webp|css|js|tsx?|json)", re.IGNORECASE)


def is_markup(words: str) -> bool:
    """Whether a string holds tags of HTML."""
    return _TAG.search(words) is not None


def is_copy(words: str, key: str) -> bool:
    """Whether a string is words for customers: a sentence, or a label under a name that says so.

    `words` has the sign of a field where a value stands; `key` is the name that the string has, if any.
    """
    words, name = _TAG.sub("", words).strip(), re.sub(r"[^a-z]", "", key.lower())
    if name in _CODE or _ADDRESS.fullmatch(words):
        return False
    if name in _COPY or name.endswith(("title", "label", "text", "heading", "description", "message", "copy")):
        return _LABEL.fullmatch(words) is not None
    return len(words) < 20_000 and _SENTENCE.fullmatch(words) is not None
