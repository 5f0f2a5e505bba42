"""Files that are no files, change, vanish or lead elsewhere: a problem each, and the other files are checked."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

import pytest

from offerlint.app import Terms, check
from offerlint.config.settings import Config
from offerlint.disk import LARGEST_FILE, read_bytes
from offerlint.model.finding import Report
from offerlint.rules.load import Rulebook
from offerlint.rules.select import Selection
from offerlint.walk import find

DAY = date(2026, 11, 24)
ABOUT = "<!-- offerlint: kind=copy channel=web audience=consumer products=broadband -->"
FAULT = f"{ABOUT}\n\nPrices rise by CPI plus 3.9%.\n"
PRICES = Selection(select=("uk-price-rises",))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="files of Unix")


@pytest.fixture
def run(tmp_path: Path, rules: Rulebook, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Report]:
    """Checks paths of a folder in which good.md has a fault."""
    monkeypatch.chdir(tmp_path)
    Path("good.md").write_text(FAULT, "utf-8")

    def call(*paths: str) -> Report:
        config = Config(folder=tmp_path)
        return check(list(find(paths or ["."], config)), Terms(rules, config, PRICES, DAY)).report

    return call


def said(report: Report) -> list[tuple[str, str]]:
    assert {one.path for one in report.findings} == {"good.md"}, "the good file is checked whatever stands beside it"
    assert not [one for one in report.problems if one.trace]
    return [(one.path, one.message) for one in report.problems]


def test_a_pipe(run: Callable[..., Report]) -> None:
    os.mkfifo("pipe.md")
    assert said(run()) == [("pipe.md", "this is a pipe, not a file; put its words in a file, or on standard input (-)")]


def test_a_socket(run: Callable[..., Report]) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket.md")
        ((path, message),) = said(run())
    assert path == "socket.md"
    assert message.startswith("this is a socket, not a file")


def test_a_device(run: Callable[..., Report]) -> None:
    Path("zero.md").symlink_to("/dev/zero")
    assert said(run("zero.md", "good.md"))[0][1].startswith("this is a device, not a file")


def test_a_link_out_of_the_folder_is_not_followed(run: Callable[..., Report], tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "secret.md").write_text(FAULT, "utf-8")
    Path("secret.md").symlink_to(outside / "secret.md")
    Path("folder").symlink_to(outside)
    report = run()
    assert said(report) == []
    assert [file.path for file in report.files] == ["good.md"]
    for name in ("folder", "secret.md"):
        assert f"{name}: a link that leads out of the folder is not followed; name it itself" in report.not_checked


def test_a_link_within_the_folder_is_read(run: Callable[..., Report]) -> None:
    Path("also.txt").symlink_to("good.md")
    assert [file.path for file in run().files] == ["also.txt", "good.md"]


def test_links_in_a_circle(run: Callable[..., Report]) -> None:
    Path("a.md").symlink_to("b.md")
    Path("b.md").symlink_to("a.md")
    Path("round").symlink_to(".")
    assert said(run()) == [
        ("a.md", "cannot be read: too many levels of symbolic links"),
        ("b.md", "cannot be read: too many levels of symbolic links"),
    ]


def test_a_file_that_vanishes(run: Callable[..., Report], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("brief.md").write_text(FAULT, "utf-8")
    items = list(find(["."], Config()))
    Path("brief.md").unlink()
    monkeypatch.setattr("tests.hostile.test_files.find", lambda *_: items)
    assert said(run()) == [("brief.md", "no such file; check the spelling of the path")]


def test_a_file_that_grows_while_it_is_read(run: Callable[..., Report], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("log.md").write_bytes(b"a" * 100)
    stat_first = os.fstat

    def then_grow(number: int) -> os.stat_result:
        found = stat_first(number)
        if found.st_ino == Path("log.md").stat().st_ino:
            with Path("log.md").open("ab") as file:
                file.write(b"a" * 5_000)
        return found

    monkeypatch.setattr("offerlint.disk.read_bytes.__defaults__", (1_000,))
    monkeypatch.setattr(os, "fstat", then_grow)
    ((path, message),) = said(run("log.md", "good.md"))
    assert (path, message[:9]) == ("log.md", "too large")


@contextmanager
def no_longer_root() -> Iterator[None]:
    """Gives up the right to read everything, where the tests have it."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_no_permission(run: Callable[..., Report], tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    Path("good.md").chmod(0o644)
    Path("closed.md").write_text(FAULT, "utf-8")
    Path("closed.md").chmod(0)
    Path("cellar").mkdir()
    Path("cellar").chmod(0)
    try:
        with no_longer_root():
            report = run()
    finally:
        Path("cellar").chmod(0o755)
    assert said(report) == [
        ("cellar", "cannot be read: permission denied"),
        ("closed.md", "cannot be read: permission denied"),
    ]


@pytest.mark.parametrize(
    "name", ["x" * 300 + ".md", "a\x00b.md", "no/such/folder/x.md", "\udcff.md", "", "good.md/x.md"]
)
def test_paths_that_cannot_be(run: Callable[..., Report], name: str) -> None:
    ((path, message),) = said(run(name, "good.md"))
    assert path == name
    assert message


def test_a_name_that_is_not_unicode(run: Callable[..., Report]) -> None:
    Path(os.fsdecode(b"spring-\xff.md")).write_text(FAULT, "utf-8")
    assert [file.path for file in run().files] == ["good.md", "spring-\udcff.md"]


def test_a_line_of_a_hundred_megabytes(run: Callable[..., Report]) -> None:
    with Path("long.txt").open("wb") as file:
        file.truncate(100_000_000)
    assert said(run()) == [
        ("long.txt", f"too large: only files of up to {LARGEST_FILE:,} bytes are read; split it, or leave it out")
    ]


def test_what_no_reader_wants_is_not_even_opened(run: Callable[..., Report]) -> None:
    os.mkfifo("film.mp4")
    report = run()
    assert said(report) == []
    assert "files of formats that are not read: .mp4 (1)" in report.not_checked


def offerlint(*arguments: str, cwd: Path, stdout: int | IO[str] = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "offerlint", *arguments]
    return subprocess.run(
        command, cwd=cwd, encoding="utf-8", stderr=subprocess.PIPE, check=False, timeout=120, stdout=stdout
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk as Linux has it")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "ad.md").write_text(FAULT, "utf-8")
    with Path("/dev/full").open("w") as full:
        done = offerlint("check", "ad.md", cwd=tmp_path, stdout=full)
    assert (done.returncode, done.stderr) == (
        2,
        "offerlint: standard output cannot be written: no space left on device\n",
    )
    done = offerlint("check", "ad.md", "--output", "json=/dev/full", cwd=tmp_path)
    assert done.returncode == 2
    assert "/dev/full: cannot be written: no space left on device" in done.stderr
    assert Path("/dev/full").is_char_device()


def test_output_may_be_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "ad.md").write_text(FAULT, "utf-8")
    done = offerlint("check", "ad.md", "--output", "json=/dev/stdout", cwd=tmp_path)
    assert done.stdout.startswith("{")
    assert done.returncode == 1


def test_a_report_of_strange_names_is_written(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"ad-\xff\n.md")).write_text(FAULT, "utf-8")
    outputs = [f"--output={format}=report.{format}" for format in ("json", "html", "text")]
    done = offerlint("check", ".", *outputs, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    for format in ("json", "html", "text"):
        assert "udcff" in (tmp_path / f"report.{format}").read_bytes().decode("utf-8")


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="no file here tells no size")
def test_a_file_that_tells_no_size_is_read_whole():
    assert Path("/proc/version").stat().st_size == 0
    assert read_bytes("/proc/version") == Path("/proc/version").read_bytes()
