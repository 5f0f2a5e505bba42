"""JSX: the words of components of React and the like, and of the strings in their code that are copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from offerlint.model.block import Literal
from offerlint.reading.template.code import PRINTS, condition, named
from offerlint.reading.template.code_string import Shown
from offerlint.reading.template.jsx_parse import Parsed
from offerlint.reading.template.jsx_show import FUNCTIONS, Expressions
from offerlint.reading.template.jsx_words import HEADINGS, is_copy, is_markup
from offerlint.reading.template.nest import Nest, repeat
from offerlint.reading.template.tree import Fault, Spelt, Text, Tree
from offerlint.text.late import late

if TYPE_CHECKING:
    from tree_sitter import Node

_MOST_FAULTS = 20
_SILENT = frozenset((
    "import_statement", "regex", "number", "type_annotation", "type_alias_declaration", "interface_declaration",
    "type_arguments", "type_parameters", "enum_declaration", "jsx_opening_element", "jsx_closing_element",
    "ambient_declaration", "decorator",
))  # fmt: skip
"""What holds no words for customers."""
_AROUND = frozenset((
    "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "array",
    "await_expression", "return_statement", "variable_declarator", "ternary_expression", "binary_expression",
    "sequence_expression",
))  # fmt: skip
"""What gives the strings in it as they are."""
_SIGNS = late(r"[{}();=<>]")
_HOLDERS = frozenset((
    "ref", "shallowRef", "reactive", "readonly", "computed", "markRaw", "$state", "$derived", "$state.raw", "useState",
    "React.useState", "useMemo", "React.useMemo", "Object.freeze",
))  # fmt: skip
"""Functions of React, Vue and Svelte that hold what they are given."""
_LOOPS = ("map", "flatMap", "forEach", "from")
_ENDS = ("return_statement", "throw_statement", "break_statement", "continue_statement")


def read_jsx(source: str) -> Tree:
    """The tree of a script with its markup; offsets count the code points of `source`.

    Raises ReadError for a script that is too large, ModuleNotFoundError when what it takes is not installed.
    """
    nest = Nest([], "{} (".format, lambda _: ")")
    add_script(source, nest)
    return nest.finish()


def add_script(source: str, nest: Nest) -> None:
    """Adds the markup and the copy of a script to a tree; raises as `read_jsx` does."""
    parsed = Parsed(source)
    reader = _Reader(parsed, nest)
    reader.code(parsed.root)
    for count, node in enumerate(parsed.faults()):
        if count == _MOST_FAULTS:
            break
        said = " ".join(parsed.text(node).split())[:60]
        where = f'"{said}" is no JavaScript here; ' if said else "something is missing here; "
        say = f"{where}what is around it was read as far as it goes"
        nest.faults.append(Fault(say, parsed.start(node), fatal=parsed.root.is_error))


class _Reader:
    """Walks the code in its order; what is shown to customers is added to the tree."""

    def __init__(self, parsed: Parsed, nest: Nest) -> None:
        self._parsed, self.nest = parsed, nest
        self._shows = Expressions(parsed, nest, self.code)

    def code(self, root: Node, key: str | None = None) -> None:
        """Finds markup and copy in code; `key` is the name of what it gives its value to, None where nothing has it."""
        waiting = [(root, key)]
        while waiting:
            node, key = waiting.pop()
            take = self._takes().get(node.type)
            if take is not None:
                self._shows.deeper(node, take, key)
            elif node.type not in _SILENT:
                inner = key if node.type in _AROUND else None
                waiting += [(child, self._key(node, child, inner)) for child in reversed(node.children)]

    def _takes(self) -> Mapping[str, Callable[[Node, str | None], None]]:
        return {
            "jsx_element": lambda node, _: self._shows.tags.element(node),
            "jsx_self_closing_element": lambda node, _: self._shows.tags.element(node),
            "string": self._string,
            "template_string": self._string,
            "jsx_text": lambda node, _: self._stray(node),
            "comment": lambda node, _: self._shows.comment(node),
            "call_expression": self._call,
            "object": self._object,
            "program": lambda node, _: self.statements(node.children),
            "statement_block": lambda node, _: self.statements(node.children),
            "if_statement": self._if,
            "switch_statement": lambda node, _: self._switch(node),
        }

    def _key(self, node: Node, child: Node, key: str | None) -> str | None:
        """The name that a part of `node` is given, if any."""
        if node.type in ("variable_declarator", "object_assignment_pattern", "assignment_pattern"):
            name = node.child_by_field_name("name") or node.child_by_field_name("left") or node.children[0]
            return None if child == name else self._parsed.text(name)
        if node.type == "return_statement":
            return ""
        return key

    def statements(self, nodes: Sequence[Node]) -> None:
        """Statements in their order; those below an `if` that returns stand where it does not hold."""
        for i, node in enumerate(nodes):
            if self._decides(node):
                self._shows.deeper(node, partial(self._if, rest=nodes[i + 1 :]), None)
                return
            self.code(node)

    def _decides(self, node: Node) -> bool:
        """Whether what comes after an `if` stands only where it does not hold."""
        if node.type != "if_statement" or node.child_by_field_name("alternative"):
            return False
        return self._parsed.has_element(node) and self._returns(node.child_by_field_name("consequence"))

    def _returns(self, node: Node | None) -> bool:
        if node is not None and node.type == "statement_block":
            inner = [child for child in node.named_children if child.type != "comment"]
            node = inner[-1] if inner else None
        return node is not None and node.type in _ENDS

    def _if(self, node: Node, key: str | None, rest: Sequence[Node] = ()) -> None:  # noqa: ARG002 - as all takers
        """An `if` whose parts hold markup is a choice, any other code is not."""
        test, then = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
        other = node.child_by_field_name("alternative")
        if not self._parsed.has_element(node) or test is None or then is None:
            for child in node.children:
                self.code(child)
            return
        self._shows.begin("if", node, condition(self._shows.bare(test)))
        self.code(then)
        if other is not None or rest:
            self.nest.turn(self._shows.tag("else", node), ("if",), None)
        if other is not None:
            self.code(other)
        self.statements(rest)
        self.nest.end(self._shows.tag("if", node), "if")

    def _switch(self, node: Node) -> None:
        """A `switch` between markup: cases that fall through stand with the next."""
        subject, body = node.child_by_field_name("value"), node.child_by_field_name("body")
        cases = [one for one in body.named_children if one.type in ("switch_case", "switch_default")] if body else []
        if not self._parsed.has_element(node) or subject is None:
            for one in cases:
                self.statements(one.children)
            return
        name, values, word = named(self._shows.bare(subject)), list[str](), "switch"
        for one in cases:
            value = one.child_by_field_name("value")
            values += [named(self._parsed.text(value))] if value else []
            inside = [child for child in one.named_children if child != value]
            if not inside and one != cases[-1]:
                continue
            several = f"{name} in ({', '.join(values)})" if len(values) > 1 else f"{name} == {''.join(values)}"
            test = condition(several) if one.type == "switch_case" else None
            if word == "switch":
                self._shows.begin("case", node, test or Literal(f"{name} is anything", "yes"))
            else:
                self.nest.turn(self._shows.tag("case", one), ("case",), test)
            word, values = "case", []
            self.statements(inside)
        if word == "case":
            self.nest.end(self._shows.tag("case", node), "case")

    def _call(self, node: Node, key: str | None) -> None:
        """A call: what is shown of a loop or translation; other arguments are code."""
        callee, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if given is None or given.type == "template_string":
            return
        is_said = self._parsed.text(callee) in (*PRINTS, "alert", "confirm", "toast", "window.alert", "window.confirm")
        if is_said:
            for i, child in enumerate(given.named_children):
                self.code(child, None if i else key or "")
            return
        if self._parsed.text(callee) in _HOLDERS:
            for child in given.named_children:
                body = child.child_by_field_name("body") if child.type in FUNCTIONS else None
                self.code(body or child, key or "")
            return
        if callee is not None:
            self.code(callee)
        body = self._loop(node, callee, given)
        for child in given.named_children:
            if child == body:
                self._shows.shown(child, Shown.TEXT, child)
                self.nest.end(self._shows.tag("for", node), "for")
            else:
                self.code(child)

    def _loop(self, node: Node, callee: Node | None, given: Node) -> Node | None:
        """The function that a call runs for every item, its loop begun, if markup stands in it."""
        name = callee.child_by_field_name("property") if callee is not None else None
        function = next((one for one in given.named_children if one.type in FUNCTIONS), None)
        if function is None or self._parsed.text(name) not in _LOOPS or not self._parsed.has_element(function):
            return None
        goes = callee.child_by_field_name("object") if callee is not None else None
        over = given.named_children[0] if self._parsed.text(name) == "from" else goes
        item = function.child_by_field_name("parameter") or function.child_by_field_name("parameters")
        names = item.named_children if item is not None and item.named_children else [item]
        said = self._parsed.text(names[0]).split(":")[0]
        loop = f"for {said if said.isidentifier() else 'item'} in {named(self._parsed.text(over))}"
        self.nest.begin(self._shows.tag("for", node), repeat, Literal(loop, "1"))
        return function

    def _object(self, node: Node, key: str | None) -> None:
        """An object; one that holds copy under names of its own is a section."""
        pairs = [one for one in node.named_children if one.type == "pair"]
        values = [(self._parsed.text(one.child_by_field_name("key")).strip("\"'"), one) for one in pairs]
        start, end = self._parsed.start(node), self._parsed.end(node)
        strings = [name for name, one in values if self._is_string(one.child_by_field_name("value"), name)]
        if strings:
            self.nest.add(Spelt("<section>", start, start + 1))
        names = {one.id: name for name, one in values}
        for child in node.children:
            value = child.child_by_field_name("value") if child.id in names else None
            if "defaultMessage" in names.values() and names.get(child.id) == "description":
                continue
            if value is None:
                self.code(child, key if child.type == "spread_element" else None)
            else:
                self.code(value, names[child.id])
        if strings:
            self.nest.add(Spelt("</section>", end - 1, end))

    def _is_string(self, node: Node | None, key: str) -> bool:
        return node is not None and node.type in ("string", "template_string") and is_copy(self._shows.words(node), key)

    def _string(self, node: Node, key: str | None) -> None:
        """A string in code, as a paragraph if it is copy."""
        if key is None or not is_copy(words := self._shows.words(node), key):
            return
        start, end = self._parsed.start(node), self._parsed.end(node)
        name = "h3" if key in HEADINGS else "p"
        self.nest.add(Spelt(f"<{name}>", start, start + 1))
        self._shows.shown(node, Shown.HTML if is_markup(words) else Shown.TEXT, node)
        self.nest.add(Spelt(f"</{name}>", end - 1, end))

    def _stray(self, node: Node) -> None:
        """Text of an element that is not whole, as a paragraph, unless it looks like code."""
        start, end = self._parsed.start(node), self._parsed.end(node)
        if not _SIGNS.search(self._parsed.source, start, end) and self._parsed.text(node).strip():
            self.nest.add(Spelt("<p>", start, start + 1), Text(start, end), Spelt("</p>", end - 1, end))
