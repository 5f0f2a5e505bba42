"""Fixes, as options of a check: made in the files, or shown as a diff."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from offerlint.app import Item, Terms
from offerlint.cli.file import replace_bytes
from offerlint.cli.options import gathered
from offerlint.text.frozen import dataclass

if TYPE_CHECKING:
    from offerlint.fixing import Mended, Outcome


@dataclass(frozen=True, slots=True)
class Fixes:
    """The options, as they were given."""

    fix: bool
    unsafe: bool
    diff: bool

    @property
    def are_asked_for(self) -> bool:
        """Whether any fix is to be made or shown; options that do not go together end the command."""
        if self.unsafe and not self.fix and not self.diff:
            raise click.UsageError("--unsafe says which fixes are made; write --fix --unsafe, or --diff --unsafe")
        return self.fix or self.diff

    def of(self, items: Sequence[Item], terms: Terms, *, may_be_none: bool) -> Outcome:
        """What the files are like with their fixes, which are in the files now unless only the diff was asked for."""
        if not self.diff and any(item.data is not None for item in items):
            raise click.UsageError("--fix changes files, and - is none; write --diff to see what it would change")
        from offerlint.fixing import as_bytes, mend

        outcome = mend(items, terms, unsafe=self.unsafe, may_be_none=may_be_none)
        for refusal in outcome.refused:
            click.echo(refusal, err=True)
        if not self.diff:
            for one in outcome.mended:
                replace_bytes(Path(one.path), as_bytes(one.before), as_bytes(one.after))
        if told := self._told(outcome):
            click.echo(told, err=True)
        return outcome

    def _told(self, outcome: Outcome) -> str:
        """What was fixed, and what could be."""
        from offerlint.repair import makeable
        from offerlint.reports.wording import number

        count = sum(one.count for one in outcome.mended)
        more = 0 if self.unsafe else len(makeable(outcome.checked.report.findings, unsafe=True))
        done = "Would fix" if self.diff else "Fixed"
        told = f"{done} {number(count, 'finding')} in {number(len(outcome.mended), 'file')}." if count else ""
        left = f"{more} more can be fixed with --unsafe; read {'it' if more == 1 else 'them'} first." if more else ""
        return " ".join(filter(None, (told, left)))


def show(mended: Sequence[Mended]) -> None:
    """Prints what fixes change, as `patch` and `git apply` take it; on a terminal nothing from a file acts on it."""
    from offerlint.reports.characters import safe

    on_terminal = sys.stdout.isatty()
    for line in (line for one in mended for line in _diff(one)):
        click.echo(safe(line.rstrip("\n")) + "\n" if on_terminal else line, nl=False)


def _diff(one: Mended) -> Iterator[str]:
    from difflib import unified_diff

    before, after = (_lines(source.text) for source in (one.before, one.after))
    for line in unified_diff(before, after, f"a/{one.path}", f"b/{one.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """The lines as a diff counts them: each ends in a line feed, whatever stands before it."""
    lines = [line + "\n" for line in text.split("\n")]
    return [*lines[:-1], *filter(None, [lines[-1][:-1]])]


fix_options = gathered(
    "fixes",
    Fixes,
    click.option("--fix", is_flag=True, help="Make the safe fixes: typography, and figures that a law sets."),
    click.option("--unsafe", is_flag=True, help="With --fix or --diff: also those that somebody should read first."),
    click.option("--diff", is_flag=True, help="Show what fixes would change, and change nothing."),
)
