"""The hooks as a client's repository meets them: through the real `pre-commit try-repo`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from offerlint.reading.opener import OPENERS
from offerlint.reading.recognise import recognise

pytestmark = [pytest.mark.slow, pytest.mark.needs_git, pytest.mark.xdist_group("pre-commit")]

ROOT = Path(__file__).parents[2]
FAULTY = b"""---
offerlint: {kind: copy, channel: web, audience: consumer, products: [broadband]}
---

Your price will rise each April by CPI plus 3.9%.
"""
"""What it is is declared: a fault whose scope is only inferred is a warning, which does not fail a run."""
PASSED = r"^offerlint\.+Passed$"
SOUND = b"# Larkline Fibre\n\nCall us and we will tell you more.\n"


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the hook: a cache of its own, and git with no one's settings."""
    home = tmp_path_factory.mktemp("pre-commit")
    who = {
        f"GIT_{role}_{key}": "hook@larkline.example" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return outside | who | nobody | {"PRE_COMMIT_HOME": str(home / "cache")}


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory, surroundings: dict[str, str]) -> Path:
    """This checkout as it stands, committed or not, as a repository of hooks."""
    copy = tmp_path_factory.mktemp("hooks")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    for name in filter(None, listed):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "docs/", "bench/", "examples/")):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    commit(copy, surroundings)
    return copy


def commit(folder: Path, surroundings: dict[str, str]) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All of it"]):
        subprocess.run(["git", *command], cwd=folder, env=surroundings, check=True, capture_output=True)


def pre_commit(*command: str, folder: Path, surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *command, "--all-files", "--verbose", "--color=never"],
        cwd=folder, env=surroundings, capture_output=True, encoding="utf-8", check=False, timeout=400,
    )  # fmt: skip


def write(files: dict[str, bytes], folder: Path, surroundings: dict[str, str]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    commit(folder, surroundings)


def test_tried_on_a_repository_it_stops_a_fault(hooks: Path, tmp_path: Path, surroundings: dict[str, str]) -> None:
    write({"ads/spring.md": FAULTY, "ads/summer.txt": SOUND}, tmp_path, surroundings)
    outcome = pre_commit("try-repo", str(hooks), "offerlint", folder=tmp_path, surroundings=surroundings)
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert "ads/spring.md:5" in outcome.stdout
    assert "uk-price-rises/" in outcome.stdout
    assert "CPI plus 3.9%" in outcome.stdout


def configured(
    hooks: Path, files: dict[str, bytes], folder: Path, surroundings: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """A run as a client configures it, both hooks at once."""
    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True)
    ids = [{"id": "offerlint"}, {"id": "offerlint-rules"}]
    config = {"repos": [{"repo": str(hooks), "rev": revision.stdout.strip(), "hooks": ids}]}
    write(files | {".pre-commit-config.yaml": yaml.safe_dump(config).encode()}, folder, surroundings)
    return pre_commit("run", folder=folder, surroundings=surroundings)


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        pytest.param("ads/a.txt", FAULTY.decode().encode("utf-16"), 1, "ads/a.txt:5", id="utf-16 is not binary"),
        pytest.param("compose.yml", b"services:\n  web: {image: x}\n", 0, PASSED, id="yaml that is no call flow"),
        pytest.param("ads/summer.txt", SOUND, 0, PASSED, id="sound copy"),
        pytest.param("README.md", FAULTY, 0, PASSED, id="not copy by its name"),
    ],
)
def test_what_the_hook_reads(
    name: str, content: bytes, code: int, says: str, hooks: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    outcome = configured(hooks, {name: content}, tmp_path, surroundings)
    assert outcome.returncode == code, outcome.stdout + outcome.stderr
    assert re.search(says, outcome.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("key", "passes", "says"),
    [
        pytest.param(b"severity:", True, "Passed", id="its examples hold"),
        pytest.param(b"severty:", False, "severty", id="it cannot be read"),
    ],
)
def test_the_hook_for_rules(
    key: bytes, passes: bool, says: str, hooks: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    rule = min((ROOT / "rulesets" / "uk-price-rises").glob("*.yaml"))
    files = {f"rulesets/larkline-house/{rule.name}": rule.read_bytes().replace(b"severity:", key, 1)}
    outcome = configured(hooks, files, tmp_path, surroundings)
    assert (outcome.returncode == 0) == passes, outcome.stdout + outcome.stderr
    assert says in outcome.stdout


def test_the_hook_for_documents_sees_and_can_read_what_needs_an_extra() -> None:
    hook = next(
        hook
        for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
        if hook["id"] == "offerlint-documents"
    )
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert hook["additional_dependencies"] == [*extras["office"], *extras["pdf"]]
    endings = {recognise(f"a.{ending}", ""): ending for ending in "docx docm pptx odt xlsx pdf PDF".split()}
    assert set(endings) == {format for format, (_, _, extra) in OPENERS.items() if extra in ("office", "pdf")}
    assert [ending for ending in endings.values() if not re.search(hook["files"], f"a.{ending}")] == []
    assert not any(re.search(hook["files"], name) for name in ("a.md", "a.doc", "pdf", "a.pdf.txt"))


def test_the_hook_for_code_sees_and_can_read_what_needs_an_extra() -> None:
    hook = next(
        hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()) if hook["id"] == "offerlint-code"
    )
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert hook["additional_dependencies"] == extras["code"]
    for name in ("a.jsx", "a.tsx", "a.TSX", "src/copy.ts", "locales/en-GB.js"):
        assert recognise(name, "") == "jsx+html"
        assert re.search(hook["files"], name)
    for name in ("a.vue", "a.svelte", "a.astro"):
        assert recognise(name, "")
        assert re.search(hook["files"], name)
    assert not any(re.search(hook["files"], name) for name in ("a.js", "a.ts", "tsx", "recopy.ts", "a.tsx.md"))


def test_the_hooks_see_every_format_that_is_read() -> None:
    hook = next(
        hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()) if hook["id"] == "offerlint"
    )
    endings = (
        "txt text md markdown mdown mkd html htm xhtml mjml eml j2 jinja jinja2 twig njk liquid hbs handlebars "
        "mustache erb ejs phtml blade.php srt vtt po xlf xliff strings "
        "jsp jspf cshtml razor amp rst adoc asciidoc ics rtf"
    )
    named = [
        "a.html.j2",
        "a.txt.jinja2",
        "res/values/strings.xml",
        "messages_en.properties",
    ]
    told_by_words = [
        "a.php",
        "a.yaml",
        "a.YML",
        "a.csv",
        "a.tsv",
        "a.tpl",
        "a.tmpl",
        "a.gohtml",
        "a.gotmpl",
        "a.gotxt",
        "a.ftl",
        "a.vm",
    ]
    seen = [*(f"a.{ending}" for ending in endings.split()), *named, *told_by_words]
    assert all(recognise(name, "") for name in seen if name not in told_by_words)
    assert [name for name in seen if not re.search(hook["files"], name)] == []
    assert not any(
        re.search(hook["files"], name) for name in ("a.py", "a.css", "a.json", "a.xml", "txt", "a.md.orig", "a.ts")
    )
