"""Which catalogue of offers a file is held to: the one configured, or the one nearest above it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from offerlint.config.settings import Config
from offerlint.disk import DISK, Files, UnreadableError, within
from offerlint.model.document import Document, Problem
from offerlint.model.offer import Offer
from offerlint.registers import OFFERS_FILE, OTHER_OFFERS_FILES, PRICE_LISTS


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
    _shaped: dict[str, bool] = field(default_factory=dict)

    def is_one(self, path: str) -> bool:
        """Whether a file is a catalogue and so no copy."""
        named = self.config.offers and os.path.realpath(path) == os.path.realpath(
            self.config.folder / self.config.offers
        )
        name = PurePosixPath(path).name
        may_be = name in OTHER_OFFERS_FILES or name in PRICE_LISTS or (path in self.handed and name.endswith(".csv"))
        return bool(named) or name == OFFERS_FILE or (may_be and self.has_shape(path))

    def has_shape(self, path: str) -> bool:
        """Whether a file, whatever its name, has the shape of a catalogue."""
        if path not in self._shaped:
            from offerlint.reading.decode import decode
            from offerlint.reading.errors import ReadError
            from offerlint.registers.offers import is_catalogue
            from offerlint.registers.price_list import is_price_list

            is_shaped = is_price_list if path.endswith(".csv") else is_catalogue
            try:
                self._shaped[path] = is_shaped(decode(self._data(path), path).text)
            except (ReadError, UnreadableError):
                self._shaped[path] = False
        return self._shaped[path]

    def of(self, path: str, *, on_disk: bool) -> tuple[Offer, ...]:
        """The offers that the file at `path` is held to; none where there is no catalogue."""
        nearest = self.nearest(path, on_disk=on_disk)
        return self._offers(nearest) if nearest else ()

    def nearest(self, path: str, *, on_disk: bool) -> str:
        """The catalogue that the file at `path` is held to; empty where there is none."""
        if self.config.offers:
            return (self.config.folder / self.config.offers).as_posix()
        for folder in PurePosixPath(path).parents if self.handed else ():
            for one in (OFFERS_FILE, *OTHER_OFFERS_FILES, *self._lists_in(folder)):
                beside = (folder / one).as_posix()
                if beside in self.handed and self.is_one(beside):
                    return beside
        own = os.path.dirname(path)  # noqa: PTH120 - a Path for each of many files costs more than all else here
        if on_disk and own not in self._beside:
            self._beside[own] = self._on_disk(path)
        found = self._beside[own] if on_disk else None
        return found.as_posix() if found else ""

    def _lists_in(self, folder: PurePosixPath) -> list[str]:
        """The names of the CSVs handed in that stand in a folder, those that lists of plans usually have first."""
        names = [PurePosixPath(one).name for one in self.handed if one.endswith(".csv")]
        here = [name for name in names if (folder / name).as_posix() in self.handed]
        return sorted(here, key=lambda name: (name not in PRICE_LISTS, name))

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
            for one in (OFFERS_FILE, *OTHER_OFFERS_FILES, *PRICE_LISTS):
                if self.files.is_file(shown / one) and self.is_one((shown / one).as_posix()):
                    return shown / one
            if not within or folder == top:
                return None
            folder, shown = folder.parent, _up(shown)

    def _offers(self, path: str) -> tuple[Offer, ...]:
        if path not in self._read:
            from offerlint.reading.decode import decode
            from offerlint.reading.errors import ReadError
            from offerlint.registers.offers import read_offers
            from offerlint.registers.price_list import read_price_list
            from offerlint.rules.yaml_tree import RuleError

            self._read[path] = ()
            try:
                read = read_price_list if path.endswith(".csv") else read_offers
                self._read[path] = read(decode(self._data(path), path).text, path)
            except RuleError as error:
                self.problems.append(Problem(path, f"column {error.column}: {error.message}", error.line))
            except ReadError as error:
                self.problems.append(Problem(path, str(error), error.line))
            except UnreadableError as error:
                self.problems.append(Problem(path, str(error)))
        return self._read[path]

    def _data(self, path: str) -> bytes:
        from offerlint.registers.offers import LARGEST

        handed = self.handed.get(path)
        return self.files.read_bytes(path, LARGEST) if handed is None else within(handed, LARGEST)


def _up(folder: Path) -> Path:
    """The folder above, as the user would write it."""
    return folder.parent if folder.name and folder.name != ".." else folder / ".."
