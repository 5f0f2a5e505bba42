"""The server: keeps what is open, looks at it when the typing rests, and tells the editor what it found."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from offerlint.app import Terms
from offerlint.lsp.look import Look, Open, look
from offerlint.lsp.projects import MistakeError, Projects
from offerlint.lsp.shown import marks
from offerlint.reports import wording
from offerlint.version import __version__

T = TypeVar("T")

REST = 0.25
"""Seconds without typing after which a file is looked at."""

ENDINGS = {"markdown": ".md", "html": ".html", "jinja": ".jinja", "jinja-html": ".html.j2", "liquid": ".liquid"}
"""What a text that is no file yet is called, by the editor's name for its language; .txt where none stands here."""


class Server(LanguageServer):
    """Keeps the open files and the last look at each."""

    def __init__(self, load: Callable[[Path | None], Terms]) -> None:
        super().__init__("offerlint", __version__, types.TextDocumentSyncKind.Incremental)
        self.projects = Projects(load)
        self.open: dict[str, Open] = {}
        self._looks: dict[str, Look] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._mistake = ""
        self._one_by_one = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look")

    @property
    def encoding(self) -> str:
        """What the client counts columns in."""
        return str(self.workspace.position_encoding or types.PositionEncodingKind.Utf16)

    def take(self, file: Open, *, at_once: bool = False) -> None:
        """Keeps what a file says now, and looks at it soon."""
        self.open[file.uri] = file
        self.look_soon(file.uri, 0 if at_once else REST)

    def drop(self, uri: str) -> None:
        """Forgets a file, and takes its findings away."""
        self.open.pop(uri, None)
        self._looks.pop(uri, None)
        if handle := self._waiting.pop(uri, None):
            handle.cancel()
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def look_soon(self, uri: str, seconds: float) -> None:
        """Looks at a file after some time in which nothing more is typed."""
        if handle := self._waiting.pop(uri, None):
            handle.cancel()
        self._waiting[uri] = asyncio.get_running_loop().call_later(seconds, self._begin, uri)

    def _begin(self, uri: str) -> None:
        self._waiting.pop(uri, None)
        task = asyncio.get_running_loop().create_task(self._publish(uri))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def look_again(self) -> None:
        """Looks at every open file: what they are held to has changed."""
        self._looks.clear()
        for uri in self.open:
            self.look_soon(uri, 0)

    async def look(self, uri: str) -> Look | None:
        """The look at a file as it stands; None when it is closed or nothing can be said of it."""
        file = self.open.get(uri)
        if file is None:
            return None
        seen = self._looks.get(uri)
        terms = self._terms(file)
        if terms is None:
            return None
        if seen is None or seen.file != file or seen.terms is not terms:
            seen = await self.apart(lambda: look(file, terms, self.encoding))
            if self.open.get(uri) == file:
                self._looks[uri] = seen
        return seen

    async def apart(self, work: Callable[[], T]) -> T:
        """What `work` gives, done beside the conversation, one after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._one_by_one, work)

    def _terms(self, file: Open) -> Terms | None:
        """What a file is held to; a mistake is told once, and the last good terms hold meanwhile."""
        folder = Path(file.path).resolve().parent if file.on_disk else Path.cwd()
        try:
            terms = self.projects.terms(folder)
        except MistakeError as mistake:
            self._tell(str(mistake))
            return self.projects.known(folder)
        broken = next(iter(terms.rulebook.problems), None)
        self._tell(f"{wording.place(broken)}: {broken.message}" if broken else "")
        return terms

    def _tell(self, mistake: str) -> None:
        """Shows a mistake in settings or rules, once until it changes; nothing when there is none."""
        if mistake and mistake != self._mistake:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"offerlint: {mistake}"))
        self._mistake = mistake

    async def _publish(self, uri: str) -> None:
        file = self.open.get(uri)
        seen = await self.look(uri)
        if file is None or seen is None or self.open.get(uri) != file:
            return
        capabilities = self.client_capabilities.text_document
        told = capabilities.publish_diagnostics if capabilities else None
        found = marks(seen, with_related=bool(told and told.related_information))
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, file.version))


def named(uri: str, language: str) -> tuple[str, bool]:
    """The path of a file as messages name it, and whether it is on disk; a text that is no file yet has a name too."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    if path is None:
        return f"untitled{ENDINGS.get(language, '.txt')}", False
    try:
        return Path(os.path.relpath(path)).as_posix(), True
    except ValueError:  # another drive
        return Path(path).as_posix(), True
