"""A bar for whoever watches a long run at a terminal, and for nobody else."""

import io

import pytest

from offerlint.cli.progress import told


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "patience", "shows"), [(Terminal, 0, True), (Terminal, 600, False), (io.StringIO, 0, False)]
)
def test_a_bar_is_for_long_runs_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], patience: float, shows: bool
) -> None:
    written = stream()
    monkeypatch.setattr("sys.stderr", written)
    assert list(told(["a", "b", "c"], patience=patience)) == ["a", "b", "c"]
    assert ("3/3" in written.getvalue()) == shows
    assert bool(written.getvalue()) == shows


def test_the_cursor_is_back_after_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    written = Terminal()
    monkeypatch.setattr("sys.stderr", written)
    going = iter(told(["a", "b"], patience=0))
    next(going)
    del going
    assert written.getvalue().count("\x1b[?25l") == written.getvalue().count("\x1b[?25h")
