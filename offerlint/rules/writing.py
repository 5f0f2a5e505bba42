"""How the phrases, expressions and shared guards of a rule file are read, with mistakes placed in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from offerlint.model.check import Guard, Pattern
from offerlint.rules.pattern import RegexError, compile_regex
from offerlint.rules.phrase import Phrase
from offerlint.rules.phrase_compile import compile_phrase
from offerlint.rules.phrase_error import PhraseError
from offerlint.rules.phrase_lists import PhraseLists
from offerlint.rules.shape import Schema, Verbatim, wrong
from offerlint.rules.yaml_tree import Leaf, Node, RuleError
from offerlint.text.frozen import dataclass
from offerlint.text.nearest import did_you_mean


@dataclass(slots=True)
class Writing:
    """The shared lists and guards that a file may use, and its lines, to place mistakes in."""

    lists: PhraseLists = field(default_factory=PhraseLists)
    guards: Mapping[str, tuple[Guard, ...]] = field(default_factory=dict)
    lines: Sequence[str] = ()
    seen: dict[str, Phrase] = field(default_factory=dict)

    def phrase(self, leaf: Leaf) -> Phrase:
        """The phrase that a leaf holds; one that was read before is the same object."""
        if leaf.text not in self.seen:
            try:
                self.seen[leaf.text] = compile_phrase(leaf.text, self.lists)
            except PhraseError as error:
                if error.phrase != leaf.text:
                    raise wrong(leaf, str(error)) from error
                raise self.within(leaf, error.offset, f"{error.message}, in the phrase “{leaf.text}”") from error
        return self.seen[leaf.text]

    def within(self, leaf: Leaf, offset: int, message: str) -> RuleError:
        """The mistake at the leaf's `offset`, placed exactly where the leaf stands as written on one line."""
        start = leaf.column - 1 + (not leaf.plain)
        line = self.lines[leaf.line - 1] if leaf.line <= len(self.lines) else ""
        if line[start : start + len(leaf.text)] == leaf.text:
            return RuleError(message, leaf.line, start + offset + 1)
        return RuleError(f"{message} (its character {offset + 1})", leaf.line, leaf.column)

    def guard(self, leaf: Leaf) -> tuple[Guard, ...]:
        """The guards of `@name`, or a guard of its sentence for any other phrase."""
        name = leaf.text.strip()
        if name[:1] == "@" and name[1:] in self.guards:
            return self.guards[name[1:]]
        if name[:1] == "@" and name[1:].replace("-", "").isalnum():
            raise wrong(leaf, f"no shared guard is called “{name}”; {did_you_mean(name[1:], self.guards)}")
        return (Guard(name, (self.phrase(leaf),), same="sentence"),)


@dataclass(frozen=True, slots=True)
class PhraseText:
    """A phrase."""

    writing: Writing

    def read(self, node: Node) -> Pattern:
        Verbatim("a phrase").read(node)
        assert isinstance(node, Leaf)
        return self.writing.phrase(node)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class RegexText:
    """A regular expression."""

    writing: Writing

    def read(self, node: Node) -> Pattern:
        text: Any = Verbatim("a regular expression").read(node)
        assert isinstance(node, Leaf)
        try:
            return compile_regex(text)
        except RegexError as error:
            raise self.writing.within(node, error.offset, str(error)) from error

    def schema(self) -> Schema:
        return {"type": "string", "format": "regex", "minLength": 1}


@dataclass(frozen=True, slots=True)
class GuardText:
    """A guard written in one line: `@name`, or a phrase."""

    writing: Writing

    def read(self, node: Node) -> tuple[Guard, ...]:
        Verbatim("a guard").read(node)
        assert isinstance(node, Leaf)
        return self.writing.guard(node)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}
