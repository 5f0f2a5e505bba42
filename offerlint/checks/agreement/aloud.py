"""Sums that are worked out in words: “six months at £15 and eighteen at £27, so £576”, “twelve of those is £360”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from offerlint.checks.agreement.basket import Listed
from offerlint.checks.agreement.equation import exact
from offerlint.checks.agreement.stretch import Stated, Stretch, sums
from offerlint.model.block import Emphasis
from offerlint.model.lens import Layer, Lens
from offerlint.model.passage import Passage
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.numeral import in_digits

_COUNTED = late(
    r"(?<![\d.,£%/-])(?P<n>\d{1,3}) ?(?:(?:more|further|full|whole|equal|monthly|months?|payments?|instal?ments?|lots?"
    r"|bills?|times|x|×|of (?:them|those)|lines?|sims?|phones?|seats?|people) ?)*(?:at|of|@|x|×|times)"
    r"(?: just| only)? ?$"
)
_COUNTED_AFTER = late(
    r"^(?: (?:a|per|each|every) month)?(?:,? ?(?:times|x|×|\*|multiplied by) (?P<n>\d{1,3})\b"
    r"|,? for (?:(?:the|your|another|a|further|all|next|first|last|other|remaining) )*(?P<m>\d{1,3})(?: more)?"
    r" months?\b"
    r"|,? for (?:the|your) (?:next|first|last|other|remaining) (?P<k>\d{1,3})(?=[ ,.;:]|$))"
)
_YEARS = late(r"\b(?:(?P<half>half) (?:a|the) year|(?:a|one|1|(?P<n>[2-5])) years?) at(?: just| only)? ?$")
_OF_IT = late(
    r"\b(?P<n>\d{1,3}) (?:(?:months?|payments?|lots?|bills?) of|times|x|of|lots) (?:those|them|these|that)\b"
    r"|\b(?:times|multiply|multiplied)(?: (?:that|it|this|those))?(?: by)? (?P<m>\d{1,3})\b"
)
_COMES_TO = late(
    r"(?:\b(?:so|that's|that is|(?:that |which |it )?(?:makes?|means|gives?(?: you)?|comes? (?:in )?(?:to|at))|making"
    r"|giving|coming to|which is|(?:those|them|these|that|they|all|both),? (?:is|are)|equals|adds? up to"
    r"|(?:and )?you(?:'d|'ll)? (?:get|have)|total(?:s|ling)?(?: of| is)?|all told|altogether|in all"
    r"|you(?:'re| are) (?:looking at|paying)|works? out (?:at|as)|you(?:'d|'ll| will| would)? (?:pay|be paying)"
    r"|(?:so|and) it's)|^(?: (?:a|per|each) month| each| apiece)?,? (?:is|are|=)|=)"
    r"(?: just| only| exactly| a total of)*[,:]? ?$"
)
_NOT_IT = late(r"^(?: [a-z]+)? (?:off|back|credit|vouchers?|cards?|cashback|reward|more|extra|less|towards|free)\b")
_OVER = late(
    r"\b(?:over|for|across) (?:(?:a|the|your|all|whole|full) )*(?P<n>\d{1,2})?[ -]?(?P<unit>months?|years?)\b,?"
    r" (?:so )?(?:that's|it's|that is|it is|(?:that|it) (?:comes to|makes|adds up to)|you(?:'d|'ll)? pay)"
    r"(?: just| only)? ?$"
)
_NO_SUM = late(r"\b(?:sav(?:e|es|ed|ing|ings)|off|discount|cashback|instead|rather than|less|was|used to|would have)\b")
_TOGETHER = late(
    r"\b(?:altogether|together|in total|total(?: of| is)?|in all|all told|all in|combined|grand total|added up"
    r"|(?:add|put) (?:\w+ ){1,3}together|one bill|for (?:both|the lot|the two|everything|all (?:three|four|3|4)))"
    r"\b[^.!£]{0,30}$"
)
_TOGETHER_AFTER = late(
    r"^(?: (?:a|per|each|every) month)?,? (?:in total|altogether|in all|all told|all in|combined|all together"
    r"|for (?:both|the lot|the two|the three|all (?:three|four|3|4)))\b"
)
_JOINED = late(r"^(?: (?:a|per|each|every) month)?(?:[,:;]? (?:and|plus|with)\b|,)[^.!?]*$|^[^.!?]*\bplus\b[^.!?]*$")
_APPOSED = late(r"^(?: (?:a|per|each|every) month)?(?: ?\(|,) ?$")
_THINGS = late(r"\b(?:lines?|sims?|phones?|seats?|people|boxes|hubs|users|desks|tablets|handsets)\b[^£]{0,20}$")
_JUST_SO = late(r"^(?: (?:a|per|each|every) month)?[.,;:]? ?(?:so )?(?:that's|that makes|which makes|that comes to) ?$")
_MORE = late(
    r"^(?: (?:a|per|each|every) month)?,? (?:more|less|extra|dearer|cheaper|off|saved|on average|each|either)\b"
)
_LISTED = late(r"^(?: (?:a|per|each|every) month)?(?:,| and\b|, and\b| plus\b)(?!.*\bor\b)[^.?!]{0,30}$")
_ASIDE = frozenset({"reference", "reward", "exit-fee", "threshold", "rise", "credit"})
_ONCE = frozenset({"setup", "charge", "deposit"})
_FAR = 90
"""Characters between two amounts of one sum, at most."""
_MOST = Decimal("0.6")
"""So far, as a share, a total may be from its parts and still be meant for theirs."""


@dataclass(frozen=True, slots=True)
class _Term:
    count: int
    price: Stated
    by_time: bool = True

    @property
    def amount(self) -> Decimal:
        return self.count * self.price.value


def aloud(lens: Lens) -> Iterator[Listed]:
    """The totals of sums in words, each once, with what they come to, be it what is said or not."""
    seen: set[int] = set()
    for layer in lens.layers:
        once = [one.value for one in Stretch(layer.passages).facts("price", *_ONCE) if one.value]
        for run in _runs(layer):
            for one in _Run(run, once).totals():
                if id(one.total.fact) not in seen:
                    seen.add(id(one.total.fact))
                    yield one


def _runs(layer: Layer) -> Iterator[list[Passage]]:
    """Passages that are heard one after the other: the turns of a section, and other blocks each by itself."""
    run: list[Passage] = []
    last = -1
    for passage, section in zip(layer.passages, layer.sections, strict=True):
        if passage.block.emphasis is Emphasis.HIDDEN:
            continue
        spoken = passage.block.scope in ("script.agent", "script.customer")
        if run and not (spoken and section == last):
            yield run
            run = []
        run.append(passage)
        last = section if spoken else -1
    if run:
        yield run


class _Run:
    """One reading of a run: what has been counted up so far, and the price before."""

    def __init__(self, passages: Sequence[Passage], once: Sequence[Decimal]) -> None:
        self._passages, self._elsewhere = passages, once
        self._terms: list[_Term] = []
        self._single: list[tuple[Stated, str]] = []
        self._once: list[Decimal] = []
        self._before: Stated | None = None
        self._parts = 0

    def totals(self) -> Iterator[Listed]:
        asked = ""
        for passage in self._passages:
            if passage.block.scope == "script.customer":
                asked = in_digits(passage.folded.text[-_FAR:]).rstrip(" ?.!") + " "
                continue
            if Stretch((passage,)).has_unknown("price"):
                self._forget()
            at, asked, heard = 0, "", asked
            for price in Stretch((passage,)).facts("price"):
                gap = in_digits(heard + passage.folded.text[at : price.start])
                at, heard = price.end, ""
                yield from self._take(price, gap)

    def _take(self, price: Stated, gap: str) -> Iterator[Listed]:
        before, self._before = self._before, price
        aside = price.says("role") in _ASIDE or bool(price.says("bound"))
        if aside or len(gap) > _FAR:
            self._forget()
        if aside:
            return
        if (count := _count(price, gap)) and not self._is_whole(price, gap):
            if self._terms and (count, price.value) == (self._terms[0].count, self._terms[0].price.value):
                self._forget()  # it is told once more, now worked out
            self._terms.append(_Term(count, price, by_time=not _THINGS.search(gap)))
            self._single.clear()
            return
        if before and (of_it := _OF_IT.search(gap)) and not (self._terms and self._terms[-1].price is before):
            self._terms = [_Term(int(of_it["n"] or of_it["m"]), before)]
        elif before and not self._terms and (over := _OVER.search(gap)) and _is_monthly(before):
            count = int(over["n"] or 1) * (12 if over["unit"].startswith("year") else 1)
            self._terms = [_Term(count, before)]
        comes_to = _COMES_TO.search(gap) or _OVER.search(gap) or _TOGETHER_AFTER.match(price.rest)
        fits = price.says("period") != "month" or not any(one.by_time for one in self._terms)
        if self._terms and fits and (comes_to or _APPOSED.match(gap)):
            if not _NO_SUM.search(gap) and not _NOT_IT.match(price.rest):
                yield from self._counted(price, apposed=not comes_to)
        elif price.says("role") in _ONCE or price.says("period") == "once":
            self._once.append(price.value)
        elif self._single and (
            _TOGETHER.search(gap)
            or _TOGETHER_AFTER.match(price.rest)
            or (_JUST_SO.match(gap) and not _MORE.match(price.rest) and self._is_list())
        ):
            yield from self._added(price)
            self._forget()
        else:
            self._terms.clear()
            plain = price.says("role") == "headline" and not price.fact.qualifiers.keys() & {"until", "start", "months"}
            self._single = [*self._single, (price, gap)] if plain else []

    def _is_whole(self, price: Stated, gap: str) -> bool:
        """Whether it is rather the whole of what was counted: “so £472 for the 24 months”."""
        dearest = max((one.price.value for one in self._terms), default=price.value)
        return price.value > 2 * dearest and bool(_COMES_TO.search(gap))

    def _is_list(self) -> bool:
        """Whether the single prices are told one after the other, joined."""
        return len(self._single) > 1 and all(_LISTED.search(gap) for _, gap in self._single[1:])

    def _forget(self) -> None:
        self._terms, self._once, self._single, self._parts = [], [], [], 0

    def _counted(self, total: Stated, *, apposed: bool) -> Iterator[Listed]:
        """What the terms that were counted come to, or, said in between, the last of them."""
        last = self._terms[-1]
        whole = sum((one.amount for one in self._terms), Decimal(0))
        alone = self._parts == len(self._terms) - 1 and abs(total.value - last.amount) <= abs(total.value - whole)
        terms = [last] if alone else self._terms
        right = last.amount if alone else whole
        if alone:
            self._parts += 1
        else:
            self._terms = []
        wrong = total.value - right not in sums([*self._once, *self._elsewhere])
        if all(one.count == 1 for one in terms) or not right:
            return
        if wrong and (apposed and not alone or abs(total.value / right - 1) > _MOST):
            return
        words = " + ".join(f"{one.count} x {exact(one.price.value)}" for one in terms)
        yield Listed(total, right if wrong else total.value, words)

    def _added(self, total: Stated) -> Iterator[Listed]:
        """What single prices come to that are said one after the other, and then all together."""
        prices = [one for one, _ in self._single]
        periods = {one.says("period") for one in prices}
        if len(prices) < 2 or periods - {"", total.says("period")}:
            return
        values = [one.value for one in prices]
        right = sum(values, Decimal(0))
        text = " ".join({one.passage.folded.text for one in (*prices, total)})
        if abs(total.value / right - 1) > _MOST or _NO_SUM.search(text):
            return
        if total.value in sums([*values, *self._once]):
            right = total.value
        joined = all(_JOINED.search(gap) for _, gap in self._single[1:])
        yield Listed(total, right, " + ".join(exact(value) for value in values), guessed=not joined)


def _is_monthly(price: Stated) -> bool:
    """Whether it is paid each month, for no time that is told."""
    return price.says("period") == "month" and not price.fact.qualifiers.keys() & {"until", "start", "months", "after"}


def _count(price: Stated, gap: str) -> int:
    """How many times a price is to be taken, as it says; 0 where it says nothing of the kind."""
    if years := _YEARS.search(gap):
        return 6 if years["half"] else 12 * int(years["n"] or 1)
    if (counted := _COUNTED.search(gap)) and counted["n"] != "1":
        return int(counted["n"])
    if after := _COUNTED_AFTER.match(in_digits(price.rest[:60])):
        return int(after["n"] or after["m"] or after["k"])
    return 0
