"""Whether a transcript is of a chat, which was typed, and of no call."""

from __future__ import annotations

from offerlint.reading.infer import CHAT_TITLE, IS_RUNG
from offerlint.text.late import late

_KEYS = late(
    r'"(?:live_?|web_?)?chat(?:_?(?:id|ref|log|session|transcript))?"\s*:|'
    r'"(?:channel|medium|type|kind|source)"\s*:\s*"[^"]*\bchat\b'
)
_DECORATED = " \t*_#>·-"


def is_chat(text: str) -> bool:
    """Whether the first line of a transcript, or a key of its JSON, says so, and nothing in it is said of a call."""
    if text.lstrip().startswith(("{", "[")):
        said = _KEYS.search(text)
    else:
        said = CHAT_TITLE.match(text.lstrip().partition("\n")[0].strip(_DECORATED).lower())
    return said is not None and not IS_RUNG(text.lower())
