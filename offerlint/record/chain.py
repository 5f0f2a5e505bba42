"""The chain that ties each run to the one before it, and the first run that does not fit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from offerlint.record.wire import is_canonical, read_ruleset, read_run
from offerlint.text.frozen import dataclass

START = "0" * 64
"""What the first run has in place of the hash of a run before it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A row of the record: the run's number, from 1, the hash of the row before, its body and its own hash."""

    number: int
    previous: str
    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a record gave: the runs that fit, and the hash of the last of them.

    `why` is what is wrong, empty when nothing is; `misfit` the number of the run that does not fit, 0 when
    what is wrong is the matter of no one run.
    """

    runs: int
    head: str
    why: str = ""
    misfit: int = 0


def digest(text: str) -> str:
    """The SHA-256 of a text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def link(last: Link | None, body: str) -> Link:
    """The row that follows `last`."""
    number, previous = (last.number + 1, last.hash) if last else (1, START)
    return Link(number, previous, body, _hash(number, previous, body))


def _hash(number: int, previous: str, body: str) -> str:
    return digest(f"{number}\n{previous}\n{body}")


def verify(
    links: Iterable[Link], rulesets: Mapping[str, str], *, last: int = 0, guarded: bool = True, kept: str = ""
) -> Verdict:
    """Follows the chain from the start up to the first row that does not fit.

    `rulesets` are bodies by version, `last` is the highest number that was ever given out, `guarded` says whether
    the file still refuses changes, and `kept` is the hash (or how it begins) of a run that was noted elsewhere.
    """
    head: Link | None = None
    met = not kept

    def verdict(why: str = "", misfit: int = 0) -> Verdict:
        return Verdict(head.number if head else 0, head.hash if head else START, why, misfit)

    for row in links:
        due = link(head, row.body)
        why = _fault(row, due, rulesets)
        if why:
            return verdict(why, due.number)
        head = row
        met = met or row.hash.startswith(kept)
    due = link(head, "")
    if last >= due.number:
        return verdict(f"it is gone, with all that followed it: {last} runs were recorded", due.number)
    if not met:
        return verdict("no run has the hash that was kept, so runs were cut off at the end, or all were written anew")
    return verdict("" if guarded else "what makes the file refuse changes was removed or altered")


def _fault(row: Link, due: Link, rulesets: Mapping[str, str]) -> str:
    """Why `row` does not stand where `due` should, empty when it does."""
    if row.number != due.number:
        return f"run {row.number} stands in its place: runs were deleted or inserted"
    if row.previous != due.previous:
        return "it does not follow the run before it: runs were deleted, inserted or put in another order"
    if row.hash != due.hash:
        return "its contents were changed after it was recorded"
    try:
        version = read_run(row.body).ruleset
        if not is_canonical(row.body):
            return "it is not written as offerlint writes runs"
    except ValueError as error:
        return f"it cannot be read: {error}"
    return _fault_of_ruleset(version, rulesets)


def _fault_of_ruleset(version: str, rulesets: Mapping[str, str]) -> str:
    body = rulesets.get(version)
    if body is None:
        return f"the rules that it was checked by ({version[:12]}) are gone"
    try:
        read_ruleset(body)
    except ValueError:
        body = ""
    return "" if digest(body) == version else f"the rules that it was checked by ({version[:12]}) were changed"
