"""Whatever stands in a file, its name or a rule, every format stays what it is."""

import csv
import io
import json
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from offerlint.model.document import Problem
from offerlint.model.finding import Related
from offerlint.model.later import Later
from offerlint.model.rule import Authority, Body, Rule
from offerlint.model.vocabulary import Severity
from offerlint.reports import FORMATS
from tests.reports.test_markdown import rows
from tests.reports.test_sarif import SCHEMA as SARIF

WORDS = st.text(min_size=1, max_size=40) | st.sampled_from(
    ["::error::x", "a\r\n::set-output name=x::y", "]]>", "=1+1", '"', "|", "\ud800", "\uffff", "\x00", "{0}", "[a](b)"]
)


@pytest.fixture
def story(helpers: Any) -> Any:
    """A report in which every word is one of those given."""

    def make(path: str, rule: str, words: str, url: str) -> Any:
        read_as = helpers.document(path, f"Before {words} after.\n", [], format="text")
        source = read_as.sources[0]
        found = helpers.finding(
            source,
            words,
            Severity.REVIEW,
            rule=rule,
            message=words,
            suggest=words,
            where=words,
            authority=(Authority(words, rule, url=url),),
            exposed_by=({words: rule},),
            path_through=((words, 1),),
            related=(Related(path, words, (), words),),
        )
        problems = (Problem(path, words), Problem(words, words, 3, rule, fatal=False))
        body = Later.of(Body(words, words, words, words, None, (Authority(words, words, url=url),)))
        named = Rule(rule, words, Severity.REVIEW, "forbid", body, formerly=(words,))
        more = {"problems": problems, "not_checked": (words,), "rules": (named,)}
        return helpers.report([found], [read_as], **more), {path: read_as}

    return make


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=WORDS, rule=WORDS, words=WORDS, url=WORDS)
@example(path="a\ud800.md", rule="\ud800", words="\ud800", url="\ud800 <>|[]%#a#b%20")
def test_every_format_can_be_read(story: Any, path: str, rule: str, words: str, url: str) -> None:
    written = {kind: FORMATS[kind](*story(path, rule, words, f"https://x.example/{url}")) for kind in FORMATS}
    for words_ in written.values():
        words_.encode("utf-8")
    SARIF.validate(json.loads(written["sarif"]))
    assert len(json.loads(written["gitlab"])) == 2
    for kind in ("junit", "checkstyle"):
        fromstring(written[kind])
    assert len(list(csv.DictReader(io.StringIO(written["csv"], newline=""), strict=True))) == 4
    assert [len(row) for row in rows(written["markdown"])] == [5]
    commands = [line for line in written["github"].split("\n") if line.startswith("::")]
    assert len(commands) == 4
    assert not [line for line in written["github"].split("\n") if "##[" in line[:3]]
