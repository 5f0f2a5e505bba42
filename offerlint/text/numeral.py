"""Numbers written in words: "twenty nine", "one hundred and fifty", "one point eight", "two and a half"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from offerlint.text.late import late

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {
    **{word: n for n, word in enumerate(_SMALL.split())},
    **{word: n * 10 for n, word in enumerate(_TENS.split(), 2)},
    "nought": 0,
    "fourty": 40,
    "hundred": 100,
    "thousand": 1000,
}
_ANY = "|".join(sorted(_VALUES, key=len, reverse=True))
DIGITS = {"oh": "0", "nought": "0", **{word: str(n) for n, word in enumerate(_SMALL.split()[:10])}}
"""The words that say one digit."""
DIGIT = rf"(?:{'|'.join(DIGITS)})"
_RUN = late(
    rf"\b(?:{_ANY})\b(?>(?:(?:[ -]| and )(?:{_ANY})\b)*)"
    rf"(?:(?P<decimals> point(?>(?: {DIGIT}\b)+))|(?P<half> and a half\b))?"
)
_COUPLE = late(
    r"\ba couple(?: of)?(?= (?:full |whole |more )?(?:years?|months?|weeks?|days?|quid|pounds?|gigs?|gb|megs?)\b)"
)
_PART = late(rf"and|{_ANY}")
_FRACTION = late(
    r"(?<![\w/.,⁄£])(?:(?P<whole>\d{1,3}) ?)?(?:(?P<top>[13])[⁄/](?P<bottom>[24])|(?P<sign>[½¼¾]))(?= ?(?:p|pence)\b)"
)
_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def is_counted(word: str) -> bool:
    """Whether a folded word is part of a number in words, or a digit said."""
    return word in _VALUES or word in DIGITS


class Numeral(NamedTuple):
    """Folded characters `start` up to `end` spell `value`."""

    start: int
    end: int
    value: Decimal


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers spelt in a folded text, in order; "twenty nine ninety nine" is two."""
    for run in _RUN.finditer(text):
        tail = run["decimals"] or run["half"]
        if not tail:
            yield from _split(run[0], run.start())
            continue
        *others, whole = _split(text[run.start() : run.end() - len(tail)], run.start())
        yield from others
        digits = "".join(DIGITS[word] for word in tail.split()[1:]) if run["decimals"] else "5"
        yield Numeral(whole.start, run.end(), whole.value + Decimal(f"0.{digits}"))


def in_digits(text: str) -> str:
    """The folded text with numbers in words as digits."""
    for start, end, value in sorted(numerals(text), reverse=True):
        text = f"{text[:start]}{value:f}{text[end:]}"
    return text


def couples(text: str) -> Iterator[Numeral]:
    """Each "a couple of" that counts time, money or data, in order."""
    for found in _COUPLE.finditer(text):
        yield Numeral(*found.span(), Decimal(2))


def fractions(text: str) -> Iterator[Numeral]:
    """Each fraction of pence, with the whole number before it: "½p", "1 1/2p"."""
    for found in _FRACTION.finditer(text):
        part = _SIGNS[found["sign"]] if found["sign"] else Decimal(found["top"]) / Decimal(found["bottom"])
        yield Numeral(*found.span(), Decimal(found["whole"] or 0) + part)


class _Reading:
    """One number as its words come in; `room` is what may still be added to it."""

    def __init__(self, start: int, end: int, value: int) -> None:
        self.start, self.end = start, end
        self.head, self.tail = (1000, 0) if value == 1000 else (0, value)
        self.room = self._room(value)

    @staticmethod
    def _room(value: int) -> int:
        return value if value in (100, 1000) else 10 if value >= 20 else 0

    def takes(self, value: int, after_and: bool) -> bool:
        """Adds the next word's value, or says that it begins another number."""
        if value == 100 and 0 < self.tail < 100 and not after_and:
            self.tail *= 100
        elif value == 1000 and self.tail and not self.head and not after_and:
            self.head, self.tail = self.tail * 1000, 0
        elif 0 < value < self.room and (not after_and or self.room > 10):
            self.tail += value
        else:
            return False
        self.room = self._room(value)
        return True

    @property
    def numeral(self) -> Numeral:
        return Numeral(self.start, self.end, Decimal(self.head + self.tail))


def _split(run: str, offset: int) -> Iterator[Numeral]:
    """The numbers in a run of number words; one that takes no more makes room for the next."""
    current: _Reading | None = None
    after_and = False
    for part in _PART.finditer(run):
        if part[0] == "and":
            after_and = True
            continue
        start, end, value = offset + part.start(), offset + part.end(), _VALUES[part[0]]
        if current and current.takes(value, after_and):
            current.end = end
        else:
            if current:
                yield current.numeral
            current = _Reading(start, end, value)
        after_and = False
    if current:
        yield current.numeral
