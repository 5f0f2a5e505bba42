"""A package: the zip file that a Word, PowerPoint, Excel or OpenDocument file is, opened with care."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from offerlint.reading import bounds
from offerlint.reading.errors import ReadError
from offerlint.text.late import late

Element = etree._Element

_DOCTYPE = late(r"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y|E\x00?N\x00?T\x00?I)")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Office file, or one with a password: save it anew, without a password"),
    (b"%PDF-", "a PDF: give it the ending .pdf"),
    (b"{\\rtf", "a rich text (RTF) file: save it anew"),
    (b"<", "a page of HTML or XML: give it the ending .html, or save it anew"),
)


class Relation(NamedTuple):
    """Where a part leads: `kind` is the last word of its type, such as hyperlink or footer."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of a zip file of `what` ("a Word file"); raises ReadError for one that is broken or too large."""

    def __init__(self, data: bytes, what: str) -> None:
        self._what, self._read = what, 0
        found = next((said for magic, said in _MAGIC if data.lstrip().startswith(magic)), None)
        if found:
            raise ReadError(f"this is not {what} but {found}")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
            raise self._broken("it is cut short, or no such file at all") from error
        if len(self._zip.infolist()) > bounds.MOST_PARTS:
            raise self._too_large(f"more than {bounds.MOST_PARTS:,} parts")
        self._names = {info.filename.lstrip("/"): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def unpacked(self, name: str) -> bytes:
        """What the part `name` holds."""
        info = self._names.get(name)
        if info is None:
            raise self._broken(f"its part {name} is missing")
        if info.flag_bits & 1:
            raise ReadError(f"this is {self._what} with a password: save it without one")
        if info.file_size > bounds.FREE_RATIO and info.file_size > info.compress_size * bounds.MOST_RATIO:
            raise self._too_large(f"a part that unpacks to more than {bounds.MOST_RATIO} times its size")
        most = min(bounds.LARGEST_PART, bounds.LARGEST_PACKAGE - self._read)
        try:
            with self._zip.open(info) as file:
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise self._broken(f"its part {name} cannot be unpacked") from error
        if len(data) > most:
            raise self._too_large(f"more than {most:,} bytes when unpacked")
        self._read += len(data)
        return data

    def xml(self, name: str) -> Element:
        """The part `name` as XML; nothing outside of it is ever read, and it may declare nothing."""
        data = self.unpacked(name)
        if data.count(b"<") > bounds.MOST_TAGS:
            raise self._too_large(f"more than {bounds.MOST_TAGS:,} tags in {name}")
        if _DOCTYPE.search(data.decode("latin-1")):
            raise ReadError(f"{name} in it declares entities or a document type, which {self._what} never does")
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(f"its part {name} is no XML ({error.msg})") from error

    def main(self) -> str:
        """The name of the part that is the document; empty where nothing says."""
        return next((one.target for one in self.relations("").values() if one.kind == "officeDocument"), "")

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Where the part `name` leads, by id."""
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self:
            return {}
        found = {}
        for one in self.xml(rels):
            outside, target = one.get("TargetMode") == "External", one.get("Target", "")
            whole = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], whole, outside)
        return found

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with these parts in the place of those of the same names, or behind the others; as bytes."""
        self._read = 0
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
            for name, info in self._names.items():
                written.writestr(info, parts[name] if name in parts else self.unpacked(name))
            for name in parts:
                if name not in self._names:
                    written.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
        return file.getvalue()

    def _broken(self, why: str) -> ReadError:
        return ReadError(f"this is not {self._what} that can be read: {why}; open and save it anew")

    def _too_large(self, why: str) -> ReadError:
        return ReadError(f"this is too large to read: it has {why}; split it, or leave it out")
