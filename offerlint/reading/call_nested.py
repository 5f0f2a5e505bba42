"""Steps that stand where they are led to (`then: {id: ..., say: ...}`), as if they stood among the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from offerlint.reading.call_keys import IDS, TARGETS
from offerlint.reading.json_scan import Value
from offerlint.text.key import plain


def unnested(root: Value) -> Value:
    """The tree, in which each list of steps holds also those that stand inside of its items, each behind its own.

    In their places stand their names; one without a name has that of the step around it, and the key it stands under.
    """
    named = _named_by(root.items)
    if named:
        return replace(
            root, items=tuple(one for item in root.items for one in _apart(item, named, item.at(named).text))
        )
    if not root.members and not root.items:
        return root
    members = {name: unnested(one) for name, one in root.members.items()}
    return replace(root, members=members, items=tuple(map(unnested, root.items)))


def _named_by(items: tuple[Value, ...]) -> str:
    """The key by which all items of a list are named; empty where there is none, or they are no objects."""
    keys = (name for name in (items[0].members if items else {}) if plain(name) in IDS)
    return next((name for name in keys if all(item.at(name).is_text for item in items)), "")


def _apart(step: Value, named: str, name: str) -> Iterator[Value]:
    """A step without those that stand inside of it, and then these."""
    inside: list[Value] = []
    yield _without(step, named, name, inside)
    for one in inside:
        yield from _apart(one, named, one.at(named).text)


def _without(value: Value, named: str, name: str, inside: list[Value]) -> Value:
    """The value with names in place of steps, which are added to `inside`."""
    members = dict(value.members)
    for key, one in value.members.items():
        if one.kind == "object" and TARGETS.fullmatch(plain(key)) and (one.at(named).is_text or len(one.members) > 1):
            called = one.at(named)
            if not called.is_text:
                called = replace(value.keys[key], text=f"{name}: {key} {len(inside) + 1}")
                one = replace(one, members={named: called, **one.members}, keys={named: called, **one.keys})
            inside.append(one)
            members[key] = called
        else:
            members[key] = _without(one, named, name, inside)
    return replace(value, members=members, items=tuple(_without(item, named, name, inside) for item in value.items))
