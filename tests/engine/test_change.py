"""What changed between two reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.change import compare
from offerlint.model.about import About
from offerlint.model.finding import Allowed, FileSummary, Finding, Report
from offerlint.model.vocabulary import Severity

BEFORE, AFTER = date(2026, 11, 1), date(2026, 11, 28)


def finding(fingerprint: str, path: str = "a.md", where: str = "line 1", *, former: tuple[str, ...] = ()) -> Finding:
    return Finding(
        "uk-pricing/x", "price-total", Severity.ERROR, path, where, None, None, (), "£30", "m", "", (), fingerprint,
        former=former,
    )  # fmt: skip


def report(*found: Finding, day: date = AFTER, files: Sequence[str] = ("a.md", "b.md"), allowed=()) -> Report:
    read = tuple(FileSummary(path, About(), 1, 10, day) for path in files)
    return Report(found, read, (), (), day, allowed=tuple(Allowed(one, "waiver", "agreed") for one in allowed))


@pytest.mark.parametrize(
    ("earlier", "later", "new", "fixed", "standing", "moved"),
    [
        ([], ["1"], ["1"], [], [], []),
        (["1"], [], [], ["1"], [], []),
        (["1"], ["1"], [], [], ["1"], []),
        (["1"], ["1@b.md"], [], [], ["1"], ["1"]),
        (["1"], ["1:line 9"], [], [], ["1"], ["1"]),
        (["1", "1"], ["1"], [], ["1"], ["1"], []),
        (["1"], ["1", "1"], ["1"], [], ["1"], []),
        (["1", "2"], ["3", "1"], ["3"], ["2"], ["1"], []),
    ],
)  # fmt: skip
def test_each_finding_is_in_one_of_them(earlier, later, new, fixed, standing, moved) -> None:
    def make(words: str) -> Finding:
        name, _, where = words.partition(":")
        fingerprint, _, path = name.partition("@")
        return finding(fingerprint, path or "a.md", where or "line 1")

    change = compare(report(*map(make, earlier), day=BEFORE), report(*map(make, later)))
    assert [one.fingerprint for one in change.new] == new
    assert [one.fingerprint for one in change.fixed] == fixed
    assert [one.now.fingerprint for one in change.standing] == standing
    assert [one.now.fingerprint for one in change.moved] == moved
    assert change.since == BEFORE


def test_of_findings_alike_those_that_did_not_move_are_paired_first() -> None:
    earlier = [finding("1", where="line 1"), finding("1", where="line 5"), finding("1", "b.md")]
    later = [finding("1", "b.md"), finding("1", where="line 5"), finding("1", where="line 7")]
    change = compare(report(*earlier), report(*later))
    assert [(one.before.where, one.now.where) for one in change.moved] == [("line 1", "line 7")]


def test_what_is_allowed_since_or_was_not_read_is_not_called_fixed() -> None:
    change = compare(report(finding("1"), finding("2", "b.md")), report(files=["a.md"], allowed=[finding("1")]))
    assert change.fixed == ()
    assert [one.fingerprint for one in change.allowed] == ["1"]
    assert [one.fingerprint for one in change.unread] == ["2"]


def test_a_renamed_rule_is_the_same_finding() -> None:
    change = compare(report(finding("old")), report(finding("now", former=("older", "old"))))
    assert (change.new, change.fixed) == ((), ())
    assert len(change.standing) == 1


_MANY = st.lists(
    st.builds(finding, st.sampled_from("123"), st.sampled_from(["a.md", "b.md"]), st.sampled_from(["line 1", "line 2"]))
)


@given(_MANY, _MANY)
def test_nothing_is_lost_or_counted_twice(earlier: list[Finding], later: list[Finding]) -> None:
    change = compare(report(*earlier), report(*later))
    assert Counter([*change.new, *(one.now for one in change.standing)]) == Counter(later)
    assert Counter([*change.fixed, *(one.before for one in change.standing)]) == Counter(earlier)
    assert not {one.fingerprint for one in change.new} & {one.fingerprint for one in change.fixed}
