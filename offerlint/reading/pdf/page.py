"""A page of a PDF: its letters, each with its box, how they look, and what else is on it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from offerlint.text.frozen import dataclass


class Box(NamedTuple):
    """A rectangle in points; `top` is more than `bottom`, as PDF counts from the foot of a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def around(self, other: Box) -> Box:
        """The box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def turned(self, quarters: int) -> Box:
        """The box as it lies when the page is turned clockwise by so many quarters about its origin."""
        left, bottom, right, top = self
        if quarters == 1:
            return Box(bottom, -right, top, -left)
        if quarters == 2:
            return Box(-right, -top, -left, -bottom)
        return Box(-top, left, -bottom, right) if quarters == 3 else self


class Look(NamedTuple):
    """How the letters from `start` on look: their size in points, weight, ink, and the quarters they are turned by.

    `tag` is the number of what the page says that they are; -1 where it says nothing.
    """

    start: int
    size: float
    bold: bool
    unseen: bool
    turn: int
    tag: int = -1


class Tag(NamedTuple):
    """What a file says that words are: a heading of a level, an item of a list, a cell; 0 for no such thing."""

    level: int = 0
    item: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0


_NO_TAG = Tag()


class Field(NamedTuple):
    """A field of a form: `kind` as in Control, `label` what it is called for people, `value` what stands in it."""

    box: Box
    kind: str
    checked: bool
    required: bool
    name: str
    label: str
    value: str


class Link(NamedTuple):
    """A link and where it leads."""

    box: Box
    target: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it stands in the file.

    `boxes` has four floats for each letter of `text`: left, top, right, bottom. `shapes` are its thin lines and
    bullets, `shown` the number of shapes and pictures on it. It is shown `turned` clockwise by so many quarters. It has
    `more` fields and links than are told.
    """

    text: str
    boxes: array[float]
    looks: Sequence[Look]
    box: Box
    turned: int
    shapes: Sequence[Box]
    pictures: Sequence[Box]
    shown: int
    fields: Sequence[Field]
    links: Sequence[Link]
    tags: Sequence[Tag] = ()
    more: bool = False

    def letter(self, number: int) -> Box:
        """The box of a letter."""
        left, top, right, bottom = self.boxes[4 * number : 4 * number + 4]
        return Box(left, bottom, right, top)

    def tag(self, look: Look) -> Tag:
        """What the file says that letters of a look are."""
        return self.tags[look.tag] if look.tag >= 0 else _NO_TAG

    def as_shown(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box, in points from the top left corner of the page as it is shown."""
        whole, own = self.box.turned(self.turned), box.turned(self.turned)
        return (own.left - whole.left, whole.top - own.top, own.right - whole.left, whole.top - own.bottom)
