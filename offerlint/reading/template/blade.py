"""Blade, the templates of Laravel: their directives, what they print, and the files that they write and extend."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from offerlint.reading.template.blade_words import ASKS, DROPPED, LOOPS, PLAIN, SAID_NO, STATES, TESTS
from offerlint.reading.template.code import Token, code_tokens, condition, named, printed
from offerlint.reading.template.code_string import Shown
from offerlint.reading.template.conditions import opposite
from offerlint.reading.template.nest import Bodies, Make, Nest, Tag, Tests, cases, choice, plain, repeat
from offerlint.reading.template.php import OPENING, Code
from offerlint.reading.template.php_code import PHP, loop
from offerlint.reading.template.tree import (
    Branch,
    Choice,
    Comment,
    Extends,
    Field,
    Given,
    Include,
    Node,
    Slot,
    Spelt,
    Super,
    Text,
    Tree,
)
from offerlint.text.late import late

_NEXT = late(
    r"\{\{--.*?(?:--\}\}|\Z)|@?\{\{|\{!!|@verbatim\b.*?(?:@endverbatim\b|\Z)|@php\b(?!\s*\().*?(?:@endphp\b|\Z)"
    r"|@@|(?<!\w)@(?P<word>[A-Za-z]+)|<\?(?:php(?=\s|\Z)|=)"
    r"|</?x-mail::[\w.-]++(?>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)>",
    re.DOTALL,
)
_IN_GROUP = late(r"[()]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_PRINTS = {"{{": "}}", "@{{": "}}", "{!!": "!!}"}
"""What begins a value that is printed, and what ends it."""
_BRACES = late(r"\{\{(.*?)\}\}", re.DOTALL)
_FLAT = late(r"\([^()\n]*\)")


def read_blade(source: str) -> Tree:
    """The tree of a Blade template; offsets count the code points of `source`."""
    nest = Nest([], "@{}(...)".format, "@end{}".format)
    _Reader(source, nest).read()
    return nest.finish()


class _Reader:
    def __init__(self, source: str, nest: Nest) -> None:
        self._source, self._nest = source, nest
        self._code = Code(source, nest)
        self._subjects: list[str] = []
        self._is_broken = False
        self._absent: set[str] = set()

    def read(self) -> None:
        """Takes the template from beginning to end."""
        at = done = 0
        while match := _NEXT.search(self._source, at):
            end = self._take(match, done)
            if end is None:
                at = match.end()
            else:
                at = done = end
        self._copy(done, len(self._source))

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self._nest.add(Text(start, end))

    def _take(self, match: re.Match[str], done: int) -> int | None:
        """Reads what begins here, and the words before it; None where it is only words."""
        start, end, sign = match.start(), match.end(), match[0]
        if match["word"]:
            return self._directive(match["word"].lower(), start, end, done)
        if sign in _PRINTS:
            found = self._closing(_PRINTS[sign], end)
            if found is None:
                return None
            end, sign = found, self._source[start:found]
        self._copy(done, start)
        if sign.startswith("{{--"):
            self._nest.add(Comment(sign[4:].removesuffix("--}}").strip(), start, end))
        elif sign.startswith("@{{"):
            self._nest.add(Field(named(sign[3:-2]), start, end))
        elif sign.startswith("{{"):
            triple = sign.startswith("{{{") and self._source.startswith("}", end)
            self._nest.add(*printed(self._source, start + 2 + triple, end - 2, (start, end + triple), PHP, Shown.TEXT))
            return end + triple
        elif sign.startswith("{!!"):
            self._nest.add(*printed(self._source, start + 3, end - 3, (start, end), PHP, Shown.HTML))
        elif sign.startswith("@verbatim"):
            self._verbatim(
                start + len("@verbatim"), end - (len("@endverbatim") if sign.endswith("@endverbatim") else 0)
            )
        elif sign.startswith("@php"):
            self._code.statements(start + len("@php"), end - (len("@endphp") if sign.endswith("@endphp") else 0))
        elif sign == "@@":
            self._nest.add(Spelt("@", start, end))
        else:
            opening = OPENING.match(self._source, start)
            return self._code.take(opening) if opening else end
        return end

    def _closing(self, sign: str, at: int) -> int | None:
        """The end of what is printed; a sign that was once not found stands nowhere further on."""
        found = -1 if sign in self._absent else self._source.find(sign, at)
        if found < 0:
            self._absent.add(sign)
            return None
        return found + len(sign)

    def _verbatim(self, start: int, end: int) -> None:
        """Words in which another language's braces are fields."""
        for match in _BRACES.finditer(self._source, start, end):
            self._copy(start, match.start())
            self._nest.add(Field(named(match[1]), *match.span()))
            start = match.end()
        self._copy(start, end)

    def _group(self, at: int) -> tuple[int, int] | None:
        """The stretch in the round brackets that stand at `at`, white space before them or not."""
        while self._source[at : at + 1] in (" ", "\t") and self._source[at : at + 1]:
            at += 1
        if not self._source.startswith("(", at):
            return None
        if not self._is_broken:
            depth = 0
            for match in _IN_GROUP.finditer(self._source, at):
                depth += (match[0] == "(") - (match[0] == ")")
                if depth == 0:
                    return at + 1, match.start()
            self._is_broken = True
            said = " ".join(self._source[at : at + 60].split())
            self._nest.fault(Tag("", said, at), "is never closed; add the end of the brackets")
        flat = _FLAT.match(self._source, at)
        return (at + 1, flat.end() - 1) if flat else None

    def _directive(self, word: str, start: int, end: int, done: int) -> int | None:
        """A directive with what stands in its brackets; None for a word that is none, as in an address."""
        group = self._group(end)
        take = self._takes(word, group is not None)
        is_broken = group is None and self._source[end : end + 2].lstrip().startswith("(")
        if take is None or is_broken or (group is None and word in ASKS):
            return None
        self._copy(done, start)
        inner = group or (end, end)
        after = group[1] + 1 if group else end
        said = " ".join(self._source[start:after].split())[:80]
        take(inner, Tag(word, said, start), after)
        return after

    def _takes(self, word: str, has_group: bool) -> Callable[[tuple[int, int], Tag, int], None] | None:
        """What reads a directive, if it is one."""
        if word == "empty" and not has_group:
            return lambda _, tag, __: self._nest.turn(tag, ("forelse",), None)
        if word in TESTS:
            return self._test
        known: dict[str, Callable[[tuple[int, int], Tag, int], None]] = {
            **dict.fromkeys(("elseif", "else", "elsecan", "elseauth", "elseguest"), self._turn),
            **dict.fromkeys(LOOPS, self._loop),
            **dict.fromkeys(("switch", "case", "default"), self._switch),
            **dict.fromkeys(
                ("include", "includeif", "includewhen", "includeunless", "includefirst", "each"), self._include
            ),
            **dict.fromkeys(("extends", "section", "yield"), self._file),
            **dict.fromkeys(("show", "stop", "append", "overwrite", "endsection"), self._end_section),
            "parent": lambda _, tag, after: self._nest.add(Super(tag.start, after)),
            **dict.fromkeys(PLAIN, lambda _, tag, __: self._nest.begin(tag, plain)),
            **dict.fromkeys(STATES, self._state),
            **dict.fromkeys(("lang", "choice"), self._said),
        }
        if word in known:
            return known[word]
        if word in DROPPED:
            return lambda *_: None
        ended = word.removeprefix("end")
        if word.startswith("end") and (ended in TESTS or ended in LOOPS or ended in PLAIN or ended == "switch"):
            return lambda _, tag, __: self._nest.end(tag, ended)
        return None

    def _test(self, inner: tuple[int, int], tag: Tag, _: int) -> None:
        code = self._source[slice(*inner)].strip()
        asks = code if tag.word in ("if", "unless", "isset", "empty") else f"{tag.word} {code}".strip()
        if tag.word == "isset":
            asks = " && ".join(code.split(","))
        if tag.word == "guest":
            asks = f"auth {code}".strip()
        if tag.word == "cannot":
            asks = f"can {code}"
        if tag.word == "sectionmissing":
            asks = f"hassection {code}"
        found = condition(asks)
        self._nest.begin(tag, choice, opposite(found) if tag.word in SAID_NO else found)

    def _turn(self, inner: tuple[int, int], tag: Tag, _: int) -> None:
        fitting = [word for word in TESTS if word == self._nest.innermost] or ["if"]
        code = self._source[slice(*inner)].strip()
        asks = code if tag.word == "elseif" else f"{tag.word.removeprefix('else')} {code}".strip()
        self._nest.turn(tag, fitting, condition(asks) if asks and tag.word != "else" else None)

    def _loop(self, inner: tuple[int, int], tag: Tag, _: int) -> None:
        self._nest.begin(tag, repeat, loop(self._source[slice(*inner)]))

    def _switch(self, inner: tuple[int, int], tag: Tag, _: int) -> None:
        code = named(self._source[slice(*inner)].strip())
        if tag.word == "switch":
            self._subjects.append(code)
            self._nest.begin(tag, cases)
        else:
            subject = self._subjects[-1] if self._subjects else ""
            test = condition(f"{subject} == {code}") if tag.word == "case" else None
            self._nest.turn(tag, ("switch",), test)

    def _arguments(self, inner: tuple[int, int]) -> list[Sequence[Token]]:
        """What stands between the commas of the brackets."""
        parts, found, depth, start = code_tokens(self._source, *inner), list[Sequence[Token]](), 0, 0
        for i, part in enumerate(parts):
            depth += (part.text in ("(", "[", "{")) - (part.text in (")", "]", "}"))
            if part.text == "," and depth == 0:
                found.append(parts[start:i])
                start = i + 1
        return [*found, parts[start:]] if start < len(parts) else found

    def _include(self, inner: tuple[int, int], tag: Tag, after: int) -> None:
        given = [one for one in self._arguments(inner) if one]
        test = given.pop(0) if tag.word in ("includewhen", "includeunless") and len(given) > 1 else None
        names = [part for part in given[0] if part.kind == "string"] if given else []
        if not names:
            self._nest.fault(tag, "is not followed: its name is made by code", fatal=False)
            self._nest.add(Field(named(self._source[slice(*inner)]), tag.start, after))
            return
        data = given[1] if len(given) > 1 and tag.word != "each" else ()
        node: Node = Include(_path(names[0].text), tag.start, after, self._given(data, (tag.start, after)))
        if test:
            holds = condition(self._source[test[0].start : test[-1].end])
            holds = opposite(holds) if tag.word == "includeunless" else holds
            node = Choice((Branch(frozenset({holds}), (node,)), Branch(frozenset({opposite(holds)}), ())))
        self._nest.add(node)

    def _given(self, parts: Sequence[Token], place: tuple[int, int]) -> Given:
        """The names and values of an array that another file is handed."""
        if len(parts) < 3 or parts[0].text != "[":
            return ()
        pairs = self._arguments((parts[0].end, parts[-1].start))
        return tuple(
            (pair[0].text[1:-1], printed(self._source, pair[2].start, pair[-1].end, place, PHP, Shown.HTML))
            for pair in pairs
            if len(pair) > 2 and pair[1].text == "=>" and pair[0].kind == "string"
        )

    def _file(self, inner: tuple[int, int], tag: Tag, after: int) -> None:
        """What this template extends, the parts it fills, and where others fill it."""
        given = [one for one in self._arguments(inner) if one]
        name = given[0][0].text[1:-1] if given and given[0][0].kind == "string" else ""
        words: tuple[Node, ...] = ()
        if len(given) > 1:
            place = (given[1][0].start, given[1][-1].end)
            words = printed(self._source, *place, place, PHP, Shown.TEXT)
        if tag.word == "extends":
            self._nest.add(Extends(_path(given[0][0].text), tag.start, after) if name else Text(after, after))
        elif tag.word == "yield" or words:
            self._nest.add(Slot(name, words))
        else:
            self._nest.begin(tag, _slot(name))

    def _end_section(self, _: tuple[int, int], tag: Tag, __: int) -> None:
        self._nest.end(tag, "section")

    def _state(self, inner: tuple[int, int], tag: Tag, after: int) -> None:
        """A box that is ticked when something holds: ticked if that is always so, or so until the customer chose."""
        if _ALWAYS.fullmatch(self._source[slice(*inner)].strip()):
            self._nest.add(Spelt(tag.word, tag.start, after))

    def _said(self, inner: tuple[int, int], tag: Tag, after: int) -> None:
        self._nest.add(*printed(self._source, *inner, (tag.start, after), PHP, Shown.TEXT))


_ALWAYS = late(r"true|old\([^,()]+,\s*(?:true|1|['\"](?:1|on|yes|true)['\"])\)(?:\s*==?=?\s*[\w'\"]+)?")


def _path(name: str) -> str:
    """The file that a view's name in quotes means: `partials.card` is partials/card."""
    return name[1:-1].replace(".", "/").replace("::", "/")


def _slot(name: str) -> Make:
    return partial(_filled, name)


def _filled(name: str, _: Tests, bodies: Bodies) -> tuple[Node, ...]:
    return (Slot(name, tuple(node for body in bodies for node in body)),)
