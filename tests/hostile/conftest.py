"""All rules, for documents and rules that mean harm."""

from __future__ import annotations

import pytest

from offerlint.rules.load import Rulebook, bundled, load_rules


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return load_rules([bundled()])
