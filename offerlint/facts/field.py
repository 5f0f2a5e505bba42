"""Merge fields: the kind of fact that a field's expression stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from offerlint.text.late import late


class Stand(NamedTuple):
    """A field's kind of fact, the sign it gets among the figures, and what its name says more."""

    kind: str
    sign: str
    qualifiers: Mapping[str, str]


SIGNS = {
    "price": "\ue010",
    "duration": "\ue011",
    "speed": "\ue012",
    "percentage": "\ue013",
    "apr": "\ue014",
    "date": "\ue015",
    "phone": "\ue016",
    "saving": "\ue017",
    "allowance": "\ue018",
}
"""Private-use characters that stand, among the figures of a block, for a field of known kind."""

_NAMES: tuple[tuple[str, str], ...] = (
    ("phone", r"phone|telephone|tel|helpline"),
    ("apr", r"apr|aprc"),
    ("date", r"dates?|until|expiry|expires|deadline|starts?|ends|from"),
    ("saving", r"savings?|discount"),
    ("percentage", r"percent|percentage|pct"),
    ("speed", r"speed|mbps|gbps|download|upload|mbits?"),
    ("allowance", r"allowance|gb|data"),
    ("duration", r"months?|term|duration|weeks|years|days"),
    (
        "price",
        r"monthly|prices?|cost|fees?|charge|amount|rrp|total|deposit|setup|activation|delivery|was",
    ),
)
_KINDS = late("|".join(rf"(?P<{kind}>\b(?:{names})\b)" for kind, names in _NAMES))
_IS_DATE = late(r"\bdates?$")
"""A name that ends so is a date's, of whatever: first charge date."""
_ROLES = (
    ("setup", late(r"\b(?:setup|set up|activation|delivery|upfront|installation|connection)\b")),
    ("reference", late(r"\b(?:was|rrp|reference|usual|previous|old)\b")),
    ("later", late(r"\b(?:later|then|next|after|future|new|steps?|rises?)\b")),
    ("total", late(r"\btotal\b")),
    ("deposit", late(r"\bdeposit\b")),
    ("exit-fee", late(r"\b(?:exit|etc|termination|cancellation)\b")),
)
_JOINT = late(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")


def stand(expression: str) -> Stand | None:
    """What the field `expression` stands for, judged by its names alone, the last one first."""
    path = expression.split("|", maxsplit=1)[0].strip()
    names = [_JOINT.sub(" ", name).lower().strip() for name in path.split(".")]
    for name in reversed(names):
        if _IS_DATE.search(name):
            return Stand("date", SIGNS["date"], {})
        if match := _KINDS.search(name):
            kind = match.lastgroup or ""
            return Stand(kind, SIGNS[kind], _qualifiers(kind, " ".join(names)))
    return None


def _qualifiers(kind: str, words: str) -> dict[str, str]:
    if kind != "price":
        return {"of": "data"} if kind == "allowance" else {}
    role = next((role for role, pattern in _ROLES if pattern.search(words)), "")
    found = {"role": role} if role else {}
    return {**found, "period": "month"} if re.search(r"\b(?:monthly|per month)\b", words) else found
