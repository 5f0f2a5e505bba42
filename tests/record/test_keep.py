"""What is kept of a report: everything that counts, no word of the copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from offerlint.model.about import About
from offerlint.model.decision import Promise
from offerlint.model.document import Document, Problem, Variant
from offerlint.model.finding import Allowed, FileSummary, Finding, Report
from offerlint.model.source import Source
from offerlint.model.vocabulary import Severity
from offerlint.record.chain import digest
from offerlint.record.keep import Circumstances, keep
from offerlint.record.run import Origin, Run
from offerlint.record.wire import write_ruleset, write_run

DAY = date(2026, 11, 24)


def finding(path: str, fingerprint: str, topic: str = "price-rise", **more: Any) -> Finding:
    words = "CPI plus 3.9%"
    return Finding(
        **{"rule": "uk-pricing/a", "severity": Severity.ERROR, "excerpt": words, "message": words, **more},
        topic=topic, path=path, where="line 1", start=None, end=None, runs=(), suggest="", authority=(),
        fingerprint=fingerprint,
    )  # fmt: skip


def document(path: str, *parts: str) -> Document:
    sources = tuple(Source(name, f"words of {name}") for name in (path, *parts))
    return Document(sources, "html", About(), (Variant((), ()),))


def kept(report: Report, rules: Any, *documents: Document) -> Run:
    circumstances = Circumstances(datetime(2026, 11, 24, 9, tzinfo=UTC), Origin(), rules, ("ads", "./ads"), "error", 1)
    return keep(
        report,
        {one.sources[0].path: one for one in documents},
        circumstances,
        lambda path: (path.removeprefix("./"), "web" if "ads" in path else ""),
    )


REPORT = Report(
    findings=(finding("./ads/b.html", "f2"), finding("./ads/a.html", "f1", severity=Severity.REVIEW)),
    files=(FileSummary("./ads/a.html", About(), 1, 9, DAY), FileSummary("./ads/b.html", About(), 1, 9, DAY)),
    problems=(Problem("./x.md", "cannot be read"), Problem("./y.md", "not followed", fatal=False)),
    not_checked=(),
    as_of=DAY,
    allowed=(Allowed(finding("./ads/a.html", "f3"), "allow", "it explains the ban", date(2027, 1, 31)),),
)


def test_a_run_has_what_was_read_found_and_decided(make: Any) -> None:
    run = kept(REPORT, make.rules, document("./ads/b.html", "part.html"), document("./ads/a.html", "part.html"))
    assert [(one.path, one.fingerprint, one.severity, one.team) for one in run.standing] == [
        ("ads/a.html", "f1", "review", "web"),
        ("ads/b.html", "f2", "error", "web"),
    ]
    assert [one.decision for one in run.found if one.decision] == [
        make.decision("allow", "it explains the ban", until=date(2027, 1, 31))
    ]
    assert [(one.path, one.team, one.digest) for one in run.sources] == [
        (path, team, digest(f"words of {name}"))
        for name, path, team in (
            ("./ads/a.html", "ads/a.html", "web"),
            ("./ads/b.html", "ads/b.html", "web"),
            ("part.html", "part.html", ""),
        )
    ]
    assert run.counts == {"error": 1, "warning": 0, "review": 1, "advice": 0, "allowed": 1, "files": 2, "problems": 1}
    assert (run.unread, run.asked, run.ruleset) == (("x.md",), ("ads",), digest(write_ruleset(make.rules)))


def test_a_waiver_is_kept_with_who_decided_what_and_when(make: Any) -> None:
    one = Allowed(
        finding("a.md", "f"), "waiver", "Agreed", date(2027, 1, 31), decision="accept", decided_by="A. Reviewer",
        decided_on=DAY,
    )  # fmt: skip
    (found,) = kept(replace(REPORT, findings=(), allowed=(one,)), make.rules).found
    assert found.decision == make.decision(
        "waiver", "Agreed", who="A. Reviewer", on=DAY, until=date(2027, 1, 31), decision="accept"
    )


def test_a_promise_is_kept_with_its_finding_which_stands(make: Any) -> None:
    promise = Promise("Bo", DAY, date(2027, 1, 31), "next release")
    one = finding("a.md", "f", promise=promise, former=("e",))
    (found,) = kept(replace(REPORT, findings=(one,), allowed=()), make.rules).standing
    assert found.promise == make.decision("waiver", "next release", "Bo", DAY, date(2027, 1, 31), "fix")
    assert found.former == ("e",)


def test_no_word_of_the_copy_is_kept(make: Any) -> None:
    body = write_run(kept(REPORT, make.rules, document("./ads/a.html")))
    assert "CPI" not in body
    assert "words of" not in body


@pytest.mark.parametrize(
    ("topic", "reason"), [("confidentiality", "a customer: J••• •••"), ("price-rise", "a customer: Jane Doe")]
)
def test_personal_data_that_a_reason_repeats_is_masked(topic: str, reason: str, make: Any) -> None:
    one = Allowed(finding("a.md", "f", topic, excerpt="Jane Doe"), "allow", "a customer: Jane Doe")
    run = kept(replace(REPORT, findings=(), allowed=(one,)), make.rules)
    assert [each.decision.reason for each in run.found if each.decision] == [reason]


def test_the_order_of_files_does_not_matter(make: Any) -> None:
    documents = [document("./ads/a.html"), document("./ads/b.html")]
    backwards = replace(REPORT, findings=REPORT.findings[::-1], problems=REPORT.problems[::-1])
    assert kept(REPORT, make.rules, *documents) == kept(backwards, make.rules, *documents[::-1])
