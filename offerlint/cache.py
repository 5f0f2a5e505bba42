"""Keeps a rulebook ready for the next run, as long as neither its files nor the program have changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from time import time_ns
from zlib import crc32

from offerlint.model.later import Later
from offerlint.rules.rulebook import Rulebook
from offerlint.rules.stored import WIDTH, from_head, length
from offerlint.version import __version__

States = tuple[list[str], int]
"""The names and states of files, and when the last of them changed, in nanoseconds."""
CHECKED = 4
ALONE, BESIDE = b"=", b"+"
"""What is kept of rules: all of them, or those that stand beside the rules of the first folder."""
RULES, RESULTS, BOOKS = "rules-", "results-", "book-"
"""What the names of our files begin with; the folder may hold others, which are not ours to touch."""
MOST = {RULES: 12, BOOKS: 4, RESULTS: 64}
"""Files of each kind that the cache holds. Results of many folders must not push out the rules of them all."""
SETTLED = 200_000_000
"""Nanoseconds after which a file that changes again is sure to show another time."""


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Where this user's caches are kept; None where OFFERLINT_CACHE says `off`, or the user has no home."""
    named = environment.get("OFFERLINT_CACHE", "")
    if named:
        return None if named == "off" else Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "offerlint" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "offerlint"
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "offerlint"


_held: dict[str, Rulebook] = {}


def hold(rulebook: Rulebook) -> None:
    """Keeps a rulebook in this process for as long as its files, and those of the program, are the same."""
    _held[rulebook.mark] = rulebook


def rules_of(folders: Sequence[Path], cache: Path | None) -> Rulebook:
    """What load_rules gives for `folders`, from `cache` where it is there and still true.

    A damaged or foreign file in the cache is as good as none. Rules with mistakes are not kept. No failure to
    write stops the run. The first folder's rules are kept by themselves: those of others that replace nothing of
    theirs are read beside them, so that a change of one's own rules does not have all of ours read again.
    """
    return _load(folders) if cache is None else _rules_of(folders, [_states(folder, 1) for folder in folders], cache)


def _rules_of(folders: Sequence[Path], states: Sequence[States], cache: Path) -> Rulebook:
    mark, newest = _mark(states)
    if mark.hex() in _held:
        return _held[mark.hex()]
    where = "" if all(folder.is_absolute() for folder in folders) else str(Path.cwd())
    name = sha256("\n".join([*map(str, folders), where, sys.version, __version__]).encode()).hexdigest()
    file = cache / f"{RULES}{name[:24]}"

    base = Later(lambda: _rules_of(folders[:1], states[:1], cache) if len(folders) > 1 else None)
    there = _read(file, mark, lambda: _stored(*_layer(folders, base())))
    if there:
        _used(file)
    rulebook, is_beside = there or _layer(folders, base())
    under = base() if is_beside else None
    full = rulebook.beside(under) if under else rulebook
    if there is None and not full.problems and newest < time_ns() - SETTLED:
        _keep(file, mark, _stored(rulebook, is_beside))
    return replace(full, mark=mark.hex())


def _stored(rulebook: Rulebook, is_beside: bool) -> bytes:
    from offerlint.rules.storing import stored

    return (BESIDE if is_beside else ALONE) + stored(rulebook)


def _layer(folders: Sequence[Path], base: Rulebook | None) -> tuple[Rulebook, bool]:
    """The rules of the folders after the first, which stand beside `base`, and True; or of all, where they cannot."""
    if base:
        own = _load(folders[1:], base)
        if not own.replaces(base):
            return own, True
    return _load(folders), False


def kept(rulebook: Rulebook, cache: Path | None, make: Callable[[Rulebook], bytes]) -> bytes:
    """What `make`, always the same, gives for a rulebook of `rules_of`; from `cache` where it was kept for it."""
    if cache is None or not rulebook.mark:
        return make(rulebook)
    file, mark = cache / f"{BOOKS}{rulebook.mark[:24]}", bytes.fromhex(rulebook.mark)
    if (there := _body(file, mark)) is not None:
        _used(file)
        return bytes(there)
    body = make(rulebook)
    put(file, [mark, whole([body]), body])
    return body


def _load(folders: Sequence[Path], *base: Rulebook) -> Rulebook:
    from offerlint.rules.load import load_rules

    return load_rules(folders, *base)


@lru_cache(maxsize=1)
def program_state() -> States:
    """The state of every file of the program as this process found it, and when the last of them changed."""
    return _program_now()


def is_same_program() -> bool:
    """Whether the program on disk is still what this process found it to be."""
    return _program_now() == program_state()


def _program_now() -> States:
    return _states(Path(__file__).parent, 3)


def _mark(states: Sequence[States]) -> tuple[bytes, int]:
    """A digest of the state of every rule file and of the program's own, and when the last of them changed."""
    found = [*states, program_state()]
    written = "\0".join(state for states, _ in found for state in states)
    return sha256(written.encode("utf-8", "surrogateescape")).digest(), max(newest for _, newest in found)


def _states(folder: Path, depth: int) -> States:
    """The names and states of the files in a folder, and when the last of them changed."""
    found: dict[str, os.stat_result] = {}
    _files(str(folder), depth, found)
    states: list[str] = []
    newest = 0
    for path in sorted(found):
        state, changed = state_of(found[path])
        states += (path, state)
        newest = max(newest, changed)
    return states, newest


def state_of(stat: os.stat_result) -> tuple[str, int]:
    """The state of a file, which changes whenever the file does, and when it last did, in nanoseconds."""
    written, changed = stat.st_mtime_ns, stat.st_ctime_ns
    return f"{stat.st_size}:{written}:{changed}:{stat.st_ino}", max(written, changed)


def _files(folder: str, depth: int, found: dict[str, os.stat_result]) -> None:
    """Adds a file, or the files of code and rules in a folder and in its own folders, with their states."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".yaml", ".yml")):
                    try:
                        found[entry.path] = entry.stat()
                    except OSError:  # a link that leads nowhere, as an editor leaves one
                        continue
                elif depth and entry.name != "__pycache__" and entry.is_dir():
                    _files(entry.path, depth - 1, found)
    except NotADirectoryError:
        found[folder] = os.stat(folder)  # noqa: PTH116 - a Path costs more than the question
    except OSError:
        return


def _read(file: Path, mark: bytes, again: Callable[[], bytes]) -> tuple[Rulebook, bool] | None:
    """The rulebook in `file`, if its head is whole and was made from what has this mark, and whether it is BESIDE.

    Its lines are read when first asked for; where they are damaged, what is stored is made `again`.
    """
    size = len(mark) + CHECKED
    try:
        with file.open("rb") as opened:
            start = opened.read(size + 1 + WIDTH)
            head = opened.read(length(start[size + 1 :]))
        if start[:size] != mark + whole([start[size:], head]):
            return None
        return from_head(head, Later(lambda: _lines(file, mark, start + head, again))), start[size : size + 1] == BESIDE
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _keep(file: Path, mark: bytes, stored: bytes) -> None:
    """Writes what `_read` reads."""
    end = 1 + WIDTH + length(stored[1:])
    put(file, [mark, whole([stored[:end]]), stored[:end], whole([stored[end:]]), stored[end:]])


def _lines(file: Path, mark: bytes, start: bytes, again: Callable[[], bytes]) -> memoryview:
    """What stands in `file` after this `start`, if it is whole; else it is made again, and kept.

    Raises ValueError where the rules are no longer those of this start.
    """
    try:
        data = memoryview(file.read_bytes())
    except OSError:
        data = memoryview(b"")
    begin = len(start) + CHECKED
    if data[: len(start)] == start and data[len(start) : begin] == whole([data[begin:]]):
        return data[begin:]
    stored = again()
    if not stored.startswith(start[len(mark) + CHECKED :]):
        raise ValueError("the rules have changed since this run began; run it again")
    _keep(file, mark, stored)
    return memoryview(stored)[len(start) - len(mark) - CHECKED :]


def _body(file: Path, mark: bytes) -> memoryview | None:
    """What `file` holds, if it is whole and was made from what has this mark."""
    try:
        data = memoryview(file.read_bytes())
    except OSError:
        return None
    body = data[len(mark) + CHECKED :]
    is_whole = data[: len(mark)] == mark and data[len(mark) : len(mark) + CHECKED] == whole([body])
    return body if is_whole else None


def whole(parts: Iterable[bytes | memoryview]) -> bytes:
    """By which data is known to be whole, in CHECKED bytes. It is no seal: who may write here may write anything."""
    checked = 0
    for part in parts:
        checked = crc32(part, checked)
    return checked.to_bytes(CHECKED)


def put(file: Path, parts: Iterable[bytes]) -> None:
    """Puts a file made of `parts` in its place in one step, so that runs at the same time see the old one or the new.

    That it cannot be written stops nothing.
    """
    partial = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with partial.open("wb") as written:
            written.writelines(parts)
        partial.replace(file)
        _tidy(file.parent)
    except OSError:
        with suppress(OSError):
            partial.unlink()


def _used(file: Path) -> None:
    """Notes that a file was of use, so that it is not the next to go."""
    with suppress(OSError):
        os.utime(file)


def _tidy(folder: Path) -> None:
    """Leaves the files of each kind that were last made or used, MOST of them; another run may be doing the same."""
    found: dict[str, list[tuple[int, str]]] = {kind: [] for kind in MOST}
    with os.scandir(folder) as entries:
        for entry in entries:
            kind = entry.name[: entry.name.find("-") + 1]
            if kind in found:
                found[kind].append((entry.stat().st_mtime_ns, entry.path))
    for kind, those in found.items():
        for _, path in sorted(those)[: -MOST[kind]]:
            with suppress(OSError):
                Path(path).unlink()
