"""Payment card numbers: digits grouped as on a card, of a known scheme, whose check digit is right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.facts.ground import Draft, Ground
from offerlint.text.late import late

_LIKE_A_CARD = late(
    r"(?<![\w£.,/+-])(?:\d{4}[ -]\d{6}[ -]\d{5}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{2,3})?|\d{15,19})(?![\w]|[.,/-]\d)"
)
_SCHEMES = (
    ("visa", 16, r"4"),
    ("visa", 19, r"4"),
    ("mastercard", 16, r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"),
    ("amex", 15, r"3[47]"),
    ("discover", 16, r"6011|65|64[4-9]"),
    ("jcb", 16, r"35(?:2[89]|[3-8]\d)"),
    ("maestro", 16, r"50|5[6-8]|6[37]"),
    ("maestro", 18, r"6[37]"),
    ("maestro", 19, r"6[37]"),
)
_OTHER_NUMBER = late(
    r"\b(?:imei|iccid|sim|serial|order|invoice|tracking|parcel|barcode|reference|ref|account|mpan|mprn|policy|"
    r"ticket|case|eid)\b[^.\d]{0,20}$"
)
_PUBLISHED = frozenset(
    (
        "4111111111111111", "4242424242424242", "4012888888881881", "4000056655665556", "5555555555554444",
        "5105105105105100", "2223003122003222", "378282246310005", "371449635398431", "6011111111111117",
        "3566002020360505",
    )
)  # fmt: skip
"""Numbers that card firms publish for tests; no account has them."""


def cards(ground: Ground) -> Iterator[Draft]:
    """The card numbers of a block in order, each its digits; labelled as another number, none."""
    text = ground.folded.text
    for match in _LIKE_A_CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        scheme = _scheme(digits)
        if scheme and _checks(digits) and not _OTHER_NUMBER.search(text[max(0, match.start() - 40) : match.start()]):
            test = {"test": "yes"} if digits in _PUBLISHED else {}
            yield Draft("card", match.start(), match.end(), digits, {"scheme": scheme, **test})


def _scheme(digits: str) -> str:
    """Whose number it is by its length and first digits, or nothing."""
    fits = (name for name, length, starts in _SCHEMES if len(digits) == length and re.match(starts, digits))
    return next(fits, "")


def _checks(digits: str) -> bool:
    """Whether the last digit is the one that Luhn's sum asks for."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(int(digit) for digit in digits[-1::-2]) + sum(n - 9 if n > 9 else n for n in doubled)) % 10 == 0
