"""A change told of in a letter less than a month before it takes effect."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from offerlint.checks.agreement.disagreement import Disagreement, day, place_of
from offerlint.checks.agreement.stretch import Stated
from offerlint.model.block import Emphasis
from offerlint.model.check_agree import Agree
from offerlint.model.fact import Fact
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.text.late import late

_WRITTEN = 8
"""Among so many blocks a letter's own date stands."""
_NEAR = 6
"""Among so many blocks before a date it is said that a price changes."""
_LABEL = late(r"^(?:date|dated|our letter of|sent(?: on)?)?:? ?$")
_CHANGES = late(
    r"\b(?:(?:when|date) (?:it|this|the (?:price|change)) (?:changes|starts|takes effect|goes up)"
    r"|(?:changes|goes up|rises|increases|go up|rise|increase|will change|will rise)(?: to £[\d.,]+(?: a month)?)?"
    r"(?: on| from)"
    r"|(?:prices?|charges?|change|rise|increase|tariff)(?: [a-z]+){0,3}"
    r" (?:starts?|applies|apply|takes? effect)(?: on| from)"
    r"|new price from|date of (?:the )?change|change date|effective(?: from| date)?|with effect from)"
    r"[: |]*(?:the )?$"
)
"""Words before the day on which something changes."""
_RAISED = late(
    r"\b(?:prices?|charges?|bill|tariff|you pay|cost)\b.{0,60}\b(?:chang(?:e|es|ing)|go(?:es|ing)? up|ris(?:e|es|ing)"
    r"|increas(?:e|es|ing)|more)\b|\b(?:new|higher) prices?\b|\bwhat you(?:'ll| will) pay\b|\bchange to the price\b"
)
"""Words that say that a price changes."""


def notice(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """The day of a change of price, where it is less than a month after the letter's own date."""
    visible = [one for one in lens.passages if one.block.emphasis is not Emphasis.HIDDEN]
    written = _written(visible)
    if written is None:
        return
    first = _month_after(written)
    for at, passage in enumerate(visible):
        for fact in passage.facts:
            when = _day(fact)
            if when and written < when < first and _is_of_change(visible, at, fact):
                words = f"{(when - written).days} days after {day(written)}"
                yield Disagreement(place_of(passage, fact), day(when), f"{day(first)} or later", words)


def _written(passages: list[Passage]) -> date | None:
    """The date that stands by itself at the head of a letter, the only one there."""
    dates = []
    for passage in passages[:_WRITTEN]:
        for fact in passage.facts:
            when = _day(fact)
            stated = Stated(passage, fact)
            if when and _LABEL.match(stated.lead) and not stated.rest.strip(" .,"):
                dates.append(when)
    return dates[0] if len(set(dates)) == 1 else None


def _is_of_change(passages: list[Passage], at: int, fact: Fact) -> bool:
    """Whether a date of the passage `at` is said to be the day on which a price changes."""
    told = passages[max(at - _NEAR, 0) : at + 1]
    return bool(_CHANGES.search(Stated(passages[at], fact).lead)) and any(
        _RAISED.search(one.folded.text) for one in told
    )


def _day(fact: Fact) -> date | None:
    known = fact.kind == "date" and fact.qualifiers.get("precision") == "day"
    return fact.value if known and isinstance(fact.value, date) else None


def _month_after(start: date) -> date:
    """The same day of the next month, or its last."""
    year, month = start.year + start.month // 12, start.month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
