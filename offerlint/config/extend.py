"""What a configuration extends: profiles, other files, and what installed packages bring."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from offerlint.config.find import FILE, ConfigError
from offerlint.config.layer import Layer, read_layer
from offerlint.config.shape import Extended
from offerlint.disk import is_file, is_folder
from offerlint.model.vocabulary import PROFILES
from offerlint.text.nearest import nearest

PACKAGE = "package:"
RULESETS = "rulesets"
"""The folder of rules in a package that has no configuration of its own."""


def lineage(path: Path) -> list[Layer]:
    """The file at `path` and all that it extends, each once, what is extended before what extends it."""
    found: dict[str, Layer] = {}
    _add(path, (), found)
    return list(found.values())


def _add(path: Path, above: tuple[Path, ...], found: dict[str, Layer]) -> None:
    """Adds a file after all that it extends; `above` are the files that led to it."""
    layer = read_layer(path)
    for entry in layer.said.get("extends", ()):
        at = layer.place(entry.line, "extends")
        if entry.name in PROFILES:
            found.setdefault(f"{at} {entry.name}", Layer(at, path.parent, {"profile": entry.name}))
            continue
        base = _package(entry, at) if entry.name.startswith(PACKAGE) else _file(entry, layer.folder, at)
        if isinstance(base, Layer):
            found.setdefault(base.shown, base)
        elif any(_same(base, one) for one in (*above, path)):
            round_ = " → ".join(one.as_posix() for one in (*above, path, base))
            raise ConfigError(f"{at}: this extends itself: {round_}; take one of them out")
        elif os.path.realpath(base) not in found:
            _add(base, (*above, path), found)
    found[os.path.realpath(path)] = layer


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _file(entry: Extended, folder: Path, at: str) -> Path:
    """The configuration that a path names, from the folder of the file that extends it."""
    if not _is_path(entry.name):
        close = nearest(entry.name, PROFILES)
        hint = f"did you mean “{close}”? " if close else f"there are {', '.join(PROFILES)}. "
        raise ConfigError(
            f"{at}: “{entry.name}” is no profile; {hint}"
            f"Write a path with its ending or a slash (./{entry.name}), a package as {PACKAGE}{entry.name}"
        )
    path = Path(os.path.normpath(folder / entry.name))
    path = path / FILE if is_folder(path) else path
    if not is_file(path):
        raise ConfigError(f"{at}: there is no file {path.as_posix()}; paths start from the folder of this file")
    return path


def _is_path(name: str) -> bool:
    return any(sign in name for sign in "/\\") or name.endswith((".yaml", ".yml", ".toml")) or name in (".", "..")


def _package(entry: Extended, at: str) -> Path | Layer:
    """The configuration of an installed package, or a layer that adds its rules; nothing of the package is run."""
    name = entry.name.removeprefix(PACKAGE).strip()
    module = name.replace("-", "_")
    if not module.isidentifier():
        raise ConfigError(f"{at}: “{name}” is no name of a package; write it as Python imports it, without dots")
    found = find_spec(module)
    for folder in map(Path, (found and found.submodule_search_locations) or ()):
        if is_file(folder / FILE):
            return folder / FILE
        if is_folder(folder / RULESETS):
            return Layer(at, folder, {"rules": (RULESETS,)})
    if found:
        raise ConfigError(f"{at}: the package {name} has neither a file {FILE} nor a folder {RULESETS}")
    raise ConfigError(f"{at}: no package {name} is installed where offerlint runs; install it there")
