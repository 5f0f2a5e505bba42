"""From a source to a document: front matter, template, markup, and what its comments say to the linter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module

from offerlint.model.block import Block
from offerlint.model.document import Document, Variant
from offerlint.model.flow import STRUCTURED
from offerlint.model.source import Source
from offerlint.reading.errors import ReadError, not_installed
from offerlint.reading.front_matter import NO_FRONT, FrontMatter, front_matter
from offerlint.reading.markup import BlockWriter, Reading, cut, identity
from offerlint.reading.merged import may_hold_tags
from offerlint.reading.messages import apart
from offerlint.reading.opener import OPENERS
from offerlint.reading.settle import Body, settle
from offerlint.reading.template.known import NOTHING, Known
from offerlint.reading.template.tree import Tree
from offerlint.text.fold import FIELD
from offerlint.text.span import Span
from offerlint.text.view import View

READERS: Mapping[str, tuple[str, str]] = {
    "text": ("offerlint.reading.text", "read_text"),
    "markdown": ("offerlint.reading.markdown", "read_markdown"),
    "html": ("offerlint.reading.html", "read_html"),
    "mjml": ("offerlint.reading.mjml", "read_mjml"),
    "rst": ("offerlint.reading.light_markup", "read_rst"),
    "asciidoc": ("offerlint.reading.light_markup", "read_asciidoc"),
    "ical": ("offerlint.reading.ical", "read_ical"),
    "script": ("offerlint.reading.script", "read_script"),
    "transcript": ("offerlint.reading.transcript", "read_transcript"),
    "email": ("offerlint.reading.email", "read_email"),
    "fountain": ("offerlint.reading.fountain", "read_fountain"),
    "flow": ("offerlint.reading.flow", "read_flow"),
    "twilio-studio": ("offerlint.reading.twilio_studio", "read_twilio_studio"),
    "amazon-connect": ("offerlint.reading.amazon_connect", "read_amazon_connect"),
}
"""The module and function that read a format, imported when a file of it comes; `jinja+html` is a template of one."""

TEMPLATES = (
    "jinja", "twig", "liquid", "handlebars", "erb", "ejs", "vue", "svelte", "jsx", "php", "blade", "go", "smarty",
    "jsp", "ampscript", "angular", "razor", "freemarker", "velocity", "astro", "thymeleaf",
)  # fmt: skip
"""The template languages that stand before the `+` of a format."""

_EXTRAS = {"jsx": "code"}
"""The extra that a template language needs, if any."""

_MERGED = ("text", "markdown", "rst", "asciidoc", "ical", "html", "mjml", "script", "email", "fountain")
"""The formats whose merge tags are read when they are no template."""

_JOINED: Mapping[str, tuple[str, str]] = {"mjml": ("offerlint.reading.mjml", "with_includes")}
"""The module and function that find the other files which markup itself names, whatever its template language."""

_HEAD = {
    "title": "head.title",
    "description": "head.description",
    "summary": "head.description",
    "subject": "head.subject",
    "preheader": "head.preheader",
    "preview_text": "head.preheader",
}
"""The keys of front matter that are copy."""
_TEASERS = ("excerpt", "teaser", "lead", "standfirst", "blurb", "answer", "perex")
_SEVERAL = 3
"""Words from which on what stands under a key of copy is no setting."""


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
        known_formats = ", ".join((*READERS, *OPENERS))
        formats = f"{known_formats}; for templates put one of {', '.join(TEMPLATES)} and a + before it"
        raise ReadError(f"no format is called “{format}”; take one of {formats}")
    view = identity(source.text)
    front = (front_matter(source.text) if markup not in STRUCTURED else None) or NO_FRONT
    if front.end:
        view, _ = cut(view, {}, [Span(front.end, len(source.text))])
    if not language and markup in _MERGED and (markup in _JOINED or _has_merge_tags(view.text, known.fields)):
        language = "merge"
    heard = {"agents": declared["agents"]} if markup == "transcript" and declared and declared.get("agents") else {}
    body = _template(source, view, language, markup, known) if language else _plain(source, view, markup, heard)
    head_blocks = _head_blocks(source.text, front)
    body = replace(body, variants=tuple(_with_head(head_blocks, variant) for variant in body.variants))
    return apart(settle(source, format, body, declared or {}, front))


def _reader(markup: str) -> Callable[..., Reading]:
    module, name = READERS[markup]
    found: Callable[..., Reading] = getattr(import_module(module), name)
    return found


def _joining(markup: str) -> Callable[[str, Tree], Tree] | None:
    if markup not in _JOINED:
        return None
    module, name = _JOINED[markup]
    found: Callable[[str, Tree], Tree] = getattr(import_module(module), name)
    return found


def _plain(source: Source, view: View, markup: str, heard: Mapping[str, object]) -> Body:
    """What stands in a file that is no template; `heard` is what is known of the speakers of a transcript."""
    reading = _reader(markup)(view, **heard)
    above = source.lines.position(len(source.text) - len(view.text)).line - 1
    problems = tuple(replace(one, line=one.line + above if one.line else None) for one in reading.problems)
    comments = tuple((comment, reading.blocks) for comment in reading.comments)
    variant = Variant(reading.blocks, reading.sections)
    return Body((variant,), comments, reading.flow, problems, reading.declared)


def _has_merge_tags(text: str, fields: frozenset[str]) -> bool:
    if not may_hold_tags(text):
        return False
    from offerlint.reading.template.merge import has_merge_tags

    return has_merge_tags(text, fields)


def _template(source: Source, view: View, language: str, markup: str, known: Known) -> Body:
    from offerlint.reading.template.reader import read_template

    try:
        reading = read_template(source, view, language, _reader(markup), known, _joining(markup))
    except ModuleNotFoundError as error:
        raise not_installed(error, _EXTRAS.get(language, "all"), source.path) from error
    comments = tuple((comment, variant.blocks) for comment, variant in reading.comments)
    said = (reading.problems, reading.declared, reading.sources, reading.ties)
    return Body(reading.variants, comments, reading.flow, *said)


def _head_blocks(text: str, front: FrontMatter) -> tuple[Block, ...]:
    """The copy that front matter holds."""
    writer = BlockWriter(identity(text))
    at_top = ((key, str(front.values[key]), place) for key, place in front.places.items())
    for key, value, place in sorted((*at_top, *front.inner), key=lambda one: one[2]):
        scope = _HEAD.get(key.lower().replace("-", "_")) or _head_scope(key, value)
        if scope and text[place.start : place.end] == value:
            _copy_merged(writer, value, place.start)
        elif scope:
            writer.put(str(value), *place)
        else:
            continue
        writer.end(scope)
    return tuple(writer.blocks)


def _head_scope(key: str, value: str) -> str:
    """The scope of other words of front matter, as their key tells: those of a hero, a teaser, a button."""
    from offerlint.reading.columns import ROLES, role_of

    said = role_of(key) or ("body" if key.lower() in _TEASERS else "")
    return ROLES.get(said, "") if len(value.split()) >= _SEVERAL else ""


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
