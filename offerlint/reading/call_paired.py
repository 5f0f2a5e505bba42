"""Turns and objections in the shape that most have: pairs (`["agent", "Hello"]`), and keys of a firm's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from offerlint.reading.call_keys import ANSWERED, SAID
from offerlint.reading.json_scan import Value
from offerlint.reading.turns import speaker
from offerlint.reading.voice import is_addressed, is_first, is_prose, sounds_heard
from offerlint.text.key import plain

_LONGEST_LABEL = 24
_FEWEST = 2


def paired(root: Value) -> Value:
    """The tree, in which each list of pairs of a speaker and words is one of objects."""
    if not root.members and not root.items:
        return root
    if _are_turns(root):
        return replace(root, items=tuple(map(_turn, root.items)))
    members = {name: paired(one) for name, one in root.members.items()}
    return replace(root, members=members, items=tuple(map(paired, root.items)))


def answered(root: Value) -> Value:
    """The tree, in which lists of what customers say with what is replied, as their words tell, are objections."""
    if root.kind == "array" and (keys := heard_and_replied(root)):
        items = tuple(_objection(item, *keys) for item in root.items)
        name = Value("literal", root.start, root.start + 1, text="objections")
        inner = replace(root, items=items)
        return Value("object", root.start, root.end, members={"objections": inner}, keys={"objections": name})
    if not root.members and not root.items:
        return root
    members = {name: answered(one) for name, one in root.members.items()}
    return replace(root, members=members, items=tuple(map(answered, root.items)))


def heard_and_replied(value: Value) -> tuple[str, str] | None:
    """The keys under which the objects of a list hold what customers say, no questions, and what is replied to them.

    None where there are none, or their names tell it already.
    """
    if len(value.items) < _FEWEST or any(item.kind != "object" for item in value.items):
        return None
    shared = set.intersection(*({key for key, one in item.members.items() if one.is_text} for item in value.items))
    texts = {key: [item.at(key).text for item in value.items] for key in value.items[0].members if key in shared}
    heard = next((key for key, own in texts.items() if _are_heard(own)), None)
    replied = (key for key, own in texts.items() if key != heard and sum(map(is_addressed, own)) * 2 >= len(own))
    reply = next((key for key in replied if sum(map(is_prose, texts[key])) * 2 >= len(texts[key])), None)
    if heard is None or reply is None or plain(heard) in ANSWERED or plain(reply) in SAID:
        return None
    return heard, reply


def _are_heard(texts: Sequence[str]) -> bool:
    said = [text for text in texts if sounds_heard(text) and not text.rstrip("\"'”’ ").endswith("?")]
    return len(said) * 3 >= len(texts) * 2 and any(map(is_first, said))


def _objection(item: Value, heard: str, reply: str) -> Value:
    names = {heard: "objection", reply: "agent_says"}
    members = {names.get(key, key): one for key, one in item.members.items()}
    return replace(item, members=members, keys={names.get(key, key): one for key, one in item.keys.items()})


def _are_turns(value: Value) -> bool:
    """Whether a list holds pairs of texts, of which the first is short, and some are speakers that are known."""
    firsts = [item.items[0].text for item in value.items if _is_pair(item)]
    known = [one for one in firsts if speaker(one.strip().lower().replace("_", " "), "agent")]
    return len(firsts) > 1 and len(firsts) == len(value.items) and len(known) * 2 >= len(firsts)


def _is_pair(item: Value) -> bool:
    texts = [one for one in item.items if one.is_text]
    return len(item.items) == 2 == len(texts) and len(texts[0].text) <= _LONGEST_LABEL


def _turn(item: Value) -> Value:
    who, words = item.items
    members = {"speaker": who, "text": words}
    return Value("object", item.start, item.end, members=members, keys=dict.fromkeys(members, who))
