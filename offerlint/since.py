"""What a change in git brought: the files that it touched are linted as they are and as they were."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from offerlint.app import Checked, check
from offerlint.asked import Item, Terms
from offerlint.catalogue import Catalogues
from offerlint.disk import DISK, LARGEST_FILE, Files, UnreadableError
from offerlint.git.repository import Repository
from offerlint.git.snapshot import Snapshot, holds, name_in
from offerlint.model.finding import Finding
from offerlint.model.source import Source
from offerlint.opening import open_document
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.recognise import recognise
from offerlint.text.frozen import dataclass
from offerlint.text.lines import LineIndex
from offerlint.text.stayed import stayed
from offerlint.touch import Edit, brought


@dataclass(frozen=True, slots=True)
class Change:
    """Two states of a repository: `then`, a commit, and `now`, the index or the disk.

    `renamed` has the former names of files that have others now, from the top of the repository.
    """

    repository: Repository
    then: Snapshot
    now: Files
    renamed: Mapping[str, str]
    _known: dict[str, bool] = field(default_factory=dict)

    def former(self, path: str) -> str:
        """What the file at `path`, as seen from here, was called."""
        name = name_in(self.repository, path)
        if name is None or name not in self.renamed:
            return path
        return seen_from_here(self.repository, self.renamed[name])

    def touches(self, path: str) -> bool:
        """Whether there was another file, or none, at `path`, or there is none now; never outside the repository."""
        if path not in self._known:
            inside = name_in(self.repository, path) is not None
            same = self.former(path) == path and holds(self.then.blob_at(path), path, self.now)
            self._known[path] = inside and not same
        return self._known[path]


def seen_from_here(repository: Repository, name: str) -> str:
    """The path of a file that git calls `name`."""
    return Path(os.path.relpath(repository.top / name)).as_posix()


def change(repository: Repository, revision: str | None, *, staged: bool) -> Change:
    """From a revision, or the commit that is checked out, to the index or the disk; raises GitError."""
    commit = repository.head() if revision is None else repository.commit(revision)
    now = Snapshot(repository, repository.index()) if staged else DISK
    return Change(repository, Snapshot(repository, repository.files(commit)), now, repository.renamed(commit))


def check_change(items: Sequence[Item], terms: Terms, change: Change, *, only_brought: bool, since: str) -> Checked:
    """Lints the items that the change touches; with `only_brought`, tells only what the change brought.

    What the change left alone is counted under what was not checked; `since` says which change that is.
    """
    terms = replace(terms, files=change.now)
    touched = list(_touched(items, terms, change))
    checked = check(touched, terms, may_be_none=True)
    findings = checked.report.findings
    if only_brought:
        former = [replace(item, path=change.former(item.path), data=None) for item in touched]
        before = [item for item in former if change.then.is_file(item.path)]
        then = check(before, replace(terms, files=change.then), may_be_none=True)
        findings = brought(findings, then.report.findings, dict(_edits(checked, then, change)))
    said = _left_out(since, len(touched), len(items) - len(touched), len(checked.report.findings) - len(findings))
    named = {name for one in (*findings, *(each.finding for each in checked.report.allowed)) for name in _names(one)}
    report = replace(
        checked.report,
        findings=findings,
        rules=tuple(rule for rule in checked.report.rules if rule.id in named),
        not_checked=(*checked.report.not_checked, said),
    )
    return replace(checked, report=report)


def _names(finding: Finding) -> tuple[str, ...]:
    return (finding.rule, *finding.also)


def _left_out(since: str, touched: int, files: int, findings: int) -> str:
    """What the report leaves out, in a sentence."""
    parts = [
        f"{count:,} {what}{'' if count == 1 else 's'} that {rest}"
        for count, what, rest in ((files, "file", "did not change"), (findings, "finding", "stood before"))
        if count
    ]
    told = f"only what changed {since} is told" if touched else f"nothing changed {since}"
    return told + (f"; left out: {' and '.join(parts)}" if parts else "")


def _touched(items: Sequence[Item], terms: Terms, change: Change) -> Iterator[Item]:
    """The items that read otherwise since the change, or whose catalogue, or any file they include, does.

    What is not there, or not in git, is among them, so that it is told.
    """
    watched = Watched(change.now)
    for item in items:
        watched.asked = {item.path}
        is_there = change.now.is_file(item.path) and not item.is_outside
        if is_there and not change.touches(item.path):
            catalogues = Catalogues(terms.config, files=watched)  # one for all would ask for those of a folder once
            watched.asked.add(catalogues.nearest(item.path, on_disk=item.on_disk) or item.path)
            if _is_read(item, terms, watched) and not any(map(change.touches, sorted(watched.asked))):
                continue
        yield item


def _is_read(item: Item, terms: Terms, watched: Watched) -> bool:
    """Whether a template could be read, so that all that it includes was asked for; true of what includes nothing."""
    said = terms.config.declared(item.path).get("format")
    if "+" not in (recognise(item.path, "", str(said) if said else None) or ""):
        return True
    try:
        open_document(item, terms.config, watched)
    except (ReadError, UnreadableError):
        return False
    return True


class Watched:
    """Files, and which of them were `asked` for, whether they are there or not."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.asked: set[str] = set()

    def read_bytes(self, path: str | Path, most: int = LARGEST_FILE) -> bytes:
        """What the file at `path` holds; raises UnreadableError."""
        self.asked.add(Path(path).as_posix())
        return self._files.read_bytes(path, most)

    def is_file(self, path: str | Path) -> bool:
        """Whether there is a file at `path`."""
        self.asked.add(Path(path).as_posix())
        return self._files.is_file(path)

    def is_below(self, path: str | Path, folder: str | Path) -> bool:
        """Whether `path` lies in `folder`."""
        return self._files.is_below(path, folder)


def _edits(now: Checked, then: Checked, change: Change) -> Iterator[tuple[str, Edit]]:
    """How each source of the documents was edited, by its name now."""
    old = {source.path: source for document in then.documents.values() for source in document.sources}
    for document in now.documents.values():
        for source in document.sources:
            former = change.former(source.path)
            was = old.get(former) or _then(former, change)
            if was is None:
                yield source.path, Edit(source.lines, LineIndex(""), former)
            else:
                yield source.path, Edit(source.lines, was.lines, former, stayed(was.text, source.text))


def _then(path: str, change: Change) -> Source | None:
    """The text that was at `path`, None where there was none."""
    try:
        return decode(change.then.read_bytes(path), path)
    except (UnreadableError, ReadError):
        return None
