"""An annual percentage rate that its own example does not give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from offerlint.checks.agreement.disagreement import CENT, Disagreement, percent, place_of
from offerlint.checks.agreement.equation import exact
from offerlint.checks.agreement.instalments import Plan, plan
from offerlint.checks.agreement.stretch import Stretch, blocks, sections
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens

_TENTH = Decimal("0.1")
_HIGHEST = Decimal(10)
"""The highest rate a month that is looked for: 1,000%."""


def apr(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Rates that differ from the one at which the payments are worth the credit (the FCA's formula, to 0.1%)."""
    done: set[int] = set()
    for stretch in (*blocks(lens), *sections(lens)):
        stated = [one for one in stretch.facts("apr") if not one.says("bound")]
        if len({one.value for one in stated}) != 1:
            continue
        found, credit = plan(stretch), _credit(stretch)
        if found is None or credit is None:
            continue
        if any(id(passage) in done for passage in stretch.passages) or stretch.facts("price", "charge", "setup"):
            continue
        done |= {id(passage) for passage in stretch.passages}
        low, right, high = (rate(found, credit, by) for by in (-CENT / 2, Decimal(0), CENT / 2))
        one = stated[0]
        if not low <= one.value.quantize(_TENTH, ROUND_HALF_UP) <= high:
            words = (
                f"{found.count} payments of {exact(found.amount)} for {exact(credit)} of credit are "
                f"{percent(right)} APR, not {percent(one.value)}"
            )
            yield Disagreement(
                place_of(one.passage, one.fact), f"{percent(one.value)} APR", f"{percent(right)} APR", words
            )


def _credit(stretch: Stretch) -> Decimal | None:
    values = {one.value for one in stretch.facts("price", "credit") if not one.says("bound") and not one.says("period")}
    return values.pop() if len(values) == 1 else None


def rate(plan: Plan, credit: Decimal, by: Decimal = Decimal(0)) -> Decimal:
    """The annual percentage rate, to one decimal place, of monthly payments that begin after a month.

    The rate i a year is the one at which the payments, each divided by (1 + i) to the power of its
    years from now, add up to `credit`. `by` is added to every payment.
    """
    amount = plan.amount + by
    if plan.count * amount + plan.final <= credit:
        return Decimal("0.0")
    low, high = Decimal(0), _HIGHEST
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _worth(plan, amount, middle) > credit else (low, middle)
    return (((1 + low) ** 12 - 1) * 100).quantize(_TENTH, ROUND_HALF_UP)


def _worth(plan: Plan, amount: Decimal, monthly: Decimal) -> Decimal:
    """What the payments are worth now, at a rate a month above 0."""
    over = (1 + monthly) ** -plan.count
    return amount * (1 - over) / monthly + plan.final * over / (1 + monthly)
