"""Whose turn it is: the labels that open a line of a call script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from offerlint.text.late import late

AGENT = (
    "agent", "adviser", "advisor", "sales adviser", "sales advisor", "sales agent", "sales rep", "rep",
    "representative", "operator", "caller", "csr", "cs agent", "consultant", "you", "agent says", "say",
    "colleague", "staff", "team member", "sales", "host", "ivr", "bot", "system", "chatbot", "assistant",
    "handler", "call handler", "collector", "collections", "seller", "telesales", "clerk", "salesperson", "salesman",
    "saleswoman", "account executive", "specialist", "associate", "negotiator", "retentions", "cs", "csa", "tsr",
    "support agent", "support adviser", "support advisor", "you say", "us", "me", "voicebot", "virtual assistant",
    "read out", "read aloud", "read verbatim", "verbatim", "agent to say", "agent to read", "adviser to say",
    "adviser to read", "agent reads", "adviser reads", "adviser says", "advisor says",
)  # fmt: skip
CUSTOMER = (
    "customer", "cx", "cust", "client", "prospect", "lead", "member", "account holder", "caller (customer)",
    "customer says", "user", "them", "visitor", "they say", "consumer", "subscriber", "householder", "homeowner",
    "resident", "tenant", "guest", "borrower", "debtor", "applicant", "cardholder", "policyholder", "buyer",
)  # fmt: skip

_LABELS = "|".join(sorted((re.escape(label).replace(r"\ ", " +") for label in AGENT + CUSTOMER), key=len, reverse=True))
_TURN = late(
    r"(?<![^\r\n])[ \t]*(?:(?:[-+>]|\*(?=[ \t])|\d{1,3}[.)])[ \t]*(?:\[[ xX]\][ \t]+)?)?(?:(?:\*\*|__|\*|_)[ \t]*)?\[?"
    rf"(?:(?P<label>{_LABELS})(?: ?(?:\d|[A-Z]\b))?\]?(?:[ \t]*\([^)\n]{{1,40}}\))?"
    rf"|(?P<name>[a-z]{{2,20}}) \((?P<role>{_LABELS})\))(?:[ \t]*(?:\*\*|__|\*|_))?[ \t]*:",
    re.IGNORECASE,
)
_PARTED = late(
    r"(?<![^\r\n])[ \t]*(?:[-+>][ \t]+)?(?:\*\*|__)?(?P<label>AGENT|ADVIS[EO]R|CUSTOMER|CALLER|OPERATOR|REP|CUST|CSR|"
    r"(?<=\*\*)(?:Agent|Advis[eo]r|Customer|Caller|Operator|Rep))(?:\*\*|__)?"
    r"(?:[ \t]+(?:[–—]|-(?=[ \t]))|[ \t]*(?=[\r\n]+[^\s|#]))"
)
"""A label in bold or capitals, and a dash instead of a colon or nothing else on its line."""

_NAME = late(
    r"(?<![^\r\n])[ \t]*(?:\*\*|__)?(?P<who>[A-Z][A-Za-z'’-]{1,15})(?:\*\*|__)?:(?:\*\*|__)?"
    r"(?=[ \t]+(?P<said>\S[^\r\n]*))"
)
"""A line that opens with one word that may be somebody's name."""

_HEADS = late(r"^[ \t]{0,3}(?P<heads>\|?[^\n|]*\|[^\n]*)\r?\n[ \t]{0,3}\|?[ \t]*:?-{2,}[-:| \t]*$", re.MULTILINE)
_SAYING = late(r"\b(?:say|says|script|wording|words|rebuttals?|comebacks?|prompt|repl(?:y|ies))\b", re.IGNORECASE)
"""What the head of a column says of words that somebody speaks."""

_BAD = late(
    rf"(?:the )?(?:bad|wrong|poor|rogue|awful|terrible|dodgy|pushy)[ -](?:{_LABELS})(?: ?(?:\d{{1,2}}|[a-z]))?|"
    r"(?:the )?(?:bad|wrong|poor)[ -](?:example|version|way|call|take|practice)(?: ?(?:\d{1,2}|[a-z]))?|wrong|"
    r"(?:how|what) not to (?:do|say|sell|open|close)(?: (?:it|this))?|not (?:this|like this|that)|"
    r"(?:do not|don['’]?t|never)(?: (?:say|do|copy))?(?: (?:this|it|that))?",
    re.IGNORECASE,
)


_WORDS = 4
"""Words that somebody says in a turn, on average, at least."""


class Turn(NamedTuple):
    """A label at the start of a line: who speaks ("agent" or "customer") and where the label stands."""

    speaker: str
    start: int
    end: int


def turns(text: str, caller: str = "agent", name: str = "") -> Iterator[Turn]:
    """Every line of `text` that opens with a known label and a colon, bold or not, in order.

    "Sam (agent):" is a label too. `caller` is who a "Caller:" is, `name` the agent's own, told by the whole call.
    """
    for match in _found(text, name):
        opens = "who" if "who" in match.re.groupindex else "label" if match["label"] else "name"
        yield Turn(speaker(_label(match), caller), match.start(opens), match.end())


def labels(text: str) -> Iterator[tuple[str, str]]:
    """Who speaks by each label ("agent" or "customer"), and the label in small letters, in order."""
    return ((speaker(label), label) for label in map(_label, _found(text)))


def speaker(label: str, caller: str = "agent") -> str:
    """Whom a label in small letters names, "agent" or "customer", and for any other nobody: ""."""
    if label == "caller":
        return caller
    return "customer" if label in CUSTOMER else "agent" if label in AGENT else ""


def is_bad_example(label: str) -> bool:
    """Whether a label says that the words under it show how not to do it: BAD AGENT, "Wrong", "Don't say"."""
    return _BAD.fullmatch(label.strip()) is not None


def caller_of(text: str) -> str:
    """Who a "Caller:" is in a whole call: the customer where another label is the agent's and none the customer's."""
    return caller_among(map(_label, _found(text)))


def caller_among(labels: Iterable[str]) -> str:
    """Who a "caller" is among labels in small letters, of which those of nobody known do not count."""
    speakers = {speaker(label) for label in labels if label != "caller"}
    return "customer" if "agent" in speakers and "customer" not in speakers else "agent"


def _label(match: re.Match[str]) -> str:
    if "who" in match.re.groupindex:
        return "agent"
    return re.sub(" +", " ", (match["label"] or match["role"]).lower())


def _found(text: str, name: str = "") -> Iterator[re.Match[str]]:
    """Every label, in order."""
    found = sorted((*_TURN.finditer(text), *_PARTED.finditer(text)), key=re.Match.start)
    if name := name or _answering(text, found):
        found += [match for match in _NAME.finditer(text) if match["who"] == name]
        found.sort(key=re.Match.start)
    return iter(found)


def name_of(text: str) -> str:
    """The name under which the agent of a call speaks, where no other label is the agent's; empty where there is none.

    It stands before turns of customers and after them, and whole sentences follow it.
    """
    return _answering(text, sorted((*_TURN.finditer(text), *_PARTED.finditer(text)), key=re.Match.start))


def _answering(text: str, customers: Sequence[re.Match[str]]) -> str:
    if {speaker(_label(match)) for match in customers} != {"customer"}:
        return ""
    starts = {match.start() for match in customers}
    named = [match for match in _NAME.finditer(text) if match.start() not in starts]
    order = [(match.start(), match["who"], len(match["said"].split())) for match in named]
    order += [(start, "", 0) for start in starts]
    order.sort()
    pairs = {(one[1], other[1]) for one, other in pairwise(order)}
    able = []
    for name in dict.fromkeys(match["who"] for match in named):
        words = [said for _, who, said in order if who == name]
        if {(name, ""), ("", name)} <= pairs and sum(words) >= _WORDS * len(words):
            able.append(name)
    return able[0] if len(able) == 1 else ""


def has_table_of_turns(text: str) -> bool:
    """Whether a table in Markdown says by its heads what an adviser says, beside the customer or the way on."""
    rows = ([cell.strip(" *_") for cell in row["heads"].strip().strip("|").split("|")] for row in _HEADS.finditer(text))
    return any(map(is_said_by_heads, rows))


def is_said_by_heads(heads: Sequence[str]) -> bool:
    """Whether the heads of a table say what an adviser says, and are those of a script."""
    from offerlint.reading.script_table import is_script

    return any(map(_SAYING.search, heads)) and is_script(heads)


def has_turns(text: str) -> bool:
    """Whether `text` reads as a call: two turns of an agent, or one of an agent and one of a customer."""
    agents = customers = 0
    for turn in turns(text):
        agents += turn.speaker == "agent"
        customers += turn.speaker == "customer"
        if agents and agents + customers >= 2:
            return True
    return False
