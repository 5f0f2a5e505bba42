"""Rows of a table linted batch by batch: Arrow record batches in, findings as Arrow record batches out.

>>> from datetime import date
>>> import pyarrow as pa
>>> from offerlint import load_rules
>>> from offerlint.batches import Rules, lint_batches
>>> rows = pa.record_batch({"id": ["ad-1"], "text": ["£28 a month. Prices rise each March by CPI plus 3.9%."]})
>>> rules = Rules.of(load_rules(), as_of=date(2026, 11, 28))
>>> found = [one for batch in lint_batches([rows], rules) for one in batch.to_pylist() if one["record"] == "finding"]
>>> [one["excerpt"] for one in found if one["topic"] == "price-rise"]
['CPI plus 3.9%']
"""

from __future__ import annotations

from offerlint.batches.columns import ColumnsError
from offerlint.batches.lint import lint_batches
from offerlint.batches.rules import Rules
from offerlint.batches.schema import SCHEMA, SCHEMA_VERSION

__all__ = ["SCHEMA", "SCHEMA_VERSION", "ColumnsError", "Rules", "lint_batches"]
