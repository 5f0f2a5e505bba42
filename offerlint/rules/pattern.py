"""Regular expressions, the way out for what phrases cannot say, run over folded text under a time limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from time import thread_time
from typing import TYPE_CHECKING

from offerlint.model.check import Match, OutOfTimeError
from offerlint.model.needs import NOTHING, SETS, Needs
from offerlint.model.stream import Stream
from offerlint.rules.literal import needs_of
from offerlint.rules.stretch import Stretch, stretches

if TYPE_CHECKING:
    from regex import Match as Found
    from regex import Pattern as Compiled

SECONDS = 2.0
"""How long one expression may take over a stretch of text, and how long of the processor all those of a rule may
have for a document: what else the machine does makes no rule late."""
SECONDS_A_MEGABYTE = 2.0
"""How much longer they may take for a million characters of the document."""

_LONGEST = 2_000
_LEFT: ContextVar[list[float]] = ContextVar("seconds left")


class RegexError(ValueError):
    """What is wrong with a regular expression; `offset` is the place in it."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class Regex:
    """An expression over folded text, compiled when first looked for; the group `found` is what to report."""

    __slots__ = ("_compiled", "needs", "text")

    def __init__(self, text: str, needs: Needs = NOTHING) -> None:
        self.text, self.needs = text, needs
        self._compiled: Compiled[str] | None = None

    def __repr__(self) -> str:
        return f"Regex({self.text!r})"

    def find(self, stream: Stream, within: str = "sentence") -> list[Match]:
        """The matches in order, as the words they touch; raises OutOfTimeError."""
        if not stream.occurrences.meets(self.needs, within):
            return []
        if self._compiled is None:
            self._compiled = _compile(self.text)
        names_found = "found" in self._compiled.groupindex
        parts = [[one[1:] for one in need] for need in self.needs if all(one[0] == "~" for one in need)]
        found = []
        for stretch in stretches(stream, within, self.needs):
            if not all(any(map(stretch.text.__contains__, need)) for need in parts):
                continue
            for match in self._matches(self._compiled, stretch, stream):
                low, high = match.span("found") if names_found else match.span()
                start, end = stretch.touched(low, high)
                if 0 <= low < high and start < end:
                    found.append(Match(*stretch.touched(*match.span()), start, end))
        return found

    def _matches(self, compiled: Compiled[str], stretch: Stretch, stream: Stream) -> list[Found[str]]:
        """The matches in a stretch of text, on the time that the rule has left."""
        left = _LEFT.get([SECONDS])
        begun = thread_time()
        try:
            if left[0] <= 0:
                raise TimeoutError
            return list(compiled.finditer(stretch.text, timeout=SECONDS))
        except TimeoutError:
            raise OutOfTimeError(self.text, stream.places(stretch.first, stretch.last)[0]) from None
        finally:
            left[0] -= thread_time() - begun


@contextmanager
def time_for(characters: int) -> Iterator[Callable[[], None]]:
    """Gives all expressions that run inside of it the time that one rule has for a document of so many characters.

    Calling what it gives lets the time begin anew.
    """
    seconds = SECONDS + SECONDS_A_MEGABYTE * characters / 1e6
    left = [seconds]
    token = _LEFT.set(left)
    try:
        yield partial(left.__setitem__, 0, seconds)
    finally:
        _LEFT.reset(token)


def compile_regex(text: str) -> Regex:
    """The expression that `text` writes; raises RegexError."""
    regex = Regex(text, SETS.needs(needs_of(text)))
    regex._compiled = _compile(text)
    return regex


def _compile(text: str) -> Compiled[str]:
    import regex

    if len(text) > _LONGEST:
        raise RegexError(f"too long for a regular expression; {_LONGEST} characters at most", _LONGEST)
    try:
        compiled = regex.compile(text, regex.VERSION1)
        matches_nothing = compiled.match("", timeout=SECONDS)
    except regex.error as error:
        place = getattr(error, "pos", None) or 0
        raise RegexError(f"not a regular expression: {getattr(error, 'msg', error)}", place) from error
    except (RecursionError, MemoryError, OverflowError, TimeoutError) as error:
        raise RegexError("too much for a regular expression; make it smaller", 0) from error
    if matches_nothing:
        raise RegexError("this expression matches even where there are no words; ask for at least one character", 0)
    return compiled
