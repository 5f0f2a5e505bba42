"""A date and a weekday that it does not fall on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from offerlint.checks.agreement.disagreement import Disagreement, day
from offerlint.model.block import Emphasis, Place
from offerlint.model.check_agree import Agree
from offerlint.model.fact import Fact
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.text.late import late
from offerlint.text.span import Span

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAME = (
    r"(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_BEFORE = late(rf"\b{_NAME}\b\.?,?(?: the)? ?$")
_AFTER = late(rf"^ ?\(({_NAME})\)")


def weekday(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Each date beside a weekday that is another; a date without a year is of the year that the others share."""
    year = _year(lens)
    for passage in lens.passages:
        if passage.block.emphasis is Emphasis.HIDDEN:
            continue
        for fact in passage.facts:
            when = _day(fact, year)
            named = _named(passage, fact) if when else None
            if when and named and _DAYS[when.weekday()] != named[0]:
                right = _DAYS[when.weekday()].capitalize()
                said = f"{named[0].capitalize()} {day(when)}"
                yield Disagreement(
                    Place(passage.block, named[1]), said, f"{right} {day(when)}", f"{day(when)} is a {right}"
                )


def _year(lens: Lens) -> int | None:
    """The one year of all the full dates of a document, else the year it is said to be live in."""
    facts = [fact for passage in lens.passages for fact in passage.facts if fact.kind == "date"]
    years = {fact.value.year for fact in facts if isinstance(fact.value, date)}
    declared = lens.document.about.as_of
    return years.pop() if len(years) == 1 else declared.year if declared and not years else None


def _day(fact: Fact, year: int | None) -> date | None:
    if fact.kind != "date":
        return None
    if isinstance(fact.value, date):
        return fact.value if fact.qualifiers.get("precision") == "day" else None
    if fact.qualifiers.get("precision") != "yearless" or year is None:
        return None
    try:
        return date(year, int(fact.qualifiers["month"]), int(fact.qualifiers["day"]))
    except ValueError:
        return None


def _named(passage: Passage, fact: Fact) -> tuple[str, Span] | None:
    """The weekday that stands beside a date, and the place of both."""
    folded = passage.folded
    start, end = bisect_left(folded.starts, fact.span.start), bisect_left(folded.starts, fact.span.end)
    before = _BEFORE.search(folded.text[max(start - 20, 0) : start])
    if before:
        at = max(start - 20, 0) + before.start("day")
        return _full(before["day"]), folded.span(at, end)
    after = _AFTER.match(folded.text[end : end + 14])
    return (_full(after["day"]), folded.span(start, end + after.end())) if after else None


def _full(name: str) -> str:
    return next(one for one in _DAYS if one.startswith(name[:3]))
