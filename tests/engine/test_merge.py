"""One fault, one finding."""

import random
from dataclasses import replace

import pytest

from offerlint.merge import merge
from offerlint.model.document import HTML_SHOWN
from offerlint.model.finding import Finding
from offerlint.model.vocabulary import Severity
from offerlint.text.lines import Position
from offerlint.text.span import Span


def finding(
    rule: str,
    *runs: tuple[int, int],
    topic: str = "price-rise",
    severity: Severity = Severity.ERROR,
    exposed_by: tuple[dict[str, str], ...] = (),
    path: str = "a.md",
) -> Finding:
    start, end = runs[0][0], runs[-1][1]
    return Finding(
        rule=rule,
        topic=topic,
        severity=severity,
        path=path,
        where="",
        start=Position(1, start + 1, start),
        end=Position(1, end + 1, end),
        runs=tuple(Span(*run) for run in runs),
        excerpt="",
        message="",
        suggest="",
        authority=(),
        fingerprint="",
        exposed_by=exposed_by,
    )


def test_the_gravest_of_one_topic_on_the_same_words_stands_and_names_the_others() -> None:
    merged = merge([finding("r/b", (0, 9), severity=Severity.REVIEW), finding("r/a", (4, 6)), finding("r/c", (20, 22))])
    assert [(f.rule, f.also) for f in merged] == [("r/a", ("r/b",)), ("r/c", ())]


def test_words_between_two_runs_are_not_the_findings() -> None:
    assert len(merge([finding("r/a", (0, 3), (10, 12)), finding("r/b", (4, 9))])) == 2


def test_another_topic_on_the_same_words_is_another_finding() -> None:
    assert len(merge([finding("r/a", (0, 5)), finding("r/b", (0, 5), topic="free")])) == 2


def test_a_rule_that_says_it_twice_of_the_same_words_is_not_its_own_also() -> None:
    (merged,) = merge([finding("r/a", (0, 5)), finding("r/a", (2, 5))])
    assert merged.also == ()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(({"vip": "yes"},), ({"vip": "no"},), ({"vip": "no"}, {"vip": "yes"}), id="either"),
        pytest.param(({"vip": "yes"},), (), (), id="always in one variant"),
        pytest.param(({"vip": "yes", "x": "no"},), ({"vip": "yes"},), ({"vip": "yes"},), id="smallest set"),
    ],
)
def test_choices_of_several_variants(
    first: tuple[dict[str, str], ...], second: tuple[dict[str, str], ...], expected: tuple[dict[str, str], ...]
) -> None:
    (merged,) = merge([finding("r/a", (0, 5), exposed_by=first), finding("r/a", (0, 5), exposed_by=second)])
    assert merged.exposed_by == expected


def test_shuffled_findings_give_the_same_report() -> None:
    findings = [
        finding(f"{topic}/{rule}-{severity}", (start, start + 4), topic=topic, severity=severity, path=path)
        for rule in "abc"
        for start in (0, 2, 9)
        for topic in ("free", "speed")
        for severity in (Severity.ERROR, Severity.REVIEW)
        for path in ("a.md", "b.md")
    ]
    expected = merge(findings)
    for seed in range(20):
        random.Random(seed).shuffle(findings)
        assert merge(findings) == expected


def said(words: str, at: int, shown: str, **others: str) -> Finding:
    exposed = ({HTML_SHOWN: shown, **others},) if shown else ()
    return replace(finding("r/a", (at, at + 5), exposed_by=exposed), excerpt=words, where=f"at {at}")


def test_what_both_alternatives_of_a_message_say_is_one_finding_in_the_html() -> None:
    merged = merge([said("Half price", 0, "no"), said("half  price", 90, "yes"), said("Free", 120, "yes")])
    assert [(f.where, f.exposed_by, [r.where for r in f.related]) for f in merged] == [
        ("at 90", (), ["at 0"]),
        ("at 120", ({HTML_SHOWN: "yes"},), []),
    ]


def test_alternatives_are_paired_one_by_one_and_other_choices_are_kept() -> None:
    merged = merge([said("Free", 90, "yes", vip="yes"), said("Free", 0, "no", vip="yes"), said("Free", 30, "no")])
    assert [(f.where, f.exposed_by, len(f.related)) for f in merged] == [
        ("at 30", ({HTML_SHOWN: "no"},), 0),
        ("at 90", ({"vip": "yes"},), 1),
    ]


def test_what_stands_outside_the_alternatives_is_never_paired() -> None:
    assert len(merge([said("Free", 0, ""), said("Free", 30, "yes")])) == 2
