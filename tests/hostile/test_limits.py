"""Each limit on what is read of a document says so where it is passed; what stands before it is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from offerlint.app import Terms, check
from offerlint.config.settings import Config
from offerlint.model.finding import Report
from offerlint.reading import bounds
from offerlint.rules.load import Rulebook
from offerlint.rules.select import Selection
from offerlint.walk import find
from tests.hostile.test_files import ABOUT, DAY

NODES = 2_000
"""Tags of all files that are read in these tests."""
FAULT = f"{ABOUT}<p>Prices rise by CPI plus 3.9%.</p>"


def included(deep: int) -> dict[str, str]:
    """Files, each of which takes in the next."""
    files = {f"p{i}.html.j2": f"<p>{i}</p>{{% include 'p{i + 1}.html.j2' %}}" for i in range(deep)}
    return {"a.html.j2": FAULT + "{% include 'p0.html.j2' %}", **files, f"p{deep}.html.j2": "<p>end</p>"}


def much_included() -> dict[str, str]:
    """A file of many tags, taken in again and again."""
    files = {f"p{i}.html.j2": "{% include 'p9.html.j2' %}" * 5 for i in range(9)}
    part = "<p>{{ a }}</p>" * (NODES // 8)
    return {"a.html.j2": FAULT + "{% include 'p0.html.j2' %}" * 3, **files, "p9.html.j2": part}


def letter(parts: str) -> str:
    head = "Subject: Hello\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    words = f"--b\nContent-Type: text/html\n\n{FAULT}\n"
    return f"{head}{words}{parts}"


def nested(deep: int) -> str:
    return "".join(f"--b{i or ''}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(deep))


def choices(count: int) -> str:
    """Choices in a template of which each pair must be read together."""
    return "".join(f"{{% if a{i} %}}<p>x{i}</p>{{% else %}}<p>y{i}</p>{{% endif %}}" for i in range(count))


def branches(count: int) -> str:
    return "{% if a0 %}0" + "".join(f"{{% elif a{i} %}}{i}" for i in range(1, count)) + "{% endif %}"


LIMITS: dict[str, tuple[dict[str, str], str]] = {
    "files within files": (included(14), "is not followed: too many files are written into one another"),
    "tags of all files": (much_included(), "is not followed: too many files are written into one another"),
    "branches of a choice": (
        {"a.html.j2": FAULT + branches(103)},
        "is one branch too many of 100; its words are read with those before it",
    ),
    "variants": ({"a.html.j2": FAULT + choices(8) + branches(90)}, 'no choice that was read shows "89"'),
    "many things that no variant shows": (
        {"a.html.j2": FAULT + "".join(f"{{% if x == {i} %}}<p>{i}</p>{{% endif %}}" for i in range(170))},
        "more such lines",
    ),
    "characters of a variant": (
        {"a.html.j2": FAULT + "{% set a %}" + "word " * 90_000 + "{% endset %}" + "<p>{{ a }}</p>" * 9},
        'no choice that was read shows "</p>"; it was not checked',
    ),
    "characters of all variants": (
        {"a.html.j2": FAULT + "{% set a %}" + "word " * 90_000 + "{% endset %}" + "<p>{{ a }}</p>" * 4 + branches(30)},
        'no choice that was read shows "29"; it was not checked',
    ),
    "a long expression": (
        {"a.html.j2": FAULT + "{% set a = '" + "word " * 90_000 + "' %}"},
        "cannot be read; correct what stands in it",
    ),
    "parts of a message": (
        {"a.eml": letter("--b\nContent-Type: text/plain\n\nHello.\n" * (bounds.MOST_MAIL_PARTS + 5) + "--b--\n")},
        "parts beyond the first 200 are not read",
    ),
    "parts within parts": (
        {"a.eml": letter(nested(bounds.DEEPEST_MAIL_PART + 3))},
        "parts beyond 200, or nested over 12 deep, are not read",
    ),
    "choices in a message": (
        {"en.arb": f'{{"a": "{"{a, select, x {" * 14}b{"} other {c}}" * 14}", "b": "Prices rise by CPI plus 3.9%."}}'},
        "the choices of this message are nested too deeply; divide it",
    ),
}  # fmt: skip


def run(files: dict[str, str], folder: Path, rules: Rulebook) -> Report:
    for name, words in files.items():
        (folder / name).write_text(words, "utf-8")
    config = Config(folder=folder)
    first = next(iter(files))
    return check(list(find([first], config)), Terms(rules, config, Selection(select=("uk-price-rises",)), DAY)).report


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Rulebook) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bounds, "MOST_NODES", NODES)
    files, said = LIMITS[name]
    report = run(files, tmp_path, rules)
    told = [*(problem.message for problem in report.problems), *report.not_checked]
    assert any(said in line for line in told), told
    assert max(map(len, told)) < 1_100
    assert not [problem for problem in report.problems if problem.trace]
    assert "CPI plus 3.9%" in {finding.excerpt for finding in report.findings}, report.findings


def test_a_component_that_is_too_large_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Rulebook
) -> None:
    monkeypatch.chdir(tmp_path)
    (problem,) = run({"a.tsx": "x = <p>Hi</p>;" + " " * bounds.LARGEST_CODE}, tmp_path, rules).problems
    assert problem.message == "this is too large to read: it has more than 2,000,000 bytes; split it"
