"""Stage cues: words in a script that tell the adviser what to do, and the deeds among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.text.late import late
from offerlint.text.span import Span

_DEEDS = (
    ("pause_recording", "pause|stop|suspend|mute|switch off|turn off", "recording"),
    ("resume_recording", "resume|restart|re-start|unpause|unmute|start|switch on|turn on|switch", "recording"),
    ("send_contract_summary", "send|e-?mail|text", "contract summary|contract information"),
    (
        "record_do_not_call",
        "add|record|mark|put|log|update",
        "do[- ]not[- ](?:call|contact)|dnc|suppression|opt(?:ed)?[- ]out",
    ),
    ("collect_bank_details", "take|collect|enter|capture|ask for", "bank|direct debit|account number|sort code"),
    ("take_payment", "take|process|collect|enter|capture", "payment|card"),
    (
        "collect_personal_data",
        "take|collect|capture|ask for",
        "personal (?:data|details|information)|date of birth|dob|address|postcode",
    ),
    (
        "verify_identity",
        "verify|check|confirm|complete|do|carry out",
        "identity|id&v|id and v|dpa|security (?:check|questions)|data protection check",
    ),
    ("agree_contract", "place|submit|complete", "order"),
)
_WHOLE = (
    ("pause_recording", "recording (?:is )?(?:off|paused|stopped)"),
    ("resume_recording", "recording (?:is )?(?:back )?(?:on|resumed|restarted)"),
    ("transfer", r"(?:(?:warm|cold) )?transfer\b|put (?:them|the \w+) through|hand (?:them |the call )?over\b"),
    ("end", r"(?:end|close|finish|terminate) (?:the |this )?call\b|call ends\b|hang up\b"),
)
_LEAD = r"(?:(?:then|now|first|next|please|and)[,: ]+)*"
_PATTERNS = [
    *((deed, late(rf"{_LEAD}(?:{verb})\b.{{0,40}}?\b(?:{what})\b", re.IGNORECASE)) for deed, verb, what in _DEEDS),
    *((deed, late(rf"{_LEAD}(?:{words})", re.IGNORECASE)) for deed, words in _WHOLE),
]
_VERBS = (
    "pause|wait|hold|stop|start|resume|restart|listen|read|repeat|confirm|check|verify|transfer|end|hang up|press",
    "click|type|enter|select|update|log|record|send|e-?mail|text|allow|let|note|mute|unmute|take|collect|process|smile",
    "mark|add|submit|complete|tell|thank|ensure|make sure|read out",
    "continue|skip|go to|ask|offer|explain|use|insert",
    "adjust|tailor|acknowledge|silence|beat|if|when|once|do not",
    "don't|never|always|only|recording|call ends?|long pause|short pause|customer",
)
_CUE = late(rf"\W*(?:{'|'.join(_VERBS)})\b(?![-/]|'s)", re.IGNORECASE)
_MORE = late(
    r"\W*(?:no need\b|needn't|avoid|leave|keep|put|get|give|say|answer|push|steer|sell|talk|bring|move|turn|mention|try"
    r"|show|make|drop|pass|stay|reassure|remind|stress|deflect|ignore|play|rush|speak|slow|bury|hide|treat|call|close"
    r"|finish|use|point|park|file|charge|refuse|decline|quote|do not|start|create|invent|pretend|hint|suggest"
    r"|imply|press|hold|hurry|agents?|advis[eo]rs?|staff|anyone who|whoever|nobody|no one)\b(?![-/]|'s)",
    re.IGNORECASE,
)
_ABOUT_THEM = late(
    r"\b(?:they|they'\w+|them|their|(?:the|a|any) (?:customer|caller)s?|customers|callers)\b", re.IGNORECASE
)
_BRACKETED = late(r"\[[^\[\]\r\n]{2,120}\](?!\()|\([^()\r\n]{2,120}\)")
_PARTS = late(r"[^.;!?\r\n]+")


def is_cue(words: str) -> bool:
    """Whether words in brackets, or set apart otherwise, address the adviser: `[pause]`, not `[first name]`.

    Other orders than the usual ones count in square brackets of some words, or where they speak of the customer.
    """
    if _CUE.match(words) is not None:
        return True
    ordered = _MORE.match(words) is not None
    return ordered and (_ABOUT_THEM.search(words) is not None or (words[:1] == "[" and words.count(" ") > 1))


def cues(text: str) -> Iterator[Span]:
    """The stage cues in brackets in `text`, brackets included."""
    for match in _BRACKETED.finditer(text):
        if is_cue(match[0]):
            yield Span(*match.span())


def deeds(text: str) -> Iterator[tuple[str, Span]]:
    """What an instruction tells the adviser to do, with the words that say so, in order.

    Only a clause that begins with the deed counts: "Never pause the recording" asks for nothing.
    """
    for part in _PARTS.finditer(text):
        for clause in re.finditer(r"(?:(?!,| and | then |: | - ).)+", part[0]):
            start = part.start() + clause.start()
            words = clause[0]
            skip = len(words) - len(words.lstrip(" ([*_,-"))
            for deed, pattern in _PATTERNS:
                if match := pattern.match(words, skip):
                    yield deed, Span(start + skip, start + match.end())
                    break
