"""What format a file has, from its path, its words and the config; one pure step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from offerlint.model.vocabulary import NOT_LEGAL_ADVICE
from offerlint.reading.locale import locale
from offerlint.reading.template_kind import FOR_PROGRAMS, LANGUAGES, TAG, TEXTS, language_of, template_of
from offerlint.text.late import late

_DATA: Mapping[str, str] = {
    ".docx": "docx", ".docm": "docx", ".pptx": "pptx", ".odt": "odt", ".xlsx": "xlsx", ".pdf": "pdf", ".rtf": "rtf",
    ".srt": "subtitles", ".vtt": "subtitles", ".po": "po", ".xlf": "xliff", ".xliff": "xliff", ".strings": "strings",
    ".mbox": "mbox", ".arb": "json-strings",
}  # fmt: skip
"""The formats that are opened from their bytes, which their endings alone tell."""
_MESSAGES = late(
    r"(?:messages|strings|labels|translations?|copy|i18n)(?:[._-][\w-]+)?\.(?:properties|json|ya?ml|toml)|"
    r".+_en(?:_\w\w)?\.properties"
)
"""Names of files of keys and values that hold words, and not the settings of a program."""
_CODE: Mapping[str, str] = {
    ".vue": "vue+html", ".svelte": "svelte+html", ".jsx": "jsx+html", ".tsx": "jsx+html",
    ".phtml": "php+html", ".cshtml": "razor+html", ".razor": "razor+html", ".astro": "astro+html",
    ".jsp": "jsp+html", ".jspf": "jsp+html", ".tag": "jsp+html",
}  # fmt: skip
"""Code that holds the words of pages."""
_OF_WORDS = late(r"(?:messages|strings|labels|translations?|copy|i18n|locale|en(?:[-_]gb)?)\.[cm]?[jt]s")
"""Names of scripts that hold words and no program."""
_LINES = (".jsonl", ".ndjson")
_FLOWS = (".yaml", ".yml", ".json", *_LINES)
_CATALOGUES: Mapping[str, str] = {
    ".yaml": "yaml-strings", ".yml": "yaml-strings", ".toml": "toml-strings", ".json": "json-strings",
}  # fmt: skip
"""What files in a folder of translations are."""
TABLES = (".csv", ".tsv")
TOLD_BY_WORDS = (
    *_FLOWS, *TABLES, ".toml", ".properties", ".php",
    *(ending for ending, language in LANGUAGES.items() if language in FOR_PROGRAMS)
)  # fmt: skip
"""Endings of files that hold copy or any other data, as their words tell."""

_TOOLS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "twilio-studio": (late(r'"initial_state"\s*:\s*"'), late(r'"states"\s*:\s*\[')),
    "amazon-connect": (late(r'\\?"StartAction\\?"\s*:'), late(r'\\?"Actions\\?"\s*:\s*\[')),
}
"""The keys that the flow of a calling tool has; in an answer of Connect's API they stand in a text."""

_OURS = late(
    r"^[ \t]*[\"']?steps[\"']?[ \t]*:(?!\s*(?:-\s|\[))(?s:.*?)[\"']?\b(?:say|ask|answers|acts)[\"']?\s*:", re.MULTILINE
)
"""Steps of ours in a call flow: a mapping, in which something is said or asked."""

_KIND = late(
    r"\bofferlint:[^\n]{0,300}?\bkind\s*[=:]\s*\W?([\w-]+)|^offerlint:\s*\n(?:[ \t]+.*\n)*?[ \t]+kind:\s*\W?([\w-]+)",
    re.MULTILINE,
)
_SAYS = late(
    r"(?:^|\{)[ \t]{0,4}[\"']?offerlint[\"']?[ \t]*[:=][ \t]*(?:\{|\r?$)|^\[offerlint\]|"
    r"^[ \t]*#[ \t]*offerlint:[ \t]*\w+=",
    re.MULTILINE,
)
"""How YAML, JSON or TOML says what it is."""
_NO_SCRIPT = late(r"\bofferlint[\"']?\s*[:=][^}]{0,300}?\bkind[\"']?\s*[=:]\s*[\"']?(?!script)\w")
"""How it says that it is no call to be held."""
_MAIL = late(r"@component\(\s*['\"]mail::|<x-mail::")
"""How the mails of Laravel begin that are written in Markdown."""
_NOT_COPY = late(
    r"(readme|licen[cs]e|copying|notice|changelog|changes|history|news|contributing|contributors|code[_-]of[_-]conduct|"
    r"security|authors|maintainers|requirements|constraints|robots|humans|ads|security|cmakelists|install|upgrading|"
    r"todo|codeowners|pull_request_template|issue_template)"
    r"([._-].*)?",
    re.IGNORECASE,
)
"""Names of what comes with software."""
_OF_DOCS = ("rst", "asciidoc")
"""Formats in which the manuals of software are written."""
_OF_SOFTWARE = late(
    r"^\s*\.\. (?:code|code-block|sourcecode|auto\w+|toctree|highlight|module|currentmodule|function|class|method|"
    r"index|contents|option|testcode|program|literalinclude|versionadded|py:\w+|c:\w+)::|^\s*>>> |^\s*\$ \w|"
    r"`{2}[^`\n]+`{2}|"
    r":(?:\w+:)?(?:class|func|meth|mod|attr|exc|ref|doc|pep|issue|option|file|pr|ghpull|gh|user):`|"
    r"^\[source|^----$|::\s*\n\s*\n[ \t]+\S",
    re.MULTILINE,
)
"""What a manual of software holds, and copy only beside prices."""
_PRICED = late(r"£ ?\d")
_OUR_REPORT = late(r'\s*\{\s*"version": \d+,\s*"tool": \{\s*"name": "offerlint"')
"""How a report of ours in JSON begins."""
_OTHER_DATA = frozenset(
    "offers.yaml offers.yml offerlint.yaml evidence.yaml waivers.yaml package.json composer.json pyproject.toml".split()
)
"""Names of files of keys that are read by programs, and what we keep beside copy."""
_COPY = (".eml", ".mbox", ".html", ".htm", ".xhtml", ".docx", ".docm", ".odt", ".pptx", ".xlsx", ".pdf", *TABLES)
"""Endings of what may be copy even so: a page or a document called `news`, a table called `ads`."""
_NOT_FOLDERS = frozenset(
    ("node_modules", "bower_components", "vendor", "site-packages", "__pycache__", "venv", "dist", "build", "htmlcov")
)


def recognise(path: str, head: str, declared_format: str | None = None, kind: str | None = None) -> str | None:
    """The format of a file, or None when nothing here reads it, or it is a report of ours.

    `head` is its text, or as much of it as was read. `declared_format` and `kind` are what the config
    says; a format said there is taken as it is, a kind only tells a script from other words.
    """
    if declared_format:
        return declared_format
    suffixes = [suffix.lower() for suffix in PurePosixPath(path).suffixes]
    last = suffixes[-1] if suffixes else ""
    if last in LANGUAGES:
        return template_of(last, suffixes[-2] if len(suffixes) > 1 else "", head)
    if _OUR_REPORT.match(head):
        return None
    if last in _FLOWS and head:
        return _told_by_words(path, head, last, kind)
    if last == ".toml":
        return _catalogue(path, head, last)
    name = PurePosixPath(path).name.lower()
    if last == ".properties":
        return "properties" if _MESSAGES.fullmatch(name) or _speaks(path, head, last) else None
    if last == ".php":
        return _php(name, head)
    if name == "strings.xml":
        return "android"
    if _OF_WORDS.fullmatch(name):
        return "jsx+html"
    if last in TABLES:
        return _table(path, head, kind)
    found = TEXTS.get(last) or _DATA.get(last) or _CODE.get(last)
    if NOT_LEGAL_ADVICE in head or (found in _OF_DOCS and _OF_SOFTWARE.search(head) and not _PRICED.search(head)):
        return None
    return _by_its_look(found, head, kind)


def is_copy_by_name(path: str) -> bool:
    """Whether a file met on a walk may be copy: no README, LICENSE or the like, nor in a tool's folder.

    `~$spring.docx` is what Word keeps while spring.docx is open.
    """
    *folders, name = PurePosixPath(path).parts or ("",)
    hidden = any(part.startswith((".", "~$")) and part not in (".", "..") for part in (*folders, name))
    is_of_software = _NOT_COPY.fullmatch(name) and not name.lower().endswith(_COPY)
    return not hidden and not _NOT_FOLDERS.intersection(folders) and not is_of_software


def _php(name: str, head: str) -> str | None:
    """The format of a page of PHP, of which only those with HTML are read, or of a template of Blade."""
    if name.endswith(".blade.php"):
        return "blade+markdown" if _MAIL.search(head) else "blade+html"
    return "php+html" if TAG.search(head) else None


def _by_its_look(format: str | None, head: str, kind: str | None) -> str | None:
    """The format that the ending of a file tells, unless its words tell more: that it is a call, or a template."""
    if format in ("text", "markdown"):
        return _call(head, kind) or format
    if format in ("html", "mjml") and (language := language_of(head, format)):
        return f"{language}+{format}"
    return format


def _table(path: str, head: str, kind: str | None) -> str | None:
    """The format of a table in text, if its heads or words show that it is a call, copy or what staff are told."""
    from offerlint.reading.csv_table import first_rows, heads_deck, told_by_words
    from offerlint.reading.script_cells import is_script_table
    from offerlint.reading.script_table import has_ways
    from offerlint.reading.transcript_csv import is_transcript_csv

    cells = first_rows(head)
    rows = [[cell.words.text for cell in row] for row in cells]
    if kind == "transcript" or (is_transcript_csv(head) and not any(map(has_ways, rows))):
        return "transcript"
    is_known = any(heads_deck(cells[at:]) for at in range(len(cells))) or is_script_table(rows)
    return "csv" if is_known or told_by_words(head, path) else None


def _is_flow(head: str) -> bool:
    """Whether YAML or JSON is a call flow: at its top level `steps` with `start` or `script`."""
    indent = r'^\s{0,4}"' if head.lstrip().startswith("{") else "^[\"']?"
    keys = set(re.findall(indent + r"(script|start|steps|direction|recorded)[\"']?\s*:", head, re.MULTILINE))
    return ("steps" in keys and len(keys) > 1) or {"script", "start"} <= keys


def _told_by_words(path: str, head: str, suffix: str, kind: str | None) -> str | None:
    """The format of YAML or JSON, of which only calls and catalogues of words are read."""
    if suffix in _LINES or not _is_flow(head):
        from offerlint.reading.transcript_json import is_transcript_json

        tool = _tool(head) if suffix == ".json" else None
        heard = suffix in (".json", *_LINES) and (kind == "transcript" or is_transcript_json(head))
        found = tool or ("transcript" if heard else None)
        found = found or _call_data(path, head, suffix, kind) or _form_data(path, head, suffix)
        return found or _catalogue(path, head, suffix)
    return "flow" if _is_ours(head) or not _call_data(path, head, suffix, kind) else "call-data"


def _is_ours(head: str) -> bool:
    """Whether the steps of a call flow are written in our words throughout."""
    from offerlint.reading.flow_make import is_of_another_make

    return _OURS.search(head) is not None and not is_of_another_make(head)


def _call_data(path: str, head: str, suffix: str, kind: str | None) -> str | None:
    """The format of JSON or YAML of any make that shows by its structure that it is a call."""
    from offerlint.reading.call_data import is_call_data

    if suffix in _LINES or locale(path) or (kind or "script") != "script" or _NO_SCRIPT.search(head):
        return None
    return "call-data" if is_call_data(path, head, kind) else None


def _form_data(path: str, head: str, suffix: str) -> str | None:
    """The format of JSON or YAML that is a form, and neither a catalogue nor what a program reads."""
    from offerlint.reading.form_data import is_form_data

    name = PurePosixPath(path).name.lower()
    if suffix in _LINES or name in _OTHER_DATA or locale(path) or _MESSAGES.fullmatch(name):
        return None
    return "form-data" if is_form_data(head) else None


def _catalogue(path: str, head: str, suffix: str) -> str | None:
    """The format of YAML, JSON or TOML that by its folder, its name or its keys holds words, or says what it is."""
    from offerlint.reading.keyed_copy import holds_copy

    name = PurePosixPath(path).name.lower()
    of_words = locale(path) or _MESSAGES.fullmatch(name)
    is_one = suffix in _CATALOGUES and (
        of_words
        or _SAYS.search(head)
        or (name not in _OTHER_DATA and (holds_copy(head, suffix, path) or _speaks(path, head, suffix)))
    )
    return _CATALOGUES[suffix] if is_one else None


def _speaks(path: str, head: str, suffix: str) -> bool:
    """Whether the words of data, whatever their keys, are for customers or for staff who deal with them."""
    from offerlint.reading.data_voice import told_of

    return bool(told_of(head, suffix, path))


def _tool(head: str) -> str | None:
    """The format of the calling tool whose flow some JSON is."""
    return next((name for name, keys in _TOOLS.items() if all(key.search(head) for key in keys)), None)


def _call(head: str, kind: str | None) -> str | None:
    """How words of a call are read: a script or a transcript, as is said, or, when nothing is said, by their turns."""
    from offerlint.reading.call_guide import is_call_guide
    from offerlint.reading.transcript_text import is_transcript
    from offerlint.reading.turns import has_table_of_turns, has_turns

    if said := _KIND.search(head):
        kind = said[1] or said[2]
    if kind == "transcript" or (kind in (None, "script") and is_transcript(head)):
        return "transcript"
    if kind is not None:
        return "script" if kind == "script" else None
    return "script" if has_turns(head) or has_table_of_turns(head) or is_call_guide(head) else None
