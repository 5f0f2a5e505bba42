"""What a rule's check asks for, one frozen value a verb, made by the loader and read by checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias

from offerlint.model.block import Emphasis, Place
from offerlint.model.needs import Needs
from offerlint.model.stream import Stream
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` up to `last` of a stream that a pattern matched; `start` to `end` are those to report.

    `gaps` are the ranges of words that the pattern passed over rather than asked for.
    """

    first: int
    last: int
    start: int
    end: int
    gaps: tuple[tuple[int, int], ...] = ()


class OutOfTimeError(TimeoutError):
    """An expression that took too long over the words of `place`; `text` is the expression."""

    def __init__(self, text: str, place: Place) -> None:
        super().__init__(text)
        self.text, self.place = text, place


class Pattern(Protocol):
    """A phrase, or a regular expression, that finds its matches in a stream of words.

    Of each set that it `needs`, something stands in any stretch that matches.
    """

    @property
    def text(self) -> str: ...

    @property
    def needs(self) -> Needs: ...

    def find(self, stream: Stream, within: str = "sentence") -> list[Match]:
        """The matches in order, none across the edges of a sentence, a block or (section) nothing.

        Raises OutOfTimeError.
        """


def matches(patterns: Iterable[Pattern], stream: Stream, within: str = "sentence") -> Iterator[Match]:
    """What patterns find in a stream, one pattern after the other; each is looked for once. Raises OutOfTimeError."""
    known, meets = stream.known, stream.occurrences.meets
    for pattern in patterns:
        key = (pattern, within)
        found = known.get(key)
        if found is None:
            found = known[key] = pattern.find(stream, within) if meets(pattern.needs, within) else ()
        yield from found


@dataclass(frozen=True, slots=True)
class Guard:
    """Words that excuse a match near them.

    `before` and `after`: how many words may lie between the guard and what it precedes or follows, in
    the same sentence, with no clause break and none of `cut` between. `same`: anywhere in the same
    sentence, block, section or document. `around`: in the heading of the section, or in the lead-in
    (the block before the match's own, or before the list it is an item of or the series of quoted
    headings it is one of, or the head of its column or row), or in the head of the column after its
    own, or in the block after it or after its list. `missing_from`: it stands nowhere in the document,
    and that excuses. `marks`: the match itself is struck, quoted, a link or the like. A guard that
    `spare` also matches is none.
    """

    name: str
    patterns: Sequence[Pattern] = ()
    spare: Sequence[Pattern] = ()
    cut: Sequence[Pattern] = ()
    before: int | None = None
    after: int | None = None
    same: str = ""
    around: tuple[str, ...] = ()
    missing_from: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlTest:
    """Which form controls are meant; None and an empty string ask nothing."""

    kind: str = ""
    checked: bool | None = None
    required: bool | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """Words, or form controls, that a check looks for.

    Any of `patterns` will do; with none, a whole block (that `control` and `where` describe).
    `where` lists scopes or their first parts, those after "not " left out; empty means everywhere
    that is our own copy. `within` is what a match may not reach across. With `first`, it must begin
    among so many first words of the document's own copy.
    """

    patterns: tuple[Pattern, ...] = ()
    where: tuple[str, ...] = ()
    within: str = "sentence"
    at_least: Emphasis = Emphasis.SMALL
    at_most: Emphasis = Emphasis.HEADING
    control: ControlTest | None = None
    unless: Sequence[Guard] = ()
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Forbid:
    """Must not be said; given `beside`, only while one of those is said `within` its reach (see Require)."""

    saying: Saying
    beside: Sequence[Saying] = ()
    within: str = "document"
    words: int = 0
    every: bool = False


@dataclass(frozen=True, slots=True)
class Require:
    """Where `when` is said (None: in every document), one of `need` must be said `within` its reach.

    `within` is document, section, block, sentence or words, then no more than `words` of them between.
    `every`: each exposed trigger is a finding, else only the first of its reach.
    """

    when: Saying | None
    need: Sequence[Saying]
    within: str = "document"
    words: int = 0
    no_less_prominent: bool = False
    every: bool = False


Asked: TypeAlias = Sequence[tuple[Needs, str]]
"""Needs, with what they must be met within; it takes one of these."""


def triggers(spec: object) -> tuple[Asked, ...]:
    """What a document must hold, one of each, to break a check, as far as something is known to be needed."""
    groups: list[Sequence[Saying]] = []
    match spec:
        case Forbid():
            groups = [[spec.saying], spec.beside]
        case Require(when=Saying() as when):
            groups = [[when]]
    return tuple(filter(None, map(_asked, groups)))


def _asked(sayings: Sequence[Saying]) -> Asked:
    """What a text that says one of them must hold one of; nothing when nothing is known to be needed."""
    patterns = [(pattern, saying.within) for saying in sayings for pattern in saying.patterns]
    if not all(saying.patterns for saying in sayings) or not all(pattern.needs for pattern, _ in patterns):
        return ()
    return tuple(dict.fromkeys((pattern.needs, within) for pattern, within in patterns))


@dataclass(frozen=True, slots=True)
class Limit:
    """A measure that must not be above `at_most`."""

    measure: str
    at_most: float
    where: tuple[str, ...] = ()
    at_least_words: float = 0


MEASURES = (
    "sentence-words", "capitals-run", "exclamation-marks", "sms-length", "sms-segments", "characters",
    "characters-together", "automated-readability-index", "coleman-liau", "lix", "rix",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormControl:
    """A form control that must not be as described; its label must match one of `saying`'s patterns, if any.

    So must the question that it answers, if `question` is given: the words right before the controls of its name.
    Without `sign_ups`, forms are left alone that do nothing but put people on a list.
    """

    saying: Saying
    question: Saying | None = None
    sign_ups: bool = True
