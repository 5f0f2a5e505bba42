"""Files that are no text: opened from their bytes, into a source that says its places in its own terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module

from offerlint.model.document import Document, Variant
from offerlint.model.source import Source
from offerlint.reading.errors import not_installed
from offerlint.reading.markup import Reading
from offerlint.reading.settle import Body, settle
from offerlint.text.frozen import dataclass

OPENERS: Mapping[str, tuple[str, str, str]] = {
    "docx": ("offerlint.reading.docx", "open_docx", "office"),
    "pptx": ("offerlint.reading.pptx", "open_pptx", "office"),
    "odt": ("offerlint.reading.odt", "open_odt", "office"),
    "xlsx": ("offerlint.reading.xlsx", "open_xlsx", "office"),
    "pdf": ("offerlint.reading.pdf", "open_pdf", "pdf"),
    "csv": ("offerlint.reading.csv_table", "open_csv", ""),
    "json-script": ("offerlint.reading.json_script", "open_json_script", ""),
    "call-data": ("offerlint.reading.call_data", "open_call_data", ""),
    "rtf": ("offerlint.reading.rtf", "open_rtf", ""),
    "form-data": ("offerlint.reading.form_data", "open_form", ""),
    "mbox": ("offerlint.reading.mbox", "open_mbox", ""),
    "subtitles": ("offerlint.reading.subtitles", "open_subtitles", ""),
    "po": ("offerlint.reading.strings", "open_po", ""),
    "strings": ("offerlint.reading.strings", "open_strings", ""),
    "properties": ("offerlint.reading.strings", "open_properties", ""),
    "yaml-strings": ("offerlint.reading.yaml_strings", "open_yaml", ""),
    "toml-strings": ("offerlint.reading.toml_strings", "open_toml", ""),
    "json-strings": ("offerlint.reading.json_strings", "open_json", ""),
    "android": ("offerlint.reading.xml_strings", "open_android", ""),
    "xliff": ("offerlint.reading.xml_strings", "open_xliff", ""),
}
"""The module and function that open a format, imported when a file of it comes, and the extra they need, if any."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands in a file: its words as a source with a locator, and their reading, whose maps go to that source.

    `markup` is the format of text that the words are like, such as script, if any.
    """

    source: Source
    reading: Reading
    markup: str = ""
    parts: tuple[Reading, ...] = ()
    """What of it stands by itself, such as each row of a sheet, all of the same markup."""


def open_data(data: bytes, path: str, format: str, declared: Mapping[str, object] | None = None) -> Document:
    """The document that `data` is in `format`, a key of OPENERS; `declared` is what the config says of the file.

    Raises ReadError for data that is not what `format` says, or when what the format needs is not installed.
    """
    module, name, extra = OPENERS[format]
    said = declared or {}
    try:
        opener: Callable[[bytes, str, Mapping[str, object]], Opened] = getattr(import_module(module), name)
        opened = opener(data, path, said)
    except ModuleNotFoundError as error:
        raise not_installed(error, extra, path) from error
    source, markup = opened.source, opened.markup
    whole = settle(source, format, body_of(opened.reading), said, markup=markup)
    parts = (settle(source, format, body_of(part), said, markup=markup, words="") for part in opened.parts)
    return replace(whole, parts=tuple(replace(part, problems=(), allows=()) for part in parts))


def body_of(reading: Reading) -> Body:
    """What a document of one variant is made of."""
    return Body(
        (Variant(reading.blocks, reading.sections),),
        tuple((comment, reading.blocks) for comment in reading.comments),
        reading.flow,
        reading.problems,
        reading.declared,
    )
