"""Instalments that, with the deposit, do not come to the total payable; and what they are in a sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerlint.checks.agreement.disagreement import CENT, Disagreement, place_of, pounds
from offerlint.checks.agreement.equation import equations, exact
from offerlint.checks.agreement.stretch import Stated, Stretch, blocks, sections, sums
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.numeral import in_digits

_KINDS = r"(?:payments?|repayments?|instal?lments?)"
_COUNT = late(
    r"(?P<n>\d{1,3}) ?(?:x|×|(?:(?:equal|fixed|monthly|regular|consecutive|further|more) )*"
    rf"{_KINDS}(?: (?:of|at|each of|worth))?:?) ?$"
)
_COUNT_AFTER = late(
    r"^(?: (?:a|per) month)? ?(?:x|×) ?(?P<n>\d{1,3})\b"
    r"|^(?: (?:a|per) month)?,? (?:over|for) (?P<m>\d{1,3}) months\b"
)
_MONTHLY = late(rf"\b(?:monthly )?{_KINDS}(?: (?:of|at|each of))?:? ?$")
_FINAL = late(rf"\b(?:final|last) (?:monthly )?{_KINDS}(?: of| at| is)?:? ?$")
_PAYABLE = late(
    r"\b(?:pay(?:able)?|repay(?:able|ment)?|total amount|total cost|total to pay|total price|in total|total)\b"
)
_FEE = late(r"\b(?:fees?|charges?|postage|delivery|shipping|p&p)(?: of| is)?:? ?$")


@dataclass(frozen=True, slots=True)
class Plan:
    """Payments of one amount, with what is paid at the start and at the end besides."""

    count: int
    amount: Decimal
    deposit: Decimal = Decimal(0)
    final: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        return self.count * self.amount + self.deposit + self.final

    def text(self) -> str:
        words = f"{self.count} x {exact(self.amount)}"
        return words + "".join(f" + {exact(extra)}" for extra in (self.deposit, self.final) if extra)


def plan(stretch: Stretch) -> Plan | None:
    """The one plan of payments that a stretch states; None where there is none, or more than one."""
    plans = {pair for one in stretch.facts("price") if (pair := counted(one))}
    final = {one.value for one in stretch.facts("price") if _FINAL.search(one.lead)}
    first = stretch.facts("price", "deposit") or stretch.facts("price", "setup")
    deposit = {one.value for one in first}
    if len(plans) != 1 or len(final) > 1 or len(deposit) > 1 or stretch.has_unknown("price"):
        return None
    count, amount = plans.pop()
    return Plan(count, amount, next(iter(deposit), Decimal(0)), next(iter(final), Decimal(0)))


def counted(one: Stated) -> tuple[int, Decimal] | None:
    """How many payments of a price there are, when it is a payment of which there are several."""
    lead = in_digits(one.lead[-70:])
    found = _COUNT.search(lead)
    if found is None and (_MONTHLY.search(lead) and not _FINAL.search(lead) or one.says("role") == "instalment"):
        found = _COUNT_AFTER.match(in_digits(one.rest[:40]))
    if found is None:
        return None
    count = int(found["n"] or found["m"])
    return (count, one.value) if count > 1 else None


def instalments(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Totals payable that differ from count times instalment and deposit by more than rounding."""
    done: set[int] = set()
    for stretch in (*blocks(lens), *sections(lens)):
        totals = [one for one in stretch.facts("price", "total") if _PAYABLE.search(one.sentence())]
        found = plan(stretch) if totals else None
        if found is None or any(id(passage) in done for passage in stretch.passages):
            continue
        for one in totals:
            if _is_written_out(one):
                continue
            done |= {id(passage) for passage in stretch.passages}
            if not _comes_to(found, one.value, stretch):
                words = f"{found.text()} = {exact(found.total)}, not {exact(one.value)}"
                yield Disagreement(place_of(one.passage, one.fact), pounds(one.value), pounds(found.total), words)


def _is_written_out(one: Stated) -> bool:
    """Whether a total ends a sum that is written out, which is checked as such."""
    return any(equation.start <= one.start < equation.end for equation in equations(one.passage.folded.text))


def _comes_to(plan: Plan, total: Decimal, stretch: Stretch) -> bool:
    """Whether a plan gives a total, with or without its deposit and any fees, rounding of each payment allowed."""
    slack = CENT / 2 * plan.count + CENT
    fees = [one for one in stretch.facts("price") if one.says("role") in ("setup", "charge") or _FEE.search(one.lead)]
    extras = [one.value for one in fees]
    base = plan.count * plan.amount + plan.final
    return any(
        abs(base + deposit + extra - total) <= slack for deposit in (plan.deposit, Decimal(0)) for extra in sums(extras)
    )
