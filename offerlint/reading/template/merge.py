"""Merge tags of e-mail, SMS and document tools in words that are no template otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.model.block import Literal
from offerlint.reading.merged import SIGNS
from offerlint.reading.template.conditions import literal, opposite
from offerlint.reading.template.nest import Nest, Tag, choice
from offerlint.reading.template.tree import Comment, Fault, Field, NotFollowed, Text, Tree
from offerlint.text.late import late
from offerlint.text.span import Span

_NOUN = (
    r"name|firstname|lastname|surname|forename|title|initials|salutation|company|postcode|address|e-?mail|phone|"
    r"mobile|number|date|amount|price|plan|package|product|offer|city|town|reference|code|url|link|balance|speed"
)
_QUALIFIER = (
    r"first|last|full|customer|client|contact|recipient|member|agent|advis[eo]r|account|company|business|order|"
    r"sender|your|their|plan|product|package|offer|contract|renewal|start|end|expiry|phone|e-?mail|mobile|monthly|"
    r"new|current|delivery|store|shop|brand|tracking|reference|discount|promo|voucher|unsubscribe"
)
_PATH = r"[A-Za-z_@][\w-]*(?:\.[\w-]+|\[\w+\])*"
_TAGS = rf"""\*\|(?P<mailchimp>[^|\r\n*]{{1,200}})\|\*
      | %%\[(?P<script>.{{0,5000}}?)\]%%
      | %%=?(?P<percent>[A-Za-z_][\w .:()@,'"-]{{0,120}}?)=?%%
      | \{{\{{\{{?(?P<braces>[^{{}}\r\n]{{0,300}})\}}\}}\}}?
      | \{{%(?P<logic>[^%\r\n]{{0,300}})%\}}
      | \$\{{(?P<dollar>[^{{}}\r\n]{{1,200}})\}}
      | (?:(?<![\w%])%)?(?<![\w${{\\])\{{(?P<brace>{_PATH}|\d{{1,2}})\}}(?![\w}}])
      | <<\s?(?P<angle>[A-Za-z_][\w .]{{0,60}}?)\s?>>
      | \[(?P<square>(?:(?:{_QUALIFIER})[ _-]){{0,3}}(?:{_NOUN}))\](?![(\[:])"""
_COLON = r"""(?<![^\s(£"'“‘>*_]):(?P<colon>[A-Za-z_]\w{1,40}(?:\.\w{1,40}){0,4})(?![\w:=({]|\.\w|\s*\{|-\w)"""
_HOW = re.VERBOSE | re.DOTALL | re.IGNORECASE
_TAG, _COLON_TAG, _TAG_OR_COLON = (late(each, _HOW) for each in (_TAGS, _COLON, f"{_TAGS} | {_COLON}"))
_CALLED = late(rf"(?:(?:{_QUALIFIER})_?){{0,3}}(?:{_NOUN})", re.IGNORECASE)
_GREETING = late(r"(?:^|[>\n*_])[^\S\n]*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))\s+$", re.IGNORECASE)
_CODE = late(r"<(?P<tag>style|script)\b.*?(?:</(?P=tag)\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TEST = late(r"(?P<word>IF|IFNOT|ELSEIF)\s*:\s*(?P<test>.+)", re.IGNORECASE)
_COMPARED = late(r"(?P<name>[\w.]+)\s*(?P<sign>!=|=|>|<)\s*(?P<value>.+)")


def has_merge_tags(text: str, fields: frozenset[str] = frozenset()) -> bool:
    """Whether a merge tag stands in `text`; `fields` are those that a team declares."""
    return (any(sign in text for sign in SIGNS) and _TAG.search(text) is not None) or bool(_colons(text, fields))


def _colons(text: str, fields: frozenset[str]) -> frozenset[int]:
    """Where `:name` is a field of `text`: anywhere, once one is declared or greeted, or two have names of fields."""
    found = list(_COLON_TAG.finditer(text)) if ":" in text else []
    code = [match.span() for match in _CODE.finditer(text)] if found else []
    found = [match for match in found if not any(start < match.start() < end for start, end in code)]
    sure = any(match["colon"] in fields or _is_greeted(text, match.start()) for match in found)
    called = sum(_CALLED.fullmatch(match["colon"]) is not None for match in found)
    return frozenset(match.start() for match in found) if sure or called > 1 else frozenset()


def _is_greeted(text: str, at: int) -> bool:
    return _GREETING.search(text, max(0, at - 40), at) is not None


def merge_tags(text: str) -> Iterator[tuple[str, Span]]:
    """The fields among the merge tags of `text`, each as it is called, and where it stands."""
    for node in read_merge(text).nodes:
        if isinstance(node, Field):
            yield node.expression, Span(node.start, node.end)


def read_merge(source: str, fields: frozenset[str] = frozenset()) -> Tree:
    """The tree of words with merge tags; offsets count the code points of `source`, `fields` are those declared."""
    faults: list[Fault] = []
    nest = Nest(faults, lambda word: f"*|{word.upper()}:...|*", lambda word: f"*|END:{word.upper()}|*")
    at = 0
    colons = _colons(source, fields)
    for match in (_TAG_OR_COLON if colons else _TAG).finditer(source):
        if match.lastgroup == "colon" and match.start() not in colons:
            continue
        if at < match.start():
            nest.add(Text(at, match.start()))
        _take(match, nest)
        at = match.end()
    if at < len(source):
        nest.add(Text(at, len(source)))
    return nest.finish()


def _take(match: re.Match[str], nest: Nest) -> None:
    kind, inner = str(match.lastgroup), (match[str(match.lastgroup)] or "").strip()
    tag = Tag("if", match[0], match.start())
    if kind == "mailchimp" and _is_logic(inner, tag, nest):
        return
    if kind in ("logic", "script"):
        say = "is not followed; if this is a template, say its format in offerlint.yaml, such as jinja+html"
        nest.fault(Tag("", " ".join(match[0].split())[:80], match.start()), say, fatal=False)
        nest.add(NotFollowed(inner, match.start(), match.end()))
    elif kind == "braces" and inner.startswith("!"):
        nest.add(Comment(inner.strip("!- "), match.start(), match.end()))
    else:
        nest.add(Field(inner or match[0], match.start(), match.end()))


def _is_logic(inner: str, tag: Tag, nest: Nest) -> bool:
    """Takes a tag that chooses between words; False for one that prints."""
    test = _TEST.fullmatch(inner)
    word = inner.upper()
    if test and test["word"].upper() == "ELSEIF":
        nest.turn(tag, ("if",), _condition(test["test"]))
    elif test:
        found = _condition(test["test"])
        nest.begin(tag, choice, opposite(found) if test["word"].upper() == "IFNOT" else found)
    elif word.startswith("ELSE"):
        nest.turn(tag, ("if",), None)
    elif word in ("END:IF", "END:INTERESTED"):
        nest.end(tag, "if")
    elif word.startswith("INTERESTED:"):
        nest.begin(tag, choice, Literal(inner, "yes"))
    else:
        return False
    return True


def _condition(text: str) -> Literal:
    match = _COMPARED.fullmatch(text.strip())
    if not match:
        return literal(text)
    sign, value = {"=": "=="}.get(match["sign"], match["sign"]), match["value"].strip().strip("'\"")
    shown = value if value.isdigit() else f"'{value}'"
    return literal(f"{match['name']} {sign} {shown}")
