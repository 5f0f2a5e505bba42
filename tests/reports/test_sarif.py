"""SARIF: it keeps to the standard's schema, an independent reader finds in it what is there, and places are true."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sarif.sarif_file import SarifFile

from offerlint.api import lint
from offerlint.model.finding import Allowed, Edit, Fix
from offerlint.model.later import Later
from offerlint.model.rule import Authority, Body, Example, Examples, Rule
from offerlint.model.vocabulary import Severity
from offerlint.reports import FORMATS
from offerlint.reports.sarif_place import uri
from offerlint.reports.sarif_rule import message

SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8")),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)

RISE = Rule(
    id="uk-price-rises/inflation-linked-rise",
    topic="price-rise",
    severity=Severity.ERROR,
    verb="forbid",
    body=Later.of(
        Body(
            title="A mid-contract price rise is tied to inflation or a percentage",
            why="Customers cannot work out what they will pay.",
            message="{found}: a rise tied to inflation.",
            suggest="State each later monthly price in pounds and pence.",
            check=None,
            authority=(
                Authority("CAP", "Code"),
                Authority("Ofcom", "General Conditions", "C1", "V", date(2026, 11, 24), "https://www.ofcom.example/gc"),
            ),
        )
    ),
    examples=Later.of(
        Examples(
            bad=(Example("<p>Prices rise by CPI & more.</p>", ("CPI",)),),
            good=(Example("£30 a month, then £33 a month."),),
        )
    ),
    formerly=("uk-pricing/cpi",),
)


def read(story: Any, **how: Any) -> Any:
    """The one run of a story's SARIF."""
    log = json.loads(FORMATS["sarif"](*story, **how))
    SCHEMA.validate(log)
    (run,) = log["runs"]
    return run


@pytest.mark.parametrize("name", ["campaign", "clean", "hostile"])
def test_golden_and_schema(name: str, request: pytest.FixtureRequest, golden: Any) -> None:
    report, documents = request.getfixturevalue(name)
    story = replace(report, rules=(RISE,) if name == "campaign" else ()), documents
    golden(f"{name}.sarif", FORMATS["sarif"](*story))
    read(story)


def test_the_schema_is_one_that_refuses() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)
    assert not SCHEMA.is_valid({"version": "2.1.0", "runs": [{"tool": {"driver": {"nme": "x"}}}]})


@pytest.mark.parametrize("name", ["campaign", "hostile"])
def test_an_independent_reader_finds_the_same(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    report, documents = request.getfixturevalue(name)
    log = json.loads(FORMATS["sarif"](report, documents))
    file = SarifFile(str(tmp_path / "x.sarif"), log, date(2026, 11, 24))
    assert file.get_distinct_tool_names() == ["offerlint"]
    findings = [*report.findings, *(one.finding for one in report.allowed)]
    for level, severity in (("error", Severity.ERROR), ("warning", Severity.WARNING)):
        counted = file.get_report().get_issue_count_for_severity(level)
        assert counted == sum(one.severity is severity for one in findings)
    told = [(one["Code"], one["Location"], int(one["Line"])) for one in file.get_records()]
    assert told == [(one.rule, uri(one.path), one.start.line if one.start else 1) for one in findings]


def test_its_command_line_reads_the_file(campaign: Any, tmp_path: Path) -> None:
    (tmp_path / "r.sarif").write_text(FORMATS["sarif"](*campaign), "utf-8")
    command = [sys.executable, "-m", "sarif", "--check", "error", "summary", "r.sarif"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode, "it fails where there are errors"
    assert "uk-price-rises/inflation-linked-rise" in done.stdout


def test_regions_are_the_words_they_stand_for(campaign: Any) -> None:
    report, documents = campaign
    run = read(campaign, show_personal_data=True)
    assert run["columnKind"] == "unicodeCodePoints"
    checked = 0
    for finding, result in zip(report.findings, run["results"], strict=False):
        place = result["locations"][0]["physicalLocation"]
        if finding.start is None:
            assert "region" not in place
            assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == finding.where
            continue
        text = documents[finding.path].sources[0].text
        for region in (
            place["region"],
            place.get("contextRegion", place["region"]),
            *result["locations"][0].get("annotations", ()),
        ):
            words = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
            assert region["snippet"]["text"] == words
            lines = text.split("\n")[region["startLine"] - 1 : region["endLine"]]
            lines[-1] = lines[-1][: region["endColumn"] - 1]
            assert "\n".join(lines)[region["startColumn"] - 1 :] == words
            checked += 1
        assert text[place["region"]["charOffset"] :].startswith(finding.excerpt[:4])
    assert checked > 10


def test_a_rule_says_why_by_whose_authority_and_how_grave(campaign: Any) -> None:
    report, documents = campaign
    driver = read((replace(report, rules=(RISE,)), documents))["tool"]["driver"]
    rule = next(one for one in driver["rules"] if one["id"] == RISE.id)
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["helpUri"] == "https://www.ofcom.example/gc"
    assert rule["properties"]["tags"] == ["price-rise", "uk-price-rises"]
    assert rule["deprecatedIds"] == ["uk-pricing/cpi"]
    assert "<p>Prices rise by CPI & more.</p>" in rule["help"]["text"]
    assert "&lt;p>Prices rise by CPI &amp; more.&lt;/p>" in rule["help"]["markdown"]


def test_results_name_their_rules_by_number(campaign: Any) -> None:
    run = read(campaign)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


@pytest.mark.parametrize(
    ("by", "kind"),
    [("allow", "inSource"), ("waiver", "external"), ("baseline", "external"), ("evidence", "external")],
)
def test_what_is_allowed_is_suppressed_and_says_why(by: str, kind: str, campaign: Any) -> None:
    report, documents = campaign
    allowed = Allowed(report.findings[0], by, "agreed with Legal", date(2027, 1, 31))
    result = read((replace(report, findings=(), allowed=(allowed,)), documents))["results"][0]
    (suppression,) = result["suppressions"]
    assert (suppression["kind"], suppression["status"]) == (kind, "accepted")
    assert "agreed with Legal (until 31 January 2027)" in suppression["justification"]


def test_a_path_of_a_call_is_a_code_flow(campaign: Any) -> None:
    result = next(one for one in read(campaign)["results"] if "codeFlows" in one)
    steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
    told = [
        (step["location"]["message"]["text"], step["location"]["physicalLocation"]["region"]["startLine"])
        for step in steps
    ]
    assert told == [("greeting", 3), ("pay", 6)]


def test_the_fix_makes_the_text_it_promises(campaign: Any) -> None:
    report, documents = campaign
    source = documents["ads/spring.html"].sources[0]
    at = source.text.index("3.9%")
    mended = replace(report.findings[0], fix=Fix("safe", (Edit(at, at + 4, "£3.50"),)))
    result = read((replace(report, findings=(mended,)), documents))["results"][0]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "ads/spring.html"
    (one,) = change["replacements"]
    start = one["deletedRegion"]["charOffset"]
    text = (
        source.text[:start] + one["insertedContent"]["text"] + source.text[start + one["deletedRegion"]["charLength"] :]
    )
    assert text == source.text.replace("3.9%", "£3.50")


def test_problems_are_notifications(campaign: Any) -> None:
    (invocation,) = read(campaign)["invocations"]
    assert invocation["executionSuccessful"] is False
    levels = [(note["level"], note["message"]["text"]) for note in invocation["toolExecutionNotifications"]]
    assert levels[0] == ("error", "cannot be read: it is neither UTF-8 nor Windows-1252.")
    assert ("note", "ads/cy.html is in Welsh (cy); only English is checked.") in levels


def test_personal_data_is_masked_everywhere(campaign: Any) -> None:
    assert "4929" not in FORMATS["sarif"](*campaign)
    assert "4929 1234" in FORMATS["sarif"](*campaign, show_personal_data=True)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("see [this](https://x.example)", r"see \[this](https://x.example)"),
        ("[1] and [two]", "[1] and [two]"),
        ("{0} of {name}", "{{0}} of {name}"),
        ("now \u202e03£", "now \\u202e03£"),
        ("two\nlines", "two lines"),
    ],
)
def test_messages_are_shown_as_they_stand(text: str, written: str) -> None:
    assert message(text) == {"text": written}


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("ads/spring.html", "ads/spring.html"),
        ("./ads/./spring.html", "ads/spring.html"),
        ("../ads/a b.html", "../ads/a%20b.html"),
        ("c:x.md", "c%3Ax.md"),
        ("50%/#1?.md", "50%25/%231%3F.md"),
        ("prêt.md", "pr%C3%AAt.md"),
        ("raw\udcff.md", "raw%FF.md"),
        ("/srv/ads/x.md", "file:///srv/ads/x.md"),
        (".", "./"),
    ],
)
def test_paths_are_uris(path: str, written: str) -> None:
    assert uri(path) == written


@given(st.text(min_size=1).filter(lambda path: not path.startswith("/")))
def test_a_path_can_be_read_back_from_its_uri(path: str) -> None:
    parts = "/".join(part for part in path.split("/") if part != ".") or "./"
    assert uri(path).isascii()
    if all(not 0xD800 <= ord(char) <= 0xDFFF for char in path) and ":" not in path[:2]:
        assert unquote(uri(path)) == parts


def test_the_help_of_a_rule_tells_the_figures_that_it_names() -> None:
    report = lint("Broadband automatic compensation: £9.76 a day for a late repair.", as_of=date(2026, 11, 24))
    (run,) = json.loads(FORMATS["sarif"](report, {}))["runs"]
    (rule,) = [one for one in run["tool"]["driver"]["rules"] if one["id"].endswith("/outdated-compensation-rate")]
    assert "£10.34 (1 April 2026 to 31 March 2027); none is on file from 2027-04-01" in rule["help"]["text"]
