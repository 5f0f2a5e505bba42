"""Which HTML element stands in which, where tags are left out, crossed or stray."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from offerlint.reading.html_entity import decoded
from offerlint.reading.html_names import (
    BARRIERS,
    BLOCKS,
    HEADINGS,
    IMPLIED_ENDS,
    INLINE,
    TABLE_PARTS,
    VOID,
)
from offerlint.reading.html_scan import Token, scan
from offerlint.text.frozen import dataclass


@dataclass(slots=True, eq=False)
class Element:
    """An element: its start tag's place, its attributes, and what is somewhere inside it.

    `places` are those of the attributes' values; `in_table` is said of what a table is around.
    """

    name: str
    start: int
    end: int
    attributes: dict[str, str]
    places: dict[str, tuple[int, int]]
    parent: Element | None
    depth: int
    closed: bool = False
    has_block: bool = False
    has_heading: bool = False
    has_table: bool = False
    in_table: bool = False
    content_end: int = 0

    def get(self, name: str) -> str:
        """The attribute's value, empty when it is absent."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        return self.get("class").lower().split()

    @property
    def role(self) -> str:
        return self.get("role").strip().lower()

    @property
    def stands_alone(self) -> bool:
        """Whether the words around it end at its tags; an unknown element does if a block is in it."""
        return self.name in BLOCKS or (self.name not in INLINE and self.has_block)


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` is open, close, text or comment; `element` is the one opened or closed, or the one around."""

    kind: str
    element: Element
    start: int
    end: int
    inner: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class _Growth:
    """The open elements; `by_name` has them again, each name's in their order."""

    text: str
    root: Element
    events: list[Event] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)
    by_name: dict[str, list[Element]] = field(default_factory=dict)

    def depth(self, names: Iterable[str]) -> int:
        """How deep the innermost open element of these names is; -1 when none is open."""
        return max((self.by_name[name][-1].depth for name in names if self.by_name.get(name)), default=-1)

    def innermost(self) -> Element:
        while len(self.stack) > 1 and self.stack[-1].closed:
            self.stack.pop()
        return self.stack[-1]

    def pop_to(self, depth: int, at: int) -> None:
        """Closes every open element at `depth` or deeper."""
        while len(self.stack) > max(depth, 1):
            element = self.stack.pop()
            if not element.closed:
                self._close(element, at, at)

    def _close(self, element: Element, start: int, end: int) -> None:
        element.closed, element.content_end = True, start
        self.by_name[element.name].pop()
        self.events.append(Event("close", element, start, end))

    def start(self, token: Token) -> None:
        name = token.name
        ended, barriers = IMPLIED_ENDS.get(name, ((), ()))
        barrier = self.depth(barriers) if ended else -1
        depths = [d for one in ended if (d := self.depth((one,))) > barrier]
        if depths:
            self.pop_to(min(depths), token.start)
        parent = self.innermost()
        attributes = {key: decoded(self.text, *place) for key, place in token.attributes.items()}
        element = Element(name, token.start, token.end, attributes, dict(token.attributes), parent, len(self.stack))
        element.in_table = parent.in_table or parent.name == "table"
        _tell_ancestors(element)
        self.stack.append(element)
        self.by_name.setdefault(name, []).append(element)
        self.events.append(Event("open", element, token.start, token.end))
        if name in VOID:
            self.stack.pop()
            self._close(element, token.end, token.end)

    def stop(self, token: Token) -> None:
        name = token.name
        if name in ("br", "p") and not self.by_name.get(name):
            self.start(Token("start", token.start, token.end, name))
            if name == "p":
                self.pop_to(self.by_name["p"][-1].depth, token.end)
            return
        if name in HEADINGS:
            name = max(HEADINGS, key=lambda one: self.depth((one,)))
        depth = self.depth((name,))
        if depth < 0 or (name not in TABLE_PARTS and depth < self.depth(BARRIERS)):
            return
        element = self.by_name[name][-1]
        if name not in INLINE:
            self.pop_to(depth + 1, token.start)
        if self.stack[-1] is element:
            self.stack.pop()
        self._close(element, token.start, token.end)


def _tell_ancestors(element: Element) -> None:
    """Marks what the elements around now hold, up to one that knows already."""
    for flag, holds in (
        ("has_block", element.stands_alone),
        ("has_heading", element.name in HEADINGS),
        ("has_table", element.name == "table"),
    ):
        above = element.parent
        while holds and above is not None and not getattr(above, flag):
            setattr(above, flag, True)
            above = above.parent


def grow(text: str) -> list[Event]:
    """The events of `text` in order; every open has its close, though a crossed inline one may close late or early."""
    root = Element("", 0, 0, {}, {}, None, 0, content_end=len(text))
    growth = _Growth(text, root, stack=[root])
    for token in scan(text):
        if token.kind == "start":
            growth.start(token)
        elif token.kind == "end":
            growth.stop(token)
        else:
            growth.events.append(
                Event(token.kind, growth.innermost(), token.start, token.end, (token.inner, token.inner_end))
            )
    growth.pop_to(1, len(text))
    return growth.events
