"""What is installed: a wheel built from the source distribution, in an environment that had nothing."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

ROOT = Path(__file__).parents[2]
FAULTY = """---
offerlint: {kind: copy, channel: web, audience: consumer, products: [broadband]}
---

Your price will rise each April by CPI plus 3.9%.
"""
"""What it is is declared: a fault whose scope is only inferred is a warning, which does not fail a run."""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=300)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built the long way round, so that what the source distribution leaves out is missing here too."""
    folder = tmp_path_factory.mktemp("dist")
    build = run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    assert build.returncode == 0, build.stdout + build.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script of an environment that has the wheel, what it depends on, and nothing else."""
    venv = tmp_path_factory.mktemp("empty") / "venv"
    folder = venv.parent
    assert run(sys.executable, "-m", "venv", venv, cwd=folder).returncode == 0
    scripts = venv / ("Scripts" if sys.platform == "win32" else "bin")
    install = run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    assert install.returncode == 0, install.stdout + install.stderr
    return scripts / "offerlint"


def test_the_wheel_has_all_that_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {path for path in (ROOT / "offerlint").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    rulesets = set((ROOT / "rulesets").rglob("*.yaml"))
    assert rulesets
    assert {path.relative_to(ROOT).as_posix() for path in package} <= names
    assert {f"offerlint/{path.relative_to(ROOT).as_posix()}" for path in rulesets} <= names


def test_the_wheel_has_nothing_else_at_its_top(wheel: Path) -> None:
    tops = {name.partition("/")[0].partition("-")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"offerlint"}


def test_a_fault_is_found_from_another_folder(command: Path, tmp_path: Path) -> None:
    (tmp_path / "spring.md").write_text(FAULTY, encoding="utf-8")
    outcome = run(command, "check", "spring.md", cwd=tmp_path)
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert "spring.md:5" in outcome.stdout
    assert "uk-price-rises/" in outcome.stdout


def test_shipped_rules_pass_their_own_examples(command: Path, tmp_path: Path) -> None:
    (ruleset,) = command.parents[1].rglob("offerlint/rulesets/uk-safety")
    outcome = run(command, "rules", "test", ruleset, cwd=tmp_path)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_the_module_is_the_command(command: Path, tmp_path: Path) -> None:
    as_module = run(command.with_name("python"), "-m", "offerlint", "--version", cwd=tmp_path)
    assert as_module.returncode == 0
    assert as_module.stdout == run(command, "--version", cwd=tmp_path).stdout
