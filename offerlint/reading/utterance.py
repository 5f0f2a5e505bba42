"""Where a sentence ends that nobody punctuated: at what people say as they begin another, before it grows long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from offerlint.text.late import late

_WORD = late(r"\S+")
_STOP = late(r"[.!?][\"'”’)]*\Z")
_PUNCTUATED = late(r"\w[.!?](?:\s|\Z)")
_PERSON = (
    r"(?:i|you|we|it|he|she|they|i'm|i'll|i've|i'd|you're|you'll|you've|you'd|we're|we'll|we've|it's|it'll|that's|there's|"
    r"they're|they'll|he'll|she'll|can|could|are|is|do|have|what|how|when|if|because|the|this|that)"
)
_BEGINS = late(
    rf"(?:okay|ok|anyway|oh and|also|alright|and now|and also|right (?:so|okay|then|{_PERSON})|now (?:about|on|then)|"
    r"lovely|brilliant|perfect|thank you|thanks|sorry|yeah|yes|no problem)\b",
    re.IGNORECASE,
)
_TURNS = late(
    rf"(?:but|and then|and there's|and {_PERSON}|so (?:just|before|now|then|today|basically|{_PERSON})|well {_PERSON}|"
    rf"now {_PERSON})\b",
    re.IGNORECASE,
)
_GOES_ON_BEFORE = late(
    r"\b(?:just|even|or|think|hope|the|a|an|your|that|my|his|her|our|their|legal|nothing|all|anything|as|right|and|but|is|are|was|"
    r"of|to|for|say|said|not|very|so|up|now|you|sounds?|until|by|do|don't|know|everyone|it's|that's|no|thank|before)\Z",
    re.IGNORECASE,
)
_JOINS = late(r"(?:and|or|but|so|because|which|then|if|when)\b", re.IGNORECASE)
_UNFINISHED = late(
    r"(?:[,(&-]|\b(?:and|or|the|a|an|of|for|to|with|from|by|at|plus|your|our|my|just|only|it's|that's|per|each|every|if|because|"
    r"i'll|we'll|you'll|any|£?\d[\d.,]*))\Z",
    re.IGNORECASE,
)
SHORTEST, MIDDLING, LONG, LONGEST = 8, 15, 25, 45
"""Words, from which on a sentence ends before what begins another, what turns to more, any joint, and in any case."""


def is_unfinished(words: str) -> bool:
    """Whether words break off where more must follow."""
    return _UNFINISHED.search(words.rstrip()) is not None


def ends(text: str) -> Iterator[int]:
    """The offsets of the white space at which a sentence ends, besides those that full stops end.

    A line break ends one where the words before are finished: somebody paused there.
    """
    words = list(_WORD.finditer(text))
    bare = _PUNCTUATED.search(text) is None
    first = 0
    for number, (before, word) in enumerate(pairwise(words), 1):
        if _STOP.search(before[0]):
            first = number
            continue
        said, length = text[max(before.start() - 12, 0) : before.end()], number - first
        paused = "\n" in text[before.end() : word.start()] and not is_unfinished(said)
        if paused or (bare and _is_joint(text, word.start(), said, length)) or length >= LONGEST:
            yield before.end()
            first = number


def _is_joint(text: str, at: int, said: str, length: int) -> bool:
    """Whether another sentence begins at `at`, after `length` words of one that ends in `said`."""
    if length < SHORTEST or is_unfinished(said):
        return False
    begins = _BEGINS.match(text, at) or (length >= MIDDLING and _TURNS.match(text, at))
    if begins and not _GOES_ON_BEFORE.search(said):
        return True
    return length >= LONG and _JOINS.match(text, at) is not None
