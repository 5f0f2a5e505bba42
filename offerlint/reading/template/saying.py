"""What went wrong with a template, or was not read of it, said as problems with lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from offerlint.model.document import Problem
from offerlint.model.source import Source
from offerlint.reading.template.expand import Expansion
from offerlint.reading.template.tree import Set, Text, Tree, every
from offerlint.reading.template.variants import Plan
from offerlint.text.lines import LineIndex
from offerlint.text.source_map import SourceMap
from offerlint.text.span import Span
from offerlint.text.view import View


class Saying:
    """Turns what went wrong into problems with the files' paths and lines; `view` leads to `sources`."""

    def __init__(self, sources: Sequence[Source], view: View) -> None:
        self.sources, self.view = sources, view

    def _problem(self, message: str, offset: int, fatal: bool) -> Problem:
        """A problem at an offset of the template's text."""
        at = min(offset, len(self.view.text) - 1)
        runs = self.view.map.runs(Span(at, at + 1)) if self.view.text else ()
        if not runs:
            return Problem(self.sources[0].path, message, None, fatal=fatal)
        source = self.sources[runs[0].source]
        return Problem(source.path, message, source.lines.position(runs[0].start).line, fatal=fatal)

    def faults(self, tree: Tree) -> list[Problem]:
        return [self._problem(each.message, each.offset, each.fatal) for each in tree.faults]

    def unread(self, tree: Tree, expansions: Sequence[Expansion]) -> list[Problem]:
        """The words that stand in no variant: their choices contradict each other, or the cap cut them off."""
        read = frozenset[Text]().union(*(each.texts for each in expansions))
        found = []
        values = frozenset(
            id(part) for node in every(tree.nodes) if isinstance(node, Set) and node.quoted for part in every(node.body)
        )
        for node in (*every(tree.nodes), *tree.lost):
            if isinstance(node, Text) and node not in read and id(node) not in values:
                text = self.view.text[node.start : node.end]
                words = " ".join(text.split())
                shown = words if len(words) <= 60 else words[:59] + "…"
                message = f'no choice that was read shows "{shown}"; it was not checked'
                if words:
                    found.append(self._problem(message, node.end - len(text.lstrip()), False))
        return found

    def cap(self, chosen: Plan, read: int) -> list[Problem]:
        if not chosen.left_out:
            return []
        left = f"{chosen.left_out} combinations of neighbouring choices were not"
        message = f"there are too many choices to read them all: {read} variants were read, {left}"
        return [Problem(self.sources[0].path, message, fatal=False)]

    def inner(self, problem: Problem, expansion: Expansion, way: SourceMap) -> Problem:
        """A markup reader's problem, whose line counts the lines of the variant, which `way` leads back from."""
        lines, line, source = LineIndex(expansion.view.text), problem.line, self.sources[0]
        if line is not None and line <= len(lines):
            start = lines.start_of(line)
            runs = way.runs(Span(start, start + 1)) if start < len(way) else ()
            source = self.sources[runs[0].source] if runs else source
            line = source.lines.position(runs[0].start).line if runs else line
        return replace(problem, path=problem.path or source.path, line=line)
