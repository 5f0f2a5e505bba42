"""Whose turn a label says it is."""

from __future__ import annotations

import pytest

from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.reading.turns import has_table_of_turns, is_bad_example, name_of, turns


def speakers(text):
    document = read(Source("call.txt", text), "script", {})
    return [block.speaker for block in document.variants[0].blocks if block.speaker]


@pytest.mark.parametrize("label", ["Agent", "CSR", "Collector", "Seller", "Call handler", "You say", "Telesales", "CS"])
def test_labels_of_the_agent(label):
    assert speakers(f"{label}: Hello.\nCustomer: Hi.\n{label}: An offer.\n") == ["agent", "customer", "agent"]


@pytest.mark.parametrize("label", ["Cust", "Householder", "Guest", "Subscriber", "Borrower", "They say", "Resident"])
def test_labels_of_the_customer(label):
    assert speakers(f"Agent: Hello.\n{label}: Hi.\nAgent: An offer.\n") == ["agent", "customer", "agent"]


def test_a_role_in_brackets_is_a_label():
    assert speakers("Sam (adviser): Hello.\nMina (customer): Hi.\n") == ["agent", "customer"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Agent: Hello.\nCaller: I want to leave.\n", ["agent", "customer"]),
        ("Caller: Hello, it's Sam from Larkline.\nCustomer: Hi.\n", ["agent", "customer"]),
        ("Caller: Hello, it's Sam from Larkline.\nCaller: Is now a good time?\n", ["agent", "agent"]),
    ],
)
def test_who_a_caller_is_shows_in_the_other_labels(text, expected):
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("label", "is_bad"),
    [
        ("BAD AGENT", True), ("Wrong", True), ("Don't", True), ("DON’T SAY THIS", True), ("Bad example 2", True),
        ("The pushy rep", True), ("how not to do it", True), ("AGENT", False), ("GOOD AGENT", False),
        ("BAD CAT", False), ("WRONG NUMBER", False), ("Donna", False), ("", False),
    ],
)  # fmt: skip
def test_labels_of_bad_examples(label, is_bad):
    assert is_bad_example(label) is is_bad


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("**AGENT** – Hello.\n\n**CUSTOMER** - Hi.\n", ["agent", "customer"]),
        ("AGENT – Hello.\nCUSTOMER\nHi.\n", ["agent", "customer"]),
        ("- [ ] Say: Hello.\n- [x] Agent: Bye.\n", ["agent", "agent"]),
        ("Read out: Hello.\nVerbatim: Bye.\n", ["agent", "agent"]),
        ("Agent - Hello.\n", []),
        ("AGENT\n\n## Hello\n", []),
        ("REP-ORT – Hello.\n", []),
    ],
)
def test_labels_without_a_colon_and_of_lists_to_tick(text: str, speakers: list[str]) -> None:
    assert [turn.speaker for turn in turns(text)] == speakers


@pytest.mark.parametrize(
    ("text", "is_call"),
    [
        ("| Step | What to say | If yes |\n|---|---|---|\n| 1 | Hello | 2 |\n", True),
        ("If the customer says | Then say\n:--|--:\na | b\n", True),
        ("| Plan | Price |\n|---|---|\n", False),
        ("| Customer | We |\n|---|---|\n", False),
        ("| What to say | Notes |\n|---|---|\n", False),
    ],
)
def test_tables_of_what_is_said(text: str, is_call: bool) -> None:
    assert has_table_of_turns(text) is is_call


def test_the_agent_may_speak_under_a_name() -> None:
    call = "NIA: Good morning, Larkline here.\nCUSTOMER: I want broadband.\nNIA: It is £28 a month.\nCUSTOMER: Right.\n"
    assert [turn.speaker for turn in turns(call)] == ["agent", "customer", "agent", "customer"]
    assert name_of(call) == "NIA"


def test_fields_of_a_record_are_nobody_s_turns() -> None:
    assert name_of("Customer: J Webb\nOrder: 1\nCustomer: A Cole\nOrder: 2\nCustomer: B Lee\n") == ""
    assert name_of("Agent: Good morning.\nCustomer: Hello.\nNote: they may be upset about the bill.\n") == ""
