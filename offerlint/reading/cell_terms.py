"""What a cell of a table says of its row, in whatever words: by which channel, to whom, why, and on what consent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offerlint.model.about import CLOSED
from offerlint.reading.near_terms import instead
from offerlint.text.late import late

_CHANNELS: Mapping[str, str] = {
    "facebook": "social", "instagram": "social", "meta": "social", "linkedin": "social", "tiktok": "social",
    "snapchat": "social", "paid social": "social", "organic social": "social", "google": "search",
    "google ads": "search", "ppc": "search", "paid search": "search", "bing": "search", "text": "sms",
    "text message": "sms", "website": "web", "web page": "web", "landing page": "web", "display": "web",
    "ooh": "poster", "outdoor": "poster", "out of home": "poster", "direct mail": "mail", "dm": "mail",
    "door drop": "mail", "video": "tv", "broadcast": "tv", "audio": "radio", "dooh": "poster",
    "billboard": "poster", "press": "print", "leaflet": "print", "push notification": "push", "edm": "email",
    "newsletter": "email", "store": "in-store", "pos": "in-store",
}  # fmt: skip
"""What marketing calls channels, in our words."""

_PHRASES: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "basis": (
        (late(r"\bsoft[- ]?opt"), "soft-opt-in"),
        (
            late(
                r"\b(?:no|not|never|without|un|withdr\w+|refused)\b[^,;]{0,24}"
                r"\b(?:consent\w*|opt\w*|permission|said yes|agreed)"
            ),
            "",
        ),
        (
            late(
                r"\b(?:consent\w*|opt(?:ed|s)?[- ]?in|said yes|permission|subscribed|subscribers?|ticked|"
                r"agreed to (?:texts?|e-?mails?|calls|marketing|hear|be))\b"
            ),
            "consent",
        ),
        (late(r"\blegitimate interests?\b"), "legitimate-interest"),
    ),
    "purpose": (
        (
            late(
                r"\b(?:service|servicing|transactional|notices?|required(?: by law)?|contract(?:ual)?|legal duty|"
                r"operational|admin)\b"
            ),
            "service",
        ),
        (late(r"\b(?:marketing|promo\w*|sales|upsell|winback|win-back|acquisition)\b"), "marketing"),
        (late(r"\b(?:collections?|arrears)\b"), "payment"),
    ),
    "audience": (
        (late(r"\b(?:residential|household\w*|consumers?|personal)\b"), "consumer"),
        (
            late(
                r"\bbusiness\w*\b.{0,6}\b(?:1[1-9]|[2-9]\d|\d{3,}|10\s*\+)|\b10\s*\+|\b(?:large|enterprise|corporate)\b"
            ),
            "large-business",
        ),
        (late(r"\b(?:small|sole|micro|sme|smb|up to 10|under 10|1-10|1 to 10)\b"), "small-business"),
    ),
}
"""By which words in a longer text the value of a key is known; an empty one says that nothing is."""
_ELSEWHERE: Mapping[str, tuple[str, ...]] = {"basis": ("purpose",), "kind": ("purpose",), "purpose": ("basis",)}
"""What people write in a column that is called by the first key, and say by it."""
_OF_PEOPLE = ("basis", "purpose")
"""What a column of lists, groups or occasions may say of its row."""


def said_of_row(key: str, text: str) -> dict[str, str]:
    """What a cell under the head `key` says of its row, in the words of the closed lists; nothing where none is near.

    Of a column of lists, groups or occasions `key` is empty.
    """
    word = " ".join(text.split())
    if key not in CLOSED:
        return {one: found for one in _OF_PEOPLE if (found := _phrase(one, word))} if not key else {key: word}
    own = _named(key, word) or _phrase(key, word)
    if own and own == word.lower().replace(" ", "-"):
        return {key: own}
    keys = (*((key,) if own else ()), *_ELSEWHERE.get(key, ()))
    return {one: found for one in keys if (found := _named(one, word) or _phrase(one, word))}


def _named(key: str, word: str) -> str:
    """The word of a closed list that is written, or meant by one that is known."""
    said = word.lower().replace("_", "-").replace(" ", "-")
    if said in CLOSED[key]:
        return said
    near = instead(key, said) or (_CHANNELS.get(word.lower(), "") if key == "channel" else "")
    words = near.split(", ") if near else []
    return ",".join(words) if set(words) <= set(CLOSED[key]) else ""


def _phrase(key: str, word: str) -> str:
    return next((value for pattern, value in _PHRASES.get(key, ()) if pattern.search(word.lower())), "")
