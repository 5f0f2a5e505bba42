"""What a change brought: on the lines that it touched, and elsewhere because of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest

from offerlint.app import Checked
from offerlint.asked import Terms
from offerlint.config.settings import Config, Glob
from offerlint.decisions import Decisions
from offerlint.git.repository import repository
from offerlint.git.snapshot import Snapshot
from offerlint.rules.load import Rulebook, load_rules
from offerlint.since import change, check_change, seen_from_here
from offerlint.walk import find, find_among
from tests.git.conftest import Repo

pytestmark = pytest.mark.needs_git

LINE = 'authority: {body: House, instrument: Style}\nmessage: "{found}."\nsuggest: Do not.\n'
FORBID = f"""\
title: A word is used
topic: free
severity: error
why: It is.
{LINE}check: {{forbid: {{phrase: [zonk, blip]}}}}
examples:
  bad:
    - {{text: A zonk., flags: zonk}}
    - {{text: The zonk., flags: zonk}}
  good:
    - {{text: None.}}
    - {{text: A zonker., name: near miss}}
"""
REQUIRE = f"""\
title: A price wants a date
topic: free
severity: error
why: It does.
{LINE}check: {{require: {{when: {{phrase: costs five}}, need: {{phrase: until June}}}}}}
examples:
  bad:
    - {{text: It costs five., flags: costs five}}
    - {{text: This costs five., flags: costs five}}
  good:
    - {{text: None.}}
    - {{text: It costs five until June., name: near miss}}
"""


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    folder = tmp_path_factory.mktemp("rules") / "house"
    folder.mkdir()
    (folder / "word.yaml").write_text(FORBID, "utf-8")
    (folder / "date.yaml").write_text(REQUIRE, "utf-8")
    loaded = load_rules([folder])
    assert loaded.problems == ()
    return loaded


Brought = Callable[..., Checked]


@pytest.fixture
def brought(repo: Repo, rulebook: Rulebook) -> Brought:
    """Runs over the whole repository."""

    def run(
        since: str | None = "HEAD",
        *,
        staged: bool = False,
        config: Config | None = None,
        paths: tuple[str, ...] = (".",),
    ) -> Checked:
        config = config or Config()
        terms = Terms(rulebook, config, config.selection(), date(2026, 11, 24), decisions=Decisions())
        found = repository(Path.cwd())
        try:
            changed = change(found, since, staged=staged)
            blobs = changed.now.blobs if isinstance(changed.now, Snapshot) else {}
            names = [seen_from_here(found, name) for name in blobs]
            items = list(find_among(names, paths, config) if staged else find(paths, config))
            done = check_change(items, terms, changed, only_brought=since is not None, since=f"since {since}")
            list(done.documents.values())
            return done
        finally:
            found.close()

    return run


def told(checked: Checked) -> list[str]:
    return [f"{one.path}:{one.start.line if one.start else 0} {one.excerpt}" for one in checked.report.findings]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("A zonk.\n\nHello.\n", "A zonk.\n\nHello you.\n", [], id="another line"),
        pytest.param("A zonk.\n", "One.\n\nA zonk.\n", [], id="a line above"),
        pytest.param("A zonk.\n", "A blip.\n", ["a.md:1 blip"], id="the line itself"),
        pytest.param("A zonk.\n", "My zonk.\n", ["a.md:1 zonk"], id="other words of its line"),
        pytest.param("A zonk\nand so.\n", "A zonk\nand on.\n", [], id="another line of its paragraph"),
        pytest.param("One.\n", "One.\n\nA zonk.\n", ["a.md:3 zonk"], id="a new line"),
        pytest.param("A zonk.\n", "A zonk.\n\nA zonk.\n", ["a.md:3 zonk"], id="the same words once more"),
        pytest.param("A zonk.\r\n", "A zonk.\n", [], id="line ends"),
        pytest.param("A zonk.\n", "A zonk.", [], id="no line end at the end"),
        pytest.param(
            "It costs five.\n\nSo it is until June.\n", "It costs five.\n\nSo it is.\n", ["a.md:1 costs five"],
            id="due on an untouched line since its companion went",
        ),
        pytest.param("It costs five.\n\nOne.\n", "It costs five.\n\nTwo.\n", [], id="due already"),
        pytest.param(
            "<!-- offerlint: allow house/word because so -->\nA zonk.\n", "A zonk.\n", ["a.md:1 zonk"],
            id="its allow went",
        ),
        pytest.param("A\tzonk.\n" * 3, "A\tzonk.\n" * 2, [], id="lines taken out"),
        pytest.param("", "A zonk.\n", ["a.md:1 zonk"], id="an empty file"),
    ],
)  # fmt: skip
def test_on_touched_lines_and_due_elsewhere(
    repo: Repo, brought: Brought, before: str, after: str, expected: list[str]
) -> None:
    repo.commit({"a.md": before})
    repo.write({"a.md": after})
    assert told(brought()) == expected


def test_nothing_changed_is_said_and_nothing_is_read(repo: Repo, brought: Brought) -> None:
    repo.commit({"a.md": "A zonk.\n", "b.html": "<p>A zonk."})
    checked = brought()
    assert checked.report.files == ()
    assert checked.report.problems == ()
    assert checked.report.not_checked == ("nothing changed since HEAD; left out: 2 files that did not change",)


def test_what_stood_before_is_counted(repo: Repo, brought: Brought) -> None:
    repo.commit({"a.md": "A zonk.\n"})
    repo.write({"a.md": "A zonk.\n\nA blip.\n"})
    (said,) = brought().report.not_checked
    assert said == "only what changed since HEAD is told; left out: 1 finding that stood before"


@pytest.mark.parametrize(
    ("after", "expected"),
    [("One.\n\nA zonk.\n\nTwo.\n", []), ("One.\n\nA zonk.\n\nTwo.\n\nA blip.\n", ["new/b.md:7 blip"])],
)
def test_a_renamed_file_is_the_same_file(repo: Repo, brought: Brought, after: str, expected: list[str]) -> None:
    repo.commit({"a.md": "One.\n\nA zonk.\n\nTwo.\n"})
    (repo.folder / "new").mkdir()
    repo.git("mv", "a.md", "new/b.md")
    repo.write({"new/b.md": after})
    assert told(brought()) == expected


def test_a_rename_that_makes_a_fault_due_brings_it(repo: Repo, brought: Brought) -> None:
    config = Config(files=(Glob(("draft/**",), {}, chooses={"ignore": ("house/word",)}),))
    repo.commit({"draft/a.md": "A zonk.\n"})
    repo.git("mv", "draft/a.md", "a.md")
    assert told(brought(config=config)) == ["a.md:1 zonk"]


def test_files_that_git_does_not_know_are_new(repo: Repo, brought: Brought) -> None:
    repo.commit({"a.md": "A zonk.\n", ".gitignore": "out/\n"})
    repo.write({"b.md": "A zonk.\n", "out/c.md": "A zonk.\n"})
    assert told(brought()) == ["b.md:1 zonk"]


def test_an_earlier_commit_and_one_on_another_branch(repo: Repo, brought: Brought) -> None:
    repo.commit({"a.md": "A zonk.\n"})
    repo.git("switch", "-q", "-c", "spring")
    repo.commit({"a.md": "A zonk.\n\nA blip.\n"})
    repo.commit({"b.md": "A blip.\n"})
    assert told(brought("main")) == ["a.md:3 blip", "b.md:1 blip"]
    assert told(brought("HEAD~1")) == ["b.md:1 blip"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"part.html": "<p>A blip until June.</p>"}, ["part.html:1 blip"], id="an included file changed"),
        pytest.param({"part.html": "<p>None</p>"}, ["page.html.j2:1 costs five"], id="a companion in it went"),
        pytest.param({"other.html": "<p>A zonk.</p>"}, ["other.html:1 zonk"], id="another file"),
    ],
)
def test_a_template_changes_with_what_it_includes(
    repo: Repo, brought: Brought, change: dict[str, str], expected: list[str]
) -> None:
    repo.commit({
        "page.html.j2": "<p>It costs five. A zonk.</p>{% include 'part.html' %}",
        "part.html": "<p>It is until June.</p>",
        "other.html": "<p>Hello.</p>",
    })  # fmt: skip
    repo.write(change)
    assert told(brought()) == expected


def test_a_file_that_an_include_finds_at_last_is_a_change(repo: Repo, brought: Brought) -> None:
    repo.commit({"page.html.j2": "<p>Hello.</p>{% include 'part.html' %}"})
    repo.write({"part.html": "<p>A zonk.</p>"})
    (finding,) = brought(paths=("page.html.j2",)).report.findings
    assert finding.path == "part.html"


def test_the_index_is_read_and_not_the_disk(repo: Repo, brought: Brought) -> None:
    repo.commit({"a.md": "Hello.\n", "b.md": "A zonk.\n", "t/page.html.j2": "<p>Hi</p>{% include 'part.html' %}",
                 "t/part.html": "<p>Hello</p>"})  # fmt: skip
    repo.write({"a.md": "A blip.\n", "t/part.html": "<p>A zonk.</p>"})
    repo.git("add", "-A")
    repo.write({"a.md": "Hello again.\n", "t/part.html": "<p>Fine</p>", "c.md": "A zonk.\n", "b.md": "A blip.\n"})
    assert told(brought(None, staged=True)) == ["a.md:1 blip", "t/part.html:1 zonk"]


def test_of_the_index_only_what_it_brings(repo: Repo, brought: Brought) -> None:
    repo.commit({"a.md": "A zonk.\n"})
    repo.write({"a.md": "A zonk.\n\nA blip.\n"})
    repo.git("add", "-A")
    repo.write({"a.md": "nothing\n"})
    assert told(brought("HEAD", staged=True)) == ["a.md:3 blip"]
    assert told(brought(None, staged=True)) == ["a.md:1 zonk", "a.md:3 blip"]


def test_before_the_first_commit_all_of_the_index_is_new(repo: Repo, brought: Brought) -> None:
    repo.write({"a.md": "A zonk.\n", "README.md": "A zonk.\n", ".offerlintignore": "b.md\n", "b.md": "A zonk.\n"})
    repo.git("add", "-A")
    assert told(brought(None, staged=True)) == ["a.md:1 zonk"]
    assert told(brought(None, staged=True, paths=("b.md",))) == ["b.md:1 zonk"]


def test_from_a_folder_further_down(repo: Repo, brought: Brought, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"ads/a.md": "A zonk.\n", "b.md": "Hello.\n"})
    repo.write({"ads/a.md": "A zonk.\n\nA blip.\n", "b.md": "A blip.\n"})
    repo.git("add", "-A")
    monkeypatch.chdir(repo.folder / "ads")
    assert told(brought()) == ["a.md:3 blip"]
    assert told(brought(None, staged=True, paths=("..",))) == ["../b.md:1 blip", "a.md:1 zonk", "a.md:3 blip"]


def test_names_of_any_characters(repo: Repo, brought: Brought) -> None:
    names = ["-x.md", "a b.md", 'q"uote.md', "new\nline.md", "ünï.md", "--output=x.md"]
    repo.commit(dict.fromkeys(names, "A zonk.\n"))
    repo.write(dict.fromkeys(names, "A zonk.\n\nA blip.\n"))
    assert sorted(told(brought())) == sorted(f"{name}:3 blip" for name in names)
    repo.git("add", "-A")
    assert len(told(brought("HEAD", staged=True))) == len(names)


def test_a_link_is_what_it_leads_to(repo: Repo, brought: Brought) -> None:
    (repo.folder / "link.md").symlink_to("a.md")
    repo.commit({"a.md": "A zonk.\n"})
    assert told(brought()) == []
    repo.write({"a.md": "A zonk.\n\nA blip.\n"})
    assert told(brought()) == ["a.md:3 blip", "link.md:3 blip"]


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (("A zonk.", "Hello you."), []),
        (("A zonk.", "A blip."), ["a.docx:0 blip"]),
        (("My zonk.", "Hello."), ["a.docx:0 zonk"]),
        (("One.", "A zonk."), []),
        (("A zonk.", "One.", "A zonk."), ["a.docx:0 zonk"]),
    ],
)
def test_what_has_no_lines_changes_by_its_paragraphs(
    repo: Repo, brought: Brought, after: tuple[str, ...], expected: list[str]
) -> None:
    (repo.folder / "a.docx").write_bytes(word("A zonk.", "Hello."))
    repo.commit({})
    (repo.folder / "a.docx").write_bytes(word(*after))
    assert told(brought()) == expected
    repo.git("add", "-A")
    assert told(brought("HEAD", staged=True)) == expected
