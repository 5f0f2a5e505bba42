"""Translation catalogues: the words of each key, and their way back to the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from offerlint.cli.main import cli
from offerlint.model.document import Document
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import open_data
from offerlint.reading.recognise import recognise
from offerlint.text.span import Span

PO = r"""
msgid ""
msgstr ""
"Language: en_GB\n"

#: home.py:3
msgctxt "home"
msgid "rise"
msgstr "Prices \"rise\" "
"by CPI."

msgid "Not yet"
msgstr ""

msgid "month"
msgid_plural "months"
msgstr[0] "a month"
msgstr[1] "%d months"
"""
ANDROID = r"""<resources>
<string name="a">It\'s <b>£5</b> &amp; more\u2026</string>
<string name="code" translatable="false">X1</string>
<string name="c"><![CDATA[<i>Free</i> now]]></string>
<string name="q">"  as it  stands"</string>
<string-array name="list"><item>one</item><item>two</item></string-array>
<plurals name="n"><item quantity="other">%d days</item></plurals>
</resources>"""
XLIFF = """<xliff><file target-language="en"><body>
<trans-unit id="a"><source>x</source><target>Hi <x id="1"/>, £5</target></trans-unit>
<trans-unit id="b"><source>Not yet</source><target></target></trans-unit>
</body></file></xliff>"""


def document(text: str, format: str) -> Document:
    return open_data(text.encode(), f"a.{format}", format)


@pytest.mark.parametrize(
    ("format", "text", "read"),
    [
        ("po", PO, {"home: rise": 'Prices "rise" by CPI.', "Not yet": "Not yet", "month": "a month"}),
        ("strings", '/* a\nb */\n"a.b" = "x \\"y\\"";\n// no\nc = "d";\n', {"a.b": 'x "y"', "c": "d"}),
        (
            "properties",
            "# a\n! b\na.b=c \\\n   d\nx : \\u00a35 \\ud83d\\ude00\ny z\nempty=\n",
            {"a.b": "c d", "x": "£5 😀", "y": "z"},
        ),
        (
            "android",
            ANDROID,
            {
                "a": "It's £5 & more…", "c": "Free now", "q": "as it  stands", "list.0": "one", "list.1": "two",
                "n.other": "\ufffc days",
            },
        ),
        ("xliff", XLIFF, {"a": "Hi \ufffc, £5", "b": "Not yet"}),
        ("json-strings", '{"a": {"b": "x\\u00a3", "@b": "no"}, "c": ["d", 5]}', {"a.b": "x£", "c.0": "d"}),
    ],
)  # fmt: skip
def test_each_key_has_its_words(format: str, text: str, read: dict[str, str]) -> None:
    made = document(text, format)
    found = {}
    for block in made.variants[0].blocks:
        (run, *_) = block.view.map.runs(Span(0, len(block.text)))
        found[made.sources[0].where(run.start).removeprefix("key ").rpartition(", line")[0]] = block.text
    assert found == read
    assert not made.problems


def test_words_lead_back_through_escapes_and_quotes() -> None:
    made = document(PO, "po")
    block = made.variants[0].blocks[0]
    at = block.text.index("CPI")
    (run,) = block.view.map.runs(Span(at, at + 3))
    assert PO[run.start : run.end] == "CPI"
    assert made.sources[0].where(run.start) == "key home: rise, line 10"


def words_of(text: str, format: str) -> list[str]:
    return [block.view.text for block in document(text, format).variants[0].blocks]


def test_what_a_comment_takes_out_is_not_read() -> None:
    out = '<string name="old">Gone</string>'
    android = f'<resources><!-- {out} --><string name="a"><![CDATA[<i>a</i> <!-- ]]></string><!-- {out} --></resources>'
    assert words_of(android, "android") == ["a"]
    never_closed = f"<resources><!-- {out}</resources>"
    assert words_of(never_closed, "android") == ["Gone"]
    xliff = '<unit id="a"><!-- <target>Old</target> --><source>x</source><target><!-- later --></target></unit>'
    assert words_of(xliff, "xliff") == ["x"]


@pytest.mark.parametrize(("format", "text"), [("po", 'msgid "a"\nmsgstr "{}"\n'), ("properties", "a={}\nb=c\n")])
def test_only_line_breaks_end_a_line(format: str, text: str) -> None:
    read = document(text.replace("{}", "one\u2028two\u0085three"), format)
    assert not read.problems
    assert "".join(read.variants[0].blocks[0].view.text.split()) == "onetwothree"


def test_keys_of_one_parent_are_one_section() -> None:
    made = document('{"a": {"b": "x", "c": "y"}, "d": {"e": "z"}}', "json-strings")
    assert made.variants[0].sections == (0, 0, 1)


@pytest.mark.parametrize(
    ("format", "text", "line", "message"),
    [
        ("po", 'msgid "a"\nmsgstr "b\n', 2, "never closed"),
        ("strings", '"a" = "b;\n', 1, "never closed"),
        ("android", '<resources>\n<string name="a">b</string>\n<string name="c">d', 3, "is the file cut short?"),
        ("xliff", '<xliff><trans-unit id="a"><source>b', 1, "is the file cut short?"),
        ("android", '<!DOCTYPE r [<!ENTITY a "b">]>\n<resources><string name="a">&a;</string>', 1, "not followed"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_line(format: str, text: str, line: int, message: str) -> None:
    (problem,) = document(text, format).problems
    assert (problem.line, problem.fatal, message in problem.message) == (line, True, True)


def test_json_that_is_none_says_where() -> None:
    with pytest.raises(ReadError, match="this is not JSON") as caught:
        document('{"a": 1,\n}', "json-strings")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("po", 'msgstr "' * 20_000),
        ("po", 'msgid "a"\nmsgstr "' + "\\" * 200_000),
        ("strings", '"a" = "' * 20_000),
        ("properties", "a=\\\n" * 50_000),
        ("android", "<string name='a'>" * 50_000),
        ("android", "<string name='a'>" + "<![CDATA[" * 50_000 + "</string>"),
        ("xliff", "<trans-unit id='a'><source>" + "<x " * 100_000 + "</source></trans-unit>"),
        ("xliff", "<trans-unit><target>" * 30_000),
    ],
)
def test_hostile_catalogues_are_read_to_their_end(format: str, text: str) -> None:
    assert document(text, format).sources[0].text == text


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("locale/en/app.po", "po"), ("a.xlf", "xliff"), ("res/values/strings.xml", "android"), ("pom.xml", None),
        ("messages.properties", "properties"), ("messages_en_GB.properties", "properties"), ("log4j.properties", None),
        ("en.lproj/Localizable.strings", "strings"), ("locales/en.json", None),
    ],
)  # fmt: skip
def test_catalogues_are_known_by_their_names(path: str, format: str | None) -> None:
    assert recognise(path, "") == format


def run(tmp_path: Path, name: str, text: str) -> dict:
    (tmp_path / name).write_text(text, "utf-8")
    done = CliRunner().invoke(cli, ["check", str(tmp_path / name), "--format", "json", "--fail-on", "never"])
    report: dict = json.loads(done.stdout)
    return report


def test_an_allow_above_a_string_reaches_it(tmp_path: Path) -> None:
    words = 'msgid "{0}"\nmsgstr "Prices rise each March by CPI plus 3.9%."\n\n'
    allow = "# offerlint: allow uk-price-rises/inflation-linked-rise because it is history\n"
    report = run(tmp_path, "a.po", allow + words.replace("{0}", "a") + words.replace("{0}", "b"))
    rises = [one["where"] for one in report["findings"] if one["rule"] == "uk-price-rises/inflation-linked-rise"]
    assert rises == ["key b, line 6"]
    assert [one["finding"]["where"] for one in report["allowed"]] == ["key a, line 3"]


def test_a_catalogue_in_another_language_is_told_as_not_checked(tmp_path: Path) -> None:
    report = run(tmp_path, "a.po", 'msgid ""\nmsgstr "Language: cy\\n"\n\nmsgid "a"\nmsgstr "Am ddim"\n')
    assert any("“cy”" in one for one in report["not_checked"])
