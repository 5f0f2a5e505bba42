"""Which rules a run holds copy to, each with the SHA-256 of its file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from offerlint.rules.own import OWN_RULES
from offerlint.rules.rulebook import Rulebook
from offerlint.rules.select import Selection, chosen
from offerlint.version import __version__


def rule_digests(rulebook: Rulebook, selections: Iterable[Selection]) -> dict[str, str]:
    """A digest for each rule that any of the selections lets in, by id; offerlint's own rules have its version."""
    kept = _kept(rulebook, selections)
    return {rule.id: _digest(rule.path) for rule in (*rulebook.rules, *OWN_RULES) if rule.id in kept}


def left_out(rulebook: Rulebook, selections: Iterable[Selection]) -> tuple[str, ...]:
    """The ids of the rules that all the selections leave out, those that are retired apart."""
    kept = _kept(rulebook, selections)
    every = (rule for rule in (*rulebook.rules, *OWN_RULES) if rule.status != "retired")
    return tuple(sorted(rule.id for rule in every if rule.id not in kept))


def _kept(rulebook: Rulebook, selections: Iterable[Selection]) -> set[str]:
    return {rule.id for one in selections for rule in chosen((*rulebook.rules, *OWN_RULES), one)}


def list_digests(rulebook: Rulebook) -> dict[str, str]:
    """A digest for each shared list, by name."""
    return {name: _digest(one.path) for name, one in rulebook.lists.items()}


def _digest(path: str) -> str:
    """The digest of a file's text, whatever its line ends; a file that has gone since has none."""
    if not path:
        return __version__
    try:
        return hashlib.sha256(Path(path).read_text("utf-8-sig").encode()).hexdigest()
    except (OSError, UnicodeDecodeError):
        return ""
