"""What a price is for: the role, the months and the dates that the words around it give it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from offerlint.facts.date import WEEKDAY
from offerlint.facts.ground import NUMBER, Draft, Ground
from offerlint.model.fact import UNKNOWN
from offerlint.text.late import late
from offerlint.text.span import Span

_LINK = r"(?:(?: is| are| of| at| costs?| only| just| you pay| you'll pay| from| up to| a|:|-|=|\(| )*)$"
_SETUP = (
    r"(?:set[ -]?up|activation|connection|delivery|postage|p&p|installation|install|fitting|joining|admin|"
    r"administration|arrangement|engineer visit|up[ -]?front|one[ -]off)"
)
_FEE = r"(?: (?:fee|fees|cost|costs|charge|charges|payment|price))?"
_EXIT = (
    r"(?:(?:early )?(?:exit|termination|cancellation|disconnection|leaving|early[ -]exit)(?: (?:fee|charge"
    r"|cost)s?)?"
    r"|etc|etf)"
)
_REWARD = r"(?:cash ?back|voucher|gift card|reward|e-?gift|prepaid (?:card|mastercard)|bill credit|credit|prize)"

_ROLES: tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...] = (
    (
        "exit-fee",
        late(rf"\b{_EXIT}{_LINK}"),
        late(r"^ (?:early[ -])?(?:exit|termination|cancellation|disconnection|leaving)\b"),
    ),
    (
        "reference",
        late(
            r"\b(?:was|were|rrp|r\.r\.p\.?|usual(?:ly)?|normal(?:ly)?|originally|regular|previously|list"
            r"|full|standard|"
            r"(?:reduced|down) from|instead of|compared (?:to|with)|worth|valued at)"
            r"(?: (?:retail|selling|monthly|price|prices|cost|rate))*[ :(]*(?:of |is |over |at |from )?$"
        ),
        late(r"^ ?\(?(?:rrp|usually|normally|when bought separately)\b"),
    ),
    (
        "deposit",
        late(rf"\b(?:deposit|advance payment){_LINK}"),
        late(r"^ (?:(?:refundable |security )?deposit|advance payment)\b"),
    ),
    ("line-rental", late(rf"\b(?:line rental|phone line){_LINK}"), late(r"^ ?(?:for )?line rental\b")),
    (
        "setup",
        late(rf"\b{_SETUP}{_FEE}{_LINK}"),
        late(
            rf"^ ?(?:\(|for |in |as )?(?:a )?(?:one[ -]off |single |next day |standard |new "
            rf"|the )?{_SETUP}\b"
        ),
    ),
    (
        "reward",
        late(rf"\b(?:win|(?<!before )(?<!after )(?<!with ){_REWARD}){_LINK}"),
        late(rf"^ (?:(?!and|with|plus|get|for)[a-z-]+ ){{0,2}}?{_REWARD}\b"),
    ),
    (
        "total",
        late(
            rf"\b(?:in total|total(?:ling|s)?(?: (?:cost|price|amount|payable|repayable|contract|minimum|to pay))*)"
            rf"{_LINK}|=[ ]?$|\b(?:over|for|during) (?:the |your )?(?:whole |full )?"
            rf"(?:(?:minimum )?(?:contract|term)|{NUMBER} months)(?: in full)? ?: $"
        ),
        late(r"^ (?:in )?(?:total|altogether|all in)\b"),
    ),
    (
        "instalment",
        late(rf"(?:\binstal?lments?|\b{NUMBER} (?:monthly |equal )?(?:payments|repayments)|\d ?x){_LINK}"),
        late(r"^ ?x \d|^ (?:monthly )?instal?lments?\b"),
    ),
    (
        "credit",
        late(rf"\b(?:borrow(?:ing)?|loans?|lend|credit limit|amount of credit|finance){_LINK}"),
        late(r"^ (?:loan|credit limit|of credit)\b"),
    ),
    (
        "threshold",
        late(r"\b(?:spend(?:ing)?|spent|orders?|purchases?)(?: (?:of|over|above|more than|at least))*[ ]?$"),
        late(r"^ or (?:more|over)\b"),
    ),
    (
        "charge",
        late(
            rf"\b(?:late(?: payment)?|missed payment|call[ -]?out|replacement|access|service) (?:fee"
            rf"|charge)s?{_LINK}"
        ),
        late(r"^ (?:late|missed|call[ -]?out|replacement|access|service)(?: payment)? (?:fee|charge)"),
    ),
    (
        "later",
        late(
            r"\b(?:then|thereafter|after (?:that|which|this)|afterwards|followed by|ris(?:es?|ing) to"
            r"|go(?:es|ing)? up to|"
            r"increas(?:es?|ed|ing) to|reverts? (?:back )?to|revert(?:s|ing)? to|becomes?|moving to|rise to)"
            r"(?:[ ,:]|it's|it is|it|will be|is|be|you'll|you|pay|just|only|the|price|goes|up|to|back|rises"
            r"|of|monthly|at)*$|"
            r"(?:\bout of contract|\bafter (?:the |your )?(?:minimum term|contract|(?:first )?\d{1,2} months))"
            r"(?: price)?: $"
        ),
        late(r"^[ ,(]*(?:thereafter|afterwards|after (?:that|the first|month|\d)|from month|onwards|a month after)\b"),
    ),
)

_GOES_TO = late(
    r"\b(?:go(?:es|ing)?|mov(?:es?|ing)|ris(?:es?|ing)|increas(?:es?|ed|ing)|chang(?:es?|ed|ing)|climbs?|jumps?|up)"
    r"(?: up)? from (?:£ ?(?P<n>\d[\d,]{0,6}(?:\.\d+)?)|[^ ]{1,3})(?: ?(?:a|per|/) ?month| pm)? to (?:just |only )?$"
)
_LEADS_ON = late(r"(?: fee| charge| price| cost| of| is| was| at|:|-| |\()*£")
_MONTHS = rf"(?P<n>{NUMBER})[ -]?(?P<unit>months?|mths?|mnths?|years?|yrs?|m)\b"
_FOR = late(rf"^[ ,(]*(?P<how>for|over|during)(?: the| your| a)?(?: whole)?(?: first| initial)? {_MONTHS}")
_FIRST = late(
    rf"\b(?:for(?: the| your)?(?: first| initial)?|first) {_MONTHS}(?:[ ,:]|you|pay|you'll|it's|only|just|at|is)*$"
)
_UNTIL = late(r"^[ ,(]*(?:until|till|til|to|through to|up until|ending|ends)(?: midnight| the end of| end of| on)* ?$")
_FROM = late(
    r"^[ ,(]*(?:from|starting|beginning|as of|with effect from|on|in)(?: the)?(?: (?:start|beginning) of)?"
    rf"(?: {WEEKDAY},?)? ?$"
)
_CHANGE_FROM = late(r"(?:from|on|after|starting|since)(?: the)? ?$")
_STILL = late(
    r"^(?:[ ,:)-]|your|the|new|monthly|price|it|is|it's|will|be|you'll|you|pay|rises?|to|goes|up|just|only|then)*$"
)


def price_role(ground: Ground, price: Draft, floor: int, ceiling: int, dates: Sequence[Draft]) -> dict[str, str]:
    """The role of `price` and, where the words say so, `months`, `until` and `start`.

    `floor` and `ceiling` are where the prices before and after it end and begin.
    """
    before, after = ground.before(price.start, floor), ground.after(price.end, ceiling)
    found = {"role": price.qualifiers.get("role") or _role(ground, price, before, after)}
    if months := _months(ground, price, floor, ceiling):
        found["months"] = months
    first = bisect_left(dates, price.start - 100, key=lambda day: day.start)
    last = bisect_left(dates, price.end + 31, key=lambda day: day.start)
    for day in dates[first:last]:
        if price.end <= day.start <= price.end + 30 and day.end <= ceiling:
            lead = ground.text[price.end : day.start]
            if _UNTIL.match(lead):
                found["until"] = _last_day(day, lead)
            elif _FROM.match(lead) and day.value:
                found["start"] = _iso(day)
        elif floor <= day.end <= price.start <= day.end + 50 and _leads(ground, day, price):
            found["start"] = _iso(day)
            found["role"] = "later" if found["role"] == "headline" else found["role"]
    return found


def _role(ground: Ground, price: Draft, before: str, after: str) -> str:
    if any(ground.stretch(mark.span).overlaps(Span(price.start, price.end)) for mark in ground.block.marked("struck")):
        return "reference"
    return "later" if _goes_up(ground, price) else role_of_words(before, after)


def _goes_up(ground: Ground, price: Draft) -> bool:
    """Whether it is said that the price goes up to this one from a lower, or an unknown, one."""
    found = _GOES_TO.search(ground.before(price.start))
    if not found or not isinstance(price.value, Decimal):
        return found is not None
    return not found["n"] or Decimal(found["n"].replace(",", "")) < price.value


def role_of_words(before: str, after: str) -> str:
    """The role that the words right before and right after a price give it; headline by default."""
    for role, lead, follow in _ROLES:
        ahead = follow.search(after) if follow else None
        if (lead and lead.search(before)) or (ahead and not _LEADS_ON.match(after, ahead.end())):
            return role
    return "headline"


def _months(ground: Ground, price: Draft, floor: int, ceiling: int) -> str:
    """For how many months a price holds, as a number; empty when the words do not say."""
    sentence = ground.sentence(price.start)
    after = ground.figures[price.end : min(ceiling, price.end + 50, max(sentence.end, price.end))]
    lead = max(sentence.start, floor, price.start - 60)
    match, base = _FOR.match(after), price.end
    if not match:
        match, base = _FIRST.search(ground.figures[lead : price.start]), lead
    if not match:
        return ""
    value = ground.value(base + match.start("n"), base + match.end("n"))
    if value is UNKNOWN:
        return "unknown"
    return f"{value * 12 if match['unit'].startswith('y') else value:f}"


def _leads(ground: Ground, day: Draft, price: Draft) -> bool:
    """Whether `day` is the day from which `price` holds: "from 1 April 2027 it's £33"."""
    return bool(
        _CHANGE_FROM.search(ground.before(day.start, width=20))
        and ground.sentence(day.start) == ground.sentence(price.start)
        and _STILL.match(ground.text[day.end : price.start])
    )


def _last_day(day: Draft, lead: str) -> str:
    """The last day of a price that holds until `day`; "until April 2027" ends with March."""
    if not isinstance(day.value, date) or day.qualifiers.get("precision") != "month":
        return _iso(day)
    following = (day.value + timedelta(31)).replace(day=1) if "end of" in lead else day.value
    return (following - timedelta(1)).isoformat()


def _iso(day: Draft) -> str:
    return day.value.isoformat() if isinstance(day.value, date) else "unknown"


def day_after(iso: str) -> str:
    """The day after an ISO date; "unknown" stays so."""
    return iso if iso == "unknown" else (date.fromisoformat(iso) + timedelta(1)).isoformat()
