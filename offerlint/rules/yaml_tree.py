"""YAML as a tree of words with their places: nothing is converted, nothing is shared, nothing is run."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from offerlint.text.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 20


class RuleError(Exception):
    """A mistake in a rule file: what is wrong and the remedy; line and column are 1-based."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word or text; `plain` when it stands without quotes."""

    line: int
    column: int
    text: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    column: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; `keys` holds the place of each key."""

    line: int
    column: int
    nodes: dict[str, Node]
    keys: dict[str, Leaf] = field(default_factory=dict)


Node = Leaf | Items | Table


def is_nothing(node: Node) -> bool:
    """Whether the node is left blank or says null."""
    return isinstance(node, Leaf) and node.plain and node.text.lower() in ("", "~", "null")


def tree(text: str) -> Node:
    """The tree of the one document in `text`; raises RuleError for anything a rule file may not hold."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = yaml.parse(text, Loader=loader)
        return _Reader(events).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise RuleError(f"not valid YAML: {_plainly(error.problem or str(error))}", line, column) from error
    except yaml.YAMLError as error:
        raise RuleError(f"not valid YAML: {_plainly(str(error))}", 1, 1) from error


def _plainly(problem: str) -> str:
    """A YAML parser's complaint with the usual cause."""
    if "maximum nesting depth" in problem:
        return "nested too deep"
    if "cannot start any token" in problem or "mapping values are not allowed" in problem:
        return f"{problem}; put quotes round a text with a special character or a colon in it"
    return problem


class _Reader:
    """Builds the tree from the parser's events."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.depth = 0

    def document(self) -> Node:
        import yaml

        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _error("one rule a file: a second document begins here", event)
                root = self.node(next(self.events))
        if root is None:
            raise RuleError("the file is empty", 1, 1)
        return root

    def node(self, event: Any) -> Node:
        import yaml

        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _error("anchors (&) and aliases (*) are not used in rule files; write it out, or use quotes", event)
        if event.tag and not event.tag.startswith("tag:yaml.org,2002:str"):
            raise _error(f"a tag ({event.tag}) has no place in a rule file; put quotes round a text with a !", event)
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            return Leaf(line, column, event.value, event.style in (None, ""))
        self.depth += 1
        if self.depth > DEEPEST:
            raise _error("nested too deep", event)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        node: Node = Items(line, column, self.items()) if is_list else self.table(line, column)
        self.depth -= 1
        return node

    def items(self) -> tuple[Node, ...]:
        import yaml

        found = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.node(event))
        return tuple(found)

    def table(self, line: int, column: int) -> Table:
        import yaml

        nodes: dict[str, Node] = {}
        keys: dict[str, Leaf] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event)
            if not isinstance(key, Leaf):
                raise _error("a key is one word; put quotes round a text that begins with { or [", event)
            if key.text in nodes:
                raise _error(f"“{key.text}” is here twice (first on line {keys[key.text].line}); keep one", event)
            nodes[key.text], keys[key.text] = self.node(next(self.events)), key
        return Table(line, column, nodes, keys)


def _error(message: str, event: Any) -> RuleError:
    return RuleError(message, event.start_mark.line + 1, event.start_mark.column + 1)
