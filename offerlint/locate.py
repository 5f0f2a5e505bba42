"""From a hit, which knows only the view, to a finding, which knows the source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from offerlint.model.block import Place
from offerlint.model.document import Document
from offerlint.model.finding import Finding, Hit, Related
from offerlint.model.rule import Authority, Rule
from offerlint.model.source import Source
from offerlint.model.vocabulary import Severity
from offerlint.rules.figure_words import filled
from offerlint.text.fold import FIELD, fold, look_alikes
from offerlint.text.span import Run, Span
from offerlint.text.view import View

LONGEST_BLOCK = 20_000
"""Characters of a block that go into a fingerprint as they are."""
LONGEST_QUOTE = 90
"""Code points of the found words that a message repeats; the excerpt keeps them all."""


def locate(
    hit: Hit,
    rule: Rule,
    severity: Severity,
    *,
    inferred: bool,
    document: Document,
    told: Mapping[str, str],
    exposed_by: tuple[Mapping[str, str], ...] = (),
) -> Finding:
    """The finding for `hit`, without its fingerprint; only the first source it touches is shown.

    `told` are the words for the figures of the document's day, by placeholder.
    """
    runs = _runs(hit)
    number = runs[0].source
    source = document.sources[number]
    spans = tuple(Span(run.start, run.end) for run in runs if run.source == number)
    start, end = min(spans).start, max(span.end for span in spans)
    excerpt = _excerpt(hit, document.sources, number, spans)
    said = {"found": quote(_label(hit) or excerpt), **told, **hit.found}
    return Finding(
        rule=rule.id,
        topic=rule.topic,
        severity=severity,
        path=source.path,
        where=source.where(start, end),
        start=source.position(start),
        end=source.position(end),
        runs=spans,
        excerpt=excerpt,
        message=filled(rule.message, said) + _warn_of_look_alikes(excerpt),
        suggest=filled(rule.suggest, said),
        authority=_cited(rule, document),
        fingerprint="",
        scope_inferred=inferred,
        exposed_by=exposed_by,
        path_through=tuple((name, _line_of_step(document, name)) for name in hit.path_through),
        related=tuple(_related(place, message, document) for place, message in hit.related),
        places=source.places(spans),
    )


def _cited(rule: Rule, document: Document) -> tuple[Authority, ...]:
    """The authorities that bind such a document: on a live call no code of advertising, unless there is no other."""
    if document.about.channel != "call":
        return rule.authority
    return tuple(one for one in rule.authority if not one.is_of_advertising) or rule.authority


def quote(words: str) -> str:
    """The words on one line in one pair of curly quotes, cut when they are long."""
    line = " ".join(words.split())
    if line[:1] in ("“", '"') and line[-1:] in ("”", '"'):
        line = line[1:-1]
    return f"“{line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + '…'}”"


def fingerprint(rule: str, excerpt: str, block: str, ordinal: int) -> str:
    """16 hexadecimal digits that stay when lines move or files are renamed, and go when the words change.

    `ordinal` counts, from 0, the findings alike in the other three.
    """
    return _digest([rule, _alike(excerpt), _alike(block), str(ordinal)])


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _alike(words: str) -> str:
    """What stays of `words` however they are typed; of very many a digest, which takes each finding no time."""
    folded = fold(words).text.strip()
    return folded if len(folded) <= LONGEST_BLOCK else _digest([folded])


def number(
    located: Sequence[tuple[Finding, str]], formerly: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> list[Finding]:
    """The findings with their fingerprints; each comes with the text of the block it stands in, in order.

    `formerly` are the former ids of rules, under which a finding has had other fingerprints.
    """
    seen: dict[tuple[str, str, str], int] = {}
    alike: dict[str, str] = {}
    done = []
    for finding, block in located:
        if block not in alike:
            alike[block] = _alike(block)
        key = (finding.rule, _alike(finding.excerpt), alike[block])
        ordinal = seen[key] = seen.get(key, -1) + 1
        own, *former = (
            _digest([rule, *key[1:], str(ordinal)]) for rule in (finding.rule, *formerly.get(finding.rule, ()))
        )
        done.append(replace(finding, fingerprint=own, former=tuple(former)))
    return done


def block_text(hit: Hit) -> str:
    """The text of the block a hit stands in, empty for a deed without words."""
    return hit.places[0].block.text if hit.places else ""


def _runs(hit: Hit) -> list[Run]:
    """Where a hit points, in view order; a block without a span is its control's tag, if it has one."""
    runs = [hit.run] if hit.run else []
    for place in hit.places:
        view, span = _pointed_at(place)
        runs += view.map.runs(span)
    if not runs:
        raise ValueError("a hit points nowhere")
    return list(dict.fromkeys(runs))


def _pointed_at(place: Place) -> tuple[View, Span]:
    control = place.block.control
    view = control.place if place.span is None and control and control.place else place.block.view
    return view, place.span or Span(0, len(view.text))


def _excerpt(hit: Hit, sources: Sequence[Source], number: int, spans: Sequence[Span]) -> str:
    if hit.run or not hit.places:
        return " … ".join(sources[number].text[span.start : span.end] for span in spans)
    return " … ".join(_words(view, span, sources) for view, span in map(_pointed_at, hit.places))


def _label(hit: Hit) -> str:
    """What a form control says, when a hit is about the control itself."""
    first = hit.places[0] if hit.places else None
    return first.block.text if first and first.span is None and first.block.control else ""


def _words(view: View, span: Span, sources: Sequence[Source]) -> str:
    """The words of a view as a writer knows them: a merge field as it is written in its source."""
    if FIELD not in view.text[span.start : span.end]:
        return view.text[span.start : span.end]
    parts = []
    for piece in view.map.within(span):
        words = view.text[piece.view.start : piece.view.end]
        written = "".join(sources[run.source].text[run.start : run.end] for run in piece.runs)
        parts.append(words.replace(FIELD, written) if written else words)
    return "".join(parts)


def _warn_of_look_alikes(excerpt: str) -> str:
    letters = look_alikes(excerpt)
    if not letters:
        return ""
    named = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in letters)
    return f" Some letters here only look Latin: {named}. Retype them."


def _line_of_step(document: Document, name: str) -> int | None:
    if document.flow is None or name not in document.flow.steps:
        return 1
    place = document.flow.steps[name].place
    return document.sources[place.source].line(place.start)


def _related(place: Place, message: str, document: Document) -> Related:
    view, span = _pointed_at(place)
    runs = view.map.runs(span)
    source = document.sources[runs[0].source]
    spans = tuple(Span(run.start, run.end) for run in runs if run.source == runs[0].source)
    return Related(source.path, source.where(*spans[0]), spans, message, source.places(spans))
