"""The words of one paragraph of a Word file: runs, links, fields, notes, content controls and tracked changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from offerlint.model.block import Control
from offerlint.reading.docx_field import Field, begun
from offerlint.reading.docx_style import Look, Styles, look
from offerlint.reading.ooxml import below, child, is_on, local, value
from offerlint.reading.package import Element, Relation
from offerlint.reading.paper import Atom, Change

_INTO = frozenset(("smartTag", "customXml", "dir", "bdo", "sdtContent", "ruby", "rubyBase"))
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_PICTURES = ("drawing", "pict", "object")
_WINGDINGS = {
    0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0x78: "☒", 0xFD: "☒", 0xFE: "☑", 0xFC: "✓", 0xFB: "✗", 0x6C: "•",
}  # fmt: skip


@dataclass(slots=True)
class Found:
    """What stands in a paragraph: its atoms, text boxes, descriptions of pictures, and the ids of comments on it."""

    atoms: list[Atom] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


class Words:
    """Reads paragraphs one after another; a field may begin in one and end in another.

    `numbers` are those that notes are known by, by kind and id. With `deleted`, what was deleted is read too.
    """

    def __init__(
        self,
        styles: Styles,
        relations: Mapping[str, Relation],
        numbers: Mapping[tuple[str, str], str],
        *,
        deleted: bool,
    ) -> None:
        self._styles, self._relations, self._numbers, self._deleted = styles, relations, numbers, deleted
        self._fields: list[Field] = []
        self.not_followed: set[str] = set()
        self._found = Found()
        self._run = -1
        self._at = 0
        self._base = Look()

    def read(self, paragraph: Element, style: str) -> Found:
        """What stands in a paragraph of that style."""
        self._found, self._run = Found(), -1
        self._base = self._styles.of_paragraph(style)
        self._inside(paragraph, {}, "")
        return self._found

    def _inside(self, element: Element, marks: Mapping[str, str], change: Change) -> None:
        for one in element:
            name = local(one)
            if name == "r":
                self._in_run(one, marks, change)
            elif name in ("ins", "moveTo"):
                self._inside(one, marks, "out" if change == "out" else "in")
            elif name in ("del", "moveFrom"):
                self._inside(one, marks, "out")
            elif name == "hyperlink":
                self._inside(one, {**marks, "link": self._target(one)}, change)
            elif name == "fldSimple":
                self._in_field(one, marks, change)
            elif name == "sdt":
                self._in_control(one, marks, change)
            elif name in _INTO:
                self._inside(one, marks, change)
            elif name in ("commentRangeStart", "commentReference"):
                self._found.comments.append(value(one, "id"))

    def _target(self, link: Element) -> str:
        anchor, relation = value(link, "anchor"), self._relations.get(value(link, "id"))
        return (relation.target if relation else "") + (f"#{anchor}" if anchor else "")

    def _in_field(self, element: Element, marks: Mapping[str, str], change: Change) -> None:
        self._fields.append(Field(value(element, "instr"), has_result=True))
        self._inside(element, marks, change)
        self._end_field()

    def _end_field(self) -> None:
        ended = self._fields.pop()
        if not ended.is_followed:
            self.not_followed.add(ended.kind)

    def _in_control(self, control: Element, marks: Mapping[str, str], change: Change) -> None:
        """A content control: a box has its state, one that still shows its prompt is a field to be filled in."""
        properties, content = child(control, "sdtPr"), child(control, "sdtContent")
        if content is None:
            return
        first = len(self._found.atoms)
        if is_on(child(properties, "showingPlcHdr")):
            name = value(child(properties, "alias")) or value(child(properties, "tag"))
            marks = {**marks, "field": name or "a content control"}
        self._inside(content, marks, change)
        box = child(properties, "checkbox")
        if box is not None and len(self._found.atoms) > first:
            is_checked = is_on(child(box, "checked"))
            atom = self._found.atoms[first]
            ticked = atom.control or Control("checkbox", checked=is_checked)
            self._found.atoms[first] = replace(atom, control=ticked)

    def _in_run(self, run: Element, marks: Mapping[str, str], change: Change) -> None:
        self._run += 1
        self._at = 0
        properties = child(run, "rPr")
        style = value(child(properties, "rStyle"))
        base = self._styles.look(style).over(self._base) if style else self._base
        seen = base if properties is None else look(properties).over(base)
        marks = {**marks, **seen.marks(), **({"lang": seen.lang} if seen.lang else {})}
        for one in run:
            self._in_element(one, marks, change)

    def _in_element(self, one: Element, marks: Mapping[str, str], change: Change) -> None:
        name = local(one)
        if name == "t" or (name == "delText" and change == "out"):
            self._say(one.text or "", one, marks, change)
        elif name in _SIGNS:
            self._say(_SIGNS[name], one, marks, change)
        elif name == "br":
            kind = value(one, "type")
            self._say("\n", one, marks, change, own=kind in ("", "textWrapping"))
        elif name == "sym":
            self._say(_symbol(one), one, marks, change, own=False)
        elif name in _NOTES and not value(one, "customMarkFollows"):
            number = self._numbers.get((_NOTES[name], value(one, "id")), "")
            self._say(number, one, {**marks, "sup": ""}, change, own=False)
        elif name == "fldChar":
            self._turn(one, marks, change)
        elif name == "instrText" and self._fields:
            self._fields[-1].code += one.text or ""
        elif name in _PICTURES:
            self._picture(one)
        elif name == "AlternateContent":
            choice = child(one, "Choice")
            chosen = choice if choice is not None else child(one, "Fallback")
            for each in chosen if chosen is not None else ():
                self._in_element(each, marks, change)
        elif name == "commentReference":
            self._found.comments.append(value(one, "id"))

    def _turn(self, character: Element, marks: Mapping[str, str], change: Change) -> None:
        kind = value(character, "fldCharType")
        if kind == "begin":
            self._fields.append(begun(character))
            box = self._fields[-1].box
            if box is not None:
                self._say("☒" if box else "☐", character, marks, change, own=False, is_box=True)
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            self._end_field()

    def _picture(self, picture: Element) -> None:
        boxes = [box for box in below(picture, "txbxContent") if not _is_fallback(box, picture)]
        self._found.boxes += boxes
        described = [value(one, "descr") for one in below(picture, "docPr")]
        self._found.pictures += [words for words in described if words.strip()] if not boxes else []

    def _say(
        self,
        words: str,
        node: Element,
        marks: Mapping[str, str],
        change: Change,
        *,
        own: bool = True,
        is_box: bool = False,
    ) -> None:
        at = self._at
        self._at += len(words) if own else 0
        shown = is_box or all(one.has_result and one.is_copy for one in self._fields)
        if not words or not shown or (change == "out" and not self._deleted):
            return
        marks = {**marks, **dict(mark for one in self._fields if (mark := one.mark()))}
        control = Control("checkbox", checked=bool(self._fields[-1].box)) if is_box else None
        self._found.atoms.append(Atom(words, self._run, at, node, own, marks, change, control))


def _symbol(element: Element) -> str:
    """What a symbol of a font of symbols is, where it matters what it is."""
    try:
        code = int(value(element, "char"), 16)
    except ValueError:
        return ""
    is_private = 0xF000 <= code <= 0xF0FF
    if "wingdings" in value(element, "font").lower():
        return _WINGDINGS.get(code & 0xFF, "")
    return "" if is_private or code in range(0xD800, 0xE000) or not 31 < code < 0x110000 else chr(code)


def _is_fallback(element: Element, within: Element) -> bool:
    """Whether an element stands in what is shown only by programs too old for the choice beside it."""
    at: Element | None = element
    while at is not None and at is not within:
        if local(at) == "Fallback":
            return True
        at = at.getparent()
    return False
