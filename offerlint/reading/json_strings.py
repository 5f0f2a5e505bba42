"""Translation catalogues in JSON, which only the configuration can tell from other data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from offerlint.reading import quiz
from offerlint.reading.catalogue import Entry, catalogue, told
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.json_scan import JsonError, Value, scan, string_view
from offerlint.reading.opener import Opened
from offerlint.text.span import Span


def open_json(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """Every string of a JSON file, under the path of its keys; raises ReadError for what is no JSON."""
    source = decode(data, path)
    try:
        root = scan(source.text)
    except JsonError as error:
        line = source.lines.position(error.offset).line
        raise ReadError(f"this is not JSON: {error} was expected here; mend it", line) from error
    named = root.at("@@locale")
    language = {"lang": named.text} if named.is_text else told(path)
    return catalogue(source, _strings(source.text, root, ""), language)


def _strings(text: str, value: Value, key: str) -> Iterator[Entry]:
    """The strings below a value in the order in which they stand; keys that begin with @ are about other keys.

    Of a quiz the questions and the wrong answers are left out.
    """
    if value.is_text:
        yield Entry(key, string_view(text, value), Span(value.start + 1, value.end - 1))
    is_question = any(quiz.is_choice(_verdicts(member)) for member in value.members.values())
    for name, member in sorted(value.members.items(), key=lambda pair: pair[1].start):
        if not name.startswith("@") and not (is_question and member.is_text and quiz.asks(name)):
            yield from _strings(text, member, f"{key}.{name}" if key else name)
    left_out = quiz.wrong(_verdicts(value))
    for number, item in enumerate(value.items):
        if number not in left_out:
            yield from _strings(text, item, f"{key}.{number}" if key else str(number))


def _verdicts(value: Value) -> list[bool | None]:
    """What each item of a list is marked as."""
    return [
        quiz.verdict({name: one.text for name, one in item.members.items() if one.kind in ("string", "literal")})
        for item in value.items
    ]
