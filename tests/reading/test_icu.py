"""ICU messages, and the forms of plurals in every catalogue: each is a variant, exposed by when it is shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Literal
from offerlint.model.document import Document, Variant
from offerlint.reading import bounds
from offerlint.reading.icu import IcuError, forms, is_icu
from offerlint.reading.markup import identity
from offerlint.reading.opener import open_data
from offerlint.reading.template.conditions import World
from offerlint.reports import wording
from offerlint.text.fold import FIELD

PLURAL = "You have {count, plural, =0 {no lines} one {# line} other {# lines for £{price}}} now."


def read(text: str) -> list[tuple[str, str, list[str]]]:
    return [(one.when, one.words.text, list(one.fields.values())) for one in forms(identity(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            PLURAL,
            [
                ("count =0", "You have no lines now.", []),
                ("count one", f"You have {FIELD} line now.", ["count"]),
                ("count other", f"You have {FIELD} lines for £{FIELD} now.", ["count", "price"]),
            ],
        ),
        (
            "{who, select, her {She} other {They}} pay {fee, number, ::currency/GBP}",
            [("who her", f"She pay {FIELD}", ["fee"]), ("who other", f"They pay {FIELD}", ["fee"])],
        ),
        ("{n, selectordinal, one {#st} other {#th}}",
         [("n one", f"{FIELD}st", ["n"]), ("n other", f"{FIELD}th", ["n"])]),
        ("{n, plural, offset:1 other {x}}", [("n other", "x", [])]),
        ("{n,plural,one{a}other{b}} {n,plural,one{c}other{d}}", [("n one", "a c", []), ("n other", "b d", [])]),
        ("{a, select, x {{b, select, y {1} other {2}}} other {3}}", [("a x, b y", "1", []), ("a x, b other", "2", []),
                                                                     ("a other", "3", [])]),
        ("It''s '{not}' {d, date, short} don't", [("", f"It's {{not}} {FIELD} don't", ["d"])]),
        ("'#' {n, plural, other {'#' #}}", [("n other", f"'#' # {FIELD}", ["n"])]),
    ],
)  # fmt: skip
def test_the_forms_of_a_message(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert is_icu(text)
    assert read(text) == expected


@pytest.mark.parametrize("text", ["Hello {name}", "{a, b}", "{ }", "Pay {0}", "a {plural} b", "{count, plural"])
def test_what_is_no_such_message(text: str) -> None:
    assert not is_icu(text)


@pytest.mark.parametrize(
    ("text", "says", "at"),
    [
        ("{n, plural, one {x", "never closed", 17),
        ("{n, plural, one {x} ", "forms of “n”", 0),
        ("{n, plural, }", "forms of “n”", 0),
        ("{n, number, {", "never closed", 12),
        ("{n, plural, one {a {!} b}}", "opens no value", 19),
        ("{a, select, x {" * 5_000, "nested too deeply", 165),
    ],
)
def test_a_message_whose_braces_do_not_fit(text: str, says: str, at: int) -> None:
    with pytest.raises(IcuError, match=says) as caught:
        list(forms(identity(text)))
    assert caught.value.at == at


def test_of_very_many_forms_every_arm_is_in_one() -> None:
    text = " ".join(f"{{v{i}, select, a {{a{i}}} b {{b{i}}} other {{c{i}}}}}" for i in range(40))
    found = read(text)
    assert len(found) <= bounds.MOST_FORMS
    said = " ".join(words for _, words, _ in found).split()
    assert {f"{arm}{i}" for arm in "abc" for i in range(40)} <= set(said)


@given(st.text(alphabet="{}#',ab plurseoth=1\n", max_size=80))
def test_any_text_has_forms_or_says_why_not(text: str) -> None:
    try:
        for one in forms(identity(text)):
            for span, runs, exact in one.words.map:
                if exact:
                    assert one.words.text[span.start : span.end] == text[runs[0].start : runs[0].end]
    except IcuError as error:
        assert 0 <= error.at < max(len(text), 1)


def catalogues(words: str) -> dict[str, tuple[str, str]]:
    return {
        "json-strings": ("a.json", json.dumps({"lines": words})),
        "yaml-strings": ("a.yaml", f"lines: {json.dumps(words)}\n"),
        "toml-strings": ("a.toml", f"lines = {json.dumps(words)}\n"),
        "po": ("a.po", f'msgid "lines"\nmsgstr "{words}"\n'),
        "xliff": ("a.xlf", f'<trans-unit id="lines"><target>{words}</target></trans-unit>'),
        "properties": ("a.properties", f"lines={words}\n"),
        "strings": ("a.strings", f'"lines" = "{words}";\n'),
        "android": ("strings.xml", f'<resources><string name="lines">{words}</string></resources>'),
    }


def choices(variant: Variant) -> str:
    return wording.choices({name: value for name, value in variant.choices.items() if value == "yes"})


@pytest.mark.parametrize("format", catalogues(""))
def test_each_form_is_a_variant_in_every_catalogue(format: str) -> None:
    path, text = catalogues(PLURAL)[format]
    document = open_data(text.encode(), path, format)
    assert [(choices(one), one.blocks[0].text) for one in document.variants] == [
        ("form of lines is “count =0”", "You have no lines now."),
        ("form of lines is “count one”", f"You have {FIELD} line now."),
        ("form of lines is “count other”", f"You have {FIELD} lines for £{FIELD} now."),
    ]
    assert not document.problems


@pytest.mark.parametrize("format", catalogues(""))
def test_braces_that_do_not_fit_are_a_problem_with_its_line(format: str) -> None:
    path, text = catalogues("{n, plural, one {x}")[format]
    document = open_data(text.encode(), path, format)
    assert [(one.fatal, "forms of “n”" in one.message) for one in document.problems] == [(True, True)]
    assert document.variants[0].blocks[0].text.startswith("{n, plural")


@pytest.mark.parametrize(
    ("path", "format", "text"),
    [
        ("a.po", "po", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "One"\nmsgstr[1] "Many"\n'),
        (
            "strings.xml",
            "android",
            '<plurals name="a"><item quantity="one">One</item><item quantity="other">Many</item></plurals>',
        ),
    ],
)
def test_plurals_are_never_shown_together(path: str, format: str, text: str) -> None:
    document = open_data(text.encode(), path, format)
    assert [[block.text for block in variant.blocks] for variant in document.variants] == [["One"], ["Many"]]


def test_a_string_with_one_form_stands_in_every_variant() -> None:
    document: Document = open_data(json.dumps({"a": "Always.", "b": PLURAL}).encode(), "a.json", "json-strings")
    assert [variant.blocks[0].text for variant in document.variants] == ["Always."] * 3
    assert len({variant.blocks[0] for variant in document.variants}) == 1


@pytest.mark.parametrize(
    "key", ["lines", "home.title", "Terms and conditions", "sign.in", "a is b", "x == 'y'", "£%d", "if", "n-1"]
)
def test_whatever_the_key_the_forms_exclude_each_other_and_one_is_shown(key: str) -> None:
    words = "{n, plural, one {Prices rise by CPI plus 3.9%.} other {You pay £5 a month.}}"
    document = open_data(json.dumps({key: words}).encode(), "a.json", "json-strings")
    assert [[block.text for block in variant.blocks] for variant in document.variants] == [
        ["Prices rise by CPI plus 3.9%."], ["You pay £5 a month."],
    ]  # fmt: skip
    first, other = (variant.blocks[0].conditions for variant in document.variants)
    world = World([literal.name for one in (*first, *other) for literal in one], document.ties)
    assert not world.allows([*next(iter(first)), *next(iter(other))])
    assert not world.allows([Literal(literal.name, "no") for one in (*first, *other) for literal in one])
