"""Where findings stand in the blocks of a document: source runs carried back into views."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from offerlint.model.block import Block
from offerlint.model.document import Document
from offerlint.model.finding import Finding
from offerlint.model.source import Source
from offerlint.text.span import Run, Span

_Entry = tuple[int, int, Block, Span, bool]
"""Start and end in the source, then the block, the view span of the piece, and whether it is exact."""


def home(finding: Finding, documents: Mapping[str, Document]) -> tuple[Document, Source, int] | None:
    """The document that shows a finding, the source it stands in and that source's number."""
    own = documents.get(finding.path)
    for document in [own] if own else documents.values():
        for number, source in enumerate(document.sources):
            if source.path == finding.path:
                return document, source, number
    return None


class Atlas:
    """Answers, for any source run, which blocks show it and where."""

    def __init__(self, document: Document) -> None:
        blocks = dict.fromkeys(block for variant in document.variants for block in variant.blocks)
        self._order = {block: i for i, block in enumerate(blocks)}
        self._entries: dict[int, list[_Entry]] = {}
        for block in blocks:
            for view, runs, exact in block.view.map:
                for source, start, end in runs:
                    self._entries.setdefault(source, []).append((start, end, block, view, exact))
        for entries in self._entries.values():
            entries.sort(key=lambda entry: (entry[0], entry[1], self._order[entry[2]], entry[3]))
        self._starts = {source: [entry[0] for entry in entries] for source, entries in self._entries.items()}
        self._reach = {
            source: list(accumulate((entry[1] for entry in entries), max)) for source, entries in self._entries.items()
        }
        self._controls = [
            (run, block)
            for block in blocks
            if block.control and block.control.place
            for _, runs, _ in block.control.place.map
            for run in runs
        ]

    def spans(self, runs: Iterable[Run]) -> dict[Block, tuple[Span, ...]]:
        """The blocks that show any of `runs`, in reading order, each with the view spans, joined.

        Runs that are no words of any block but lie on the tag of a control stand for its whole label.
        """
        runs = list(runs)
        found: dict[Block, list[Span]] = {}
        for source, start, end in runs:
            for entry in self._overlapping(source, start, end):
                at, stop, block, view, exact = entry
                if exact:
                    view = Span(view.start + max(start, at) - at, view.start + min(end, stop) - at)
                found.setdefault(block, []).append(view)
        if not found:
            for tag, block in self._controls:
                if any(tag.source == run.source and tag.start < run.end and run.start < tag.end for run in runs):
                    found[block] = [Span(0, len(block.text))]
        return {block: joined(found[block]) for block in sorted(found, key=self._order.__getitem__)}

    def _overlapping(self, source: int, start: int, end: int) -> Sequence[_Entry]:
        entries = self._entries.get(source)
        if not entries:
            return ()
        low = bisect_right(self._reach[source], start)
        high = bisect_left(self._starts[source], end)
        return [entry for entry in entries[low:high] if entry[1] > start]


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)
