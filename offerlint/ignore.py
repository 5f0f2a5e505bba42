"""What .gitignore and .offerlintignore files leave out of folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offerlint.disk import UnreadableError, is_file, is_there, read_bytes, whole

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec, PathSpec

    _Specs = tuple[GitIgnoreSpec, PathSpec[Any]]

FILES = (".offerlintignore", ".gitignore")
"""Of what two in one folder say of a path, the first counts."""

LARGEST = 1_000_000
"""Bytes that such a file may have."""


class Ignored:
    """What the files from the folder `top` down leave out; in a repository, also what its info/exclude does."""

    def __init__(self, top: Path) -> None:
        self._top = whole(top)
        self._read: dict[Path, list[_Specs]] = {}
        self._over: dict[str, list[tuple[_Specs, str]]] = {}

    def leaves_out(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether the nearest file that speaks of `path` leaves it out."""
        folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100 - a Path for each of many files takes longer
        for (of_files, of_folders), inside in self._specs_over(folder):
            said = (of_folders if is_folder else of_files).check_file(f"{inside}{name}{'/' if is_folder else ''}")
            if said.include is not None:
                return said.include
        return False

    def reaches(self, folder: Path) -> bool:
        """Whether a walk from the top comes to `folder`."""
        way = (one for one in (folder, *folder.parents) if one != self._top and one.is_relative_to(self._top))
        return not any(self.leaves_out(str(one), is_folder=True) for one in way)

    def _specs_over(self, folder: str) -> list[tuple[_Specs, str]]:
        """What files say of a folder, the nearest first; each with the way to it from where that stands."""
        if folder not in self._over:
            here, found = Path(folder), []
            for above in (here, *here.parents):
                if not above.is_relative_to(self._top):
                    break
                way = here.relative_to(above).as_posix()
                found += [(specs, "" if way == "." else f"{way}/") for specs in self._specs(above)]
            self._over[folder] = found
        return self._over[folder]

    def _specs(self, folder: Path) -> list[_Specs]:
        if folder not in self._read:
            files = [folder / name for name in FILES]
            if folder == self._top:
                files.append(folder / ".git" / "info" / "exclude")
            self._read[folder] = [_spec(file) for file in files if is_file(file)]
        return self._read[folder]


def _spec(file: Path) -> _Specs:
    """What a file says of files and of folders; of a folder the last line that matches it counts, whatever it is."""
    from pathspec import GitIgnoreSpec, PathSpec

    try:
        spec = GitIgnoreSpec.from_lines(read_bytes(file, LARGEST).decode("utf-8-sig", "surrogateescape").splitlines())
    except (UnreadableError, ValueError):
        spec = GitIgnoreSpec.from_lines([])
    return spec, PathSpec(spec.patterns)


class Ignoring:
    """Finds what is ignored where; without a repository, by the files from `config_folder` down."""

    def __init__(self, config_folder: Path) -> None:
        self._config_folder = whole(config_folder)
        self._from: dict[Path, Ignored] = {}

    def below(self, folder: str) -> Ignored:
        """What a walk of `folder` leaves out.

        One that would be left out itself is not looked at from above: whoever names it means it.
        """
        here = whole(folder)
        found = self._above(here)
        return found if found.reaches(here) else Ignored(here)

    def leaves_out(self, path: str) -> bool:
        """Whether a walk from the top would leave out the file at `path`."""
        folder = whole(path).parent
        found = self._above(folder)
        return found.leaves_out(path) or not found.reaches(folder)

    def _above(self, folder: Path) -> Ignored:
        top = next((one for one in (folder, *folder.parents) if is_there(one / ".git")), None)
        if top is None:
            top = self._config_folder if folder.is_relative_to(self._config_folder) else folder
        return self._from.setdefault(top, Ignored(top))
