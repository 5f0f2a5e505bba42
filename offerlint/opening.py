"""From something to check to its document."""

from __future__ import annotations

from collections.abc import Mapping

from offerlint.asked import Item
from offerlint.config.settings import Config
from offerlint.disk import DISK, Files, TooLargeError, is_there, within
from offerlint.model.document import Document
from offerlint.reading.decode import decode
from offerlint.reading.email_decode import decode_message
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import OPENERS, open_data
from offerlint.reading.reader import read
from offerlint.reading.recognise import TABLES, TOLD_BY_WORDS, recognise
from offerlint.reading.template.declared import ties
from offerlint.reading.template.known import Known
from offerlint.template_files import finder

EMAIL, MAILBOX = "email", "mbox"
"""The formats of what may carry files and messages."""


def open_document(item: Item, config: Config, files: Files = DISK) -> Document | None:
    """The document of an item, None when its format is not read; raises ReadError or UnreadableError.

    Data that a walk meets and that is no text belongs to some other program.
    """
    declared = config.declared(item.path)
    said, kind = (str(declared[key]) if declared.get(key) else None for key in ("format", "kind"))
    if said is None and declared.get("columns") and item.path.lower().endswith(TABLES):
        said = "csv"
    if said is None and declared.get("script") and item.path.lower().endswith(".json"):
        said = "json-script"
    format = recognise(item.path, "", said)
    by_name = format is not None
    if not by_name and not item.path.lower().endswith(TOLD_BY_WORDS) and _is_there(item, files):
        return None
    try:
        data = files.read_bytes(item.path) if item.data is None else within(item.data)
        if format is not None and format in OPENERS:
            return _opened(data, item, format, declared)
        source = decode_message(data, item.path) if format == EMAIL else decode(data, item.path)
    except (ReadError, TooLargeError):
        if by_name or item.named:
            raise
        return None
    format = recognise(item.path, source.text, said, kind)
    if format is not None and format in OPENERS:
        return _opened(data, item, format, declared)
    folders = [config.folder / folder for folder in config.templates]
    known = Known(finder(item.path, folders, files), ties(config.fields), config.jinja, frozenset(config.fields))
    if format is None:
        return None
    document = read(source, format, declared, known)
    return _with_enclosed(document, declared) if format.rpartition("+")[2] == EMAIL else document


def _opened(data: bytes, item: Item, format: str, declared: Mapping[str, object]) -> Document:
    document = open_data(data, item.path, format, declared)
    return _with_enclosed(document, declared) if format == MAILBOX else document


def _with_enclosed(document: Document, declared: Mapping[str, object]) -> Document:
    from offerlint.reading.enclosed import with_enclosed

    return with_enclosed(document, declared)


def _is_there(item: Item, files: Files) -> bool:
    return item.data is not None or is_there(item.path) or files.is_file(item.path)
