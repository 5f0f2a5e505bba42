"""Forms as data: every box is read with its words and how it stands as the form opens."""

from __future__ import annotations

import json
from typing import Any

import pytest

from offerlint.model.document import Document
from offerlint.reading.opener import open_data
from offerlint.reading.recognise import recognise

NEWS = "Yes, send me offers from Larkline by email"
EMAIL = {"type": "email", "label": "Email address", "name": "email"}


def read(form: str | dict[str, Any], path: str = "signup.json") -> Document:
    written = form if isinstance(form, str) else json.dumps(form, indent=1, ensure_ascii=False)
    path = path if not isinstance(form, str) else "signup.yaml"
    assert recognise(path, written) == "form-data"
    return open_data(written.encode(), path, "form-data")


def boxes(document: Document) -> list[tuple[str, str, bool]]:
    found = [(one.control, one.text) for one in document.variants[0].blocks if one.control]
    return [(control.kind, text, control.checked) for control, text in found if control.kind != "text"]


@pytest.mark.parametrize(
    ("field", "is_on"),
    [
        ({"type": "checkbox", "label": NEWS, "checked": True}, True),
        ({"type": "checkbox", "label": NEWS, "checked": False}, False),
        ({"type": "checkbox", "label": NEWS}, False),
        ({"type": "checkbox", "label": NEWS, "defaultValue": "true"}, True),
        ({"component": "ConsentCheckbox", "props": {}, "label": NEWS, "defaultChecked": True}, True),
        ({"fieldType": "booleancheckbox", "label": NEWS, "default_value": "on"}, True),
        ({"type": "boolean", "title": NEWS, "default": True}, True),
        ({"widget": "toggle", "text": NEWS, "initialValue": 1}, True),
        ({"label": NEWS, "preTicked": True}, True),
    ],
)
def test_a_box_stands_as_its_field_says(field: dict[str, Any], is_on: bool) -> None:
    assert boxes(read({"fields": [EMAIL, field]})) == [("checkbox", NEWS, is_on)]


def test_a_schema_whose_box_somebody_agrees_to_is_a_form() -> None:
    schema = {"type": "object", "properties": {"news": {"type": "boolean", "title": NEWS, "default": True}}}
    assert boxes(read(schema)) == [("checkbox", NEWS, True)]


def test_yaml_is_read_too_and_a_finding_stands_where_the_box_is_ticked() -> None:
    fields = "fields:\n  - type: email\n    label: Email address\n  - type: checkbox\n"
    document = read(f"{fields}    label: {NEWS}\n    default: true\n")
    assert document.problems == ()
    assert boxes(document) == [("checkbox", NEWS, True)]
    control = document.variants[0].blocks[-1].control
    assert control is not None
    assert control.place is not None
    assert control.place.text == "default: true"


def test_choices_are_ticked_by_themselves_or_by_their_field() -> None:
    ways = {"type": "checkboxes", "label": "How may we contact you?", "default": ["sms"], "options": [
        {"label": "Email", "value": "email"}, {"label": "Text", "value": "sms"},
    ]}  # fmt: skip
    chosen = {
        "type": "radio",
        "label": "May we call?",
        "choices": [{"text": "Yes", "isSelected": True}, {"text": "No"}],
    }
    assert boxes(read({"fields": [EMAIL, ways, chosen]})) == [
        ("checkbox", "Email", False),
        ("checkbox", "Text", True),
        ("radio", "Yes", True),
        ("radio", "No", False),
    ]


def test_words_that_somebody_agrees_to_are_a_box_without_a_type() -> None:
    document = read({"consent": {"email": {"label": NEWS, "default": True}, "sms": {"label": NEWS, "default": False}}})
    assert boxes(document) == [("checkbox", NEWS, True), ("checkbox", NEWS, False)]
    asked = {"type": "radio", "question": "May we write?", "options": [{"text": NEWS, "default": True}, {"text": "No"}]}
    assert boxes(read({"questions": [asked]})) == [("radio", NEWS, True), ("radio", "No", False)]


def test_a_hidden_field_that_says_yes_is_on() -> None:
    hidden = {"type": "hidden", "label": "Marketing opt in", "value": "yes"}
    box = {"type": "checkbox", "label": "I agree to the terms"}
    assert boxes(read({"fields": [EMAIL, hidden, box]})) == [
        ("hidden", "Marketing opt in", True),
        ("checkbox", "I agree to the terms", False),
    ]


def test_other_words_of_the_page_are_read_and_those_for_programs_are_not() -> None:
    document = read(
        {
            "title": "Win a phone",
            "intro": "Enter our draw for a new phone.",
            "fields": [{**EMAIL, "errorMessage": "Please write your address again."}, {"type": "optin", "label": NEWS}],
            "notes": "Ask Legal about this one.",
            "submit": "Enter",
        }
    )
    assert [(one.scope, one.text) for one in document.variants[0].blocks] == [
        ("body.heading", "Win a phone"),
        ("body.paragraph", "Enter our draw for a new phone."),
        ("form.field", "Email address"),
        ("form.checkbox", NEWS),
        ("body.button", "Enter"),
    ]
    assert (document.about.kind, document.about.channel) == ("form", "web")


@pytest.mark.parametrize(
    "data",
    [
        {"properties": {"debug": {"type": "boolean", "description": "Send the logs to a file", "default": True}}},
        {"settings": [
            {"type": "checkbox", "id": "a", "label": "Show newsletter sign-up", "default": True},
            {"type": "color", "id": "b", "label": "Colour of the email box"}, {"type": "text", "label": "Head of it"},
        ]},
        {"name": "app", "scripts": {"check": "lint"}, "checked": True, "description": "Sends me home."},
        {"rules": [{"type": "switch", "title": "Enable the cache now", "default": True}]},
    ],
)  # fmt: skip
def test_settings_and_schemas_of_programs_are_no_forms(data: dict[str, Any]) -> None:
    assert recognise("config.json", json.dumps(data)) is None
