"""Which conditions bear on one another: those that ask about the same thing, and those that are declared to be tied."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from offerlint.model.ties import Ties
from offerlint.reading.template.conditions import atoms
from offerlint.reading.template.subject import test_of


@lru_cache(maxsize=4096)
def subjects(name: str) -> frozenset[str]:
    """What the condition `name` asks about."""
    return frozenset(test_of(atom).subject for atom in atoms(name))


class Groups:
    """Things of which some belong together, and with them all that belong with those."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, thing: str) -> str:
        """The thing that stands for all that belong with `thing`; the same one until more are joined."""
        top = thing
        while (above := self._above.get(top, top)) != top:
            top = above
        while thing != top:
            self._above[thing], thing = top, self._above[thing]
        return top

    def join(self, things: Iterable[str]) -> None:
        """From here on they belong together."""
        tops = [self.of(thing) for thing in things]
        for top in tops[1:]:
            self._above[self.of(top)] = self.of(tops[0])


class Kin:
    """Groups of conditions: what is said of one of a group says nothing of another group."""

    def __init__(self, ties: Ties) -> None:
        self._subjects = Groups()
        for each in ties.always:
            self.join([each.name])

    def join(self, names: Iterable[str]) -> None:
        """From here on the conditions `names` bear on one another."""
        self._subjects.join(sorted(subject for name in names for subject in subjects(name)))

    def groups_of(self, names: Iterable[str]) -> list[list[str]]:
        """The conditions `names`, those that bear on one another together."""
        found: dict[frozenset[str], list[str]] = {}
        each = list(names)
        for name in each:
            self.join([name])
        for name in each:
            found.setdefault(self.groups(name), []).append(name)
        return list(found.values())

    def groups(self, name: str) -> frozenset[str]:
        """The groups on which the condition bears: one, save for a compound that was never joined."""
        return frozenset(self._subjects.of(subject) for subject in subjects(name))
