"""Where words stand that an e-mail carries: in which of its messages or files, and where in that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from offerlint.model.block import Block
from offerlint.model.document import Document
from offerlint.model.flow import Act, Flow, Step, Successor
from offerlint.model.source import PlaceWire, Source
from offerlint.reading.email_header import copy_value
from offerlint.reading.email_part import Part
from offerlint.text.source_map import Piece, SourceMap
from offerlint.text.span import Run, Span
from offerlint.text.view import View, ViewBuilder

_LONGEST = 60


def said_name(what: str, message: Part) -> str:
    """A message as a person calls it: `message 3 “Spring offers”`."""
    header = message.header("subject")
    if header is None:
        return what
    builder = ViewBuilder(message.text)
    copy_value(builder, message.text, header.start, header.end)
    subject = " ".join(builder.build().text.split())
    return f"{what} “{shorten(subject, _LONGEST, placeholder='…')}”" if subject else what


class Letters:
    """The locator of a text in which several messages stand, one after another or one within another."""

    def __init__(self, letters: Sequence[tuple[Span, str]], length: int) -> None:
        self._starts, self._names = [0], [""]
        around: list[tuple[int, str]] = [(length, "")]
        for span, name in sorted(letters, key=lambda one: (one[0].start, -one[0].end)):
            while around[-1][0] <= span.start and len(around) > 1:
                self._leave(around)
            said = ", ".join(filter(None, (around[-1][1], name)))
            around.append((span.end, said))
            self._enter(span.start, said)
        while len(around) > 1:
            self._leave(around)

    def _enter(self, at: int, said: str) -> None:
        self._starts.append(at)
        self._names.append(said)

    def _leave(self, around: list[tuple[int, str]]) -> None:
        end, _ = around.pop()
        self._enter(end, around[-1][1])

    def where(self, span: Span) -> str:
        """`message 3 “Spring offers”`; nothing for the words of the message that the file is."""
        return self._names[bisect_right(self._starts, span.start) - 1]

    def places(self, span: Span) -> Sequence[PlaceWire]:  # noqa: ARG002 - as all locators
        """None: a message is a text, with lines."""
        return []


class Attached:
    """The locator of a file that is attached to a message: `around` says to what, its own places are `source`'s."""

    def __init__(self, around: Sequence[str], name: str, source: Source) -> None:
        self._around, self._name, self._source = around, name, source

    def where(self, span: Span) -> str:
        """`attachment “terms.docx”, section “Prices”, paragraph 3`."""
        own = self._source.locator.where(span) if self._source.locator else ""
        return ", ".join([*self._around, *([own] if own else [])])

    def places(self, span: Span) -> Sequence[PlaceWire]:
        """Those of the file, each with its name."""
        return [{"attachment": self._name, **place} for place in self._source.places([span])]


def moved(document: Document, by: int) -> Document:
    """A document whose sources stand among others, behind so many of them."""
    blocks: dict[Block, Block] = {}

    def view(one: View) -> View:
        return View(one.text, SourceMap([Piece(span, tuple(map(run, runs)), exact) for span, runs, exact in one.map]))

    def block(one: Block) -> Block:
        if one not in blocks:
            control = one.control
            if control and control.place:
                control = replace(control, place=view(control.place))
            blocks[one] = replace(one, view=view(one.view), control=control)
        return blocks[one]

    def run(one: Run) -> Run:
        return Run(one.source + by, one.start, one.end)

    variants = tuple(replace(one, blocks=tuple(map(block, one.blocks))) for one in document.variants)
    allows = tuple(
        replace(one, place=run(one.place), reach=run(one.reach) if one.reach else None) for one in document.allows
    )
    flow = document.flow
    if flow:

        def act(one: Act) -> Act:
            return replace(one, place=run(one.place), block=block(one.block) if one.block else None)

        def way(one: Successor) -> Successor:
            return replace(one, block=block(one.block) if one.block else None)

        steps = {
            name: Step(name, tuple(map(act, one.acts)), tuple(map(way, one.successors)), run(one.place))
            for name, one in flow.steps.items()
        }
        flow = Flow(flow.start, steps)
    return replace(document, variants=variants, allows=allows, flow=flow, problems=())
