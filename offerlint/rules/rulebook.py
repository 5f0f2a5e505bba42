"""Rules as a run has them, wherever they were loaded from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from offerlint.model.check import Guard
from offerlint.model.document import Problem
from offerlint.model.figure import Figure
from offerlint.model.later import Later
from offerlint.model.needs import SETS, NeedSets
from offerlint.model.rule import Rule
from offerlint.text.frozen import dataclass

if TYPE_CHECKING:
    from offerlint.rules.writing import Writing


def bundled() -> Path:
    """The folder of the rulesets that come with offerlint: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rulesets"
    return inside if inside.is_dir() else package.parent / "rulesets"


@dataclass(frozen=True, slots=True)
class SharedList:
    """A file of shared phrases: words for rules to use and, by its reach, a guard."""

    name: str
    title: str
    guards: tuple[Guard, ...]
    path: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """Rules in order of their ids, the shared lists and the figures by name, and what could not be loaded.

    `mark` changes with the files that it was loaded from, and with the program; empty where that is not known. What its
    patterns need is in `sets`.
    """

    rules: tuple[Rule, ...]
    shared: Later[Mapping[str, SharedList]] = field(default_factory=lambda: Later(dict))
    problems: tuple[Problem, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    mark: str = ""
    sets: tuple[NeedSets, ...] = (SETS,)

    @property
    def lists(self) -> Mapping[str, SharedList]:
        return self.shared()

    def writing(self, more: Mapping[str, Figure] | None = None) -> Writing:
        """What reads further phrases, as an evidence register has them, which may name `more` figures."""
        from offerlint.model.figure import units
        from offerlint.rules.phrase_lists import PhraseLists
        from offerlint.rules.writing import Writing

        texts = {
            name: tuple(pattern.text for guard in one.guards for pattern in guard.patterns)
            for name, one in self.lists.items()
        }
        known = units({**self.figures, **(more or {})})
        return Writing(PhraseLists(texts, known), {name: one.guards for name, one in self.lists.items()})

    def replaces(self, other: Rulebook) -> bool:
        """Whether a shared list or a figure here has the name of one of the other."""
        return bool(self.lists.keys() & other.lists.keys() or self.figures.keys() & other.figures.keys())

    def beside(self, other: Rulebook) -> Rulebook:
        """The rules, shared lists, figures and problems of both, of which none replaces another."""
        return Rulebook(
            tuple(sorted((*self.rules, *other.rules), key=attrgetter("id"))),
            Later(lambda: {**self.lists, **other.lists}),
            (*other.problems, *self.problems),
            dict(sorted({**self.figures, **other.figures}.items())),
            sets=tuple(dict.fromkeys((*self.sets, *other.sets))),
        )
