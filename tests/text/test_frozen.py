"""Our own frozen dataclasses are as those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from offerlint.text import frozen


class Plain:
    """The fields that both kinds are made of."""

    a: int
    b: str = "b"
    c: list[int] = field(default_factory=list)
    d: int = field(default=4, compare=False, repr=False)
    e: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "e", self.a * 2)

    @property
    def twice(self) -> int:
        return self.e


def both(**how: bool) -> list[type]:
    """The same class made by the standard library, and by us."""
    made: list[type] = []
    for make in (dataclass, frozen.dataclass):
        held = {key: one for key, one in Plain.__dict__.items() if key not in ("__dict__", "__weakref__")}
        fresh = {key: copy.copy(one) for key, one in held.items()}
        made.append(make(frozen=True, slots=True, **how)(type("Plain", (), fresh)))
    return made


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    """One at the top of a module, so that it can be pickled."""

    a: int
    b: tuple[str, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Longer(Kept):
    """One that has the fields of another first."""

    c: int = 3


CALLS = {
    "made": lambda kind: kind(1),
    "shown": lambda kind: repr(kind(1, "x", [2], 3)).rsplit(".", 1)[-1],
    "of a name": lambda kind: kind(a=1, c=[2]).c,
    "a fresh list": lambda kind: kind(1).c is kind(1).c,
    "after": lambda kind: kind(5).twice,
    "equal": lambda kind: kind(1) == kind(1),
    "equal but for what does not count": lambda kind: kind(1, d=5) == kind(1),
    "not equal": lambda kind: kind(1) == kind(2),
    "of another kind": lambda kind: kind(1) == 1,
    "replaced": lambda kind: dataclasses.replace(kind(1), b="x").b,
    "its fields": lambda kind: [(one.name, one.init, one.type) for one in dataclasses.fields(kind)],
    "as a mapping": lambda kind: dataclasses.asdict(kind(1)),
    "is one": lambda kind: dataclasses.is_dataclass(kind(1)),
    "matched": lambda kind: kind.__match_args__,
    "slots": lambda kind: kind.__slots__,
    "copied": lambda kind: copy.deepcopy(kind(1, c=[9])) == kind(1, c=[9]),
    "without a dict": lambda kind: hasattr(kind(1), "__dict__"),
}


@pytest.mark.parametrize("name", CALLS)
def test_it_is_the_same(name: str) -> None:
    theirs, ours = both()
    said = [CALLS[name](kind) for kind in (theirs, ours)]
    if name != "made":
        assert said[0] == said[1]


@pytest.mark.parametrize("wrong", [(), (1, "x", [], 4, 5), ("one", "two", [], 4, 5, 6)])
def test_the_same_arguments_are_wrong(wrong: tuple[object, ...]) -> None:
    for kind in both():
        with pytest.raises(TypeError):
            kind(*wrong)


def test_it_is_frozen() -> None:
    for kind in both():
        one = kind(1)
        with pytest.raises(FrozenInstanceError):
            one.a = 2
        with pytest.raises(FrozenInstanceError):
            del one.a


def test_without_eq_it_is_equal_to_itself_alone() -> None:
    for kind in both(eq=False):
        one = kind(1)
        assert one == one  # noqa: PLR0124
        assert one != kind(1)
        assert len({one, kind(1)}) == 2


def test_it_can_be_a_key_and_be_pickled() -> None:
    one = Kept(1, ("x",))
    assert {one: 2}[Kept(1, ("x",))] == 2
    assert pickle.loads(pickle.dumps(one)) == one


def test_one_may_build_on_another() -> None:
    assert Longer(1, ("x",), 5).c == 5
    assert Longer(1) == Longer(1, (), 3)
    assert dataclasses.replace(Longer(1), a=7).a == 7


def test_others_are_left_to_the_standard_library() -> None:
    @frozen.dataclass(slots=True)
    class Open:
        a: int = 1

    one = Open()
    one.a = 2
    assert one == Open(2)
