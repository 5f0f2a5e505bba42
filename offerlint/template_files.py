"""Finds the files that a template names: beside it, or in the folders of `templates:`; nothing outside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path, PurePosixPath

from offerlint.disk import DISK, Files, UnreadableError
from offerlint.model.source import Source
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError

_FOLDERS = ("", "snippets", "partials")
"""Where tools keep what templates share, below a root."""


def finder(path: str, folders: Sequence[Path], files: Files = DISK) -> Callable[[str], Source | None]:
    """Gives the file that the template at `path` means by a name, looked for beside it and then in `folders`."""
    own = Path(path).parent
    roots = [own, *(folder if own.is_absolute() else _from_here(folder) for folder in folders)]
    names = PurePosixPath(path).suffixes
    endings = tuple(dict.fromkeys(("", *("".join(names[i:]) for i in range(len(names) - 1, -1, -1)))))

    def find(name: str) -> Source | None:
        for root in roots:
            for place in _places(name, endings):
                found = _read(root, place, files)
                if found is not None:
                    return found
        return None

    return find


def _from_here(folder: Path) -> Path:
    """The folder as a path from where the program runs, as the files of a run are named."""
    here, whole = Path.cwd(), folder.resolve()
    return whole.relative_to(here) if whole.is_relative_to(here) else folder


def _places(name: str, endings: Sequence[str]) -> Iterator[str]:
    """The paths that `name` may stand for: with and without an ending, or a partial's underscore."""
    at = PurePosixPath(name.replace("\\", "/"))
    if at.is_absolute() or not at.name:
        return
    for folder, ending, sign in product(_FOLDERS, endings, ("", "_")):
        yield str(PurePosixPath(folder) / at.with_name(f"{sign}{at.name}{ending}"))


def _read(root: Path, place: str, files: Files) -> Source | None:
    """The file at `place` below `root`; None when there is none, it lies elsewhere or is no text."""
    path = root / place
    try:
        if not files.is_below(path, root) or not files.is_file(path):
            return None
        return decode(files.read_bytes(path), path.as_posix())
    except (UnreadableError, ValueError, ReadError):
        return None
