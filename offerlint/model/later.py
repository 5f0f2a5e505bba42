"""Values that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, cast, overload

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


class LaterSequence(Sequence[T]):
    """A row of `length` values, made when the first of them is asked for."""

    __slots__ = ("_length", "_values")

    def __init__(self, length: int, make: Callable[[], Sequence[T]]) -> None:
        self._length = length
        self._values = Later(make)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        return iter(self._values())

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._values()[index]
