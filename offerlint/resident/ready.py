"""What a resident process makes ready: the program, the rules, and what they are compiled to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from importlib import import_module

from offerlint.app import Item, Terms, check
from offerlint.cache import cache_folder, hold, rules_of
from offerlint.config.settings import Config
from offerlint.engine import bindings, lint
from offerlint.model.source import Source
from offerlint.reading.errors import ReadError
from offerlint.reading.reader import READERS, read
from offerlint.reports import FORMATS
from offerlint.rules.rulebook import bundled
from offerlint.rules.select import Selection

_RENDERED = ("text", "json")
"""The formats that hooks ask for."""


def made_ready() -> Iterator[None]:
    """Makes it step by step: an example of each rule is checked, which compiles what the rule looks for."""
    rulebook = rules_of([bundled()], cache_folder(os.environ))
    hold(rulebook)
    terms = Terms(rulebook, Config(), Selection(), date.today())  # noqa: DTZ011 - the user's own day
    for module, _ in READERS.values():
        yield
        import_module(module)
    warm()
    held_to = bindings(rulebook, terms.as_of, terms.selection)
    for rule in rulebook.rules:
        for example in (*rule.bad[:1], *rule.good[:1]):
            yield
            try:
                lint(read(Source(example.name or "example", example.text), example.format), held_to)
            except ReadError:
                continue


def warm() -> None:
    """Checks some copy of the kind that firms write, and reports on it."""
    rulebook = rules_of([bundled()], cache_folder(os.environ))
    terms = Terms(rulebook, Config(), Selection(), date.today())  # noqa: DTZ011 - the user's own day
    texts = [rule.bad[0].text for rule in rulebook.rules if rule.bad and rule.bad[0].format == "text"]
    copy = "\n\n".join(texts[::5]).encode()
    checked = check([Item("advert.md", copy), Item("advert.html", copy)], terms)
    for name in _RENDERED:
        FORMATS[name](checked.report, checked.documents)
