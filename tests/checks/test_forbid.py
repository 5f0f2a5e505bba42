"""What is forbidden is flagged where it stands, once, in the scopes that are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.document import Problem

FORMS = {
    "plain": ("text", "It is free of charge."),
    "upper case": ("text", "It is FREE OF CHARGE."),
    "wrapped": ("text", "It is free\nof charge."),
    "list item": ("markdown", "- It is free of charge"),
    "quote": ("markdown", "> It is free of charge"),
    "bold inside": ("markdown", "It is free **of** charge."),
    "link inside": ("markdown", "It is free [of](https://fernline.example) charge."),
    "b inside": ("html", "<p>It is free <b>of</b> charge.</p>"),
    "template tag inside": ("jinja+html", "<p>It is free {% if a %}of{% endif %} charge.</p>"),
    "nbsp": ("text", "It is free\xa0of charge."),
    "entities": ("html", "<p>It is free&nbsp;of charge.</p>"),
    "br": ("html", "<p>It is free<br>of charge.</p>"),
    "soft hyphen": ("text", "It is fr\xadee of charge."),
    "zero width": ("text", "It is fr\u200bee of charge."),
    "look-alike": ("text", "It is fr\u0435\u0435 of charge."),
    "heading": ("markdown", "# Free of charge"),
    "table cell": ("markdown", "| a | b |\n|---|---|\n| free of charge | c |"),
    "alt text": ("html", '<img src="a.png" alt="Free of charge">'),
    "link title": ("markdown", '[a](https://fernline.example "free of charge")'),
    "after emoji": ("text", "\U0001f389 free of charge"),
    "curly quotes": ("text", "“free” of charge"),
}


@pytest.mark.parametrize(("format", "text"), FORMS.values(), ids=FORMS)
def test_forms(format, text, flagged):
    assert len(flagged("forbid: {phrase: free of charge}", text, format)) == 1


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("html", "<!-- free of charge --><p>a</p>"),
        ("markdown", "`free of charge` a"),
        ("markdown", "```\nfree of charge\n```\n\na"),
        ("html", "<p hidden>free of charge</p><p>a</p>"),
    ],
    ids=["comment", "code span", "code block", "hidden"],
)
def test_what_is_no_copy_is_not_read(format, text, flagged):
    assert flagged("forbid: {phrase: free of charge}", text, format) == []


def test_overlapping_phrases_of_a_rule_are_one_hit(flagged):
    spec = 'forbid: {phrase: [cpi, "cpi plus {percentage}", "plus {percentage}"]}'
    assert flagged(spec, "It rises by CPI plus 3.9% and CPI.") == ["CPI plus 3.9%", "CPI"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("[body]", ["free", "free", "free"]),
        ("[body.heading]", ["free"]),
        ("[body, not body.heading]", ["free", "free"]),
        ("[not body.list]", ["free", "free"]),
        ("[form]", []),
    ],
)
def test_where(where, expected, flagged):
    assert flagged(f"forbid: {{phrase: free, where: {where}}}", "# free\n\nfree\n\n- free", "markdown") == expected


@pytest.mark.parametrize(
    ("emphasis", "expected"),
    [
        ("heading", ["free a"]),
        ("strong", ["free a", "free b"]),
        ("plain", ["free a", "free b", "free c"]),
        ("small", ["free d"]),
    ],
)
def test_emphasis(emphasis, expected, flagged):
    text = "<h1>free a</h1><p>x <b>free b</b> y</p><p>free c</p><p><small>free d</small></p>"
    assert flagged(f'forbid: {{phrase: "free (a|b|c|d)", emphasis: {emphasis}}}', text, "html") == expected


SCRIPT = "Agent: It is free.\nCustomer: Free?\nAgent: Yes, free.\n"


def test_customers_are_never_our_copy(flagged):
    assert flagged("forbid: {phrase: free}", SCRIPT, "script", kind="script") == ["free", "free"]
    assert flagged("forbid: {phrase: free, where: [script.customer]}", SCRIPT, "script", kind="script") == ["Free"]


@pytest.mark.parametrize(
    ("words", "expected"), [(1, []), (3, ["free"]), (4, ["free", "free"]), (9, ["free", "free", "free"])]
)
def test_first_words(words, expected, flagged):
    spec = f"forbid: {{phrase: free, first: {words} words}}"
    assert flagged(spec, "# All, now free\n\nfree or\n\nfree", "markdown") == expected


def test_section_reaches_over_blocks(flagged):
    text = "# Free\n\nIt is.\n\nof charge\n\n# Other\n\nof charge"
    assert flagged('forbid: {phrase: "free ... of charge", span: section}', text, "markdown") == [
        "Free / It is. / of charge"
    ]


def test_a_guard_under_a_condition_leaves_the_other_choice(run):
    text = "It is free.\n{% if trial %}\nFor a trial only.\n{% endif %}\n"
    (hit,) = run('forbid: {phrase: free, unless_document: ["trial only"]}', text, "jinja+text")
    assert hit.exposed_by == ({"trial": "no"},)


def test_an_expression_that_takes_too_long_is_a_problem(run, monkeypatch):
    monkeypatch.setattr("offerlint.rules.pattern.SECONDS", 0.05)
    found = run("forbid: {regex: '(a|aa|aaa)+\\1*(a|a)+(a+)+$b'}", "a" * 400 + " b c")
    assert [type(one) for one in found] == [Problem]
    assert found[0].is_late
    assert found[0].line == 1
    assert "takes too long on “aaaa" in found[0].message


@given(st.lists(st.sampled_from(["free", "is", "not", "never", "\n\n", ".", ",", "<b>", "**", "no"]), max_size=20))
def test_appending_a_paragraph_moves_no_earlier_hit(flagged, pieces):
    text = " ".join(pieces)
    spec = 'forbid: {phrase: free, unless: ["@denied"]}'
    before = flagged(spec, text, "markdown")
    assert flagged(spec, text + "\n\nA last paragraph.", "markdown")[: len(before)] == before


LOCKED = """
forbid:
  phrase: price lock
  unless: ["@denied"]
  beside: {phrase: "price* rise", unless: ["@denied"]}
  within: WITHIN
"""


@pytest.mark.parametrize(
    ("within", "text", "expected"),
    [
        ("document", "# Price lock\n\nGood.\n\n# Later\n\nPrices rise.", ["Price lock"]),
        ("section", "# Price lock\n\nGood.\n\n# Later\n\nPrices rise.", []),
        ("section", "# Price lock\n\nPrices rise.", ["Price lock"]),
        ("block", "Price lock. Prices rise.", ["Price lock"]),
        ("sentence", "Price lock. Prices rise.", []),
        ("row", "Price lock. Prices rise.", ["Price lock"]),
        ("row", "| a | b |\n|---|---|\n| Price lock | Prices rise |", ["Price lock"]),
        ("row", "| a | b |\n|---|---|\n| Price lock | Good |\n| Two | Prices rise |", []),
        ("row", "| a | b |\n|---|---|\n| x | Price lock |\n\n| a | b |\n|---|---|\n| Prices rise | y |", []),
        ("row", "Price lock.\n\nPrices rise.", []),
        ("block", "| a | b |\n|---|---|\n| Price lock | Prices rise |", []),
        ("3 words", "Price lock while our prices rise.", ["Price lock"]),
        ("document", "Price lock. Prices never rise.", []),
        ("document", "No price lock. Prices rise.", []),
        ("document", "Price lock.", []),
    ],
)
def test_a_fault_only_beside_another(within, text, expected, flagged):
    assert flagged(LOCKED.replace("WITHIN", f'"{within}"'), text, "markdown") == expected


def test_what_it_stands_beside_is_related(run):
    (hit,) = run(LOCKED.replace("WITHIN", "document"), "Price lock.\n\nPrices rise.")
    assert [place.block.text for place, _ in hit.related] == ["Prices rise."]


def test_both_must_be_able_to_stand_at_once(run):
    apart = "{% if a %}<p>Price lock.</p>{% else %}<p>Prices rise.</p>{% endif %}"
    joined = "{% if a %}<p>Price lock.</p>{% endif %}<p>Prices rise.</p>"
    spec = LOCKED.replace("WITHIN", "document")
    assert not run(spec, apart, "jinja+html")
    assert [hit.exposed_by for hit in run(spec, joined, "jinja+html")] == [({"a": "yes"},)]


def test_its_own_words_are_not_beside_it(flagged):
    assert flagged("forbid: {phrase: price lock, beside: lock}", "A price lock.") == []


@pytest.mark.parametrize(("every", "count"), [("no", 1), ("yes", 2)])
def test_the_first_beside_another_is_enough(every, count, flagged):
    spec = f"forbid: {{phrase: lock, beside: rise, within: section, every: {every}}}"
    assert len(flagged(spec, "Lock.\n\nLock.\n\nPrices rise.")) == count
