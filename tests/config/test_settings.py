"""What the settings say of one file: what it is, and the rules it is held to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from offerlint.config.account import account, with_formats_only
from offerlint.config.read import read_config
from offerlint.model.about import About
from offerlint.model.vocabulary import Severity
from offerlint.rules.select import Selection

Written = Callable[[dict[str, str]], Path]

HOUSE = """\
level: standard
ignore: [readability]
severity: {free: warning, speed: review}
files:
  - {match: "**/*.md", ignore: [green]}
  - match: [ads/**]
    level: full
    select: [free, speed]
    severity: {speed: error}
    channel: web
  - {match: ads/old/**, profile: uk-general, select: [free]}
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.txt", Selection(level="standard", ignore=("readability",),
                            severity=(("free", Severity.WARNING), ("speed", Severity.REVIEW)))),
        ("ads/a.md", Selection(level="full", select=("free", "speed"), ignore=("readability", "green"),
                               severity=(("free", Severity.WARNING), ("speed", Severity.ERROR)))),
        ("ads/old/a.txt", Selection("uk-general", "full", ("free",), ("readability",),
                                    (("free", Severity.WARNING), ("speed", Severity.ERROR)))),
    ],
)  # fmt: skip
def test_globs_say_which_rules_hold(written: Written, tmp_path: Path, path: str, expected: Selection) -> None:
    config = read_config(written({"offerlint.yaml": HOUSE}))
    assert config.selection_of(str(tmp_path / path), config.selection()) == expected


def test_an_option_goes_before_what_files_say_and_ignores_are_added(written: Written, tmp_path: Path) -> None:
    config = read_config(written({"offerlint.yaml": HOUSE}))
    asked = config.asked(profile=None, level="minimum", select=("offerlint",), ignore=("calls",))
    chosen = asked.selection_of(str(tmp_path / "ads/old/a.md"), asked.selection())
    assert (chosen.profile, chosen.level, chosen.select) == ("uk-general", "minimum", ("offerlint",))
    assert chosen.ignore == ("readability", "calls", "green")


def test_every_value_has_its_place(written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(
        {
            "offerlint.yaml": f"extends: house.yaml\nprovider: {{price_model: fixed}}\n{HOUSE}",
            "house.yaml": "fail_on: warning\nignore:\n  - calls\nparameters:\n  a/b: {x: 3}\noffers: o.yaml\n",
        }
    )
    monkeypatch.chdir(tmp_path)
    config = read_config(Path("offerlint.yaml"))
    chosen = config.selection_of("ads/a.md", config.selection())
    inferred = frozenset({"kind", "audience", "channel", "products"})
    about, bare = About(channel="web", lang="cy", inferred=inferred), About(lang="cy", inferred=inferred)
    rows = {(name, value): place for name, value, place in account(config, "ads/a.md", chosen, about, bare)}
    expected = {
        ("profile", "uk-telecoms"): "default",
        ("level", "full"): "offerlint.yaml:9",
        ("select", "speed"): "offerlint.yaml:10",
        ("ignore", "calls"): "house.yaml:3",
        ("ignore", "readability"): "offerlint.yaml:4",
        ("ignore", "green"): "offerlint.yaml:7",
        ("severity", "free: warning"): "offerlint.yaml:5",
        ("severity", "speed: error"): "offerlint.yaml:11",
        ("parameters", "a/b: x 3"): "house.yaml:5",
        ("kind", "copy"): "inferred from the words",
        ("channel", "web"): "offerlint.yaml:12",
        ("lang", "cy"): "the file itself",
        ("provider", "price_model: fixed"): "offerlint.yaml:2",
        ("fail_on", "warning"): "house.yaml:1",
        ("offers", "o.yaml"): "house.yaml:6",
    }
    assert {key: rows.get(key) for key in expected} == expected


def test_formats_stay_when_all_else_is_set_aside(written: Written) -> None:
    text = "files: [{match: '*.x', format: markdown, channel: sms, level: full}]\n"
    config = with_formats_only(read_config(written({"offerlint.yaml": text})))
    assert config.declared(str(config.folder / "a.x")) == {"format": "markdown"}
