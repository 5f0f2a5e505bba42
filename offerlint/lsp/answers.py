"""What the server does about each message of an editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lsprotocol import types

from offerlint.app import Terms
from offerlint.lsp.actions import OPEN_RULE, actions
from offerlint.lsp.lenses import lenses
from offerlint.lsp.look import Open
from offerlint.lsp.positions import changed
from offerlint.lsp.projects import WATCHED
from offerlint.lsp.server import Server, named
from offerlint.lsp.shown import address_of, hover, rule_of


def make(load: Callable[[Path | None], Terms]) -> Server:
    """A server with all its answers; `load` reads what files under a configuration, or under none, are held to."""
    server = Server(load)
    for message, answer in ANSWERS.items():
        server.feature(message, OPTIONS.get(message))(answer)
    server.command(OPEN_RULE)(open_rule)
    return server


async def ready(ls: Server, _: types.InitializedParams) -> None:
    """Asks the editor, if it can, to tell of files that change beside it."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        asked = types.Registration("settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await ls.client_register_capability_async(types.RegistrationParams([asked]))


def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A file is open: looks at it at once."""
    item = params.text_document
    path, on_disk = named(item.uri, item.language_id)
    ls.take(Open(item.uri, path, item.version, item.text, on_disk), at_once=True)


def typed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Something was typed: looks at the file when the typing rests."""
    file = ls.open[params.text_document.uri]
    text = file.text
    for change in params.content_changes:
        text = changed(text, change, ls.encoding)
    ls.take(replace(file, text=text, version=params.text_document.version))


def stirred(ls: Server, _: object) -> None:
    """A file was saved, or changed beside the editor: others may be held to it."""
    ls.look_again()


def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """A file is closed: its findings go."""
    ls.drop(params.text_document.uri)


async def pointed_at(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """The pages of the rules that found something there."""
    seen = await ls.look(params.text_document.uri)
    return hover(seen, params.position) if seen else None


async def offered(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about the findings there."""
    seen = await ls.look(params.text_document.uri)
    if seen is None:
        return []
    return await ls.apart(lambda: actions(seen, params.range, params.context.only))


async def counted(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    """How many ways there are to read the file."""
    seen = await ls.look(params.text_document.uri)
    return lenses(seen) if seen else []


async def open_rule(ls: Server, name: str, uri: str) -> None:
    """Opens the file of a rule, or says where it is to an editor that opens nothing."""
    seen = await ls.look(uri)
    rule = rule_of(name, seen) if seen else None
    if rule is None:
        return
    window = ls.client_capabilities.window
    if window and window.show_document and window.show_document.support:
        await ls.window_show_document_async(types.ShowDocumentParams(address_of(rule), take_focus=True))
    else:
        path = Path(rule.path).resolve()
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, f"{rule.id} is in {path}"))


ANSWERS: Mapping[str, Callable[..., Any]] = {
    types.INITIALIZED: ready,
    types.TEXT_DOCUMENT_DID_OPEN: opened,
    types.TEXT_DOCUMENT_DID_CHANGE: typed,
    types.TEXT_DOCUMENT_DID_SAVE: stirred,
    types.TEXT_DOCUMENT_DID_CLOSE: closed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: stirred,
    types.TEXT_DOCUMENT_HOVER: pointed_at,
    types.TEXT_DOCUMENT_CODE_ACTION: offered,
    types.TEXT_DOCUMENT_CODE_LENS: counted,
}
OPTIONS: Mapping[str, Any] = {
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
}
