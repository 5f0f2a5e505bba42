"""Every command that a page, a recipe or a message shows is one that the command line takes."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path

import click
import pytest

from offerlint.api import load_rules
from offerlint.cli.main import Commands, cli
from tests.docs.pages import ROOT, WRITTEN, blocks, name, tokens

SHELL = ("sh", "bash", "console", "yaml", "groovy", "")
BEGINS = re.compile(r"(?:^|[\s'\"(`$])offerlint (?=-|(?:" + "|".join(Commands.MODULES) + r")\b)")
ENDS = re.compile(r"[|;>]| && |  +#|\s#\s|'|\u2026|\.\.\.|\n")
RECIPES = [ROOT / "action.yml", ROOT / "templates" / "offerlint.yml"]


def commands(page: Path) -> list[str]:
    """The commands of a page: in its blocks of shell and recipes, and in its code between words."""
    shown = [text for language, text in blocks(page) if language in SHELL]
    shown += [token.content for token in tokens(page) if token.type == "code_inline"]
    return [line for text in shown for line in told(text)]


def told(text: str) -> list[str]:
    whole = re.sub(r"\\\n|\n +(?=--)", " ", text)
    return [ENDS.split(whole[begin.end() :], maxsplit=1)[0].strip() for begin in BEGINS.finditer(whole)]


def taken(line: str) -> None:
    """Has the command line's own parser read what follows `offerlint`; raises click.UsageError where it cannot."""
    words = shlex.split(re.sub(r"\$\[\[ inputs\.fail-on \]\]|\"\$FAIL_ON\"", "error", line))
    group: click.Command = cli
    context = click.Context(cli, info_name="offerlint")
    while isinstance(group, click.Group) and words and not words[0].startswith("-"):
        called, group_or_none, words = group.resolve_command(context, words)
        assert group_or_none
        group = group_or_none
        context = click.Context(group, info_name=called, parent=context)
    given, _, _ = group.make_parser(context).parse_args(list(words))
    for parameter in group.get_params(context):
        value = given.get(parameter.name or "")
        if isinstance(parameter.type, click.Choice) and isinstance(value, str) and not value.isupper():
            parameter.type_cast_value(context, value)


@pytest.mark.parametrize("page", WRITTEN, ids=name)
def test_commands_are_commands(page: Path) -> None:
    for line in commands(page):
        taken(line)


@pytest.mark.parametrize("page", WRITTEN, ids=name)
def test_no_block_of_shell_calls_a_command_that_is_none(page: Path) -> None:
    begun = [line for language, text in blocks(page) if language == "sh" for line in text.splitlines()]
    unknown = [line for line in begun if line.startswith("offerlint ") and not told(line)]
    assert unknown == []


@pytest.mark.parametrize("recipe", RECIPES, ids=name)
def test_the_recipes_call_commands(recipe: Path) -> None:
    text = re.sub(r"\$\{SINCE[^}]*\}|\$PATHS", "", recipe.read_text("utf-8"))
    assert told(text)
    for line in told(text):
        taken(line)


@pytest.mark.parametrize("command", ["", *Commands.MODULES])
def test_the_examples_of_the_help_are_commands(command: str) -> None:
    found = cli if not command else cli.get_command(click.Context(cli), command)
    assert found
    for line in told(found.help or ""):
        taken(line.partition("  ")[0])


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("check --formt json .", "--formt"),
        ("check --format jsn .", "jsn"),
        ("chekc .", "chekc"),
        ("rules tset", "tset"),
    ],
)
def test_a_mistake_would_be_seen(line: str, mistake: str) -> None:
    with pytest.raises(click.UsageError, match=mistake):
        taken(line)


def test_rules_that_are_explained_are_rules() -> None:
    lines = [line for page in WRITTEN for line in commands(page)]
    named = {line.split()[-1] for line in lines if re.match(r"explain|rules show", line) and "/" in line}
    assert named
    assert named <= {rule.id for rule in load_rules().rules}


def test_every_command_and_option_is_in_the_reference() -> None:
    told = runpy.run_path(str(ROOT / "docs" / "command_line.py"))["reference"]()
    for name_ in Commands.MODULES:
        assert f"\n### offerlint {name_}\n" in told
    check = cli.get_command(click.Context(cli), "check")
    assert check
    for option in check.params:
        assert option.opts[-1].upper() in told.upper()
