"""Makes fixes, round by round, until nothing is left to fix; what is written where is for others."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import replace

from offerlint.app import Checked, Item, Terms, check
from offerlint.model.finding import Fix
from offerlint.model.source import Source
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.repair import apart, edited, makeable
from offerlint.text.frozen import dataclass

MOST_ROUNDS = 10
"""Rounds of fixes, each on what the one before left."""

_MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after its fixes, and how many were made."""

    before: Source
    after: Source
    count: int

    @property
    def path(self) -> str:
        return self.before.path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the files are like after all fixes, those that changed in order of their paths, and what was not fixed."""

    checked: Checked
    mended: tuple[Mended, ...]
    refused: tuple[str, ...] = ()


def mend(items: Sequence[Item], terms: Terms, *, unsafe: bool = False, may_be_none: bool = False) -> Outcome:
    """Makes the safe fixes of the items' findings and, if asked, the unsafe ones; nothing on disk changes.

    Fixes that touch one another are made in rounds. A file that would no longer be read as well is left as it was.
    """
    checked = check(items, terms, may_be_none=may_be_none)
    named = {item.path: item for item in items}
    mended: dict[str, Mended] = {}
    refused: dict[str, str] = {}
    now = checked
    for _ in range(MOST_ROUNDS):
        wanted = {path: fixes for path, fixes in _wanted(now, unsafe=unsafe).items() if path not in refused}
        tried: dict[str, Mended] = {}
        for path, fixes in wanted.items():
            source = now.documents[path].sources[0]
            try:
                after = _edited(source, fixes)
            except (ReadError, UnicodeError) as error:
                refused[path] = f"{path}: not fixed: {error}"
                continue
            before = mended.get(path, Mended(source, source, 0))
            tried[path] = Mended(before.before, after, before.count + len(fixes))
        if not tried:
            break
        again = check([replace(named[path], data=as_bytes(one.after)) for path, one in tried.items()], terms)
        for path, one in tried.items():
            if path not in again.documents or _troubles(again, path) > _troubles(checked, path):
                refused[path] = f"{path}: not fixed: it could not be read as well afterwards"
            else:
                mended[path] = one
        now = again
    after_all = [
        replace(item, data=as_bytes(mended[item.path].after)) if item.path in mended else item for item in items
    ]
    last = check(after_all, terms, may_be_none=may_be_none) if mended else checked
    return Outcome(
        last, tuple(mended[path] for path in sorted(mended)), tuple(refused[path] for path in sorted(refused))
    )


def as_bytes(source: Source) -> bytes:
    """The bytes of a source as a file holds them; raises UnicodeEncodeError where its encoding has no such letter."""
    return (_MARKS[source.encoding] if source.bom else b"") + source.text.encode(source.encoding)


def _edited(source: Source, fixes: Sequence[Fix]) -> Source:
    """The source with its fixes, as it is read from a file; raises ReadError or UnicodeError."""
    after = replace(source, text=edited(source.text, fixes))
    again = decode(as_bytes(after), source.path)
    if again.text != after.text:
        raise ReadError("its encoding cannot hold the new words; save it as UTF-8")
    return again


def _wanted(checked: Checked, *, unsafe: bool) -> dict[str, list[Fix]]:
    """The fixes of one round for each file that was named, none touching another."""
    found: dict[str, list[Fix]] = {}
    for finding in makeable(checked.report.findings, unsafe=unsafe):
        if finding.fix and finding.path in checked.documents:
            found.setdefault(finding.path, []).append(finding.fix)
    return {path: apart(fixes) for path, fixes in found.items()}


def _troubles(checked: Checked, path: str) -> int:
    return sum(problem.fatal and problem.path == path for problem in checked.report.problems)
