"""Blocks that read the same in several variants become one block, with all the conditions it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from offerlint.model.block import Block
from offerlint.model.flow import Act, Flow, Step, Successor
from offerlint.reading.markup import Reading
from offerlint.reading.template.expand import Expansion
from offerlint.reading.template.stand import Choices, Standing, Stretches, conditions, standing
from offerlint.text.source_map import SourceMap
from offerlint.text.span import Run, Span


class Sharing:
    """The blocks of all variants, keyed by what they say and where it stands in the sources.

    `readings[i]` is what a markup reader made of `expansions[i]`, read as a source of its own;
    `outer` leads from the template's text to the document's sources.
    """

    def __init__(self, expansions: Sequence[Expansion], readings: Sequence[Reading], outer: SourceMap) -> None:
        self.ways = [each.view.map.then(outer) for each in expansions]
        self.stood: list[list[Standing]] = []
        self._standings: dict[Any, list[Standing]] = {}
        self._first: dict[Any, Block] = {}
        self._keys: dict[int, Any] = {}
        written = [Stretches(each.stretches) for each in expansions]
        for i, (reading, stretches) in enumerate(zip(readings, written, strict=True)):
            blocks = [*reading.blocks, *_in_flow(reading.flow)]
            self.stood.append([self._note(i, block, stretches) for block in blocks])
        made = [each.choices for each in expansions]
        self._shared = {key: self._share(key, block, made, written) for key, block in self._first.items()}

    def shared(self, block: Block) -> Block:
        """The one block that stands for `block`, which must be one of a reading's."""
        return self._shared[self._keys[id(block)]]

    def run(self, variant: int, run: Run) -> Run:
        """Where a run of the variant's view stands in the document's sources, from its first to its last part."""
        runs = self.ways[variant].runs(Span(run.start, run.end))
        same = [each for each in runs if each.source == runs[0].source] if runs else [run]
        return Run(same[0].source, min(each.start for each in same), max(each.end for each in same))

    def flow(self, variant: int, flow: Flow) -> Flow:
        """The call flow with its blocks shared and its places in the document's sources."""
        return Flow(flow.start, {name: self._step(variant, step) for name, step in flow.steps.items()})

    def _step(self, variant: int, step: Step) -> Step:
        acts = tuple(replace(act, place=self.run(variant, act.place), block=self._optional(act)) for act in step.acts)
        successors = tuple(replace(each, block=self._optional(each)) for each in step.successors)
        return replace(step, acts=acts, successors=successors, place=self.run(variant, step.place))

    def _optional(self, part: Act | Successor) -> Block | None:
        return self.shared(part.block) if part.block else None

    def _note(self, variant: int, block: Block, stretches: Stretches) -> Standing:
        here = standing(variant, block.view.map, stretches)
        way = self.ways[variant]
        control = block.control
        if control and control.place:
            control = replace(control, place=control.place.then(way))
        placed = replace(block, view=block.view.then(way), control=control)
        key = self._keys[id(block)] = _key(placed)
        self._first.setdefault(key, placed)
        standings = self._standings.setdefault(key, [])
        if here not in standings:
            standings.append(here)
        return here

    def _share(self, key: Any, block: Block, made: Sequence[Choices], written: Sequence[Stretches]) -> Block:
        standings = self._standings[key]
        stands = conditions(standings, made, written)
        literals = {literal for condition in stands for literal in condition}
        both = frozenset(own | condition for own in block.conditions for condition in stands)
        within = dict.fromkeys(part for each in standings for part in each.within if part[1] in literals)
        return replace(block, conditions=both, within=tuple(within))


def _in_flow(flow: Flow | None) -> list[Block]:
    if flow is None:
        return []
    steps = flow.steps.values()
    acts = [act.block for step in steps for act in step.acts if act.block]
    return acts + [each.block for step in steps for each in step.successors if each.block]


def _key(block: Block) -> Any:
    """All that makes two blocks read the same."""
    control = block.control
    place = tuple(control.place.map) if control and control.place else ()
    return (
        block.text, tuple(block.view.map), block.scope, block.emphasis, block.marks, block.level, control, place,
        block.speaker, tuple(sorted(block.attributes.items())),
    )  # fmt: skip
