"""One offer with two different prices in two places of a document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from offerlint.checks.agreement.disagreement import Disagreement, place_of, pounds
from offerlint.checks.agreement.offer import is_headline
from offerlint.checks.agreement.stretch import Stated, Stretch
from offerlint.model.block import Emphasis
from offerlint.model.check_agree import Agree
from offerlint.model.fact import Fact
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.text.late import late

_TIER = (
    r"Max|Plus|Pro|Lite|Ultra|Ultimate|Premium|Premier|Starter|Essentials?|Basic|Complete|Elite|Gold|Silver|Bronze"
    r"|Platinum|Mini|Unlimited"
)
_NAME = late(
    rf"\b(?:[A-Z][A-Za-z+]{{2,20}} ){{1,3}}"
    rf"(?:\d{{2,4}}(?![\d:%]|[.,]\d|[A-Za-z]|(?:st|nd|rd|th)\b)|(?:{_TIER})(?![\w-]| \d| [A-Z]))"
)
"""A product's name: words with capitals, of which the last is a number or tells one tier of a product from another."""
_VERBS = late(
    r"^(?:(?:Order|Get|Take|Buy|Choose|Try|Our|The|New|Now|With|Join|Switch|Pick|Want|Meet|Add|Upgrade|Love|Go|Why|And"
    r"|On|From|Enjoy|Your|This|All) )+"
)
_NO_NAME = late(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Section|Step|Page"
    r"|Note|Ofcom|Act|Code|Channel|Box|Road|Street|Suite|Unit|Floor|Order|Ref|Call|Text|Dial|Save|Only|Just|From|Over"
    r"|Under|Get|Until|Since|In|By|The|For) \d"
)
_OTHER_TERMS = late(
    r"\b(?:existing|new customers|members?|students?|business|extra|add-?ons?|more|off|per line|was|were|used to|last"
    r"|previous(?:ly)?|old|next|first|when|if you|with|without|bundle|plus|online|in store|after|then|instead"
    r"|new to us|you(?:'re)? (?:currently )?pay(?:ing)? now|new (?:\d{1,2}-month )?(?:contract|deal|plan)"
    r"|no (?:contract|fixed|minimum) term)\b"
)
_TERMS = ("contract", "rolling", "none")


def same_offer(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Each later monthly price that a product with a name of its own has, where an earlier one differs.

    Prices of two terms, such as 12 months and rolling, are those of two offers. A monthly price of the head (a subject
    line, a title) that no price of the body repeats is one too.
    """
    yield from _head_alone(lens)
    first: dict[str, list[tuple[str, Stated]]] = {}
    for passage in lens.passages:
        if passage.block.emphasis is Emphasis.HIDDEN:
            continue
        for one, name in _priced(passage):
            term, before = _term(one), first.setdefault(" ".join(name.lower().split()), [])
            known = next((other for its, other in before if not its or not term or its == term), None)
            if known is None:
                before.append((term, one))
            if known is None or known.value == one.value:
                continue
            words = f"{name} is {pounds(known.value)} a month in one place and {pounds(one.value)} in another"
            yield Disagreement(
                place_of(one.passage, one.fact),
                f"{pounds(one.value)} a month",
                f"{pounds(known.value)} a month",
                words,
                offer=name,
                beside=() if known.passage.block is passage.block else (known.passage.block,),
                related=((place_of(known.passage, known.fact), "The other price stands here"),),
            )


def _head_alone(lens: Lens) -> Iterator[Disagreement]:
    """The monthly prices of the head that are none of the body's, where it has monthly prices, all known."""
    for layer in lens.layers:
        visible = [one for one in layer.passages if one.block.emphasis is not Emphasis.HIDDEN]
        body = Stretch(tuple(one for one in visible if not one.block.scope.startswith("head")))
        monthly = [one for one in body.facts("price") if is_headline(one.fact)]
        if not monthly or body.has_unknown("price"):
            continue
        values = {one.value for one in body.facts("price")}
        for one in Stretch(tuple(one for one in visible if one.block.scope.startswith("head"))).facts("price"):
            if not is_headline(one.fact) or one.value in values or one.says("bound") == "up-to":
                continue
            there = monthly[0]
            yield Disagreement(
                place_of(one.passage, one.fact),
                f"{pounds(one.value)} a month",
                f"{pounds(there.value)} a month",
                f"{pounds(one.value)} a month stands here alone, and below it is {pounds(there.value)}",
                beside=(there.passage.block,),
                related=((place_of(there.passage, there.fact), "The other price stands here"),),
                once=True,
            )


def _priced(passage: Passage) -> Iterator[tuple[Stated, str]]:
    """The plain monthly prices of a block that follow on a product's name in its sentence."""
    text = passage.block.text
    names = [found for found in _NAME.finditer(text) if not _NO_NAME.search(found[0]) and _name(found)]
    prices = [fact for fact in passage.facts if fact.kind == "price"]
    ends = [found.end() for found in names]
    for number, fact in enumerate(prices):
        if not is_headline(fact) or _is_special(fact):
            continue
        one = Stated(passage, fact)
        floor = prices[number - 1].span.end if number else 0
        at = bisect_right(ends, fact.span.start) - 1
        if at < 0 or names[at].start() < floor or _sentence(passage, names[at].start()) != one.sentence_number:
            continue
        if not _OTHER_TERMS.search(one.sentence()):
            yield one, _name(names[at])


def _term(one: Stated) -> str:
    """The term that the sentence of a price tells, empty where it tells none."""
    terms = (
        fact for fact in one.passage.facts if fact.kind == "duration" and one.shares_sentence(Stated(one.passage, fact))
    )
    told = [fact for fact in terms if fact.qualifiers["role"] in _TERMS]
    return next((f"{fact.value}" for fact in sorted(told, key=lambda fact: fact.qualifiers["role"] == "none")), "")


def _sentence(passage: Passage, offset: int) -> int:
    """Which sentence of its block an offset lies in."""
    return bisect_left(passage.stops, passage.word_at(offset))


def _name(found: re.Match[str]) -> str:
    """The name without the words that lead up to it, empty when nothing else is left."""
    name = _VERBS.sub("", found[0])
    return name if " " in name else ""


def _is_special(fact: Fact) -> bool:
    """Whether a price holds for a time, is a bound, or has a note of its own."""
    return bool(fact.qualifiers.keys() & {"months", "until", "start", "bound", "mark", "after"})
