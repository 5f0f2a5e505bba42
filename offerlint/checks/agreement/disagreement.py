"""A figure that does not agree with another, and how figures are written in messages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from offerlint.model.block import Block, Place
from offerlint.model.fact import Fact
from offerlint.model.passage import Passage
from offerlint.text.frozen import dataclass

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place whose figure is wrong, or lacks its companion, before anything excuses it.

    `said` is the figure there and `meant` the right one, both as a reader writes them; `sum` shows how it comes
    about. `beside` are the other blocks that must stand with it. `once`: said and meant alike are one fault.
    """

    place: Place
    said: str
    meant: str
    sum: str = ""
    offer: str = ""
    where: str = ""
    beside: tuple[Block, ...] = ()
    related: tuple[tuple[Place, str], ...] = ()
    exposed_by: tuple[Mapping[str, str], ...] = ()
    guessed: bool = False
    once: bool = False

    @property
    def found(self) -> dict[str, str]:
        """What fills the placeholders of a message."""
        return {
            "said": self.said,
            "meant": self.meant,
            "sum": self.sum,
            "offer": self.offer,
            "place": self.where,
        }


def place_of(passage: Passage, fact: Fact) -> Place:
    """The place of a fact."""
    return Place(passage.block, fact.span)


def pounds(value: Decimal) -> str:
    """An amount as copy writes it: £30, £27.50, £1,050."""
    rounded = value.quantize(CENT)
    whole = rounded == rounded.to_integral_value()
    return f"£{int(rounded):,}" if whole else f"£{rounded:,.2f}"


def plain(value: Decimal) -> str:
    """A number without needless zeros."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def percent(value: Decimal) -> str:
    """A percentage: 9.9%."""
    return f"{plain(value)}%"


def months(value: Decimal) -> str:
    """A number of months."""
    return f"{plain(value)} month{'' if value == 1 else 's'}"


def mbps(value: Decimal) -> str:
    """A speed: 225Mbps."""
    return f"{plain(value)}Mbps"


def gigabytes(value: Decimal | str) -> str:
    """An allowance of data: 40GB, or unlimited."""
    return value if isinstance(value, str) else f"{plain(value)}GB"


def day(value: date) -> str:
    """A date in full: 4 December 2026."""
    return f"{value.day} {value:%B} {value.year}"
