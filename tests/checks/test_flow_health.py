"""Faults in the graph of a call are found at their step, and a sound graph has none."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.checks.flow_health import FAULTS, check
from offerlint.engine import Bindings, lint
from offerlint.facts import look
from offerlint.model.finding import Finding
from offerlint.model.flow import Flow, Step, Successor
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.rules.load import Rulebook
from offerlint.rules.own import OWN_RULES
from offerlint.rules.select import Selection, unknown_names
from offerlint.text.span import Run

SOUND = """\
start: hello
steps:
  hello: {say: "Hello, this is (your name).", next: ask}
  ask: {ask: "Shall I go on?", answers: [{if: "yes", go: offer}, {if: "no", go: bye}, {if: "hm", go: ask}]}
  offer: {say: "It's £28 a month.", next: bye}
  bye: {say: "Goodbye.", do: end}
"""


def findings(text: str, format: str = "flow", path: str = "call.yaml", **about: str) -> list[Finding]:
    document = read(Source(path, text), format, about)
    return list(lint(document, Bindings(Rulebook(()), date(2026, 11, 24), Selection())).findings)


def found(text: str, format: str = "flow", **about: str) -> list[tuple[str, str]]:
    return [(one.rule.removeprefix("offerlint/"), one.excerpt) for one in findings(text, format, **about)]


def test_a_sound_call_has_no_fault() -> None:
    assert found(SOUND) == []


FAULTY = {
    "a step that nothing leads to": (
        SOUND + '  lost: {say: "Calls are recorded.", next: more}\n  more: {say: "Really.", next: bye}\n',
        [("unreachable-step", "lost")],
    ),
    "two that lead to each other only": (
        SOUND + '  left: {say: "Left.", next: right}\n  right: {say: "Right.", next: left}\n',
        [("unreachable-step", "left")],
    ),
    "a step after which nothing comes": (
        SOUND.replace('"It\'s £28 a month.", next: bye', '"It\'s £28 a month."'), [("dead-end", "offer")]
    ),
    "a goodbye needs no deed": (SOUND.replace(", do: end", ""), []),
    "a transfer ends our part": (SOUND.replace("a month.\", next: bye", "a month.\", do: transfer"), []),
    "only yes leads on": (
        SOUND.replace(', {if: "no", go: bye}, {if: "hm", go: ask}', ""), [("question-without-no", "ask")]
    ),
    "any other answer is a way on": (SOUND.replace(', {if: "no", go: bye}', ""), []),
    "a way on whatever the answer": (
        SOUND.replace(', {if: "no", go: bye}, {if: "hm", go: ask}]', "], next: bye"), []
    ),
    "a loop": (
        SOUND.replace('a month.", next: bye', 'a month.", next: again')
        + '  again: {ask: "Shall I say it again?", answers: [{if: "yes", go: offer}, {if: "no", go: offer}]}\n',
        [("loop-without-way-out", "offer")],
    ),
    "a field of a call that is final": (
        "stage: final\n" + SOUND.replace("(your name)", "{{ name }}"), [("unfilled-field-said", "{{ name }}")]
    ),
    "a field that the dialler or the agent fills in": (SOUND.replace("(your name)", "{{agent}}, ${team}"), []),
    "a tag of a mailing tool": (SOUND.replace("£28", "*|PRICE|*"), [("unfilled-field-said", "*|PRICE|*")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "faults"), FAULTY.values(), ids=FAULTY.keys())
def test_faults(text: str, faults: list[tuple[str, str]]) -> None:
    assert found(text) == faults


def test_a_tool_that_drops_every_other_answer_has_no_way_for_a_refusal() -> None:
    gather = {
        "name": "ask", "type": "gather-input-on-call", "properties": {"say": "Shall I? {{flow.variables.name}}"},
        "transitions": [{"event": "speech", "next": "split"}],
    }  # fmt: skip
    split = {
        "name": "split", "type": "split-based-on", "properties": {},
        "transitions": [{"event": "match", "next": "ask", "conditions": [{"value": "yes"}]}, {"event": "noMatch"}],
    }  # fmt: skip
    text = json.dumps({"initial_state": "ask", "states": [gather, split]})
    assert found(text, "twilio-studio") == [("question-without-no", "split")]


def test_a_template_is_filled_later() -> None:
    text = "stage: template\n" + SOUND.replace("(your name)", "{{ first_name }}")
    assert found(text) == []


def test_a_script_is_judged_by_its_words_alone() -> None:
    script = "## A\n\nAgent: Shall I?\n\n- Yes: go to A\n\n## Notes\n\nAgent: Never said.\n"
    assert found(script, "script") == []


def test_the_loop_shows_how_a_call_gets_into_it() -> None:
    (one,) = findings(FAULTY["a loop"][0])
    assert [name for name, _ in one.path_through] == ["hello", "ask", "offer"]


def test_a_fault_can_be_allowed_and_ignored() -> None:
    text = (
        "# offerlint: allow-file offerlint/dead-end because the dialler goes on\n"
        + FAULTY["a step after which nothing comes"][0]
    )
    assert found(text) == []
    assert unknown_names(Rulebook(()), ("offerlint/dead-end", "offerlint")) == {}
    assert {rule.check for rule in OWN_RULES} == {*FAULTS, "unfilled-field-said"}


@st.composite
def graphs(draw: st.DrawFn) -> Flow:
    names = [f"s{number}" for number in range(draw(st.integers(1, 6)))]
    steps = {}
    for number, name in enumerate(names):
        ways = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        steps[name] = Step(name, (), tuple(Successor(way) for way in ways), Run(0, number, number + 1))
    return Flow(names[0], steps)


@given(graphs())
def test_a_call_that_cannot_end_is_in_a_loop_that_is_found(flow: Flow) -> None:
    """A walk that takes every way, longer than there are steps, against the search."""
    now, ends, seen = {flow.start}, False, {flow.start}
    for _ in flow.steps:
        ends = ends or any(not flow.steps[name].successors for name in now)
        now = {way.step for name in now for way in flow.steps[name].successors}
        seen |= now
    loops = [name for name, _ in FAULTS["loop-without-way-out"](flow)]
    assert ends or loops
    assert set(loops) <= seen
    lost = {name for name, _ in FAULTS["unreachable-step"](flow)}
    assert not lost & seen
    assert bool(lost) == (seen != set(flow.steps))


def test_what_is_no_call_has_no_graph() -> None:
    lens = look(read(Source("a.md", "Hello {{ name }}."), "markdown"))
    assert [hit for fault in (*FAULTS, "unfilled-field-said") for hit in check(fault, lens)] == []
