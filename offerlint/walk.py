"""Find the files that a run is asked to check."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from offerlint.asked import Item
from offerlint.config.find import FILE as CONFIG
from offerlint.config.settings import Config
from offerlint.disk import DISK, is_folder, is_there, whole
from offerlint.ignore import Ignored, Ignoring
from offerlint.reading.recognise import is_copy_by_name
from offerlint.registers import BASELINE_FILE, EVIDENCE_FILE, WAIVERS_FILE

OURS = frozenset((CONFIG, EVIDENCE_FILE, WAIVERS_FILE, BASELINE_FILE))
"""Our own files, which no walk takes for copy."""
BESIDE_A_DATABASE = ("-journal", "-wal", "-shm")
"""How files end that SQLite has beside a database for a moment, as beside an audit record while a run is written."""


def find(paths: Sequence[str], config: Config, *, force_exclude: bool = False, ignores: bool = True) -> Iterator[Item]:
    """The files that `paths` name; folders are walked in order, hidden, excluded and ignored ones left out.

    With `force_exclude`, a file that a walk would leave out is left out even when it is named itself. Without
    `ignores`, files such as .gitignore are not looked at.
    """
    ignoring = Ignoring(config.folder) if ignores else None
    for path in paths:
        if is_folder(path):
            yield from _walk(path, config, ignoring.below(path) if ignoring else None)
        elif not force_exclude or is_wanted(path, config, ignoring):
            yield Item(path.replace(os.sep, "/"), named=not force_exclude)


def find_among(files: Iterable[str], paths: Sequence[str], config: Config, *, ignores: bool = True) -> Iterator[Item]:
    """Those of `files` that `paths` name, or that lie in folders they name and a walk would take."""
    ignoring = Ignoring(config.folder) if ignores else None
    known = sorted(files)
    for path in paths:
        place = Path(os.path.realpath(path))
        below = [file for file in known if whole(file).is_relative_to(place)]
        if not below and not is_there(path):
            yield Item(path.replace(os.sep, "/"))
        for file in below:
            inside = whole(file).relative_to(place).as_posix()
            if inside == ".":
                yield Item(path.replace(os.sep, "/"))
            elif Path(file).name not in OURS and is_copy_by_name(inside) and is_wanted(file, config, ignoring):
                yield Item(file, named=False)


def is_wanted(path: str, config: Config, ignoring: Ignoring | None) -> bool:
    """Whether a walk from above would take the file at `path`."""
    if not is_copy_by_name(path) or config.excludes(path):
        return False
    return not (ignoring and ignoring.leaves_out(path))


def _walk(folder: str, config: Config, left_out: Ignored | None) -> Iterator[Item]:
    """What may be copy below a folder, in order; a folder in it that cannot be read is an item that cannot either."""
    closed: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=closed.append):
        here, own = Path(where), frozenset(files)
        start, inside = _way_to(here), _way_to(here.relative_to(folder))
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "node_modules")
        if left_out:
            folders[:] = [f for f in folders if not left_out.leaves_out(str(here / f), is_folder=True)]
        for name in sorted([*files, *(f for f in folders if (here / f).is_symlink())]):
            if name in OURS or name.endswith(BESIDE_A_DATABASE) or not is_copy_by_name(inside + name):
                continue
            path = start + name
            if config.excludes(path) or (left_out and left_out.leaves_out(path)):
                continue
            is_outside = os.path.islink(path) and not DISK.is_below(path, folder)  # noqa: PTH114
            if is_outside or name in own:
                yield Item(path, named=False, under=folder, is_outside=is_outside)
    for error in closed:
        yield Item(Path(error.filename).as_posix(), closed=f"cannot be read: {(error.strerror or str(error)).lower()}")


def _way_to(folder: Path) -> str:
    """What the paths of files in a folder begin with; to make a Path of each of many would cost more than all else."""
    way = folder.as_posix()
    return "" if way == "." else way if way.endswith("/") else f"{way}/"
