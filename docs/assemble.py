"""What mkdocs asks while it builds the site: the pages that are not in docs/, and links to what lies outside of it."""

from __future__ import annotations

import posixpath
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

DOCS = Path(__file__).parent
ROOT = DOCS.parent
sys.path[:0] = [str(DOCS), str(ROOT)]  # mkdocs takes them away again

from command_line import reference  # noqa: E402

FROM_ROOT = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "LICENSE": "licence.txt",
    "docs/decisions": "decisions/index.md",
} | {f"offerlint/schemas/{path.name}": f"schemas/{path.name}" for path in (ROOT / "offerlint/schemas").glob("*.json")}
"""Where on the site stands what a link to a path of the repository means."""

LINK = re.compile(r"(?<=\]\()([^)#:\s]+)(?=[)#])")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages of the repository's root, the schemas, the command line and the list of decisions."""
    for path, uri in FROM_ROOT.items():
        if (ROOT / path).is_file():
            files.append(File.generated(config, uri, content=(ROOT / path).read_text("utf-8")))
    files.append(File.generated(config, "cli.md", content=reference()))
    files.append(File.generated(config, "decisions/index.md", content=_decisions()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """The page, with links between files of the repository as links between pages of the site."""
    uri = page.file.src_uri
    home = next((path for path, at in FROM_ROOT.items() if at == uri and (ROOT / path).is_file()), f"docs/{uri}")

    def moved(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(home), link[1]))
        there = FROM_ROOT.get(target) or (target.removeprefix("docs/") if target.startswith("docs/") else None)
        return posixpath.relpath(there, posixpath.dirname(uri) or ".") if there else link[1]

    return LINK.sub(moved, markdown)


def _decisions() -> str:
    """The decisions by number."""
    told = ((path.name, path.read_text("utf-8").splitlines()[0].lstrip("# ")) for path in DOCS.glob("decisions/*.md"))
    return "# Decisions\n\n" + "".join(f"- [{title}]({name})\n" for name, title in sorted(told))
