"""From a file of settings, and all that it extends, to the settings of a run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from offerlint.config.extend import lineage
from offerlint.config.find import ConfigError
from offerlint.config.layer import Layer
from offerlint.config.settings import Config, Glob
from offerlint.config.shape import clashing
from offerlint.reading.template.jinja_signs import Signs

LISTS = frozenset(("ignore", "rules", "exclude", "templates", "files"))
"""Keys whose entries are added to those of what is extended."""

TABLES = frozenset(("severity", "parameters", "provider", "fields", "jinja"))
"""Keys that are laid over what is extended, name by name. Of any other key the nearest file's value holds."""

PATHS = frozenset(("templates", "evidence", "offers", "waivers", "baseline"))
"""Keys that name files, which start from the folder of the file that names them."""


def read_config(path: Path) -> Config:
    """The configuration in a file, laid over what it extends; raises ConfigError for anything it does not know."""
    layers = lineage(path)
    top = layers[-1]
    said: dict[str, Any] = {}
    places: dict[tuple[str, str], str] = {}
    for layer in layers:
        for key, value in layer.said.items():
            if key == "extends":
                continue
            own = _own(layer, key, value, top.folder)
            said[key] = _laid_over(key, said.get(key), own)
            if key not in LISTS | TABLES:
                places = {place: words for place, words in places.items() if place[0] != key}
            places |= {(key, entry): place for entry, place in layer.entries(key)}
    signs = Signs(**said.pop("jinja", {}))
    if clash := clashing(signs):
        one, other, mark = clash
        raise ConfigError(f"{top.shown}: with what it extends, {one} and {other} of jinja are both “{mark}”")
    return Config(**said, jinja=signs, folder=top.folder, places=places)


def _laid_over(key: str, under: Any, own: Any) -> Any:
    if under is None:
        return own
    if key == "parameters":
        return {**under, **{rule: {**under.get(rule, {}), **values} for rule, values in own.items()}}
    if key in TABLES:
        return {**under, **own}
    if key == "files":
        return (*under, *own)
    return tuple(dict.fromkeys((*under, *own))) if key in LISTS else own


def _own(layer: Layer, key: str, value: Any, top: Path) -> Any:
    """What a layer says of a key, with paths as they are from the folder of the whole configuration."""
    if key == "rules":
        return tuple(layer.folder / folder for folder in value)
    if key == "files":
        return tuple(_placed(glob, layer) for glob in value)
    if key in PATHS and layer.folder != top:
        return tuple(_from(top, layer, one) for one in value) if isinstance(value, tuple) else _from(top, layer, value)
    return value


def _from(top: Path, layer: Layer, path: str) -> str:
    try:
        return Path(os.path.relpath(layer.folder / path, top)).as_posix()
    except ValueError:  # another drive
        return str(layer.folder.absolute() / path)


def _placed(glob: Glob, layer: Layer) -> Glob:
    """An entry of `files`, whose places so far are lines."""
    places: Mapping[str, str] = {key: layer.place(int(line), "files", key) for key, line in glob.places.items()}
    return replace(glob, places=places)
