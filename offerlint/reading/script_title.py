"""Which blocks of a script begin a step: headings, titles in bold, cells of a table, numbers that others name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from offerlint.model.block import Block
from offerlint.reading.script_branch import is_numbered, number_after_colon
from offerlint.reading.script_cue import is_cue
from offerlint.reading.script_line import is_labelled
from offerlint.reading.script_table import STEP, speaker_named
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View

_NUMBER = late(r"[ \t]*(?:\d{1,2}|[A-Za-z])[.)][ \t]+(?:\*\*|__)?\Z")
_SHORT = late(r"\d+[A-Za-z]?|[A-Za-z]")
_LONGEST_TITLE = 60
_WORDS_OF_A_TITLE = 6
_BARE = late(
    r"(?!\W*(?:yes|no|hi|hello|great|thanks|ok|okay|sorry|lovely|perfect|goodbye|bye)\b)"
    r"(?!.*\b(?:I|you|your|we|our|me|my|us|it|that)\b)[A-Z][\w()/&:’' -]*(?<![.?!,;:])",
    re.IGNORECASE,
)
"""A short line that nobody says: the title of a step, in a script in which nothing shows who speaks."""
_NAMED = late(
    r"(?:→|->|=>|\b(?:go|skip|jump|move|return)(?: back| on)? to)\s*(?:step\s+|number\s+|no\.?\s*)?(\d{1,2})\b",
    re.IGNORECASE,
)
"""A way to a number."""
TITLE = late(
    r"[ \t]*(?:step|stage|phase)[ \t]+(?:\d+[a-z]?|[A-Z])\b"
    r"(?:[ \t]*[:.)\-–—](?![ \t]*(?:go|if)\b)[^\r\n]{0,50})?(?<![.?!,;])[ \t]*",
    re.IGNORECASE,
)
_SET_APART = late(
    r"[ \t]*(?:>>[ \t]*\S[^\r\n]{1,50}|\[(?:\d{1,2}[,.:]? )?[a-z][\w ,'’/&-]{1,30}\]|"
    r"(?=[^a-z\r\n]{3,50}[ \t]*\Z)[A-Z][A-Z '’,/&()?-]+[A-Z)?])[ \t]*"
)
"""A line in capitals or brackets, or after arrows, as the parts of a script are headed where there are no headings."""


def is_title(line: str) -> bool:
    """Whether a line by itself is the title of a step: “Step 2: Price”, “OPEN”, “[close]”, “>> option 1”."""
    if TITLE.fullmatch(line):
        return True
    return _SET_APART.fullmatch(line) is not None and not is_cue(line.strip()) and not speaker_named(line.strip(" []"))


def title_of(view: View, blocks: Sequence[Block], number: int, cell_speaker: str, *, is_bare: bool = False) -> str:
    """The title of the step that a block begins; "" when it begins none.

    In a script that `is_bare` nothing shows who speaks, so that a short line without a stop is a title.
    """
    block = blocks[number]
    text = " ".join(block.text.split())
    if cell_speaker == STEP:
        return f"step {text}" if _SHORT.fullmatch(text) else text
    if block.level:
        return text
    if _SET_APART.match(text) and is_title(text) and blocks[number + 1 : number + 2] and "\n" not in block.text.strip():
        return text
    if len(text) > _LONGEST_TITLE or text[-1] in ".?!,;" or is_labelled(block) or block.scope == "body.table":
        return ""
    marker = marker_of(view, block)
    title = f"{marker} {text}" if marker else text
    follows = blocks[number + 1 : number + 2]
    strong = any(mark.span == Span(0, len(block.text)) for mark in block.marked("strong"))
    worded = TITLE.fullmatch(title) is not None
    listed = [one for one in blocks[max(number - 1, 0) : number] if one.scope == "body.list"]
    led = any(is_labelled(one) for one in follows) and all(is_labelled(one) for one in listed)
    is_alone = strong and block.scope == "body.paragraph" and len(text.split()) <= _WORDS_OF_A_TITLE
    if is_alone and not marker and not (" " in text and is_cue(text)) and not speaker_named(text):
        return text
    if is_bare and not marker and _BARE.fullmatch(text) and block.scope == "body.paragraph" and follows:
        return text
    return title if is_numbered(title) and (strong or worded or led) else ""


def marker_of(view: View, block: Block) -> str:
    """The number or letter that stands before a block on its line: "5."; empty without one."""
    at = block.view.map.runs(Span(0, 1))[0].start
    line = max(view.text.rfind("\n", 0, at), view.text.rfind("\r", 0, at)) + 1
    marker = _NUMBER.match(view.text, line, at)
    return marker[0].strip(" \t*_") if marker else ""


def after_colons(blocks: Sequence[Block]) -> set[str]:
    """The numbers that stand alone after a colon in items of lists ("Yes: 3"), if there are several such items."""
    found = [named for block in blocks if block.scope == "body.list" and (named := number_after_colon(block.text))]
    return set(found) if len(set(found)) > 1 else set()


def numbered(view: View, blocks: Sequence[Block]) -> Iterator[int]:
    """The items of a numbered list that are steps by themselves, since some of them name others: "go to 5"."""
    named = {found[1] for block in blocks for found in _NAMED.finditer(block.text)} | after_colons(blocks)
    if not named or any(block.level and is_numbered(block.text) for block in blocks):
        return
    items = [(number, marker_of(view, block)) for number, block in enumerate(blocks) if not block.level]
    found, last = list[int](), 0
    for number, marker in items:
        if marker[:-1].isdigit() and int(marker[:-1]) == last + 1:
            found.append(number)
            last += 1
    if any(str(number) in named for number in range(1, last + 1)):
        yield from found
