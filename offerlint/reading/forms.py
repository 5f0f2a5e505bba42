"""Strings that have several forms, of which a program shows one: a plural, a choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from offerlint.model.block import ALWAYS, Literal
from offerlint.model.document import FORM_OF, Variant
from offerlint.model.ties import NO_TIES, Ties
from offerlint.reading.template.subject import test_of


def form_shown(key: str, form: str) -> Literal:
    """The condition that a string is shown in a form, such as `form of home.lines == 'count one'`."""
    said = re.sub(r"[^\w .=,-]+", " ", form)
    plain, bare = (re.sub(rf"[^\w{sign}]+", "_", key) for sign in (".", ""))
    name = f"{FORM_OF} {plain.strip('_') or plain} == '{said}'"
    return Literal(name if test_of(name).sign == "==" else f"{FORM_OF} _{bare}_ == '{said}'", "yes")


def has_forms(variant: Variant) -> bool:
    """Whether some of its blocks are one form of several."""
    return any(_form(literal) for literal in _literals(variant))


def with_one_form(variant: Variant) -> Iterator[Variant]:
    """The variant with one form of each string; the first has the first of each, and so on."""
    forms = _forms([variant])
    for number in range(max(map(len, forms.values()))):
        shown = {own[min(number, len(own) - 1)] for own in forms.values()}
        kept = [
            (block, section)
            for block, section in zip(variant.blocks, variant.sections, strict=True)
            if any(condition <= shown for condition in block.conditions)
        ]
        choices = {one.name: "yes" if one in shown else "no" for own in forms.values() for one in own}
        yield Variant(tuple(block for block, _ in kept), tuple(section for _, section in kept), choices)


def tied(variants: Iterable[Variant]) -> Ties:
    """That each string is shown in one of its forms."""
    values: dict[str, list[str]] = {}
    for own in _forms(variants).values():
        for one in own:
            test = test_of(one.name)
            values.setdefault(test.subject, []).append(str(test.constants[0]))
    return Ties({subject: tuple(said) for subject, said in values.items()}) if values else NO_TIES


def _forms(variants: Iterable[Variant]) -> dict[str, list[Literal]]:
    """The forms of each string, in order."""
    forms: dict[str, list[Literal]] = {}
    for variant in variants:
        for literal in _literals(variant):
            if (of := _form(literal)) and literal not in forms.setdefault(of, []):
                forms[of].append(literal)
    return forms


def _form(literal: Literal) -> str:
    """Of which string it is a form; empty for any other condition."""
    return literal.name.partition(" == ")[0] if literal.name.startswith(f"{FORM_OF} ") else ""


def _literals(variant: Variant) -> Iterator[Literal]:
    for block in variant.blocks:
        for condition in block.conditions if block.conditions is not ALWAYS else ():
            yield from sorted(condition, key=lambda literal: literal.name)
