"""Masking: a report and its documents without the personal data that findings stand on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from offerlint.model.block import Block
from offerlint.model.document import Document, Variant
from offerlint.model.finding import Allowed, Change, Finding, Report, Standing
from offerlint.model.flow import Act, Flow, Step
from offerlint.model.source import Source
from offerlint.model.vocabulary import CONFIDENTIALITY, MASKED_TOPICS
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View

DOT = "•"
_NEAR = 200
"""How far from the masked words, on their own lines, digits are masked too, in code points."""

_FIGURE = late(r"£ ?\d[\d,.]*|\b\d{1,2}(?:\.\d+)?(?: ?%|[ -](?:hours?|days?|weeks?|months?|years?)\b)")
"""Amounts, shares and times, which are nobody's data."""

_Hidden = Mapping[str, tuple[Span, ...]]


def mask(report: Report, documents: Mapping[str, Document]) -> tuple[Report, Mapping[str, Document]]:
    """The report and the documents as anyone may see them; every offset stays true.

    Letters and digits of the excerpts of MASKED_TOPICS that may be personal become dots, the first letter excepted,
    wherever those words are shown: in messages, in the source, in every block and in findings of
    other topics that overlap them. Digits beside them on their lines become dots too.
    """
    hidden = _hidden([*report.findings, *(allowed.finding for allowed in report.allowed)])
    change = report.change
    shown = replace(
        report,
        findings=tuple(_finding(finding, hidden) for finding in report.findings),
        change=mask_change(change) if change else None,
        allowed=tuple(_allowed(one, hidden) for one in report.allowed),
    )
    return shown, _Masked(documents, hidden)


class _Masked(Mapping[str, Document]):
    """Documents as anyone may see them, each masked when it is asked for."""

    def __init__(self, documents: Mapping[str, Document], hidden: _Hidden) -> None:
        self._documents, self._hidden = documents, hidden
        self._shown: dict[str, Document] = {}

    def __getitem__(self, path: str) -> Document:
        if path in self._shown:
            return self._shown[path]
        document = self._documents[path]
        masked = _document(document, self._hidden)
        if masked is not document:
            self._shown[path] = masked
        return masked

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def mask_change(change: Change) -> Change:
    """The change as anyone may see it; an earlier report may have been written with personal data in it."""
    earlier = _hidden([*change.fixed, *(one.before for one in change.standing), *change.allowed, *change.unread])
    later = _hidden([*change.new, *(one.now for one in change.standing)])

    def each(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(_finding(finding, earlier) for finding in findings)

    return replace(
        change,
        new=tuple(_finding(finding, later) for finding in change.new),
        fixed=each(change.fixed),
        standing=tuple(Standing(_finding(one.before, earlier), _finding(one.now, later)) for one in change.standing),
        allowed=each(change.allowed),
        unread=each(change.unread),
    )


def dots(text: str) -> str:
    """`text` with its letters and digits as dots, save a letter it begins with."""
    first = text[:1] if text[:1].isalpha() else ""
    return first + _every(text[len(first) :])


def _every(text: str) -> str:
    return "".join(DOT if char.isalnum() else char for char in text)


def _hidden(findings: Iterable[Finding]) -> _Hidden:
    """The source runs to mask, by path, in order."""
    found: dict[str, set[Span]] = {}
    for finding in findings:
        if _may_be_personal(finding):
            found.setdefault(finding.path, set()).update(finding.runs)
    return {path: tuple(sorted(runs)) for path, runs in found.items()}


def _may_be_personal(finding: Finding) -> bool:
    """Whether the words of a finding may be somebody's data, not just words about data ("your card number")."""
    if finding.topic not in MASKED_TOPICS:
        return False
    return finding.topic == CONFIDENTIALITY or re.search(r"[\d@]", _FIGURE.sub("", finding.excerpt)) is not None


def _finding(finding: Finding, hidden: _Hidden) -> Finding:
    own = _may_be_personal(finding)
    if not own and not any(run.overlaps(other) for run in finding.runs for other in hidden.get(finding.path, ())):
        return finding
    words, promise = _patterns(finding.excerpt), finding.promise
    return replace(
        finding,
        excerpt=dots(finding.excerpt),
        message=words.sub(lambda match: dots(match[0]), finding.message),
        suggest=words.sub(lambda match: dots(match[0]), finding.suggest),
        related=tuple(
            replace(one, message=words.sub(lambda match: dots(match[0]), one.message)) for one in finding.related
        ),
        promise=promise and replace(promise, reason=words.sub(lambda match: dots(match[0]), promise.reason)),
    )


def _allowed(one: Allowed, hidden: _Hidden) -> Allowed:
    """The finding masked, and its words in the reason too."""
    finding = _finding(one.finding, hidden)
    if finding is one.finding:
        return one
    words = _patterns(one.finding.excerpt)
    return replace(one, finding=finding, reason=words.sub(lambda match: dots(match[0]), one.reason))


def _patterns(excerpt: str) -> re.Pattern[str]:
    """Finds the excerpt, however spaced, and those of its words that hold a digit."""
    words = excerpt.split()
    wanted = [r"\s+".join(map(re.escape, words))] if words else []
    wanted += [re.escape(word) for word in words if len(word) > 2 and any(map(str.isdigit, word))]
    return late(rf"(?<!\w)(?:{'|'.join(wanted)})(?!\w)") if wanted else late(r"(?!)")


def _document(document: Document, hidden: _Hidden) -> Document:
    if not any(source.path in hidden for source in document.sources):
        return document
    sources = [_source(source, hidden.get(source.path, ())) for source in document.sources]
    blocks: dict[Block, Block] = {}
    for variant in document.variants:
        for block in variant.blocks:
            if block not in blocks:
                blocks[block] = _block(block, sources, [hidden.get(source.path, ()) for source in sources])
    variants = tuple(
        Variant(tuple(blocks[block] for block in variant.blocks), variant.sections, variant.choices)
        for variant in document.variants
    )
    return replace(document, sources=sources, variants=variants, flow=_flow(document.flow, blocks))


def _source(source: Source, runs: tuple[Span, ...]) -> Source:
    """The source with the runs masked, and every repeat of one that holds a digit or an @."""
    chars = list(source.text)

    def write(start: int, text: str) -> None:
        chars[start : start + len(text)] = text

    for run in runs:
        start, end = _neighbourhood(source, run)
        write(start, re.sub(r"\d", DOT, "".join(chars[start:end])))
    for run in runs:
        words = source.text[run.start : run.end]
        write(run.start, dots(words))
        if len(words) > 3 and re.search(r"[\d@]", words):
            for match in re.finditer(re.escape(words), source.text):
                write(match.start(), dots(words))
    return replace(source, text="".join(chars))


def _neighbourhood(source: Source, run: Span) -> Span:
    """The lines that the run touches, no further from it than _NEAR."""
    lines = source.lines
    first, last = lines.position(run.start).line, lines.position(run.end).line
    end = lines.start_of(last) + len(lines.line(last))
    return Span(max(lines.start_of(first), run.start - _NEAR), min(end, run.end + _NEAR))


def _block(block: Block, sources: list[Source], hidden: list[tuple[Span, ...]]) -> Block:
    """The block as its masked sources read; the pieces that are not exact are masked as a whole."""
    texts = []
    for view, runs, exact in block.view.map:
        text = block.text[view.start : view.end]
        if exact:
            text = sources[runs[0].source].text[runs[0].start : runs[0].end]
        elif any(Span(run.start, run.end).overlaps(other) for run in runs for other in hidden[run.source]):
            text = _every(text)
        texts.append(text)
    text = "".join(texts)
    return block if text == block.text else replace(block, view=View(text, block.view.map))


def _flow(flow: Flow | None, blocks: Mapping[Block, Block]) -> Flow | None:
    def act(old: Act) -> Act:
        return replace(old, block=blocks.get(old.block, old.block)) if old.block else old

    def step(old: Step) -> Step:
        return replace(old, acts=tuple(act(one) for one in old.acts))

    return flow and replace(flow, steps={name: step(old) for name, old in flow.steps.items()})
