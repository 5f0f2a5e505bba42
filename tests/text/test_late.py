"""Patterns that every Python from 3.11 on reads alike."""

from __future__ import annotations

import re
from pathlib import Path

import offerlint

_GROUP_KEPT_WHOLE = re.compile(r"(?<!\\)\)(?:\{+[0-9,]+\}+|[*+?])\+")


def test_no_group_is_repeated_possessively() -> None:
    """The `re` of Python 3.11.2 takes half a repetition too much for `(?:,x)++`; `(?>(?:,x)+)` it reads right."""
    found = [
        f"{path}: {line.strip()}"
        for path in Path(offerlint.__file__).parent.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\br[bf]?[\"']|rf[\"']", line) and _GROUP_KEPT_WHOLE.search(line)
    ]
    assert found == []
