"""Whether two sayings stand near enough: in one sentence, block, row, section or document, or within words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from offerlint.checks.said import Said
from offerlint.model.lens import Lens


@dataclass
class Nearness:
    """The reach that two sayings must share; `words` counts only when `within` is words."""

    within: str
    words: int
    lens: Lens

    @cached_property
    def _sections(self) -> dict[int, frozenset[tuple[int, int]]]:
        """The sections that each block stands in, as pairs of a layer and a section's number."""
        found: dict[int, set[tuple[int, int]]] = {}
        for number, layer in enumerate(self.lens.layers):
            for passage, section in zip(layer.passages, layer.sections, strict=True):
                found.setdefault(id(passage.block), set()).add((number, section))
        return {key: frozenset(sections) for key, sections in found.items()}

    @cached_property
    def _rows(self) -> dict[int, frozenset[tuple[int, int]]]:
        """The rows of tables that each cell stands in, as pairs of a layer and the row's number in it."""
        found: dict[int, set[tuple[int, int]]] = {}
        for number, layer in enumerate(self.lens.layers):
            last, row = None, 0
            for passage, section in zip(layer.passages, layer.sections, strict=True):
                block = passage.block
                here = (section, block.attributes.get("row")) if block.scope == "body.table" else None
                row += here != last
                last = here
                if here:
                    found.setdefault(id(block), set()).add((number, row))
        return {key: frozenset(rows) for key, rows in found.items()}

    def reach(self, one: Said) -> frozenset[tuple[int, int]]:
        """What stands for the stretch that one finding is enough for."""
        return self._sections.get(id(one.blocks[0]), frozenset()) if self.within == "section" else frozenset()

    def keys(self, one: Said) -> Collection[object]:
        """What two sayings share at least one of, if they are near enough; found without looking at both."""
        if self.within == "document":
            return ("document",)
        if self.within == "section":
            return frozenset().union(*(self._sections.get(id(block), frozenset()) for block in one.blocks))
        blocks = {id(block) for block in one.blocks}
        if self.within == "row":
            return blocks.union(*(self._rows.get(block, ()) for block in blocks))
        return blocks

    def holds(self, one: Said, other: Said) -> bool:
        """Whether `one` stands near enough to `other`."""
        match self.within:
            case "document":
                return True
            case "section":
                return any(self.reach(other) & self._sections.get(id(block), frozenset()) for block in one.blocks)
            case "block":
                return not {id(block) for block in one.blocks}.isdisjoint(id(block) for block in other.blocks)
            case "row":
                return not set(self.keys(one)).isdisjoint(self.keys(other))
            case "sentence":
                return _share_a_block(one, other) and _share_a_sentence(one, other)
            case _:
                return _share_a_block(one, other) and _words_between(one, other) <= self.words


def _share_a_block(one: Said, other: Said) -> bool:
    """Whether both were found in one and the same block alone, so that their words are numbered alike."""
    if one.stream is not other.stream:
        return False
    block, number = one.stream.block, one.stream.block[one.match.first]
    return all(block[i] == number for i in (one.match.last - 1, other.match.first, other.match.last - 1))


def _share_a_sentence(one: Said, other: Said) -> bool:
    numbers = one.stream.sentence
    low, high = sorted((one.match, other.match), key=lambda match: match.first)
    return numbers[low.last - 1] >= numbers[high.first]


def _words_between(one: Said, other: Said) -> int:
    low, high = sorted((one.match, other.match), key=lambda match: match.start)
    between = one.stream.kinds[low.end : high.start]
    return len(between) - between.count("m")
