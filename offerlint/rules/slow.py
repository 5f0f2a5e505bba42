"""Which patterns must be looked for in every passage, because nothing is known that a match must hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from offerlint.model.check import Pattern
from offerlint.rules.load import Rulebook
from offerlint.rules.pattern import Regex
from offerlint.rules.phrase import Phrase


def slow(rulebook: Rulebook) -> list[tuple[str, str]]:
    """The ids of rules with the texts of their patterns that need nothing (see Pattern), guards included, in order."""
    found = {
        (rule.id, pattern.text) for rule in rulebook.rules for pattern in patterns(rule.check) if not any(pattern.needs)
    }
    return sorted(found)


def patterns(part: object) -> Iterator[Pattern]:
    """Every pattern in a check, or in a part of one."""
    if isinstance(part, Phrase | Regex):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            yield from patterns(getattr(part, field.name))
    elif isinstance(part, tuple | list):
        for one in part:
            yield from patterns(one)
