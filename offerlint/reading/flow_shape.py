"""The nodes of a YAML call flow, asked for by shape: what does not fit is a problem with its line and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from textwrap import shorten
from typing import NamedTuple

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from offerlint.model.document import Problem
from offerlint.reading.call_keys import NOTED, UNSAID
from offerlint.reading.yaml_nodes import nodes
from offerlint.text.key import plain
from offerlint.text.late import late
from offerlint.text.lines import LineIndex

MOST_NAMED = 20
"""So many words of a list are named in a remedy."""

_A_NAME = 6
"""So many words may be the name of something, and are no sentence that has to be read."""
_A_TYPO = 0.65
_KEPT = late(
    r"(?:.+_)?(?:id|ids|ref|reference|code|name|title|version|owner|author|team|tags?|labels?|status|state|date|on|by|at|"
    r"created|updated|reviewed|approved|modified|brand|campaign|department|queue|skill|locale|priority|order)"
)
"""Keys under which firms keep account of a script."""


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: ScalarNode
    value: Node


class Shape:
    """Reads nodes of the YAML `text` and gathers the problems they have; none of its methods raises."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = LineIndex(text)
        self.problems: list[Problem] = []

    def fault(self, offset: int, what: str, remedy: str) -> None:
        """Notes that the line at `offset` is wrong: what is wrong, the line itself, what to do."""
        line = self.lines.position(min(offset, len(self.text))).line
        shown = shorten(self.lines.line(line), 80, placeholder=" ...")
        self.problems.append(Problem("", f"{what}: `{shown}`. {remedy}" if shown else f"{what}. {remedy}", line))

    def root(self) -> Node | None:
        """The node tree, or None when the text is not YAML or is empty."""
        try:
            node = nodes(self.text)
        except YAMLError as error:
            marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
            places = [mark.index for mark in marks if mark and mark.index < len(self.text.rstrip())]
            offset = places[0] if places else getattr(error, "position", 0)
            reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
            self.fault(offset, f"This is not YAML ({reason})", "Check the quotes, colons and indentation at this line.")
            return None
        if node is None:
            self.fault(0, "This flow is empty", "Give it `start:` and `steps:`.")
        return node

    def mapping(
        self, node: Node, keys: Sequence[str] | None, whose: str, *, takes_words: bool = False
    ) -> dict[str, Entry]:
        """The entries of a mapping by key, those outside `keys` left out unless they are NOTED; None allows any key.

        With `takes_words`, any other key holds words too, unless it is a slip in one of `keys`.
        """
        if not isinstance(node, MappingNode):
            self.fault(node.start_mark.index, f"{whose} must be keys and values", "Write it as `key: value` lines.")
            return {}
        found: dict[str, Entry] = {}
        for key, value in node.value:
            at = key.start_mark.index
            if not isinstance(key, ScalarNode):
                self.fault(at, f"{whose} has a key that is not a word", "Keys are plain words.")
            elif keys is not None and not (
                _is_known(key.value, keys) or takes_words and _is_told(key.value, value, keys)
            ):
                if not _is_own(key.value, value, keys):
                    self.fault(at, f'{whose} has no key "{key.value}"', meant(key.value, keys))
            elif key.value in found:
                self.fault(at, f'{whose} has "{key.value}" twice', "Keep one of them; the first is read.")
            else:
                found[key.value] = Entry(key, value)
        return found

    def items(self, node: Node, whose: str) -> list[Node]:
        """The nodes of a list."""
        if isinstance(node, SequenceNode):
            return list(node.value)
        self.fault(node.start_mark.index, f"{whose} must be a list", "Begin each item with `- `.")
        return []

    def scalar(self, node: Node, whose: str) -> ScalarNode | None:
        """The node if it is text; nothing at all, and an empty text, are None."""
        if isinstance(node, ScalarNode):
            return node if node.value.strip() else None
        self.fault(node.start_mark.index, f"{whose} must be text", "Write one text, in quotes if it has a colon.")
        return None

    def texts(self, node: Node, whose: str) -> list[str]:
        """The texts of a list, or the one text that stands in its stead."""
        return [scalar.value for scalar in self.scalars(node, whose)]

    def scalars(self, node: Node, whose: str) -> list[ScalarNode]:
        """The nodes of `texts`."""
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        return [scalar for one in nodes if (scalar := self.scalar(one, whose))]

    def leaves(self, node: Node, whose: str) -> list[ScalarNode]:
        """The texts of a list, of a mapping, one in another too, or of the node itself; none of what nobody may say."""
        if isinstance(node, MappingNode):
            kept = (value for key, value in node.value if not UNSAID.fullmatch(plain(str(key.value))))
            return [leaf for value in kept for leaf in self.leaves(value, whose)]
        if isinstance(node, SequenceNode):
            return [leaf for item in node.value for leaf in self.leaves(item, whose)]
        return [scalar] if (scalar := self.scalar(node, whose)) else []


def _is_known(key: str, keys: Sequence[str]) -> bool:
    return key in keys or plain(key) in NOTED


def _is_own(key: str, value: Node, keys: Sequence[str]) -> bool:
    """Whether a key that is none of `keys` is one of a firm's own, such as an owner or a date, and no words or typo."""
    if key.startswith(("x-", "x_", "_")) or _KEPT.fullmatch(plain(key)):
        return not _says(value)
    return not _says(value) and not get_close_matches(plain(key), keys, 1, _A_TYPO)


def _is_told(key: str, value: Node, keys: Sequence[str]) -> bool:
    """Whether words stand under a key of a firm's own, which is no slip in one of `keys`."""
    return _says(value) and not get_close_matches(plain(key), keys, 1, _A_TYPO)


def _says(value: Node) -> bool:
    """Whether words stand under a key that somebody may say or should know."""
    if isinstance(value, ScalarNode):
        return len(value.value.split()) > _A_NAME
    inside = value.value if isinstance(value, SequenceNode) else [one for _, one in value.value]
    return any(map(_says, inside))


def meant(word: str, known: Iterable[str]) -> str:
    """The remedy for a word that is none of `known`."""
    known = list(known)
    close = get_close_matches(word, known, 1, 0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return f"Use one of: {', '.join(known[:MOST_NAMED])}{more}." if known else "There is none to choose from."
