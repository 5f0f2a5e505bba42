"""A call script reads as a person would read it: who says what, what is done, and where the call goes on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.model.flow import Flow
from offerlint.model.source import Source
from offerlint.reading.markup import Reading, identity
from offerlint.reading.reader import read as read_document
from offerlint.reading.script import read_script
from offerlint.reading.script_table import goes_on
from offerlint.text.span import Span

CALL = """\
# Winter renewals

Read this before the shift.

## Step 1: Hello

**Agent (Ada):** Hello, it's Fernline. *(wait for response)* Is this [first name]?

**Customer:** Yes, that's me.

If no, end the call.

Agent: This call is recorded.
We keep it for a year.

## Step 2: Pay

[PAUSE RECORDING]

> Please read me the card number.

[RESUME RECORDING]

- "It was declined": skip to [Other ways](#other-ways)
- It worked: go to step 4

## Step 3: Never say

- "It's guaranteed"

## Step 4: Goodbye

**Advisor:** Goodbye. [END CALL]

## Other ways

- Refuses: add them to the do-not-call list and end the call
- Wants to wait: go back to Goodbye

Transfer the call to the payments team.
"""


def read(text: str) -> Reading:
    return read_script(identity(text))


def said(text: str) -> list[tuple[str, str]]:
    return [(block.speaker or "note", block.text) for block in read(text).blocks]


def steps(text: str) -> Flow:
    flow = read(text).flow
    assert flow is not None
    return flow


def ways(flow: Flow, step: str) -> list[tuple[str, str]]:
    return [(way.step, way.answer) for way in flow.steps[step].successors]


TURNS = {
    "plain label": ("Agent: Hi there.", [("agent", "Hi there.")]),
    "bold label": ("**Agent:** Hi there.", [("agent", "Hi there.")]),
    "colon outside": ("**Agent**: Hi there.", [("agent", "Hi there.")]),
    "name in brackets": ("Advisor (Ada): Hi there.", [("agent", "Hi there.")]),
    "capitals": ("AGENT: Hi there.", [("agent", "Hi there.")]),
    "customer": ("Agent: Hi.\n\nCX: Who is it?", [("agent", "Hi."), ("customer", "Who is it?")]),
    "line after line": ("Agent: Hi\nthere.\nCustomer: Yes", [("agent", "Hi\nthere."), ("customer", "Yes")]),
    "label alone": ("**Agent:**\n\nHi there.\n\n**Customer:**\n\nHm.", [("agent", "Hi there."), ("customer", "Hm.")]),
    "label over a quotation": ("Agent:\n> Hi there.", [("agent", "Hi there.")]),
    "quote block": ("**Greeting:**\n> Hi there.", [("note", "Greeting:"), ("agent", "Hi there.")]),
    "quotation marks": (
        "- Greet: “Hi there.”\n- Smile",
        [("note", "Greet:"), ("agent", "“Hi there.”"), ("note", "Smile")],
    ),
    "objection": ('**"Too dear"**\n→ "It is £20."', [("customer", '"Too dear"'), ("agent", '"It is £20."')]),
    "cue inside": (
        "Agent: Hi. [pause] Go on?",
        [("agent", "Hi."), ("note", "[pause]"), ("agent", "Go on?")],
    ),
    "a gap to fill is no cue": ("Agent: Hi [first name] (your name).", [("agent", "Hi [first name] (your name).")]),
    "any order in square brackets": (
        "Agent: Hi. [leave the fee out] Go on?",
        [("agent", "Hi."), ("note", "[leave the fee out]"), ("agent", "Go on?")],
    ),
    "an order about customers": (
        "Agent: Hi.\n\n*Keep them talking.*",
        [("agent", "Hi."), ("note", "Keep them talking.")],
    ),
    "words said in italics": ("Agent: Hi.\n\n*Leave it to us.*", [("agent", "Hi."), ("agent", "Leave it to us.")]),
    "words said in brackets": ("Agent: Hi (keep the box).", [("agent", "Hi (keep the box).")]),
    "cue in italics": ("Agent: Hi.\n\n*wait for an answer*", [("agent", "Hi."), ("note", "wait for an answer")]),
    "second paragraph": ("Agent: Hi.\n\nIt's Fernline.", [("agent", "Hi."), ("agent", "It's Fernline.")]),
    "note label": ("Agent: Hi.\n\nNote: be kind.", [("agent", "Hi."), ("note", "Note: be kind.")]),
    "bad example": (
        'Agent: Hi.\n\nNever say:\n\n- "Guaranteed"',
        [("agent", "Hi."), ("note", "Never say:"), ("note", '"Guaranteed"')],
    ),
    "no labels at all": ("Hi, I'm Ada.\n\nIt is £20.", [("agent", "Hi, I'm Ada."), ("agent", "It is £20.")]),
    "table of turns": (
        "| Who | Words |\n|---|---|\n| Agent | Hi there. |\n| Customer | Yes |",
        [("note", "Who"), ("note", "Words"), ("note", "Agent"), ("agent", "Hi there."), ("note", "Customer"),
         ("customer", "Yes")],
    ),
    "table of objections": (
        '| Objection | Response |\n|---|---|\n| "Too dear" | "It is £20." |',
        [("note", "Objection"), ("note", "Response"), ("customer", '"Too dear"'), ("agent", '"It is £20."')],
    ),
    "a table of facts is not said": (
        "Agent: Hi.\n\n| Customer value | Reward |\n|---|---|\n| High | 20% |",
        [("agent", "Hi."), ("note", "Customer value"), ("note", "Reward"), ("note", "High"), ("note", "20%")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TURNS.values(), ids=TURNS.keys())
def test_who_says_what(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_steps_acts_and_ways_of_a_call() -> None:
    flow = steps(CALL)
    assert flow.start == "Step 1: Hello"
    acts = {name: [act.do or (act.block.speaker if act.block else "") for act in step.acts if act.kind != "note"]
            for name, step in flow.steps.items()}  # fmt: skip
    assert acts == {
        "Step 1: Hello": ["agent", "agent", "customer"],
        "Step 1: Hello (2)": ["agent"],
        "Step 2: Pay": ["pause_recording", "agent", "resume_recording"],
        "Step 4: Goodbye": ["agent", "end"],
        "Other ways": [],
        "Other ways (2)": ["transfer"],
        "End of call": ["end"],
        "Other ways: Refuses": ["record_do_not_call", "end"],
    }
    assert {name: ways(flow, name) for name, step in flow.steps.items() if step.successors} == {
        "Step 1: Hello": [("End of call", "no"), ("Step 1: Hello (2)", "")],
        "Step 1: Hello (2)": [("Step 2: Pay", "")],
        "Step 2: Pay": [("Other ways", "It was declined"), ("Step 4: Goodbye", "It worked")],
        "Other ways": [
            ("Other ways: Refuses", "Refuses"), ("Step 4: Goodbye", "Wants to wait"), ("Other ways (2)", ""),
        ],
    }  # fmt: skip


GO = {
    "step and number": "If yes, go to Step 2.",
    "only the number": "If yes, go to 2.",
    "title": "If yes, go to the Price section.",
    "title in quotes": 'If yes, skip to "Price".',
    "arrow": "If yes → Step 2",
    "link": "If yes: [the price](#step-2-price)",
    "item": "- Yes: go to step 2",
    "item with an arrow": "- yes -> Step 2",
    "condition at the end of a list": "- Any doubts? Answer them.\n- yes: move on to step 2",
}


@pytest.mark.parametrize("branch", GO.values(), ids=GO.keys())
def test_ways_on_are_understood(branch: str) -> None:
    flow = steps(f"## Step 1: Ask\n\nAgent: Shall I?\n\n{branch}\n\n## Step 2: Price\n\nAgent: £20.\n")
    assert ("Step 2: Price", "yes") in [(step, answer.lower()) for step, answer in ways(flow, "Step 1: Ask")]


NOT_GO = {
    "said to the customer": "Agent: If you like, go to step 2.",
    "another place": "If they ask, go to our website.",
    "an answer after an arrow": '→ "It is £20."',
    "a title in running words": "→ Price is what matters.",
}


@pytest.mark.parametrize("words", NOT_GO.values(), ids=NOT_GO.keys())
def test_other_words_lead_nowhere(words: str) -> None:
    last = "## Step 3: Middle\n\nAgent: Hm.\n\n## Step 2: Price\n\nAgent: £20.\n"
    text = f"## Step 1: Ask\n\nAgent: Shall I?\n\n{words}\n\n{last}"
    assert ways(steps(text), "Step 1: Ask") == [("Step 3: Middle", "")]
    assert read(text).problems == ()


FALLS = {
    "nothing said": ("", [("Two", "")]),
    "one condition": ("If no, go to Three.", [("Three", "no"), ("Two", "")]),
    "both conditions": ("If no, go to Three. If yes, go to One.", [("Three", "no"), ("One", "yes")]),
    "an answer that goes on": ("- No: go to Three\n- Maybe: reassure\n- Never: go to Three",
                               [("Three", "No"), ("Three", "Never"), ("Two", "")]),
    "always": ("Go to Three.", [("Three", "")]),
    "the end": ("End the call.", []),
    "otherwise": ("If no, go to Three, otherwise go to One.", [("Three", "no"), ("One", "otherwise")]),
}  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), FALLS.values(), ids=FALLS.keys())
def test_a_step_goes_on_to_the_next_unless_it_says_otherwise(words: str, expected: list[tuple[str, str]]) -> None:
    text = f"## One\n\nAgent: Shall I?\n\n{words}\n\n## Two\n\nAgent: Two.\n\n## Three\n\nAgent: Three.\n"
    assert ways(steps(text), "One") == expected


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("Hang up.", True),
        ("If no, end the call.", True),
        ("Thank the customer and end the call.", True),
        ("Wait until they hang up.", False),
        ("Don't hang up on them.", False),
        ("Do not end the call.", False),
        ("If they hang up, ring back.", False),
        ("Log it before you end the call.", False),
    ],
)
def test_what_ends_the_call(words: str, ends: bool) -> None:
    flow = steps(f"## A\n\nAgent: Hi.\n\n{words}\n\n## B\n\nAgent: Bye.\n")
    acts = [act.do for step in flow.steps.values() for act in step.acts]
    assert ("end" in acts) == ends


def test_a_goodbye_ends_the_call_where_the_next_step_is_reached_otherwise() -> None:
    text = "## A\nAgent: Hi?\nIf no, go to C.\n\n## B\nAgent: Thank you, goodbye.\n\n## C\nAgent: £20?\n"
    assert ways(steps(text), "B") == []
    assert ways(steps(text.replace("If no, go to C.\n", "")), "B") == [("C", "")]
    assert ways(steps(text.replace("goodbye.", "goodbye.\n\n[Update the record]")), "B") == [("C", "")]


def test_a_link_with_a_wrong_anchor_leads_where_its_words_say() -> None:
    text = "## Step 1 Hi\nAgent: Hi?\nIf yes, go to [Step 2](#step-2).\n\n## Step 2 Offer\nAgent: £20?\n"
    assert ways(steps(text), "Step 1 Hi") == [("Step 2 Offer", "yes"), ("Step 2 Offer", "")]


def test_answers_inside_of_an_instruction_have_their_words() -> None:
    text = "## A\n\nAgent: Hi.\n\nIf they say “not today”, go to B. Otherwise go to A.\n\n## B\n\nAgent: Bye.\n"
    first, other = steps(text).steps["A"].successors
    assert first.block is not None
    assert (first.block.scope, first.block.text) == ("script.customer", "they say “not today")
    assert text[first.block.view.map.runs(Span(0, 4))[0].start :].startswith("they say")
    assert (other.answer, other.block) == ("Otherwise", None)


def test_what_customers_may_say_and_what_then_are_ways_of_their_own() -> None:
    text = (
        "## Objections\n\nAgent: Is anything in the way?\n\n"
        '- "It\'s too dear": offer them 10% off.\n- “I\'ll ask my wife” → "She would say yes."\n'
        '- "Average speed": the speed at which half of the line\'s users are served\n\nAgent: Shall we go on?\n'
    )
    assert said(text)[2:] == [
        ("customer", '"It\'s too dear"'),
        ("note", "offer them 10% off."),
        ("customer", "“I'll ask my wife”"),
        ("agent", '"She would say yes."'),
        ("note", '"Average speed": the speed at which half of the line\'s users are served'),
        ("agent", "Shall we go on?"),
    ]
    flow = steps(text)
    assert ways(flow, "Objections") == [
        ("Objections: It's too dear", "It's too dear"),
        ("Objections: I'll ask my wife", "I'll ask my wife"),
        ("Objections (2)", ""),
    ]
    for option in ("Objections: It's too dear", "Objections: I'll ask my wife"):
        assert ways(flow, option) == [("Objections (2)", "")]
        assert len(flow.steps[option].acts) == 1


@pytest.mark.parametrize(
    ("head", "are_ways"), [("They say", True), ("Objection", True), ("If the customer says", True), ("Customer", False)]
)
def test_rows_of_objections_are_ways_and_those_of_a_dialogue_follow_on(head: str, are_ways: bool) -> None:
    table = f"| {head} | You say |\n|---|---|\n| No, thanks | Goodbye then. |\n| Too dear | It is £20. |\n"
    flow = steps(f"## Objections\n\nAgent: Shall we?\n\n{table}\nAgent: Thank you.\n")
    expected = [
        ("Objections: No, thanks", "No, thanks"), ("Objections: Too dear", "Too dear"), ("Objections (2)", ""),
    ]  # fmt: skip
    assert ways(flow, "Objections") == (expected if are_ways else [])
    assert len(flow.steps) == (4 if are_ways else 1)


@pytest.mark.parametrize("between", [" **Agent:** ", "\n  **Agent:** ", " → Adviser: "])
def test_a_question_that_an_agent_s_label_follows_is_the_customer_s(between: str) -> None:
    text = f'## Questions\n\nAgent: Shall we go on?\n\nThey ask\n\n- "Is it only for today?"{between}No, not at all.\n'
    assert said(text)[-2:] == [("customer", '"Is it only for today?"'), ("agent", "No, not at all.")]


def test_what_a_bad_agent_says_is_no_part_of_the_call() -> None:
    text = (
        "## Hello\n\n> **Bad agent:** Say yes now.\n\nAgent: Hello, it's Fernline.\n\nBad line: noise.\n\nAgent: Bye.\n"
    )
    assert [words for _, words in said(text)][1:] == ["Hello, it's Fernline.", "Bad line: noise.", "Bye."]


def test_the_box_of_a_trainer_is_a_note() -> None:
    text = "## Hello\n\n> **Trainer's box.** We heard one of these.\n\nAgent: Hello, it's Fernline.\n\nAgent: Bye.\n"
    assert [who for who, _ in said(text)][1:] == ["note", "agent", "agent"]


def test_advisers_own_lines_with_what_to_do_are_no_customer_s() -> None:
    text = '## Opening\n\n- "Can I take your name?": confirm how it is spelt\n- "Not interested" – thank them\n'
    assert [who for who, _ in said(text)] == ["note", "agent", "customer", "note"]


@pytest.mark.parametrize(
    "before",
    [
        "## Objections\n\nAgent: £20.\n\nStep 2: Details\n\n",
        "## Details\n\nAgent: Do tell us your concerns.\n\n",
        "## Details\n\nIf the line is bad, ring back.\n\n",
    ],
)
def test_whose_words_a_list_holds_is_said_right_before_it(before: str) -> None:
    assert ("customer", '"Can I take your name?"') not in said(f'{before}- "Can I take your name?": confirm it\n')


def test_what_not_to_say_is_no_customer_s_word() -> None:
    text = '## Never say\n\n- "It\'s not too dear": nobody knows\n\n## Price\n\nAgent: £20.\n'
    assert said(text)[1] == ("note", '"It\'s not too dear": nobody knows')


def test_lettered_steps_and_an_instruction_in_an_answer() -> None:
    text = (
        "## A. Ask\n\n**Agent:** Shall we?\n\n- Yes: go to B\n"
        "- No answer: wait. If they stay silent, take it as a yes and go to C\n\n"
        "## B. Summary\n\n**Agent:** Here it is.\n\n## C. Order\n\n**Agent:** Ordered.\n"
    )
    assert ways(steps(text), "A. Ask") == [("B. Summary", "Yes"), ("C. Order", "No answer")]
    assert ("customer", "Yes") in said(text)
    assert ("note", "No answer: wait. If they stay silent, take it as a yes and go to C") in said(text)


NUMBERED = """\
# Renewals

1. **Hello.** "It's Mo from Larkline, about a new plan. Is now all right?"
   - Go ahead: 2
   - No thanks: 3
   - Sounds lost: be kind and carry on at 2
2. **Price.** "It's £24.00 a month for 12 months. Shall I?"
3. **Close.** "Thanks for your time."
"""


def test_a_number_after_an_answer_and_a_colon_is_that_of_a_step() -> None:
    call = steps(NUMBERED)
    first = next(iter(call.steps))
    targets = list(call.steps)
    assert ways(call, first)[:2] == [(targets[1], "Go ahead"), (targets[2], "No thanks")]
    assert ("customer", "Go ahead") in said(NUMBERED)
    assert ("note", "Sounds lost: be kind and carry on at 2") in said(NUMBERED)


def test_what_stands_in_quotation_marks_after_a_title_is_said() -> None:
    lines = said(NUMBERED)
    assert ("note", "Price.") in lines
    assert ("agent", '"It\'s £24.00 a month for 12 months. Shall I?"') in lines


def test_one_number_after_a_colon_is_no_way() -> None:
    lines = said(NUMBERED.replace("   - No thanks: 3\n", ""))
    assert ("customer", "Go ahead") not in lines


def test_plain_text_without_markup() -> None:
    text = (
        "WINTER CALL\n\nStep 1: Hello\nAgent: Is that you?\n    It's Fernline.\n"
        "If no, go to step 2\nIf yes, go to step 3\n\n"
        "Step 2: Refusal\nAgent: Sorry. (Mark as do not call)\nEnd call.\n\nStep 3: Offer\nAgent: It is £20.\n"
    )
    flow = steps(text)
    assert list(flow.steps) == ["Step 1: Hello", "Step 2: Refusal", "Step 3: Offer"]
    assert ways(flow, "Step 1: Hello") == [("Step 2: Refusal", "no"), ("Step 3: Offer", "yes")]
    assert [act.do for act in flow.steps["Step 2: Refusal"].acts if act.do] == ["record_do_not_call", "end"]


def test_a_script_without_headings_is_one_step() -> None:
    flow = steps("Agent: Hi.\n\nCustomer: Hm.\n\nAgent: Bye.")
    assert [len(step.acts) for step in flow.steps.values()] == [3]


def test_a_step_that_is_not_there_is_said() -> None:
    (problem,) = read("## Step 1\n\nAgent: Hi.\n\nIf yes, go to step 7.\n").problems
    assert (problem.line, problem.fatal) == (5, False)
    assert "step 7" in problem.message


def test_its_line_counts_the_front_matter() -> None:
    text = "---\nofferlint: {kind: script}\n---\n## Step 1\n\nAgent: Hi.\n\nIf yes, go to step 7.\n"
    assert [problem.line for problem in read_document(Source("call.md", text), "script").problems] == [8]


def test_comments_belong_to_the_block_that_follows() -> None:
    text = "Agent: Hi. [pause] Ready?\n\n<!-- offerlint: allow a/b because c -->\n\nAgent: £20.\n"
    reading = read(text)
    (comment,) = reading.comments
    assert reading.blocks[comment.block].text == "£20."
    assert text[comment.place.start : comment.place.end].startswith("<!--")


DEEDS = {
    "[PAUSE RECORDING]": "pause_recording", "(stop the recording)": "pause_recording",
    "Pause the recording.": "pause_recording",
    "[Resume recording]": "resume_recording", "[Recording back on]": "resume_recording",
    "[TAKE PAYMENT]": "take_payment", "- Take the card details": "take_payment",
    "Email the contract summary.": "send_contract_summary", "[Verify identity]": "verify_identity",
    "Add them to the do-not-call list.": "record_do_not_call", "[Transfer to billing]": "transfer", "[end call]": "end",
    "Never pause the recording.": "", "(Pause)": "", "The order is placed later.": "",
}  # fmt: skip


@pytest.mark.parametrize(("cue", "deed"), DEEDS.items())
def test_cues_are_deeds(cue: str, deed: str) -> None:
    (step,) = steps(f"Agent: Right.\n\nNote: now.\n\n{cue}\n").steps.values()
    assert [act.do for act in step.acts if act.do] == [deed] * bool(deed)


PIECES = st.sampled_from(
    ["# Title", "## Step 2", "Agent: hi", "**Customer:** yes", "> quote", '"said"', "[pause]", "- Yes: go to Step 2",
     "→ x", "| Agent | hi there you |", "|---|---|", "If no, end the call.", "words", "(wait)", "*(wait)*", "",
     "Agent:", "**x**", "1. One"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\r\n"]), st.text(max_size=10))
def test_any_script_reads_with_its_places(lines: list[str], ending: str, tail: str) -> None:
    source = ending.join([*lines, tail])
    reading = read(source)
    assert len(reading.blocks) == len(reading.sections)
    assert list(reading.sections) == sorted(reading.sections)
    for block in reading.blocks:
        assert block.scope.startswith(("script.", "body."))
        for piece in block.view.map.within(Span(0, len(block.text))):
            if piece.exact:
                run = piece.runs[0]
                assert source[run.start : run.end] == block.text[piece.view.start : piece.view.end]
    own = {id(block) for block in reading.blocks}
    if reading.flow:
        assert all(id(act.block) in own for step in reading.flow.steps.values() for act in step.acts if act.block)


STEPS = """## Upgrades

| Step | Adviser says | Then |
|---|---|---|
| 1 | "Hello, is now alright?" | Not now: 4. Yes: 2 |
| 2 | "Are you the holder?" | If muddled, stop. Otherwise 3 |
| 3 | "It is £20. Shall we?" | Yes → go to 4 / No: end the call |
| 4 | "Goodbye." | End, update the list |
"""


def test_a_row_of_a_table_of_steps_is_a_step() -> None:
    flow = steps(STEPS)
    assert {name: ways(flow, name) for name in "1234"} == {
        "1": [("4", "Not now"), ("2", "Yes")],
        "2": [("3", "")],
        "3": [("4", "Yes"), ("End of call", "No")],
        "4": [],
    }
    assert [text for who, text in said(STEPS) if who == "agent"][:2] == [
        '"Hello, is now alright?"', '"Are you the holder?"',
    ]  # fmt: skip
    assert ("customer", "Not now") not in said(STEPS)


@pytest.mark.parametrize(
    ("was", "now"), [("| Step |", "| Price |"), ("| Then |", "| Notes |"), ("| Adviser says |", "| Aim |")]
)
def test_other_tables_are_none_of_steps(was: str, now: str) -> None:
    text = STEPS.replace(was, now).replace('"', "" if was == "| Adviser says |" else '"')
    assert "1" not in getattr(read(text).flow, "steps", {})


def test_steps_of_a_table_may_be_named_by_words() -> None:
    text = STEPS.replace("| 4 |", "| Close |").replace(": 4.", ": Close.").replace("go to 4", "go to Close")
    assert ways(steps(text), "1") == [("Close", "Not now"), ("2", "Yes")]


def test_a_sentence_to_be_said_stands_apart_from_the_instruction_after_it() -> None:
    text = """## Pay

"Good morning to you."

"Which card would you like to use?" Then step 3.

"No, thank you, not today at all." Close the call.
"""
    assert [words for who, words in said(text) if who == "agent"] == [
        '"Good morning to you."', '"Which card would you like to use?"',
    ]  # fmt: skip


ROWS = """\
| Step | Adviser says | Customer | Then |
|---|---|---|---|
| A | Hello, it's Sam from Larkline. Is now OK? | Yes | B |
| (cont.) | (as above) | No | D |
| B | It's £30.00 a month for 24 months. | Asks | C |
|    | You can leave in 14 days. | Likes it | C |
| C | Shall we go ahead? | Yes | D |
| c | ditto | No | D |
| D | Goodbye now. | - | end |
"""


def test_rows_of_one_step_go_on_and_what_stands_above_is_not_said_again() -> None:
    assert {name: ways(steps(ROWS), name) for name in steps(ROWS).steps} == {
        "A": [("B", "Yes"), ("A (2)", "")],
        "A (2)": [("D", "")],
        "B": [("C", "")],
        "B (2)": [("C", "")],
        "C": [("D", "Yes"), ("C (2)", "")],
        "C (2)": [("D", "")],
        "D": [],
    }
    words = [text for who, text in said(ROWS) if who == "agent"]
    assert "You can leave in 14 days." in words
    assert not {"(as above)", "ditto"} & set(words)


@pytest.mark.parametrize(
    ("name", "before", "on"),
    [("2", "2", True), ("a", "A", True), ("(as above)", "2", True), ("cont'd", "2", True), ("", "2", True),
     ("3", "2", False), ("2b", "2", False), ("Contract", "2", False)],
)  # fmt: skip
def test_a_row_belongs_to_the_step_above(name: str, before: str, on: bool) -> None:
    assert goes_on(name, before) is on


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("# Huddle\n\nWhen somebody says no, come back from another side: the price first, then the speed.\n", "note"),
        ("# Huddle\n\nTell callers what we keep and why. They needn't stay on the line for all of it.\n", "note"),
        (
            "# Opening\n\nHello, it's Fernline. People on your road pay less with us; shall I tell you how much?\n",
            "agent",
        ),
        ("# Opening\n\nCustomers keep their number.\n", "agent"),
    ],
)
def test_a_script_that_only_tells_staff_what_to_do_is_notes(text: str, scope: str) -> None:
    document = read_document(Source("huddle.md", text), "script")
    blocks = [block for block in document.variants[0].blocks if not block.level]
    assert {block.scope for block in blocks} == {f"script.{scope}"}
