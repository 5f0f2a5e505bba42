"""How a team writes Jinja's tags: the settings of its Environment, under Jinja's own names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_NAME = {"variable": "print", "block": "tag", "comment": "comment", "line_statement": "tag", "line_comment": "comment"}


@dataclass(frozen=True, slots=True)
class Signs:
    """The delimiters of Jinja, and which white space goes with them; an empty prefix means there is none."""

    block_start_string: str = "{%"
    block_end_string: str = "%}"
    variable_start_string: str = "{{"
    variable_end_string: str = "}}"
    comment_start_string: str = "{#"
    comment_end_string: str = "#}"
    line_statement_prefix: str = ""
    line_comment_prefix: str = ""
    trim_blocks: bool = False
    lstrip_blocks: bool = False

    @property
    @cache  # noqa: B019 - a team has one of these, or few
    def opening(self) -> re.Pattern[str]:
        """Where a tag begins: its group `raw`, or that of its kind with its white-space sign in group `sign`.

        The longest delimiter goes first, as in jinja2.
        """
        starts = [
            (len(text), kind, re.escape(text))
            for kind, text in (
                ("comment", self.comment_start_string),
                ("block", self.block_start_string),
                ("variable", self.variable_start_string),
            )
        ]
        if self.line_statement_prefix:
            pattern = r"^[ \t\v]*" + re.escape(self.line_statement_prefix)
            starts.append((len(self.line_statement_prefix), "line_statement", pattern))
        if self.line_comment_prefix:
            pattern = r"(?:^|(?<=\S))[^\S\r\n]*" + re.escape(self.line_comment_prefix)
            starts.append((len(self.line_comment_prefix), "line_comment", pattern))
        block, end = re.escape(self.block_start_string), re.escape(self.block_end_string)
        raw = rf"(?P<raw>{block}(?P<raw_sign>[-+]?)\s*raw\s*(?:-{end}\s*|{end}))"
        others = "|".join(f"(?P<{kind}>{pattern})" for _, kind, pattern in sorted(starts, reverse=True))
        return late(rf"{raw}|(?:{others})(?P<sign>[-+]?)", re.MULTILINE)

    @property
    @cache  # noqa: B019 - a team has one of these, or few
    def closing(self) -> Mapping[str, re.Pattern[str]]:
        """The pattern that ends each kind of tag, with the white space that goes with it."""
        block, variable, comment = map(
            re.escape, (self.block_end_string, self.variable_end_string, self.comment_end_string)
        )
        return {
            "block": late(rf"\+{block}|-{block}\s*|{block}{self._line_end}"),
            "variable": late(rf"-{variable}\s*|{variable}"),
            "comment": late(rf"\+{comment}|-{comment}\s*|{comment}{self._line_end}"),
            "line_statement": late(r"\s*(?:\n|$)", re.MULTILINE),
            "line_comment": late(r"(?=\r?\n|\Z)"),
        }

    @property
    @cache  # noqa: B019 - a team has one of these, or few
    def end_raw(self) -> re.Pattern[str]:
        """The tag that ends raw words; its group `sign` trims the white space before it."""
        block, end = re.escape(self.block_start_string), re.escape(self.block_end_string)
        return late(rf"{block}(?P<sign>[-+]?)\s*endraw\s*(?:\+{end}|-{end}\s*|{end}{self._line_end})")

    @property
    def _line_end(self) -> str:
        return r"(?:\r?\n)?" if self.trim_blocks else ""

    def tag(self, inner: str) -> str:
        """A tag as this team writes it: `{% endif %}`."""
        return f"{self.block_start_string} {inner} {self.block_end_string}"

    def kind_of(self, opening: re.Match[str]) -> str:
        """Which kind of tag a match of `opening`, that is not raw, begins."""
        return next(kind for kind in _NAME if opening.groupdict().get(kind) is not None)

    def what(self, kind: str) -> str:
        """What a tag of this kind is to a reader: print, tag or comment."""
        return _NAME[kind]

    def end_of(self, kind: str) -> str:
        """The characters that end a tag of this kind, for messages."""
        ends = {"block": self.block_end_string, "variable": self.variable_end_string}
        return ends.get(kind, self.comment_end_string)


JINJA = Signs()
"""The settings that Jinja has unless told."""
