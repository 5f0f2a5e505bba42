"""Source lines with the words of a finding marked, trimmed to what fits beside them."""

from __future__ import annotations

from offerlint.model.source import Source
from offerlint.reports.characters import cells
from offerlint.text.frozen import dataclass
from offerlint.text.span import Span

MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A source line as shown: its number, its text, and the marks below it; number 0 stands for lines left out.

    `marks` has a "^" under every column of the marked words, spaces elsewhere, none at its end.
    """

    number: int
    text: str = ""
    marks: str = ""


Cell = tuple[str, int, bool]
"""What a code point shows, the columns it takes, and whether it is marked."""

_CUT: Cell = ("…", 1, False)


def lines(source: Source, runs: tuple[Span, ...], width: int) -> list[Line]:
    """The lines that `runs` touch, each at most about `width` columns, in order.

    Of more than MOST_LINES the middle ones are left out.
    """
    by_line: dict[int, list[Span]] = {}
    for run in runs:
        first = source.lines.position(run.start).line
        last = source.lines.position(max(run.end - 1, run.start)).line
        for number in range(first, last + 1):
            start, text = source.lines.start_of(number), source.lines.line(number)
            begin, end = max(run.start - start, 0), min(run.end - start, len(text))
            marked = text[begin:end]
            begin += len(marked) - len(marked.lstrip())
            end -= len(marked) - len(marked.rstrip())
            if begin < end:
                by_line.setdefault(number, []).append(Span(begin, end))
    numbers = sorted(by_line)
    shown = [_line(number, source.lines.line(number), by_line[number], width) for number in numbers]
    if len(shown) > MOST_LINES:
        return [*shown[: MOST_LINES - 2], Line(0), *shown[-1:]]
    found: list[Line] = []
    for line in shown:
        if found and line.number > found[-1].number + 1:
            found.append(Line(0))
        found.append(line)
    return found


def _line(number: int, text: str, runs: list[Span], width: int) -> Line:
    row = fit(row_of(text, runs, width), width)
    marks = "".join("^" * size if marked else " " * size for _, size, marked in row).rstrip()
    if "^" not in marks:
        before = sum(size for _, size, _ in row[: next((i for i, cell in enumerate(row) if cell[2]), 0)])
        marks = " " * before + "^"
    return Line(number, "".join(shown for shown, _, _ in row).rstrip(), marks)


def row_of(text: str, runs: list[Span], width: int) -> list[Cell]:
    """The cells of a line; of a very long one only those near the ends of the runs."""
    keep: list[Span] = []
    wanted = sorted({Span(max(at - 2 * width, 0), min(at + 2 * width, len(text))) for run in runs for at in run})
    for span in wanted:
        if keep and span.start <= keep[-1].end:
            keep[-1] = Span(keep[-1].start, max(span.end, keep[-1].end))
        else:
            keep.append(span)
    if not keep or len(text) <= 4 * width:
        keep = [Span(0, len(text))]
    row: list[Cell] = []
    for start, end in keep:
        row += [_CUT] if start else []
        marked = {i for run in runs for i in range(max(run.start, start), min(run.end, end))}
        row += [(shown, size, i in marked) for i, (shown, size) in enumerate(cells(text[start:end]), start)]
    return [*row, _CUT] if keep[-1].end < len(text) else row


def fit(row: list[Cell], width: int) -> list[Cell]:
    """The row cut to about `width` columns around its marked stretches, with "…" for what is left out."""
    row = _unindented(row, width)
    if sum(size for _, size, _ in row) <= width:
        return row
    edges = [i for i, cell in enumerate(row) if cell[2] and (i == 0 or not row[i - 1][2])]
    stops = [i + 1 for i, cell in enumerate(row) if cell[2] and (i + 1 == len(row) or not row[i + 1][2])]
    ends = [(edge, stop) for edge, stop in zip(edges, stops, strict=True)]
    marked = sum(size for _, size, on in row if on)
    if marked > width * 2 // 3:
        ends = [(edge, min(stop, edge + width // 4)) for edge, stop in ends[:1]] + [
            (max(edge, stop - width // 4), stop) for edge, stop in ends[-1:]
        ]
        marked = width // 2
    context = max((width - marked) // (2 * len(ends) or 1) - 1, 4)
    shown = _around(row, ends, context)
    while context < width:
        context += 4
        wider = _around(row, ends, context)
        if sum(size for _, size, _ in wider) > width:
            break
        shown = wider
    return shown


def _around(row: list[Cell], ends: list[tuple[int, int]], context: int) -> list[Cell]:
    """The stretches `ends` of the row with up to `context` columns on either side of each."""
    kept: set[int] = set()
    for edge, stop in ends:
        kept.update(range(edge, stop))
        kept.update(_reach(row, range(edge - 1, -1, -1), context))
        kept.update(_reach(row, range(stop, len(row)), context))
    return _joined(row, kept)


def _reach(row: list[Cell], way: range, context: int) -> list[int]:
    """The cells along `way` that fit in `context` columns, back to the end of a word when cut."""
    taken: list[int] = []
    for i in way:
        context -= row[i][1]
        if context < 0:
            spaces = [at for at, j in enumerate(taken) if row[j][0] == " "]
            return taken[: spaces[-1]] if spaces and len(taken) - spaces[-1] < 14 else taken
        taken.append(i)
    return taken


def _joined(row: list[Cell], kept: set[int]) -> list[Cell]:
    found: list[Cell] = []
    for i, cell in enumerate(row):
        if i in kept:
            found.append(cell)
        elif not found or found[-1] is not _CUT:
            found.append(_CUT)
    return found


def _unindented(row: list[Cell], width: int) -> list[Cell]:
    """The row without an indentation that takes much of the width."""
    first = next((i for i, cell in enumerate(row) if cell[0].strip()), 0)
    return row[first:] if sum(size for _, size, _ in row[:first]) > width // 4 else row
