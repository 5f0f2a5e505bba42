"""One file of settings, as it is written: what it says and where."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from offerlint.config.find import LARGEST, ConfigError
from offerlint.config.shape import SHAPE
from offerlint.disk import UnreadableError, read_bytes
from offerlint.rules.yaml_tree import Items, Leaf, Node, RuleError, Table, tree
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file says: the values of its keys, and their nodes. Paths in it start from `folder`."""

    shown: str
    folder: Path
    said: Mapping[str, Any]
    node: Table = field(default_factory=lambda: Table(1, 1, {}))

    def place(self, line: int, *keys: str) -> str:
        """Where a key is written: by line or, since TOML is read without lines, by its name."""
        if self.shown.endswith(".toml"):
            return f"{self.shown} ({'.'.join(('tool.offerlint', *keys))})"
        return f"{self.shown}:{line}" if line else self.shown

    def entries(self, key: str) -> Iterator[tuple[str, str]]:
        """Each part of what `key` says, by its name, and its place; what has no parts has an empty name."""
        node = self.node.nodes.get(key)
        if isinstance(node, Items):
            yield from ((_name(one), self.place(one.line, key)) for one in node.nodes)
        elif isinstance(node, Table):
            yield from ((name, self.place(leaf.line, key, name)) for name, leaf in node.keys.items())
        else:
            is_one = isinstance(self.said[key], str)
            yield _name(node) if node and not is_one else "", self.place(node.line if node else 0, key)


def _name(node: Node) -> str:
    return node.text.strip() if isinstance(node, Leaf) else ""


def read_layer(path: Path) -> Layer:
    """What the file at `path` says; raises ConfigError for anything it may not."""
    is_toml = path.suffix == ".toml"
    try:
        text = read_bytes(path, LARGEST).decode("utf-8-sig")
        if is_toml:
            tool = tomllib.loads(text).get("tool")
            node = _as_tree(tool.get("offerlint", {}) if isinstance(tool, dict) else {})
        else:
            node = tree(text) if text.strip() else Table(1, 1, {})
        said: Mapping[str, Any] = SHAPE.read(node)
    except UnreadableError as error:
        raise ConfigError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8; save it as UTF-8") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deep") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    except RuleError as error:
        at = "" if is_toml else f":{error.line}:{error.column}"
        raise ConfigError(f"{path}{at}: {error.message}") from error
    assert isinstance(node, Table)
    return Layer(path.as_posix(), path.parent, said, node)


def _as_tree(value: object) -> Node:
    """A value of TOML as a tree; TOML keeps no places."""
    if isinstance(value, Mapping):
        nodes = {str(key): _as_tree(one) for key, one in value.items()}
        return Table(1, 1, nodes, {key: Leaf(1, 1, key) for key in nodes})
    if isinstance(value, list):
        return Items(1, 1, tuple(_as_tree(one) for one in value))
    return Leaf(1, 1, str(value).lower() if isinstance(value, bool) else str(value))
