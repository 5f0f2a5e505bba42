"""What changed between two reports: by fingerprint, which no moved line and no new file name alters."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from offerlint.model.finding import Change, Finding, Report, Standing


def compare(earlier: Report, later: Report) -> Change:
    """The findings of `later` that are new, those that stand still, and what became of the others of `earlier`.

    Each finding counts once: of five alike, two of which were mended, three stand and two are fixed.
    """
    standing, gone, new = _pair(earlier.findings, later.findings)
    allowed, gone, _ = _pair(gone, [one.finding for one in later.allowed])
    read = {file.path for file in later.files}
    unread = {file.path for file in earlier.files} - read
    return Change(
        since=earlier.as_of,
        new=tuple(new),
        fixed=tuple(one for one in gone if one.path not in unread),
        standing=tuple(standing),
        allowed=tuple(one.before for one in allowed),
        unread=tuple(one for one in gone if one.path in unread),
    )


_Key = Callable[[Finding], Hashable]

_KEYS: Sequence[tuple[_Key, Callable[[Finding], Iterable[Hashable]]]] = (
    (lambda one: (one.fingerprint, one.path, one.where), lambda one: [(one.fingerprint, one.path, one.where)]),
    (lambda one: (one.fingerprint, one.path), lambda one: [(one.fingerprint, one.path)]),
    (lambda one: one.fingerprint, lambda one: [one.fingerprint]),
    (lambda one: one.fingerprint, lambda one: one.former),
)
"""What makes two findings the same, the surest first: a key of the earlier one, and keys of the later one."""


def _pair(earlier: Sequence[Finding], later: Sequence[Finding]) -> tuple[list[Standing], list[Finding], list[Finding]]:
    """The findings that are in both, in the order of `later`, then the others of each, in order."""
    partner: dict[int, Finding] = {}
    before: Sequence[Finding] = earlier
    for key, keys in _KEYS:
        waiting: dict[Hashable, list[Finding]] = {}
        for one in reversed(before):
            waiting.setdefault(key(one), []).append(one)
        for number, one in enumerate(later):
            found = next((k for k in keys(one) if waiting.get(k)), None) if number not in partner else None
            if found is not None:
                partner[number] = waiting[found].pop()
        taken = {id(one) for one in partner.values()}
        before = [one for one in before if id(one) not in taken]
    return (
        [Standing(partner[number], one) for number, one in enumerate(later) if number in partner],
        list(before),
        [one for number, one in enumerate(later) if number not in partner],
    )
