"""From a source to a document: front matter, template, markup, and what its comments say to the linter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module

from offerlint.model.block import Block
from offerlint.model.document import HTML_SHOWN, Document, Problem, Variant
from offerlint.model.flow import STRUCTURED, Flow
from offerlint.model.source import Source
from offerlint.model.ties import NO_TIES, Ties
from offerlint.reading.about import about, declare
from offerlint.reading.directive import Directives
from offerlint.reading.errors import ReadError
from offerlint.reading.front_matter import FrontMatter, front_matter
from offerlint.reading.infer import infer
from offerlint.reading.markup import BlockWriter, Comment, Reading, cut, identity
from offerlint.reading.template.known import NOTHING, Known
from offerlint.text.fold import FIELD
from offerlint.text.span import Span
from offerlint.text.view import View

READERS: Mapping[str, tuple[str, str]] = {
    "text": ("offerlint.reading.text", "read_text"),
    "markdown": ("offerlint.reading.markdown", "read_markdown"),
    "html": ("offerlint.reading.html", "read_html"),
    "script": ("offerlint.reading.script", "read_script"),
    "email": ("offerlint.reading.email", "read_email"),
    "flow": ("offerlint.reading.flow", "read_flow"),
    "twilio-studio": ("offerlint.reading.twilio_studio", "read_twilio_studio"),
    "amazon-connect": ("offerlint.reading.amazon_connect", "read_amazon_connect"),
}
"""The module and function that read a format, imported when a file of it comes; `jinja+html` is a template of one."""

TEMPLATES = ("jinja", "twig", "liquid", "handlebars", "erb", "ejs")
"""The template languages that stand before the `+` of a format."""

_MERGED = ("text", "markdown", "html", "script", "email")
"""The formats whose merge tags are read when they are no template."""

_HEAD = {
    "title": "head.title",
    "description": "head.description",
    "summary": "head.description",
    "subject": "head.subject",
    "preheader": "head.preheader",
    "preview_text": "head.preheader",
}
"""The keys of front matter that are copy."""

_NO_FRONT = FrontMatter(0)


@dataclass(frozen=True, slots=True)
class _Body:
    """What stands below the front matter; each comment comes with the blocks that its `block` counts."""

    variants: tuple[Variant, ...]
    comments: tuple[tuple[Comment, tuple[Block, ...]], ...] = ()
    flow: Flow | None = None
    problems: tuple[Problem, ...] = ()
    declared: Mapping[str, object] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    ties: Ties = NO_TIES


def read(
    source: Source,
    format: str,
    declared: Mapping[str, object] | None = None,
    known: Known = NOTHING,
) -> Document:
    """The document that `source` is in `format`, a key of READERS, alone or after one of TEMPLATES and `+`.

    `declared` is what the config says of the file; what the file says itself goes before it. `known` is what is known
    of a template: the files that it names become further sources of the document.
    Faults in what is said are fatal problems of the document; raises ReadError for a format that no reader has.
    """
    language, _, markup = format.rpartition("+")
    if markup not in READERS or language not in ("", *TEMPLATES):
        formats = f"{', '.join(READERS)}; for templates put one of {', '.join(TEMPLATES)} and a + before it"
        raise ReadError(f"no format is called “{format}”; take one of {formats}")
    view = identity(source.text)
    front = (front_matter(source.text) if markup not in STRUCTURED else None) or _NO_FRONT
    if front.end:
        view, _ = cut(view, {}, [Span(front.end, len(source.text))])
    if not language and markup in _MERGED and _has_merge_tags(view.text, known.fields):
        language = "merge"
    body = _template(source, view, language, markup, known) if language else _plain(source, view, markup)
    head = _head_blocks(source.text, front)
    variants = tuple(_with_head(head, shown) for variant in body.variants for shown in _as_shown(variant))
    directives = Directives()
    included = Directives()
    for comment, blocks in body.comments:
        (included if comment.place.source else directives).take(comment, blocks)
    said, problems = _said(source, front, directives, body.declared, declared or {}, markup)
    has_fields = markup not in STRUCTURED and any(
        block.marked("field") for variant in variants for block in variant.blocks
    )
    guess = infer(source.path, markup, source.text, variants[0].blocks, has_fields=has_fields)
    return Document(
        (source, *body.sources),
        format,
        about(said, guess),
        variants,
        body.flow,
        (*directives.allows, *included.allows),
        (*problems, *(replace(problem, path=problem.path or source.path) for problem in body.problems)),
        body.ties,
    )


def _reader(markup: str) -> Callable[..., Reading]:
    module, name = READERS[markup]
    found: Callable[..., Reading] = getattr(import_module(module), name)
    return found


def _plain(source: Source, view: View, markup: str) -> _Body:
    reading = _reader(markup)(view)
    above = source.lines.position(len(source.text) - len(view.text)).line - 1
    problems = tuple(replace(one, line=one.line + above if one.line else None) for one in reading.problems)
    comments = tuple((comment, reading.blocks) for comment in reading.comments)
    variant = Variant(reading.blocks, reading.sections)
    return _Body((variant,), comments, reading.flow, problems, reading.declared)


def _has_merge_tags(text: str, fields: frozenset[str]) -> bool:
    from offerlint.reading.template.merge import has_merge_tags

    return has_merge_tags(text, fields)


def _template(source: Source, view: View, language: str, markup: str, known: Known) -> _Body:
    from offerlint.reading.template import read_template

    reading = read_template(source, view, language, _reader(markup), known)
    comments = tuple((comment, variant.blocks) for comment, variant in reading.comments)
    said = (reading.problems, reading.declared, reading.sources, reading.ties)
    return _Body(reading.variants, comments, reading.flow, *said)


def _head_blocks(text: str, front: FrontMatter) -> tuple[Block, ...]:
    """The copy that front matter holds."""
    writer = BlockWriter(identity(text))
    for key, place in sorted(front.places.items(), key=lambda item: item[1]):
        scope, value = _HEAD.get(key.lower().replace("-", "_")), front.values[key]
        if scope and text[place.start : place.end] == value:
            _copy_merged(writer, value, place.start)
        elif scope:
            writer.put(str(value), *place)
        else:
            continue
        writer.end(scope)
    return tuple(writer.blocks)


def _copy_merged(writer: BlockWriter, words: str, at: int) -> None:
    """Copies `words`, which stand at `at`, with their merge tags as fields."""
    from offerlint.reading.template.merge import merge_tags

    done = 0
    for tag, span in merge_tags(words):
        writer.copy(at + done, at + span.start)
        writer.open("field", tag)
        writer.put(FIELD, at + span.start, at + span.end)
        writer.close("field")
        done = span.end
    writer.copy(at + done, at + len(words))


def _with_head(head: tuple[Block, ...], variant: Variant) -> Variant:
    """The variant below the blocks of its front matter, which are a section of their own."""
    if not head:
        return variant
    sections = (0,) * len(head) + tuple(section + 1 for section in variant.sections)
    return replace(variant, blocks=head + variant.blocks, sections=sections)


def _as_shown(variant: Variant) -> Iterator[Variant]:
    """The variant as each of the alternatives of a message shows it; itself when there are none."""
    literals = {literal for block in variant.blocks for condition in block.conditions for literal in condition}
    for shown in sorted((each.value for each in literals if each.name == HTML_SHOWN), reverse=True) or [""]:
        choices = {**variant.choices, HTML_SHOWN: shown} if shown else variant.choices
        left_out = {literal for literal in literals if literal.name == HTML_SHOWN and literal.value != shown}
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

    What the flow of a tool shows of itself is no declaration, so the config goes before it.
    """
    problems = list(_front_faults(source, front))
    ours = front.values.get("offerlint")
    own = ours if isinstance(ours, dict) else {}
    said: dict[str, object] = {"kind": "script"} if markup in ("script", *STRUCTURED) else {}
    if markup == "email":
        said["kind"] = "copy"
    below = [("config", config), ("format", stated)]
    if markup in STRUCTURED and markup != "flow":
        below.reverse()
    for where, pairs in (*below, ("front", own), ("comment", directives.said)):
        values, faults = declare(pairs)
        said |= values
        for key, fault in faults.items() if where != "format" or markup == "flow" else ():
            at = directives.places[key].start if where == "comment" else front.keys.get("offerlint", 0)
            problems.append(Problem(source.path, fault, None if where == "config" else _line(source, at, key)))
    problems += [Problem(source.path, fault, _line(source, place.start)) for place, fault in directives.faults]
    return said, problems


def _front_faults(source: Source, front: FrontMatter) -> Iterator[Problem]:
    if front.fault:
        line = source.lines.position(front.fault_at).line
        yield Problem(source.path, f"the front matter cannot be read: {front.fault}; mend its YAML", line)
    ours = front.values.get("offerlint", {})
    if not isinstance(ours, dict):
        line = source.lines.position(front.keys["offerlint"]).line
        yield Problem(source.path, "offerlint takes a mapping, such as offerlint: {kind: copy, channel: email}", line)


def _line(source: Source, at: int, word: str = "") -> int:
    """The line of `word` where it first stands after `at`."""
    return source.lines.position(max(at, source.text.find(word, at))).line
