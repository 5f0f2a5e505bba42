"""Translation catalogues in JSON, which only the configuration can tell from other data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    """The strings below a value in the order in which they stand; keys that begin with @ are about other keys."""
    if value.is_text:
        yield Entry(key, string_view(text, value), Span(value.start + 1, value.end - 1))
    for name, member in sorted(value.members.items(), key=lambda pair: pair[1].start):
        if not name.startswith("@"):
            yield from _strings(text, member, f"{key}.{name}" if key else name)
    for number, item in enumerate(value.items):
        yield from _strings(text, item, f"{key}.{number}" if key else str(number))
