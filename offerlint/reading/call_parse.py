"""JSON or YAML of a call as values, and the steps that are made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from offerlint.reading.call_nested import unnested
from offerlint.reading.call_paired import answered, paired
from offerlint.reading.errors import ReadError
from offerlint.reading.json_scan import JsonError, Value, scan
from offerlint.reading.json_script import FIELDS
from offerlint.reading.markup import identity
from offerlint.reading.tool_flow import ToolFlow
from offerlint.text.view import View

if TYPE_CHECKING:
    from yaml import Node, ScalarNode


class Parsed(ToolFlow):
    """The steps of a text in JSON or YAML, whose scalars in YAML stand in `scalars`."""

    def __init__(self, view: View, root: Value, node: Node | None, found: Mapping[int, ScalarNode] | None) -> None:
        super().__init__(view, FIELDS)
        self.root, self.node, self.scalars = root, node, found

    def _is_quoted(self, value: Value) -> bool:
        if self.scalars is None:
            return super()._is_quoted(value)
        node = self.scalars.get(value.start)
        return node is not None and node.style in ("'", '"')

    def _words(self, value: Value) -> View:
        node = self.scalars.get(value.start) if self.scalars is not None else None
        if node is None:
            return super()._words(value)
        from offerlint.reading.yaml_scalar import scalar_view

        return scalar_view(self.view.text, node)


def _shaped(root: Value) -> Value:
    """The tree with steps and turns in the shape that most have."""
    return answered(paired(unnested(root)))


def parsed(text: str) -> Parsed:
    """The tree of a text; raises ReadError where it is neither JSON nor YAML."""
    view = identity(text)
    if text.lstrip()[:1] in ("{", "["):
        try:
            return Parsed(view, _shaped(scan(text, len(text) - len(text.lstrip()))), None, None)
        except JsonError as error:
            line = text.count("\n", 0, error.offset) + 1
            raise ReadError(f"this is not JSON: {error} was expected here; mend it", line) from error
    from yaml import MarkedYAMLError, YAMLError

    from offerlint.reading.yaml_values import values

    try:
        root, node, scalars = values(text)
        return Parsed(view, _shaped(root), node, scalars)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ReadError(f"this is not YAML: {error.problem}; mend it", mark.line + 1 if mark else None) from error
    except YAMLError as error:
        raise ReadError("this is not YAML: a character that it cannot hold; mend it") from error
