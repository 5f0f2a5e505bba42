"""Whether words without labels are a call that is to be held: somebody speaks as on a call, in steps, cues and ways."""

from __future__ import annotations

import re

from offerlint.reading.on_call import is_said_on_a_call
from offerlint.reading.script_cue import cues
from offerlint.text.late import late

_SCRIPT = late(
    r"\b(?:call|calling|phone|telephone|tele-?sales|dialler|outbound|inbound|agent|advis[eo]r|doorstep|"
    r"door[- ]to[- ]door|field sales|sales|retentions?|win-?back|welcome|upgrade|renewals?)s?"
    r"\b[^\n]{0,40}\bscript\b|\bscript\b[^\n]{0,40}"
    r"\b(?:calls?|outbound|inbound|doorstep|telesales)\b",
    re.IGNORECASE,
)
"""A title that says that a script is below."""
_TITLED = late(
    r"\b(?:call|calling|phone|telephone|tele-?sales|dialler|ivr|retention|win-?back|welcome|upgrade|sales)s?"
    r"\b[^\n]{0,40}\b(?:guide|flow|plan|menu|frame(?:work)?)\b|\b(?:outbound|inbound)\b(?! marketing)|"
    r"\b(?:on|over|by)(?: the)? (?:phone|telephone|line)\b|\b(?:door ?step|door (?:book|card|script)|on the doors?|"
    r"door[- ]?knock\w*)\b|\bfollow-?up calls\b|\bcall-?backs?\b|\btalk[- ]?(?:through|"
    r"track)\b|"
    r"\b(?:what )?callers? (?:hears?|asks?|wants?|rings?)\b|\b(?:complaints|orders?|sales|help) line\b|"
    r"\brecorded words\b|"
    r"\b(?:phone|front[- ]?line|call|desk) cards?\b|\b(?:desk|shop) and phone\b|\binterviewer['’]?s (?:sheet|copy|"
    r"script)\b|"
    r"\bword for word\b|\bcalls\b(?=[^\w\n]*(?:/|$))|\bcounter card\b|\bwhat to (?:ask|say)\b",
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
        r"^[ \t>*+|•-]*(?:\d{1,2}[.)][ \t]*)?[*_]{0,2}(?:yes|no|they (?:say|ask|are|want)|"
        r"if (?:yes|no|they|not|(?:the )?(?:customer|caller)))\b"
        r"[^\n]{0,80}?(?::|→|->|=>|\bgo to\b|\bskip to\b|\bsay\b)",
        re.IGNORECASE | re.MULTILINE,
    ),
    late(
        r"(?:→|->|=>|\b(?:go|skip|jump|back|return|move) (?:on )?to\b)[ \t]*(?:step|section|stage|part)?[ \t]*\d",
        re.IGNORECASE,
    ),
    late(r"^[ \t\"“>*-]*press \d\b.*\n(?:.*\n)??[ \t\"“>*-]*press \d\b", re.IGNORECASE | re.MULTILINE),
    late(r"^[ \t#*_-]*(?:step|stage|section|part)[ \t]+[2-9]\b", re.IGNORECASE | re.MULTILINE),
    late(
        r"^[^\n\"“]{0,60}(?:\b(?:say|ask|read(?: out)?|tell \w+(?: \w+)?)\b[:,]?|[:→]|\d[.)]|[.?][*_]{2})[ \t*_]*"
        r"[\"“][^\"”\n]{12,}[.?!][\"”]",
        re.IGNORECASE | re.MULTILINE,
    ),
    late(
        r"(?:^[ \t]*(?:\[[^\]\n]{2,50}\]|>> [^\n]{2,50}|(?=[^a-z\n]{4,60}$)[A-Z][^a-z\n]+)[ \t]*\n(?:[ \t]*\n)?"
        r"[ \t>]*[\"“]?[A-Z][^\n]{8,}\n(?:[^\n]*\n){0,12}?){3}",
        re.MULTILINE,
    ),
)
"""What a call that is to be held has: answers that lead on, ways to a number, numbered steps, sentences to be said, and
what is said under short titles."""
_SENTENCE = late(r"[\"“][^\"”\n]{12,}[.?!][\"”]")
_SENTENCES = 3
"""So many sentences to be said, under a title about calls, are a call though nothing in them is only said on one."""
_MOSTLY = (4, 60, 0.5)
"""How many sentences, and what share of a text, are in quotation marks where it is mostly what is to be said; a list of
copy has more of them."""
_LOOKED_AT = 20_000


def is_call_guide(text: str) -> bool:
    """Whether a text without labels is a script: by its title, by what is said, and by signs of what is to be held."""
    text = text[:_LOOKED_AT]
    title = next((line for line in text.splitlines() if line.strip(" \t#*_=-")), "")
    if _FOR_STAFF.search(title):
        return False
    signs = sum(sign.search(text) is not None for sign in _SIGNS) + (next(cues(text), None) is not None)
    titled = _TITLED.search(title) is not None
    leads_on = signs + titled > 1
    if _SCRIPT.search(title):
        return leads_on or is_said_on_a_call(text)
    said = _SENTENCE.findall(text)
    fewest, most, share = _MOSTLY
    if fewest <= len(said) <= most and sum(map(len, said)) >= share * len(text):
        return signs > 0 or titled
    return leads_on and (is_said_on_a_call(text) or (titled and len(said) >= _SENTENCES))
