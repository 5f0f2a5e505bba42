"""Which files a run looks at, as options: those named, or those that git says have changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from offerlint.app import Checked, check, fitting_jobs
from offerlint.asked import Item, Terms
from offerlint.cli.choices import cache, items
from offerlint.cli.file import from_here
from offerlint.cli.options import gathered
from offerlint.cli.progress import told
from offerlint.results import Results
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The options, as they were given."""

    since: str | None
    staged: bool
    jobs: int | None
    force_exclude: bool
    no_ignore: bool
    stdin_filename: str | None

    @property
    def _is_of_git(self) -> bool:
        return self.since is not None or self.staged

    def check(self, paths: Sequence[str], terms: Terms, *, shows_progress: bool) -> Checked:
        """Lints what `paths` name, or what of it has changed; a long run may show how far it is."""
        if self._is_of_git:
            return self._changed(paths, terms)
        found = self._items(paths, terms)
        keeping = cache()
        results = Results(keeping, terms) if keeping else None
        jobs = self.jobs or fitting_jobs(found)
        along = told if shows_progress else iter
        return check(found, terms, may_be_none=self.force_exclude, jobs=jobs, results=results, along=along)

    def must_be_whole(self, *options: str) -> None:
        """Ends the command where findings that stood before would be taken for mended by any of `options` in use."""
        if self.since is not None and options:
            raise click.UsageError(f"{options[0]} needs all findings of the files; leave out --since, or it")

    def items(self, paths: Sequence[str], terms: Terms) -> list[Item]:
        """What `paths` name on disk, to be mended."""
        if self._is_of_git:
            raise click.UsageError("--fix and --diff are about files as they stand; leave out --since and --staged")
        return self._items(paths, terms)

    def _items(self, paths: Sequence[str], terms: Terms) -> list[Item]:
        return items(
            paths, self.stdin_filename, terms.config, force_exclude=self.force_exclude, ignores=not self.no_ignore
        )

    def _changed(self, paths: Sequence[str], terms: Terms) -> Checked:
        from offerlint.git.ask import GitError
        from offerlint.git.repository import repository
        from offerlint.git.snapshot import Snapshot
        from offerlint.since import change, check_change, seen_from_here
        from offerlint.walk import find_among

        if self.staged and "-" in paths:
            raise click.UsageError("--staged reads what git has; it cannot read standard input (-) too")
        try:
            repo = repository(Path.cwd())
            click.get_current_context().call_on_close(repo.close)
            changed = change(repo, self.since, staged=self.staged)
        except GitError as error:
            raise click.UsageError(f"{'--staged' if self.since is None else '--since'}: {error}") from error
        if isinstance(changed.now, Snapshot):
            names = [seen_from_here(repo, name) for name in changed.now.blobs]
            asked = [from_here(path) for path in paths]
            found = list(find_among(names, asked, terms.config, ignores=not self.no_ignore))
        else:
            found = self._items(paths, terms)
        since = f"since {self.since}" if self.since is not None else "for the next commit"
        return check_change(found, terms, changed, only_brought=self.since is not None, since=since)


scope_options = gathered(
    "scope",
    Scope,
    click.option("--since", metavar="REV", help="Tell only what changed since a commit, branch or tag of git."),
    click.option("--staged", is_flag=True, help="Check the changed files as they would be committed."),
    click.option(
        "-j", "--jobs", type=click.IntRange(1), help="Work in so many processes (as many as there are cores)."
    ),
    click.option("--force-exclude", is_flag=True, help="Leave out what folders leave out, even if named (for hooks)."),
    click.option("--no-ignore", is_flag=True, help="Take what .gitignore and .offerlintignore leave out of folders."),
    click.option("--stdin-filename", metavar="PATH", help="What the text on standard input (-) is called."),
)
