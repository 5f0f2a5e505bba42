"""A call as a flowchart: every step and way, the paths of findings marked, and nothing of the call acts on Mermaid."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Block
from offerlint.model.document import Document
from offerlint.model.finding import Finding, Report
from offerlint.model.flow import Act, Flow, Step, Successor
from offerlint.model.source import Source
from offerlint.model.vocabulary import Severity
from offerlint.reading.markup import identity
from offerlint.reading.reader import read
from offerlint.reports.mermaid import mermaid
from offerlint.reports.outline import outline
from offerlint.text.span import Run, Span

CALL = """\
start: hello
steps:
  hello: {ask: "Shall I?", answers: [{if: "yes, please", go: pay}, {if: "no", go: bye}, {if: "what?", go: hello}]}
  pay: {do: take_payment, say: "The card number, please.", next: bye}
  bye: {say: "Bye.", do: end}
"""


def call(text: str = CALL) -> Document:
    return read(Source("call.yaml", text), "flow")


def finding(*path: str, topic: str = "recording", excerpt: str = "card", **more: object) -> Finding:
    start = max(CALL.find(excerpt), 0)
    found = Finding(
        "uk-calls/x", topic, Severity.ERROR, "call.yaml", "line 4", None, None, (Span(start, start + len(excerpt)),),
        excerpt, "m", "s", (), "f", path_through=tuple((name, 1) for name in path),
    )  # fmt: skip
    return replace(found, **more)  # type: ignore[arg-type]


def chart(document: Document, *findings: Finding, **how: bool) -> list[str]:
    report = Report(findings, (), (), (), date(2026, 11, 24))
    return [line.strip() for line in mermaid(report, document, **how).splitlines()]


def test_every_step_and_way_is_drawn() -> None:
    assert chart(call()) == [
        "flowchart TD",
        's0(["hello<br/>Shall I?"])',
        's1["pay<br/>The card number, please.<br/>(take_payment)"]',
        's2(["bye<br/>Bye.<br/>(end)"])',
        's0 -->|"yes, please"| s1',
        's0 -->|"no"| s2',
        's0 -->|"what?"| s0',
        "s1 --> s2",
    ]


def test_the_breaking_path_is_marked() -> None:
    lines = chart(call(), finding("hello", "hello", "pay"))
    assert "%% error uk-calls/x: hello > hello > pay" in lines
    assert "class s0 broken" in lines
    assert "class s1 fault" in lines
    assert any(line.startswith("linkStyle 0,2 stroke") for line in lines)


def test_a_path_through_one_step_has_no_way_to_mark() -> None:
    lines = chart(call(), finding("hello"), finding("bye", path="other.yaml"))
    assert [line for line in lines if line.startswith(("class ", "linkStyle"))] == ["class s0 fault"]


def test_personal_data_is_masked_unless_asked_for() -> None:
    text = CALL.replace("The card number", "Ring Ada Penhale on 07700 900123")
    start = text.index("Ada")
    private = finding(topic="confidentiality", runs=(Span(start, start + 27),), excerpt="Ada Penhale on 07700 900123")
    assert "900123" not in "\n".join(chart(call(text), private))
    assert "900123" in "\n".join(chart(call(text), private, show_personal_data=True))


HOSTILE = st.text("ab1 \"'`#;|[]{}()<>%&\\\n-=", min_size=1, max_size=15).filter(str.strip)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_nothing_of_a_call_acts_on_mermaid(name: str, said: str, answer: str) -> None:
    block = Block(identity(said), "script.agent")
    step = Step(name, (Act("say", Run(0, 0, 1), block),), (Successor(name, answer),), Run(0, 0, 1))
    document = replace(call(), flow=Flow(name, {name: step}))
    head, box, way, *rest = chart(document, finding(name))
    label = r"[\w .,:?!'()/+=#;-]|<br/>"
    assert head == "flowchart TD"
    assert re.fullmatch(rf's0\(\["(?:{label})*"\]\)', box)
    assert re.fullmatch(rf's0 -->\|"(?:{label})*"\| s0', way)
    assert not any("%%{" in line for line in rest)
    assert len(rest) == 4


def test_what_is_no_call_has_no_chart() -> None:
    document = read(Source("a.md", "Hello."), "markdown")
    assert chart(document) == []
    assert outline(document) == ""


def test_the_outline_says_where_each_step_leads() -> None:
    assert outline(call()).splitlines() == [
        "hello (line 3, the call starts here)",
        "    yes, please: go to pay",
        "    no: go to bye",
        "    what?: go to hello",
        "",
        "pay (line 4)",
        "    does: take_payment",
        "    go to bye",
        "",
        "bye (line 5)",
        "    does: end",
        "    the call ends here",
    ]


def test_a_finding_without_a_path_marks_nothing() -> None:
    assert chart(call(), finding()) == chart(call())
