"""Dataclasses that are frozen and have slots, made in a tenth of the time.

A run on one short file makes some 170 such classes, and the standard library compiles six functions for each; here
one is compiled, when the first value is made, and the others are shared. What `dataclasses` does with its own it does
with these. Others are left to the standard library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - which is how a name is passed on
else:
    import dataclasses
    from dataclasses import MISSING, Field, FrozenInstanceError
    from operator import attrgetter

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True):
        """As `dataclasses.dataclass`."""
        if not (frozen and slots):
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, eq=eq)
        return _made(cls, eq) if cls else lambda cls: _made(cls, eq)

    def _made(cls, eq):
        fields = {}
        for base in reversed(cls.__mro__[1:]):
            fields.update(base.__dict__.get("__dataclass_fields__", {}))
        inherited = set(fields)
        fields.update((name, _field(cls, name, kind)) for name, kind in cls.__annotations__.items())
        body = {key: held for key, held in cls.__dict__.items() if key not in fields and key not in _OWN}
        body["__slots__"] = tuple(name for name in fields if name not in inherited)
        body["__match_args__"] = tuple(name for name, one in fields.items() if one.init)
        body["__dataclass_fields__"] = fields
        body.update(_FROZEN)
        body.setdefault("__repr__", _repr)
        if eq:
            compared = [name for name, one in fields.items() if one.compare]
            body["_compared"] = staticmethod(attrgetter(*compared) if compared else lambda _: ())
            body.setdefault("__eq__", _eq)
            body.setdefault("__hash__", _hash)
        made = type(cls)(cls.__name__, cls.__bases__, body)
        made.__qualname__ = cls.__qualname__
        made.__init__ = _init_later(made, fields)
        return made

    def _init_later(cls, fields):
        """An `__init__` that compiles the one of the class when its first value is made."""

        def __init__(self, *args, **kwargs):  # noqa: N807
            cls.__init__ = _init(cls, fields)
            cls.__init__(self, *args, **kwargs)

        return __init__

    _OWN = ("__dict__", "__weakref__")

    def _field(cls, name, kind):
        default = cls.__dict__.get(name, MISSING)
        one = default if isinstance(default, Field) else dataclasses.field(default=default)
        one.name, one.type, one.kw_only = name, kind, False
        one._field_type = dataclasses._FIELD
        return one

    def _init(cls, fields):
        """The `__init__` of a class: the one function of it that is compiled."""
        known = {"MISSING": MISSING}
        head, lines = [], []
        for i, (name, one) in enumerate(fields.items()):
            known[f"set{i}"] = getattr(cls, name).__set__
            given = name
            if one.default_factory is not MISSING:
                known[f"make{i}"] = one.default_factory
                given = f"make{i}() if {name} is MISSING else {name}" if one.init else f"make{i}()"
            elif not one.init and one.default is MISSING:
                continue
            elif one.default is not MISSING:
                known[f"default{i}"] = one.default
                given = name if one.init else f"default{i}"
            if one.init:
                default = "MISSING" if one.default_factory is not MISSING else f"default{i}"
                is_needed = one.default is MISSING and one.default_factory is MISSING
                head.append(name if is_needed else f"{name}={default}")
            lines.append(f" set{i}(self,{given})")
        if hasattr(cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        exec(f"def __init__(self,{','.join(head)}):\n" + ("\n".join(lines) or " pass"), known)  # noqa: S102
        return known["__init__"]

    def _refuse(self, name, *_):  # noqa: ARG001
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _repr(self):
        shown = (name for name, one in self.__dataclass_fields__.items() if one.repr)
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def _eq(self, other):
        return self._compared(self) == self._compared(other) if type(other) is type(self) else NotImplemented

    def _hash(self):
        return hash(self._compared(self))

    def _state(self):
        return [getattr(self, name) for name in self.__dataclass_fields__]

    def _set_state(self, state):
        for name, held in zip(self.__dataclass_fields__, state, strict=True):
            object.__setattr__(self, name, held)

    _FROZEN = {
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _set_state,
        "__replace__": dataclasses.replace,
    }
