"""A block read by itself: its words, its sentences and the facts that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from offerlint.facts.card import cards
from offerlint.facts.date import dates
from offerlint.facts.duration import durations
from offerlint.facts.field import SIGNS
from offerlint.facts.ground import Draft, Ground, prepare
from offerlint.facts.mark import marks
from offerlint.facts.money import SPOKEN, prices
from offerlint.facts.name import names
from offerlint.facts.number import quantities
from offerlint.facts.percent import aprs, percentages
from offerlint.facts.phone import phones
from offerlint.facts.rise import changes
from offerlint.facts.saving import savings
from offerlint.facts.sentences import stops
from offerlint.facts.speed import allowances, speeds
from offerlint.model.block import Block
from offerlint.model.fact import FACT_KINDS, Fact
from offerlint.model.passage import Passage
from offerlint.text.fold import fold
from offerlint.text.words import words


def read(block: Block) -> Passage:
    """The passage of a block, with the facts that its own words state."""
    folded = fold(block.text)
    found = words(folded)
    ends = stops(block, folded, found)
    ground = prepare(block, folded, tuple(found.ends[stop] for stop in ends))
    facts = sorted(
        (Fact(d.kind, folded.span(d.start, d.end), d.value, d.qualifiers) for d in _drafts(ground)), key=place_of
    )
    return Passage(block, folded, found, ends, tuple(facts))


def place_of(fact: Fact) -> tuple[int, int, int]:
    """The order of facts: by place, the longer first, then by kind."""
    return fact.span.start, -fact.span.end, FACT_KINDS.index(fact.kind)


class _Taken:
    """The stretches of a block that facts have taken; the first to come keeps its own."""

    def __init__(self, length: int) -> None:
        self._letters = bytearray(length)

    def keep(self, drafts: Iterable[Draft]) -> list[Draft]:
        """The drafts on letters that nobody has taken, which now are."""
        free = []
        for draft in drafts:
            if self._letters.find(1, draft.start, draft.end) < 0:
                self._letters[draft.start : draft.end] = b"\1" * (draft.end - draft.start)
                free.append(draft)
        return free


def _drafts(ground: Ground) -> Iterator[Draft]:
    """The facts of each family, where anything stands that it could read."""
    taken = _Taken(len(ground.text))
    figures = ground.has_figures()
    yield from taken.keep(cards(ground) if figures else ())
    yield from taken.keep(phones(ground) if figures else ())
    days = taken.keep(dates(ground))
    yield from days
    yield from taken.keep(aprs(ground) if figures and ground.has("apr", *SIGNS.values()) else ())
    yield from taken.keep(savings(ground) if figures or ground.has("half", "½", "bogof") else ())
    money = taken.keep(prices(ground, days) if figures or ground.has(*SPOKEN) else ())
    shares = taken.keep(percentages(ground) if figures and ground.has("%", "cent", "pc", *SIGNS.values()) else ())
    yield from taken.keep(speeds(ground) if figures else ())
    yield from taken.keep(allowances(ground) if ground.has("unlimited", "min", "texts") else ())
    yield from taken.keep(
        durations(ground) if figures or ground.has("month", "annual", "year", "week", "night") else ()
    )
    rises = list(changes(ground, days))
    yield from rises
    yield from _in_rises(money + shares, rises)
    yield from marks(ground)
    yield from names(ground)
    yield from taken.keep(quantities(ground) if figures else ())


def _in_rises(figures: list[Draft], rises: list[Draft]) -> Iterator[Draft]:
    """The figures, those that say how much a price rises with that role."""
    covered = bytearray(max((rise.end for rise in rises), default=0))
    for rise in rises:
        covered[rise.start : rise.end] = b"\1" * (rise.end - rise.start)
    for figure in figures:
        if figure.start < len(covered) and covered[figure.start]:
            figure = figure._replace(qualifiers={**figure.qualifiers, "role": "rise"})
        yield figure
