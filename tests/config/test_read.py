"""What a team declares, and what it is told when it mistypes."""

from pathlib import Path

import pytest

from offerlint.config.find import ConfigError, find_config
from offerlint.config.read import read_config
from offerlint.text.glob import matches


def written(folder: Path, text: str, name: str = "offerlint.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_later_globs_override_earlier_ones(tmp_path: Path) -> None:
    config = read_config(
        written(
            tmp_path,
            "profile: uk-general\nprovider: {price_model: fixed}\nfiles:\n"
            "  - {match: ['**/*.html'], channel: web, products: [broadband, tv]}\n"
            "  - {match: emails/**, channel: email}\n",
        )
    )
    assert config.profile == "uk-general"
    assert config.declared(str(tmp_path / "emails/spring.html")) == {
        "channel": "email",
        "products": ("broadband", "tv"),
        "provider": {"price_model": "fixed"},
    }


def test_pyproject_is_read_and_found_upwards(tmp_path: Path) -> None:
    path = written(tmp_path, '[tool.offerlint]\nignore = ["readability"]\n', "pyproject.toml")
    (tmp_path / "a/b").mkdir(parents=True)
    assert find_config(tmp_path / "a/b") == path
    assert read_config(path).ignore == ("readability",)


@pytest.mark.parametrize("text", ["", "tool = 5", "[tool.other]"])
def test_toml_without_a_table_of_ours_says_nothing(tmp_path: Path, text: str) -> None:
    assert read_config(written(tmp_path, text, "other.toml")).ignore == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profil: uk-telecoms", r"offerlint.yaml:1:1: the configuration has no key “profil”; did you mean “profile”\?"),
        ("profile: uk-telecom", r"did you mean “uk-telecoms”\?"),
        ("fail_on: errors", r"did you mean “error”\?"),
        ("files:\n  - {match: a, chanel: sms}", r"did you mean “channel”\?"),
        ("files:\n  - {match: a, channel: txt}", r"offerlint.yaml:2:25: no such channel: “txt”; use one of: "),
        ("files:\n  - {channel: sms}", "match"),
        ("files: 3", "an entry of files is a mapping"),
        ("- a", "is a mapping"),
        ("a: [", r"offerlint.yaml:\d+:\d+: not valid YAML"),
    ],
)
def test_mistakes_name_the_file_the_word_and_the_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_config(written(tmp_path, text))


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("ads/spring.html", "*.html", True),
        ("ads/spring.html", "ads/**", True),
        ("ads/x/spring.html", "ads/**/*.html", True),
        ("ads/spring.html", "ads/**/*.html", True),
        ("ads/spring.html", "**/*.html", True),
        ("spring.html", "**/*.html", True),
        ("ads/spring.html", "ads/*.md", False),
        ("old/ads/spring.html", "ads/**", False),
        ("drafts/a/b.md", "drafts/", True),
    ],
)
def test_globs(path: str, pattern: str, expected: bool) -> None:
    assert matches(path, pattern) is expected


def test_fields_of_templates_are_declared(tmp_path: Path) -> None:
    text = "fields:\n  plan: [basic, plus]\n  vip: {requires: plan == 'plus', never: [trial, staff]}\n"
    fields = read_config(written(tmp_path, text)).fields
    assert fields["plan"]["values"] == ("basic", "plus")
    assert (fields["vip"]["requires"], fields["vip"]["never"]) == (("plan == 'plus'",), ("trial", "staff"))


@pytest.mark.parametrize("text", ["fields: [plan]\n", "fields: {vip: {needs: plan}}\n", "fields: {plan: []}\n"])
def test_a_mistake_in_fields_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError):
        read_config(written(tmp_path, text))
