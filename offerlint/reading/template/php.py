"""PHP: the words of a page outside its code, with what the code chooses between and prints."""

from __future__ import annotations

import re

from offerlint.reading.template.code import printed
from offerlint.reading.template.code_string import HEREDOC, Shown
from offerlint.reading.template.nest import Nest
from offerlint.reading.template.php_code import PHP, Statements
from offerlint.reading.template.tree import Comment, Text, Tree
from offerlint.text.late import late

OPENING = late(r"<\?(?:php(?=\s|\Z)|=|(?=\s))", re.IGNORECASE)
_IN_CODE = late(
    HEREDOC
    + r"""|\?>|'(?:[^'\\]|\\.)*(?:'|\Z)|"(?:[^"\\]|\\.)*(?:"|\Z)|(?P<comment>/\*.*?(?:\*/|\Z)|(?://|\#(?!\[))(?:(?!\?>)[^\n])*)""",
    re.DOTALL,
)


def read_php(source: str) -> Tree:
    """The tree of a page in PHP; offsets count the code points of `source`."""
    nest = Nest([], "{} (...):".format, lambda word: "}" if word in ("block", "one") else f"end{word}")
    code = Code(source, nest)
    at = 0
    while match := OPENING.search(source, at):
        if at < match.start():
            nest.add(Text(at, match.start()))
        at = code.take(match)
    if at < len(source):
        nest.add(Text(at, len(source)))
    return nest.finish()


class Code:
    """Takes the stretches of code in a page, one after the other."""

    def __init__(self, source: str, nest: Nest) -> None:
        self._source, self._nest = source, nest
        self._statements = Statements(source, nest)

    def take(self, opening: re.Match[str]) -> int:
        """Reads the code that begins with `opening`; gives where the page goes on."""
        start = opening.end()
        end, after = self._end(start)
        if opening[0] == "<?=":
            stop = start + len(self._source[start:end].rstrip().rstrip(";"))
            self._nest.add(*printed(self._source, start, stop, (opening.start(), after), PHP, Shown.HTML))
        else:
            self.statements(start, end)
        return after + self._source.startswith("\n", after) + 2 * self._source.startswith("\r\n", after)

    def statements(self, start: int, end: int) -> None:
        """Reads statements that stand in no tags of their own."""
        self._statements.read(start, end)

    def _end(self, start: int) -> tuple[int, int]:
        """Where the code ends, and where its closing tag does; both at the end of a file that has no such tag."""
        for match in _IN_CODE.finditer(self._source, start):
            if match[0] == "?>":
                return match.start(), match.end()
            if match["comment"] and "offerlint:" in match[0]:
                words = match[0].lstrip("/*# ").removesuffix("*/").strip(" *\n")
                self._nest.add(Comment(words, *match.span()))
        return len(self._source), len(self._source)
