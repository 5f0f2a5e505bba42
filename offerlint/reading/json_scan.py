"""JSON with the place of every value, and the view of a string: what its escapes did to it is kept in the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from offerlint.reading import bounds
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.view import View, ViewBuilder

_SPACE = late(r"[ \t\r\n]*")
_STRING = late(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"')
_LITERAL = late(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")
_PART = late(
    r"(?P<pair>\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2})|\\u(?P<code>[0-9A-Fa-f]{4})|\\(?P<sign>.)"
    r"|(?P<text>[^\\]+)"
)
_SIGNS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JsonError(ValueError):
    """Text that is not JSON: what was expected, and the offset where it was."""

    def __init__(self, expected: str, offset: int) -> None:
        super().__init__(expected)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its place, quotes and brackets included.

    `kind` is object, array, string, literal (a number, true, false, null) or nothing, which stands in no text.
    `text` is a string as it reads, or a literal as it is written. Of a key written twice the last counts.
    `keys` are the keys themselves, with their places.
    """

    kind: str
    start: int = 0
    end: int = 0
    text: str = ""
    members: Mapping[str, Value] = field(default_factory=dict)
    keys: Mapping[str, Value] = field(default_factory=dict)
    items: tuple[Value, ...] = ()

    def at(self, *keys: str) -> Value:
        """The value under these keys, one inside the other."""
        found = self
        for key in keys:
            found = found.members.get(key, NOTHING)
        return found

    @property
    def is_text(self) -> bool:
        """Whether it is a string that says something."""
        return self.kind == "string" and bool(self.text.strip())


NOTHING = Value("nothing")


def scan(text: str, start: int = 0) -> Value:
    """The value that `text` is from `start` on; raises JsonError."""
    value = _Scanner(text).value(_space(text, start), 0)
    rest = _space(text, value.end)
    if rest < len(text):
        raise JsonError("nothing more after the value", rest)
    return value


def string_view(text: str, value: Value) -> View:
    """What the string `value` of the JSON `text` says, with its map into `text`; a lone surrogate is U+FFFD."""
    builder = ViewBuilder(text)
    for said, start, end in string_parts(text, value.start + 1, value.end - 1):
        if said is None:
            builder.copy(start, end)
        else:
            builder.put(said, start, end)
    return builder.build()


def string_parts(text: str, start: int, end: int) -> Iterator[tuple[str | None, int, int]]:
    """The stretches of the inside of a string with what each stands for; None for what is written as it reads."""
    if text.find("\\", start, end) < 0:
        yield None, start, end
        return
    for match in _PART.finditer(text, start, end):
        said: str | None = None
        if pair := match["pair"]:
            said = chr(0x10000 + ((int(pair[2:6], 16) - 0xD800) << 10) + int(pair[8:], 16) - 0xDC00)
        elif code := match["code"]:
            number = int(code, 16)
            said = "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)
        elif sign := match["sign"]:
            said = _SIGNS.get(sign, sign)
        yield said, *match.span()


def _space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


class _Scanner:
    """Reads the values of `text` from a given place."""

    def __init__(self, text: str) -> None:
        self.text = text

    def value(self, at: int, depth: int) -> Value:
        sign = self.text[at : at + 1]
        if depth > bounds.DEEPEST_JSON:
            raise JsonError("values that are not nested so deeply", at)
        if sign == '"':
            return self._string(at)
        if sign in ("{", "["):
            return self._object(at, depth) if sign == "{" else self._array(at, depth)
        match = _LITERAL.match(self.text, at)
        if match is None:
            raise JsonError("a value", at)
        return Value("literal", at, match.end(), match[0])

    def _string(self, at: int) -> Value:
        match = _STRING.match(self.text, at)
        if match is None:
            raise JsonError("a text in double quotes", at)
        parts = string_parts(self.text, at + 1, match.end() - 1)
        said = "".join(self.text[low:high] if words is None else words for words, low, high in parts)
        return Value("string", at, match.end(), said)

    def _object(self, start: int, depth: int) -> Value:
        members: dict[str, Value] = {}
        keys: dict[str, Value] = {}
        at = _space(self.text, start + 1)
        while self.text[at : at + 1] != "}":
            key = self._string(at)
            keys[key.text] = key
            at = self._sign(":", key.end)
            members[key.text] = self.value(at, depth + 1)
            at = self._next("}", members[key.text].end)
        return Value("object", start, at + 1, members=members, keys=keys)

    def _array(self, start: int, depth: int) -> Value:
        items: list[Value] = []
        at = _space(self.text, start + 1)
        while self.text[at : at + 1] != "]":
            items.append(self.value(at, depth + 1))
            at = self._next("]", items[-1].end)
        return Value("array", start, at + 1, items=tuple(items))

    def _sign(self, sign: str, at: int) -> int:
        """The place after `sign`, which must come next."""
        at = _space(self.text, at)
        if self.text[at : at + 1] != sign:
            raise JsonError(f"“{sign}”", at)
        return _space(self.text, at + 1)

    def _next(self, close: str, at: int) -> int:
        """The place of the next entry, or of the bracket that closes."""
        at = _space(self.text, at)
        if self.text[at : at + 1] == close:
            return at
        after = self._sign(",", at)
        if self.text[after : after + 1] == close:
            raise JsonError("another value after the comma", after)
        return after
