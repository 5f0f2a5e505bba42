"""A YAML call flow reads into steps, acts and answers, each where it stands; what is wrong is said."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
import yaml

from offerlint.model.flow import Act
from offerlint.reading.flow import read_flow
from offerlint.reading.markup import Reading, identity
from offerlint.text.span import Span

CALL = """\
script: Landline renewal
channel: call
direction: outbound
recorded: true
audience: consumer
products: [landline, broadband]
start: hello
steps:
  hello:
    say: "It's Tamarisk Telecom.\\nThis call is recorded."
    next: ask_holder
  ask_holder:
    ask: >
      Are you the
      account holder?
    answers:
      - {if: "yes", go: card}
      - {if: 'it''s my wife''s', go: bye}
  card: {do: pause_recording, say: Your card number please., next: order}
  order:
    acts:
      - do: resume_recording
      - say: That's ordered.
      - do: agree_contract
    next: bye
  bye:
    do: end
    say: |
      Thanks.
      Goodbye.
"""


def read(text: str) -> Reading:
    return read_flow(identity(text))


def shown(act: Act) -> str:
    return act.do or (act.block.text if act.block else "")


def test_steps_hold_their_acts_in_order() -> None:
    flow = read(CALL).flow
    assert flow is not None
    assert flow.start == "hello"
    assert {name: [shown(act) for act in step.acts] for name, step in flow.steps.items()} == {
        "hello": ["It's Tamarisk Telecom.\nThis call is recorded."],
        "ask_holder": ["Are you the account holder?"],
        "card": ["pause_recording", "Your card number please."],
        "order": ["resume_recording", "That's ordered.", "agree_contract"],
        "bye": ["Thanks.\nGoodbye.", "end"],
    }


def test_answers_lead_on_and_are_the_customers_words() -> None:
    flow = read(CALL).flow
    assert flow is not None
    ways = flow.steps["ask_holder"].successors
    assert [(way.step, way.answer) for way in ways] == [("card", "yes"), ("bye", "it's my wife's")]
    assert [way.block and (way.block.scope, way.block.speaker) for way in ways] == [("script.customer", "customer")] * 2
    assert [(way.step, way.answer) for way in flow.steps["card"].successors] == [("order", "")]
    assert flow.steps["bye"].successors == ()


@pytest.mark.parametrize("word", ["Tamarisk", "recorded.", "account", "Your card", "wife", "ordered", "Goodbye"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_words_are_found_where_they_stand(word: str, ending: str) -> None:
    source = CALL.replace("\n", ending)
    (block,) = [block for block in read(source).blocks if word in block.text]
    at = block.text.index(word)
    (run,) = block.view.map.runs(Span(at, at + len(word)))
    assert source[run.start : run.end] == word


def test_blocks_stand_in_source_order_a_step_a_section() -> None:
    reading = read("start: a\nsteps:\n  a: {ask: 'Second?', say: First., next: b}\n  b: {say: Third.}\n")
    assert [block.text for block in reading.blocks] == ["Second?", "First.", "Third."]
    assert reading.sections == (0, 0, 1)
    assert reading.flow is not None
    assert [shown(act) for act in reading.flow.steps["a"].acts] == ["First.", "Second?"]


def test_places_of_deeds_and_steps() -> None:
    flow = read(CALL).flow
    assert flow is not None
    for step in flow.steps.values():
        assert CALL[step.place.start : step.place.end] == step.name
        for act in step.acts:
            if act.do:
                assert CALL[act.place.start : act.place.end] == act.do


def test_what_the_flow_declares() -> None:
    assert read(CALL).declared == {
        "kind": "script", "channel": "call", "direction": "outbound", "recorded": "true", "audience": "consumer",
        "products": "landline,broadband",
    }  # fmt: skip


def test_comments_and_the_blocks_they_belong_to() -> None:
    source = (
        "# first\nstart: a\nsteps:\n  a: {say: 'Not # this', next: b}  # same line\n"
        "  b:\n    # the next\n    say: >  # header\n      words # said\n    next: a # after\n"
    )
    found = [(comment.text, comment.block, comment.inside) for comment in read(source).comments]
    assert found == [
        ("first", 0, False), ("same line", 0, True), ("the next", 1, False), ("header", 1, True), ("after", 2, False),
    ]  # fmt: skip
    for comment in read(source).comments:
        assert source[comment.place.start : comment.place.end].lstrip("# ") == comment.text


BAD = {
    "missing next": ("  hello: {say: Hi, next: by}\n  bye: {say: Bye}", 4, "by", 'Did you mean "bye"?'),
    "missing go": ("  hello: {ask: Hi, answers: [{if: a, go: x}]}", 4, '"x"', "Use one of: hello."),
    "unknown step key": ("  hello: {says: Hi}", 4, "says", 'Did you mean "say"?'),
    "unknown deed": ("  hello: {do: take_paymant}", 4, "take_paymant", 'Did you mean "take_payment"?'),
    "list for text": ("  hello: {say: [Hi]}", 4, "must be text", "Write one text"),
    "text for a step": ("  hello: Hi", 4, "must be keys and values", "key: value"),
    "answers not a list": ("  hello: {ask: Hi, answers: {if: a, go: hello}}", 4, "must be a list", "- "),
    "answer without go": ("  hello: {ask: Hi, answers: [{if: a}]}", 4, "not complete", "go: step"),
    "acts beside say": ("  hello: {say: Hi, acts: [{do: end}]}", 4, '"acts" and "say"', "into the list"),
    "act of two things": ("  hello: {acts: [{say: Hi, do: end}]}", 4, "more than one thing", "an item each"),
    "a step twice": ("  hello: {say: Hi}\n  hello: {say: Ho}", 5, "twice", "Keep one"),
    "broken YAML": ('  hello: {say: "Hi}\n', 4, "not YAML", "Check the quotes"),
    "an empty flow": ("  {}", 3, "no steps", "Add a step"),
}


@pytest.mark.parametrize(("steps", "line", "what", "remedy"), BAD.values(), ids=BAD.keys())
def test_a_fault_of_the_flow_names_line_text_and_remedy(steps: str, line: int, what: str, remedy: str) -> None:
    source = f"channel: call\nstart: hello\nsteps:\n{steps}\n"
    (problem,) = read(source).problems
    assert problem.fatal
    assert problem.line == line
    assert what in problem.message
    assert remedy in problem.message
    assert f"`{source.splitlines()[line - 1].strip()}`" in problem.message


def test_what_can_be_read_is_still_read() -> None:
    reading = read("start: nowhere\nsteps:\n  a: {say: Hi, next: gone, saye: red}\n  b: {say: [x], ask: 'Still?'}\n")
    assert [problem.line for problem in reading.problems] == [1, 3, 3, 4]
    assert [block.text for block in reading.blocks] == ["Hi", "Still?"]
    assert reading.flow is not None
    assert reading.flow.start == "a"
    assert reading.flow.steps["a"].successors == ()


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "just words", "a: \x01", "a: " + "[" * 3000, "a: *b"])
def test_what_is_no_flow_at_all_is_one_problem(text: str) -> None:
    reading = read(text)
    assert reading.flow is None
    assert len(reading.problems) == 1


def schema() -> jsonschema.Draft202012Validator:
    text = resources.files("offerlint").joinpath("schemas/flow.json").read_text("utf-8")
    loaded = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(loaded)
    return jsonschema.Draft202012Validator(loaded)


EXAMPLES = sorted(
    path for path in (Path(__file__).parents[2] / "examples").rglob("*.yaml") if "\nsteps:" in path.read_text("utf-8")
)


@pytest.mark.parametrize("source", [CALL, *(path.read_text("utf-8") for path in EXAMPLES)])
def test_the_schema_takes_what_the_reader_takes(source: str) -> None:
    assert not read(source).problems
    assert list(schema().iter_errors(yaml.safe_load(source))) == []


SEEN_BY_THE_READER_ALONE = {"missing next", "missing go", "a step twice", "broken YAML"}


@pytest.mark.parametrize("name", [name for name in BAD if name not in SEEN_BY_THE_READER_ALONE])
def test_the_schema_refuses_what_the_reader_refuses(name: str) -> None:
    source = f"channel: call\nstart: hello\nsteps:\n{BAD[name][0]}\n"
    assert list(schema().iter_errors(yaml.safe_load(source)))


NOTED = """\
script: Renewals
screened: TPS on 20 November
notes: ["Key cards straight in.", No slang.]
start: hello
steps:
  hello: {note: Smile., say: Hello., next: bye}
  bye:
    acts:
      - say: Goodbye.
      - note: Update the record.
"""


def test_what_the_adviser_is_told_is_a_note_of_the_call_or_of_its_step() -> None:
    reading = read(NOTED)
    assert not reading.problems
    assert [(block.scope, block.speaker, block.text) for block in reading.blocks if block.scope == "script.note"] == [
        ("script.note", "", "TPS on 20 November"),
        ("script.note", "", "Key cards straight in."),
        ("script.note", "", "No slang."),
        ("script.note", "", "Smile."),
        ("script.note", "", "Update the record."),
    ]
    assert reading.flow is not None
    assert [[(act.kind, shown(act)) for act in step.acts] for step in reading.flow.steps.values()] == [
        [("note", "Smile."), ("say", "Hello.")],
        [("say", "Goodbye."), ("note", "Update the record.")],
    ]
    assert reading.sections == (-1, -1, -1, 0, 0, 1, 1)


@pytest.mark.parametrize("told", ["never_say: [You would be mad not to.]", "coaching: {dont_say: You would be mad.}"])
def test_what_nobody_may_say_is_no_note(told):
    reading = read(f"script: A\nstart: a\nsteps:\n  a: {{say: Hello.}}\nnotes: Never ring on Sundays.\n{told}\n")
    assert [block.text for block in reading.blocks if block.scope == "script.note"] == ["Never ring on Sundays."]


def test_a_note_below_the_steps_stands_behind_them() -> None:
    reading = read("script: A\nstart: a\nsteps:\n  a: {say: Hello.}\nnotes: Never ring on Sundays.\n")
    assert [block.text for block in reading.blocks] == ["Hello.", "Never ring on Sundays."]
    assert list(reading.sections) == sorted(set(reading.sections))


OWN_KEYS = """\
script: Renewals
id: RET-004
version: 3
owner: retention team
tags: [retention, winter]
x-queue: {skill: 4}
cost_centre: 1234
description: For customers whose contract ends within thirty days of the call.
start: hello
steps:
  hello:
    id: S1
    title: Opening
    screen: 12
    guidance: Smile, and do not read it out too fast.
    ask: "Hello, have you a minute?"
    answers:
      - {if: "yes", go: bye, code: 17, hint: Log it at once.}
  bye: {say: Goodbye., tags: [end]}
"""


def test_keys_of_a_firm_s_own_are_passed_over_and_what_they_tell_the_adviser_is_a_note() -> None:
    reading = read(OWN_KEYS)
    assert not reading.problems
    assert list(schema().iter_errors(yaml.safe_load(OWN_KEYS))) == []
    assert [(block.scope, block.text) for block in reading.blocks] == [
        ("script.note", "For customers whose contract ends within thirty days of the call."),
        ("script.note", "Smile, and do not read it out too fast."),
        ("script.agent", "Hello, have you a minute?"),
        ("script.customer", "yes"),
        ("script.note", "Log it at once."),
        ("script.agent", "Goodbye."),
    ]
    assert reading.flow is not None
    assert [[way.step for way in step.successors] for step in reading.flow.steps.values()] == [["bye"], []]


def test_words_under_a_key_that_means_nothing_are_told() -> None:
    (problem,) = read("start: a\nsteps:\n  a: {say: Hi, colour: Your price goes up each March by a lot}\n").problems
    assert problem.line == 3
    assert "colour" in problem.message


def test_words_under_a_key_of_a_firm_s_own_beside_the_steps_are_notes_and_a_slip_is_a_problem() -> None:
    text = "start: a\nbefore_dialling:\n- The list was washed against the TPS this month.\nsteps: {a: {say: Hi}}\n"
    reading = read(text)
    assert reading.problems == ()
    first = reading.blocks[0]
    assert (first.scope, first.text) == ("script.note", "The list was washed against the TPS this month.")
    (problem,) = read(text.replace("before_dialling", "screend")).problems
    assert "screened" in problem.message


DEEDS = {
    "set_do_not_call": "record_do_not_call", "add_to_dnc": "record_do_not_call", "record opt-out": "record_do_not_call",
    "email_contract_summary": "send_contract_summary", "sendDocs": "send_contract_summary",
    "pause_the_recording": "pause_recording", "recording_on": "resume_recording",
    "resume_call_recording": "resume_recording",
    "take_card_payment": "take_payment", "place_order": "agree_contract", "submitBroadbandOrder": "agree_contract",
    "hang_up": "end", "end_the_call": "end", "transfer": "transfer",
}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), DEEDS.items())
def test_what_a_step_does_may_be_named_in_other_words(written: str, meant: str) -> None:
    reading = read(f"start: a\nsteps: {{a: {{say: Hi, do: {written}}}}}\n")
    assert reading.flow is not None
    assert reading.problems == ()
    assert [act.do for act in reading.flow.steps["a"].acts if act.kind == "do"] == [meant]


def test_what_a_firm_s_own_step_does_is_passed_over_and_a_slip_is_a_problem() -> None:
    flow = "start: a\nsteps: {{a: {{say: Hi, do: {}}}}}\n"
    assert read(flow.format("log_cancellation")).problems == ()
    (problem,) = read(flow.format("send_contrct_sumary")).problems
    assert "send_contract_summary" in problem.message


NAMED_NOTES = """\
start: a
notes:
  list: Screened on Monday.
  manner: [Slowly., Kindly.]
steps:
  a: {say: Hello.}
"""


def test_notes_may_stand_under_names() -> None:
    reading = read(NAMED_NOTES)
    assert not reading.problems
    noted = [block.text for block in reading.blocks if block.scope == "script.note"]
    assert noted == ["Screened on Monday.", "Slowly.", "Kindly."]


@pytest.mark.parametrize("flow", [NOTED, NAMED_NOTES])
def test_the_schema_takes_notes(flow: str) -> None:
    schema = json.loads(resources.files("offerlint").joinpath("schemas/flow.json").read_text("utf-8"))
    jsonschema.validate(yaml.safe_load(flow), schema)
