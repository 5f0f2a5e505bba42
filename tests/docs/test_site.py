"""The site builds without a warning, fetches nothing, and has the guides, the command line and a page a rule."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, WRITTEN

FETCHED = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"(?:https?:)?//[^\"]*\"")


@pytest.mark.slow
def test_the_site(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    pages = {page.relative_to(tmp_path).as_posix(): page.read_text("utf-8") for page in tmp_path.rglob("*.html")}
    assert {path: FETCHED.findall(page) for path, page in pages.items() if FETCHED.search(page)} == {}
    styles = [style.read_text("utf-8") for style in tmp_path.rglob("*.css")]
    assert styles
    assert not any(re.search(r"@import|url\([\"']?(?:https?:)?//", style) for style in styles)
    assert {f"{page.stem}.html" for page in WRITTEN if page.parent.name == "docs"} <= set(pages)
    assert {"index.html", "cli.html", "decisions/index.html", "contributing.html", "changelog.html"} <= set(pages)
    assert sum(path.startswith("rules/uk-") for path in pages) == len(list((ROOT / "docs" / "rules").glob("uk-*/*.md")))
    assert 'href="wire-format.html"' in pages["index.html"]
    assert "schemas/report.json" in pages["wire-format.html"]
    assert (tmp_path / "schemas" / "report.json").is_file()


def test_every_page_is_in_the_navigation() -> None:
    told = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert [page.name for page in WRITTEN if page.parent.name == "docs" and f": {page.name}\n" not in told] == []
