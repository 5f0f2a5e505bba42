"""Form controls that must not be as they are."""

from __future__ import annotations

import pytest

TICKED = 'control: {kind: checkbox, checked: yes, label: "offer*", unless: ["do not"]}'


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ('<label><input type="checkbox" checked> Send me offers</label>', ["Send me offers"]),
        ('<input type="checkbox" id="a" checked><label for="a">Send me offers</label>', ["Send me offers"]),
        ('<label><input type="checkbox"> Send me offers</label>', []),
        ('<label><input type="checkbox" checked> Do not send me offers</label>', []),
        ('<label><input type="checkbox" checked> I accept the terms</label>', []),
        ('<label><input type="radio" checked> Send me offers</label>', []),
        ('<label><input type="checkbox" checked> Offers, more offers</label>', ["Offers, more offers"]),
    ],
)
def test_controls(box, expected, flagged):
    assert [text.strip() for text in flagged(TICKED, f"<form>{box}</form>", "html")] == expected


def test_a_hit_points_at_the_control_and_relates_its_label(run):
    (hit,) = run(TICKED, '<form><label><input type="checkbox" checked> Send me offers</label></form>', "html")
    assert hit.places[0].span is None
    assert [message for _, message in hit.related] == ["What its label says"]


def test_without_a_label_any_control_of_the_kind_counts(flagged):
    text = '<form><label><input type="checkbox" checked> Anything</label></form>'
    assert len(flagged("control: {kind: checkbox, checked: yes}", text, "html")) == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("kind: hidden, checked: yes", 1), ("checked: yes", 0), ("kind: text", 0), ("kind: hidden, checked: no", 0)],
)
def test_a_field_that_nobody_sees_is_read_only_where_it_is_asked_for(asked, expected, flagged):
    text = '<form><input type="hidden" name="text_offers" value="yes"></form>'
    assert len(flagged(f'control: {{{asked}, label: "offer*"}}', text, "html")) == expected


YES = "<label><input type=radio name=m checked> Yes</label>"
ASKED = 'control: {kind: radio, checked: yes, label: "yes", question: "offers"}'


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("<p>Our offers?</p>{yes}", 1),
        ("<fieldset><legend>Our offers?</legend>{yes}</fieldset>", 1),
        (
            "<p>Offers?</p><label><input type=radio name=m>No</label>{yes}",
            1,
        ),
        (
            "<p>Offers?</p><label><input type=radio name=a>No</label>{yes}",
            0,
        ),
        ("<p>Our offers?</p><p>Over 18?</p>{yes}", 0),
        ("{yes}<p>Our offers?</p>", 0),
    ],
)
def test_a_control_is_read_with_the_question_that_it_answers(form, expected, flagged):
    assert len(flagged(ASKED, f"<form>{form.replace('{yes}', YES)}</form>", "html")) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [("Our offers?", 1), ("Are these offers yours?", 0), ("Our offers? Are those yours?", 1)],
)
def test_what_excuses_a_label_excuses_its_question(question, expected, flagged):
    asked = ASKED.replace('"}', '", unless: "yours"}')
    assert len(flagged(asked, f"<form><p>{question}</p>{YES}</form>", "html")) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("prefs.email", 0),
        ("customer.consents.email", 0),
        ("user.opted_in", 0),
        ("said_yes", 0),
        ("customer.granted_email", 0),
        ("answers.email_yes", 0),
        ("contact.post_allowed", 0),
        ("customer.marketing_email", 0),
        ("customer.email", 1),
        ("unsaid_yesterday", 1),
        ("prefs.default_email", 1),
        ("not prefs.email", 1),
        ("prefs.email == 'weekly'", 1),
        ("country == 'GB'", 1),
    ],
)
def test_a_box_that_shows_what_somebody_chose_is_not_ticked_beforehand(condition, expected, flagged):
    box = f"<label><input type=checkbox name=e {{% if {condition} %}}checked{{% endif %}}> Send me offers</label>"
    assert len(flagged(TICKED, f"<form>{box}</form>", "jinja+html")) == expected


def test_a_ticked_box_that_is_shown_only_on_a_condition_is_ticked_beforehand(flagged):
    box = "{% if prefs.shown %}<label><input type=checkbox name=e checked> Send me offers</label>{% endif %}"
    assert len(flagged(TICKED, f"<form>{box}</form>", "jinja+html")) == 1


LISTED = 'control: {kind: checkbox, required: yes, label: "news", sign_ups: no}'
TICK = "<label><input type=checkbox name=ok required> Send me news</label>"


@pytest.mark.parametrize(
    ("form", "count"),
    [
        (f"<label>E-mail <input name=e></label>{TICK}<button>Sign me up</button>", 0),
        (f"<label>Your e-mail address <input name=e></label>{TICK}<button>Subscribe</button>", 0),
        (f"<label>E-mail <input name=e></label>{TICK}<button>Send my order</button>", 1),
        (f"<label>Postcode <input name=p></label>{TICK}<button>Subscribe</button>", 1),
        (f"<label><input type=checkbox name=t> Terms</label>{TICK}<button>Sign up</button>", 1),
        (f"<label>Size <select name=s><option>S</option></select></label>{TICK}<button>Sign up</button>", 1),
        (TICK, 1),
    ],
)
def test_a_form_that_only_puts_people_on_a_list_may_be_left_alone(form, count, flagged):
    assert len(flagged(LISTED, f"<form>{form}</form>", "html")) == count


@pytest.mark.parametrize(
    ("state", "format", "expected"),
    [
        ("{{ old('care', true) ? 'checked' : '' }}", "blade+html", 1),
        ("{{ old('care') ? 'checked' : '' }}", "blade+html", 0),
        ("{{ $order->hasCare() ? 'checked' : '' }}", "blade+html", 0),
        ("{{ 'checked' if form.care|default(true) else '' }}", "jinja+html", 1),
        ("{{ 'checked' if form.care|default(false) else '' }}", "jinja+html", 0),
        ("{{ 'checked' if form.care == 'yes' else '' }}", "jinja+html", 0),
    ],
)
def test_what_stands_in_for_a_choice_is_no_choice(state, format, expected, flagged):
    box = f'<form><label><input type="checkbox" name="care" {state}> Our offers</label></form>'
    assert len(flagged("control: {kind: checkbox, checked: yes, label: offers}", box, format)) == expected
