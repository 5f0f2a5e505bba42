"""A call script in JSON of a firm's own making, read as the configuration says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from offerlint.cli.main import cli
from offerlint.model.document import Document
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import open_data

KEYS = {
    "steps": "flow.nodes", "name": "id", "words": "text", "ask": "question", "note": "hint", "speaker": "who",
    "turns": "lines", "next": "then", "answers": "options", "answer": "label", "go": "goto", "do": "action",
    "start": "flow.entry",
}  # fmt: skip


def read(value: Any, **keys: str) -> Document:
    script = keys or KEYS
    return open_data(json.dumps(value, indent=1).encode(), "a.json", "json-script", {"script": script})


def flow(document: Document) -> dict[str, tuple[list[str], list[tuple[str, str]]]]:
    """Each step: what is said and done in it, and what answer leads where."""
    assert document.flow
    return {
        name: (
            [f"{act.kind} {act.block.text if act.block else act.do}" for act in step.acts],
            [(way.answer, way.step) for way in step.successors],
        )
        for name, step in document.flow.steps.items()
    }


NESTED = {
    "flow": {
        "entry": "hello",
        "nodes": {
            "bye": {"text": "Goodbye.", "action": "end"},
            "hello": {
                "lines": [
                    {"who": "Agent", "text": "Hello {name}."},
                    {"who": "CUSTOMER", "text": "Hi."},
                    {"who": "Instruction", "text": "Smile."},
                ],
                "question": "May I go on?",
                "options": [
                    {"label": "Yes", "goto": {"id": "offer", "text": ["It is £28.", "A month."], "hint": "Slow.",
                                              "then": "bye"}},
                    {"label": "No", "goto": "bye"},
                ],
            },
        },
    }
}  # fmt: skip


def test_steps_stand_by_name_and_inside_one_another() -> None:
    document = read(NESTED)
    assert document.flow is not None
    assert document.flow.start == "hello"
    assert flow(document) == {
        "bye": (["say Goodbye.", "do end"], []),
        "hello": (
            ["say Hello \ufffc.", "note Smile.", "ask May I go on?"],
            [("Yes", "offer"), ("No", "bye")],
        ),
        "offer": (["say It is £28.", "say A month.", "note Slow."], [("", "bye")]),
    }
    assert [block.scope for block in document.variants[0].blocks if block.text == "Hi."] == ["script.customer"]
    assert (document.about.kind, document.about.channel) == ("script", "call")


def test_a_list_without_ways_is_a_chain() -> None:
    document = read([{"say": "One."}, {"say": "Two."}, {"say": "Three."}], words="say")
    assert [(name, ways) for name, (_, ways) in flow(document).items()] == [
        ("step 1", [("", "step 2")]), ("step 2", [("", "step 3")]), ("step 3", [("", "End of call")]),
        ("End of call", []),
    ]  # fmt: skip


def test_answers_may_be_a_mapping() -> None:
    document = read(
        {"id": "a", "say": "Well?", "if": {"Yes": {"id": "b", "say": "Good."}, "No": "a"}},
        words="say", name="id", answers="if", go="to",
    )  # fmt: skip
    assert flow(document)["a"][1] == [("Yes", "b"), ("No", "a")]


@pytest.mark.parametrize(
    ("value", "says", "fatal"),
    [
        ([{"id": "a", "text": "Hi.", "then": "b"}], "leads to “b”, which is no step", True),
        ([{"id": "a", "text": "Hi.", "action": "take_paymnt"}], "did you mean “take_payment”", False),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(value: Any, says: str, fatal: bool) -> None:
    keys = {**KEYS, "steps": "s"}
    document = read({"s": value}, **keys)
    (problem,) = document.problems
    assert says in problem.message
    assert (problem.fatal, problem.line is not None) == (fatal, True)


@pytest.mark.parametrize(
    ("data", "said", "says"),
    [
        (b"{}", {}, "nothing says which keys of this script hold words"),
        (b"{}", {"script": {"name": "id"}}, "nothing says which keys"),
        (b'{"a": 1', {"script": {"words": "say"}}, "this is not JSON"),
        (b"[" * 100_000, {"script": {"words": "say"}}, "this is not JSON"),
        (b'{"a": 1}', {"script": {"words": "say"}}, "no step with words is here"),
    ],
)
def test_what_is_no_such_script_says_so(data: bytes, said: dict[str, object], says: str) -> None:
    with pytest.raises(ReadError, match=says):
        open_data(data, "a.json", "json-script", said)


def test_steps_nested_very_deep_and_very_many_are_bounded() -> None:
    deep: dict[str, Any] = {"say": "End."}
    for _ in range(90):
        deep = {"say": "On.", "next": deep}
    assert len(flow(read(deep, words="say", next="next"))) == 92
    many = read([{"say": "Hi."}] * 3_000, words="say")
    assert any("more than 2,000 steps" in problem.message for problem in many.problems)


def test_a_key_that_the_configuration_does_not_know_is_told(tmp_path: Path) -> None:
    (tmp_path / "offerlint.yaml").write_text("files:\n  - match: ['*']\n    script: {word: text}\n", "utf-8")
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--config", str(tmp_path / "offerlint.yaml")])
    assert done.exit_code == 2
    assert "offerlint.yaml:3" in done.output
    assert "did you mean “words”" in done.output
