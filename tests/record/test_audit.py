"""What a record tells, held against histories small enough to count by hand."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.record import charts, tables, text
from offerlint.record.audit import Audit, RuleUse, audit
from offerlint.record.chain import Verdict, digest
from offerlint.record.run import Origin
from offerlint.record.wire import write_ruleset
from offerlint.reports.characters import escaped
from offerlint.reports.csv import guarded

GOLDEN = Path(__file__).parent / "golden"
WHOLE = Verdict(7, "ab" * 32)


@pytest.fixture
def told(make: Any) -> Any:
    def tell(*runs: Any, as_of: date = date(2026, 11, 24), within: int = 30, branch: str = "") -> Audit:
        rulesets = {digest(write_ruleset(make.rules)): make.rules}
        return audit(runs, rulesets, WHOLE, as_of=as_of, within=within, branch=branch)

    return tell


@pytest.fixture
def history(make: Any) -> list[Any]:
    """Seven runs of three weeks, in which errors of sales are mended and a rule of calls is waived again and again."""
    a, b = make.found("a", team="sales"), make.found("b", team="sales", rule="uk-pricing/b", severity="warning")
    calls = [
        make.found(f"c{i}", path="calls/c.md", rule="uk-calls/c", topic="recording", team="calls", severity="review")
        for i in range(4)
    ]
    waived = [make.waived(one, until=date(2026, 11, 30) + timedelta(days=9 * i)) for i, one in enumerate(calls[:3])]
    files = ["ads/a.html=1", "calls/c.md=1"]
    return [
        make.run(0, a, b, files=files),
        make.run(2, a, b, *calls, files=files),
        make.run(4, b, *calls, files=["ads/a.html=2", "calls/c.md=1"]),
        make.run(5, files=["README.md"], asked=("README.md",)),
        make.run(9, b, *waived, calls[3], files=["ads/a.html=2", "calls/c.md=1"]),
        make.run(12, *waived, calls[3], files=["ads/a.html=3", "calls/c.md=1"]),
        make.run(20, a, *waived, calls[3], files=["ads/a.html=1", "calls/c.md=1"], unread=("ads/new.html",), exit=2),
    ]


def test_the_report_in_words(history: list[Any], told: Any) -> None:
    """To accept a change of words: write what text.render gives to the golden file, and read it."""
    assert text.render(told(*history)) == (GOLDEN / "audit.txt").read_text("utf-8")


def test_trends_count_what_stood_at_the_end_of_each_day(history: list[Any], told: Any) -> None:
    made = told(*history)
    assert (made.step, made.days[0], made.days[-1], len(made.days)) == (
        "day",
        date(2026, 11, 2),
        date(2026, 11, 22),
        21,
    )
    points = {trend.name: trend.points for trend in made.teams}
    assert points["sales"] == (2, 2, 2, 2, *[1] * 8, *[0] * 8, 1)
    assert points["calls"] == (0, 0, *[4] * 7, *[1] * 12)
    for group in (made.teams, made.rulesets, made.topics, made.severities):
        assert [sum(day) for day in zip(*(trend.points for trend in group), strict=True)] == [
            sales + calls for sales, calls in zip(points["sales"], points["calls"], strict=True)
        ]


def test_time_to_fix_is_from_first_seen_to_gone(history: list[Any], told: Any) -> None:
    times = {one.severity: one for one in told(*history).times}
    assert (times["error"].mended, times["error"].half, times["error"].standing, times["error"].oldest) == (1, 4, 1, 2)
    assert (times["warning"].mended, times["warning"].half, times["warning"].oldest) == (1, 12, None)
    assert (times["review"].mended, times["review"].half, times["review"].oldest) == (0, None, 20)


@pytest.mark.parametrize(
    ("took", "half", "nine"), [([3], 3, 3), ([1, 4], 2.5, 4), (list(range(1, 11)), 5.5, 9), (list(range(1, 12)), 6, 10)]
)
def test_half_and_nine_of_ten(took: list[int], half: float, nine: float, make: Any, told: Any) -> None:
    first = make.run(
        0, *(make.found(f"f{day}", path=f"{day}.md") for day in took), files=[f"{day}.md=1" for day in took]
    )
    later = [make.run(day, files=[f"{day}.md=2"], asked=(f"{day}.md",)) for day in took]
    error = told(first, *later).times[0]
    assert (error.mended, error.half, error.nine_of_ten) == (len(took), half, nine)


@pytest.mark.parametrize(
    ("as_of", "within", "ends"),
    [
        (date(2026, 11, 24), 30, [(30, False), (39, False), (48, False)]),
        (date(2026, 11, 24), 14, [(30, False)]),
        (date(2026, 12, 10), 0, [(30, True), (39, True)]),
        (date(2026, 11, 10), 30, []),
    ],
    ids=["soon", "sooner", "over and not looked at since", "before they were given"],
)
def test_decisions_about_to_end(as_of: date, within: int, ends: Any, history: list[Any], told: Any) -> None:
    made = told(*history, as_of=as_of, within=within)
    november = date(2026, 10, 31)
    assert [((one.until - november).days, one.is_over) for one in made.endings] == ends


def test_a_promise_about_to_end(make: Any, told: Any) -> None:
    promise = make.decision("waiver", "next release", "Bo", date(2026, 11, 1), date(2026, 12, 1), "fix")
    made = told(make.run(0, make.found("f", promise=promise)))
    assert [(one.until, one.decision.who) for one in made.endings] == [(date(2026, 12, 1), "Bo")]
    assert "ends 1 December 2026: uk-pricing/a in ads/a.html, waiver (fix) by Bo: next release" in text.render(made)
    assert (made.severities[0].standing, made.severities[0].waived) == (1, 0)


def test_a_rule_often_waived_may_want_repair(history: list[Any], told: Any) -> None:
    assert told(*history).rules == (
        RuleUse("uk-calls/c", fired=4, standing=1, mended=0, waived=3, wants_repair=True),
        RuleUse("uk-pricing/a", fired=2, standing=1, mended=1, waived=0, wants_repair=False),
        RuleUse("uk-pricing/b", fired=1, standing=0, mended=1, waived=0, wants_repair=False),
    )


def test_only_one_branch_is_told_of(make: Any, told: Any) -> None:
    topic = make.run(1, make.found("z"), origin=Origin(repository="git.example/shop", branch="topic"))
    runs = make.run(0, make.found("a")), topic, make.run(2, make.found("a"))
    assert [one.rule for one in told(*runs).rules] == ["uk-pricing/a"]
    assert told(*runs).severities[0].standing == 1
    assert [one.fired for one in told(*runs, branch="topic").rules] == [1]
    assert len(told(*runs).runs) == 3
    assert told(*runs, branch="none").rules == ()


def test_an_empty_record_tells_nothing_and_breaks_nothing(told: Any) -> None:
    assert "No run was recorded" in text.render(told())
    assert json.loads(tables.as_json(told()))["runs"] == []


@pytest.mark.parametrize(
    ("length", "step", "count"),
    [(0, "day", 1), (52, "day", 53), (53, "week", 8), (1000, "30 days", 34), (9000, "year", 25)],
)
def test_a_trend_has_no_more_points_than_one_can_see(length: int, step: str, count: int, make: Any, told: Any) -> None:
    made = told(make.run(0, make.found("a")), make.run(length, make.found("a")), as_of=date(2100, 1, 1))
    assert (made.step, len(made.days)) == (step, count)
    assert made.severities[0].points[-1] == 1


@given(st.lists(st.integers(0, 10**6), max_size=60))
def test_charts_stay_inside(points: list[int]) -> None:
    for bar in charts.stacked([("a", points), ("b", points)]):
        assert bar.x >= 0
        assert bar.x + bar.width <= charts.WIDTH + 0.1
        assert bar.y >= -0.1
        assert bar.y + bar.height <= charts.HEIGHT + 0.1
    if points:
        for place in charts.spark(points).split():
            x, y = map(float, place.split(","))
            assert 0 <= x <= charts.SPARK_WIDTH
            assert 0 <= y <= charts.SPARK_HEIGHT


@pytest.mark.parametrize(("most", "top"), [(0, 1), (1, 1), (7, 7), (10, 10), (11, 20), (27, 30), (99, 100), (101, 200)])
def test_the_top_of_a_scale(most: int, top: int) -> None:
    assert charts.highest([0, most]) == top


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"), ("+44", "'+44"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), (" =1", "' =1"), ("＝1", "'＝1"),
        ("\t=1", "\\x09=1"), ("\r=1", "\\x0d=1"), ("a\n=1", "a\\x0a=1"), ("a=1", "a=1"), ("", ""), ("'=1", "'=1"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(value: str, shown: str) -> None:
    assert guarded(value, escaped) == shown


@given(st.text())
def test_no_text_at_all_is_a_formula(value: str) -> None:
    assert guarded(value, escaped).strip()[:1] not in set("=+-@＝＋－＠\t\r\n")


def test_findings_as_a_table(make: Any) -> None:
    f = make.found("f", path="=cmd.md", team="@sales")
    run = make.run(
        0, f, make.waived(make.found("g"), reason="=HYPERLINK(1)", until=date(2027, 1, 1), on=date(2026, 11, 1))
    )
    rows = list(csv.DictReader(io.StringIO(tables.findings_csv([(1, run)]))))
    assert [(row["path"], row["team"], row["state"], row["reason"]) for row in rows] == [
        ("'=cmd.md", "'@sales", "standing", ""),
        ("ads/a.html", "", "allowed", "'=HYPERLINK(1)"),
    ]
    assert (rows[1]["decided_by"], rows[1]["who"], rows[1]["until"]) == ("waiver", "Bo", "2027-01-01")


def test_runs_as_a_table_and_a_head_without_rows(make: Any) -> None:
    (row,) = csv.DictReader(io.StringIO(tables.runs_csv([(3, make.run(0, make.found("f")))])))
    assert (row["run"], row["at"], row["branch"], row["error"], row["exit"]) == (
        "3", "2026-11-02T09:00:00+00:00", "main", "1", "1",
    )  # fmt: skip
    assert tables.findings_csv([]).startswith("run,at,repository,")
