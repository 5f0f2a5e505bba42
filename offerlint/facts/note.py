"""Marks and their notes, wherever in the document the notes stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace

from offerlint.facts.working import Item, Working
from offerlint.model.block import Emphasis, Place
from offerlint.text.late import late
from offerlint.text.span import Span

_NUMBERED = late(r" ?[\[(]?(\d{1,2})[\]).:]{0,2} (?=[a-z£\"'])")
_BULLETS = ("* ", "~ ", "^ ", "** ")
_NOTE_SCOPES = ("footer.smallprint", "body.footnote")

Notes = Mapping[str, list[tuple[int, int, Place]]]
"""By mark, the notes in order: the passage, the offset in it, and the place."""


def tie(working: Working) -> None:
    """Gives every mark the place of its note, and gives it to the figure that bears the mark."""
    known = {item.fact.value for item in working.of_kind("mark")}
    for number in working.visible:
        text = working.passages[number].block.text
        working.items[number] = [
            item
            for item in working.items[number]
            if not (
                item.fact.kind == "note"
                and text.startswith(_BULLETS, item.fact.span.start)
                and item.fact.value not in known
            )
        ]
    notes = _notes(working)
    for number in working.visible:
        working.items[number] = [part for item in working.items[number] for part in _single(item, notes)]
    for mark in working.of_kind("mark"):
        if place := _note(notes, str(mark.fact.value), mark):
            mark.learn(place, note="yes")
    for note in working.of_kind("note"):
        if note.fact.value in known:
            note.qualifiers["marked"] = "yes"
    _pass_on(working)


def _notes(working: Working) -> Notes:
    notes: dict[str, list[tuple[int, int, Place]]] = {}
    for item in working.of_kind("note"):
        place = Place(working.passages[item.number].block, item.fact.span)
        notes.setdefault(str(item.fact.value), []).append((item.number, item.fact.span.start, place))
    for number in working.visible:
        block = working.passages[number].block
        match = _NUMBERED.match(working.text(number))
        small = block.emphasis is Emphasis.SMALL or block.scope in _NOTE_SCOPES
        if match and small and match[1] not in notes:
            place = working.place(number, match.start(1), len(working.text(number)))
            notes[match[1]] = [(number, 0, place)]
    return notes


def _note(notes: Notes, name: str, mark: Item) -> Place | None:
    """The first note of that name after the mark, else the last before it."""
    found = notes.get(name)
    if not found:
        return None
    after = bisect_right(found, (mark.number, mark.fact.span.end), key=lambda note: note[:2])
    return found[min(after, len(found) - 1)][2]


def _single(item: Item, notes: Notes) -> list[Item]:
    """A mark as one item, or one an item each where "¹²" means notes 1 and 2; "**" is one of its own."""
    name, span = str(item.fact.value), item.fact.span
    chained = item.fact.kind == "mark" and len(name) > 1 and span.end - span.start == len(name) and name not in notes
    if not chained or len(set(name)) < len(name) or not all(one in notes for one in name):
        return [item]
    parts = [replace(item.fact, value=one, span=Span(span.start + i, span.start + i + 1)) for i, one in enumerate(name)]
    return [Item(item.number, fact, {}, [], fact.value) for fact in parts]


def _pass_on(working: Working) -> None:
    """Gives each figure that bears marks the places of their notes."""
    for number in working.visible:
        marks = [item for item in working.items[number] if item.fact.kind == "mark"]
        for item in working.items[number]:
            if "mark" in item.qualifiers:
                span = item.fact.span
                low = bisect_left(marks, span.start, key=lambda mark: mark.fact.span.start)
                high = bisect_right(
                    marks, span.end + len(item.qualifiers["mark"]) - 1, key=lambda mark: mark.fact.span.start
                )
                for place in (place for mark in marks[low:high] for place in mark.also):
                    item.learn(place, note="yes")
