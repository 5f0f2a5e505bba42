"""Which catalogue of offers a file is held to: the one configured, or the offers.yaml nearest above it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from offerlint.config.settings import Config
from offerlint.disk import DISK, Files, UnreadableError, within
from offerlint.model.document import Document, Problem
from offerlint.model.offer import Offer
from offerlint.registers import OFFERS_FILE


@dataclass(slots=True)
class Catalogues:
    """The catalogues of a run, each read once.

    `handed` are catalogues that are not on disk, by path. `problems` gathers what is wrong with any.
    """

    config: Config
    handed: Mapping[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: Files = DISK
    _read: dict[str, tuple[Offer, ...]] = field(default_factory=dict)
    _beside: dict[str, Path | None] = field(default_factory=dict)

    def is_one(self, path: str) -> bool:
        """Whether a file is a catalogue and so no copy."""
        named = self.config.offers and os.path.realpath(path) == os.path.realpath(
            self.config.folder / self.config.offers
        )
        return bool(named) or PurePosixPath(path).name == OFFERS_FILE

    def of(self, path: str, *, on_disk: bool) -> tuple[Offer, ...]:
        """The offers that the file at `path` is held to; none where there is no catalogue."""
        nearest = self.nearest(path, on_disk=on_disk)
        return self._offers(nearest) if nearest else ()

    def nearest(self, path: str, *, on_disk: bool) -> str:
        """The catalogue that the file at `path` is held to; empty where there is none."""
        if self.config.offers:
            return (self.config.folder / self.config.offers).as_posix()
        for folder in PurePosixPath(path).parents if self.handed else ():
            if (folder / OFFERS_FILE).as_posix() in self.handed:
                return (folder / OFFERS_FILE).as_posix()
        own = os.path.dirname(path)  # noqa: PTH120 - a Path for each of many files costs more than all else here
        if on_disk and own not in self._beside:
            self._beside[own] = self._on_disk(path)
        beside = self._beside[own] if on_disk else None
        return beside.as_posix() if beside else ""

    def check(self, path: str) -> None:
        """Reads the catalogue at `path`, so that its mistakes are told though no copy stands beside it."""
        self._offers(path)

    def undefined(self, document: Document, offers: Sequence[Offer]) -> Iterable[Problem]:
        """The offers that a document declares and no catalogue has."""
        from offerlint.text.nearest import did_you_mean

        known = {offer.id for offer in offers}
        for name in document.about.offers:
            if name in known:
                continue
            remedy = (
                did_you_mean(name, known)
                if known
                else f"put an {OFFERS_FILE} beside the copy, or name one in the config"
            )
            where = offers[0].path if offers else "any catalogue"
            yield Problem(document.path, f"no offer is called “{name}” in {where}; {remedy}")

    def _on_disk(self, path: str) -> Path | None:
        """The nearest catalogue at or above the folder of `path`, up to the folder of the configuration."""
        top = Path(os.path.realpath(self.config.folder))
        folder = Path(os.path.realpath(path)).parent
        within = folder == top or top in folder.parents
        shown = Path(path).parent
        while True:
            if self.files.is_file(shown / OFFERS_FILE):
                return shown / OFFERS_FILE
            if not within or folder == top:
                return None
            folder, shown = folder.parent, _up(shown)

    def _offers(self, path: str) -> tuple[Offer, ...]:
        if path not in self._read:
            from offerlint.reading.decode import decode
            from offerlint.reading.errors import ReadError
            from offerlint.registers.offers import LARGEST, read_offers
            from offerlint.rules.yaml_tree import RuleError

            self._read[path] = ()
            try:
                handed = self.handed.get(path)
                data = self.files.read_bytes(path, LARGEST) if handed is None else within(handed, LARGEST)
                self._read[path] = read_offers(decode(data, path).text, path)
            except RuleError as error:
                self.problems.append(Problem(path, f"column {error.column}: {error.message}", error.line))
            except ReadError as error:
                self.problems.append(Problem(path, str(error), error.line))
            except UnreadableError as error:
                self.problems.append(Problem(path, str(error)))
        return self._read[path]


def _up(folder: Path) -> Path:
    """The folder above, as the user would write it."""
    return folder.parent if folder.name and folder.name != ".." else folder / ".."
