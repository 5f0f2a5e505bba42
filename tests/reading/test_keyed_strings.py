"""Catalogues in YAML and TOML: which files are some, what their texts are, and where they stand."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from offerlint.cli.main import cli
from offerlint.model.document import Document
from offerlint.reading.errors import ReadError
from offerlint.reading.locale import locale
from offerlint.reading.opener import open_data
from offerlint.reading.recognise import recognise

YAML = """en:
  home:
    title: "Broadband \\ud83d\\ude00"
    # offerlint: allow plain-language/long-sentence because it is quoted
    legal: >
      Prices rise
      by CPI.
    points: [One, 2, true, 'It''s']
"""
TOML = '''title = "Fast \\U0001F600" # no copy
"a.b" = 'lit'
[home.hero]
text = """
Prices rise \\
   by CPI."""
list = ["a b", {x = "Y # z", n = 1}, 2026-01-01 10:00:00Z, 1.5]
[[faq]]
q.text = "How?"
[[faq]]
q.text = "Why?"
'''


def read(text: str | bytes, format: str) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return open_data(data, "a", format)


def said(document: Document) -> list[tuple[str, str]]:
    source = document.sources[0]
    found = []
    for block in document.variants[0].blocks:
        run = next(iter(block.view.map)).runs[0]
        found.append((block.text, source.where(run.start)))
    return found


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("From %{price} a month.", "From \ufffc a month."),
        ("Save 20%{more}", "Save 20%\ufffc"),
        ("Empty. <1>Keep shopping</1> or <2/>go <0>{name}</0>", "Empty. Keep shopping or go \ufffc"),
    ],
)
def test_what_programs_fill_in(words: str, shown: str) -> None:
    (block,) = read(json.dumps({"a": words}), "json-strings").variants[0].blocks
    assert block.text == shown


def test_aliases_of_aliases_cost_no_more_than_they_are() -> None:
    lines = ["a0: &a0 ['Prices rise.']", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60))]
    document = read("\n".join(lines), "yaml-strings")
    assert [block.text for block in document.variants[0].blocks] == ["Prices rise."]


def test_what_aliases_stand_for_is_read_once() -> None:
    document = read("a: &x\n  b: One two\nc:\n  <<: *x\n  d: Three\ne: [*x, *x]\n", "yaml-strings")
    assert [block.text for block in document.variants[0].blocks] == ["One two", "Three"]


def test_the_texts_of_yaml_stand_under_their_keys() -> None:
    document = read(YAML, "yaml-strings")
    assert said(document) == [
        ("Broadband 😀", "key en.home.title, line 3"),
        ("Prices rise by CPI.", "key en.home.legal, line 6"),
        ("One", "key en.home.points.0, line 8"),
        ("It's", "key en.home.points.3, line 8"),
    ]
    assert [allow.rule for allow in document.allows] == ["plain-language/long-sentence"]


def test_what_programs_know_a_text_by_is_no_copy() -> None:
    texts = {"push": [{"id": "offer_dec", "key": "Offer", "title": "Larkline: 20GB"}]}
    assert [words for words, _ in said(read(json.dumps(texts), "yaml-strings"))] == ["Offer", "Larkline: 20GB"]


@pytest.mark.parametrize("format", ["yaml-strings", "json-strings"])
@pytest.mark.parametrize(
    ("mark", "right", "wrong"),
    [("correct", True, False), ("isCorrect", True, False), ("answer", True, False), ("right", 1, 0)],
)
def test_of_a_quiz_the_questions_and_wrong_answers_are_left_out(
    format: str, mark: str, right: object, wrong: object
) -> None:
    options = [{"text": "Prices rise by CPI", mark: wrong, "why": "Not now"}, {"text": "In pounds", mark: right}]
    quiz = {"intro": "Ten minutes", "questions": [{"q": "Can we say CPI?", "options": options, "hero": "Save"}]}
    assert [words for words, _ in said(read(json.dumps(quiz), format))] == ["Ten minutes", "In pounds", "Save"]


ASKED = ["By CPI", "In pounds", "By 4%"]


@pytest.mark.parametrize("format", ["yaml-strings", "json-strings"])
@pytest.mark.parametrize(
    ("key", "right", "others", "read_as"),
    [
        ("answer", 1, [0], ["In pounds"]),
        ("correct", 2, [3], ["In pounds"]),
        ("answer", 1, [1], []),
        ("answer", 0, [0], ["By CPI"]),
        ("answer", "b", [], ["In pounds"]),
        ("solution", "In pounds", [], ["In pounds"]),
        ("answer", "by post", [], ["How do prices rise?", *ASKED]),
    ],
)
def test_of_a_quiz_that_says_which_option_is_right_only_that_is_left(
    format: str, key: str, right: object, others: list[int], read_as: list[str]
) -> None:
    questions = [{"q": "How do prices rise?", "options": ASKED, key: right, "feedback": "So it is."}]
    questions += [{"q": "True or false: 3% is fine.", "options": ["A", "B", "C"], key: other} for other in others]
    words = [words for words, _ in said(read(json.dumps({"questions": questions}), format))]
    assert [one for one in words if one not in ("A", "B", "C", "So it is.", "by post", "b")] == [
        *read_as, *(["In pounds"] if key == "solution" else [])
    ]  # fmt: skip


@pytest.mark.parametrize("format", ["yaml-strings", "json-strings"])
@pytest.mark.parametrize(
    "cards",
    [
        [{"text": "Prices rise by CPI", "correct": False}, {"text": "In pounds"}],
        [{"text": "Prices rise by CPI", "correct": False}],
        [{"text": "Prices rise by CPI", "active": False}, {"text": "In pounds", "active": True}],
        [{"text": "Prices rise by CPI", "answer": "It's no secret"}, {"text": "In pounds", "answer": "Yes, really"}],
        [{"text": "Prices rise by CPI", "correct": True}, {"text": "In pounds", "correct": True}],
    ],
)
def test_what_is_no_quiz_is_read(format: str, cards: list[dict[str, object]]) -> None:
    words = [words for words, _ in said(read(json.dumps({"question": "How?", "cards": cards}), format))]
    assert words[:2] == ["How?", "Prices rise by CPI"]


def test_statements_of_a_quiz_that_are_untrue_are_left_out() -> None:
    text = "title: True or false\nitems:\n- {s: It is CPI., answer: no}\n- {s: It is dear., answer: false}\n"
    assert [words for words, _ in said(read(text, "yaml-strings"))] == ["True or false"]


def test_the_texts_of_toml_stand_under_their_keys() -> None:
    assert said(read(TOML, "toml-strings")) == [
        ("Fast 😀", "key title, line 1"),
        ("lit", "key a.b, line 2"),
        ("Prices rise by CPI.", "key home.hero.text, line 5"),
        ("a b", "key home.hero.list.0, line 7"),
        ("Y # z", "key home.hero.list.1.x, line 7"),
        ("How?", "key faq.0.q.text, line 9"),
        ("Why?", "key faq.1.q.text, line 11"),
    ]


@pytest.mark.parametrize(
    ("text", "format", "says", "line"),
    [
        ("a: [1", "yaml-strings", "this is not YAML: ", 1),
        ("a: &x b\nc: *y", "yaml-strings", "an alias (*y) is not followed", 2),
        ("a: " + "[" * 100_000, "yaml-strings", "nested too deeply", 1),
        ("a: " + "b" * 200 + "\x01", "yaml-strings", "this is not YAML: a character", None),
        ('a = "x', "toml-strings", "this is not TOML: ", 1),
        ("a = " + "[" * 100_000, "toml-strings", "nested too deeply", None),
        ("a = " + "[" * 60 + '"x"' + "]" * 60, "toml-strings", "nested too deeply", None),
        ("a = 1\nb = ", "toml-strings", "this is not TOML", 2),
    ],
)
def test_what_cannot_be_read_says_why(text: str, format: str, says: str, line: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        read(text, format)
    assert says in str(caught.value)
    assert caught.value.line == line


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="<&{[%*$:\ufffc"), max_size=8)
VALUES = st.recursive(
    WORDS | st.integers(-9, 9) | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=6
)


@given(st.dictionaries(st.from_regex("[a-z]{1,4}", fullmatch=True), VALUES, max_size=4), st.sampled_from(['"', "'"]))
def test_toml_says_what_python_reads(table: dict[str, object], quote: str) -> None:
    def written(value: object) -> str:
        if isinstance(value, list):
            return "[" + ", ".join(map(written, value)) + ",\n]" if value else "[ ]"
        if isinstance(value, str) and quote == "'" and "'" not in value:
            return f"'{value}'"
        return json.dumps(value, ensure_ascii=False)

    text = "[t]\n" + "".join(f"{key} = {written(value)} # end\n" for key, value in table.items())
    found = " ".join(block.text for block in read(text, "toml-strings").variants[0].blocks)
    assert found.split() == " ".join(texts(tomllib.loads(text))).split()


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("locales/en.yml", "en"),
        ("config/locales/views.en.yml", "en"),
        ("src/i18n/en-GB/common.json", "en-GB"),
        ("i18n/cy.toml", "cy"),
        ("lang/en_GB.yaml", "en-GB"),
        ("translations/home_cy.json", "cy"),
        ("locales/common.json", None),
        ("en.yml", "en"),
        ("src/en/data.json", None),
        (".github/workflows/ci.yml", None),
    ],
)
def test_the_language_of_a_catalogue_is_told_by_its_path(path: str, language: str | None) -> None:
    assert locale(path) == language


@pytest.mark.parametrize(
    ("path", "head", "format"),
    [
        ("locales/en.yml", "a: b", "yaml-strings"),
        ("locales/en.json", '{"a": "b"}', "json-strings"),
        ("locales/en.toml", 'a = "b"', "toml-strings"),
        ("lib/l10n/app_en.arb", "{}", "json-strings"),
        ("locales/en.yml", "script: x\nstart: a\nsteps:\n  a: {say: hi}\n", "flow"),
        ("flows/a.yml", "script: x\nstart: a\nsteps:\n  a: {say: hi}\n", "flow"),
        ("settings.yml", "a: b", None),
        ("pyproject.toml", "a = 1", None),
        ("package.json", "{}", None),
    ],
)
def test_which_files_are_catalogues(path: str, head: str, format: str | None) -> None:
    assert recognise(path, head) == format


def test_a_folder_of_translations(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "en.yml").write_text("en:\n  legal: Prices rise each March by CPI plus 3.9%.\n", "utf-8")
    (tmp_path / "locales" / "cy.yml").write_text("cy:\n  legal: Mae prisiau'n codi.\n", "utf-8")
    (tmp_path / "settings.yml").write_text("legal: Prices rise each March by CPI plus 3.9%.\n", "utf-8")
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "json", "--fail-on", "never"])
    report = json.loads(done.stdout)
    assert {one["where"] for one in report["findings"]} == {"key en.legal, line 2"}
    assert any("written in “cy”" in one for one in report["not_checked"])
    assert done.exit_code == 0


def test_any_yaml_or_toml_is_a_catalogue_when_the_configuration_says_so(tmp_path: Path) -> None:
    for name, text in {
        "a.yaml": "legal: Prices rise by CPI plus 3.9%.",
        "a.toml": 'x = "Prices rise by CPI plus 3.9%."',
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
        entry = f"files:\n  - match: ['{name}']\n    format: {name[2:]}-strings\n"
        (tmp_path / "offerlint.yaml").write_text(entry, "utf-8")
        asked = ["check", str(tmp_path / name), "--config", str(tmp_path / "offerlint.yaml"), "--format", "json"]
        report = json.loads(CliRunner().invoke(cli, [*asked, "--select", "uk-price-rises"]).stdout)
        assert [one["excerpt"] for one in report["findings"]] == ["CPI plus 3.9%"]


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("json-strings", '{"offerlint": {"channel": "sms", "products": ["mobile", "tv"]}, "a": "Hello"}'),
        ("yaml-strings", "offerlint:\n  channel: sms\n  products: [mobile, tv]\na: Hello\n"),
        ("toml-strings", "a = 'Hello'\n[offerlint]\nchannel = 'sms'\nproducts = ['mobile', 'tv']\n"),
    ],
)
def test_a_catalogue_says_under_a_key_of_ours_what_it_is(format: str, text: str) -> None:
    document = read(text, format)
    assert [words for words, _ in said(document)] == ["Hello"]
    assert (document.about.channel, document.about.products) == ("sms", ("mobile", "tv"))
    assert not document.problems


def test_what_a_catalogue_says_of_itself_holds_for_each_message_unless_it_says_other_of_itself() -> None:
    ours = {"channel": "sms", "audience": "consumer", "products": ["broadband"], "purpose": "marketing"}
    messages = [
        {"text": "Larkline: we are in your road."},
        {"text": "Larkline: you are connected.", "purpose": "service"},
    ]
    document = read(json.dumps({"offerlint": ours, "messages": messages}), "json-strings")
    abouts = [part.about for part in document.parts]
    assert [(one.purpose, one.products) for one in abouts] == [
        ("marketing", ("broadband",)),
        ("service", ("broadband",)),
    ]
    assert all(one.inferred.isdisjoint({"audience", "subscriber", "channel", "products"}) for one in abouts)
    assert all("kind" in one.evident for one in abouts), "a text is copy and nothing else"


def test_what_a_catalogue_says_of_itself_wrongly_is_a_problem_with_its_line() -> None:
    document = read('{\n"a": "Hello",\n"offerlint": {"channel": "app"}}', "json-strings")
    assert [(problem.line, "channel cannot be “app”" in problem.message) for problem in document.problems] == [
        (3, True)
    ]
    assert [words for words, _ in said(document)] == ["Hello"]


SENT = """{
  "home": {"title": "Fibre", "offer": "£25 a month"},
  "sms": {"ready": "Your bill is ready.", "offer": {"title": "20GB", "body": "£9 a month"}},
  "pushNotifications": {"sale": "It's on"},
  "emails": {
    "win_back": {"subject": "Come back", "body": "£20 a month"},
    "label": "Email address"
  },
  "preferences": {"sms": {"on": "Texts are on"}},
  "prefs": {"sms": "Texts"}
}"""


def test_what_is_sent_by_itself_is_a_part(tmp_path):
    document = open_data(SENT.encode(), "app/messages.json", "json-strings")
    parts = [
        (part.about.channel, [block.text for variant in part.variants for block in variant.blocks])
        for part in document.parts
    ]
    assert parts == [
        (None, ["Fibre", "£25 a month", "Email address", "Texts are on", "Texts"]),
        ("sms", ["Your bill is ready."]),
        ("sms", ["20GB", "£9 a month"]),
        ("push", ["It's on"]),
        ("email", ["Come back", "£20 a month"]),
    ]
    assert not open_data(b'{"home": {"sms": "Text me"}}', "app/messages.json", "json-strings").parts


def test_each_item_of_a_list_of_articles_is_a_part() -> None:
    data = {
        "site": "Larkline",
        "articles": [{"headline": "One", "faqs": ["a", "b"]}, {"headline": "Two"}],
        "tiles": ["T"],
    }
    parts = open_data(json.dumps(data).encode(), "news.json", "json-strings").parts
    assert [[block.text for block in part.variants[0].blocks] for part in parts] == [
        ["Larkline", "T"],
        ["One", "a", "b"],
        ["Two"],
    ]


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("messages.json", "json-strings"),
        ("app/copy.en.yaml", "yaml-strings"),
        ("strings.toml", "toml-strings"),
        ("package.json", None),
        ("deploy.yaml", None),
        ("messages/data.json", None),
    ],
)
def test_names_that_say_that_a_file_holds_words(name, format):
    assert recognise(name, '{"home": {"title": "Fibre"}}') == format


TILES = json.dumps({"tiles": [{"headline": "Fibre", "body": "Fibre for £30.00 a month for 24 months."}]})
CARDS = TILES.replace("headline", "subHeading").replace("body", "bodyText")
YAML_TILES = "tiles:\n  - headline: Fibre\n    body: >\n      Fibre for £30.00 a month for 24 months.\n"
TOML_TILES = '[tile]\nheading = "Fibre"\nsmall = "Fibre for £30.00 a month for 24 months."\n'


@pytest.mark.parametrize(
    ("path", "text", "format"),
    [
        ("tiles.json", TILES, "json-strings"),
        ("cards.json", CARDS, "json-strings"),
        ("tiles.yaml", YAML_TILES, "yaml-strings"),
        ("tiles.toml", TOML_TILES, "toml-strings"),
        ("faq.yaml", "- q: Does it rise?\n  a: It rises each March by £3.\n", "yaml-strings"),
        ("a.json", '{"question": "Does it rise?", "answer": "It rises each March by £3."}', "json-strings"),
        ("plans.json", '{"features": ["It rises each March by £3."]}', "json-strings"),
        ("plans.yaml", "features:\n  - It rises each March by £3.\n", "yaml-strings"),
        ("banner.toml", 'text = "It rises each March by £3."\n', "toml-strings"),
        ("x.json", '{"m1": "Fibre is £30 a month from today."}', "json-strings"),
        ("x.yaml", "m1: Larkline, your bill is here. Reply STOP to end.\n", "yaml-strings"),
        ("ivr.json", '{"welcome": "Thanks for ringing us today."}', "json-strings"),
        ("x.json", '{"welcome": "Thanks for ringing us today."}', "json-strings"),
        ("plans.json", '{"note": "It rises each March by £3."}', None),
        ("plans.json", '{"text": "it rises each March by £3"}', None),
        ("openapi.yaml", "openapi: 3.0.0\ninfo:\n  description: Each plan is £30 a month now.\n", None),
        ("openapi.yaml", "openapi: 3.0.0\nx:\n  text: Each plan is £30 a month now.\n", None),
        ("offers.yaml", "offers:\n  a: {text: Each plan is £30 a month now.}\n", None),
        ("push.yml", "on: push\njobs:\n  a:\n    text: The build of the branch is broken.\n", None),
        ("plans.yml", "name: Plans\njobs:\n  a:\n    text: The build of the branch is broken.\n", None),
        ("email.json", '{"$schema": "x", "message": "The mail that we send to all."}', None),
        ("schema.json", '{"title": "Fibre", "description": "The plan that somebody has with us."}', None),
        ("names.json", '{"headline": "Fibre", "body": "div"}', None),
        ("ci.yml", "name: checks\nbody: What to look at before you ask for it\ndescription: Ask for it\n", None),
    ],
)
def test_keys_of_copy_show_that_data_holds_copy(path: str, text: str, format: str | None) -> None:
    assert recognise(path, text) == format


@pytest.mark.parametrize("key", ["patterns", "utterances", "sampleUtterances", "training_phrases", "examples"])
def test_what_customers_say_to_a_bot_is_no_copy(key: str) -> None:
    text = json.dumps({"intents": [{"tag": "price", key: ["How much is it?"], "responses": ["It's £28 a month."]}]})
    document = open_data(text.encode(), "bot.json", "json-strings")
    assert [block.text for block in document.variants[0].blocks] == ["price", "It's £28 a month."]


@pytest.mark.parametrize(
    ("key", "is_copy"),
    [("notes_for_writers", False), ("internal_notes", False), ("bad", False), ("never_say", False), ("badge", True)],
)
def test_notes_for_writers_and_bad_examples_are_no_copy(key: str, is_copy: bool) -> None:
    text = json.dumps({"home": {"title": "Our broadband", key: ["How much you pay with us."]}})
    blocks = open_data(text.encode(), "home.json", "json-strings").variants[0].blocks
    assert (len(blocks) == 2) is is_copy
