"""Runs and rulesets as canonical JSON: one value, one text."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from offerlint.record.run import Decision, Found, Origin, Ruleset, Run, SourceRead

VERSION = 1


def canonical(value: object) -> str:
    """The one text of a JSON value: keys in order, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def is_canonical(text: str) -> bool:
    """Whether a text is the one text of its value; raises ValueError when it is no JSON."""
    return canonical(json.loads(text)) == text


def write_run(run: Run) -> str:
    """The body of a run."""
    return canonical({**_plain(asdict(run)), "version": VERSION})


def write_ruleset(ruleset: Ruleset) -> str:
    """The body of a ruleset."""
    return canonical(asdict(ruleset))


def read_run(body: str) -> Run:
    """The run of a body; raises ValueError for anything that is none."""
    try:
        value: dict[str, Any] = json.loads(body)
        if value.pop("version") != VERSION:
            raise ValueError("written by a later offerlint")
        return Run(
            **{
                **value,
                "at": datetime.fromisoformat(value["at"]).astimezone(UTC),
                "as_of": date.fromisoformat(value["as_of"]),
                "origin": Origin(**value["origin"]),
                "asked": tuple(value["asked"]),
                "unread": tuple(value["unread"]),
                "sources": tuple(SourceRead(**one) for one in value["sources"]),
                "found": tuple(_found(one) for one in value["found"]),
            }
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not a run: {error}") from error


def read_ruleset(body: str) -> Ruleset:
    """The ruleset of a body; raises ValueError for anything that is none."""
    try:
        value: dict[str, Any] = json.loads(body)
        return Ruleset(**{**value, "left_out": tuple(value["left_out"])})
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not a ruleset: {error}") from error


def _found(value: dict[str, Any]) -> Found:
    decided = {key: value[key] and _decision(value[key]) for key in ("decision", "promise")}
    return Found(**{**value, **decided, "former": tuple(value["former"])})


def _decision(value: dict[str, Any]) -> Decision:
    days = {key: value[key] and date.fromisoformat(value[key]) for key in ("on", "until")}
    return Decision(**{**value, **days})


def _plain(value: Any) -> Any:
    """The value with its dates written out."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
