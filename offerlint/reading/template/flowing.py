"""What a template gives its names, carried in reading order to the conditions and loops that ask about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import said
from offerlint.reading.template.settled import renamed, settled
from offerlint.reading.template.tree import Branch, Choice, Field, Node, Repeat, Scope, Set, Text, outcomes, within
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_CONSTANT = {"nil": "none", "null": "none", "undefined": "none", "None": "none", "True": "true", "False": "false"}
_BOOLS = {"true": True, "false": False, "none": False}
_UNSURE = ""
_LONGEST = 600
"""A condition that is longer is not carried on."""
_TURN = late(r"\bloop\.(?:first|last|index0?|revindex0?|length)\b")


@dataclass(frozen=True, slots=True)
class _Given:
    """What the names stand for at some place: `values`, else the same name of what `prefix` names."""

    values: dict[str, str] = field(default_factory=dict)
    prefix: str = ""

    def copy(self, prefix: str | None = None, only: frozenset[str] | None = None) -> _Given:
        kept = {name: value for name, value in self.values.items() if only is None or name in only}
        return _Given(kept, self.prefix if prefix is None else prefix)

    def meaning(self, path: str) -> str:
        names = path.split(".")
        for size in range(len(names), 0, -1):
            value = self.values.get(".".join(names[:size]))
            if value is not None:
                return ".".join([value, *names[size:]]) if value else path
        return f"{self.prefix}.{path}" if self.prefix else path


class Flowing:
    """Works through a whole tree once; `text` gives the characters of the template from one offset up to another."""

    def __init__(self, text: Callable[[int, int], str]) -> None:
        self._text = text
        self._lists: dict[str, str] = {}
        """The name that each list's items go by."""

    def all(self, nodes: Sequence[Node]) -> tuple[Node, ...]:
        """The nodes, their conditions asked of what their names were given; branches that cannot be are gone."""
        return self._nodes(nodes, _Given())

    def _nodes(self, nodes: Sequence[Node], given: _Given) -> tuple[Node, ...]:
        """The nodes; `given` is at the end what it is behind them."""
        return tuple(self._node(node, given) for node in nodes)

    def _node(self, node: Node, given: _Given) -> Node:
        if isinstance(node, Set):
            body = self._nodes(node.body, given.copy())
            _set(given.values, node.name, self._value(node.body, given))
            return replace(node, body=body)
        if isinstance(node, Field) and given.prefix:
            return replace(node, expression=renamed(node.expression, _printed_as(given)))
        if isinstance(node, Scope):
            return self._scope(node, given)
        if isinstance(node, Choice):
            return self._choice(node, given)
        if isinstance(node, Repeat):
            return self._repeat(node, given)
        return node

    def _scope(self, node: Scope, given: _Given) -> Scope:
        prefix = given.meaning(node.context) if node.context else None
        return replace(node, body=self._nodes(node.body, given.copy(prefix, node.only)))

    def _value(self, body: Sequence[Node], given: _Given) -> str:
        """What a condition about a name asks about when it is set to `body`; empty when nothing is sure."""
        if not body:
            return "none"
        if len(body) != 1 or not isinstance(body[0], (Field, Text)):
            return _UNSURE
        if isinstance(body[0], Text):
            words = self._text(body[0].start, body[0].end)
            return _UNSURE if "'" in words or "\\" in words else f"'{words}'"
        expression = body[0].expression
        if expression in _CONSTANT or "(" in expression:
            return _CONSTANT.get(expression, _UNSURE)
        found = renamed(expression, given.meaning)
        return f"({found})" if " " in found else found

    def _choice(self, node: Choice, given: _Given) -> Choice:
        branches, ends = [], []
        for branch in node.branches:
            literals = _settled(branch.literals, given)
            if literals is not None and len({each.name for each in literals}) == len(literals):
                after = given.copy()
                branches.append(Branch(literals, self._nodes(branch.body, after)))
                ends.append((literals, after.values))
        for name in sorted({name for _, end in ends for name, value in end.items() if given.values.get(name) != value}):
            values = [(literals, end.get(name, given.meaning(name))) for literals, end in ends]
            _set(given.values, name, _joined(values))
        return Choice(tuple(branches))

    def _repeat(self, node: Repeat, given: _Given) -> Node:
        head, sign, _ = node.name.partition(" in ")
        item = head.removeprefix("for ")
        again = settled(Literal(node.name, "1"), given.meaning)
        assert isinstance(again, Literal)
        inside = given.copy()
        for name in _names_set(node.body):
            _set(inside.values, name, _UNSURE)
        if sign and item.isidentifier():
            _set(inside.values, item, self._item(item, again.name.partition(" in ")[2].partition(" if ")[0]))
        node = replace(node, name=again.name)
        otherwise = self._nodes(node.otherwise, given.copy())
        for name in _names_set(node.body):
            _set(given.values, name, _UNSURE)
        if not _asks_for_turn(node.body):
            return replace(node, body=self._nodes(node.body, inside), otherwise=otherwise)
        branches = []
        for branch in outcomes(node):
            turns = branch.turns if branch.body is node.body else 0
            bodies = [self._nodes(node.body, _in_turn(inside, turn, turns)) for turn in range(turns)]
            body = tuple(each for one in bodies for each in one) if turns else otherwise
            branches.append(Branch(branch.literals, body))
        return Choice(tuple(branches))

    def _item(self, name: str, goes_through: str) -> str:
        """What an item goes by: one name for one list, and never one name for two."""
        if goes_through not in self._lists:
            taken = name in self._lists.values()
            self._lists[goes_through] = f"{goes_through}[]" if taken else name
        return self._lists[goes_through]


def _set(values: dict[str, str], name: str, value: str) -> None:
    """Gives a name a value; what was given to names behind its points is forgotten."""
    for other in [other for other in values if other.startswith(f"{name}.")]:
        del values[other]
    values[name] = value


def _printed_as(given: _Given) -> Callable[[str], str]:
    """What the names of a field are in a partial that was handed something of which it prints the parts."""

    def meaning(path: str) -> str:
        names = path.split(".")
        known = any(".".join(names[:size]) in given.values for size in range(1, len(names) + 1))
        return path if known else f"{given.prefix}.{path}"

    return meaning


def _settled(literals: frozenset[Literal], given: _Given) -> frozenset[Literal] | None:
    """The literals of a branch that are no constants; None where one can never hold."""
    found = {settled(each, given.meaning) for each in literals}
    return None if False in found else frozenset(each for each in found if isinstance(each, Literal))


def _joined(values: Sequence[tuple[frozenset[Literal], str]]) -> str:
    """What a name stands for behind a choice: the condition under which it was set to be true, if it is one."""
    if len({value for _, value in values}) == 1:
        return values[0][1]
    sides = []
    for literals, value in values:
        if value[:1] in ("", "'", *"0123456789") or any(each.value not in ("yes", "no") for each in literals):
            return _UNSURE
        when = [said(each) for each in sorted(literals, key=lambda each: (each.name, each.value))]
        if _BOOLS.get(value, True):
            sides.append(" and ".join(when if value in _BOOLS else [*when, value]) or "true")
    joined = " or ".join(sides) or "false"
    return f"({joined})" if len(joined) < _LONGEST else _UNSURE


def _names_set(nodes: Sequence[Node]) -> Iterator[str]:
    """The names that are set anywhere in the nodes, but for those that are forgotten at once."""
    for node in nodes:
        if isinstance(node, Set):
            yield node.name
        elif not isinstance(node, Scope):
            for body in within(node):
                yield from _names_set(body)


def _asks_for_turn(nodes: Sequence[Node]) -> bool:
    """Whether something in a loop's own words depends on which turn it is."""
    for node in nodes:
        if isinstance(node, Choice) and any(_TURN.search(e.name) for branch in node.branches for e in branch.literals):
            return True
        if isinstance(node, Field) and _TURN.search(node.expression):
            return True
        if not isinstance(node, Repeat) and any(_asks_for_turn(body) for body in within(node)):
            return True
    return False


def _in_turn(given: _Given, turn: int, turns: int) -> _Given:
    """What is given in one turn of a loop, counted from 0."""
    known = {
        "first": "true" if turn == 0 else "false", "last": "true" if turn == turns - 1 else "false",
        "index": str(turn + 1), "index0": str(turn), "length": str(turns),
        "revindex": str(turns - turn), "revindex0": str(turns - turn - 1),
    }  # fmt: skip
    found = given.copy()
    found.values.update({f"loop.{name}": value for name, value in known.items()})
    return found
