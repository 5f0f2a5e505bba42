"""What stands in the pages that people read: links, headings and fenced blocks, as a parser of Markdown sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
WRITTEN = [page for page in PAGES if page.parent in (ROOT, ROOT / "docs")]
"""The pages that somebody wrote, and that are about how things are now."""

_PARSER = MarkdownIt("commonmark").enable("table")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def tokens(page: Path) -> Iterator[Token]:
    for token in _PARSER.parse(page.read_text("utf-8")):
        yield token
        yield from token.children or ()


def links(page: Path) -> list[str]:
    return [str(token.attrs["href"]) for token in tokens(page) if token.type == "link_open"]


@cache
def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made of the words by those who show Markdown."""
    found = list(_PARSER.parse(page.read_text("utf-8")))
    titles = [found[i + 1] for i, token in enumerate(found) if token.type == "heading_open"]
    words = ["".join(child.content for child in title.children or ()) for title in titles]
    return {re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-") for text in words}


def blocks(page: Path) -> list[tuple[str, str]]:
    """Each fenced block: its language and its text."""
    return [(token.info.strip(), token.content) for token in tokens(page) if token.type == "fence"]
