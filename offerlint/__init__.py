"""offerlint checks marketing copy, call scripts and offer templates against UK rules for fair selling.

>>> from offerlint import lint
>>> report = lint("Broadband for £28 a month. Prices rise each March by CPI plus 3.9%.")
>>> [finding.excerpt for finding in report.findings if finding.topic == "price-rise"]
['CPI plus 3.9%']
"""

from __future__ import annotations

from offerlint.version import __version__

TYPE_CHECKING = False  # as type checkers know it; importing `typing` would double the time of a short start
if TYPE_CHECKING:
    from offerlint.api import lint, load_rules
    from offerlint.model.finding import Finding, Report
    from offerlint.model.vocabulary import Severity

__all__ = ["Finding", "Report", "Severity", "__version__", "lint", "load_rules"]

_HOMES = {
    "lint": "offerlint.api",
    "load_rules": "offerlint.api",
    "Finding": "offerlint.model.finding",
    "Report": "offerlint.model.finding",
    "Severity": "offerlint.model.vocabulary",
}


def __getattr__(name: str) -> object:
    """Imports a public name when it is first used, so that `import offerlint` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module offerlint has no attribute {name}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
