"""Which rules a document's words can set off at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from offerlint.model.check import Asked
from offerlint.model.needs import Needs, NeedSets
from offerlint.model.occurrences import Occurrences
from offerlint.model.rule import Rule


class Triggers:
    """The triggers of some rules (see Rule), by the rarest set that each needs.

    So a document looks at the few of which it holds that, and not at all of them.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._always: set[str] = set()
        self._needed: dict[str, int] = {}
        self._by_rarest: dict[NeedSets, dict[int, list[tuple[str, int, Needs, str]]]] = {}
        for rule in rules:
            triggers: Sequence[Asked] = rule.triggers()
            if not triggers:
                self._always.add(rule.id)
            for number, asked in enumerate(triggers):
                self._needed[rule.id] = self._needed.get(rule.id, 0) | 1 << number
                for needs, within in asked:
                    entry = (rule.id, 1 << number, needs, within)
                    self._by_rarest.setdefault(needs.sets, {}).setdefault(needs.numbers[0], []).append(entry)

    def set_off(self, occurrences: Occurrences) -> set[str]:
        """The ids of the rules of which something of each trigger stands there, and of those that have none."""
        met: dict[str, int] = {}
        for sets, by_number in self._by_rarest.items():
            for number in occurrences.perhaps_met(sets, by_number):
                for rule, bit, needs, within in by_number[number]:
                    if not met.get(rule, 0) & bit and occurrences.meets(needs, within):
                        met[rule] = met.get(rule, 0) | bit
        return self._always.union(rule for rule, bits in met.items() if bits == self._needed[rule])
