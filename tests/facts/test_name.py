"""Proper names that somebody says on a call."""

from __future__ import annotations

import pytest

from offerlint.facts.local import read
from offerlint.model.block import Block
from offerlint.text.view import ViewBuilder

CASES: list[tuple[str, list[str]]] = [
    ("Hello, Larkline Broadband orders.", ["Larkline Broadband"]),
    ("it's Ada from Larkline & Co, about your line", ["Ada", "Larkline & Co"]),
    ("Larkline here. Great. Is that Mr Webb?", ["Larkline"]),
    ("Larkline Broadband, good morning.", ["Larkline Broadband"]),
    ("Larkline, hello.", ["Larkline"]),
    ("Hello Larkline.", ["Larkline"]),
    ("Good Morning. Am I speaking to Ms Joy?", []),
    ("Would you like to? I'd say so. The PIN is yours on Friday.", []),
    ("It's Larkline Broadband. This is Larkline.", ["Larkline Broadband", "Larkline"]),
    ("I'm in Leeds, at Accounts, with Customer Services. Leeds Larkline rang.", ["Leeds Larkline"]),
    ("Larkline, sales.", ["Larkline"]),
    ("HELLO, THIS IS LARKLINE.", []),
    ("see larkline.Example or a@B.example", []),
    ("it’s The O’Malley-Price Group’s offer", ["The O’Malley-Price Group’s"]),
]


@pytest.mark.parametrize(("said", "names"), CASES, ids=[case[0] for case in CASES])
def test_what_is_said(said: str, names: list[str]) -> None:
    builder = ViewBuilder(said)
    builder.copy(0, len(said))
    view = builder.build()
    found = [fact for fact in read(Block(view, "script.agent", speaker="agent")).facts if fact.kind == "name"]
    assert [fact.value for fact in found] == names
    assert [said[fact.span.start : fact.span.end] for fact in found] == names
    assert not [fact for fact in read(Block(view, "body.paragraph")).facts if fact.kind == "name"]
