"""Figures with dates: what their file may say, what holds on a day, and how messages tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from offerlint.api import lint
from offerlint.facts import look
from offerlint.model.figure import figures_on, units
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.rule_test import test_rule as held
from offerlint.rules.figure_words import changes, filled, told_by_title, told_on
from offerlint.rules.load import Rulebook, bundled, load_rules
from offerlint.rules.phrase_compile import compile_phrase
from offerlint.rules.phrase_error import PhraseError
from offerlint.rules.phrase_lists import PhraseLists

FILE = """\
figures:
  late-fee:
    title: our fee
    unit: pounds
    authority: {body: Example Ltd, instrument: Price list, checked: 2026-11-24}
    values:
      - {from: 2023-01-01, value: 4}
      - {from: 2024-01-01, value: 5.50}
      - {from: 2025-01-01, until: 2025-07-01, value: 4}
      - {from: 2026-01-01, until: 2027-01-01, value: 1200}
  wait:
    title: the wait
    unit: weeks
    authority: {body: Example Ltd, instrument: Price list, checked: 2026-11-24}
    values: [{from: 2024-01-01, value: 8}, {from: 2026-01-01, value: 1}]
"""
RULE = """\
title: Not our fee
topic: conduct
severity: review
why: It is another.
authority: {body: Example Ltd, instrument: Price list, checked: 2026-11-24}
check:
  forbid: {phrase: "fee ...3 <{price.value!=@late-fee}>", unless: ["@old"]}
message: "{found}: it is {figure.late-fee}."
suggest: Write {figure.late-fee.amount}.
examples:
  bad:
    - {text: "A fee of £4.", as_of: 2024-05-01, flags: £4}
    - {text: "A fee of £5.50.", as_of: 2025-05-01, flags: £5.50}
  good:
    - {text: "A fee of £5.50.", as_of: 2024-05-01}
    - {text: "A fee of £4 once.", as_of: 2024-05-01, name: near miss}
"""
OLD = "title: Old\nphrases: [once]\nreach: {after: 3 words}\n"


def book(tmp_path: Path, figures: str = FILE, rule: str = RULE) -> Rulebook:
    for path, text in (("figures.yaml", figures), ("our-brand/fee.yaml", rule), ("phrases/old.yaml", OLD)):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return load_rules([tmp_path])


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory):
    loaded = book(tmp_path_factory.mktemp("rules"))
    assert loaded.problems == ()
    return loaded.figures


@pytest.mark.parametrize(
    ("day", "now", "past"),
    [
        (date(2022, 12, 31), (), ()),
        (date(2023, 1, 1), ("4",), ()),
        (date(2024, 1, 1), ("5.50",), ("4",)),
        (date(2025, 6, 30), ("4",), ("5.50",)),
        (date(2025, 7, 1), (), ("4", "5.50")),
        (date(2026, 12, 31), ("1200",), ("4", "5.50")),
        (date(2027, 1, 1), (), ("4", "5.50", "1200")),
    ],
)
def test_a_day_has_the_value_that_holds_and_those_that_ended(figures, day, now, past):
    found = figures_on(figures, day)
    assert found["late-fee"] == tuple(map(Decimal, now))
    assert found["late-fee.past"] == tuple(map(Decimal, past))


DAYS = {"before": date(2022, 1, 1), "second": date(2024, 5, 1), "after": date(2027, 5, 1)}

HOLDS = [
    ("{price.value=@late-fee}", "£5.50 or £4", {"second": ["£5.50"]}),
    ("{price.value!=@late-fee}", "£5.50 or £4", {"second": ["£4"]}),
    ("{price.value<@late-fee}", "£5.50 or £4", {"second": ["£4"]}),
    ("{price.value>=@late-fee}", "£5.50 or £4", {"second": ["£5.50"]}),
    ("{price.value=@late-fee.past}", "£5.50 or £4", {"second": ["£4"], "after": ["£5.50", "£4"]}),
    ("{price.value!=@late-fee.past}", "£7 or £4", {"second": ["£7"], "after": ["£7"]}),
    ("{price.value=@late-fee|4}", "£5.50, £4 or £7", {"before": ["£4"], "second": ["£5.50", "£4"], "after": ["£4"]}),
    ("{price.value!=@late-fee|4}", "£5.50, £4 or £7", {"second": ["£7"]}),
    ("{price.value=@late-fee|@late-fee.past}", "£4 or £7", {"second": ["£4"], "after": ["£4"]}),
    ("{duration.value=@wait}", "8 weeks or 56 days or 8 months", {"second": ["8 weeks", "56 days"]}),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "text", "by_day"), HOLDS, ids=[phrase for phrase, _, _ in HOLDS])
def test_phrases_name_the_figure_of_the_day(figures, phrase, text, by_day):
    compiled = compile_phrase(phrase, PhraseLists(figures=units(figures)))
    lens = look(read(Source("copy", text), "text", {"kind": "copy"}))
    for name, day in DAYS.items():
        stream = replace(lens, figures=figures_on(figures, day)).stream
        spans = [stream.places(match.start, match.end)[0].span for match in compiled.find(stream)]
        found = [text[span.start : span.end] for span in spans if span]
        assert found == by_day.get(name, []), name
    assert compiled.find(lens.stream) == [] or "|4" in phrase


@pytest.mark.parametrize(
    ("phrase", "says", "character"),
    [
        ("{price.value=@late-fees}", "no figure is called “@late-fees”; did you mean “late-fee”", 8),
        ("{price.value=@wait}", "“@wait” is a figure in weeks, and no {price} is", 8),
        ("a {price.period=day,value=@wait}", "is a figure in weeks", 21),
        ("{price.value<@late-fee.past}", "one number or figure", 8),
        ("{price.value<4|5}", "one number or figure", 8),
        ("{price.value=@}", "no figure is called “@”", 8),
    ],
)
def test_mistakes_in_naming_one_are_told(figures, phrase, says, character):
    with pytest.raises(PhraseError) as caught:
        compile_phrase(phrase, PhraseLists(figures=units(figures)))
    assert says in caught.value.message
    assert caught.value.offset + 1 == character


MISTAKES = [
    ("unit: pounds", "unit: pound", 4, 11, "did you mean “pounds”?"),
    ("title: our fee", "tittle: our fee", 3, 5, "a figure has no key “tittle”; did you mean “title”?"),
    ("{from: 2023-01-01, value: 4}", "{form: 2023-01-01, value: 4}", 7, 10, "did you mean “from”?"),
    ("{from: 2023-01-01, value: 4}", "{value: 4}", 7, 9, "a value needs “from”"),
    ("value: 5.50", "value: £5.50", 8, 35, "no plain number"),
    ("from: 2024-01-01, value: 5.50", "from: 2022-01-01, value: 5.50", 8, 9, "in order of their dates"),
    ("until: 2025-07-01", "until: 2026-02-01", 10, 9, "two values hold on 2026-01-01"),
    ("until: 2025-07-01", "until: 2024-07-01", 9, 35, "after “from”"),
    ("late-fee:", "Late Fee:", 2, 3, "small letters with hyphens"),
    ("  wait:", "  late-fee:", 11, 3, "here twice (first on line 2)"),
    ("figures:", "figure:", 1, 1, "did you mean “figures”?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "column", "says"), MISTAKES, ids=[new for _, new, *_ in MISTAKES])
def test_mistakes_in_the_file_are_told_where_they_stand(tmp_path, old, new, line, column, says):
    assert old in FILE
    found = book(tmp_path, FILE.replace(old, new, 1))
    problem = next(one for one in found.problems if Path(one.path).name == "figures.yaml")
    assert (problem.line, problem.message.split(":")[0], problem.rule) == (line, f"column {column}", None)
    assert says in problem.message


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{figure.late-fee}", "{figure.late-fees}", "did you mean “figure.late-fee”?"),
        ("{figure.late-fee.amount}", "{figure.late-fee.amont}", "did you mean “figure.late-fee.amount”?"),
        ("{figure.late-fee}", "{figure}", "nothing fills “{figure}”"),
    ],
)
def test_a_placeholder_that_nothing_fills_is_told(tmp_path, old, new, says):
    (problem,) = book(tmp_path, rule=RULE.replace(old, new)).problems
    assert says in problem.message
    assert problem.rule == "our-brand/fee"


def test_a_later_folder_replaces_a_figure_and_leaves_the_others(tmp_path):
    book(tmp_path)
    own = tmp_path / "own" / "figures.yaml"
    own.parent.mkdir()
    own.write_text(FILE[: FILE.index("  wait:")].replace("our fee", "their fee"), "utf-8")
    figures = load_rules([tmp_path, own.parent]).figures
    assert {name: one.title for name, one in figures.items()} == {"late-fee": "their fee", "wait": "the wait"}


TOLD = [
    (date(2024, 5, 1), "£5.50 (1 January 2024 to 31 December 2024)", "£5.50", "8 weeks"),
    (date(2026, 5, 1), "£1,200 (1 January 2026 to 31 December 2026)", "£1,200", "1 week"),
    (date(2027, 5, 1), "no figure is on file for this day", "(no figure is on file for this day)", "1 week"),
]


@pytest.mark.parametrize(("day", "whole", "amount", "wait"), TOLD)
def test_messages_tell_the_figure_of_the_day(figures, day, whole, amount, wait):
    message = "{{{figure.late-fee}}} | {figure.late-fee.amount} | {figure.wait.amount}"
    assert filled(message, told_on(figures, day)) == f"{{{whole}}} | {amount} | {wait}"


def test_a_figure_without_an_end_is_told_with_its_first_day(figures):
    assert told_on(figures, date(2026, 5, 1))["figure.wait"] == "1 week (since 1 January 2026)"
    assert told_by_title(figures)["figure.wait.amount"] == "[the wait]"


def test_what_begins_and_from_when_none_is_known(figures):
    found = [f"{day} {what} {words}" for day, what, words in changes(figures, date(2025, 5, 1))]
    assert found == [
        "2025-07-01 ends late-fee: no figure from 2025-07-01",
        "2026-01-01 begins late-fee: our fee is £1,200",
        "2027-01-01 ends late-fee: no figure from 2027-01-01",
        "2026-01-01 begins wait: the wait is 1 week",
    ]


def test_a_rule_that_names_a_figure_is_held_to_the_days_of_its_examples(tmp_path):
    loaded = book(tmp_path)
    assert loaded.problems == ()
    (rule,) = loaded.rules
    assert held(rule, loaded.figures) == []
    assert len(held(rule, {})) == len(rule.bad)


@pytest.mark.parametrize(
    ("day", "messages"),
    [
        (date(2024, 5, 1), ["“£4”: it is £5.50 (1 January 2024 to 31 December 2024). Write £5.50."]),
        (date(2025, 1, 1), []),
        (date(2026, 5, 1), ["“£4”: it is £1,200 (1 January 2026 to 31 December 2026). Write £1,200."]),
        (date(2027, 5, 1), []),
    ],
)
def test_a_finding_goes_by_the_day_of_the_copy(tmp_path, day, messages):
    report = lint("Our fee is £4.", rules=book(tmp_path), as_of=day)
    assert [f"{one.message} {one.suggest}" for one in report.findings] == messages


@pytest.mark.parametrize(
    ("day", "weeks"), [(date(2026, 4, 7), "8 weeks"), (date(2026, 4, 8), "6 weeks"), (date(2019, 1, 1), "8 weeks")]
)
def test_a_bundled_suggestion_has_the_wait_of_its_day(day, weeks):
    rules = load_rules([bundled() / "figures.yaml", bundled() / "phrases", bundled() / "uk-complaints"])
    about = {"purpose": "complaint", "channel": "email"}
    report = lint("We now close the complaint about your broadband.", rules=rules, as_of=day, about=about)
    (finding,) = [one for one in report.findings if one.rule == "uk-complaints/scheme-unnamed"]
    assert f"sorted it in {weeks}," in finding.suggest
