"""Places in SARIF: files, regions of lines, columns and offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from offerlint.model.document import Document
from offerlint.model.finding import Edit, Finding, Related
from offerlint.model.source import Source
from offerlint.reports.sarif_rule import message
from offerlint.text.lines import Position
from offerlint.text.span import Span

SNIPPET = 500
"""The longest words that are repeated beside their place, in code points."""

Wire = dict[str, Any]


class Places:
    """Says places in the files that a run read, numbered in the order of `paths`."""

    def __init__(self, paths: Sequence[str], documents: Mapping[str, Document]) -> None:
        self._numbers = {path: i for i, path in enumerate(dict.fromkeys(paths))}
        self._sources: dict[str, Source] = {}
        for document in documents.values():
            self._sources = {source.path: source for source in document.sources} | self._sources

    def artifacts(self) -> list[Wire]:
        """The files that were read."""
        return [
            {"location": self.file(path), "roles": ["analysisTarget"], **self._encoding(path)} for path in self._numbers
        ]

    def file(self, path: str) -> Wire:
        """A file, and its number among the artifacts if it has one."""
        number = {"index": self._numbers[path]} if path in self._numbers else {}
        base = {} if _is_absolute(path) else {"uriBaseId": "%SRCROOT%"}
        return {"uri": uri(path), **base, **number}

    def finding(self, finding: Finding) -> Wire:
        """From the first to the last word of a finding; what lies between its runs is not annotated."""
        if finding.start is None or finding.end is None:
            return self._unlined(finding)
        whole = self._region(finding.path, Span(finding.start.offset, finding.end.offset), finding.start, finding.end)
        runs = [self._region(finding.path, run) for run in finding.runs] if len(finding.runs) > 1 else []
        around = self._around(finding.path, finding.start, finding.end)
        place: Wire = {"physicalLocation": {"artifactLocation": self.file(finding.path), "region": whole, **around}}
        return {**place, "annotations": runs} if runs else place

    def related(self, number: int, related: Related) -> Wire:
        """Another place of a finding, with what it has to do with it."""
        has_lines = related.runs and not related.places
        words = message(related.message if has_lines else f"{related.where}: {related.message}")
        place: Wire = {"artifactLocation": self.file(related.path)}
        if has_lines:
            place["region"] = self._region(related.path, Span(related.runs[0].start, related.runs[-1].end))
        return {"id": number, "physicalLocation": place, "message": words}

    def line(self, path: str, line: int | None) -> Wire:
        """A line of a file, or the file."""
        region = {"region": {"startLine": line}} if line else {}
        return {"physicalLocation": {"artifactLocation": self.file(path), **region}}

    def step(self, path: str, step: str, line: int | None) -> Wire:
        """A step of a call."""
        return {**self.line(path, line), "message": message(step)}

    def replacement(self, path: str, edit: Edit) -> Wire:
        """An edit of the file."""
        return {
            "deletedRegion": self._region(path, Span(edit.start, edit.end)),
            "insertedContent": {"text": edit.text},
        }

    def _unlined(self, finding: Finding) -> Wire:
        more = {"properties": {"places": [dict(place) for place in finding.places]}} if finding.places else {}
        return {
            "physicalLocation": {"artifactLocation": self.file(finding.path)},
            "logicalLocations": [{"fullyQualifiedName": finding.where, "kind": "member"}],
            **more,
        }

    def _encoding(self, path: str) -> Wire:
        source = self._sources.get(path)
        return {"encoding": source.encoding} if source and source.encoding else {}

    def _around(self, path: str, start: Position, end: Position) -> Wire:
        """The lines that a finding stands on, if at hand, short enough to repeat, and more than the finding."""
        source = self._sources.get(path)
        if source is None or end.line > len(source.lines):
            return {}
        lines = source.lines
        span = Span(lines.start_of(start.line), lines.start_of(end.line) + len(lines.line(end.line)))
        if span == (start.offset, end.offset) or span.end - span.start > SNIPPET:
            return {}
        return {"contextRegion": self._region(path, span)}

    def _region(self, path: str, span: Span, start: Position | None = None, end: Position | None = None) -> Wire:
        """The span with its lines and words, as far as they are given or the file is at hand."""
        source = self._sources.get(path)
        if source and span.end <= len(source.text):
            start, end = source.lines.position(span.start), source.lines.position(span.end)
        region: Wire = {}
        if start and end:
            region |= {"startLine": start.line, "startColumn": start.column}
            region |= {"endLine": end.line, "endColumn": end.column}
        region |= {"charOffset": span.start, "charLength": span.end - span.start}
        words = source.text[span.start : span.end] if source else ""
        return {**region, "snippet": {"text": words}} if 0 < len(words) <= SNIPPET else region


def uri(path: str) -> str:
    """A path, with forward slashes, as a URI; a relative one stays relative."""
    plain = "/".join(part for part in path.split("/") if part != ".") or "./"
    try:
        quoted = quote(plain, errors="surrogateescape")
    except UnicodeEncodeError:
        quoted = quote(plain, errors="surrogatepass")
    return f"file:///{quoted.lstrip('/')}" if _is_absolute(path) else quoted


def _is_absolute(path: str) -> bool:
    return path.startswith("/") or re.match(r"[A-Za-z]:[\\/]", path) is not None
