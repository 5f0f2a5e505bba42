"""AMPscript of Salesforce Marketing Cloud, read into a tree; nothing in it is ever run."""

from __future__ import annotations

import re

from offerlint.model.block import Literal
from offerlint.reading.template.code import condition, named
from offerlint.reading.template.delimiter import Delimiters, Part
from offerlint.reading.template.nest import Tag, choice, repeat
from offerlint.reading.template.parts import TagReader, read_parts
from offerlint.reading.template.tree import Field, NotFollowed, Set, Text, Tree
from offerlint.text.late import late

_CLOSING = {"%%[": late(r"\]%%"), "%%=": late(r"=%%"), "%%": late(r"%%")}
SIGNS = Delimiters(
    late(r"%%\[|%%=|%%(?=[\w .-]{1,60}%%)"), _CLOSING.__getitem__, lambda _, __: None, lambda _, __: False
)  # fmt: skip
_STATEMENT = late(
    r"/\*.*?\*/|\belseif\b(?P<elseif>.*?)\bthen\b|\b(?P<endif>endif)\b|\bif\b(?P<if>.*?)\bthen\b|\b(?P<else>else)\b"
    r"|\bfor\b(?P<for>.*?)\bdo\b|\b(?P<next>next)\b(?:\s*@\w+)?"
    r"|\bset\s+@(?P<name>\w+)\s*=\s*(?P<sign>['\"])(?P<words>[^'\"\n]*)(?P=sign)(?=\s*(?:$|\n|set\b|if\b|var\b|\]|else|endif))"
    r"|'[^'\n]*'|\"[^\"\n]*\"",
    re.IGNORECASE | re.DOTALL,
)
_VALUE = late(r"\s*v\(\s*@?(?P<name>\w+)\s*\)\s*", re.IGNORECASE)
_CHOSEN = late(
    r"\s*iif\((?P<test>[^,]*(?:\([^()]*\))?[^,]*),\s*(['\"])(?P<yes>[^'\"]*)\2\s*,\s*(['\"])(?P<no>[^'\"]*)\4\s*\)\s*",
    re.IGNORECASE,
)
_CALL = late(
    r"(?:AttributeValue|Lookup|ProperCase|UpperCase|LowerCase|Concat|FormatCurrency|FormatNumber)\(([^()]*)\)",
    re.IGNORECASE,
)
_EMPTY = late(r"\bnot\s+empty\(([^()]*)\)|\bempty\(([^()]*)\)", re.IGNORECASE)


def read_ampscript(source: str) -> Tree:
    """The tree of a message with AMPscript; offsets count the code points of `source`."""
    return read_parts(source, SIGNS, _Reader, "{} ... THEN".format, lambda word: {"if": "ENDIF"}.get(word, "NEXT"))


class _Reader(TagReader):
    def take(self, part: Part) -> None:
        if part.opening == "%%[":
            for match in _STATEMENT.finditer(self.source, part.inner, part.inner_end):
                self._statement(match)
        elif part.opening == "%%=":
            self._print(part)
        else:
            self.nest.add(Field(self.source[part.inner : part.inner_end].strip(), part.start, part.end))

    def _statement(self, match: re.Match[str]) -> None:
        tag = Tag("if", " ".join(match[0].split()), match.start())
        if match["if"]:
            self.nest.begin(tag, choice, _test(match["if"]))
        elif match["elseif"]:
            self.nest.turn(tag, ("if",), _test(match["elseif"]))
        elif match["else"]:
            self.nest.turn(tag, ("if",), None)
        elif match["endif"]:
            self.nest.end(tag, "if")
        elif match["for"]:
            loop = Literal(f"for item in {named(match['for'].replace('@', ''))}", "1")
            self.nest.begin(Tag("for", tag.said, tag.start), repeat, loop)
        elif match["next"]:
            self.nest.end(tag, "for")
        elif match["name"]:
            words = (Text(*match.span("words")),) if match["words"] else ()
            self.nest.add(Set(match["name"], words, quoted=True))

    def _print(self, part: Part) -> None:
        code = self.source[part.inner : part.inner_end]
        value, chosen = _VALUE.fullmatch(code), _CHOSEN.fullmatch(code)
        if value:
            self.nest.add(Field(value["name"], part.start, part.end))
        elif chosen:
            bodies = [(Text(part.inner + chosen.start(key), part.inner + chosen.end(key)),) for key in ("yes", "no")]
            self.nest.add(*choice((_test(chosen["test"]), None), bodies))
        elif re.match(r"\s*(?:ContentBlock\w+|TreatAsContent)\(", code, re.IGNORECASE):
            said = " ".join(self.source[part.start : part.end].split())
            self.nest.fault(Tag("", said, part.start), "is not followed", fatal=False)
            self.nest.add(NotFollowed(said, part.start, part.end, prints=True))
        else:
            self.nest.add(Field(_bare(code), part.start, part.end))


def _bare(code: str) -> str:
    """An expression by the names in it, in the form that all languages share."""
    code = _CALL.sub(lambda call: re.sub(r"['\"]|,.*", "", call[1]), code.replace("@", ""))
    return named(" ".join(code.split()))


def _test(code: str) -> Literal:
    code = _EMPTY.sub(lambda found: f" {found[1]} " if found[1] else f" not {found[2]} ", code)
    for pattern, sign in ((r"\bAND\b", "and"), (r"\bOR\b", "or"), (r"\bNOT\b", "not"), (r"<>", "!=")):
        code = re.sub(pattern, sign, code, flags=re.IGNORECASE)
    return condition(_bare(code))
