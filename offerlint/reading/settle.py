"""From what a reader made of a file to a document: what its comments say, what it is, how it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from offerlint.model.block import Block, Literal
from offerlint.model.document import CHANGES_ACCEPTED, HTML_SHOWN, Document, Problem, Variant
from offerlint.model.flow import CALLS, STRUCTURED, Flow
from offerlint.model.source import Source
from offerlint.model.ties import NO_TIES, Ties
from offerlint.reading.about import about, declare
from offerlint.reading.directive import Directives
from offerlint.reading.email_header import is_to_staff
from offerlint.reading.forms import has_forms, tied, with_one_form
from offerlint.reading.front_matter import NO_FRONT, FrontMatter
from offerlint.reading.infer import evident, infer
from offerlint.reading.markup import Comment
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the front matter; each comment comes with the blocks that its `block` counts."""

    variants: tuple[Variant, ...]
    comments: tuple[tuple[Comment, tuple[Block, ...]], ...] = ()
    flow: Flow | None = None
    problems: tuple[Problem, ...] = ()
    declared: Mapping[str, object] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    ties: Ties = NO_TIES


def settle(
    source: Source,
    format: str,
    body: Body,
    declared: Mapping[str, object],
    front: FrontMatter = NO_FRONT,
    markup: str = "",
    words: str | None = None,
) -> Document:
    """The document of a file in `format`; `declared` is what the config says of it, and the file itself goes before.

    `markup` is the format of text that its words are like, where `format` does not say it. `words` are those of the
    source that show what it is, besides its blocks, where these are not all of it.

    Faults in what is said are fatal problems of the document.
    """
    markup = markup or format.rpartition("+")[2]
    variants = tuple(shown for variant in body.variants for shown in _as_shown(variant))
    directives = Directives()
    included = Directives()
    for comment, blocks in body.comments:
        (included if comment.place.source else directives).take(comment, blocks)
    said, problems = _said(source, front, directives, body.declared, declared, markup)
    has_fields = markup not in STRUCTURED and any(
        block.marked("field") for variant in variants for block in variant.blocks
    )
    shown = source.text if words is None else words
    blocks = variants[0].blocks
    guess = infer(source.path, markup, shown, blocks, has_fields=has_fields)
    return Document(
        (source, *body.sources),
        format,
        about(said, guess, evident(markup, blocks, guess, said)),
        variants,
        body.flow,
        (*directives.allows, *included.allows),
        (*problems, *(replace(problem, path=problem.path or source.path) for problem in body.problems)),
        body.ties if body.ties is not NO_TIES else tied(body.variants),
    )


def _as_shown(variant: Variant) -> Iterator[Variant]:
    """The variant as each of the alternatives of a message or of tracked changes shows it; itself without any.

    Of strings that have several forms, the first variant has the first form of each, and so on.
    """
    if has_forms(variant):
        yield from with_one_form(variant)
        return
    literals = {literal for block in variant.blocks for condition in block.conditions for literal in condition}
    ways = {literal for literal in literals if literal.name in (HTML_SHOWN, CHANGES_ACCEPTED)}
    each: list[Literal | None] = [*sorted(ways, key=lambda way: way.value, reverse=True)]
    for shown in each or [None]:
        choices = variant.choices if shown is None else {**variant.choices, shown.name: shown.value}
        left_out = {way for way in ways if way != shown}
        kept = [
            (block, section)
            for block, section in zip(variant.blocks, variant.sections, strict=True)
            if any(not condition & left_out for condition in block.conditions)
        ]
        yield Variant(tuple(block for block, _ in kept), tuple(section for _, section in kept), choices)


def _said(
    source: Source,
    front: FrontMatter,
    directives: Directives,
    stated: Mapping[str, object],
    config: Mapping[str, object],
    markup: str,
) -> tuple[dict[str, object], list[Problem]]:
    """What was declared, the nearest to the words first: comments, front matter, the format itself, the config.

    What a flow, a transcript, the script of a film or data for staff shows of itself is no declaration, so the
    config goes before it.
    """
    problems = list(_front_faults(source, front))
    ours = front.values.get("offerlint")
    own = ours if isinstance(ours, dict) else {}
    kinds = {**dict.fromkeys(CALLS, "script"), "transcript": "transcript", "email": "copy", "mjml": "copy"}
    is_said = markup in kinds and not (markup == "email" and is_to_staff(source.text))
    said: dict[str, object] = {"kind": kinds[markup]} if is_said else {}
    below = [("config", config), ("format", stated)]
    if markup == "fountain" or (markup in CALLS and markup != "flow") or stated.get("kind") == "internal":
        below.reverse()
    for where, pairs in (*below, ("front", own), ("comment", directives.said)):
        values, faults = declare(pairs)
        said |= values
        for key, fault in faults.items() if where != "format" or markup == "flow" else ():
            at = directives.places[key].start if where == "comment" else front.keys.get("offerlint", 0)
            problems.append(Problem(source.path, fault) if where == "config" else _fault(source, at, fault, key))
    problems += [_fault(source, place.start, fault) for place, fault in directives.faults]
    return said, problems


def _front_faults(source: Source, front: FrontMatter) -> Iterator[Problem]:
    if front.fault:
        yield _fault(source, front.fault_at, f"the front matter cannot be read: {front.fault}; mend its YAML")
    ours = front.values.get("offerlint", {})
    if not isinstance(ours, dict):
        message = "offerlint takes a mapping, such as offerlint: {kind: copy, channel: email}"
        yield _fault(source, front.keys["offerlint"], message)


def _fault(source: Source, at: int, fault: str, word: str = "") -> Problem:
    """A fault of what is said by `word`, where it first stands after `at`."""
    line = source.line(max(at, source.text.find(word, at)))
    return Problem(source.path, fault if line else f"{source.where(at)}: {fault}", line)
