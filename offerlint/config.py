"""What a team decides once: offerlint.yaml, or [tool.offerlint] in pyproject.toml."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from offerlint.disk import UnreadableError, is_file, read_bytes
from offerlint.model.about import CLOSED
from offerlint.model.vocabulary import LEVELS, PROFILES, Severity
from offerlint.reading.template.jinja_signs import JINJA, Signs
from offerlint.rules.shape import Key, Many, Record, Shape, Text, Word, YesNo
from offerlint.rules.yaml_tree import Items, Leaf, Node, RuleError, Table, tree
from offerlint.text.glob import matches

FILE = "offerlint.yaml"
LARGEST = 1_000_000
"""Bytes that a configuration may have."""

FREE = ("recorded", "complete", "as_of", "contract_from", "lang", "format", "offers")
"""What may be said of files besides the keys with closed lists."""


_OF_FIELDS = {"values": "a value", "requires": "a condition", "never": "a condition"}
"""What may be said of a template's field or condition."""


class ConfigError(Exception):
    """A mistake in a configuration, with its file, line and column, and the remedy."""


@dataclass(frozen=True, slots=True)
class Glob:
    """What the files that `match` any of the patterns are; `says` maps keys of About, and format, to words.

    `team` answers for them.
    """

    match: tuple[str, ...]
    says: Mapping[str, object]
    team: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run; `folder` is where the file stood, and globs are relative to it."""

    folder: Path = Path()
    profile: str = "uk-telecoms"
    level: str = "full"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
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

    def declared(self, path: str) -> dict[str, object]:
        """What the configuration says of a file; a later glob overrides an earlier one."""
        said: dict[str, object] = {}
        for glob in self.files:
            if self._is_of(path, glob):
                said |= glob.says
        if self.provider:
            said["provider"] = self.provider
        return said

    def team_of(self, path: str) -> str:
        """Who answers for a file: the last glob that names a team, else the team of all."""
        return next((glob.team for glob in reversed(self.files) if glob.team and self._is_of(path, glob)), self.team)

    def excludes(self, path: str) -> bool:
        return any(matches(self.relative(path), pattern) for pattern in self.exclude)

    def _is_of(self, path: str, glob: Glob) -> bool:
        return any(matches(self.relative(path), pattern) for pattern in glob.match)

    def relative(self, path: str) -> str:
        """`path` as globs see it: from the folder of the configuration, with forward slashes."""
        return relative_to(self.folder, path)


def relative_to(folder: Path, path: str) -> str:
    """`path` from `folder`, with forward slashes; the whole path where it lies elsewhere."""
    whole, top = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else whole.as_posix()


def find_config(start: Path) -> Path | None:
    """The nearest configuration at or above the folder `start`."""
    for folder in (start, *start.parents):
        if is_file(folder / FILE):
            return folder / FILE
        project = folder / "pyproject.toml"
        if is_file(project) and _is_ours(project):
            return project
    return None


def _is_ours(project: Path) -> bool:
    """Whether a pyproject.toml speaks of offerlint; one that cannot be read is some other program's matter."""
    try:
        return b"[tool.offerlint" in read_bytes(project, LARGEST)
    except UnreadableError:
        return False


def read_config(path: Path) -> Config:
    """The configuration in a file; raises ConfigError for anything it does not know."""
    try:
        text = read_bytes(path, LARGEST).decode("utf-8-sig")
        if path.suffix == ".toml":
            node = _as_tree(tomllib.loads(text).get("tool", {}).get("offerlint", {}))
        else:
            node = tree(text) if text.strip() else Table(1, 1, {})
        read: Mapping[str, Any] = SHAPE.read(node)
    except UnreadableError as error:
        raise ConfigError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8; save it as UTF-8") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deep") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    except RuleError as error:
        at = "" if path.suffix == ".toml" else f":{error.line}:{error.column}"
        raise ConfigError(f"{path}{at}: {error.message}") from error
    rules = tuple(path.parent / folder for folder in read["rules"])
    return Config(**{**read, "rules": rules, "folder": path.parent})


def _as_tree(value: object) -> Node:
    """A value of TOML as a tree; TOML keeps no places."""
    if isinstance(value, Mapping):
        nodes = {str(key): _as_tree(one) for key, one in value.items()}
        return Table(1, 1, nodes, {key: Leaf(1, 1, key) for key in nodes})
    if isinstance(value, list):
        return Items(1, 1, tuple(_as_tree(one) for one in value))
    return Leaf(1, 1, str(value).lower() if isinstance(value, bool) else str(value))


def _said(keys: Mapping[str, Any], node: Table) -> Glob:
    return Glob(keys["match"], {key: keys[key] for key in node.nodes if key not in ("match", "team")}, keys["team"])


def _closed(key: str) -> Shape:
    word = Word(CLOSED[key], key)
    return Many(word) if key == "products" else word


class _Pairs:
    """A mapping of any words to words."""

    def read(self, node: Node) -> dict[str, str]:
        if not isinstance(node, Table):
            raise RuleError("a mapping is expected here, such as {price_model: fixed}", node.line, node.column)
        return {key: Text().read(value) for key, value in node.nodes.items()}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "string"}}


_FIELD = Record(
    "a field",
    {key: Key(Many(Text(what), 1, "values"), absent=()) for key, what in _OF_FIELDS.items()},
    lambda keys, _: keys,
)


class _Fields:
    """What is declared of the fields of templates: their values, or those with what they require and never have."""

    def read(self, node: Node) -> dict[str, Mapping[str, tuple[str, ...]]]:
        if not isinstance(node, Table):
            raise RuleError("a mapping of fields is expected, such as {plan: [basic, plus]}", node.line, node.column)
        return {key: self._one(value) for key, value in node.nodes.items()}

    def _one(self, node: Node) -> Mapping[str, tuple[str, ...]]:
        if isinstance(node, Table):
            found: Mapping[str, tuple[str, ...]] = _FIELD.read(node)
            return found
        return {"values": Many(Text("a value"), 1, "values").read(node)}

    def schema(self) -> dict[str, Any]:
        many = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        keys = {key: {"anyOf": [{"type": "string"}, many]} for key in _OF_FIELDS}
        one = {"type": "object", "properties": keys, "additionalProperties": False}
        return {"type": "object", "additionalProperties": {"anyOf": [many, one]}}


def _signs(keys: Mapping[str, Any], node: Table) -> Signs:
    """The settings of Jinja; each kind of tag must begin in its own way."""
    said = Signs(**keys)
    starts: dict[str, str] = {}
    for key in (key for key in keys if key.endswith(("_start_string", "_prefix")) and keys[key]):
        other = starts.setdefault(keys[key], key)
        if other != key:
            at = node.nodes.get(key) or node.nodes.get(other) or node
            raise RuleError(f"{other} and {key} are both “{keys[key]}”; give each its own", at.line, at.column)
    return said


_JINJA = Record(
    "jinja",
    {one.name: Key(YesNo() if isinstance(one.default, bool) else Text(), absent=one.default) for one in fields(Signs)},
    _signs,
)

_GLOB = Record(
    "an entry of files",
    {
        "match": Key(Many(Text("a glob"), 1, "globs"), needed=True),
        **{key: Key(_closed(key)) for key in CLOSED},
        **{key: Key(Many(Text()) if key == "offers" else Text()) for key in FREE},
        "team": Key(Text("a team"), absent="", about="who answers for these files, in the audit record"),
    },
    _said,
)

SHAPE = Record(
    "the configuration",
    {
        "profile": Key(Word(PROFILES, "profile"), absent="uk-telecoms"),
        "level": Key(Word(LEVELS, "level"), absent="full"),
        "select": Key(Many(Text("a rule, ruleset or topic")), absent=()),
        "ignore": Key(Many(Text("a rule, ruleset or topic")), absent=()),
        "rules": Key(Many(Text("a folder")), absent=()),
        "exclude": Key(Many(Text("a glob")), absent=()),
        "files": Key(Many(_GLOB), absent=()),
        "provider": Key(_Pairs(), absent={}),
        "fail_on": Key(Word((*Severity, "never"), "severity"), absent="error"),
        "as_of": Key(Text("a date"), absent=""),
        "templates": Key(Many(Text("a folder")), absent=(), about="where templates find the files they include"),
        "fields": Key(_Fields(), absent={}, about="what the fields of templates can be, and never are together"),
        "jinja": Key(_JINJA, absent=JINJA, about="how Jinja templates are written, as in jinja2.Environment"),
        "evidence": Key(Text("a file"), absent="", about="the evidence register; evidence.yaml unless told"),
        "offers": Key(Text("a file"), absent="", about="the catalogue; the nearest offers.yaml unless told"),
        "team": Key(Text("a team"), absent="", about="who answers for files that no entry of files gives a team"),
        "waivers": Key(Text("a file"), absent="", about="what was decided; waivers.yaml unless told"),
        "baseline": Key(Text("a file"), absent="", about="the old debt; offerlint-baseline.yaml unless told"),
    },
    lambda keys, _: keys,
)
"""What a configuration may hold; its schema() is the JSON Schema."""
