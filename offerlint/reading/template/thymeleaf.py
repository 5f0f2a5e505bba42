"""Pages of Thymeleaf: attributes that choose and repeat, as choices and loops."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offerlint.model.block import Literal
from offerlint.reading.template.code import condition, named
from offerlint.reading.template.conditions import opposite
from offerlint.reading.template.nest import Nest, Tag, choice, repeat
from offerlint.reading.template.sfc import Part
from offerlint.reading.template.tree import Field, Text, Tree
from offerlint.reading.template.vue import Open, Reader
from offerlint.text.late import late

_EACH = late(r"\s*(?P<name>\w+)(?:\s*,\s*\w+)?\s*:\s*\$\{(?P<list>[^}]*)\}\s*")
_SHOWN = late(r"\$\{(?P<code>[^}]*)\}|[#*~]\{[^}]*\}")


def read_thymeleaf(source: str) -> Tree:
    """The tree of a page of Thymeleaf; offsets count the code points of `source`."""
    nest = Nest([], "<{}>".format, "</{}>".format)
    _Thymeleaf(source, nest, frozenset()).read(Part("template", "", 0, len(source)))
    return nest.finish()


class _Thymeleaf(Reader):
    """Attributes such as `th:if`; what `th:text` prints stands for the words of the prototype."""

    def _begin(self, own: Open, places: Mapping[str, tuple[int, int]], said: str, start: int) -> None:
        code = {name.replace("data-th-", "th:"): self.source[slice(*place)] for name, place in places.items()}
        for name in ("th:if", "th:unless"):
            if name in code:
                test = condition(_bare(code[name]))
                self.nest.begin(Tag("if", said, start), choice, opposite(test) if name == "th:unless" else test)
                own.words.append("if")
        if match := _EACH.fullmatch(code.get("th:each", "")):
            loop = f"for {match['name']} in {named(match['list'])}"
            self.nest.begin(Tag("for", said, start), repeat, Literal(loop, "1"))
            own.words.append("for")

    def _words(self, start: int, end: int) -> None:
        at = start
        for match in re.finditer(r"\[\[(.*?)\]\]|\[\((.*?)\)\]", self.source[start:end]):
            if at < start + match.start():
                self.nest.add(Text(at, start + match.start()))
            self.nest.add(Field(_bare(match[1] or match[2]), start + match.start(), start + match.end()))
            at = start + match.end()
        if at < end:
            self.nest.add(Text(at, end))


def _bare(code: str) -> str:
    """An expression of Thymeleaf without the braces around it."""
    code = _SHOWN.sub(lambda found: found["code"] or "", code)
    return named(re.sub(r"\bnot\s+", "not ", re.sub(r"#(?:lists|strings)\.isEmpty\(([^()]*)\)", r"not \1", code)))
