"""The choices under which a finding is there are those that make a difference to its words, and no others."""

from __future__ import annotations

import pytest

from offerlint import lint

ABOUT = {"kind": "copy", "audience": "consumer", "products": ["broadband"], "channel": "web"}
BEFORE = "{% if x %}Hello. {% endif %}{% if y %}Welcome. {% endif %}"
AFTER = " {% if u %}Goodbye. {% endif %}{% if v %}Come again soon. {% endif %}"
SECRET = "uk-payment-security/secret-asked-for"
RISE = "uk-price-rises/inflation-linked-rise"


@pytest.mark.parametrize(
    ("rule", "words", "exposed"),
    [
        (SECRET, "Tell us your PIN.", []),
        (SECRET, "{% if a %}Tell us your PIN.{% endif %}", [{"a": "yes"}]),
        (SECRET, "{% if a %}We never ask for{% else %}Tell us{% endif %} your PIN.", [{"a": "no"}]),
        (SECRET, "{% if a %}{% if b %}Tell us your PIN.{% endif %}{% endif %}", [{"a": "yes", "b": "yes"}]),
        (
            SECRET,
            "{% if a %}Hi! {% endif %}{% if b %}We never ask for{% else %}Tell us{% endif %} your PIN.",
            [{"b": "no"}],
        ),
        (SECRET, "Tell us {% if a %}your{% else %}the{% endif %} PIN.", []),
        (RISE, "Prices rise each year by{% if a %} CPI plus 3.9%{% endif %}.", [{"a": "yes"}]),
        (SECRET, "{% if a %}Tell us{% endif %} your {% if b %}PIN{% endif %}.", [{"a": "yes", "b": "yes"}]),
        (
            SECRET,
            "Tell us your {% if b %}{% if a %}PIN{% else %}name{% endif %}{% endif %}.",
            [{"a": "yes", "b": "yes"}],
        ),
    ],
)
@pytest.mark.parametrize("around", [("", ""), (BEFORE, ""), ("", AFTER), (BEFORE, AFTER)])
def test_what_decides_other_words_of_a_paragraph_is_not_told(
    rule: str, words: str, exposed: list[dict[str, str]], around: tuple[str, str]
) -> None:
    text = f"<p>{around[0]}{words}{around[1]}</p>"
    (finding,) = lint(text, filename="page.html.j2", select=[rule], about=ABOUT).findings
    assert [dict(one) for one in finding.exposed_by] == exposed


def test_what_excuses_from_another_part_of_the_paragraph_is_told() -> None:
    parts = "{% if a %}Half price for 3 months{% endif %}{% if b %}, then £30 a month{% endif %}."
    text = f"<p>{parts}{AFTER}</p>"
    rule = "uk-pricing/discounted-months-without-later-price"
    (finding,) = lint(text, filename="page.html.j2", select=[rule], about=ABOUT).findings
    assert [dict(one) for one in finding.exposed_by] == [{"a": "yes", "b": "no"}]


def test_a_plain_fault_stays_an_error_among_many_conditions() -> None:
    text = f"<p>{BEFORE}{{% if a %}}Tell us your PIN.{{% endif %}}{AFTER}</p>"
    (finding,) = lint(text, filename="page.html.j2", select=[SECRET], about=ABOUT).findings
    assert finding.severity.value == "error"


def test_two_readings_of_a_paragraph_are_never_shown_together() -> None:
    text = (
        "<p>{% if sale %}Sale: {% endif %}Fibre for £30 a month{% if months %} for 6 months{% endif %}."
        "{% if rises %} Prices rise each April by CPI + 3.9%.{% endif %}"
        "{% if free %} Free router{% if post %} (£9.99 P&amp;P){% endif %}.{% endif %}</p>"
        "<p>{% for one in reviews %}“{{ one }}” {% endfor %}</p>"
    )
    found = lint(text, filename="page.html.j2", select=["uk-price-rises/rise-away-from-price"], about=ABOUT).findings
    assert found == ()
