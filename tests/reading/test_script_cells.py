"""Call scripts in spreadsheets: who says what in a row, and where the call goes from there."""

from __future__ import annotations

import io

import openpyxl
import pytest

from offerlint.model.document import Document
from offerlint.reading.opener import open_data
from offerlint.reading.recognise import recognise
from offerlint.text.span import Span

Rows = list[list[str]]
STEPS: Rows = [
    ["Step", "Adviser says", "If yes", "If no"],
    ["1", "Hello, it's Sam from Larkline. Is now OK?", "2", "3"],
    ["2", "It's £30.00 a month for 24 months.", "3", "3"],
    ["3", "Goodbye now.", "", ""],
]
OBJECTIONS: Rows = [["Objection", "Rebuttal"], ["It's too dear", "I hear you."], ["I'll wait", "Of course."]]


def read(rows: Rows, ending: str) -> Document:
    if ending == "xlsx":
        book, file = openpyxl.Workbook(), io.BytesIO()
        sheet = book.create_sheet("Desk", 0)
        for row in rows:
            sheet.append(row)
        book.save(file)
        return open_data(file.getvalue(), "desk.xlsx", "xlsx")
    text = "\n".join(",".join(f'"{cell}"' if cell else "" for cell in row) for row in rows)
    assert recognise("desk.csv", text) == "csv"
    return open_data(text.encode(), "desk.csv", "csv")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_row_is_a_step(ending: str) -> None:
    document = read(STEPS, ending)
    assert document.flow is not None
    assert {
        name: [(way.answer, way.step) for way in step.successors] for name, step in document.flow.steps.items()
    } == {
        "1": [("yes", "2"), ("no", "3")],
        "2": [("yes", "3"), ("no", "3")],
        "3": [],
    }
    assert (document.about.kind, document.about.channel) == ("script", "call")
    said = next(block for block in document.variants[0].blocks if block.speaker == "agent")
    assert "B2" in document.sources[0].where(said.view.map.runs(Span(0, 1))[0].start)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_row_is_an_objection_and_what_is_said_to_it(ending: str) -> None:
    blocks = read(OBJECTIONS, ending).variants[0].blocks
    assert [(block.speaker, block.text) for block in blocks] == [
        ("customer", "It's too dear"), ("agent", "I hear you."), ("customer", "I'll wait"), ("agent", "Of course."),
    ]  # fmt: skip


SPOKEN: Rows = [
    ["step", "who", "line", "next"],
    ["1", "Agent", "Shall I set that up?", "2 if yes; 3 if no"],
    ["2", "Agent", "All done.", "If the card fails go to 3; otherwise end"],
    ["3", "Customer", "Thank you.", "4"],
    ["4", "Agent", "Goodbye now.", "End"],
]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_one_column_says_who_speaks_and_another_what(ending: str) -> None:
    document = read(SPOKEN, ending)
    assert document.flow is not None
    assert [(block.speaker, block.text) for block in document.variants[0].blocks if block.speaker] == [
        ("agent", "Shall I set that up?"),
        ("agent", "All done."),
        ("customer", "Thank you."),
        ("agent", "Goodbye now."),
    ]
    ways = [[(way.answer, way.step) for way in step.successors] for step in document.flow.steps.values()]
    assert ways == [[("yes", "2"), ("no", "3")], [("the card fails", "3"), ("", "End of call")], [("", "4")], [], []]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (["Section", "Agent prompt", "Next action"], ["Intro", "Shall we go on?", "End call"]),
        (["Beat", "Agent prompt", "Customer response", "Next action"], ["A", "Shall we go on?", "Yes", "Go to B"]),
        (["Customer says", "Response"], ["Shall I?", "Shall we go on?"]),
        (["Node", "Parent", "Script"], ["1", "0", "Shall we go on?"]),
        (["Screen", "Agent script", "Button 1", "Button 1 goes to"], ["1", "Shall we go on?", "Yes", "2"]),
    ],
)
def test_other_heads_of_a_script(heads: list[str], row: list[str]) -> None:
    document = read([heads, row], "csv")
    assert document.flow is not None
    assert [block.text for block in document.variants[0].blocks if block.speaker == "agent"] == ["Shall we go on?"]


@pytest.mark.parametrize(
    "heads",
    [
        ["Step", "Script"],
        ["Who", "Next"],
        ["Role", "Line", "Owner"],
        ["Plan", "Yes", "No"],
        ["Customer", "Next step"],
        ["Headline", "Script", "Customer says", "CTA"],
    ],
)
def test_other_tables_are_no_script(heads: list[str]) -> None:
    text = ",".join(heads) + "\n" + ",".join("a b" for _ in heads)
    document = open_data(text.encode(), "a.csv", "csv")
    assert document.flow is None
    assert document.about.kind == "copy"
