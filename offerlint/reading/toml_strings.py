"""Translation catalogues in TOML: checked by Python's reader, then scanned for where each text stands."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping

from offerlint.reading import bounds
from offerlint.reading.catalogue import Entry, catalogue, told, unescaped
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import Opened
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder

_SPACE = late(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY = late(r"[ \t]*(?:(?P<bare>[A-Za-z0-9_-]+)|\"(?P<basic>(?:[^\"\\\n]|\\.)*)\"|'(?P<literal>[^'\n]*)')[ \t]*")
_STRING = late(
    r'"""\r?\n?(?P<long>(?:[^\\]|\\.)*?"{0,2})"""(?!")|\'\'\'\r?\n?(?P<raw>.*?\'{0,2})\'\'\'(?!\')'
    r'|"(?P<basic>(?:[^"\\\n]|\\.)*)"|\'(?P<literal>[^\'\n]*)\'',
    re.DOTALL,
)
_OTHER = late(r"[^\s,\]\}#]+(?: [0-9:.+Zz-]+)?")
_ESCAPE = late(r"\\([uU][0-9a-fA-F]{8}|[uU][0-9a-fA-F]{4}|[ \t]*\r?\n\s*|.)", re.DOTALL)
_SIGNS: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "", "f": "", "b": "", "\n": "", "\r": "", " ": "", "\t": ""}


def open_toml(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """Every text of a TOML file, under the path of its keys; raises ReadError for what is no TOML."""
    import tomllib

    source = decode(data, path)
    try:
        tomllib.loads(source.text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+)", str(error))
        reason = str(error).partition(" (at ")[0]
        number = int(line[1]) if line else source.lines.position(len(source.text)).line
        raise ReadError(f"this is not TOML: {reason}; mend it", number) from error
    except RecursionError as error:
        raise ReadError("this TOML is nested too deeply to be read; divide it") from error
    return catalogue(source, _Scanner(source.text).strings(), told(path))


class _Scanner:
    """Walks through TOML that is known to be well formed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counts: dict[str, int] = {}

    def strings(self) -> Iterator[Entry]:
        """The texts in the order in which they stand."""
        at, above = 0, ""
        while (at := self._space(at)) < len(self._text):
            if self._text[at] == "[":
                many = self._text.startswith("[[", at)
                above, at = self._key(at + 1 + many, "")
                if many:
                    number = self._counts[above] = self._counts.get(above, -1) + 1
                    above = f"{above}.{number}"
                at += 1 + many
            else:
                key, at = self._key(at, above)
                at = yield from self._value(self._space(at + 1), key, 0)

    def _space(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _key(self, at: int, above: str) -> tuple[str, int]:
        """The path of a key that may have dots, and where it ends."""
        names = [above] if above else []
        while match := _KEY.match(self._text, at):
            names.append(match["bare"] or match["basic"] or match["literal"] or "")
            at = match.end()
            if self._text[at : at + 1] != ".":
                break
            at += 1
        return ".".join(names), at

    def _value(self, at: int, key: str, depth: int) -> Generator[Entry, None, int]:
        """Yields the texts of a value, and returns where it ends."""
        sign = self._text[at : at + 1]
        if depth > bounds.DEEPEST_TOML:
            raise ReadError("this TOML is nested too deeply to be read; divide it")
        if sign in ("[", "{"):
            return (yield from self._inside(at, key, depth, is_table=sign == "{"))
        match = _STRING.match(self._text, at)
        if match is None:
            other = _OTHER.match(self._text, at)
            return other.end() if other else at + 1
        kind = str(match.lastgroup)
        inside = Span(*match.span(kind))
        builder = ViewBuilder(self._text)
        if kind in ("raw", "literal"):
            builder.copy(*inside)
        else:
            unescaped(builder, self._text, inside, _SIGNS, _ESCAPE)
        if match[kind].strip():
            yield Entry(key, builder.build(), inside)
        return match.end()

    def _inside(self, at: int, key: str, depth: int, *, is_table: bool) -> Generator[Entry, None, int]:
        """The texts of an array or an inline table."""
        close, number = "}" if is_table else "]", 0
        at = self._space(at + 1)
        while self._text[at : at + 1] not in (close, ""):
            below = f"{key}.{number}"
            if is_table:
                below, at = self._key(at, key)
                at = self._space(at + 1)
            at = yield from self._value(at, below, depth + 1)
            at, number = self._space(at), number + 1
            if self._text[at : at + 1] == ",":
                at = self._space(at + 1)
        return at + 1
