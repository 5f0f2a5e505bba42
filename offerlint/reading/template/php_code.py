"""The code of PHP that stands between the words of a page, read for its choices, loops and what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from offerlint.model.block import Literal
from offerlint.reading.template.code import PRINTS, TRANSLATES, Language, Token, code_tokens, condition, named, printed
from offerlint.reading.template.code_string import Shown, php_string
from offerlint.reading.template.jsx_words import is_markup
from offerlint.reading.template.nest import Bodies, Make, Nest, Tag, Tests, cases, choice, plain, repeat
from offerlint.reading.template.tree import Field, Include, Node, Set, Spelt
from offerlint.text.late import late

PHP = Language(".", php_string)
_ENDS = {"endif": "if", "endforeach": "for", "endfor": "for", "endwhile": "for", "endswitch": "switch"}
_HOLDS = frozenset((
    "function", "abstract", "final", "class", "interface", "trait", "try", "catch", "finally", "do", "namespace",
    "public", "private", "protected", "static", "readonly", "enum", "match",
))  # fmt: skip
"""Words that begin a statement which may hold others in braces."""
_INCLUDES = ("include", "include_once", "require", "require_once", "get_template_part")
_WHOLE_FILES = {"get_header": "header", "get_footer": "footer", "get_sidebar": "sidebar"}
_SILENT = ("the_post", "the_row", "the_posts_pagination")
_HERE = frozenset(("__DIR__", "dirname", "(", ")", "__FILE__", ".", "get_template_directory", "locate_template"))
_EACH = late(r"(?P<list>.+?)\s+as\s+(?:[^=]*=>\s*)?&?(?P<name>\$?\w+|[\[(].*)\s*", re.DOTALL)


def loop(code: str) -> Literal:
    """The name of a loop over what stands in the brackets of its `foreach`, `for` or `while`."""
    match = _EACH.fullmatch(code.strip())
    if match is None:
        return Literal(f"for item in {named(code)}", "1")
    name = match["name"].lstrip("$")
    return Literal(f"for {name if name.isidentifier() else 'item'} in {named(match['list'])}", "1")


def _shown(make: Make, tests: Tests, bodies: Bodies) -> tuple[Node, ...]:
    """What is chosen or repeated, nothing where no words come of it."""
    return make(tests, bodies) if any(bodies) else ()


_CHOICE, _REPEAT = partial(_shown, choice), partial(_shown, repeat)
_BEGINS: dict[str, Make] = {"if": _CHOICE, "foreach": _REPEAT, "for": _REPEAT, "while": _REPEAT, "switch": plain}


class Statements:
    """Reads statements, which may begin in one stretch of code and end in another."""

    def __init__(self, source: str, nest: Nest) -> None:
        self._source, self._nest = source, nest
        self._subjects: list[str] = []
        self._parts: Sequence[Token] = ()
        self._printed: dict[str, bool] = {}
        self._at = 0

    def read(self, start: int, end: int) -> None:
        """Takes the code at `start` up to `end`."""
        self._parts, self._at = code_tokens(self._source, start, end), 0
        while self._at < len(self._parts):
            self._statement()

    def _word(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._parts[at].text.lower() if at < len(self._parts) else ""

    def _tag(self, word: str) -> Tag:
        start = self._parts[min(self._at, len(self._parts) - 1)].start
        return Tag(word, " ".join(self._source[start : start + 60].partition("?>")[0].split()), start)

    def _statement(self) -> None:
        word = self._word()
        if word == "}":
            self._close()
        elif word in ("elseif", "else"):
            self._else()
        elif word in _BEGINS and self._word(1) == "(":
            self._begin(word)
        elif word in _ENDS:
            self._nest.end(self._tag(_ENDS[word]), _ENDS[word])
            self._at += 1
        elif word in ("case", "default") and self._nest.holds("switch"):
            self._case()
        elif word in (";", ":", "{"):
            if word == "{":
                self._nest.begin(self._tag("block"), plain)
            self._at += 1
        else:
            self._simple()

    def _group(self) -> str:
        """The code in the round brackets that open here, which are passed."""
        start = self._parts[self._at].end
        depth = 0
        for i in range(self._at, len(self._parts)):
            depth += (self._parts[i].text == "(") - (self._parts[i].text == ")")
            if depth == 0:
                self._at = i + 1
                return self._source[start : self._parts[i].start]
        self._at = len(self._parts)
        return self._source[start : self._parts[-1].end]

    def _begin(self, word: str) -> None:
        tag = self._tag({"foreach": "for", "while": "for"}.get(word, word))
        self._at += 1
        code = self._group()
        if word == "while" and self._word() == ";":
            return
        if word == "switch":
            self._subjects.append(named(code))
            self._nest.begin(tag, cases)
        else:
            is_whole = self._word() in ("{", ":", "")
            test = condition(code) if word == "if" else loop(code)
            self._nest.begin(tag if is_whole else Tag("one", tag.said, tag.start), _BEGINS[word], test)
        if self._word() in ("{", ":"):
            self._at += 1

    def _else(self) -> None:
        tag = self._tag("if")
        is_if = self._word() == "elseif" or self._word(1) == "if"
        self._at += 2 if is_if and self._word() == "else" else 1
        test = condition(self._group()) if is_if and self._word() == "(" else None
        self._nest.turn(tag, ("if", "one"), test)
        if self._word() in ("{", ":"):
            self._at += 1

    def _close(self) -> None:
        """A `}`, which ends what stands open, unless an `else` goes on with it."""
        tag = self._tag("block")
        self._at += 1
        if self._word() not in ("else", "elseif"):
            if self._nest.innermost:
                self._nest.end(tag, self._nest.innermost)
            self._end_ones()

    def _end_ones(self) -> None:
        """After one statement, the `if` or loop without braces that holds no more than it."""
        while self._nest.innermost == "one" and self._word() not in ("else", "elseif"):
            self._nest.end(self._tag("one") if self._parts else Tag("one", "", 0), "one")

    def _case(self) -> None:
        tag, values, is_default = self._tag("switch"), list[str](), False
        while self._word() in ("case", "default"):
            is_default = is_default or self._word() == "default"
            start = self._at + 1
            while self._word() and self._word() not in (":", ";"):
                self._at += 1
            if self._at > start:
                values.append(named(self._source[self._parts[start].start : self._parts[self._at - 1].end]))
            self._at += 1
        subject = self._subjects[-1] if self._subjects else ""
        test = f"{subject} in ({', '.join(values)})" if len(values) > 1 else f"{subject} == {''.join(values)}"
        self._nest.turn(tag, ("switch",), None if is_default else condition(test))

    def _simple(self) -> None:
        """A statement up to its `;`; of one that holds others in braces up to its `{`."""
        start, depth, braces, holds = self._at, 0, 0, self._word() in _HOLDS
        while self._at < len(self._parts):
            text = self._parts[self._at].text
            if depth <= 0 and (text in (";", "}") or (text == "{" and holds)):
                break
            depth += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
            braces += (text == "{") - (text == "}")
            self._at += 1
        parts = self._parts[start : self._at]
        if self._word() == "{":
            self._at += 1
            self._nest.begin(Tag("block", parts[0].text, parts[0].start), plain)
            return
        self._at += self._word() == ";"
        for _ in range(braces):
            self._nest.begin(Tag("block", parts[0].text, parts[0].start), plain)
        self._take(parts)
        self._end_ones()

    def _take(self, parts: Sequence[Token]) -> None:
        word, place = parts[0].text.lower(), (parts[0].start, parts[-1].end)
        if word in ("echo", "print"):
            for start, end in _arguments(parts[1:]):
                self._nest.add(*printed(self._source, start, end, place, PHP, Shown.HTML))
        elif word in _INCLUDES:
            self._include(parts, place)
        elif word in _WHOLE_FILES:
            self._nest.add(Include(_WHOLE_FILES[word], *place))
        elif (word in PRINTS or word == "printf") and len(parts) > 2 and parts[1].text == "(":
            self._nest.add(*printed(self._source, *place, place, PHP, Shown.HTML))
        elif word.startswith("the_") and word not in _SILENT and len(parts) > 2:
            self._nest.add(Field(named(self._source[slice(*place)]), *place))
        elif len(parts) > 2 and parts[1].text == "=" and parts[0].text.startswith("$"):
            words = printed(self._source, parts[2].start, place[1], place, PHP, Shown.HTML)
            if not any(isinstance(node, Field) for node in words[:1]):
                is_shown = self._prints(parts[0].text) or not any(_said(parts))
                self._nest.add(*([Set(named(parts[0].text), words, quoted=True)] if is_shown else _block(words, place)))
        else:
            self._held(parts)

    def _prints(self, name: str) -> bool:
        """Whether a variable is printed somewhere in the file."""
        if name not in self._printed:
            prints = re.compile(rf"(?:<\?=|\{{\{{|\{{!!|\b(?:echo|print|printf)\b)[^;}}]*{re.escape(name)}\b")
            self._printed[name] = prints.search(self._source) is not None
        return self._printed[name]

    def _held(self, parts: Sequence[Token]) -> None:
        """Words that other code holds: HTML down to a label, and what is to be translated."""
        for start, end in _said(parts):
            words = printed(self._source, start, end, (start, end), PHP, Shown.HTML)
            if not all(isinstance(node, Field) for node in words):
                self._nest.add(*_block(words, (start, end)))

    def _include(self, parts: Sequence[Token], place: tuple[int, int]) -> None:
        """Another file, whose name is one string, perhaps below the folder of this one."""
        names = [part for part in parts[1:] if part.kind == "string"]
        others = [part for part in parts[1:] if part.kind != "string" and part.text not in _HERE]
        if len(names) == 1 and not others:
            self._nest.add(Include(names[0].text[1:-1].lstrip("/"), *place))
        elif names or others:
            said = " ".join(self._source[slice(*place)].split())[:80]
            self._nest.fault(Tag("include", said, place[0]), "is not followed: its name is made by code", fatal=False)


def _said(parts: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where some code holds HTML down to a label, or calls for a translation of words."""
    after = -1
    for i, part in enumerate(parts):
        if i < after:
            continue
        if part.kind == "string" and part.text.startswith("<<<") and is_markup(part.text[3:]):
            yield part.start, part.end
        elif part.text in TRANSLATES and i + 1 < len(parts) and parts[i + 1].text == "(":
            depth = 0
            for after in range(i + 1, len(parts)):
                depth += (parts[after].text == "(") - (parts[after].text == ")")
                if depth == 0:
                    yield part.start, parts[after].end
                    break


def _block(words: Sequence[Node], place: tuple[int, int]) -> tuple[Node, ...]:
    """Words that stand by themselves."""
    start, end = place
    return (Spelt("<section>", start, start + 1), *words, Spelt("</section>", end - 1, end))


def _arguments(parts: Sequence[Token]) -> list[tuple[int, int]]:
    """The stretches between the commas of what is printed."""
    found: list[tuple[int, int]] = []
    depth, start = 0, 0
    for i, part in enumerate(parts):
        depth += (part.text in ("(", "[")) - (part.text in (")", "]"))
        if part.text == "," and depth == 0 and i > start:
            found.append((parts[start].start, parts[i - 1].end))
            start = i + 1
    return [*found, (parts[start].start, parts[-1].end)] if start < len(parts) else found
