"""Tracked changes of an OpenDocument text: marks among its words lead to what was put in or taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offerlint.reading.ooxml import below, local, value
from offerlint.reading.package import Element
from offerlint.reading.paper import Change

CHANGES = ("change", "change-start", "change-end")
"""The marks."""


class Changes:
    """The tracked changes of a document, and whether the words being read were put in by one.

    What was taken out is there only where `tracked_changes` of `said` is "both".
    """

    def __init__(self, root: Element, said: Mapping[str, object]) -> None:
        self._out: dict[str, list[Element]] = {}
        self._in: set[str] = set()
        self._open: set[str] = set()
        for region in below(root, "changed-region") if said.get("tracked_changes") == "both" else ():
            name = value(region, "id")
            for one in region:
                if local(one) == "deletion":
                    self._out[name] = [inside for inside in one.iter() if local(inside) in ("p", "h")]
                elif local(one) == "insertion":
                    self._in.add(name)

    @property
    def now(self) -> Change:
        """What became of the words that come next."""
        return "in" if self._open else ""

    def met(self, mark: Element) -> Sequence[Element]:
        """Takes note of a mark, and gives the paragraphs that were taken out there."""
        name = value(mark, "change-id")
        if local(mark) == "change":
            return self._out.get(name, ())
        if local(mark) == "change-start" and name in self._in:
            self._open.add(name)
        else:
            self._open.discard(name)
        return ()
