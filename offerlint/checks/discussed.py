"""Quotations that a text talks about: a column of them with what is wrong beside, or boxes of what others said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from offerlint.model.block import Block
from offerlint.model.lens import Layer, Lens
from offerlint.text.late import late

_QUOTATION = late(r"""\W{0,3}(?:[\w ,/&-]{1,30}:\s*)?(?:"[^"]+"|“[^”]+”)[.!?]?\s*""")
"""A block that is nothing but a quotation, perhaps behind a label."""
_TO_BE_SAID = late(
    r"\b(?:say|says|script|use|wording|repl(?:y|ies)|responses?|answers?|approved|templates?|messages?|prompts?|opening|"
    r"close|pitch|lines?|reviews?|testimonials?|feedback|stories)\b"
)
"""How what stands below is introduced where it is to be said, or is praise."""
_INSTRUCTED = late(
    r"(?:^|[.!?:]\s+)(?:then |now |please |next,? )?(?:say|read|tell|use|write|send|reply|ask|open with|close with)\b"
)
_FEWEST = 2
"""Quotations in a column, or boxes in a document, from which on they are a collection."""
_A_NAME = 6
"""The most words of a line below a quotation that may say whose it is."""


def discussed(lens: Lens) -> frozenset[Block]:
    """The blocks whose words others said, which the document only talks about; found out once."""
    known = lens.stream.known
    if "discussed" not in known:
        known["discussed"] = frozenset(
            block for layer in lens.layers for find in (_in_columns, _in_boxes) for block in find(layer)
        )
    found: frozenset[Block] = known["discussed"]
    return found


def _in_columns(layer: Layer) -> Iterator[Block]:
    """The cells of columns of quotations that stand beside a column of something else."""
    tables: dict[int, dict[str, list[Block]]] = defaultdict(lambda: defaultdict(list))
    for passage, section in zip(layer.passages, layer.sections, strict=True):
        column = passage.block.attributes.get("column")
        if passage.block.scope == "body.table" and column:
            tables[section][column].append(passage.block)
    for columns in tables.values():
        quoted = {column for column, cells in columns.items() if all(map(_is_quotation, cells))}
        for column in quoted if len(quoted) < len(columns) else ():
            if len(columns[column]) >= _FEWEST and not _TO_BE_SAID.search(column.lower()):
                yield from columns[column]


def _in_boxes(layer: Layer) -> Iterator[Block]:
    """The boxes that hold nothing but quotations, with nobody's name below, which nothing says are to be said."""
    blocks = [passage.block for passage in layer.passages]
    boxes = [i for i, block in enumerate(blocks) if block.scope == "body.quote" and _is_quotation(block)]
    if len(boxes) >= _FEWEST:
        yield from (blocks[i] for i in boxes if not _is_attributed(blocks, i) and not _is_to_be_said(blocks, i))


def _is_quotation(block: Block) -> bool:
    return _QUOTATION.fullmatch(block.text) is not None


def _is_attributed(blocks: Sequence[Block], i: int) -> bool:
    below = blocks[i + 1].text if i + 1 < len(blocks) and blocks[i + 1].scope != "body.quote" else ""
    return bool(below) and len(below.split()) <= _A_NAME and not below.endswith((".", "!", "?"))


def _is_to_be_said(blocks: Sequence[Block], i: int) -> bool:
    """Whether the heading above, or what leads in, has it said."""
    above = [block for block in blocks[:i] if block.scope != "body.quote"]
    lead = above[-1].text.lower() if above else ""
    heading = next((block.text.lower() for block in reversed(above) if block.level), "")
    leads_in = lead if lead.rstrip().endswith(":") else ""
    return bool(_TO_BE_SAID.search(heading) or _TO_BE_SAID.search(leads_in) or _INSTRUCTED.search(lead))
