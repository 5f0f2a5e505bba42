"""What a template hands to another file whose words it writes."""

from __future__ import annotations

from collections.abc import Sequence

from offerlint.reading.template.expression import Token, split
from offerlint.reading.template.jinja_print import printed
from offerlint.reading.template.tree import Given


def pairs(parts: Sequence[Token], start: int, end: int) -> Given:
    """The names and values of `a: 1, 'b': c`, in braces or not; what is no such pair is left out."""
    if len(parts) > 1 and parts[0].text == "{" and parts[-1].text == "}":
        parts = parts[1:-1]
    return tuple(
        (each[0].text.strip("'\""), printed(each[2:], start, end))
        for each in split(parts, ",")
        if len(each) > 2 and each[1].text == ":" and each[0].kind in ("name", "string")
    )


def moved(parts: Sequence[Token], by: int) -> list[Token]:
    """Tokens of a stretch that begins at an offset of the template."""
    return [part._replace(start=part.start + by, end=part.end + by) for part in parts]


def options(parts: Sequence[Token], start: int, end: int) -> tuple[Sequence[Token], Given]:
    """What stands before the first of `a=1 b=c`, and those names and values."""
    at = [i for i in range(len(parts) - 1) if parts[i].kind == "name" and parts[i + 1].text == "="]
    if not at:
        return parts, ()
    given = tuple(
        (parts[i].text, printed(parts[i + 2 : after], start, end))
        for i, after in zip(at, [*at[1:], len(parts)], strict=True)
        if after > i + 2
    )
    return parts[: at[0]], given
