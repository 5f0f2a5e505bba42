"""A PowerPoint file (.pptx): the words of each slide, its title first, then the notes of its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from offerlint.model.block import Emphasis
from offerlint.reading.docx_style import Look
from offerlint.reading.errors import ReadError
from offerlint.reading.ooxml import below, child, local, value
from offerlint.reading.opener import Opened
from offerlint.reading.package import Element, Package, Relation
from offerlint.reading.paper import Atom, Paragraph
from offerlint.reading.paper_blocks import opened

WHAT = "a PowerPoint file"
SMALL_BELOW = 12.0
"""Points; smaller letters are the small print of a slide, which is read from afar."""

_TITLES = ("title", "ctrTitle")
_NO_COPY = ("dt", "sldNum", "hdr", "sldImg")
_GRAPHICS = {"chart": "a chart", "diagram": "a diagram (SmartArt)", "ole": "an embedded document"}


def open_pptx(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """The words of a PowerPoint file; raises ReadError for what is none. Notes with turns make it a call."""
    package = Package(data, WHAT)
    main = package.main()
    root = package.xml(main) if main in package else None
    if root is None or local(root) != "presentation":
        raise ReadError(f"this is not {WHAT}: it has no slides inside")
    relations = package.relations(main)
    deck = _Deck(package)
    slides = [relations.get(_relation_id(one)) for one in below(root, "sldId")]
    for number, slide in enumerate((one.target for one in slides if one and one.target in package), 1):
        deck.slide(number, slide)
    return opened(path, [*deck.paragraphs, *deck.notes], deck.not_read, said, spoken=len(deck.paragraphs))


@dataclass(slots=True)
class _Deck:
    """The paragraphs of all slides, and of all notes."""

    package: Package
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)

    def slide(self, number: int, part: str) -> None:
        """Adds a slide and its notes; what a hidden slide says is hidden."""
        root, relations = self.package.xml(part), self.package.relations(part)
        hidden = {"hidden": ""} if value(root, "show") in ("0", "false") else {}
        own = _Slide(part, root, relations, f"slide {number}", {"slide": number}, hidden)
        own.read()
        self.paragraphs += own.paragraphs
        self.not_read += own.not_read
        notes = next((one.target for one in relations.values() if one.kind == "notesSlide"), "")
        if notes in self.package:
            spoken = self.package.xml(notes)
            where = f"slide {number}, notes"
            said = _Slide(notes, spoken, self.package.relations(notes), where, {"slide": number}, hidden)
            said.read(("body",))
            self.notes += said.paragraphs


class _Slide:
    """Walks the shapes of one slide, or of its notes."""

    def __init__(
        self,
        part: str,
        root: Element,
        relations: Mapping[str, Relation],
        where: str,
        known: Mapping[str, Any],
        marks: Mapping[str, str],
    ) -> None:
        self.part, self.root, self.relations = part, root, relations
        self.where, self.known, self.marks = where, known, marks
        self._number = {one: i for i, one in enumerate(root.iter("{*}p"))}
        self.paragraphs: list[Paragraph] = []
        self.not_read: list[str] = []
        self._tables = 0

    def read(self, only: Sequence[str] = ()) -> None:
        """Reads the shapes, the title first; of notes `only` those that hold what is said."""
        shapes = list(_shapes(child(self.root, "cSld", "spTree")))
        for shape in sorted(shapes, key=lambda one: _kind(one) not in _TITLES):
            kind = _kind(shape)
            if kind in _NO_COPY or (only and kind not in only):
                continue
            self._shape(shape, kind)

    def _shape(self, shape: Element, kind: str) -> None:
        identity = next(below(shape, "cNvPr"), None)
        known = {**self.known, "shape": value(identity, "id")}
        name = value(identity, "name")
        table = next(below(shape, "tbl"), None)
        if table is not None:
            self._table(table, known)
        elif local(shape) == "graphicFrame":
            uri = value(next(below(shape, "graphicData"), None), "uri")
            said = next((what for word, what in _GRAPHICS.items() if word in uri), "")
            self.not_read += [f"{self.where}: {said} is not read"] if said else []
        elif local(shape) == "sp":
            where = f"{self.where}, title" if kind in _TITLES else f"{self.where}, “{name}”" if name else self.where
            self._text(child(shape, "txBody"), where if "notes" not in self.where else self.where, kind, known)
        if words := value(identity, "descr").strip():
            alone = Paragraph(
                self.part, 0, f"{self.where}, a picture", [Atom(words, 0, 0, own=False, marks=self.marks)]
            )
            self.paragraphs.append(replace(alone, scope="body.alt", known=known))

    def _text(self, body: Element | None, where: str, kind: str, known: Mapping[str, Any]) -> None:
        own = [one for one in body if local(one) == "p"] if body is not None else []
        for count, one in enumerate(own, 1):
            is_title = kind in _TITLES
            counted = where if is_title and len(own) == 1 else f"{where}, paragraph {count}"
            level, emphasis = (1, Emphasis.HEADING) if is_title else (0, Emphasis.PLAIN)
            scope = "body.heading" if is_title else "footer.smallprint" if kind == "ftr" else _scope(one)
            self._paragraph(one, counted, scope, known, level=level, emphasis=emphasis)

    def _table(self, table: Element, known: Mapping[str, Any]) -> None:
        self._tables += 1
        header: list[str] = []
        for row, cells in enumerate(one for one in table if local(one) == "tr"):
            for column, cell in enumerate(one for one in cells if local(one) == "tc"):
                where = f"{self.where}, table {self._tables}, row {row + 1}, column {column + 1}"
                name = header[column] if row and column < len(header) else ""
                for one in below(cell, "p"):
                    emphasis = Emphasis.PLAIN if row else Emphasis.STRONG
                    attributes = {"row": str(row), "column": name}
                    self._paragraph(one, where, "body.table", known, emphasis=emphasis, attributes=attributes)
                if not row:
                    header.append(" ".join("".join(text.text or "" for text in below(cell, "t")).split()))

    def _paragraph(self, one: Element, where: str, scope: str, known: Mapping[str, Any], **more: Any) -> None:
        atoms = list(self._atoms(one))
        if "".join(atom.text for atom in atoms).strip():
            self.paragraphs.append(Paragraph(self.part, self._number[one], where, atoms, scope, known=known, **more))

    def _atoms(self, paragraph: Element) -> Iterator[Atom]:
        run = -1
        for one in paragraph:
            name, text = local(one), child(one, "t")
            marks = {**self.marks, **self._look(child(one, "rPr"))}
            if name == "r":
                run += 1
                words = (text.text if text is not None else "") or ""
                if words:
                    yield Atom(words, run, 0, text, marks=marks)
            elif name == "br":
                yield Atom("\n", max(run, 0), 0, one, own=False, marks=marks)
            elif name == "fld" and text is not None and text.text and value(one, "type") != "slidenum":
                yield Atom(text.text, max(run, 0), 0, text, own=False, marks=marks)

    def _look(self, properties: Element | None) -> Mapping[str, str]:
        size, raised = value(properties, "sz"), value(properties, "baseline")
        look = Look(
            bold=value(properties, "b") in ("1", "true"),
            struck=value(properties, "strike") in ("sngStrike", "dblStrike"),
            raised=raised.isdigit() and int(raised) > 0,
            points=int(size) / 100 if re.fullmatch(r"\d{3,6}", size) else None,
        )
        link = self.relations.get(_relation_id(child(properties, "hlinkClick")))
        return {**look.marks(SMALL_BELOW), **({"link": link.target} if link and link.is_outside else {})}


def _shapes(tree: Element | None) -> Iterator[Element]:
    """The shapes of a slide in their order, those of groups among them."""
    for one in tree if tree is not None else ():
        if local(one) == "grpSp":
            yield from _shapes(one)
        elif local(one) == "AlternateContent":
            yield from _shapes(child(one, "Choice"))
        elif local(one) in ("sp", "graphicFrame", "pic", "cxnSp"):
            yield one


def _kind(shape: Element) -> str:
    """What a shape holds the place of: title, body, ftr; empty for none."""
    for one in shape:
        placeholder = child(one, "nvPr", "ph")
        if placeholder is not None:
            return value(placeholder, "type") or "body"
    return ""


def _scope(paragraph: Element) -> str:
    properties = child(paragraph, "pPr")
    bullets = child(properties, "buChar") is not None or child(properties, "buAutoNum") is not None
    return "body.list" if bullets else "body.paragraph"


def _relation_id(element: Element | None) -> str:
    """The id of a relation, which in these elements stands beside another id."""
    if element is None:
        return ""
    return next((str(said) for key, said in element.attrib.items() if str(key).endswith("relationships}id")), "")
