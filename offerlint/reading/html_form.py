"""The controls of HTML forms, and the elements whose words are their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from offerlint.model.block import Control
from offerlint.reading.html_names import HEADINGS
from offerlint.reading.html_tree import Element
from offerlint.text.view import View

SCOPES = {"checkbox": "form.checkbox", "radio": "form.radio", "select": "form.select", "text": "form.field"}
_BUTTON_TYPES = ("submit", "button", "reset", "image")
_SWITCHED_ON = frozenset("1 true yes y on checked all in optin opt-in opt_in opted-in opted_in".split())
_ROLES = {"checkbox": "checkbox", "switch": "checkbox", "menuitemcheckbox": "checkbox", "radio": "radio"}
_BOXES = ("checkbox", "switch", "toggle")
"""Last words of the names of elements that are none of HTML's own, and are boxes to tick."""
_BOUND = ("[checked]", "[ngmodel]", ":checked", "v-bind:checked", "x-bind:checked", "th:checked")


@dataclass(slots=True)
class Forms:
    """`labels`: the control that an element's words belong to; `labelled`: the controls that have such words.

    `chosen` are the selects in which an option is selected by its markup.
    """

    labels: dict[Element, Element] = field(default_factory=dict)
    labelled: set[Element] = field(default_factory=set)
    numbers: dict[Element, int] = field(default_factory=dict)
    owners: dict[Element, Element] = field(default_factory=dict)
    chosen: set[Element] = field(default_factory=set)

    def control(self, element: Element, place: View) -> Control:
        """The control that `element` is; `place` is the view of its own start tag."""
        owner = self.owners.get(element)
        unseen = is_switched_on_unseen(element)
        return Control(
            "hidden" if unseen else kind_of(element),
            element.get("name") or element.get("id"),
            unseen or is_ticked(element),
            "required" in element.attributes or element.get("aria-required") == "true",
            None if owner is None else self.numbers[owner],
            place,
        )


def kind_of(element: Element) -> str:
    """checkbox, radio, select, text or button; empty when it is no control a customer sees."""
    if element.name == "input":
        kind = element.get("type").strip().lower()
        if kind in ("checkbox", "radio"):
            return kind
        return "" if kind == "hidden" else "button" if kind in _BUTTON_TYPES else "text"
    if element.name == "button" and element.role in _ROLES:
        return _ROLES[element.role]
    if element.name in ("select", "textarea", "button"):
        return {"textarea": "text"}.get(element.name, element.name)
    is_box = "-" in element.name and element.name.rpartition("-")[2] in _BOXES
    return _ROLES.get(element.role, "checkbox" if is_box else "")


def is_ticked(element: Element) -> bool:
    """Whether a box is ticked as the page opens: by its markup, or by what Angular, Vue or Alpine bind to it."""
    if "checked" in element.attributes or element.get("aria-checked") == "true":
        return True
    if any(element.get(name).strip() in ("true", "${true}") for name in _BOUND):
        return True
    name, around = element.get("x-model").strip(), element.parent
    while name and around and "x-data" not in around.attributes:
        around = around.parent
    begins = rf"\b{re.escape(name)}[\"']?\s*:\s*true\b"
    return bool(name and around) and re.search(begins, around.get("x-data") if around else "") is not None


def is_switched_on_unseen(element: Element) -> bool:
    """Whether it is a hidden field whose value says yes, which goes with the form though nobody has seen it."""
    is_unseen = element.name == "input" and element.get("type").strip().lower() == "hidden"
    return is_unseen and bool(element.get("name")) and element.get("value").strip().lower() in _SWITCHED_ON


def forms(elements: Iterable[Element]) -> Forms:
    """Ties labels to controls and controls to forms: `elements` in the order of their start tags."""
    found, by_id = Forms(), dict[str, Element]()
    inside: dict[Element, _Inside] = {}
    for element in elements:
        around = inside.get(element.parent, _Inside()) if element.parent else _Inside()
        inside[element] = within = _inside(element, around)
        if element.name == "form":
            found.numbers[element] = len(found.numbers)
        elif element.name == "option" and within.select and "selected" in element.attributes:
            found.chosen.add(within.select)
        by_id.setdefault(element.get("id"), element)
        kind = kind_of(element)
        if kind and within.form:
            found.owners[element] = within.form
        if kind not in ("", "button"):
            _tie_around(found, element, within.label)
    by_id.pop("", None)
    for element in inside:
        _tie_pointed(found, by_id, element)
    for element in inside:
        _tie_described(found, by_id, element)
    return found


class _Inside(NamedTuple):
    """The form, label and select that an element is or stands in."""

    form: Element | None = None
    label: Element | None = None
    select: Element | None = None


def _inside(element: Element, around: _Inside) -> _Inside:
    if element.name in _Inside._fields:
        return around._replace(**{element.name: element})
    return around


def _tie_around(found: Forms, control: Element, label: Element | None) -> None:
    """A label around a control, or a control that holds its own words, as `role=checkbox` does."""
    if "-" in control.name and control.get("label"):
        return
    if control.name not in ("input", "select", "textarea"):
        found.labels[control] = control
        found.labelled.add(control)
    elif label and label not in found.labels and not label.get("for"):
        found.labels[label] = control
        found.labelled.add(control)


def _tie_pointed(found: Forms, by_id: dict[str, Element], element: Element) -> None:
    """`for` of a label, and `form` of a control that stands elsewhere."""
    control = by_id.get(element.get("for")) if element.name == "label" else None
    if control is not None and kind_of(control) not in ("", "button"):
        found.labels[element] = control
        found.labelled.add(control)
    owner = by_id.get(element.get("form")) if kind_of(element) else None
    if owner in found.numbers:
        found.owners[element] = owner


def _tie_described(found: Forms, by_id: dict[str, Element], control: Element) -> None:
    """`aria-labelledby`; a heading it names stays a heading."""
    if control in found.labelled or kind_of(control) in ("", "button"):
        return
    for name in control.get("aria-labelledby").split():
        label = by_id.get(name)
        if label is not None and label not in found.labels and label.name not in HEADINGS:
            found.labels[label] = control
            found.labelled.add(control)
