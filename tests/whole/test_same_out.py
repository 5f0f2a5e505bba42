"""The same in, the same bytes out: whatever the hash seed, locale, time zone, order, processes or cache."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FORMATS = ("json", "text", "html")
TEXTS = {
    "a.md": "# Spring\n\nPrices rise each March by CPI plus 3.9%. £30 a month + VAT.\n\nBest in the UK!\n",
    "b.html": "<h1>Ça va</h1><p>Ring 0808 157 0123, it’s free.</p><p>The price will increase by 5% every April.</p>",
    "c.html.j2": "{% if vip %}<p>£20 a month</p>{% else %}<p>Guaranteed savings</p>{% endif %}{% if x %}y{% endif %}",
    "d.txt": "Agent: Hello, this call is from Larkline.\nCustomer: Yes.\nAgent: Your card number, please.\n",
    "e.yaml": "script: x\nstart: a\nsteps:\n  a: {say: Prices rise by CPI., next: bb}\n  b: {say: x, do: end}\n",
    "İ.txt": "STRICTLY LIMITED: prices rise by CPI. Iıİi.\n",
}

pytestmark = pytest.mark.xdist_group("same")

WAYS = [
    ("again", {}, []),
    ("hash seed 1", {"PYTHONHASHSEED": "1"}, []),
    ("hash seed 77", {"PYTHONHASHSEED": "77"}, []),
    ("the C locale", {"LC_ALL": "C", "LANG": "C"}, []),
    ("a Turkish locale", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, []),
    ("a far time zone", {"TZ": "Pacific/Kiritimati"}, []),
    ("a time zone behind", {"TZ": "Pacific/Pago_Pago"}, []),
    ("no cache", {"OFFERLINT_CACHE": "off"}, []),
    ("optimised", {"PYTHONOPTIMIZE": "1"}, []),
    ("one process", {}, ["--jobs=1", *TEXTS]),
    ("three processes", {}, ["--jobs=3", *TEXTS]),
    ("names in reverse", {}, sorted(TEXTS, reverse=True)),
    ("a folder that lists its files in reverse", {"PYTHONPATH": "REVERSED"}, []),
    ("a platform that ends lines with CR and LF", {"PYTHONPATH": "RETURNED"}, []),
    ("names twice", {}, [*TEXTS, *TEXTS]),
]


HOOKS = {
    "REVERSED": """
import os
scandir, listdir = os.scandir, os.listdir
class Backwards:
    def __init__(self, path): self.left = iter(sorted(scandir(path), key=lambda entry: entry.name, reverse=True))
    def __iter__(self): return self
    def __next__(self): return next(self.left)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
os.scandir = lambda path=".": Backwards(path)
os.listdir = lambda path=".": sorted(listdir(path), reverse=True)
""",
    "RETURNED": """
import builtins, io, os, pathlib, sys
os.linesep = "\\r\\n"
open_ = io.open
def as_there(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, *more):
    newline = "\\r\\n" if newline is None and not {"b", "r"} & set(mode) else newline
    return open_(file, mode, buffering, encoding, errors, newline, *more)
builtins.open = io.open = as_there
for stream in (sys.stdout, sys.stderr):
    stream.reconfigure(newline="\\r\\n")
""",
}
"""What makes this machine another: run by Python before anything else."""


def reports(folder: Path, out: Path, more: dict[str, str], names: list[str]) -> dict[str, bytes]:
    """Each report of the folder, as the command writes it."""
    out.mkdir()
    outputs = [f"--output={format}={out / format}" for format in FORMATS]
    asked = [*(names or ["."]), "--as-of=2026-11-24", "--format=json", *outputs]
    command = [sys.executable, "-m", "offerlint", "check", *asked]
    if hook := HOOKS.get(more.get("PYTHONPATH", "")):
        (out / "hook").mkdir()
        (out / "hook" / "sitecustomize.py").write_text(hook, "utf-8")
        path = os.pathsep.join(filter(None, (str(out / "hook"), os.environ.get("PYTHONPATH"))))
        more = {**more, "PYTHONPATH": path, "OFFERLINT_CACHE": "off"}
    home = {"PYTHONHASHSEED": "0", "TZ": "UTC", "XDG_CACHE_HOME": str(folder.parent / "cache")}
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **home, **more}, capture_output=True, check=False, timeout=300
    )
    assert done.returncode in (1, 2), done.stderr.decode()
    assert done.stdout == (out / "json").read_bytes()
    return {format: (out / format).read_bytes() for format in FORMATS}


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("same")
    (folder / "copy").mkdir()
    for name, text in TEXTS.items():
        (folder / "copy" / name).write_text(text, "utf-8", newline="")
    return folder, reports(folder / "copy", folder / "first", {}, [])


@pytest.mark.parametrize(("more", "names"), [pytest.param(more, names, id=name) for name, more, names in WAYS])
def test_the_same_bytes(
    more: dict[str, str], names: list[str], once: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    folder, first = once
    assert reports(folder / "copy", tmp_path / "out", more, names) == first


def test_there_is_a_cache_for_all_but_the_first(once: tuple[Path, dict[str, bytes]]) -> None:
    kept = {file.name.partition("-")[0] for file in (once[0] / "cache" / "offerlint").iterdir()}
    assert kept == {"rules", "results"}


def test_they_do_say_something(once: tuple[Path, dict[str, bytes]]) -> None:
    told = once[1]["text"].decode()
    assert all(name in told for name in TEXTS)
    assert "\r" not in told
