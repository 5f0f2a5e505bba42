"""The baseline: what is old, what is new, what is gone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerlint.model.decision import Owed, Seen
from offerlint.owe import owed, without
from offerlint.registers.baseline import baseline_text, read_baseline
from offerlint.rules.yaml_tree import RuleError

AD = "The fastest broadband.\n"


def keep(desk, *paths: str) -> tuple[Owed, ...]:
    """Writes the baseline anew, as the command does."""
    checked = desk.checked(*paths)
    old = read_baseline(desk.baseline).owed if desk.baseline else ()
    standing = [*checked.report.findings, *(one.finding for one in checked.report.allowed if one.by == "baseline")]
    now = owed(standing, old, checked.seen)
    desk.baseline = baseline_text(now)
    return now


def gone(desk, *paths: str) -> list[tuple[str, int]]:
    debt = desk.run(*paths).debt
    return [(one.path, one.count) for one in debt.gone]


def test_what_stood_is_old_and_the_rest_is_new(desk) -> None:
    desk.write("a.md", AD)
    keep(desk)
    desk.write("a.md", "# Spring\n\n" + AD + "\nThe quickest network.\n")
    report = desk.run()
    assert [finding.excerpt for finding in report.findings] == ["quickest"]
    assert [(one.finding.excerpt, one.by) for one in report.allowed] == [("fastest", "baseline")]
    assert (report.debt.left, report.debt.gone) == (1, ())


@pytest.mark.parametrize(
    ("before", "after", "new", "left", "mended"), [(1, 3, 2, 1, 0), (3, 1, 0, 1, 2), (2, 2, 0, 2, 0)]
)
def test_of_faults_alike_as_many_are_old_as_there_were(desk, before, after, new, left, mended) -> None:
    desk.write("a.md", (AD + "\n") * before)
    keep(desk)
    desk.write("a.md", (AD + "\n") * after)
    report = desk.run()
    assert (len(report.findings), report.debt.left, sum(one.count for one in report.debt.gone)) == (new, left, mended)


def test_a_renamed_file_keeps_its_debt_and_a_copy_has_none(desk) -> None:
    desk.write("a.md", AD)
    keep(desk)
    desk.write("b.md", AD)
    assert [finding.path for finding in desk.run().findings] == ["b.md"]
    assert [finding.path for finding in desk.run("b.md").findings] == ["b.md"]
    (desk.folder / "a.md").unlink()
    assert desk.run().findings == ()
    assert desk.run("b.md").findings == ()
    assert [one.path for one in keep(desk)] == ["b.md"]


def test_only_what_the_run_saw_is_gone(desk) -> None:
    desk.write("a.md", AD)
    desk.write("sub/b.md", AD)
    desk.write("c.md", AD)
    keep(desk)
    desk.write("a.md", "Nothing.\n")
    desk.write("sub/b.md", "Nothing.\n")
    (desk.folder / "c.md").unlink()
    assert gone(desk, "sub") == [("sub/b.md", 1)]
    assert gone(desk) == [("a.md", 1), ("c.md", 1), ("sub/b.md", 1)]
    assert desk.run(ignore=("our-claims/fastest",)).debt.gone == ()


def test_a_part_is_written_anew_and_the_rest_stays(desk) -> None:
    desk.write("a.md", AD)
    desk.write("sub/b.md", AD)
    keep(desk)
    desk.write("a.md", "Nothing.\n")
    desk.write("sub/b.md", AD + "\nThe quickest.\n")
    assert [one.path for one in keep(desk, "sub")] == ["a.md", "sub/b.md", "sub/b.md"]
    assert [one.path for one in keep(desk)] == ["sub/b.md", "sub/b.md"]


def test_what_a_waiver_allows_is_no_debt(desk) -> None:
    desk.write("a.md", AD)
    desk.waive("excerpt: fastest")
    assert keep(desk) == ()


def test_a_renamed_rule_keeps_its_debt(desk) -> None:
    desk.write("a.md", AD)
    (finding,) = desk.run().findings
    desk.baseline = baseline_text([Owed("a.md", "our-claims/quickest", finding.former[0])])
    report = desk.run()
    assert report.findings == ()
    assert report.debt.gone == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.sampled_from(["fastest", "quickest", "fast"]), max_size=6).flatmap(
    lambda words: st.tuples(st.just(words), st.permutations(words), st.lists(st.integers(0, 3), max_size=6))
))  # fmt: skip
def test_moving_paragraphs_about_makes_nothing_new(desk, story) -> None:
    before, after, blanks = story
    desk.baseline = ""
    desk.write("a.md", "\n\n".join(f"The {word} one." for word in before))
    keep(desk)
    gaps = [*blanks, *([0] * len(after))]
    desk.write("a.md", "".join(f"The {word} one.\n\n" + "\n" * gaps[i] for i, word in enumerate(after)))
    report = desk.run()
    assert (report.findings, report.debt.gone) == ((), ())
    assert report.debt.left == sum(word != "fast" for word in before)


_PATHS = st.text(st.characters(exclude_characters="\x00"), min_size=1).filter(lambda path: path == path.strip() != "")
_OWED = st.builds(
    Owed, _PATHS, st.sampled_from(["a-b/c", "a-b/d"]), st.from_regex("[0-9a-f]{16}", fullmatch=True), st.integers(1, 9)
)


@given(st.lists(_OWED))
def test_what_was_written_is_read(entries: list[Owed]) -> None:
    text = baseline_text(entries)
    written = [
        Owed(one.path.encode("utf-8", "replace").decode(), one.rule, one.fingerprint, one.count) for one in entries
    ]
    assert list(read_baseline(text).owed) == written
    assert len(text.splitlines()) == len(entries) + 2


def test_pruning_strikes_out_what_is_gone_and_no_more() -> None:
    old = [Owed("b", "r/x", "2" * 16, 3), Owed("a", "r/x", "1" * 16, 1)]
    assert without(old, [Owed("b", "r/x", "2" * 16, 2), Owed("a", "r/x", "1" * 16, 1)]) == (
        Owed("b", "r/x", "2" * 16, 1),
    )


def test_a_rule_that_is_no_more_leaves_no_debt() -> None:
    seen = Seen({}, {"a.md": frozenset({"r/x"})}, {"r/x": "r/x"})
    assert seen.judges("r/deleted", "a.md")
    assert not seen.judges("r/deleted", "b.md")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("baseline:\n<<<<<<< HEAD\n", 2, "a merge in git left its marks here"),
        ("baseline:\n  - {path: a, rule: r/x, fingerprint: '12'}\n", 2, "copy its 16"),
        ("baseline:\n  - {path: a, rule: r/x, fingerprint: '0123456789abcdef', count: 0}\n", 2, "from 1"),
    ],
)
def test_mistakes_are_placed(text: str, line: int, said: str) -> None:
    with pytest.raises(RuleError, match=said) as caught:
        read_baseline(text)
    assert caught.value.line == line
