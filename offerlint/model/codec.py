"""Frozen values as JSON values and back, for the types of a closed list: reading can never run anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, cast

Types = Mapping[str, Callable[..., Any]]
"""What values may be, by their names: each is made from the values of its fields."""

PLAIN: Types = {"date": date.fromisoformat, "Decimal": Decimal, "set": lambda *held: frozenset(held)}
"""Types that every codec knows."""
_HOLDING = frozenset((list, dict))
"""What of JSON is read further; most values are plain, and a call for each would take half the time."""


class Codec:
    """Writes and reads values of some `types`, and tuples, mappings and plain values."""

    def __init__(self, types: Types, as_written: Types | None = None) -> None:
        """`as_written` are makers that take what is written, unread."""
        self._types = {**PLAIN, **types}
        self._as_written = {"{}": self._mapping, **(as_written or {})}
        self._names = {kind: name for name, kind in types.items()}

    def write(self, value: object) -> Any:
        """The JSON value of `value`; raises KeyError for one of another type."""
        name = self._names.get(type(value))
        if isinstance(value, Enum):
            return {cast("str", name): [value.value]}
        if name is not None:
            held = value if isinstance(value, tuple) else map(value.__getattribute__, _names_of(value))
            return {name: [self.write(one) for one in held]}
        match value:
            case None | bool() | int() | float() | str():
                return value
            case tuple() | list():
                return [self.write(one) for one in value]
            case Mapping():
                return {"{}": [[key, self.write(one)] for key, one in value.items()]}
            case frozenset():
                return {"set": sorted(value)}
            case Decimal():
                return {"Decimal": [str(value)]}
            case date():
                return {"date": [value.isoformat()]}
            case _:
                raise KeyError(type(value))

    def read(self, written: Any) -> Any:
        """The value that was written; raises ValueError, LookupError or TypeError where it is none."""
        kind = type(written)
        if kind is list:
            return tuple([self.read(one) if type(one) in _HOLDING else one for one in written])
        if kind is not dict:
            return written
        ((name, held),) = written.items()
        if name in self._as_written:
            return self._as_written[name](*held)
        return self._types[name](*[self.read(one) if type(one) in _HOLDING else one for one in held])

    def _mapping(self, *pairs: Any) -> dict[Any, Any]:
        return {key: self.read(value) for key, value in pairs}


def _names_of(value: object) -> list[str]:
    return [field.name for field in fields(cast("Any", value)) if field.init]
