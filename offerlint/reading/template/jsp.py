"""Pages of JSP with the tags of JSTL, read into a tree; nothing in them is ever run."""

from __future__ import annotations

import re

from offerlint.model.block import Literal
from offerlint.reading.template.code import condition, named
from offerlint.reading.template.delimiter import Delimiters, Part
from offerlint.reading.template.nest import Make, Tag, cases, choice, plain, repeat
from offerlint.reading.template.parts import TagReader, read_parts
from offerlint.reading.template.tree import Comment, Field, Include, Node, NotFollowed, Set, Text, Tree
from offerlint.text.late import late

_CLOSING = {
    "<%--": late(r"--%>"),
    "<%": late(r"%>"),
    "{": late(r"\}"),
    "<": late(r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"),
}


def _closing(opening: str) -> re.Pattern[str]:
    if opening[:2] == "<%":
        return _CLOSING["<%--" if opening == "<%--" else "<%"]
    return _CLOSING["{" if opening[-1] == "{" else "<"]


SIGNS = Delimiters(
    late(r"<%--|<%[@!=]?|[$#]\{|</?(?:c|fmt|jsp|s|spring|form|fn):\w+"),
    _closing,
    lambda _, __: None,
    lambda _, __: False,
)  # fmt: skip
_TAG = late(r"<(?P<end>/)?(?P<name>[\w:]+)(?P<rest>.*?)(?P<closed>/)?>", re.DOTALL)
_ATTRIBUTE = late(r"(?P<name>\w+)\s*=\s*(?P<sign>['\"])(?P<value>.*?)(?P=sign)", re.DOTALL)
_SIGNS = (
    (r"\beq\b", "=="), (r"\bne\b", "!="), (r"\bgt\b", ">"), (r"\blt\b", "<"), (r"\bge\b", ">="), (r"\ble\b", "<="),
    (r"\bnot empty\s+([\w.]+)", r"\1"), (r"\bempty\s+([\w.]+)", r"not \1"),
)  # fmt: skip
_IF = late(r"\}?\s*(?P<else>else\s*)?(?:if\s*\((?P<test>.*)\)\s*)?\{", re.DOTALL)


def read_jsp(source: str) -> Tree:
    """The tree of a page of JSP; offsets count the code points of `source`."""
    return read_parts(source, SIGNS, _Reader, "<{}>".format, "</{}>".format)


_BEGIN: dict[str, Make] = {"c:if": choice, "c:choose": cases, "c:forEach": repeat, "c:set": plain}


class _Reader(TagReader):
    def take(self, part: Part) -> None:
        whole = self.source[part.start : part.end]
        code = self.source[part.inner : part.inner_end]
        if part.opening == "<%--":
            self.nest.add(Comment(code.strip(), part.start, part.end))
        elif part.opening == "<%=" or part.opening[-1] == "{":
            self.nest.add(Field(named(code), part.start, part.end))
        elif part.opening == "<%":
            self._code(code.strip(), Tag("if", " ".join(whole.split()), part.start))
        elif match := _TAG.fullmatch(whole):
            self._tag(match, part, Tag(match["name"], " ".join(whole.split()), part.start))

    def _code(self, code: str, tag: Tag) -> None:
        """Java that begins, turns or ends an if; a loop is read once."""
        match = _IF.fullmatch(code)
        if match and match["else"]:
            self.nest.turn(tag, ("if",), condition(match["test"]) if match["test"] else None)
        elif match and match["test"]:
            self.nest.begin(tag, choice, condition(match["test"]))
        elif code.startswith("}"):
            self.nest.end(tag, "if")
        elif code.endswith("{"):
            self.nest.begin(tag, plain)

    def _tag(self, match: re.Match[str], part: Part, tag: Tag) -> None:
        name = match["name"]
        given = {one["name"]: one for one in _ATTRIBUTE.finditer(match["rest"])}
        by = part.start + match.start("rest")
        if match["end"]:
            if name in _BEGIN:
                self.nest.end(tag, name)
        elif name in ("c:when", "c:otherwise"):
            self.nest.turn(tag, ("c:choose",), _test(given) if name == "c:when" else None)
        elif name == "c:out" and "value" in given:
            self.nest.add(*self._value(given, "value", by, part))
        elif name == "c:set" and match["closed"]:
            if "var" in given and "value" in given:
                self.nest.add(Set(given["var"]["value"], self._value(given, "value", by, part), quoted=True))
        elif name in _BEGIN and not match["closed"]:
            loop = f"for {_said(given, 'var') or 'item'} in {_bare(_said(given, 'items'))}"
            self.nest.begin(tag, _BEGIN[name], Literal(loop, "1") if name == "c:forEach" else _test(given))
        elif name in ("jsp:include", "c:import") and (file := _said(given, "page") or _said(given, "url")):
            self.nest.add(Include(file, part.start, part.end))
        elif name in ("fmt:message", "spring:message", "s:text"):
            self.nest.add(NotFollowed(tag.said, part.start, part.end, prints=True))
        elif name in ("fmt:formatNumber", "fmt:formatDate"):
            self.nest.add(Field(_bare(_said(given, "value")), part.start, part.end))
        elif name.startswith("form:"):
            self.nest.add(Text(part.start, part.end))

    def _value(self, given: dict[str, re.Match[str]], key: str, by: int, part: Part) -> tuple[Node, ...]:
        words, at = given[key]["value"], by + given[key].start("value")
        if "${" in words:
            return (Field(_bare(words), part.start, part.end),)
        return (Text(at, at + len(words)),) if words else ()


def _said(given: dict[str, re.Match[str]], key: str) -> str:
    return given[key]["value"] if key in given else ""


def _bare(value: str) -> str:
    """An expression without the `${}` around it, in the form that all languages share."""
    match = re.fullmatch(r"\s*[$#]\{(.*)\}\s*", value, re.DOTALL)
    code = match[1] if match else value
    for pattern, sign in _SIGNS:
        code = re.sub(pattern, sign, code)
    return named(code)


def _test(given: dict[str, re.Match[str]]) -> Literal | None:
    return condition(_bare(_said(given, "test"))) if "test" in given else None
