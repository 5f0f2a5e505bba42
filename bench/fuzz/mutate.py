"""Inputs made from others by a fixed chance: what a smoke test runs where no fuzzer is installed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

LARGEST = 2_000
"""Bytes of an input."""

_STRANGE = (
    b"\x00", b"\xff", b"\xe2\x80\x8b", b"\xed\xa0\x80", b"\r", b"\n---\n", b"<", b"</", b"<!--", b"&#x110000;", b"{{",
    b"{%", b"%}", b"{% endif %}", b"<%", b"*|", b"&amp", b"\"", b"'", b"[", b"](", b"||", b"`", b"*", b": ", b"- ",
    b"=?utf-8?b?", b"=\n", b"\\u", b"...", b"@", b"\xc2\xa3", b"99999999999999999999", b"\xef\xbf\xbc",
)  # fmt: skip


def mutants(seeds: Sequence[bytes], count: int, chance: int) -> Iterator[bytes]:
    """`count` inputs, each a seed that was changed in a few places; the same for the same `chance`."""
    dice = random.Random(chance)
    for _ in range(count):
        data = bytearray(dice.choice(seeds)[:LARGEST])
        for _ in range(dice.randint(1, 6)):
            _change(data, seeds, dice)
        yield bytes(data[:LARGEST])


def _change(data: bytearray, seeds: Sequence[bytes], dice: random.Random) -> None:
    at = dice.randint(0, len(data))
    end = min(len(data), at + dice.randint(0, 40))
    match dice.randint(0, 5):
        case 0:
            del data[at:end]
        case 1:
            data[at:at] = dice.choice(_STRANGE)
        case 2:
            data[at:at] = data[at:end] * dice.randint(2, 20)
        case 3:
            other = dice.choice(seeds)
            start = dice.randint(0, len(other))
            data[at:end] = other[start : start + dice.randint(0, 200)]
        case 4:
            data[at : at + 1] = bytes([dice.randint(0, 255)])
        case _:
            del data[at:]
