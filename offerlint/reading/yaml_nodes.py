"""YAML as a tree of nodes that is no larger than its text: nothing stands for more, or is nested out of all measure."""

from __future__ import annotations

from yaml import AliasEvent, MarkedYAMLError, Node, SafeLoader, ScalarNode, compose

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


class _Once(_Loader):
    """Reads what has a name where it stands, and nothing where an alias stands for it."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, AliasEvent) and event.anchor in self.anchors:
            self.get_event()  # type: ignore[no-untyped-call]
            return ScalarNode("tag:yaml.org,2002:null", "")
        return super().compose_node(parent, index)


def nodes(text: str, *, once: bool = False) -> Node | None:
    """The node of the one document in `text`, None when it is empty; raises YAMLError.

    Aliases are refused, or, where all is read `once`, empty.
    """
    return compose(text, Loader=_Once if once else _Loader)


def _refused(what: str, event: object) -> MarkedYAMLError:
    return MarkedYAMLError(problem=what, problem_mark=getattr(event, "start_mark", None))
