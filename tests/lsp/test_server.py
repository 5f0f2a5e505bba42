"""Conversations of a real client with `offerlint lsp`, over standard input and output."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.conftest import Editor

Converse = Callable[..., None]

SWITCH_OFF = "uk-safety/old-switch-off-date"
RISE = "uk-price-rises/inflation-linked-rise"
ABOUT = "<!-- offerlint: kind=copy audience=consumer products=broadband,landline -->\n\n"
COPY = ABOUT + "😀 Landlines will be switched off in December 2025.\n\nPrices rise each March by CPI plus 3.9%.\n"


def place(mark: types.Diagnostic) -> tuple[int, int, int, int]:
    return (mark.range.start.line, mark.range.start.character, mark.range.end.line, mark.range.end.character)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 39), ("utf-16", 37), ("utf-32", 36)])
def test_findings_stand_where_the_editor_counts(converse: Converse, tmp_path: Path, encoding: str, column: int) -> None:
    file = tmp_path / "ad.md"
    file.write_text(COPY)

    async def talk(editor: Editor) -> None:
        marks = {mark.code: mark for mark in await editor.open(file)}
        assert place(marks[SWITCH_OFF]) == (2, column, 2, column + 13)
        assert marks[SWITCH_OFF].severity == types.DiagnosticSeverity.Error
        assert marks[SWITCH_OFF].source == "offerlint"
        assert "Instead: Write “by 31 January 2027”." in marks[SWITCH_OFF].message
        description = marks[RISE].code_description
        assert description
        assert description.href.startswith("https://")

    converse(talk, encoding=encoding)


def test_typing_changes_what_is_marked_and_only_the_last_version_counts(converse: Converse, tmp_path: Path) -> None:
    file = tmp_path / "ad.md"
    file.write_text(COPY)

    def typed(line: int, start: int, end: int, text: str) -> types.TextDocumentContentChangePartial:
        return types.TextDocumentContentChangePartial(
            types.Range(types.Position(line, start), types.Position(line, end)), text
        )

    async def talk(editor: Editor) -> None:
        assert [mark.code for mark in await editor.open(file)] == [SWITCH_OFF, RISE]
        await editor.type(file, 2, typed(2, 37, 50, "Jan\u2028uary 2027"))
        await editor.type(file, 3, typed(2, 40, 41, ""), typed(4, 0, 40, "Hi."))
        assert await editor.marked(file.as_uri(), 3) == []
        whole = types.TextDocumentContentChangeWholeDocument(COPY)
        await editor.type(file, 4, whole)
        assert [mark.code for mark in await editor.marked(file.as_uri(), 4)] == [SWITCH_OFF, RISE]
        editor.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(file.as_uri()))
        )
        assert await editor.marked(file.as_uri(), None) == []

    converse(talk)


def test_hover_shows_the_page_of_the_rule(converse: Converse, tmp_path: Path) -> None:
    file = tmp_path / "ad.md"
    file.write_text(COPY)

    async def talk(editor: Editor) -> None:
        await editor.open(file)
        document = types.TextDocumentIdentifier(file.as_uri())
        over = await editor.client.text_document_hover_async(types.HoverParams(document, types.Position(2, 40)))
        assert over
        assert isinstance(over.contents, types.MarkupContent)
        assert "# The old phone network is said to close in 2025" in over.contents.value
        assert "## Why" in over.contents.value
        beside = await editor.client.text_document_hover_async(types.HoverParams(document, types.Position(2, 3)))
        assert beside is None

    converse(talk)


def test_fix_allow_and_open(converse: Converse, tmp_path: Path) -> None:
    file = tmp_path / "ad.md"
    file.write_text(COPY)

    async def talk(editor: Editor) -> None:
        marks = {mark.code: mark for mark in await editor.open(file)}
        found = await editor.actions(file, marks[SWITCH_OFF])
        fix = found["Write “January 2027”"]
        assert isinstance(fix, types.CodeAction)
        assert fix.is_preferred
        assert [mark.code for mark in fix.diagnostics or []] == [SWITCH_OFF]
        assert await editor.edits(file, marks[SWITCH_OFF], fix.title) == [
            types.TextEdit(marks[SWITCH_OFF].range, "January 2027")
        ]
        rise = await editor.actions(file, marks[RISE])
        allow = f"Allow {RISE} here (write the reason after “because”)"
        assert list(rise) == [allow, f"Open the rule {RISE}"]
        (edit,) = await editor.edits(file, marks[RISE], allow)
        assert edit.new_text == f"<!-- offerlint: allow {RISE} because -->\n"
        assert edit.range == types.Range(types.Position(4, 0), types.Position(4, 0))
        await editor.client.workspace_execute_command_async(
            types.ExecuteCommandParams("offerlint.openRule", [RISE, file.as_uri()])
        )
        assert editor.shown[0].endswith("/uk-price-rises/inflation-linked-rise.yaml")

    converse(talk)


def test_an_editor_that_shows_no_files_is_told_where_the_rule_is(converse: Converse, tmp_path: Path) -> None:
    file = tmp_path / "ad.md"
    file.write_text(COPY)

    async def talk(editor: Editor) -> None:
        await editor.open(file)
        await editor.client.workspace_execute_command_async(
            types.ExecuteCommandParams("offerlint.openRule", [RISE, file.as_uri()])
        )
        await editor.until(lambda: bool(editor.messages))
        assert editor.messages[0].endswith("inflation-linked-rise.yaml")
        assert editor.shown == []

    converse(talk, can_show=False)


def test_variants_of_templates_and_ways_through_calls(converse: Converse, tmp_path: Path) -> None:
    template = tmp_path / "ad.html.j2"
    template.write_text("<p>Hi.</p>{% if vip %}<p>Landlines are switched off in December 2025.</p>{% endif %}\n")
    call = tmp_path / "call.yaml"
    call.write_text((Path(__file__).parents[2] / "examples" / "renewal-call" / "call.yaml").read_text("utf-8"), "utf-8")

    async def lens(editor: Editor, file: Path) -> list[str]:
        params = types.CodeLensParams(types.TextDocumentIdentifier(file.as_uri()))
        found = await editor.client.text_document_code_lens_async(params)
        return [lens.command.title for lens in found or [] if lens.command]

    async def talk(editor: Editor) -> None:
        (mark,) = [mark for mark in await editor.open(template, language="jinja-html") if mark.code == SWITCH_OFF]
        assert "Shows: " in mark.message
        assert "vip" in mark.message
        assert await lens(editor, template) == ["offerlint reads 2 variants of this"]
        await editor.open(call, language="yaml")
        assert await lens(editor, call) == ["6 steps, 2 with a choice, 3 ways through"]

    converse(talk)


def test_settings_and_rules_that_change_are_read_again(converse: Converse, tmp_path: Path) -> None:
    file = tmp_path / "ad.md"
    file.write_text(COPY)
    settings = tmp_path / "offerlint.yaml"

    def told(editor: Editor) -> None:
        editor.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams([types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)])
        )

    async def talk(editor: Editor) -> None:
        uri = file.as_uri()
        assert [mark.code for mark in await editor.open(file)] == [SWITCH_OFF, RISE]
        await editor.until(lambda: editor.watched == ["workspace/didChangeWatchedFiles"])
        settings.write_text(f"ignore: [{RISE}]\n")
        told(editor)
        await editor.until(lambda: [mark.code for mark in editor.marks[uri, 1]] == [SWITCH_OFF])
        settings.write_text("ignor: []\n")
        told(editor)
        await editor.until(lambda: bool(editor.messages))
        assert "did you mean “ignore”?" in editor.messages[0]
        settings.write_text("rules: [house]\n")
        rule = tmp_path / "house" / "our-brand" / "no-march.yaml"
        rule.parent.mkdir(parents=True)
        rule.write_text(RULE)
        told(editor)
        await editor.until(lambda: "our-brand/no-march" in [mark.code for mark in editor.marks[uri, 1]])
        rule.write_text(RULE.replace("topic: conduct", "topic: conducts"))
        told(editor)
        await editor.until(lambda: len(editor.messages) > 1)
        assert "no-march.yaml:3: column 8: no such topic: “conducts”" in editor.messages[1]
        rule.write_text(RULE.replace("phrase: march", "phrase: april"))
        told(editor)
        await editor.until(lambda: [mark.code for mark in editor.marks[uri, 1]] == [SWITCH_OFF, RISE])

    converse(talk)


RULE = """
title: March is named
topic: conduct
severity: advice
why: We do not.
authority: {body: Example Ltd, instrument: House style, seen: V, checked: 2026-11-24}
check:
  forbid:
    phrase: march
    unless: ["@quoted-as-bad"]
message: "{found} is named."
suggest: Leave it out.
examples:
  bad:
    - {text: In March., flags: March}
    - {text: By March., flags: March}
  good:
    - {text: In April.}
    - {text: "Don't say “March”.", name: near miss}
"""


def test_what_is_no_copy_is_left_alone(converse: Converse, tmp_path: Path) -> None:
    readme, program = tmp_path / "README.md", tmp_path / "x.py"
    readme.write_text(COPY)
    program.write_text("# Landlines are switched off in December 2025.\n")

    async def talk(editor: Editor) -> None:
        assert await editor.open(readme) == []
        assert await editor.open(program, language="python") == []

    converse(talk)


def test_what_cannot_be_read_is_marked(converse: Converse, tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        (mark,) = await editor.open(tmp_path / "a.html.j2", "<p>Hi.</p>\n{% if vip %}", "jinja-html")
        assert mark.message.startswith("Could not be checked: ")
        assert mark.range.start.line == 1
        (mark,) = await editor.open(tmp_path / "a.txt", "\0\0", "plaintext")
        assert "control characters" in mark.message

    converse(talk)


def test_a_text_that_is_no_file_yet_is_read(converse: Converse) -> None:
    async def talk(editor: Editor) -> None:
        item = types.TextDocumentItem("untitled:Untitled-1", "markdown", 1, COPY)
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        assert [mark.code for mark in await editor.marked("untitled:Untitled-1", 1)] == [SWITCH_OFF, RISE]

    converse(talk)


def test_without_its_library_the_command_says_what_to_install(tmp_path: Path) -> None:
    missing = "import sys; sys.modules['pygls'] = sys.modules['lsprotocol'] = None; "
    run = f"{missing}sys.argv = ['offerlint', 'lsp']; from offerlint.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", run], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert 'pip install "offerlint[lsp]"' in done.stderr
    assert done.stdout == ""
