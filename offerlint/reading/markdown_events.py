"""What pyromark says of a Markdown text, its places turned from bytes to code points once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from offerlint.text.late import late
from offerlint.text.span import Span

_SURROGATE = late("[\ud800-\udfff]")
_WIDE = late(r"[^\x00-\x7f]")
"""What takes more than one byte."""
_LONE_RETURN = late(r"\r(?!\n)")


class Event(NamedTuple):
    """`name` is Start, End or the event's own; `element` what starts or ends, with its `details`; `at` is its place."""

    name: str
    element: str
    details: Any
    at: Span


def events(text: str) -> Iterator[Event]:
    """The events of `text` in order: tables, footnotes, strikethrough and task lists on, smart punctuation off."""
    import pyromark

    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
    options |= pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_TASKLISTS
    safe = _safe(text)
    place = _places(safe)
    for event, at in pyromark.events_with_range(safe, options=options):
        name, details = _split(event)
        element, details = _split(details) if name in ("Start", "End") else ("", details)
        yield Event(name, element, details, Span(place(at["start"]), place(at["end"])))


def definitions(text: str) -> Mapping[str, Span]:
    """Where each link reference is defined, by its label without case."""
    if "]:" not in text:
        return {}
    import pyromark

    safe = _safe(text)
    place = _places(safe)
    return {
        label.casefold(): Span(place(found["span"]["start"]), place(found["span"]["end"]))
        for label, found in pyromark.reference_definitions(safe).items()
    }


def _safe(text: str) -> str:
    """`text`, as long as before, as pyromark takes it: encodable, and without CRs alone, which it half knows."""
    return _LONE_RETURN.sub("\n", _SURROGATE.sub("�", text))


def _split(event: Any) -> tuple[str, Any]:
    """An event or element and its details, which come as `{name: details}` or as the bare name."""
    return next(iter(event.items())) if isinstance(event, dict) else (event, None)


def _places(text: str) -> Callable[[int], int]:
    """From offsets in the UTF-8 bytes of `text` to code points."""
    if text.isascii():
        return int
    begins: list[int] = []
    more = [0]
    for wide in _WIDE.finditer(text):
        begins.append(wide.start() + more[-1])
        more.append(more[-1] + len(wide[0].encode()) - 1)
    return lambda at: at - more[bisect_left(begins, at)]
