"""A check that the resident process does is the check that would have been made without it."""

from __future__ import annotations

import _socket
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from offerlint.resident.ask import answer
from offerlint.resident.place import IS_POSSIBLE, folder, place
from offerlint.resident.spare import Spare
from tests.started import LISTENING, wait

pytestmark = [
    pytest.mark.skipif(not IS_POSSIBLE, reason="no process can be forked here"),
    pytest.mark.xdist_group("resident"),
]
ROOT = Path(__file__).parents[2]
ADVERT = "# Fibre\n\nBroadband for £28 a month. Your price rises each March by CPI plus 3.9%.\n"
WAIT = 120


class User:
    """Somebody with a folder, who runs offerlint as a process."""

    def __init__(self, folder: Path, runtime: Path, program: Path = ROOT) -> None:
        self.folder, self.runtime = folder, runtime
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("CI", "OFFERLINT_SERVER")},
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": str(program),
        }

    def started(self, *words: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "offerlint", *words],
            cwd=self.folder, env={**self.environment, **(environment or {})}, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=LISTENING,  # noqa: PLW1509
        )  # fmt: skip

    def run(self, *words: str, given: str = "", environment: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        with self.started(*words, environment=environment) as process:
            try:
                out, errors = process.communicate(given, WAIT)
            finally:
                process.kill()
        return process.returncode, out, errors

    def server(self) -> int | None:
        said = self.run("server", "status")[1]
        return int(said.rstrip(".\n").rpartition(" ")[2]) if "is running: process" in said else None

    def alone(self, *words: str, given: str = "", environment: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        return self.run(*words, given=given, environment={**(environment or {}), "OFFERLINT_SERVER": "off"})


def until(holds: Callable[[], object]) -> None:
    """Waits until something holds."""
    end = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def runtime() -> Iterator[Path]:
    # Below the system's own folder: the path of a socket may not be as long as those of pytest.
    with tempfile.TemporaryDirectory(prefix="ol") as name:
        yield Path(name)


@pytest.fixture
def user(tmp_path: Path, runtime: Path) -> Iterator[User]:
    (tmp_path / "advert.md").write_text(ADVERT, "utf-8")
    (tmp_path / "clean.md").write_text("# Fibre\n\nWe are at your service.\n", "utf-8")
    user = User(tmp_path, runtime)
    yield user
    user.run("server", "stop")


@pytest.fixture
def served(user: User) -> User:
    code, out, errors = user.run("server", "start")
    assert (code, errors) == (0, "")
    assert out.startswith("A server is running: process ")
    return user


def children_of(server: int | None) -> list[int]:
    return [int(number) for number in Path(f"/proc/{server}/task/{server}/children").read_text().split()]


def answering(server: int | None) -> list[int]:
    """The children of a server that have taken over the streams of somebody who asked."""
    found = []
    for child in children_of(server):
        with suppress(FileNotFoundError):  # it has just ended
            if Path(f"/proc/{child}/fd/0").readlink() != Path(os.devnull):
                found.append(child)
    return found


def runs_done_by(server: int | None) -> int:
    """Page faults of the children that a process has had, which grow with each."""
    return int(Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[8])


@contextmanager
def a_run_by(server: int | None) -> Iterator[None]:
    """What is done within has the server do a run."""
    before = runs_done_by(server)
    yield
    until(lambda: runs_done_by(server) > before)


ASKED: tuple[tuple[list[str], str, dict[str, str]], ...] = (
    (["advert.md"], "", {}),
    (["clean.md"], "", {}),
    (["."], "", {}),
    (["nowhere.md"], "", {}),
    (["advert.md", "--format", "json", "--as-of", "2026-11-28"], "", {}),
    (["-", "--stdin-filename", "sms.txt"], "Free broadband for £30 a month", {}),
    (["advert.md", "--select", "no-such-rule"], "", {}),
    (["advert.md", "--no-such-option"], "", {}),
    (["advert.md", "--color"], "", {"COLUMNS": "60"}),
    (["--help"], "", {}),
    (["advert.md", "-j", "2"], "", {"TZ": "Pacific/Kiritimati"}),
)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="that a child did it is seen in /proc")
def test_outcomes_are_the_same_and_the_server_made_them(served: User) -> None:
    (served.folder / "offerlint.yaml").write_text("profile: uk-general\n", "utf-8")
    server = served.server()
    for words, given, environment in ASKED:
        expected = served.alone("check", *words, given=given, environment=environment)
        with a_run_by(server):
            assert served.run("check", *words, given=given, environment=environment) == expected
    assert served.server() == server


def test_a_mistake_is_told_alike_however_the_command_was_called(served: User) -> None:
    called = [sys.executable, "-c", "from offerlint.__main__ import main; main()", "check", "--no-such-option"]
    told = [
        subprocess.run(
            called,
            cwd=served.folder,
            env={**served.environment, "OFFERLINT_SERVER": server},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=WAIT,
        )
        for server in ("", "off")
    ]
    assert told[0].stderr == told[1].stderr
    assert told[0].stderr.startswith("Usage: offerlint check ")


def test_a_report_is_written_where_and_as_the_one_who_asks_would(served: User) -> None:
    served.run("check", "advert.md", "--output", "json=served.json")
    served.alone("check", "advert.md", "--output", "json=alone.json")
    one, other = served.folder / "served.json", served.folder / "alone.json"
    assert one.read_bytes() == other.read_bytes()
    assert one.stat().st_mode == other.stat().st_mode


def test_your_own_rules_are_read_as_they_are_now(served: User) -> None:
    phrases = served.folder / "mine" / "phrases" / "swag.yaml"
    phrases.parent.mkdir(parents=True)
    phrases.write_text("title: Swag\nphrases: [swag]\n", "utf-8")
    assert served.run("check", "clean.md", "--rules", "mine")[0] == 0
    phrases.write_text("title: Swag\nphrases: [swag\n", "utf-8")
    assert served.run("check", "clean.md", "--rules", "mine")[0] == 2


def test_many_ask_at_once(served: User) -> None:
    with ExitStack() as asking:
        processes = [
            asking.enter_context(served.started("check", name, "--fail-on", "review"))
            for name in ("advert.md", "clean.md") * 4
        ]
        assert [process.wait(WAIT) for process in processes] == [1, 0] * 4


def test_an_interrupt_reaches_the_run_and_the_server_goes_on(user: User) -> None:
    served, deaf = user, f"trap '' INT; exec {shlex.quote(sys.executable)} -m offerlint server start"
    subprocess.run(["sh", "-c", deaf], cwd=user.folder, env=user.environment, check=True, timeout=WAIT)
    server = served.server()
    with served.started("check", "-") as process:
        wait(process, lambda: answering(server))
        process.send_signal(signal.SIGINT)
        assert process.wait(WAIT) == 130
        assert "Traceback" not in process.communicate()[1]
    until(lambda: not answering(server))
    assert served.run("check", "clean.md")[0] == 0
    assert served.server() == server


def test_a_run_whose_caller_is_gone_ends(served: User) -> None:
    server = served.server()
    with served.started("check", "-") as process:
        wait(process, lambda: answering(server))
        process.kill()
    until(lambda: not answering(server))


def test_what_is_no_request_is_passed_over(served: User) -> None:
    (address,) = (path for path in (served.runtime / "offerlint").iterdir() if path.is_socket())
    for said in (b"", b"GET / HTTP/1.1\r\n\r\n", b"00000003", b"00000003abc"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.connect(str(address))
            line.sendall(said)
    assert served.run("check", "clean.md")[0] == 0


def test_a_server_that_was_killed_is_no_hindrance(served: User) -> None:
    server = served.server()
    assert server
    os.kill(server, signal.SIGKILL)
    until(lambda: served.server() != server)
    assert served.run("check", "advert.md") == served.alone("check", "advert.md")
    assert served.run("server", "start")[0] == 0
    assert served.server() not in (None, server)


def test_there_is_one_server(served: User) -> None:
    assert served.run("server", "run") == (2, "", "Error: there is a resident process already\n")
    assert served.run("server", "start")[1].startswith(f"A server is running: process {served.server()}.")
    assert served.run("server", "stop")[1] == "The server has ended.\n"
    assert served.run("server", "stop")[1] == "No server is running.\n"
    assert not [path for path in (served.runtime / "offerlint").iterdir() if path.is_socket()]


def test_other_commands_are_not_served(served: User) -> None:
    before = runs_done_by(served.server())
    assert served.run("rules", "show", "uk-price-rises/price-rise-linked-to-index")[0] in (0, 2)
    assert runs_done_by(served.server()) == before


@pytest.mark.parametrize(
    ("words", "auto"),
    [((), {"OFFERLINT_SERVER": "auto"}), (("--server=auto",), {}), (("--server", "auto"), {"OFFERLINT_SERVER": "off"})],
    ids=["environment", "option", "option first"],
)
def test_one_is_started_where_that_is_asked_for(user: User, words: tuple[str, ...], auto: dict[str, str]) -> None:
    expected = user.alone("check", "advert.md")
    assert user.run("check", *words, "advert.md", environment={**auto, "CI": "true"}) == expected
    assert not user.server()
    assert user.run("check", *words, "advert.md", environment=auto) == expected
    until(user.server)
    assert user.run("check", *words, "advert.md", environment=auto) == expected


def test_the_option_does_without_one(served: User) -> None:
    before = runs_done_by(served.server())
    assert served.run("check", "--server=off", "advert.md") == served.alone("check", "advert.md")
    assert runs_done_by(served.server()) == before
    code, _, errors = served.run("check", "--server=always", "advert.md")
    assert code == 2
    assert "'always' is not one of 'auto', 'off'" in errors


def test_a_folder_that_others_can_look_into_is_not_used(user: User) -> None:
    (user.runtime / "offerlint").mkdir()
    (user.runtime / "offerlint").chmod(0o755)
    code, _, errors = user.run("server", "run")
    assert code == 2
    assert "must be a folder that is yours and that nobody else can read; remove it" in errors
    assert user.run("check", "clean.md")[0] == 0


@pytest.mark.slow
def test_a_program_that_has_changed_ends_the_server_of_the_old_one(tmp_path: Path, runtime: Path) -> None:
    for name in ("offerlint", "rulesets/phrases", "rulesets/uk-price-rises"):
        shutil.copytree(ROOT / name, tmp_path / "program" / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "rulesets/figures.yaml", tmp_path / "program/rulesets")
    (tmp_path / "advert.md").write_text(ADVERT, "utf-8")
    user = User(tmp_path, runtime, tmp_path / "program")
    try:
        assert user.run("server", "start")[0] == 0
        expected = user.alone("check", "advert.md", "-q")
        assert user.run("check", "advert.md", "-q") == expected
        assert user.run("check", "advert.md", "-q", "--no-cache", environment={"OFFERLINT_CACHE": "off"}) == expected
        title = tmp_path / "program/offerlint/reports/wording.py"
        title.write_text(title.read_text("utf-8") + "\n", "utf-8")
        assert user.run("check", "advert.md", "-q") == expected
        until(lambda: user.server() is None)
    finally:
        user.run("server", "stop")


SERVE = """
import os
from offerlint.resident.serve import Served, serve
def run(leave):
    print(os.getpid(), flush=True)
    leave(7)
serve(Served(run, lambda: True, iter(range(3)), lambda: None), {idle})
"""
ASK = "import sys; sys.argv[1:] = ['check']; from offerlint.resident.ask import answer; sys.exit(answer())"


class Small:
    """A server of runs that say which process does them, and end with 7."""

    def __init__(self, runtime: Path) -> None:
        self.environment = {**os.environ, "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen([sys.executable, "-c", SERVE.format(idle=WAIT)], env=self.environment)

    def asked(self) -> int:
        """The process that did a run."""
        done = subprocess.run(
            [sys.executable, "-c", ASK], env=self.environment, stdout=subprocess.PIPE, timeout=WAIT, check=False
        )
        assert done.returncode == 7
        return int(done.stdout)

    def spare(self) -> int:
        """The child that waits for the next run."""
        while not (found := children_of(self.process.pid)):
            time.sleep(0.02)
        return found[0]


@pytest.fixture
def small(runtime: Path) -> Iterator[Small]:
    small = Small(runtime)
    yield small
    small.process.kill()
    small.process.wait(WAIT)


def test_a_child_that_waited_does_the_next_run(small: Small) -> None:
    spare = small.spare()
    until(lambda: small.asked() == spare)
    until(lambda: spare not in children_of(small.process.pid))
    assert small.spare() != spare


def test_a_child_that_is_done_at_once_has_taken_its_run() -> None:
    class Quick(socket.socket):
        def sendmsg(self, *said: Any) -> int:
            sent = super().sendmsg(*said)
            other.close()
            return sent

    ours, other = socket.socketpair()
    with other, Quick(fileno=ours.detach()) as line:
        other.send(b"\0")
        assert Spare(0, line).take(b"00000003abc", [0, 1, 2])


def test_a_run_that_is_done_at_once_is_not_done_again(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("OFFERLINT_SERVER", "")
    monkeypatch.setattr(sys, "argv", ["offerlint", "check"])
    Path(folder()).mkdir(mode=0o700, parents=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(place()))
        listener.listen()

        class Late(_socket.socket):
            def sendmsg(self, *said: Any) -> int:
                sent = super().sendmsg(*said)
                line, _ = listener.accept()
                for file in socket.recv_fds(line, 1 << 16, 3)[1]:
                    os.close(file)
                line.send(bytes([7]))
                line.close()
                return sent

        monkeypatch.setattr(_socket, "socket", Late)
        assert answer() == 7


def test_that_the_child_which_waits_is_killed_loses_no_run(small: Small) -> None:
    spare = small.spare()
    os.kill(spare, signal.SIGKILL)
    assert small.asked() != spare
    until(lambda: small.spare() != spare)


def test_the_child_that_waits_ends_with_its_server(small: Small) -> None:
    spare = Path(f"/proc/{small.spare()}")
    small.process.kill()
    until(lambda: not spare.exists())


def test_it_ends_when_nobody_has_asked_for_a_while(runtime: Path) -> None:
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", SERVE.format(idle=0.1)], env=environment, check=True, timeout=WAIT)
    assert not [path for path in (runtime / "offerlint").iterdir() if path.is_socket()]
