"""Words with which a call ends."""

from __future__ import annotations

import re

from offerlint.text.late import late

_GOODBYE = late(
    r"\b(?:good ?bye|bye|good ?night|take care|have a (?:good|nice|great|lovely) (?:day|evening|weekend|time))\b",
    re.IGNORECASE,
)


def is_goodbye(words: str) -> bool:
    """Whether somebody takes leave in `words`."""
    return _GOODBYE.search(words) is not None
