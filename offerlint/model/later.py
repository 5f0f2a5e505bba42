"""A value that is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, cast

T = TypeVar("T")
_UNMADE = object()


class Later(Generic[T]):
    """Calling it gives the value: the same one each time, made by `make` at the first."""

    __slots__ = ("_make", "_value")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._value: object = _UNMADE

    @classmethod
    def of(cls, value: T) -> Later[T]:
        """One whose value is there already."""
        made = cls(lambda: value)
        made._value = value
        return made

    def __call__(self) -> T:
        if self._value is _UNMADE:
            self._value = self._make()
        return cast("T", self._value)
