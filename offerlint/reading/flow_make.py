"""Whether a call flow that begins like ours is of another make: with options, goto, a list of what is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from offerlint.model.vocabulary import DO_WORDS
from offerlint.reading import call_keys as keys
from offerlint.reading.call_parse import parsed
from offerlint.reading.call_shape import is_end, is_prose
from offerlint.reading.errors import ReadError
from offerlint.reading.flow import ANSWER_KEYS, FLOW_KEYS, STEP_KEYS
from offerlint.reading.json_scan import Value
from offerlint.text.key import plain

_WORDS = keys.SAID | keys.TEXTS | keys.ASKED
_FEWEST_STRANGE = 2
_A_SLIP = 0.7
_ONE = frozenset(("say", "ask", "note", "do", "next", "if", "go"))
"""Keys of ours that hold one text."""


def is_of_another_make(text: str) -> bool:
    """Whether some step of the YAML or JSON `text` says or leads on by keys, or in shapes, that are not ours."""
    try:
        root = parsed(text).root
    except ReadError:
        return False
    steps = root.at("steps")
    if any(_is_other(step, STEP_KEYS, steps.members) for step in steps.members.values()):
        return True
    return len(set(_strange(root, steps))) >= _FEWEST_STRANGE


def _strange(root: Value, steps: Value) -> Iterator[str]:
    """Keys above the steps and deeds in them that are none of ours, and no slip in one: two of them are no accident."""
    for key, value in root.members.items():
        if key not in FLOW_KEYS and value.kind == "string" and len(value.text.split()) > 1:
            yield from _unlike(plain(key), FLOW_KEYS)
    for step in steps.members.values():
        for one in (step, *step.at("acts").items):
            if one.at("do").is_text:
                yield from _unlike(keys.deed_of(one.at("do").text), DO_WORDS)


def _unlike(word: str, known: Collection[str]) -> Iterator[str]:
    """The word, if it is none that is known, nor nearly."""
    if word not in known and not get_close_matches(word, known, 1, _A_SLIP):
        yield word


def _is_other(value: Value, ours: Collection[str], names: Collection[str]) -> bool:
    """Whether a step or an answer, which has the keys that are `ours`, is of another make."""
    return any(
        _fits_not(key, member, names) if key in ours else _leads_or_says(plain(key), member, names)
        for key, member in value.members.items()
    )


def _fits_not(key: str, value: Value, names: Collection[str]) -> bool:
    """Whether what stands under a key of ours has another shape, or ends the call in other words."""
    if key == "answers":
        return _are_other(value, names)
    if value.kind in ("array", "object"):
        return key in _ONE
    return key in ("next", "go") and value.text not in names and is_end(value)


def _are_other(answers: Value, names: Collection[str]) -> bool:
    """Whether the answers of a step are a mapping, or some of a list are of another make."""
    if answers.kind == "object":
        return not set(ANSWER_KEYS) & set(answers.members)
    return any(item.kind == "object" and _is_other(item, ANSWER_KEYS, names) for item in answers.items)


def _leads_or_says(name: str, value: Value, names: Collection[str]) -> bool:
    """Whether what stands under a key that is none of ours is said, or leads to a step."""
    if value.kind in ("string", "literal"):
        leads = value.text in names or is_end(value) and keys.TARGETS.fullmatch(name) is not None
        return leads or (name in _WORDS and is_prose(value))
    if name in keys.BRANCHES or keys.GOES.fullmatch(name) or keys.EVENT.fullmatch(name):
        return True
    return name in _WORDS and any(map(is_prose, value.items))
