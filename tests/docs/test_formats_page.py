"""docs/formats.md: its snippets are what the programs take, and it tells every format."""

import re
from pathlib import Path

import click
import pytest
import yaml

from offerlint.cli.check import command
from offerlint.reports import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")


def test_every_format_is_told() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(FORMATS)


@pytest.mark.parametrize("snippet", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL), ids=lambda text: text[:20])
def test_yaml_can_be_read(snippet: str) -> None:
    assert yaml.safe_load(snippet)


@pytest.mark.parametrize("line", sorted(set(re.findall(r"offerlint check [^\n'`|]*", PAGE))))
def test_commands_are_commands(line: str) -> None:
    words = line.split("#", maxsplit=1)[0].split()[2:]
    with command.make_context("check", list(words)) as context:
        assert isinstance(context, click.Context)
