"""Where comments are fixed in a Word file: runs are cut where the words of a finding begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from offerlint.annotate.docx_control import refer_from
from offerlint.reading.ooxml import below, local, value
from offerlint.reading.package import Element
from offerlint.reading.paper import Atom, Paragraph
from offerlint.text.span import Span

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RANGES = ("commentRangeStart", "commentRangeEnd", "commentReference")


class _Ends(NamedTuple):
    """The atoms in which some words begin and end, and where in them."""

    first: int
    start: int
    last: int
    stop: int


class Anchors:
    """Fixes comments to the words of a paper; where Word allows none (margins, notes, boxes), as near as it does."""

    def __init__(self, body: Element, paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> None:
        self._body, self._paragraphs, self._begin = body, paragraphs, starts
        self._atoms: list[Atom] = []
        self._starts: list[int] = []
        for paragraph, at in zip(paragraphs, starts, strict=True):
            bears = _bears_comments(paragraph, body)
            for atom in paragraph.atoms:
                if bears and atom.node is not None:
                    self._atoms.append(atom)
                    self._starts.append(at)
                at += len(atom.text)
        self._wanted: list[tuple[Span, str]] = []

    def is_near(self, span: Span) -> bool:
        """Whether a comment can be fixed to these very words."""
        return self._ends(span) is not None

    def add(self, span: Span, comment: str) -> None:
        """Has a comment, by its id, fixed to some words."""
        self._wanted.append((span, comment))

    def write(self) -> None:
        """Cuts the runs and fixes the comments."""
        near = [(ends, comment) for span, comment in self._wanted if (ends := self._ends(span))]
        cuts: dict[int, set[int]] = {}
        for ends, _ in near:
            cuts.setdefault(ends.first, set()).add(ends.start)
            cuts.setdefault(ends.last, set()).add(ends.stop)
        begins: dict[tuple[int, int], Element] = {}
        finishes: dict[tuple[int, int], Element] = {}
        for number in sorted(cuts):
            node, done, length = self._atoms[number].node, 0, len(self._atoms[number].text)
            for at in sorted(cuts[number]):
                finishes[number, at], begins[number, at], node = _cut(node, at - done, length - done)
                done = at
        for ends, comment in near:
            begins[ends.first, ends.start].addprevious(self._made("commentRangeStart", comment))
        for ends, comment in reversed(near):
            self._finish(finishes[ends.last, ends.stop], comment)
        for span, comment in self._wanted:
            if not self.is_near(span):
                self._fix_outside(span, comment)

    def _ends(self, span: Span) -> _Ends | None:
        low = max(bisect_right(self._starts, span.start) - 1, 0)
        high = bisect_left(self._starts, span.end)
        under = [i for i in range(low, high) if self._starts[i] + len(self._atoms[i].text) > span.start]
        if not under:
            return None
        first, last = self._atoms[under[0]], self._atoms[under[-1]]
        start = max(span.start - self._starts[under[0]], 0) if _can_be_cut(first) else 0
        stop = span.end - self._starts[under[-1]] if _can_be_cut(last) else len(last.text)
        return _Ends(under[0], start, under[-1], min(stop, len(last.text)))

    def _made(self, name: str, comment: str) -> Element:
        w = str(self._body.tag).rpartition("}")[0] + "}"
        return etree.Element(f"{w}{name}", {f"{w}id": comment})

    def _finish(self, run: Element, comment: str) -> None:
        """Ends the range of a comment behind a run, and refers to it from there or from the nearest safe place."""
        end, reference = self._made("commentRangeEnd", comment), etree.Element(run.tag)
        reference.append(self._made("commentReference", comment))
        run.addnext(end)
        refer_from(end, reference, self._body)

    def _fix_outside(self, span: Span, comment: str) -> None:
        """Fixes a comment to the run that the words hang on, or to the first of the body."""
        paragraph = self._paragraphs[max(bisect_right(self._begin, span.start) - 1, 0)]
        run = _hangs_on(paragraph, self._body)
        if run is None:
            w = str(self._body.tag).rpartition("}")[0] + "}"
            first = next(self._body.iter(f"{w}p"), None)
            if first is None:
                return
            run = etree.SubElement(first, f"{w}r")
        run.addprevious(self._made("commentRangeStart", comment))
        self._finish(run, comment)


def _can_be_cut(atom: Atom) -> bool:
    return atom.own and local(atom.node) in ("t", "delText")


def _bears_comments(paragraph: Paragraph, body: Element) -> bool:
    """Whether Word lets a comment stand on words of a paragraph: those of the body itself."""
    node = next((atom.node for atom in paragraph.atoms if atom.node is not None), None)
    if node is None:
        return False
    above = list(node.iterancestors())
    return above[-1] is body and not any(local(one) == "txbxContent" for one in above)


def _hangs_on(paragraph: Paragraph, body: Element) -> Element | None:
    """The run of the body that bears a text box, or refers to a note; else the body's first; None if it has none."""
    node = next((atom.node for atom in paragraph.atoms if atom.node is not None), None)
    above = list(node.iterancestors()) if node is not None else []
    boxes = [i for i, one in enumerate(above) if local(one) == "txbxContent"]
    if boxes and above[-1] is body:
        return next((one for one in above[boxes[-1] :] if local(one) == "r"), None)
    for one in above:
        if local(one) in ("footnote", "endnote"):
            own = value(one, "id")
            for reference in below(body, f"{local(one)}Reference"):
                run = reference.getparent()
                if run is not None and value(reference, "id") == own and local(run) == "r":
                    return run
    return next(
        (run for run in below(body, "r") if not any(local(one) == "txbxContent" for one in run.iterancestors())), None
    )


def _cut(node: Element, at: int, length: int) -> tuple[Element, Element, Element]:
    """Cuts the run of `node` at a character of it: the run that ends there, the one that begins, and the node in it.

    Nothing is cut where a run begins or ends; then the two are one.
    """
    run = node.getparent()
    assert run is not None
    if at >= length:
        return _part_behind(run, node), run, node
    if at > 0:
        rest = deepcopy(node)
        text = node.text or ""
        node.text, rest.text = text[:at], text[at:]
        rest.tail = None
        for one in (node, rest):
            one.set(_SPACE, "preserve")
        node.addnext(rest)
        node = rest
    elif all(local(one) == "rPr" for one in node.itersiblings(preceding=True)):
        return run, run, node
    previous = node.getprevious()
    assert previous is not None
    _part_behind(run, previous)
    begun = node.getparent()
    assert begun is not None
    return run, begun, node


def _part_behind(run: Element, last: Element) -> Element:
    """Moves what stands behind `last` in a run into a run of its own that looks the same; the run up to there."""
    rest = list(last.itersiblings())
    if rest:
        properties = next((one for one in run if local(one) == "rPr"), None)
        other = etree.Element(run.tag)
        if properties is not None:
            other.append(deepcopy(properties))
        other.extend(rest)
        run.addnext(other)
    return run


def take_out(body: Element, comments: Element, author: str) -> None:
    """Takes the comments of an author, and what fixes them, out of a document."""
    ids = {value(one, "id") for one in comments if value(one, "author") == author}
    for one in [one for one in comments if value(one, "id") in ids]:
        comments.remove(one)
    for name in _RANGES:
        for one in [one for one in below(body, name) if value(one, "id") in ids]:
            parent = one.getparent()
            assert parent is not None
            parent.remove(one)
            if local(parent) == "r" and all(local(each) == "rPr" for each in parent):
                outer = parent.getparent()
                assert outer is not None
                outer.remove(parent)
