"""Front matter: simple keys without a YAML parser, the rest with one, and the same answer from both."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.source import Source
from offerlint.reading.front_matter import front_matter
from offerlint.reading.reader import read
from offerlint.text.span import Span

SIMPLE = {
    "flow mapping": (
        "offerlint: {kind: copy, products: [broadband, tv], as_of: 2026-11-24}\n",
        {"offerlint": {"kind": "copy", "products": ["broadband", "tv"], "as_of": "2026-11-24"}},
    ),
    "block mapping": ("offerlint:\n  kind: form\n  offers: [a]\n", {"offerlint": {"kind": "form", "offers": ["a"]}}),
    "block list": ("tags:\n  - one\n  - two words\n", {"tags": ["one", "two words"]}),
    "list without indent": ("tags:\n- one\n", {"tags": ["one"]}),
    "quoted": ("title: \"Save: 50%\"\nother: 'it is # here'\n", {"title": "Save: 50%", "other": "it is # here"}),
    "comments": ("# first\ntitle: Save # not this\n", {"title": "Save"}),
    "words stay words": ("a: no\nb: 3.10\nc: 2026-01-31\n", {"a": "no", "b": "3.10", "c": "2026-01-31"}),
    "below nought": ("a: -3\n", {"a": "-3"}),
    "web address": ("url: https://larkline.example/a\n", {"url": "https://larkline.example/a"}),
    "no value": ("title:\n", {"title": ""}),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "values"), SIMPLE.values(), ids=SIMPLE)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("more", ["", "yaml: >-\n  only\n"], ids=["own reader", "PyYAML"])
def test_both_readers_agree(lines: str, values: dict[str, object], newline: str, more: str) -> None:
    text = f"---\n{lines}{more}---\nHello".replace("\n", newline)
    front = front_matter(text)
    assert front is not None
    assert front.values == yaml.load(lines + more, yaml.BaseLoader) == values | ({"yaml": "only"} if more else {})
    assert text[front.end :] == "Hello"
    assert {key: text[slice(*place)] for key, place in front.places.items() if key != "yaml"} == {
        key: value for key, value in values.items() if isinstance(value, str) and value
    }


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        pytest.param("title: >\n  one\n  two\n", {"title": "one two\n"}, id="folded"),
        pytest.param('title: "a\\u00a3"\n', {"title": "a£"}, id="escapes"),
        pytest.param("a:\n  b:\n    c: d\n", {"a": {"b": {"c": "d"}}}, id="nested deeper"),
        pytest.param("title: Great: no, really\n", {"title": "Great: no, really"}, id="a colon that YAML refuses"),
    ],
)
def test_what_is_not_simple(lines: str, values: object) -> None:
    front = front_matter(f"---\n{lines}---\n")
    assert front is not None
    assert front.values == values


@pytest.mark.parametrize(
    "text", ["Hello", "---\n\nHello\n\n---\n", "---\nkind: copy\n", " ---\na: b\n---\n", "---\n- a: b\n---\n"]
)
def test_dashes_that_are_no_front_matter(text: str) -> None:
    assert front_matter(text) is None


def test_broken_yaml_is_a_fault_at_its_place() -> None:
    text = "---\ntitle: x\ntags: [a, b\n---\nHello"
    front = front_matter(text)
    assert front is not None
    assert front.fault
    assert text[: front.fault_at].count("\n") >= 2
    assert text[front.end :] == "Hello"


def test_simple_front_matter_does_not_import_yaml() -> None:
    code = (
        "import sys; from offerlint.reading.front_matter import front_matter;"
        "front_matter('---\\nofferlint: {kind: copy}\\n---\\n'); sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(alphabet="ab:{}[],-#'\"|>&*! \n\t£\u0000\\", max_size=40))
def test_any_lines_are_read_or_left_or_at_fault(lines: str) -> None:
    text = f"---\na: b\n{lines}\n---\nHello"
    front = front_matter(text)
    assert front is None or text.startswith("---", front.end - 4) or front.end <= len(text)
    if front is not None:
        assert all(0 <= place.start < place.end <= front.end for place in front.places.values())


PAGE = """---
title: Fibre
excerpt: It rises each March.
hero:
  heading: Fibre for all of you
  body: "It is £30 a month."
  theme: very dark blue
MOREseo: {description: 'It is fast.'}
offerlint: {kind: copy}
---
Fibre
"""


@pytest.mark.parametrize("more", ["", "points:\n  - text: It comes with a hub.\n    icon: hub\n"])
def test_words_below_the_keys_of_a_hero_or_a_teaser_are_copy(more: str) -> None:
    text = PAGE.replace("MORE", more)
    document = read(Source("a.md", text), "markdown")
    blocks = document.variants[0].blocks
    assert [(block.scope, block.text) for block in blocks] == [
        ("head.title", "Fibre"),
        ("body.paragraph", "It rises each March."),
        ("body.heading", "Fibre for all of you"),
        ("body.paragraph", "It is £30 a month."),
        *([("body.paragraph", "It comes with a hub.")] if more else []),
        *([("head.description", "It is fast.")] if more else []),
        ("body.paragraph", "Fibre"),
    ]
    for block in blocks:
        (run,) = block.view.map.runs(Span(0, len(block.text)))
        assert text[run.start : run.end] == block.text
