"""Templates of Angular: attributes that choose, and blocks, as choices and loops."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offerlint.model.block import Literal
from offerlint.reading.template.code import condition, named
from offerlint.reading.template.conditions import opposite
from offerlint.reading.template.nest import Make, Nest, Tag, cases, choice, plain, repeat
from offerlint.reading.template.sfc import Part
from offerlint.reading.template.tree import Tree
from offerlint.reading.template.vue import Open, Reader
from offerlint.text.late import late

_BLOCK = late(
    r"@(?P<word>else if|if|else|for|empty|switch|case|default|defer|placeholder|loading|error)\s*"
    r"(?:\((?P<test>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\))?\s*\{|(?P<end>\})"
)
_GOES_ON = late(r"\}\s*@(?:else|empty|placeholder|loading|error)\b")
_FOR = late(r"\s*(?:let\s+)?(?P<name>\w+)\s+of\s+(?P<list>[^;]+)")
_ELSE = late(r";?\s*else\s+(?P<name>\w+)")


def read_angular(source: str) -> Tree:
    """The tree of a template of Angular; offsets count the code points of `source`."""
    nest = Nest([], lambda word: f"@{word} (…) {{", lambda _: "}")
    _Angular(source, nest, frozenset()).read(Part("template", "", 0, len(source)))
    return nest.finish()


_MAKE: dict[str, Make] = {"if": choice, "for": repeat, "switch": cases, "defer": plain}


class _Angular(Reader):
    """Directives such as `*ngIf`, and blocks such as `@if (vip) { ... }` in the words between elements."""

    def __init__(self, source: str, nest: Nest, checked: frozenset[str]) -> None:
        super().__init__(source, nest, checked)
        self._blocks: list[str] = []
        self._subjects: list[str] = []
        self._otherwise = {
            found[2]: found[1] for found in re.finditer(r"\*ngIf=\"([^\";]*);[^\"]*?\belse\s+(\w+)", source)
        }
        """The conditions without which each named template is shown."""

    def _begin(self, own: Open, places: Mapping[str, tuple[int, int]], said: str, start: int) -> None:
        code = {name: self.source[slice(*place)] for name, place in places.items()}
        named_ = next((name[1:] for name in code if name.startswith("#")), "")
        test = _ELSE.sub("", code.get("*ngif", "")).partition(";")[0].partition(" as ")[0].strip()
        otherwise = next((when for name, when in self._otherwise.items() if name.lower() == named_), "")
        if otherwise and own.name == "ng-template":
            self.nest.begin(Tag("if", said, start), choice, opposite(condition(otherwise)))
            own.words.append("if")
        if test:
            self.nest.begin(Tag("if", said, start), choice, condition(test))
            own.words.append("if")
        if match := _FOR.match(code.get("*ngfor", "")):
            loop = f"for {match['name']} in {named(match['list'])}"
            self.nest.begin(Tag("for", said, start), repeat, Literal(loop, "1"))
            own.words.append("for")

    def _words(self, start: int, end: int) -> None:
        at = start
        for match in _BLOCK.finditer(self.source, start, end):
            if match["end"] and (not self._blocks or self._is_shown(match.start())):
                continue
            super()._words(at, match.start())
            self._block(match)
            at = match.end()
        super()._words(at, end)

    def _is_shown(self, at: int) -> bool:
        """Whether an offset lies in what double braces print."""
        return any(low <= at < high for low, high in self.shown)

    def _block(self, match: re.Match[str]) -> None:
        tag = Tag(match["word"] or "", " ".join(match[0].split()), match.start())
        if match["end"]:
            word = self._blocks.pop()
            if word != "case" and not _GOES_ON.match(self.source, match.start()):
                self.nest.end(Tag(word, "", match.start()), word)
            return
        word, test = match["word"], (match["test"] or "").partition(";")[0]
        if word in ("else if", "else"):
            self.nest.turn(tag, ("if",), condition(test) if word == "else if" else None)
            self._blocks.append("if")
        elif word == "empty":
            self.nest.turn(tag, ("for",), None)
            self._blocks.append("for")
        elif word in ("case", "default"):
            subject = self._subjects[-1] if self._subjects else ""
            self.nest.turn(tag, ("switch",), condition(f"{subject} == {test}") if word == "case" else None)
            self._blocks.append("case")
        elif word in ("placeholder", "loading", "error"):
            self._blocks.append("defer")
        else:
            loop = _FOR.match(test)
            name = f"for {loop['name']} in {named(loop['list'])}" if loop else ""
            if word == "switch":
                self._subjects.append(test)
            self.nest.begin(tag, _MAKE[word], Literal(name, "1") if word == "for" else condition(test))
            self._blocks.append(word)
