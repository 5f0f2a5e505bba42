"""Numbers of a workbook as they show: pounds, per cent, decimals, dates and times, by the format of their cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from offerlint.text.late import late

BUILT_IN: Mapping[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "£#,##0", 6: "£#,##0", 7: "£#,##0.00", 8: "£#,##0.00", 9: "0%",
    10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    42: "£#,##0", 44: "£#,##0.00", 41: "#,##0", 43: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}  # fmt: skip
"""The formats that a file does not write out, as they show in Britain."""

_TOKEN = late(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<symbol>[^\]-]*)(?:-[^\]]*)?\]|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|_.|\*.'
    r"|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_LARGEST = 15
_DAYS_IN_ALL = 2_958_466
"""The first day after those that a workbook knows, the year 9999."""


def shown(value: str, how: str, *, since_1904: bool = False) -> str:
    """The number written as `value`, as the format `how` shows it; what is no number stays as it is."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST:
        return value
    sections = _sections(how)
    which = 1 if number < 0 and len(sections) > 1 else 2 if not number and len(sections) > 2 else 0
    tokens = list(_TOKEN.finditer(sections[which]))
    kinds = {token.lastgroup for token in tokens}
    if kinds & {"date", "elapsed"} and "general" not in kinds:
        return _date(number, tokens, since_1904=since_1904) if 0 <= number < _DAYS_IN_ALL else value
    if not kinds & {"digits", "general"} or any(token["other"] in ("E", "e", "/", "@") for token in tokens):
        said = "".join(map(_literal, tokens)).strip()
        return _plainly(number) if not said or said == "@" or "digits" in kinds else said
    sign = "-" if number < 0 and which == 0 else ""
    return sign + _number(abs(number), tokens)


def _sections(how: str) -> list[str]:
    """What shows numbers above zero, below, zero itself, and words."""
    parts = re.findall(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*)(?:;|$)', how)
    return parts[: 1 + how.count(";")] or [""]


def _literal(token: re.Match[str]) -> str:
    return token["quoted"] or token["escaped"] or token["symbol"] or token["other"] or ""


def _plainly(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _number(number: Decimal, tokens: list[re.Match[str]]) -> str:
    percents = sum(token["other"] == "%" for token in tokens)
    written, out = False, []
    for token in tokens:
        if token["general"]:
            out.append(_plainly(number))
        elif not token["digits"]:
            out.append(_literal(token))
        elif not written:
            out.append(_digits(number * 100**percents, token["digits"]))
            written = True
    return "".join(out).strip()


def _digits(number: Decimal, how: str) -> str:
    """The digits of a number above zero, as `#,##0.0#` and the like ask for."""
    whole, _, part = how.partition(".")
    bare = whole.rstrip(",")
    number = (number / 1000 ** (len(whole) - len(bare))).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    before, _, after = f"{number:f}".partition(".")
    before = (before.lstrip("0") or "").rjust(bare.count("0"), "0")
    if "," in bare:
        before = f"{int(before):,}" if before else before
    least = len(part.rstrip("#?"))
    while len(after) > least and after.endswith("0"):
        after = after[:-1]
    return f"{before}.{after}" if after else before


def _date(number: Decimal, tokens: list[re.Match[str]], *, since_1904: bool) -> str:
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a day, not a moment
    seconds = int((number * 86_400).to_integral_value(ROUND_HALF_UP))
    try:
        when = start + timedelta(seconds=seconds)
    except OverflowError:
        return _plainly(number)
    halves = any(token["half"] for token in tokens)
    dates = [token for token in tokens if token["date"] or token["elapsed"]]
    out = []
    for token in tokens:
        if token["half"]:
            out.append("am" if when.hour < 12 else "pm")
        elif token["elapsed"]:
            out.append(str(seconds // {"h": 3600, "m": 60, "s": 1}[token["elapsed"][0].lower()]))
        elif token["date"]:
            at = dates.index(token)
            before = dates[at - 1][0].lower().strip("[]") if at else ""
            after = dates[at + 1][0].lower() if at + 1 < len(dates) else ""
            minutes = before.startswith("h") or after.startswith("s")
            out.append(_part(when, token["date"].lower(), minutes=minutes, halves=halves))
        else:
            out.append(_literal(token) or ("." if token["digits"] else ""))
    return "".join(out).strip()


def _part(when: datetime, how: str, *, minutes: bool, halves: bool) -> str:
    """One part of a date or a time, as long as `how` asks for."""
    length = len(how.partition(".")[0])
    match how[0]:
        case "y":
            return f"{when.year:04}" if length > 2 else f"{when.year % 100:02}"
        case "d" if length > 2:
            return _DAYS[when.weekday()][: 3 if length == 3 else None]
        case "m" if not minutes and length > 2:
            return _MONTHS[when.month - 1][: {3: 3, 5: 1}.get(length)]
        case "h":
            number = (when.hour - 1) % 12 + 1 if halves else when.hour
        case sign:
            number = {"d": when.day, "s": when.second, "m": when.minute if minutes else when.month}[sign]
    return f"{number:02}" if length > 1 else str(number)
