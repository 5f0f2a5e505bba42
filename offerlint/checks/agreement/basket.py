"""Baskets and bills whose lines do not add up to the total under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from offerlint.checks.agreement.disagreement import CENT
from offerlint.checks.agreement.equation import exact
from offerlint.checks.agreement.stretch import Stated, Stretch
from offerlint.model.block import ALWAYS, Emphasis
from offerlint.model.lens import Layer, Lens
from offerlint.model.passage import Passage
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_TOTAL = late(
    r"^(?:so |and |your |the |a |our )*(?:(?:order|basket|grand|final|overall|bill|invoice|new|monthly) )?"
    r"(?:total|sub[ -]?total|to pay|amount (?:due|to pay|payable)|balance (?:due|to pay)|sum due|you(?:'ll)? pay"
    r"|(?:due|pay|payable|to be paid|charged) (?:today|now)|altogether|in all|all together|(?:one|monthly) bill"
    r"|all (?:two|three|four)|(?:the )?(?:whole )?lot|you(?:'d|'ll)? pay (?:each|every|a) month)\b"
    r"(?:,? (?:amount|cost|price|charge|to pay|due|payable|you pay|today|now|upfront|up front|in all|at checkout|is"
    r"|comes to|first payment|for (?:today|this order|your order|the lot|everything)"
    r"|(?:for|over|each|every|a|per) (?:the )?(?:year|month|contract|term)"
    r"|\(?(?:inc(?:l(?:uding|usive|\.)?)?|with)\.? ?(?:of )?(?:all )?(?:vat|tax|p&p|delivery|fees)\)?"
    r"|vat (?:in|included)))*[^\w£]*$"
)
_SO = late(
    r"\b(?:that's|that is|(?:that|which|it)(?: all)? (?:makes|means|comes to)|making|coming to|comes to|so)[^\w£]*$"
)
_IN_ALL = late(r"^,? (?:in all|altogether|all told|in total|to pay|all in|today|please)\b")
_OF_LAST = late(r"^ (?:in all|altogether|all told|in total|total|to pay|today)\b\W*")
"""Words after a price that say that it was a total."""
_OF_TERM = late(r"\b(?:years?|months?|contract|term)\b")
_BY_MONTH = late(r"\b(?:each|every|a|per) month\b|\bmonthly\b")
_TODAY = late(r"\b(?:today|now|upfront|up front|first)\b")
_MINUS = late(r"(?:^|[^\w])- ?$")
_OFF = late(
    r"\b(?:discount|off|less|minus|sav(?:e|es|ed|ing|ings)|credit|voucher|refund|promo\w*|code|coupon|gift card|paid"
    r"|reward|reduction|deposit|cashback|loyalty|points|trade-in|part[ -]exchange)\b"
)
_MAY_BE = late(
    r"\b(?:vat|tax|inc|incl|included|includes|including|of which|optional|worth|rrp|was|usually|if|unless|from|later"
    r"|then|after|next|or|choose|extra|instead|only|abroad|each|per|minimum|over|up to|until|ends?|spend|bill)\b"
)
_COUNT = late(r"(?<![\d£.])(\d{1,2}) ?x(?![\d\w])|(?<![\w£.])x ?(\d{1,2})(?![\d.])|\b(?:qty|quantity):? ?(\d{1,2})\b")
_UNIT = late(r"^ (?:each|per|pp|one way|return|an?) ?\b")
"""Words after a price that say of what it is the price, so that it may stand beside a list, not in it."""
_BARE = late(r"^\d{1,2}$")
_ASIDE = frozenset({"reference", "later", "reward", "instalment", "credit", "exit"})
_MOST_WORDS = 16
"""Words of a line, at most: what is longer tells rather than lists."""
_LABEL_WORDS = 5
"""Words that name a thing in a list that is written as one sentence, at most."""
_MOST_LINES = 40
_MOST_SUMS = 2_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A total and what its parts add up to; `guessed` where other parts may be meant."""

    total: Stated
    right: Decimal
    text: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: what it names and its prices. One that is not `plain` may be none of the bill."""

    label: str
    prices: tuple[Stated, ...]
    plain: bool = True
    known: bool = True

    @property
    def is_total(self) -> bool:
        return len(self.prices) == 1 and self.prices[0].fact.kind == "price" and bool(_TOTAL.search(self.label))

    @property
    def is_taken_off(self) -> bool:
        return bool(_MINUS.search(self.prices[-1].lead))

    @property
    def may_be_taken_off(self) -> bool:
        return self.prices[-1].fact.kind == "saving" or bool(_OFF.search(self.label))

    @property
    def amount(self) -> Decimal:
        """What it adds, as it looks."""
        return self.prices[-1].value * (-1 if self.is_taken_off or self.may_be_taken_off else 1)

    def adds(self, total: Stated) -> set[Decimal]:
        """All that it may add to a total."""
        counts = {1, *(int(next(filter(None, one))) for one in _COUNT.findall(self.label))}
        found = {price.value * count for price in self.prices for count in counts}
        if self.is_taken_off:
            return {-value for value in found}
        if self.may_be_taken_off:
            return found | {-value for value in found} | {Decimal(0)}
        apart = any(one.says("role") in _ASIDE or _period(one) != _period(total) for one in self.prices)
        return found | {Decimal(0)} if apart or not self.plain or _MAY_BE.search(self.label) else found


def baskets(lens: Lens) -> Iterator[Listed]:
    """The wrong totals of tables, lists, short lines and lists within one sentence, each once."""
    seen: set[int] = set()
    runs = [_rows(layer) for layer in lens.layers]
    runs += [list(_segments(passage)) for passage in lens.passages if len(passage.facts) > 2]
    for lines in runs:
        for one in _wrong(lines):
            if id(one.total.fact) not in seen:
                seen.add(id(one.total.fact))
                yield one


def _wrong(lines: Sequence[_Line | None]) -> Iterator[Listed]:
    """The wrong totals of a run of lines; None is a break, and what stands before it may or may not count."""
    above: list[_Line] = []
    before: list[_Line] = []
    for line in lines:
        if line is None:
            before, above = [*before, *above], []
        elif line.is_total:
            if line.known and (one := _judged(line, above, before)):
                yield one
            before, above = [], [_Line("", line.prices)] if "sub" in line.label else []
        elif line.prices or not line.known:
            above.append(line)


def _judged(line: _Line, above: Sequence[_Line], before: Sequence[_Line]) -> Listed | None:
    """The total of `line` if the lines above it cannot come to it."""
    total, every = line.prices[0], [*before, *above]
    firm = [one for one in above if len(one.prices) == 1 and Decimal(0) not in one.adds(total)]
    if not all(one.known for one in every) or len(firm) < 2 or len(every) > _MOST_LINES or total.says("bound"):
        return None
    if any(price.says("vat") == "ex" for one in every for price in one.prices) and total.says("vat") != "ex":
        return None
    periods = {_period(one.prices[0]) for one in above}
    if (
        periods - {_period(total)}
        and not _TODAY.search(line.label)
        and not (_BY_MONTH.search(line.label) and periods == {""})
    ):
        return None
    sums = {Decimal(0)}
    for one in every:
        adds = one.adds(total) | ({Decimal(0)} if any(one is other for other in before) else set())
        sums = {least + value for least in sums for value in adds}
        if len(sums) > _MOST_SUMS:
            return None
    if any(abs(total.value - one) < CENT for one in sums):
        return None
    amounts = [one.amount for one in above if one.amount]
    words = "".join(f" {'-' if amount < 0 else '+'} {exact(abs(amount))}" for amount in amounts).removeprefix(" + ")
    return Listed(total, sum(amounts, Decimal(0)), words)


def _period(price: Stated) -> str:
    return price.says("period").replace("once", "")


def _rows(layer: Layer) -> list[_Line | None]:
    """The lines of a document: each row of a table, each list item and each short paragraph by itself."""
    visible = [
        (passage, section)
        for passage, section in zip(layer.passages, layer.sections, strict=True)
        if passage.block.emphasis is not Emphasis.HIDDEN and passage.block.scope.startswith("body.")
    ]
    rows = groupby(enumerate(visible), key=lambda one: _row(one[1][0], one[1][1], one[0]))
    return [_line([passage for _, (passage, _) in row]) for _, row in rows]


def _amounts(stretch: Stretch) -> list[Stated]:
    """The prices and the savings in pounds of a stretch, in order."""
    found = [*stretch.facts("price"), *(one for one in stretch.facts("saving") if one.says("unit") == "pounds")]
    place = {id(passage): number for number, passage in enumerate(stretch.passages)}
    return sorted(found, key=lambda one: (place[id(one.passage)], one.start))


def _row(passage: Passage, section: int, number: int) -> tuple[str, int, str]:
    """What the blocks of one row share; other blocks share it with none."""
    block = passage.block
    if block.scope != "body.table":
        return block.scope, number, ""
    return block.scope, section, block.attributes.get("row", "")


def _line(passages: Sequence[Passage]) -> _Line | None:
    """What a row says, None where a list may begin anew."""
    stretch, scope = Stretch(tuple(passages)), passages[0].block.scope
    prices = tuple(_amounts(stretch))
    if scope == "body.table" and len(passages) == 2 and (alone := _amounts(Stretch((passages[1],)))):
        prices = tuple(alone)  # what the first cell names is how the amount comes about
    if scope == "body.heading" and not prices:
        return None
    long = sum(len(one.words) for one in passages) > _MOST_WORDS
    sure = not stretch.has_unknown("price") and all(one.block.conditions == ALWAYS for one in passages)
    known = sure and len(prices) < 3 and not (long and prices)
    rest = prices[-1].passage.folded.text[prices[-1].end :] if prices else ""
    plain = scope in ("body.table", "body.list") or not re.search(r"\w", rest)
    label = " ".join(filter(None, (_without(passage, prices) for passage in passages)))
    return _Line(label, prices, plain, known)


def _without(passage: Passage, prices: Sequence[Stated]) -> str:
    """The words of a passage before its prices and after them, a bare number as a count."""
    text = passage.folded.text.strip()
    own = [price for price in prices if price.passage is passage]
    if not own:
        return f"{text}x" if _BARE.match(text) else text
    return f"{passage.folded.text[: own[0].start]}{passage.folded.text[own[-1].end :]}".strip(" :;,.")


def _segments(passage: Passage) -> Iterator[_Line | None]:
    """The lines of a list in one block: “Case £19; delivery £4.99. Total £23.99”."""
    stretch, at = Stretch((passage,)), 0
    if stretch.has_unknown("price"):
        return
    for price in _amounts(stretch):
        lead = _OF_LAST.sub("", passage.folded.text[at : price.start])
        label = re.split(r"[.;,:+|/] | and | plus ", lead.strip(" .;,:+|/"))[-1]
        at = price.end
        if _SO.search(label) and _IN_ALL.match(price.rest) and not _OF_TERM.search(label):
            label = "total"
        if label.endswith("=") or len(label.split()) > _LABEL_WORDS and not _TOTAL.search(label):
            yield None
        plain = len(label.split()) <= _LABEL_WORDS and not _UNIT.match(price.rest)
        yield _Line(label.strip(), (price,), plain=plain)
