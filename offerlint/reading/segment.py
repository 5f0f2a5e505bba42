"""What speech recognition gives: who speaks, when, and the words; and who of the speakers sells."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from offerlint.reading.turns import AGENT, CUSTOMER, is_bad_example
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.view import View

NEUTRAL = r"(?:speaker|spkr?|participant|channel|voice)[ _-]?(?:\d{1,3}|[a-h])|s\d{1,2}|unknown(?: speaker)?"
"""Names that diarisation gives to speakers it does not know."""
_AGENTS = frozenset(("internal", "handler", *AGENT)) - {"you", "say", "caller", "user", "system"}
_CUSTOMERS = frozenset(("external", "caller", "callee", *CUSTOMER))
KNOWN = "|".join(sorted((re.escape(label) for label in _AGENTS | _CUSTOMERS), key=len, reverse=True))
_MACHINES = frozenset(("system", "menu"))
"""Labels of what a machine writes down in a call between two people: neither's turn."""
_NUMBER = late(r"[ _-]?(?:\d{1,3}|[a-z])\Z")
_SELLS = late(
    r"\b(?:calling from|(?:speaking|through) (?:to|with) \w+|"
    r"you're through|thank(?:s| you) for (?:calling|holding|your time)|how (?:can|may) i help|"
    r"calls? (?:is|are|may be|will be) recorded|"
    r"recorded line|can i (?:just )?(?:take|get|grab|confirm)|"
    r"(?:our|my) (?:team|manager|system|offers?)|we(?: can|'ll| will|'ve got| offer)|i can (?:do|offer|put|get)|"
    r"your (?:account|order|contract|bill|router)|place (?:the|your) order|anything else i can|"
    r"are you (?:happy|the account holder))\b",
    re.IGNORECASE,
)
_BUYS = late(
    r"\b(?:i(?:'d| would) like to|i want(?:ed)? to|my (?:bill|account|contract|router|broadband|husband|wife)|"
    r"i'm not interested|"
    r"yes please|no thanks?|not interested|who(?:'s| is) this|stop calling|i'll think about it|how much)\b",
    re.IGNORECASE,
)

PLAYED = (
    r"(?:queue|hold|welcome|recorded|pre-?recorded|automated|opening|ivr|phone) ?"
    r"(?:message|announcement|greeting|voice|menu|prompt)|announcement|ivr"
)
"""Labels of words that the firm's line plays."""
_PLAYED = late(PLAYED, re.IGNORECASE)

_FEWEST_TURNS = 3
"""Changes of speaker, from which on people talk with each other."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one speaker, `view` with its map into the text that was read; no label: nobody's.

    `start` says when, in whatever unit; `joins`: it is a piece of the one before, and no pause lies between.
    """

    label: str
    view: View
    start: float | None = None
    joins: bool = False


def speakers(segments: Sequence[Segment], agents: Collection[str] = ()) -> Mapping[str, str]:
    """For each label "agent" or "customer": by the label, else by who says what sellers say, else by who says more.

    Of labels that are among `agents`, in any case, it is known already; those of bad examples are left out, and
    beside an agent those of machines.
    """
    labels = [one for one in dict.fromkeys(segment.label for segment in segments) if one and not is_bad_example(one)]
    sellers = {name.lower() for name in agents}
    found = {label: role for label in labels if (role := "agent" if label in sellers else role_of(label))}
    played = {label: "agent" for label in labels if label not in found and _PLAYED.fullmatch(label)}
    unknown = [label for label in labels if label not in found and label not in played]
    for role, other in (("agent", "customer"), ("customer", "agent")):
        if role in found.values():
            return found | played | dict.fromkeys((one for one in unknown if one.lower() not in _MACHINES), other)
    words = {one: " ".join(segment.view.text for segment in segments if segment.label == one) for one in unknown}
    selling = {one: len(_SELLS.findall(said)) - len(_BUYS.findall(said)) for one, said in words.items()}
    seller = max(unknown, key=lambda one: (selling[one], len(words[one])), default="")
    return found | played | {one: "agent" if one == seller else "customer" for one in unknown}


def is_heard(segments: Sequence[Segment]) -> bool:
    """Whether two who take turns speak as a seller and a customer do."""
    labels = [segment.label for segment in segments if segment.label]
    if len(set(labels)) < 2 or sum(one != other for one, other in pairwise(labels)) < _FEWEST_TURNS:
        return False
    said = " ".join(segment.view.text for segment in segments)
    return any(map(role_of, labels)) or len(_SELLS.findall(said)) + len(_BUYS.findall(said)) > 1


def role_of(label: str) -> str:
    """The role that a label says, its number left off: "agent", "customer" or none."""
    name = label.lower().replace("_", " ")
    for one in (name, _NUMBER.sub("", name)):
        if one in _CUSTOMERS:
            return "customer"
        if one in _AGENTS:
            return "agent"
    return ""
