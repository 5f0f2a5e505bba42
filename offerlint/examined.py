"""What became of one thing that was checked: all that a run needs to know of it, whatever process found it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from zlib import crc32

from offerlint.model.document import Document, Problem
from offerlint.model.finding import Allowed, FileSummary, Finding
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of an item. `files` has its summary, if it was read; `rules` those that bound each of its sources.

    `about_registers` are problems with the catalogues that it is held to. `is_register`: it is one itself.
    `is_passed_over`: its format is not read. `alone`: no other file had a part in it, no catalogue
    either. `digest` is that of its document.
    """

    findings: tuple[Finding, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    files: tuple[FileSummary, ...] = ()
    problems: tuple[Problem, ...] = ()
    about_registers: tuple[Problem, ...] = ()
    not_checked: tuple[str, ...] = ()
    rules: Mapping[str, frozenset[str]] = field(default_factory=dict)
    is_register: bool = False
    is_passed_over: bool = False
    alone: bool = False
    digest: int = 0


def digest(document: Document) -> int:
    """A short digest of what a document was read from."""
    return crc32("\0".join(source.text for source in document.sources).encode("utf-8", "surrogatepass"))
