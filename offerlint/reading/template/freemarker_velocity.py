"""FreeMarker's and Velocity's templates, read into a tree; nothing in them is ever run."""

from __future__ import annotations

import re

from offerlint.model.block import Literal
from offerlint.reading.template.code import condition, named
from offerlint.reading.template.nest import Nest, Tag, choice, plain, repeat
from offerlint.reading.template.tree import Comment, Field, Include, Set, Text, Tree
from offerlint.text.late import late

_INNER = r"(?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*"
_STRING = r"(?P<sign>[\"'])(?P<words>[^\"'\n$]*)(?P=sign)"
_FREEMARKER = late(
    r"""<\#--(?P<comment>.*?)-->
      | <\#(?P<word>if|elseif|list|include|assign)\s+(?P<rest>(?:[^<>\n]|[<>](?=[ \w]))*?)\s*/?>
      | <\#(?P<else>else)\s*/?> | </\#(?P<end>if|list)>
      | </?[\#@][\w.]+(?:\s[^<>]*)?>
      | \$\{(?P<value>[^}\n]*)\}""",
    re.VERBOSE | re.DOTALL,
)
_VELOCITY = late(
    rf"""\#\*(?P<comment>.*?)\*\# | \#\#(?P<line>[^\n]*)
      | \#\{{?(?P<word>if|elseif|foreach|include|parse|set)\b\}}?\s*\((?P<rest>{_INNER})\)
      | \#\{{?(?P<else>else)\b\}}? | \#\{{?(?P<end>end)\b\}}?
      | \$!?\{{?(?P<value>[A-Za-z_]\w*(?:\.\w+(?:\([^()\n]*\))?)*)\}}?""",
    re.VERBOSE | re.DOTALL,
)
_GIVEN = late(rf"\$?(?P<name>\w+)\s*=\s*{_STRING}")
_LOOPS = (
    late(r"(?P<list>[\w.?]+)\s+as\s+(?P<name>\w+)"),
    late(r"\$!?\{?(?P<name>\w+)\}?\s+in\s+\$!?\{?(?P<list>[\w.]+)\}?"),
)
_FILE = late(_STRING)
_SIGNS = ((r"\?\?|\?has_content\b", ""), (r"\bgte\b", ">="), (r"\blte\b", "<="), (r"\bgt\b", ">"), (r"\blt\b", "<"))
_DOLLAR = late(r"\$!?\{?(\w[\w.]*)\}?")


def read_freemarker(source: str) -> Tree:
    """The tree of a template of FreeMarker; offsets count the code points of `source`."""
    return _read(source, _FREEMARKER, Nest([], "<#{}>".format, "</#{}>".format))


def read_velocity(source: str) -> Tree:
    """The tree of a template of Velocity; offsets count the code points of `source`."""
    return _read(source, _VELOCITY, Nest([], "#{}(…)".format, lambda _: "#end"))


def _read(source: str, signs: re.Pattern[str], nest: Nest) -> Tree:
    done = 0
    for match in signs.finditer(source):
        if done < match.start():
            nest.add(Text(done, match.start()))
        done = match.end()
        _take(nest, match, match.groupdict())
    if done < len(source):
        nest.add(Text(done, len(source)))
    return nest.finish()


def _take(nest: Nest, match: re.Match[str], found: dict[str, str | None]) -> None:
    """Follows one tag, value or comment; other tags are left out."""
    word, rest = found["word"] or "", found["rest"] or ""
    tag = Tag("list" if word in ("list", "foreach") else "if", " ".join(match[0].split()), match.start())
    comment = found["comment"] if found["comment"] is not None else found.get("line")
    if comment is not None:
        nest.add(Comment(comment.strip(), *match.span()))
    elif found["value"]:
        nest.add(Field(_bare(found["value"].partition("!")[0]), *match.span()))
    elif word == "if":
        nest.begin(tag, choice, condition(_bare(rest)))
    elif word == "elseif":
        nest.turn(tag, ("if",), condition(_bare(rest)))
    elif tag.word == "list":
        loop = next((one for each in _LOOPS if (one := each.match(rest))), None)
        name = f"for {loop['name']} in {named(loop['list'])}" if loop else ""
        nest.begin(tag, repeat if loop else plain, Literal(name, "1"))
    elif found["else"]:
        nest.turn(tag, ("if", "list"), None)
    elif end := found["end"]:
        nest.end(tag, (nest.innermost or "if") if end == "end" else end)
    elif word in ("include", "parse") and (file := _FILE.search(rest)):
        nest.add(Include(file["words"], *match.span()))
    elif word in ("assign", "set") and (given := _GIVEN.fullmatch(rest.strip())):
        at = match.start("rest") + rest.index(given["words"], given.start("words") if rest == rest.strip() else 0)
        nest.add(Set(given["name"], (Text(at, at + len(given["words"])),), quoted=True))


def _bare(code: str) -> str:
    """An expression without the dollars of Velocity and the question marks of FreeMarker."""
    for pattern, sign in _SIGNS:
        code = re.sub(pattern, sign, code)
    return named(re.sub(r"\?\w+(?:\([^()]*\))?", "", _DOLLAR.sub(r"\1", code)))
