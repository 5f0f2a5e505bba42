"""A call script as a graph of steps."""

from __future__ import annotations

from collections.abc import Mapping

from offerlint.model.block import Block
from offerlint.model.vocabulary import DO_WORDS
from offerlint.text.frozen import dataclass
from offerlint.text.span import Run

END = "End of call"
"""The name of the step that readers make where a script or a tool ends the call without a step for it."""

STRUCTURED = ("flow", "twilio-studio", "amazon-connect", "json-script", "call-data")
"""The formats in which every step and every way is written out; in a script they are made out from its words."""

CALLS = ("script", "transcript", *STRUCTURED)
"""The formats of calls, as they are to be held or as they were."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a step does: exactly one of words (say, ask, note) and a deed (do).

    `kind` is "say", "ask", "note" (an instruction to the adviser) or "do"; `block` holds the words, `do` one of
    DO_WORDS; `place` is the source run to point at.
    """

    kind: str
    place: Run
    block: Block | None = None
    do: str = ""

    def __post_init__(self) -> None:
        if (self.kind == "do") != (self.do in DO_WORDS) or (self.kind == "do") == (self.block is not None):
            raise ValueError(f"not an act: {self.kind} {self.do}")


@dataclass(frozen=True, slots=True)
class Successor:
    """The step that follows when the customer's answer is `answer` (empty: always).

    `block` holds the answer's words where the script spells them out.
    """

    step: str
    answer: str = ""
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Acts in order, then one of the successors; none means that the call ends here."""

    name: str
    acts: tuple[Act, ...]
    successors: tuple[Successor, ...]
    place: Run

    @property
    def deeds(self) -> tuple[str, ...]:
        """What the step is written to do, each once; a deed that a reader infers stands at the step's own place."""
        return tuple(dict.fromkeys(act.do for act in self.acts if act.do and act.place != self.place))


@dataclass(frozen=True, slots=True)
class Flow:
    """Steps by name and where the call starts; every successor is a step of the flow."""

    start: str
    steps: Mapping[str, Step]

    def __post_init__(self) -> None:
        missing = {s.step for step in self.steps.values() for s in step.successors} - set(self.steps)
        if missing or self.start not in self.steps:
            raise ValueError(f"no such step: {', '.join(sorted(missing)) or self.start}")
