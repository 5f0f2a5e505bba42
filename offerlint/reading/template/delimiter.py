"""Tags found by their delimiters, with exact offsets, for languages that do not mind strings inside them."""

from __future__ import annotations

import re
from collections.abc import Callable

from offerlint.reading.template.tree import Fault
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_LINE = late(r"[^\S\r\n]*(?:\r?\n|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the template: text (no `opening`), or a tag with its opening delimiter.

    `inner` and `inner_end` bound what stands between the delimiters. `body_end` is the end of the words
    that follow a verbatim tag and belong to it, `next` where reading goes on; equal to `end` for all others.
    """

    opening: str
    start: int
    end: int
    inner: int
    inner_end: int
    body_end: int


@dataclass(frozen=True, slots=True)
class Delimiters:
    """How a language writes its tags.

    `opening` matches where a tag begins; its group `all` (`line`), if it took part, trims the white space
    before it (on its line). `closing` gives the pattern of the tag's end for its beginning; its group
    `after` is white space that goes with it. `verbatim` gives the pattern that ends what a tag, by its
    inner words, takes as it stands; `alone` says whether it takes its line with it when nothing else is there.
    """

    opening: re.Pattern[str]
    closing: Callable[[str], re.Pattern[str]]
    verbatim: Callable[[str, str], re.Pattern[str] | None]
    alone: Callable[[str, str], bool]


def scan(source: str, signs: Delimiters) -> tuple[list[Part], list[Fault]]:
    """All parts in order, trimmed white space left out, and the tags that never end."""
    scanner = _Scanner(source, signs)
    scanner.run()
    return scanner.parts, scanner.faults


class _Scanner:
    def __init__(self, source: str, signs: Delimiters) -> None:
        self.source, self.signs = source, signs
        self.parts: list[Part] = []
        self.faults: list[Fault] = []
        self._absent: set[re.Pattern[str]] = set()

    def run(self) -> None:
        at = 0
        while match := self.signs.opening.search(self.source, at):
            at = self._tag(match, at)
        self._text(at, len(self.source))

    def _find(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        """The next match; one that was once missing stays so further on."""
        found = None if pattern in self._absent else pattern.search(self.source, at)
        if found is None:
            self._absent.add(pattern)
        return found

    def _text(self, start: int, end: int) -> None:
        if start < end:
            self.parts.append(Part("", start, end, start, end, end))

    def _tag(self, match: re.Match[str], at: int) -> int:
        closing = self._find(self.signs.closing(match[0]), match.end())
        if closing is None:
            return self._unclosed(match, at)
        inner = self.source[match.end() : closing.start()]
        trims = match.groupdict()
        before, after = match.start(), closing.end()
        end = after - len(closing.groupdict().get("after") or "")
        if trims.get("all"):
            before = at + len(self.source[at:before].rstrip())
        elif trims.get("line"):
            before = at + len(self.source[at:before].rstrip(" \t"))
        elif self.signs.alone(match[0], inner) and self._is_alone(match.start(), end):
            before = max(at, _line_start(self.source, before))
            after = max(after, self._line_end(end))
        self._text(at, before)
        pattern = self.signs.verbatim(match[0], inner)
        last = self._find(pattern, after) if pattern else None
        body_end = last.start() if last else after
        place = (match.start(), end, match.end(), closing.start())
        if pattern and last is None:
            said = " ".join(self.source[match.start() : end].split())
            self.faults.append(Fault(f'"{said}" has no end; add it where its part ends', match.start()))
        self.parts.append(Part(match[0], *place, body_end))
        return last.end() if last else after

    def _is_alone(self, start: int, end: int) -> bool:
        blank = not self.source[_line_start(self.source, start) : start].strip()
        return blank and _LINE.match(self.source, end) is not None

    def _line_end(self, at: int) -> int:
        found = _LINE.match(self.source, at)
        return found.end() if found else at

    def _unclosed(self, match: re.Match[str], at: int) -> int:
        """A tag without an end is read as words up to the end of its line, and said."""
        end = self.source.find("\n", match.end())
        end = end if end >= 0 else len(self.source)
        said = " ".join(self.source[match.start() : end].split())[:60]
        self.faults.append(Fault(f'"{said}" is never closed; add the end of the tag', match.start()))
        self._text(at, end)
        return end


def _line_start(source: str, at: int) -> int:
    return source.rfind("\n", 0, at) + 1
