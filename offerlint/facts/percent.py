"""Percentages and annual percentage rates."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.facts.ground import ALONE, NUMBER, Draft, Ground
from offerlint.facts.money import bound
from offerlint.text.late import late

_SIGN = r"(?: ?%| ?(?:per ?cent|percent)\b(?:age points?)?| ?pc\b)"
PERCENT = rf"(?P<n>{NUMBER}){_SIGN}"
_PERCENTAGE = late(rf"(?:{ALONE}|(?<=\d-)|(?<= -)){PERCENT}|(?P<field>\ue013)(?:{_SIGN})?")
_WORD = (
    r"(?:representative|typical|variable|fixed|rep\.?|aprc?\b|interest|rate|of|is|at|:|from|up to|a|an"
    r"|the|just|only|p\.a\.)"
)
_APR = late(
    rf"(?:\b(?P<rep1>representative |typical |rep\.? )?(?:aprc?\b)(?:,? ?[(]?{_WORD}[)]?){{0,4}}? ?[(]?"
    rf"(?P<n1>{NUMBER}){_SIGN}"
    rf"|(?:\b(?P<rep2>representative |typical |rep\.? ))?{ALONE}(?P<n2>{NUMBER}){_SIGN}"
    rf"(?P<between>(?:,? ?[(]?(?:representative|typical|rep\.?|fixed|variable|p\.a\.|rate"
    rf"|interest)[)]?){{0,3}}?) ?[(]?aprc?\b"
    r"|(?P<field>\ue014)(?:%| ?%)?(?: ?aprc?\b)?)[)]?"
    r"(?P<follow>(?:,? ?[(]?(?:representative|typical|variable|fixed|rep\.?)(?![\w])[)]?){0,3})"
)
_LEAD = late(r"\b(?:representative|typical)(?: example| rate| of|:)* ?$")
_RATE = late(r"^ ?(?:p\.a\.|pa\b|per annum|\(?fixed|\(?variable|interest|ear\b|aer\b|gross)|^ ?\(?(?:annual )?interest")
_RATE_BEFORE = late(r"\b(?:interest(?: rate)?|rate|interest at)(?: of| is|:| at)*(?: just| only)? ?$")


def aprs(ground: Ground) -> Iterator[Draft]:
    """The annual percentage rates of a block, with whether they are representative and variable."""
    for match in _APR.finditer(ground.figures):
        words = f"{match['rep1'] or match['rep2'] or ''}{match['between'] or ''}{match['follow']}"
        words += match[0].split("%")[0] if match["n1"] else ""
        before = ground.before(match.start())
        representative = "rep" in words or "typical" in words or bool(_LEAD.search(before))
        group = next(name for name in ("n1", "n2", "field") if match[name])
        qualifiers = {
            "representative": "yes" if representative else "no",
            "variable": "yes" if "variable" in words else "no",
            **bound(before, ""),
        }
        yield Draft("apr", match.start(), match.end(), ground.number(match, group), qualifiers)


def percentages(ground: Ground) -> Iterator[Draft]:
    """Every percentage; those that are part of an APR or a saving are for the caller to leave out."""
    for match in _PERCENTAGE.finditer(ground.figures):
        before, after = ground.before(match.start()), ground.after(match.end(), len(ground.text))
        role = "rate" if _RATE.search(after) or _RATE_BEFORE.search(before) else "none"
        value = ground.number(match, "n" if match["n"] else "field")
        yield Draft("percentage", match.start(), match.end(), value, {"role": role, **bound(before, after)})
