"""Translation catalogues in YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from offerlint.reading import quiz
from offerlint.reading.catalogue import Entry, catalogue, told
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import Opened
from offerlint.reading.yaml_scalar import scalar_view
from offerlint.text.span import Span

if TYPE_CHECKING:
    from yaml import Node


def open_yaml(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """Every text of a YAML file, under the path of its keys; raises ReadError for what is no YAML."""
    from yaml import MarkedYAMLError, YAMLError

    from offerlint.reading.yaml_nodes import nodes

    source = decode(data, path)
    try:
        root = nodes(source.text, once=True)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ReadError(f"this is not YAML: {error.problem}; mend it", mark.line + 1 if mark else None) from error
    except YAMLError as error:
        raise ReadError("this is not YAML: a character that it cannot hold; mend it") from error
    return catalogue(source, _strings(source.text, root, "") if root else (), told(path))


def _strings(text: str, node: Node, key: str, first: int | None = None) -> Iterator[Entry]:
    """The texts below a node in the order in which they stand; of a quiz not the questions, nor wrong answers."""
    from yaml import MappingNode, ScalarNode, SequenceNode

    if isinstance(node, ScalarNode):
        if node.tag == "tag:yaml.org,2002:str" and node.value.strip():
            yield Entry(key, scalar_view(text, node), Span(node.start_mark.index, node.end_mark.index))
    elif isinstance(node, MappingNode):
        asked = quiz.left_out(_held(node), first)
        is_question = asked is not None or any(quiz.is_choice(_verdicts(value)) for _, value in node.value)
        for name, value in node.value:
            named = str(getattr(name, "value", ""))
            below = f"{key}.{named}" if key else named
            if asked and named == asked[0]:
                for number, item in enumerate(value.value):
                    if number not in asked[1]:
                        yield from _strings(text, item, f"{below}.{number}")
            elif not (is_question and isinstance(value, ScalarNode) and quiz.asks(named)):
                yield from _strings(text, value, below)
    elif isinstance(node, SequenceNode):
        left_out = quiz.wrong(_verdicts(node))
        first = quiz.first_number(map(_held, node.value))
        for number, value in enumerate(node.value):
            if number not in left_out:
                yield from _strings(text, value, f"{key}.{number}" if key else str(number), first)


def _held(node: Node) -> quiz.Held:
    """The plain values of a mapping, and its lists of them; nothing is held by what is none."""
    from yaml import MappingNode, ScalarNode, SequenceNode

    held: dict[str, str | list[str]] = {}
    for name, value in node.value if isinstance(node, MappingNode) else ():
        if isinstance(name, ScalarNode) and isinstance(value, ScalarNode):
            held[name.value] = value.value
        elif isinstance(name, ScalarNode) and isinstance(value, SequenceNode):
            items = [item for item in value.value if isinstance(item, ScalarNode)]
            if items and len(items) == len(value.value):
                held[name.value] = [item.value for item in items]
    return held


def _verdicts(node: Node) -> list[bool | None]:
    """What each item of a list is marked as; nothing is marked in what is none."""
    from yaml import SequenceNode

    return [quiz.verdict(_held(item)) for item in node.value] if isinstance(node, SequenceNode) else []
