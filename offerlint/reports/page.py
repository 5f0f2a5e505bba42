"""What a page shows, document by document: its words in reading order, the findings beside them, its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from offerlint.model.block import Block, Emphasis
from offerlint.model.document import Document
from offerlint.model.finding import FileSummary, Finding, Report
from offerlint.model.flow import STRUCTURED
from offerlint.model.source import Source
from offerlint.reports import wording
from offerlint.reports.place import Atlas, home, joined
from offerlint.reports.reading_order import Standing, exposing, merged
from offerlint.reports.segments import Card, Found, Segment, of_block, of_line
from offerlint.text.frozen import dataclass
from offerlint.text.span import Run, Span

LONG_LINE = 2000
CARD, NEW_BLOCK = 260, 40
"""How much of the text is as tall as a card, and how much of that a block takes by being one; in characters."""
MOST_CARDS = 8

_KINDS = {"body.list": "list", "body.table": "table"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as a page shows it; `when` says under which choices it stands, `step` which step of a call it opens.

    `variants` are the numbers of those it stands in, empty where it stands in all.
    """

    block: Block
    segments: Sequence[Segment]
    when: str
    step: str = ""
    variants: str = ""

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
class SourceLine:
    """A line of a source; `name` is for links, empty where no finding stands."""

    segments: Sequence[Segment]
    name: str = ""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A file with its findings; `stretches` and `sources` are empty where its words are not at hand.

    `loose` are the findings on no words of the text; `sources` lists those that have lines. By the name of a card:
    `lines` has the name of the source line at which it begins, `stands` the variants in which its words stand unless
    they do in all, `paths` the numbers of the steps that it passes through.
    """

    name: str
    path: str
    file: FileSummary | None
    document: Document | None
    cards: Sequence[Card]
    loose: Sequence[Card] = ()
    stretches: Sequence[Stretch] = ()
    sources: Sequence[tuple[str, Sequence[SourceLine]]] = ()
    lines: Mapping[str, str] = field(default_factory=dict)
    stands: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    @property
    def standing(self) -> Sequence[Card]:
        """The cards of findings that nobody has allowed."""
        return [card for card in self.cards if not card.allowed]


def cards_of(report: Report) -> list[Card]:
    """Each finding, then each allowed one, with a name that no other has and a number among those of its kind."""
    new = {_identity(finding) for finding in report.change.new} if report.change else set()
    seen: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    made = []
    for finding, allowed in [
        *((one, None) for one in report.findings),
        *((one.finding, one) for one in report.allowed),
    ]:
        name = re.sub(r"[^0-9A-Za-z_-]", "", finding.fingerprint) or "x"
        letter = "✓" if allowed else finding.severity[0].upper()
        seen[name] += 1
        numbers[letter] += 1
        unique = name if seen[name] == 1 else f"{name}.{seen[name]}"
        made.append(Card(finding, unique, f"{letter}{numbers[letter]}", allowed, _identity(finding) in new))
    return made


def _identity(finding: Finding) -> tuple[str, str, str, str]:
    return finding.fingerprint, finding.rule, finding.path, finding.where


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
    reading = _Reading(document, cards)
    stretches = _stretches(reading.rows())
    sources = _sources(name, document, cards)
    first = {
        card.name: line.name
        for _, lines in reversed(sources)
        for line in reversed(lines)
        for segment in line.segments
        for card in segment.cards
    }
    loose = [card for card in cards if card not in reading.met]
    stands = {card.name: numbers for card, numbers in reading.met.items() if numbers}
    return DocumentPage(
        name, path, file, document, cards, loose, stretches, sources, first, stands, _paths(document, cards)
    )


def _paths(document: Document, cards: Sequence[Card]) -> dict[str, str]:
    if document.flow is None:
        return {}
    numbers = {name: str(number) for number, name in enumerate(document.flow.steps)}
    passed = {card.name: [numbers[step] for step, _ in card.finding.path_through if step in numbers] for card in cards}
    return {name: " ".join(steps) for name, steps in passed.items() if steps}


class _Reading:
    """Lays out one document, each block once and each card where it is first met.

    `met` has the numbers of the variants in which the words of each card stand, empty for all.
    """

    def __init__(self, document: Document, cards: Sequence[Card]) -> None:
        atlas = Atlas(document) if cards else None
        self._document = document
        self._keep_lines = document.format.endswith("text")
        self._found: dict[Block, list[tuple[Card, Sequence[Span]]]] = {}
        self._steps = _openings(document)
        self._order = merged(document.variants)
        self._variants: dict[Block, set[int]] = {}
        for one in self._order:
            self._variants.setdefault(one.block, set()).update(one.variants)
        self._exposing = {card: exposing(document.variants, card.finding.exposed_by) for card in cards}
        self.met: dict[Card, str] = {}
        for card in cards:
            numbers = [i for i, source in enumerate(document.sources) if source.path == card.finding.path]
            runs = [Run(number, run.start, run.end) for number in numbers[:1] for run in card.finding.runs]
            for block, spans in self._where_exposed(atlas.spans(runs), card) if atlas else ():
                self._found.setdefault(block, []).append((card, spans))

    def rows(self) -> list[Row]:
        """The blocks of every variant, each once, in rows."""
        variants: dict[Card, set[int]] = {}
        for one in self._order:
            for card, _ in self._found.get(one.block, ()):
                variants.setdefault(card, set()).update(self._exposing[card].intersection(one.variants))
        rows: list[Row] = []
        last_row: object = None
        for one in self._order:
            block = one.block
            shown, cards = self._shown(one), self._cards(block, variants)
            last = rows[-1] if rows else None
            row = one.section, block.attributes.get("row")
            if block.scope == "body.table" and last and last.kind == "table":
                *above, line = last.lines
                lines = [*above, [*line, shown]] if row == last_row else [*last.lines, [shown]]
                rows[-1] = Row("table", lines, [*last.cards, *cards])
            elif block.scope == "body.list" and last and last.kind == "list" and not last.cards and not cards:
                rows[-1] = Row("list", [[*last.lines[0], shown]], ())
            else:
                rows.append(Row(_KINDS.get(block.scope, "block"), [[shown]], cards))
            last_row = row
        return rows

    def _where_exposed(
        self, spans: Mapping[Block, Sequence[Span]], card: Card
    ) -> Iterable[tuple[Block, Sequence[Span]]]:
        """The blocks that stand where the choices that expose the finding are made; all, if none does."""
        exposed = self._exposing[card]
        here = {block: where for block, where in spans.items() if not exposed.isdisjoint(self._variants.get(block, ()))}
        return here.items() or spans.items()

    def _shown(self, one: Standing) -> Shown:
        segments = of_block(one.block, self._found.get(one.block, ()), self._keep_lines)
        when, step = wording.condition(one.block.conditions), self._steps.get(one.block, "")
        return Shown(one.block, segments, when, step, self._numbers(one.variants))

    def _cards(self, block: Block, variants: Mapping[Card, Iterable[int]]) -> list[Card]:
        new = [card for card, _ in self._found.get(block, ()) if card not in self.met]
        self.met.update((card, self._numbers(sorted(variants[card]))) for card in new)
        return new

    def _numbers(self, variants: Sequence[int]) -> str:
        return "" if len(variants) == len(self._document.variants) else " ".join(map(str, variants))


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
        if source.text and source.has_lines
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
