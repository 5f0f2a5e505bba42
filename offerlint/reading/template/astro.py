"""Pages of Astro: their markup, with what stands in braces as choices and loops where markup stands in it."""

from __future__ import annotations

import re

from offerlint.model.block import Literal
from offerlint.reading.html_names import VOID
from offerlint.reading.template.code import condition, named, printed
from offerlint.reading.template.code_string import Shown
from offerlint.reading.template.nest import Nest, Tag, choice, repeat
from offerlint.reading.template.sfc_script import add_copy
from offerlint.reading.template.svelte import NAME, NEXT, Reader
from offerlint.reading.template.tree import Tree
from offerlint.reading.template.vue import SCRIPT
from offerlint.text.late import late

_FENCE = late(r"\s*---[ \t]*\r?\n(?P<code>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_EACH = late(r"\s*(?P<list>[\w.?\[\]]+)\s*\.map\(\s*\(?\s*(?P<name>\w+)[^=<]*=>\s*\(?\s*(?=<[A-Za-z])")
_CHOICE = late(
    r"\s*(?P<test>(?:[^<>?&{}]|[<>]=?\s*[\w.'\"]|&&(?!\s*\(?\s*<))+?)\s*(?P<sign>&&|\?)\s*\(?\s*(?=<[A-Za-z])"
)
_OTHER = late(r"\s*\)?\s*:\s*")
_OPEN = late(r"\s*\(?\s*(?=<[A-Za-z])")


def read_astro(source: str) -> Tree:
    """The tree of a page of Astro; offsets count the code points of `source`."""
    nest = Nest([], "{{{} ...}}".format, lambda _: "}")
    fence = _FENCE.match(source)
    _Reader(source, nest).read(fence.end() if fence else 0)
    if fence:
        add_copy(source, *fence.span("code"), nest)
    return nest.finish()


class _Reader(Reader):
    """Markup in braces is what a condition or a list shows."""

    def braces(self, start: int, end: int, how: Shown) -> None:
        """What stands in braces, of which the markup is read."""
        self._shown(start + 1, end - 1, (start, end), how)

    def _shown(self, start: int, end: int, place: tuple[int, int], how: Shown) -> None:
        tag = Tag("if", " ".join(self.source[start:end].split())[:80], start)
        each, chosen = _EACH.match(self.source, start, end), _CHOICE.match(self.source, start, end)
        if each:
            loop = Literal(f"for {each['name']} in {named(each['list'])}", "1")
            self.nest.begin(Tag("for", tag.said, start), repeat, loop)
            self._element(each.end(), end)
            self.nest.end(tag, "for")
        elif chosen:
            self.nest.begin(tag, choice, condition(chosen["test"]))
            done = self._element(chosen.end(), end)
            other = _OTHER.match(self.source, done, end) if chosen["sign"] == "?" else None
            if other and self.source[other.end() : end].strip(" \t\r\n)") not in ("null", "''", '""', "undefined"):
                self.nest.turn(tag, ("if",), None)
                self._shown(other.end(), end, (other.end(), end), how)
            self.nest.end(tag, "if")
        elif opening := _OPEN.match(self.source, start, end):
            self._element(opening.end(), end)
        else:
            self.nest.add(*printed(self.source, start, end, place, SCRIPT, how))

    def _element(self, start: int, end: int) -> int:
        """Reads the element that begins at `start`; where it ends."""
        at, depth = start, 0
        while match := NEXT.search(self.source, at, end):
            stop = self.ending(match)
            if stop is None or stop > end:
                break
            at = stop
            if match[0] == "</":
                depth -= 1
            elif match[0] == "<":
                name = NAME.match(self.source, match.end())
                is_open = self.source[stop - 2] != "/" and (name is None or name[0].lower() not in VOID)
                depth += is_open
            if depth <= 0 and match[0] != "{":
                break
        self.between(start, at)
        return at
