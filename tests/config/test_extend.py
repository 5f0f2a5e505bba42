"""What a configuration extends, and how what both say is put together."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from offerlint.config.find import ConfigError
from offerlint.config.read import read_config

Written = Callable[[dict[str, str]], Path]


@pytest.mark.parametrize(
    ("base", "own", "key", "expected"),
    [
        pytest.param("level: minimum", "level: full", "level", "full", id="a word: the nearest file's"),
        pytest.param("level: minimum", "ignore: free", "level", "minimum", id="a word that only the base says"),
        pytest.param("ignore: [free, speed]", "ignore: [speed, a]", "ignore", ("free", "speed", "a"), id="list"),
        pytest.param("exclude: [a/**]", "exclude: b/**", "exclude", ("a/**", "b/**"), id="a lone value is a list"),
        pytest.param("select: [free]", "select: [speed]", "select", ("speed",), id="select is a choice: the nearest's"),
        pytest.param(
            "severity: {free: error, speed: advice}", "severity: {free: review}", "severity",
            {"free": "review", "speed": "advice"}, id="a mapping, name by name",
        ),
        pytest.param(
            "parameters: {a/b: {x: 1, y: 2}}", "parameters: {a/b: {y: 3}, c/d: {z: 4}}", "parameters",
            {"a/b": {"x": 1, "y": 3}, "c/d": {"z": 4}}, id="parameters of one rule too",
        ),
        pytest.param("provider: {a: x}", "provider: {b: y}", "provider", {"a": "x", "b": "y"}, id="provider"),
        pytest.param("fields: {a: [x]}", "fields: {a: [y]}", "fields",
                     {"a": {"values": ("y",)}}, id="a field as a whole"),
    ],
)  # fmt: skip
def test_what_both_say(written: Written, base: str, own: str, key: str, expected: object) -> None:
    config = read_config(written({"offerlint.yaml": f"extends: base.yaml\n{own}\n", "base.yaml": base}))
    value = getattr(config, key)
    if key == "fields":
        value = {name: {"values": one["values"]} for name, one in value.items()}
    assert value == expected


def test_later_bases_are_laid_over_earlier_ones_and_entries_of_files_follow_in_order(written: Written) -> None:
    path = written(
        {
            "offerlint.yaml": "extends: [uk-finance, a.yaml, b.yaml]\nfiles: [{match: c, channel: sms}]\n",
            "a.yaml": "profile: uk-general\nteam: A\nfiles: [{match: a, channel: web}]\n",
            "b.yaml": "team: B\nfiles: [{match: b, channel: email}]\n",
        }
    )
    config = read_config(path)
    assert (config.profile, config.team) == ("uk-general", "B")
    assert [glob.match for glob in config.files] == [("a",), ("b",), ("c",)]


def test_what_two_bases_share_counts_once_and_under_both(written: Written) -> None:
    path = written(
        {
            "offerlint.yaml": "extends: [a.yaml, b.yaml]\n",
            "a.yaml": "extends: root.yaml\nteam: A\n",
            "b.yaml": "extends: root.yaml\n",
            "root.yaml": "team: Root\nfiles: [{match: x, kind: copy}]\n",
        }
    )
    config = read_config(path)
    assert config.team == "A"
    assert len(config.files) == 1


def test_paths_start_from_the_file_that_names_them_and_globs_from_the_whole(written: Written, tmp_path: Path) -> None:
    path = written(
        {
            "team/offerlint.yaml": "extends: ../house/offerlint.yaml\nrules: [own]\nwaivers: w.yaml\n",
            "house/offerlint.yaml": "rules: [rules]\nevidence: proofs.yaml\ntemplates: [parts]\n"
            "exclude: [drafts/**]\nfiles: [{match: ads/**, channel: web}]\n",
        }
    )
    config = read_config(path)
    assert [one.resolve() for one in config.rules] == [tmp_path / "house/rules", tmp_path / "team/own"]
    assert (config.evidence, config.templates) == ("../house/proofs.yaml", ("../house/parts",))
    assert config.waivers == "w.yaml"
    assert config.excludes(str(tmp_path / "team/drafts/a.md"))
    assert config.declared(str(tmp_path / "team/ads/a.md")) == {"channel": "web"}


def test_a_folder_and_a_project_file_can_be_extended(written: Written) -> None:
    path = written(
        {
            "a/offerlint.yaml": "extends: [.., ../pyproject.toml]\n",
            "offerlint.yaml": "team: Folder\n",
            "pyproject.toml": "[tool.offerlint]\nlevel = 'minimum'\n",
        }
    )
    config = read_config(path)
    assert (config.team, config.level) == ("Folder", "minimum")
    assert config.places["level", ""].endswith("pyproject.toml (tool.offerlint.level)")


def test_a_package_brings_its_configuration_or_only_rules(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(
        {
            "offerlint.yaml": "extends: [package:larkline-house, package:larkline_rules]\n",
            "site/larkline_house/__init__.py": "raise SystemExit('nothing of a package is run')\n",
            "site/larkline_house/offerlint.yaml": "level: standard\nrules: [house]\n",
            "site/larkline_rules/rulesets/our-brand/readme.txt": "",
        }
    )
    monkeypatch.syspath_prepend(tmp_path / "site")
    config = read_config(path)
    assert config.level == "standard"
    assert [one.as_posix() for one in config.rules] == [
        f"{tmp_path}/site/larkline_house/house",
        f"{tmp_path}/site/larkline_rules/rulesets",
    ]
    assert "larkline_house" not in sys.modules


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.yaml": "extends: a.yaml"}, r"a.yaml:1: this extends itself: \S*a.yaml → \S*a.yaml; take one"),
        (
            {"a.yaml": "team: A\nextends: [b.yaml]", "b.yaml": "extends: ./c.yaml", "c.yaml": "extends: a.yaml"},
            r"c.yaml:1: this extends itself: \S*a.yaml → \S*b.yaml → \S*c.yaml → \S*a.yaml",
        ),
        ({"a.yaml": "extends: uk-genral"}, r"a.yaml:1: “uk-genral” is no profile; did you mean “uk-general”\?"),
        ({"a.yaml": "extends: house"}, r"Write a path with .* a slash \(./house\), a package as package:house"),
        ({"a.yaml": "team: A\nextends:\n  - b.yaml"}, r"a.yaml:3: there is no file \S*b.yaml; paths start from"),
        ({"a.yaml": "extends: b/"}, r"there is no file"),
        ({"a.yaml": "extends: package:no_such_house"}, "no package no_such_house is installed where offerlint runs"),
        ({"a.yaml": "extends: package:os.path"}, "is no name of a package"),
        ({"a.yaml": "extends: package:json"}, "package json has neither a file offerlint.yaml nor a folder rulesets"),
        ({"a.yaml": "extends: package:zlib"}, "zlib"),
        ({"a.yaml": "extends: b.yaml", "b.yaml": "teem: B"}, r"b.yaml:1:1: .*did you mean “team”\?"),
        ({"a.yaml": "extends: {a: b}"}, "is expected here, not a mapping"),
        (
            {
                "a.yaml": "extends: b.yaml\njinja: {block_start_string: '<<'}",
                "b.yaml": "jinja: {variable_start_string: '<<'}",
            },
            "a.yaml: with what it extends, block_start_string and variable_start_string of jinja are both “<<”",
        ),
    ],
)  # fmt: skip
def test_mistakes_say_the_file_and_the_remedy(written: Written, files: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_config(written(files))
