"""An offer that ended before the day on which the copy is checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from offerlint.checks.agreement.disagreement import Disagreement, day, place_of
from offerlint.checks.agreement.stretch import Stated
from offerlint.model.block import Emphasis
from offerlint.model.check_agree import Agree
from offerlint.model.fact import Fact
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.text.late import late

_OFFER = (
    r"(?:offers?|deals?|sale|promotions?|discounts?|codes?|vouchers?|savings?|prices?|bonus|cashback|gift cards?|bundle"
    r"|competition|draw|giveaway|event|week(?:end)?|friday|monday|data|free|half[- ]price|orders?|% off|£\d+ off)"
)
_ENDS = (
    r"(?:(?:must )?(?:ends?|expires?|closes?|finish(?:es)?|stops?(?: dead)?|runs? out|disappears?|vanish(?:es)?|goes)"
    r"|ending|expiring|closing|over"
    r"|(?:is |are |only |both )*(?:valid|available|live|open|good|yours|here|redeemable|runs?|running)"
    r"|(?:(?<=\bis )|(?<=\bare ))on|on(?= (?:now |only |still )?(?:until|till|to|from|between)\b)"
    r"|(?:made|placed|received|valid|on orders)(?= (?:up to|by|before|until|to|from)))"
)
_DO = (
    r"(?:(?:order|buy|join|sign|book|claim|redeem)s?(?: up)?|switch(?:es)?|apply|enter"
    r"|get (?:it|in|yours)|take (?:it|one)|use|act|hurry|upgrades?)"
)
_UNTIL = r"(?:by|before|until|till|up to|to|no later than|on or before)"
_WHEN = (
    r"(?:[ ,:]+(?:only|at|on|by|before|until|til|till|up to|to|through|the|end|of|midnight|noon|tonight|today|us|online"
    r"|in store))*"
)
_TIME = r"(?:[ ,]+\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?)?(?:[ ,]+(?:on|the|(?:mon|tues|wednes|thurs|fri|satur|sun)day))*"
_LAST = late(
    rf"(?:\b{_OFFER}\b[^.;]{{0,40}}\b{_ENDS}|(?:^|[.!?:;(,] ?){_ENDS}"
    rf"|\b{_DO}\b[^.;]{{0,40}}\b{_UNTIL}|\b{_OFFER}\b[^.;]{{0,20}}\b(?:until|till|to)"
    rf"|'s (?:still )?on (?:until|till)|\byou(?:'ve| have)(?: only| just)?(?: got)? (?:until|till)"
    rf"|\b(?:offer|deal|sale|promotion|closing|end|last|final) (?:date|day|period|orders?|entries)"
    rf"(?: (?:for|to) [a-z]+)?"
    rf"(?: is|:)*)"
    rf"(?: (?:from |between )?(?:\d{{1,2}}[a-z]{{0,2}}|[\w/]{{1,12}} [\w/]{{1,12}}(?: \d{{4}})?|\d[\d/]{{5,9}})"
    rf" (?:to|and|until|-))?{_WHEN}{_TIME}[,:]? ?$"
)
"""Words before the last day of an offer."""
_RANGE = late(r"^ ?(?:-|to|until|till|and) ?(?:[a-z]+ )?\d")


def over(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Each date in full that is said to be the last of an offer and lies before the day of the check."""
    today = lens.as_of
    for passage in lens.passages if today else ():
        if passage.block.emphasis is Emphasis.HIDDEN:
            continue
        for fact in passage.facts:
            if fact.kind != "date" or not isinstance(fact.value, date) or fact.qualifiers.get("precision") != "day":
                continue
            one = Stated(passage, fact)
            if today is None or fact.value >= today or _of_a_price(passage, fact):
                continue
            if _LAST.search(one.lead) and not _RANGE.match(one.rest):
                ago = f"{(today - fact.value).days} days ago"
                yield Disagreement(place_of(passage, fact), day(fact.value), day(today), ago, once=True)


def _of_a_price(passage: Passage, last: Fact) -> bool:
    """Whether a date is the last on which some price holds for those who have it."""
    return any(fact.kind == "price" and fact.qualifiers.get("until") == str(last.value) for fact in passage.facts)
