"""The strings in the script of a single-file component that are words for customers."""

from __future__ import annotations

from offerlint.reading.errors import ReadError
from offerlint.reading.template.code import code_tokens
from offerlint.reading.template.jsx_words import is_copy
from offerlint.reading.template.nest import Nest
from offerlint.reading.template.tree import Fault
from offerlint.text.late import late

_IN_LINE = late(r"[^\r\n]+")
_MISSING = 'the words in this script are not read; install offerlint[code] to read them: pip install "offerlint[code]"'


def add_copy(source: str, start: int, end: int, nest: Nest) -> None:
    """Adds what the script at `start` up to `end` says, as a script of its own would be read.

    Where the parsers are not installed, a script in which sentences stand is a problem.
    """
    from offerlint.reading.template.jsx import add_script

    if not any(quote in source[start:end] for quote in "\"'`"):
        return
    try:
        add_script(f"{_blank(source[:start])}{source[start:end]}", nest)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "offerlint":
            raise
        tokens = code_tokens(source, start, end)
        if any(one.kind in ("string", "template") and is_copy(one.text[1:-1], "") for one in tokens):
            nest.faults.append(Fault(_MISSING, start))
    except ReadError as error:
        nest.faults.append(Fault(str(error), start))


def _blank(words: str) -> str:
    """As many spaces as some words have characters, their line breaks kept."""
    return _IN_LINE.sub(lambda found: " " * len(found[0]), words)
