"""A report in JSON, read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from offerlint.change import compare
from offerlint.reports import FORMATS
from offerlint.reports.earlier import NotAReport, read_report
from offerlint.reports.json import wire

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_what_was_written_is_read(path: Path) -> None:
    text = path.read_text("utf-8")
    assert wire(read_report(text)) == {**json.loads(text), "change": None}


def test_what_an_older_one_did_not_write_is_empty(campaign: Any) -> None:
    written = json.loads(FORMATS["json"](*campaign))
    for one in written["findings"]:
        del one["former_fingerprints"]
    assert read_report(json.dumps(written)).findings[0].former == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a report of offerlint"),
        ('{"version": 2, "findings": []}', "is not a report of offerlint"),
        ('{"version": 1, "findings": [{}], "files": []}', "something wrong in it (KeyError: 'rule')"),
        ('{"version": 1, "findings": 3, "files": [], "as_of": "2026-11-24"}', "something wrong in it (TypeError"),
        ('{"version": 1, "findings": [], "files": [], "as_of": "soon"}', "something wrong in it (ValueError"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(NotAReport) as caught:
        read_report(text)
    assert said in str(caught.value)


def test_a_change_is_shown_and_masked(campaign: Any) -> None:
    report, documents = campaign
    earlier = replace(
        report, findings=tuple(replace(one, fingerprint=f"{one.fingerprint}x") for one in report.findings)
    )
    changed = replace(report, change=compare(earlier, report))
    shown = [FORMATS[format](changed, documents) for format in ("text", "json")]
    assert "9 new, 9 fixed and 0 still there, compared with the report of 24 November 2026." in shown[0]
    assert len(json.loads(shown[1])["change"]["fixed"]) == 9
    assert not any("4929" in text for text in shown)
