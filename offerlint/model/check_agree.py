"""What the verb `agree` asks for: figures that agree with the offer, or with one another."""

from __future__ import annotations

from offerlint.model.check import Guard, Pattern
from offerlint.text.frozen import dataclass

WHATS = (
    "monthly", "later-price", "setup-fee", "term", "speed", "allowance", "dates", "live", "deposit", "apr",
    "missing-later-price", "missing-term", "missing-setup-fee",
)  # fmt: skip
"""What copy is held to its offer for: the figures it states, the day it is live, and what must stand beside a price."""

SUMS = (
    "total", "saving", "percent-off", "instalments", "apr", "weekday", "notice", "same-offer", "same-term", "over",
    "vat", "no-interest",
)  # fmt: skip
"""The sums that must come out right within one document."""


@dataclass(frozen=True, slots=True)
class Agree:
    """Figures must agree: with the offer in one thing (`what`), or with one another in one `sum`.

    `where` lists scopes, as for a saying. `unless` excuses a figure. `nothing` are wordings that state an
    amount of nothing ("no set-up fee").
    """

    what: str = ""
    sum: str = ""
    where: tuple[str, ...] = ()
    unless: tuple[Guard, ...] = ()
    nothing: tuple[Pattern, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.what) == bool(self.sum):
            raise ValueError("a check of agreement has either what or sum")
