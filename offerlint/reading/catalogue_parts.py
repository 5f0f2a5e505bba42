"""Strings of a catalogue that stand by themselves, as their keys tell: texts, push messages, e-mails, articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from offerlint.reading.markup import Reading
from offerlint.text.key import plain

_CHANNELS: Mapping[str, str] = {
    "sms": "sms", "sms_messages": "sms", "text_messages": "sms",
    "push": "push", "push_notifications": "push", "push_messages": "push",
    "email": "email", "emails": "email",
}  # fmt: skip
_APART = frozenset("articles posts news stories adverts ads creatives banners letters notices".split())
"""Lists of which each item is read by itself."""
_CHOICES = frozenset("preferences prefs settings form forms consent options labels fields errors".split())
"""Keys under which a page speaks of messages, and sends none."""
_PIECES = frozenset(
    "title subject heading headline preheader preview body text message content cta footer small".split()
)
"""What the pieces of one message are called."""


def parts(whole: Reading, keys: Sequence[str]) -> tuple[Reading, ...]:
    """What stands by itself in a catalogue, each message or item, and before them all else; none where nothing does.

    `keys` says for each block of `whole` under which key it stands.
    """
    known = frozenset(keys)
    sent = [_message(key, known) for key in keys]
    if not any(sent):
        return ()
    rest = [i for i, message in enumerate(sent) if message is None]
    found = [_part(whole, rest, whole.declared)] if rest else []
    for message, group in groupby((i for i, message in enumerate(sent) if message), key=sent.__getitem__):
        assert message
        channel = {"channel": message[0]} if message[0] else {}
        found.append(_part(whole, list(group), {**whole.declared, **channel}))
    return tuple(found)


def _message(key: str, known: frozenset[str]) -> tuple[str, str] | None:
    """The channel by which a string is sent, if one is, and the key of its message; None for what stands on a page."""
    above, _, last = key.rpartition(".")
    names = [plain(name) for name in above.split(".")]
    for at, (name, number) in enumerate(pairwise(names), 2):
        if name in _APART and number.isdigit():
            return "", ".".join(key.split(".")[:at])
    channel = next((_CHANNELS[name] for name in names if name in _CHANNELS), None)
    if channel is None or not _CHOICES.isdisjoint(names):
        return None
    if channel == "email" and f"{above}.subject" not in known:
        return None
    return channel, above if plain(last) in _PIECES else key


def _part(whole: Reading, chosen: Sequence[int], declared: Mapping[str, str]) -> Reading:
    return Reading(tuple(whole.blocks[i] for i in chosen), tuple(whole.sections[i] for i in chosen), declared=declared)
