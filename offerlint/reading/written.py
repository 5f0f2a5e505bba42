"""Numbers that were spoken, written as copy writes them: £29.99 for twenty nine ninety nine, 24 months, 3.9%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from offerlint.text.fold import fold
from offerlint.text.late import late
from offerlint.text.numeral import DIGIT, DIGITS, numerals
from offerlint.text.spoken import YEAR, Spoken, spoken_dates, spoken_phones, year_of
from offerlint.text.view import View, ViewBuilder

_SPELT, _TAKEN = "\ue000", "\ue001"
_N = rf"(?:(?<!{_SPELT}){_SPELT}++|(?<![\w.,£%/:-])\d{{1,4}}(?![\w%:/]|[.,]\d))"
_A_PERIOD = (
    r"(?:(?:a|per|each|every) (?:calendar )?(?:month|mth|week|year|day|quarter)|monthly|weekly|yearly|annually)\b"
)
_PENCE = rf"(?:oh (?P<oh>{_N})|(?P<pence>{_N}))"
_POUNDS = late(
    rf"(?P<pounds>{_N}) ?(?:pounds?|quid)\b(?:(?P<and> and)? {_PENCE}(?P<sign> ?(?:p|pence)\b)?)?"
    rf"|(?P<note>\ba (?:fiver|tenner))\b"
)
_HUNDRED = late(r"\ba (?:hundred|thousand)$|\ba (?:hundred |thousand)")
_POINT = late(r"(?<!this )(?<!that )(?<!some )(?<!the )(?<!any )(?<!what )\bpoint (?:\w+ )?$")
"""What stands before the per cent of a number below one."""
_SOME = late(r"\b(?:few|several|couple(?: of)?|many) $")
"""What stands before a hundred or thousand that is no number by itself."""
_RANGE = late(rf"(?:(?P<between>\bbetween )(?P<low>{_N}) and|(?P<from>{_N}) to) (?={_N} ?(?:pounds?|quid)\b)")
_BARE = late(rf"(?P<pounds>{_N}) {_PENCE}(?P<period> {_A_PERIOD}| for {_N} months?\b)?")
_LONE = late(rf"(?P<pounds>{_N})(?= {_A_PERIOD})")
_PRICED = late(
    r"\b(?:at|for|just|only|pay|paying|paid|is|it's|that's|was|be|to|from|cost|costs)(?: (?:only|just|about))? $"
)
_ENDINGS = frozenset((49, 90, 95, 98, 99))
"""Pence that prices end with and hardly any other number does."""
_LEAST = 5
"""Anything less "a month" may be a number of times."""
_COUNTED = late(
    rf"(?P<n>{_N})(?:(?P<cent> ?per ?cent| ?percent)\b|[ -](?=(?:(?:to|or) {_N}[ -])?(?:"
    r"(?:calendar )?months?|years?|weeks?|(?:working )?days?|hours?|minutes?|mins?|texts?|megs?|gigs?|mb|gb|mbps|"
    r"megabits?|gigabits?|megabytes?|gigabytes?|p|pence)\b)"
    r"|(?P<g> g)\b)"
)
_YEAR = late(
    rf"\b(?:in|by|from|until|since|after|before|year) (?P<year>{YEAR})"
    rf"(?! {_A_PERIOD}| ?(?:pounds?|quid|pence|p|meg|gig|months?|per ?cent|percent)\b)"
)
_DIGITS = late(rf"\b(?:(?:double |triple )?{DIGIT}(?:,? |\b)){{4,}}")
_SAID = late(rf"(?:(double|triple) )?({DIGIT})\b")


class _Text(NamedTuple):
    """Folded words, and the same length with each number as a run of SPELT, whose values are by where it starts."""

    words: str
    figures: list[str]
    values: dict[int, Decimal]


def written(view: View) -> View:
    """The words with numbers that were spoken as copy would write them; each stands for the words it was said in."""
    folded = fold(view.text)
    found = sorted(_spoken(folded.text))
    if not found:
        return view
    builder, done = ViewBuilder(view.text), 0
    for start, end, figures in found:
        span = folded.span(start, end)
        builder.copy(done, span.start)
        builder.put(figures, *span)
        done = span.end
    builder.copy(done, len(view.text))
    return builder.build().then(view.map)


def _spoken(words: str) -> Iterator[Spoken]:
    """What is spoken in folded words, without overlap: telephone numbers and dates first, then sums, then the rest."""
    text = _Text(words, list(words), {})
    for family in (spoken_phones, spoken_dates, _years, _digits):
        yield from _kept(text, list(family("".join(text.figures))))
    for start, end, value in numerals("".join(text.figures)):
        text.figures[start:end] = _SPELT * (end - start)
        text.values[start] = value
    for read in (_pounds, _bare, _lone, _counted):
        yield from _kept(text, list(read(text)))


def _kept(text: _Text, found: list[Spoken]) -> list[Spoken]:
    for one in found:
        text.figures[one.start : one.end] = _TAKEN * (one.end - one.start)
    return found


def _years(words: str) -> Iterator[Spoken]:
    for match in _YEAR.finditer(words):
        yield Spoken(*match.span("year"), str(year_of(match["year"])))


def _digits(words: str) -> Iterator[Spoken]:
    """Four digits or more one by one, as cards and accounts are read out."""
    for match in _DIGITS.finditer(words):
        said = ((times, DIGITS[digit]) for times, digit in _SAID.findall(match[0]))
        digits = "".join(digit * {"double": 2, "triple": 3}.get(times, 1) for times, digit in said)
        yield Spoken(match.start(), match.start() + len(match[0].rstrip(" ,")), digits)


def _value(text: _Text, match: re.Match[str], group: str) -> Decimal:
    start = match.start(group)
    return text.values[start] if text.figures[start] == _SPELT else Decimal(text.words[start : match.end(group)])


def _pence(text: _Text, match: re.Match[str]) -> Decimal | None:
    """The pence after pounds; None where the number there is one of its own."""
    group = "oh" if match["oh"] else "pence"
    pence = _value(text, match, group) if match[group] else None
    most = 10 if match["oh"] else 100
    return pence if pence is not None and pence < most and pence == int(pence) else None


def _sum(pounds: Decimal, pence: Decimal | None) -> str:
    return f"£{pounds:f}" if pence is None else f"£{pounds:f}.{int(pence):02}"


def _pounds(text: _Text) -> Iterator[Spoken]:
    figures = "".join(text.figures)
    for match in _RANGE.finditer(figures):
        group = "low" if match["between"] else "from"
        yield Spoken(*match.span(group), _sum(_value(text, match, group), None))
    for match in _POUNDS.finditer(figures):
        if match["note"]:
            yield Spoken(*match.span(), "£5" if match["note"].endswith("fiver") else "£10")
            continue
        if _SOME.search(text.words, max(match.start() - 10, 0), match.start()):
            continue
        pounds, pence = _value(text, match, "pounds"), _pence(text, match)
        end = match.end()
        alone = match["sign"] is None and (match["and"] or (pence is not None and pence < 10 and not match["oh"]))
        if pence is not None and (alone or (match["sign"] is None and _COUNTED.match(figures, match.start("pence")))):
            pence = None
        if pence is None:
            end = match.start() + len(re.match(r".*?(?:pounds?|quid)\b", match[0])[0])  # type: ignore[index]
        start = match.start() - 2 * bool(_HUNDRED.search(text.words, max(match.start() - 3, 0), match.start() + 9))
        yield Spoken(start, end, _sum(pounds, pence))


def _bare(text: _Text) -> Iterator[Spoken]:
    """Pounds and pence without either word: two numbers with a period after them, or ending as prices do."""
    figures = "".join(text.figures)
    for match in _BARE.finditer(figures):
        pounds, pence = _value(text, match, "pounds"), _pence(text, match)
        if pence is None or pounds != int(pounds) or (pence < 10 and not match["oh"]):
            continue
        priced = pence in _ENDINGS and _PRICED.search(text.words, max(match.start() - 20, 0), match.start())
        if match["period"] or (priced and not _COUNTED.match(figures, match.start("pence"))):
            end = match.end("oh") if match["oh"] else match.end("pence")
            yield Spoken(match.start(), end, _sum(pounds, pence))


def _lone(text: _Text) -> Iterator[Spoken]:
    """Whole pounds without the word: thirty a month."""
    for match in _LONE.finditer("".join(text.figures)):
        if _value(text, match, "pounds") >= _LEAST:
            yield Spoken(*match.span(), _sum(_value(text, match, "pounds"), None))


def _counted(text: _Text) -> Iterator[Spoken]:
    for match in _COUNTED.finditer("".join(text.figures)):
        value = f"{_value(text, match, 'n'):f}"
        if match["cent"]:
            point = _POINT.search(text.words, max(match.start() - 20, 0), match.start())
            if not point:
                yield Spoken(match.start(), match.end(), f"{value}%")
            elif point[0] == "point " and len(value) == 1:
                yield Spoken(point.start(), match.end(), f"0.{value}%")
        elif match["g"]:
            if value in ("3", "4", "5"):
                yield Spoken(match.start(), match.end(), f"{value}g")
        elif text.figures[match.start()] == _SPELT:
            yield Spoken(*match.span("n"), value)
