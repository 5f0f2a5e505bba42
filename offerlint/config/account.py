"""What the settings say of one file, row by row, and where each is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from offerlint.config.settings import Config
from offerlint.model.about import CLOSED, About
from offerlint.reading.about import FOR_READERS
from offerlint.reading.template.jinja_signs import Signs
from offerlint.rules.select import Selection

DEFAULT, ITSELF, INFERRED = "default", "the file itself", "inferred from the words"
_TOLD = (*CLOSED, "recorded", "complete")
"""Keys of which a document knows whether anybody declared them."""
_ALSO = ("as_of", "contract_from", "lang", "offers")
_OF_RUN = (
    "rules", "fail_on", "as_of", "templates", "provider", "fields", "jinja", "evidence", "offers", "waivers",
    "baseline",
)  # fmt: skip


class Row(NamedTuple):
    """A setting, its value, and where that comes from."""

    name: str
    value: str
    place: str


def with_formats_only(config: Config) -> Config:
    """The settings without a word on what files are, but for the formats, without which some cannot be read."""
    files = (
        replace(one, says={key: value for key, value in one.says.items() if key == "format"}) for one in config.files
    )
    return replace(config, files=tuple(files), provider={})


def account(config: Config, path: str, selection: Selection, about: About, bare: About) -> Iterator[Row]:
    """The rows for the file at `path`, which is held to `selection`; `bare` is what it is without the settings."""
    yield from _choices(config, path, selection)
    yield from _about(config, path, about, bare)
    for key in FOR_READERS:
        if place := _of_globs(config, path, key):
            yield Row(key, _in_words(config.declared(path)[key]), place)
    if team := config.team_of(path):
        yield Row("team", team, _of_globs(config, path, "team") or _written(config, "team"))
    if pattern := config.excluded_by(path):
        yield Row("left out of folders", pattern, _written(config, "exclude", pattern))
    for key in _OF_RUN:
        for (said, entry), place in config.places.items():
            if said == key:
                yield Row(key, _entry(getattr(config, key), entry), place)


def _choices(config: Config, path: str, selection: Selection) -> Iterator[Row]:
    for key in ("profile", "level"):
        yield Row(key, getattr(selection, key), _of_globs(config, path, key) or _written(config, key) or DEFAULT)
    for name in selection.select:
        yield Row("select", name, _of_globs(config, path, "select") or _written(config, "select", name))
    for name in dict.fromkeys(selection.ignore):
        yield Row("ignore", name, _written(config, "ignore", name) or _of_globs(config, path, "ignore", name))
    for name, severity in selection.severity:
        place = _of_globs(config, path, "severity", name) or _written(config, "severity", name)
        yield Row("severity", f"{name}: {severity}", place)
    for rule, values in config.parameters.items():
        words = ", ".join(f"{name} {value:g}" for name, value in values.items())
        yield Row("parameters", f"{rule}: {words}", _written(config, "parameters", rule))


def _about(config: Config, path: str, about: About, bare: About) -> Iterator[Row]:
    """What the file is; what it says itself goes before the settings, and these before what is inferred."""
    usual = About()
    for key in (*_TOLD, *_ALSO):
        value, place = getattr(about, key), _of_globs(config, path, key)
        says_so = key not in bare.inferred if key in _TOLD else getattr(bare, key) != getattr(usual, key)
        if says_so or place or value not in (None, (), getattr(usual, key)) or key in ("kind", "audience"):
            inferred = INFERRED if key in _TOLD else DEFAULT
            yield Row(key, _in_words(value), ITSELF if says_so else place or inferred)


def _of_globs(config: Config, path: str, key: str, entry: str = "") -> str:
    """Where the last entry of `files` about a file says something of `key`, or names `entry` there; else empty."""
    for glob in reversed(list(config.globs(path))):
        names = glob.chooses.get(key, ())
        if key in glob.places and (not entry or (isinstance(names, tuple | Mapping) and entry in names)):
            return glob.places[key]
    return ""


def _written(config: Config, key: str, entry: str = "") -> str:
    return config.places.get((key, entry), "")


def _entry(value: object, entry: str) -> str:
    """The part of a setting that is called `entry`; the whole where it has no parts."""
    if isinstance(value, Signs):
        return f"{entry}: {_in_words(getattr(value, entry))}"
    if isinstance(value, Mapping):
        return f"{entry}: {_in_words(value[entry])}"
    return entry or _in_words(value)


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_in_words(one)}" for key, one in value.items() if one)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
