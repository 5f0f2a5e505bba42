"""Conditions: when two agree, when one is the opposite of another, and what cannot hold together.

A condition's *name* is its positive form in the normal spelling of `expression.written`; the same
names serve every template language. The value of a loop's name is how often it runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from offerlint.model.block import Literal
from offerlint.model.ties import NO_TIES, Ties
from offerlint.reading.template.expression import ExpressionError, Token, bare, split, tokens, written
from offerlint.reading.template.subject import Test, Truth, test_of, universe

LONGEST = 150
"""Words and signs of a condition; what is longer is not taken apart."""

TRUTH = ("yes", "no")
TIMES = ("0", "1", "2")

_OPPOSITE = {"yes": "no", "no": "yes"}


def values(name: str) -> tuple[str, ...]:
    """All values that the condition `name` can take."""
    return TIMES if name.startswith("for ") else TRUTH


def opposite(literal: Literal) -> Literal:
    """The literal that holds when `literal`, which is no loop's, does not."""
    return Literal(literal.name, _OPPOSITE[literal.value])


def literal(text: str) -> Literal:
    """The condition `text` as a name and the value it asks for: `not x` is `x` with "no"."""
    try:
        parts = tokens(text)
        if len(parts) <= LONGEST:
            return _literal(parts)
    except ExpressionError:
        pass
    return Literal(" ".join(text.split()), "yes")


def _literal(parts: Sequence[Token]) -> Literal:
    parts = bare(parts)
    word, found = _sides(parts)
    if word:
        return Literal(f" {word} ".join(said(_literal(side)) for side in found), "yes")
    if parts and parts[0].text == "not":
        return opposite(_literal(parts[1:]))
    return _comparison(parts)


def _sides(parts: Sequence[Token]) -> tuple[str, list[list[Token]]]:
    """The word that joins the sides of a compound condition, and the sides; no word for a simple one."""
    if len(split(parts, "if", "for")) == 1:
        for word in ("or", "and"):
            found = split(parts, word)
            if len(found) > 1:
                return word, found
    return "", []


_FLIPPED = {"!=": "==", "<=": ">", ">=": "<"}


def _comparison(parts: Sequence[Token]) -> Literal:
    for sign, positive in _FLIPPED.items():
        compared = split(parts, sign)
        if len(compared) == 2:
            return Literal(f"{written(compared[0])} {positive} {written(compared[1])}", "no")
    for i, (left, right) in enumerate(pairwise(parts)):
        if (left.text, right.text) in (("is", "not"), ("not", "in")):
            kept = parts[i : i + 1] if left.text == "is" else []
            return opposite(_comparison([*parts[:i], *kept, *parts[i + 1 + len(kept) :]]))
    name = written(parts)
    if name.endswith(" is undefined"):
        return Literal(name.removesuffix(" is undefined") + " is defined", "no")
    return Literal(name, "yes")


def said(part: Literal) -> str:
    """`part` as one side of an `and` or `or`."""
    if " and " in part.name or " or " in part.name:
        return f"({part.name})" if part.value == "yes" else f"not ({part.name})"
    if part.value == "yes":
        return part.name
    if part.name.count(" == ") == 1:
        return part.name.replace(" == ", " != ")
    return f"not {part.name}"


@lru_cache(maxsize=4096)
def sides(name: str) -> tuple[str, tuple[Literal, ...]]:
    """Of a compound the word that joins its sides, and these; no word and none for a simple condition."""
    try:
        parts = tokens(name)
    except ExpressionError:
        return "", ()
    if len(parts) > LONGEST:
        return "", ()
    word, found = _sides(bare(parts))
    return word, tuple(_literal(side) for side in found)


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[frozenset[Literal], str]:
    """For a compound: the literals that hold together exactly when it has the value given with them."""
    word, found = sides(name)
    if word == "or":
        return frozenset(map(opposite, found)), "no"
    return frozenset(found), "yes"


def atoms(name: str) -> frozenset[str]:
    """The simple conditions that `name` is made of."""
    parts, _ = _parts(name)
    return frozenset(atom for part in parts for atom in atoms(part.name)) if parts else frozenset({name})


class World:
    """What is known of some conditions, and all that follows from it, with what `ties` say of them.

    `known` maps names to values. It never says that something is impossible when it is not.
    """

    def __init__(self, names: Iterable[str], ties: Ties = NO_TIES) -> None:
        self.known: dict[str, str] = {}
        self._ties = ties
        self._compounds: dict[str, list[str]] = {}
        self._tests: dict[str, Test] = {}
        self._subjects: dict[str, tuple[int, Mapping[str, Truth]]] = {}
        self._possible = 0
        self._learn([*names, *(each.name for each in ties.always)])
        for each in ties.always:
            self.assume([each])

    def _learn(self, names: Iterable[str]) -> None:
        waiting, seen = list(dict.fromkeys(names)), set[str]()
        by_subject: dict[str, list[Test]] = {}
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            parts, _ = _parts(name)
            for part in sorted(parts, key=lambda each: (each.name, each.value)):
                self._compounds.setdefault(part.name, []).append(name)
                waiting.append(part.name)
            if parts:
                self._compounds.setdefault(name, []).append(name)
            else:
                self._tests[name] = test_of(name)
                by_subject.setdefault(self._tests[name].subject, []).append(self._tests[name])
        for subject, tests in by_subject.items():
            self._subjects[subject] = universe(tuple(tests), self._ties.values.get(subject, ()))

    def copy(self) -> World:
        """A world with the same conditions that can learn other things from here on."""
        other = World.__new__(World)
        other.known, other._ties, other._possible = dict(self.known), self._ties, self._possible
        other._compounds, other._tests, other._subjects = self._compounds, self._tests, self._subjects
        return other

    def assume(self, literals: Iterable[Literal]) -> bool:
        """Adds `literals` and what follows; False, with nothing changed, when they cannot hold too."""
        added = self._follow(literals)
        if added is None:
            return False
        self.known.update(added)
        return True

    def allows(self, literals: Iterable[Literal]) -> bool:
        """Whether `literals` can hold beside what is known."""
        return self._follow(literals) is not None

    def since(self, count: int) -> Sequence[str]:
        """The names that are known beyond the first `count`, in the order in which they were learned."""
        return list(islice(reversed(self.known), len(self.known) - count))[::-1]

    def is_possible(self) -> bool:
        """Whether some data gives all that is known, decided by trying every way that is left open.

        Of what was found possible once only the conditions on which later ones bear are tried again.
        """
        world, taken, left = self.copy(), list[Literal](), list[tuple[int, Literal]]()
        later = self.since(self._possible)
        waiting = self._bearing(later)
        while True:
            way = world._open(waiting)
            if way is None:
                self._possible = len(self.known)
                return True
            left.append((len(taken), opposite(way)))
            taken.append(way)
            added = world._follow([way])
            while added is None:
                if not left:
                    return False
                world, (kept, other) = self.copy(), left.pop()
                taken[kept:] = [other]
                added = world._follow(taken)
                waiting = self._bearing(later)
            world.known.update(added)
            waiting += self._bearing(added)

    def _bearing(self, names: Iterable[str]) -> list[str]:
        """The compounds, and theirs, of which one of `names`, or what asks about the same thing, is a part."""
        found, waiting = dict[str, None](), list(names)
        for name in waiting:
            alike = self._subjects[self._tests[name].subject][1] if name in self._tests else (name,)
            new = [each for one in alike for each in self._compounds.get(one, ()) if each not in found]
            found.update(dict.fromkeys(new))
            waiting += new
        return list(found)

    def _open(self, names: list[str]) -> Literal | None:
        """What would settle the last of `names` that is a compound which nothing known settles; those behind it go."""
        while names:
            parts, whole = _parts(names[-1])
            if self.known.get(names[-1], whole) != whole:
                unknown = [part for part in parts if part.name not in self.known]
                if unknown and self.holds(part for part in parts if part.name in self.known):
                    return opposite(unknown[0])
            names.pop()
        return None

    def holds(self, literals: Iterable[Literal]) -> bool:
        """Whether all of `literals` are known to hold."""
        return all(self.known.get(each.name) == each.value for each in literals)

    def _follow(self, literals: Iterable[Literal]) -> dict[str, str] | None:
        added: dict[str, str] = {}
        waiting = list(literals)
        while waiting:
            for each in waiting:
                if self._value(added, each.name) not in (None, each.value):
                    return None
                added[each.name] = each.value
            following = self._consequences(added, {each.name for each in waiting})
            if following is None:
                return None
            waiting = [each for each in following if self._value(added, each.name) != each.value]
        return {name: value for name, value in added.items() if name not in self.known}

    def _value(self, added: Mapping[str, str], name: str) -> str | None:
        return added.get(name) or self.known.get(name)

    def _consequences(self, added: Mapping[str, str], names: set[str]) -> list[Literal] | None:
        found: list[Literal] = []
        for subject in sorted({self._tests[name].subject for name in names if name in self._tests}):
            points, truths = self._subjects[subject]
            for name, truth in truths.items():
                value = self._value(added, name)
                if value is not None:
                    points &= truth.get(value, 0)
            if not points:
                return None
            found += [Literal(n, v) for n, t in truths.items() for v, where in t.items() if not points & ~where]
        for compound in sorted({c for name in names for c in self._compounds.get(name, ())}):
            found += self._of_compound(added, compound)
        return found

    def _of_compound(self, added: Mapping[str, str], name: str) -> list[Literal]:
        parts, value = _parts(name)
        open_parts = [part for part in parts if self._value(added, part.name) is None]
        if any(self._value(added, part.name) not in (None, part.value) for part in parts):
            return [Literal(name, _OPPOSITE[value])]
        if not open_parts:
            return [Literal(name, value)]
        state = self._value(added, name)
        if state == value:
            return open_parts
        return [opposite(open_parts[0])] if state and len(open_parts) == 1 else []
