"""What is said without saying anything: fillers, words said twice, words broken off, notes that somebody coughed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from offerlint.text.late import late
from offerlint.text.numeral import is_counted
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

_HESITATION = r"(?:e+r+m*|u+m+|u+h+m*|a+h+|h+m+|m+hm+|mm+|uh[ -]huh)"
_ASIDE = (
    r"(?:(?<!do )(?<!did )(?<!if )(?<!let )(?<!as )(?<!that )(?<!so )(?<!before )(?<!than )you know"
    r"(?! (?:if|how|what|when|where|why|who|that|about|we|the|your))|(?<!what )(?<!do )(?<!that's what )i mean)"
)
_NOISE = (
    r"[\[(<](?:laughs?|laughter|laughing|noise|background noise|cough(?:s|ing)?|crosstalk|cross talk|overlap(?:ping)?|"
    r"silence|music|hold music|pause|long pause|short pause|breath(?:es|ing)?|sighs?|sneezes?|typing|beep|"
    r"unk|um|uh)[\])>]"
)
_FILLER = late(rf"[ ,]*(?:(?<![\w'-])(?:{_HESITATION}|{_ASIDE})(?![\w'-])|{_NOISE})(?:[ ,]|\.\.\.)*", re.IGNORECASE)
_BROKEN = late(r"(?<![\w'-])[a-z']{1,12}-(?=\s)\s*", re.IGNORECASE)
_AGAIN = late(r"(?<![\w'-])((?P<said>[\w']+(?: [\w']+){0,3}?)(?:,? (?P=said))+)(?![\w'-])", re.IGNORECASE)
_MEANT = frozenset(
    ("bye", "far", "had", "many", "more", "never", "no", "now", "please", "really", "so", "that", "very", "yes")
)
"""Words that people say twice and mean it."""
_HEARD = late(rf"\s*(?:{_HESITATION}[\s,.]*)+", re.IGNORECASE)


def is_murmur(words: str) -> bool:
    """Whether a turn only shows that somebody listens: mm, uh huh."""
    return _HEARD.fullmatch(words) is not None


def fluent(view: View) -> View:
    """The words without what says nothing; a turn of nothing else stays as it is."""
    smooth = _without(view, _fillers(view.text))
    smooth = _without(smooth, _repeats(smooth.text))
    return smooth if smooth.text.strip() else view


def _fillers(text: str) -> Iterator[Span]:
    found = chain(_FILLER.finditer(text), _BROKEN.finditer(text))
    yield from (Span(*match.span()) for match in sorted(found, key=re.Match.span))


def _repeats(text: str) -> Iterator[Span]:
    """Each first saying of words that follow again at once, unless they count something or are meant so."""
    for match in _AGAIN.finditer(text):
        said = match["said"].lower()
        if said not in _MEANT and not any(map(is_counted, said.split())):
            yield Span(match.start(), match.end() - len(match["said"]))


def _without(view: View, left_out: Iterator[Span]) -> View:
    """The view less some stretches, a space staying where words would run together."""
    builder, done = ViewBuilder(view.text), 0
    for span in left_out:
        if span.start < done:
            continue
        builder.copy(done, span.start)
        words = view.text[span.start : span.end]
        space = words.find(" ")
        if space >= 0 and words[:1] in " ," and span.start:
            builder.copy(span.start + space, span.start + space + 1)
        done = span.end
    if not done:
        return view
    builder.copy(done, len(view.text))
    return builder.build().then(view.map)
