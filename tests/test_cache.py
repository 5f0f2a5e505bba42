"""A cache may make a run quicker, never different."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from offerlint import cache
from offerlint.cache import cache_folder, rules_of
from offerlint.model.rule import Rule
from offerlint.rule_test import test_rule as held
from offerlint.rules.load import bundled, load_rules
from offerlint.rules.stored import restored
from offerlint.rules.storing import stored


def told(rules: tuple[Rule, ...]) -> list[tuple]:
    return [(rule.id, rule.severity, rule.applies_to, rule.effective, rule.body().title, rule.good) for rule in rules]


def test_a_restored_rulebook_is_the_same_and_its_rules_keep_their_examples():
    book = load_rules([bundled() / name for name in ("phrases", "figures.yaml", "uk-calls", "uk-green")])
    data = stored(book)
    again = restored(data)
    assert stored(again) == data
    assert told(again.rules) == told(book.rules)
    assert again.lists.keys() == book.lists.keys()
    assert again.figures == book.figures
    chosen = again.rules[::8]
    assert len(chosen) > 15
    assert [problem for rule in chosen for problem in held(rule, again.figures)] == []


LISTS = ("denied", "asked-about", "quoted-as-bad", "reported-as-past", "instructed-against", "inflation-index")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of some rules and of the shared lists that they name."""
    rules = tmp_path / "rules"
    copied = [f"phrases/{name}.yaml" for name in LISTS]
    for name in (*copied, "uk-price-rises/price-lock-to-check.yaml", "uk-price-rises/further-rise-kept-open.yaml"):
        (rules / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(bundled() / name, rules / name)
    assert not load_rules([rules]).problems
    return rules


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Each time that rule files are read."""
    seen: list[object] = []

    def load(folders, *base):
        seen.append(folders)
        return load_rules(folders, *base)

    monkeypatch.setattr(cache, "_load", load)
    monkeypatch.setattr(cache, "SETTLED", -(10**12))
    return seen


def test_rules_are_read_once(folder, loads, tmp_path):
    kept = tmp_path / "cache"
    first = rules_of([folder], kept)
    again = rules_of([folder], kept)
    assert len(loads) == 1
    assert told(again.rules) == told(first.rules)


@pytest.mark.parametrize("change", ["edit", "add", "remove", "phrase"])
def test_a_change_of_any_file_is_seen(folder, loads, tmp_path, change):
    kept = tmp_path / "cache"
    before = rules_of([folder], kept)
    rule = folder / "uk-price-rises" / (before.rules[0].id.split("/")[1] + ".yaml")
    if change == "edit":
        state = rule.stat()
        rule.write_text(rule.read_text("utf-8").replace("title:", "title: Now", 1), "utf-8")
        os.utime(rule, ns=(state.st_atime_ns, state.st_mtime_ns))
    elif change == "add":
        shutil.copy(rule, rule.with_name("one-more.yaml"))
    elif change == "remove":
        rule.unlink()
    else:
        (folder / "phrases" / "denied.yaml").write_text("title: None\nphrases: [never ever]\n", "utf-8")
    after = rules_of([folder], kept)
    assert len(loads) == 2
    assert stored(after) == stored(load_rules([folder]))
    assert stored(after) != stored(before)


HOUSE = """\
title: No cheering before a price
topic: price-clarity
severity: warning
why: It is our way.
authority: {body: Larkline, instrument: House style, seen: V, checked: 2026-11-24}
check:
  forbid:
    phrase: ["hooray ... @inflation-index", "hooray ... {price.value=@missed-visit}"]
    unless: ["@denied"]
message: "{found} is no way to tell a price."
suggest: Leave out the cheering.
examples:
  bad:
    - {text: "Hooray for CPI plus 3.9%.", flags: "Hooray for CPI"}
    - {text: "Hooray, RPI it is.", flags: "Hooray, RPI"}
  good:
    - {text: "Hooray for us."}
    - {text: "No hooray for CPI here.", name: near miss}
"""


@pytest.fixture
def house(folder: Path, tmp_path: Path) -> Path:
    """A folder of one's own, whose rule names a shared list and a figure of ours."""
    shutil.copy(bundled() / "figures.yaml", folder)
    (tmp_path / "house" / "larkline").mkdir(parents=True)
    (tmp_path / "house" / "larkline" / "cheering.yaml").write_text(HOUSE, "utf-8")
    return tmp_path / "house"


def test_rules_of_ones_own_are_read_beside_those_that_are_kept(folder, house, loads, tmp_path):
    kept, both = tmp_path / "cache", [folder, house]
    whole = load_rules(both)
    for expected in ([[folder], [house]], []):
        loads.clear()
        book = rules_of(both, kept)
        assert loads == expected
        assert (told(book.rules), book.lists.keys(), book.figures) == (
            told(whole.rules), whole.lists.keys(), whole.figures,
        )  # fmt: skip
        assert not book.problems
        (own,) = (rule for rule in book.rules if rule.id == "larkline/cheering")
        assert held(own, book.figures) == []
    rule = house / "larkline" / "cheering.yaml"
    rule.write_text(HOUSE.replace("No cheering", "Never a cheer"), "utf-8")
    loads.clear()
    assert "Never a cheer before a price" in [rule.body().title for rule in rules_of(both, kept).rules]
    assert loads == [[house]]


@pytest.mark.parametrize("name", ["phrases/inflation-index.yaml", "figures.yaml"])
def test_where_ones_own_replaces_what_is_shared_all_are_read_together(folder, house, loads, tmp_path, name):
    kept, both = tmp_path / "cache", [folder, house]
    (house / name).parent.mkdir(exist_ok=True)
    text = (folder / name).read_text("utf-8")
    (house / name).write_text(text.replace("phrases:", "phrases:\n  - the cost of larks", 1), "utf-8")
    for expected in ([[folder], [house], both], []):
        loads.clear()
        assert stored(rules_of(both, kept)) == stored(load_rules(both))
        assert loads == expected


def test_an_id_that_is_taken_is_told_beside_kept_rules_too(folder, house, loads, tmp_path):
    taken = next((folder / "uk-price-rises").glob("*.yaml"))
    (house / "uk-price-rises").mkdir()
    shutil.copy(taken, house / "uk-price-rises")
    (problem,) = rules_of([folder, house], tmp_path / "cache").problems
    assert "is a rule of this id already" in problem.message


@pytest.mark.parametrize("damage", ["cut", "head", "flipped", "long", "empty", "other"])
def test_a_damaged_cache_is_made_again(folder, loads, tmp_path, damage):
    kept = tmp_path / "cache"
    before = rules_of([folder], kept)
    mark = bytes.fromhex(before.mark)
    (file,) = kept.iterdir()
    data = file.read_bytes()
    middle, sized = len(data) // 2, len(mark) + cache.CHECKED + 1
    broken = {
        "cut": data[:-5],
        "head": data[: sized + 90] + b"~" + data[sized + 91 :],
        "flipped": data[:middle] + b"~" + data[middle + 1 :],
        "long": data[:sized] + b"ffffffff" + data[sized + 8 :],
        "empty": b"",
        "other": b"[]" * 90,
    }[damage]
    file.write_bytes(broken)
    assert stored(rules_of([folder], kept)) == stored(before)
    assert file.read_bytes() == data
    assert len(loads) == 2


@pytest.mark.parametrize("is_gone", [True, False])
def test_what_rules_say_is_read_when_it_is_asked_for(folder, loads, tmp_path, is_gone):
    """Until then the file may be gone, or be damaged where the lines stand; not once the rules are others."""
    kept = tmp_path / "cache"
    before = rules_of([folder], kept)
    head, other = rules_of([folder], kept), rules_of([folder], kept)
    (file,) = kept.iterdir()
    file.unlink() if is_gone else file.write_bytes(file.read_bytes()[:-1])
    assert told(head.rules) == told(before.rules)
    assert len(loads) == 2
    next((folder / "uk-price-rises").glob("*.yaml")).unlink()
    rules_of([folder], kept)
    with pytest.raises(ValueError, match="run it again"):
        told(other.rules)


def test_rules_with_mistakes_are_not_kept(folder, loads, tmp_path):
    (folder / "uk-price-rises" / "wrong.yaml").write_text("title: [", "utf-8")
    assert rules_of([folder], tmp_path / "cache").problems
    assert rules_of([folder], tmp_path / "cache").problems
    assert len(loads) == 2


def test_files_that_have_just_changed_are_not_kept(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "SETTLED", 10**15)
    rules_of([folder], tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_a_folder_that_cannot_be_written_stops_nothing(folder, loads, tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert rules_of([folder], tmp_path / "file" / "cache").rules


def test_the_user_can_say_where_or_not_at_all(monkeypatch):
    assert cache_folder({"OFFERLINT_CACHE": "off"}) is None
    assert cache_folder({"OFFERLINT_CACHE": "/elsewhere"}) == Path("/elsewhere")
    assert cache_folder({}) is not None

    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder({}) is None


def test_only_our_own_files_are_tidied_away(folder, loads, tmp_path, monkeypatch):
    kept = tmp_path / "cache"
    kept.mkdir()
    (kept / "thesis.txt").write_text("years of work")
    monkeypatch.setattr(cache, "MOST", {cache.RULES: 2, cache.RESULTS: 3})
    for number in range(4):
        cache.put(kept / f"rules-{number}", [b"x"])
        os.utime(kept / f"rules-{number}", (number, number))
    rules_of([folder], kept)
    assert len([file for file in kept.iterdir() if file.name.startswith("rules-")]) == 2
    assert (kept / "thesis.txt").read_text() == "years of work"


def test_rules_in_use_outlive_the_results_of_many_folders_and_other_rules(folder, tmp_path, loads, monkeypatch):
    kept = tmp_path / "cache"
    monkeypatch.setattr(cache, "MOST", {cache.RULES: 2, cache.RESULTS: 3})
    rules_of([folder], kept)
    (own,) = kept.iterdir()
    for number in range(8):
        os.utime(own, (number, number))
        cache.put(kept / f"results-{number}", [b"x"])
        cache._held.clear()
        rules_of([folder], kept)
        cache.put(kept / f"rules-{number}", [b"x"])
    assert own.exists()
    assert len(list(kept.iterdir())) == 5
    assert len(loads) == 1


def test_what_is_made_of_a_rulebook_is_made_once_until_it_changes_or_is_damaged(folder, loads, tmp_path):
    where = tmp_path / "cache"
    made: list[object] = []

    def make(rulebook):
        made.append(rulebook)
        return stored(rulebook)

    book = rules_of([folder], where)
    first = cache.kept(book, where, make)
    assert first == cache.kept(rules_of([folder], where), where, make) == stored(book)
    assert len(made) == 1
    (file,) = (one for one in where.iterdir() if one.name.startswith(cache.BOOKS))
    file.write_bytes(file.read_bytes()[:-1])
    assert cache.kept(book, where, make) == first
    assert len(made) == 2
    (folder / "phrases" / "denied.yaml").write_text("title: None\nphrases: [never ever]\n", "utf-8")
    assert cache.kept(rules_of([folder], where), where, make) != first
    assert len(made) == 3
    cache.kept(book, None, make)
    assert len(made) == 4
