"""Razor's pages (.cshtml, .razor), read into a tree; nothing in them is ever run."""

from __future__ import annotations

import re

from offerlint.model.block import Literal
from offerlint.reading.template.code import condition, named
from offerlint.reading.template.nest import Make, Nest, Tag, cases, choice, plain, repeat
from offerlint.reading.template.tree import Comment, Field, Include, Spelt, Text, Tree
from offerlint.text.late import late

_INNER = r"(?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*"
_MARK = late(
    rf"""@\*(?P<comment>.*?)\*@
      | (?P<escape>@@)
      | \b(?P<attribute>checked|selected)\s*=\s*"@(?P<state>[^"]+)"
      | (?<![\w.])@(?P<word>if|foreach|for|while|switch|using|section|lock|try)\b
            \s*(?:\((?P<test>{_INNER})\)|[\w ]*)\s*\{{
      | ^[ \t]*(?P<nested>if|foreach|for|while|switch)\b\s*\((?P<inner>{_INNER})\)\s*\{{
      | (?P<end>\}})(?:\s*(?P<else>else)\s*(?:if\s*\((?P<elif>{_INNER})\)\s*)?\{{|\s*(?:catch|finally)[^{{\n]*\{{)?
      | (?P<brace>\{{)
      | (?<![\w.])(?P<code>@(?:code|functions)?\s*\{{)
      | ^[ \t]*@(?:model|using|inject|page|addTagHelper|removeTagHelper|tagHelperPrefix|layout|inherits|implements
            |namespace|attribute|rendermode|typeparam)\b[^\n]*
      | (?<![\w.])@Html\.(?:Raw\(\s*"(?P<raw>[^"\\]*)"\s*\)
            |(?:Partial|RenderPartial|PartialAsync|RenderPartialAsync)\(\s*"(?P<file>[^"]+)"{_INNER}\))
      | (?<![\w.])@\((?P<group>{_INNER})\)
      | (?<![\w.])@(?:await\s+)?(?P<name>[A-Za-z_]\w*(?:\??\.\w+|\[[^\]\n]*\]|\({_INNER}\))*)
      | (?P<line>(?<=\n)[ \t]*@:)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_MODEL = late(r"\bModel\.(?=\w)")
_CASE = late(r"^[ \t]*(?:case\s+(?P<value>[^:\n]+)|(?P<default>default))\s*:[ \t]*|^[ \t]*break;[ \t]*", re.MULTILINE)
_STATEMENT = late(
    r"^[ \t]*(?:(?:var|string|int|decimal|bool|const|return)\b[^<\n]*|[\w.\[\]\"]+\s*(?:=|\+=|\()[^<\n]*);[ \t]*$",
    re.MULTILINE,
)
"""A line of code among the markup of a block."""
_EACH = late(r"\s*(?:var|[\w<>?]+)\s+(?P<name>\w+)\s+in\s+(?P<list>.+)", re.DOTALL)


_MAKE: dict[str, Make] = {"if": choice, "foreach": repeat, "for": repeat, "while": repeat, "switch": cases}


def read_razor(source: str) -> Tree:
    """The tree of a page of Razor; offsets count the code points of `source`."""
    nest = Nest([], "@{} (…) {{".format, lambda _: "}")
    _Reader(source, nest).read()
    return nest.finish()


class _Reader:
    def __init__(self, source: str, nest: Nest) -> None:
        self.source, self.nest = source, nest
        self._open: list[str] = []
        self._subjects: list[str] = []

    def read(self) -> None:
        """Takes the page from beginning to end."""
        at = 0
        while match := _MARK.search(self.source, at):
            is_inside = bool(self._open)
            if not is_inside and any(match[key] for key in ("brace", "end", "line", "nested")):
                self._text(at, match.end())
                at = match.end()
                continue
            self._text(at, match.start())
            at = self._take(match)
        self._text(at, len(self.source))

    def _text(self, start: int, end: int) -> None:
        """Words, without the code that stands among them in a block."""
        signs = (_CASE, _STATEMENT) if self._open else ()
        found = sorted((one for sign in signs for one in sign.finditer(self.source, start, end)), key=re.Match.start)
        for match in found:
            if match.start() < start:
                continue
            self._copy(start, match.start())
            if match.re is _CASE or "value" in match.groupdict():
                self._case(match)
            start = match.end()
        self._copy(start, end)

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self.nest.add(Text(start, end))

    def _case(self, match: re.Match[str]) -> None:
        if self.nest.innermost == "switch" and (match["value"] or match["default"]):
            tag = Tag("case", " ".join(match[0].split()), match.start())
            test = _test(f"{self._subjects[-1]} == {match['value']}") if match["value"] else None
            self.nest.turn(tag, ("switch",), test)

    def _take(self, match: re.Match[str]) -> int:
        """Follows one sign; where reading goes on."""
        start, end = match.span()
        tag = Tag(match["word"] or match["nested"] or "", " ".join(match[0].split()), start)
        if match["comment"] is not None:
            self.nest.add(Comment(match["comment"].strip(), start, end))
        elif match["escape"]:
            self.nest.add(Spelt("@", start, end))
        elif match["attribute"]:
            test = _test(match["state"].strip("()"))
            self.nest.add(*choice((test, None), ((Spelt(match["attribute"], start, end),), ())))
        elif tag.word:
            self._begin(tag, match["test"] or match["inner"] or "")
        elif match["end"]:
            self._end(tag, match)
        elif match["brace"]:
            self._open.append("{")
            self.nest.add(Text(start, end))
        elif match["code"]:
            return self._skip(end)
        else:
            self._print(match)
        return end

    def _begin(self, tag: Tag, test: str) -> None:
        self._open.append(tag.word)
        each = _EACH.fullmatch(test)
        if tag.word == "switch":
            self._subjects.append(test)
        loop = f"for {each['name']} in {_named(each['list'])}" if each else f"for item in {named(test)}"
        make = _MAKE.get(tag.word, plain)
        self.nest.begin(tag, make, Literal(loop, "1") if make is repeat else _test(test))

    def _end(self, tag: Tag, match: re.Match[str]) -> None:
        word = self._open.pop()
        if word == "{":
            self.nest.add(Text(match.start("end"), match.end("end")))
        elif match["else"] and word == "if":
            self._open.append("if")
            self.nest.turn(tag, ("if",), _test(match["elif"]) if match["elif"] else None)
            return
        else:
            self.nest.end(tag, word)
        if match[0].endswith("{"):
            self._open.append("try")
            self.nest.begin(Tag("try", tag.said, tag.start), plain)

    def _skip(self, at: int) -> int:
        """Where a block of code ends that shows nothing."""
        depth = 1
        for sign in re.finditer(r"\"(?:[^\"\\\n]|\\.)*\"|[{}]", self.source[at:]):
            depth += {"{": 1, "}": -1}.get(sign[0], 0)
            if depth == 0:
                return at + sign.end()
        return len(self.source)

    def _print(self, match: re.Match[str]) -> None:
        if match["raw"] is not None:
            self.nest.add(Text(*match.span("raw")))
        elif match["file"]:
            self.nest.add(Include(match["file"], *match.span()))
        elif code := match["group"] or match["name"]:
            self.nest.add(Field(_named(re.sub(r"\.ToString\(.*?\)$", "", code)), *match.span()))


def _named(code: str) -> str:
    return named(_MODEL.sub("", code))


def _test(code: str) -> Literal:
    return condition(_MODEL.sub("", code))
