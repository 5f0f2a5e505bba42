"""What the verb `order` asks for: what must, or must not, have happened in a call when something else does."""

from __future__ import annotations

from offerlint.model.check import Saying
from offerlint.model.vocabulary import DO_WORDS
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens in a call: any of the words of `saying` is said, or any deed of `do` is done.

    With no `where`, the words are the agent's, not the customer's and no note; with nothing else, any turn there.
    """

    saying: Saying | None = None
    do: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unknown = sorted(set(self.do) - set(DO_WORDS))
        if unknown:
            raise ValueError(f"nothing a step can do: {', '.join(unknown)}")
        if not self.do and not (self.saying and (self.saying.patterns or self.saying.where)):
            raise ValueError("an event has words or deeds, or a place where anything is said")


@dataclass(frozen=True, slots=True)
class Order:
    """On every path through a call, `trigger` keeps its place.

    `before` must have happened and not been undone since by `undone_by`; `not_after` must not have
    happened, unless `before` has since; `after` must follow before the call ends.
    `next_turn`: `not_after` counts only for the agent's answer, until the customer speaks again.
    `every`: each step that breaks it is a finding, else only the first one on a path.
    `complete_only`: what the script does not have at all is missed only in a script that says it is complete.
    """

    trigger: Event
    before: Event | None = None
    undone_by: Event | None = None
    not_after: Event | None = None
    next_turn: bool = False
    after: Event | None = None
    every: bool = False
    complete_only: bool = False

    def __post_init__(self) -> None:
        if not (self.before or self.not_after or self.after):
            raise ValueError("an order needs one of before, not_after and after")
        if self.undone_by and not self.before:
            raise ValueError("only what must come before can be undone")
        if self.next_turn and not self.not_after:
            raise ValueError("only what must not have happened counts for a turn")
