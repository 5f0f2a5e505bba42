"""What findings in rows look like: one Arrow schema, with the fields of the JSON report, and its version."""

from __future__ import annotations

import pyarrow as pa

SCHEMA_VERSION = 1
"""Changes when a field goes or means something else; a new field at the end is no new version."""

ROW, FINDING, ALLOWED, PROBLEM, NOT_CHECKED = "row", "finding", "allowed", "problem", "not-checked"
"""What a record is: a row that was read, a finding, one that somebody allowed, what could not be checked or was not."""


def _list(kind: pa.DataType) -> pa.DataType:
    """A list type that is the same when Parquet gives it back."""
    return pa.list_(pa.field("element", kind))


_SPAN = pa.struct([("start", pa.int64()), ("end", pa.int64())])
_POSITION = pa.struct([("line", pa.int64()), ("column", pa.int64()), ("offset", pa.int64())])
_CHOICES = pa.map_(pa.string(), pa.string())
_RELATED = pa.struct([("field", pa.string()), ("where", pa.string()), ("runs", _list(_SPAN)), ("message", pa.string())])
_FIX = pa.struct(
    [
        ("safety", pa.string()),
        ("edits", _list(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())]))),
    ]
)

SCHEMA = pa.schema(
    [
        # of every record
        ("id", pa.string()),
        ("copy", pa.string()),
        ("record", pa.string()),
        ("kind", pa.string()),
        ("channel", pa.string()),
        ("audience", pa.string()),
        ("products", _list(pa.string())),
        ("as_of", pa.date32()),
        ("labels", _CHOICES),
        # of a row
        ("variants", pa.int64()),
        ("words", pa.int64()),
        # of a finding, allowed or not
        ("rule", pa.string()),
        ("also", _list(pa.string())),
        ("topic", pa.string()),
        ("severity", pa.string()),
        ("scope_inferred", pa.bool_()),
        ("field", pa.string()),
        ("where", pa.string()),
        ("start", _POSITION),
        ("end", _POSITION),
        ("runs", _list(_SPAN)),
        ("excerpt", pa.string()),
        ("message", pa.string()),
        ("suggest", pa.string()),
        ("authority", _list(pa.struct([("text", pa.string()), ("url", pa.string())]))),
        ("exposed_by", _list(_CHOICES)),
        ("path_through", _list(pa.struct([("step", pa.string()), ("line", pa.int64())]))),
        ("related", _list(_RELATED)),
        ("fix", _FIX),
        ("fingerprint", pa.string()),
        ("former_fingerprints", _list(pa.string())),
        # of an allowed finding
        ("allowed", pa.struct([("by", pa.string()), ("reason", pa.string()), ("until", pa.date32())])),
        # of a problem
        ("line", pa.int64()),
        ("trace", pa.string()),
    ],
    metadata={"offerlint": "findings in rows", "offerlint.schema": str(SCHEMA_VERSION)},
)
"""Ends are exclusive; lines and columns count from 1, offsets from 0, all in code points of the field they stand in."""
