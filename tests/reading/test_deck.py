"""Copy decks: what each column holds, each row by itself, and the cell that a finding names."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from offerlint.cli.main import cli
from offerlint.facts import look
from offerlint.model.block import Emphasis
from offerlint.model.document import Document
from offerlint.model.fact import Fact
from offerlint.reading import bounds, number_format
from offerlint.reading.columns import column, is_deck, role_of
from offerlint.reading.csv_table import table
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import open_data
from offerlint.text.span import Span

Rows = list[list[object]]


def workbook(rows: Rows, name: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    del book["Sheet"]
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def commas(rows: Rows) -> bytes:
    quoted = (",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows)
    return "\r\n".join(quoted).encode()


MAKERS = [("csv", commas), ("xlsx", workbook)]
both = pytest.mark.parametrize(("format", "make"), MAKERS)
Make = Callable[[Rows], bytes]


def check(tmp_path: Path, name: str, data: bytes, *more: str, config: str = "") -> tuple[int, dict]:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "offerlint.yaml").write_text(config or "files: []\n", "utf-8")
    settings = ["--config", str(tmp_path / "offerlint.yaml")]
    done = CliRunner().invoke(cli, ["check", str(tmp_path / name), "--format", "json", *settings, *more])
    return done.exit_code, json.loads(done.stdout)


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Headline", "heading"), ("Headline 12", "heading"), ("sub-head", "heading"), ("Body copy", "body"),
        ("body_copy", "body"), ("Description 4", "body"), ("Primary Text", "body"), ("Legal", "smallprint"),
        ("T&Cs", "smallprint"), ("CTA", "button"), ("Subject line", "subject"), ("Pre-header", "preheader"),
        ("Channel", "channel"), ("as of", "as_of"), ("Final URL", ""), ("Owner", ""), ("Notes", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_head_of_a_column_tells_what_it_holds(head: str, role: str) -> None:
    assert role_of(head) == role


@pytest.mark.parametrize(
    ("head", "is_told"),
    [
        ("placement", False), ("Ad format", False), ("Campaign", False), ("Approved by", False),
        ("Go-live date", False), ("Landing page", False), ("Final URL 2", False), ("Blurb", True), ("Notes", True),
        ("Offer details", True), ("Name", True), ("Plan", True),
    ],
)  # fmt: skip
def test_a_column_about_the_copy_is_not_told_as_left_out(head: str, is_told: bool) -> None:
    data = commas([["Headline", "Body", head], ["Fast fibre", "From £30 a month", "results page of the week"]])
    document = open_data(data, "ads.csv", "csv")
    assert any(head in problem.message for problem in document.problems) is is_told
    assert not any(problem.fatal for problem in document.problems)


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (["Headline", "Owner"], True),
        (["title", "description"], True),
        (["id", "description"], False),
        (["id", "channel", "purpose", "text"], True),
        (["channel", "views"], False),
        (["severity", "path", "line", "message"], False),
        (["date", "amount"], False),
    ],
)
def test_a_table_of_other_data_is_no_deck(heads: list[str], told: bool) -> None:
    assert is_deck(heads) is told


def test_a_role_that_is_none_says_what_was_meant() -> None:
    with pytest.raises(ValueError, match="did you mean “heading”"):
        column("headign")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a,b\n1,2", {"A1": "a", "B1": "b", "A2": "1", "B2": "2"}),
        ('"a ""x"" b";c\r\n;d', {"A1": 'a "x" b', "B1": "c", "B2": "d"}),
        ("sep=|\na|b,c", {"A2": "a", "B2": "b,c"}),
        ("a, with comma\tb", {"A1": "a, with comma", "B1": "b"}),
        ('"two\nlines",b\nc', {"A1": "two\nlines", "B1": "b", "A2": "c"}),
        ('"a"b,c', {"A1": "a", "B1": "c"}),
        ("", {}),
    ],
)
def test_a_table_in_text_falls_into_its_cells(text: str, cells: dict[str, str]) -> None:
    assert {cell.name: cell.words.text for cell in table(text)} == cells


def test_words_of_a_quoted_cell_lead_back_to_the_file() -> None:
    text = 'a\n"say ""CPI"" twice"'
    cell = list(table(text))[1]
    at = cell.words.text.index("CPI")
    (run,) = cell.words.map.runs(Span(at, at + 3))
    assert text[run.start : run.end] == "CPI"


DECK: Rows = [
    ["Channel", "Headline", "Body copy", "Legal"],
    ["Email", "Fast fibre", "Prices rise each March by CPI plus 3.9%.", "24-month contract."],
    ["Facebook", "Faster fibre", "Good fibre.", ""],
]


@both
def test_a_finding_names_its_cell(format: str, make: Make, tmp_path: Path) -> None:
    code, report = check(tmp_path, f"deck.{format}", make(DECK), "--select", "uk-price-rises")
    (finding,) = report["findings"]
    assert (code, finding["excerpt"]) == (0 if finding["severity"] == "warning" else 1, "CPI plus 3.9%")
    assert finding["where"] == {"csv": "cell C2, line 2", "xlsx": "cell Sheet1!C2"}[format]
    if format == "csv":
        assert (finding["start"]["line"], finding["start"]["column"]) == (2, 49)
    else:
        assert finding["places"] == [{"cell": "Sheet1!C2", "start": 26, "end": 39}]


@both
def test_the_columns_give_scopes_and_say_what_a_row_is(format: str, make: Make) -> None:
    document = open_data(make(DECK), f"a.{format}", format)
    assert [part.about.channel for part in document.parts] == ["email", "social"]
    blocks = document.parts[0].variants[0].blocks
    assert [(block.scope, block.text) for block in blocks] == [
        ("body.heading", "Fast fibre"),
        ("body.paragraph", "Prices rise each March by CPI plus 3.9%."),
        ("footer.smallprint", "24-month contract."),
    ]
    assert len(document.variants[0].blocks) == 5


@both
def test_words_of_another_row_excuse_nothing(format: str, make: Make, tmp_path: Path) -> None:
    rule = ("--select", "uk-contract-terms/minimum-term-missing")
    head: list[object] = ["Headline", "Body"]
    offer, term = "Fibre broadband for £28 a month.", "24-month contract."
    apart = check(tmp_path, f"a.{format}", make([head, ["A", offer], ["B", term], ["C", f"{offer} {term}"]]), *rule)[1]
    assert [finding["where"].split(",")[0].replace("Sheet1!", "") for finding in apart["findings"]] == ["cell B2"]


@both
def test_equal_rows_have_findings_of_their_own(format: str, make: Make, tmp_path: Path) -> None:
    rows = [*DECK, DECK[1]]
    findings = check(tmp_path, f"a.{format}", make(rows), "--select", "uk-price-rises")[1]["findings"]
    assert len({finding["fingerprint"] for finding in findings}) == len(findings) == 2


@both
def test_the_configuration_says_what_columns_hold(format: str, make: Make, tmp_path: Path) -> None:
    rows: Rows = [["A campaign"], ["Blurb", "Notes"], ["Up by CPI plus 3.9% a year.", "Prices rise by CPI plus 3.9%."]]
    config = f"files:\n  - match: ['*.{format}']\n    columns: {{blurb: body}}\n"
    findings = check(tmp_path, f"a.{format}", make(rows), "--select", "uk-price-rises", config=config)[1]["findings"]
    assert [finding["where"].split(",")[0].replace("Sheet1!", "") for finding in findings] == ["cell A3"]
    by_letter = config.replace("blurb", "B")
    findings = check(tmp_path, f"a.{format}", make(rows), "--select", "uk-price-rises", config=by_letter)[1]["findings"]
    assert [finding["where"].split(",")[0].replace("Sheet1!", "") for finding in findings] == ["cell B3"]


@both
def test_a_column_that_is_not_there_is_a_problem(format: str, make: Make, tmp_path: Path) -> None:
    config = "files:\n  - match: ['*']\n    columns: {hedline: heading}\n"
    code, report = check(tmp_path, f"a.{format}", make(DECK), config=config)
    assert code == 2
    assert "no column is headed “hedline”" in report["problems"][0]["message"]
    assert "did you mean “headline”" in report["problems"][0]["message"]


def test_a_role_that_does_not_exist_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "offerlint.yaml").write_text("files:\n  - match: ['*']\n    columns: {a: haeding}\n", "utf-8")
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--config", str(tmp_path / "offerlint.yaml")])
    assert done.exit_code == 2
    assert "offerlint.yaml:3" in done.output
    assert "did you mean “heading”" in done.output


@both
def test_an_export_of_ads_is_an_ad_a_row(format: str, make: Make) -> None:
    head: list[object] = [
        "Campaign",
        *(f"Headline {i}" for i in range(1, 16)),
        *(f"Description {i}" for i in range(1, 5)),
    ]
    rows: Rows = [["Export"], head, ["c", *(f"head {i}" for i in range(15)), *(f"Words {i}." for i in range(4))]]
    (ad,) = open_data(make(rows), f"a.{format}", format).parts
    assert ad.about.channel == "search"
    assert [block.scope for block in ad.variants[0].blocks] == (["body.ad-headline"] * 15 + ["body.ad-description"] * 4)


@both
@pytest.mark.parametrize(
    ("heads", "channel", "scopes"),
    [
        (["Headline 1", "Description 1", "Path 1", "Final URL"], "search",
         ["ad-headline", "ad-description", "ad-path"]),
        (["Headline1", "Long headline 1", "Description Line 1"], "search",
         ["ad-headline", "ad-long-headline", "ad-description"]),
        (["Title Part 1", "Text Part 1", "Path 2"], "search", ["ad-headline", "ad-description", "ad-path"]),
        (["Responsive Search Ad Headline 1", "Responsive Search Ad Description 1"], "search",
         ["ad-headline", "ad-description"]),
        (["Ad name", "Title", "Body", "Link description"], "social",
         ["social-headline", "social-text", "social-description"]),
        (["Primary text 1", "Headline 1", "Description"], "social",
         ["social-text", "social-headline", "social-description"]),
        (["Title", "Body", "Call to action"], None, ["title", "paragraph", "button"]),
        (["Primary text", "CTA"], None, ["paragraph", "button"]),
        (["Headline", "Description"], None, ["heading", "paragraph"]),
    ],
)  # fmt: skip
def test_which_columns_of_an_export_hold_what(
    format: str, make: Make, heads: list[str], channel: str | None, scopes: list[str]
) -> None:
    (ad,) = open_data(make([[*heads], [f"Words {n}." for n, _ in enumerate(heads)]]), f"a.{format}", format).parts
    assert ad.about.channel == channel
    assert [block.scope.split(".")[1] for block in ad.variants[0].blocks] == scopes


@both
def test_what_is_too_long_for_the_platform_is_found_in_its_cell(format: str, make: Make, tmp_path: Path) -> None:
    rows: Rows = [
        ["Headline 1", "Headline 2", "Description 1", "Path 1"],
        ["Fibre 150 from Larkline today", "Fibre 150 from Larkline for you", "Fast " * 18 + "!", "broadband-and-tv"],
    ]
    found = check(tmp_path, f"a.{format}", make(rows), "--select", "plain-language")[1]["findings"]
    assert [(one["rule"].split("/")[1], one["where"].split(",")[0].split()[1].split("!")[-1]) for one in found] == [
        ("search-headline-too-long", "B2"), ("search-description-too-long", "C2"), ("search-path-too-long", "D2"),
    ]  # fmt: skip
    assert found[0]["message"].startswith("31 characters; the platform takes 30")


@both
def test_what_a_social_platform_cuts_is_advice_in_its_cell(format: str, make: Make, tmp_path: Path) -> None:
    rows: Rows = [
        ["Ad name", "Title", "Body", "Link description"],
        ["a", "Fibre 150 for your whole street and more", "Fast " * 24 + "router", "Order online today and save 5%"],
        [
            "b",
            "Fibre 150 for your whole street and mores",
            "Fast " * 10 + "!\n\n- Fast\n" + "Fast " * 15,
            "No fee " * 5,
        ],
    ]
    code, report = check(tmp_path, f"a.{format}", make(rows), "--select", "plain-language")
    found = [one for one in report["findings"] if "-cut" in one["rule"]]
    assert [(one["rule"].split("/")[1], one["where"].split(",")[0].split()[1].split("!")[-1]) for one in found] == [
        ("social-text-cut", "C2"), ("social-headline-cut", "B3"), ("social-text-cut", "C3"),
        ("social-description-cut", "D3"),
    ]  # fmt: skip
    assert {one["severity"] for one in found} == {"advice"}
    assert found[0]["message"].startswith("126 characters; about 125 of the primary text show")
    assert code == 0


@both
def test_the_configuration_says_which_columns_are_those_of_an_ad(format: str, make: Make, tmp_path: Path) -> None:
    rows: Rows = [["Blurb", "Line"], ["Fibre 150 from Larkline for your street", "Hello"]]
    config = "files:\n  - match: ['*']\n    columns: {blurb: ad-headline, line: ad-description}\n"
    report = check(tmp_path, f"a.{format}", make(rows), "--select", "plain-language", config=config)[1]
    assert [one["rule"] for one in report["findings"]] == ["plain-language/search-headline-too-long"]


@both
def test_what_is_not_read_is_told(format: str, make: Make) -> None:
    rows: Rows = [["Headline", "Notes", "Size"], ["Hi there", "Ask the client first", "3"]]
    (problem,) = open_data(make(rows), f"a.{format}", format).problems
    assert "B (“Notes”)" in problem.message
    assert "Size" not in problem.message
    assert not problem.fatal


@both
@pytest.mark.parametrize(
    ("head", "cell", "says"),
    [
        ("Channel", "Skywriting", {}),
        ("Channel", "WhatsApp", {"channel": "sms"}),
        ("Basis", "soft opt-in, own similar goods", {"basis": "soft-opt-in"}),
        ("Basis", "service", {"purpose": "service", "basis": None}),
        ("Basis", "withdrew consent in May", {"basis": None}),
        ("Kind", "marketing", {"purpose": "marketing", "kind": "copy"}),
        ("Audience", "business 10+", {"audience": "large-business"}),
        ("List", "opted in on the form", {"basis": "consent"}),
        ("List", "never opted in", {"basis": None}),
        ("List", "regulars", {"basis": None}),
    ],
)
def test_a_cell_says_what_its_row_is_in_any_words(
    format: str, make: Make, head: str, cell: str, says: dict[str, str | None]
) -> None:
    document = open_data(make([[head, "Headline"], [cell, "Hi there"]]), f"a.{format}", format)
    assert document.problems == ()
    about = document.parts[0].about
    assert {key: getattr(about, key) for key in says} == says


@both
def test_a_day_that_is_none_is_told_with_its_cell(format: str, make: Make) -> None:
    document = open_data(make([["As of", "Headline"], ["soon", "Hi"]]), f"a.{format}", format)
    assert "A2: as_of takes a date" in document.problems[0].message


@both
def test_merge_tags_are_fields(format: str, make: Make) -> None:
    (row,) = open_data(make([["Headline", "Body"], ["Hi", "Dear {first_name}, join"]]), f"a.{format}", format).parts
    (mark,) = row.variants[0].blocks[1].marked("field")
    assert mark.value == "first_name"


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_hidden_rows_columns_and_sheets_are_hidden_words() -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for row in [["Headline", "Body", "Legal"], ["Hi", "One", "Two"], ["Ho", "Three", "Four"]]:
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    for name in ("Old", "Older"):
        book.create_sheet(name).append(["Headline", "Body"])
        book[name].append(["Hi", "Old words"])
        book[name].sheet_state = "hidden" if name == "Old" else "veryHidden"
    book.create_sheet("Lists").append(["a", "b"])
    book["Lists"].sheet_state = "hidden"
    document = open_data(saved(book), "a.xlsx", "xlsx")
    blocks = [block for part in document.parts for block in part.variants[0].blocks]
    assert [block.text for block in blocks if block.emphasis is not Emphasis.HIDDEN] == ["Hi", "One"]
    assert len(blocks) == 10
    assert not document.problems


def test_what_hidden_cells_say_is_no_companion_and_no_fault(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["Headline", "Body"])
    book["Sheet"].append(["Hi", "Prices rise by CPI plus 3.9%."])
    book["Sheet"].row_dimensions[2].hidden = True
    assert not check(tmp_path, "a.xlsx", saved(book), "--select", "uk-price-rises")[1]["findings"]


def test_notes_on_cells_are_no_copy() -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["Headline", "Body"])
    book["Sheet"].append(["Hi", "One"])
    book["Sheet"]["B2"].comment = Comment("Prices rise by CPI plus 3.9%.", "Ann")
    (row,) = open_data(saved(book), "a.xlsx", "xlsx").parts
    assert [block.text for block in row.variants[0].blocks] == ["Hi", "One"]


@pytest.mark.parametrize(
    ("value", "format", "shown"),
    [
        (1028, '"£"#,##0.00', "£1,028.00"), (1028, "[$£-809]#,##0", "£1,028"), (1028, "General", "1028"),
        (0.039, "0.0%", "3.9%"), (0.125, "0%", "13%"), (28.5, "£#,##0.##", "£28.5"), (2.5, "0", "3"),
        (30, '£0" a month"', "£30 a month"), (3, "_-£* #,##0.00_-", "£3.00"), (1234567, "#,##0,", "1,235"),
        (-5, "£0.00;[Red]-£0.00", "-£5.00"), (-5, "0.00", "-5.00"), (0, '0;-0;"free"', "free"), (5, "@", "5"),
        (0.5, "# ?/?", "0.5"), (12345, "0.00E+00", "12345"),
        (date(2026, 3, 31), "dd/mm/yyyy", "31/03/2026"), (date(2026, 3, 31), "mm-dd-yy", "31/03/2026"),
        (date(2026, 3, 31), "[$-809]dddd, d mmmm yyyy", "Tuesday, 31 March 2026"),
        (date(2026, 3, 1), "d mmm yy", "1 Mar 26"), (46112 + 905 / 1440, "d/m/yy h:mm AM/PM", "31/3/26 3:05 pm"),
        (0.75, "hh:mm", "18:00"),
        (1.5, "[h]:mm", "36:00"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_shows(value: object, format: str, shown: str) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["Headline", "Body"])
    book["Sheet"].append(["Hi", value])
    book["Sheet"]["B2"].number_format = format
    (row,) = open_data(saved(book), "a.xlsx", "xlsx").parts
    assert row.variants[0].blocks[1].text == shown


def test_a_workbook_that_counts_from_1904() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book["Sheet"].append(["Headline", "Body"])
    book["Sheet"].append(["Hi", date(2026, 3, 31)])
    book["Sheet"]["B2"].number_format = "d mmmm yyyy"
    (row,) = open_data(saved(book), "a.xlsx", "xlsx").parts
    assert row.variants[0].blocks[1].text == "31 March 2026"


@given(st.text(max_size=12) | st.from_regex(r"-?[0-9]{1,9}(\.[0-9]{1,4})?(e-?[0-9]{1,3})?", fullmatch=True),
       st.text('0#?,.;"\\\\[]$£%ymdhsAP/ _*E@General', max_size=14))  # fmt: skip
def test_any_number_in_any_format_shows_something(value: str, how: str) -> None:
    assert isinstance(number_format.shown(value, how), str)


def test_a_quote_that_is_never_closed_is_a_problem_with_its_line(tmp_path: Path) -> None:
    code, report = check(tmp_path, "a.csv", b'Headline,Body\nHi,"and so on\nfor ever')
    assert code == 2
    (problem,) = report["problems"]
    assert (problem["line"], "B2 is never closed" in problem["message"]) == (2, True)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (workbook(DECK)[:900], "cut short"),
        (b"Headline,Body", "cut short"),
        (b"\xd0\xcf\x11\xe0old", "an old Office file"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_what_is_no_workbook_says_so(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        open_data(data, "a.xlsx", "xlsx")


def changed(part: str, words: bytes) -> bytes:
    """A workbook with another part in the stead of its own."""
    old = zipfile.ZipFile(io.BytesIO(workbook(DECK)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, words if name == part else old.read(name))
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>', "declares entities"),
        (b"<worksheet><sheetData>", "no XML"),
        (b"<a>" * 1000 + b"</a>" * 1000, "no XML"),
        (b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>", "unpacks to more than"),
    ],
)
def test_hostile_parts_are_refused(words: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        open_data(changed(SHEET, words), "a.xlsx", "xlsx")


@pytest.mark.parametrize(
    "sheet",
    [
        b'<row r="99999999999"><c r="ZZZZ1" t="s"><v>999999999999</v></c></row>',
        b'<row><c t="s"><v>-1</v></c><c s="x"><v>1e999999</v></c><c><v>NaN</v></c></row>',
        b"",
    ],
)
def test_cells_that_make_no_sense_do_no_harm(sheet: bytes) -> None:
    data = changed(SHEET, b"<worksheet><sheetData>" + sheet + b"</sheetData></worksheet>")
    document = open_data(data, "a.xlsx", "xlsx")
    assert document.problems
    assert not document.parts


def test_more_rows_than_are_read_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ROWS", 2)
    document = open_data(commas([*DECK, DECK[1]]), "a.csv", "csv")
    assert len(document.parts) == 2
    assert any(problem.fatal and "3 rows of copy" in problem.message for problem in document.problems)


@both
def test_more_cells_than_are_read_is_a_problem(format: str, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_CELLS", 5)
    with pytest.raises(ReadError, match="more than 5 cells"):
        open_data(make(DECK), f"a.{format}", format)


def test_a_table_of_data_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("id,amount\n1,2\n", "utf-8")
    (tmp_path / "copy.csv").write_text("Headline,Body\nHi,Prices rise by CPI plus 3.9%.\n", "utf-8")
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "json", "--fail-on", "never"])
    report = json.loads(done.stdout)
    assert [Path(file["path"]).name for file in report["files"]] == ["copy.csv"]
    assert ".csv (1)" in report["not_checked"][-1]


PLANS = """\
# offerlint: kind=copy channel=web audience=consumer products=broadband,tv
plan,who,price,then,contract,set_up
Larkline 100,new customers,£26 a month until 31 March 2027,£29 a month from 1 April 2027,12 months,£5
Larkline 300,new customers,£31 a month while you stay with us,no change,24 months,£0
"""


def test_the_columns_beside_prices_are_read_with_their_heads_and_remarks_above_declare() -> None:
    document = open_data(PLANS.encode(), "plans.csv", "csv", {})
    first, _ = document.parts
    assert (first.about.channel, first.about.products) == ("web", ("broadband", "tv"))
    roles = [
        (fact.kind, str(fact.value), fact.qualifiers.get("role")) for fact in facts(first) if fact.kind != "quantity"
    ]
    assert [role for role in roles if role[0] != "date"] == [
        ("price", "26", "headline"),
        ("price", "29", "later"),
        ("duration", "12", "contract"),
        ("price", "5", "setup"),
    ]


def test_a_remark_that_declares_what_nobody_can_is_a_problem() -> None:
    document = open_data(PLANS.replace("channel", "chanel", 1).encode(), "plans.csv", "csv", {})
    assert [(one.line, "did you mean “channel”" in one.message) for one in document.problems] == [(1, True)]


def facts(document: Document) -> list[Fact]:
    return [fact for passage in look(document).passages for fact in passage.facts]
