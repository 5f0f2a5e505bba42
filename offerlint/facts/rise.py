"""Price changes: what a price will rise by, and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from offerlint.facts.date import MONTH
from offerlint.facts.ground import NUMBER, Draft, Ground
from offerlint.facts.money import SUMS
from offerlint.facts.percent import PERCENT
from offerlint.model.fact import UNKNOWN, Value
from offerlint.text.late import late

_INDEX = (
    r"(?:the )?(?:rate of )?(?:\b(?:cpih?|rpi|consumer prices? index|retail prices? index|inflation)\b)"
    r"(?>(?: (?:annual )?(?:rate of inflation|inflation rate|inflation|rate|figure"
    r"|index)\b){0,3})(?: ?\([^()]{1,90}\))?"
    r"(?>(?: (?:rate of inflation|inflation rate|rate|inflation)\b(?: ?\([^()]{1,90}\))?)?)"
)
_LINKED = late(
    rf"{_INDEX}(?:,? (?!plus\b)[a-z]+){{0,8}}?,? ?(?:\+|plus\b|and\b(?= an? (?:extra|additional|further)))"
    rf" ?(?:an? )?(?:extra |additional |further |up to )?{PERCENT}"
)
_INDEX_ALONE = late(_INDEX)
_LIVING = r"(?:the )?(?:cost of living|living costs)"
_TIED = late(
    r"\b(?:by|in line with|linked to|tied to|tracks?|match(?:es)?|based on|according to|with|adjusted (?:by"
    r"|for)|reflect|using)"
    r"(?: (?:the|annual|current|year's|rate|of|any|up|to|change|changes|in))* ?$"
)
_VERB = (
    r"(?:ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|go(?:es|ing)? up|went up|gone up|put(?:ting)? up"
    r"|rais(?:e|es|ed|ing)"
    r"|uplift(?:ed|s)?|hikes?|adjust(?:s|ed|ment)?|chang(?:e|es|ed|ing)"
    r"|(?:creep|edg|nudg|bump|mov|step|tick|com)(?:e?s|e|e?d|ing)? up|(?:climb|jump)(?:s|ed|ing)?|crept up)"
)
_BY = (
    r"(?:,? (?:by|of|your|the|price|prices|bill|monthly|annually|yearly|each|every|year|up|to|an|a|extra"
    r"|around|about|just|only|in|on|will|be))*"
)
_BY_PERCENT = late(rf"\b{_VERB}{_BY} {PERCENT}")
_COST_OF_LIVING = late(
    rf"\b{_VERB}(?: [a-z]+){{0,4}}? (?:with|by|to match|alongside|tracking|following|reflect) {_LIVING}\b"
)
_PERCENT_RISE = late(
    rf"{PERCENT}(?: (?:annual|yearly|price|mid-contract|a year|per year))*[ -](?:price )?(?:rise|increase"
    rf"|uplift|hike)s?\b"
)
_POUNDS = (
    rf"(?:£ ?(?P<n>{NUMBER})|(?P<pounds>{NUMBER})[ -]?(?:pounds?|quid)\b|(?P<pence>{NUMBER})(?:p| ?pence)\b"
    r"|(?:an? |another )(?:extra |additional |further )?(?:(?P<fiver>fiver)|(?P<tenner>tenner)|(?P<one>pound|quid))\b)"
    r"(?:(?: a| per|/) ?(?:month|mo)\b)?"
)
_SEASON = "(?:spring|summer|autumn|winter)"
_BY_POUNDS = late(
    rf"\b{_VERB}(?: up)?(?: (?:each|every) (?:{MONTH}|{_SEASON}|year))?"
    rf"(?: by| of)?(?: just| only| another| a further)? {_POUNDS}"
)
_POUNDS_RISE = late(
    rf"{_POUNDS}(?: (?:extra|more|on top|higher|annual|price|yearly))* (?:(?P<rise>rise|increase"
    rf"|uplift)s?\b|(?P<each>(?:each|every) (?:{MONTH}|{_SEASON}))"
    r"|(?:more|extra) (?P<again>each year|every year|annually))"
)
_PRICES = r"(?:prices?|charges?|bills?|costs?|tariffs?|fees?|monthly payments?|subscriptions?|rental)"
_UNSTATED = late(
    rf"\b{_PRICES}(?: (?:shown|may|might|could|can|will|do|does|to|also|is|are|be|subject"
    rf"|likely))* {_VERB}\b(?! (?:your|our|to £))"
    rf"|\b(?:increase|raise|put up|change|review|vary) (?:our|your|the|these|its)(?: monthly)? {_PRICES}\b"
    rf"|\b(?:mid-contract|annual|yearly|in-contract)(?: price)? (?:price )?(?:rise|increase|change|uplift"
    rf"|review)s?\b|\bprice (?:rise|increase)s?\b"
)
_WHEN = late(
    rf"\b(?:each|every) (?:(?:new |tax |financial |calendar )?year|{_SEASON}|12 months|anniversary|{MONTH})"
    rf"|\b(?:come|once a|year on|year after) (?:{_SEASON}|year|{MONTH})|\bannually\b|\byearly\b"
    rf"|\bin {MONTH}(?! 20)|\bannual\b"
)
_DENIED = late(
    r"\b(?:no|not|never|without|won't|don't|doesn't|isn't|aren't|can't|cannot|free (?:of|from)|nor"
    r"|zero)\b[a-z' -]{0,40}$"
)
_OTHER_SUBJECT = late(
    r"\b(?:speeds?|downloads?|uploads?|customers?|sales|profits?|revenue|coverage|usage|traffic|salary"
    r"|wages?|ratings?|scores?"
    r"|members?|visits?|data|allowance|storage|turnover|churn)\b[^£]{0,40}$"
)

_INDEXES = ("cpi", "rpi", "inflation", "price index", "prices index")
_SHARES = ("%", "cent", "pc")
_SUMS = ("£", "pound", "quid", "pence", "p ", "fiver", "tenner")
_CHARGED = (
    "price", "charge", "bill", "cost", "tariff", "fee", "payment", "subscription", "rental", "contract", "annual",
    "year",
)  # fmt: skip
_VERBS = (
    "ris", "ros", "increas", "go", "went", "gone", "put", "rais", "uplift", "hike", "adjust", "chang", "up", "climb",
    "jump",
)  # fmt: skip
_NOUNS = ("rise", "increase", "uplift", "hike")
_STATED = (
    ("index", _LINKED, _INDEXES, _INDEXES),
    ("index alone", _INDEX_ALONE, _INDEXES, _INDEXES),
    ("index of living", _COST_OF_LIVING, ("living",), _VERBS),
    ("percent", _BY_PERCENT, _SHARES, _VERBS),
    ("percent", _PERCENT_RISE, _SHARES, _NOUNS),
    ("pounds", _POUNDS_RISE, _SUMS, (*_NOUNS, "each", "every", "more", "extra")),
    ("pounds", _BY_POUNDS, _SUMS, _VERBS),
    ("unstated", _UNSTATED, _CHARGED, (*_VERBS, "review", "vary")),
)
"""What may be stated, the fullest first, with two rows of words: of each row one stands in it."""


def changes(ground: Ground, days: Sequence[Draft]) -> Iterator[Draft]:
    """The price changes of a block in order; of two that overlap the fuller is kept.

    One that states no amount is a fact only in a sentence without another.
    """
    taken = bytearray(len(ground.text))
    told: set[int] = set()
    for basis, pattern, things, moves in _STATED:
        if not ground.has(*things) or not ground.has(*moves):
            continue
        for match in pattern.finditer(ground.figures if "(?P<n>" in pattern.pattern else ground.text):
            start, end = match.span()
            sentence = ground.sentence(start).start
            repeated = any(taken[start:end]) or (basis == "unstated" and sentence in told)
            if repeated or not _is_change(ground, match, basis):
                continue
            taken[start:end] = b"\1" * (end - start)
            told.add(sentence)
            qualifiers = _qualifiers(ground, match, basis, days)
            yield Draft("price-change", start, end, _value(ground, match, basis), qualifiers)


def _is_change(ground: Ground, match: re.Match[str], basis: str) -> bool:
    """Whether the words speak of the price: an index only when something is tied to it."""
    before = ground.before(match.start())
    if basis == "index alone":
        return bool(_TIED.search(before))
    return basis != "percent" or not _OTHER_SUBJECT.search(before)


def _value(ground: Ground, match: re.Match[str], basis: str) -> Value:
    if basis in ("unstated", "index alone", "index of living"):
        return UNKNOWN
    return _sum(ground, match) if basis == "pounds" else ground.number(match, "n")


def _sum(ground: Ground, match: re.Match[str]) -> Value:
    """The pounds that _POUNDS matched."""
    group = next(name for name in ("n", "pounds", "pence", *SUMS) if match[name])
    if group in SUMS:
        return SUMS[group]
    value = ground.number(match, group)
    return value / 100 if group == "pence" and isinstance(value, Decimal) else value


def _qualifiers(ground: Ground, match: re.Match[str], basis: str, days: Sequence[Draft]) -> dict[str, str]:
    found = {"basis": basis.split(maxsplit=1)[0]}
    if when := _when(ground, match, basis, days):
        found["when"] = when
    if _DENIED.search(ground.before(match.start(), width=60)):
        found["denied"] = "yes"
    return found


def _when(ground: Ground, match: re.Match[str], basis: str, days: Sequence[Draft]) -> str:
    """When the change comes: the words that repeat it, an ISO date, or nothing."""
    sentence = ground.sentence(match.start())
    low, high = max(sentence.start, match.start() - 80), max(min(sentence.end, match.end() + 80), match.end())
    after = match.end() if basis.startswith("index") else match.start()
    if repeated := _WHEN.search(ground.text, after, high) or _WHEN.search(ground.text, low, match.start()):
        return repeated[0].rstrip(".")
    first = bisect_left(days, low, key=lambda day: day.start)
    last = bisect_left(days, high, key=lambda day: day.start)
    known = [day.value.isoformat() for day in days[first:last] if isinstance(day.value, date)]
    return known[0] if known else ""
