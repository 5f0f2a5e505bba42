"""The list of licences names all that an installation brings with it, each with the licence that it states."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = {
    name: needed
    for name, needed in PROJECT["optional-dependencies"].items()
    if name not in ("all", "docs", "test", "dev")
}
KINDS = {
    "mit": ("mit",), "bsd": ("bsd",), "apache": ("apache",), "psf": ("psf", "python software foundation"),
    "mpl": ("mpl", "mozilla public"), "gpl": ("gpl", "general public"), "cnri": ("cnri",), "zlib": ("zlib",),
}  # fmt: skip
"""What our list calls a kind of licence, and the words that say so in what a library states."""


def brought(needed: list[str]) -> set[str]:
    """The names of all that is installed for these requirements, themselves among them."""
    names: set[str] = set()
    left = [Requirement(one) for one in needed]
    seen: set[str] = set()
    while left:
        one = left.pop()
        if str(one) in seen:
            continue
        seen.add(str(one))
        if one.name == "offerlint":
            left += [Requirement(more) for extra in one.extras for more in EXTRAS[extra]]
            continue
        names.add(canonicalize_name(one.name))
        for more in map(Requirement, requires(one.name) or ()):
            if not more.marker or any(more.marker.evaluate({"extra": extra}) for extra in ("", *one.extras)):
                left.append(more)
    return names


def listed() -> dict[str, str]:
    """The row of each library that docs/licences.md names, in small letters."""
    found: dict[str, str] = {}
    for line in (ROOT / "docs" / "licences.md").read_text("utf-8").lower().splitlines():
        *_, libraries, licence = ["", "", *(cell.strip() for cell in line.strip("| ").split("|"))]
        if line.startswith("|") and not libraries.startswith("-"):
            found |= dict.fromkeys(re.findall(r"[a-z0-9-]+", libraries.partition("(")[0]), licence)
    return found


BROUGHT = sorted(brought([*PROJECT["dependencies"], *(one for needed in EXTRAS.values() for one in needed)]))


def test_much_is_brought() -> None:
    assert {"attrs", "markupsafe", "numpy", "py4j"} <= set(BROUGHT)


@pytest.mark.parametrize("name", BROUGHT)
def test_whatever_an_installation_brings_is_listed_with_its_licence(name: str) -> None:
    licence = listed()[name]
    told = metadata(name)
    kinds = [word for word in told.get_all("classifier", []) if word.startswith("License ::")]
    words = [str(told[key])[:60] for key in ("license-expression", "license") if key in told]
    stated = " ".join([*words, *kinds]).lower()
    stated_kinds = {kind for kind, names in KINDS.items() if any(name in stated for name in names)}
    assert licence
    assert not [kind for kind in stated_kinds if kind not in licence], (licence, stated)


@pytest.mark.parametrize("needed", [one for needed in EXTRAS.values() for one in needed if "offerlint[" not in one])
def test_what_an_extra_needs_has_a_lower_bound_and_a_decision(needed: str) -> None:
    one = Requirement(needed)
    assert any(bound.operator == ">=" for bound in one.specifier)
    pages = [path.read_text("utf-8").lower() for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert any(re.search(rf"\b{re.escape(one.name)}\b", page) for page in pages), "no decision record speaks of it"
