"""Sums written out in copy: “12 x £45.00 + £15.00 = £555.00”."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_MONEY = r"£ ?\d[\d,]{0,11}(?:\.\d\d?)?(?![\d.]*\d)"
_TIMES = r"(?:x|\*|×|times|@|of|at|payments of|months (?:x|at|of)|monthly payments of|instal?ments of)"
_NAME = r"(?:[a-z][\w'-]* ){1,4}(?:(?:at|is|for|of) |: ?)?"
"""What a later term of a sum may name before its amount: “+ case £19.00”."""
_TERM = (
    rf"(?:(?P<n>\d{{1,3}})(?: (?:monthly )?(?:months?|payments?|instal?ments?))? ?{_TIMES} ?(?P<a>{_MONEY})"
    rf"|(?P<b>{_MONEY})(?: (?:a|per) month)? ?(?:x|\*|×|times) ?(?P<m>\d{{1,3}})\b"
    r"(?: (?:months?|payments?|instal?ments?))?"
    rf"|(?P<name>{_NAME})?(?P<c>{_MONEY}))(?: (?:a|per) month)?"
    r"(?: \(?(?:[a-z'-]+ ){0,3}[a-z'-]+\)?(?= ?(?:=|\+)))?"
)
_IN_ALL = r" (?:to pay|in (?:all|total)|altogether|total|today|all in|all told)\b"
_SIGN = late(r" ?(?P<sign>\+|plus\b|-|minus\b|less\b|and\b(?= ?(?:\d|£))) ?")
_TERM_AT = late(_TERM)
_EQUALS = late(
    rf"(?:,? ?(?:=|(?:that's|that is|which is|is|are|equals|comes? to|makes|totals|totalling|gives|adds up to)\b)"
    rf"(?: just| only| exactly| a total of)?|:(?= ?{_MONEY}{_IN_ALL})) ?(?P<total>{_MONEY})(?! ?(?:x|\*|×) ?\d)"
)
_BEGIN = late(rf"(?<![\w£.,])(?:\d{{1,3}}(?: (?:monthly )?\w+)? ?{_TIMES} ?£|£ ?\d)")


@dataclass(frozen=True, slots=True)
class Equation:
    """A sum as it is written; `start` to `end` are the folded characters of its stated total."""

    terms: tuple[tuple[int, Decimal], ...]
    stated: Decimal
    begin: int
    start: int
    end: int

    @property
    def right(self) -> Decimal:
        """What it comes to; the count of a term is negative for one that is taken away."""
        return sum((count * amount for count, amount in self.terms), Decimal(0))

    def text(self) -> str:
        """The terms as a sum, amounts in pounds and pence."""
        words = ""
        for count, amount in self.terms:
            sign = " - " if count < 0 else " + " if words else ""
            times = f"{abs(count)} x " if abs(count) != 1 else ""
            words += f"{sign}{times}{exact(amount)}"
        return words


def exact(value: Decimal) -> str:
    """Pounds and pence, always with the pence: £555.00."""
    return f"£{value.quantize(Decimal('0.01')):,.2f}"


def equations(text: str) -> Iterator[Equation]:
    """The sums in a folded text, each of a product or of two terms at least."""
    at = 0
    while found := _BEGIN.search(text, at):
        equation = _equation(text, found.start())
        at = equation.end if equation else found.end()
        if equation:
            yield equation


def _equation(text: str, begin: int) -> Equation | None:
    terms: list[tuple[int, Decimal]] = []
    at, sign = begin, 1
    while (term := _TERM_AT.match(text, at)) and not (sign < 0 and term["name"]):
        count = int(term["n"] or term["m"] or 1)
        terms.append((sign * count, _amount(term["a"] or term["b"] or term["c"])))
        at = term.end()
        following = _SIGN.match(text, at)
        if not following:
            break
        sign = -1 if following["sign"] in ("-", "minus", "less") else 1
        at = following.end()
    equals = _EQUALS.match(text, at)
    if not equals or not (len(terms) > 1 or any(abs(count) != 1 for count, _ in terms)):
        return None
    return Equation(tuple(terms), _amount(equals["total"]), begin, equals.start("total"), equals.end("total"))


def _amount(words: str) -> Decimal:
    return Decimal(words.lstrip("£ ").replace(",", ""))
