"""A real Neovim shows a finding, tells of its rule, and applies its fix."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import program

GUIDE = (Path(__file__).parents[2] / "docs" / "editors.md").read_text("utf-8")
SETUP = next(block for block in re.findall(r"```lua\n(.*?)```", GUIDE, re.DOTALL) if "start_client" in block)
"""What the guide tells people to write."""

SESSION = Path(__file__).with_name("session.lua")
ABOUT = "<!-- offerlint: kind=copy audience=consumer products=landline -->\n\n"


@pytest.mark.needs_neovim
def test_neovim_shows_a_finding_and_its_rule_and_applies_its_fix(tmp_path: Path) -> None:
    copy = tmp_path / "ad.md"
    copy.write_text(ABOUT + "😀 Landlines will be switched off in December 2025.\n", "utf-8")
    neovim = program("needs_neovim")
    assert neovim
    command = [neovim, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {SESSION}", "-c", "cquit"]
    home = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state")}
    (tmp_path / "setup.lua").write_text(SETUP, "utf-8")
    (tmp_path / "bin").mkdir()
    command_itself = tmp_path / "bin" / "offerlint"
    command_itself.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m offerlint "$@" --as-of 2026-11-24\n')
    command_itself.chmod(0o755)
    found = {"PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    environment = {**os.environ, **home, **found, "OFFERLINT_SETUP": str(tmp_path / "setup.lua")}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "told.json").read_text("utf-8"))
    (mark,) = told["marks"]
    assert mark == {"code": "uk-safety/old-switch-off-date", "line": 2, "from": 39, "to": 52, "severity": 1}
    assert "# The old phone network is said to close in 2025" in "\n".join(told["hover"]).replace("**", "# ")
    assert told["offered"][0] == "Write “January 2027”"
    assert told["offered"][-1] == "Open the rule uk-safety/old-switch-off-date"
    assert copy.read_text("utf-8") == ABOUT + "😀 Landlines will be switched off in January 2027.\n"
