"""What folders leave out because a file says so, compared with what git itself ignores."""

from __future__ import annotations

from pathlib import Path

import pytest

from offerlint.config.settings import Config
from offerlint.walk import find
from tests.git.conftest import Repo


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def found(*paths: str, **options: bool) -> list[str]:
    return [item.path for item in find(paths or (".",), Config(), **options)]


FILES = dict.fromkeys(["a.md", "b.md", "old/a.md", "old/keep.md", "ads/a.md", "ads/old/b.md"], "")


@pytest.mark.parametrize(
    ("ignore", "expected"),
    [
        ({".gitignore": "old/\n"}, ["a.md", "ads/a.md", "b.md"]),
        ({".gitignore": "/old\n"}, ["a.md", "ads/a.md", "ads/old/b.md", "b.md"]),
        ({".gitignore": "# a\n\na.md\n!/a.md\n"}, ["a.md", "ads/old/b.md", "b.md", "old/keep.md"]),
        ({".gitignore": "*.md\n", "ads/.gitignore": "!a.md\n"}, ["ads/a.md"]),
        ({".gitignore": "old/*\n!old/keep.md\n"}, ["a.md", "ads/a.md", "ads/old/b.md", "b.md", "old/keep.md"]),
        ({".gitignore": "old/\n!old/keep.md\n"}, ["a.md", "ads/a.md", "b.md"]),
        ({".gitignore": "*\n!*/\n!a.md\n"}, ["a.md", "ads/a.md", "old/a.md"]),
        ({"ads/.gitignore": "/old\n"}, ["a.md", "ads/a.md", "b.md", "old/a.md", "old/keep.md"]),
        ({".gitignore": "*.md\n!old\n"}, [""]),
        ({".gitignore": "*\n!old\n!keep.md\n"}, ["old/keep.md"]),
        ({".git/info/exclude": "b.md\n"}, ["a.md", "ads/a.md", "old/a.md", "old/keep.md"]),
    ],
)
@pytest.mark.needs_git
def test_as_git_does(repo: Repo, ignore: dict[str, str], expected: list[str]) -> None:
    write(repo.folder, {**FILES, **ignore})
    assert sorted(found()) == list(filter(None, expected))
    listed = repo.git("ls-files", "--others", "--exclude-standard", "*.md").split("\n")
    assert sorted(listed) == expected


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, FILES)
    return tmp_path


def test_our_own_file_goes_before_gits_and_works_without_git(folder: Path) -> None:
    write(folder, {".gitignore": "old/\nb.md\n", ".offerlintignore": "!b.md\nads/\n"})
    assert found() == ["a.md", "b.md"]
    assert set(found(ignores=False)) == set(FILES)


def test_what_is_named_is_taken_unless_a_hook_says_otherwise(folder: Path) -> None:
    write(folder, {".offerlintignore": "old/\nb.md\n"})
    assert found("b.md", "old/a.md") == ["b.md", "old/a.md"]
    assert found("b.md", "old/a.md", "a.md", force_exclude=True) == ["a.md"]
    assert found("b.md", force_exclude=True, ignores=False) == ["b.md"]


def test_a_folder_that_is_named_is_walked_though_it_is_ignored(folder: Path) -> None:
    write(folder, {".offerlintignore": "old/\n", "old/.offerlintignore": "a.md\n"})
    assert found("old") == ["old/keep.md"]


def test_from_further_down_what_stands_above_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {".offerlintignore": "ads/a.md\n", "offerlint.yaml": ""})
    monkeypatch.chdir(folder / "ads")
    assert [item.path for item in find(["."], Config(folder=Path("..")))] == ["old/b.md"]


def test_a_file_that_cannot_be_understood_leaves_nothing_out(folder: Path) -> None:
    (folder / ".gitignore").write_bytes(b"\xff\xfe[[[\n\x00\n")
    assert set(found()) == set(FILES)
