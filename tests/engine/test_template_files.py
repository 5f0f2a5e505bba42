"""Files that a template names are found beside it and in the folders of the configuration, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from offerlint import lint
from offerlint.config.read import read_config
from offerlint.config.settings import Config
from offerlint.template_files import finder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "mail/main.html.liquid", "mail/_own.html.liquid", "mail/sub/deep.txt", "shared/foot.html", "secret.txt",
        "shared/snippets/card.liquid", "mail/snippets/near.html.liquid",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("own", "mail/_own.html.liquid"),
        ("sub/deep.txt", "mail/sub/deep.txt"),
        ("foot.html", "shared/foot.html"),
        ("card", "shared/snippets/card.liquid"),
        ("near", "mail/snippets/near.html.liquid"),
        ("../secret.txt", None),
        ("sub/../../secret.txt", None),
        ("missing", None),
        ("", None),
        ("a\0b", None),
    ],
)
def test_a_name_is_found_where_it_may_be(folder: Path, name: str, found: str | None) -> None:
    source = finder(str(folder / "mail/main.html.liquid"), [folder / "shared"])(name)
    assert (source and source.text) == found


def test_an_absolute_name_is_never_found(folder: Path) -> None:
    assert finder(str(folder / "mail/main.html.liquid"), [])(str(folder / "secret.txt")) is None


def test_folders_come_from_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "offerlint.yaml"
    path.write_text("templates: [shared, mail/parts]\n", "utf-8")
    assert read_config(path).templates == ("shared", "mail/parts")
    assert Config().templates == ()


def test_a_fault_in_an_included_file_is_told_once_and_there(tmp_path: Path) -> None:
    (tmp_path / "foot.html").write_text("<p>Broadband prices rise each March by CPI plus 3.9%.</p>", "utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.html.j2").write_text("<p>Hello</p>{% include 'foot.html' %}", "utf-8")
    report = lint(tmp_path, select=["uk-price-rises/inflation-linked-rise"])
    assert [Path(finding.path).name for finding in report.findings] == ["foot.html"]
    assert [finding.excerpt for finding in report.findings] == ["CPI plus 3.9%"]
