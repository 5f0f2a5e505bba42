"""A fault that takes two choices which nothing ties together is at most a warning."""

from __future__ import annotations

import pytest

from offerlint import lint

RISE = "<p>Broadband £30 a month. Prices rise each March by CPI plus 3.9%.</p>"
RULE = "uk-price-rises/inflation-linked-rise"
ABOUT = {"kind": "copy", "audience": "consumer", "products": ["broadband"], "channel": "web"}


@pytest.mark.parametrize(
    ("source", "severity"),
    [
        (RISE, "error"),
        ("{% if vip %}" + RISE + "{% endif %}", "error"),
        ("{% if vip %}{% if promo %}" + RISE + "{% endif %}{% endif %}", "error"),
        ("<p>Prices rise each {% if a %}year{% endif %} by{% if b %} CPI plus 3.9%{% endif %}.</p>", "error"),
        ("<p>Prices rise each year by{% if a %} CPI{% endif %} plus{% if b %} 3.9%{% endif %}.</p>", "warning"),
    ],
)
def test_severity(source: str, severity: str) -> None:
    report = lint(source, filename="page.html.j2", select=[RULE], about=ABOUT)
    assert [finding.severity.value for finding in report.findings] == [severity]
