"""What a waiver waives, what it promises, and when it is a finding itself."""

from __future__ import annotations

import inspect
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerlint import allow, waive
from offerlint.model.decision import Promise
from offerlint.model.finding import Report
from offerlint.rules.own import DECISION_RULES

AD = "The fastest broadband.\n"


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


@pytest.fixture
def known(desk) -> str:
    """The fingerprint of the one finding in a.md."""
    desk.write("ads/a.md", AD)
    (finding,) = desk.run().findings
    return str(finding.fingerprint)


@pytest.mark.parametrize(
    ("entry", "decision"),
    [
        ("fingerprint: '{known}'", "accept"),
        ("fingerprint: {known}, path: ads/a.md", "not-a-fault"),
        ("fingerprint: '{known}', path: 'ads/*.md'", "accept"),
        ("excerpt: FASTEST", "accept"),
        ("excerpt: fastest, path: ./ads/a.md", "not-a-fault"),
    ],
)
def test_a_waived_finding_is_listed_with_who_decided_what(desk, known: str, entry: str, decision: str) -> None:
    desk.waive(entry.format(known=known), decision=decision)
    report = desk.run()
    assert report.findings == ()
    (one,) = report.allowed
    assert (one.by, one.decision, one.decided_by, one.decided_on, one.reason, one.until) == (
        "waiver", decision, "A. Reviewer", date(2026, 11, 28), "Agreed", date(2027, 1, 31),
    )  # fmt: skip


@pytest.mark.parametrize("entry", ["fingerprint: 0123456789abcdef", "excerpt: fast", "excerpt: fastest, path: b.md"])
def test_other_words_and_other_places_are_not_waived(desk, known: str, entry: str) -> None:
    desk.write("b.md", "Nothing.\n")
    desk.waive(entry)
    assert rules(desk.run()) == ["our-claims/fastest", "offerlint/orphaned-waiver"]


def test_it_goes_with_its_words_and_lapses_with_them(desk, known: str) -> None:
    desk.waive(f"fingerprint: '{known}', path: ads/a.md")
    desk.write("ads/a.md", "# Spring\n\nGood morning.\n\n" + AD)
    assert rules(desk.run()) == []
    (desk.folder / "ads/a.md").rename(desk.folder / "moved.md")
    assert rules(desk.run()) == []
    assert rules(desk.run("moved.md")) == []
    desk.write("moved.md", "The fastest broadband of all.\n")
    assert rules(desk.run()) == ["our-claims/fastest", "offerlint/orphaned-waiver"]


def test_a_copy_of_the_words_is_not_waived_while_the_file_it_names_is_there(desk, known: str) -> None:
    desk.waive(f"fingerprint: '{known}', path: ads/a.md")
    desk.write("b.md", AD)
    assert [finding.path for finding in desk.run().findings] == ["b.md"]
    assert [finding.path for finding in desk.run("b.md").findings] == ["b.md"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.sampled_from(["Good morning.", "# Spring", "- one\n- two", "| a | b |\n|---|---|\n| 1 | 2 |"])))
def test_it_holds_wherever_the_paragraph_goes(desk, paragraphs: list[str]) -> None:
    desk.write("ads/a.md", AD)
    desk.waivers = ""
    (finding,) = desk.run().findings
    desk.waive(f"fingerprint: '{finding.fingerprint}'")
    for place in range(len(paragraphs) + 1):
        desk.write("ads/a.md", "\n\n".join([*paragraphs[:place], AD.strip(), *paragraphs[place:]]) + "\n")
        report = desk.run()
        assert report.findings == ()
        assert len(report.allowed) == 1


def test_a_promise_waives_nothing_and_is_shown(desk, known: str) -> None:
    desk.waive(f"fingerprint: '{known}'", decision="fix")
    (finding,) = desk.run().findings
    assert finding.promise == Promise("A. Reviewer", date(2026, 11, 28), date(2027, 1, 31), "Agreed")
    late, about = desk.run(day="2027-02-01").findings
    assert late.promise is None
    assert about.message == (
        "A. Reviewer promised to mend what breaks our-claims/fastest by 2027-01-31; it is still there."
    )


def test_a_waiver_holds_on_its_last_day_and_is_a_finding_on_the_next(desk, known: str) -> None:
    desk.waive(f"fingerprint: '{known}'")
    assert rules(desk.run(day="2027-01-31")) == []
    standing, about = desk.run(day="2027-02-01").findings
    assert (standing.rule, about.rule) == ("our-claims/fastest", "offerlint/expired-waiver")
    assert (about.path, about.where, about.excerpt) == ("waivers.yaml", "line 2, column 12", "our-claims/fastest")
    assert about.fingerprint


def test_only_what_the_run_saw_is_called_orphaned(desk, known: str) -> None:
    desk.write("b.md", "Nothing.\n")
    desk.write("ads/a.md", "Nothing.\n")
    desk.waive(f"fingerprint: '{known}', path: ads/a.md", f"fingerprint: '{known}'", "excerpt: x, path: 'ads/*'")
    assert rules(desk.run("b.md")) == []
    assert rules(desk.run("ads")) == ["offerlint/orphaned-waiver"]
    assert rules(desk.run()) == ["offerlint/orphaned-waiver"] * 3
    assert rules(desk.run(ignore=("our-claims/fastest",))) == []


def test_a_waiver_of_what_is_allowed_in_the_file_is_not_orphaned(desk, known: str) -> None:
    desk.write("ads/a.md", "<!-- offerlint: allow our-claims/fastest because Legal agreed -->\n" + AD)
    desk.waive("excerpt: fastest")
    report = desk.run()
    assert report.findings == ()
    assert [one.by for one in report.allowed] == ["allow"]


def test_broad_waivers_waive_and_are_findings(desk, known: str) -> None:
    desk.waive("path: ads/a.md")
    assert rules(desk.run()) == ["offerlint/broad-waiver"]
    desk.waive("excerpt: fastest")
    for number in range(4):
        desk.write(f"{number}.md", f"The fastest {number}.\n")
    assert rules(desk.run()) == []
    desk.write("5.md", "The fastest 5.\n")
    (finding,) = desk.run().findings
    assert finding.message == "This waiver of our-claims/fastest waives 6 findings at once."


def test_a_rule_by_its_former_name_and_with_the_fingerprint_it_gave_then(desk, known: str) -> None:
    (finding,) = desk.run().findings
    (former,) = finding.former
    assert former != known
    for fingerprint in (former, known):
        desk.waive(f"fingerprint: '{fingerprint}'")
        desk.waivers = desk.waivers.replace("our-claims/fastest", "our-claims/quickest")
        assert rules(desk.run()) == []


def test_an_unknown_rule_is_said_with_the_one_meant(desk, known: str) -> None:
    desk.waive("excerpt: fastest")
    desk.waivers = desk.waivers.replace("our-claims/fastest", "our-claims/fastes")
    about = desk.run().findings[1]
    assert about.rule == "offerlint/unknown-waiver"
    assert about.suggest.startswith("Did you mean our-claims/fastest?")


def test_all_that_is_said_of_decisions_can_be_explained() -> None:
    said = {
        rule for module in (allow, waive) for rule in re.findall(r'"(offerlint/[a-z-]+)"', inspect.getsource(module))
    }
    assert [rule.id for rule in DECISION_RULES] == sorted(said)
