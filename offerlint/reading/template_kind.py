"""Which template language a file is written in, by its ending and the tags in it, and in which markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from offerlint.text.late import late

TEXTS: Mapping[str, str] = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".rst": "rst", ".adoc": "asciidoc", ".asciidoc": "asciidoc", ".ics": "ical",
    ".mjml": "mjml", ".eml": "email", ".fountain": "fountain",
}  # fmt: skip
LANGUAGES: Mapping[str, str] = {
    ".j2": "jinja", ".jinja": "jinja", ".jinja2": "jinja", ".twig": "twig", ".njk": "twig", ".liquid": "liquid",
    ".gohtml": "go", ".gotmpl": "go", ".tmpl": "go", ".gotxt": "go", ".amp": "ampscript", ".ftl": "freemarker",
    ".ftlh": "freemarker", ".vm": "velocity", ".tpl": "smarty",
    ".hbs": "handlebars", ".handlebars": "handlebars", ".mustache": "handlebars", ".erb": "erb", ".ejs": "ejs",
}  # fmt: skip
FOR_PROGRAMS = ("go", "smarty", "freemarker", "velocity")
"""Languages in which programs make settings and code as well."""
_TAGS = late(r"\{%-?[ \t]*(?P<end>end)?(?P<block>if|unless|for|case)\b")
_HELPERS = late(r"\{\{~?(?:#|(?P<end>/))(?P<block>if|unless|each)\b")
_CHOSEN = late(r"\{\{-?[ \t]*(['\"])[^'\"{}\n]*\1 if [^{}\n]+ else (['\"])[^'\"{}\n]*\2[ \t]*-?\}\}")
"""A choice of two in one expression, as only Jinja writes it."""
_LIQUID = late(
    r"\{%-?[ \t]*(?:unless|case|elsif|assign|capture|comment)\b|\{[{%][^{}\n]{0,200}(?:\|[ \t]*\w+:|\$\{\w+\})"
)
_DJANGO = late(
    r"\{%[ \t]*(?:load [\w. ]+|csrf_token|(?:block)?trans(?:late)?\b[^%\n]*|empty|if(?:not)?equal [^%\n]+|"
    r"static ['\"][^%\n]+)[ \t]*%\}"
)
"""Tags that only Django has, whose templates are read as Twig's are."""
_GO = late(r"\{\{-?[ \t]*(?:if|range|with|else if)\b[^{}\n]*[ (][.$][A-Za-z][^{}\n]*\}\}|\{\{-?[ \t]*\.[A-Z]\w*")
"""Tags of Go, whose names begin with a dot."""
_SMARTY = late(r"\{(?:if|foreach|elseif) [^{}\n]*\$[a-z_]\w*[^{}\n]*\}|\{\$[a-z_]\w*[^{}\n]*\}|\{\*.*?\*\}")
_AMPSCRIPT = late(r"%%\[|%%=\s*\w+\(")
_ANGULAR = late(
    r"\s\*ng(?:If|For)=|(?<!\w)@if\s*\([^\n]*\)\s*\{|(?<!\w)@(?:for|switch)\s*\([^\n]*\)\s*\{|<ng-(?:template|container)\b"
)
_THYMELEAF = late(r"\s(?:data-)?th[:-](?:if|unless|each|text)=")
_OF_PAGES = (
    (_DJANGO, "twig"),
    (_GO, "go"),
    (_AMPSCRIPT, "ampscript"),
    (_ANGULAR, "angular"),
    (_THYMELEAF, "thymeleaf"),
)
_YOU = late(r"\b(?:you|your)\b", re.IGNORECASE)
_OF_CODE = late(
    r"^\s*(?:apiVersion:|package \w+$|func |import |FROM \w|#!|server \{|resource \"|<\?xml|"
    r"[\w.-]+:[ \t]*(?:\n[ \t]+[\w.-]+:|\{\{))",
    re.MULTILINE,
)
"""How code and settings begin that programs are given, and which templates make too."""
_ELIF = late(r"\{%-?[ \t]*elif\b")
TAG = late(
    r"<(?:!doctype|html|head|body|p|div|span|table|tr|td|a|h[1-6]|ul|li|br|section|strong|b|form|img)\b", re.IGNORECASE
)
_MARKDOWN = late(
    r"^#{1,6} |^[-*+] |^\d+\. |^> |\*\*[^*\n]+\*\*|\[[^\]\n]{1,300}\]\([^)\n]{1,300}\)|^\|.*\|", re.MULTILINE
)


def template_of(ending: str, suffix: str, head: str) -> str | None:
    """The format of a template by its ending; a `.tpl` may be Smarty's or Go's, or nothing for customers at all."""
    language = LANGUAGES[ending]
    if ending == ".tpl" and not _SMARTY.search(head):
        if not _GO.search(head):
            return None
        language = "go"
    return _template(language, suffix, head)


def _template(language: str, suffix: str, head: str) -> str | None:
    """The format of a template in `language`, from the suffix inside (`.html.j2`) or else the look of its words."""
    if suffix in TEXTS:
        return f"{language}+{TEXTS[suffix]}"
    if suffix and re.fullmatch(r"\.[a-z]{2,5}", suffix):
        return None
    if TAG.search(head):
        return f"{language}+html"
    if language in FOR_PROGRAMS and not _to_customers(head):
        return None
    return f"{language}+markdown" if _MARKDOWN.search(head) else f"{language}+text"


def _to_customers(head: str) -> bool:
    """Whether a template without HTML speaks to somebody, and is no setting or code of a program."""
    return _YOU.search(head) is not None and _OF_CODE.search(head) is None


def language_of(head: str, format: str) -> str:
    """The language of a page whose ending tells of none: of its tags, or of its blocks if each is closed; else none."""
    if format == "html":
        for sign, language in _OF_PAGES:
            if sign.search(head):
                return language
    if _CHOSEN.search(head) and "{%" not in head:
        return "jinja"
    for blocks, language in (
        (_TAGS, "liquid" if _LIQUID.search(head) and not _ELIF.search(head) else "jinja"),
        (_HELPERS, "handlebars"),
    ):
        begun = Counter(found["block"] for found in blocks.finditer(head) if not found["end"])
        ended = Counter(found["block"] for found in blocks.finditer(head) if found["end"])
        if begun and begun == ended:
            return language
    return ""
