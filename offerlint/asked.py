"""What a run is asked to check, and what it holds that to."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from offerlint.config.settings import Config
from offerlint.decisions import Decisions
from offerlint.disk import DISK, Files
from offerlint.rules.rulebook import Rulebook
from offerlint.rules.select import Selection
from offerlint.text.frozen import dataclass

if TYPE_CHECKING:
    from offerlint.registers.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Item:
    """Something to check: a path as the user wrote it, and its bytes when they are not on disk."""

    path: str
    data: bytes | None = None
    named: bool = True
    """Whether the user named it, rather than a folder it was found in."""
    on_disk: bool = True
    """Whether its path is a place on disk, so that a catalogue may stand beside it."""
    under: str = ""
    """The folder whose walk met it."""
    is_outside: bool = False
    """Whether a walk met it as a link that leads out of the folder."""
    closed: str = ""
    """Why a folder that a walk met cannot be read."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What every file of a run is held to."""

    rulebook: Rulebook
    config: Config
    selection: Selection
    as_of: date
    register: tuple[Evidence, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    files: Files = DISK
    """Where files are read from."""
