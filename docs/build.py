"""Writes what docs/ says of the rules: docs/rules/ and docs/coverage.md.

python docs/build.py            write
python docs/build.py --check    say what is stale, and exit 1 if anything is
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from offerlint import load_rules
from offerlint.reports.rule_pages import coverage, rule_pages

DOCS = Path(__file__).parent


def requirements() -> dict[str, str]:
    """Each requirement of the fact base, as rules cite it, and why words cannot decide it (or nothing)."""
    files = yaml.safe_load((DOCS / "requirements.yaml").read_text("utf-8"))
    return {f"{file}#{entry}": reason or "" for file, entries in files.items() for entry, reason in entries.items()}


def wanted() -> dict[Path, str]:
    """What each generated file must say."""
    rulebook = load_rules()
    pages = {DOCS / "rules" / path: text for path, text in rule_pages(rulebook.rules, rulebook.figures).items()}
    return {**pages, DOCS / "coverage.md": coverage(requirements(), rulebook.rules)}


def stale() -> list[Path]:
    """The files that are missing, say something else, or should not be there."""
    pages = wanted()
    wrong = [path for path, text in pages.items() if not path.is_file() or path.read_text("utf-8") != text]
    return sorted([*wrong, *(path for path in (DOCS / "rules").rglob("*.md") if path not in pages)])


def main() -> int:
    """Writes or checks; the exit code says whether anything is stale."""
    old = stale()
    if "--check" in sys.argv:
        for path in old:
            print(f"stale: {path.relative_to(DOCS.parent)}; run: python docs/build.py")
        return 1 if old else 0
    pages = wanted()
    for path in old:
        if path in pages:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path], encoding="utf-8")
        else:
            path.unlink()
    print(f"{len(old)} files written or removed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
