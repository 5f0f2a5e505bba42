"""The shape of a rule file as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from offerlint.model.about import CLOSED
from offerlint.model.check import triggers
from offerlint.model.later import Later
from offerlint.model.rule import Authority, Body, Effective, Example, Examples, Rule
from offerlint.model.vocabulary import PROFILES, TOPICS, Severity
from offerlint.rules.check_shape import PLACEHOLDERS, check
from offerlint.rules.figure_words import PLACE, places
from offerlint.rules.fix_shape import FIXABLE, fix_shape
from offerlint.rules.offer_shape import Offers
from offerlint.rules.parameter_shape import Parameters, with_defaults
from offerlint.rules.shape import Day, Key, Made, Many, Record, Schema, Shape, Text, Verbatim, Word, wrong
from offerlint.rules.writing import Writing
from offerlint.rules.yaml_tree import Leaf, Node, Table
from offerlint.text.nearest import did_you_mean

STATUSES = ("draft", "active", "retired")
SEEN = ("V", "V2", "M", "U")
NEAR_MISS = "near miss"
_SAID = ("recorded", "complete")
_SAYS = ("title", "why", "message", "suggest", "authority", "covers", "fix")


def rule_shape(rule_id: str, path: str, writing: Writing) -> Record:
    """The shape of the rule file at `path`, which makes a Rule."""
    keys = {
        "title": Key(Text("the title"), needed=True, about="what is wrong, in one line"),
        "topic": Key(Word(TOPICS, "topic"), needed=True),
        "severity": Key(Word(tuple(Severity), "severity"), needed=True),
        "status": Key(Word(STATUSES, "status"), absent="active"),
        "formerly": Key(Many(Text("an id")), absent=(), about="old ids"),
        "profiles": Key(Many(Word(PROFILES, "profile")), absent=(), about="left out: every profile"),
        "applies_to": Key(AppliesTo(), absent={}, about="left out: every document but internal ones"),
        "when_inferred": Key(Word(("soften", "keep", "skip"), "choice"), absent="soften"),
        "authority": Key(Many(authority_shape(), 1, "an authority"), needed=True, about="who says so, and where"),
        "effective": Key(Record("effective", _effective_keys(), _effective), absent=Effective()),
        "covers": Key(Many(Text("an entry of the fact base")), absent=()),
        "why": Key(Text("the reason"), needed=True, about="what harm it does"),
        "check": Key(check(writing), needed=True, about="forbid, evidence, require, control, limit, order or agree"),
        "parameters": Key(Parameters(), absent={}, about="figures of the check that a team may set, by name"),
        "message": Key(Text("the message"), needed=True, about="what is wrong here; {found} is what was found"),
        "suggest": Key(Text("the suggestion"), needed=True, about="what to write instead"),
        "fix": Key(fix_shape(writing.lists.figures), about="what may be written instead by itself"),
        "examples": Key(Record("examples", _examples_keys(), lambda read, _: read), needed=True),
    }

    def make(read: Mapping[str, Any], node: Table) -> Rule:
        verb, spec = read["check"]
        for key in ("message", "suggest"):
            _placeholders(read[key], node.nodes[key], PLACEHOLDERS[verb], places(writing.lists.figures))
        spec, parameters = with_defaults(spec, read["parameters"], node)
        if read["fix"]:
            _fixable(verb, read, node)
        body = Body(**{key: read[key] for key in _SAYS}, check=spec)
        return Rule(
            id=rule_id,
            path=path,
            verb=verb,
            body=Later.of(body),
            examples=Later.of(Examples(**read["examples"])),
            severity=Severity(read["severity"]),
            triggers=Later.of(triggers(spec)),
            parameters=parameters,
            **{key: read[key] for key in keys if key not in ("check", "examples", "severity", "parameters", *_SAYS)},
        )

    return Record("a rule", keys, make)


def _fixable(verb: str, read: Mapping[str, Any], node: Table) -> None:
    """Raises RuleError for a fix that this rule cannot have, or that no example holds."""
    if verb not in FIXABLE:
        raise wrong(node.keys["fix"], f"only rules that {' or '.join(FIXABLE)} can have a fix; this one says {verb}")
    if read["fix"].safety == "safe" and read["severity"] == Severity.REVIEW:
        raise wrong(node.keys["fix"], "what a person must review cannot be fixed unseen; write “safety: unsafe”")
    if not any(example.fixed for example in read["examples"]["bad"]):
        raise wrong(node.keys["fix"], "a rule with a fix shows it: a bad example has “fixed:”, the text that comes out")


def authority_shape() -> Record:
    """The text that stands behind a rule or a figure."""
    keys = {
        "body": Key(Text("the body"), needed=True, about="who says so, such as Ofcom"),
        "instrument": Key(Text("the instrument"), needed=True, about="where, such as General Conditions"),
        "clause": Key(Text("the clause"), absent="", about="shown only when seen is V or V2"),
        "seen": Key(Word(SEEN, "way of having seen it"), absent="M"),
        "checked": Key(Day(), about="when it was last looked up"),
        "url": Key(Text("a link"), absent=""),
    }
    return Record("an authority", keys, lambda read, _: Authority(**read))


def _effective_keys() -> dict[str, Key]:
    return {
        "from": Key(Day(), about="the first day that it binds"),
        "until": Key(Day(), about="the first day that it no longer binds"),
        "clock": Key(Word(("copy", "contract"), "clock"), absent="copy"),
    }


def _effective(read: Mapping[str, Any], node: Table) -> Effective:
    if read["from"] and read["until"] and read["until"] <= read["from"]:
        raise wrong(node.keys["until"], "“until” is the first day that it no longer binds; it must be after “from”")
    return Effective(read["from"], read["until"], read["clock"])


class AppliesTo:
    """The documents that a rule binds: for each key of what a document is, the values, or `not` values."""

    def read(self, node: Node) -> dict[str, tuple[str, ...]]:
        if not isinstance(node, Table):
            raise wrong(node, "applies_to is a mapping such as {audience: [consumer], channel: [web, email]}")
        return {key: self._values(key, node.keys[key], value) for key, value in node.nodes.items()}

    def _values(self, key: str, place: Leaf, value: Node) -> tuple[str, ...]:
        if key not in CLOSED and key not in _SAID and not key.startswith("provider."):
            raise wrong(place, f"nothing known of a document is called “{key}”; {did_you_mean(key, (*CLOSED, *_SAID))}")
        words = CLOSED.get(key, ("yes", "no") if key in _SAID else ())
        found: tuple[str, ...] = Many(Made(Text("a value"), lambda text, at: _known(text, at, key, words)), 1).read(
            value
        )
        return found

    def schema(self) -> Schema:
        closed = {key: Many(Text()).schema() for key in (*CLOSED, *_SAID)}
        return {
            "type": "object",
            "properties": closed,
            "patternProperties": {r"^provider\.": Many(Text()).schema()},
            "additionalProperties": False,
        }


def _known(text: str, node: Node, key: str, words: tuple[str, ...]) -> str:
    word = {"true": "yes", "false": "no"}.get(text, text) if key in _SAID else text
    if words and word.removeprefix("not ") not in words:
        raise wrong(node, f"no such {key}: “{text}”; {did_you_mean(text.removeprefix('not '), words)}")
    return word


class Declared:
    """What is declared of an example's document, values of a list joined by commas."""

    def read(self, node: Node) -> dict[str, str]:
        if not isinstance(node, Table):
            raise wrong(node, "about is a mapping such as {channel: sms, audience: consumer}")
        return {key: ",".join(Many(Text("a value"), 1).read(value)) for key, value in node.nodes.items()}

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": Many(Text()).schema()}


def _example_keys() -> dict[str, Key]:
    return {
        "text": Key(Verbatim("the text"), needed=True, about="the document"),
        "name": Key(Text("a name"), absent=""),
        "format": Key(
            Text("a format"), absent="text", about="text, markdown, html, script, flow, csv; jinja+html and the like"
        ),
        "about": Key(Declared(), absent={}, about="what is declared of the document"),
        "as_of": Key(Day(), about="the day that the copy is live"),
        "offers": Key(Offers(), absent=(), about="the catalogue it is held to, as in an offers.yaml"),
    }


def _examples_keys() -> dict[str, Key]:
    flags = Key(Many(Verbatim("the words flagged"), 1), needed=True, about="the exact words that are pointed at")
    fixed = Key(Verbatim("the text fixed"), absent="", about="the document after the fix")
    bad: Shape = Record("a bad example", {**_example_keys(), "flags": flags, "fixed": fixed}, _bad)
    good: Shape = Record("a good example", _example_keys(), lambda read, node: Example(**read, line=node.line))
    return {
        "bad": Key(Made(Many(bad, 2, "a bad example"), _apart), needed=True, about="at least two that are flagged"),
        "good": Key(Made(Many(good, 2, "a good example"), _near), needed=True, about="at least two that are not"),
    }


def _bad(read: Mapping[str, Any], node: Table) -> Example:
    for flag in read["flags"]:
        times = read["text"].count(flag)
        if times != 1:
            how = "is not in" if not times else f"is {times} times in"
            raise wrong(node.nodes["flags"], f"“{flag}” {how} the example; it must be there exactly once")
    return Example(**read, line=node.line)


def _apart(examples: tuple[Example, ...], node: Node) -> tuple[Example, ...]:
    texts = [(example.text, example.format, tuple(example.about.items()), example.as_of) for example in examples]
    for i, text in enumerate(texts):
        if text in texts[:i]:
            raise wrong(node, f"the example “{text[0].strip()[:40]}” is here twice; keep one")
    return examples


def _near(examples: tuple[Example, ...], node: Node) -> tuple[Example, ...]:
    if not any(example.name.lower().startswith(NEAR_MISS) for example in examples):
        raise wrong(
            node, f"one good example must be a near miss, that says the trigger but is fine; mark it name: {NEAR_MISS}"
        )
    return _apart(examples, node)


def _placeholders(text: str, node: Node, known: tuple[str, ...], figures: tuple[str, ...]) -> None:
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        raise wrong(node, f"a single brace in “{text}”; write {{{{ or }}}} for the mark itself") from None
    if "“{found}”" in text:
        raise wrong(node, "what was found comes in its own quotes; write {found} without any")
    for name in names:
        if name.startswith(PLACE) and name not in figures:
            raise wrong(node, f"no figure fills “{{{name}}}”; {did_you_mean(name, figures)}")
        if name not in known and name not in figures:
            raise wrong(node, f"nothing fills “{{{name}}}”; use {', '.join(f'{{{one}}}' for one in known)}")
