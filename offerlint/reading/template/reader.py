"""A template in any of the languages, read into variants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import partial
from importlib import import_module
from typing import Any

from offerlint.model.document import Problem, Variant
from offerlint.model.flow import Flow
from offerlint.model.source import Source
from offerlint.model.ties import NO_TIES, Ties
from offerlint.reading import bounds
from offerlint.reading.markup import Comment, Reading, identity
from offerlint.reading.template.comments import standing_comments
from offerlint.reading.template.expand import Expansion, expand
from offerlint.reading.template.gather import Gathered
from offerlint.reading.template.known import NOTHING, Known
from offerlint.reading.template.saying import Saying
from offerlint.reading.template.share import Sharing
from offerlint.reading.template.tree import Tree
from offerlint.reading.template.variants import nested, plan
from offerlint.text.frozen import dataclass
from offerlint.text.span import Run
from offerlint.text.view import View

LANGUAGES: Mapping[str, tuple[str, str]] = {
    "jinja": ("jinja", "read_jinja"),
    "twig": ("jinja", "read_twig"),
    "liquid": ("liquid", "read_liquid"),
    "handlebars": ("handlebars", "read_handlebars"),
    "erb": ("embedded", "read_erb"),
    "ejs": ("embedded", "read_ejs"),
    "vue": ("vue", "read_vue"),
    "svelte": ("svelte", "read_svelte"),
    "jsx": ("jsx", "read_jsx"),
    "php": ("php", "read_php"),
    "blade": ("blade", "read_blade"),
    "go": ("go", "read_go"),
    "freemarker": ("freemarker_velocity", "read_freemarker"),
    "velocity": ("freemarker_velocity", "read_velocity"),
    "astro": ("astro", "read_astro"),
    "razor": ("razor", "read_razor"),
    "angular": ("angular", "read_angular"),
    "thymeleaf": ("thymeleaf", "read_thymeleaf"),
    "smarty": ("smarty", "read_smarty"),
    "jsp": ("jsp", "read_jsp"),
    "ampscript": ("ampscript", "read_ampscript"),
    "merge": ("merge", "read_merge"),
}
"""A template language, and the module here and function that read its text into a tree."""

MarkupReader = Callable[[View, Mapping[int, str]], Reading]


def _language(name: str, known: Known, joined: Callable[[str, Tree], Tree] | None) -> Callable[[str], Tree]:
    """The function that reads a language, told of what is known what concerns it."""
    module, function = LANGUAGES[name]
    found: Callable[..., Tree] = getattr(import_module(f"offerlint.reading.template.{module}"), function)
    told: Mapping[str, Mapping[str, Any]] = {"jinja": {"signs": known.signs}, "merge": {"fields": known.fields}}
    read = partial(found, **told.get(name, {}))
    return read if joined is None else lambda text: joined(text, read(text))


@dataclass(frozen=True, slots=True)
class TemplateReading:
    """What `read_template` gives back.

    `comments` are the template's own and the markup's, each once, in source order, with the
    variant in which it was first met: its `block` counts the blocks of that variant. `flow` and
    `declared` are those of the first variant; `sources` are the other files that were written.
    """

    variants: tuple[Variant, ...]
    comments: tuple[tuple[Comment, Variant], ...]
    problems: tuple[Problem, ...]
    flow: Flow | None = None
    declared: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    ties: Ties = NO_TIES


def read_template(
    source: Source,
    view: View,
    language: str,
    inner: MarkupReader,
    known: Known = NOTHING,
    joined: Callable[[str, Tree], Tree] | None = None,
) -> TemplateReading:
    """Reads `view`, a stretch of `source` (all of it, or what front matter leaves), as a template.

    `language` is one of LANGUAGES; `inner` reads the markup of each variant and must compose its
    blocks' maps with the view it is given. The variants' blocks, the comments and the flow lie in
    the sources that `view` leads to. Whatever is wrong with the template, the rest is read, and
    the problems say what was not; those that are its writer's mistake are fatal. The files that the
    template names become the document's further sources. What `known` rules out is not read. `joined` finds in a text
    and its tree the files that the markup itself names.
    """
    gathered = Gathered(view, _language(language, known, joined), known.find)
    tree, view = gathered.tree, gathered.view
    chosen = plan(tree.nodes, known.ties)
    expansions: list[Expansion] = []
    written = 0
    for world in chosen.worlds:
        if len(expansions) > 1 and written > bounds.MOST_WRITTEN:
            break
        expansions.append(expand(view.text, tree.nodes, world))
        written += len(expansions[-1].view.text)
    chosen = replace(chosen, left_out=chosen.left_out + len(chosen.worlds) - len(expansions))
    readings = [inner(identity(each.view.text), each.fields) for each in expansions]
    sharing = Sharing(expansions, readings, view.map)
    variants = tuple(
        Variant(tuple(sharing.shared(block) for block in reading.blocks), reading.sections, expansion.choices)
        for reading, expansion in zip(readings, expansions, strict=True)
    )
    comments: dict[Run, tuple[Comment, Variant]] = {}
    for i, variant in enumerate(variants):
        for comment in standing_comments(i, readings[i], expansions[i], sharing, view):
            comments.setdefault(comment.place, (comment, variant))
    said = Saying((source, *gathered.sources), view)
    problems = [*said.faults(tree), *said.unread(tree, expansions), *said.cap(chosen, len(expansions))]
    for i, reading in enumerate(readings):
        problems += [said.inner(problem, expansions[i], sharing.ways[i]) for problem in reading.problems]
    first = readings[0]
    return TemplateReading(
        variants,
        tuple(comments[place] for place in sorted(comments)),
        tuple(dict.fromkeys(problems)),
        sharing.flow(0, first.flow) if first.flow else None,
        first.declared,
        tuple(gathered.sources),
        nested(tree.nodes, known.ties),
    )
