"""Two minimum terms for one offer that cannot both be true."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.checks.agreement.disagreement import Disagreement, months, place_of
from offerlint.checks.agreement.stretch import Stated, Stretch, sections
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens
from offerlint.text.late import late

_LONG = 200
"""Words of a section that may be about several things."""
_LEAST = 3
"""Months: a shorter time is a notice, a trial or a rolling month."""
_TIES = late(
    r"\b(?:with us|tied in|locked in|signed up|signing up|sign up|signing|commit(?:ted|ting)?|stay(?:ing)?|in contract"
    r"|minimum|minimum (?:term|period|stay|contract)|(?:contract|agreement|plan|term) (?:is|lasts|runs|length|of))"
    r"(?: (?:is|of|for|to|with|us|at least|only|just|a|an|the|term|period|stay|contract|length|minimum|full|first)|:)*"
    r" ?$|\b(?:leave|leaving|cancel|cancelling|exit|go) (?:it |us |early )?(?:before|within|inside)"
    r"(?: (?:the|your|those|first|full|end|of))* $"
)
_CHOICE = late(
    r"\b(?:or|also|either|instead|rather|prefer|choose|choice|options?|available|another|other|else|both|each|been"
    r"|shorter|longer|after|then|next|new|again|renew\w*|current|now|old|was|were|upgrade\w*|ends?|ended|left"
    r"|credit|price|prices|insurance|guarantee\w*|warranty|gift|reward|bonus|free|get|cashback"
    r"|(?:one|contract|plan|deal|agreement|term|version|tariff) (?:too|as well)"
    r"|if you(?:'d| would)? (?:sign|take|choose|pick|go|want|like|commit|stay))\b"
)
"""Words that make two terms those of two things, or of a choice."""
_OF_A_DEVICE = late(r"\b(?:device|handset|airtime|loan|credit agreement|finance|interest|apr|instalments?)\b")


def same_term(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """A minimum term that differs from the only other one of its section, which has one monthly price at most."""
    for stretch in sections(lens):
        found = _terms(stretch)
        prices = {one.value for one in stretch.facts("price") if one.says("period") == "month"}
        if len({one.value for one in found}) != 2 or len(prices) > 1 or _is_of_several(stretch):
            continue
        first = found[0]
        other = next(one for one in found if one.value != first.value)
        if first.shares_sentence(other) or any(_CHOICE.search(one.sentence()) for one in found):
            continue
        words = f"{months(first.value)} in one place and {months(other.value)} in another"
        yield Disagreement(
            place_of(other.passage, other.fact),
            months(other.value),
            months(first.value),
            words,
            beside=() if first.passage is other.passage else (first.passage.block,),
            related=((place_of(first.passage, first.fact), "The other term stands here"),),
            once=True,
        )


def _terms(stretch: Stretch) -> list[Stated]:
    """The minimum terms that a stretch states, in order."""
    return [
        one
        for one in stretch.facts("duration")
        if one.value >= _LEAST
        and one.says("unit") in ("month", "year")
        and (one.says("role") == "contract" or _TIES.search(one.lead))
    ]


def _is_of_several(stretch: Stretch) -> bool:
    """Whether a stretch is so long, or speaks of a device, that it may be about several things."""
    return sum(len(passage.words) for passage in stretch.passages) > _LONG or any(
        _OF_A_DEVICE.search(passage.folded.text) for passage in stretch.passages
    )
