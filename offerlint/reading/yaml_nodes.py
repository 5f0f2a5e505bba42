"""YAML as a tree of nodes that is no larger than its text: no aliases, and nothing nested out of all measure."""

from __future__ import annotations

from yaml import AliasEvent, MarkedYAMLError, Node, SafeLoader, compose

from offerlint.reading import bounds


class _Loader(SafeLoader):
    """Refuses what can make a small text a large tree."""

    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, AliasEvent):
            raise _refused(f"an alias (*{event.anchor}) is not followed; write the words out again", event)
        if self.depth >= bounds.DEEPEST_YAML:
            raise _refused("it is nested too deeply", event)
        self.depth += 1
        node: Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def nodes(text: str) -> Node | None:
    """The node of the one document in `text`, None when it is empty; raises YAMLError."""
    return compose(text, Loader=_Loader)


def _refused(what: str, event: object) -> MarkedYAMLError:
    return MarkedYAMLError(problem=what, problem_mark=getattr(event, "start_mark", None))
