"""What a team decides once: offerlint.yaml, or [tool.offerlint] in pyproject.toml."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from offerlint.model.about import CLOSED
from offerlint.model.vocabulary import PROFILES, Severity

FILE = "offerlint.yaml"
ABOUT_KEYS = (*CLOSED, "recorded", "complete", "as_of", "contract_from", "lang", "format", "offers")
KEYS = ("profile", "select", "ignore", "rules", "exclude", "files", "provider", "fail_on", "as_of")


class ConfigError(Exception):
    """A mistake in a configuration, with its file and the remedy."""


@dataclass(frozen=True, slots=True)
class Glob:
    """What the files that `match` any of the patterns are; `says` maps keys of About, and format, to words."""

    match: tuple[str, ...]
    says: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run; `folder` is where the file stood, and globs are relative to it."""

    folder: Path = Path()
    profile: str = "uk-telecoms"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    exclude: tuple[str, ...] = ()
    files: tuple[Glob, ...] = ()
    provider: Mapping[str, str] = field(default_factory=dict)
    fail_on: str = "error"
    as_of: str = ""

    def declared(self, path: str) -> dict[str, object]:
        """What the configuration says of a file; a later glob overrides an earlier one."""
        said: dict[str, object] = {}
        for glob in self.files:
            if any(matches(self._relative(path), pattern) for pattern in glob.match):
                said |= glob.says
        if self.provider:
            said["provider"] = self.provider
        return said

    def excludes(self, path: str) -> bool:
        return any(matches(self._relative(path), pattern) for pattern in self.exclude)

    def _relative(self, path: str) -> str:
        """`path` as globs see it: from the folder of the configuration, with forward slashes."""
        whole = (Path.cwd() / path).resolve() if not Path(path).is_absolute() else Path(path).resolve()
        folder = self.folder.resolve()
        return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else whole.as_posix()


def matches(path: str, pattern: str) -> bool:
    """Whether a relative path matches a glob, in which `**` spans folders and a bare name any depth."""
    if "/" not in pattern.rstrip("/"):
        return any(fnmatchcase(part, pattern.rstrip("/")) for part in PurePosixPath(path).parts)
    return _parts_match(PurePosixPath(path).parts, tuple(pattern.strip("/").split("/")))


def _parts_match(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    reached = {0}
    for glob in pattern:
        if glob == "**":
            reached = set(range(min(reached), len(parts) + 1)) if reached else set()
        else:
            reached = {i + 1 for i in reached if i < len(parts) and fnmatchcase(parts[i], glob)}
    return len(parts) in reached


def find(start: Path) -> Path | None:
    """The nearest configuration at or above the folder `start`."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        project = folder / "pyproject.toml"
        if project.is_file() and "[tool.offerlint" in project.read_text("utf-8", "replace"):
            return project
    return None


def load(path: Path) -> Config:
    """Reads a configuration; raises ConfigError, with the key and a remedy, for anything it does not know."""
    if path.suffix == ".toml":
        raw = _toml(path).get("tool", {}).get("offerlint", {})
    else:
        raw = _yaml(path)
    return _config(path, raw)


def _toml(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error


def _yaml(path: Path) -> object:
    import yaml

    try:
        loaded: object = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise ConfigError(f"{path}{at}: not valid YAML: {getattr(error, 'problem', error)}") from error
    return loaded if loaded not in (None, "") else {}


def _config(path: Path, raw: object) -> Config:
    said = _mapping(path, raw, KEYS, "the file")
    profile = str(said.get("profile", "uk-telecoms"))
    _one_of(path, "profile", profile, PROFILES)
    fail_on = str(said.get("fail_on", "error"))
    _one_of(path, "fail_on", fail_on, (*Severity, "never"))
    files = said.get("files", [])
    if not isinstance(files, list):
        raise ConfigError(f"{path}: files is a list of entries such as: - {{match: 'ads/**', channel: web}}")
    provider = said.get("provider", {})
    if not isinstance(provider, Mapping):
        raise ConfigError(f"{path}: provider is a mapping such as {{price_model: fixed}}")
    return Config(
        folder=path.parent,
        profile=profile,
        select=_words(path, "select", said.get("select", [])),
        ignore=_words(path, "ignore", said.get("ignore", [])),
        rules=tuple(path.parent / one for one in _words(path, "rules", said.get("rules", []))),
        exclude=_words(path, "exclude", said.get("exclude", [])),
        files=tuple(_glob(path, entry) for entry in files),
        provider={str(key): str(value) for key, value in provider.items()},
        fail_on=fail_on,
        as_of=str(said.get("as_of", "")),
    )


def _glob(path: Path, entry: object) -> Glob:
    said = _mapping(path, entry, ("match", *ABOUT_KEYS), "an entry of files")
    match = _words(path, "match", said.get("match", []))
    if not match:
        raise ConfigError(f"{path}: an entry of files needs match, the files it speaks of")
    for key, value in said.items():
        for word in _words(path, key, value) if key in CLOSED else ():
            _one_of(path, key, word, CLOSED[key])
    return Glob(match, {key: value for key, value in said.items() if key != "match"})


def _mapping(path: Path, raw: object, keys: Sequence[str], what: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise ConfigError(f"{path}: {what} must be a mapping of keys to values")
    for key in raw:
        _one_of(path, f"key in {what}", str(key), keys)
    return raw


def _words(path: Path, key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(word.strip() for word in value.split(",") if word.strip())
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return tuple(str(word) for word in value)
    raise ConfigError(f"{path}: {key} must be a word or a list of words")


def _one_of(path: Path, key: str, word: str, allowed: Sequence[str]) -> None:
    if word not in allowed:
        close = difflib.get_close_matches(word, allowed, 1)
        hint = f"did you mean “{close[0]}”?" if close else f"use one of: {', '.join(allowed)}"
        raise ConfigError(f"{path}: “{word}” is not a known {key}; {hint}")
