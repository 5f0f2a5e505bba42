"""What a text for staff has them say or have done: the quotation, or the rest of the sentence, after an order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from offerlint.checks.discussed import discussed
from offerlint.model.block import Block, Place
from offerlint.model.lens import Layer, Lens
from offerlint.text.late import late
from offerlint.text.span import Span

_QUOTED = late(r"“[^”]{12,}”|\"[^\"“”]{12,}\"|(?<!\w)‘[^’]{12,}’(?!\w)")
_FEWEST = 3
"""Words from which on a quotation is something to be said."""
_SAY = late(
    r"\b(?:say(?:ing)?|tell (?:them|the \w+|people|callers|customers)|ask(?: (?:them|the \w+))?|open with|"
    r"close with|start with|lead with|"
    r"finish with|reply|answer|respond|read(?: (?:out|this|them))?|use|try|explain|offer|promise|pitch|script|"
    r"wording|words?|line|"
    r"opener|opening|close|comeback|go with|stick to|repeat|mention|drop in|hook)\b[^.!?“”\"]{0,40}[:,]?[\s*_]*$"
)
"""How what is quoted next is introduced where it is to be said."""
_NOT = late(
    r"\b(?:not|never|no|nobody|avoid|instead of|rather than|wrong|bad|poor|stop|banned|without|isn['’]t|aren['’]t|"
    r"wasn['’]t|can['’]?t|cannot|don['’]?t|doesn['’]t|didn['’]t|won['’]t|mustn['’]t|shouldn['’]t|used to|heard|told us|"
    r"complain\w*|fined?|upheld)\b|"
    r"\b(?:they|customers?|callers?|someone|somebody|anyone|people|who|she|he)"
    r"(?: (?:will|might|may|often|then|just|also))* (?:says?|asks?|repl(?:y|ies)|mentions?|answers?)\W*$"
)
"""How what is quoted next is introduced where it is not, or others say it."""

_ORDERED = late(
    r"(?:^|[.!?:;] |\n)[\W\d]*(?:(?:if|when|where|once|should|unless) [^.!?:;\n]{3,80}?[,:] )?"
    r"(?:(?:just|always|then|simply|please|and|so|instead|you can|you should|you must|we) )*"
    r"(?:(?:tell|promise|assure|reassure|remind|inform|advise|have|get|make|ask|send|let) "
    r"(?:them|everyone|everybody|people|callers|customers|anyone|(?:the|any|every|each|your|new|older?) \w+)(?: know)?|"
    r"(?:say|explain|mention|promise))"
    r"(?: that| to)? (?=(?P<told>[^.!?\n]{12,}))",
    re.IGNORECASE,
)
"""An order to tell or to have somebody do what comes next in the sentence."""


def advised(lens: Lens) -> Mapping[int, Sequence[Span]]:
    """The stretches that are to be said, by the identity of their blocks; found out once."""
    known = lens.stream.known
    if "advised" not in known:
        found: dict[int, list[Span]] = defaultdict(list)
        left_out = discussed(lens)
        for layer in lens.layers:
            for place in _in_layer(layer):
                if place.block not in left_out and place.whole not in found[id(place.block)]:
                    found[id(place.block)].append(place.whole)
        known["advised"] = {block: spans for block, spans in found.items() if spans}
    kept: Mapping[int, Sequence[Span]] = known["advised"]
    return kept


def is_advised(place: Place, lens: Lens) -> bool:
    """Whether words are among those that are to be said."""
    return any(
        span.start <= place.whole.start and place.whole.end <= span.end
        for span in advised(lens).get(id(place.block), ())
    )


def _in_layer(layer: Layer) -> Iterator[Place]:
    lead = heading = ""
    for passage in layer.passages:
        block = passage.block
        for quoted in _QUOTED.finditer(block.text):
            before = block.text[: quoted.start()]
            if len(quoted[0].split()) >= _FEWEST and _is_to_be_said(_sentence(before), block, lead, heading):
                yield Place(block, Span(*quoted.span()))
        if not any(mark.kind == "struck" for mark in block.marks) and not _NOT.search(heading):
            yield from (Place(block, Span(*told.span("told"))) for told in _ORDERED.finditer(block.text))
        if block.level:
            heading = block.text.lower()
        if block.scope != "body.list":
            lead = block.text.lower() if block.text.rstrip(" *_").endswith(":") else ""


def _sentence(before: str) -> str:
    """The words of the same sentence, in small letters."""
    return before[max(before.rfind(end) for end in (". ", "! ", "? ", "\n", "; ", "” ", '" ')) + 1 :].lower()


def _is_to_be_said(before: str, block: Block, lead: str, heading: str) -> bool:
    """Whether the words right before a quotation, or else the head of its column or the lead-in, have it said."""
    if any(mark.kind == "struck" for mark in block.marks) or _NOT.search(before) or _NOT.search(heading):
        return False
    if before.strip(" *_-•“\"'‘"):
        return _SAY.search(before) is not None
    column = block.attributes.get("column", "").lower()
    for above in (column, lead):
        if above:
            return _SAY.search(above) is not None and not _NOT.search(above)
    return False
