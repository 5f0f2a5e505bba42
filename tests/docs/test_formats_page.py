"""docs/formats.md tells of every format."""

import re
from pathlib import Path

from offerlint.reports import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")


def test_every_format_is_told() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(FORMATS)
