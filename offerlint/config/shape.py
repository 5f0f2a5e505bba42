"""What a configuration may hold, with its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from offerlint.config.settings import Glob
from offerlint.model.about import CLOSED
from offerlint.model.vocabulary import LEVELS, PROFILES, Severity
from offerlint.reading.about import FOR_READERS, TRACKED_CHANGES
from offerlint.reading.columns import column
from offerlint.reading.script_keys import KEYS
from offerlint.reading.template.jinja_signs import Signs
from offerlint.rules.shape import Key, Made, Many, Number, Record, Schema, Shape, Text, Word, YesNo, wrong
from offerlint.rules.yaml_tree import Node, Table
from offerlint.text.frozen import dataclass

FREE = ("recorded", "complete", "as_of", "contract_from", "lang", "format", "offers")
"""What may be said of files besides the keys with closed lists."""

CHOOSES = ("profile", "level", "select", "ignore", "severity")
"""What chooses rules, for all files or for those of an entry of `files`."""

_OF_FIELDS = {"values": "a value", "requires": "a condition", "never": "a condition"}
"""What may be said of a template's field or condition."""


@dataclass(frozen=True, slots=True)
class Extended:
    """An entry of `extends`, and where it stands."""

    name: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Base:
    """What is extended: a profile, a file or folder, or an installed package."""

    def read(self, node: Node) -> Extended:
        return Extended(Text("a profile, a path or package:NAME").read(node), node.line, node.column)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class _Named:
    """A mapping from any words to values of one shape."""

    of: Shape
    such_as: str

    def read(self, node: Node) -> dict[str, Any]:
        if not isinstance(node, Table):
            raise wrong(node, f"a mapping is expected here, such as {self.such_as}")
        return {key: self.of.read(value) for key, value in node.nodes.items()}

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.of.schema()}


def _only_said(keys: Mapping[str, Any], node: Table) -> dict[str, Any]:
    """What is written, without the defaults of the rest, so that it can be laid over what it extends."""
    return {key: keys[key] for key in node.nodes}


def _said(keys: Mapping[str, Any], node: Table) -> Glob:
    said = _only_said(keys, node)
    return Glob(
        match=keys["match"],
        says={key: value for key, value in said.items() if key in (*CLOSED, *FREE, *FOR_READERS)},
        team=keys["team"],
        chooses={key: value for key, value in said.items() if key in CHOOSES},
        places={key: str(place.line) for key, place in node.keys.items()},
    )


def _role(word: str, node: Node) -> str:
    """What a column holds."""
    try:
        column(word)
    except ValueError as error:
        raise wrong(node, str(error)) from None
    return word


def _closed(key: str) -> Shape:
    word = Word(CLOSED[key], key)
    return Many(word) if key == "products" else word


_FIELD = Record(
    "a field",
    {key: Key(Many(Text(what), 1, "values"), absent=()) for key, what in _OF_FIELDS.items()},
    lambda keys, _: keys,
)


class _Fields:
    """What is declared of the fields of templates: their values, or those with what they require and never have."""

    def read(self, node: Node) -> dict[str, Mapping[str, tuple[str, ...]]]:
        if not isinstance(node, Table):
            raise wrong(node, "a mapping of fields is expected, such as {plan: [basic, plus]}")
        return {key: self._one(value) for key, value in node.nodes.items()}

    def _one(self, node: Node) -> Mapping[str, tuple[str, ...]]:
        if isinstance(node, Table):
            found: Mapping[str, tuple[str, ...]] = _FIELD.read(node)
            return found
        return {"values": Many(Text("a value"), 1, "values").read(node)}

    def schema(self) -> Schema:
        many = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        keys = {key: {"anyOf": [{"type": "string"}, many]} for key in _OF_FIELDS}
        one = {"type": "object", "properties": keys, "additionalProperties": False}
        return {"type": "object", "additionalProperties": {"anyOf": [many, one]}}


def _signs(keys: Mapping[str, Any], node: Table) -> dict[str, Any]:
    """The settings of Jinja that are written."""
    clash = clashing(Signs(**keys))
    if clash:
        one, other, mark = clash
        raise wrong(node.nodes.get(other, node), f"{one} and {other} are both “{mark}”; give each its own")
    return _only_said(keys, node)


def clashing(signs: Signs) -> tuple[str, str, str] | None:
    """Two kinds of Jinja's tags that begin in the same way, and how; None where each has its own."""
    starts: dict[str, str] = {}
    for key in (one.name for one in fields(signs)):
        mark = getattr(signs, key)
        if key.endswith(("_start_string", "_prefix")) and mark and starts.setdefault(mark, key) != key:
            return starts[mark], key, mark
    return None


_JINJA = Record(
    "jinja",
    {one.name: Key(YesNo() if isinstance(one.default, bool) else Text(), absent=one.default) for one in fields(Signs)},
    _signs,
)

_NAMES = Many(Text("a rule, ruleset or topic"))
_CHOICE = {
    "profile": Key(Word(PROFILES, "profile"), about="the set of rules"),
    "level": Key(Word(LEVELS, "level"), about="how much of it: minimum (errors), standard (and warnings) or full"),
    "select": Key(_NAMES, about="only these rules, rulesets and topics"),
    "ignore": Key(_NAMES, about="not these rules, rulesets and topics"),
    "severity": Key(
        _Named(Made(Word(tuple(Severity), "severity"), lambda word, _: Severity(word)), "{readability: advice}"),
        about="another severity for a rule, a topic or a ruleset",
    ),
}

_SCRIPT = Record(
    "script",
    {key: Key(Text("a key, or keys with dots between them"), absent="", about=about) for key, about in KEYS.items()},
    _only_said,
)

_GLOB = Record(
    "an entry of files",
    {
        "match": Key(Many(Text("a glob"), 1, "globs"), needed=True),
        **{key: Key(_closed(key)) for key in CLOSED},
        **{key: Key(Many(Text()) if key == "offers" else Text()) for key in FREE},
        "tracked_changes": Key(Word(TRACKED_CHANGES, "way"), about="how tracked changes of a document are read"),
        "team": Key(Text("a team"), absent="", about="who answers for these files, in the audit record"),
        "columns": Key(
            _Named(Made(Text("what the column holds"), _role), "{headline: heading, legal: smallprint}"),
            about="what the columns of a spreadsheet hold, by the words at their heads or by their letters",
        ),
        "script": Key(_SCRIPT, about="which keys of a call script in JSON hold what"),
        "agents": Key(
            Many(Text("a name")), about="speakers of transcripts who speak for the firm, by the names they have there"
        ),
        **_CHOICE,
    },
    _said,
)

SHAPE = Record(
    "the configuration",
    {
        "extends": Key(Many(_Base()), about="what is decided elsewhere: a profile, a path, or package:NAME"),
        **_CHOICE,
        "parameters": Key(
            _Named(_Named(Number(), "{longest: 30}"), "{plain-language/long-sentence: {longest: 30}}"),
            about="values for the parameters of rules, by the rule's id",
        ),
        "rules": Key(Many(Text("a folder")), about="folders of rules of your own"),
        "exclude": Key(Many(Text("a glob")), about="what folders leave out"),
        "files": Key(Many(_GLOB), about="what files are; later entries override earlier ones"),
        "provider": Key(_Named(Text(), "{price_model: fixed}"), about="facts about the firm"),
        "fail_on": Key(Word((*Severity, "never"), "severity"), about="fail from this severity on"),
        "as_of": Key(Text("a date"), about="the day that the copy is live; today unless told"),
        "templates": Key(Many(Text("a folder")), about="where templates find the files they include"),
        "fields": Key(_Fields(), about="what the fields of templates can be, and never are together"),
        "jinja": Key(_JINJA, about="how Jinja templates are written, as in jinja2.Environment"),
        "evidence": Key(Text("a file"), about="the evidence register; evidence.yaml unless told"),
        "offers": Key(Text("a file"), about="the catalogue; the nearest offers.yaml unless told"),
        "team": Key(Text("a team"), about="who answers for files that no entry of files gives a team"),
        "waivers": Key(Text("a file"), about="what was decided; waivers.yaml unless told"),
        "baseline": Key(Text("a file"), about="the old debt; offerlint-baseline.yaml unless told"),
    },
    _only_said,
)
"""What a configuration may hold, which gives the keys that are written; its schema() is the JSON Schema."""
