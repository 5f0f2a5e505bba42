"""Savings: "save £80", "50% off", "half price", "3 months free"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from offerlint.facts.duration import in_months, unit_of
from offerlint.facts.ground import NUMBER, Draft, Ground
from offerlint.facts.money import bound, mark_at, period_at
from offerlint.model.fact import UNKNOWN, Value
from offerlint.text.late import late


def _amount(name: str) -> str:
    """The pattern of pounds or a percentage, in groups that begin with `name`."""
    return (
        rf"(?:£ ?(?P<{name}pounds>{NUMBER})|(?<![\w£.,])(?P<{name}percent>{NUMBER}) ?(?:%|per ?cent\b)"
        rf"|(?<![\w£.,])(?P<{name}said>{NUMBER}) (?:pounds?|quid)\b(?! {NUMBER}))"
    )


def _months(name: str) -> str:
    """The pattern of a duration, in groups that begin with `name`."""
    return rf"(?P<{name}n>{NUMBER})[ -]?(?P<{name}unit>months?|mths?|weeks?|days?|years?)\b"


_ONE = r"(?:\ue000{3}|\d)"
_SAVING = late(
    r"\b(?P<lead>(?:sav(?:e|es|ed|ing|ings)|discount)(?: (?:of|worth|an? (?:extra|further|whopping|massive"
    r"|total)|extra|even"
    r"|another|a|you|over|almost|nearly|around|about|more than|at least|from|is|just))*(?: up to)?:? "
    rf"{_amount('a')})"
    rf"|(?P<follow>{_amount('b')}(?P<b>(?: (?:a|per) (?:month|year|week))?)[ -]"
    r"(?:off\b(?!-peak| (?:you|me|him|her|them|us)\b)"
    rf"|discount|cheaper|"
    r"less\b(?! than| (?:an? |the |your )?£)|saving(?![s ] ?(?:of|up|£)| ?£)|reduction))"
    r"|(?P<half>\bhalf[ -](?:price|off)\b|½[ -]price\b|\bhalf the (?:usual |normal )?price\b)"
    rf"|(?P<multi>\bbuy {_ONE},? get {_ONE} (?:free|half price)\b|\bbogof\b|(?<!\w){_ONE}[ -]for[ -]{_ONE}(?!\w))"
    rf"|(?P<free>(?<![\w£.,]){_months('c')}(?: of [a-z]+| [a-z]+)? free\b(?![ -](?:trial|delivery))"
    rf"|\bfree for(?: the)?(?: first)? {_months('d')})"
    r"|(?:\bsav(?:e|ing|ings)(?: of| up to)* )?(?P<field>\ue017)"
)
_HINTS = ("sav", "discount", "off", "cheaper", "less", "reduction", "half", "½", "buy ", "bogof", "free", "\ue017")
"""Of these, one stands in every saving but "3 for 2"."""
_MANY_FOR = late(r"[\d\ue000][ -]for[ -][\d\ue000]")
_MONTHS_AFTER = late(rf"^[ ,(]*for(?: the| your)?(?: first)? (?P<n>{NUMBER})[ -]?(?:months?|mths?)\b")
_FIGURES = ("apounds", "apercent", "asaid", "bpounds", "bpercent", "bsaid", "cn", "dn")


def savings(ground: Ground) -> Iterator[Draft]:
    """The savings of a block in order."""
    if not ground.has(*_HINTS) and not _MANY_FOR.search(ground.figures):
        return
    for match in _SAVING.finditer(ground.figures):
        value, unit = _value(ground, match)
        end, qualifiers = match.end(), {"unit": unit}
        if match["lead"] and (period := period_at(ground.text, end)):
            qualifiers["period"], end = period
        if match["b"] and (period := period_at(ground.text, match.start("b"))):
            qualifiers["period"] = period[0]
        qualifiers |= bound(ground.text[max(match.start() - 12, 0) : _figure(match)], "")
        if months := _MONTHS_AFTER.match(ground.figures[end : end + 50]):
            many = ground.value(end + months.start("n"), end + months.end("n"))
            qualifiers["months"] = f"{many:f}" if isinstance(many, Decimal) else "unknown"
        if mark := mark_at(ground, end):
            qualifiers["mark"] = mark
        yield Draft("saving", match.start(), end, value, qualifiers)


def _figure(match: re.Match[str]) -> int:
    """Where the figure of a saving begins, its pound sign left out of account."""
    starts = [match.start(name) - (name.endswith("pounds")) for name in _FIGURES if match[name]]
    return starts[0] if starts else match.start()


def _value(ground: Ground, match: re.Match[str]) -> tuple[Value, str]:
    """The value of a saving and the unit it is in."""
    for name in _FIGURES:
        if match[name]:
            number = ground.number(match, name)
            if name in ("cn", "dn"):
                return in_months(number, unit_of(match[name[0] + "unit"])), "months"
            return number, "percent" if name.endswith("percent") else "pounds"
    if match["half"]:
        return Decimal(50), "percent"
    if match["multi"]:
        return "multibuy", "multibuy"
    return UNKNOWN, "unknown"
