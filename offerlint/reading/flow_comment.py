"""The comments of a YAML call flow, which the YAML parser throws away."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from yaml import CollectionNode, Node, ScalarNode

from offerlint.reading.markup import Comment
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View

_COMMENT = late(r"(?:(?<=\s)|\A)#[^\r\n\x85\u2028\u2029]*")
_LINE_END = late(r"[\r\n]")


def comments(view: View, root: Node, blocks: Sequence[int]) -> Iterator[Comment]:
    """The comments of the YAML in `view`, in order; `blocks` are the offsets at which its blocks begin, sorted.

    One that ends a line with words on it belongs to the last block begun there, any other to the next.
    """
    text = view.text
    scalars = sorted(_scalars(text, root))
    ends = [end for _, end in scalars]
    at = 0
    while match := _COMMENT.search(text, at):
        start, at = match.span()
        under = bisect_right(ends, start)
        if under < len(scalars) and scalars[under][0] <= start:
            at = ends[under]
            continue
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        before = bisect_left(blocks, start)
        inside = _ends_on_line(scalars, blocks, before, line)
        yield Comment(
            match[0][1:].strip(), view.map.runs(Span(start, match.end()))[0], before - 1 if inside else before, inside
        )


def _ends_on_line(scalars: list[tuple[int, int]], blocks: Sequence[int], before: int, line: int) -> bool:
    """Whether the last block begun before the comment ends on the comment's line."""
    if not before:
        return False
    found = bisect_right(scalars, (blocks[before - 1], -1))
    return found < len(scalars) and scalars[found][1] > line


def _scalars(text: str, root: Node) -> Iterator[tuple[int, int]]:
    """The stretch of every scalar; a block scalar begins after its header, which may hold a comment."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            if node.style in ("|", ">"):
                header = _LINE_END.search(text, start)
                start = header.start() if header else end
            if start < end:
                yield start, end
        elif isinstance(node, CollectionNode):
            for child in node.value:
                waiting += child if isinstance(child, tuple) else [child]
