"""Handlebars and Mustache templates, read into a tree; nothing in them is ever run."""

from __future__ import annotations

import re
from dataclasses import replace

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import literal, opposite
from offerlint.reading.template.delimiter import Delimiters, Part
from offerlint.reading.template.expression import ExpressionError, tokens, written
from offerlint.reading.template.handed import moved, options
from offerlint.reading.template.nest import Make, Tag, choice, plain, repeat
from offerlint.reading.template.parts import TagReader, read_parts
from offerlint.reading.template.tree import Comment, Field, Include, Node, NotFollowed, Text, Tree
from offerlint.text.late import late

_END = r"(?P<after>\s*)"
_CLOSING = {
    "!--": late(rf"--(?:~\}}\}}{_END}|\}}\}})"),
    "{{{{": late(r"\}\}\}\}"),
    "{{{": late(rf"(?:\}}~\}}\}}{_END})|\}}\}}\}}"),
    "{{": late(rf"(?:~\}}\}}{_END})|\}}\}}"),
}
_RAW = late(r"\{\{\{\{/[^}]*\}\}\}\}")
_HELPERS = {"eq": "==", "ne": "!=", "neq": "!=", "gt": ">", "lt": "<", "gte": ">=", "lte": "<="}
_ATOM = late(r"\(|\)|'[^']*'|\"[^\"]*\"|[^\s()'\"]+")
_OWN = late(r"^(?:@root\.|(?:\.\./)+|\./|this[./](?=\w))")
_LOOP = {"@first": "loop.first", "@last": "loop.last", "@index": "loop.index0"}
_AS = late(r"\s+as\s+\|\s*(?P<names>[^|]*?)\s*\|\s*$")
_WORDS = late(r"(?P<sign>[#^/>&*!]*)\s*(?P<word>[^\s(]*)\s*(?P<rest>.*)", re.DOTALL)
_MAKE: dict[str, Make] = {"if": choice, "unless": choice, "each": repeat, "with": plain}


def _closing(opening: str) -> re.Pattern[str]:
    return next(pattern for start, pattern in _CLOSING.items() if start in opening)


def _verbatim(opening: str, _: str) -> re.Pattern[str] | None:
    return _RAW if opening.startswith("{{{{") else None


def _alone(opening: str, inner: str) -> bool:
    return "!" in opening or (opening == "{{" and inner.lstrip()[:1] in tuple("#^/>")) or inner.split()[:1] == ["else"]


SIGNS = Delimiters(
    late(r"(?<!\\)(?:\{\{\{\{(?=[\w-])|\{\{(?!\{\{)(?P<all>~)?(?:!--|!|\{)?)"),
    _closing,
    _verbatim,
    _alone,
)


def read_handlebars(source: str) -> Tree:
    """The tree of a Handlebars or Mustache template; offsets count the code points of `source`."""
    return read_parts(source, SIGNS, _Reader, "{{{{#{}}}}}".format, "{{{{/{}}}}}".format)


class _Reader(TagReader):
    def take(self, part: Part) -> None:
        inner = self.source[part.inner : part.inner_end]
        if part.opening == "{{{{":
            self.nest.add(Text(part.end, part.body_end))
        elif "!" in part.opening:
            self.nest.add(Comment(inner.strip(), part.start, part.end))
        elif part.opening == "{{{":
            self.nest.add(Field(named(inner), part.start, part.end))
        else:
            self._tag(inner, part)

    def _tag(self, inner: str, part: Part) -> None:
        match = _WORDS.fullmatch(inner.strip())
        sign, word, rest = (match["sign"], match["word"], match["rest"]) if match else ("", "", inner)
        said = " ".join(self.source[part.start : part.end].split())
        if sign == "/":
            self.nest.end(Tag(word, said, part.start), word)
        elif (word == "else" and not sign) or (sign == "^" and not word):
            self._else(rest, Tag("else", said, part.start))
        elif sign.startswith("#") or sign == "^":
            self._begin(sign, Tag(word, said, part.start), rest)
        elif sign == ">":
            self.nest.add(self._partial(word.strip("'\""), rest, part))
        elif sign not in ("", "&") or not word and not rest:
            self.nest.fault(Tag(word, said, part.start), "is not followed", fatal=False)
            self.nest.add(NotFollowed(said, part.start, part.end, prints=True))
        else:
            self.nest.add(Field(named(f"{word} {rest}"), part.start, part.end))

    def _partial(self, name: str, rest: str, part: Part) -> Include:
        """Another file with what it is handed: `card plan vip=user.vip`."""
        start, end = part.start, part.end
        at = self.source.rindex(rest, part.inner, part.inner_end)
        try:
            context, given = options(moved(tokens(rest.replace("@", " ")), at), start, end)
        except ExpressionError:
            return Include(name, start, end)
        own = named(self.source[context[0].start : context[-1].end]) if context else ""
        given = tuple((key, _own(body)) for key, body in given)
        return Include(name, start, end, given, context="" if own in ("", "this", ".") else own)

    def _begin(self, sign: str, tag: Tag, rest: str) -> None:
        if sign.startswith(("#>", "#*")):
            self.nest.fault(tag, "is not followed: its words are read where they stand", fatal=False)
            self.nest.begin(tag, plain)
        elif tag.word == "each":
            self.nest.begin(tag, repeat, Literal(f"for {_loop(rest)}", "1"))
        elif tag.word in _MAKE:
            test = condition(rest)
            self.nest.begin(tag, _MAKE[tag.word], opposite(test) if tag.word == "unless" else test)
        else:
            test = condition(f"{tag.word} {rest}" if rest else tag.word)
            self.nest.begin(tag, choice, opposite(test) if sign == "^" else test)

    def _else(self, rest: str, tag: Tag) -> None:
        word, _, test = rest.partition(" ")
        found = condition(test) if word in ("if", "unless") else None
        self.nest.turn(tag, (self.nest.innermost or "if",), opposite(found) if found and word == "unless" else found)


def _own(body: tuple[Node, ...]) -> tuple[Node, ...]:
    """What a partial is handed, a field in the normal form of this language."""
    return tuple(replace(node, expression=named(node.expression)) if isinstance(node, Field) else node for node in body)


def named(text: str) -> str:
    """The normal form of what a tag prints."""
    text = _infix(_AS.sub("", text).strip())
    try:
        return written(tokens(text))
    except ExpressionError:
        return " ".join(text.split())


def condition(text: str) -> Literal:
    """A Handlebars condition in the form that all languages share; common helpers become signs."""
    return literal(_infix(_AS.sub("", text).strip()))


def _loop(text: str) -> str:
    names = _AS.search(text)
    name = names["names"].split()[0] if names and names["names"] else "this"
    return f"{name} in {named(text)}"


def _infix(text: str) -> str:
    """`text` with calls of helpers for comparing and joining, in brackets or not, written with signs between."""
    atoms = _ATOM.findall(text)
    at = 0

    def group(depth: int) -> str:
        nonlocal at
        found: list[str] = []
        while at < len(atoms) and atoms[at] != ")":
            atom = atoms[at]
            at += 1
            if atom == "(" and depth < 16:
                found.append(group(depth + 1))
                at += 1
            else:
                found.append(_OWN.sub("", _LOOP.get(atom, atom)))
        return _joined(found, depth)

    return group(0)


def _joined(atoms: list[str], depth: int) -> str:
    word, rest = (atoms[0], atoms[1:]) if atoms else ("", [])
    if word in _HELPERS and len(rest) == 2:
        return f"{rest[0]} {_HELPERS[word]} {rest[1]}"
    if word in ("and", "or") and rest:
        return f" {word} ".join(f"({each})" if " " in each else each for each in rest)
    if word == "not" and len(rest) == 1:
        return f"not ({rest[0]})"
    text = " ".join(atoms)
    return f"({text})" if depth and len(atoms) > 1 else text
