"""The Python interface: lint a text, a file or a folder from a program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from offerlint.app import Item, Terms, check
from offerlint.cache import cache_folder, rules_of
from offerlint.config.settings import Config, Glob
from offerlint.model.finding import Report
from offerlint.rules.rulebook import Rulebook, bundled
from offerlint.rules.select import Selection
from offerlint.walk import find


def load_rules(*folders: str | Path) -> Rulebook:
    """The bundled rules and those of `folders`; load once and pass to many calls of lint."""
    every = [bundled(), *(Path(folder) for folder in folders)]
    return rules_of(every, cache_folder(os.environ))


def lint(
    path_or_text: Path | str,
    *,
    filename: str = "copy.txt",
    as_of: date | None = None,
    rules: Rulebook | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str = "uk-telecoms",
    about: Mapping[str, object] | None = None,
) -> Report:
    """Lints a Path (a file or a folder), or a str, which is always the text itself.

    `filename` gives a text its format by its ending. `as_of` is the day the copy is live, today
    by default. `about` declares what the document is, with the keys of offerlint.yaml
    (`{"channel": "sms", "audience": "consumer"}`). What cannot be read is in `problems` of the report.
    """
    config = Config(files=(Glob(("**",), dict(about)),) if about else ())
    if isinstance(path_or_text, Path):
        items = list(find([str(path_or_text)], config))
    else:
        items = [Item(filename, path_or_text.encode("utf-8", "surrogatepass"), on_disk=False)]
    selection = Selection(profile=profile, select=tuple(select), ignore=tuple(ignore))
    terms = Terms(rules or load_rules(), config, selection, as_of or date.today())  # noqa: DTZ011
    return check(items, terms).report
