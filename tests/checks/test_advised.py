"""Of a text for staff, what they are to say is held to rules of what is said to customers, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from offerlint.app import Item, Terms, check
from offerlint.config.settings import Config
from offerlint.rules.load import Rulebook, bundled, load_rules
from offerlint.rules.select import Selection

RULES = ("uk-speed-and-coverage/certain-speed-at-address", "uk-price-rises/inflation-linked-rise")
HEAD = "---\nofferlint: {kind: internal, audience: consumer, products: [broadband]}\n---\n"
SPEED = '"You will get 80Mbps at your home."'


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rules([bundled()])


@pytest.fixture
def found(rulebook: Rulebook) -> Callable[[str], list[str]]:
    """The words that two rules for scripts flag in a text for staff."""
    terms = Terms(rulebook, Config(), Selection(select=RULES), date(2026, 11, 24))

    def flagged(text: str) -> list[str]:
        return [
            one.excerpt for one in check([Item("a.md", (HEAD + text).encode(), on_disk=False)], terms).report.findings
        ]

    return flagged


TO_BE_SAID = [
    "Tell them you will get 80Mbps at your home.",
    "If they ask, just say you will get 80Mbps at your home.",
    f"If they ask how fast it is, say: {SPEED}",
    f"**Speed.** Tell them {SPEED}",
    f"When they ask about speed, use these words:\n\n- {SPEED}\n",
    f"| Objection | What to say |\n|---|---|\n| Is it fast? | {SPEED} |\n",
]
NOT_TO_BE_SAID = [
    "Don't tell them they will get 80Mbps. You will get 80Mbps at your home, said the man.",
    f"Never say {SPEED}",
    f"Say what the checker shows instead of {SPEED}",
    f"We've heard {SPEED} and were fined for it.",
    f"## What not to say\n\nSay: {SPEED}\n",
    f"| Wrong | Why |\n|---|---|\n| {SPEED} | Nobody knows. |\n",
    f"A customer will say {SPEED} and want it put right.",
    "You will get 80Mbps at your home office if you work from one.",
    'Say "thanks" first. You will get 80Mbps at your home office.',
]


@pytest.mark.parametrize("text", TO_BE_SAID)
def test_what_staff_are_to_say_is_held_to_rules_of_what_is_said(found: Callable[[str], list[str]], text: str) -> None:
    assert [words for words in found(text) if "80Mbps" in words]


@pytest.mark.parametrize("text", NOT_TO_BE_SAID)
def test_what_staff_are_only_told_of_is_not(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


def test_a_rule_for_what_staff_are_told_finds_no_more_than_before(found: Callable[[str], list[str]]) -> None:
    assert found('Say: "Prices rise each March by CPI plus 3.9%."') == ["CPI plus 3.9%"]
