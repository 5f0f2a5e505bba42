"""Smarty templates, read into a tree; nothing in them is ever run."""

from __future__ import annotations

import re

from offerlint.model.block import Literal
from offerlint.reading.template.code import condition, named
from offerlint.reading.template.delimiter import Delimiters, Part
from offerlint.reading.template.nest import Make, Tag, choice, plain, repeat
from offerlint.reading.template.parts import TagReader, read_parts
from offerlint.reading.template.tree import Comment, Extends, Field, Include, Node, Set, Text, Tree
from offerlint.text.late import late

_WORDS = (
    "if|elseif|else|foreach|foreachelse|section|sectionelse|for|forelse|while|include|extends|block|literal|assign|"
    "capture|strip|nocache|function|call|ldelim|rdelim|append|config_load|l|lang|php|cycle|counter|break|continue"
)
_CLOSING = {"{*": late(r"\*\}"), "": late(r"\}")}
_LITERAL = late(r"\{/literal\}")
SIGNS = Delimiters(
    late(rf"\{{(?:\*|\$|/?(?={_WORDS}\b)|(?=['\"]))"),
    lambda opening: _CLOSING.get(opening, _CLOSING[""]),
    lambda _, inner: _LITERAL if inner.strip() == "literal" else None,
    lambda _, __: False,
)
_TAG = late(r"\{(?P<end>/)?(?P<word>\w+)\s*(?P<rest>.*)\}", re.DOTALL)
_EACH = late(r"\$?(?P<list>[\w$.>\-\[\]@]+) as (?:\$\w+\s*=>\s*)?\$(?P<name>\w+)")
_OLD_EACH = late(r".*?\bfrom=\$?(?P<list>[\w.\->]+).*?\bitem=['\"]?(?P<name>\w+).*", re.DOTALL)
_FILE = late(r"(?:file\s*=\s*)?['\"](?P<name>[^'\"]+)['\"]")
_GIVEN = late(
    r"(?:assign\s+var=['\"]?(?P<old>\w+)['\"]?\s+value=|\$(?P<name>\w+)\s*=\s*)(?P<sign>['\"])(?P<words>[^'\"$`]*)(?P=sign)"
)
_SAID = late(r"['\"](?P<words>[^'\"$`]*)['\"]")
_IN_WORDS = (
    (r"\beq\b", "=="), (r"\bn(?:e|eq)\b", "!="), (r"\bgt\b", ">"), (r"\blt\b", "<"), (r"\bg(?:te|e)\b", ">="),
    (r"\bl(?:te|e)\b", "<="), (r"\$smarty\.\w+\.", ""), (r"\|@?count\b", ""),
)  # fmt: skip
"""How Smarty writes comparisons in words."""
_BEGIN: dict[str, Make] = {
    "if": choice, "foreach": repeat, "section": repeat, "for": repeat, "while": repeat, "block": plain, "strip": plain,
    "nocache": plain, "capture": plain, "function": plain,
}  # fmt: skip


def read_smarty(source: str) -> Tree:
    """The tree of a Smarty template; offsets count the code points of `source`."""
    return read_parts(source, SIGNS, _Reader, "{{{}}}".format, "{{/{}}}".format)


class _Reader(TagReader):
    def take(self, part: Part) -> None:
        whole = self.source[part.start : part.end]
        if part.opening == "{*":
            self.nest.add(Comment(whole[2:-2].strip(), part.start, part.end))
        elif part.body_end > part.end:
            self.nest.add(Text(part.end, part.body_end))
        elif match := _TAG.fullmatch(whole):
            self._tag(match, part, Tag(match["word"], " ".join(whole.split()), part.start))
        else:
            self.nest.add(*self._printed(whole[1:-1], part))

    def _tag(self, match: re.Match[str], part: Part, tag: Tag) -> None:
        word, rest = match["word"], match["rest"]
        if match["end"]:
            if word in _BEGIN:
                self.nest.end(tag, word)
        elif word in ("else", "foreachelse", "sectionelse", "forelse"):
            self.nest.turn(tag, ("if",) if word == "else" else (word.removesuffix("else"),), None)
        elif word == "elseif":
            self.nest.turn(tag, ("if",), self._test(rest))
        elif word in _BEGIN:
            self.nest.begin(tag, _BEGIN[word], self._test(rest) if word == "if" else _loop(rest))
        elif word in ("include", "extends") and (file := _FILE.search(rest)):
            name = file["name"]
            self.nest.add((Include if word == "include" else Extends)(name, part.start, part.end))
        elif word in ("l", "lang") and (said := _SAID.search(rest)):
            at = part.start + match.start("rest") + said.start("words")
            self.nest.add(Text(at, at + len(said["words"])))
        elif word == "assign":
            self.nest.add(*self._given(match[0][1:-1], part))

    def _test(self, rest: str) -> Literal:
        for pattern, sign in _IN_WORDS:
            rest = re.sub(pattern, sign, rest)
        return condition(rest)

    def _printed(self, code: str, part: Part) -> tuple[Node, ...]:
        if found := self._given(code, part):
            return found
        name, _, filters = code.partition("|")
        default = re.search(r"(?:^|\|)\s*default:\s*['\"]([^'\"]*)['\"]", filters)
        if re.fullmatch(r"\$\w+\s*=.*", code, re.DOTALL):
            return ()
        field = Field(named(name), part.start, part.end)
        if default is None:
            return (field,)
        at = part.start + 1 + len(name) + 1 + default.start(1)
        return choice((condition(name), None), ((field,), (Text(at, at + len(default[1])),)))

    def _given(self, code: str, part: Part) -> tuple[Node, ...]:
        """What a tag gives a name: `{$title = "Plans"}`, `{assign var="title" value="Plans"}`."""
        match = _GIVEN.fullmatch(code.strip())
        if match is None:
            return ()
        at = self.source.index(match["words"], part.start)
        return (Set(match["name"] or match["old"], (Text(at, at + len(match["words"])),), quoted=True),)


def _loop(rest: str) -> Literal:
    match = _EACH.match(rest) or _OLD_EACH.fullmatch(rest)
    return Literal(f"for {match['name']} in {named(match['list'])}" if match else f"for item in {named(rest)}", "1")
