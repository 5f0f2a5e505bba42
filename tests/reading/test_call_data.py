"""A call in JSON or YAML of any make, known by its structure."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.document import Document
from offerlint.reading import bounds
from offerlint.reading.opener import open_data
from offerlint.reading.recognise import recognise

Steps = dict[str, tuple[list[str], list[tuple[str, str]]]]


def read(text: str | dict[str, Any], path: str = "desk.yaml") -> Document:
    written = text if isinstance(text, str) else json.dumps(text, indent=1, ensure_ascii=False)
    path = path if isinstance(text, str) else "desk.json"
    assert recognise(path, written) == "call-data"
    return open_data(written.encode(), path, "call-data")


def steps(document: Document) -> Steps:
    assert document.flow
    return {
        name: (
            [f"{act.kind} {act.block.text if act.block else act.do}" for act in step.acts],
            [(way.answer, way.step) for way in step.successors],
        )
        for name, step in document.flow.steps.items()
    }


HELLO, PRICE, BYE = "Hello, it's Mo from Larkline.", "It's £24.00 a month for 12 months.", "Thanks, goodbye for now."
ABOUT = {"channel": "call", "direction": "outbound", "recorded": True}
WAYS: Steps = {
    "a": ([f"say {HELLO}"], [("Yes", "b"), ("No", "c")]),
    "b": ([f"say {PRICE}"], [("", "c")]),
    "c": ([f"say {BYE}"], [("", "End of call")]),
    "End of call": (["do end"], []),
}


@pytest.mark.parametrize(
    "graph",
    [
        {"start": "a", "nodes": [
            {"id": "a", "say": HELLO, "next": [{"on": "Yes", "to": "b"}, {"on": "No", "to": "c"}]},
            {"id": "b", "say": PRICE, "next": [{"to": "c"}]},
            {"id": "c", "say": BYE},
        ]},
        {"steps": [
            {"name": "a", "text": HELLO, "options": {"Yes": "b", "No": "c"}},
            {"name": "b", "text": PRICE, "goto": "c"},
            {"name": "c", "text": BYE, "goto": "end"},
        ]},
        {"entry": "a", "screens": {
            "c": {"message": BYE, "next": None},
            "a": {"message": HELLO, "branches": [{"label": "Yes", "target": "b"}, {"label": "No", "target": "c"}]},
            "b": {"message": PRICE, "next": "c"},
        }},
        {"nodes": [
            {"id": "a", "data": {"prompt": HELLO}}, {"id": "b", "data": {"prompt": PRICE}},
            {"id": "c", "data": {"prompt": BYE}},
        ], "edges": [
            {"from": "a", "to": "b", "label": "Yes"}, {"from": "a", "to": "c", "label": "No"}, {"from": "b", "to": "c"},
        ]},
        {"nodes": [
            {"key": "a", "content": {"messages": [{"text": HELLO}]},
             "transitions": [{"when": {"intent": "Yes"}, "goTo": "b"}, {"when": {"intent": "No"}, "goTo": "c"}]},
            {"key": "b", "content": {"messages": [{"text": PRICE}]}, "transitions": [{"goTo": "c"}]},
            {"key": "c", "content": {"messages": [{"text": BYE}]}, "transitions": []},
        ]},
        {"a": {"agent": HELLO, "answers": [{"if": "Yes", "go": "b"}, {"if": "No", "go": "c"}]},
         "b": {"agent": PRICE, "then": "c"}, "c": {"agent": BYE, "then": "hangup"}},
    ],
)  # fmt: skip
def test_graphs_of_any_make(graph: dict[str, Any]) -> None:
    document = read({**ABOUT, **graph})
    assert sorted(steps(document).items()) == sorted(WAYS.items())
    assert document.flow is not None
    assert document.flow.start == "a"
    assert document.problems == ()
    about = document.about
    assert (about.kind, about.channel, about.direction, about.recorded) == ("script", "call", "outbound", True)


DESK = """\
# offerlint: audience=small-business
channel: phone
type: outbound sales
recording: on
cli: "020 7946 0123"
screening: TPS and our own list, checked on 3 November
nodes:
  hello:
    agent: >
      Hello, it's Mo
      from Larkline.
    note: Smile as you talk
    ask: Is now a good time?
    on_yes: price
    on_no: bye
  price:
    text: {en: "It's £24.00 a month.", cy: "Mae'n £24.00 y mis."}
    objections:
      - customer: It's too dear for me.
        agent: I hear you, {name}.
        goto: bye
      - customer: "Fine"
        goto: bye
  bye:
    text: Goodbye.
    action: hangup
"""


def test_yaml_with_notes_deeds_replies_and_languages() -> None:
    document = read(DESK)
    assert steps(document) == {
        "hello": (
            ["say Hello, it's Mo from Larkline.", "note Smile as you talk", "ask Is now a good time?"],
            [("on yes", "price"), ("on no", "bye")],
        ),
        "price": (
            ["say It's £24.00 a month."],
            [("It's too dear for me.", "price: It's too dear for me."), ("Fine", "bye")],
        ),
        "price: It's too dear for me.": (["say I hear you, \ufffc."], [("", "bye")]),
        "bye": (["say Goodbye.", "do end"], []),
    }
    about = document.about
    assert (about.channel, about.direction, about.recorded, about.audience) == (
        "call", "outbound", True, "small-business",
    )  # fmt: skip
    blocks = document.variants[0].blocks
    assert blocks[0].text == "TPS and our own list, checked on 3 November"
    assert [block.text for block in blocks if block.scope == "script.customer"] == ["It's too dear for me.", "Fine"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("on_no: bey", "Step “hello” leads to “bey”, which is no step. Did you mean “bye”?"),
        ("next: nowhere", "Step “hello” leads to “nowhere”, which is no step. "),
    ],
)
def test_a_way_to_no_step_is_a_problem(wrong: str, says: str) -> None:
    (problem,) = read(DESK.replace("on_no: bye", wrong)).problems
    assert problem.fatal
    assert problem.line == 15
    assert problem.message.startswith(says)


def test_a_start_that_is_no_step_is_a_problem() -> None:
    (problem,) = read(f"start: helo\n{DESK}").problems
    assert problem.message.startswith("The call starts at “helo”, which is no step. Did you mean “hello”?")


CAMPAIGN = """\
campaign: {channel: call, direction: outbound, recorded: yes}
lists:
  - note: "These left last year, so ring them all"
on_answer:
  say: "Hello, it's {agent} from Larkline."
  if_busy: "No problem, I'll leave you be."
on_answerphone:
  attempt_1: {do: hang_up}
  attempt_2:
    do: leave_message
    say: "Larkline here. We can do you £25.00 a month."
on_dropped:
  - say: This was Larkline.
  - say: To stop our calls ring free on 0808 157 0199.
sms_after: "Larkline: thanks for talking to us today."
"""


def test_a_campaign_has_cases_and_leaves_messages() -> None:
    document = read(CAMPAIGN)
    found = steps(document)
    start = document.flow.start if document.flow else ""
    assert [way for way, _ in found[start][1]] == ["on answer", "on answerphone", "on dropped", "sms after"]
    assert found["on answer"] == (
        ["note on answer", "say Hello, it's \ufffc from Larkline."], [("if busy", "on answer if busy")],
    )  # fmt: skip
    assert [(part.about.kind, part.about.channel, part.variants[0].blocks[-1].text) for part in document.parts[1:]] == [
        ("copy", "voicemail", "Larkline here. We can do you £25.00 a month."),
        ("copy", "sms", "Larkline: thanks for talking to us today."),
    ]
    call = document.parts[0]
    assert (call.about.kind, call.about.channel, call.about.direction) == ("script", "call", "outbound")
    texts = [block.text for block in call.variants[0].blocks]
    assert "These left last year, so ring them all" in texts
    assert not any("£25.00" in text for text in texts)


def test_words_for_when_a_machine_answers_are_a_message_that_is_left() -> None:
    clips = [{"when": "answered", "say": HELLO}, {"when": "answerphone", "say": PRICE}]
    document = read({**ABOUT, "clips": clips})
    (left,) = document.parts[1:]
    assert (left.about.channel, left.variants[0].blocks[-1].text) == ("voicemail", PRICE)


def test_what_stands_under_keys_follows_and_objections_are_cases() -> None:
    document = read(
        {**ABOUT, "opening": {"say": HELLO}, "offer": {"say": [PRICE, "No set-up fee."]},
         "objections": [{"customer": "It's too dear.", "agent": "Of course, I see."}], "close": {"say": BYE}}
    )  # fmt: skip
    found = steps(document)
    assert found["opening"] == ([f"say {HELLO}"], [("", "offer")])
    assert found["offer"] == (
        [f"say {PRICE}", "say No set-up fee."], [("It's too dear.", "objections"), ("", "close")],
    )  # fmt: skip
    assert found["objections"] == (["say Of course, I see."], [("", "End of call")])


def test_json_says_what_it_is_under_our_name() -> None:
    document = read({"offerlint": {"kind": "script", "direction": "inbound", "products": ["tv", "mobile"]},
                     "opening": {"say": HELLO}, "close": {"say": BYE}})  # fmt: skip
    assert (document.about.direction, document.about.products) == ("inbound", ("tv", "mobile"))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".gitlab-ci.yml", "a:\n  script:\n    - Make it all now.\nb:\n  needs: [a]\n  script: [Run it well, do.]\n"),
        ("action.yml", "jobs:\n  a: {name: Build this thing., runs: x}\n  b: {needs: a, name: Test the thing.}\n"),
        ("api.json", '{"paths": {"/a": {"description": "Gives all of them."}, "/b": {"description": "Puts /a in."}}}'),
        ("agents.yaml", "nodes:\n  a: {prompt: You are writers., next: b}\n  b: {prompt: You check it., next: a}\n"),
        ("site.json", '{"channel": "web", "pages": [{"id": "a", "text": "All you need."}, {"id": "b", "next": "a"}]}'),
        ("npm.json", json.dumps({"cli": {"version": 1}, "messages": {"a": "It is not there."}})),
        ("broken.json", '{"channel": "call", "say": "Hello there you two."'),
        ("list.yaml", "- channel: call\n- direction\n"),
    ],
)  # fmt: skip
def test_other_data_is_no_call(path: str, text: str) -> None:
    assert recognise(path, text) is None


def test_a_flow_of_ours_and_a_catalogue_stay_what_they_are() -> None:
    ours = "start: a\nsteps:\n  a: {say: Hello to you., next: b}\n  b: {say: Goodbye to you.}\n"
    assert recognise("a.yaml", ours) == "flow"
    listed = "  - {id: a, say: Hello to you., next: b}\n  - {id: b, say: Goodbye now to you.}\n"
    theirs = f"start: a\ndirection: outbound\nsteps:\n{listed}"
    assert recognise("a.yaml", theirs) == "call-data"
    said = {"offerlint": {"kind": "copy", "channel": "push"}, "a": {"say": HELLO}, "b": {"say": BYE}}
    assert recognise("a.json", json.dumps({**said, **ABOUT})) == "json-strings"
    assert recognise("en.json", json.dumps({**ABOUT, "a": {"say": HELLO}})) == "json-strings"


def test_a_bot_is_a_chat() -> None:
    graph = {"nodes": {"a": {"text": HELLO, "buttons": [{"title": "Yes", "next": "b"}]}, "b": {"text": PRICE}}}
    document = open_data(json.dumps(graph).encode(), "shop_bot.json", "call-data")
    assert recognise("shop_bot.json", json.dumps(graph)) == "call-data"
    assert (document.about.channel, document.about.direction) == ("web", "inbound")


_WORDS = st.text(alphabet="abcAB £'\"\\{}[]:é\n", min_size=1, max_size=30)


@given(st.lists(st.tuples(_WORDS, st.lists(st.integers(0, 5), max_size=3)), min_size=2, max_size=6), st.booleans())
def test_every_way_of_a_graph_is_read_and_every_word_stands_where_it_is_written(
    nodes: list[tuple[str, list[int]]], is_yaml: bool
) -> None:
    graph = {
        **ABOUT,
        "nodes": [
            {
                "id": f"n{at}",
                "say": f"Hello to {words} you.",
                "next": [{"on": f"k {to}", "to": f"n{to % len(nodes)}"} for to in ways],
            }
            for at, (words, ways) in enumerate(nodes)
        ],
    }
    text = json.dumps(graph, ensure_ascii=not is_yaml)
    document = open_data((f"# {text[:3]}\n{text}" if is_yaml else text).encode(), "a.yaml", "call-data")
    source = document.sources[0].text
    assert document.problems == ()
    for block in document.variants[0].blocks:
        for span, runs, exact in block.view.map:
            if exact:
                assert block.text[span.start : span.end] == source[runs[0].start : runs[0].end]
    if any(to % len(nodes) != at for at, (_, ways) in enumerate(nodes) for to in ways):
        found = steps(document)
        for at, (_, ways) in enumerate(nodes):
            led = {to for _, to in found[f"n{at}"][1]} - {"End of call"}
            assert led == {f"n{to % len(nodes)}" for to in ways}


@pytest.mark.parametrize("count", [3_000])
def test_a_large_graph_is_read_in_one_go(count: int) -> None:
    nodes = [{"id": f"n{at}", "say": HELLO, "next": f"n{(at + 1) % count}"} for at in range(count)]
    document = read({**ABOUT, "nodes": nodes})
    assert any("the rest are not read" in problem.message for problem in document.problems)


def test_only_in_a_file_that_nothing_names_a_call_is_it_not_looked_for_beyond_a_size(monkeypatch):
    written = json.dumps(
        {**ABOUT, "start": "a", "nodes": [{"id": "a", "say": HELLO, "next": "b"}, {"id": "b", "say": BYE}]}
    )
    assert recognise("desk.json", written) == "call-data"
    monkeypatch.setattr(bounds, "LARGEST_SOUGHT", 20)
    assert recognise("desk.json", written) is None
    assert recognise("call-script.json", written) == "call-data"
    assert recognise("desk.json", written, kind="script") == "call-data"


OF_A_FIRM = """\
script: Upgrade
channel: call
recorded: true
products: [broadband]
start: a
steps:
  a:
    say: Hello, calls are recorded.
    options:
      - when: [Yes please, Go on]
        say: Great, let me tell you about it.
        goto: b
      - else: c
  b:
    say: [It's £24.00 a month for 12 months., It stays at that price.]
    do: pause_recording
    then: c
  c:
    text: Thanks, goodbye for now.
    next: end
"""


def test_a_flow_that_begins_like_ours_may_go_on_in_another_make() -> None:
    document = read(OF_A_FIRM)
    assert document.about.recorded is True
    assert document.about.products == ("broadband",)
    assert not document.problems
    assert steps(document) == {
        "a": (["say Hello, calls are recorded."], [("Yes please", "a: Yes please"), ("else", "c")]),
        "b": (
            ["do pause_recording", "say It's £24.00 a month for 12 months.", "say It stays at that price."],
            [("", "c")],
        ),
        "c": (["say Thanks, goodbye for now."], [("", "End of call")]),
        "a: Yes please": (["say Great, let me tell you about it."], [("", "b")]),
        "End of call": (["do end"], []),
    }


OURS = """\
start: a
steps:
  a: {say: "Hello, calls are recorded.", ask: "Shall we go on now?", answers: [{if: a, go: b}]ADDED}
  b: {say: "Thanks, goodbye for now."}
"""


@pytest.mark.parametrize(
    ("added", "make"),
    [
        ("", "flow"),
        (", owner: sales, state: draft", "flow"),
        (", note: Ask for the man of the house", "flow"),
        (", next: end", "call-data"),
        (", fallback: b", "call-data"),
        (", prompt: 'Which one would you like?'", "call-data"),
        (", on_no: {say: 'Fine by me then.'}", "call-data"),
    ],
)
def test_what_is_of_another_make(added: str, make: str) -> None:
    assert recognise("desk.yaml", OURS.replace("ADDED", added)) == make


@pytest.mark.parametrize("answers", ["{yes: b}", "[{if: a, go: b, say: 'Well, fine then.'}]", "[{if: a, goto: b}]"])
def test_answers_of_another_make(answers: str) -> None:
    assert recognise("desk.yaml", OURS.replace("[{if: a, go: b}]ADDED", answers)) == "call-data"


def test_answers_to_objections_are_said_by_the_adviser() -> None:
    document = read(
        "title: Objections\nobjections:\n"
        "  - objection: It's too dear\n    response: I see. It's £24.00 a month for 12 months.\n"
        "  - objection: I'll think about it\n    response: Of course, take your time.\n"
    )
    said = [(block.speaker, block.text) for block in document.variants[0].blocks]
    assert said == [
        ("customer", "It's too dear"),
        ("agent", "I see. It's £24.00 a month for 12 months."),
        ("customer", "I'll think about it"),
        ("agent", "Of course, take your time."),
    ]


def test_what_is_said_to_answers_in_a_mapping() -> None:
    text = (
        "stages:\n  - what_to_say: Hello, it's Mo from Larkline.\n    if_customer_says:\n"
        "      'yes': Lovely, let's go on.\n      'no': Fine, thanks for your time.\n"
        "  - what_to_say: It's £24.00 a month for 12 months.\n"
    )
    said = [block.text for block in read(text, "call_sales.yaml").variants[0].blocks if block.speaker == "agent"]
    assert said == [
        "Hello, it's Mo from Larkline.",
        "Lovely, let's go on.",
        "Fine, thanks for your time.",
        "It's £24.00 a month for 12 months.",
    ]


def test_a_type_says_that_it_is_a_call() -> None:
    text = (
        "type: ivr\nnodes:\n  a:\n    prompt: Welcome to Larkline today.\n    options: {'1': b}\n"
        "  b:\n    prompt: Our shops are open now.\n"
    )
    assert list(steps(read(text))) == ["a", "b", "End of call"]


def test_steps_inside_sections_are_steps_and_lead_on() -> None:
    say = {"say": HELLO, "options": [{"label": "Yes", "next": "pitch"}, {"label": "No", "next": "close"}]}
    document = read(
        {"sections": {
            "intro": {"steps": [say, {"note": "Keep smiling all the time."}]},
            "pitch": {"steps": [{"say": PRICE, "next": "close"}]},
            "close": {"steps": [{"say": BYE}]},
        }}
    )  # fmt: skip
    assert steps(document) == {
        "intro": ([f"say {HELLO}", "note Keep smiling all the time."], [("Yes", "pitch"), ("No", "close")]),
        "pitch": ([f"say {PRICE}"], [("", "close")]),
        "close": ([f"say {BYE}"], [("", "End of call")]),
        "End of call": (["do end"], []),
    }


def test_lines_beside_a_campaign_are_an_outbound_call() -> None:
    lines = [
        {"who": "agent", "text": PRICE},
        {"who": "customer", "text": "Who is this?"},
        {"who": "agent", "text": BYE},
    ]
    document = read({"campaign": "ACQ", "lines": lines})
    assert (document.about.kind, document.about.direction) == ("script", "outbound")
    assert steps(document)["lines"][0] == [f"say {PRICE}", f"say {BYE}"]
    assert [block.speaker for block in document.variants[0].blocks] == ["agent", "customer", "agent"]


def test_a_campaign_of_people_who_ring_is_inbound() -> None:
    lines = [{"who": "agent", "text": "Thank you for calling Larkline."}, {"who": "customer", "text": "Hello."}]
    assert read({"campaign": "RET", "lines": lines}).about.direction == "inbound"


def test_a_tree_of_prompts_is_a_call_where_somebody_speaks_as_on_one() -> None:
    tree = "hello:\n  prompt: Hello, it's Mo from Larkline.\n  yes: price\nprice:\n  prompt: It is £24.00 a month.\n"
    assert steps(read(tree))["hello"] == ([f"say {HELLO}"], [("yes", "price")])
    assert recognise("quiz.yaml", tree.replace("Hello, it's Mo from Larkline.", "Do you stream films?")) != "call-data"


def test_the_keys_of_a_menu_are_cases() -> None:
    keys = {"1": {"play": "Prices are £24.00 a month."}, "2": {"play": "Please hold while we connect you."}}
    menu = {"main": {"greeting": "Thank you for calling Larkline.", "keys": keys}}
    assert steps(read({"menu": menu}))["menu main"][1] == [("1", "keys 1"), ("2", "keys 2")]


def test_the_steps_of_all_sections_are_one_call_and_follow_one_another_in_each() -> None:
    answers = [{"label": "Too dear", "goto": "offer"}, {"label": "Moving", "goto": "bye"}]
    first = [{"id": "greet", "content": HELLO}, {"id": "why", "content": "Why are you leaving us?", "answers": answers}]
    last = [{"id": "offer", "content": PRICE, "goto": "bye"}, {"id": "bye", "content": BYE}]
    document = read({"sections": [{"title": "Hello", "steps": first}, {"title": "Save", "steps": last}]})
    assert [(name, ways) for name, (_, ways) in steps(document).items()] == [
        ("greet", [("", "why")]),
        ("why", [("Too dear", "offer"), ("Moving", "bye")]),
        ("offer", [("", "bye")]),
        ("bye", [("", "End of call")]),
        ("End of call", []),
    ]


@pytest.mark.parametrize(
    ("there", "name"),
    [({"id": "b", "say": PRICE, "next": "c"}, "b"), ({"say": PRICE, "next": "c"}, "a: then 1")],
)
def test_a_step_may_stand_where_it_is_led_to(there: dict[str, str], name: str) -> None:
    """Also inside one that does."""
    first = {"id": "a", "say": HELLO, "answers": [{"label": "Yes", "then": there}, {"label": "No", "then": "c"}]}
    last = {"id": "c", "say": BYE}
    named = {step: name if step == "b" else step for step in WAYS}
    told = {named[step]: (acts, [(on, named[to]) for on, to in ways]) for step, (acts, ways) in WAYS.items()}
    assert steps(read({"steps": [first, last]})) == told
    before = {"id": "before", "say": "Is now a good time for you?", "then": first}
    nested = steps(read({"steps": [before, last]}))
    assert nested == {"before": (["say Is now a good time for you?"], [("", "a")]), **told}


def test_what_nobody_may_say_is_no_note_of_the_call():
    steps = [{"name": "a", "text": HELLO, "goto": "b"}, {"name": "b", "text": BYE, "goto": "end"}]
    told = {"never_say": ["You would be mad not to."], "tips": ["Take your time with them."]}
    blocks = read({**ABOUT, **told, "steps": steps}).variants[0].blocks
    assert [block.text for block in blocks if block.scope == "script.note"] == ["Take your time with them."]


HANDED = """\
rules: [Any mention of a death goes to node 20 at once.]
nodes:
  1: {bot: "Hello, how can we help you today?", options: {a bill: 2, a move: 8}}
  2: {bot: "It is £9.00, and was due on 1 May 2027.", end: true}
  8: {bot: "What is the new postcode, please?", then: live_agent}
  20: {bot: "I am sorry to hear that.", then: human_support}
  30: {bot: "Nobody ever gets to this one.", then: 2}
"""


def test_a_step_may_hand_over_to_somebody_and_be_reached_by_a_note() -> None:
    document = read(HANDED, "chat.yaml")
    flow = document.flow
    assert flow is not None
    assert [problem.message for problem in document.problems] == []
    assert [act.do for act in flow.steps["8"].acts if act.do] == ["transfer"]
    assert [way.step for way in flow.steps["1"].successors] == ["2", "8", "20"]
