"""Which rules a document's words can set off at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import starmap

from offerlint.model.check import Asked
from offerlint.model.needs import Needs, NeedSets
from offerlint.model.occurrences import Occurrences
from offerlint.model.rule import Rule


class Triggers:
    """The triggers of some rules (see Rule), the first of each by the rarest set that its needs have.

    So a document looks at the few of which it holds that, and not at all of them.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._always: set[str] = set()
        self._by_rarest: dict[NeedSets, dict[int, list[tuple[str, Needs, str]]]] = {}
        self._further: dict[str, Sequence[Asked]] = {}
        for rule in rules:
            triggers: Sequence[Asked] = rule.triggers()
            if not triggers:
                self._always.add(rule.id)
            for needs, within in triggers[0] if triggers else ():
                by_number = self._by_rarest.setdefault(needs.sets, {})
                by_number.setdefault(needs.numbers[0], []).append((rule.id, needs, within))
            if len(triggers) > 1:
                self._further[rule.id] = triggers[1:]

    def set_off(self, occurrences: Occurrences) -> set[str]:
        """The ids of the rules of which something of each trigger stands there, and of those that have none."""
        meets = occurrences.meets
        found: set[str] = set()
        for sets, by_number in self._by_rarest.items():
            for number in occurrences.perhaps_met(sets, by_number):
                for rule, needs, within in by_number[number]:
                    if rule not in found and meets(needs, within):
                        found.add(rule)
        further = self._further
        missed = {
            rule for rule in found & further.keys() if not all(any(starmap(meets, asked)) for asked in further[rule])
        }
        return self._always | (found - missed)
