"""The page of limits has each figure that readers keep to, and readers keep to no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from offerlint.disk import LARGEST_FILE
from offerlint.reading import bounds

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\|[^|]*\| ([\d,]+)[^|]*\| `(\w+)` \|", (ROOT / "docs" / "limits.md").read_text("utf-8"), re.MULTILINE
)
FIGURES = {name: value for name, value in vars(bounds).items() if isinstance(value, int)}


@pytest.mark.parametrize(("figure", "name"), ROWS)
def test_each_row_says_the_figure(figure: str, name: str) -> None:
    assert int(figure.replace(",", "")) == {**FIGURES, "LARGEST_FILE": LARGEST_FILE}[name]


def test_each_figure_has_a_row_and_says_what_it_is_of() -> None:
    assert {name for _, name in ROWS} == {*FIGURES, "LARGEST_FILE"}
    text = (ROOT / "offerlint" / "reading" / "bounds.py").read_text("utf-8")
    assert {name for name in FIGURES if not re.search(rf'^{name} = [^\n]+\n"""', text, re.MULTILINE)} == set()


def test_no_reader_of_data_keeps_a_limit_of_its_own() -> None:
    """Save the few by which a reader guards its own search, which lose no words."""
    own = re.compile(r"^_?(?:MOST|LARGEST|DEEPEST)\w* = [\d_]+$", re.MULTILINE)
    found = {
        (path.name, line.partition(" ")[0])
        for path in (ROOT / "offerlint" / "reading").rglob("*.py")
        if path.name != "bounds.py"
        for line in own.findall(path.read_text("utf-8"))
    }
    assert found <= {
        ("call_about.py", "_DEEPEST"),
        ("call_shape.py", "_DEEPEST"),
        ("call_shape.py", "_MOST_LISTS"),
        ("flow_shape.py", "MOST_NAMED"),
        ("number_format.py", "_LARGEST"),
        ("order.py", "_DEEPEST"),
        ("sheet.py", "MOST_IN_ORDER"),
        ("expand.py", "_DEEPEST"),
        ("jsx.py", "_MOST_FAULTS"),
        ("jsx_show.py", "DEEPEST"),
        ("variants.py", "_MOST_PAIRS"),
        ("jinja_scan.py", "_DEEPEST"),
        ("code.py", "_DEEPEST"),
    }
