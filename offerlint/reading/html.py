"""Reads HTML as a customer would see it: words in blocks, controls with their labels, attributes that are copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from offerlint.model.block import Control
from offerlint.reading.html_attribute import NAMES_CONTROL, copies
from offerlint.reading.html_form import SCOPES, Forms, forms, is_switched_on_unseen, kind_of
from offerlint.reading.html_section import is_card, opens_section
from offerlint.reading.html_standing import Standing, standing
from offerlint.reading.html_style import Sheet, sheet
from offerlint.reading.html_tree import Element, Event, grow
from offerlint.reading.html_write import Page
from offerlint.reading.json_ld import strings_of
from offerlint.reading.markup import NO_FIELDS, Reading
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View

_CONDITIONAL = late(r"\s*(?:\[if\b|<!\[endif\])", re.IGNORECASE)

_NO_LABEL = ("body.heading", "body.button")
"""Words that are not taken for those of a box beside them."""


def read_html(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The blocks, sections and comments of the HTML in `view`; `fields` are expressions by offset.

    Any text is read: tags left out, crossed or stray are taken as browsers take them.
    """
    return _Reader(view, fields).read()


@dataclass(frozen=True, slots=True)
class _Around:
    """Where an element's words are: how they stand, in which paragraph, table, row and card."""

    standing: Standing
    container: Element | None = None
    outer: Element | None = None
    table: Element | None = None
    row: Element | None = None
    in_card: bool = False


@dataclass(frozen=True, slots=True)
class _Unlabelled:
    """A box whose words are to come, before `within` ends; else they are the block at `before`, if any."""

    control: Control
    within: Element | None
    before: int | None


class _Reader:
    """Walks the events once, with no more memory than the elements take."""

    def __init__(self, view: View, fields: Mapping[int, str]) -> None:
        self._view = view
        self._page = Page(view, fields)
        self._events = grow(view.text)
        elements = [event.element for event in self._events if event.kind == "open"]
        self._forms: Forms = forms(elements)
        self._cells = Counter(element.parent for element in elements if element.name in ("td", "th"))
        self._rules: Sheet = sheet(
            view.text[event.start : event.end]
            for event in self._events
            if event.kind == "text" and event.element.name == "style"
        )
        self._where: dict[Element, _Around] = {}
        self._sections: set[Element] = set()
        self._unlabelled: _Unlabelled | None = None
        self._main_in = self._main_was_in = _Around(Standing())
        self._optioned: set[Element] = set()
        self._lang = ""

    def read(self) -> Reading:
        steps = {"open": self._open, "close": self._close, "text": self._text, "comment": self._comment}
        for event in self._events:
            steps[event.kind](event)
        for lane in ("side", "hidden", "main"):
            self._end(lane)
        self._settle()
        page = self._page
        declared = {"lang": self._lang} if self._lang else {}
        return Reading(tuple(page.blocks), tuple(page.numbers), tuple(page.comments), declared=declared)

    def _around(self, element: Element | None) -> _Around:
        found = self._where.get(element) if element else None
        return found or _Around(Standing())

    def _open(self, event: Event) -> None:
        element, around = event.element, self._around(event.element.parent)
        is_data = around.table is not None and not _is_layout(around.table)
        own = standing(element, around.standing, self._rules, not self._page.has_words, is_data)
        own = self._in_control(element, own, around.standing)
        if not own.silent and own.alone:
            self._part(own, around.standing)
        where = self._where[element] = _Around(
            own,
            element if own.alone else around.container,
            around.container if own.alone else around.outer,
            element if element.name == "table" else around.table,
            element if element.name == "tr" else around.row,
            around.in_card or is_card(element),
        )
        if around.standing.silent:
            return
        self._begin(element, own, around.in_card, is_data)
        if element.name == "br":
            self._break(element, own)
        if is_switched_on_unseen(element):
            self._page.name(element.places["name"], where.standing, self._control(element))
        self._attributes(element, where, self._meet_control(element, where, around))

    def _begin(self, element: Element, own: Standing, in_card: bool, is_data: bool) -> None:
        """Begins the sections and notes the language."""
        if opens_section(element, in_card, is_data and self._cells[element] > 1):
            self._sections.add(element)
            self._page.sections.open()
        if own.scope == "body.heading" and not own.hidden and self._around(element.parent).standing.scope != own.scope:
            self._page.sections.heading(own.level)
        if element.name in ("html", "body") and not self._lang:
            self._lang = element.get("lang") or element.get("xml:lang")

    def _close(self, event: Event) -> None:
        element = event.element
        own, around = self._around(element).standing, self._around(element.parent).standing
        if element.name == "code" and not around.silent:
            self._main_in = self._around(element)
            self._page.gather(around).put("`", element.start, event.end, "code")
        if not own.silent:
            if own.alone:
                self._part(own, around)
            elif own.lane != around.lane:
                self._end(own.lane)
        if element in self._sections:
            self._page.sections.close()
        if self._unlabelled and self._unlabelled.within is element:
            self._settle()

    def _text(self, event: Event) -> None:
        where = self._around(event.element)
        own, page = where.standing, self._page
        if not self._around(event.element.parent).standing.silent:
            for string in strings_of(event.element, self._view.text, event.start, event.end):
                page.told(string)
        if own.silent:
            return
        begun = page.under_way(own.lane)
        if begun is None and self._view.text[event.start : event.end].isspace():
            return
        gathering = begun or page.gather(own)
        if own.lane == "main":
            self._main_in = where
            if begun is None and self._unlabelled and own.control is None and own.scope not in _NO_LABEL:
                gathering.adjacent, self._unlabelled = self._unlabelled.control, None
        gathering.text(event.start, event.end, own)

    def _comment(self, event: Event) -> None:
        text = self._view.text[slice(*event.inner)]
        if not _CONDITIONAL.match(text) and not self._around(event.element).standing.silent:
            self._page.comment(text, event.start, event.end)

    def _break(self, element: Element, own: Standing) -> None:
        """A line break; two in a row part paragraphs, and one ends the words beside a box."""
        begun = self._page.under_way(own.lane)
        if begun and (begun.adjacent or (begun.broken and own.control is None)):
            self._end(own.lane)
        elif begun:
            begun.put("\n", element.start, element.end)

    def _part(self, own: Standing, around: Standing) -> None:
        """Ends the words before; inside a label, which is one block, it only keeps them apart."""
        if own.control is not None and own.control is around.control:
            begun = self._page.under_way(own.lane)
            if begun:
                begun.part()
        else:
            self._end(own.lane)

    def _end(self, lane: str) -> None:
        before = self._page.main_block
        self._page.end(lane)
        if self._page.main_block != before:
            self._main_was_in = self._main_in

    def _in_control(self, element: Element, own: Standing, around: Standing) -> Standing:
        """How the element stands as a label, a button, an option or a text box."""
        if own.silent or own.hidden == "yes":
            return own
        if element.name == "option":
            return replace(own, side=True, alone=True, scope="form.select", control=self._option(element))
        if around.control is not None:
            return own
        if element.name == "textarea":
            return replace(own, side=True, control=self._control(element))
        if element in self._forms.labels:
            return replace(own, alone=True, control=self._control(self._forms.labels[element]))
        if element.name == "button":
            return replace(own, control=self._control(element))
        return own

    def _control(self, element: Element) -> Control:
        return self._forms.control(element, self._view.slice(Span(element.start, element.end)))

    def _option(self, option: Element) -> Control | None:
        """The option's select at the option's own place, checked when this option is the one that shows at first."""
        select = option.parent
        while select and select.name == "optgroup":
            select = select.parent
        if not select or select.name != "select":
            return None
        is_first = select not in self._optioned
        self._optioned.add(select)
        is_shown = is_first and select not in self._forms.chosen and not {"multiple", "size"} & set(select.attributes)
        control = self._forms.control(select, self._view.slice(Span(option.start, option.end)))
        return replace(control, checked="selected" in option.attributes or is_shown)

    def _meet_control(self, element: Element, where: _Around, around: _Around) -> Control | None:
        """Finds the words of a control that has no label; gives the control when an attribute has them."""
        kind = kind_of(element)
        if not kind or where.standing.hidden or element.name == "button":
            return None
        if kind == "button":
            return self._control(element)
        if around.standing.control is not None:
            return None
        if element in self._forms.labelled:
            if element not in self._forms.labels:
                self._end("main")
            return None
        self._settle()
        self._end("main")
        control = self._control(element)
        if any(element.get(name).strip() for name in NAMES_CONTROL):
            return control
        if kind in ("checkbox", "radio"):
            self._unlabelled = _Unlabelled(control, around.row or around.container, self._before(around, (1, 2)))
            return None
        before = self._before(around, (1,))
        if before is None:
            return control
        self._tie(before, control)
        return None

    def _before(self, around: _Around, reach: tuple[int, ...]) -> int | None:
        """The last block, if it stands in the same paragraph (1), the one around it (2) or the same row."""
        was, index = self._main_was_in, self._page.main_block
        near = (was.container, was.outer)[: len(reach)]
        if index < 0 or not (around.container in near or (around.row and around.row is was.row)):
            return None
        block = self._page.blocks[index]
        return None if block.control or block.scope in _NO_LABEL else index

    def _settle(self) -> None:
        """Gives a box that no words follow the words before it."""
        if self._unlabelled and self._unlabelled.before is not None:
            self._tie(self._unlabelled.before, self._unlabelled.control)
        self._unlabelled = None

    def _tie(self, index: int, control: Control) -> None:
        blocks = self._page.blocks
        blocks[index] = replace(blocks[index], scope=SCOPES[control.kind], control=control, level=0)

    def _attributes(self, element: Element, where: _Around, control: Control | None) -> None:
        """Adds the attributes that are copy; one that names an unlabelled control is its label."""
        for name, scope in copies(element):
            is_label = control is not None and control.kind in SCOPES and name in NAMES_CONTROL
            own = SCOPES[control.kind] if control and is_label else scope
            self._page.attribute(element.places[name], own, where.standing, control)
            control = None


def _is_layout(table: Element) -> bool:
    """Whether a table only places things, as in e-mails, rather than show data."""
    if table.role in ("presentation", "none") or table.has_table:
        return True
    return table.in_table
