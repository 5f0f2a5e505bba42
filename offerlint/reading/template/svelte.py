"""Svelte's components: their markup, with its blocks read as choices and loops."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offerlint.model.block import Literal
from offerlint.reading.html_names import VOID
from offerlint.reading.template.code import condition, end_of_template, named, printed
from offerlint.reading.template.code_string import Shown
from offerlint.reading.template.component import begun, ended, html_name, is_copy
from offerlint.reading.template.nest import Make, Nest, Tag, choice, plain, repeat
from offerlint.reading.template.sfc import is_true_at_first, starts_true
from offerlint.reading.template.sfc_script import add_copy
from offerlint.reading.template.tree import Field, NotFollowed, Spelt, Text, Tree
from offerlint.reading.template.vue import SCRIPT
from offerlint.text.late import late

NEXT = late(r"<!--|</?(?=[A-Za-z])|\{")
_CODE = late(r"<(?P<tag>script|style)\b.*?(?:</(?P=tag)\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_SCRIPT = late(r"<script(?:\s+(?:context=\"?module\"?|module|lang=[\"']?[jt]sx?[\"']?|generics=\"[^\"]*\"))*\s*>")
"""The start tag of a script that is code of the component."""
NAME = late(r"[A-Za-z][^\s/>{\"'=]*")
_ATTRIBUTE = late(r"[^\s/>={\"']+")
_PLAIN_BRACE = late(r"\{[^{}\n]*\}")
_IN_CODE = late(r"""[{}`]|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|/\*.*?\*/|//[^\n]*""", re.DOTALL)
_WORD = late(r"(?P<word>[#:/@]\s*[a-z]*(?:\s+if\b)?)\s*(?P<rest>.*)", re.DOTALL)
_EACH = late(r"(?P<list>.+?)\s+as\s+(?P<name>[\w$]+|[\[{].*?[\]}])\s*(?:,\s*\w+\s*)?(?:\(.*\)\s*)?", re.DOTALL)
_MAKE: dict[str, Make] = {"#if": choice, "#each": repeat, "#await": choice, "#key": plain, "#snippet": plain}
_SILENT = ("@const", "@debug", "@attach")


def read_svelte(source: str) -> Tree:
    """The tree of a Svelte component; offsets count the code points of `source`."""
    nest = Nest([], lambda word: f"{{#{word}}}", lambda word: f"{{/{word}}}")
    Reader(source, nest).read()
    return nest.finish()


class Reader:
    """Follows the markup of a component: its tags, and what stands in braces."""

    def __init__(self, source: str, nest: Nest) -> None:
        self.source, self.nest = source, nest
        self._checked = starts_true(source)
        self._is_broken = False
        self._awaited: list[str] = []

    def read(self, start: int = 0) -> None:
        """Takes the markup from `start` to the end, then the words in its scripts; what a style holds is left out."""
        for low, high in self.between(start, len(self.source)):
            add_copy(self.source, low, high, self.nest)

    def between(self, at: int, stop: int) -> list[tuple[int, int]]:
        """Takes the markup between two offsets; where the scripts in it stand."""
        source, done, scripts = self.source, at, list[tuple[int, int]]()
        while match := NEXT.search(source, at, stop):
            start = match.start()
            code = _CODE.match(source, start)
            end = code.end() if code else self.ending(match)
            if end is None:
                at = match.end()
                continue
            self._copy(done, start)
            if not code:
                self._take(match[0], start, end)
            elif opening := _SCRIPT.match(code[0]):
                close = code[0].lower().rfind("</script")
                scripts.append((start + opening.end(), start + close if close > 0 else end))
            at = done = end
        self._copy(done, stop)
        return scripts

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self.nest.add(Text(start, end))

    def ending(self, match: re.Match[str]) -> int | None:
        """Where the comment, tag or expression ends; None where it is only a character."""
        if match[0] == "<!--":
            found = self.source.find("-->", match.end())
            return found + 3 if found >= 0 else len(self.source)
        if match[0] == "{":
            return self._brace(match.start())
        return self._tag_end(match.end())

    def _brace(self, start: int) -> int | None:
        """Where the brace that opens at `start` is closed, strings and comments aside."""
        if not self._is_broken:
            depth, at = 0, start
            while found := _IN_CODE.search(self.source, at):
                at = found.end()
                if found[0] == "`":
                    at = end_of_template(self.source, found.start(), len(self.source))
                depth += (found[0] == "{") - (found[0] == "}")
                if depth == 0 and found[0] == "}":
                    return at
            self._is_broken = True
            said = " ".join(self.source[start : start + 60].split())
            self.nest.fault(Tag("", said, start), "is never closed; add the end of the tag")
        plain_ = _PLAIN_BRACE.match(self.source, start)
        return plain_.end() if plain_ else None

    def _tag_end(self, at: int) -> int | None:
        source = self.source
        while at < len(source):
            char = source[at]
            if char == ">":
                return at + 1
            if char == "<":
                return None
            stop = self._quoted(at)
            at = at + 1 if stop is None else stop
        return None

    def _quoted(self, at: int) -> int | None:
        """The end of the string or expression that begins at `at`, if one does."""
        if self.source[at] == "{":
            return self._brace(at)
        if self.source[at] not in "\"'":
            return None
        end = self.source.find(self.source[at], at + 1)
        return end + 1 if end >= 0 else None

    def _take(self, sign: str, start: int, end: int) -> None:
        if sign == "<!--":
            self.nest.add(Text(start, end))
        elif sign == "</":
            name = NAME.match(self.source, start + 2)
            self.nest.add(ended(name[0] if name else "", start, end))
        elif sign == "<":
            self._tag(start, end)
        else:
            self.braces(start, end, Shown.TEXT)

    def _tag(self, start: int, end: int) -> None:
        """A start tag: attributes that are copy written as words, other code in it left out."""
        source = self.source
        match = NAME.match(source, start + 1)
        name = match[0] if match else ""
        is_closed = source[end - 2] == "/"
        self.nest.add(begun(name, start))
        at, stop = start + 1 + len(name), end - 2 if is_closed else end - 1
        while at < stop:
            found = _ATTRIBUTE.match(source, at)
            if not found:
                brace = self._brace(at) if source[at] == "{" else None
                at = brace or at + 1
                continue
            has_value = source.startswith("=", found.end())
            value = found.end() + 1 if has_value else found.end()
            after = min(self._value_end(value), stop) if has_value else value
            self._attribute(found[0], at, value, after)
            at = after
        if is_closed and html_name(name).split()[0] not in VOID:
            self.nest.add(Spelt(">", end - 2, end), ended(name, end - 2, end))
        else:
            self.nest.add(Spelt(">", end - 1, end))

    def _value_end(self, at: int) -> int:
        if at < len(self.source) and (stop := self._quoted(at)):
            return stop
        while at < len(self.source) and self.source[at] not in " \t\r\n>":
            at = (self._brace(at) if self.source[at] == "{" else None) or at + 1
        return at

    def _attribute(self, name: str, start: int, value: int, end: int) -> None:
        """Adds an attribute whose value stands at `value` up to `end`; its words, if it is copy."""
        text = self.source[value:end]
        if name in ("checked", "bind:checked") and "{" in text:
            code = text.strip("\"'{} ")
            if is_true_at_first(code) or code.rpartition(".")[2] in self._checked:
                self.nest.add(Spelt(" checked", start, end))
        elif "{" not in text:
            self.nest.add(Spelt(" ", start, start + 1), Text(start, end))
        elif is_copy(name) or name in ("class", "id", "for", "href", "type", "style"):
            inner = (value + 1, end - 1) if text[0] in "\"'" else (value, end)
            self.nest.add(Spelt(f' {name}="', start, value + (text[0] in "\"'")))
            self._filled(*inner)
            self.nest.add(Spelt('"', end - 1, end))

    def _filled(self, start: int, end: int) -> None:
        """Words of an attribute with expressions in braces."""
        at = start
        while at < end:
            brace = self.source.find("{", at, end)
            stop = self._brace(brace) if brace >= 0 else None
            if brace < 0 or stop is None or stop > end:
                break
            self._copy(at, brace)
            self.braces(brace, stop, Shown.ATTRIBUTE)
            at = stop
        self._copy(at, end)

    def braces(self, start: int, end: int, how: Shown) -> None:
        """What stands in braces: an expression, or a tag of a block."""
        inner = self.source[start + 1 : end - 1]
        match = _WORD.fullmatch(inner.strip())
        if match is None:
            self.nest.add(*printed(self.source, start + 1, end - 1, (start, end), SCRIPT, how))
            return
        word = match["word"][0] + " ".join(match["word"][1:].split())
        said = " ".join(self.source[start:end].split())[:80]
        tag = Tag(word[1:], said, start)
        if word[0] == "#":
            self._begin(word, match["rest"], tag)
        elif word[0] == ":":
            self._turn(word, match["rest"], tag)
        elif word[0] == "/":
            self.nest.end(tag, word[1:])
        elif word == "@html":
            at = start + 1 + inner.index("html") + 4
            self.nest.add(*printed(self.source, at, end - 1, (start, end), SCRIPT, Shown.HTML))
        elif word == "@render":
            self.nest.add(Field(named(match["rest"]), start, end))
        elif word not in _SILENT:
            self.nest.fault(tag, "is not followed", fatal=False)
            self.nest.add(NotFollowed(said, start, end, prints=True))

    def _begin(self, word: str, rest: str, tag: Tag) -> None:
        make = _MAKE.get(word, plain)
        test = Literal(f"{tag.word} {' '.join(rest.split())[:80]}", "yes")
        if word == "#if":
            test = condition(rest)
        elif word == "#each":
            match = _EACH.fullmatch(rest)
            name = "item" if not match or match["name"][0] in "[{" else match["name"]
            test = Literal(f"for {name} in {named(match['list'] if match else rest)}", "1")
        elif word == "#await":
            code, then, _ = rest.partition(" then ")
            self._awaited.append(named(code))
            state, value = ("fails", "no") if then else ("is awaited", "yes")
            test = Literal(f"{self._awaited[-1]} {state}", value)
        elif make is plain and word not in _MAKE:
            self.nest.fault(tag, "is not followed: its words are read where they stand", fatal=False)
        self.nest.begin(tag, make, test)

    def _turn(self, word: str, rest: str, tag: Tag) -> None:
        fitting: Sequence[str] = ("await",) if word in (":then", ":catch") else ("if", "each")
        if word == ":else if":
            self.nest.turn(tag, ("if",), condition(rest))
        elif word == ":then":
            self.nest.turn(tag, fitting, Literal(f"{self._awaited[-1] if self._awaited else 'it'} fails", "no"))
        else:
            self.nest.turn(tag, fitting, None)
