"""A document: its sources, what it is, and every variant of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from offerlint.model.about import About
from offerlint.model.block import Block
from offerlint.model.flow import Flow
from offerlint.model.source import Source
from offerlint.model.ties import NO_TIES, Ties
from offerlint.text.frozen import dataclass
from offerlint.text.span import Run

HTML_SHOWN = "showing HTML"
"""The choice that a mail program makes between the alternatives of a message: yes, or no for its text."""
CHANGES_ACCEPTED = "tracked changes accepted"
"""The choice that whoever finishes a document makes: yes, or no for the words as they were."""

FORM_OF = "form of"
"""What the choice begins with that a program makes between the forms of a string; its key follows."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way the document can read, and the choices that make it.

    Blocks stand in reading order. `sections[i]` numbers the section of `blocks[i]`: a heading
    and what stands under it, or a card, dialog, table row or the like. A block object is shared
    by all variants in which it reads the same.
    """

    blocks: tuple[Block, ...]
    sections: tuple[int, ...]
    choices: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.blocks) != len(self.sections):
            raise ValueError("every block has its section")


@dataclass(frozen=True, slots=True)
class Allow:
    """An inline comment that allows findings of `rule`.

    `place` is the comment itself, `reach` the source stretch it covers, None for the whole file.
    An empty reason, an unknown rule and a date gone by are for the engine to judge.
    """

    rule: str
    reason: str
    until: date | None
    place: Run
    reach: Run | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be checked, said to the person who can act.

    `fatal` problems (a file that could not be read, a user's mistake) make the exit code 2;
    the others are listed under what was not checked. `trace` is the traceback of a fault of
    ours, which makes it 3. A problem that `is_late` is a rule that ran out of time.
    """

    path: str
    message: str
    line: int | None = None
    rule: str | None = None
    fatal: bool = True
    trace: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of a file. `sources[0]` is the file itself.

    A file of many documents, such as a sheet of which each row is an advertisement, has them as `parts`: they share its
    sources and nothing else, and are checked each by itself. Its variant then is all that stands in the file.
    """

    sources: Sequence[Source]
    format: str
    about: About
    variants: tuple[Variant, ...]
    flow: Flow | None = None
    allows: tuple[Allow, ...] = ()
    problems: tuple[Problem, ...] = ()
    ties: Ties = NO_TIES
    parts: tuple[Document, ...] = ()

    @property
    def path(self) -> str:
        return self.sources[0].path
