"""A real client that talks to the server over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

Session = Callable[..., Any]
LONGEST = 300
"""Seconds after which a talk with a server that no longer answers is broken off."""


class Editor:
    """What an editor knows: the findings it was told of, messages, and files it was asked to show."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.marks: dict[tuple[str, int | None], list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.shown: list[str] = []
        self.watched: list[str] = []
        self._news = asyncio.Event()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def marked(params: types.PublishDiagnosticsParams) -> None:
            self.marks[params.uri, params.version] = list(params.diagnostics)
            self._news.set()

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def said(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self._news.set()

        @client.feature(types.WINDOW_SHOW_DOCUMENT)
        def show(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
            self.shown.append(params.uri)
            return types.ShowDocumentResult(success=True)

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            self.watched += [one.method for one in params.registrations]
            self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits for news until something holds."""
        while not holds():
            await asyncio.wait_for(self._news.wait(), 60)
            self._news.clear()

    async def open(self, file: Path, text: str | None = None, language: str = "markdown") -> list[types.Diagnostic]:
        """Opens a file, and gives what is marked in it."""
        uri = file.as_uri()
        text = file.read_bytes().decode() if text is None else text
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.marked(uri, 1)

    async def type(self, file: Path, version: int, *changes: types.TextDocumentContentChangeEvent) -> None:
        """Sends what was typed."""
        document = types.VersionedTextDocumentIdentifier(version, file.as_uri())
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))

    async def marked(self, uri: str, version: int | None) -> list[types.Diagnostic]:
        """What is marked in that version of a file."""
        await self.until(lambda: (uri, version) in self.marks)
        return self.marks[uri, version]

    async def actions(self, file: Path, mark: types.Diagnostic) -> dict[str, types.CodeAction | types.Command]:
        """What can be done about a mark, by title; the client's library takes an action that is a command for one."""
        context = types.CodeActionContext([mark])
        params = types.CodeActionParams(types.TextDocumentIdentifier(file.as_uri()), mark.range, context)
        return {action.title: action for action in await self.client.text_document_code_action_async(params) or []}

    async def edits(self, file: Path, mark: types.Diagnostic, title: str) -> list[types.TextEdit]:
        """What an action would change in the file."""
        action = (await self.actions(file, mark))[title]
        assert isinstance(action, types.CodeAction)
        assert action.edit
        assert action.edit.changes
        return list(action.edit.changes[file.as_uri()])


@asynccontextmanager
async def session(folder: Path, encoding: str = "utf-16", *, can_show: bool = True) -> AsyncIterator[Editor]:
    """An editor with a server in `folder`; both end well, and where the talk breaks off the server ends with it."""
    client = LanguageClient("test", "1")
    editor = Editor(client)
    await client.start_io(
        sys.executable, "-m", "offerlint", "lsp", "--as-of", "2026-11-24", cwd=folder, env=dict(os.environ)
    )
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(encoding)]),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True)
        ),
        window=types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(support=can_show)),
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        ),
    )
    try:
        started = await client.initialize_async(types.InitializeParams(capabilities, root_uri=folder.as_uri()))
        assert started.capabilities.position_encoding == encoding
        client.initialized(types.InitializedParams())
        yield editor
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()
    finally:
        if client._server and client._server.returncode is None:
            client._server.kill()


@pytest.fixture
def converse(tmp_path: Path) -> Callable[..., None]:
    """Runs a conversation, which gets the editor, to its end."""

    def run(talk: Callable[[Editor], Coroutine[Any, Any, None]], **options: Any) -> None:
        async def whole() -> None:
            async with session(tmp_path, **options) as editor:
                await talk(editor)

        asyncio.run(asyncio.wait_for(whole(), LONGEST))

    return run
