"""A form as data, in JSON or YAML: the export of a builder, a list of fields, a schema; its boxes with their state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from offerlint.model.block import Control
from offerlint.reading import bounds
from offerlint.reading import form_keys as keys
from offerlint.reading.call_parse import Parsed, parsed
from offerlint.reading.call_shape import is_prose, ordered
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.json_scan import Value
from offerlint.reading.markup import BlockWriter, Comment
from offerlint.reading.opener import Opened
from offerlint.text.key import plain
from offerlint.text.late import late

_SOUGHT = late(
    r"check_?box|toggle|switch|radio|opt[-_ ]?in|consent|boolean|bool\b|(?:pre)?[-_]?(?:checked|ticked|selected)|"
    r"default[\"']?[ \t]*:[ \t]*true"
)
"""What any data holds in which a form is looked for."""
_OWN = late(r"\b(?:I|me|my)\b")
_AGREES = late(
    r"\b(?:agree|consent|send|e-?mail|text|call|contact|keep|receive|hear|tell|share|like|want|accept|opt)\b"
)
"""What somebody says who agrees, of himself, and no setting of a program does."""
_NEWS = late(
    r"^(?:yes|opt|subscribe|sign up|receive|get|join|happy)\b.*"
    r"\b(?:offers?|newsletters?|news|deals|marketing|promotions|partners|third parties)\b"
)
_TOLD = ("description", "content")
"""Keys of what schemas say of a value."""
_PERSON = late(
    r"\b(?:e-?mail|phone|mobile|telephone|postcode|(?:your|full|first|last) name|surname|date of birth)\b",
    re.IGNORECASE,
)
"""What a form asks somebody for."""


def is_form_data(text: str) -> bool:
    """Whether JSON or YAML is a form: fields of the types that forms have, or a box by which somebody agrees."""
    if len(text) > bounds.LARGEST_SOUGHT or _SOUGHT.search(text.lower()) is None:
        return False
    try:
        root = parsed(text).root
    except ReadError:
        return False
    fields = [one for one in _objects(root) if _is_shown(one)]
    typed = [kind for one in fields if (kind := keys.type_of(one)) and kind not in keys.OF_VALUES]
    boxes = [one for one in fields if _is_box(one)]
    if any(keys.OF_THEMES.fullmatch(plain(one.text)) for field in fields for one in field.members.values()):
        return False
    labels = [label.text for one in fields if (label := keys.label_of(one))]
    asks = any(map(keys.SURE.fullmatch, typed)) or any(map(_PERSON.search, labels))
    return (len(set(typed)) > 1 and asks and bool(boxes)) or any(map(_is_agreed, boxes))


def open_form(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The form that a file is; raises ReadError for what is no JSON and no YAML."""
    source = decode(data, path)
    form = _Form(parsed(source.text))
    form.read(form.flow.root, "")
    reading = replace(form.writer.reading(), declared={"channel": "web"})
    return Opened(source, reading)


def _objects(value: Value) -> Iterator[Value]:
    if value.kind == "object":
        yield value
    for one in (*value.members.values(), *value.items):
        yield from _objects(one)


def _is_shown(field: Value) -> bool:
    """Whether words stand beside a field, and not only what a schema tells of it."""
    label = keys.label_of(field)
    return label is not None and not any(one is label and plain(key) in _TOLD for key, one in field.members.items())


def _is_box(field: Value) -> bool:
    """Whether an object is a box to tick: by its type, or its state, or words that somebody agrees to."""
    if keys.BOX.fullmatch(keys.type_of(field)) is not None or any(
        plain(key) in keys.OWN_STATES for key in field.members
    ):
        return True
    state = keys.state_of(field)
    return state is not None and state[1].text.lower() in ("true", "false") and _is_agreed(field)


def _is_agreed(field: Value) -> bool:
    """Whether the words of a box are such as somebody agrees to."""
    label = keys.label_of(field)
    if label is None:
        return False
    words = label.text.lower()
    return bool(_OWN.search(label.text) and _AGREES.search(words)) or _NEWS.search(words) is not None


class _Form:
    """Writes the words of a form in their order, those of each field with its control."""

    def __init__(self, flow: Parsed) -> None:
        self.flow = flow
        self.writer = BlockWriter(flow.view)

    def read(self, value: Value, name: str) -> None:
        """What stands under the key `name`: a field, or anything around or beside fields."""
        if name == "offerlint":
            for key, one in ordered(value):
                words = ",".join(each.text for each in (one, *one.items) if each.text)
                self.writer.comments.append(Comment(f'offerlint: {key}="{words}"', self.flow.place(one), 0))
            return
        if value.kind == "string":
            self._words(value, name)
        elif value.kind == "object" and self._is_field(value):
            self._field(value, name)
        else:
            for key, one in ordered(value):
                if one.kind != "string" or not keys.UNSEEN.fullmatch(plain(key)):
                    self.read(one, plain(key))
            for one in value.items:
                self.read(one, name)

    def _is_field(self, value: Value) -> bool:
        is_one = bool(keys.type_of(value)) or _is_box(value)
        return is_one and not any(plain(key) in ("fields", "elements", "properties", "pages") for key in value.members)

    def _words(self, value: Value, name: str, control: Control | None = None, scope: str = "") -> None:
        if not value.is_text or not (control or scope or is_prose(value) or name in keys.BUTTONS | keys.HEADINGS):
            return
        made = self.flow.block(value, "note")
        if made is None:
            return
        is_button, is_heading = name in keys.BUTTONS, name in keys.HEADINGS
        found = scope or ("body.button" if is_button else "body.heading" if is_heading else "body.paragraph")
        level = 2 if found == "body.heading" else 0
        self.writer.add(replace(made, scope=found, speaker="", control=control, level=level))

    def _field(self, value: Value, name: str) -> None:
        """A field: its label with its control, the choices that it leaves, and what else is told beside it."""
        self.writer.next_section()
        kind, label = keys.type_of(value), keys.label_of(value)
        choices = next((value.members[key] for key in value.members if plain(key) in keys.CHOICES), None)
        is_of_choices = choices is not None and (keys.BOX.fullmatch(kind) or keys.RADIO.fullmatch(kind))
        is_box = _is_box(value) and not is_of_choices
        control = self._control(value, "checkbox" if is_box else "text", name)
        if keys.HIDDEN.fullmatch(kind):
            self._hidden(value, label, name)
            return
        for key, one in ordered(value):
            if one is label:
                scope = "form.checkbox" if is_box else "body.button" if kind in ("submit", "button") else "form.field"
                self._words(one, plain(key), control if scope.startswith("form.") else None, scope)
            elif one is choices:
                self._choices(
                    one, value, "radio" if keys.RADIO.fullmatch(kind) else "checkbox" if is_of_choices else ""
                )
            elif plain(key) not in keys.STATES and not keys.UNSEEN.fullmatch(plain(key)):
                self.read(one, plain(key))

    def _control(self, value: Value, kind: str, name: str) -> Control:
        state = keys.state_of(value)
        own = next((one.text for key, one in ordered(value) if plain(key) in ("name", "id", "key") and one.text), name)
        is_on = kind != "text" and state is not None and state[1].text.strip().lower() in keys.ON
        required = any(plain(key) == "required" and one.text == "true" for key, one in ordered(value))
        first = state[0] if state else next(iter(value.keys.values()), value)
        place = self.writer.place(first.start, state[1].end if state else first.end)
        return Control(kind, own, is_on, required, 0, place)

    def _hidden(self, value: Value, label: Value | None, name: str) -> None:
        on = next((one for key, one in ordered(value) if plain(key) in keys.STATES | {"value"}), None)
        if label is not None and on is not None and on.text.strip().lower() in keys.ON:
            self._words(label, name, replace(self._control(value, "hidden", name), checked=True), "form.checkbox")

    def _choices(self, choices: Value, field: Value, kind: str) -> None:
        """The answers of which one or several are ticked: by themselves, or as the field's own state names them."""
        states = [each for key, each in ordered(field) if plain(key) in keys.STATES]
        chosen = {one.text: one for each in states for one in (each, *each.items) if one.text}
        items: Sequence[Value] = choices.items or [one for _, one in ordered(choices)]
        for item in items:
            words = item if item.kind == "string" else keys.label_of(item) or _short(item)
            if words is None or not words.is_text:
                continue
            own = {one.text for key, one in ordered(item) if plain(key) in ("value", "id", "key", "name")}
            control = self._control(item if item.kind == "object" else field, kind, "") if kind else None
            ticked = next((chosen[one] for one in (*own, words.text) if one in chosen), None)
            if control and ticked:
                place = self.writer.place(ticked.start, ticked.end)
                control = replace(control, checked=True, place=place)
            self._words(words, "", control, f"form.{kind}" if kind else "form.field")


def _short(item: Value) -> Value | None:
    """The label of a choice, though it is one word."""
    found = {plain(name): one for name, one in item.members.items() if one.is_text}
    return next((found[name] for name in keys.LABELS if name in found), None)
