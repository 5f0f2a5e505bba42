"""Copy that one process has linted is not linted by another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from offerlint.batches.columns import columns_of
from offerlint.batches.lint import MOST_REMEMBERED, lint_batch
from offerlint.batches.records import Record
from offerlint.batches.rules import in_use
from offerlint.corpus.copies import Copies
from tests.batches.test_lint import COPY, RULES

TEXTS = (
    *COPY,
    "{% if vip %}Prices rise by CPI plus 3%.{% endif %} Hello {{ name }}.",
    "# offerlint: allow uk-price-rises/inflation-linked-rise because shown\nPrices rise each March by CPI plus 3.9%.",
)


def linted(known: Copies) -> pa.RecordBatch:
    formats = ["jinja+text" if "{%" in text else "text" for text in TEXTS]
    batch = pa.record_batch({"id": [str(i) for i in range(len(TEXTS))], "text": TEXTS, "format": formats})
    return lint_batch(batch, in_use(RULES), columns_of(batch.schema, {"format": "format"}), known)


def test_another_process_has_the_same_records_without_linting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Copies(tmp_path / "copies")
    alone = linted(first)
    first.save()
    monkeypatch.setattr("offerlint.batches.lint.records_of", None)
    assert linted(Copies(tmp_path / "copies")).equals(alone)
    assert {"finding", "allowed"} <= set(alone["record"].to_pylist())


def test_what_was_not_saved_is_linted_again(tmp_path: Path) -> None:
    alone = linted(Copies(tmp_path / "copies"))
    asked: list[Any] = []

    class Noted(Copies):
        def keep(self, digest: str, records: list[Record]) -> None:  # type: ignore[override]
            asked.append(digest)
            super().keep(digest, records)

    assert linted(Noted(tmp_path / "copies")).equals(alone)
    assert len(asked) == len(TEXTS)


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "copies").write_bytes(b"no database at all" * 100)
    known = Copies(tmp_path / "copies")
    found = linted(known)
    known.save()
    assert found.equals(linted(known))


def test_memory_is_bounded_and_the_file_knows_more(tmp_path: Path) -> None:
    known = Copies(tmp_path / "copies")
    record = {"copy": "", "record": "row", "as_of": date(2026, 11, 28)}
    for number in range(MOST_REMEMBERED + 10):
        known.keep(f"{number:032x}", [record])
    known.save()
    assert known.get(f"{0:032x}") == [record]
    assert known._count <= MOST_REMEMBERED
