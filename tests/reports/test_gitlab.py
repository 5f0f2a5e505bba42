"""GitLab Code Quality: what GitLab asks of each entry, and fingerprints that are never the same."""

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from offerlint.reports import FORMATS

SCHEMA = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "not": {"pattern": "^(/|\\./)"}},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)
"""The fields that GitLab's manual asks for; there is no schema of its own."""


@pytest.mark.parametrize("name", ["campaign", "clean", "hostile"])
def test_golden_and_fields(name: str, request: pytest.FixtureRequest, golden: Any) -> None:
    written = FORMATS["gitlab"](*request.getfixturevalue(name))
    golden(f"{name}.gitlab", written)
    SCHEMA.validate(json.loads(written))


def test_severities_and_problems(campaign: Any) -> None:
    report, _ = campaign
    entries = json.loads(FORMATS["gitlab"](*campaign))
    degree = {"error": "critical", "warning": "major", "review": "minor", "advice": "info"}
    assert [one["severity"] for one in entries] == [*(degree[one.severity] for one in report.findings), "blocker"]
    assert entries[-1]["location"]["path"] == "ads/broken.html"


def test_a_fingerprint_is_unique_and_does_not_move_with_the_line(campaign: Any) -> None:
    report, documents = campaign
    finding = report.findings[0]
    assert finding.start
    moved = replace(finding, start=finding.start._replace(line=90), end=finding.end._replace(line=90))
    elsewhere = replace(finding, path="ads/other.html")

    def prints(*findings: Any) -> list[str]:
        written = FORMATS["gitlab"](replace(report, findings=findings, problems=()), documents)
        return [one["fingerprint"] for one in json.loads(written)]

    assert prints(finding) == prints(moved)
    assert len(set(prints(finding, finding, elsewhere))) == 3
    assert prints(finding, elsewhere)[0] == prints(elsewhere, finding)[1]


def test_personal_data_is_masked(campaign: Any) -> None:
    assert "4929" not in FORMATS["gitlab"](*campaign)
    assert "4929 1234" in FORMATS["gitlab"](*campaign, show_personal_data=True)
