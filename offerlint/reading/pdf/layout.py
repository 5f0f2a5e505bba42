"""The paragraphs of a PDF: what is body, heading and small print, and where words go on from column to column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from offerlint.model.block import Emphasis
from offerlint.reading import bounds
from offerlint.reading.errors import ReadError
from offerlint.reading.paper import Atom, Paragraph
from offerlint.reading.pdf.fields import box, written
from offerlint.reading.pdf.hyphen import Hyphens
from offerlint.reading.pdf.line import MARKER
from offerlint.reading.pdf.page import Field, Page
from offerlint.reading.pdf.paragraph import ends, is_full
from offerlint.reading.pdf.sheet import Draft, Sheet, sheet, without_repeats
from offerlint.reading.pdf.words import Words, joint
from offerlint.reading.place import Spot
from offerlint.text.late import late

_LARGER = 1.15
"""Of the size of the body: letters from there on are those of headings."""
_LONGEST_HEADING, _LONGEST_BOLD = 200, 90
LEAST_READABLE, LEAST_SHARE = 9.0, 0.1
"""Points: letters of that size that are a tenth of all are the body, even where more letters are smaller."""

_MARGINS = 4
"""Lines of the margins that may stand between a paragraph and where it goes on."""
_BULLET = late(r"[•●○■▪▫◦‣⁃∙·–—✓✔➤►\uf0b7\uf0a7]\s*(?=\S)")
_NO_HEADING = late(r"[.!?;:,]$")


def lay_out(pages: Sequence[Page | None]) -> list[Paragraph]:
    """The paragraphs of all pages in reading order; raises ReadError for more lines than are read."""
    sheets, lines = [], 0
    for number, page in enumerate(pages):
        sheets.append(sheet(page, number) if page else Sheet((), ()))
        lines += sum(len(draft.lines) for draft in sheets[-1].drafts)
        if lines > bounds.MOST_LINES:
            raise ReadError(f"this PDF is too large to read: it has more than {bounds.MOST_LINES:,} lines; split it")
    drafts = list(without_repeats([one.drafts for one in sheets], pages))
    return list(_Layout(pages, _gone_on(drafts), [one.alone for one in sheets]).paragraphs())


def body_size(drafts: Sequence[Draft]) -> float:
    """The points in which most letters are set, those too small to read with ease aside where there are others."""
    letters: Counter[float] = Counter()
    for draft in drafts:
        for line in draft.lines:
            letters[line.size] += len(line.text)
    large = {size: count for size, count in letters.items() if size >= LEAST_READABLE}
    counted = large if sum(large.values()) >= LEAST_SHARE * letters.total() else letters
    return max(counted, key=lambda size: (counted[size], size), default=10.0)


def _gone_on(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those in one that go on in the next column or on the next page."""
    joined: list[Draft] = []
    for draft in drafts:
        last = next((one for one in reversed(joined[-_MARGINS:]) if not one.is_repeated), None)
        if last and _goes_on(last, draft):
            last.later += [(draft.page, line) for line in draft.lines]
            last.right, last.flow = draft.right, draft.flow
        else:
            joined.append(draft)
    return joined


def _goes_on(last: Draft, draft: Draft) -> bool:
    if last.cell or draft.cell or draft.control or draft.is_item or draft.is_repeated:
        return False
    page, line = last.later[-1] if last.later else (last.page, last.lines[-1])
    first = draft.lines[0]
    return (
        (page, last.flow) != (draft.page, draft.flow)
        and abs(line.size - first.size) < 0.05 * line.size
        and line.bold == first.bold
        and first.text[0].islower()
        and not ends(line)
        and is_full(line, first, last.right)
    )


class _Layout:
    def __init__(self, pages: Sequence[Page | None], drafts: Sequence[Draft], alone: Sequence[Sequence[Field]]) -> None:
        self._drafts, self._alone = drafts, alone
        self._body = body_size(drafts)
        self._words = [Words(page, i, self._body) if page else None for i, page in enumerate(pages)]
        self._hyphens = Hyphens(line.text for draft in drafts for line in draft.lines)
        self._levels = self._heading_levels()
        self._spot = Spot()

    def _heading_levels(self) -> dict[int, int]:
        """The level of each draft that is a heading, by its number: the larger, the higher; bold ones below them."""
        large = {i: round(draft.size, 1) for i, draft in enumerate(self._drafts) if self._is_large(draft)}
        ranks = {size: rank for rank, size in enumerate(sorted(set(large.values()), reverse=True), 1)}
        levels = {i: min(ranks[size], 6) for i, size in large.items()}
        for i, draft in enumerate(self._drafts):
            following = self._drafts[i + 1] if i + 1 < len(self._drafts) else None
            if told := draft.lines[0].tag.level:
                levels[i] = told
            elif i not in levels and following and self._is_bold_heading(draft, following):
                levels[i] = min(len(ranks) + 1, 6)
        return levels

    def _is_large(self, draft: Draft) -> bool:
        may_be = not draft.cell and not draft.control and not draft.is_item and not draft.later
        return may_be and draft.size >= _LARGER * self._body and len(draft.text) <= _LONGEST_HEADING

    def _is_bold_heading(self, draft: Draft, following: Draft) -> bool:
        may_be = not draft.cell and not draft.control and not draft.is_item and not draft.later
        is_one = draft.bold and draft.size >= 0.95 * self._body and len(draft.text) <= _LONGEST_BOLD
        has_text = following.page == draft.page and not following.bold
        return may_be and is_one and has_text and not _NO_HEADING.search(draft.text)

    def paragraphs(self) -> Iterator[Paragraph]:
        page, number = -1, 0
        for i, draft in enumerate(self._drafts):
            if draft.page != page:
                yield from self._fields_up_to(page, draft.page)
                page, number = draft.page, 0
                self._spot = Spot(f"page {page + 1}")
            yield self._paragraph(draft, number, self._levels.get(i, 0))
            number += 1
        yield from self._fields_up_to(page, len(self._alone))

    def _paragraph(self, draft: Draft, number: int, level: int) -> Paragraph:
        skip = self._skipped(draft)
        atoms = self._atoms(draft, skip)
        is_item = draft.is_item or (skip or _numbered(draft)) and not level
        part = f"page {draft.page + 1}"
        if draft.cell:
            return self._cell(draft, number, atoms)
        where = self._spot.heading("".join(atom.text for atom in atoms)) if level else self._spot.paragraph()
        scope = "body.heading" if level else "body.list" if is_item else "body.paragraph"
        if draft.is_footer:
            scope = "footer.smallprint"
        emphasis = Emphasis.HEADING if level else Emphasis.PLAIN
        return Paragraph(part, number, where, atoms, scope, level, emphasis)

    def _cell(self, draft: Draft, number: int, atoms: Sequence[Atom]) -> Paragraph:
        assert draft.cell is not None
        table, row, column, name = draft.cell
        where = self._spot.cell_of(table + 1, row + 1, column + 1)
        emphasis = Emphasis.PLAIN if row else Emphasis.STRONG
        attributes = {"row": str(row), "column": name}
        return Paragraph(f"page {draft.page + 1}", number, where, atoms, "body.table", 0, emphasis, attributes)

    def _skipped(self, draft: Draft) -> int:
        """How many letters of what opens an item are left off."""
        found = _BULLET.match(draft.lines[0].text)
        if not found or draft.control:
            return 0
        start, end = draft.lines[0].parts[0]
        return min(found.end(), end - start)

    def _atoms(self, draft: Draft, skip: int) -> list[Atom]:
        lines = [(draft.page, line) for line in draft.lines] + draft.later
        made: list[Atom] = [box(draft.control, draft.page)] if draft.control else []
        leave, between = 0, " " if draft.control else ""
        for i, (page, line) in enumerate(lines):
            following = lines[i + 1][1].text if i + 1 < len(lines) else ""
            leave, then = self._hyphens.between(line.text, following) if following else (0, "")
            words = self._words[page]
            own = list(words.atoms(line, 0 if i else skip, leave)) if words else []
            made += joint(made, between, own)
            made += own
            between = then
        return made

    def _fields_up_to(self, page: int, end: int) -> Iterator[Paragraph]:
        """The fields without words on the pages that are done."""
        for number in range(max(page, 0), end):
            for field in self._alone[number]:
                atoms = written(field, number)
                where = f"page {number + 1}, field “{field.label or field.name}”"
                scope = "form.select" if field.kind == "select" else "form.field"
                if atoms:
                    yield Paragraph(f"page {number + 1}", 0, where, atoms, scope)


def _numbered(draft: Draft) -> bool:
    """Whether a paragraph opens with a number or a letter of a list."""
    first = re.match(r"\S+", draft.lines[0].text)
    return (
        first is not None
        and first[0] != "*"
        and MARKER.fullmatch(first[0]) is not None
        and len(draft.text) > len(first[0])
    )
