"""From a hit and what its rule would write instead to the edits of the source, where they are exact."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from offerlint.model.figure import Figure
from offerlint.model.finding import Edit, Finding, Fix, Hit
from offerlint.model.remedy import Remedy
from offerlint.model.source import Source
from offerlint.rules.figure_words import AMOUNT, PLACE, amount, filled
from offerlint.rules.fix_shape import as_found


def fix(
    hit: Hit, remedy: Remedy | None, sources: Sequence[Source], figures: Mapping[str, Figure], day: date
) -> Fix | None:
    """The fix of a hit; None where there is none, or its words are not one stretch of the source as it stands."""
    if remedy is None or hit.run or len(hit.places) != 1 or hit.places[0].span is None:
        return None
    view, span = hit.places[0].block.view, hit.places[0].span
    if not view.map.is_exact(span):
        return None
    run = view.map.runs(span)[0]
    held = sources[run.source]
    if held.locator or not held.encoding:  # data, or a text in which words are written in a way of its own
        return None
    found = sources[run.source].text[run.start : run.end]
    if "\n" in found or "\r" in found:
        return None
    start, old, new = _swap(found, remedy, figures, day)
    if not new or new == old or not _is_writable(new, old):
        return None
    return Fix(remedy.safety, (Edit(run.start + start, run.start + start + len(old), new),))


def _swap(found: str, remedy: Remedy, figures: Mapping[str, Figure], day: date) -> tuple[int, str, str]:
    """Where in the words found something else is to stand, what goes, and what comes: nothing when nobody knows."""
    if remedy.figures:
        return _newer(found, [figures[name] for name in remedy.figures], day)
    words = remedy.text or remedy.words.get(as_found(found), "")
    now = {name: figure.on(day) for name, figure in figures.items()}
    said = {f"{PLACE}{name}{AMOUNT}": amount(one.value, figures[name].unit) for name, one in now.items() if one}
    try:
        words = filled(words, said)
    except KeyError:
        return 0, found, ""
    return 0, found, words if remedy.text else _in_case_of(found, words)


def _newer(found: str, figures: Iterable[Figure], day: date) -> tuple[int, str, str]:
    """The one value gone by that stands in the words, and that of the day."""
    swaps = {
        (match.start(), match[0], amount(now.value, figure.unit))
        for figure in figures
        if (now := figure.on(day))
        for value in figure.past(day)
        for match in re.finditer(rf"(?<![\w.,]){re.escape(amount(value, figure.unit))}(?!\w|[.,]\d)", found)
    }
    return swaps.pop() if len(swaps) == 1 else (0, found, "")


def _in_case_of(found: str, words: str) -> str:
    """The words in capitals, or with a capital first letter, where those found are so; names keep their own."""
    if any(map(str.isupper, words)):
        return words
    if sum(map(str.isalpha, found)) > 1 and found.isupper():
        return words.upper()
    return words[:1].upper() + words[1:] if found[:1].isupper() else words


def _is_writable(new: str, old: str) -> bool:
    """Whether what wrote the old words can write the new: beyond ASCII, encodings and transfer encodings differ."""
    return all(char.isascii() or char in old for char in new)


def makeable(findings: Iterable[Finding], *, unsafe: bool = False) -> list[Finding]:
    """The findings whose fix may be made: safe ones and, if asked, unsafe ones."""
    wanted = ("safe", "unsafe") if unsafe else ("safe",)
    return [finding for finding in findings if finding.fix and finding.fix.safety in wanted]


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes in order of place, without those that touch an earlier one."""
    kept: list[Fix] = []
    end = -1
    for one in sorted(set(fixes), key=lambda one: [(edit.start, edit.end, edit.text) for edit in one.edits]):
        if one.edits and one.edits[0].start > end:
            kept.append(one)
            end = max(edit.end for edit in one.edits)
    return kept


def edited(text: str, fixes: Collection[Fix]) -> str:
    """The text with the edits of fixes that do not touch one another."""
    for edit in sorted((edit for one in fixes for edit in one.edits), key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
