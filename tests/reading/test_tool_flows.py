"""Flows of calling tools: what is said stands in the file, what is done and where it goes is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.model.document import Document
from offerlint.model.flow import END
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.reading.recognise import recognise
from offerlint.text.fold import FIELD
from offerlint.text.span import Span


def state(name: str, kind: str, ways: list[object], **properties: object) -> dict[str, object]:
    transitions = [way if isinstance(way, dict) else {"event": way[0], "next": way[1]} for way in ways]  # type: ignore[index]
    return {"name": name, "type": kind, "transitions": transitions, "properties": properties}


def match(value: str, target: str) -> dict[str, object]:
    return {"event": "match", "next": target, "conditions": [{"type": "equal_to", "value": value, "arguments": ["x"]}]}


def twilio(*states: dict[str, object], **more: object) -> Document:
    text = json.dumps({"description": "", "states": states, "initial_state": "Trigger", **more}, indent=1)
    assert recognise("flow.json", text) == "twilio-studio"
    return read(Source("flow.json", text), "twilio-studio")


def action(name: str, kind: str, following: str = "", ways: dict[str, str] | None = None, /, **parameters: object):
    conditions = [
        {"NextAction": to, "Condition": {"Operator": "Equals", "Operands": [on]}} for on, to in (ways or {}).items()
    ]
    transitions = {"NextAction": following, "Conditions": conditions} if following else {"Conditions": conditions}
    return {"Identifier": name, "Type": kind, "Parameters": parameters, "Transitions": transitions}


def connect(*actions: dict[str, object], metadata: dict[str, object] | None = None) -> Document:
    text = json.dumps(
        {"Version": "2019-10-30", "StartAction": "a", "Metadata": metadata or {}, "Actions": actions}, indent=1
    )
    assert recognise("flow.json", text) == "amazon-connect"
    return read(Source("flow.json", text), "amazon-connect")


def deeds(document: Document) -> dict[str, list[str]]:
    assert document.flow
    return {name: [act.do or act.kind for act in step.acts] for name, step in document.flow.steps.items()}


def ways(document: Document, name: str) -> list[tuple[str, str]]:
    assert document.flow
    return [(way.step, way.answer) for way in document.flow.steps[name].successors]


TRIGGER = state("Trigger", "trigger", [("incomingCall", "ask"), {"event": "incomingMessage"}])
ASK = state(
    "ask", "gather-input-on-call", [("keypress", "split"), ("speech", "split"), {"event": "timeout"}], say="Pay?"
)
SPLIT = state("split", "split-based-on", [match("1", "pay"), match("no thanks", "bye"), {"event": "noMatch"}])
ON = state("on", "record-call", [("success", "bye"), {"event": "failed"}], record_call=True)
PAY = state("pay", "capture-payments", [("success", "on"), {"event": "hangup"}])
BYE = state("bye", "say-play", [{"event": "audioComplete"}], say="Bye {{flow.variables.name}}.")


def test_the_widgets_of_a_call() -> None:
    document = twilio(TRIGGER, ASK, SPLIT, PAY, ON, BYE)
    assert deeds(document) == {
        "Trigger": ["pause_recording"],
        "ask": ["ask"],
        "split": [],
        "pay": ["take_payment"],
        "on": ["resume_recording"],
        "bye": ["say", "end"],
        END: ["end"],
    }
    assert ways(document, "ask") == [("split", ""), (END, "no answer")]
    assert ways(document, "split") == [("pay", "1"), ("bye", "no thanks"), (END, "anything else")]
    assert not document.problems
    about = document.about
    assert (about.kind, about.channel, about.direction, about.recorded) == ("script", "call", "inbound", True)


def test_words_and_answers_are_blocks_with_their_places() -> None:
    document = twilio(TRIGGER, ASK, SPLIT, PAY, ON, BYE)
    blocks = document.variants[0].blocks
    assert [(block.scope, block.text) for block in blocks] == [
        ("script.agent", "Pay?"), ("script.customer", "no thanks"), ("script.agent", f"Bye {FIELD}."),
    ]  # fmt: skip
    source = document.sources[0].text
    for block in blocks:
        (run,) = block.view.map.runs(Span(0, len(block.text)))
        assert source[run.start : run.end] == block.text.replace(FIELD, "{{flow.variables.name}}")


@pytest.mark.parametrize(
    ("kind", "properties", "done"),
    [
        ("record-call", {"record_call": False}, ["pause_recording"]),
        ("capture-payments", {"payment_method": "ACH_DEBIT"}, ["collect_bank_details"]),
        ("connect-call-to", {"noun": "number"}, ["transfer"]),
        ("send-message", {"body": "Your receipt."}, ["say"]),
        ("set-variables", {}, []),
    ],
)
def test_what_a_widget_does(kind: str, properties: dict[str, object], done: list[str]) -> None:
    trigger = state("Trigger", "trigger", [("incomingCall", "x")])
    assert deeds(twilio(trigger, state("x", kind, [("success", "bye")], **properties), BYE))["x"] == done


def test_an_outgoing_call_is_outbound() -> None:
    trigger = state("Trigger", "trigger", [("incomingRequest", "dial")])
    dial = state("dial", "make-outgoing-call-v2", [("answered", "bye"), {"event": "busy"}], record=True)
    document = twilio(trigger, dial, BYE)
    assert (document.about.direction, document.about.recorded) == ("outbound", True)
    assert ways(document, "dial") == [("bye", ""), (END, "busy")]


def test_a_flow_of_messages_is_no_call() -> None:
    trigger = state("Trigger", "trigger", [("incomingMessage", "reply")])
    document = twilio(trigger, state("reply", "send-message", [], body="Hello."))
    assert (document.about.kind, document.about.channel) == ("copy", "sms")


def test_a_widget_that_is_not_there_is_a_problem_with_its_line() -> None:
    document = twilio(TRIGGER, ASK, SPLIT, PAY, ON, state("by", "say-play", [], say="Bye."))
    problems = [problem for problem in document.problems if problem.fatal]
    assert {problem.message for problem in problems} >= {
        "Step “split” leads to “bye”, which is no step. Did you mean “by”?"
    }
    assert all(problem.line and "bye" in document.sources[0].lines.line(problem.line) for problem in problems)


def test_a_description_can_speak_to_the_linter() -> None:
    said = "offerlint: products=broadband\nofferlint: allow-file uk-pricing/price-without-vat because it is a test"
    document = twilio(TRIGGER, ASK, SPLIT, PAY, ON, BYE, description=said)
    assert document.about.products == ("broadband",)
    assert [allow.rule for allow in document.allows] == ["uk-pricing/price-without-vat"]


def test_the_config_goes_before_what_a_tool_shows() -> None:
    text = json.dumps({"states": [TRIGGER, ASK, SPLIT, PAY, ON, BYE], "initial_state": "Trigger"})
    document = read(Source("flow.json", text), "twilio-studio", {"recorded": "false"})
    assert document.about.recorded is False


CARD: dict[str, object] = {"Text": "Key in your card number.", "StoreInput": "True", "InputEncryption": {"Key": "k"}}
RECORD: dict[str, object] = {
    "RecordingBehavior": {"RecordedParticipants": ["Agent", "Customer"], "IVRRecordingBehavior": "Enabled"}
}
STOP: dict[str, object] = {"RecordingBehavior": {"RecordedParticipants": [], "IVRRecordingBehavior": "Disabled"}}


def test_the_actions_of_a_call() -> None:
    document = connect(
        action("a", "UpdateContactRecordingBehavior", "b", **RECORD),
        action("b", "GetParticipantInput", "e", {"1": "c", "go away": "e"}, Text="Pay now, $.Attributes.name?"),
        action("c", "UpdateContactRecordingBehavior", "d", **STOP),
        action("d", "GetParticipantInput", "e", **CARD),
        action("e", "DisconnectParticipant"),
    )
    assert deeds(document) == {
        "a": ["pause_recording", "resume_recording"],
        "b": ["ask"],
        "c": ["pause_recording"],
        "d": ["ask", "take_payment"],
        "e": ["end"],
    }
    assert ways(document, "b") == [("c", "1"), ("e", "go away")]
    assert document.variants[0].blocks[0].text == f"Pay now, {FIELD}?"
    assert document.about.recorded is True


def test_speech_markup_is_not_read_out() -> None:
    ssml = '<speak>A deposit of £50<break time="1s"/>applies &amp; <emphasis>counts</emphasis>.</speak>'
    document = connect(action("a", "MessageParticipant", "b", SSML=ssml), action("b", "DisconnectParticipant"))
    (block,) = document.variants[0].blocks
    assert block.text == "A deposit of £50 applies & counts."


def test_an_opaque_identifier_is_called_by_its_type() -> None:
    opaque = "7f3a5a52-1b1e-4a4e-9df0-1d2f60a0c111"
    document = connect(
        action("a", "MessageParticipant", opaque, Text="Hello."), action(opaque, "DisconnectParticipant")
    )
    assert ways(document, "a") == [("DisconnectParticipant 1", "")]


def test_the_answer_of_the_api_holds_the_flow_as_text() -> None:
    inner = json.dumps(
        {
            "StartAction": "a",
            "Actions": [
                action("a", "MessageParticipant", "b", Text='“Hello”\n"you"'),
                action("b", "DisconnectParticipant"),
            ],
        }
    )
    text = json.dumps({"ContactFlow": {"Name": "x", "Content": inner}})
    assert recognise("flow.json", text) == "amazon-connect"
    document = read(Source("flow.json", text), "amazon-connect")
    (block,) = document.variants[0].blocks
    assert block.text == '“Hello”\n"you"'
    (run,) = block.view.map.runs(Span(1, 6))
    assert text[run.start : run.end] == "Hello"


def test_a_recording_that_is_played_is_said_to_be_unread() -> None:
    document = connect(action("a", "MessageParticipant", "b", PromptId="p"), action("b", "DisconnectParticipant"))
    (problem,) = document.problems
    assert not problem.fatal
    assert "words are not read" in problem.message


@pytest.mark.parametrize("format", ["twilio-studio", "amazon-connect"])
@pytest.mark.parametrize("text", ["", "{", "[]", '{"states": 3, "Actions": [3]}'])
def test_what_is_no_flow_does_no_harm(text: str, format: str) -> None:
    assert read(Source("flow.json", text), format).flow is None


@pytest.mark.parametrize(
    "text", ['{"states": []}', '{"Actions": [], "Version": "2012-10-17"}', '{"name": "package", "version": "1"}', "[]"]
)
def test_other_json_is_left_alone(text: str) -> None:
    assert recognise("package.json", text) is None


ANYTHING: st.SearchStrategy[object] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=6), st.sampled_from([[], {}, [{}]])
)
FLOWS = {
    "twilio-studio": {"states": [TRIGGER, ASK, SPLIT, PAY, ON, BYE], "initial_state": "Trigger"},
    "amazon-connect": {
        "StartAction": "a",
        "Metadata": {"description": "offerlint: products=tv"},
        "Actions": [
            action("a", "UpdateContactRecordingBehavior", "b", **RECORD),
            action("b", "GetParticipantInput", "c", {"1": "c", "no": "a"}, **CARD),
            action("c", "DisconnectParticipant"),
        ],
    },
}


@settings(max_examples=60)
@given(st.sampled_from(sorted(FLOWS)), st.data())
def test_a_flow_with_a_part_that_is_something_else_does_no_harm(format: str, data: st.DataObject) -> None:
    whole = json.loads(json.dumps(FLOWS[format]))
    inside: Any = whole
    while True:
        keys = list(inside) if isinstance(inside, dict) else range(len(inside))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(inside[key], (dict, list)) or not inside[key] or data.draw(st.booleans()):
            break
        inside = inside[key]
    inside[key] = data.draw(ANYTHING)
    text = json.dumps(whole)
    document = read(Source("flow.json", text), format)
    assert all(problem.line for problem in document.problems)
    for block in document.variants[0].blocks:
        assert block.view.map.runs(Span(0, len(block.text)))
