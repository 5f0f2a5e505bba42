"""Dates and telephone numbers as they are said: "the first of april twenty twenty seven", "oh eight oh eight ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from offerlint.text.late import late
from offerlint.text.numeral import DIGIT, DIGITS

_TENS = {word: n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_TEENS = {
    word: n
    for n, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
_FIRST = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINALS = {
    **{word: n for n, word in enumerate(_FIRST, 1)},
    **{
        word: n
        for n, word in enumerate(
            "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
            "twentieth".split(),
            10,
        )
    },
    **{f"twenty {word}": n for n, word in enumerate(_FIRST, 21)},
    "thirtieth": 30,
    "thirty first": 31,
}
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)})\b"
_ORDINAL = "|".join(sorted((word.replace(" ", "[ -]") for word in _ORDINALS), key=len, reverse=True))
_UNIT = "|".join(word for word, digit in DIGITS.items() if digit != "0")
_TEN, _TEEN = "|".join(_TENS), "|".join(_TEENS)
YEAR = (
    rf"(?:(?P<century>nineteen|twenty) (?:(?P<tens>{_TEN})(?>(?:[ -](?P<unit>{_UNIT}))?)|(?P<teen>{_TEEN})|"
    rf"oh (?P<oh>{_UNIT}))"
    rf"|two thousand(?: and)? "
    rf"(?:(?P<tens2>{_TEN})(?>(?:[ -](?P<unit2>{_UNIT}))?)|(?P<teen2>{_TEEN})|(?P<oh2>{_UNIT})))\b"
)
"""A year of 1910 to 2099 as it is said."""
_YEAR = late(YEAR)
_ALONE = re.sub(r"\?P<\w+>", "?:", YEAR)
_DATE = late(
    rf"\b(?:(?P<day>{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)?)(?P<of> of)? (?P<month>{_MONTH})"
    rf"(?:,? (?P<year>{_ALONE}|20\d\d\b))?"
    rf"|(?P<month1>{_MONTH})(?: the)? (?P<day1>{_ORDINAL})\b(?:,? (?P<year1>{_ALONE}|20\d\d\b))?"
    rf"|(?P<month2>{_MONTH}) (?P<year2>{_ALONE}))"
)
_ITEM = rf"(?:(?:double|triple|treble) {DIGIT}|{DIGIT} hundred|(?:{_TEN})(?: (?:{_UNIT}))?|{_TEEN}|{DIGIT}|\d+)\b"
_PHONE = late(
    rf"\b(?:(?P<abroad>(?:plus|double oh|double zero) four four) |(?=oh\b|zero\b|nought\b)){_ITEM}(?>(?:,? {_ITEM})+)"
)
_PARTS = late(
    rf"\b(?:(?P<times>double|triple|treble) (?P<again>{DIGIT})|(?P<hundred>{DIGIT}) hundred"
    rf"|(?P<ten>{_TEN})(?: (?P<unit>{_UNIT}))?|(?P<teen>{_TEEN})|(?P<digit>{DIGIT})|(?P<written>\d+))\b"
)
_SHORT = frozenset(
    ("0800", "0808", "0500", "0300", "0303", "0330", "0333", "0345", "0370", "0844", "0845", "0870", "0871")
)
_MANY = 6
"""The most places in one number where tens and a unit may be one figure or two."""


class Spoken(NamedTuple):
    """Folded characters `start` up to `end` say what `written` writes in figures."""

    start: int
    end: int
    written: str


def spoken_dates(text: str) -> Iterator[Spoken]:
    """The dates of a folded text said in words or partly so, written as 1 april 2027, april 2027 or 1 april."""
    for match in _DATE.finditer(text):
        day = match["day"] or match["day1"]
        month = match["month"] or match["month1"] or match["month2"]
        year = match["year"] or match["year1"] or match["year2"]
        in_words = (day or "").isalpha() or " " in (day or "") or not (year or "2").isdigit()
        unsure = month == "may" and match["day"] and not (match["of"] or year)
        if in_words and not unsure:
            number = "" if not day else str(_ordinal(day)) + " "
            yield Spoken(match.start(), match.end(), f"{number}{month}{' ' + str(year_of(year)) if year else ''}")


def _ordinal(day: str) -> int:
    digits = re.match(r"\d+", day)
    return int(digits[0]) if digits else _ORDINALS[day.replace("-", " ")]


def year_of(words: str) -> int:
    """The year that YEAR matched, or that digits write."""
    match = _YEAR.fullmatch(words)
    if match is None:
        return int(words)
    century = 1900 if match["century"] == "nineteen" else 2000
    tens, unit = match["tens"] or match["tens2"], match["unit"] or match["unit2"] or match["oh"] or match["oh2"]
    teen = match["teen"] or match["teen2"]
    return (
        century + (_TEENS[teen] if teen else 0) + (_TENS[tens] * 10 if tens else 0) + int(DIGITS[unit] if unit else 0)
    )


def spoken_phones(text: str) -> Iterator[Spoken]:
    """The telephone numbers of a folded text said digit by digit, in full or (0800) as what a number begins with."""
    for match in _PHONE.finditer(text):
        start = match.end("abroad") if match["abroad"] else match.start()
        prefix, lengths = ("+44", (10,)) if match["abroad"] else ("", (11, 10))
        parts = list(_PARTS.finditer(text, start, match.end()))
        for count in range(len(parts), 1, -1):
            if found := _digits(parts[:count], lengths):
                yield Spoken(match.start(), parts[count - 1].end(), prefix + found)
                break


def _digits(parts: list[re.Match[str]], lengths: tuple[int, ...]) -> str:
    """The digits that parts say, if some way of saying them has one of the lengths; nothing else."""
    ways = [tuple(_ways(part)) for part in parts]
    if sum(len(way) > 1 for way in ways) > _MANY:
        return ""
    said = ["".join(way) for way in product(*ways)]
    known = next((one for length in lengths for one in said if len(one) == length), "")
    return known or next((one for one in said if one in _SHORT), "")


def _ways(part: re.Match[str]) -> Iterator[str]:
    """What a part may write: sixty one is 61, or 60 and 1."""
    if part["times"]:
        yield DIGITS[part["again"]] * (2 if part["times"] == "double" else 3)
    elif part["hundred"]:
        yield DIGITS[part["hundred"]] + "00"
    elif part["ten"]:
        tens, unit = str(_TENS[part["ten"]]), DIGITS.get(part["unit"] or "", "")
        yield tens + (unit or "0")
        if unit:
            yield tens + "0" + unit
    else:
        yield str(_TEENS[part["teen"]]) if part["teen"] else DIGITS[part["digit"]] if part["digit"] else part["written"]
