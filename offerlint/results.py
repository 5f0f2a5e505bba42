"""What became of files in earlier runs, kept while neither they nor what they are held to have changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from time import time_ns

from offerlint.asked import Item, Terms
from offerlint.cache import CHECKED, RESULTS, SETTLED, put, state_of, whole
from offerlint.examined import Examined
from offerlint.model.about import About
from offerlint.model.codec import Codec, Types
from offerlint.model.document import Problem
from offerlint.model.finding import Allowed, Edit, FileSummary, Finding, Fix, Related
from offerlint.model.rule import Authority
from offerlint.model.vocabulary import Severity
from offerlint.text.lines import Position
from offerlint.text.span import Span

TYPES: Types = {
    "Examined": Examined, "Finding": Finding, "Allowed": Allowed, "FileSummary": FileSummary, "About": About,
    "Problem": Problem, "Authority": Authority, "Severity": Severity, "Related": Related, "Fix": Fix, "Edit": Edit,
    "Position": Position, "Span": Span,
}  # fmt: skip
"""What is kept of a file, besides plain values."""

MOST = 50_000
"""Files of one folder and one configuration that are kept."""

_CODEC = Codec(TYPES)


class Results:
    """The results kept for one configuration below `folder`: read once, and written by `save` if there are new ones.

    Only what no other file had a part in is kept, and nothing of a file that could not be wholly checked. A
    damaged file is as good as none. Raises ValueError for a rulebook without a mark.
    """

    def __init__(self, folder: Path, terms: Terms) -> None:
        if not terms.rulebook.mark:
            raise ValueError("results can only be kept for rules whose mark is known")
        held_to = (terms.rulebook.mark, terms.config, terms.selection, terms.as_of, terms.register, str(Path.cwd()))
        key = sha256(repr(held_to).encode("utf-8", "surrogateescape")).hexdigest()
        self._file = folder / f"{RESULTS}{key[:24]}"
        self._lines: dict[str, tuple[str, int, bytes]] = {}
        self._active: list[frozenset[str]] = []
        self._states: dict[str, tuple[str, int]] = {}
        self._new = False
        self._load()

    def of(self, item: Item) -> Examined | None:
        """What became of the item, if it is still the same; to be asked before the item is read."""
        state, _ = self._states[item.path] = _state(item.path)
        kept = self._lines.get(item.path)
        if kept is None or item.data is not None or not state or kept[0] != state:
            return None
        examined: Examined = _CODEC.read(json.loads(kept[2]))
        return replace(examined, rules={item.path: self._active[kept[1]]})

    def keep(self, item: Item, examined: Examined) -> None:
        """Keeps what became of an item, where that will hold for the next run."""
        state, changed = self._states.get(item.path, ("", 0))
        if not examined.alone or examined.problems or examined.about_registers or item.data is not None:
            return
        if not state or changed > time_ns() - SETTLED:
            return
        active = examined.rules[item.path]
        if active not in self._active:
            self._active.append(active)
        written = json.dumps(_CODEC.write(replace(examined, rules={})), separators=(",", ":")).encode("ascii")
        self._lines[item.path] = (state, self._active.index(active), written)
        self._new = True

    def save(self) -> None:
        """Writes what is kept, in one step, and lets go of it; that it cannot be written stops nothing."""
        if self._new:
            put(self._file, chain([whole(self._written())], self._written()))
        self._lines.clear()

    def _written(self) -> Iterator[bytes]:
        """The lines of the file, one after the other, since all of them together may be large."""
        yield json.dumps([sorted(active) for active in self._active]).encode("ascii")
        for path, (state, active, written) in islice(self._lines.items(), max(0, len(self._lines) - MOST), None):
            yield f"\n{json.dumps(path)}\t{state}\t{active}\t".encode("ascii")
            yield written

    def _load(self) -> None:
        try:
            with self._file.open("rb") as file:
                checked, body = file.read(CHECKED), file.read()
            if checked != whole([body]):
                return
            first, *lines = body.split(b"\n")
            self._active = [frozenset(active) for active in json.loads(first)]
            for line in lines:
                path, state, active, written = line.split(b"\t", 3)
                self._lines[json.loads(path)] = (state.decode("ascii"), int(active), written)
        except (OSError, ValueError):
            self._lines = {}


def _state(path: str) -> tuple[str, int]:
    """The state of the file at `path` and when it last changed; empty and 0 where there is none."""
    try:
        return state_of(os.stat(path))  # noqa: PTH116 - a Path costs more than the question
    except (OSError, ValueError):
        return "", 0
