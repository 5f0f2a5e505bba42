"""What a page shows, document by document: its words in reading order, the findings beside them, its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from offerlint.model.block import Block, Emphasis
from offerlint.model.document import Document, Variant
from offerlint.model.finding import FileSummary, Finding, Report
from offerlint.model.flow import STRUCTURED
from offerlint.model.source import Source
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.place import Atlas, home, joined
from offerlint.reports.segments import Card, Found, Segment, of_block, of_line
from offerlint.text.span import Run, Span

LONG_LINE = 2000
CARD, NEW_BLOCK = 400, 40
"""How much of the text is as tall as a card, and how much of that a block takes by being one; in characters."""
MOST_CARDS = 5

_KINDS = {"body.list": "list", "body.table": "table"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as a page shows it; `when` says under which choices it stands, `step` which step of a call it opens."""

    block: Block
    segments: Sequence[Segment]
    when: str
    step: str = ""

    @property
    def is_hidden(self) -> bool:
        return self.block.emphasis is Emphasis.HIDDEN


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that stand together, and the findings first met in them.

    `kind` is "list", "table" or "block". `lines` are the rows of a table, else one line.
    """

    kind: str
    lines: Sequence[Sequence[Shown]]
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows, and beside them the cards of the findings in them; `cards` is empty where nothing was found."""

    rows: Sequence[Row]
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Reading:
    """A variant in stretches; `when` names its choices (`vip is no`), or is empty for the first."""

    when: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a source; `name` is for links, empty where no finding stands."""

    segments: Sequence[Segment]
    name: str = ""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A file with its findings; `readings` and `sources` are empty where its words are not at hand.

    `loose` are the findings on no words of the text. `lines` is for links: the name of the
    source line at which each card's finding begins.
    """

    name: str
    path: str
    file: FileSummary | None
    document: Document | None
    cards: Sequence[Card]
    loose: Sequence[Card] = ()
    readings: Sequence[Reading] = ()
    sources: Sequence[tuple[str, Sequence[SourceLine]]] = ()
    lines: Mapping[str, str] = field(default_factory=dict)


def cards_of(findings: Iterable[Finding]) -> list[Card]:
    """Each finding with a name that no other has and a number among those of its severity."""
    seen: dict[str, int] = {}
    numbers = dict.fromkeys(Severity, 0)
    made = []
    for finding in findings:
        name = re.sub(r"[^0-9A-Za-z_-]", "", finding.fingerprint) or "x"
        seen[name] = seen.get(name, 0) + 1
        numbers[finding.severity] += 1
        badge = f"{finding.severity[0].upper()}{numbers[finding.severity]}"
        made.append(Card(finding, name if seen[name] == 1 else f"{name}.{seen[name]}", badge))
    return made


def document_pages(report: Report, documents: Mapping[str, Document], cards: Sequence[Card]) -> list[DocumentPage]:
    """A page for every file that was read and every path that a finding names, in that order."""
    by_path: dict[str, list[Card]] = {file.path: [] for file in report.files}
    for card in cards:
        place = home(card.finding, documents)
        by_path.setdefault(place[0].path if place else card.finding.path, []).append(card)
    files = {file.path: file for file in report.files}
    return [
        _page(f"d{number}", path, files.get(path), documents.get(path), own)
        for number, (path, own) in enumerate(by_path.items(), 1)
    ]


def _page(
    name: str, path: str, file: FileSummary | None, document: Document | None, cards: Sequence[Card]
) -> DocumentPage:
    if document is None:
        return DocumentPage(name, path, file, None, cards, loose=cards)
    readings = _Readings(document, cards)
    shown = readings.all()
    sources = _sources(name, document, cards)
    first = {
        card.name: line.name
        for _, lines in reversed(sources)
        for line in reversed(lines)
        for segment in line.segments
        for card in segment.cards
    }
    loose = [card for card in cards if card not in readings.met]
    return DocumentPage(name, path, file, document, cards, loose, shown, sources, first)


class _Readings:
    """Lays out the variants of one document, each block once and each card where it is first met."""

    def __init__(self, document: Document, cards: Sequence[Card]) -> None:
        atlas = Atlas(document) if cards else None
        self._document = document
        self._keep_lines = document.format.endswith("text")
        self._found: dict[Block, list[tuple[Card, Sequence[Span]]]] = {}
        self._steps = _openings(document)
        self.met: set[Card] = set()
        for card in cards:
            numbers = [i for i, source in enumerate(document.sources) if source.path == card.finding.path]
            runs = [Run(number, run.start, run.end) for number in numbers[:1] for run in card.finding.runs]
            for block, spans in atlas.spans(runs).items() if atlas else ():
                self._found.setdefault(block, []).append((card, spans))

    def all(self) -> list[Reading]:
        """The first variant whole, then of each other what has not been shown yet."""
        done: set[Block] = set()
        made: list[Reading] = []
        for variant in self._document.variants:
            new = [(b, s) for b, s in zip(variant.blocks, variant.sections, strict=True) if b not in done]
            done.update(variant.blocks)
            if new:
                made.append(self._reading(variant, new, first=not made))
        return made

    def _reading(self, variant: Variant, blocks: Sequence[tuple[Block, int]], first: bool) -> Reading:
        rows: list[Row] = []
        last_row: object = None
        for block, section in blocks:
            shown, cards = self._shown(block), self._cards(block)
            last = rows[-1] if rows else None
            row = section, block.attributes.get("row")
            if block.scope == "body.table" and last and last.kind == "table":
                *above, line = last.lines
                lines = [*above, [*line, shown]] if row == last_row else [*last.lines, [shown]]
                rows[-1] = Row("table", lines, [*last.cards, *cards])
            elif block.scope == "body.list" and last and last.kind == "list" and not last.cards and not cards:
                rows[-1] = Row("list", [[*last.lines[0], shown]], ())
            else:
                rows.append(Row(_KINDS.get(block.scope, "block"), [[shown]], cards))
            last_row = row
        when = "" if first else wording.choices(variant.choices)
        return Reading(when, _stretches(rows))

    def _shown(self, block: Block) -> Shown:
        segments = of_block(block, self._found.get(block, ()), self._keep_lines)
        return Shown(block, segments, wording.condition(block.conditions), self._steps.get(block, ""))

    def _cards(self, block: Block) -> list[Card]:
        new = [card for card, _ in self._found.get(block, ()) if card not in self.met]
        self.met.update(new)
        return new


def _openings(document: Document) -> dict[Block, str]:
    """The first block of each step of a call flow, whose names stand in no block, with the step's name."""
    if document.flow is None or document.format not in STRUCTURED:
        return {}
    blocks = {name: [act.block for act in step.acts if act.block] for name, step in document.flow.steps.items()}
    return {own[0]: name for name, own in blocks.items() if own}


def _stretches(rows: Sequence[Row]) -> list[Stretch]:
    """The rows, each put beside the cards before it while there is room and they are no more than MOST_CARDS."""
    made: list[Stretch] = []
    room = 0
    for row in rows:
        size = sum(len(shown.block.text) + NEW_BLOCK for line in row.lines for shown in line)
        last = made[-1] if made else Stretch((), ())
        beside = last.cards and room >= size and len(last.cards) + len(row.cards) <= MOST_CARDS
        if beside or (made and not last.cards and not row.cards):
            made[-1] = Stretch([*last.rows, row], [*last.cards, *row.cards])
        else:
            made.append(Stretch([row], row.cards))
            room = 0
        room += CARD * len(row.cards) - size
    return made


def _sources(name: str, document: Document, cards: Sequence[Card]) -> list[tuple[str, list[SourceLine]]]:
    return [
        (source.path, _lines(f"{name}-{number}", source, [card for card in cards if card.finding.path == source.path]))
        for number, source in enumerate(document.sources)
        if source.text
    ]


def _lines(name: str, source: Source, cards: Sequence[Card]) -> list[SourceLine]:
    """The lines of a source, with the findings that stand in each."""
    by_line: dict[int, dict[Card, list[Span]]] = {}
    for card in cards:
        for run in joined(card.finding.runs):
            first = source.lines.position(run.start).line
            for number in range(first, source.lines.position(run.end).line + 1):
                start, end = source.lines.start_of(number), len(source.lines.line(number))
                span = Span(max(run.start - start, 0), min(run.end - start, end))
                if span.start < span.end:
                    by_line.setdefault(number, {}).setdefault(card, []).append(span)
    made = []
    for number in range(1, len(source.lines) + 1):
        found: Found = list(by_line.get(number, {}).items())
        segments = of_line(source.lines.line(number), found, LONG_LINE)
        made.append(SourceLine(segments, f"{name}-{number}" if found else ""))
    return made
