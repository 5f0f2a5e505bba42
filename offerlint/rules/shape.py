"""What a value in a rule file may be: read by its declared type, and told as a JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from offerlint.rules.yaml_tree import Items, Leaf, Node, RuleError, Table, is_nothing
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.nearest import did_you_mean, nearest

Schema = dict[str, Any]

_AMOUNT = late(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)


class Shape(Protocol):
    """A kind of value; `read` raises RuleError at the place of what is wrong."""

    def read(self, node: Node) -> Any: ...

    def schema(self) -> Schema: ...


def wrong(node: Node, message: str) -> RuleError:
    """The mistake at the place of `node`."""
    return RuleError(message, node.line, node.column)


def _leaf(node: Node, expected: str) -> Leaf:
    if isinstance(node, Leaf):
        return node
    held = "a list" if isinstance(node, Items) else "a mapping"
    raise wrong(
        node,
        f"{expected} is expected here, not {held}; put quotes round a text that begins with [ or {{ or has a colon",
    )


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not blank, stripped."""

    what: str = "a text"

    def read(self, node: Node) -> str:
        text = _leaf(node, self.what).text.strip()
        if not text:
            raise wrong(node, f"{self.what} is expected here; it is blank")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A text exactly as written, not blank."""

    what: str = "a text"

    def read(self, node: Node) -> str:
        leaf = _leaf(node, self.what)
        if not leaf.text.strip():
            raise wrong(node, f"{self.what} is expected here; it is blank")
        return leaf.text

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Word:
    """One of a closed list of words."""

    words: Collection[str]
    what: str

    def read(self, node: Node) -> str:
        word = _leaf(node, self.what).text.strip()
        if word not in self.words:
            raise wrong(node, f"no such {self.what}: “{word}”; {did_you_mean(word, self.words)}")
        return word

    def schema(self) -> Schema:
        return {"enum": sorted(self.words)}


@dataclass(frozen=True, slots=True)
class Matching:
    """A text of one form, a regular expression that it matches whole."""

    form: str
    what: str
    remedy: str

    def read(self, node: Node) -> str:
        word = _leaf(node, self.what).text.strip()
        if not re.fullmatch(self.form, word):
            raise wrong(node, f"“{word}” is not {self.what}; {self.remedy}")
        return word

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{self.form}$"}


@dataclass(frozen=True, slots=True)
class YesNo:
    """yes or no."""

    def read(self, node: Node) -> bool:
        word = _leaf(node, "yes or no").text.strip().lower()
        if word not in ("yes", "no", "true", "false"):
            raise wrong(node, f"yes or no is expected here, not “{word}”")
        return word in ("yes", "true")

    def schema(self) -> Schema:
        return {"enum": [True, False, "yes", "no", "true", "false"]}


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `least` upwards."""

    least: float = 0

    def read(self, node: Node) -> float:
        word = _leaf(node, "a number").text.strip()
        try:
            number = float(word)
        except ValueError:
            raise wrong(node, f"a number is expected here, not “{word}”") from None
        if not self.least <= number < 1e9:
            raise wrong(node, f"a number from {self.least:g} is expected here, not {word}")
        return number

    def schema(self) -> Schema:
        return {"type": "number", "minimum": self.least}


@dataclass(frozen=True, slots=True)
class Amount:
    """A decimal number from 0 upwards, kept as it is written: 29.99."""

    def read(self, node: Node) -> Decimal:
        word = _leaf(node, "a number").text.strip()
        if not _AMOUNT.fullmatch(word):
            raise wrong(node, f"“{word}” is no plain number; write digits and a point, as in 29.99")
        return Decimal(word)

    def schema(self) -> Schema:
        return {"type": ["number", "string"], "minimum": 0, "pattern": f"^{_AMOUNT.pattern}$"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date such as 2025-01-17, or null."""

    def read(self, node: Node) -> date | None:
        if is_nothing(node):
            return None
        word = _leaf(node, "a date").text.strip()
        try:
            return date.fromisoformat(word)
        except ValueError:
            raise wrong(node, f"“{word}” is no date; write the year, month and day as 2025-01-17") from None

    def schema(self) -> Schema:
        return {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of `least` or more of one shape; a lone value is a list of one."""

    of: Shape
    least: int = 0
    what: str = "an entry"

    def read(self, node: Node) -> tuple[Any, ...]:
        if is_nothing(node):
            entries: Sequence[Node] = ()
        else:
            entries = node.nodes if isinstance(node, Items) else (node,)
        if len(entries) < self.least:
            raise wrong(node, f"at least {self.least} of these are needed here ({self.what}); there are {len(entries)}")
        return tuple(self.of.read(entry) for entry in entries)

    def schema(self) -> Schema:
        one, many = self.of.schema(), {"type": "array", "items": self.of.schema(), "minItems": self.least}
        return {"anyOf": [one, many]} if self.least <= 1 else many


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping and the shape of its value."""

    shape: Shape
    needed: bool = False
    absent: Any = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; `make` builds the value from what was read and the node it was read from.

    With `others`, keys that look like none of these may stand beside them, and are passed over.
    """

    what: str
    keys: Mapping[str, Key]
    make: Callable[[Mapping[str, Any], Table], Any]
    others: bool = False

    def read(self, node: Node) -> Any:
        if not isinstance(node, Table):
            raise wrong(node, f"{self.what} is a mapping with the keys {', '.join(self.keys)}")
        for written, place in node.keys.items():
            if written not in self.keys and (nearest(written, self.keys) or not self.others):
                raise wrong(place, f"{self.what} has no key “{written}”; {did_you_mean(written, self.keys)}")
        for name, key in self.keys.items():
            if key.needed and (name not in node.nodes or is_nothing(node.nodes[name])):
                at = node.keys.get(name, node)
                raise wrong(at, f"{self.what} needs “{name}”{f': {key.about}' if key.about else ''}")
        read = {
            name: key.shape.read(node.nodes[name]) if name in node.nodes else key.absent
            for name, key in self.keys.items()
        }
        return self.make(read, node)

    def schema(self) -> Schema:
        properties = {
            name: {**key.shape.schema(), **({"description": key.about} if key.about else {})}
            for name, key in self.keys.items()
        }
        needed = [name for name, key in self.keys.items() if key.needed]
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": self.others,
            **({"required": needed} if needed else {}),
        }


@dataclass(frozen=True, slots=True)
class TextOr:
    """A text, read by one shape, or a mapping, read by another."""

    text: Shape
    table: Shape

    def read(self, node: Node) -> Any:
        return (self.table if isinstance(node, Table) else self.text).read(node)

    def schema(self) -> Schema:
        return {"anyOf": [self.text.schema(), self.table.schema()]}


@dataclass(frozen=True, slots=True)
class Made:
    """A value of another shape, turned into something by `make`, which may raise RuleError."""

    of: Shape
    make: Callable[[Any, Node], Any]

    def read(self, node: Node) -> Any:
        return self.make(self.of.read(node), node)

    def schema(self) -> Schema:
        return self.of.schema()
