"""What a run over tables is asked to lint, and what it holds that to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from offerlint.batches.rules import Rules
from offerlint.corpus.inputs import Table
from offerlint.corpus.tables import Opened
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Corpus:
    """The tables of a run, in order: those that are `opened` can be read, of the others `problems` says why not.

    `rules_of` says by which of the `rules` each is held; `named` and `labels` are the columns that were named.
    """

    tables: Sequence[Table]
    opened: Mapping[str, Opened]
    problems: Mapping[str, str]
    rules: Sequence[Rules]
    rules_of: Mapping[str, int]
    named: Mapping[str, str] = field(default_factory=dict)
    labels: Sequence[str] = ()

    @property
    def most_rows(self) -> int:
        """How many rows there are at most."""
        return sum(one.most_rows for one in self.opened.values())
