"""Nothing that offerlint does needs a network, or may reach one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFUSE = """
import sys

def refuse(event, args):
    if event.startswith("socket.") and event != "socket.gethostname":
        sys.stderr.write(f"REACHED FOR THE NETWORK: {event}\\n")
        raise OSError("the network is refused")

sys.addaudithook(refuse)
"""


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python refuses every socket."""
    (tmp_path / "sitecustomize.py").write_text(REFUSE, encoding="utf-8")
    return os.environ | {"PYTHONPATH": str(tmp_path)}


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False,
        timeout=120,
    )  # fmt: skip


def test_the_network_is_indeed_refused(offline: dict[str, str]) -> None:
    outcome = run(["-c", "import socket; socket.create_connection(('127.0.0.1', 9))"], offline)
    assert "REACHED FOR THE NETWORK" in outcome.stderr
    assert outcome.returncode != 0


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["check", "examples"], id="check"),
        pytest.param(["check", "examples", "--format", "json"], id="json"),
        pytest.param(["check", "examples", "--format", "html"], id="html"),
        pytest.param(["rules", "list"], id="rules"),
    ],
)
def test_it_works_without_a_network(command: list[str], offline: dict[str, str]) -> None:
    outcome = run(["-m", "offerlint", *command], offline)
    assert outcome.returncode in (0, 1), outcome.stdout[-2000:] + outcome.stderr[-2000:]
    assert outcome.stdout
    assert "REACHED FOR THE NETWORK" not in outcome.stderr
