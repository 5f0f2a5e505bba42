"""What a call in JSON or YAML says of itself beside its words: by whom it is made, how, and whether it is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from offerlint.model.about import CLOSED
from offerlint.reading.call_keys import CALLED, SPEAKERS, UNSAID
from offerlint.reading.call_shape import is_prose, ordered, scalars
from offerlint.reading.cell_terms import said_of_row
from offerlint.reading.json_scan import Value
from offerlint.reading.turns import speaker
from offerlint.text.key import plain
from offerlint.text.late import late

_DEEPEST = 3
_RECORDED = late(r"(?:call_)?record(?:ed|ing|s)?(?:_(?:calls?|enabled|on))?|is_recorded")
_DIALS = late(r"cli|caller_?id|presentation_number|diall?ing_hours|diall?er|ani")
_WAYS = late(r"direction|(?:call|campaign|flow|script|contact)_?type|type|mode")
_CALLED = late(r"ivr(?:_(?:menu|flow|script))?|(?:phone_|sales_)?call_(?:script|flow|guide)|telephony|talk_track")
_CAMPAIGN = late(r"campaign(?:_(?:name|id|code|ref))?|(?:call|lead|dial|contact|prospect|calling)_?list|list_id|leads?")
"""Keys that say whom a firm rings."""
_ANSWERED = late(
    r"\bthank(?:s| you) for (?:calling|ringing|phoning|your call)\b|\bthrough to\b|\bhow can (?:i|we) help\b",
    re.IGNORECASE,
)
"""How somebody speaks who was rung."""
_ON = ("true", "yes", "on", "enabled", "always", "all", "100%")
_OFF = ("false", "no", "off", "disabled", "never", "none")


def declared(root: Value) -> dict[str, str]:
    """The facts about the call that the file states, in the words of the closed lists, those nearest its top first."""
    found = {"kind": "script"}
    dials = False
    for name, value in _stated(root, 0):
        word = plain(value.text).replace("_", "-")
        if name in CLOSED and name not in ("direction", "products") and value.text:
            for key, said in said_of_row(name, value.text).items():
                found.setdefault(key, said)
        if _WAYS.fullmatch(name) and (ways := [way for way in CLOSED["direction"] if way in word]):
            found.setdefault("direction", ways[0])
        if _RECORDED.fullmatch(name) and value.text.lower() in (*_ON, *_OFF):
            found.setdefault("recorded", "true" if value.text.lower() in _ON else "false")
        if name == "products" and set(_words(value)) <= set(CLOSED["products"]):
            found.setdefault("products", ",".join(_words(value)))
        dials = dials or _DIALS.fullmatch(name) is not None
    if dials or (has_campaign(root) and not any(map(_ANSWERED.search, (one.text for _, one in scalars(root))))):
        found.setdefault("direction", "outbound")
    free = ("recorded", "products")
    return {key: word for key, word in found.items() if word and (key in free or word in CLOSED.get(key, ()))}


def has_campaign(root: Value) -> bool:
    """Whether who is rung stands beside the words: a campaign, a list of people."""
    return any(_CAMPAIGN.fullmatch(name) for name, _ in _stated(root, 0))


def speaker_of(turn: Value) -> str:
    """Who speaks in an object, as a key of it says; nobody for any other."""
    return next((one.text for key, one in ordered(turn) if plain(key) in SPEAKERS), "")


def is_of_turns(value: Value) -> bool:
    """Whether a list says who says what: two objects at least, each with a speaker, who is known in one of them."""
    named = [speaker_of(item) for item in value.items]
    return len(named) > 1 and all(named) and any(speaker(name.lower(), "agent") for name in named)


def has_turns(root: Value) -> bool:
    """Whether a list of turns stands in a file, not deep."""
    return any(is_of_turns(value) for _, value in _stated(root, 0))


def _words(value: Value) -> list[str]:
    """The words of a list of texts, or the one text that stands in its stead."""
    return [plain(one.text).replace("_", "-") for one in (value, *value.items) if one.kind == "string"]


def is_call(root: Value) -> bool:
    """Whether a file says that it is a call: its channel, who rings whom, or the number that is shown."""
    for name, value in _stated(root, 0):
        if name in ("channel", "medium", "media") and CALLED.fullmatch(plain(value.text)):
            return True
        if name == "direction" and plain(value.text) in ("inbound", "outbound", "in", "out"):
            return True
        if name in ("type", "kind") and _CALLED.fullmatch(plain(value.text)):
            return True
        if _DIALS.fullmatch(name) or (name == "kind" and plain(value.text) in ("script", "call_script")):
            return True
    return False


def dials(root: Value) -> bool:
    """Whether a file holds the settings of a dialler: the number that is shown, when it rings."""
    return any(_DIALS.fullmatch(name) for name, _ in _stated(root, 0))


def notes(root: Value, apart: Sequence[Value]) -> Iterator[Value]:
    """The words that stand beside the steps, which are `apart`: what the adviser is told of the whole call."""
    for name, value in ordered(root):
        if not UNSAID.fullmatch(plain(name)):
            yield from _notes(value, apart)


def _notes(value: Value, apart: Sequence[Value]) -> Iterator[Value]:
    if any(value is one for one in apart):
        return
    if is_prose(value):
        yield value
    for name, member in ordered(value):
        if not UNSAID.fullmatch(plain(name)):
            yield from _notes(member, apart)
    for item in value.items:
        yield from _notes(item, apart)


def _stated(value: Value, depth: int) -> Iterator[tuple[str, Value]]:
    """The plain keys of objects with what they hold, the outermost first; no lists."""
    for name, member in ordered(value):
        yield plain(name), member
    if depth < _DEEPEST:
        for _, member in ordered(value):
            if member.kind == "object":
                yield from _stated(member, depth + 1)
