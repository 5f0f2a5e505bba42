"""Phone numbers and what calling them costs."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.facts.ground import Draft, Ground
from offerlint.model.fact import UNKNOWN
from offerlint.text.late import late
from offerlint.text.spoken import spoken_phones

_LIKE_A_PHONE = late(
    r"(?<![\w£.,/+-])(?P<digits>(?:\+ ?44 ?(?:\(0\) ?)?|\((?=0\d{2,5}\))0"
    r"|0)\d(?:[ ().-]{0,2}\d){7,10})(?![\w]|[.,/-]\d)"
    r"|(?<![\w£.,/+-])(?P<directory>118 ?\d ?\d ?\d)(?![\w]|[.,/-]\d)"
    r"|(?P<field>\ue016)"
)
_SIGN = late(r"\D")
_KIND_BY_PREFIX = (
    ("free", ("80", "500")),
    ("premium", ("9",)),
    ("shared", ("84", "87")),
    ("uk-wide", ("3",)),
    ("mobile", ("7",)),
    ("geographic", ("1", "2")),
)
_DRAMA = late(
    r"\+44(?:7700900\d{3}|1632960\d{3}|2079460\d{3}|(?:11[3-8]|121|131|141|151|161)4960\d{3}|1914980\d{3}|2920180\d{3}|"
    r"2890180\d{3}|2896496\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3})"
)
"""The ranges that Ofcom keeps free for films and examples."""


def phones(ground: Ground) -> Iterator[Draft]:
    """The UK phone numbers of a block, those said in words first, each in international form with its kind."""
    for start, end, written in spoken_phones(ground.text):
        if number := _international(written):
            yield from _told(start, end, number)
    for match in _LIKE_A_PHONE.finditer(ground.figures):
        if match["field"]:
            yield Draft("phone", match.start(), match.end(), UNKNOWN, {"kind": "unknown"})
        elif match["directory"]:
            yield Draft("phone", match.start(), match.end(), match[0].replace(" ", ""), {"kind": "premium"})
        elif number := _international(match["digits"]):
            yield from _told(match.start(), match.end(), number)


def _told(start: int, end: int, number: str) -> Iterator[Draft]:
    """The number with what calling it costs, when that is known."""
    national = number.removeprefix("+44")
    kind = next((kind for kind, starts in _KIND_BY_PREFIX if national.startswith(starts)), "")
    if kind:
        drama = {"drama": "yes"} if _DRAMA.fullmatch(number) else {}
        yield Draft("phone", start, end, number, {"kind": kind, **drama})


def _international(digits: str) -> str:
    """The number as +44..., or nothing when the digits cannot be a UK number, which has nine or ten after the 0."""
    plain = _SIGN.sub("", digits.replace("(0)", ""))
    national = plain.removeprefix("0") if plain.startswith("0") else plain.removeprefix("44")
    return f"+44{national}" if len(national) in (9, 10) else ""
