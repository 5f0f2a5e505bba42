"""The parts of a single-file component: its template, script, styles and translations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.reading.html_scan import scan
from offerlint.reading.json_scan import JsonError, Value
from offerlint.reading.json_scan import scan as scan_json
from offerlint.reading.template.code_string import Shown, spelt
from offerlint.reading.template.tree import Fault, Node, Spelt
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_PART = late(r"<!--.*?-->|<(?P<name>[A-Za-z][\w-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_LANG = late(r"\blang\s*=\s*[\"']?(?P<lang>[\w-]+)")
_LOCALE = late(r"\blocale\s*=\s*[\"']?(?P<lang>[\w-]+)")
_LANGUAGE = late(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_TRUE_AT_FIRST = late(r"(?:^|\?\?\s*|\|\|\s*)true$")
_TRUE = late(
    r"""(?<![\w$])(?P<name>[\w$]+)["']?\s*(?::\s*boolean\s*)?[=:]\s*(?:(?:\$state|ref)(?:<\w+>)?\(\s*)?true\b
      | \[\s*(?P<state>[\w$]+)\s*,[^\]\n]{0,100}\]\s*=\s*(?:React\.)?useState(?:<\w+>)?\(\s*true\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a component: the words between its tags, from `start` up to `end`."""

    name: str
    lang: str
    start: int
    end: int
    locale: str = ""


def parts(source: str, faults: list[Fault]) -> list[Part]:
    """The parts of a component in order; of several templates the first."""
    found: list[Part] = []
    at, is_told = 0, False
    while match := _PART.search(source, at):
        at = match.end()
        name = (match["name"] or "").lower()
        if not name or match["attributes"].endswith("/"):
            continue
        if name == "template":
            if any(part.name == name for part in found):
                if not is_told:
                    say = "a second <template> is not read; a component has one"
                    faults.append(Fault(say, match.start(), fatal=False))
                is_told = True
                continue
            end = _end_of_template(source, match.end())
        else:
            close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, at)
            end = close.start() if close else len(source)
        if end == len(source):
            faults.append(Fault(f'"<{name}>" has no "</{name}>"; add it where its part ends', match.start()))
        lang, locale = _LANG.search(match["attributes"]), _LOCALE.search(match["attributes"])
        found.append(Part(name, lang["lang"] if lang else "", at, end, locale["lang"] if locale else ""))
        at = end
    return found


def _end_of_template(source: str, start: int) -> int:
    depth = 1
    for token in scan(source[start:]):
        if token.name == "template" and source[start + token.end - 2] != "/":
            depth += {"start": 1, "end": -1}.get(token.kind, 0)
            if depth == 0:
                return start + token.start
    return len(source)


def messages(source: str, part: Part, faults: list[Fault]) -> Iterator[Node]:
    """The strings of an `<i18n>` part, each a paragraph; those of other languages than English are left out."""
    if part.lang not in ("", "json"):
        faults.append(Fault(f'<i18n lang="{part.lang}"> is not followed: write it in JSON to have it read', part.start))
        return
    text = source[part.start : part.end]
    try:
        root = scan_json(text)
    except JsonError as error:
        faults.append(Fault(f"this is not JSON: {error} was expected here; mend it", part.start + error.offset))
        return
    by_language = root.members if not part.locale and all(map(_LANGUAGE.fullmatch, root.members)) else {}
    for language, value in (by_language or {part.locale or "en": root}).items():
        if language.startswith("en"):
            yield from _strings(source, value, part.start)


def _strings(source: str, value: Value, by: int) -> Iterator[Node]:
    if value.is_text:
        start, end = value.start + by, value.end + by
        yield Spelt("<p>", start, start + 1)
        yield from spelt(source, start + 1, end - 1, Shown.TEXT)
        yield Spelt("</p>", end - 1, end)
    for inner in (*sorted(value.members.values(), key=lambda one: one.start), *value.items):
        yield from _strings(source, inner, by)


def starts_true(source: str) -> frozenset[str]:
    """The names that the script of a component gives the value true at first."""
    return frozenset(match["name"] or match["state"] for match in _TRUE.finditer(source))


def is_true_at_first(code: str) -> bool:
    """Whether an expression is true as long as nobody has chosen: `true`, `extra ?? true`."""
    return bool(_TRUE_AT_FIRST.search(code))
