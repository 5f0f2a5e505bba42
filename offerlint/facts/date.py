"""Dates, read day first as in the UK."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from offerlint.facts.ground import Draft, Ground
from offerlint.model.fact import UNKNOWN, Value
from offerlint.text.late import late
from offerlint.text.spoken import spoken_dates

_NAMES = (
    "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
    "september|sept|sep", "october|oct", "november|nov", "december|dec",
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split("|")}
MONTH = rf"(?:{'|'.join(_NAMES)})\b\.?"
_WORDS = "|".join(name.partition("|")[0] for name in _NAMES)
_AMERICAN = rf"(?!(?:{_WORDS})\.){MONTH}"
"""A month before its day: after a whole name a full stop ends the sentence."""
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{0}>20\d\d(?!\d)|'?\d\d(?![\d:.%,]|(?: ?(?:%|gb|mb|am|pm|months?|days?|years?|mths?)\b)))"
_LONG = r"(?P<year{0}>20\d\d)\b"
_COUNTED = r"[ -]?(?:(?:month|mth|day|year|yr|week|wk)s?\b|gb|mb)"
_MONTH_NAME = late(rf"\b{MONTH}")
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = late(
    rf"(?<![\w£.,/-]){_DAY.format('')}(?: of)?[ -](?P<month>{MONTH})(?:,?[ -]{_YEAR.format('')})?"
    rf"|\b(?P<month1>{_AMERICAN}) {_DAY.format(1)}(?![\d:%]|[.,]\d|{_COUNTED})(?:,? {_LONG.format(1)})?"
    rf"|\b(?P<month2>{MONTH})[ -](?P<year2>20\d\d|'\d\d)\b"
    r"|(?<![\w£.,/-])(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:20)?\d\d)(?![\w/]|[.,-]\d)"
    r"|(?<![\w£.,/-])(?P<iso>20\d\d-\d\d-\d\d)(?![\w/-])"
    rf"|\b(?:in|from|until|till|by|before|since|during|next|this|ends?) (?P<month3>{MONTH})(?![ -]'?\d)"
    rf"|\b(?P<last>ends?|ending|expires?|until|till|closes?|finishes|before|by)(?: (?:at|on|this|next|of"
    rf"|the|end|midnight)){{0,5}}"
    rf" (?P<soon>{WEEKDAY}|midnight|tonight|today|tomorrow)\b"
    r"|(?P<field>\ue015)"
)
_HINTS = (*(name[:3] for name in _MONTH_OF), "day", "night", "tomorrow", "\ue015")
"""Of these, one stands in every date but those in digits."""
_IN_DIGITS = late(r"\d[/.-]\d")
_START = late(
    r"\b(?:from|starting|starts?|begins?|beginning|since|on or after|with effect from|available from)"
    rf"(?: (?:the|on|at|{WEEKDAY}|midnight))*,? ?$"
)
_END = late(
    r"\b(?:until|till|til|by|before|ends?|ending|expires?|closes?|finishes|deadline|valid to|valid until|to"
    r"|through)"
    rf"(?: (?:the|on|at|of|end|{WEEKDAY}|midnight|noon|\d{{1,2}}(?:[:.]\d\d)?(?:am|pm)?)|:)*,? ?$"
)


def dates(ground: Ground) -> list[Draft]:
    """The dates of a block in order; impossible ones such as 31/02/27 are none."""
    if not ground.has(*_HINTS) and not _IN_DIGITS.search(ground.figures):
        return []
    said = list(_said(ground)) if _MONTH_NAME.search(ground.text) else []
    free = (day for day in _written(ground) if not any(one.start < day.end and day.start < one.end for one in said))
    return sorted((*said, *free), key=lambda day: day.start)


def _said(ground: Ground) -> Iterator[Draft]:
    """The dates that words say: "the first of april twenty twenty seven"."""
    for start, end, written in spoken_dates(ground.text):
        if (match := _DATE.fullmatch(written)) and (read := _read(match)):
            yield Draft("date", start, end, read[0], {**read[1], **_role(ground, match, start)})


def _written(ground: Ground) -> Iterator[Draft]:
    for match in _DATE.finditer(ground.figures):
        read = _read(match)
        if read is None:
            continue
        value, qualifiers = read
        start = next((match.start(name) for name in ("month3", "soon") if match[name]), match.start())
        end = match.end() - match[0].endswith(".")
        yield Draft("date", start, end, value, {**qualifiers, **_role(ground, match, start)})


def _role(ground: Ground, match: re.Match[str], start: int) -> dict[str, str]:
    before = ground.before(start, width=50)
    if match["last"] or _END.search(before):
        return {"role": "end"}
    return {"role": "start"} if _START.search(before) else {}


def _read(match: re.Match[str]) -> tuple[Value, dict[str, str]] | None:
    """A date's value and precision; None when there is no such day."""
    if match["field"]:
        return UNKNOWN, {"precision": "unknown"}
    if match["soon"]:
        return UNKNOWN, {"precision": "relative"}
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return _whole(year, month, day)
    if match["d"]:
        day, month, year = int(match["d"]), int(match["m"]), _full(match["y"])
        return _whole(year, month, day) or _whole(year, day, month)
    if match["month2"]:
        return date(_full(match["year2"]), _month(match["month2"]), 1), {"precision": "month"}
    if match["month3"]:
        return UNKNOWN, {"precision": "month", "month": str(_month(match["month3"]))}
    suffix = "" if match["month"] else "1"
    day, month, year_text = int(match["day" + suffix]), _month(match["month" + suffix]), match["year" + suffix]
    if year_text:
        return _whole(_full(year_text), month, day)
    known = _whole(2024, month, day)
    return known and (UNKNOWN, {"precision": "yearless", "month": str(month), "day": str(day)})


def _month(name: str) -> int:
    return _MONTH_OF[name.rstrip(".")]


def _full(year: str) -> int:
    number = int(year.strip("'"))
    return number if number > 99 else 2000 + number


def _whole(year: int, month: int, day: int) -> tuple[Value, dict[str, str]] | None:
    try:
        return date(year, month, day), {"precision": "day"}
    except ValueError:
        return None
