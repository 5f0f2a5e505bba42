"""waivers.yaml: what it says, and what it is told when it is mistaken."""

from datetime import date

import pytest

from offerlint.model.decision import Waiver
from offerlint.registers.waivers import read_waivers
from offerlint.rules.yaml_tree import RuleError

WAIVER = """\
waivers:
  - rule: uk-pricing/some-rule
    path: ads\\spring.html
    fingerprint: 0123456789012345
    decision: accept
    reason: Agreed with Legal
    by: A. Reviewer
    on: 2026-11-28
    until: 2027-01-31
"""


def test_a_waiver_is_read_with_the_place_of_its_rule() -> None:
    register = read_waivers(WAIVER)
    (waiver,) = register.waivers
    assert waiver == Waiver(
        "uk-pricing/some-rule", "accept", "Agreed with Legal", "A. Reviewer", date(2026, 11, 28), date(2027, 1, 31),
        "ads/spring.html", "0123456789012345", "", waiver.place,
    )  # fmt: skip
    assert WAIVER[slice(*waiver.place)] == waiver.rule


@pytest.mark.parametrize("rule", ['"uk-pricing/some-rule"', "'uk-pricing/some-rule'", "|\n      uk-pricing/some-rule"])
def test_however_the_rule_is_quoted_its_place_lies_in_the_file(rule: str) -> None:
    text = WAIVER.replace("uk-pricing/some-rule", rule)
    (waiver,) = read_waivers(text).waivers
    assert 0 <= waiver.place.start <= waiver.place.end <= len(text)
    assert waiver.rule == "uk-pricing/some-rule"


def test_an_empty_register_is_one() -> None:
    assert read_waivers("").waivers == ()
    assert read_waivers("waivers: []\n").waivers == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    until: 2027-01-31\n", "", 5, "accept needs “until”"),
        ("until: 2027-01-31", "until:", 9, "accept needs “until”"),
        ("until: 2027-01-31", "until: 2026-01-31", 9, "“until” is before “on”"),
        ("decision: accept", "decision: acept", 5, "did you mean “accept”"),
        ("reason: Agreed with Legal", "reason: ''", 6, "it is blank"),
        ("    by: A. Reviewer\n", "", 2, "needs “by”"),
        ("fingerprint: 0123456789012345", "fingerprint: 0123", 4, "copy its 16 digits and letters"),
        ("path: ", "paths: ", 3, "did you mean “path”"),
        ("on: 2026-11-28", "on: 28/11/2026", 8, "is no date"),
    ],
)
def test_mistakes_are_placed(old: str, new: str, line: int, said: str) -> None:
    assert old in WAIVER
    with pytest.raises(RuleError, match=said) as caught:
        read_waivers(WAIVER.replace(old, new))
    assert caught.value.line == line
