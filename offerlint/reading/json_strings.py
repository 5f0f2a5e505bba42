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


def _strings(text: str, value: Value, key: str, first: int | None = None) -> Iterator[Entry]:
    """The strings below a value in the order in which they stand; keys that begin with @ are about other keys.

    Of a quiz the questions and the wrong answers are left out.
    """
    if value.is_text:
        yield Entry(key, string_view(text, value), Span(value.start + 1, value.end - 1))
    asked = quiz.left_out(_held(value), first)
    is_question = asked is not None or any(quiz.is_choice(_verdicts(member)) for member in value.members.values())
    for name, member in sorted(value.members.items(), key=lambda pair: pair[1].start):
        below = f"{key}.{name}" if key else name
        if asked and name == asked[0]:
            for number, item in enumerate(member.items):
                if number not in asked[1]:
                    yield from _strings(text, item, f"{below}.{number}")
        elif not name.startswith("@") and not (is_question and member.is_text and quiz.asks(name)):
            yield from _strings(text, member, below)
    left_out = quiz.wrong(_verdicts(value))
    first = quiz.first_number(map(_held, value.items))
    for number, item in enumerate(value.items):
        if number not in left_out:
            yield from _strings(text, item, f"{key}.{number}" if key else str(number), first)


def _held(value: Value) -> quiz.Held:
    """The plain values of an object, and its lists of them."""
    lists = {name: one.items for name, one in value.members.items() if one.items}
    return {name: one.text for name, one in value.members.items() if one.kind in ("string", "literal")} | {
        name: [item.text for item in items] for name, items in lists.items() if all(item.is_text for item in items)
    }


def _verdicts(value: Value) -> list[bool | None]:
    """What each item of a list is marked as."""
    return [quiz.verdict(_held(item)) for item in value.items]
