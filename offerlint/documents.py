"""The documents of a run by path: some of them kept, the others read again when a report asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from offerlint.model.document import Document

ROOM = 200_000
"""Characters of documents that are kept, each of which takes some thirty bytes; those after them are read again."""

Open = Callable[[str], Document | None]
"""Reads a document again; None where it can no longer be read, or has changed since."""


class Documents(Mapping[str, Document]):
    """The documents that were added; one that can no longer be read, or has changed since, is not among them."""

    def __init__(self, open_again: Open, open_text: Open = lambda _path: None) -> None:
        """`open_text` gives a document without its blocks, where that can be had for less."""
        self._open_again, self._open_text = open_again, open_text
        self._kept: dict[str, Document | None] = {}
        self._last: tuple[str, Document | None] = ("", None)
        self._room = ROOM

    def add(self, path: str, document: Document | None) -> None:
        """Takes a document in, to be kept while there is room; the first always is."""
        self._kept[path] = document if self._room > 0 else None
        if document:
            self._room -= sum(len(source.text) for source in document.sources)

    def __getitem__(self, path: str) -> Document:
        if path not in self._kept:
            raise KeyError(path)
        document = self._kept[path] or self._again(path)
        if document is None:
            raise KeyError(path)
        return document

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._kept if path in self)

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.get(path) is not None

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def texts(self) -> Documents:
        """The same documents, for who shows their lines and no more; those read again may be without blocks."""
        texts = Documents(lambda path: self._open_text(path) or self._open_again(path))
        texts._kept = self._kept
        return texts

    def _again(self, path: str) -> Document | None:
        if self._last[0] != path:
            self._last = (path, self._open_again(path))
        return self._last[1]
