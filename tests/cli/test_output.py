"""What offerlint check writes, and where: formats, files, the summary of a workflow, and nothing by halves."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest

from offerlint.app import Checked
from offerlint.cli import file
from offerlint.cli.output import Output
from offerlint.cli.step_summary import VARIABLE, cut
from offerlint.documents import Documents
from offerlint.model.decision import Seen
from offerlint.model.document import Problem
from offerlint.model.finding import Report
from offerlint.reports import FORMATS
from tests.cli.test_check import DAY, FAULT, RULE, write
from tests.started import started

Run = Callable[..., subprocess.CompletedProcess[str]]

ONE = ("--select", RULE, *DAY)


@pytest.fixture(autouse=True)
def _no_workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def ad(tmp_path: Path) -> Path:
    write(tmp_path, ad__md=FAULT)
    return tmp_path


def test_every_format_is_written_and_the_screen_gets_the_same_octets(ad: Path) -> None:
    outputs = [part for kind in FORMATS for part in ("--output", f"{kind}=out.{kind}")]
    printed = subprocess.run(
        [sys.executable, "-m", "offerlint", "check", "ad.md", "--format", "csv", *outputs, *ONE],
        cwd=ad,
        capture_output=True,
        check=False,
    )
    assert printed.returncode == 1
    assert printed.stdout == (ad / "out.csv").read_bytes()
    for kind in FORMATS:
        assert b"a rise tied to inflation" in (ad / f"out.{kind}").read_bytes(), kind


def test_no_format_tells_where_on_this_machine_the_files_are(run: Run, ad: Path) -> None:
    write(ad / "house" / "our-brand", x__yaml="title: x\ntopc: y\n")
    write(ad, offerlint__yaml="rules: [house]\n", broken__html__j2="{% if x %}")
    outputs = [part for kind in FORMATS for part in ("--output", f"{kind}=out.{kind}")]
    done = run("check", str(ad / "ad.md"), str(ad / "broken.html.j2"), "-v", *outputs, *ONE)
    assert done.returncode == 2
    for kind in FORMATS:
        words = (ad / f"out.{kind}").read_text("utf-8")
        assert "ad.md" in words
        assert str(ad) not in words, kind
    assert str(ad) not in done.stderr


@pytest.mark.parametrize(
    ("shown", "outputs", "summarised"),
    [
        ("github", (), True),
        ("markdown", (), True),
        ("github", (("json", "r.json"),), True),
        ("json", (), False),
        (None, (("markdown", "r.md"),), False),
        (None, (), False),
    ],
)
def test_the_summary_of_a_workflow(
    shown: str | None,
    outputs: tuple[tuple[str, str], ...],
    summarised: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    summary = tmp_path / "summary"
    summary.write_text("An earlier step.\n", "utf-8")
    monkeypatch.setenv(VARIABLE, str(summary))
    files = tuple((kind, tmp_path / name) for kind, name in outputs)
    report = Report((), (), (Problem("a.md", "cannot be read"),), (), date(2026, 11, 24))
    output = Output(shown, files, quiet=False, statistics=False, show_personal_data=False, colour=None)
    output.give(Checked(report, Documents(lambda _: None), Seen({}, {}, {})), "error")
    words = summary.read_text("utf-8")
    assert words.startswith("An earlier step.\n")
    assert ("## offerlint" in words and "- a.md: cannot be read" in words) is summarised
    assert (capsys.readouterr().out != "") is bool(shown or not outputs)


def test_a_summary_that_cannot_be_written_is_said_and_fails_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, ad__md="Our office is open from Monday to Friday.\n")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none" / "summary"))
    done = run("check", "ad.md", "--format", "github", *ONE)
    assert done.returncode == 0
    assert f"{VARIABLE}: " in done.stderr


def test_a_long_summary_is_cut_at_a_line_and_says_so() -> None:
    words = "| é é é é |\n" * 100
    short = cut(words, 400)
    assert len(short.encode("utf-8")) <= 400
    head, _, tail = short.partition("\n\n")
    assert set(head.split("\n")) == {"| é é é é |"}
    assert "There is more" in tail
    assert cut(words, 10_000) == words


def test_quiet_says_findings_only_and_nothing_when_there_are_none(run: Run, ad: Path) -> None:
    write(ad, clean__md="Our office is open from Monday to Friday.\n")
    assert run("check", "clean.md", "--quiet", *ONE).stdout == ""
    quiet = run("check", "ad.md", "-q", *ONE)
    assert quiet.returncode == 1
    assert f"ad.md:3:27: error {RULE}" in quiet.stdout
    assert "legal advice" not in quiet.stdout
    broken = run("check", "missing.md", "-q", *ONE)
    assert (broken.returncode, "missing.md: no such file" in broken.stdout) == (2, True)


def test_statistics_count_by_rule(run: Run, ad: Path) -> None:
    write(ad, more__md=FAULT.replace("3.9%", "4%"))
    done = run("check", ".", "--statistics", *ONE)
    assert f"By rule\n  2  error    {RULE}\n" in done.stdout
    assert "By rule" not in run("check", ".", *ONE).stdout


def test_verbose_tells_on_standard_error_what_is_read_and_from_where(run: Run, ad: Path) -> None:
    write(ad, offerlint__yaml="level: full\n", page__html__j2='{% include "part.html" %}<p>Hello.</p>')
    write(ad, part__html="<p>Good morning.</p>")
    done = run("check", "ad.md", "page.html.j2", "missing.md", "--verbose", *ONE)
    for said in (
        "configuration: offerlint.yaml",
        "read ad.md: markdown, utf-8, kind copy",
        "1 variant",
        "with part.html",
        "not read missing.md: no such file",
        "2 files in ",
    ):
        assert said in done.stderr, said
    assert done.stdout == run("check", "ad.md", "page.html.j2", "missing.md", *ONE).stdout


def test_help_fits_a_screen_and_shows_examples(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for arguments in (("--help",), ("check", "--help")):
        lines = run(*arguments).stdout.splitlines()
        assert len(lines) <= 45
        assert max(map(len, lines)) <= 100
        assert sum(line.strip().startswith(("offerlint ", "cat ")) for line in lines) >= 3


def test_the_shell_can_complete_formats(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_OFFERLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "offerlint check --format s")
    monkeypatch.setenv("COMP_CWORD", "3")
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'offerlint'; from offerlint.cli.main import main; main()"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.split() == ["plain,sarif"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
@pytest.mark.parametrize(
    ("told", "arguments", "coloured"),
    [({"NO_COLOR": ""}, (), True), ({"NO_COLOR": "1"}, (), False), ({"NO_COLOR": "1"}, ("--color",), True)],
)
def test_colour_is_for_terminals_that_want_it(
    told: dict[str, str], arguments: tuple[str, ...], coloured: bool, ad: Path
) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | told
    command = [sys.executable, "-m", "offerlint", "check", "ad.md", *ONE, *arguments]
    with started(command, cwd=ad, stdout=theirs, env=environment):
        os.close(theirs)
        words = b""
        try:
            while more := os.read(ours, 4096):
                words += more
        except OSError:  # Linux says so when the other side is closed
            pass
    os.close(ours)
    assert (b"\x1b[" in words) is coloured
    assert RULE.encode() in words


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with pipes")
def test_a_closed_pipe_changes_nothing_about_the_run(tmp_path: Path) -> None:
    write(tmp_path, **{f"ad{i}__md": FAULT for i in range(120)})
    command = f"{sys.executable} -m offerlint check . {' '.join(ONE)} --output r.json --format text"
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1; echo ${{PIPESTATUS[0]}}"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [f"ad0.md:3:27: error {RULE}", "1"]
    assert len(json.loads((tmp_path / "r.json").read_text("utf-8"))["findings"]) == 120


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_an_interrupt_leaves_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "offerlint", "check", "-", "--verbose", "--output", "r.json", *ONE]
    with started(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr
        said = next(line for line in process.stderr if line.startswith("rules:"))  # now it waits for words
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        process.wait()
    assert process.returncode == 130, said + rest
    assert rest.strip() == "offerlint: interrupted; no file is half written."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_file_is_replaced_whole_or_not_at_all(
    fault: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "r.json"
    target.write_text("old", "utf-8")

    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises((KeyboardInterrupt, click.UsageError)):
        file.write(target, "new")
    assert [(one.name, one.read_text("utf-8")) for one in tmp_path.iterdir()] == [("r.json", "old")]


def test_nothing_is_written_where_one_file_cannot_be_named(run: Run, ad: Path) -> None:
    done = run("check", "ad.md", "--output", "r.json", "--output", "report.docx", *ONE)
    assert done.returncode == 2
    assert not (ad / "r.json").exists()


@pytest.mark.parametrize("file", ["report.html", "summary.md", "findings.txt"])
def test_a_report_left_beside_the_copy_is_no_copy(tmp_path: Path, run: Run, file: str) -> None:
    (tmp_path / "sms.txt").write_text("Prices rise by CPI each March.\n", encoding="utf-8")
    run("check", "--output", file, "--output", "json=first.json", ".")
    second = run("check", "--format", "json", ".")
    told, before = json.loads(second.stdout), json.loads((tmp_path / "first.json").read_text("utf-8"))
    assert before["findings"]
    assert told["findings"] == before["findings"]
    assert f"{file}: a report of offerlint" in told["not_checked"]
