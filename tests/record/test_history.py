"""How findings live over runs: only what a run read, by rules it had, is judged by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from offerlint.record.chain import digest
from offerlint.record.history import Life, follow, main_branches
from offerlint.record.run import Origin, Ruleset
from offerlint.record.wire import write_ruleset

FILE = "ads/a.html"


@pytest.fixture
def lived(make: Any) -> Any:
    """The states of the lives that runs give, with the day on which each began (0 is the first run's)."""

    def told(*runs: Any, rules: Ruleset = make.rules) -> list[list[tuple[int, str]]]:
        lives = follow(runs, {digest(write_ruleset(one)): one for one in (make.rules, rules)})
        return [[((at.date() - date(2026, 11, 2)).days, state) for at, state in life.changes] for life in lives]

    return told


def test_it_stands_until_a_run_finds_the_words_gone(make: Any, lived: Any) -> None:
    f = make.found("f")
    assert lived(make.run(0, f, files=["ads/a.html=1"]), make.run(3, f, files=["ads/a.html=2"]),
                 make.run(5, files=["ads/a.html=3"]), make.run(9, files=["ads/a.html=3"])) == [
        [(0, "standing"), (5, "mended")]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("later", "states"),
    [
        ({"files": ["ads/b.html"], "asked": ("ads/b.html",)}, []),
        ({"files": ["ads/b.html"], "asked": ("adsense",)}, []),
        ({"files": ["ads/b.html"], "asked": ("ads",)}, [(5, "left")]),
        ({"files": []}, [(5, "left")]),
        ({"files": [], "unread": (FILE,)}, []),
        ({"files": [f"{FILE}=2"], "unread": (FILE,)}, []),
        ({"files": [f"{FILE}=1"]}, [(5, "lapsed")]),
        ({"files": [f"{FILE}=2"], "ruleset": "of other rules"}, []),
        ({"files": [f"{FILE}=2"], "origin": Origin(repository="another")}, []),
        ({"files": [f"{FILE}=2"]}, [(5, "mended")]),
    ],
    ids=["another file was asked for", "another folder of like name", "its folder was asked for", "nothing was left",
         "it could not be read", "it was not wholly judged", "it reads as before", "its rule was not in force",
         "another repository", "it was mended"],
)  # fmt: skip
def test_what_a_later_run_without_it_says(later: Any, states: Any, make: Any, lived: Any) -> None:
    runs = make.run(0, make.found("f"), files=[f"{FILE}=1"]), make.run(5, **later)
    assert lived(*runs) == [[(0, "standing"), *states]]


def test_a_rule_that_is_no_longer_chosen_judges_nothing(make: Any, lived: Any) -> None:
    rules = Ruleset("1.0", {"uk-pricing/b": "b1"}, {}, ("uk-pricing/a",))
    runs = (
        make.run(0, make.found("f"), make.found("g", rule="uk-pricing/b"), files=[f"{FILE}=1"]),
        make.run(5, files=[f"{FILE}=2"], ruleset=digest(write_ruleset(rules))),
    )
    assert lived(*runs, rules=rules) == [[(0, "standing")], [(0, "standing"), (5, "mended")]]


def test_a_rule_that_is_no_more_ends_what_it_found_and_that_is_no_fix(make: Any, lived: Any) -> None:
    rules = Ruleset("1.1", {"uk-pricing/b": "b1"}, {})
    later = make.run(5, files=[f"{FILE}=2"], ruleset=digest(write_ruleset(rules)))
    assert lived(make.run(0, make.found("f"), files=[f"{FILE}=1"]), later, rules=rules) == [
        [(0, "standing"), (5, "lapsed")]
    ]


def test_a_rule_with_a_new_name_finds_the_same(make: Any, lived: Any) -> None:
    rules = Ruleset("1.1", {"uk-pricing/new": "a1"}, {})
    renamed = make.found("f2", rule="uk-pricing/new", former=("f",))
    version = digest(write_ruleset(rules))
    runs = (
        make.run(0, make.found("f"), files=[f"{FILE}=1"]),
        make.run(5, renamed, files=[f"{FILE}=2"], ruleset=version),
        make.run(7, files=[f"{FILE}=3"], ruleset=version),
    )
    assert lived(*runs, rules=rules) == [[(0, "standing"), (7, "mended")]]


def test_a_finding_that_comes_back_lives_anew(make: Any, lived: Any) -> None:
    f = make.found("f")
    runs = make.run(0, f, files=[f"{FILE}=1"]), make.run(1, files=[f"{FILE}=2"]), make.run(2, f, files=[f"{FILE}=1"])
    assert lived(*runs) == [[(0, "standing"), (1, "mended")], [(2, "standing")]]


def test_a_waiver_and_its_end(make: Any, lived: Any) -> None:
    f = make.found("f")
    runs = make.run(0, f), make.run(1, make.waived(f)), make.run(3, make.waived(f)), make.run(9, f)
    assert lived(*runs) == [[(0, "standing"), (1, "decided"), (9, "standing")]]


def test_words_changed_while_they_were_waived_are_no_fix(make: Any, lived: Any) -> None:
    f = make.found("f")
    runs = make.run(0, make.waived(f), files=[f"{FILE}=1"]), make.run(4, files=[f"{FILE}=2"])
    assert lived(*runs) == [[(0, "decided"), (4, "lapsed")]]


def test_a_finding_goes_with_its_file_to_a_new_name(make: Any) -> None:
    f = make.found("f")
    runs = make.run(0, f), make.run(2, replace(f, path="ads/new.html"), files=["ads/new.html"])
    (life,) = follow(runs, {})
    assert (life.found.path, life.state, life.changes[0][0]) == ("ads/new.html", "standing", runs[0].at)


def test_the_same_words_in_two_files_are_two_lives(make: Any, lived: Any) -> None:
    f, other = make.found("f"), make.found("f", path="b.html")
    runs = make.run(0, f, other, files=[FILE, "b.html"]), make.run(1, other, files=[f"{FILE}=2", "b.html"])
    assert lived(*runs) == [[(0, "standing"), (1, "mended")], [(0, "standing")]]


def test_a_clock_that_runs_behind_takes_no_time_back(make: Any) -> None:
    lives = follow([make.run(5, make.found("f"), files=[f"{FILE}=1"]), make.run(2, files=[f"{FILE}=2"])],
                   {digest(write_ruleset(make.rules)): make.rules})  # fmt: skip
    assert [life.took.total_seconds() for life in lives if life.took is not None] == [0]


def test_where_it_stood_on_a_day(make: Any) -> None:
    f = make.found("f")
    (life,) = follow([make.run(1, f), make.run(3, make.waived(f)), make.run(5, f)], {})
    days = [date(2026, 11, 2 + day) for day in range(7)]
    assert [life.stood_on(day) for day in days] == [False, True, True, False, False, True, True]


def test_waivers_are_remembered_and_proof_is_none(make: Any) -> None:
    f = make.found("f")
    again = make.waived(f, reason="agreed again")
    lives: list[Life] = follow(
        [
            make.run(0, make.waived(f)),
            make.run(1, again),
            make.run(2, again),
            make.run(3, make.waived(f, by="evidence")),
        ],
        {},
    )
    assert [one.reason for one in lives[0].waivers] == ["agreed", "agreed again"]


def test_the_branch_with_most_runs_is_told_of(make: Any) -> None:
    def on(branch: str, repository: str = "shop") -> Any:
        return make.run(0, origin=Origin(repository=repository, branch=branch))

    runs = [on("topic"), on("main"), on("main"), on("b", "calls"), on("a", "calls"), on("", "")]
    assert main_branches(runs) == {"shop": "main", "calls": "b", "": ""}
