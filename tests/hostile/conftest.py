"""All rules, for documents and rules that mean harm."""

from __future__ import annotations

import pytest

from offerlint.api import load_rules
from offerlint.rules.load import Rulebook


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return load_rules()
