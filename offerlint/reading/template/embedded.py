"""ERB and EJS: templates whose tags hold a program's code, of which only branches and loops are read."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import literal, opposite
from offerlint.reading.template.delimiter import Delimiters, Part
from offerlint.reading.template.expression import ExpressionError, tokens, written
from offerlint.reading.template.handed import moved, pairs
from offerlint.reading.template.jinja_print import printed
from offerlint.reading.template.nest import Nest, Tag, cases, choice, plain, repeat
from offerlint.reading.template.parts import TagReader, read_parts
from offerlint.reading.template.tree import Comment, Field, Given, Include, Node, NotFollowed, Set, Spelt, Text, Tree
from offerlint.text.late import late

_CLOSING = late(r"(?:-%>(?P<after>\r?\n|))|_%>[^\S\r\n]*\r?\n?|%>")
SIGNS = Delimiters(
    late(r"<%%|<%(?P<line>_)?[-=#]*"),
    lambda opening: late(r"") if opening == "<%%" else _CLOSING,
    lambda _, __: None,
    lambda _, __: False,
)
_INCLUDE = late(r"(?:render|include)\b[\s(]*(?:partial:\s*)?(['\"])(?P<name>[^'\"]+)\1")
_SAYS = late(
    r"(?:link_to|button_to|submit_tag|f\.submit|simple_format|raw|truncate|(?:content_tag|label_tag|\w+\.label|content_for)"
    r"[\s(]*:\w+\s*,)(?![\w?.])[\s(]*(['\"])(?P<words>[^'\"#\\]+)\1"
)
"""Helpers of Rails that show the words they are given: links, buttons, labels, paragraphs."""
_GIVEN = late(r"(?:(?:const|let|var)\s+)?(?P<name>@?[a-z_]\w*)\s*=(?!=)\s*(['\"`])(?P<words>[^'\"`#$\\\n]+)\2\s*;?")
"""A name to which code gives words."""
_BOX = late(r"(?:\w+\.)?check_box(?:_tag)?\b[\s(]*[:'\"](?P<name>\w+)")
_TICKED = late(r"\bchecked(?::|['\"]?\s*=>)\s*(?:true|['\"])|check_box_tag\b[^,]*,[^,]*,\s*true\b")
"""A box to tick, and one that is ticked as the page opens."""
_SIGNS = (
    (r"\s*&&\s*", " and "), (r"\s*\|\|\s*", " or "), (r"!(?!=)", " not "), ("===", "=="), ("!==", "!="),
    (r"(?<![\w])[@$](?=\w)", ""), (r"\b([\w.]+)\.(?:present|any)\?", r"\1"), (r"(?<=\w)\?\.", "."),
    (r"\b([\w.]+)\.(?:blank|empty|nil)\?", r"not \1"), (r"(?<=\w)\?(?!\w)(?=\s*$|\s*\)|\s+(?:and|or)\b)", ""),
    (r"\bnil\b|\bnull\b", "none"), (r":(?=[a-z_]\w*$)(?<!::)(?<=[ (]:)", ""),
)  # fmt: skip


def read_erb(source: str) -> Tree:
    """The tree of an ERB template; offsets count the code points of `source`."""
    return _read(source, _Ruby)


def read_ejs(source: str) -> Tree:
    """The tree of an EJS template; offsets count the code points of `source`."""
    return _read(source, _Script)


def _read(source: str, language: type[_Reader]) -> Tree:
    return read_parts(source, SIGNS, language, language.beginning, language.ending)


def opaque(code: str) -> str:
    """A condition of Ruby or JavaScript with the signs that all languages share, as far as they go."""
    for pattern, sign in _SIGNS:
        code = re.sub(pattern, sign, code)
    return " ".join(code.split())


class _Reader(TagReader):
    """What the two languages share."""

    prints: frozenset[str]
    beginning: Callable[[str], str]
    ending: Callable[[str], str]

    def take(self, part: Part) -> None:
        code = self.source[part.inner : part.inner_end]
        if part.opening == "<%%":
            self.nest.add(Spelt("<%", part.start, part.end))
        elif "#" in part.opening:
            self.nest.add(Comment(code.strip(), part.start, part.end))
        elif part.opening in self.prints:
            self._print(code, part)
        elif self._gives(code, part):
            return
        else:
            self.take_code(code.strip(), Tag("", " ".join(self.source[part.start : part.end].split()), part.start))

    def _gives(self, code: str, part: Part) -> bool:
        """Adds what a tag of one line gives a name, or to a place of the layout: `title = "Plans"`, `content_for`."""
        given, shown = _GIVEN.fullmatch(code.strip()), _SAYS.match(code.strip())
        found = given or (shown if code.strip().startswith("content_for") else None)
        if found is None:
            return False
        at = self.source.index(found["words"], part.inner)
        words = Text(at, at + len(found["words"]))
        self.nest.add(Set(given["name"].lstrip("@"), (words,), quoted=True) if given else words)
        return True

    @abstractmethod
    def take_code(self, code: str, tag: Tag) -> None:
        """Follows a tag that prints nothing."""

    def _print(self, code: str, part: Part) -> None:
        said = " ".join(self.source[part.start : part.end].split())
        called = _INCLUDE.match(code.strip())
        shown = _SAYS.match(code.strip())
        if called:
            self.nest.add(Include(called["name"], part.start, part.end, self._handed(part)))
        elif box := _BOX.match(code.strip()):
            ticked = " checked" if _TICKED.search(code) else ""
            written = f'<input type="checkbox" name="{box["name"]}"{ticked}>'
            self.nest.add(Spelt(written, part.start, part.end))
        elif shown:
            at = self.source.index(shown["words"], part.inner)
            self.nest.add(Text(at, at + len(shown["words"])))
        else:
            self.nest.add(*_printed(self.source, code, part))
        if re.search(r"\bdo(?:\s*\|[^|]*\|)?\s*$", code):
            self.nest.begin(Tag("do", said, part.start), plain)

    def _handed(self, part: Part) -> Given:
        """What another file is handed: `render "card", vip: @vip`, or the same in `locals: {}` or braces."""
        code = self.source[part.inner : part.inner_end].replace("@", " ")
        try:
            parts = moved(tokens(code), part.inner)
        except ExpressionError:
            return ()
        braces = [i for i, token in enumerate(parts) if token.text == "{"]
        parts = parts[braces[0] : -1 if parts[-1].text == ")" else None] if braces else parts
        return tuple(pair for pair in pairs(parts, part.start, part.end) if pair[0] not in ("partial", "locals"))

    def follow(self, tag: Tag, word: str, test: str = "") -> None:
        """Begins, turns or ends what the word says, with its test."""
        tag = Tag(word, tag.said, tag.start)
        found = literal(opaque(test)) if test else None
        if found and word == "unless":
            found = opposite(found)
        self.nest.begin(tag, choice if word in ("if", "unless") else plain, found)


def _printed(source: str, code: str, part: Part) -> tuple[Node, ...]:
    try:
        return printed(tokens(source, part.inner, part.inner_end), part.start, part.end)
    except ExpressionError:
        pass
    text = opaque(code)
    try:
        return (Field(written(tokens(text)), part.start, part.end),)
    except ExpressionError:
        return (Field(text, part.start, part.end),)


class _Ruby(_Reader):
    prints = frozenset({"<%=", "<%=="})
    beginning = "<% {} %>".format
    ending = staticmethod(lambda _: "<% end %>")
    _each = late(r"(?P<list>[\w.@()]+)\.each(?:_with_index)?\s+do\s*\|\s*(?P<name>\w+)[^|]*\|$")
    _for = late(r"for\s+(?P<name>\w+)\s+in\s+(?P<list>\S+)(?:\s+do)?$")

    def __init__(self, source: str, nest: Nest) -> None:
        super().__init__(source, nest)
        self.subjects: list[str] = []

    def take_code(self, code: str, tag: Tag) -> None:
        word, _, rest = code.partition(" ")
        loop = self._each.match(code) or self._for.match(code)
        if loop:
            name = f"for {loop['name']} in {opaque(loop['list'])}"
            self.nest.begin(Tag("each", tag.said, tag.start), repeat, Literal(name, "1"))
        elif word in ("if", "unless"):
            self.follow(tag, word, rest.removesuffix(" then"))
        elif word == "case":
            self.subjects.append(opaque(rest))
            self.nest.begin(Tag("case", tag.said, tag.start), cases)
        elif word == "when":
            values = ", ".join(re.sub(r"^:(\w+)$", r"'\1'", each.strip()) for each in rest.split(","))
            subject = self.subjects[-1] if self.subjects else ""
            test = f"{subject} in ({values})" if "," in values else f"{subject} == {values}"
            self.nest.turn(tag, ("case",), literal(test))
        elif word in ("elsif", "else"):
            found = literal(opaque(rest)) if word == "elsif" else None
            self.nest.turn(tag, ("if", "unless") if found else ("if", "unless", "case"), found)
        elif word == "end" or code == "}":
            self.nest.end(tag, self.nest.innermost or "if")
        elif re.search(r"\bdo(?:\s*\|[^|]*\|)?$", code) or word in ("while", "until", "begin"):
            self.nest.begin(Tag("do", tag.said, tag.start), plain)


class _Script(_Reader):
    prints = frozenset({"<%=", "<%-"})
    beginning = "<% {} (...) {{ %>".format
    ending = staticmethod(lambda _: "<% } %>")
    _if = late(r"if\s*\((?P<test>.*)\)\s*\{$", re.DOTALL)
    _else = late(r"\}\s*else\s*(?:if\s*\((?P<test>.*)\)\s*)?\{$", re.DOTALL)
    _each = late(
        r"(?P<list>[\w.()]+?)\.(?:forEach|map)\(\s*(?:async\s+)?(?:function\s*)?\(?\s*(?P<name>\w+)[^)]*\)?\s*(?:=>\s*)?\{$"
    )
    _for = late(r"for\s*\(\s*(?:const|let|var)\s+(?P<name>\w+)\s+(?:of|in)\s+(?P<list>.*?)\s*\)\s*\{$")

    def take_code(self, code: str, tag: Tag) -> None:
        test, otherwise = self._if.match(code), self._else.match(code)
        loop = self._each.search(code) or self._for.match(code)
        if otherwise:
            found = literal(opaque(otherwise["test"])) if otherwise["test"] else None
            self.nest.turn(tag, ("if",), found)
        elif test:
            self.follow(tag, "if", test["test"])
        elif loop:
            name = f"for {loop['name']} in {opaque(loop['list'])}"
            self.nest.begin(Tag("for", tag.said, tag.start), repeat, Literal(name, "1"))
        elif code.startswith("}"):
            self.nest.end(tag, self.nest.innermost or "if")
        elif code.count("{") > code.count("}"):
            self.nest.begin(Tag("for", tag.said, tag.start), plain)
        elif re.search(r"\bif\b|\bfor\b|\bwhile\b", code):
            self.nest.fault(tag, "is not followed", fatal=False)
            self.nest.add(NotFollowed(tag.said, tag.start, tag.start + 2))
