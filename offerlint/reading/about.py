"""What a document is: what was declared, checked against the closed lists, and what is inferred where nothing was."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from offerlint.model.about import CLOSED, About
from offerlint.reading.near_terms import instead
from offerlint.text.late import late

_TRUTH = ("recorded", "complete")
_DATES = ("as_of", "contract_from")
_LISTS = ("products", "offers")
TRACKED_CHANGES = ("accepted", "both")
"""How tracked changes are read: as accepted, or as accepted and as rejected."""
FOR_READERS = ("format", "tracked_changes", "columns", "script", "agents")
"""What says how a file is read, and nothing about the document."""
KEYS = (*CLOSED, *_TRUTH, *_DATES, "lang", "offers", "provider", *FOR_READERS)
"""What may be declared."""

_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_LANG = late(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")


class WrongValueError(ValueError):
    """A value that its key does not take; the message says what it takes."""


def declare(said: Mapping[str, object]) -> tuple[dict[str, object], dict[str, str]]:
    """The values as About holds them, and for each key that cannot stand the reason and the remedy.

    Values may be text (lists with commas), lists, truth values, dates or mappings, as front matter, comments and
    the config give them.
    """
    values: dict[str, object] = {}
    faults: dict[str, str] = {}
    for key, value in said.items():
        name = key.strip().lower().replace("-", "_")
        try:
            if name not in KEYS:
                raise WrongValueError(f"“{key}” is not something a document declares{_instead(name, KEYS)}")
            if name not in FOR_READERS:
                values[name] = _value(name, value)
        except WrongValueError as fault:
            faults[key] = str(fault)
    return values, faults


def about(said: Mapping[str, object], inferred: Mapping[str, object], evident: frozenset[str] = frozenset()) -> About:
    """The answers: what is said, else what is inferred, else the default; both as `declare` gives values.

    `evident` are the keys of which what is inferred is shown by the document.
    """
    known = dict(said)
    audience = str(known.get("audience", inferred.get("audience", "consumer")))
    follows = {"consumer": "individual", "large-business": "corporate"}.get(audience)
    if follows and "audience" in known:
        known.setdefault("subscriber", follows)
    answers: dict[str, object] = {"subscriber": follows, **inferred, **known}
    unsaid = frozenset(key for key in (*CLOSED, *_TRUTH) if key not in known)
    return About(**answers, inferred=unsaid, evident=evident & unsaid)  # type: ignore[arg-type]


def _value(key: str, value: object) -> object:
    """One value as About holds it."""
    if key == "provider":
        if not isinstance(value, Mapping):
            raise WrongValueError("provider takes a mapping of facts about the firm, such as {price_model: fixed}")
        return {str(name): _word(fact) for name, fact in value.items()}
    words = [word for item in _items(value) for word in _split(key, item)]
    if key in CLOSED:
        words = [one for word in words for one in _closed(key, word)]
    if key in _LISTS:
        return tuple(dict.fromkeys(words))
    if len(words) != 1:
        raise WrongValueError(f"{key} takes one value, not {len(words)}")
    return _single(key, words[0])


def _single(key: str, word: str) -> object:
    if key in _TRUTH:
        if word.lower() not in _TRUE + _FALSE:
            raise WrongValueError(f"{key} takes true or false, not “{word}”")
        return word.lower() in _TRUE
    if key in _DATES:
        try:
            return date.fromisoformat(word)
        except ValueError:
            raise WrongValueError(f"{key} takes a date such as 2027-01-31, not “{word}”") from None
    if key == "lang" and not _LANG.fullmatch(word):
        raise WrongValueError(f"lang takes a language tag such as en or cy, not “{word}”")
    return word.replace("_", "-") if key == "lang" else word


def _closed(key: str, word: str) -> list[str]:
    """The word of the closed list of `key` that is written or meant, in a few cases two of them.

    Case and underscores do not matter. What may mean one thing or another is not taken.
    """
    said = word.lower().replace("_", "-").replace(" ", "-")
    near = instead(key, said)
    meant = [said] if said in CLOSED[key] else near.split(", ")
    if not set(meant) <= set(CLOSED[key]):
        remedy = f" (write {near})" if near else _instead(said, CLOSED[key])
        raise WrongValueError(f"{key} cannot be “{word}”{remedy}; it takes {', '.join(CLOSED[key])}")
    return meant


def _items(value: object) -> Iterator[object]:
    if isinstance(value, (list, tuple, set, frozenset)):
        yield from value
    else:
        yield value


def _split(key: str, item: object) -> list[str]:
    word = _word(item)
    if isinstance(item, Mapping):
        raise WrongValueError(f"{key} takes {'words' if key in _LISTS else 'one value'}, not a mapping")
    return [part.strip() for part in word.split(",") if part.strip()] if key in _LISTS else [word]


def _word(value: object) -> str:
    """A scalar as it is written: YAML's and TOML's truth values and dates too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip()


def _instead(word: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(word, known, 1)
    return f" (did you mean “{close[0]}”?)" if close else ""
