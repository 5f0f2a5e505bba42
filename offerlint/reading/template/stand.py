"""When a block stands: the conditions seen in the variants that hold it, made as simple as they allow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from offerlint.model.block import Condition, Literal
from offerlint.reading.template.conditions import TIMES, values
from offerlint.reading.template.expand import Stretch
from offerlint.text.frozen import dataclass
from offerlint.text.source_map import SourceMap
from offerlint.text.span import Span

Choices = Mapping[str, str]
Made = tuple[Choices, Sequence[Stretch]]
"""A variant: the choices made, and the stretches that each of them wrote."""


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
        """Those that touch or hold `hull`; of those behind it, which do neither, only what holds them is looked at."""
        i = bisect_left(self._ends, hull.start)
        while i < len(self._all):
            if self._all[i].start > hull.end:
                i = self._around[i]
            else:
                yield self._all[i]
                i += 1


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


def conditions(stood: Sequence[Standing], variants: Sequence[Made]) -> frozenset[Condition]:
    """When the block stands, given where it stood; `variants` are all that were read."""
    seen = simplest(condition for each in stood for condition in _however_often(each, variants))
    present = {each.variant for each in stood}
    absent = [choices for i, (choices, _) in enumerate(variants) if i not in present and _holds(seen, choices)]
    if not absent:
        return seen
    reason = _reason(stood[0], [variants[i][0] for i in sorted(present)], absent, variants[stood[0].variant][1])
    return frozenset(condition | reason for condition in seen)


def _however_often(stood: Standing, variants: Sequence[Made]) -> list[Condition]:
    """The condition under which the block was seen, for every number of turns of the loops around it."""
    found = [stood.around | {literal for _, literal in stood.within}]
    for name in sorted(stood.loops):
        times = sorted({choices.get(name, "0") for choices, _ in variants} - {"0"})
        found = [frozenset({e for e in c if e.name != name} | {Literal(name, t)}) for c in found for t in times]
    return found


def _holds(found: Iterable[Condition], choices: Choices) -> bool:
    return any(all(choices.get(each.name) == each.value for each in condition) for condition in found)


def _reason(
    first: Standing, present: Sequence[Choices], absent: Sequence[Choices], stretches: Sequence[Stretch]
) -> Condition:
    """The nearest choice outside the block that tells the variants with it from those without it."""
    nearest = sorted(enumerate(stretches), key=lambda pair: _distance(pair[1], first.hull, pair[0]))
    for _, stretch in nearest:
        for literal in sorted(stretch.literals, key=_by_name):
            with_it = all(choices.get(literal.name) == literal.value for choices in present)
            if with_it and all(choices.get(literal.name) != literal.value for choices in absent):
                return frozenset({literal})
    return frozenset()


def _distance(stretch: Stretch, hull: Span, order: int) -> tuple[int, int]:
    """How far the stretch is from the block; of equals the last one before it or the first one after."""
    before = stretch.end <= hull.start
    return max(hull.start - stretch.end, stretch.start - hull.end, 0), -order if before else order


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
