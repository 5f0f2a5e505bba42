"""When a block stands: the conditions seen in the variants that hold it, made as simple as they allow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import islice

from offerlint.model.block import Condition, Literal
from offerlint.reading.template.conditions import TIMES, values
from offerlint.reading.template.expand import Stretch
from offerlint.text.frozen import dataclass
from offerlint.text.source_map import SourceMap
from offerlint.text.span import Span

Choices = Mapping[str, str]
_NEAREST = 256
"""Stretches that are looked at for what a block hangs on."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A block in one variant: the literals it stands under as a whole, and those that made parts of it.

    `hull` is from its first to its last character in the variant's view; `variant` numbers the variant.
    `loops` are the names of those around it that write it in one turn, so that more turns do no harm.
    """

    variant: int
    hull: Span
    around: Condition
    within: tuple[tuple[Span, Literal], ...]
    loops: frozenset[str] = frozenset()


class Stretches:
    """The stretches of a variant, which come in the order of their ends."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._all = stretches
        self._ends = [each.end for each in stretches]
        self._around = [len(stretches)] * len(stretches)
        waiting: list[int] = []
        for i in reversed(range(len(stretches))):
            while waiting and stretches[waiting[-1]].start > stretches[i].start:
                waiting.pop()
            self._around[i] = waiting[-1] if waiting else len(stretches)
            waiting.append(i)

    def at(self, hull: Span) -> Iterator[Stretch]:
        """Those that touch or hold `hull`."""
        return (self._all[i] for i in self._indices(hull))

    def _indices(self, hull: Span) -> Iterator[int]:
        """The numbers of those at `hull`; of those behind it, which are not, only what holds them is looked at."""
        i = bisect_left(self._ends, hull.start)
        while i < len(self._all):
            if self._all[i].start > hull.end:
                i = self._around[i]
            else:
                yield i
                i += 1

    def nearest(self, hull: Span) -> Iterator[Stretch]:
        """All, the nearest to `hull` first; of equals the last one before it, then the first one in or after it."""
        ended = bisect_right(self._ends, hull.start)
        begun = bisect_left(self._begun, (hull.end, -1))
        before = ((hull.start - self._ends[i], -i) for i in reversed(range(ended)))
        inside = sorted((0, i) for i in self._indices(hull) if i >= ended and self._all[i].start < hull.end)
        later = map(self._begun.__getitem__, range(begun, len(self._begun)))
        after = ((start - hull.end, i) for start, i in later if i >= ended)
        return (self._all[abs(i)] for _, i in merge(before, inside, after))

    @cached_property
    def _begun(self) -> list[tuple[int, int]]:
        """Where each begins, in order, with its number."""
        return sorted((stretch.start, i) for i, stretch in enumerate(self._all))


def standing(variant: int, way: SourceMap, stretches: Stretches) -> Standing:
    """Where a block whose map `way` leads to the variant's view stands among the choices made."""
    runs = [(run, piece.view) for piece in way for run in piece.runs]
    if not runs:
        return Standing(variant, Span(0, 0), frozenset(), ())
    hull = Span(min(run.start for run, _ in runs), max(run.end for run, _ in runs))
    around: set[Literal] = set()
    loops: set[str] = set()
    inside: list[tuple[Span, Literal]] = []
    for stretch in stretches.at(hull):
        if stretch.start <= hull.start and hull.end <= stretch.end:
            around |= stretch.literals
            loops |= {each.name for each in stretch.literals if stretch.turn}
        elif stretch.start < hull.end and hull.start < stretch.end:
            place = _place(way, stretch)
            inside += [(place, each) for each in sorted(stretch.literals, key=_by_name)]
    kept = tuple(dict.fromkeys((place, each) for place, each in inside if each not in around))
    return Standing(variant, hull, frozenset(around), kept, frozenset(loops))


def _place(way: SourceMap, stretch: Stretch) -> Span:
    """The part of the block that lies in `stretch`, an empty one where nothing of it does."""
    start, end = len(way), 0
    for view, runs, exact in way:
        for run in runs:
            if run.end > stretch.start:
                into = max(stretch.start - run.start, 0) if exact else 0
                start = min(start, view.start + into)
            if run.start < stretch.end:
                short = max(run.end - stretch.end, 0) if exact else 0
                end = max(end, view.end - short)
    return Span(start, max(start, end))


def conditions(
    stood: Sequence[Standing], made: Sequence[Choices], written: Sequence[Stretches]
) -> frozenset[Condition]:
    """When the block stands, given where it stood, the choices `made` in each variant and what they wrote there."""
    seen = simplest(condition for each in stood for condition in _however_often(each, made))
    present = {each.variant for each in stood}
    absent = [choices for i, choices in enumerate(made) if i not in present and _holds(seen, choices)]
    if not absent:
        return seen
    nearest = written[stood[0].variant].nearest(stood[0].hull)
    reason = _reason(nearest, [made[i] for i in sorted(present)], absent)
    return frozenset(condition | reason for condition in seen)


def _however_often(stood: Standing, made: Sequence[Choices]) -> list[Condition]:
    """The condition under which the block was seen, for every number of turns of the loops around it."""
    found = [stood.around | {literal for _, literal in stood.within}]
    for name in sorted(stood.loops):
        times = sorted({choices.get(name, "0") for choices in made} - {"0"})
        found = [frozenset({e for e in c if e.name != name} | {Literal(name, t)}) for c in found for t in times]
    return found


def _holds(found: Iterable[Condition], choices: Choices) -> bool:
    return any(all(choices.get(each.name) == each.value for each in condition) for condition in found)


def _reason(nearest: Iterable[Stretch], present: Sequence[Choices], absent: Sequence[Choices]) -> Condition:
    """The first choice that tells the variants with the block from those without it, or the first few that do."""
    few: set[Literal] = set()
    left = list(absent)
    for stretch in islice(nearest, _NEAREST):
        for literal in sorted(stretch.literals, key=_by_name):
            if any(choices.get(literal.name) != literal.value for choices in present):
                continue
            if not any(choices.get(literal.name) == literal.value for choices in absent):
                return frozenset({literal})
            still = [choices for choices in left if choices.get(literal.name) == literal.value]
            if len(still) < len(left):
                few.add(literal)
                left = still
    return frozenset(few)


def simplest(found: Iterable[Condition]) -> frozenset[Condition]:
    """The same conditions with fewer literals: what stands for every value of a name does not need it."""
    left = set(found)
    changed = True
    while changed:
        changed = False
        for name in sorted({each.name for condition in left for each in condition}):
            changed |= _without(left, name)
    return frozenset(each for each in left if not any(other < each for other in left))


def _without(left: set[Condition], name: str) -> bool:
    """Joins the conditions in `left` that differ only in `name` and have all its values; whether any did."""
    by_rest: dict[Condition, set[str]] = {}
    for condition in left:
        for each in condition:
            if each.name == name:
                by_rest.setdefault(condition - {each}, set()).add(each.value)
    whole = [rest for rest, had in by_rest.items() if had >= _enough(name)]
    for rest in whole:
        left -= {rest | {Literal(name, value)} for value in values(name)}
        left.add(rest)
    return bool(whole)


def _enough(name: str) -> set[str]:
    return set(TIMES[:2]) if values(name) == TIMES else set(values(name))


def _by_name(literal: Literal) -> tuple[str, str]:
    return (literal.name, literal.value)
