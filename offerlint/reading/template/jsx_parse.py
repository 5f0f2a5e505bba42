"""JavaScript and TypeScript parsed, with offsets in code points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from offerlint.reading import bounds
from offerlint.reading.errors import ReadError
from offerlint.text.late import late

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Tree

_WIDE = late(r"[^\x00-\x7f]")
_CHUNK = 1 << 16
_STEPS = 1_000
"""Times that a parser says how far it is, over a text of no length; over a text of n octets n more."""
_FRAGMENTS = ("jsx_element", "jsx_self_closing_element")


class Parsed:
    """The syntax tree of a script; raises ReadError for one that is too large or tangled to parse."""

    def __init__(self, source: str) -> None:
        data = source.encode("utf-8", "surrogatepass")
        if len(data) > bounds.LARGEST_CODE:
            raise ReadError(f"this is too large to read: it has more than {bounds.LARGEST_CODE:,} bytes; split it")
        self.source = source
        self._wide: list[int] = []
        self._more: list[int] = []
        more = 0
        for match in _WIDE.finditer(source):
            self._wide.append(match.start() + more + 1)
            more += len(match[0].encode("utf-8", "surrogatepass")) - 1
            self._more.append(more)
        self.root = _parsed(data).root_node
        self._elements = sorted({node.start_byte for node in _all(self.root) if node.type in _FRAGMENTS})

    def start(self, node: Node) -> int:
        return self._offset(node.start_byte)

    def end(self, node: Node) -> int:
        return self._offset(node.end_byte)

    def text(self, node: Node | None) -> str:
        return "" if node is None else self.source[self.start(node) : self.end(node)]

    def has_element(self, node: Node) -> bool:
        """Whether markup begins somewhere in `node`."""
        at = bisect_left(self._elements, node.start_byte)
        return at < len(self._elements) and self._elements[at] < node.end_byte

    def faults(self) -> Iterator[Node]:
        """The outermost stretches that are no JavaScript."""
        waiting = [self.root] if self.root.has_error else []
        while waiting:
            node = waiting.pop()
            if node.is_error or node.is_missing:
                yield node
            else:
                waiting += [child for child in reversed(node.children) if child.has_error or child.is_missing]

    def _offset(self, octet: int) -> int:
        at = bisect_right(self._wide, octet)
        return octet - (self._more[at - 1] if at else 0)


def _all(root: Node) -> Iterator[Node]:
    cursor = root.walk()
    while True:
        if cursor.node is not None:
            yield cursor.node
        if cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


@cache
def _grammars() -> tuple[Language, ...]:
    import tree_sitter_javascript
    import tree_sitter_typescript
    from tree_sitter import Language

    made: tuple[Callable[[], object], ...] = (
        tree_sitter_typescript.language_tsx,
        tree_sitter_javascript.language,
        tree_sitter_typescript.language_typescript,
    )
    return tuple(Language(one()) for one in made)


def _parsed(data: bytes) -> Tree:
    """The tree of the grammar that fits; of several with faults the one with the fewest characters in them."""
    trees = []
    for grammar in _grammars():
        tree = _tree(data, grammar)
        if tree and not tree.root_node.has_error:
            return tree
        trees += [tree] if tree else []
    if not trees:
        raise ReadError("this is too tangled to read as JavaScript; mend or split it")
    return min(trees, key=lambda tree: _lost(tree.root_node))


def _tree(data: bytes, grammar: Language) -> Tree | None:
    """The tree of a grammar; None where its parser goes round and round, as it does over some faults."""
    from tree_sitter import Parser

    left = _STEPS + len(data)

    def is_lost(*_: object) -> bool:
        nonlocal left
        left -= 1
        return left < 0

    try:
        return Parser(grammar).parse(lambda offset, _: data[offset : offset + _CHUNK], progress_callback=is_lost)
    except ValueError:
        return None


def _lost(root: Node) -> int:
    """The octets of the outermost stretches that a grammar could not read."""
    lost, waiting = 0, [root]
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            lost += node.end_byte - node.start_byte + 1
        else:
            waiting += [child for child in node.children if child.has_error]
    return lost
