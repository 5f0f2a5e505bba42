"""The rows of a record batch as plain values, whatever types its columns have."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import pyarrow as pa

from offerlint.batches.columns import TEXT, Columns, scope_of
from offerlint.text.frozen import dataclass

Words = bytes | str | None
"""The bytes of a text, None where there is none, or a sentence about why they cannot be had."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the words of its fields with their scopes, and what it says of itself.

    The scope of a text by itself is empty.
    """

    fields: tuple[tuple[str, str, Words], ...]
    says: Mapping[str, object]

    def digest(self) -> str:
        """32 hexadecimal digits, the same for rows in which everything that matters is the same."""
        says = json.dumps(self.says, sort_keys=True, default=str)
        digest = blake2b(says.encode("utf-8", "surrogatepass"), digest_size=16)
        for name, scope, words in self.fields:
            data = words.encode() if isinstance(words, str) else words
            digest.update(f"\0{name}\0{scope}\0{type(words).__name__}\0{len(data or b'')}\0".encode())
            digest.update(data or b"")
        return digest.hexdigest()


def rows_of(batch: pa.RecordBatch, columns: Columns) -> Iterator[Row]:
    """The rows of a batch in order."""
    fields = [(columns.text, "")] if columns.text else columns.fields
    held = [one for name, scope in fields for one in _fields(name, scope, batch.column(name))]
    says = [(key, _values(batch.column(name))) for key, name in columns.says]
    for i in range(batch.num_rows):
        yield Row(
            tuple((name, scope, words[i]) for name, scope, words in held),
            {key: values[i] for key, values in says if values[i] is not None},
        )


def strings_of(column: pa.Array) -> list[str | None]:
    """The values of a column as strings, such as ids are."""
    column = _plain(column)
    if _is_text(column.type):
        return [value if value is None else value.decode("utf-8", "replace") for value in _bytes(column)]
    try:
        return list(column.cast(pa.string()).to_pylist())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return [None if value is None else str(value) for value in column.to_pylist()]


def _fields(name: str, scope: str, column: pa.Array) -> Iterator[tuple[str, str, Sequence[Words]]]:
    """The fields that a column is: itself, or those of a struct."""
    column = _plain(column)
    if pa.types.is_struct(column.type):
        for own, held in zip(column.type, column.flatten(), strict=True):
            yield own.name, scope_of(own.name), _words(_plain(held))
    else:
        yield (name if scope else TEXT), scope, _words(column)


def _words(column: pa.Array) -> Sequence[Words]:
    if _is_text(column.type):
        return _bytes(column)
    if pa.types.is_list(column.type) and pa.types.is_struct(column.type.value_type):
        return [None if turns is None else _turns(turns) for turns in column.to_pylist()]
    said = f"this column holds {column.type}, not text; say which column holds the copy"
    return [said if valid else None for valid in column.is_valid().to_pylist()]


def _turns(turns: Sequence[Mapping[str, Any]]) -> bytes:
    """The turns of a call, as a transcript in JSON has them."""
    return json.dumps(turns, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


def _values(column: pa.Array) -> Sequence[Any]:
    """What the values of a column say, as configuration and front matter would give it."""
    column = _plain(column)
    if _is_text(column.type):
        return [said or None for said in strings_of(column)]
    try:
        if pa.types.is_timestamp(column.type):
            column = column.cast(pa.date32(), safe=False)
        return list(column.to_pylist())
    except (ValueError, OverflowError):  # such as a day beyond the last year, or a time zone that nobody knows
        return [None] * len(column)


def _plain(column: pa.Array) -> pa.Array:
    """The column without what only saves room, and without what others read into its values."""
    while True:
        kind = column.type
        if pa.types.is_dictionary(kind):
            column = column.dictionary_decode()
        elif isinstance(kind, pa.BaseExtensionType):
            column = column.storage
        elif pa.types.is_run_end_encoded(kind):
            import pyarrow.compute as pc

            column = pc.run_end_decode(column)
        else:
            return column


def _is_text(kind: pa.DataType) -> bool:
    is_one = (
        pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view,
        pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view, pa.types.is_fixed_size_binary,
    )  # fmt: skip
    return any(is_it(kind) for is_it in is_one)


def _bytes(column: pa.Array) -> list[bytes | None]:
    """The bytes of each value, which need not be valid text."""
    return list(column.cast(pa.large_binary()).to_pylist())
