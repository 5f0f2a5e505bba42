"""Whether words without labels are a call that is to be held: somebody speaks as on a call, in steps, cues and ways."""

from __future__ import annotations

import re

from offerlint.reading.on_call import is_said_on_a_call
from offerlint.reading.script_cue import cues
from offerlint.text.late import late

_TITLED = late(
    r"\b(?:call|calling|phone|telephone|tele-?sales|dialler|outbound|inbound|ivr|retention|win-?back|welcome|upgrade|sales)"
    r"s?\b[^\n]{0,40}\b(?:script|guide|flow|plan|frame(?:work)?)\b"
    r"|\b(?:call|phone|sales|agent|advis[eo]r)s? script\b|\bscript\b[^\n]{0,30}\bcalls?\b"
    r"|\b(?:outbound|inbound)\b(?! marketing)",
    re.IGNORECASE,
)
_FOR_STAFF = late(
    r"\b(?:train\w*|guidance|guidelines?|polic(?:y|ies)|checklist|scorecard|brief(?:ing)?|handbook|coaching|how to|"
    r"tips|review|minutes|blog|article|lessons?|audit|feedback|examples? of)\b",
    re.IGNORECASE,
)
"""What titles a text about calls."""
_SIGNS = (
    late(
        r"^[ \t>*+|•-]*(?:\d{1,2}[.)][ \t]*)?[*_]{0,2}(?:yes|no|if (?:yes|no|they|not|(?:the )?(?:customer|caller)))\b"
        r"[^\n]{0,80}?(?::|→|->|=>|\bgo to\b|\bskip to\b|\bsay\b)",
        re.IGNORECASE | re.MULTILINE,
    ),
    late(
        r"(?:→|->|=>|\b(?:go|skip|jump|back|return|move) (?:on )?to\b)[ \t]*(?:step|section|stage|part)?[ \t]*\d",
        re.IGNORECASE,
    ),
    late(r"^[ \t#*_-]*(?:step|stage|section|part)[ \t]+[2-9]\b", re.IGNORECASE | re.MULTILINE),
    late(
        r"^[^\n\"“]{0,60}(?:\b(?:say|ask|read(?: out)?|tell \w+(?: \w+)?)\b[:,]?|[:→]|\d[.)])[ \t*_]*"
        r"[\"“][^\"”\n]{12,}[.?!][\"”]",
        re.IGNORECASE | re.MULTILINE,
    ),
)
"""What a call that is to be held has: answers that lead on, ways to a number, numbered steps, sentences to be said."""
_LOOKED_AT = 20_000


def is_call_guide(text: str) -> bool:
    """Whether a text without labels is a script: its title says so and one sign does, or else two signs do."""
    text = text[:_LOOKED_AT]
    if not is_said_on_a_call(text):
        return False
    title = next((line for line in text.splitlines() if line.strip(" \t#*_=-")), "")
    if _FOR_STAFF.search(title):
        return False
    signs = sum(sign.search(text) is not None for sign in _SIGNS) + (next(cues(text), None) is not None)
    return signs + (_TITLED.search(title) is not None) > 1
