"""What an open file is held to, read again when any file that it comes from has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from offerlint.app import Terms
from offerlint.config.extend import lineage
from offerlint.config.find import FILE, PROJECT, ConfigError, find_config
from offerlint.registers import BASELINE_FILE, EVIDENCE_FILE, WAIVERS_FILE

WATCHED = ("**/*.yaml", "**/*.yml", f"**/{PROJECT}")
"""The files that a client is asked to tell of: settings, rules, registers and catalogues."""

Stamp = tuple[tuple[str, int, int], ...]


class MistakeError(Exception):
    """What is wrong with the settings or a register, with its file and the remedy."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    terms: Terms
    files: tuple[Path, ...]
    stamp: Stamp


class Projects:
    """The terms of each configuration that an open file lies under.

    `load` reads those of one configuration, or of none, and raises MistakeError.
    """

    def __init__(self, load: Callable[[Path | None], Terms]) -> None:
        self._load = load
        self._loaded: dict[Path | None, _Loaded] = {}

    def terms(self, folder: Path) -> Terms:
        """What a file in `folder` is held to now; raises MistakeError."""
        config = find_config(folder)
        loaded = self._loaded.get(config)
        if loaded is None or loaded.stamp != _stamp(loaded.files):
            terms = self._load(config)
            files = tuple(_sources(config, terms))
            loaded = self._loaded[config] = _Loaded(terms, files, _stamp(files))
        return loaded.terms

    def known(self, folder: Path) -> Terms | None:
        """The terms that were last read without a mistake, if there are any."""
        loaded = self._loaded.get(find_config(folder))
        return loaded.terms if loaded else None


def _sources(config: Path | None, terms: Terms) -> Iterator[Path]:
    """The files and folders that the terms come from, present or not."""
    if config:
        yield config
        with suppress(ConfigError):
            yield from (Path(layer.shown) for layer in lineage(config))
    settings = terms.config
    folder = config.parent if config else Path.cwd()
    yield from (folder / name for name in (FILE, PROJECT, EVIDENCE_FILE, WAIVERS_FILE, BASELINE_FILE))
    yield from (settings.folder / name for name in (settings.evidence, settings.waivers, settings.baseline) if name)
    for rules in settings.rules:
        yield rules
        yield from sorted(path for path in rules.glob("**/*") if path.suffix in (".yaml", ".yml") or path.is_dir())


def _stamp(files: tuple[Path, ...]) -> Stamp:
    """What the files look like from outside."""
    seen = []
    for file in files:
        try:
            stat = file.stat()
            seen.append((str(file), stat.st_mtime_ns, stat.st_size))
        except (OSError, ValueError):
            seen.append((str(file), 0, -1))
    return tuple(seen)
