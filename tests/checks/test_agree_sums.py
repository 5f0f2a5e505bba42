"""Sums within one document come out right, or are shown as they come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.checks import CHECKS
from offerlint.checks.agreement.apr import rate
from offerlint.checks.agreement.equation import equations, exact
from offerlint.checks.agreement.instalments import Plan
from offerlint.facts import look
from offerlint.model.check_agree import Agree
from offerlint.model.finding import Hit
from offerlint.model.source import Source
from offerlint.reading.reader import read

Sums = Callable[..., list[tuple[str, str]]]


def sums(sum_: str, text: str, format: str = "markdown", **declared: object) -> list[tuple[str, str]]:
    """The words at fault and the sum shown."""
    lens = look(read(Source("copy", text), format, {"kind": "copy", **declared}))
    hits = [hit for hit in CHECKS["agree"](Agree(sum=sum_), replace(lens)) if isinstance(hit, Hit)]
    return [(p.block.text[p.span.start : p.span.end], hit.found["sum"]) for hit in hits for p in hit.places if p.span]


@pytest.mark.parametrize(
    ("sum_", "text", "words", "shown"),
    [
        (
            "total",
            "12 x £41.00 + £20.00 = £502.00.",
            "£502.00",
            "12 x £41.00 + £20.00 = £512.00, not £502.00",
        ),
        (
            "total",
            "Tablet £210.00 + sleeve £15.00 + delivery £5.00 = £220.00",
            "£220.00",
            "£210.00 + £15.00 + £5.00 = £230.00, not £220.00",
        ),
        (
            "total",
            "- Tablet £210\n- Sleeve: £15\n- Voucher -£10\n- **Total to pay £225**",
            "£225",
            "£210.00 + £15.00 - £10.00 = £215.00, not £225.00",
        ),
        (
            "total",
            "| Item | Qty | Price |\n|---|---|---|\n| Tablet | 1 | £210 |\n| Sleeve | 1 | £15 |\n| Total | | £220 |",
            "£220",
            "£210.00 + £15.00 = £225.00, not £220.00",
        ),
        (
            "total",
            "Tablet £210, sleeve £15 and delivery £5, so that's £220 in all.",
            "£220",
            "£210.00 + £15.00 + £5.00 = £230.00, not £220.00",
        ),
        ("total", "That's 6 × £9.50, which is £59.", "£59", "6 x £9.50 = £57.00, not £59.00"),
        ("total", "£21 a month x 12 = £262", "£262", "12 x £21.00 = £252.00, not £262.00"),
        ("total", "£600 - £80 = £510", "£510", "£600.00 - £80.00 = £520.00, not £510.00"),
        (
            "total",
            "£41 a month, 12-month contract, £20 fitting fee. £502 in total.",
            "£502",
            "12 x £41.00 + £20.00 = £512.00, not £502.00",
        ),
        (
            "total",
            "£31 a month for the first 3 months and £37 for the other 9, 12-month contract. £436 altogether.",
            "£436",
            "3 x £31.00 + 9 x £37.00 = £426.00, not £436.00",
        ),
        (
            "total",
            "## Home\n\n£25 a month\n\n12-month contract\n\nTotal cost £310\n",
            "£310",
            "12 x £25.00 = £300.00, not £310.00",
        ),
        ("total", "It's £32 a month for 24 months, so £758 in total.", "£758", "24 x £32.00 = £768.00, not £758.00"),
        (
            "total",
            "Your first bill is £66: £41 a month plus the £20 set-up fee.",
            "£66",
            "£41.00 + £20.00 = £61.00, not £66.00",
        ),
        ("saving", "Was £9, now £7. £3 less.", "£3 less", "£9.00 - £7.00 = £2.00, not £3.00"),
        (
            "saving",
            "Was £35 a month, now £28 a month for 6 months. Save £60.",
            "Save £60",
            "6 x (£35.00 - £28.00) = £42.00, not £60.00",
        ),
        (
            "percent-off",
            "Was £80, now £60: 30% off.",
            "30% off",
            "(£80.00 - £60.00) / £80.00 = 25%, not 30%",
        ),
        (
            "percent-off",
            "Was £9 a month. Now £6 a month, a quarter off.",
            "a quarter off",
            "(£9.00 - £6.00) / £9.00 = 33.3%, not 25%",
        ),
        (
            "percent-off",
            "Half price: was £40, now £25.",
            "Half price",
            "(£40.00 - £25.00) / £40.00 = 37.5%, not 50%",
        ),
        (
            "interest-free",
            "Interest free: £50 deposit and 24 payments of £25. Or buy it outright for £600.",
            "£25",
            "24 x £25.00 + £50.00 = £650, £50 over £600",
        ),
        (
            "instalments",
            "£60 deposit and 36 monthly payments of £22.50. Total payable £890.",
            "£890",
            "36 x £22.50 + £60.00 = £870.00, not £890.00",
        ),
        (
            "instalments",
            "Twelve payments of £20, £230 in total.",
            "£230",
            "12 x £20.00 = £240.00, not £230.00",
        ),
        ("weekday", "Ends Sunday 5 December 2026.", "Sunday 5 December 2026", "5 December 2026 is a Saturday"),
        ("weekday", "From Mon, 1/12/26.", "Mon, 1/12/26", "1 December 2026 is a Tuesday"),
        ("weekday", "Ends 5 December 2026 (Friday).", "5 December 2026 (Friday)", "5 December 2026 is a Saturday"),
        (
            "notice",
            "3 March 2027\n\nYour price goes up on 20 March 2027.",
            "20 March 2027",
            "17 days after 3 March 2027",
        ),
        (
            "notice",
            "Date: 12/1/2027\n\nWhat you will pay: £30\n\nWhen it changes: 1/2/2027",
            "1/2/2027",
            "20 days after 12 January 2027",
        ),
        (
            "total",
            "£31.00 a month, 18-month contract. £540.00 over the 18 months.",
            "£540.00",
            "18 x £31.00 = £558.00, not £540.00",
        ),
        (
            "weekday",
            "In 2026: order by Friday 3 December, before 5 December 2026.",
            "Friday 3 December",
            "3 December 2026 is a Thursday",
        ),
        (
            "same-offer",
            "Fernline Home 80 is £24 a month.\n\nTake Fernline Home 80 now: £26 a month.",
            "£26 a month",
            "Fernline Home 80 is £24 a month in one place and £26 in another",
        ),
        (
            "same-offer",
            "## Fernline Max\n\nFernline Max is £24 a month.\n\nYour bill for Fernline Max will be £26 a month.",
            "£26 a month",
            "Fernline Max is £24 a month in one place and £26 in another",
        ),
        (
            "apr",
            "Borrow £1,000 over 12 months. 12 monthly payments of £87.57. Representative 7.9% APR.",
            "Representative 7.9% APR",
            "12 payments of £87.57 for £1,000.00 of credit are 9.7% APR, not 7.9%",
        ),
    ],
)
def test_a_wrong_sum_is_shown(sum_: str, text: str, words: str, shown: str) -> None:
    assert sums(sum_, text) == [(words, shown)]


@pytest.mark.parametrize(
    ("sum_", "text"),
    [
        ("total", "Tablet £210, sleeve £15 and delivery £5, so that's £230 in all."),
        ("total", "£210. Delivery £6 on the mainland (£216 in all), £12 elsewhere, or collect for £0."),
        ("total", "15% off with code MAY. Basket: £60.00, discount £9.00, delivery £4.00. To pay £55.00."),
        ("total", "- Tablet £210\n- Sleeves: 2 x £15\n- VAT included £40\n- Voucher -£10\n- Total £230"),
        ("total", "## Plans\n\n- Small £5 a month\n- Large £9 a month\n\nTotal £120"),
        ("total", "- Tablet £210\n- Sleeve £{{ price }}\n- Post £5\n- Total £240"),
        ("total", "- Tablet £210\n- Sleeve £15\n- Subtotal £225\n- Post £5\n- Total £230"),
        ("total", "12 x £41.00 + £20.00 = £512.00. The first bill is £61.00: £41 a month and the £20 set-up fee."),
        ("total", "£38 a month + VAT (£45.60 inc VAT), set-up £50 + VAT (£60), so your first bill is £105.60."),
        ("total", "£41 a month, 12-month contract, £20 fitting fee. £512 in total, or £492 in total without fitting."),
        ("total", "£41 a month, 12-month contract, the whole 12 months come to £512 with a £20 fee."),
        ("total", "£20 a month for 6 months, then £30 a month. 12-month contract, £300 in total."),
        ("total", "£25 a month, 12-month contract, 3 months free. £225 in total."),
        ("total", "£25 a month, rising to £28 from 1 April 2027, 24-month contract. £650 in total."),
        ("total", "£25 a month or £30 a month, 12-month contract, £777 in total."),
        ("total", "£30 a month, 24-month contract. £15 set-up.\n\nOr a 12-month contract? £35 a month, £435 in total."),
        ("total", "24-month contract.\n\nThe 12-month one is £33 a month. That stays for 12 months (£396 in total)."),
        (
            "total",
            "£9 a month, 12-month contract, £108 in all. Leaving costs £6 for each month left in total.",
        ),
        (
            "total",
            "## 12-month contracts\n\n£4 a month more: £30 or £35. Set-up is £15, so the total is £375 or £435.",
        ),
        ("total", "Fitting takes up to 3 hours. 12 x faster. Up to £30 in total for travel."),
        ("total", "12 x £{{ price }} = £100, £{{ price }} a month on a 12-month contract, £100 in total."),
        ("saving", "Was £40 a month, now £30 a month. Save £120 over 12 months, that is £10 a month less."),
        ("saving", "Was £40, now £30. Save up to £100 with a voucher worth £100."),
        ("percent-off", "Was £45, now £30: 33% off. A third off!"),
        ("percent-off", "Was £8.00 a month, is £6.00 now: a quarter off."),
        ("percent-off", "Half price for 3 months: £15 a month."),
        ("instalments", "Borrow £1,000. 12 monthly payments of £87.53. Total payable £1,050.40."),
        ("instalments", "11 monthly payments of £87.53 and a final payment of £87.50. Total payable £1,050.33."),
        ("interest-free", "Interest free: 24 payments of £25. Cash price £600."),
        ("interest-free", "Interest free: 24 payments of £25 for the Max. Cash price £500, or £450 without a case."),
        ("interest-free", "It isn't interest free: 24 payments of £25. Cash price £500."),
        ("interest-free", "24 payments of £25. Cash price £500."),
        ("instalments", "£99 upfront, then 24 payments of £25. Total cost £699."),
        ("weekday", "Ends Saturday 5 December 2026. From Monday on, 5 December 2026 is past. Fri 4 Dec 2026."),
        ("weekday", "Ends Sunday 5 December."),
        ("notice", "3 March 2027\n\nYour price goes up on 3 April 2027."),
        ("notice", "31 January 2027\n\nYour price goes up on 28 February 2027."),
        ("notice", "Your price goes up on 3 April 2027.\n\nIt was so on 3 March 2027."),
        ("notice", "3 March 2027\n\nYour price stays. The engineer comes on 20 March 2027."),
        ("notice", "3 March 2027\n\nWe moved office. The change takes effect on 20 March 2027."),
        ("notice", "3 March 2027\n\n4 March 2027\n\nYour price goes up on 20 March 2027."),
        ("notice", "3 March\n\nYour price goes up on 20 March 2027."),
        ("notice", "3 March 2027\n\nYour price is £30 a month. Your service starts on 20 March 2027."),
        ("total", "£31.00 a month, 18-month contract. £540.00 over the 24 months."),
        ("total", "£31.00 a month, 18-month contract. Save with it: £540.00 over the 18 months."),
        ("total", "£31.00 a month, 18-month contract. £40.00 off £598.00 over the 18 months."),
        ("same-offer", "Home 80 is £24 a month.\n\nHome 80 for business is £30 a month.\n\nHome 90 is £26 a month."),
        ("same-offer", "Home Max is £24 a month.\n\nHome Plus is £26 a month.\n\nMax is £27 a month."),
        (
            "same-offer",
            "Home Max is £24 a month.\n\nHome Max for students is £20 a month.\n\nHome Max 2 is £9 a month.",
        ),
        ("same-offer", "Full Fibre is £24 a month.\n\nFull Fibre for £30 a month.\n\nHome Max TV is £40 a month."),
        ("same-offer", "From March 2027 £24 a month.\n\nFrom March 2027 £26 a month."),
        ("apr", "Borrow £1,000 over 12 months. 12 monthly payments of £87.57. Representative 9.7% APR."),
        ("apr", "Representative 9.9% APR. Borrow £1,000."),
        ("apr", "36-month device loan: £20 a month, 0% APR. 36 payments of £20, total £720."),
    ],
)
def test_a_right_sum_or_none_is_fine(sum_: str, text: str) -> None:
    assert sums(sum_, text, "jinja+markdown" if "{{" in text else "markdown") == []


def test_a_price_of_the_head_stands_in_the_body_too() -> None:
    mail = "---\nsubject: Just £{} a month\n---\nBroadband is £27 a month, then £30 from 1 April 2027.\n"
    alone = [("£24 a month", "£24 a month stands here alone, and below it is £27")]
    assert sums("same-offer", mail.format(24)) == alone
    assert sums("same-offer", mail.format(27)) == []
    assert sums("same-offer", mail.format(30)) == []
    assert sums("same-offer", "---\nsubject: Just £24 a month\n---\nBroadband for all.\n") == []


def test_prices_of_branches_that_exclude_each_other_are_no_contradiction() -> None:
    text = "{% if vip %}Home 80 is £24 a month.{% else %}Home 80 is £26 a month.{% endif %}\n"
    assert sums("same-offer", text, "jinja+text") == []


amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("9999.99"), places=2)


@given(count=st.integers(2, 99), price=amounts, fee=amounts, off=st.sampled_from(["0.00", "0.01", "10.00"]))
def test_a_written_sum_is_right_exactly_when_it_adds_up(count: int, price: Decimal, fee: Decimal, off: str) -> None:
    right = count * price + fee
    text = f"That is {count} x {exact(price)} + {exact(fee)} = {exact(right + Decimal(off))} in all."
    (equation,) = equations(text)
    assert equation.right == right
    assert equation.stated - equation.right == Decimal(off)
    assert text[equation.start : equation.end] == exact(right + Decimal(off))
    assert equation.text() == f"{count} x {exact(price)} + {exact(fee)}"


@given(count=st.integers(2, 60), monthly=st.decimals(Decimal("0.0005"), Decimal("0.05"), places=5))
def test_the_rate_of_payments_worth_the_credit_is_found_again(count: int, monthly: Decimal) -> None:
    credit = Decimal(1000)
    amount = credit * monthly / (1 - (1 + monthly) ** -count)
    found = rate(Plan(count, amount), credit)
    assert abs(found - ((1 + monthly) ** 12 - 1) * 100) <= Decimal("0.051")


def test_payments_below_the_credit_cost_nothing() -> None:
    assert rate(Plan(10, Decimal(100)), Decimal(1000)) == 0


@pytest.mark.parametrize(
    ("sum_", "text", "words"),
    [
        ("vat", "Line £35.00 + VAT at 20% (£43.00 inc VAT).", "£43.00 inc VAT"),
        ("vat", "Line £60 inc VAT (£45 ex VAT).", "£60 inc VAT"),
        ("same-term", "12-month contract, £28 a month.\n\nYou're with us for at least 18 months.", "18 months"),
        ("total", "£18 a month, 24-month contract. £442 start to finish.", "£442"),
        (
            "total",
            "£29 a month, 24-month contract, £20 set-up. The first bill is £49, and the contract comes to £706 in all.",
            "£706",
        ),
    ],
)
def test_a_figure_beside_others_is_told(sum_: str, text: str, words: str) -> None:
    assert [said.removesuffix(")") for said, _ in sums(sum_, text)] == [words]


@pytest.mark.parametrize(
    ("sum_", "text"),
    [
        ("vat", "SIM £9.99 + VAT (£11.99 inc VAT)."),
        ("vat", "Oil £100 + VAT at 5% (£105 inc VAT)."),
        ("vat", "£24.50 ex VAT (£29 inc VAT)."),
        ("vat", "£10 + VAT a month, then set-up £24 inc VAT."),
        ("same-term", "24-month contract, £28 a month. A 12-month contract is available."),
        ("same-term", "24-month contract, £28 a month. We sell a 12-month contract as well."),
        ("same-term", "24-month contract, £28 a month. The handset agreement is for a minimum of 36 months."),
        ("total", "£30 a month, 12-month contract. Others pay £400 over the year."),
    ],
)
def test_figures_of_several_things_are_left_alone(sum_: str, text: str) -> None:
    assert sums(sum_, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Half-price SIMs. Ends 11.59pm, Sunday 4 October 2026.", ["4 October 2026"]),
        ("Promotion period: 1 September 2026 to 4 October 2026.", ["4 October 2026"]),
        ("Half-price SIMs. Ends 5 October 2026.", []),
        ("£20 a month until 4 October 2026, then £24.", []),
        ("Reviews to 4 October 2026.", []),
    ],
)
def test_an_offer_is_over_after_its_last_day(text: str, words: list[str]) -> None:
    lens = replace(look(read(Source("copy", text), "markdown", {"kind": "copy"})), as_of=date(2026, 10, 5))
    hits = [hit for hit in CHECKS["agree"](Agree(sum="over"), lens) if isinstance(hit, Hit)]
    assert [p.block.text[p.span.start : p.span.end] for hit in hits for p in hit.places if p.span] == words
