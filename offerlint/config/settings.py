"""The settings of a run, and what they say of one file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import cast

from offerlint.model.vocabulary import Severity
from offerlint.reading.template.jinja_signs import JINJA, Signs
from offerlint.rules.select import Selection
from offerlint.text.frozen import dataclass
from offerlint.text.glob import matches


@dataclass(frozen=True, slots=True)
class Glob:
    """What the files that `match` any of the patterns are; `says` maps keys of About, and format, to words.

    `team` answers for them. `chooses` are the rules they are held to, with the keys of Selection, where these are
    not those of the run. `places` tell where each key is written.
    """

    match: tuple[str, ...]
    says: Mapping[str, object]
    team: str = ""
    chooses: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run; `folder` is where the file stood, and globs are relative to it.

    `places` tell where a key, or an entry of it, is written; `files` have their own.
    """

    folder: Path = Path()
    profile: str = "uk-telecoms"
    level: str = "full"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    rules: tuple[Path, ...] = ()
    exclude: tuple[str, ...] = ()
    files: tuple[Glob, ...] = ()
    provider: Mapping[str, str] = field(default_factory=dict)
    fail_on: str = "error"
    as_of: str = ""
    evidence: str = ""
    templates: tuple[str, ...] = ()
    fields: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    offers: str = ""
    jinja: Signs = JINJA
    team: str = ""
    waivers: str = ""
    baseline: str = ""
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def declared(self, path: str) -> dict[str, object]:
        """What the configuration says of a file; a later glob overrides an earlier one."""
        said: dict[str, object] = {}
        for glob in self.globs(path):
            said |= glob.says
        if self.provider:
            said["provider"] = self.provider
        return said

    def team_of(self, path: str) -> str:
        """Who answers for a file: the last glob that names a team, else the team of all."""
        return next((glob.team for glob in reversed(list(self.globs(path))) if glob.team), self.team)

    def selection(self) -> Selection:
        """The rules that files are held to unless an entry of `files` says otherwise."""
        return Selection(self.profile, self.level, self.select, self.ignore, tuple(self.severity.items()))

    def selection_of(self, path: str, usual: Selection) -> Selection:
        """The rules that one file is held to; `ignore` and `severity` of its globs come on top of the `usual`."""
        for glob in self.globs(path):
            if glob.chooses:
                usual = usual.with_(glob.chooses)
        return usual

    def names(self) -> dict[str, str]:
        """The rules, rulesets and topics that are named, each with the place where it is."""
        own: Mapping[str, Iterable[str]] = {"select": self.select, "ignore": self.ignore, "severity": self.severity}
        found = {name: self.places.get((key, name), "") for key, names in own.items() for name in names}
        for glob in self.files:
            for key in own:
                for name in cast("Iterable[str]", glob.chooses.get(key, ())):
                    found.setdefault(name, glob.places.get(key, ""))
        return found

    def asked(self, *, ignore: tuple[str, ...] = (), **options: object) -> Config:
        """The settings when options of a command say otherwise, which goes before any file's own.

        What is to be ignored comes on top of what is ignored already.
        """
        said = {key: value for key, value in options.items() if value}
        files = tuple(
            replace(glob, chooses={key: value for key, value in glob.chooses.items() if key not in said})
            for glob in self.files
        )
        return replace(self, files=files, ignore=(*self.ignore, *ignore), **said)  # type: ignore[arg-type]

    def excludes(self, path: str) -> bool:
        return self.excluded_by(path) is not None

    def excluded_by(self, path: str) -> str | None:
        """The pattern of `exclude` that leaves a file out."""
        return next((pattern for pattern in self.exclude if matches(self.relative(path), pattern)), None)

    def globs(self, path: str) -> Iterator[Glob]:
        """The entries of `files` that are about a file, in order."""
        name = self.relative(path) if self.files else path
        return (glob for glob in self.files if any(matches(name, pattern) for pattern in glob.match))

    def relative(self, path: str) -> str:
        """`path` as globs see it: from the folder of the configuration, with forward slashes."""
        return relative_to(os.path.realpath(self.folder), path)


def relative_to(top: str, path: str) -> str:
    """`path` from the folder `top`, which is no link, with forward slashes; the whole path where it lies elsewhere."""
    try:
        whole = os.path.realpath(path)
    except ValueError:  # no file can have this name
        return path
    above = os.path.join(top, "")  # noqa: PTH118 - a Path for each of many files costs more than all else here
    inside = whole[len(above) :] if os.path.normcase(whole).startswith(os.path.normcase(above)) else whole
    return "." if whole == top else inside.replace(os.sep, "/")
