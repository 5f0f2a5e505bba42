"""Translation catalogues in XML, Android's and XLIFF, scanned and never parsed: no entity is ever followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from offerlint.reading.catalogue import ESCAPE, Entry, Fault, catalogue, unescaped
from offerlint.reading.decode import decode
from offerlint.reading.opener import Opened
from offerlint.text.fold import FIELD
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

_ANDROID = late(r"<(?P<tag>string-array|string|plurals)\b(?P<rest>[^<>]{0,2000})>")
_ITEM = late(r"<item\b(?P<rest>[^<>]{0,2000})>")
_UNIT = late(r"<(?P<tag>trans-unit|unit)\b(?P<rest>[^<>]{0,4000})>")
_LANGUAGE = late(
    r"<(?:file|xliff)\b[^<>]{0,4000}?\b(?P<key>target-language|trgLang)\s*=\s*[\"'](?P<lang>[\w-]{2,35})[\"']"
)
_NAME = late(r"\b(?P<key>name|id|resname|quantity|translatable)\s*=\s*([\"'])(?P<value>[^\"'<>]*)\2")
_HELD = late(
    r"<(?:x|ph|bx|ex|it|bpt|ept|sc|ec|mrk)\b[^<>]{0,500}/>|<(?P<tag>ph|bpt|ept|it)\b[^<>]{0,500}>[^<>]{0,500}</(?P=tag)>"
)
_SIGNS: Mapping[str, str] = {"n": "\n", "t": "\t"}
_COMMENT = late(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|(?P<comment><!--.*?-->)|<!--.*\Z", re.DOTALL)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_ENTITY = "<!ENTITY"
_NOT_FOLLOWED = "the entities that this file declares are not followed; write their words out"


def open_android(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The strings, arrays and plurals of an Android resource file."""
    source = decode(data, path)
    return catalogue(source, _android(source.text), {})


def open_xliff(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The translations of an XLIFF file of any version; where there is none yet, the words to translate."""
    source = decode(data, path)
    language = _LANGUAGE.search(source.text)
    return catalogue(source, _xliff(source.text), {"lang": language["lang"]} if language else {})


def _android(text: str) -> Iterator[Entry | Fault]:
    seen = _without_comments(text)
    for match, inside in _elements(seen, _ANDROID, 0, len(seen)):
        if inside is None:
            yield _unclosed(match)
            return
        said = _said(match["rest"])
        key = said.get("name", "")
        if match["tag"] == "string" and said.get("translatable") != "false":
            yield Entry(key, _android_words(text, inside), inside)
        elif match["tag"] != "string":
            for number, (item, within) in enumerate(_elements(seen, _ITEM, *inside)):
                if within is None:
                    yield _unclosed(item)
                    return
                which = _said(item["rest"]).get("quantity", str(number))
                form = (f"quantity {which}", key) if match["tag"] == "plurals" else ()
                yield Entry(f"{key}.{which}", _android_words(text, within), within, *form)
    yield from _declared(text)


def _xliff(text: str) -> Iterator[Entry | Fault]:
    seen = _without_comments(text)
    for match, inside in _elements(seen, _UNIT, 0, len(seen)):
        if inside is None:
            yield _unclosed(match)
            return
        said = _said(match["rest"])
        targets = [span for span in _inner(seen, "target", inside) if seen[span.start : span.end].strip()]
        for span in targets or list(_inner(seen, "source", inside)):
            yield Entry(said.get("resname") or said.get("id", ""), _with_held(text, span), span)
    yield from _declared(text)


def _without_comments(text: str) -> str:
    """`text` with spaces in the place of its comments, so that no element is found in them."""
    return _COMMENT.sub(lambda found: " " * len(found[0]) if found["comment"] else found[0], text)


def _declared(text: str) -> Iterator[Fault]:
    at = text.find(_ENTITY)
    if at >= 0:
        yield Fault(at, _NOT_FOLLOWED)


def _elements(text: str, opening: re.Pattern[str], start: int, end: int) -> Iterator[tuple[re.Match[str], Span | None]]:
    """The elements that `opening` opens, each with its inside; none inside another, the last perhaps never closed."""
    at = start
    while match := opening.search(text, at, end):
        at = match.end()
        if match["rest"].endswith("/"):
            continue
        tag = match[0][1:].split(None, 1)[0].rstrip(">")
        close = text.find(f"</{tag}>", at, end)
        yield match, Span(at, close) if close >= 0 else None
        if close < 0:
            return
        at = close


def _inner(text: str, tag: str, inside: Span) -> Iterator[Span]:
    opening = re.compile(rf"<{tag}\b(?P<rest>[^<>]{{0,2000}})>")
    return (span for _, span in _elements(text, opening, *inside) if span)


def _unclosed(match: re.Match[str]) -> Fault:
    tag = match[0][1:].split(None, 1)[0].rstrip(">")
    return Fault(match.start(), f"<{tag}> is never closed, so it and what follows are not read; is the file cut short?")


def _said(rest: str) -> dict[str, str]:
    return {match["key"]: match["value"] for match in _NAME.finditer(rest)}


def _android_words(text: str, inside: Span) -> View:
    """The words of a string as a little HTML: Android's escapes, quotes and CDATA undone."""
    builder = ViewBuilder(text)
    at = inside.start
    while at < inside.end:
        cdata = text.find(_CDATA, at, inside.end)
        stop = cdata if cdata >= 0 else inside.end
        unescaped(builder, text, Span(at, stop), _SIGNS, ESCAPE)
        if cdata < 0:
            break
        close = text.find(_CDATA_END, cdata, inside.end)
        stop = close if close >= 0 else inside.end
        unescaped(builder, text, Span(cdata + len(_CDATA), stop), _SIGNS, ESCAPE)
        at = stop + len(_CDATA_END)
    words = builder.build()
    stripped = words.text.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"':
        low = words.text.index('"')
        words = words.slice(Span(low + 1, low + len(stripped) - 1))
    return words


def _with_held(text: str, inside: Span) -> View:
    """The words of a segment, with what stands for a tag or a value of the program as a field."""
    builder = ViewBuilder(text)
    done = inside.start
    for match in _HELD.finditer(text, *inside):
        builder.copy(done, match.start())
        builder.put(FIELD, *match.span())
        done = match.end()
    builder.copy(done, inside.end)
    return builder.build()
