"""Controls of HTML forms: their words, their state and the form they belong to."""

from __future__ import annotations

import pytest

from offerlint.model.block import Block, Control, Emphasis
from offerlint.reading.html import read_html
from offerlint.reading.markup import identity


def tied(text: str) -> list[tuple[str, str, str]]:
    """Scope, words and the control's name, of each block that has a control."""
    return [(b.scope, b.text, b.control.name) for b in read_html(identity(text)).blocks if b.control]


def only(text: str) -> tuple[Block, Control]:
    (block,) = read_html(identity(text)).blocks
    assert block.control
    return block, block.control


BOX = '<input type="checkbox" id="n" name="n">'
AGREE = [("form.checkbox", "I agree", "n")]

LABELS = [
    ("label for", f"{BOX} <label for=n>I agree</label>", AGREE),
    ("label for, before the box", f"<label for=n>I agree</label> {BOX}", AGREE),
    ("label around", f"<label>{BOX} I agree</label>", AGREE),
    ("label around blocks", f"<label>{BOX}<div>I</div><div>agree</div></label>", [("form.checkbox", "I\nagree", "n")]),
    ("label around and for", f"<label for=n>{BOX} I agree</label>", AGREE),
    ("aria-labelledby", "<span id=t>I agree</span><input type=checkbox name=n aria-labelledby=t>", AGREE),
    ("aria-label", '<input type=checkbox name=n aria-label="I agree">', AGREE),
    ("title", '<input type=checkbox name=n title="I agree">', AGREE),
    ("words after", f"<p>{BOX} I agree</p>", AGREE),
    ("words after, in their own element", f"<div>{BOX} <span>I <b>agree</b></span></div>", AGREE),
    ("words in the next cell", f"<table><tr><td>{BOX}</td><td>I agree</td></tr></table>", AGREE),
    ("words before", f"<p>I agree {BOX}</p>", AGREE),
    ("words after up to a break", f"<p>{BOX} I agree<br>Read on</p>", AGREE),
    ("role", "<div role=checkbox id=n aria-checked=true>I agree</div>", AGREE),
    (
        "radios in a row",
        "<p><input type=radio name=n> Yes <input type=radio name=n> No</p>",
        [("form.radio", "Yes", "n"), ("form.radio", "No", "n")],
    ),
    ("no words but a heading's", f"<div>{BOX}<h2>Plans</h2></div>", []),
    ("text, words before", "<p>Email: <input name=n></p>", [("form.field", "Email:", "n")]),
    (
        "text, words in the cell before",
        "<table><tr><td>Email<td><input name=n></table>",
        [("form.field", "Email", "n")],
    ),
    ("text with a placeholder only", '<input name=n placeholder="Email">', [("body.placeholder", "Email", "n")]),
    ("text area", "<textarea name=n>Hello</textarea>", [("form.field", "Hello", "n")]),
    (
        "select",
        "<label>Plan <select name=n><option>Fibre<optgroup label=More><option>Mobile</select></label>",
        [("form.select", "Plan", "n"), ("form.select", "Fibre", "n"), ("form.select", "Mobile", "n")],
    ),
    ("hidden input", '<p>Email</p><input type=hidden name=n value="free">', []),
    ("button", "<form><button name=n>Order <b>and pay</b></button></form>", [("body.button", "Order and pay", "n")]),
    ("submit", '<input type=submit name=n value="Order">', [("form.button", "Order", "n")]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in LABELS], ids=[row[0] for row in LABELS])
def test_labels(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(tied(text)) == sorted(expected)


def test_a_label_tied_to_nothing_is_ordinary_words() -> None:
    (block,) = read_html(identity("<p>See <label>this</label> now</p>")).blocks
    assert (block.scope, block.text, block.control) == ("body.paragraph", "See this now", None)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("offers_by_text", "yes", ["offers", "by", "text"]),
        ("smsOptIn", "1", ["sms", "Opt", "In"]),
        ("marketing[email]", "TRUE", ["marketing", "email"]),
        ("offers", "no", []),
        ("csrf", "a81f", []),
        ("", "1", []),
    ],
)
def test_a_hidden_field_that_says_yes_is_known_by_its_name(name: str, value: str, expected: list[str]) -> None:
    blocks = read_html(identity(f'<p>Email</p><input type=hidden name="{name}" value="{value}">')).blocks
    found = [(b.text.split(), b.emphasis, b.control.kind, b.control.checked) for b in blocks if b.control]
    assert found == ([(expected, Emphasis.HIDDEN, "hidden", True)] if expected else [])


@pytest.mark.parametrize(
    ("attributes", "checked", "required"),
    [("", False, False), ("checked", True, False), ('checked="" required', True, True)],
)
def test_state(attributes: str, checked: bool, required: bool) -> None:
    tag = f"<input type=checkbox name=n {attributes}>"
    _, control = only(f"<label>{tag} I agree</label>")
    assert (control.checked, control.required) == (checked, required)
    assert control.place
    assert control.place.text == tag


def test_the_option_that_shows_is_checked() -> None:
    plain = read_html(identity("<select><option>a<option>b</select><select><option>c<option selected>d</select>"))
    assert [(b.text, b.control.checked) for b in plain.blocks if b.control] == [
        ("a", True), ("b", False), ("c", False), ("d", True),
    ]  # fmt: skip


def test_forms_are_numbered_and_controls_may_stand_outside() -> None:
    text = (
        "<form><label>a<input></label></form><form id=f><label>b<input></label></form>"
        "<label>c<input form=f></label><label>d<input></label>"
    )
    found = [(b.text, b.control.form) for b in read_html(identity(text)).blocks if b.control]
    assert found == [("a", 0), ("b", 1), ("c", 1), ("d", None)]


def test_words_around_a_label_stay_in_the_paragraph() -> None:
    text = f"<p>Tick here: {BOX} <label for=n>No thanks</label> or write to us.</p>"
    assert [b.text for b in read_html(identity(text)).blocks] == ["Tick here:", "No thanks", "or write to us."]


@pytest.mark.parametrize(
    ("text", "is_ticked"),
    [
        ("<button role=switch aria-checked=true>Offers</button>", True),
        ("<button role=switch aria-checked=false>Offers</button>", False),
        ('<label><input type=checkbox [checked]="true"> Offers</label>', True),
        ('<label><input type=checkbox [checked]="chosen"> Offers</label>', False),
        ('<div x-data="{ news: true }"><label><input type=checkbox x-model="news"> Offers</label></div>', True),
        ('<div x-data="{ news: false }"><label><input type=checkbox x-model="news"> Offers</label></div>', False),
        ("<label><input type=checkbox x-model=news> Offers</label>", False),
        ('<toggle-switch checked label="Offers"></toggle-switch>', True),
        ("<my-checkbox>Offers</my-checkbox>", False),
    ],
)
def test_boxes_of_other_makes(text: str, is_ticked: bool) -> None:
    block, control = only(text)
    assert (block.scope, block.text, control.checked) == ("form.checkbox", "Offers", is_ticked)
