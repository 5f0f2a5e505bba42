"""The verb `control`: a form control that must not be as described."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from offerlint.checks.excuse import unexcused
from offerlint.checks.falsify import UndecidedError
from offerlint.checks.said import said
from offerlint.checks.undecided import undecided
from offerlint.model.block import Block, Literal, Place
from offerlint.model.check import FormControl
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.lens import Lens
from offerlint.reading.template.subject import test_of
from offerlint.text.late import late

_CHOSEN = late(
    r"pref(?:s|erences?)?\b|consent|permission|setting|opt(?:s|ed)?[_-]?(?:in|out)|optin|subscri|opted|agreed|chosen|choice"
    r"|[_-](?:yes|allowed)\b|answer(?:ed|s)\b|granted|\.marketing_(?:e?mail|sms|texts?|calls?|phone|post)\b"
    r"|saved|stored|previous|ticked|(?:^|[._])(?:is_)?(?:checked|selected)\b|wants|accepts|\bold\("
    r"|\b(?:form|params|request|session)(?:[.(\[]|->|::)|(?-i:\.has[A-Z]\w*\()",
    re.IGNORECASE,
)
"""What the name of data holds that keeps what somebody chose."""
_JOINS = late(r"\b(?:sign (?:me )?up|subscribe|join|count me in|keep me posted|get the newsletter)\b", re.IGNORECASE)
_WHO = late(
    r"\W*(?:(?:your|my|first|last|full|given|family) )*(?:e-?mail(?: address)?|(?:sur|fore)?name|address)\W*",
    re.IGNORECASE,
)
"""What somebody fills in to be on a list, and no more."""
_BEFOREHAND = late(
    r"default(?!\s*\(\s*(?:false|0|none|null|''|\"\")\s*\))|preset|auto|(?:\?\?|\|\||\bor)\s*(?:true|1)\b"
    r"|\bold\([^(),]*,\s*(?!(?:false|0|null|none|''|\"\")\s*\))",
    re.IGNORECASE,
)
"""What it holds where something stands in for a choice that nobody has made."""
_YES = (True, 1, "1", "on", "yes", "true", "y")


def check(spec: FormControl, lens: Lens) -> Iterator[Hit | Problem]:
    """A hit for each such control: its own tag, related to the words of its label."""
    if not any(one.block.control for one in lens.passages):
        return
    seen = set()
    asked = _asked(spec, lens)
    free = {_known_by(one.block) for one in lens.passages if one.block.control and not one.block.control.checked}
    for one in said(spec.saying, lens):
        block = one.blocks[0]
        if id(block) in seen or (not spec.sign_ups and _only_signs_up(block, lens)):
            continue
        questions = [asking for asking in _questions(block, lens) if id(asking) in asked] if spec.question else []
        if spec.question and not questions:
            continue
        try:
            choices = unexcused(one, spec.saying.unless, lens, questions[:1])
        except UndecidedError:
            yield undecided(one, lens)
            continue
        if choices is None or (_known_by(block) in free and _shows_a_choice(block)):
            continue
        seen.add(id(block))
        label = tuple((place, "What its label says") for place in one.places if place.span)
        yield Hit((Place(block),), related=label, exposed_by=tuple(choice for choice in choices if choice))


def _only_signs_up(block: Block, lens: Lens) -> bool:
    """Whether the form of a control does nothing but put people on a list: who they are, one tick, a button to join."""
    form = block.control.form if block.control else None
    of_it = [
        one.block for one in lens.passages if one.block.control and form is not None and one.block.control.form == form
    ]
    kinds = {
        kind: [one for one in of_it if one.control and one.control.kind == kind]
        for kind in ("text", "button", "checkbox")
    }
    others = len(of_it) - sum(map(len, kinds.values()))
    return (
        not others
        and len(kinds["checkbox"]) == 1
        and any(_JOINS.search(button.text) for button in kinds["button"])
        and all(_WHO.fullmatch(text.text) for text in kinds["text"])
    )


def _known_by(block: Block) -> tuple[str, str, str]:
    """What a control is known by, whether it is ticked or not."""
    return (block.control.kind, block.control.name, block.text) if block.control else ("", "", "")


def _shows_a_choice(block: Block) -> bool:
    """Whether a control stands as it does only where the data says that somebody chose it before."""
    return all(any(map(_is_kept, condition)) for condition in block.conditions)


def _is_kept(literal: Literal) -> bool:
    name = literal.name
    test = test_of(name)
    is_yes = test.sign == "truth" or (test.sign == "==" and all(one in _YES for one in test.constants))
    return literal.value == "yes" and is_yes and bool(_CHOSEN.search(name)) and not _BEFOREHAND.search(name)


def _asked(spec: FormControl, lens: Lens) -> set[int]:
    """The ids of the blocks that say what a question must say, if nothing there excuses it."""
    found: set[int] = set()
    for one in said(spec.question, lens) if spec.question else ():
        with suppress(UndecidedError):
            if unexcused(one, spec.saying.unless, lens) is None:
                continue
        found.update(map(id, one.blocks))
    return found


def _questions(block: Block, lens: Lens) -> Iterator[Block]:
    """What stands right before the control and those of its name, in each layer that it is in."""
    for layer in lens.layers:
        for place in layer.places(block):
            while place and _is_of(block, layer.passages[place].block):
                place -= 1
            yield layer.passages[place].block


def _is_of(block: Block, other: Block) -> bool:
    """Whether the other block is of the same control, or of one of its name."""
    one, twin = block.control, other.control
    return one is not None and twin is not None and (other is block or twin.name == one.name != "")
