"""Durations in days, weeks, months and years, and what lasts so long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from offerlint.facts.ground import ALONE, NUMBER, Draft, Ground
from offerlint.model.fact import UNKNOWN, Unknown
from offerlint.model.fact import in_months as known_in_months
from offerlint.text.late import late

_UNITS = r"months?|mths?|mnths?|mos?|years?|yrs?|weeks?|wks?|days?|nights?"
_DURATION = late(
    rf"{ALONE}(?P<n>{NUMBER})(?P<half> and a half)?[ -]?(?:calendar |full |working |whole )?(?P<unit>{_UNITS})\b"
    r"(?:'s?)?"
    r"|\b(?P<one>a (?:full |whole |calendar )?(?P<single>year|month|week)\b(?P<more> and a half\b)?)"
    r"|\b(?P<halved>half[ -](?:a[ -])?year)\b|\b(?P<fortnight>(?:a )?fortnight)\b"
    rf"|{ALONE}(?P<m>\d{{1,2}})m\b(?= (?:contract|term|plan|deal|min|minimum|commitment|rolling|fixed|sim)\b| ?$)"
    r"|\b(?P<rolling>rolling monthly|monthly rolling|rolling 1[ -]month|month[ -]to[ -]month)\b"
    r"|\b(?P<annual>annual|yearly|year-long|(?:full |whole )?year's)(?= (?:contract|plan|subscription|commitment)\b)"
    r"|(?P<field>\ue011)"
)
_LASTS = late(
    r"\b(?:for|least|minimum of|over|within|after|lasts|takes|first|next|only|just|than|commit(?:s|ting)? to|stay|up to"
    r"|it's|is)(?: (?:at least|about|just|only|over))? $"
)
"""What stands before "a year" where that is a stretch of time; in "£30 a year" it is a period."""
_BINDS = late(r"^'s (?:contract|commitment|minimum|tie-in)\b")
"""What follows "a year" or "a month" where a customer is bound for it."""
_LIKELY_TERMS = frozenset({"1", "6", "12", "18", "24", "30", "36", "48"})

_BETWEEN = (
    r"(?:[ -]|(?:fixed|minimum|min|rolling|initial|new|sim[ -]only|broadband|airtime|standard"
    r"|pay monthly)\b)*"
)
_ROLES: tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...] = (
    (
        "rolling",
        late(r"\brolling[ -]?$"),
        late(r"^[ -]*(?:contract |plan )?\(?(?:rolling|renewal)"),
    ),
    (
        "cooling-off",
        late(
            r"\b(?:cooling[ -]off(?: period)?|change your mind|money[ -]back)(?: (?:of|is|within|in|for"
            r"|up to|:))* ?$"
        ),
        late(
            r"^[ -]*(?:(?:cooling[ -]off|money[ -]back)|(?:after (?:[a-z']+ ){1,5}?)?(?:to"
            r"|in which to) (?:cancel|change your mind)"
            r"|right to cancel)"
        ),
    ),
    (
        "notice",
        late(r"\bnotice(?: period)?(?: (?:of|is|at least)|:)* ?$"),
        late(r"^ (?:written |prior |advance )?notice\b|^ before\b"),
    ),
    ("trial", late(r"\btrial(?: period)?(?: (?:of|for|is)|:)* ?$"), late(r"^ (?:free )?trial\b")),
    (
        "guarantee",
        late(r"\b(?:guarantee|warranty|guaranteed)(?: (?:of|for|is)|:)* ?$"),
        late(r"^ (?:[a-z]+ )?(?:guarantee|warranty)\b"),
    ),
    (
        "contract",
        late(
            r"\b(?:contract|minimum term|min\.? term|min\.?|term|contract length|commitment|tied in|tie-in"
            r"|minimum|agreement"
            r"|commit|sign(?:s|ed|ing)?(?: up)?|(?:tie[sd]?|lock(?:s|ed)?) (?:you |them |people )?in"
            r"|(?:you're|you are|you'd be|you'll be) (?:on it|in|in it|with us|tied in|locked in|signed up)"
            r"|you stay(?: with us)?|stay with us)"
            r"(?: (?:length|term|period|of|is|for|to|a|an|the|lasts|minimum|at least)|:|,| \(|-)* ?$"
        ),
        late(
            rf"^(?:'s)?{_BETWEEN}(?:contract|term\b|commitment|minimum|min\b|agreement|tie[ -]in|airtime|plan\b|deal\b"
            rf"|of the contract)"
        ),
    ),
    (
        "repayment",
        late(r"\b(?:over|repayable over|repaid over|spread over|payments? over)(?: (?:a|the))* ?$"),
        late(r"^ (?:loan|credit|repayment|finance|device plan|interest[ -]free)\b"),
    ),
    (
        "promotion",
        late(r"\b(?:first|for|for the|initial|next|offer lasts)(?: (?:the|your|first|full))* ?$"),
        late(r"^ (?:free|half[ -]price|at half|of (?:free|savings|half))\b"),
    ),
)


def unit_of(word: str) -> str:
    """The unit that a word as written stands for: day, week, month or year."""
    return {"d": "day", "n": "day", "w": "week", "m": "month", "y": "year"}[word[0]]


def in_months(number: Decimal | Unknown, unit: str) -> Decimal | Unknown:
    """A number of days, weeks, months or years in months, unknown when the number is."""
    return known_in_months(number, unit) if isinstance(number, Decimal) else UNKNOWN


def durations(ground: Ground) -> Iterator[Draft]:
    """The durations of a block in order."""
    end = 0
    for match in _DURATION.finditer(ground.figures):
        if match["m"] and match["m"] not in _LIKELY_TERMS:
            continue
        before = ground.before(match.start(), end)
        after = ground.after(match.end(), len(ground.text))
        if match["one"] and not match["more"] and not _LASTS.search(before) and not _BINDS.match(after):
            continue
        end = match.end() - match[0].endswith("'")
        yield Draft("duration", match.start(), end, *_read(ground, match, before, after))


def _read(ground: Ground, match: re.Match[str], before: str, after: str) -> tuple[Decimal | Unknown, dict[str, str]]:
    if match["rolling"]:
        return Decimal(1), {"unit": "month", "count": "1", "role": "rolling"}
    if match["annual"]:
        return Decimal(12), {"unit": "year", "count": "1", "role": "contract"}
    role = duration_role(before, after)
    if match["field"]:
        return UNKNOWN, {"unit": "month", "count": "unknown", "role": role}
    number, unit = _counted(ground, match)
    months = in_months(number, unit)
    if role == "contract" and isinstance(months, Decimal) and months <= 1 and after.strip(" -").startswith("plan"):
        role = "rolling"
    count = f"{number:f}" if isinstance(number, Decimal) else "unknown"
    return months, {"unit": unit, "count": count, "role": role}


def _counted(ground: Ground, match: re.Match[str]) -> tuple[Decimal | Unknown, str]:
    """How many of which unit."""
    if match["fortnight"]:
        return Decimal(2), "week"
    if match["halved"]:
        return Decimal("0.5"), "year"
    if match["one"]:
        return Decimal("1.5" if match["more"] else 1), match["single"]
    number = ground.number(match, "m" if match["m"] else "n")
    if match["half"] and isinstance(number, Decimal):
        number += Decimal("0.5")
    return number, "month" if match["m"] else unit_of(match["unit"])


def duration_role(before: str, after: str) -> str:
    """What lasts so long, by the words right before and right after; "none" when they do not say."""
    for role, lead, follow in _ROLES:
        if (lead and lead.search(before)) or (follow and follow.search(after)):
            return role
    return "none"
