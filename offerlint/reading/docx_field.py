"""The fields of Word: what they hold is code until they are separated, and a result from then on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from offerlint.reading.ooxml import child, is_on, local
from offerlint.reading.package import Element
from offerlint.text.late import late

_WORDS = late(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_NOT_FOLLOWED = ("IF", "ASK", "FILLIN", "INCLUDETEXT", "NEXTIF", "SKIPIF")


@dataclass(slots=True)
class Field:
    """A field under way: its code so far, whether its result has begun, and the state of its box if it is one."""

    code: str = ""
    has_result: bool = False
    box: bool | None = None

    @property
    def kind(self) -> str:
        return (self.code.split() or [""])[0].upper()

    @property
    def is_followed(self) -> bool:
        """Whether what it shows now is all that it can show."""
        return self.kind not in _NOT_FOLLOWED

    @property
    def is_copy(self) -> bool:
        """Whether its result is anybody's words: a table of contents only repeats headings."""
        return self.kind not in ("TOC", "INDEX", "RD", "XE", "TC")

    def mark(self) -> tuple[str, str] | None:
        """The mark that its result bears."""
        words = [one[1] or one[2] for one in _WORDS.finditer(self.code)]
        said = next((word for word in words[1:] if not word.startswith("\\")), "")
        if self.kind == "MERGEFIELD":
            return "field", said
        if self.kind == "FORMTEXT":
            return "field", "a text field"
        if self.kind == "HYPERLINK":
            is_inside = re.search(r'\\l\s+"', self.code) and not self.code.partition("\\l")[0].strip().endswith('"')
            return "link", f"#{said}" if is_inside else said
        return None


def begun(character: Element) -> Field:
    """The field that a `fldChar` begins, with the state of a box of the old kind."""
    box = child(character, "ffData", "checkBox")
    if box is None:
        return Field()
    states = {local(one): is_on(one) for one in box}
    return Field(box=states.get("checked", states.get("default", False)))
