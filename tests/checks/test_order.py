"""Order is kept on every path of a call, the first to break it is shown, and the shortest way there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.checks.order import check
from offerlint.facts import look
from offerlint.model.about import About
from offerlint.model.check import Guard, Saying
from offerlint.model.check_order import Event, Order
from offerlint.model.document import Document, Variant
from offerlint.model.finding import Hit
from offerlint.model.flow import Act, Flow, Step, Successor
from offerlint.model.lens import Lens
from offerlint.model.source import Source
from offerlint.reading.flow import read_flow
from offerlint.reading.markup import Reading, identity
from offerlint.reading.script import read_script
from offerlint.rules.phrase_compile import compile_phrase
from offerlint.rules.phrase_lists import PhraseLists
from offerlint.text.span import Run


def words(*texts: str, where: tuple[str, ...] = ()) -> Event:
    return Event(Saying(tuple(compile_phrase(text, PhraseLists()) for text in texts), where=where))


def lens(reading: Reading, text: str, complete: bool | None = None) -> Lens:
    about = About(kind="script", complete=complete, as_of=date(2026, 11, 24))
    variant = Variant(reading.blocks, reading.sections)
    return look(Document((Source("call.yaml", text),), "flow", about, (variant,), reading.flow))


def hits(spec: Order, text: str, complete: bool | None = None) -> list[Hit]:
    read = read_flow if text.startswith("start:") else read_script
    return list(check(spec, lens(read(identity(text)), text, complete)))


def shown(hit: Hit, text: str) -> str:
    """The source that a hit points at."""
    if hit.run:
        return text[hit.run.start : hit.run.end]
    return " ".join(place.block.text[place.span.start : place.span.end] for place in hit.places if place.span)


NOTICE = Order(trigger=words("card number"), before=words("call is recorded"))
PAUSED = Order(
    trigger=Event(words("card number").saying, ("take_payment",)),
    before=Event(words("stop the recording").saying, ("pause_recording",)),
    undone_by=Event(do=("resume_recording",)),
)
NO_SELLING = Order(trigger=words("offer"), not_after=words("not interested", where=("script.customer",)))
SUMMARY_LATER = Order(trigger=words("I've ordered"), after=Event(do=("send_contract_summary",)))

TWO_WAYS = """\
start: hello
steps:
  hello:
    ask: Is that you?
    answers:
      - {if: "yes", go: known}
      - {if: "no", go: other}
      - {if: "hm", go: long}
  long: {say: One moment., next: pay}
  known: {say: This call is recorded., next: pay}
  other: {say: The call is recorded for training., next: pay}
  pay: {ask: "What's your card number?", next: bye}
  bye: {say: Goodbye. This call is recorded., do: end}
"""


def test_the_path_that_leaves_out_the_notice_is_found() -> None:
    (hit,) = hits(NOTICE, TWO_WAYS)
    assert shown(hit, TWO_WAYS) == "card number"
    assert hit.path_through == ("hello", "long", "pay")
    assert hit.found == {"step": "pay", "path": "hello > long > pay"}


def test_the_missing_words_are_related_where_they_stand_later() -> None:
    (hit,) = hits(NOTICE, TWO_WAYS)
    ((place, _),) = hit.related
    assert place.block.text.startswith("Goodbye")


def test_two_branches_that_each_give_the_notice_are_no_fault() -> None:
    assert hits(NOTICE, TWO_WAYS.replace("go: long", "go: known")) == []


def test_a_pause_undone_by_a_resume_is_a_fault() -> None:
    text = (
        "start: a\nsteps:\n"
        "  a: {do: pause_recording, say: Your card number please., next: b}\n"
        "  b: {do: resume_recording, say: Thanks., next: c}\n"
        "  c: {do: take_payment, say: The other card please., next: d}\n"
        "  d: {do: end}\n"
    )
    (hit,) = hits(PAUSED, text)
    assert shown(hit, text) == "take_payment"
    assert hit.places == ()
    assert hit.path_through == ("a", "b", "c")
    assert hits(PAUSED, text.replace("resume_recording", "verify_identity")) == []


def test_a_loop_that_resumes_breaks_the_second_round() -> None:
    text = (
        "start: a\nsteps:\n"
        "  a: {do: pause_recording, say: Right., next: b}\n"
        "  b: {ask: Your card number, answers: [{if: 'no', go: c}, {if: 'yes', go: d}]}\n"
        "  c: {do: resume_recording, say: Again., next: b}\n"
        "  d: {do: end}\n"
    )
    (hit,) = hits(PAUSED, text)
    assert hit.path_through == ("a", "b", "c", "b")


def test_what_is_said_pauses_too() -> None:
    text = "start: a\nsteps:\n  a: {say: I'll stop the recording now., next: b}\n  b: {do: take_payment, next: b}\n"
    assert hits(PAUSED, text) == []


WITHIN = {
    "before, in the same words": ("This call is recorded. Your card number?", 0),
    "in the same sentence, after": ("Your card number, and this call is recorded?", 0),
    "in a later sentence": ("Your card number? This call is recorded.", 1),
}


@pytest.mark.parametrize(("said", "faults"), WITHIN.values(), ids=WITHIN.keys())
def test_order_within_one_turn(said: str, faults: int) -> None:
    assert len(hits(NOTICE, f"start: a\nsteps:\n  a: {{say: '{said}'}}\n")) == faults


def test_no_selling_after_a_refusal() -> None:
    text = (
        "start: a\nsteps:\n  a:\n    ask: Shall I?\n    answers:\n"
        "      - {if: I'm not interested, go: b}\n      - {if: 'yes', go: c}\n"
        "  b: {say: But this offer ends tonight., do: end}\n  c: {say: Our best offer., do: end}\n"
    )
    (hit,) = hits(NO_SELLING, text)
    assert hit.path_through == ("a", "b")
    assert hits(NO_SELLING, text.replace("But this offer ends tonight", "Goodbye")) == []


def test_what_must_follow_before_the_call_ends() -> None:
    text = (
        "start: a\nsteps:\n  a: {say: I've ordered it., answers: [{if: 'yes', go: b}, {if: 'no', go: c}]}\n"
        "  b: {do: send_contract_summary, next: c}\n  c: {say: Goodbye., do: end}\n"
    )
    (hit,) = hits(SUMMARY_LATER, text)
    assert shown(hit, text) == "I've ordered"
    assert hit.path_through == ("a", "c")
    assert hits(SUMMARY_LATER, text.replace("go: c", "go: b")) == []


def test_an_agreement_is_followed_by_what_is_said_in_its_own_step() -> None:
    confirmed = Order(trigger=Event(do=("agree_contract",)), after=words("email"))
    text = (
        "start: a\nsteps:\n  a: {do: agree_contract, say: 'Agreed. An email is on its way.', next: b}\n  b: {do: end}\n"
    )
    assert hits(confirmed, text) == []
    (hit,) = hits(confirmed, text.replace("An email", "A van"))
    assert shown(hit, text) == "agree_contract"


PROSE = "## 1. Offer\n\nAgent: Shall I?\n\n{}\n\n## 2. Sell\n\nAgent: Our offer.\n\n## 3. Bye\n\nAgent: Bye.\n"


@pytest.mark.parametrize(
    ("instruction", "faults"),
    [
        ("If they're not interested, go to 2. If yes, go to 3.", 1),
        ("If they say anything else, go to 2. If they are not interested, go to 3.", 0),
        ("Not interested? Tough. Go to 2.", 0),
    ],
)
def test_answers_inside_of_instructions_are_the_customers_words(instruction: str, faults: int) -> None:
    text = PROSE.format(instruction)
    found = hits(NO_SELLING, text)
    assert len(found) == faults
    assert all(hit.path_through == ("1. Offer", "2. Sell") for hit in found)


def test_what_is_said_first_inside_of_an_instruction_can_be_pointed_at() -> None:
    text = PROSE.format("If they don't say anything, go to 3.")
    (hit,) = hits(Order(words("say anything", where=("script.customer",)), before=words("recorded")), text)
    assert shown(hit, text) == "say anything"


def test_one_finding_a_path_unless_every_step_is_asked_for() -> None:
    text = "start: a\nsteps:\n  a: {say: Your card number., next: b}\n  b: {say: The card number again., do: end}\n"
    assert [hit.path_through for hit in hits(NOTICE, text)] == [("a",)]
    every = Order(NOTICE.trigger, NOTICE.before, every=True)
    assert [hit.path_through for hit in hits(every, text)] == [("a",), ("a", "b")]


@pytest.mark.parametrize(
    ("complete", "complete_only", "faults"),
    [(None, False, 1), (None, True, 0), (True, True, 1), (False, False, 0), (True, False, 1)],
)
def test_what_a_part_of_a_script_leaves_out_is_not_missed(
    complete: bool | None, complete_only: bool, faults: int
) -> None:
    spec = Order(NOTICE.trigger, NOTICE.before, complete_only=complete_only)
    assert len(hits(spec, "start: a\nsteps:\n  a: {say: Your card number.}\n", complete)) == faults


def test_a_plain_script_is_a_chain() -> None:
    early = "## Pay\n\nAgent: Your card number?\n\n## Notice\n\nAgent: This call is recorded.\n"
    (hit,) = hits(NOTICE, early)
    assert hit.path_through == ("Pay",)
    assert [place.block.text for place, _ in hit.related] == ["This call is recorded."]
    assert hits(NOTICE, "Agent: This call is recorded.\n\nAgent: Your card number?\n") == []


def test_a_branch_of_a_markdown_script_that_skips_the_notice() -> None:
    text = (
        "## A. Hello\n\nAgent: Shall we?\n\n- Yes: go to B\n- No answer: take it as a yes and go to C\n\n"
        "## B. Notice\n\nAgent: This call is recorded.\n\n## C. Pay\n\nAgent: Your card number?\n"
    )
    (hit,) = hits(NOTICE, text)
    assert hit.path_through == ("A. Hello", "C. Pay")


def test_copy_without_a_flow_has_no_order() -> None:
    reading = read_script(identity("Agent: Your card number?"))
    bare = Reading(reading.blocks, reading.sections)
    assert list(check(NOTICE, lens(bare, "Agent: Your card number?"))) == []


DEEDS = ("pause_recording", "resume_recording", "take_payment", "transfer")
GUARDED = Order(
    trigger=Event(do=("take_payment",)),
    before=Event(do=("pause_recording",)),
    undone_by=Event(do=("resume_recording",)),
)
FOLLOWED = Order(trigger=Event(do=("take_payment",)), after=Event(do=("resume_recording",)))


@st.composite
def graphs(draw: st.DrawFn) -> Flow:
    """A flow of up to five steps with deeds and any ways between them, loops too."""
    names = [f"s{number}" for number in range(draw(st.integers(1, 5)))]
    steps = {}
    for name in names:
        deeds = draw(st.lists(st.sampled_from(DEEDS), max_size=2))
        ways = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        acts = tuple(Act("do", Run(0, 0, 1), do=deed) for deed in deeds)
        steps[name] = Step(name, acts, tuple(Successor(way, way) for way in ways), Run(0, 0, 1))
    return Flow(names[0], steps)


def paths(flow: Flow, longest: int) -> Iterator[tuple[str, ...]]:
    """Every path from the start of up to `longest` steps, the short ones first."""
    now: list[tuple[str, ...]] = [(flow.start,)]
    while now and len(now[0]) <= longest:
        yield from now
        now = [(*path, way.step) for path in now for way in flow.steps[path[-1]].successors]


def broken_in(flow: Flow, path: tuple[str, ...]) -> str:
    """The step of the first payment on a path that is not under a pause; "" when there is none."""
    paused = False
    for name in path:
        for act in flow.steps[name].acts:
            if act.do == "take_payment" and not paused:
                return name
            paused = act.do == "pause_recording" or (paused and act.do != "resume_recording")
    return ""


def open_in(flow: Flow, path: tuple[str, ...]) -> str:
    """The step of the first payment since the last resume, on a path that ends the call; "" when there is none."""
    if flow.steps[path[-1]].successors:
        return ""
    pending = ""
    for name in path:
        for act in flow.steps[name].acts:
            if act.do == "take_payment":
                pending = pending or name
            elif act.do == "resume_recording":
                pending = ""
    return pending


@settings(max_examples=200, deadline=None)
@given(graphs(), st.booleans())
def test_the_search_agrees_with_trying_every_path(flow: Flow, followed: bool) -> None:
    shortest: dict[str, int] = {}
    for path in paths(flow, 10):
        name = open_in(flow, path) if followed else broken_in(flow, path)
        if name:
            shortest.setdefault(name, len(path))
    bare = Reading((), (), flow=flow)
    found = list(check(FOLLOWED if followed else GUARDED, lens(bare, "")))
    assert {hit.found["step"]: len(hit.path_through) for hit in found} == shortest
    for hit in found:
        way = hit.path_through
        assert way[0] == flow.start
        assert all(b in [way.step for way in flow.steps[a].successors] for a, b in pairwise(way))
        assert (open_in if followed else broken_in)(flow, way) == hit.found["step"]


ANSWERED = Order(
    trigger=words("tomorrow"), not_after=words("cancel", where=("script.customer",)), next_turn=True, every=True
)
TURNS = {
    "at once": (["C: Cancel it please.", "A: Ring tomorrow."], 1),
    "later in the turn": (["C: Cancel it.", "A: I see.", "A: Ring tomorrow."], 1),
    "of two turns of the customer": (["C: Cancel it.", "C: Please.", "A: Ring tomorrow."], 1),
    "once a turn": (["C: Cancel it.", "A: Ring tomorrow. I said tomorrow."], 1),
    "each turn": (["C: Cancel it.", "A: Ring tomorrow.", "C: No, cancel it.", "A: Tomorrow."], 2),
    "the customer spoke of something else": (["C: Cancel it.", "A: Done.", "C: And the visit?", "A: Tomorrow."], 0),
    "nothing was asked": (["C: The visit?", "A: Tomorrow.", "C: Cancel it.", "A: Done."], 0),
}


@pytest.mark.parametrize(("lines", "faults"), TURNS.values(), ids=TURNS.keys())
def test_the_answer_to_a_request(lines: list[str], faults: int) -> None:
    text = "\n\n".join(lines).replace("C:", "**Customer:**").replace("A:", "**Agent:**")
    assert [shown(hit, text).lower() for hit in hits(ANSWERED, text)] == ["tomorrow"] * faults


def test_the_answer_to_a_request_is_found_on_every_way_that_leads_to_it() -> None:
    text = (
        "start: a\nsteps:\n"
        "  a: {ask: 'And?', answers: [{if: 'cancel it', go: b}, {if: 'a visit', go: c}]}\n"
        "  b: {say: I see., next: c}\n"
        "  c: {say: Tomorrow at ten., next: d}\n"
        "  d: {ask: 'Fine?', answers: [{if: 'yes', go: e}, {if: 'no', go: e}]}\n"
        "  e: {say: Bye until tomorrow., do: end}\n"
    )
    (hit,) = hits(ANSWERED, text)
    assert hit.path_through == ("a", "b", "c")
    assert hits(ANSWERED, text.replace("{if: 'cancel it', go: b}, ", "")) == []


def test_the_next_turn_is_one_after_something() -> None:
    with pytest.raises(ValueError, match="counts for a turn"):
        Order(trigger=words("a"), before=words("b"), next_turn=True)


def test_an_answer_is_judged_by_what_it_leaves_out() -> None:
    sorry = Guard("", (compile_phrase("sorry", PhraseLists()),), same="block")
    unanswered = Order(
        trigger=Event(Saying(where=("script.agent",), unless=(sorry,))),
        not_after=words("cancel", where=("script.customer",)), next_turn=True, every=True,
    )  # fmt: skip
    text = "**Agent:** Hello.\n\n**Customer:** Cancel it.\n\n**Agent:** {}\n\n**Customer:** Bye.\n\n**Agent:** Bye."
    (hit,) = hits(unanswered, text.format("It is a nice one, though."))
    assert hit.places[0].block.text == "It is a nice one, though."
    assert hits(unanswered, text.format("I'm sorry. It is done.")) == []
    assert hits(unanswered, text.format("I'm sorry.\n\n**Agent:** It is done.")) == []


def test_an_event_says_what_happens_or_where() -> None:
    with pytest.raises(ValueError, match="or a place"):
        Event(Saying())
