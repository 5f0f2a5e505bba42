"""Lines of JSON as record batches: a line that is no JSON is a problem, and the next is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

Broken = tuple[int | None, str]


def first_line(path: str, longest: int) -> str:
    """The first line of a file, without its end and a byte order mark; bytes that are no UTF-8 stay what they are."""
    with Path(path).open("rb") as file:
        line = file.readline(longest).removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")
    return line.decode("utf-8", "surrogateescape")


def json_batches(path: str, rows: int, longest: int) -> Iterator[tuple[pa.RecordBatch, list[Broken]]]:
    """Batches of up to so many `rows`, or bytes as `longest` has, with the lines among them that cannot be read.

    Every batch has the columns of the first, and those of its own rows.
    """
    names: dict[str, None] = {}
    for held, broken in _grouped(path, rows, longest):
        own = dict(names)
        for row in held:
            own.update(dict.fromkeys(row))
        names = names or own
        yield pa.record_batch({name: _array([row.get(name) for row in held]) for name in own}), broken


def _grouped(path: str, rows: int, longest: int) -> Iterator[tuple[list[dict[str, Any]], list[Broken]]]:
    held: list[dict[str, Any]] = []
    broken: list[Broken] = []
    size = 0
    with Path(path).open("rb") as file:
        for number, line in enumerate(_lines(file, longest), 1):
            if line is None:
                broken.append((number, f"this line has more than {longest:,} bytes; divide it"))
                continue
            row, why = _row(line, number) if line.strip() else (None, "")
            if row is not None:
                held.append(row)
            elif why:
                broken.append((number, why))
            size += len(line)
            if len(held) + len(broken) >= rows or size > longest:
                yield held, broken
                held, broken, size = [], [], 0
    if held or broken:
        yield held, broken


def _lines(file: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """The lines of a file, None for one that is too long."""
    while line := file.readline(longest + 1):
        if len(line) <= longest or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(longest)) and not rest.endswith(b"\n"):
            pass
        yield None


def _row(line: bytes, number: int) -> tuple[dict[str, Any] | None, str]:
    """What a line holds, or why it cannot be read."""
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        row = json.loads(text)
    except UnicodeDecodeError:
        return None, "this line is not UTF-8; save the file as UTF-8"
    except (ValueError, RecursionError) as error:
        return None, f"this line is no JSON: {str(error).partition(':')[0].lower()}; mend it"
    if not isinstance(row, dict):
        return None, 'this line is no object of JSON, such as {"id": "1", "text": "..."}; mend it'
    return row, ""


def _array(values: Sequence[Any]) -> pa.Array:
    """A column of JSON values: words as bytes, objects as structs, values of several kinds as words."""
    kinds = {type(value) for value in values} - {type(None)}
    if not kinds:
        return pa.nulls(len(values))
    if kinds == {dict}:
        keys = dict.fromkeys(key for value in values if value for key in value)
        if keys:
            own = [_array([(value or {}).get(key) for value in values]) for key in keys]
            return pa.StructArray.from_arrays(own, list(keys))
    if kinds == {list} and all(isinstance(one, str) for value in values if value for one in value):
        return pa.array([value and [_plain(one) for one in value] for value in values], pa.list_(pa.string()))
    if kinds in ({int}, {bool}):
        try:
            return pa.array(values)
        except OverflowError:
            pass
    return pa.array([None if value is None else _bytes(value) for value in values], pa.large_binary())


def _bytes(value: object) -> bytes:
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words.encode("utf-8", "surrogatepass")


def _plain(words: str) -> str:
    return words.encode("utf-8", "replace").decode("utf-8")
