"""Front matter: the `key: value` lines between two `---` at the head of a file, in any format.

Simple keys are read here; anything else goes to PyYAML, whose import a hook on one small file need not pay for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from offerlint.reading import bounds
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.span import Span

Value = str | list["Value"] | dict[str, "Value"]

_FENCES = late(r"---[ \t]*(?:\r\n|\n|\r)(?P<lines>.*?)(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL)
_LINE = late(r"(?P<indent>[ ]*)(?P<words>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_PAIR = late(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?\Z")
_LINE_LONG = late(r"(?![\s\"'\[\]{}>|*&!%#`@,?-])(?:(?! #).)+|-?\d[\w.-]*")
_IN_FLOW = late(r"(?![\s\"'\[\]{}>|*&!%#`@,:?-])(?:(?!: | #)[^\[\]{},])+|-?\d[\w.-]*")
_QUOTED = late(r"\"(?P<double>[^\"\\]*)\"|'(?P<single>[^']*)'")
Inner = tuple[str, str, Span]
"""A key, the text under it, and where that stands."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a file declares; the words of the file begin at `end`.

    `places` are the spans of the scalars at the top level, `keys` where its keys stand. `inner` are the scalars below
    it, by the last of their keys, with their spans.
    `fault` is why it cannot be read, with `fault_at` its offset.
    """

    end: int
    values: Mapping[str, Value] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)
    keys: Mapping[str, int] = field(default_factory=dict)
    inner: tuple[Inner, ...] = ()
    fault: str = ""
    fault_at: int = 0


NO_FRONT = FrontMatter(0)
"""What a file without front matter has."""


class _NotSimpleError(Exception):
    """YAML that needs a YAML parser."""


def front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` begins with; None when there is none."""
    found = _FENCES.match(text)
    if not found or not re.match(r"\s*(?:#[^\r\n]*[\r\n]\s*)*[\"']?[\w.-]+[\"']?[ \t]*:(?:\s|$)", found["lines"]):
        return None
    try:
        return _simple(text, found.start("lines"), found.end("lines"), found.end())
    except _NotSimpleError:
        return _yaml(found["lines"], found.start("lines"), found.end())


def _simple(text: str, start: int, stop: int, end: int) -> FrontMatter:
    values: dict[str, Value] = {}
    places: dict[str, Span] = {}
    keys: dict[str, int] = {}
    nested: list[tuple[int, str]] = []
    inner: list[Inner] = []
    for line in _LINE.finditer(text, start, stop):
        words = line["words"].rstrip()
        if words and not words.startswith("#"):
            if line["indent"] or words.startswith("- "):
                nested.append((len(line["indent"]), words))
                inner += _inside(text, words, line.start("words"))
                continue
            _close(values, nested)
            pair = _pair(words)
            if pair[0] in values:
                raise _NotSimpleError
            keys[pair[0]] = line.start("words")
            values[pair[0]] = _value(pair[1])
            value = values[pair[0]]
            if isinstance(value, str) and value:
                at = text.index(value, line.start("words") + len(words) - len(pair[1]))
                places[pair[0]] = Span(at, at + len(value))
        if line.end() >= stop:
            break
    _close(values, nested)
    return FrontMatter(end, values, places, keys, tuple(inner))


def _inside(text: str, words: str, start: int) -> list[Inner]:
    """The text of a line below a key, if it is a pair and no list or mapping."""
    pair = _PAIR.match(words)
    value = _value(pair["value"]) if pair and pair["value"] else ""
    if pair is None or not isinstance(value, str) or not value:
        return []
    at = text.index(value, start + pair.start("value"))
    return [(pair["key"], value, Span(at, at + len(value)))]


def _close(values: dict[str, Value], nested: list[tuple[int, str]]) -> None:
    """Gives the indented lines gathered to the last key, as a list or a mapping of one level."""
    if not nested:
        return
    last = next(reversed(values), None)
    if last is None or values[last] != "" or len({indent for indent, _ in nested}) > 1:
        raise _NotSimpleError
    if all(words.startswith("- ") for _, words in nested):
        values[last] = [_value(words[2:].strip()) for _, words in nested]
    else:
        values[last] = {key: _value(value) for key, value in (_pair(words) for _, words in nested)}
    nested.clear()


def _pair(words: str) -> tuple[str, str]:
    found = _PAIR.match(words)
    if not found:
        raise _NotSimpleError
    return found["key"], found["value"] or ""


def _value(words: str) -> Value:
    """The value that the whole of `words` writes: a scalar, or a flow list or mapping.

    A plain scalar may hold `: `, which YAML refuses and people write.
    """
    if not words:
        return ""
    if words[0] in "[{\"'":
        value, at = _flow(words, 0)
    elif found := _LINE_LONG.match(words):
        value, at = found[0].strip(), found.end()
    else:
        raise _NotSimpleError
    rest = words[at:].strip()
    if rest and not (rest.startswith("#") and words[at].isspace()):
        raise _NotSimpleError
    return value


def _flow(words: str, at: int, depth: int = 0) -> tuple[Value, int]:
    """The value that begins at `at`, and where it ends."""
    if words[at : at + 1] in ("[", "{"):
        if depth > bounds.DEEPEST_FRONT_MATTER:
            raise _NotSimpleError
        return _collection(words, at, depth + 1)
    if found := _QUOTED.match(words, at):
        return found["double"] if found["single"] is None else found["single"], found.end()
    if found := _IN_FLOW.match(words, at):
        return found[0].strip(), found.end()
    raise _NotSimpleError


def _collection(words: str, at: int, depth: int) -> tuple[Value, int]:
    is_list = words[at] == "["
    listed: list[Value] = []
    mapped: dict[str, Value] = {}
    at = _skip(words, at + 1)
    while words[at : at + 1] != "]}"[not is_list]:
        value, at = _flow(words, at, depth)
        at = _skip(words, at)
        if is_list:
            listed.append(value)
        elif words[at : at + 1] == ":" and isinstance(value, str):
            mapped[value], at = _flow(words, _skip(words, at + 1), depth)
            at = _skip(words, at)
        else:
            raise _NotSimpleError
        if words[at : at + 1] == ",":
            at = _skip(words, at + 1)
        elif words[at : at + 1] != "]}"[not is_list]:
            raise _NotSimpleError
    return (listed if is_list else mapped), at + 1


def _skip(words: str, at: int) -> int:
    while words[at : at + 1] in (" ", "\t"):
        at += 1
    return at


def _yaml(lines: str, start: int, end: int) -> FrontMatter | None:
    """Any other YAML; None when it is no mapping, since then the dashes are only rules."""
    import yaml

    from offerlint.reading.yaml_nodes import nodes

    try:
        node = nodes(lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and mark.index >= len(lines):
            mark = error.context_mark or mark
        return FrontMatter(end, fault=error.problem or "broken YAML", fault_at=start + (mark.index if mark else 0))
    except yaml.YAMLError as error:
        return FrontMatter(end, fault=str(error).splitlines()[0], fault_at=start)
    if not isinstance(node, yaml.MappingNode):
        return None
    values: dict[str, Value] = {}
    places: dict[str, Span] = {}
    keys: dict[str, int] = {}
    inner: list[Inner] = []
    for key, value in node.value:
        name = str(key.value)
        values[name] = _plain(value)
        keys[name] = start + key.start_mark.index
        if isinstance(value, yaml.ScalarNode) and value.value:
            places[name] = _scalar_place(lines, value.value, value.start_mark.index, value.end_mark.index).shift(start)
        elif not isinstance(value, yaml.ScalarNode):
            inner += _inner(lines, name, value, start)
    return FrontMatter(end, values, places, keys, tuple(inner))


def _inner(lines: str, key: str, node: object, start: int) -> Iterator[Inner]:
    """The texts below a node that stands under `key`."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _inner(lines, str(name.value), value, start)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _inner(lines, key, item, start)
    elif isinstance(node, yaml.ScalarNode) and node.value:
        place = _scalar_place(lines, node.value, node.start_mark.index, node.end_mark.index)
        yield key, str(node.value), place.shift(start)


def _plain(node: object) -> Value:
    """A YAML node as text, lists and mappings; numbers, dates and truth values stay as they are written."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _scalar_place(lines: str, value: str, start: int, end: int) -> Span:
    """Where a scalar stands: its very characters where they are the same, else all of it."""
    at = lines.find(value, start, end)
    return Span(at, at + len(value)) if at >= 0 else Span(start, end)
