"""Who speaks in the cells of a table: a row that opens with a label, or columns with speaking heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offerlint.model.block import Block
from offerlint.reading.script_line import is_denied, is_quoted
from offerlint.reading.turns import is_bad_example, turns
from offerlint.text.late import late

_AGENT = late(
    r"(?:the |our )?(?:agent|advis[eo]r|rep|you|we)"
    r"(?: (?:says?|script|response|repl(?:y|ies)|answers?|prompt|text|line|wording|words))?"
    r"|scripts?|what to say|(?:then |please )?say(?: this)?|wording|exact words"
    r"|(?:suggested |best |our )?(?:rebuttals?|comebacks?)"
    r"|(?:suggested|best|our) (?:reply|answer)",
    re.IGNORECASE,
)
_SURELY_SAID = late(
    r"(?:the |our )?(?:agent|advis[eo]r|rep|you|we) (?:says?|script|line|wording|words)|(?:what|words) to say|say this"
    r"|exact words",
    re.IGNORECASE,
)
"""What heads the agent's words, and shows by itself that they are said."""
_CUSTOMER = late(
    r"(?:if )?(?:the )?(?:customer|caller|prospect|client|they)(?:'s)?(?: (?:says?|said|response|words|objection))?"
    r"|(?:common )?objections?",
    re.IGNORECASE,
)
_REPLY = late(r"responses?|repl(?:y|ies)|answers?", re.IGNORECASE)
"""What heads the agent's words beside the customer's."""
_PLACED = late(r"nodes?|parent(?: node)?|screens?", re.IGNORECASE)
"""What heads the names of steps, and shows that the words beside them are those of a script."""
_SPEAKER = late(r"speakers?|who(?: speaks| says(?: it)?)?|role|turn|", re.IGNORECASE)
_LINE = late(r"(?:spoken )?(?:lines?|words|text|dialogue|speech)|says?|said", re.IGNORECASE)
_GO = late(
    r"\W*(?:go(?:es)? to|next(?: step)?|then|branch|where next|what next|leads? to|routing|next action|then do"
    r"|(?:button|option|answer) \d (?:goes to|leads to|next)"
    r"|(?:if|on|when) (?:(?:the )?(?:customer|caller|they) (?:says? |answers? )?)?"
    r"(?P<answer>yes|no|other(?:wise)?)(?: (?:go(?:es)? to|next(?: step)?|then))?)\W*",
    re.IGNORECASE,
)
_STEP = late(r"\W*(?:steps?|stages?|sections?|phases?|nodes?|screens?|no\.?|#|number|ref|id|)\W*", re.IGNORECASE)
_ABOVE = late(
    r"\W*(?:(?:the )?same(?: again)?(?: as (?:above|before))?|as (?:above|before)|ditto|do|id)\W*|[\"”〃]+",
    re.IGNORECASE,
)
_GOES_ON = late(r"\W*(?:cont(?:inued|inues|['’]?d)?)?\W*", re.IGNORECASE)
_LONGEST_NAME = 30
STEP, GO = "step", "go"
"""What else than a speaker a cell may be: the name of a step, and where the call goes from there."""


def speakers(row: Sequence[Block], *, of_steps: bool = False) -> list[str]:
    """Who says each cell of a row: agent, customer, "answer" (what leads on to another cell), "" for nobody.

    In a table `of_steps` the first cell is STEP, and GO the one that says where the call goes.
    """
    if is_of_steps(row, led=of_steps):
        return [STEP, *(GO if leads_on(cell) else _column(cell, later=True) for cell in row[1:])]
    if any(map(leads_on, row)) and _column(row[0], later=True) == "agent" and not leads_on(row[0]):
        return [GO if leads_on(cell) else _column(cell, later=True) for cell in row]
    said = speaker_named(row[0].text)
    head = row[0].attributes.get("column", "")
    words = [cell.text for cell in row[1:]]
    if said and (_SPEAKER.fullmatch(head) or speaker_named(head)) and len(words) == 1 and not speaker_named(words[0]):
        return ["", said] if row[0].attributes.get("row") != "0" or len(words[0].split()) > 2 else ["", ""]
    if any(leads_on(cell) for cell in row):
        if any(_AGENT.fullmatch(_plain(cell.attributes.get("column", ""))) for cell in row[1:]):
            return ["answer", *(GO if leads_on(cell) else _column(cell, later=True) for cell in row[1:])]
        return ["answer", *[""] * len(words)]
    return [_column(cell, later=number > 0) for number, cell in enumerate(row)]


def is_of_steps(row: Sequence[Block], *, led: bool = False) -> bool:
    """Whether a row is a step of the call: its name, what the agent says, and the way on unless others are `led`."""
    name, *others = row
    return (
        name.attributes.get("row", "0") != "0"
        and len(name.text) <= _LONGEST_NAME
        and _STEP.fullmatch(name.attributes.get("column", "")) is not None
        and (led or any(map(leads_on, others)))
        and any(_column(cell, later=True) in (("agent", "customer") if led else ("agent",)) for cell in others)
    )


def is_script(heads: Sequence[str]) -> bool:
    """Whether the heads of a table are those of a script: what the agent says, beside the customer or the way on."""
    plain = list(map(_plain, heads))
    leads = has_ways(heads)
    if any(map(_CUSTOMER.fullmatch, plain)):
        return any(_AGENT.fullmatch(head) or _REPLY.fullmatch(head) for head in plain)
    if any(map(_SURELY_SAID.fullmatch, plain)) and any(head and _STEP.fullmatch(head) for head in plain):
        return True
    is_led = leads or any(map(_PLACED.fullmatch, plain))
    return (is_led and any(map(_AGENT.fullmatch, plain))) or (leads and spoken(heads) is not None)


def has_ways(heads: Sequence[str]) -> bool:
    """Whether one of the heads of a table stands over where the call goes, as in no record of a call that was held."""
    return any(_GO.fullmatch(_plain(head)) for head in heads)


def spoken(heads: Sequence[str]) -> tuple[int, int] | None:
    """Under which heads of a table a speaker stands and the words said, where one column is for all speakers."""
    plain = list(map(_plain, heads))
    who = next((at for at, head in enumerate(plain) if head and _SPEAKER.fullmatch(head)), None)
    words = next((at for at, head in enumerate(plain) if _LINE.fullmatch(head)), None)
    return None if who is None or words is None else (who, words)


def repeats(text: str) -> bool:
    """Whether a cell says only that what stands above it stands here too: "(as above)", "ditto"."""
    return _ABOVE.fullmatch(text) is not None


def goes_on(name: str, before: str) -> bool:
    """Whether a row belongs to the step of the row before: it bears the same name, or says that it goes on."""
    return name.strip().lower() == before.strip().lower() or repeats(name) or _GOES_ON.fullmatch(name) is not None


def leads_on(cell: Block) -> bool:
    """Whether a cell stands in a column that says where the call goes."""
    return _GO.fullmatch(cell.attributes.get("column", "")) is not None


def awaited(cell: Block) -> str:
    """The answer on which the call goes where a cell says, as the head of its column tells: "If yes" waits for yes."""
    found = _GO.fullmatch(cell.attributes.get("column", ""))
    return found["answer"] or "" if found else ""


def speaker_named(text: str) -> str:
    """The speaker, agent or customer, whose label is the whole of the text; "" for any other text."""
    words = text.strip().rstrip(":")
    found = next(turns(f"{words}:"), None)
    return found.speaker if found and found.end == len(words) + 1 else ""


def _column(cell: Block, *, later: bool) -> str:
    """Who says a cell, by the head of its column; under other heads only quoted words are said, under bad ones none."""
    head = _plain(cell.attributes.get("column", ""))
    if cell.attributes.get("row", "0") == "0":
        return ""
    if is_bad_example(head) or is_denied(head):
        return ""
    if _CUSTOMER.fullmatch(head):
        return "customer"
    if _AGENT.fullmatch(head) or _REPLY.fullmatch(head) or (later and is_quoted(cell.text)):
        return "agent"
    return "customer" if is_quoted(cell.text) else ""


def _plain(head: str) -> str:
    """The words at the head of a column."""
    return " ".join(head.replace("_", " ").split()).strip(" :*")
