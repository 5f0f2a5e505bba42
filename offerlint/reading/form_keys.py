"""What the keys of a form in data mean, by the words that builders of forms name them with."""

from __future__ import annotations

from offerlint.reading.json_scan import Value
from offerlint.text.key import plain
from offerlint.text.late import late

TYPED = frozenset(
    "type kind component field_type widget input input_type element control control_type field tag format as".split()
)
"""Keys that say what a field is."""
BOX = late(
    r"(?:.+_)?(?:check_?box(?:es)?(?:_group|_list)?|toggle|switch|consent|opt_?in|tick_?box|boolean|bool|yes_?no|legal|gdpr"
    r"|booleancheckbox|singlecheckbox)(?:_(?:field|input|group))?"
)
RADIO = late(r"(?:.+_)?radios?(?:_?(?:buttons?|group))?")
_FIELD = late(
    r"(?:.+_)?(?:text|string|short_text|long_text|email|e_mail|tel|phone|phone_number|text_?area|select|dropdown|date|number|"
    r"name|address|postcode|password|hidden|submit|button|single_line|multi_?line)(?:_(?:field|input|box))?"
)
HIDDEN = late(r"hidden(?:_(?:field|input))?")
SURE = late(r"(?:.+_)?(?:e_?mail|tel|phone|phone_number|submit|consent|opt_?in|legal|gdpr)(?:_.+)?")
"""Types of fields by which a form asks somebody for something."""
OF_THEMES = late(r"color|colour|image_picker|font_picker|range|collection|video_url|link_list|richtext|inline_richtext")
"""Types of the settings of a theme, which are for those who run a shop."""
OF_VALUES = frozenset("string number boolean bool date".split())
"""Types of values, which schemas of programs have too."""
LABELS = tuple(
    "checkbox_label label title text question caption legend prompt description content wording name".split()
)
"""Keys of what stands beside a field, the surest first."""
STATES = frozenset(
    "checked is_checked default_checked pre_checked prechecked preticked pre_ticked ticked selected is_selected "
    "preselected pre_selected default_selected default default_value initial initial_value default_on "
    "is_default".split()
)
"""Keys of how a field stands as the form opens."""
OWN_STATES = frozenset(
    "checked is_checked default_checked pre_checked prechecked preticked pre_ticked ticked default_on".split()
)
"""Those that only a box has."""
ON = frozenset("true yes on 1 checked ticked selected".split())
CHOICES = ("options", "choices", "items", "values", "enum", "answers")
BUTTONS = frozenset("submit submit_label submit_text submit_button button button_text button_label cta".split())
HEADINGS = frozenset("title heading headline header form_title legend".split())
UNSEEN = late(
    r"(?:.*_)?(?:id|ids|uid|ref|key|name|slug|type|url|href|link|src|icon|class|style|pattern|regex|validators?|validation|"
    r"errors?|error_messages?|autocomplete|format|action|method|value|values|tracking|event|analytics|internal.*|notes?|"
    r"comments?|admin.*|owner|version|widget|component|schema|placeholder|condition|visible_if|when|if)"
)
"""Keys of what nobody sees who fills a form in, or only after a mistake."""


def type_of(field: Value) -> str:
    """What a field says that it is; of several keys the one that says the most."""
    found = [plain(one.text) for name, one in field.members.items() if plain(name) in TYPED and one.kind == "string"]
    return next((one for one in found if BOX.fullmatch(one)), next((one for one in found if is_type(one)), ""))


def is_type(word: str) -> bool:
    """Whether a word is a type of a field of a form."""
    return any(kind.fullmatch(word) for kind in (BOX, RADIO, _FIELD))


def label_of(field: Value) -> Value | None:
    """The words that stand beside a field."""
    found = {plain(name): one for name, one in field.members.items() if one.is_text and " " in one.text.strip()}
    return next((found[name] for name in LABELS if name in found), None)


def state_of(field: Value) -> tuple[Value, Value] | None:
    """The key and the value by which a field says how it stands; None where it says nothing."""
    for name, one in field.members.items():
        if plain(name) in STATES and one.kind in ("string", "literal"):
            return field.keys[name], one
    return None
