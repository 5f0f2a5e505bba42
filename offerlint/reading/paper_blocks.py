"""From paragraphs to blocks: marks, fields and boxes to tick, as tracked changes are accepted and rejected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from offerlint.model.block import ALWAYS, Condition, Control, Emphasis, Literal
from offerlint.model.document import CHANGES_ACCEPTED, Problem
from offerlint.model.source import Source
from offerlint.reading.call_guide import is_call_guide
from offerlint.reading.markup import BlockWriter, Reading, identity
from offerlint.reading.opener import Opened
from offerlint.reading.paper import Atom, Change, Paper, Paragraph
from offerlint.reading.turns import has_turns, is_said_by_heads
from offerlint.text.fold import FIELD
from offerlint.text.late import late
from offerlint.text.span import Span

_BOX = late(r"(?<!\S)[☐☑☒](?=\s|$)|^\s*\[[ xX]\](?=\s)")
_WAYS: tuple[tuple[str, Change], ...] = (("yes", "out"), ("no", "in"))
"""Whether tracked changes are accepted, and which words and marks of paragraphs are then gone."""


def opened(
    path: str,
    paragraphs: Sequence[Paragraph],
    not_read: Sequence[str],
    said: Mapping[str, object],
    *,
    spoken: int = 0,
    laid_out: Callable[[Sequence[Paragraph]], Paper] = Paper,
) -> Opened:
    """The source and the reading of paragraphs, and what in the file is `not_read`.

    From paragraph number `spoken` on they are a call where they are said to be one or have turns. `laid_out` makes
    the paper that says their places.
    """
    paper = laid_out(paragraphs)
    source = Source(path, paper.text, "", locator=paper)
    reading = _Blocks(paper, both=said.get("tracked_changes") == "both").reading()
    kind = said.get("kind")
    begin = paper.starts[spoken] if spoken < len(paper.starts) else len(paper.text)
    is_script = kind == "script" if kind else _is_call(paper.text[begin:], reading)
    if is_script:
        reading = _as_call(paper.text, reading, begin)
    problems = tuple(Problem("", words, fatal=False) for words in dict.fromkeys(not_read))
    if not reading.blocks:
        problems = (*problems, Problem("", "there are no words in this file", fatal=False))
    return Opened(source, replace(reading, problems=(*reading.problems, *problems)), "script" if is_script else "")


def _is_call(text: str, reading: Reading) -> bool:
    """Whether words of a paper are a call: by their turns, the heads of a table, or as a guide."""
    if has_turns(text) or is_call_guide(text):
        return True
    heads: dict[int, list[str]] = {}
    for block, section in zip(reading.blocks, reading.sections, strict=True):
        if block.scope == "body.table" and block.attributes.get("row") == "0":
            heads.setdefault(section, []).append(block.text.strip())
    return any(is_said_by_heads(row) for row in heads.values())


def _as_call(text: str, reading: Reading, begin: int) -> Reading:
    """The reading, of which what stands from `begin` on in the text is a call."""
    from offerlint.reading.script import script_of

    count = sum(block.view.map.runs(Span(0, 1))[0].start < begin for block in reading.blocks)
    comments = [replace(one, block=one.block - count) for one in reading.comments if one.block >= count]
    call = script_of(identity(text), Reading(reading.blocks[count:], reading.sections[count:], tuple(comments)))
    return replace(
        call,
        blocks=(*reading.blocks[:count], *call.blocks),
        sections=(*reading.sections[:count], *(section + 1 for section in call.sections)),
        comments=(
            *(one for one in reading.comments if one.block < count),
            *(replace(one, block=one.block + count) for one in call.comments),
        ),
    )


class _Blocks:
    """Writes the blocks of a paper; a box alone in a cell of a table is that of the words in the next."""

    def __init__(self, paper: Paper, *, both: bool) -> None:
        self._paper, self._both = paper, both
        self._writer = BlockWriter(identity(paper.text))
        self._control: Control | None = None
        self._waiting: Control | None = None
        self._row = ""
        self._langs: set[str] = set()
        self._open: dict[str, str] = {}

    def reading(self) -> Reading:
        numbers = range(len(self._paper.paragraphs))
        for group in self._joined(numbers, ("in", "out")):
            if self._is_changed(group):
                for accepted, gone in _WAYS:
                    only = frozenset({frozenset({Literal(CHANGES_ACCEPTED, accepted)})})
                    for part in self._joined(group, (gone,)):
                        self._write(part, gone, only)
            else:
                for part in self._joined(group, ("out",)):
                    self._write(part, "out", ALWAYS)
        return self._writer.reading()

    def _joined(self, numbers: Sequence[int], marks: Sequence[Change]) -> Iterator[Sequence[int]]:
        """Paragraphs, those together whose parting a tracked change of one of `marks` decides."""
        group: list[int] = []
        for number in numbers:
            group.append(number)
            if self._paper.paragraphs[number].mark not in marks:
                yield group
                group = []
        if group:
            yield group

    def _is_changed(self, group: Sequence[int]) -> bool:
        """Whether a group is read both ways."""
        own = [self._paper.paragraphs[number] for number in group]
        return self._both and any(one.mark or any(atom.change for atom in one.atoms) for one in own)

    def _write(self, group: Sequence[int], gone: Change, conditions: frozenset[Condition]) -> None:
        """Writes the blocks of paragraphs that are one; hidden words are a block of their own behind the others."""
        first, last = self._paper.paragraphs[group[0]], self._paper.paragraphs[group[-1]]
        before = len(self._writer.blocks)
        if first.level and not self._is_under_heading():
            self._writer.next_section()
        self._control = self._waiting if first.attributes.get("row", "") == self._row != "" else None
        for number in group:
            self._words(number, lambda atom: atom.change != gone and "hidden" not in atom.marks, last)
            self._notes(number)
        self._end(last)
        if any("hidden" in atom.marks for number in group for atom in self._paper.paragraphs[number].atoms):
            for number in group:
                self._words(number, lambda atom: atom.change != gone and "hidden" in atom.marks, last)
            self._end(last, Emphasis.HIDDEN)
        for i in range(before, len(self._writer.blocks)):
            self._writer.blocks[i] = replace(self._writer.blocks[i], conditions=conditions)

    def _is_under_heading(self) -> bool:
        """Whether the section under way has only headings so far."""
        own = zip(reversed(self._writer.blocks), reversed(self._writer.sections), strict=True)
        levels = [block.level for block, _ in takewhile(lambda pair: pair[1] == self._writer.section, own)]
        return bool(levels) and all(levels)

    def _notes(self, number: int) -> None:
        start, paragraph = self._paper.starts[number], self._paper.paragraphs[number]
        for words in paragraph.notes:
            if paragraph.text:
                self._writer.comment(words, start, start + len(paragraph.text))

    def _end(self, paragraph: Paragraph, emphasis: Emphasis | None = None) -> None:
        control, self._control = self._control, None
        langs = self._langs
        self._langs = set()
        lang = langs.pop() if len(langs) == 1 else ""
        block = self._writer.end(
            _scope(control) if control else paragraph.scope,
            paragraph.emphasis if emphasis is None else emphasis,
            level=paragraph.level,
            control=control,
            attributes={**paragraph.attributes, **({"lang": lang} if lang else {})},
        )
        self._waiting, self._row = (None, "") if block else (control, paragraph.attributes.get("row", ""))

    def _words(self, number: int, keep: Callable[[Atom], bool], last: Paragraph) -> None:
        """Writes the words of a paragraph that are kept, fields as fields, a block for each box to tick."""
        paragraph, at = self._paper.paragraphs[number], self._paper.starts[number]
        kept: list[tuple[Span, Atom]] = []
        for atom in paragraph.atoms:
            kept += [(Span(at, at + len(atom.text)), atom)] if keep(atom) else []
            at += len(atom.text)
        fields, boxes = _fields(kept), _boxes(kept)
        for span, atom in kept:
            self._langs.add(atom.marks.get("lang", ""))
            done = span.start
            cuts = sorted({span.end, *(at for one in (*fields, *boxes) for at in one if span.start < at < span.end)})
            for cut in cuts:
                self._piece(Span(done, cut), atom, fields, boxes, last)
                done = cut
        self._bear({})

    def _piece(
        self, span: Span, atom: Atom, fields: Mapping[Span, str], boxes: Mapping[Span, Control], last: Paragraph
    ) -> None:
        field = next((one for one in fields if one.contains(span)), None)
        box = next((one for one in boxes if one.start == span.start), None)
        if box is not None:
            if self._control:
                self._bear({})
                self._end(last)
            self._control = replace(boxes[box], place=self._writer.place(*box))
        self._bear({kind: said for kind, said in atom.marks.items() if kind not in ("field", "lang", "hidden")})
        if field is None and not any(one.contains(span) for one in boxes):
            self._writer.copy(*span)
        elif field is not None and span.start == field.start:
            self._writer.open("field", fields[field])
            self._writer.put(FIELD, *field)
            self._writer.close("field")

    def _bear(self, marks: Mapping[str, str]) -> None:
        """From here on words bear `marks`, and no others."""
        for kind in [kind for kind, said in self._open.items() if marks.get(kind) != said]:
            self._writer.close(kind)
            del self._open[kind]
        for kind, said in marks.items():
            if kind not in self._open:
                self._writer.open(kind, said)
                self._open[kind] = said


def _scope(control: Control) -> str:
    return "form.field" if control.kind == "text" else f"form.{control.kind}"


def _fields(kept: Sequence[tuple[Span, Atom]]) -> dict[Span, str]:
    """The fields among some words, each with its name: those of Word, and merge tags written out."""
    from offerlint.reading.template.merge import has_merge_tags, merge_tags

    found: dict[Span, str] = {}
    last: Span | None = None
    for span, atom in kept:
        name = atom.marks.get("field")
        if name is not None and last and last.end == span.start and found[last] == name:
            found[Span(last.start, span.end)] = found.pop(last)
            last = Span(last.start, span.end)
        elif name is not None:
            found[span] = name
            last = span
    text = "".join(atom.text for _, atom in kept)
    if has_merge_tags(text):
        starts = list(accumulate((len(atom.text) for _, atom in kept), initial=0))
        for name, place in merge_tags(text):
            span = Span(_at(kept, starts, place.start), _at(kept, starts, place.end - 1) + 1)
            if not any(span.overlaps(other) for other in found):
                found[span] = name
    return found


def _at(kept: Sequence[tuple[Span, Atom]], starts: Sequence[int], offset: int) -> int:
    """Where a character of the kept words stands in the paper."""
    i = bisect_right(starts, offset) - 1
    return kept[i][0].start + offset - starts[i]


def _boxes(kept: Sequence[tuple[Span, Atom]]) -> dict[Span, Control]:
    """The boxes to tick among some words."""
    found = {span: atom.control for span, atom in kept if atom.control}
    text = "".join(atom.text for _, atom in kept)
    starts = list(accumulate((len(atom.text) for _, atom in kept), initial=0))
    for one in _BOX.finditer(text):
        start = _at(kept, starts, one.end() - len(one[0].strip()))
        span = Span(start, _at(kept, starts, one.end() - 1) + 1)
        if not any(span.overlaps(other) for other in found):
            found[span] = Control("checkbox", checked=one[0].strip() not in ("☐", "[ ]"))
    return found
