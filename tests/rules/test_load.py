"""Rule files: what loads, and what is said of what does not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.vocabulary import RULESETS, Severity
from offerlint.rules.load import bundled, load_rules
from offerlint.rules.schema import phrases_schema, rule_schema
from offerlint.rules.yaml_tree import Items, Leaf, RuleError, Table, tree

GOOD = """\
title: A claim to be cheapest
topic: comparative
severity: review
why: Readers take it as a fact.
authority: {body: ASA, instrument: CAP Code, clause: 3.10, seen: V, checked: 2026-11-24}
effective: {from: 2025-01-17, until: null, clock: contract}
applies_to: {audience: [consumer], recorded: no, provider.price_model: [fixed]}
check:
  forbid:
    phrase: cheapest
    unless: ["@denied", "our cheapest"]
message: "{found} needs proof."
suggest: Say what was compared.
examples:
  bad:
    - {text: "The cheapest.", flags: cheapest}
    - {text: "UK's cheapest", flags: [cheapest], format: markdown, about: {channel: sms}, as_of: 2026-01-01}
  good:
    - {text: "Cheap."}
    - {text: "Our cheapest", name: near miss}
"""
DENIED = "title: Denial\nphrases: [not, never]\nreach: {before: 3 words}\n"


def folder(tmp_path: Path, text: str = GOOD, name: str = "uk-advertising/cheapest.yaml", **lists: str) -> Path:
    for path, content in ((name, text), ("phrases/denied.yaml", DENIED)):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, "utf-8")
    for stem, content in lists.items():
        (tmp_path / "phrases" / f"{stem}.yaml").write_text(content, "utf-8")
    return tmp_path


def test_a_rule_loads_with_its_types(tmp_path):
    book = load_rules([folder(tmp_path)])
    assert book.problems == ()
    (rule,) = book.rules
    assert rule.id == "uk-advertising/cheapest"
    assert rule.severity is Severity.REVIEW
    assert rule.authority[0].clause == "3.10"
    assert rule.effective.start == date(2025, 1, 17)
    assert rule.effective.until is None
    assert rule.applies_to == {"audience": ("consumer",), "recorded": ("no",), "provider.price_model": ("fixed",)}
    assert [guard.name for guard in rule.check.saying.unless] == ["@denied", "our cheapest"]
    assert rule.bad[1].about == {"channel": "sms"}
    assert rule.bad[0].line == 16
    assert book.lists["denied"].guards[0].before == 3


MISTAKES = [
    ("phrase: cheapest", "phrse: cheapest", 10, 5, "no key “phrse”; did you mean “phrase”?"),
    ("topic: comparative", "topic: comparativ", 2, 8, "no such topic: “comparativ”; did you mean “comparative”?"),
    ("severity: review", "severity: fatal", 3, 11, "no such severity: “fatal”; use one of"),
    ("title: A claim to be cheapest\n", "", 1, 1, "a rule needs “title”"),
    ("why: Readers take it as a fact.", "why: ''", 4, 6, "blank"),
    ("phrase: cheapest", "phrase: (cheapest", 10, 13, "“(” is never closed"),
    ("phrase: cheapest", 'phrase: "a {prize} b"', 10, 17, "did you mean “price”?"),
    ("phrase: cheapest", "phrase: [a, '[b]']", 10, 18, "no words"),
    ("phrase: cheapest", "phrase: []", 10, 5, "is needed here"),
    ("phrase: cheapest", "regex: 'a['", 10, 15, "not a regular expression"),
    ("phrase: cheapest", "regex: 'a*'", 10, 13, "matches even where"),
    ("phrase: cheapest", "phrase: {a: b}", 10, 13, "quotes"),
    ("phrase: cheapest", "phrase: cheapest\n    where: [bdy]", 11, 13, "did you mean “body”?"),
    ('"@denied"', '"@denid"', 11, 14, "no shared guard is called “@denid”; did you mean “denied”?"),
    ('"@denied"', "{phrase: a, before: some}", 11, 34, "6 words"),
    ('"@denied"', "{phrase: a, mark: quoted}", 11, 14, "a phrase and a reach, or a mark"),
    ("check:\n  forbid:", "check: {}\nxcheck:\n  forbid:", 9, 1, "did you mean “check”?"),
    ("{found}", "{fond}", 12, 10, "nothing fills “{fond}”"),
    ("{found}", "{found", 12, 10, "single brace"),
    ("flags: cheapest}", "flags: dearest}", 16, 38, "is not in the example"),
    ("The cheapest.", "The cheapest cheapest.", 16, 47, "2 times"),
    ("name: near miss", "name: other", 19, 5, "near miss"),
    ('    - {text: "Cheap."}\n', "", 19, 5, "at least 2"),
    ("{text: \"UK's cheapest\", flags: [cheapest], format: markdown, about: {channel: sms}, as_of: 2026-01-01}",
     '{text: "The cheapest.", flags: cheapest}', 16, 5, "twice"),
    ("as_of: 2026-01-01", "as_of: 2026-13-01", 17, 98, "no date"),
    ("{body: ASA, instrument: CAP Code, clause: 3.10, seen: V, checked: 2026-11-24}", "[]", 5, 12, "at least 1"),
    ("body: ASA, ", "", 5, 12, "needs “body”"),
    ("until: null", "until: 2025-01-01", 6, 31, "after “from”"),
    ("audience: [consumer]", "audience: [consumers]", 7, 25, "did you mean “consumer”?"),
    ("audience:", "audiences:", 7, 14, "did you mean “audience”?"),
    ("title: A claim", "title: A claim\ntitle: A claim", 2, 1, "here twice"),
    ("title: A claim", "title: &a A claim", 1, 8, "anchors"),
    ("why: Readers take it as a fact.", "why: *a", 4, 6, "anchors"),
    ("title: A claim", "title: !!python/name:os.system A claim", 1, 8, "tag"),
    ("topic: comparative", "topic: a: b", 2, 9, "not valid YAML"),
    ("title: A claim", "title: @a", 1, 8, "not valid YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "column", "says"), MISTAKES, ids=[f"{m[1][:30]!r}" for m in MISTAKES])
def test_mistakes_are_told_where_they_stand(old, new, line, column, says, tmp_path):
    assert old in GOOD
    book = load_rules([folder(tmp_path, GOOD.replace(old, new, 1))])
    assert book.rules == ()
    (problem,) = book.problems
    assert problem.fatal
    assert problem.rule == "uk-advertising/cheapest"
    assert says in problem.message
    assert (problem.line, problem.message.split(":")[0]) == (line, f"column {column}")


FIX = [
    ("{safety: unsafe, with: lower}", "", ""),
    ("{safety: unsafe, words: {cheapest: lower}}", "", ""),
    ("{safety: safe, with: lower}", "", "what a person must review cannot be fixed unseen"),
    ("{safety: unsave, with: lower}", "", "did you mean “unsafe”?"),
    ("{safety: unsafe}", "", "exactly one of with, words and figures"),
    ("{safety: unsafe, with: a, figures: [b]}", "", "no figure is called “b”"),
    ("{safety: unsafe, with: <b>lower</b>}", "", "“<” means something else in some formats"),
    ("{safety: unsafe, with: 'it''s'}", "", "“'” means something else"),
    ("{safety: unsafe, with: '{x}'}", "", "nothing fills “{x}” in a fix"),
    ("{safety: unsafe, with: '{figure.x.amount}'}", "", "no figure is called “x”"),
    ("{safety: unsafe, with: '{x'}", "", "a single brace"),
    ("{safety: unsafe, with: '- lower'}", "", "begins and ends with a word"),
    ("{safety: unsafe, words: {cheapest: Cheapest}}", "", "is what was found"),
    ("{safety: unsafe, words: cheapest}", "", "words is a mapping"),
    ("{safety: unsafe, with: lower}", ", fixed: The lower.", "has “fixed:”"),
]


@pytest.mark.parametrize(("fix", "without", "says"), FIX, ids=[fix[0] for fix in FIX])
def test_a_fix_says_what_it_writes_and_shows_it(fix, without, says, tmp_path):
    text = GOOD.replace("examples:", f"fix: {fix}\nexamples:").replace(
        "flags: cheapest}", "flags: cheapest, fixed: The lower.}"
    )
    book = load_rules([folder(tmp_path, text.replace(without, "") if without else text)])
    assert [says in problem.message for problem in book.problems] == ([True] if says else [])


def test_two_verbs_are_refused(tmp_path):
    text = GOOD.replace("  forbid:", "  limit: {measure: lix, at_most: 1}\n  forbid:")
    (problem,) = load_rules([folder(tmp_path, text)]).problems
    assert "exactly one verb" in problem.message


def test_one_broken_file_leaves_the_others(tmp_path):
    folder(tmp_path, "title: [", "uk-advertising/broken.yaml")
    folder(tmp_path)
    (tmp_path / "uk-advertising" / "bytes.yaml").write_bytes(b"title: \xff")
    (tmp_path / "uk-advertising" / "empty.yaml").write_text("")
    (tmp_path / "uk-advertising" / "Other Name.yaml").write_text(GOOD)
    (tmp_path / "uk-advertising" / "short.yml").write_text(GOOD)
    book = load_rules([tmp_path])
    assert [rule.id for rule in book.rules] == ["uk-advertising/cheapest"]
    told = {Path(problem.path).name: problem.message for problem in book.problems}
    assert sorted(told) == ["Other Name.yaml", "broken.yaml", "bytes.yaml", "empty.yaml", "short.yml"]
    assert "UTF-8" in told["bytes.yaml"]
    assert "rename" in told["short.yml"]


def test_a_second_rule_of_an_id_is_refused(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    book = load_rules([folder(first), folder(second)])
    assert len(book.rules) == 1
    assert "rename one" in book.problems[0].message


def test_the_same_file_named_twice_loads_once(tmp_path):
    root = folder(tmp_path)
    book = load_rules([root, root / "uk-advertising", root / "uk-advertising" / "cheapest.yaml"])
    assert (len(book.rules), book.problems) == (1, ())


def test_no_such_folder():
    assert "no such folder" in load_rules(["/nowhere/rules"]).problems[0].message


def test_a_mistake_in_a_shared_list_is_told_there(tmp_path):
    book = load_rules([folder(tmp_path, cheap="title: Cheap\nphrases:\n  - (a\n")])
    (problem,) = book.problems
    assert (Path(problem.path).name, problem.line) == ("cheap.yaml", 3)
    assert len(book.rules) == 1


def test_lists_may_use_lists_but_not_themselves(tmp_path):
    one = 'title: One\nphrases: ["@two"]\n'
    assert load_rules([folder(tmp_path, one=one, two="title: Two\nphrases: [b]\n")]).problems == ()
    loop = load_rules([folder(tmp_path, one=one, two='title: Two\nphrases: ["@one"]\n')])
    assert all("uses itself" in problem.message for problem in loop.problems)
    assert len(loop.problems) == 2


def test_billions_of_aliases_are_refused():
    text = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    with pytest.raises(RuleError, match="anchors"):
        tree(text)


def test_deep_nesting_is_refused():
    with pytest.raises(RuleError, match="too deep"):
        tree("[" * 30 + "]" * 30)


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abc", min_size=1), inner, max_size=3)
    ),
    max_leaves=8,
)


def plain(node) -> object:
    if isinstance(node, Leaf):
        return node.text
    if isinstance(node, Items):
        return [plain(one) for one in node.nodes]
    assert isinstance(node, Table)
    return {key: plain(value) for key, value in node.nodes.items()}


@given(VALUES)
def test_trees_read_what_yaml_wrote_as_words(value):
    assert plain(tree(yaml.safe_dump(value, allow_unicode=True))) == value


@given(st.text(max_size=60))
def test_any_text_is_a_tree_or_a_mistake_with_a_place(text):
    error = mistake(text)
    assert error is None or (error.line >= 1 and error.column >= 1)


def mistake(text: str) -> RuleError | None:
    try:
        tree(text)
    except RuleError as error:
        return error
    return None


def test_bundled_rules_fit_their_schema_and_their_folders():
    rule, phrases = jsonschema.Draft202012Validator(rule_schema()), jsonschema.Draft202012Validator(phrases_schema())
    for path in sorted(bundled().glob("*/*.yaml")):
        value = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        value = json.loads(json.dumps(value))
        schema = phrases if path.parent.name == "phrases" else rule
        messages = [
            error.message  # a figure is a string here
            for error in schema.iter_errors(value)
            if "number" not in error.message and error.absolute_path[-1] not in ("at_most", "at_least_words")
        ]
        assert messages == [], path
        assert path.parent.name in (*RULESETS, "phrases")
