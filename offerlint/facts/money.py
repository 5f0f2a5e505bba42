"""Prices: an amount of pounds with its period, VAT, bound, mark and role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from offerlint.facts.ground import ALONE, BEGINS, NUMBER, Draft, Ground
from offerlint.facts.role import price_role
from offerlint.model.fact import UNKNOWN, Value
from offerlint.text.late import late

_UNIT = "month|mth|mnth|year|yr|day|week|wk|percent|per|gb|mb|hour|minute|%"
MONEY = late(
    rf"(?=[£g{BEGINS}])(?:£ ?(?P<pounds>{NUMBER})(?:(?P<scale>k|m|bn| thousand| million| billion)\b)?"
    rf"|{ALONE}(?P<words>{NUMBER})[ -]?(?:pounds?|quid|gbp|(?P<grand>grand))\b"
    rf"(?:(?: and)? (?P<pence>{NUMBER})(?: ?p\b| pence\b|(?![ -]?(?:{_UNIT}|[\d.,]*\d))))?"
    rf"|{ALONE}(?P<small>{NUMBER})(?:p| ?pence)\b"
    rf"|\bgbp ?(?P<code>{NUMBER})"
    rf"|(?P<colloquial>{ALONE}\ue000++ \ue000++)(?= (?:a|per|each|every) (?:month|week|year)\b)"
    rf"|{ALONE}(?<![$€])(?P<bare>\ufffc)(?= ?(?:a|per|/) ?(?:month|mth|mo)\b)"
    r"|(?<![$€])(?P<field>\ue010))"
)
SPOKEN = ("fiver", "tenner", "a pound", "a quid", "penny")
"""Sums that have no figure."""
_SPOKEN = late(
    r"\b(?:an? )?(?:(?P<fiver>fiver)|(?P<tenner>tenner))\b|"
    r"\ba (?:mere )?(?P<one>pound|quid)\b(?! (?:of|off|sign|coin|shop|note|sterling)\b|-)|"
    r"\b(?:(?P<half>half a penny|(?:a )?(?:half|ha')-?penny)|(?:a|one) (?:single |mere )?(?P<penny>penny))"
    r"(?= ?(?:a|per|each|/) ?(?:minute|min|text|mb|call|unit|second|day|week)\b)"
)
SUMS = {
    "fiver": Decimal(5), "tenner": Decimal(10), "one": Decimal(1), "penny": Decimal("0.01"), "half": Decimal("0.005"),
}  # fmt: skip
"""What sums are that are named and not counted, by group of a pattern; "one" is a pound."""
_WEIGHED = late(r"\b(?:los\w+|lost|shed\w*|gain\w*|weigh\w*|drop\w*|put on)\b[^.]{0,30}$")
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_LINES_OF_VIDEO = {"240", "360", "480", "720", "1080", "1440", "2160"}

_TIMES = {
    "month": "month|months|mth|mnth|mo|m|30 days|28 days|4 weeks",
    "year": "year|yr|annum|yearly|y",
    "week": "week|wk|w",
    "day": "day|night",
    "quarter": "quarter|qtr",
    "hour": "hour|hr",
    "minute": "minute|min",
    "unit": "text|message|sms|call|mb|gb|meg|gig|megabyte|gigabyte|line|user|seat|person|adult|child|head|item|unit|"
    "device|handset|sim|channel|order|visit|claim|room|pack|connection|licence",
}
_OF_UNIT = {unit: period for period, units in _TIMES.items() for unit in units.split("|")}
_SHORT = {"pm": "month", "pcm": "month", "pw": "week", "pa": "year", "p.m": "month", "p.a": "year"}
_ADVERBS = {
    "monthly": "month", "yearly": "year", "annually": "year", "annual": "year", "weekly": "week",
    "quarterly": "quarter", "daily": "day",
}  # fmt: skip
MARK = r"[*†‡^¹²³⁴-⁹⁰\ue001]"
_MARKS = late(rf"(?:{MARK}|\[\^[\w-]{{1,30}}\]|~(?!\w)){{1,4}}")
PERIOD = late(
    rf"(?:{MARK}{{0,3}}|\[\^[\w-]{{1,30}}\]) ?\(?(?:"
    r"(?:/ ?|(?:eff|effective|effectively|equiv|equivalent)\.? )?(?P<short>pcm|pm|pw|pa|p\.m|p\.a)\b\.?"
    rf"|(?:/ ?|per |a |an |p/ ?|p |every "
    rf"|each )(?:calendar )?(?P<unit>{'|'.join(sorted(_OF_UNIT, key=len, reverse=True))})\b"
    r"|(?P<adverb>monthly|weekly|yearly|annually|quarterly|daily)\b(?! (?:bill|price|cost|charge|payment"
    r"|rolling|plan|contract))"
    r"|(?P<each>each)(?= ?(?:$|[^\w /]))"
    r")"
)
"""A period that follows on an amount, among the figures or in folded text."""
_EACH_MONTH = late(
    r"(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b"
)
VAT = late(
    r",? ?\(?(?:(?P<inc>(?:inc|incl|including|includes|inclusive of|with)\b\.? ?vat\b|vat (?:included|inclusive)\b)"
    r"|(?:(?:ex|exc|excl|excluding|exclusive of|plus)\b\.? ?|\+ ?)vat\b|vat (?:excluded|exclusive|extra)\b)\)?"
)
_PERIOD_BEFORE = late(
    r"\b(monthly|annual|yearly|weekly|quarterly)\b(?! (?:price )?(?:rise|increase))[a-z ]{0,30}?(?:of|:|is"
    r"|from|just|only|-| )*$"
)
_A_PERIOD_BEFORE = late(
    r"(?:^|\b(?:price|cost|charge|pay|fee|you pay|pounds)|£)[ (]{0,2}(?:a|per|each|every|/) ?"
    r"(month|year|week|quarter|day)\)?[ :]*$"
)
"""A head over amounts, such as “Price per month:”."""
_ONCE = late(r"^[ ,(-]*(?:one[ -]off|one[ -]time|single payment|up[ -]?front)\b")
_ONCE_BEFORE = late(
    r"\b(?:one[ -]off|one[ -]time|up[ -]?front|single)\b[a-z ]{0,30}(?:of|:|is|just"
    r"|only| )*$"
)

_BOUNDS_BEFORE = (
    (
        "up-to",
        late(
            r"\b(?:(?<!going )(?<!goes )(?<!go )(?<!gone )(?<!rise )up to|at most|maximum(?: of)?|max"
            r"|no more than|less than|under|below)(?: a)?[ :]*$"
        ),
    ),
    (
        "from",
        late(
            r"\b(?:(?<!reduced )(?<!down )(?<!increased )(?<!up )(?:from|fr)|starting at|starts? at|as little as"
            r"|at least|minimum(?: of)?|min|more than|over|above)[ :]*(?:just|only|as little as|a mere)?[ :]*$"
        ),
    ),
    ("about", late(r"(?:\b(?:about|around|approx\.?|approximately|roughly|circa|c\.)|~) ?$")),
)
_MOVED = late(
    r"\b(?:reduced|down|cut|dropped|slashed|up|increas(?:ed|es|e|ing)|ris(?:e|es|ing)|go(?:es|ing)?) from"
    r" (?:£ ?[\d.,]{1,12} ?(?:-|to) ?)?$"
)
_RANGE_ON = late(r"^ ?(?:-|to) ?£")
_RANGE_BACK = late(r"£ ?[\d.,]{1,12} ?(?:-|to) ?$")


def prices(ground: Ground, dates: Sequence[Draft] = ()) -> Iterator[Draft]:
    """The prices of a block in order; `dates` are its dates, for those a price runs from or until.

    A price sees the words up to and with the first character of the next, to know whose they are.
    """
    found = [match for match in MONEY.finditer(ground.figures) if not _is_picture_size(match)]
    if ground.has(*SPOKEN):
        said = (one for one in _SPOKEN.finditer(ground.figures) if not _WEIGHED.search(ground.before(one.start())))
        found = sorted([*found, *said], key=re.Match.start)
    for i, match in enumerate(found):
        floor = found[i - 1].end() if i else 0
        ceiling = found[i + 1].start() + 1 if i + 1 < len(found) else len(ground.text)
        yield _price(ground, match, floor, ceiling, dates)


def _is_picture_size(match: re.Match[str]) -> bool:
    return match["small"] in _LINES_OF_VIDEO


def _price(ground: Ground, match: re.Match[str], floor: int, ceiling: int, dates: Sequence[Draft]) -> Draft:
    end, tail = _tail(ground, match.end())
    before, after = ground.before(match.start(), floor), ground.after(end, ceiling)
    hint = ground.stands[match.start("field")].qualifiers if match.lastgroup == "field" else {}
    qualifiers = {**hint, **tail, **bound(before, after, ground.text[max(match.start() - 40, 0) : match.start()])}
    value = _value(ground, match)
    qualifiers |= price_role(ground, Draft("price", match.start(), end, value, qualifiers), floor, ceiling, dates)
    if "period" not in qualifiers and (period := label_period(before)):
        qualifiers["period"] = period
    if "period" not in qualifiers and (
        _ONCE.search(after) or _ONCE_BEFORE.search(before) or qualifiers["role"] in ("setup", "deposit")
    ):
        qualifiers["period"] = "once"
    if mark := mark_at(ground, end) or mark_at(ground, match.end()):
        qualifiers["mark"] = mark
    return Draft("price", match.start(), end, value, qualifiers)


def mark_at(ground: Ground, offset: int) -> str:
    """The footnote marks that follow on from a figure, as written, or none."""
    match = _MARKS.match(ground.figures, offset)
    return ground.text[offset : match.end()] if match else ""


def label_period(before: str) -> str:
    """The period that words leading up to an amount give it ("monthly price: "), or none."""
    match = _PERIOD_BEFORE.search(before)
    if match:
        return _ADVERBS[match[1]]
    match = _A_PERIOD_BEFORE.search(before)
    return match[1] if match else ""


def bound(before: str, after: str, wide: str = "") -> dict[str, str]:
    """Whether an amount is the least (from), the most (up-to) or about what will be paid."""
    if _MOVED.search(wide):
        return {}
    if _RANGE_ON.match(after):
        return {"bound": "from"}
    if _RANGE_BACK.search(wide):
        return {"bound": "up-to"}
    found = next((name for name, pattern in _BOUNDS_BEFORE if pattern.search(before)), "")
    return {"bound": found} if found else {"bound": "from"} if after.startswith("+") and "vat" not in after[:6] else {}


def _tail(ground: Ground, end: int) -> tuple[int, dict[str, str]]:
    """Where the period and VAT that go with an amount end, and what they are."""
    found: dict[str, str] = {}
    for _ in range(4):
        if vat := VAT.match(ground.text, end):
            found["vat"] = "inc" if vat["inc"] else "ex"
            end = vat.end()
        elif (period := period_at(ground.figures, end)) and found.get("period", "unit") == "unit":
            found["period"], end = period
        else:
            break
    return end, found


def period_at(text: str, at: int) -> tuple[str, int] | None:
    """The period that begins at `at` of a folded text, and where its words end."""
    match = PERIOD.match(text, at)
    if not match or (match["unit"] is None and match["each"] and _EACH_MONTH.match(text, match.end() + 1)):
        return None
    end = match.end() + (text[match.end() : match.end() + 1] == ")" and "(" in match[0])
    if match["short"]:
        return _SHORT[match["short"]], end
    if match["adverb"]:
        return _ADVERBS[match["adverb"]], end
    return ("unit" if match["each"] else _OF_UNIT[match["unit"]]), end


def _value(ground: Ground, match: re.Match[str]) -> Value:
    group = match.lastgroup or ""
    if group in ("field", "bare"):
        return UNKNOWN
    if group in SUMS:
        return SUMS[group]
    if group == "colloquial":
        start = match.start("colloquial")
        return _with_pence(ground.values[start], ground.values[start + match[0].index(" ") + 1])
    group = next(name for name in ("pounds", "words", "small", "code") if match[name])
    value = ground.number(match, group)
    if not isinstance(value, Decimal):
        return UNKNOWN
    if group == "small":
        return value / 100
    if match["grand"]:
        return value * 1000
    if match["pence"]:
        return _with_pence(value, ground.number(match, "pence"))
    return value * 10 ** _SCALES[match["scale"].strip()] if match["scale"] else value


def _with_pence(pounds: Decimal, pence: Value) -> Value:
    return pounds + pence / 100 if isinstance(pence, Decimal) else UNKNOWN
