"""An OpenDocument text (.odt): its words in reading order, laid out as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from offerlint.model.block import Control, Emphasis
from offerlint.reading import bounds
from offerlint.reading.errors import ReadError
from offerlint.reading.odt_change import CHANGES, Changes
from offerlint.reading.odt_style import Styles
from offerlint.reading.ooxml import below, child, local, value
from offerlint.reading.opener import Opened
from offerlint.reading.package import Element, Package
from offerlint.reading.paper import Atom, Paragraph
from offerlint.reading.paper_blocks import opened
from offerlint.reading.place import Spot

WHAT = "an OpenDocument text"

_NO_COPY = ("tracked-changes", "annotation", "sequence-decls", "forms", "variable-decls", "user-field-decls", "title")
_INDEXES = ("table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index", "bibliography")
_FIELDS = ("placeholder", "database-display", "text-input", "user-field-get", "variable-get", "drop-down")


def open_odt(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """The words of an OpenDocument text; raises ReadError for what is none.

    Tracked changes stand as accepted; where `tracked_changes` of `said` is "both", as rejected too.
    """
    package = Package(data, WHAT)
    root = package.xml("content.xml") if "content.xml" in package else None
    body = child(root, "body", "text")
    if root is None or body is None:
        raise ReadError(f"this is not {WHAT}: it has no text inside")
    layout = package.xml("styles.xml") if "styles.xml" in package else None
    text = _Text(root, Styles([*([] if layout is None else [layout]), root]), Changes(root, said))
    margins = [one for one in layout.iter() if local(one) in ("header", "footer")] if layout is not None else []
    for one in margins:
        if local(one) == "header":
            text.margin(one, "styles.xml")
    text.part("content.xml", root, Spot())
    text.inside(body)
    text.notes()
    for one in margins:
        if local(one) == "footer":
            text.margin(one, "styles.xml")
    return opened(path, text.paragraphs, text.not_read, said)


class _Text:
    """Walks the paragraphs, lists and tables of a document; notes wait until its body is done."""

    def __init__(self, root: Element, styles: Styles, changes: Changes) -> None:
        self.styles, self.changes = styles, changes
        self.paragraphs: list[Paragraph] = []
        self.not_read: list[str] = []
        self._notes: list[tuple[str, Element]] = []
        self._states = {value(one, "id"): value(one, "current-state") == "checked" for one in below(root, "checkbox")}
        self._labels = {value(one, "id"): value(one, "label") for one in below(root, "checkbox")}
        self.scope, self.attributes = "body.paragraph", dict[str, str]()

    def part(self, name: str, root: Element, spot: Spot) -> None:
        """From here on paragraphs are those of a part."""
        self._part, self.spot = name, spot
        self._number = {one: i for i, one in enumerate(one for one in root.iter() if local(one) in ("p", "h"))}

    def margin(self, one: Element, part: str) -> None:
        """Reads a header or footer that is shown."""
        if value(one, "display") != "false":
            self.part(part, one.getroottree().getroot(), Spot(local(one)))
            self.scope = "footer.smallprint" if local(one) == "footer" else "body.paragraph"
            self.inside(one)
            self.scope = "body.paragraph"

    def notes(self) -> None:
        """Reads the notes met so far, in the order of the words that refer to them."""
        waiting, self._notes = self._notes, []
        for label, note in waiting:
            self.scope, self.attributes = "body.footnote", {"note": label}
            self.spot = Spot(f"{value(note, 'note-class') or 'footnote'} {label}")
            self.inside(child(note, "note-body"))
        self.scope, self.attributes = "body.paragraph", {}

    def inside(self, container: Element | None, in_list: bool = False, is_hidden: bool = False) -> None:
        """Reads what stands in an element."""
        for one in container if container is not None else ():
            name = local(one)
            hidden = is_hidden or (name == "section" and value(one, "display") == "none")
            if name in ("p", "h"):
                scope = "body.list" if in_list and self.scope == "body.paragraph" else self.scope
                self.paragraph(one, scope, self.attributes, is_hidden=hidden)
            elif name == "table":
                self.table(one, is_hidden=hidden)
            elif name in CHANGES:
                self._taken_out(one)
            elif name not in (*_NO_COPY, *_INDEXES):
                self.inside(one, in_list or name == "list", hidden)

    def _taken_out(self, mark: Element) -> None:
        """Adds the paragraphs that tracked changes took out at a mark between others."""
        for one in self.changes.met(mark):
            words = "".join(map(str, one.itertext())).strip()
            if words:
                where = f"{self.spot.here()}, taken out"
                self.paragraphs.append(Paragraph(self._part, 0, where, [Atom(words, 0, 0, own=False, change="out")]))

    def paragraph(
        self,
        one: Element,
        scope: str,
        attributes: Mapping[str, str],
        emphasis: Emphasis = Emphasis.PLAIN,
        *,
        is_hidden: bool = False,
    ) -> None:
        """Adds a paragraph, and then what is fixed to it."""
        style = value(one, "style-name")
        look = self.styles.look("paragraph", style).marks()
        words = _Words(self, {**look, **({"hidden": ""} if is_hidden else {})})
        words.read(one)
        text = "".join(atom.text for atom in words.atoms).strip()
        level = value(one, "outline-level") if local(one) == "h" and scope == "body.paragraph" else ""
        if level:
            scope, emphasis = "body.heading", Emphasis.HEADING
        elif scope == "body.paragraph" and self.styles.is_quote(style):
            scope = "body.quote"
        if text:
            where = self.spot.heading(text) if level else self.spot.paragraph()
            depth = min(int(level), 6) if level.isdigit() else 1 if level else 0
            self.paragraphs.append(
                Paragraph(self._part, self._number[one], where, words.atoms, scope, depth, emphasis, attributes)
            )
        for described in words.pictures:
            where = f"{self.spot.here()}, a picture"
            atoms = [Atom(described, 0, 0, own=False)]
            self.paragraphs.append(Paragraph(self._part, self._number[one], where, atoms, "body.alt"))
        self._notes += words.notes
        for box in words.boxes:
            with self.spot.box():
                self.inside(box, is_hidden=is_hidden)

    def table(self, table: Element, *, is_hidden: bool) -> None:
        """Reads a table of data by rows and columns, one of layout as the paragraphs in it."""
        rows = [list(_cells(row)) for row in _rows(table)]
        is_data = len(rows) > 1 and max(map(len, rows)) > 1
        header: list[str] = []
        with self.spot.table():
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    own = [
                        one for one in cell.iter() if local(one) == "p" and "".join(map(str, one.itertext())).strip()
                    ]
                    self.spot.cell(number + 1, column + 1, is_short=len(own) < 2)
                    name = header[column] if number and column < len(header) else ""
                    self._cell(cell, {"row": str(number), "column": name} if is_data else None, is_hidden=is_hidden)
                    if not number:
                        header.append(_plain(cell))

    def _cell(self, cell: Element, attributes: Mapping[str, str] | None, *, is_hidden: bool) -> None:
        for one in cell:
            if local(one) in ("p", "h") and attributes is not None:
                emphasis = Emphasis.STRONG if attributes["row"] == "0" else Emphasis.PLAIN
                self.paragraph(one, "body.table", attributes, emphasis, is_hidden=is_hidden)
            elif local(one) == "table":
                self.table(one, is_hidden=is_hidden)
            elif local(one) in ("p", "h"):
                self.paragraph(one, self.scope, self.attributes, is_hidden=is_hidden)
            else:
                self.inside(one, local(one) == "list", is_hidden)

    def box(self, control: str) -> tuple[bool, str] | None:
        """The state and the label of a box to tick."""
        return (self._states[control], self._labels[control]) if control in self._states else None


class _Words:
    """The atoms of one paragraph: its characters are those of a run, counted from its beginning."""

    def __init__(self, text: _Text, marks: Mapping[str, str]) -> None:
        self._text, self._marks = text, marks
        self._at = 0
        self.atoms: list[Atom] = []
        self.notes: list[tuple[str, Element]] = []
        self.boxes: list[Element] = []
        self.pictures: list[str] = []

    def read(self, paragraph: Element) -> None:
        """Reads a paragraph."""
        self._inside(paragraph, self._marks)

    def _inside(self, element: Element, marks: Mapping[str, str]) -> None:
        self._say(element.text, marks)
        for one in element:
            self._in_element(one, marks)
            self._say(one.tail, marks)

    def _in_element(self, one: Element, marks: Mapping[str, str]) -> None:
        name = local(one)
        if name == "span":
            self._inside(one, self._looking(marks, value(one, "style-name")))
        elif name == "a":
            self._inside(one, {**marks, "link": value(one, "href")})
        elif name == "s":
            count = value(one, "c")
            self._put(" " * min(int(count) if count.isdigit() else 1, bounds.MOST_SPACES), marks)
        elif name in ("tab", "line-break"):
            self._put("\t" if name == "tab" else "\n", marks)
        elif name in _FIELDS:
            named = value(one, "column-name") or value(one, "name") or value(one, "description")
            self._inside(one, {**marks, "field": named or _plain(one).strip("<> ")})
        elif name in ("hidden-text", "hidden-paragraph"):
            self._inside(one, {**marks, "hidden": ""})
        elif name == "note":
            self._note(one, marks)
        elif name == "control":
            self._box(value(one, "control"), marks)
        elif name == "frame":
            self.boxes += [box for box in one if local(box) == "text-box"]
            self.pictures += [words] if (words := _plain(child(one, "desc"))) else []
        elif name in CHANGES:
            self._taken_out(one, marks)
        elif name not in _NO_COPY:
            self._inside(one, marks)

    def _note(self, note: Element, marks: Mapping[str, str]) -> None:
        citation = child(note, "note-citation")
        label = "".join(map(str, citation.itertext())) if citation is not None else ""
        self._put(label, {**marks, "sup": ""})
        self.notes.append((label, note))

    def _box(self, control: str, marks: Mapping[str, str]) -> None:
        if box := self._text.box(control):
            self._put("☒" if box[0] else "☐", marks, Control("checkbox", checked=box[0]))
            self._put(f" {box[1]}" if box[1] else "", marks)

    def _taken_out(self, mark: Element, marks: Mapping[str, str]) -> None:
        """Adds the words that tracked changes took out at a mark."""
        if words := "\n".join(map(_plainly, self._text.changes.met(mark))):
            self.atoms.append(Atom(words, 0, self._at, own=False, marks=marks, change="out"))

    def _looking(self, marks: Mapping[str, str], style: str) -> Mapping[str, str]:
        """The marks of words in a span of a style: what it says goes before what stands around it."""
        look = self._text.styles.look("text", style)
        said = {"strong": look.bold, "struck": look.struck, "sup": look.raised, "hidden": look.hidden}
        changed = {kind for kind, value in said.items() if value is not None} | ({"small"} if look.points else set())
        return {**{kind: word for kind, word in marks.items() if kind not in changed}, **look.marks()}

    def _say(self, words: str | None, marks: Mapping[str, str]) -> None:
        """Adds words as they are shown: white space counts once, and not at the beginning."""
        shown = re.sub(r"[ \t\r\n]+", " ", words or "")
        if shown.startswith(" ") and (not self.atoms or self.atoms[-1].text.endswith((" ", "\n"))):
            shown = shown[1:]
        self._put(shown, marks)

    def _put(self, words: str, marks: Mapping[str, str], control: Control | None = None) -> None:
        if words:
            change = self._text.changes.now
            self.atoms.append(Atom(words, 0, self._at, marks=marks, change=change, control=control))
            self._at += len(words)


def _plainly(element: Element) -> str:
    """The words in an element with each stretch of white space as one."""
    return re.sub(r"[ \t\r\n]+", " ", "".join(map(str, element.itertext())))


def _plain(element: Element | None) -> str:
    """All words in an element on one line; none where there is no element."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if local(one) == "table-row":
            yield one
        elif local(one) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    return (one for one in row if local(one) == "table-cell")
