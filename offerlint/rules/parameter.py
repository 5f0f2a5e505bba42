"""The values that a team gives to the parameters of rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from offerlint.model.later import Later
from offerlint.model.rule import Rule
from offerlint.rules.rulebook import Rulebook
from offerlint.text.nearest import did_you_mean


class ParameterError(Exception):
    """A value that cannot be set, with the name of the `rule` as it is written."""

    def __init__(self, message: str, rule: str) -> None:
        super().__init__(message)
        self.rule = rule


def with_parameters(rulebook: Rulebook, values: Mapping[str, Mapping[str, float]]) -> Rulebook:
    """The rulebook with the values, by rule and name, in place of the defaults; raises ParameterError."""
    if not values:
        return rulebook
    known = {old: rule.id for rule in rulebook.rules for old in (*rule.formerly, rule.id)}
    said: dict[str, tuple[str, Mapping[str, float]]] = {}
    for name, own in values.items():
        if name not in known:
            raise ParameterError(f"no rule is called “{name}”; {_hint(name, rulebook)}", name)
        said[known[name]] = (name, own)
    rules = tuple(_set(rule, *said[rule.id]) if rule.id in said else rule for rule in rulebook.rules)
    return replace(rulebook, rules=rules)


def _hint(name: str, rulebook: Rulebook) -> str:
    with_some = [rule.id for rule in rulebook.rules if rule.parameters]
    hint = did_you_mean(name, with_some)
    return hint if hint.startswith("did") else f"these have parameters: {', '.join(with_some) or 'none'}"


def _set(rule: Rule, written: str, values: Mapping[str, float]) -> Rule:
    known = {one.name: one for one in rule.parameters}
    for name in values:
        if name not in known:
            remedy = did_you_mean(name, known) if known else "its figures are fixed"
            raise ParameterError(f"the rule {rule.id} has no parameter “{name}”; {remedy}", written)
    set_to = {field: value for name, value in values.items() for field in known[name].sets}
    body = rule.body
    return replace(
        rule,
        body=Later(lambda: replace(body(), check=replace(body().check, **set_to))),
        parameters=tuple(replace(one, value=values.get(one.name, one.value)) for one in rule.parameters),
    )
