"""A Word file with each finding as a comment on its words; all else in it stays as it is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from offerlint.annotate import AUTHOR, INITIALS, words_of
from offerlint.annotate.docx_runs import Anchors, take_out
from offerlint.model.finding import Finding
from offerlint.reading.docx import WHAT, Layout, lay_out
from offerlint.reading.ooxml import value
from offerlint.reading.package import Element, Package
from offerlint.reading.paper import Paper
from offerlint.text.span import Span

_STRICT = "http://purl.oclc.org/ooxml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def annotate_docx(data: bytes, findings: Sequence[Finding], said: Mapping[str, object]) -> bytes:
    """The Word file `data` with the findings as comments of AUTHOR, and without those it had of AUTHOR."""
    package = Package(data, WHAT)
    layout = lay_out(package, deleted=said.get("tracked_changes") == "both")
    return _Annotated(package, layout).write(findings)


class _Annotated:
    """The parts of a package that comments change."""

    def __init__(self, package: Package, layout: Layout) -> None:
        self.package, self.layout = package, layout
        self.paper = Paper(layout.paragraphs)
        self.body = layout.body
        self.w = str(self.body.tag).rpartition("}")[0] + "}"
        self.changed: dict[str, Element] = {layout.main: self.body}
        self.comments = self._comments()
        take_out(self.body, self.comments, AUTHOR)
        self.next = max((int(said) for one in self.comments if (said := value(one, "id")).isdigit()), default=-1) + 1

    def write(self, findings: Sequence[Finding]) -> bytes:
        anchors = Anchors(self.body, self.layout.paragraphs, self.paper.starts)
        for finding in findings:
            for number, span in enumerate(self._stretches(finding)):
                anchors.add(span, self._comment(finding, span, is_first=number == 0, is_far=not anchors.is_near(span)))
        anchors.write()
        written = {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in self.changed.items()
        }
        return self.package.with_parts(written)

    def _stretches(self, finding: Finding) -> Iterator[Span]:
        """The words of a finding, those that follow on together."""
        last: Span | None = None
        for run in sorted(finding.runs):
            if last and self.paper.text[last.end : run.start].strip():
                yield last
                last = run
            else:
                last = Span(last.start, max(last.end, run.end)) if last else run
        if last:
            yield last

    def _comment(self, finding: Finding, span: Span, *, is_first: bool, is_far: bool) -> str:
        """Writes a comment; its id. One on words that cannot bear comments says where they stand."""
        said = words_of(finding) if is_first else [f"{finding.severity}: {finding.rule}", f"See {finding.where}."]
        if is_far:
            words = " ".join(self.paper.text[span.start : span.end].split())
            said.insert(1, f"In the {self.paper.where(span)}: “{words}”")
        own = str(self.next)
        self.next += 1
        marks = {f"{self.w}id": own, f"{self.w}author": AUTHOR, f"{self.w}initials": INITIALS}
        comment = etree.SubElement(self.comments, f"{self.w}comment", marks)
        for line in said:
            run = etree.SubElement(etree.SubElement(comment, f"{self.w}p"), f"{self.w}r")
            text = etree.SubElement(run, f"{self.w}t", {_SPACE: "preserve"})
            text.text = "".join(char for char in line if char >= " " or char == "\t")
        return own

    def _comments(self) -> Element:
        """The part of comments; made, and told of where parts are listed, if there is none."""
        relations = self.package.relations(self.layout.main)
        known = next((one.target for one in relations.values() if one.kind == "comments"), "")
        if known in self.package:
            return self.changed.setdefault(known, self.package.xml(known))
        folder, file = posixpath.split(self.layout.main)
        name = posixpath.join(folder, "comments.xml")
        while name in self.package:
            name = f"{name.removesuffix('.xml')}-{AUTHOR}.xml"
        types = self.changed.setdefault("[Content_Types].xml", self.package.xml("[Content_Types].xml"))
        etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS})
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        root = self.package.xml(rels) if rels in self.package else etree.Element(f"{{{_RELATIONS}}}Relationships")
        own = next(f"rId{n}" for n in range(1, len(relations) + 2) if f"rId{n}" not in relations)
        office = _STRICT if _STRICT in self.w else "http://schemas.openxmlformats.org/officeDocument/2006"
        kind = f"{office}{'/officeDocument' if office == _STRICT else ''}/relationships/comments"
        target = posixpath.basename(name)
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", {"Id": own, "Type": kind, "Target": target})
        self.changed[rels] = root
        return self.changed.setdefault(name, etree.Element(f"{self.w}comments", nsmap={"w": self.w.strip("{}")}))
