"""A Word file (.docx): its parts in reading order, laid out as paragraphs, each with its place as a person finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from offerlint.model.block import Emphasis
from offerlint.reading.docx_style import Styles, outline
from offerlint.reading.docx_words import Found, Words
from offerlint.reading.errors import ReadError
from offerlint.reading.ooxml import below, child, is_on, local, value
from offerlint.reading.opener import Opened
from offerlint.reading.package import Element, Package, Relation
from offerlint.reading.paper import Atom, Change, Paragraph
from offerlint.reading.paper_blocks import opened
from offerlint.reading.place import Spot

WHAT = "a Word file"


@dataclass(slots=True)
class Layout:
    """The paragraphs of a Word file in reading order, and what in it is not read, as a reader should know.

    `main` is the name of its main part, `body` the root of it.
    """

    main: str
    body: Element
    paragraphs: list[Paragraph] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)


def open_docx(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """The words of a Word file; raises ReadError for what is none.

    Tracked changes stand as accepted; where `tracked_changes` of `said` is "both", as rejected too.
    """
    layout = lay_out(Package(data, WHAT), deleted=said.get("tracked_changes") == "both")
    return opened(path, layout.paragraphs, layout.not_read, said)


def lay_out(package: Package, *, deleted: bool = False) -> Layout:
    """The paragraphs of a package, those that tracked changes deleted too if asked."""
    return _File(package, deleted=deleted).read()


class _File:
    def __init__(self, package: Package, *, deleted: bool) -> None:
        self.package, self.deleted = package, deleted
        self.main = package.main()
        if self.main not in package or not self.main.endswith(".xml"):
            raise ReadError(f"this is not {WHAT}: it has no document inside")
        self.relations = package.relations(self.main)
        self.styles = Styles(self._part("styles"))
        self.settings = self._part("settings")
        self.numbers: dict[tuple[str, str], str] = {}
        self.comments = self._comments()
        self.root = package.xml(self.main)
        self.layout = Layout(self.main, self.root)

    def _name(self, kind: str) -> str:
        return next((one.target for one in self.relations.values() if one.kind == kind), "")

    def _part(self, kind: str) -> Element | None:
        name = self._name(kind)
        return self.package.xml(name) if name in self.package else None

    def _comments(self) -> Mapping[str, str]:
        root = self._part("comments")
        return {
            value(one, "id"): " ".join(
                "".join(text.text or "" for text in below(each, "t")) for each in below(one, "p")
            )
            for one in (below(root, "comment") if root is not None else ())
        }

    def read(self) -> Layout:
        root = self.root
        body = child(root, "body")
        if local(root) != "document" or body is None:
            raise ReadError(f"this is not {WHAT}: what is inside is no document")
        notes = {kind: self._part(f"{kind}s") for kind in ("footnote", "endnote")}
        order = {kind: self._numbered(root, kind) for kind in notes}
        for name in self._margins(root, "header"):
            self._story(name, self.package.xml(name), "header")
        _Story(self, self.main, root, Spot()).read(body)
        for kind, part in notes.items():
            if part is not None:
                self._notes(kind, part, order[kind])
        for name in self._margins(root, "footer"):
            self._story(name, self.package.xml(name), "footer")
        return self.layout

    def _story(self, name: str, root: Element, label: str) -> None:
        scope = {"footer": "footer.smallprint"}.get(label, "body.paragraph")
        _Story(self, name, root, Spot(label), scope).read(root)

    def _numbered(self, root: Element, kind: str) -> list[str]:
        """The ids of the notes of a kind in the order of the words that refer to them; gives each its number."""
        ids = []
        for one in below(root, f"{kind}Reference"):
            own = value(one, "id")
            if (kind, own) not in self.numbers and not value(one, "customMarkFollows"):
                count = sum(key[0] == kind for key in self.numbers) + 1
                self.numbers[kind, own] = str(count) if kind == "footnote" else _roman(count)
            ids.append(own)
        return list(dict.fromkeys(ids))

    def _notes(self, kind: str, part: Element, order: Iterable[str]) -> None:
        by_id = {value(one, "id"): one for one in below(part, kind)}
        for own in order:
            number = self.numbers.get((kind, own), "")
            if own in by_id:
                spot = Spot(f"{kind} {number}".strip())
                story = _Story(
                    self, self._name(f"{kind}s"), part, spot, "body.footnote", {"note": number} if number else {}
                )
                story.read(by_id[own])

    def _margins(self, root: Element, kind: str) -> list[str]:
        """The headers or footers that are shown, each once."""
        has_even = is_on(child(self.settings, "evenAndOddHeaders"))
        shown = []
        for section in below(root, "sectPr"):
            used = {"first": is_on(child(section, "titlePg")), "even": has_even}
            for one in section:
                if local(one) == f"{kind}Reference" and used.get(value(one, "type"), True):
                    relation = self.relations.get(value(one, "id"))
                    shown += [relation.target] if relation and relation.target in self.package else []
        return list(dict.fromkeys(shown))


class _Story:
    """Walks the paragraphs and tables of one part; text boxes come after the paragraph they are fixed to."""

    def __init__(
        self,
        file: _File,
        part: str,
        root: Element,
        spot: Spot,
        scope: str = "body.paragraph",
        attributes: Mapping[str, str] | None = None,
    ) -> None:
        self.file, self.part, self.spot = file, part, spot
        self.scope, self.attributes = scope, attributes or {}
        self._number = {one: i for i, one in enumerate(root.iter("{*}p"))}
        relations: Mapping[str, Relation] = file.package.relations(part)
        self.words = Words(file.styles, relations, file.numbers, deleted=file.deleted)

    def read(self, container: Element) -> None:
        """Reads all below `container`."""
        self._inside(container)
        for kind in sorted(self.words.not_followed):
            self.file.layout.not_read.append(f"a field ({kind}) is read only as it shows now")

    def _inside(self, container: Element) -> None:
        for one in _blocks(container):
            if local(one) == "p":
                self._paragraph(one)
            elif local(one) == "tbl":
                self._table(one)
            else:
                said = "another document is fixed in this one and not read; paste its words in"
                self.file.layout.not_read.append(said)

    def _paragraph(self, one: Element, cell: Mapping[str, str] | None = None) -> None:
        properties = child(one, "pPr")
        style = value(child(properties, "pStyle"))
        found = self.words.read(one, style)
        level = outline(properties) or self.file.styles.level(style) if cell is None else 0
        text = "".join(atom.text for atom in found.atoms).strip()
        made = Paragraph(
            self.part,
            self._number[one],
            self.spot.heading(text) if level and text else self.spot.paragraph() if text else self.spot.here(),
            found.atoms,
            self._scope(properties, style, level, cell),
            level,
            Emphasis.HEADING
            if level
            else Emphasis.STRONG
            if cell and not cell["column"] and cell["row"] == "0"
            else Emphasis.PLAIN,
            cell or self.attributes,
            _mark(properties),
            [self.file.comments[own] for own in dict.fromkeys(found.comments) if own in self.file.comments],
        )
        if text or made.notes:
            self.file.layout.paragraphs.append(made)
        self._beside(made, found)

    def _beside(self, made: Paragraph, found: Found) -> None:
        """The pictures and text boxes that are fixed to a paragraph."""
        for words in found.pictures:
            said = replace(made, where=f"{self.spot.here()}, a picture", atoms=[Atom(words, 0, 0, own=False)])
            self.file.layout.paragraphs.append(
                replace(said, scope="body.alt", level=0, emphasis=Emphasis.PLAIN, mark="", notes=())
            )
        for box in found.boxes:
            with self.spot.box():
                self._inside(box)

    def _scope(self, properties: Element | None, style: str, level: int, cell: Mapping[str, str] | None) -> str:
        if level and self.scope == "body.paragraph":
            return "body.heading"
        if self.scope != "body.paragraph":
            return self.scope
        if cell is not None:
            return "body.table"
        numbered = child(properties, "numPr", "numId")
        if value(numbered) != "0" and (numbered is not None or self.file.styles.is_list(style)):
            return "body.list"
        return "body.quote" if "quote" in self.file.styles.name(style) else "body.paragraph"

    def _table(self, table: Element) -> None:
        """A table of data has rows and columns; one for layout only holds paragraphs."""
        rows = [[cell for cell in _cells(row) if local(cell) == "tc"] for row in _rows(table)]
        is_data = len(rows) > 1 and max(map(len, rows)) > 1
        header: list[str] = []
        with self.spot.table():
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    self.spot.cell(number + 1, column + 1, is_short=_is_short(cell))
                    name = header[column] if number and column < len(header) else ""
                    self._cell(cell, {"row": str(number), "column": name} if is_data else None)
                    if not number:
                        header.append(" ".join("".join(text.text or "" for text in below(cell, "t")).split()))

    def _cell(self, cell: Element, attributes: Mapping[str, str] | None) -> None:
        for one in _blocks(cell):
            if local(one) == "p":
                self._paragraph(one, attributes)
            elif local(one) == "tbl":
                self._table(one)


def _blocks(container: Element) -> Iterator[Element]:
    """The paragraphs, tables and embedded documents below an element, whatever wraps them."""
    for one in container:
        name = local(one)
        if name in ("p", "tbl", "altChunk"):
            yield one
        elif name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body"):
            yield from _blocks(one)


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if local(one) == "tr" and child(one, "trPr", "del") is None:
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        if local(one) == "tc":
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(one)


def _is_short(cell: Element) -> bool:
    """Whether a cell has one paragraph, so that the cell is place enough."""
    return sum(any(text.text for text in below(one, "t")) for one in below(cell, "p")) < 2


def _mark(properties: Element | None) -> Change:
    """Whether tracked changes put in, or took out, the mark that ends a paragraph."""
    marks = child(properties, "rPr")
    if child(marks, "del") is not None or child(marks, "moveFrom") is not None:
        return "out"
    return "in" if child(marks, "ins") is not None or child(marks, "moveTo") is not None else ""


def _roman(number: int) -> str:
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    said = ""
    for worth, sign in signs:
        said += sign * (number // worth)
        number %= worth
    return said
