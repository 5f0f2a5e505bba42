"""Strings of a catalogue that stand by themselves, as their keys tell: texts, push messages, e-mails, articles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby, pairwise

from offerlint.reading.cell_terms import said_of_row
from offerlint.reading.data_voice import is_to_staff
from offerlint.reading.directive import declarations
from offerlint.reading.markup import Reading
from offerlint.text.key import plain

_CHANNELS: Mapping[str, str] = {
    "sms": "sms", "sms_messages": "sms", "text_messages": "sms",
    "push": "push", "push_notifications": "push", "push_messages": "push",
    "email": "email", "emails": "email",
}  # fmt: skip
_APART = frozenset(
    "articles posts news stories adverts ads creatives banners letters notices templates "
    "campaigns notifications macros messages "
    "canned_responses canned_replies snippets".split()
)
"""Lists of which each item is read by itself."""
_NAMED = "templates"
"""What may also be a mapping of such items by their names."""
_OF_ITEM = frozenset("channel medium sku gtin mpn trigger sent_when send_when send_to".split())
"""Keys that show what they stand in to be sent or sold by itself."""
_OF_PEOPLE = frozenset(
    "list segment group trigger type kind occasion when sent_when send_when send_to recipients".split()
)
"""Keys that may say why something is sent, and on what consent."""
_STAFF = "staff"
_BY = frozenset("by author account handle".split())
_CHOICES = frozenset("preferences prefs settings form forms consent options labels fields errors".split())
"""Keys under which a page speaks of messages, and sends none."""
_PIECES = frozenset(
    "title subject heading headline preheader preview body text message content cta footer small".split()
)
"""What the pieces of one message are called."""


def parts(whole: Reading, keys: Sequence[str], known: Collection[str]) -> tuple[Reading, ...]:
    """What stands by itself in a catalogue, each message or item, and before them all else; none where nothing does.

    `keys` says for each block of `whole` under which key it stands, `known` what keys there are.
    """
    sent = [_item(key, known) or _message(key, known) for key in keys]
    if not any(sent):
        return ()
    rest = [i for i, message in enumerate(sent) if message is None]
    of_all = {**whole.declared, **declarations(whole.comments)}
    found = [_part(whole, rest, of_all)] if rest else []
    for message, group in groupby((i for i, message in enumerate(sent) if message), key=sent.__getitem__):
        assert message
        chosen = list(group)
        if message[0] == _STAFF:
            found.append(_part(whole, chosen, {**of_all, "kind": "internal"}))
            continue
        said = {"channel": message[0]} if message[0] else _said([(keys[i], whole.blocks[i].text) for i in chosen])
        found.append(_part(whole, chosen, {**of_all, **said}))
    return tuple(found)


def _item(key: str, known: Collection[str]) -> tuple[str, str] | None:
    """The outermost object around a string that is sent or sold by itself, as keys beside it show; None for no such."""
    names = key.split(".")
    if any(map(is_to_staff, map(plain, names))):
        return _STAFF, key
    for depth in range(1, len(names)):
        above = ".".join(names[:depth])
        if any(f"{above}.{marker}" in known for marker in _OF_ITEM):
            return "", above
    return None


def _said(item: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What an item says of itself beside its words: its channel, for whom it is, on what consent."""
    found: dict[str, str] = {}
    for key, text in item:
        name = plain(key.rpartition(".")[2])
        name = "channel" if name == "medium" else name
        if name in ("channel", "audience", "purpose", "basis"):
            found |= said_of_row(name, text)
        elif name in _OF_PEOPLE:
            found = said_of_row("", text) | found
        elif name in _BY and text.startswith("@"):
            found.setdefault("channel", "social")
    return found


def _message(key: str, known: Collection[str]) -> tuple[str, str] | None:
    """The channel by which a string is sent, if one is, and the key of its message; None for what stands on a page."""
    above, _, last = key.rpartition(".")
    names = [plain(name) for name in above.split(".")]
    for at, (name, number) in enumerate(pairwise([*names, plain(last)]), 2):
        if name in _APART and (number.isdigit() or name == _NAMED):
            return "", ".".join(key.split(".")[:at])
    channel = next((_CHANNELS[name] for name in names if name in _CHANNELS), None)
    if channel is None or not _CHOICES.isdisjoint(names):
        return None
    if channel == "email" and f"{above}.subject" not in known:
        return None
    return channel, above if plain(last) in _PIECES else key


def _part(whole: Reading, chosen: Sequence[int], declared: Mapping[str, str]) -> Reading:
    return Reading(tuple(whole.blocks[i] for i in chosen), tuple(whole.sections[i] for i in chosen), declared=declared)
