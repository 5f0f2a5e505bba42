"""A call script in Markdown or plain text: turns, cues and instructions as blocks, headings as steps of a flow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from offerlint.model.block import Block, Emphasis
from offerlint.reading.markdown import read_markdown
from offerlint.reading.markup import NO_FIELDS, Comment, Reading, cut_marks, identity
from offerlint.reading.script_branch import Branch, Targets, branches, column_ways
from offerlint.reading.script_cue import deeds
from offerlint.reading.script_flow import Line, flow
from offerlint.reading.script_line import (
    Part,
    answered,
    asked,
    heard_in_title,
    is_denied,
    is_instruction,
    is_quoted,
    objection,
    parts,
    shows_speech,
    tells_what_customers_say,
)
from offerlint.reading.script_table import (
    GO,
    STEP,
    awaited,
    goes_on,
    is_of_steps,
    leads_on,
    repeats,
    speakers,
)
from offerlint.reading.script_title import after_colons, is_title, marker_of, numbered, title_of
from offerlint.reading.staff import tells_staff
from offerlint.reading.text import read_text
from offerlint.reading.turns import caller_of, name_of
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View

_MARKDOWN = late(r"^ {0,3}(?:#{1,6}[ \t]|>|\||```|~~~)|\*\*|\]\(|<!--|[ \t]*[*_][^\s*_][^\r\n]*[*_]$", re.MULTILINE)
_ITEM_SIGNS = " \t\r\n-+*•·‣▪–"
_LINE = late(r"[^\r\n]+")


def read_script(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The blocks of a script, all of scope `script.`, and its flow; None when nothing in it is said or done.

    A label, a cue in brackets and what is said are blocks apart; the label itself is in none.
    """
    read = read_markdown if _MARKDOWN.search(view.text) else read_text
    page = read(identity(view.text), fields)
    return script_of(view, page)


def script_of(view: View, page: Reading) -> Reading:
    """The script that the blocks of `page` are, whose maps lie in the text of `view`."""
    return _Script(view, page).reading()


def _with_titles_apart(page: Reading) -> Reading:
    """`page` with each line that is a step's title ("Step 2: Price") in a block of its own."""
    blocks: list[Block] = []
    sections: list[int] = []
    firsts: list[int] = []
    for block, section in zip(page.blocks, page.sections, strict=True):
        firsts.append(len(blocks))
        cuts = [0]
        if not block.level and "body." in block.scope and block.scope != "body.table":
            for line in _LINE.finditer(block.text):
                if is_title(line[0]):
                    cuts += [line.start(), line.end()]
        for start, end in pairwise([*sorted(set(cuts)), len(block.text)]):
            if block.text[start:end].strip():
                blocks.append(_cut(block, start, end) if len(cuts) > 1 else block)
                sections.append(section)
    firsts.append(len(blocks))
    comments = tuple(replace(comment, block=firsts[min(comment.block, len(firsts) - 1)]) for comment in page.comments)
    return Reading(tuple(blocks), tuple(sections), comments)


def _cut(block: Block, start: int, end: int) -> Block:
    """Part of a block, white space at its ends left off."""
    text = block.text[start:end]
    low, high = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    marks = tuple(cut_marks(list(block.marks), low, high))
    return replace(block, view=block.view.slice(Span(low, high)), marks=marks)


class _Script:
    """Goes over the blocks of `page`, whose maps lie in the text of `view`."""

    def __init__(self, view: View, page: Reading) -> None:
        self.view, self.page = view, _with_titles_apart(page)
        self.targets = Targets()
        self.steps: dict[int, int] = {}
        self.numbered: set[int] = set()
        self.begun = ""
        self.lines: list[Line] = []
        self.sections: list[int] = []
        self.firsts: list[int] = []
        self.open = self.before = self.heading = self.lead = ""
        self.denied = self.denied_list = False
        self.options = 0
        self.row: tuple[object, int] = None, 0
        self.further: set[int] = set()
        self.followed: set[object] = set()
        self.waited: tuple[object, Block | None] = None, None
        self.caller, self.name = caller_of(view.text), name_of(view.text)
        self.marked = any(shows_speech(block) for block in self.page.blocks)
        self.told = not self.marked and tells_staff(self.page.blocks)

    def reading(self) -> Reading:
        view, blocks = self.view, self.page.blocks
        rows, extra = self._rows(), 0
        self.further = set(self._further(rows))
        self.numbered = set(numbered(view, blocks))
        self.targets.colons = bool(after_colons(blocks))
        is_bare = not self.marked and not rows
        for number in range(len(blocks)):
            if number in self.numbered:
                self.steps[number] = len(self.steps) + 1
                self.targets.add(marker_of(view, blocks[number]), self.steps[number])
            elif number not in self.further and (
                title := title_of(view, blocks, number, rows.get(number, ""), is_bare=is_bare)
            ):
                self.steps[number] = len(self.steps) + 1
                self.targets.add(title, self.steps[number])
        for number, block in enumerate(blocks):
            self.firsts.append(len(self.lines))
            self._block(number, block, rows.get(number, ""))
            if number in self.steps and not block.level and self.sections:
                extra += 1
            self.sections += [self.page.sections[number] + extra] * (len(self.lines) - len(self.sections))
        graph, problems = flow(self.lines, self.view)
        return Reading(
            tuple(line.block for line in self.lines), tuple(self.sections), tuple(self._comments()), graph, problems
        )

    def _rows(self) -> dict[int, str]:
        """The speaker of each cell of a table that is said, by the number of its block."""
        found: dict[int, str] = {}
        cells = [(number, block) for number, block in enumerate(self.page.blocks) if block.scope == "body.table"]
        keyed = groupby(cells, key=lambda cell: (self.page.sections[cell[0]], cell[1].attributes.get("row")))
        rows = [(key, list(group)) for key, group in keyed]
        of_steps = {key[0] for key, row in rows if is_of_steps([block for _, block in row])}
        for key, row in rows:
            said = speakers([block for _, block in row], of_steps=key[0] in of_steps)
            found.update((number, who) for (number, _), who in zip(row, said, strict=True) if who)
        return found

    def _further(self, rows: Mapping[int, str]) -> Iterator[int]:
        """The names of steps in tables that the row before bears too, or that say that it goes on."""
        before: tuple[str, object] = "", None
        for number, who in rows.items():
            if who == STEP:
                block = self.page.blocks[number]
                row = self.page.sections[number], block.attributes.get("row")
                if before[0] and row[1] != "1" and goes_on(block.text, before[0]):
                    self.followed.add(before[1])
                    yield number
                    before = before[0], row
                else:
                    before = block.text, row

    def _block(self, number: int, block: Block, cell_speaker: str) -> None:
        """Cuts one block of the page into lines of the script."""
        if number in self.further or (block.scope == "body.table" and cell_speaker and repeats(block.text)):
            return
        if block.level or number in self.steps:
            self.heading = self.lead = block.text
        elif block.scope != "body.list":
            is_heard = is_instruction(block.text) and tells_what_customers_say(block.text)
            leads = is_heard or block.text.rstrip().endswith(":")
            self.lead = f"{self.heading}\n{block.text}" if leads else self.heading
        if number in self.numbered:
            self.open, self.begun = "", marker_of(self.view, block)
            self._words(block)
            self.begun = ""
        elif number in self.steps:
            self.open = self.before = ""
            self.denied, self.denied_list = is_denied(block.text), False
            self._add(block, Part(Span(0, len(block.text))), step=self.steps[number])
            if heard := heard_in_title(block.text):
                self._add(replace(block, level=0), Part(heard, "customer"))
        elif block.scope == "body.table":
            row = self.page.sections[number], block.attributes.get("row")
            self._cell(block, cell_speaker, self._option_of(number, block, cell_speaker), row)
        elif block.scope.startswith("body.") or block.scope == "form.checkbox":
            self._words(block)
        else:
            self._add(block, Part(Span(0, len(block.text))))

    def _option_of(self, number: int, block: Block, speaker: str) -> int:
        """The option that a cell belongs to: in a row of a table of objections, from the customer's words on."""
        row = self.page.sections[number], block.attributes.get("row")
        if speaker == "customer" and tells_what_customers_say(block.attributes.get("column", "")):
            self.options += 1
            self.row = row, self.options
        return self.row[1] if self.row[0] == row else 0

    def _cell(self, block: Block, speaker: str, option: int, row: object) -> None:
        if speaker == "answer":
            said = self._made(block, Part(Span(0, len(block.text)), "customer"))
            self.lines += [Line(said, "customer", is_answer=True)] if said else []
            return
        if speaker and speaker != GO:
            for part in parts(block, speaker, self.denied, self.caller, self.name):
                self._add(block, replace(part, speaker=speaker) if part.speaker else part, option=option)
                if speaker == "customer" and self.lines:
                    self.waited = row, self.lines[-1].block
            return
        whole = Part(Span(0, len(block.text)))
        if speaker == GO:
            ways, said = list(column_ways(block.text, block.marks, self.targets)), self.waited[1]
            if said and self.waited[0] == row and row in self.followed and not any(way.answer for way in ways):
                ways = [way._replace(answer=" ".join(said.text.split())) for way in ways]
                self._add(block, whole, ways=ways, answer=said)
            else:
                head = awaited(block)
                self._add(block, whole, ways=[way._replace(answer=way.answer or head) for way in ways])
            return
        answer = next((line.block for line in self.lines[-1:] if line.is_answer), None)
        if leads_on(block) and answer:
            target, end, named = self.targets.find(block.text, 0, block.marks)
            found = target is not None or named
            ways = [Branch(" ".join(answer.text.split()), target, Span(0, end), named)] if found else []
            self._add(block, whole, ways=ways, answer=answer)
        else:
            self._add(block, whole, option=option)

    def _words(self, block: Block) -> None:
        """A paragraph, list item or quotation."""
        if block.scope == "body.paragraph":
            self.denied_list = False
        speaker, opened = self._speaker(block), ""
        for part in parts(block, speaker, self._is_denied, self.caller, self.name):
            if part.opens:
                opened = part.opens
                continue
            if part.speaker and opened:
                part = replace(part, speaker=opened)
            self._part(block, part)
        if opened or block.scope not in ("body.list", "body.quote"):
            self.open = opened

    @property
    def _is_denied(self) -> bool:
        """Whether what stands here is what not to say."""
        return self.denied or self.denied_list

    def _speaker(self, block: Block) -> str:
        """Who says the words of a block that bear no label."""
        if self.open:
            return self.open
        if self.told:
            return ""
        if not self.marked or block.scope == "body.quote":
            return "agent"
        follows_speech = self.before and not is_quoted(self.before)
        if block.scope == "body.paragraph" and follows_speech:
            return "agent"
        return "agent" if follows_speech and self.before.rstrip().endswith(":") else ""

    def _part(self, block: Block, part: Part) -> None:
        text = block.text[part.span.start : part.span.end]
        is_first = not block.text[: part.span.start].strip(_ITEM_SIGNS)
        unlabelled = not part.speaker or (is_first and not is_quoted(text))
        marks = cut_marks(list(block.marks), *part.span)
        ways = list(branches(text, marks, self.targets)) if unlabelled else []
        if unlabelled and not self._is_denied and (put := asked(text)):
            self._objection(block, part, *put, is_said=True)
            return
        may_be_held_up = unlabelled and not ways and block.scope == "body.list" and not self._is_denied
        held = objection(text, is_heard=tells_what_customers_say(self.lead)) if may_be_held_up else None
        if held:
            self._objection(block, part, *held)
            return
        if unlabelled and not ways and not self._is_denied and (waited := answered(text)):
            self._objection(block, part, *waited, is_said=True)
            return
        if ways:
            part = replace(part, speaker="", cue=True)
        elif not part.speaker and not part.cue and text.rstrip().endswith(":"):
            self.denied_list = is_denied(text)
        self._answer(block, part, text, ways)
        if not part.cue:
            self.before = text if part.speaker == "agent" else ""

    def _objection(self, block: Block, part: Part, quote: Span, rest: int, *, is_said: bool = False) -> None:
        """What a customer may say, and what the adviser then does or says: a way of its own through the call."""
        self.options += 1
        start, end = part.span
        self._add(block, Part(quote.shift(start), "customer"), option=self.options)
        words = block.text[start + rest : end]
        after = Part(Span(start + rest, end), "agent" if is_said or is_quoted(words) else "")
        self._add(block, after, option=self.options)
        self.before = ""

    def _answer(self, block: Block, part: Part, text: str, ways: list[Branch]) -> None:
        """Adds the part; the answer in "Yes: go to B" is a block of its own, the customer's."""
        before = text[: ways[0].at.start] if len(ways) == 1 else ""
        answer = before.strip(" \t\r\n:→=>-–—\"“”'*")
        if not answer or answer != ways[0].answer or is_instruction(before) or answer.lower() in ("otherwise", "else"):
            self._add(block, part, ways=ways)
            return
        start = part.span.start + text.index(answer)
        said = self._made(block, Part(Span(start, start + len(answer)), "customer"))
        if said:
            self.lines.append(Line(said, "customer", is_answer=True))
        rest = Part(Span(part.span.start + ways[0].at.start, part.span.end), cue=True)
        self._add(block, rest, ways=ways, answer=said)

    def _add(
        self,
        block: Block,
        part: Part,
        *,
        step: int = 0,
        ways: Sequence[Branch] = (),
        answer: Block | None = None,
        option: int = 0,
    ) -> None:
        made = self._made(block, part)
        if made is None:
            return
        done = (
            ()
            if part.speaker or step
            else tuple(
                (deed, made.view.map.runs(span)[0]) for deed, span in deeds(made.text) if made.view.map.runs(span)
            )
        )
        at = block.view.map.runs(part.span)[0].start
        is_item = block.scope in ("body.list", "body.table")
        answers = tuple(answer or self._opens(block, part, way) for way in ways)
        self.lines.append(
            Line(
                made,
                part.speaker or "note",
                step,
                tuple(ways),
                done,
                answers,
                is_item,
                at=at,
                option=option,
                opens=self.begun,
            )
        )
        self.begun = ""

    def _opens(self, block: Block, part: Part, way: Branch) -> Block | None:
        """The customer's words inside an instruction that open a way: "they don't say anything"."""
        if way.said is None or way.answer.lower() in ("otherwise", "else"):
            return None
        return self._made(block, Part(way.said.shift(part.span.start), "customer"))

    def _made(self, block: Block, part: Part) -> Block | None:
        """The block of a part, white space at its ends left off; None when nothing is left."""
        text = block.text[part.span.start : part.span.end]
        low = part.span.start + len(text) - len(text.lstrip())
        high = part.span.start + len(text.rstrip())
        if low >= high:
            return None
        return Block(
            block.view.slice(Span(low, high)).then(self.view.map),
            f"script.{part.speaker or 'note'}",
            block.emphasis if block.level or block.emphasis is Emphasis.HIDDEN else Emphasis.PLAIN,
            tuple(cut_marks(list(block.marks), low, high)),
            block.conditions,
            block.level,
            block.control,
            part.speaker,
            block.attributes,
        )

    def _comments(self) -> Iterator[Comment]:
        firsts = [*self.firsts, len(self.lines)]
        for comment in self.page.comments:
            place = self.view.map.runs(Span(comment.place.start, comment.place.end))
            if place:
                yield Comment(comment.text, place[0], firsts[min(comment.block, len(firsts) - 1)], comment.inside)
