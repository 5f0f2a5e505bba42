"""Speeds in Mbit/s, and allowances of data, minutes and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from offerlint.facts.ground import ALONE, NUMBER, Draft, Ground
from offerlint.model.fact import UNKNOWN, Value
from offerlint.text.late import late

_UNIT = (
    r"(?P<rate>(?P<r>[kmg])(?:bps|bit(?:s|/s)?\b(?:ps)?|b/s|bits?/s|bit/sec)|(?P<long>kilo|mega"
    r"|giga)bits?(?:(?: per| a) second|/s)?)"
    r"|(?P<size>(?P<s>[kmgt])b|(?P<slang>megs?|gigs?)|(?P<bytes>mega|giga|tera)bytes?)"
)
_MEASURE = late(rf"{ALONE}(?P<n>{NUMBER})(?: |-)?(?:{_UNIT})(?![\w])|(?P<field>\ue012)")
_UNLIMITED = late(
    r"\bunlimited(?P<of>(?:,| and| &| uk| superfast| ultrafast| full fibre| 4g| 5g|(?:,| and| &)? (?:data"
    r"|minutes|mins|texts|calls"
    r"|downloads|broadband|usage|internet)\b){1,5})"
)
_COUNT = late(
    rf"{ALONE}(?P<n>{NUMBER}) (?:uk |free |inclusive |anytime )?(?P<of>minutes|mins|texts)\b(?! (?:away|to|of))"
)
_OF = late(r"data|minutes|mins|texts|calls|downloads|broadband|usage|internet")
_OF_NAME = {"mins": "minutes", "downloads": "data", "broadband": "data", "usage": "data", "internet": "data"}

_SPEED_WORDS = late(
    r"^[ -]*(?:(?:average|avg|ultrafast|superfast|full|gigabit)[ -])*(?:broadband|fib(?:re|er)|speeds?"
    r"|download|upload|line|connection|internet)\b"
)
_SPEED_LEAD = late(
    r"\b(?:speeds?|broadband|fibre|download|upload)(?: (?:speeds?|of|up to|is|at|average|averaging|around"
    r"|about)|:)* ?$"
)
_DATA_WORDS = late(
    r"^[ -]*(?:(?:of|4g|5g|uk|monthly|mobile|roaming|free|extra|inclusive) )*(?:data|usage|allowance|sim"
    r"|plan|roaming|a month|per month|cap)\b|^ ?(?:/|a |per )(?:mo|month)"
)
_STORAGE = late(r"^ ?(?:of )?(?:storage|ssd|hard|ram|memory|disk|drive|internal|cloud)\b")
_BOUNDS = (
    (
        "average",
        late(
            r"\b(?:average|avg\.?|averaging|typical|typically|median)(?: (?:download|upload|speeds?|of|is"
            r"|up|line|connection|-)|:)* ?$"
        ),
        late(r"^[ ,(]*(?:average|avg|on average|median|typical)\b"),
    ),
    (
        "up-to",
        late(
            r"\b(?:up to|max(?:imum)?(?: of)?|top speeds? of|as (?:fast|high) as)(?: (?:a|speeds?|of"
            r"|whopping|download))* ?$"
        ),
        late(r"^[ ,(]*(?:max(?:imum)?)\b"),
    ),
    (
        "guaranteed",
        late(
            r"\b(?:guaranteed|guarantee|minimum guaranteed)(?: (?:minimum|download|upload|speeds?|of"
            r"|at least|is)|:)* ?$"
        ),
        late(r"^[ ,(]*(?:guaranteed|minimum guarantee)\b"),
    ),
    (
        "from",
        late(r"\b(?:from|at least|minimum(?: of)?|starting at|over|more than)(?: (?:just|speeds? of))* ?$"),
        None,
    ),
    ("about", late(r"(?:\b(?:about|around|approximately|approx\.?|roughly)|~) ?$"), None),
)
_MBITS = {"k": Decimal("0.001"), "m": Decimal(1), "g": Decimal(1000)}
_GB = {"k": Decimal("0.000001"), "m": Decimal("0.001"), "g": Decimal(1), "t": Decimal(1000)}


def speeds(ground: Ground) -> Iterator[Draft]:
    """The speeds and data allowances of a block in order, told apart by unit, case and company."""
    end = 0
    for match in _MEASURE.finditer(ground.figures):
        before, after = ground.before(match.start(), end), ground.after(match.end(), len(ground.text))
        end = match.end()
        if match["field"]:
            yield Draft("speed", match.start(), end, UNKNOWN, _about(before, after))
        elif match["rate"] or _is_speed(ground, match, before, after):
            letter = (match["r"] or match["long"] or match["s"] or match["slang"] or match["bytes"])[0]
            if letter in _MBITS:
                yield Draft("speed", match.start(), end, _times(ground, match, _MBITS[letter]), _about(before, after))
        elif not _STORAGE.search(after):
            letter = (match["s"] or match["slang"] or match["bytes"])[0]
            qualifiers = {"of": "data", **_bound(before, "")}
            yield Draft("allowance", match.start(), end, _times(ground, match, _GB[letter]), qualifiers)


def allowances(ground: Ground) -> Iterator[Draft]:
    """Allowances that are not a size: unlimited ones, and numbers of minutes and texts."""
    for match in _UNLIMITED.finditer(ground.text):
        base = match.start("of")
        for i, of in enumerate(_OF.finditer(match["of"])):
            start = base + of.start() if i else match.start()
            yield Draft("allowance", start, base + of.end(), "unlimited", {"of": _OF_NAME.get(of[0], of[0])})
    for match in _COUNT.finditer(ground.figures):
        qualifiers = {"of": _OF_NAME.get(match["of"], match["of"])}
        yield Draft("allowance", match.start(), match.end(), ground.number(match, "n"), qualifiers)


def _is_speed(ground: Ground, match: re.Match[str], before: str, after: str) -> bool:
    """Whether a size without "per second" is a speed all the same, as in "500Mb broadband"."""
    if _DATA_WORDS.search(after) or _STORAGE.search(after):
        return False
    if _SPEED_WORDS.search(after) or _SPEED_LEAD.search(before):
        return True
    view = ground.folded.span(match.start("size"), match.end("size"))
    written = ground.block.text[view.start : view.end]
    return written in ("Mb", "mb", "Gb", "Meg", "meg", "Megs", "megs")


def _times(ground: Ground, match: re.Match[str], scale: Decimal) -> Value:
    number = ground.number(match, "n")
    return number * scale if isinstance(number, Decimal) else UNKNOWN


def _about(before: str, after: str) -> dict[str, str]:
    """The bound of a speed, and whether it is for downloads or uploads."""
    near = next((word for word in ("upload", "download") if re.search(rf"\b{word}[a-z ]*$", before[-30:])), "")
    near = near or next((word for word in ("upload", "download") if re.match(rf"^[ (]*(?:average )?{word}", after)), "")
    return {**_bound(before, after), **({"direction": near} if near else {})}


def _bound(before: str, after: str) -> dict[str, str]:
    bound = speed_bound(before, after)
    return {"bound": bound} if bound else {}


def speed_bound(before: str, after: str) -> str:
    """The bound that the words right before and right after a speed give it, or none."""
    for bound, lead, follow in _BOUNDS:
        if lead.search(before) or (follow and follow.search(after)):
            return bound
    return ""
